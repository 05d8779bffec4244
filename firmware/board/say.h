/* Numbers as text, without a C library. */

#ifndef SAY_H
#define SAY_H

#include "board.h"

static inline void say_number(uint64_t number, uint32_t base, uint32_t digits)
{
    char text[24];
    uint32_t at = sizeof(text) - 1;

    text[at] = '\0';
    do {
        at--;
        text[at] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0 || sizeof(text) - 1 - at < digits);
    board_say(&text[at]);
}

static inline void say(const char *name, uint64_t number)
{
    board_say(name);
    board_say(" ");
    say_number(number, 10, 1);
    board_say("\n");
}

#endif
