/* Runs the example for three cycles, as a runtime would, and prints what it grants. */

#include <stdio.h>

#include "iec_types_all.h"
#include "POUS.h"

extern SHARING CPU__STATION;
void config_init__(void);
void config_run__(unsigned long tick);
TIME __CURRENT_TIME;

int main(void)
{
    unsigned long cycle;
    int i;

    config_init__();
    for (cycle = 0; cycle < 3; cycle++) {
        printf("supply %lu\n", (unsigned long)CPU__STATION.SUPPLY.value);
        config_run__(cycle);
        for (i = 0; i < 4; i++) {
            printf("  user %d %lu\n", i, (unsigned long)CPU__STATION.SHARE.GRANTED.value.table[i]);
        }
    }
    return (int)CPU__STATION.SHARE.STATUS.value;
}
