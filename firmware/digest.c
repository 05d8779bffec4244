/* The same answer everywhere: pseudo-random problems for every function of the header, and one digest of all that
 * comes back. The same text is compiled for every processor; the digests must agree to the last bit.
 *
 * A new function of the header gets a line in SUBJECTS. Each call stands between BEFORE and AFTER: where PAINT is
 * defined they measure how much stack it takes. The functions of an event are in digest_event.c.
 */

/* More than any of these functions takes; the smallest board has 16 KiB of memory. Prepared stations take more than it
 * can spare, so they are a program of their own: this one with PREPARED defined. */
#ifdef PREPARED
enum { IS_PREPARED = 1 };
#define PAINTED_WORDS 2560
#else
enum { IS_PREPARED = 0 };
#define PAINTED_WORDS 768
#endif

#include <stddef.h>
#include <stdint.h>

#include "board/problems.h"
#include "citygate.h"

#ifndef PROBLEMS
#define PROBLEMS 100000u
#endif

#define SUBJECTS(SUBJECT) \
    SUBJECT(station) \
    SUBJECT(compare) \
    SUBJECT(network) \
    SUBJECT(horizon) \
    SUBJECT(policies) \
    SUBJECT(units) \
    SUBJECT(gas) \
    SUBJECT(texts)

enum { MOST_USERS = 64, FEW_USERS = 10, MOST_OWN_STEPS = 7 };

/* Networks and horizons are small: the smallest board has 16 KiB of memory. */
enum { MOST_NODES = 7, AHEAD_NODES = 2, AHEAD_USERS = 4, MOST_PERIODS = 4 };
enum {
    NETWORK_WORDS = CITYGATE_NETWORK_SCRATCH_WORDS(MOST_NODES, FEW_USERS),
    HORIZON_WORDS = CITYGATE_HORIZON_SCRATCH_WORDS(AHEAD_NODES, AHEAD_USERS, MOST_PERIODS),
    WORDS = NETWORK_WORDS > HORIZON_WORDS ? NETWORK_WORDS : HORIZON_WORDS
};

static void note_long(uint64_t number)
{
    note((uint32_t)number);
    note((uint32_t)(number >> 32));
}

/* --- One station. ------------------------------------------------------------------------------------------------ */

static citygate_user_t users[MOST_USERS];
static citygate_grant_t grants[MOST_USERS];
static citygate_summary_t summary;
static citygate_step_t own_steps[MOST_OWN_STEPS + 1];

static citygate_step_t random_step(int is_last)
{
    static const uint16_t limits[4] = { 1, 1, 1000, 2000 };
    citygate_step_t step = { CITYGATE_CLASSES_ALL, CITYGATE_TARGET_DEMAND, 0, 0, 0, 0, 0, 0, 0 };

    step.share = (uint8_t)below(CITYGATE_SHARE_ROTATING + 1);
    if (!is_last) {
        step.classes = one_in(2) ? CITYGATE_CLASSES_ALL : (uint8_t)(1 + below(CITYGATE_CLASSES_ALL));
        step.target = (uint8_t)below(CITYGATE_TARGET_PERMILLE_OF_BASE + 1);
        if (step.target > CITYGATE_TARGET_DEMAND) {
            step.permille = (uint16_t)(1 + below(limits[step.target]));
        }
        step.attributes_all = one_in(4) ? (uint16_t)(1u << below(12)) : 0;
        step.attributes_none = one_in(4) ? (uint16_t)(1u << below(12)) : 0;
    }
    if (step.share == CITYGATE_SHARE_ROTATING && one_in(2)) {
        step.rotate_by = (uint8_t)below(CITYGATE_ROTATE_BY_HOURS + 1);
        step.minimum_turn = (uint16_t)below(3);
        step.longest_outage = one_in(2) ? 0 : (uint16_t)(step.minimum_turn + below(3));
    }
    if (one_in(500)) {
        step.target = (uint8_t)random_word();
    }
    return step;
}

static void own_policy(citygate_policy_t *policy)
{
    uint32_t i, count = 1 + below(MOST_OWN_STEPS);

    for (i = 0; i < count; i++) {
        own_steps[i] = random_step(i + 1 == count);
    }
    policy->steps = own_steps;
    policy->step_count = count;
    policy->attributes = CITYGATE_ATTRIBUTES_STANDARD;
    policy->classes = CITYGATE_CLASSES_ALL;
}

