/* Stands for a runtime: runs scans of the example of the station controller, and prints its outputs. */

#include <stdio.h>

#include "iec_types_all.h"
#include "POUS.h"

/* The memory that the program is located in, as OpenPLC lays it out. */
#define __LOCATED_VAR(type, name, ...) static type memory_of_##name; type *name = &memory_of_##name;
#include "LOCATED_VARIABLES.h"
#undef __LOCATED_VAR

extern CONTROLLING RES0__GATE;
void config_init__(void);
void config_run__(unsigned long tick);
TIME __CURRENT_TIME;

static unsigned long tick;

/* So many scans with this supply, and what came of them. */
static void run(unsigned long supply, int scans)
{
    const CITYGATE_STATION *const block = &RES0__GATE.STATION;
    int user;

    *__ML0 = supply;
    for (; scans > 0; scans--) {
        config_run__(tick++);
    }
    printf("supply %lu: valid %d, busy %d, error %d (%d), available %lu, set-points", supply, (int)block->VALID.value,
           (int)block->BUSY.value, (int)block->ERROR.value, (int)block->ERRORID.value, (unsigned long)*__ML1);
    for (user = 0; user < 4; user++) {
        printf(" %lu", (unsigned long)block->SET_POINT.value.table[user]);
    }
    printf("\n");
}

int main(void)
{
    config_init__();
    run(1000000, 1);
    run(600000, 1);
    run(1000000, 599);
    run(1000000, 2);
    /* A dead meter: the lowest supply counts, and what homes have is not taken from them. */
    RES0__GATE.QUALITY.value = 2;
    run(1000000, 1);
    RES0__GATE.QUALITY.value = 0;
    run(600000, 1);
    /* An output that is forced stays. */
    RES0__GATE.STATION.AVAILABLE.flags |= __IEC_FORCE_FLAG;
    run(500000, 1);
    RES0__GATE.STATION.AVAILABLE.flags &= (IEC_BYTE)~__IEC_FORCE_FLAG;
    /* Not enabled: nothing moves. */
    RES0__GATE.ENABLE.value = 0;
    run(900000, 1);
    /* Enabled with a class that there is not; then with the right one. */
    RES0__GATE.ENABLE.value = 1;
    RES0__GATE.SUPPLY_CLASS.value.table[3] = 9;
    run(900000, 1);
    RES0__GATE.SUPPLY_CLASS.value.table[3] = 5;
    run(900000, 1);
    return 0;
}
