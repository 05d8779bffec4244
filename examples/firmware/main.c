/* A scan every 10 ms, paced by the SysTick of a Cortex-M, without an operating system: 64 users share a supply that
 * falls. A controller would read instruments and set valves here. */

#include "board/board.h"
#include "scans.h"
#include "station.h"

/* The clock of MPS2. */
#define CLOCK_NS 40u
#define CLOCKS_APART (SCANS_APART_MS * 1000000u / CLOCK_NS)

#define SYSTICK_CONTROL (*(volatile uint32_t *)0xE000E010u)
#define SYSTICK_RELOAD (*(volatile uint32_t *)0xE000E014u)
#define SYSTICK_CURRENT (*(volatile uint32_t *)0xE000E018u)

#define PAINT 0xC17BA7E5u

/* Where the linker script says that the stack begins; it grows downwards. */
extern uint32_t image_stack_top;

static volatile uint32_t ticks;

void board_tick(void);

void board_tick(void)
{
    ticks++;
}

void scans_say(const char *text)
{
    board_say(text);
}

static void start_clock(void)
{
    SYSTICK_RELOAD = CLOCKS_APART - 1u;
    SYSTICK_CURRENT = 0u;
    SYSTICK_CONTROL = 7u;
}

static uint64_t now_ns(void)
{
    uint32_t whole;
    uint32_t part;

    do {
        whole = ticks;
        part = CLOCKS_APART - 1u - SYSTICK_CURRENT;
    } while (whole != ticks);
    return (((uint64_t)whole * CLOCKS_APART) + part) * CLOCK_NS;
}

static volatile uint32_t *end_of_stack(void)
{
    return (volatile uint32_t *)((uintptr_t)&image_stack_top - SCANS_STACK_BYTES);
}

static void paint_stack(void)
{
    volatile uint32_t *word;
    uintptr_t stack_pointer;

    __asm__ volatile("mov %0, sp" : "=r"(stack_pointer) : : "memory");
    for (word = end_of_stack(); (uintptr_t)word < stack_pointer; word++) {
        *word = PAINT;
    }
}

static uint32_t stack_left_bytes(void)
{
    volatile uint32_t *word = end_of_stack();

    while (((uintptr_t)word < (uintptr_t)&image_stack_top) && (*word == PAINT)) {
        word++;
    }
    return (uint32_t)((uintptr_t)word - (uintptr_t)end_of_stack());
}

int main(void)
{
    int32_t status = scans_start();
    uint32_t scan;

    paint_stack();
    start_clock();
    for (scan = 1u; (scan <= SCANS) && (status == CITYGATE_OK); scan++) {
        const uint32_t last = ticks;
        uint64_t began_ns;

        while (ticks == last) {
            __asm__ volatile("wfi");
        }
        began_ns = now_ns();
        status = scans_scan(scan);
        scans_show(scan, now_ns() - began_ns);
    }
    scans_end(stack_left_bytes(), status);
    return (int)status;
}
