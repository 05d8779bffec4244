/* The same programs on the host. */

#include <stdio.h>
#include <stdlib.h>

#include "board.h"

void board_say(const char *text)
{
    fputs(text, stdout);
}

void board_exit(int status)
{
    exit(status);
}

uint32_t board_ticks(void)
{
    return 0;
}

void board_spin(uint32_t rounds)
{
    (void)rounds;
}
