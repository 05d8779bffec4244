/* Taking turns at one station: known turns, and everything that can be got wrong. */

#include <string.h>

#include "negative.h"

enum { BLOCKS = 2, HOURS = 12 };

static const uint8_t rotate_by[] = { CITYGATE_ROTATE_BY_GAS, CITYGATE_ROTATE_BY_TURNS, CITYGATE_ROTATE_BY_HOURS };

/* One rotating step for everybody. */
static citygate_step_t rotating(uint8_t by, uint16_t longest_outage, uint16_t minimum_turn)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_ROTATING);

    step.rotate_by = by;
    step.longest_outage = longest_outage;
    step.minimum_turn = minimum_turn;
    return step;
}

static citygate_policy_t policy_of(const citygate_step_t *step)
{
    citygate_policy_t policy;

    memset(&policy, 0, sizeof(policy));
    policy.steps = step;
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    return policy;
}

static void set_blocks(citygate_user_t *users)
{
    users[0] = user_of(CITYGATE_CLASS_CHEMICAL, 100);
    users[1] = user_of(CITYGATE_CLASS_CHEMICAL, 10);
}

/* Blocks of 100 and 10, of which one can be served, for twelve hours: by gas the small one is off eleven times and the
 * large one once, by turns and by hours each is off six times. */
static void check_turns(void)
{
    static const uint64_t amounts[][BLOCKS] = { { 100, 110 }, { 6, 6 }, { 6, 6 } };
    size_t by;
    uint32_t hour;

    for (by = 0; by < sizeof(rotate_by); by++) {
        citygate_step_t step = rotating(rotate_by[by], 0, 0);
        citygate_policy_t policy = policy_of(&step);
        citygate_user_t users[BLOCKS];
        citygate_rotation_tally_t tallies[BLOCKS];
        citygate_grant_t grants[BLOCKS];
        citygate_summary_t summary;
        citygate_outages_t outages;

        set_blocks(users);
        memset(tallies, 0, sizeof(tallies));
        for (hour = 0; hour < HOURS; hour++) {
            CHECK_STATUS(citygate_users_rotate(&policy, tallies, users, BLOCKS, NULL), CITYGATE_OK);
            CHECK_STATUS(citygate_allocate(&policy, users, BLOCKS, 100, grants, &summary, NULL), CITYGATE_OK);
            CHECK_STATUS(citygate_tallies_add_interval(&policy, users, grants, tallies, BLOCKS, &outages, NULL), CITYGATE_OK);
            CHECK(outages.users_off == 1 && outages.users_off_too_long == 0);
            CHECK(tallies[0].is_off + tallies[1].is_off == 1 && tallies[0].intervals_in_state >= 1);
        }
        CHECK(tallies[0].amount == amounts[by][0] && tallies[1].amount == amounts[by][1]);
    }
}

/* Nobody is off for longer than the longest outage while there is gas for one; without gas everybody is, and is told. */
static void check_longest_outage(void)
{
    citygate_step_t step = rotating(CITYGATE_ROTATE_BY_TURNS, 2, 2);
    citygate_policy_t policy = policy_of(&step);
    citygate_user_t users[BLOCKS];
    citygate_rotation_tally_t tallies[BLOCKS];
    citygate_grant_t grants[BLOCKS];
    citygate_summary_t summary;
    citygate_outages_t outages;
    uint32_t hour;

    set_blocks(users);
    memset(tallies, 0, sizeof(tallies));
    for (hour = 0; hour < HOURS; hour++) {
        uint64_t supply = hour < 8 ? 100 : 0;

        CHECK_STATUS(citygate_users_rotate(&policy, tallies, users, BLOCKS, NULL), CITYGATE_OK);
        CHECK_STATUS(citygate_allocate(&policy, users, BLOCKS, supply, grants, &summary, NULL), CITYGATE_OK);
        CHECK_STATUS(citygate_tallies_add_interval(&policy, users, grants, tallies, BLOCKS, &outages, NULL), CITYGATE_OK);
        CHECK(hour >= 8 || outages.users_off_too_long == 0);
        CHECK(hour < 11 || (outages.users_off == 2 && outages.users_off_too_long == 2));
    }
}

/* --- Errors -------------------------------------------------------------------------------------------------- */

