/* Plans 72 hours of a cold wave for a city gate station with an LNG tank: how the stock goes, and for each class the
 * hours until it is first touched and until it is cut off.
 *
 *     cc -std=c99 plan_72h.c $(pkg-config --cflags --libs citygate) -o plan_72h
 */

#include <stdio.h>

#include "citygate.h"

enum { USER_COUNT = 7, HOURS = 72 };

/* Volumes in dm3 per hour. */
static const citygate_user_t users[USER_COUNT] = {
    { .demand_dm3_per_h = 8650000, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 6800000, .minimum_dm3_per_h = 2300000, .supply_class = CITYGATE_CLASS_HEATING },
    { .demand_dm3_per_h = 1020000, .supply_class = CITYGATE_CLASS_PUBLIC_SERVICE },
    { .demand_dm3_per_h = 720000, .supply_class = CITYGATE_CLASS_VEHICLES, .on_off = 1 },
    { .demand_dm3_per_h = 2300000, .minimum_dm3_per_h = 950000, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 4000000, .minimum_dm3_per_h = 300000, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 1800000, .minimum_dm3_per_h = 700000, .supply_class = CITYGATE_CLASS_CHEMICAL }
};

/* 150,000 m3 of gas as LNG, of which 30,000 must stay; the vaporizers give 6,000 m3 in an hour. */
static const citygate_storage_t tank = {
    .stock_dm3 = 150000000, .reserve_dm3 = 30000000, .withdrawal_dm3 = 6000000
};

/* Everything is in static storage: nothing is allocated at run time. */
static citygate_period_t periods[HOURS];
static citygate_grant_t grants[USER_COUNT * HOURS];
static citygate_period_total_t totals[HOURS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_summary_t summary;
static uint64_t words[CITYGATE_HORIZON_SCRATCH_WORDS(0u, USER_COUNT, HOURS)];

/* The pipeline brings less from the second day on, the cold lets homes and heating take more, and a lorry with LNG
 * comes every day at noon. */
static void fill_periods(void)
{
    unsigned hour;
    unsigned class_index;

    for (hour = 0; hour < HOURS; hour++) {
        citygate_period_t *period = &periods[hour];
        period->supply_dm3 = (hour < 24u) ? UINT64_C(26000000) : UINT64_C(20500000);
        period->delivery_dm3 = ((hour % 24u) == 12u) ? UINT64_C(18000000) : UINT64_C(0);
        for (class_index = 0; class_index < CITYGATE_CLASS_COUNT; class_index++) {
            period->demand_permille[class_index] = 1000;
        }
        if (hour >= 18u) {
            period->demand_permille[CITYGATE_CLASS_RESIDENTIAL] = 1150;
            period->demand_permille[CITYGATE_CLASS_HEATING] = 1250;
        }
    }
}

/* Whole m3 from dm3. */
static unsigned long m3(uint64_t dm3)
{
    return (unsigned long)(dm3 / 1000u);
}

static void print_hours(uint32_t period)
{
    if (period == CITYGATE_OUTLOOK_NEVER) {
        printf("%16s", "not in 72 h");
    } else {
        printf("%14lu h", (unsigned long)period);
    }
}

static void print_plan(void)
{
    unsigned hour;
    uint8_t class_index;

    printf("%4s%14s%14s%14s%14s\n", "hour", "pipeline m3", "tank m3", "served m3", "stock m3");
    for (hour = 0; hour < HOURS; hour += 6u) {
        uint64_t served = 0;
        for (class_index = 0; class_index < CITYGATE_CLASS_COUNT; class_index++) {
            served += totals[hour].classes[class_index].granted_dm3_per_h;
        }
        printf("%4u%14lu%14lu%14lu%14lu\n", hour, m3(totals[hour].supply_dm3), m3(totals[hour].withdrawn_dm3),
               m3(served), m3(totals[hour].stock_dm3));
    }
    printf("\n%-18s%16s%16s\n", "class", "first touched", "cut off");
    for (class_index = 0; class_index < CITYGATE_CLASS_COUNT; class_index++) {
        printf("%-18s", citygate_class_text(class_index));
        print_hours(outlook[class_index].first_touched_period);
        print_hours(outlook[class_index].cut_off_period);
        printf("\n");
    }
    printf("\nin 72 h: demand %lu m3, curtailed %lu m3\n", m3(summary.demand_dm3_per_h),
           m3(summary.curtailed_dm3_per_h));
}

int main(void)
{
    /* One station: no nodes. */
    const citygate_network_t station = { .users = users, .user_count = USER_COUNT };
    const citygate_horizon_t horizon = {
        .periods = periods, .storage = &tank, .period_count = HOURS, .spread = CITYGATE_SPREAD_EVEN
    };
    const citygate_scratch_t scratch = { .words = words, .word_count = sizeof(words) / sizeof(words[0]) };
    const citygate_horizon_output_t plan = {
        .grants = grants, .totals = totals, .outlook = outlook, .summary = &summary
    };
    citygate_policy_t policy;
    uint32_t error_index = 0;
    int32_t status;

    fill_periods();
    status = citygate_policy_get_default(&policy);
    if (status == CITYGATE_OK) {
        status = citygate_horizon_allocate(&policy, &station, &horizon, &scratch, &plan, &error_index);
    }
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s (at %lu)\n", citygate_status_text(status), (unsigned long)error_index);
        return 1;
    }
    print_plan();
    return 0;
}
