/* What every digest wants: pseudo-random numbers, and a digest of all that comes back.
 *
 * Each call stands between BEFORE and AFTER: where PAINT is defined they measure how much stack it takes, where TIMED is
 * defined how long.
 */

#ifndef PROBLEMS_H
#define PROBLEMS_H

#include <stdint.h>

#include "board/board.h"
#include "board/say.h"
#include "citygate.h"

#ifdef PAINT
#include "board/paint.h"
#elif defined(TIMED)
#include "board/timed.h"
#else
#define BEFORE(function)
#define AFTER(function)
#define say_mosts()
#endif

/* --- Pseudo-random numbers (xorshift) and the digest (FNV-1a over 32-bit words). ------------------------------- */

static uint32_t random_state = 2463534242u;

static uint32_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint32_t below(uint32_t limit)
{
    return (uint32_t)(((uint64_t)random_word() * limit) >> 32);
}

static int one_in(uint32_t chances)
{
    return below(chances) == 0;
}

/* A number of any length from 0 to 32 bits. */
static uint32_t any_length(void)
{
    uint32_t bits = below(33);

    return bits == 0 ? 0 : random_word() >> (32 - bits);
}

static uint64_t digest = 14695981039346656037u;

static void note(uint32_t word)
{
    digest = (digest ^ word) * 1099511628211u;
}

static void note_text(const char *text)
{
    while (*text != '\0') {
        note((uint8_t)*text);
        text++;
    }
    note(0);
}

/* How many problems have been solved, and not refused. */
static uint32_t solved;

static void note_answer(int32_t status, uint32_t error_index)
{
    note((uint32_t)status);
    note(error_index);
    solved += status == CITYGATE_OK;
}

/* A text by its number, or numbers. */
#define TEXT(function, ...)             \
    do {                                \
        const char *text;               \
        BEFORE(function);               \
        text = function(__VA_ARGS__);   \
        AFTER(function);                \
        note_text(text);                \
    } while (0)

static void say_digest(uint32_t rounds)
{
    say_mosts();
    say("rounds", rounds);
    say("solved", solved);
    board_say("digest ");
    say_number(digest, 16, 16);
    board_say("\n");
}

#endif
