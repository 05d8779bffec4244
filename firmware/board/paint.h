/* How much stack each call takes: the stack is painted before the call, and looked at behind it. */

#ifndef PAINT_H
#define PAINT_H

#include <stdint.h>

#include "board/board.h"
#include "board/say.h"

enum { PAINTED_WORDS = 1024, MOST_PAINTED = 64 };
#ifdef __riscv
#define READ_STACK_POINTER "mv %0, sp"
#else
#define READ_STACK_POINTER "mov %0, sp"
#endif
#define PAINT_COLOUR 0xC17BA7E5u

static uint32_t *paint_stack_pointer;

typedef struct {
    const char *function;
    uint32_t deepest;
} painted_t;
static painted_t painted[MOST_PAINTED];

/* No function of its own: the frame that calls must stay above the paint. */
#define BEFORE(function)                                                                                       \
    do {                                                                                                       \
        volatile uint32_t *word;                                                                               \
        __asm__ volatile(READ_STACK_POINTER : "=r"(paint_stack_pointer) : : "memory");                          \
        for (word = paint_stack_pointer - PAINTED_WORDS; word < paint_stack_pointer; word++) {                 \
            *word = PAINT_COLOUR;                                                                              \
        }                                                                                                      \
    } while (0)

#define AFTER(function)                                                                                        \
    do {                                                                                                       \
        volatile uint32_t *word = paint_stack_pointer - PAINTED_WORDS;                                         \
        while (word < paint_stack_pointer && *word == PAINT_COLOUR) {                                          \
            word++;                                                                                            \
        }                                                                                                      \
        note_depth(#function, (uint32_t)((uintptr_t)paint_stack_pointer - (uintptr_t)word));                   \
    } while (0)

static int is_same(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static void note_depth(const char *function, uint32_t depth)
{
    painted_t *entry = painted;

    while (entry->function != 0 && !is_same(entry->function, function)) {
        entry++;
    }
    entry->function = function;
    if (entry->deepest < depth) {
        entry->deepest = depth;
    }
}

static void say_depths(void)
{
    const painted_t *entry;

    for (entry = painted; entry->function != 0; entry++) {
        say(entry->function, entry->deepest);
    }
}

#endif
