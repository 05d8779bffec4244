/* How much stack each call takes: the stack is painted before the call, and looked at behind it. */

#ifndef PAINT_H
#define PAINT_H

#include <stdint.h>

#include "board/most.h"

#ifndef PAINTED_WORDS
#define PAINTED_WORDS 1024
#endif
#ifdef __riscv
#define READ_STACK_POINTER "mv %0, sp"
#else
#define READ_STACK_POINTER "mov %0, sp"
#endif
#define PAINT_COLOUR 0xC17BA7E5u

static uint32_t *paint_stack_pointer;

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
        note_most(#function, (uint32_t)((uintptr_t)paint_stack_pointer - (uintptr_t)word));                   \
    } while (0)

#endif