static void check_errors(void)
{
    citygate_step_t step = rotating(CITYGATE_ROTATE_BY_TURNS, 0, 0), other = step_of_all(CITYGATE_TARGET_DEMAND, 0, 77);
    citygate_policy_t policy = policy_of(&step), none = policy_of(&other);
    citygate_user_t users[BLOCKS], users_before[BLOCKS];
    citygate_rotation_tally_t tallies[BLOCKS], tallies_before[BLOCKS];
    citygate_grant_t grants[BLOCKS];
    citygate_outages_t outages;
    uint32_t error_index = 99;

    set_blocks(users);
    memset(tallies, 0, sizeof(tallies));
    memset(grants, 0, sizeof(grants));
    memset(&outages, PATTERN, sizeof(outages));
    tallies[1].is_off = 2;
    memcpy(users_before, users, sizeof(users));
    memcpy(tallies_before, tallies, sizeof(tallies));
    CHECK_STATUS(citygate_users_rotate(&policy, tallies, users, BLOCKS, &error_index), CITYGATE_ERROR_USER_UNKNOWN_ON_OFF);
    CHECK(error_index == 1);
    error_index = 99;
    CHECK_STATUS(citygate_tallies_add_interval(&policy, users, grants, tallies, BLOCKS, &outages, &error_index),
                 CITYGATE_ERROR_USER_UNKNOWN_ON_OFF);
    CHECK(error_index == 1);
    CHECK_STATUS(citygate_users_rotate(&none, tallies, users, BLOCKS, &error_index), CITYGATE_ERROR_POLICY_UNKNOWN_SHARE);
    CHECK(error_index == 0);
    CHECK_STATUS(citygate_tallies_add_interval(&none, users, grants, tallies, BLOCKS, &outages, NULL),
                 CITYGATE_ERROR_POLICY_UNKNOWN_SHARE);
    CHECK_STATUS(citygate_users_rotate(&policy, tallies, users, 0, NULL), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_users_rotate(&policy, tallies, users, UINT32_MAX, NULL), CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(citygate_tallies_add_interval(&policy, users, grants, tallies, 0, &outages, NULL), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(citygate_tallies_add_interval(&policy, users, grants, tallies, UINT32_MAX, &outages, NULL),
                 CITYGATE_ERROR_TOO_MANY);
    CHECK(memcmp(users, users_before, sizeof(users)) == 0 && memcmp(tallies, tallies_before, sizeof(tallies)) == 0);
    CHECK(((unsigned char *)&outages)[0] == PATTERN && ((unsigned char *)&outages)[sizeof(outages) - 1] == PATTERN);
}

/* --- Pointers ------------------------------------------------------------------------------------------------ */

/* Buffers: policy, steps, users, tallies, error index; of the second function grants and outages behind them. */
static void fill(void *const *buffers)
{
    citygate_step_t step = rotating(CITYGATE_ROTATE_BY_TURNS, 3, 1);
    citygate_policy_t policy = policy_of(buffers[1]);
    citygate_user_t users[BLOCKS];
    citygate_rotation_tally_t tallies[BLOCKS];

    set_blocks(users);
    memset(tallies, 0, sizeof(tallies));
    tallies[0].amount = 5;
    put(buffers[0], &policy, sizeof(policy));
    put(buffers[1], &step, sizeof(step));
    put(buffers[2], users, sizeof(users));
    put(buffers[3], tallies, sizeof(tallies));
}

static void fill_interval(void *const *buffers)
{
    citygate_grant_t grants[BLOCKS];

    fill(buffers);
    memset(grants, 0, sizeof(grants));
    put(buffers[5], grants, sizeof(grants));
}

static int32_t call_rotate(void *const *buffers)
{
    return citygate_users_rotate(buffers[0], buffers[3], buffers[2], BLOCKS, buffers[4]);
}

static int32_t call_interval(void *const *buffers)
{
    return citygate_tallies_add_interval(buffers[0], buffers[2], buffers[5], buffers[3], BLOCKS, buffers[6], buffers[4]);
}

#define READ(name, type, count) BUFFER(name, type, count, INPUT)
#define INDEX BUFFER("error index", uint32_t, 1, OUTPUT | OPTIONAL)

static const subject_t subjects[] = {
    { "citygate_users_rotate", call_rotate, fill, 5,
      { READ("policy", citygate_policy_t, 1), READ("steps", citygate_step_t, 1),
        BUFFER("users", citygate_user_t, BLOCKS, INPUT | OUTPUT), READ("tallies", citygate_rotation_tally_t, BLOCKS), INDEX } },
    { "citygate_tallies_add_interval", call_interval, fill_interval, 7,
      { READ("policy", citygate_policy_t, 1), READ("steps", citygate_step_t, 1), READ("users", citygate_user_t, BLOCKS),
        BUFFER("tallies", citygate_rotation_tally_t, BLOCKS, INPUT | OUTPUT), INDEX, READ("grants", citygate_grant_t, BLOCKS),
        BUFFER("outages", citygate_outages_t, 1, OUTPUT) } },
};

void rotation(void)
{
    size_t i;

    check_turns();
    check_longest_outage();
    check_errors();
    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
}
