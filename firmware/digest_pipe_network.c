/* The same answer everywhere, for networks of any shape: pseudo-random rings, trees and islands with sources and storages
 * over a few periods, what holds back one of their users, and one digest of all that comes back. They are small: the
 * smallest board has 16 KiB of memory.
 *
 * Each draw is a statement of its own: the order of two in one is the compiler's.
 */

/* More than any of these functions takes. */
#define PAINTED_WORDS 768

#include <stddef.h>
#include <stdint.h>

#include "board/problems.h"
#include "citygate.h"

#ifndef PROBLEMS
#define PROBLEMS 20000u
#endif

enum { MOST_NODES = 4, MOST_PIPES = 5, MOST_SOURCES = 2, MOST_STORAGES = 1, MOST_USERS = 4, MOST_PERIODS = 3, ROOM = 12 };
enum {
    WORDS = CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(MOST_NODES, MOST_PIPES, MOST_SOURCES, MOST_STORAGES, MOST_USERS,
                                                MOST_PERIODS)
};

static citygate_pipe_t pipes[MOST_PIPES];
static citygate_source_t sources[MOST_SOURCES];
static citygate_network_storage_t storages[MOST_STORAGES];
static citygate_user_t users[MOST_USERS];
static citygate_pipe_capacity_t capacities[MOST_PIPES * MOST_PERIODS];
static uint64_t supplies[MOST_SOURCES * MOST_PERIODS];
static citygate_storage_flow_t storage_flows[MOST_STORAGES * MOST_PERIODS];
static uint32_t demands[MOST_USERS * MOST_PERIODS];
static citygate_grant_t grants[MOST_USERS * MOST_PERIODS];
static citygate_pipe_flow_t flows[MOST_PIPES * MOST_PERIODS];
static citygate_source_use_t uses[MOST_SOURCES * MOST_PERIODS];
static citygate_storage_state_t states[MOST_STORAGES * MOST_PERIODS];
static citygate_period_total_t totals[MOST_PERIODS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_summary_t summary;
static uint64_t words[WORDS];
static const citygate_scratch_t scratch = { words, WORDS };
static const citygate_pipe_network_output_t result = { grants, flows, uses, states, totals, outlook, &summary };
static citygate_pipe_network_t network = { pipes, sources, storages, users, 0, 0, 0, 0, 0, 0 };
static citygate_schedule_t schedule = { NULL, NULL, NULL, NULL, 1, CITYGATE_SPREAD_EVEN, { 0, 0, 0 } };

static void note_long(uint64_t number)
{
    note((uint32_t)number);
    note((uint32_t)(number >> 32));
}

/* A volume of any length up to that of a demand, at times one that limits nothing. */
static uint64_t random_volume(void)
{
    if (one_in(6)) {
        return one_in(2) ? 0 : CITYGATE_PIPE_UNLIMITED;
    }
    return any_length();
}

/* A node; seldom one that does not exist. */
static uint32_t random_node(void)
{
    return one_in(300) ? random_word() : below(network.node_count);
}

static void random_elements(void)
{
    uint32_t i;

    network.node_count = 1 + below(MOST_NODES);
    network.pipe_count = below(MOST_PIPES + 1);
    network.source_count = below(MOST_SOURCES + 1);
    network.storage_count = below(MOST_STORAGES + 1);
    for (i = 0; i < network.pipe_count; i++) {
        pipes[i].from = random_node();
        /* One that ends where it begins is refused. */
        pipes[i].to = one_in(200) ? pipes[i].from : random_node();
        if (pipes[i].to == pipes[i].from && network.node_count > 1 && !one_in(200)) {
            pipes[i].to = (pipes[i].from + 1) % network.node_count;
        }
        pipes[i].capacity_dm3_per_h = random_volume();
        pipes[i].capacity_back_dm3_per_h = random_volume();
    }
    if (network.node_count == 1) {
        network.pipe_count = 0;
    }
    for (i = 0; i < network.source_count; i++) {
        sources[i].supply_dm3_per_h = one_in(500) ? CITYGATE_PIPE_UNLIMITED : any_length();
        sources[i].node = random_node();
        sources[i].order = below(3);
    }
    for (i = 0; i < network.storage_count; i++) {
        storages[i].capacity_dm3 = random_volume();
        storages[i].stock_dm3 = any_length();
        storages[i].reserve_dm3 = one_in(2) ? 0 : any_length();
        storages[i].withdrawal_dm3 = random_volume();
        storages[i].fill_dm3 = random_volume();
        storages[i].node = random_node();
        storages[i].order = below(3);
    }
}

static void random_users(void)
{
    uint32_t i;

    network.user_count = 1 + below(MOST_USERS);
    for (i = 0; i < network.user_count; i++) {
        citygate_user_t *user = &users[i];
        user->demand_dm3_per_h = any_length();
        user->minimum_dm3_per_h = one_in(3) ? any_length() : 0;
        user->base_dm3_per_h = one_in(4) ? any_length() : 0;
        user->node = random_node();
        user->supply_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
        user->on_off = (uint8_t)one_in(6);
        user->attributes = (uint16_t)below(1u << 12);
        user->weight = (uint16_t)below(4);
        user->rank = (uint16_t)below(3);
        user->cumulative_curtailment_dm3 = any_length();
    }
}

static void random_schedule(void)
{
    uint32_t i;

    schedule.period_count = 1 + below(MOST_PERIODS);
    schedule.spread = (uint8_t)below(CITYGATE_SPREAD_EARLIEST + 1);
    for (i = 0; i < network.pipe_count * schedule.period_count; i++) {
        capacities[i].along_dm3_per_h = random_volume();
        capacities[i].back_dm3_per_h = random_volume();
    }
    for (i = 0; i < network.source_count * schedule.period_count; i++) {
        supplies[i] = any_length();
    }
    for (i = 0; i < network.storage_count * schedule.period_count; i++) {
        storage_flows[i].delivery_dm3 = one_in(2) ? 0 : any_length();
        storage_flows[i].withdrawal_dm3 = random_volume();
        storage_flows[i].fill_dm3 = random_volume();
    }
    for (i = 0; i < network.user_count * schedule.period_count; i++) {
        demands[i] = any_length();
    }
    schedule.capacities = one_in(2) ? NULL : capacities;
    schedule.supplies_dm3 = one_in(2) ? NULL : supplies;
    schedule.storages = one_in(2) ? NULL : storage_flows;
    schedule.demands_dm3 = one_in(2) ? NULL : demands;
}

/* The default order, or one step by any rule. */
static void random_policy(citygate_policy_t *policy)
{
    static citygate_step_t step = { CITYGATE_CLASSES_ALL, CITYGATE_TARGET_DEMAND, 0, 0, 0, 0, 0, 0, 0 };

    (void)citygate_policy_get_default(policy);
    if (one_in(2)) {
        step.share = (uint8_t)below(CITYGATE_SHARE_ROTATING + 1);
        policy->steps = &step;
        policy->step_count = 1;
    }
}

static void note_result(void)
{
    uint32_t i, k;

    for (i = 0; i < network.user_count * schedule.period_count; i++) {
        note(grants[i].granted_dm3_per_h);
        note((uint32_t)grants[i].reason << 8 | grants[i].step);
    }
    for (i = 0; i < network.pipe_count * schedule.period_count; i++) {
        note_long((uint64_t)flows[i].flow_dm3_per_h);
        note(flows[i].binding);
    }
    for (i = 0; i < network.source_count * schedule.period_count; i++) {
        note_long(uses[i].used_dm3_per_h);
        note(uses[i].binding);
    }
    for (i = 0; i < network.storage_count * schedule.period_count; i++) {
        note_long(states[i].stock_dm3);
        note_long(states[i].withdrawn_dm3);
        note_long(states[i].filled_dm3);
        note(states[i].binding);
    }
    for (i = 0; i < schedule.period_count; i++) {
        note_long(totals[i].supply_dm3);
        note_long(totals[i].withdrawn_dm3);
        note_long(totals[i].stock_dm3);
    }
    for (k = 0; k < CITYGATE_CLASS_COUNT; k++) {
        note(outlook[k].first_touched_period);
        note_long(summary.classes[k].granted_dm3_per_h);
    }
    note_long(summary.supply_dm3_per_h);
    note_long(summary.served_dm3_per_h);
}

/* What holds one of the users back. */
static void bottlenecks(const citygate_policy_t *policy)
{
    citygate_bottleneck_t elements[ROOM];
    citygate_bottlenecks_t question = { elements, NULL, ROOM, 0, 0, 0 };
    uint32_t i, count = 0, error_index = UINT32_MAX;
    int32_t status;

    question.count = &count;
    question.user = below(network.user_count);
    question.period = below(schedule.period_count);
    BEFORE(citygate_pipe_network_get_bottlenecks);
    status = citygate_pipe_network_get_bottlenecks(policy, &network, &schedule, &scratch, &result, &question,
                                                   &error_index);
    AFTER(citygate_pipe_network_get_bottlenecks);
    note_answer(status, error_index);
    note(count);
    for (i = 0; i < count; i++) {
        note(elements[i].index);
        note(elements[i].period);
        note(elements[i].kind);
    }
}

int main(void)
{
    uint32_t round;

    for (round = 0; round < PROBLEMS; round++) {
        citygate_policy_t policy;
        uint32_t error_index = UINT32_MAX;
        int32_t status;

        random_policy(&policy);
        random_elements();
        random_users();
        random_schedule();
        BEFORE(citygate_pipe_network_allocate);
        status = citygate_pipe_network_allocate(&policy, &network, &schedule, &scratch, &result, &error_index);
        AFTER(citygate_pipe_network_allocate);
        note_answer(status, error_index);
        note_text(citygate_status_text(status));
        if (status == CITYGATE_OK) {
            note_result();
            bottlenecks(&policy);
        }
    }
    say_digest(round);
    return 0;
}