static void default_policy(citygate_policy_t *policy)
{
    int32_t status;

    BEFORE(citygate_policy_get_default);
    status = citygate_policy_get_default(policy);
    AFTER(citygate_policy_get_default);
    note((uint32_t)status);
}

/* A built-in policy, by its number; beyond the last one the default. */
static void builtin_policy(uint32_t index, citygate_policy_t *policy)
{
    const char *name = "";
    uint32_t length = 0;
    int32_t status;

    BEFORE(citygate_policy_get_name);
    status = citygate_policy_get_name(index, &name, &length);
    AFTER(citygate_policy_get_name);
    note((uint32_t)status);
    BEFORE(citygate_policy_find);
    status = citygate_policy_find(name, length, policy);
    AFTER(citygate_policy_find);
    note((uint32_t)status);
    if (status != CITYGATE_OK) {
        default_policy(policy);
    }
}

static int32_t check_policy(const citygate_policy_t *policy)
{
    uint32_t error_index = UINT32_MAX;
    int32_t status;

    BEFORE(citygate_policy_check);
    status = citygate_policy_check(policy, &error_index);
    AFTER(citygate_policy_check);
    note((uint32_t)status);
    note(error_index);
    return status;
}

static void random_policy(citygate_policy_t *policy)
{
    switch (below(4)) {
    case 0:
        default_policy(policy);
        break;
    case 1:
        builtin_policy(below(16), policy);
        break;
    default:
        own_policy(policy);
        if (check_policy(policy) != CITYGATE_OK && !one_in(20)) {
            default_policy(policy);
        }
        break;
    }
}

static citygate_user_t random_user(uint32_t longest)
{
    static const citygate_user_t nothing;
    citygate_user_t user = nothing;

    user.demand_dm3_per_h = one_in(8) ? UINT32_MAX - below(3) : any_length() >> longest;
    switch (below(4)) {
    case 0:
        user.minimum_dm3_per_h = below(user.demand_dm3_per_h / 2 + 1);
        break;
    case 1:
        user.minimum_dm3_per_h = any_length();
        break;
    default:
        break;
    }
    user.base_dm3_per_h = one_in(3) ? any_length() : 0;
    user.cumulative_curtailment_dm3 = (uint64_t)below(3) << below(63);
    user.node = random_word();
    user.weight = one_in(3) ? (uint16_t)random_word() : (uint16_t)below(4);
    user.rank = one_in(8) ? (uint16_t)random_word() : (uint16_t)below(4);
    user.attributes = one_in(2) ? (uint16_t)random_word() : 0;
    user.supply_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
    user.on_off = (uint8_t)one_in(4);
    if (one_in(1000)) {
        user.supply_class = (uint8_t)random_word();
    }
    if (one_in(1000)) {
        user.on_off = (uint8_t)random_word();
    }
    return user;
}

/* Everything from nothing to more than enough, most often in between. */
static uint64_t random_supply(uint64_t demand)
{
    switch (below(8)) {
    case 0:
        return 0;
    case 1:
        return demand - one_in(2);
    case 2:
        return ((uint64_t)random_word() << 32) | random_word();
    case 3:
        return any_length();
    default:
        return demand / 256 * below(257) + below(7);
    }
}

static void note_summary(void)
{
    uint32_t i;

    note_long(summary.demand_dm3_per_h);
    note_long(summary.supply_dm3_per_h);
    note_long(summary.served_dm3_per_h);
    note_long(summary.curtailed_dm3_per_h);
    note_long(summary.unused_dm3_per_h);
    for (i = 0; i < CITYGATE_CLASS_COUNT; i++) {
        note_long(summary.classes[i].demand_dm3_per_h);
        note_long(summary.classes[i].granted_dm3_per_h);
    }
    for (i = 0; i < CITYGATE_MAX_STEPS; i++) {
        note_long(summary.steps[i].asked_dm3_per_h);
        note_long(summary.steps[i].granted_dm3_per_h);
    }
}

static void note_grants(uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        note(grants[i].granted_dm3_per_h);
        note(grants[i].node);
        note(((uint32_t)grants[i].step << 24) | ((uint32_t)grants[i].reason << 16) | grants[i].reserved);
    }
}

static void add_curtailment(uint32_t count)
{
    uint32_t i, error_index = UINT32_MAX;
    uint32_t periods = any_length();
    int32_t status;

    BEFORE(citygate_users_add_curtailment);
    status = citygate_users_add_curtailment(users, grants, count, periods, &error_index);
    AFTER(citygate_users_add_curtailment);
    note((uint32_t)status);
    note(error_index);
    for (i = 0; i < count; i++) {
        note_long(users[i].cumulative_curtailment_dm3);
    }
}

