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
enum { MINIMUMS = 1, SPECIAL = 2, SHORT_IN_REMAINDER = 4, EVEN_CLASSES = 8 };
enum { DEFAULT_POLICY = 100, ANY_POLICY = 101 };

typedef struct {
    const char *name;
    /* The sharing rule of a policy of one step, or one of the above. */
    uint8_t policy;
    uint8_t uses;
} family_t;

static const family_t families[] = {
    { "default order, users spread evenly over the classes, short in a remainder", DEFAULT_POLICY,
      MINIMUMS | SHORT_IN_REMAINDER | EVEN_CLASSES },
    { "default order, short in a remainder", DEFAULT_POLICY, MINIMUMS | SHORT_IN_REMAINDER },
    { "default order, anything", DEFAULT_POLICY, MINIMUMS | SPECIAL },
    { "one step, pro rata", CITYGATE_SHARE_PRO_RATA, MINIMUMS | SPECIAL },
    { "one step, equal", CITYGATE_SHARE_EQUAL, MINIMUMS | SPECIAL },
    { "one step, ranked", CITYGATE_SHARE_RANKED, MINIMUMS | SPECIAL },
    { "one step, whole", CITYGATE_SHARE_WHOLE, MINIMUMS | SPECIAL },
    { "one step, rotating", CITYGATE_SHARE_ROTATING, MINIMUMS | SPECIAL },
    { "eight steps of any kind", ANY_POLICY, MINIMUMS | SPECIAL }
};
enum { FAMILIES = sizeof(families) / sizeof(families[0]), ANY_STEPS = 8 };

static citygate_user_t users[MOST_USERS];
static citygate_grant_t grants[MOST_USERS];
static citygate_summary_t summary;
static citygate_step_t steps[ANY_STEPS];
static citygate_policy_t policy;
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
        (void)citygate_policy_default(&policy);
        return;
    }
    policy.steps = steps;
    policy.step_count = family->policy == ANY_POLICY ? ANY_STEPS : 1;
    policy.attributes = CITYGATE_ATTRIBUTES_STANDARD;
    policy.classes = CITYGATE_CLASSES_ALL;
    if (family->policy == ANY_POLICY) {
        set_any_policy();
    } else {
        const citygate_step_t step = { CITYGATE_CLASSES_ALL, CITYGATE_TARGET_DEMAND, family->policy, 0, 0, 0, 0 };
        steps[0] = step;
    }
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
        user->withheld_unit_periods = ((uint64_t)extreme() << 32) | random_word();
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
        users[i].withheld_unit_periods = ((uint64_t)random_word() << 32) | random_word();
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

static uint32_t ticks_of(uint32_t count, uint32_t repetitions, const family_t *family)
{
    uint64_t supply = supply_of(count, family);
    uint32_t i, start = board_ticks();

    for (i = 0; i < repetitions; i++) {
        if (citygate_allocate(&policy, users, count, supply, grants, &summary, 0) != CITYGATE_OK) {
            board_say("REFUSED\n");
            board_exit(1);
        }
    }
    return (board_ticks() - start) % BOARD_TICKS;
}

/* Climbs from where it is; returns the ticks of the worst, and leaves the inputs that take them. */
static uint32_t climb(uint32_t count, uint32_t changes, const family_t *family)
{
    uint32_t i, worst = ticks_of(count, 1, family);

    for (i = 0; i < changes; i++) {
        citygate_user_t *user = &users[below(count)];
        const citygate_user_t old_user = *user;
        const uint32_t old_fraction = fraction;
        const uint8_t old_class = short_class;
        uint32_t ticks;

        if (below(4) == 0) {
            fraction = random_word();
            short_class = (uint8_t)below(CITYGATE_CLASS_COUNT);
        } else {
            change_field(user, family);
        }
        ticks = ticks_of(count, 1, family);
        if (ticks >= worst) {
            worst = ticks;
        } else {
            *user = old_user;
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
    set_users(count, start, family);
    fraction = random_word();
    short_class = (uint8_t)(start % 3 == 0 ? 5 : below(CITYGATE_CLASS_COUNT));
}

static uint32_t search(uint32_t count, const family_t *family)
{
    uint32_t start, worst = 0, worst_start = 0;

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
    static const uint32_t counts[] = { 1, 16, 64, MOST_USERS };
    uint32_t family, i, start = board_ticks();

    board_spin(SPINS);
    say("ticks of 200000 instructions", (board_ticks() - start) % BOARD_TICKS);
    say("calls", REPEATED);
    for (family = 0; family < FAMILIES; family++) {
        for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
            say_number(counts[i], 10, 1);
            board_say(" users, ");
            say(families[family].name, search(counts[i], &families[family]));
        }
    }
    return 0;
}
