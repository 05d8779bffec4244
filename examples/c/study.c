/* A station prepared once: one supply after another as a controller has them, then a study of many cases in one call.
 *
 *     cc -std=c99 study.c $(pkg-config --cflags --libs citygate) -o study
 */

#include <stdio.h>

#include "citygate.h"

/* Each case is a colder day than the one before: heating wants more, and there is less. */
enum { HOMES, BOILERS, BUSES, GLASS, FERTILIZER, USER_COUNT, CASE_COUNT = 4 };

static const char *const user_names[USER_COUNT] = { "homes", "boilers", "buses", "glass works", "fertilizer" };

static const citygate_user_t users[USER_COUNT] = {
    { .demand_dm3_per_h = 6000000, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 4000000, .supply_class = CITYGATE_CLASS_HEATING },
    { .demand_dm3_per_h = 1500000, .supply_class = CITYGATE_CLASS_VEHICLES },
    { .demand_dm3_per_h = 5000000, .minimum_dm3_per_h = 900000,
      .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 3000000, .supply_class = CITYGATE_CLASS_CHEMICAL }
};

/* Everything is in static storage: nothing is allocated at run time. */
static citygate_policy_t policy;
static uint64_t words[CITYGATE_PREPARED_WORDS(USER_COUNT)];
static const citygate_prepared_t station = { .words = words, .word_count = sizeof(words) / sizeof(words[0]) };
static citygate_summary_t summary;
static citygate_grant_t grants[USER_COUNT];

/* The study: a row of demands for each case, a row of answers for each case. */
static uint32_t demands_dm3_per_h[CASE_COUNT * USER_COUNT];
static uint64_t supplies_dm3_per_h[CASE_COUNT];
static citygate_class_total_t classes[CASE_COUNT * CITYGATE_CLASS_COUNT];
static citygate_grant_t case_grants[CASE_COUNT * USER_COUNT];

/* Whole m3/h from dm3/h. */
static long m3_per_h(uint64_t dm3_per_h)
{
    return (long)(dm3_per_h / 1000u);
}

static void print_grants(const citygate_grant_t *row)
{
    uint32_t i;

    for (i = 0; i < (uint32_t)USER_COUNT; i++) {
        printf("  %-12s %6ld m3/h: %s\n", user_names[i], m3_per_h(row[i].granted_dm3_per_h),
               citygate_reason_text(row[i].reason));
    }
}

/* As a controller does in every scan: what has changed, the supply, and what everybody gets. */
static citygate_status_t scan(uint32_t user, uint32_t demand_dm3_per_h, uint64_t supply_dm3_per_h)
{
    citygate_status_t status = citygate_prepared_set_demand(&station, user, demand_dm3_per_h);

    if (status == CITYGATE_OK) {
        status = citygate_prepared_allocate(&station, supply_dm3_per_h, &summary);
    }
    if (status == CITYGATE_OK) {
        status = citygate_prepared_get_grants(&station, grants, USER_COUNT);
    }
    if (status == CITYGATE_OK) {
        printf("%s want %ld of %ld m3/h; curtailed: %ld m3/h\n", user_names[user], m3_per_h(demand_dm3_per_h),
               m3_per_h(supply_dm3_per_h), m3_per_h(summary.curtailed_dm3_per_h));
        print_grants(grants);
    }
    return status;
}

/* All cases in one call. */
static citygate_status_t study(void)
{
    const citygate_batch_t batch = {
        .demands_dm3_per_h = demands_dm3_per_h, .supplies_dm3_per_h = supplies_dm3_per_h, .case_count = CASE_COUNT
    };
    const citygate_batch_output_t result = { .classes = classes, .grants = case_grants };
    citygate_status_t status;
    uint32_t i, user;

    for (i = 0; i < (uint32_t)CASE_COUNT; i++) {
        for (user = 0; user < (uint32_t)USER_COUNT; user++) {
            demands_dm3_per_h[i * USER_COUNT + user] = users[user].demand_dm3_per_h;
        }
        demands_dm3_per_h[i * USER_COUNT + BOILERS] += i * 500000u;
        supplies_dm3_per_h[i] = 19000000u - i * 2500000u;
    }
    status = citygate_prepared_allocate_batch(&station, &batch, &result);
    for (i = 0; status == CITYGATE_OK && i < (uint32_t)CASE_COUNT; i++) {
        printf("case %u: %ld m3/h, heating gets %ld\n", (unsigned)(i + 1u), m3_per_h(supplies_dm3_per_h[i]),
               m3_per_h(classes[i * CITYGATE_CLASS_COUNT + CITYGATE_CLASS_HEATING].granted_dm3_per_h));
        print_grants(&case_grants[i * USER_COUNT]);
    }
    return status;
}

int main(void)
{
    uint32_t error_index = 0;
    citygate_status_t status = citygate_policy_get_default(&policy);

    if (status == CITYGATE_OK) {
        status = citygate_prepared_open(&station, &policy, users, USER_COUNT, &error_index);
    }
    if (status == CITYGATE_OK) {
        status = scan(BUSES, 1200000, 15000000);
    }
    if (status == CITYGATE_OK) {
        status = study();
    }
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s (at %u)\n", citygate_status_text(status), (unsigned)error_index);
        return 1;
    }
    return 0;
}
