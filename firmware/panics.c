/* Calls the function that can panic. Links only where the hook is defined. */

#include "board/board.h"
#include "citygate_platform.h"

extern unsigned char can_panic(uint32_t index);

#ifdef HOOK
void citygate_panic(void)
{
    board_say("panicked\n");
    board_exit(0);
    for (;;) {
    }
}
#endif

int main(void)
{
    return can_panic(board_ticks() | 4u);
}
