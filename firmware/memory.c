/* Clears, sets, copies and moves memory of every alignment with the functions that the archive keeps to itself: with
 * unaligned accesses trapped, an access that is not aligned ends the program. */

#include <stddef.h>

#include "board/board.h"

/* Run-time ABI for the Arm Architecture, 4.3.4. */
void __aeabi_memclr(void *to, size_t length);
void __aeabi_memset(void *to, size_t length, int value);
void __aeabi_memcpy(void *to, const void *from, size_t length);
void __aeabi_memmove(void *to, const void *from, size_t length);

enum { ALIGNMENTS = 8, LONGEST = 70, ROOM = LONGEST + 2 * ALIGNMENTS };

static unsigned char to[ROOM], from[ROOM];

static unsigned char pattern(size_t place)
{
    return (unsigned char)(1u + place * 7u);
}

static void fill(unsigned char *bytes)
{
    volatile unsigned char *byte = bytes;
    size_t place;

    for (place = 0; place < ROOM; place++) {
        byte[place] = pattern(place);
    }
}

/* Whether `to` has `inside(place)` from one place to another, and around it what it had. */
static int is(size_t begin, size_t length, int value, size_t source)
{
    size_t place;

    for (place = 0; place < ROOM; place++) {
        const int inside = place >= begin && place < begin + length;
        const unsigned char copied = pattern(place - begin + source);
        const unsigned char expected = !inside ? pattern(place) : value >= 0 ? (unsigned char)value : copied;
        if (to[place] != expected) {
            return 0;
        }
    }
    return 1;
}

static int all_of(size_t begin, size_t length)
{
    size_t source;
    int right;

    fill(to);
    __aeabi_memclr(to + begin, length);
    right = is(begin, length, 0, 0);
#ifdef HAS_MEMSET
    fill(to);
    __aeabi_memset(to + begin, length, 5);
    right = right && is(begin, length, 5, 0);
#endif
    for (source = 0; source < ALIGNMENTS; source++) {
#ifdef HAS_MEMCPY
        fill(to);
        fill(from);
        __aeabi_memcpy(to + begin, from + source, length);
        right = right && is(begin, length, -1, source);
#endif
#ifdef HAS_MEMMOVE
        fill(to);
        __aeabi_memmove(to + begin, to + source, length);
        right = right && is(begin, length, -1, source);
#endif
    }
    return right;
}

int main(void)
{
    size_t begin, length;

    for (begin = 0; begin < ALIGNMENTS; begin++) {
        for (length = 0; length <= LONGEST; length++) {
            if (!all_of(begin, length)) {
                board_say("wrong bytes\n");
                return 1;
            }
        }
    }
    board_say("every alignment\n");
    return 0;
}
