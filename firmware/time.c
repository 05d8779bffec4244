/* Instructions per call in the worst case that a search finds: from inputs made to be hard, it changes one thing at a
 * time and keeps what takes longer. Repeatable: the pseudo-random numbers are always the same.
 *
 * Prints ticks of the board's counter for REPEATED calls, by number of users and family of problems.
 */

#include <stdint.h>

#include "board/board.h"
#include "board/say.h"
#include "citygate.h"

#ifndef CHANGES
#define CHANGES 60u
#endif

enum { MOST_USERS = 128, STARTS = 12, SPINS = 100000 };

/* How many calls to measure at once: so many that the steps of the counter do not matter, so few that it does not
 * wrap round. */
#ifdef __riscv
enum { REPEATED = 1 };
#else
enum { REPEATED = 40 };
#endif

/* What a family of problems may use. */
enum { MINIMUMS = 1, SPECIAL = 2, SHORT_IN_REMAINDER = 4, EVEN_CLASSES = 8, NO_SEARCH = 16 };
enum { DEFAULT_POLICY = 100, ANY_POLICY = 101 };

/* What is called, and what "n" is: users of a station, users of a network, periods ahead. */
enum { STATION, NETWORK, HORIZON };

typedef struct {
    const char *name;
    uint8_t call;
    /* The sharing rule of a policy of one step, or one of the above. */
    uint8_t policy;
    uint8_t uses;
    /* Nodes of the network. */
    uint8_t node_count;
} family_t;

static const family_t families[] = {
    { "default order, no minimums, users spread evenly over the classes, 60 % of their demand (no search)", STATION,
      DEFAULT_POLICY, EVEN_CLASSES | NO_SEARCH, 0 },
    { "default order, users spread evenly over the classes, short in a remainder", STATION, DEFAULT_POLICY,
      MINIMUMS | SHORT_IN_REMAINDER | EVEN_CLASSES, 0 },
    { "default order, short in a remainder", STATION, DEFAULT_POLICY, MINIMUMS | SHORT_IN_REMAINDER, 0 },
    { "default order, anything", STATION, DEFAULT_POLICY, MINIMUMS | SPECIAL, 0 },
    { "one step, pro rata", STATION, CITYGATE_SHARE_PRO_RATA, MINIMUMS | SPECIAL, 0 },
    { "one step, equal", STATION, CITYGATE_SHARE_EQUAL, MINIMUMS | SPECIAL, 0 },
    { "one step, ranked", STATION, CITYGATE_SHARE_RANKED, MINIMUMS | SPECIAL, 0 },
    { "one step, whole", STATION, CITYGATE_SHARE_ALL_OR_NOTHING, MINIMUMS | SPECIAL, 0 },
    { "one step, rotating", STATION, CITYGATE_SHARE_ROTATING, MINIMUMS | SPECIAL, 0 },
    { "eight steps of any kind", STATION, ANY_POLICY, MINIMUMS | SPECIAL, 0 },
    { "network of 4 nodes, default order", NETWORK, DEFAULT_POLICY, MINIMUMS | SPECIAL, 4 },
    { "network of 16 nodes, default order", NETWORK, DEFAULT_POLICY, MINIMUMS | SPECIAL, 16 },
    { "network of 16 nodes, one step, ranked", NETWORK, CITYGATE_SHARE_RANKED, MINIMUMS | SPECIAL, 16 },
    { "n periods ahead for 4 users, default order", HORIZON, DEFAULT_POLICY, MINIMUMS | SPECIAL, 0 }
};
enum { FAMILIES = sizeof(families) / sizeof(families[0]), ANY_STEPS = 8 };

/* How many users, or periods, are tried. The smallest board has 16 KiB of memory. */
enum { COUNTS = 4, MOST_NODES = 16, MOST_NETWORK_USERS = 32, AHEAD_USERS = 4, MOST_PERIODS = 8 };
static const uint32_t counts[3][COUNTS] = {
    { 1, 16, 64, MOST_USERS }, { 1, 8, 16, MOST_NETWORK_USERS }, { 1, 2, 4, MOST_PERIODS }
};
static const char *const unit_of_count[3] = { " users, ", " users, ", " periods, " };
enum {
    NETWORK_WORDS = CITYGATE_NETWORK_SCRATCH_WORDS(MOST_NODES, MOST_NETWORK_USERS),
    HORIZON_WORDS = CITYGATE_HORIZON_SCRATCH_WORDS(0, AHEAD_USERS, MOST_PERIODS),
    WORDS = NETWORK_WORDS > HORIZON_WORDS ? NETWORK_WORDS : HORIZON_WORDS
};

