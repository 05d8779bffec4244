/* Shares out a cold day's gas on a ring of pipes with two city gates: what everybody gets, what every pipe carries, and
 * what holds back whoever gets less than it wants.
 *
 *     cc -std=c99 ring.c $(pkg-config --cflags --libs citygate) -o ring
 */

#include <stdio.h>

#include "citygate.h"

/* The ring: west gate, north, east gate, south, and west again. */
enum { WEST, NORTH, EAST, SOUTH, NODE_COUNT };
enum { PIPE_COUNT = 4, SOURCE_COUNT = 2, USER_COUNT = 5, ROOM = PIPE_COUNT + SOURCE_COUNT };

static const char *const node_names[NODE_COUNT] = { "west", "north", "east", "south" };

/* Two-way pipes; what they carry, in dm3/h. */
static const citygate_pipe_t pipes[PIPE_COUNT] = {
    { .capacity_dm3_per_h = 9000000, .capacity_back_dm3_per_h = 9000000, .from = WEST, .to = NORTH },
    { .capacity_dm3_per_h = 2000000, .capacity_back_dm3_per_h = 2000000, .from = NORTH, .to = EAST },
    { .capacity_dm3_per_h = 3000000, .capacity_back_dm3_per_h = 3000000, .from = EAST, .to = SOUTH },
    { .capacity_dm3_per_h = 1000000, .capacity_back_dm3_per_h = 1000000, .from = SOUTH, .to = WEST }
};

/* The west gate is used first. */
static const citygate_source_t sources[SOURCE_COUNT] = {
    { .supply_dm3_per_h = 12000000, .node = WEST },
    { .supply_dm3_per_h = 5000000, .node = EAST, .order = 1 }
};

static const citygate_user_t users[USER_COUNT] = {
    { .demand_dm3_per_h = 4000000, .node = WEST, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 5000000, .node = NORTH, .supply_class = CITYGATE_CLASS_HEATING },
    { .demand_dm3_per_h = 6000000, .node = SOUTH, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
    { .demand_dm3_per_h = 3000000, .node = EAST, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    { .demand_dm3_per_h = 2000000, .node = NORTH, .supply_class = CITYGATE_CLASS_CHEMICAL }
};

static const citygate_pipe_network_t network = {
    .pipes = pipes, .sources = sources, .users = users, .node_count = NODE_COUNT, .pipe_count = PIPE_COUNT,
    .source_count = SOURCE_COUNT, .user_count = USER_COUNT
};

/* Everything is in static storage: nothing is allocated at run time. */
static citygate_grant_t grants[USER_COUNT];
static citygate_pipe_flow_t flows[PIPE_COUNT];
static citygate_source_use_t uses[SOURCE_COUNT];
static citygate_period_total_t total;
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_summary_t summary;
static uint64_t words[CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(NODE_COUNT, PIPE_COUNT, SOURCE_COUNT, 0, USER_COUNT, 1)];
static const citygate_scratch_t scratch = { .words = words, .word_count = sizeof(words) / sizeof(words[0]) };
static const citygate_pipe_network_output_t result = {
    .grants = grants, .pipes = flows, .sources = uses, .totals = &total, .outlook = outlook, .summary = &summary
};

/* Whole m3/h from dm3/h. */
static long m3_per_h(int64_t dm3_per_h)
{
    return (long)(dm3_per_h / 1000);
}

/* Says what holds a user back. */
static citygate_status_t print_bottlenecks(const citygate_policy_t *policy, uint32_t user, uint32_t *error_index)
{
    citygate_bottleneck_t elements[ROOM];
    uint32_t count = 0;
    uint32_t i;
    const citygate_bottlenecks_t bottlenecks = {
        .elements = elements, .count = &count, .capacity = ROOM, .user = user
    };
    citygate_status_t status = citygate_pipe_network_get_bottlenecks(policy, &network, NULL, &scratch, &result,
                                                                     &bottlenecks, error_index);

    for (i = 0; i < count; i++) {
        const uint32_t index = elements[i].index;
        if (elements[i].kind == CITYGATE_BOTTLENECK_KIND_PIPE) {
            printf("    pipe %s-%s is full\n", node_names[pipes[index].from], node_names[pipes[index].to]);
        } else {
            printf("    the %s gate brings all it can\n", node_names[sources[index].node]);
        }
    }
    return status;
}

static citygate_status_t print_answer(const citygate_policy_t *policy, uint32_t *error_index)
{
    citygate_status_t status = CITYGATE_OK;
    uint32_t i;

    printf("%-18s%-8s%14s%14s\n", "user", "at", "wants m3/h", "gets m3/h");
    for (i = 0; i < USER_COUNT && status == CITYGATE_OK; i++) {
        printf("%-18s%-8s%14ld%14ld\n", citygate_class_text(users[i].supply_class), node_names[users[i].node],
               m3_per_h(users[i].demand_dm3_per_h), m3_per_h(grants[i].granted_dm3_per_h));
        status = print_bottlenecks(policy, i, error_index);
    }
    printf("\n%-18s%22s\n", "pipe", "carries m3/h");
    for (i = 0; i < PIPE_COUNT; i++) {
        printf("%-6s-> %-9s%22ld%s\n", node_names[pipes[i].from], node_names[pipes[i].to],
               m3_per_h(flows[i].flow_dm3_per_h), flows[i].binding != 0u ? "  holds back" : "");
    }
    printf("\n");
    for (i = 0; i < SOURCE_COUNT; i++) {
        printf("%-5s gate: %ld of %ld m3/h\n", node_names[sources[i].node], m3_per_h((int64_t)uses[i].used_dm3_per_h),
               m3_per_h((int64_t)sources[i].supply_dm3_per_h));
    }
    return status;
}

int main(void)
{
    citygate_policy_t policy;
    uint32_t error_index = 0;
    citygate_status_t status = citygate_policy_get_default(&policy);

    if (status == CITYGATE_OK) {
        /* No schedule: one period. */
        status = citygate_pipe_network_allocate(&policy, &network, NULL, &scratch, &result, &error_index);
    }
    if (status == CITYGATE_OK) {
        status = print_answer(&policy, &error_index);
    }
    if (status != CITYGATE_OK) {
        fprintf(stderr, "%s (at %lu)\n", citygate_status_text(status), (unsigned long)error_index);
        return 1;
    }
    return 0;
}
