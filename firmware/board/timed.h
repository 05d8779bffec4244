/* How long each call takes, in ticks of the board's counter. */

#ifndef TIMED_H
#define TIMED_H

#include <stdint.h>

#include "board/most.h"

static uint32_t timed_start, timed_last;

#define BEFORE(function) timed_start = board_ticks()
#define AFTER(function)                                          \
    do {                                                         \
        timed_last = (board_ticks() - timed_start) % BOARD_TICKS; \
        note_most(#function, timed_last);                        \
    } while (0)

#endif