/* An interval for which the grants were in force, and whose turn is next. */
static void take_turns(const citygate_policy_t *policy, uint32_t count)
{
    static citygate_rotation_tally_t tallies[FEW_USERS];
    citygate_outages_t outages = { 0, 0 };
    uint32_t i, error_index = UINT32_MAX;
    int32_t status;

    tallies[below(count)].is_off = below(one_in(20) ? 3 : 2);
    BEFORE(citygate_tallies_add_interval);
    status = citygate_tallies_add_interval(policy, users, grants, tallies, count, &outages, &error_index);
    AFTER(citygate_tallies_add_interval);
    note_answer(status, error_index);
    note(outages.users_off);
    note(outages.users_off_too_long);
    BEFORE(citygate_users_rotate);
    status = citygate_users_rotate(policy, tallies, users, count, &error_index);
    AFTER(citygate_users_rotate);
    note_answer(status, error_index);
    for (i = 0; i < count; i++) {
        note_long(tallies[i].amount);
        note_long(users[i].cumulative_curtailment_dm3);
        tallies[i].is_off &= 1u;
    }
}

/* Users with demands of similar length; returns what they want together. */
static uint64_t random_users(uint32_t count)
{
    uint64_t demand = 0;
    uint32_t i, longest = below(20);

    for (i = 0; i < count; i++) {
        users[i] = random_user(longest);
        demand += users[i].demand_dm3_per_h;
    }
    return demand;
}

static void station(void)
{
    citygate_policy_t policy;
    uint64_t supply;
    uint32_t error_index = UINT32_MAX;
    uint32_t count = one_in(200) ? 1 + below(MOST_USERS) : 1 + below(FEW_USERS);
    int32_t status;

    random_policy(&policy);
    supply = random_supply(random_users(count));
    BEFORE(citygate_allocate);
    status = citygate_allocate(&policy, users, count, supply, grants, &summary, &error_index);
    AFTER(citygate_allocate);
    note_answer(status, error_index);
    note_grants(count);
    note_summary();
    if (one_in(4)) {
        add_curtailment(count);
    }
    if (one_in(8) && count <= FEW_USERS) {
        take_turns(&policy, count);
    }
}

/* What the last few problems granted to some users, against what they granted to others. */
static void compare(void)
{
    citygate_grant_changes_t totals = { 0, 0, 0, 0 };
    int64_t changes[2];
    uint32_t i, index = 0;
    int32_t status;

    BEFORE(citygate_grants_next_curtailed);
    status = citygate_grants_next_curtailed(grants, FEW_USERS, &index);
    AFTER(citygate_grants_next_curtailed);
    note((uint32_t)status);
    note(index);
    BEFORE(citygate_grants_difference);
    status = citygate_grants_difference(grants, grants + 2, 2, changes, &totals);
    AFTER(citygate_grants_difference);
    note((uint32_t)status);
    note(totals.users_increased);
    note_long(totals.increased_dm3_per_h);
    note_long(totals.reduced_dm3_per_h);
    note(totals.users_reduced);
    for (i = 0; i < 2; i++) {
        note_long((uint64_t)changes[i]);
    }
}

/* --- A network. -------------------------------------------------------------------------------------------------- */

static citygate_node_t nodes[MOST_NODES];
static citygate_node_load_t loads[MOST_NODES > AHEAD_NODES * MOST_PERIODS ? MOST_NODES : AHEAD_NODES * MOST_PERIODS];
static uint64_t scratch[WORDS];

/* --- A prepared station: asked as one, and in a batch of one case. ------------------------------------------------- */

