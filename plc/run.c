/* Stands for a runtime: runs some scans of the example, prints what is granted, and forces outputs. */

#include <stdio.h>
#include <string.h>

#include "iec_types_all.h"
#include "POUS.h"

/* The memory that the program is located in, as OpenPLC lays it out. */
#define __LOCATED_VAR(type, name, ...) static type memory_of_##name; type *name = &memory_of_##name;
#include "LOCATED_VARIABLES.h"
#undef __LOCATED_VAR

extern SHARING RES0__STATION;
void config_init__(void);
void config_run__(unsigned long tick);
TIME __CURRENT_TIME;

static unsigned long tick;

static void scan(unsigned long supply)
{
    *__ML0 = supply;
    config_run__(tick++);
}

static unsigned long granted(int user)
{
    return RES0__STATION.SHARE.GRANTED.value.table[user];
}

/* Users who follow each other and get the same are one line. */
static void say(void)
{
    int first = 0;
    int user;

    printf("supply %lu, status %d, curtailed %lu\n", (unsigned long)*__ML0, (int)*__MD64, (unsigned long)*__ML1);
    for (user = 1; user <= 64; user++) {
        if ((user == 64) || (granted(user) != granted(first))) {
            printf("  users %d to %d: %lu\n", first, user - 1, granted(first));
            first = user;
        }
    }
}

#define OUTPUT(name)                                                                                                   \
    { #name, (unsigned char *)&RES0__STATION.SHARE.name.value, sizeof(RES0__STATION.SHARE.name.value),                 \
      &RES0__STATION.SHARE.name.flags }

static const struct {
    const char *name;
    unsigned char *value;
    size_t size;
    IEC_BYTE *flags;
} outputs[] = { OUTPUT(STATUS), OUTPUT(ERROR_INDEX), OUTPUT(GRANTED), OUTPUT(REASON), OUTPUT(CURTAILED),
                OUTPUT(UNUSED) };
enum { OUTPUTS = sizeof(outputs) / sizeof(outputs[0]) };

static int untouched(int output)
{
    size_t i;

    for (i = 0; i < outputs[output].size; i++) {
        if (outputs[output].value[i] != 0x5A) {
            return 0;
        }
    }
    return 1;
}

/* Gives every output a value that no scan gives, forces one, runs a good scan and one with a wrong user, and says which
 * outputs are still as they were. */
static void force(int forced)
{
    USINT *const supply_class = RES0__STATION.SUPPLY_CLASS.value.table;
    int i;

    for (i = 0; i < OUTPUTS; i++) {
        memset(outputs[i].value, 0x5A, outputs[i].size);
    }
    *outputs[forced].flags |= __IEC_FORCE_FLAG;
    scan(12000000);
    supply_class[63] = 9;
    scan(12000000);
    supply_class[63] = 5;
    *outputs[forced].flags &= (IEC_BYTE)~__IEC_FORCE_FLAG;
    printf("forced: %s, stays:", outputs[forced].name);
    for (i = 0; i < OUTPUTS; i++) {
        if (untouched(i)) {
            printf(" %s", outputs[i].name);
        }
    }
    printf("\n");
}

int main(void)
{
    int i;

    config_init__();
    scan(*__ML0);
    say();
    scan(21060000);
    say();
    scan(12000000);
    say();
    for (i = 0; i < OUTPUTS; i++) {
        force(i);
    }
    return 0;
}