static citygate_user_t users[MOST_USERS];
static citygate_grant_t grants[MOST_USERS];
static citygate_summary_t summary;
static citygate_step_t steps[ANY_STEPS];
static citygate_policy_t policy;
static citygate_node_t nodes[MOST_NODES];
static citygate_node_load_t loads[MOST_NODES];
static citygate_period_t periods[MOST_PERIODS];
static citygate_period_total_t totals[MOST_PERIODS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_storage_t storage;
static uint64_t scratch[WORDS];
/* The supply: a part of the demand, and the class that is short. */
static uint32_t fraction;
static uint8_t short_class;

static uint32_t random_state;

static uint32_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint32_t below(uint32_t limit)
{
    return (uint32_t)(((uint64_t)random_word() * limit) >> 32);
}

static uint32_t any_length(void)
{
    return random_word() >> below(32);
}

static uint32_t extreme(void)
{
    static const uint32_t values[4] = { 0, 1, UINT32_MAX, 65535 };
    uint32_t choice = below(8);

    return choice < 4 ? values[choice] : (choice < 6 ? any_length() : random_word());
}

static void set_step(citygate_step_t *step)
{
    static const uint16_t limits[4] = { 0, 0, 999, 2000 };

    step->classes = CITYGATE_CLASSES_ALL;
    step->target = (uint8_t)below(4);
    step->share = (uint8_t)below(CITYGATE_SHARE_ROTATING + 1);
    step->permille = limits[step->target] == 0 ? 0 : (uint16_t)(1 + below(limits[step->target]));
    step->attributes_all = (uint16_t)(below(2) == 0 ? 0 : 1u << below(4));
    step->attributes_none = (uint16_t)(below(2) == 0 ? 0 : 16u << below(4));
}

/* A policy whose last step serves all the rest; refused ones are drawn again. */
static void set_any_policy(void)
{
    uint32_t i;

    do {
        for (i = 0; i < ANY_STEPS; i++) {
            set_step(&steps[i]);
        }
        steps[ANY_STEPS - 1].target = CITYGATE_TARGET_DEMAND;
        steps[ANY_STEPS - 1].permille = 0;
        steps[ANY_STEPS - 1].attributes_all = 0;
        steps[ANY_STEPS - 1].attributes_none = 0;
    } while (citygate_policy_check(&policy, 0) != CITYGATE_OK);
}

static void set_policy(const family_t *family)
{
    if (family->policy == DEFAULT_POLICY) {
        (void)citygate_policy_get_default(&policy);
        return;
    }
    policy.steps = steps;
    policy.step_count = family->policy == ANY_POLICY ? ANY_STEPS : 1;
    policy.attributes = CITYGATE_ATTRIBUTES_STANDARD;
    policy.classes = CITYGATE_CLASSES_ALL;
    if (family->policy == ANY_POLICY) {
        set_any_policy();
    } else {
        const citygate_step_t step = { CITYGATE_CLASSES_ALL, CITYGATE_TARGET_DEMAND, family->policy, 0, 0, 0, 0, 0, 0 };
        steps[0] = step;
    }
}

/* A horizon adds to the cumulative curtailment, so it must leave room. */
static uint32_t curtailment_shift(const family_t *family)
{
    return family->call == HORIZON ? 8 : 0;
}

/* Changes one field of a user. */
static void change_field(citygate_user_t *user, const family_t *family)
{
    switch (below(8)) {
    case 0:
        user->demand_dm3_per_h = extreme();
        break;
    case 1:
        user->minimum_dm3_per_h = (family->uses & MINIMUMS) != 0 ? extreme() : 0;
        break;
    case 2:
        user->base_dm3_per_h = (family->uses & SPECIAL) != 0 ? extreme() : 0;
        break;
    case 3:
        user->on_off = (family->uses & SPECIAL) != 0 ? (uint8_t)below(2) : 0;
        break;
    case 4:
        user->weight = (uint16_t)extreme();
        break;
    case 5:
        user->rank = (uint16_t)random_word();
        break;
    case 6:
        user->cumulative_curtailment_dm3 = (((uint64_t)extreme() << 32) | random_word()) >> curtailment_shift(family);
        break;
    default:
        user->attributes = (uint16_t)random_word();
        if ((family->uses & EVEN_CLASSES) == 0) {
            user->supply_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
        }
        break;
    }
}

/* Users that are all hard in one way, which the number of the start chooses. */
static void set_users(uint32_t count, uint32_t start, const family_t *family)
{
    static const citygate_user_t nothing;
    uint32_t i, k;

    for (i = 0; i < count; i++) {
        users[i] = nothing;
        users[i].demand_dm3_per_h = (start & 1) != 0 ? random_word() : UINT32_MAX - i;
        users[i].weight = (uint16_t)((start & 2) != 0 ? random_word() : i * 2 + 1);
        users[i].rank = (uint16_t)(count - i);
        users[i].cumulative_curtailment_dm3 =
            (((uint64_t)random_word() << 32) | random_word()) >> curtailment_shift(family);
        users[i].supply_class = (uint8_t)(start % 3 == 0 ? 5 : below(CITYGATE_CLASS_COUNT));
        if ((family->uses & SPECIAL) != 0) {
            users[i].on_off = (uint8_t)(start % 4 == 0);
            users[i].base_dm3_per_h = start % 3 == 1 ? random_word() : 0;
        }
        if ((family->uses & MINIMUMS) != 0 && start > 3) {
            users[i].minimum_dm3_per_h = users[i].demand_dm3_per_h >> below(32);
        }
        if ((family->uses & EVEN_CLASSES) != 0) {
            users[i].supply_class = (uint8_t)(i % CITYGATE_CLASS_COUNT);
        }
        for (k = 0; start > 7 && k < 8; k++) {
            change_field(&users[i], family);
        }
    }
}

static uint64_t supply_of(uint32_t count, const family_t *family)
{
    uint64_t before = 0, marginal = 0;
    uint32_t i;

    for (i = 0; i < count; i++) {
        const citygate_user_t *user = &users[i];
        uint32_t minimum = user->minimum_dm3_per_h < user->demand_dm3_per_h ? user->minimum_dm3_per_h
                                                                             : user->demand_dm3_per_h;
        if ((family->uses & SHORT_IN_REMAINDER) == 0) {
            marginal += user->demand_dm3_per_h;
        } else if (user->supply_class < short_class) {
            before += user->demand_dm3_per_h;
        } else if (user->supply_class == short_class) {
            before += minimum;
            marginal += user->demand_dm3_per_h - minimum;
        }
    }
    return before + (marginal >> 16) * (fraction >> 16) + (((marginal & 65535u) * (fraction >> 16)) >> 16);
}

static uint64_t demand_of(uint32_t count)
{
    uint64_t demand = 0;
    uint32_t i;

    for (i = 0; i < count; i++) {
        demand += users[i].demand_dm3_per_h;
    }
    return demand;
}

/* Hangs a node on an earlier one, behind a pipe of any size. */
static void set_node(uint32_t node, uint64_t demand)
{
    nodes[node].parent = node == 0 ? CITYGATE_NODE_ROOT : (below(3) == 0 ? node - 1 : below(node));
    nodes[node].capacity_dm3_per_h = below(4) == 0 ? CITYGATE_NODE_UNLIMITED : demand / 256 * below(257);
    nodes[node].source_dm3_per_h = below(3) == 0 ? demand / 1024 * below(257) : 0;
}

static void set_period(citygate_period_t *period, uint64_t demand)
{
    uint32_t k;

    period->supply_dm3 = demand / 256 * below(257);
    period->delivery_dm3 = below(3) == 0 ? demand / 256 * below(257) : 0;
    for (k = 0; k < CITYGATE_CLASS_COUNT; k++) {
        period->demand_permille[k] = (uint16_t)(below(2) == 0 ? 1000 : below(1000));
    }
}

/* Everything but the users. */
static void set_surroundings(const family_t *family, uint32_t count)
{
    uint64_t demand = demand_of(family->call == HORIZON ? AHEAD_USERS : count);
    uint32_t i;

    for (i = 0; i < family->node_count; i++) {
        set_node(i, demand);
    }
    for (i = 0; family->call == NETWORK && i < count; i++) {
        users[i].node = below(family->node_count);
    }
    for (i = 0; family->call == HORIZON && i < count; i++) {
        set_period(&periods[i], demand);
    }
    storage.stock_dm3 = demand / 64 * below(257);
    storage.withdrawal_dm3 = demand / 64 * below(65);
}

static int32_t call(const family_t *family, uint32_t count, uint64_t supply)
{
    static const citygate_horizon_output_t plan = { grants, totals, loads, outlook, &summary };
    static const citygate_network_output_t result = { grants, loads, &summary };
    static const citygate_scratch_t lent = { scratch, WORDS };
    citygate_network_t network = { nodes, users, family->node_count, count };
    citygate_horizon_t horizon = { periods, &storage, count, CITYGATE_SPREAD_EARLIEST, { 0, 0, 0 } };

    switch (family->call) {
    case NETWORK:
        return citygate_network_allocate(&policy, &network, supply, &lent, &result, 0);
    case HORIZON:
        network.node_count = 0;
        network.user_count = AHEAD_USERS;
        return citygate_horizon_allocate(&policy, &network, &horizon, &lent, &plan, 0);
    default:
        return citygate_allocate(&policy, users, count, supply, grants, &summary, 0);
    }
}

static uint32_t ticks_of(uint32_t count, uint32_t repetitions, const family_t *family)
{
    uint64_t supply = supply_of(count, family);
    uint32_t i, start = board_ticks();

    for (i = 0; i < repetitions; i++) {
        int32_t status = call(family, count, supply);
        if (status != CITYGATE_OK) {
            board_say("REFUSED: ");
            board_say(citygate_status_text(status));
            board_say("\n");
            board_exit(1);
        }
    }
    return (board_ticks() - start) % BOARD_TICKS;
}

/* Climbs from where it is; returns the ticks of the worst, and leaves the inputs that take them. */
static uint32_t climb(uint32_t count, uint32_t changes, const family_t *family)
{
    const uint32_t user_count = family->call == HORIZON ? AHEAD_USERS : count;
    uint32_t i, worst = ticks_of(count, 1, family);

    for (i = 0; i < changes; i++) {
        const uint32_t user = below(user_count);
        const uint32_t node = below(family->node_count == 0 ? 1 : family->node_count);
        const uint32_t period = family->call == HORIZON ? below(count) : 0;
        const citygate_user_t old_user = users[user];
        const citygate_node_t old_node = nodes[node];
        const citygate_period_t old_period = periods[period];
        const uint32_t old_fraction = fraction;
        const uint8_t old_class = short_class;
        const uint32_t choice = below(8);
        uint32_t ticks;

        if (choice < 2) {
            fraction = random_word();
            short_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
        } else if (choice == 2 && family->call == NETWORK) {
            set_node(node, demand_of(count));
        } else if (choice == 3 && family->call == NETWORK) {
            users[user].node = node;
        } else if (choice < 4 && family->call == HORIZON) {
            set_period(&periods[period], demand_of(user_count));
        } else {
            change_field(&users[user], family);
        }
        ticks = ticks_of(count, 1, family);
        if (ticks >= worst) {
            worst = ticks;
        } else {
            users[user] = old_user;
            nodes[node] = old_node;
            periods[period] = old_period;
            fraction = old_fraction;
            short_class = old_class;
        }
    }
    return worst;
}

/* The inputs of a start, before any change. */
static void set_start(uint32_t count, uint32_t start, const family_t *family)
{
    random_state = 2463534242u + start * 7919u;
    set_policy(family);
    set_users(family->call == HORIZON ? AHEAD_USERS : count, start, family);
    set_surroundings(family, count);
    fraction = random_word();
    short_class = (uint8_t)(start % 3 == 0 ? 5 : below(CITYGATE_CLASS_COUNT));
}

static uint32_t search(uint32_t count, const family_t *family)
{
    uint32_t start, worst = 0, worst_start = 0;

    if ((family->uses & NO_SEARCH) != 0) {
        set_start(count, 1, family);
        fraction = 6u * (UINT32_MAX / 10u);
        return ticks_of(count, REPEATED, family);
    }
    for (start = 0; start < STARTS; start++) {
        uint32_t ticks;

        set_start(count, start, family);
        ticks = climb(count, CHANGES / 4, family);
        if (ticks > worst) {
            worst = ticks;
            worst_start = start;
        }
    }
    set_start(count, worst_start, family);
    (void)climb(count, CHANGES, family);
    return ticks_of(count, REPEATED, family);
}

int main(void)
{
    uint32_t i, k, start = board_ticks();

    board_spin(SPINS);
    say("ticks of 200000 instructions", (board_ticks() - start) % BOARD_TICKS);
    say("calls", REPEATED);
    for (i = 0; i < FAMILIES; i++) {
        const family_t *family = &families[i];
        for (k = 0; k < COUNTS; k++) {
            uint32_t count = counts[family->call][k];
            say_number(count, 10, 1);
            board_say(unit_of_count[family->call]);
            say(family->name, search(count, family));
        }
    }
    return 0;
}
