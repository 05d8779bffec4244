/* Who gets how much: the network of gates, and the library. */

#include <string.h>

#include "master.h"

enum { MOST_NODES = MOST_GATES + 1, MOST_ALL_USERS = MOST_GATES * MOST_USERS };

static citygate_node_t nodes[MOST_NODES];
static citygate_node_load_t loads[MOST_NODES];
static citygate_user_t users[MOST_ALL_USERS];
static citygate_grant_t grants[MOST_ALL_USERS];
static user_t *whose[MOST_ALL_USERS];
static uint64_t words[CITYGATE_NETWORK_SCRATCH_WORDS(MOST_NODES, MOST_ALL_USERS)];
static const citygate_scratch_t scratch = { words, sizeof(words) / sizeof(words[0]) };

static uint64_t larger(uint64_t one, uint64_t other)
{
    return one > other ? one : other;
}

static uint64_t smaller(uint64_t one, uint64_t other)
{
    return one < other ? one : other;
}

static uint64_t less(uint64_t from, uint64_t what)
{
    return from > what ? from - what : 0;
}

uint64_t dispatch_supply(const gate_t *gates, const settings_t *settings, const uint64_t *stated_dm3_per_h)
{
    uint64_t sum = 0;
    uint32_t i;

    if (stated_dm3_per_h != NULL) {
        return *stated_dm3_per_h;
    }
    for (i = 0; i < settings->gate_count; i++) {
        /* What comes in at a gate that is not in order is good for that gate at most. */
        sum += gates[i].state == GATE_IN_ORDER
                   ? gates[i].last_supply_dm3_per_h
                   : smaller(gates[i].last_supply_dm3_per_h, gates[i].in_force_dm3_per_h);
    }
    return sum;
}

/* What a user counts with. What is not known of it is taken as its contracted maximum. */
static void weigh_user(user_t *user, uint32_t is_automatic)
{
    uint64_t wants = signal_is_known(&user->wants) ? user->wants.value_dm3_per_h : user->contracted_dm3_per_h;
    uint64_t draws = signal_is_known(&user->draws) ? user->draws.value_dm3_per_h : user->contracted_dm3_per_h;
    uint64_t set_point = user->set_point_dm3_per_h;

    user->is_shared = is_automatic != 0 && user->standing == CITYGATE_STANDING_SHARED;
    switch (user->standing) {
    case CITYGATE_STANDING_UNCONTROLLED:
        wants = draws;
        break;
    case CITYGATE_STANDING_NOT_FOLLOWING:
        wants = larger(draws, set_point);
        break;
    case CITYGATE_STANDING_MANUAL:
    case CITYGATE_STANDING_NOTICED:
        wants = set_point;
        break;
    default:
        wants = user->is_shared != 0 ? wants : smaller(wants, set_point);
        break;
    }
    user->demand_dm3_per_h = (uint32_t)smaller(wants, RTU_NONE_32);
    memset(&user->grant, 0, sizeof(user->grant));
    user->grant.granted_dm3_per_h = user->is_shared != 0 ? 0 : user->demand_dm3_per_h;
}

/* What a gate counts with before the rest is shared out. */
static void weigh_gate(gate_t *gate, int is_stated)
{
    const gate_settings_t *settings = gate->settings;
    uint32_t i;

    gate->limit_dm3_per_h = settings->capacity_dm3_per_h;
    gate->counted_dm3_per_h = 0;
    gate->wanted_dm3_per_h = 0;
    gate->reserved_dm3_per_h = gate->in_force_dm3_per_h;
    if (gate->state != GATE_IN_ORDER) {
        return;
    }
    for (i = 0; i < gate->user_count; i++) {
        user_t *user = &gate->users[i];
        weigh_user(user, gate->is_automatic);
        gate->counted_dm3_per_h += user->is_shared != 0 ? 0 : user->demand_dm3_per_h;
        gate->wanted_dm3_per_h += user->demand_dm3_per_h;
    }
    gate->reserved_dm3_per_h = larger(gate->counted_dm3_per_h, settings->guaranteed_dm3_per_h);
    /* Where transmission states the sum, what a gate measures is what can come in there. */
    if (is_stated != 0 && signal_is_known(&gate->supply)) {
        gate->limit_dm3_per_h = smaller(gate->limit_dm3_per_h, gate->supply.value_dm3_per_h);
    }
}

