/* Code whose stack the tool must get right, and code that it must refuse; by the case that is asked for. */

#include <stdint.h>

typedef uint32_t (*function_t)(uint32_t);

__attribute__((noinline)) static uint32_t leaf(uint32_t number)
{
    volatile uint32_t room[40];

    room[number % 40] = number;
    return room[(number + 1) % 40];
}

__attribute__((noinline)) static uint32_t small(uint32_t number)
{
    volatile uint32_t room[10];

    room[number % 10] = number;
    return leaf(room[(number + 1) % 10]) + 1;
}

#if defined(CHAIN)
/* 160 bytes below 40 below nothing. */
uint32_t entry(uint32_t number)
{
    return small(number) + 1;
}
#elif defined(TAIL)
/* The frame of 400 bytes is gone when the others run. */
__attribute__((noinline)) static uint32_t large(uint32_t number)
{
    volatile uint32_t room[100];

    room[number % 100] = number;
    return room[(number + 1) % 100];
}

uint32_t entry(uint32_t number)
{
    return small(large(number));
}
#elif defined(RECURSION)
__attribute__((noinline)) static uint32_t odd(uint32_t number);

__attribute__((noinline)) static uint32_t even(uint32_t number)
{
    return number == 0 ? 1 : odd(number - 1) + small(number);
}

static uint32_t odd(uint32_t number)
{
    return number == 0 ? 0 : even(number - 1) + leaf(number);
}

uint32_t entry(uint32_t number)
{
    return even(number);
}
#elif defined(POINTER)
static const function_t functions[2] = { leaf, small };

uint32_t entry(uint32_t number)
{
    return functions[number % 2](number) + 1;
}
#elif defined(POINTER_JUMP)
static const function_t functions[2] = { leaf, small };

uint32_t entry(uint32_t number)
{
    return functions[number % 2](number);
}
#endif