static void prepared(void)
{
    static const citygate_prepared_t station_kept = { scratch, CITYGATE_PREPARED_WORDS(FEW_USERS) };
    citygate_policy_t policy;
    uint32_t order[FEW_USERS], demands[FEW_USERS], granted[FEW_USERS];
    uint32_t i, changed, demand, error_index = UINT32_MAX, count = 1 + below(FEW_USERS);
    citygate_batch_t batch = { demands, 0, 1, 0, { 0, 0, 0 } };
    citygate_batch_output_t result = { summary.classes, granted, NULL };
    uint64_t supply, words;
    int32_t status;

    random_policy(&policy);
    supply = random_supply(random_users(count));
    BEFORE(citygate_prepared_words);
    words = citygate_prepared_words(count);
    AFTER(citygate_prepared_words);
    note_long(words);
    BEFORE(citygate_prepared_open);
    status = citygate_prepared_open(&station_kept, &policy, users, count, &error_index);
    AFTER(citygate_prepared_open);
    note_answer(status, error_index);
    if (status != CITYGATE_OK) {
        return;
    }
    changed = below(count);
    demand = any_length();
    BEFORE(citygate_prepared_set_demand);
    status = citygate_prepared_set_demand(&station_kept, changed, demand);
    AFTER(citygate_prepared_set_demand);
    note((uint32_t)status);
    BEFORE(citygate_prepared_allocate);
    status = citygate_prepared_allocate(&station_kept, supply, &summary);
    AFTER(citygate_prepared_allocate);
    note((uint32_t)status);
    note_summary();
    BEFORE(citygate_prepared_get_grants);
    status = citygate_prepared_get_grants(&station_kept, grants, count);
    AFTER(citygate_prepared_get_grants);
    note((uint32_t)status);
    note_grants(count);
    BEFORE(citygate_prepared_get_order);
    status = citygate_prepared_get_order(&station_kept, order, count);
    AFTER(citygate_prepared_get_order);
    note((uint32_t)status);
    for (i = 0; i < count; i++) {
        note(order[i]);
        demands[i] = any_length();
    }
    batch.supplies_dm3_per_h = &supply;
    BEFORE(citygate_prepared_allocate_batch);
    status = citygate_prepared_allocate_batch(&station_kept, &batch, &result);
    AFTER(citygate_prepared_allocate_batch);
    note((uint32_t)status);
    note_summary();
    for (i = 0; i < count; i++) {
        note(granted[i]);
    }
}

/* A tree in which every node but the first hangs on an earlier one, with the users at its nodes. */
static void random_tree(uint32_t node_count, uint32_t user_count, uint64_t demand)
{
    uint32_t i;

    for (i = 0; i < node_count; i++) {
        nodes[i].parent = i == 0 ? CITYGATE_NODE_ROOT : below(i);
        nodes[i].capacity_dm3_per_h = one_in(3) ? CITYGATE_NODE_UNLIMITED : demand / 64 * below(65);
        nodes[i].source_dm3_per_h = one_in(3) ? demand / 256 * below(65) : 0;
        nodes[i].reserved = 0;
        if (one_in(500)) {
            nodes[i].parent = random_word();
        }
    }
    for (i = 0; i < user_count; i++) {
        users[i].node = one_in(1000) ? random_word() : below(node_count);
    }
}

static void note_loads(uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++) {
        note_long(loads[i].load_dm3_per_h);
        note_long(loads[i].source_used_dm3_per_h);
        note(loads[i].binding);
    }
}

static const citygate_scratch_t lent = { scratch, WORDS };

static void network(void)
{
    static const citygate_network_output_t result = { grants, loads, &summary };
    citygate_network_t tree;
    citygate_policy_t policy;
    uint64_t demand;
    uint64_t supply;
    uint32_t error_index = UINT32_MAX, node_count = 1 + below(MOST_NODES), count = 1 + below(FEW_USERS);
    int32_t status;

    random_policy(&policy);
    demand = random_users(count);
    random_tree(node_count, count, demand);
    supply = random_supply(demand);
    tree.nodes = nodes;
    tree.users = users;
    tree.node_count = node_count;
    tree.user_count = count;
    BEFORE(citygate_network_allocate);
    status = citygate_network_allocate(&policy, &tree, supply, &lent, &result, &error_index);
    AFTER(citygate_network_allocate);
    note_answer(status, error_index);
    note_grants(count);
    note_loads(node_count);
    note_summary();
}

/* --- Hours ahead. ------------------------------------------------------------------------------------------------ */

static citygate_period_t periods[MOST_PERIODS];
static citygate_period_total_t totals[MOST_PERIODS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];

static void random_periods(uint32_t count, uint64_t demand)
{
    uint32_t i, k;

    for (i = 0; i < count; i++) {
        periods[i].supply_dm3 = random_supply(demand);
        periods[i].delivery_dm3 = one_in(4) ? demand / 256 * below(257) : 0;
        periods[i].reserved = 0;
        for (k = 0; k < CITYGATE_CLASS_COUNT; k++) {
            periods[i].demand_permille[k] = one_in(3) ? (uint16_t)below(2000) : 1000;
        }
    }
}

