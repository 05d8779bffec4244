/* Shares out what a city gate station gets on a cold day, and says why each user gets what it gets.
 *
 *     cc -std=c99 share_out.c $(pkg-config --cflags --libs citygate) -o share_out
 */

#include <stdio.h>

#include "citygate.h"

enum { USER_COUNT = 8 };

static const char *const names[USER_COUNT] = {
    "homes", "city hospital", "heating plant", "university", "bus filling", "glass works", "steel works",
    "ammonia plant"
};

/* Flows in dm3/h, thousandths of a m3/h. */
static const citygate_user_t users[USER_COUNT] = {
    { .demand_dm3_per_h = 8650500, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 310250, .minimum_dm3_per_h = 120000, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 6800000, .minimum_dm3_per_h = 2300000, .supply_class = CITYGATE_CLASS_HEATING },
    { .demand_dm3_per_h = 1020000, .supply_class = CITYGATE_CLASS_PUBLIC_SERVICE },
    { .demand_dm3_per_h = 720000, .supply_class = CITYGATE_CLASS_VEHICLES, .on_off = 1 },
    { .demand_dm3_per_h = 2300000, .minimum_dm3_per_h = 950000, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 4000000, .minimum_dm3_per_h = 300000, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 1800000, .minimum_dm3_per_h = 700000, .supply_class = CITYGATE_CLASS_CHEMICAL }
};

/* Nothing is allocated at run time: a controller keeps these in static storage too. */
static citygate_grant_t grants[USER_COUNT];
static citygate_summary_t summary;

static void print_flow(uint64_t dm3_per_h)
{
    printf("%9lu.%03lu", (unsigned long)(dm3_per_h / 1000u), (unsigned long)(dm3_per_h % 1000u));
}

static void print_total(const char *name, uint64_t dm3_per_h)
{
    printf("%-32s", name);
    print_flow(dm3_per_h);
    printf("\n");
}

static void print_user(int i)
{
    printf("%-14s%-18s", names[i], citygate_class_text(users[i].supply_class));
    print_flow(users[i].demand_dm3_per_h);
    print_flow(grants[i].granted_dm3_per_h);
    printf("  %s", citygate_reason_text(grants[i].reason));
    if (grants[i].step != CITYGATE_GRANT_NO_STEP) {
        /* The library counts from 0; people, and the drill's reports, from 1. */
        printf(" %u", grants[i].step + 1u);
    }
    printf("\n");
}

int main(void)
{
    citygate_policy_t policy;
    uint32_t supply_dm3_per_h = 0;
    uint32_t error_index = 0;
    int32_t status;
    int i;

    /* The same major version, and no earlier minor version, than the header. */
    if (((citygate_abi_version() / 65536u) != (CITYGATE_ABI_VERSION / 65536u))
        || (citygate_abi_version() < CITYGATE_ABI_VERSION)) {
        fprintf(stderr, "the library does not fit the header\n");
        return 1;
    }

    /* What the meter says becomes a whole number once; everything that decides is a whole number. */
    status = citygate_flow_from_m3_per_h(21250.0, &supply_dm3_per_h);
    if (status == CITYGATE_OK) {
        status = citygate_policy_get_default(&policy);
    }
    if (status == CITYGATE_OK) {
        status = citygate_allocate(&policy, users, USER_COUNT, supply_dm3_per_h, grants, &summary, &error_index);
    }
    if (status != CITYGATE_OK) {
        /* Nothing was written: a controller goes on with the grants that it has, and raises an alarm. */
        fprintf(stderr, "%s (at %lu)\n", citygate_status_text(status), (unsigned long)error_index);
        return 1;
    }

    printf("%-14s%-18s%13s%13s  %s\n", "user", "class", "demand m3/h", "granted m3/h", "why");
    for (i = 0; i < USER_COUNT; i++) {
        print_user(i);
    }
    print_total("demand", summary.demand_dm3_per_h);
    print_total("supply", summary.supply_dm3_per_h);
    print_total("curtailed", summary.curtailed_dm3_per_h);
    print_total("unused", summary.unused_dm3_per_h);
    return 0;
}
