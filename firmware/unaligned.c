/* Reads a word that is not aligned, which must be a fault on the boards that the programs here run on. */

#include "board/board.h"

static const unsigned char bytes[8];

int main(void)
{
    uintptr_t address = (uintptr_t)bytes + 1;

    __asm__ volatile("" : "+r"(address));
#ifdef __riscv
    __asm__ volatile("lw %0, 0(%0)" : "+r"(address) : : "memory");
#else
    __asm__ volatile("ldr %0, [%0]" : "+l"(address) : : "memory");
#endif
    board_say("unaligned\n");
    return 0;
}
