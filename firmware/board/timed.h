/* How long each call takes, in ticks of the board's counter. */

#ifndef TIMED_H
#define TIMED_H

#include <stdint.h>

#include "board/most.h"

static uint32_t timed_start;

#define BEFORE(function) timed_start = board_ticks()
#define AFTER(function) note_most(#function, (board_ticks() - timed_start) % BOARD_TICKS)

#endif