/* The node of a gate: what is guaranteed is a source of its own, what is counted first has gone through already. */
static void make_node(const gate_t *gate, citygate_node_t *node)
{
    memset(node, 0, sizeof(*node));
    if (gate->state == GATE_IN_ORDER) {
        node->capacity_dm3_per_h = less(gate->limit_dm3_per_h, gate->reserved_dm3_per_h);
        node->source_dm3_per_h = gate->reserved_dm3_per_h - gate->counted_dm3_per_h;
    }
}

/* Puts the users of a gate that share into the network. How many there are then. */
static uint32_t add_users(gate_t *gate, uint32_t node, uint32_t user_count)
{
    uint32_t i;

    for (i = 0; gate->state == GATE_IN_ORDER && i < gate->user_count; i++) {
        user_t *own = &gate->users[i];
        citygate_user_t *user = &users[user_count];
        if (own->is_shared == 0) {
            continue;
        }
        memset(user, 0, sizeof(*user));
        user->demand_dm3_per_h = own->demand_dm3_per_h;
        user->minimum_dm3_per_h = own->minimum_dm3_per_h;
        user->base_dm3_per_h = own->base_dm3_per_h;
        user->supply_class = own->supply_class;
        user->on_off = own->on_off;
        user->node = node;
        whose[user_count] = own;
        user_count++;
    }
    return user_count;
}

/* Shares out what is left among the users of all gates. */
static citygate_status_t share_among_users(const citygate_policy_t *policy, uint32_t node_count, uint32_t user_count,
                                           uint64_t rest_dm3_per_h)
{
    const citygate_network_t network = { nodes, users, node_count, user_count };
    citygate_summary_t summary;
    const citygate_network_output_t output = { grants, loads, &summary };
    citygate_status_t status;
    uint32_t i;

    memset(loads, 0, sizeof(loads));
    if (user_count == 0) {
        return CITYGATE_OK;
    }
    status = citygate_network_allocate(policy, &network, rest_dm3_per_h, &scratch, &output, NULL);
    for (i = 0; status == CITYGATE_OK && i < user_count; i++) {
        whose[i]->grant = grants[i];
    }
    return status;
}

/* What a gate is to have for its users. */
static uint64_t needed(const gate_t *gate)
{
    uint64_t sum = 0;
    uint32_t i;

    for (i = 0; i < gate->user_count; i++) {
        sum += gate->users[i].grant.granted_dm3_per_h;
    }
    return smaller(larger(sum, gate->settings->guaranteed_dm3_per_h), gate->settings->capacity_dm3_per_h);
}

/* What nobody needs now goes to the gates, by what they want, as far as it can come in: demands may rise before the
 * next cycle. */
static citygate_status_t allot(const citygate_policy_t *policy, gate_t *gates, uint32_t gate_count,
                               uint64_t spare_dm3_per_h)
{
    citygate_user_t rooms[MOST_GATES];
    citygate_grant_t shares[MOST_GATES];
    citygate_summary_t summary;
    citygate_status_t status;
    uint32_t i;

    memset(rooms, 0, sizeof(rooms));
    for (i = 0; i < gate_count; i++) {
        if (gates[i].state == GATE_IN_ORDER) {
            rooms[i].demand_dm3_per_h = (uint32_t)less(gates[i].limit_dm3_per_h, needed(&gates[i]));
            rooms[i].base_dm3_per_h = (uint32_t)smaller(gates[i].wanted_dm3_per_h, RTU_NONE_32);
        }
    }
    status = citygate_allocate(policy, rooms, gate_count, spare_dm3_per_h, shares, &summary, NULL);
    for (i = 0; status == CITYGATE_OK && i < gate_count; i++) {
        gates[i].allotted_dm3_per_h = gates[i].state == GATE_IN_ORDER
                                          ? (uint32_t)needed(&gates[i]) + shares[i].granted_dm3_per_h
                                          : gates[i].in_force_dm3_per_h;
    }
    return status;
}

