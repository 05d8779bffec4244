/* What the programs here want from the board they run on, and from the host. */

#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

/* Says a NUL-terminated text. */
void board_say(const char *text);

/* Ends the program; 0 is success. */
void board_exit(int status);

/* Counts up with the instructions executed, in steps of a board's own; wraps round at BOARD_TICKS. On the host it
 * stands still. */
uint32_t board_ticks(void);
enum { BOARD_TICKS = 0x1000000 };

/* Executes 2 x rounds instructions, and a few more. */
void board_spin(uint32_t rounds);

/* The program. */
int main(void);

#endif
