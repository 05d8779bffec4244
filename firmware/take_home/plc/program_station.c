/* Stands in for what matiec makes of plc/example_station.st: the program in C, around the body of the block as it is
 * written in plc/citygate_station.st. */

#include "iec_types_all.h"
#include "POUS.h"

extern ULINT *__ML0;
extern ULINT *__ML1;
extern DINT *__MD64;

#ifdef __cplusplus
extern "C" {
#endif
extern CONTROLLING RES0__GATE;
extern TIME __CURRENT_TIME;
void config_init__(void);
void config_run__(unsigned long tick);
#ifdef __cplusplus
}
#endif

CONTROLLING RES0__GATE;

static void body(CITYGATE_STATION *data__)
{
#include "body.h"
}

static const struct {
    UDINT contracted;
    UDINT minimum;
    USINT supply_class;
} users[] = { { 400000, 0, 0 }, { 350000, 100000, 4 }, { 100000, 0, 3 }, { 150000, 0, 5 } };

void config_init__(void)
{
    CONTROLLING *const program = &RES0__GATE;
    int user;

    for (user = 0; user < 4; user++) {
        program->CONTRACTED.value.table[user] = users[user].contracted;
        program->MINIMUM.value.table[user] = users[user].minimum;
        program->SUPPLY_CLASS.value.table[user] = users[user].supply_class;
    }
    program->ENABLE.value = 1;
    *__ML0 = 1000000;
}

void config_run__(unsigned long tick)
{
    CONTROLLING *const program = &RES0__GATE;
    CITYGATE_STATION *const block = &program->STATION;

    (void)tick;
    block->ENABLE.value = program->ENABLE.value;
    block->USER_COUNT.value = 4;
    block->LOWEST_SUPPLY.value = 450000;
    block->HIGHEST_SUPPLY.value = 1200000;
    block->CONTRACTED.value = program->CONTRACTED.value;
    block->MINIMUM.value = program->MINIMUM.value;
    block->SUPPLY_CLASS.value = program->SUPPLY_CLASS.value;
    block->ELAPSED.value = 100;
    block->SUPPLY.value = *__ML0;
    block->SUPPLY_QUALITY.value = program->QUALITY.value;
    block->DEMAND.value = program->CONTRACTED.value;
    block->FLOW.value = block->SET_POINT.value;
    body(block);
    *__ML1 = block->AVAILABLE.value;
    *__MD64 = block->ERRORID.value;
}