citygate_status_t dispatch_share(gate_t *gates, const settings_t *settings, uint64_t supply_dm3_per_h, int is_stated,
                                 outcome_t *outcome)
{
    citygate_policy_t policy;
    uint64_t reserved = 0, above = 0, rest;
    uint32_t user_count = 0;
    uint32_t i;
    citygate_status_t status = citygate_policy_get_default(&policy);

    memset(outcome, 0, sizeof(*outcome));
    memset(&nodes[0], 0, sizeof(nodes[0]));
    nodes[0].capacity_dm3_per_h = CITYGATE_NODE_UNLIMITED;
    nodes[0].parent = CITYGATE_NODE_ROOT;
    for (i = 0; i < settings->gate_count; i++) {
        weigh_gate(&gates[i], is_stated);
        make_node(&gates[i], &nodes[i + 1]);
        user_count = add_users(&gates[i], i + 1, user_count);
        reserved += gates[i].reserved_dm3_per_h;
        outcome->counted_dm3_per_h +=
            gates[i].state == GATE_IN_ORDER ? gates[i].counted_dm3_per_h : gates[i].in_force_dm3_per_h;
    }
    rest = less(supply_dm3_per_h, reserved);
    outcome->supply_dm3_per_h = supply_dm3_per_h;
    outcome->cannot_be_met = reserved > supply_dm3_per_h;
    if (status == CITYGATE_OK) {
        status = share_among_users(&policy, settings->gate_count + 1, user_count, rest);
    }
    for (i = 0; i < settings->gate_count; i++) {
        above += loads[i + 1].load_dm3_per_h;
    }
    for (i = 0; i < user_count; i++) {
        outcome->wanted_dm3_per_h += users[i].demand_dm3_per_h;
        outcome->granted_dm3_per_h += whose[i]->grant.granted_dm3_per_h;
    }
    outcome->spare_dm3_per_h = less(rest, above);
    return status == CITYGATE_OK ? allot(&policy, gates, settings->gate_count, outcome->spare_dm3_per_h) : status;
}

/* What the other gates leave, if all of them take the most that may be in force. */
static uint64_t left_by_others(const gate_t *gates, uint32_t gate_count, uint32_t gate, uint64_t supply_dm3_per_h)
{
    uint64_t sum = 0;
    uint32_t i;

    for (i = 0; i < gate_count; i++) {
        sum += i == gate ? 0 : gates[i].in_force_dm3_per_h;
    }
    return less(supply_dm3_per_h, sum);
}

void dispatch_write(gate_t *gates, const settings_t *settings, const outcome_t *outcome, uint16_t heartbeat)
{
    uint32_t i;
    int is_written[MOST_GATES] = { 0 };

    for (i = 0; i < settings->gate_count; i++) {
        if (gates[i].allotted_dm3_per_h <= gates[i].in_force_dm3_per_h) {
            gate_write(&gates[i], settings, gates[i].allotted_dm3_per_h, heartbeat);
            is_written[i] = 1;
        }
    }
    for (i = 0; i < settings->gate_count; i++) {
        /* A reduction that was not taken is not given to somebody else. */
        uint64_t most = left_by_others(gates, settings->gate_count, i, outcome->supply_dm3_per_h);
        if (is_written[i] == 0) {
            most = larger(most, gates[i].in_force_dm3_per_h);
            gate_write(&gates[i], settings, (uint32_t)smaller(gates[i].allotted_dm3_per_h, most), heartbeat);
        }
    }
}