static void note_plan(uint32_t count)
{
    uint32_t i, k;

    for (i = 0; i < count; i++) {
        note_long(totals[i].supply_dm3);
        note_long(totals[i].withdrawn_dm3);
        note_long(totals[i].stock_dm3);
        for (k = 0; k < CITYGATE_CLASS_COUNT; k++) {
            note_long(totals[i].classes[k].demand_dm3_per_h);
            note_long(totals[i].classes[k].granted_dm3_per_h);
        }
    }
    for (k = 0; k < CITYGATE_CLASS_COUNT; k++) {
        note(outlook[k].first_touched_period);
        note(outlook[k].cut_off_period);
    }
}

static void horizon(void)
{
    static const citygate_horizon_output_t plan = { grants, totals, loads, outlook, &summary };
    citygate_policy_t policy;
    citygate_storage_t storage = { 0, 0, 0, { 0, 0 } };
    citygate_network_t tree;
    citygate_horizon_t ahead = { periods, NULL, 0, 0, { 0, 0, 0 } };
    uint64_t demand;
    uint32_t error_index = UINT32_MAX, node_count = below(AHEAD_NODES + 1);
    uint32_t count = 1 + below(AHEAD_USERS), period_count = 1 + below(MOST_PERIODS);
    uint8_t spread = (uint8_t)(one_in(500) ? random_word() : below(2));
    int32_t status;

    random_policy(&policy);
    demand = random_users(count);
    random_tree(node_count, node_count == 0 ? 0 : count, demand);
    random_periods(period_count, demand);
    storage.stock_dm3 = demand / 64 * below(257);
    storage.reserve_dm3 = one_in(2) ? storage.stock_dm3 / 256 * below(257) : 0;
    storage.withdrawal_dm3 = one_in(3) ? CITYGATE_NODE_UNLIMITED : demand / 64 * below(65);
    tree.nodes = nodes;
    tree.users = users;
    tree.node_count = node_count;
    tree.user_count = count;
    ahead.storage = one_in(4) ? NULL : &storage;
    ahead.period_count = period_count;
    ahead.spread = spread;
    BEFORE(citygate_horizon_allocate);
    status = citygate_horizon_allocate(&policy, &tree, &ahead, &lent, &plan, &error_index);
    AFTER(citygate_horizon_allocate);
    note_answer(status, error_index);
    note_grants(count * period_count);
    note_loads(node_count * period_count);
    note_summary();
    note_plan(period_count);
}

/* --- The rest. --------------------------------------------------------------------------------------------------- */

/* A table of any bytes. */
static void policies(void)
{
    citygate_policy_t policy;
    uint32_t i;

    own_policy(&policy);
    for (i = 0; i < 3; i++) {
        citygate_step_t *step = &own_steps[below(policy.step_count)];
        switch (below(6)) {
        case 0:
            step->classes = (uint8_t)random_word();
            break;
        case 1:
            step->share = (uint8_t)below(8);
            break;
        case 2:
            step->permille = (uint16_t)random_word();
            break;
        case 3:
            policy.attributes = (uint16_t)random_word();
            break;
        case 4:
            policy.classes = (uint16_t)(random_word() >> (16 + below(16)));
            break;
        default:
            break;
        }
    }
    check_policy(&policy);
}

/* All bits of a floating point number. */
static void note_double(double number)
{
    union {
        double number;
        uint64_t bits;
    } both;

    both.number = number;
    note_long(both.bits);
}

/* From low to high in steps of a thousandth, and a little beyond now and then. */
static double between(double low, double high)
{
    return low + (high - low) * ((double)below(one_in(30) ? 1100 : 1001) / 1000.0);
}

static uint32_t gas_place;

static void note_gas(int32_t status, double value)
{
    note_answer(status, gas_place);
    note_double(value);
    gas_place = UINT32_MAX;
}

static void pipe(void)
{
    double value = 0.0, a = between(0.1, 90000.0), b = between(0.1, 1.5);
    int32_t status;

    BEFORE(citygate_pipe_volume_m3);
    status = citygate_pipe_volume_m3(a, b, &value, &gas_place);
    AFTER(citygate_pipe_volume_m3);
    note_gas(status, value);
    a = between(0.1, 11.0);
    b = between(0.1, 11.0);
    BEFORE(citygate_pipe_mean_pressure_mpa);
    status = citygate_pipe_mean_pressure_mpa(a, b, &value, &gas_place);
    AFTER(citygate_pipe_mean_pressure_mpa);
    note_gas(status, value);
}

