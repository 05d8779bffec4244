/* Start-up without a vendor's files and without a C library: clears and copies what C expects, runs main, ends by
 * semihosting. */

#include <stddef.h>

#include "board.h"

extern uint32_t image_data_start, image_data_end, image_data_load, image_bss_start, image_bss_end;

void board_start(void);
void board_fault(void);

/* Interrupts that a program may define: without, they are faults. */
void board_supervisor_call(void);
void board_pended_call(void);
void board_tick(void);

#ifndef BOARD_HAS_C_LIBRARY

/* What every C compiler expects, also where there is no C library. Volatile, or it would make calls of themselves out of
 * these loops. */
void *memset(void *to, int value, size_t size);
void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
int memcmp(const void *one, const void *other, size_t size);

void *memset(void *to, int value, size_t size)
{
    size_t at;

    for (at = 0; at < size; at++) {
        ((volatile unsigned char *)to)[at] = (unsigned char)value;
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    size_t at;

    for (at = 0; at < size; at++) {
        ((volatile unsigned char *)to)[at] = ((const volatile unsigned char *)from)[at];
    }
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    size_t at;

    if ((uintptr_t)to <= (uintptr_t)from) {
        return memcpy(to, from, size);
    }
    for (at = size; at > 0; at--) {
        ((volatile unsigned char *)to)[at - 1] = ((const volatile unsigned char *)from)[at - 1];
    }
    return to;
}

int memcmp(const void *one, const void *other, size_t size)
{
    size_t at;

    for (at = 0; at < size; at++) {
        const int difference = ((const unsigned char *)one)[at] - ((const unsigned char *)other)[at];

        if (difference != 0) {
            return difference;
        }
    }
    return 0;
}

#endif

/* Numbers of semihosting calls and of the reason for an exit. */
enum { WRITE0 = 0x04, EXIT_EXTENDED = 0x20, APPLICATION_EXIT = 0x20026 };

#ifdef __riscv

static uintptr_t call_host(uintptr_t operation, const void *argument)
{
    register uintptr_t a0 __asm__("a0") = operation;
    register const void *a1 __asm__("a1") = argument;
    /* Host and program find each other by these three instructions, uncompressed and on one page. */
    __asm__ volatile(".balign 16\n .option push\n .option norvc\n"
                     "slli x0, x0, 0x1f\n ebreak\n srai x0, x0, 7\n .option pop"
                     : "+r"(a0) : "r"(a1) : "memory");
    return a0;
}

__attribute__((naked, section(".vectors"), used)) void board_reset(void)
{
    __asm__ volatile(".option arch, +zicsr\n la sp, image_stack_top\n la t0, board_fault\n csrw mtvec, t0\n j board_start");
}

uint32_t board_ticks(void)
{
    uint32_t count;
    __asm__ volatile(".option push\n .option arch, +zicsr\n csrr %0, minstret\n .option pop" : "=r"(count));
    return count % BOARD_TICKS;
}

void board_spin(uint32_t rounds)
{
    __asm__ volatile("1: addi %0, %0, -1\n bnez %0, 1b" : "+r"(rounds));
}

static void prepare(void)
{
}

#else

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define SYSTICK_CONTROL REGISTER(0xE000E010u)
#define SYSTICK_RELOAD REGISTER(0xE000E014u)
#define SYSTICK_CURRENT REGISTER(0xE000E018u)
#define CONFIGURATION_CONTROL REGISTER(0xE000ED14u)
#define COPROCESSOR_ACCESS REGISTER(0xE000ED88u)

/* In CONFIGURATION_CONTROL: an unaligned access is a fault. It always is on an ARMv6-M. */
#define UNALIGN_TRAP (1u << 3)

extern uint32_t image_stack_top;

__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {
    &image_stack_top, (const void *)board_start, (const void *)board_fault, (const void *)board_fault,
    (const void *)board_fault, (const void *)board_fault, (const void *)board_fault,
    [11] = (const void *)board_supervisor_call,
    [14] = (const void *)board_pended_call, [15] = (const void *)board_tick
};

static uintptr_t call_host(uintptr_t operation, const void *argument)
{
    register uintptr_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

uint32_t board_ticks(void)
{
    return BOARD_TICKS - 1 - SYSTICK_CURRENT;
}

void board_spin(uint32_t rounds)
{
    __asm__ volatile(".syntax unified\n1: subs %0, %0, #1\n bne 1b" : "+l"(rounds) : : "cc");
}

static void prepare(void)
{
    /* Where the C code does without (-mno-unaligned-access), the library must, too. */
#ifndef __ARM_FEATURE_UNALIGNED
    CONFIGURATION_CONTROL |= UNALIGN_TRAP;
    if ((CONFIGURATION_CONTROL & UNALIGN_TRAP) == 0) {
        board_fault();
    }
#endif
#ifdef __ARM_FP
    COPROCESSOR_ACCESS |= 0xFu << 20;
    __asm__ volatile("dsb\n isb");
#endif
    SYSTICK_RELOAD = BOARD_TICKS - 1;
    SYSTICK_CURRENT = 0;
    SYSTICK_CONTROL = 5;
}

#endif

void board_say(const char *text)
{
    call_host(WRITE0, text);
}

void board_exit(int status)
{
    const uintptr_t reason[2] = { APPLICATION_EXIT, (uintptr_t)status };

    call_host(EXIT_EXTENDED, reason);
    for (;;) {
    }
}

/* Named by the assembler. */
__attribute__((aligned(4), used)) void board_fault(void)
{
    board_say("FAULT\n");
    board_exit(70);
}

__attribute__((weak, alias("board_fault"))) void board_supervisor_call(void);
__attribute__((weak, alias("board_fault"))) void board_pended_call(void);
__attribute__((weak, alias("board_fault"))) void board_tick(void);

__attribute__((used)) void board_start(void)
{
    volatile uint32_t *to;
    const volatile uint32_t *from = &image_data_load;

    prepare();
    for (to = &image_data_start; to < &image_data_end; to++, from++) {
        *to = *from;
    }
    for (to = &image_bss_start; to < &image_bss_end; to++) {
        *to = 0;
    }
    board_exit(main());
}
