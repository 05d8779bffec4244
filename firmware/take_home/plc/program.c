/* Stands in for what matiec makes of plc/example.st: the program in C, around the body of the block as it is written in
 * plc/citygate_share.st. */

#include "iec_types_all.h"
#include "POUS.h"

extern ULINT *__ML0;
extern ULINT *__ML1;
extern DINT *__MD64;

#ifdef __cplusplus
extern "C" {
#endif
extern SHARING RES0__STATION;
extern TIME __CURRENT_TIME;
void config_init__(void);
void config_run__(unsigned long tick);
#ifdef __cplusplus
}
#endif

SHARING RES0__STATION;

static void body(CITYGATE_SHARE *data__)
{
#include "body.h"
}

/* The users of the example, those who are alike in one line. */
static const struct {
    int count;
    UDINT demand;
    UDINT minimum;
    USINT supply_class;
} users[] = { { 24, 400000, 0, 0 }, { 8, 900000, 300000, 1 },  { 8, 150000, 0, 2 },
              { 8, 120000, 0, 3 },  { 12, 350000, 90000, 4 }, { 4, 600000, 250000, 5 } };

void config_init__(void)
{
    SHARING *const program = &RES0__STATION;
    size_t group;
    int user = 0;
    int i;

    for (group = 0; group < sizeof(users) / sizeof(users[0]); group++) {
        for (i = 0; i < users[group].count; i++, user++) {
            program->DEMAND.value.table[user] = users[group].demand;
            program->MINIMUM.value.table[user] = users[group].minimum;
            program->SUPPLY_CLASS.value.table[user] = users[group].supply_class;
        }
    }
    *__ML0 = 26000000;
}

void config_run__(unsigned long tick)
{
    SHARING *const program = &RES0__STATION;

    (void)tick;
    program->SHARE.USER_COUNT.value = 64;
    program->SHARE.SUPPLY.value = *__ML0;
    program->SHARE.DEMAND.value = program->DEMAND.value;
    program->SHARE.MINIMUM.value = program->MINIMUM.value;
    program->SHARE.SUPPLY_CLASS.value = program->SUPPLY_CLASS.value;
    body(&program->SHARE);
    *__ML1 = program->SHARE.CURTAILED.value;
    *__MD64 = program->SHARE.STATUS.value;
}
