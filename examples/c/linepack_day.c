/* Plans a day of a city at the end of a pipeline: what the pipe takes in at night and gives in the evening (linepack), and
 * what a tank with LNG at the far end feeds back.
 *
 *     cc -std=c99 linepack_day.c $(pkg-config --cflags --libs citygate) -o linepack_day
 */

#include <stdio.h>

#include "citygate.h"

enum { GATE, CITY, FAR_END, NODE_COUNT };
enum { HOURS = 24, PIPE_COUNT = 2, SOURCE_COUNT = 1, STORAGE_COUNT = 2, USER_COUNT = 3 };
enum { LINEPACK, LNG };

/* Volumes in dm3 per hour. The far end is fed by the city, and may feed it back. */
static const citygate_pipe_t pipes[PIPE_COUNT] = {
    { .capacity_dm3_per_h = 12000000, .from = GATE, .to = CITY },
    { .capacity_dm3_per_h = 4000000, .capacity_back_dm3_per_h = 2500000, .from = CITY, .to = FAR_END }
};

static const citygate_source_t sources[SOURCE_COUNT] = { { .supply_dm3_per_h = 9500000, .node = GATE } };

/* The pipeline breathes with the city; the tank is filled by lorries only, and comes last. */
static const citygate_network_storage_t storages[STORAGE_COUNT] = {
    { .capacity_dm3 = 18000000, .stock_dm3 = 6000000, .withdrawal_dm3 = 5000000, .fill_dm3 = 5000000,
      .node = CITY, .order = 1 },
    { .capacity_dm3 = 40000000, .stock_dm3 = 25000000, .reserve_dm3 = 10000000, .withdrawal_dm3 = 3000000,
      .node = FAR_END, .order = CITYGATE_NETWORK_STORAGE_AFTER_ALL }
};

static const citygate_user_t users[USER_COUNT] = {
    { .demand_dm3_per_h = 6000000, .node = CITY, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 3000000, .node = CITY, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 2000000, .node = FAR_END, .supply_class = CITYGATE_CLASS_HEATING }
};

/* What homes want, hour by hour, in thousandths of the figure above; the others want the same all day. */
static const uint32_t homes_permille[HOURS] = {
    350, 300, 300, 300, 350, 600, 1000, 1250, 1100, 900, 850, 1000,
    1050, 850, 750, 750, 900, 1250, 1500, 1550, 1400, 1100, 750, 500
};

static const citygate_pipe_network_t network = {
    .pipes = pipes, .sources = sources, .storages = storages, .users = users, .node_count = NODE_COUNT,
    .pipe_count = PIPE_COUNT, .source_count = SOURCE_COUNT, .storage_count = STORAGE_COUNT, .user_count = USER_COUNT
};

/* Everything is in static storage: nothing is allocated at run time. */
static uint32_t demands[USER_COUNT * HOURS];
static citygate_grant_t grants[USER_COUNT * HOURS];
static citygate_pipe_flow_t flows[PIPE_COUNT * HOURS];
static citygate_source_use_t uses[SOURCE_COUNT * HOURS];
static citygate_storage_state_t states[STORAGE_COUNT * HOURS];
static citygate_period_total_t totals[HOURS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_summary_t summary;
static uint64_t words[CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(NODE_COUNT, PIPE_COUNT, SOURCE_COUNT, STORAGE_COUNT, USER_COUNT,
                                                          HOURS)];

/* Whole m3 from dm3. */
static long m3(int64_t dm3)
{
    return (long)(dm3 / 1000);
}

static void fill_demands(void)
{
    unsigned hour;
    unsigned user;

    for (hour = 0; hour < HOURS; hour++) {
        for (user = 0; user < USER_COUNT; user++) {
            demands[hour * USER_COUNT + user] = users[user].demand_dm3_per_h;
        }
        demands[hour * USER_COUNT] = users[0].demand_dm3_per_h / 1000u * homes_permille[hour];
    }
}

static void print_day(void)
{
    unsigned hour;

    printf("%4s%10s%10s%10s%12s%10s%12s\n", "hour", "wanted", "served", "gate", "linepack", "LNG", "feeds back");
    for (hour = 0; hour < HOURS; hour++) {
        const citygate_storage_state_t *state = &states[hour * STORAGE_COUNT];
        const int64_t back = flows[hour * PIPE_COUNT + 1u].flow_dm3_per_h;
        uint64_t wanted = 0;
        uint64_t served = 0;
        unsigned user;
        for (user = 0; user < USER_COUNT; user++) {
            wanted += demands[hour * USER_COUNT + user];
            served += grants[hour * USER_COUNT + user].granted_dm3_per_h;
        }
        printf("%4u%10ld%10ld%10ld%12ld%10ld%12ld\n", hour, m3((int64_t)wanted), m3((int64_t)served),
               m3((int64_t)uses[hour].used_dm3_per_h), m3((int64_t)state[LINEPACK].stock_dm3),
               m3((int64_t)state[LNG].stock_dm3), back < 0 ? m3(-back) : 0);
    }
    printf("\nin the day: demand %ld m3, curtailed %ld m3\n", m3((int64_t)summary.demand_dm3_per_h),
           m3((int64_t)summary.curtailed_dm3_per_h));
}

int main(void)
{
    const citygate_schedule_t schedule = {
        .demands_dm3 = demands, .period_count = HOURS, .spread = CITYGATE_SPREAD_EVEN
    };
    const citygate_scratch_t scratch = { .words = words, .word_count = sizeof(words) / sizeof(words[0]) };
    const citygate_pipe_network_output_t result = {
        .grants = grants, .pipes = flows, .sources = uses, .storages = states, .totals = totals, .outlook = outlook,
        .summary = &summary
    };
    citygate_policy_t policy;
    uint32_t error_index = 0;
    citygate_status_t status;

    fill_demands();
    status = citygate_policy_get_default(&policy);
    if (status == CITYGATE_OK) {
        status = citygate_pipe_network_allocate(&policy, &network, &schedule, &scratch, &result, &error_index);
    }
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s (at %lu)\n", citygate_status_text(status), (unsigned long)error_index);
        return 1;
    }
    print_day();
    return 0;
}
