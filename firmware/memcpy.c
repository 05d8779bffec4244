/* How long the C library's memcpy takes, aligned and not. */

#include <string.h>

#include "board/board.h"
#include "board/say.h"

enum { SIZE = 1024, ROUNDS = 1000, SPUN = 200000 };

static unsigned char from[SIZE + 8], to[SIZE + 8];
/* Not known to the compiler, which would do without the call. */
static void *(*volatile copy)(void *, const void *, size_t) = memcpy;

static uint32_t ticks_of(uint32_t misaligned)
{
    uint32_t round;
    const uint32_t start = board_ticks();

    for (round = 0; round < ROUNDS; round++) {
        copy(to, from + misaligned, SIZE);
    }
    return (board_ticks() - start) % BOARD_TICKS;
}

int main(void)
{
    uint32_t start, per_spin;

    start = board_ticks();
    board_spin(SPUN / 2);
    per_spin = (board_ticks() - start) % BOARD_TICKS;
    say("aligned", (uint64_t)ticks_of(0) * SPUN / per_spin / ROUNDS);
    say("misaligned", (uint64_t)ticks_of(1) * SPUN / per_spin / ROUNDS);
    return 0;
}