/* Floating point: the same to the last bit too. Seldom, since where it is done in software it takes long. */
static void gas(void)
{
    citygate_gas_quality_t quality = { 0.0, 0.0, 0.0, 0.0, 0, 0, { 0 } };
    double value = 0.0, pressure = between(0.1, 11.5), lower = between(0.1, pressure);
    double temperature = between(-22.0, 64.0), volume = between(1.0, 100000.0);
    uint64_t usable = 0;
    int32_t status;

    if (!one_in(20)) {
        return;
    }
    pipe();
    quality.superior_calorific_value_mj_per_m3 = between(31.0, 44.0);
    quality.relative_density = between(0.56, 0.75);
    quality.carbon_dioxide_mol_per_mol = between(0.0, 0.05);
    quality.hydrogen_mol_per_mol = between(0.0, 0.05);
    quality.combustion = (uint8_t)below(4);
    quality.metering = (uint8_t)below(3);
    BEFORE(citygate_gas_compressibility);
    status = citygate_gas_compressibility(&quality, pressure, temperature, &value, &gas_place);
    AFTER(citygate_gas_compressibility);
    note_gas(status, value);
    BEFORE(citygate_gas_standard_volume_m3);
    status = citygate_gas_standard_volume_m3(&quality, volume, pressure, temperature, &value, &gas_place);
    AFTER(citygate_gas_standard_volume_m3);
    note_gas(status, value);
    BEFORE(citygate_linepack_usable_dm3);
    status = citygate_linepack_usable_dm3(&quality, volume, temperature, pressure, lower, &usable, &gas_place);
    AFTER(citygate_linepack_usable_dm3);
    note_gas(status, 0.0);
    note_long(usable);
}

static void units(void)
{
    static const double divisors[6] = { 1.0, 3.0, 8.0, 1000.0, 1e-3, 0.0 };
    double flow = ((double)any_length() - (double)one_in(10)) / divisors[below(one_in(50) ? 6 : 5)];
    uint32_t converted = 0, again = 0;
    int32_t status;

    BEFORE(citygate_flow_from_m3_per_h);
    status = citygate_flow_from_m3_per_h(flow, &converted);
    AFTER(citygate_flow_from_m3_per_h);
    note((uint32_t)status);
    note(converted);
    BEFORE(citygate_flow_from_m3_per_d);
    status = citygate_flow_from_m3_per_d(flow, &converted);
    AFTER(citygate_flow_from_m3_per_d);
    note((uint32_t)status);
    note(converted);
    BEFORE(citygate_flow_to_m3_per_h);
    flow = citygate_flow_to_m3_per_h(converted);
    AFTER(citygate_flow_to_m3_per_h);
    note(citygate_flow_from_m3_per_h(flow, &again) == CITYGATE_OK && again == converted);
}

static void texts(void)
{
    int32_t status = -(int32_t)below(150);
    uint8_t code = (uint8_t)below(8);
    uint32_t version, capabilities;

    TEXT(citygate_status_text, status);
    TEXT(citygate_class_text, code);
    TEXT(citygate_class_text_zh, code);
    TEXT(citygate_reason_text, code);
    TEXT(citygate_status_text_zh, status);
    TEXT(citygate_reason_text_zh, code);
    TEXT(citygate_attribute_text, (uint16_t)(1u << code));
    TEXT(citygate_attribute_text_zh, (uint16_t)(1u << code));
    TEXT(citygate_gas_quantity_text, code);
    /* Another release is no other answer. */
    BEFORE(citygate_version_text);
    note(citygate_version_text()[0] != 0);
    AFTER(citygate_version_text);
    BEFORE(citygate_abi_version);
    version = citygate_abi_version();
    AFTER(citygate_abi_version);
    BEFORE(citygate_capabilities);
    capabilities = citygate_capabilities();
    AFTER(citygate_capabilities);
    /* A version that is right, whatever it is: the answers are what is compared. */
    note(version == CITYGATE_ABI_VERSION);
    note(capabilities);
}

int main(void)
{
    uint32_t i;

    for (i = 0; i < PROBLEMS; i++) {
        if (IS_PREPARED) {
            prepared();
            continue;
        }
#define SUBJECT(subject) subject();
        SUBJECTS(SUBJECT)
#undef SUBJECT
    }
    say_digest(i);
    return 0;
}
