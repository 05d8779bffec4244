/* Sharing out and keeping the tally, with everything wrong. */

#include <string.h>

#include "negative.h"

enum { FEW = 3 };

static void fill_users(void *users)
{
    citygate_user_t few[FEW];

    few[0] = user_of(CITYGATE_CLASS_RESIDENTIAL, 165000);
    few[1] = user_of(CITYGATE_CLASS_VEHICLES, 30000);
    few[2] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 345000);
    put(users, few, sizeof(few));
}

/* Buffers: policy, steps, users, grants, summary, error_index. */
static void fill_allocate(void *const *buffers)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    citygate_policy_t policy;

    memset(&policy, 0, sizeof(policy));
    policy.steps = buffers[1];
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    put(buffers[0], &policy, sizeof(policy));
    put(buffers[1], &step, sizeof(step));
    fill_users(buffers[2]);
}

static int32_t call_allocate(void *const *buffers)
{
    return citygate_allocate(buffers[0], buffers[2], FEW, 300000, buffers[3], buffers[4], buffers[5]);
}

/* Buffers: policy, users, grants, summary, error_index. The steps are the library's. */
static void fill_allocate_by_default(void *const *buffers)
{
    citygate_policy_t policy;

    CHECK_STATUS(citygate_policy_get_default(&policy), CITYGATE_OK);
    put(buffers[0], &policy, sizeof(policy));
    fill_users(buffers[1]);
}

static int32_t call_allocate_by_default(void *const *buffers)
{
    return citygate_allocate(buffers[0], buffers[1], FEW, 300000, buffers[2], buffers[3], buffers[4]);
}

/* Buffers: users, grants, error_index. */
static void fill_add_curtailment(void *const *buffers)
{
    citygate_grant_t grants[FEW];

    memset(grants, 0, sizeof(grants));
    fill_users(buffers[0]);
    put(buffers[1], grants, sizeof(grants));
}

static int32_t call_add_curtailment(void *const *buffers)
{
    return citygate_users_add_curtailment(buffers[0], buffers[1], FEW, 24, buffers[2]);
}

static const subject_t subjects[] = {
    { "citygate_allocate", call_allocate, fill_allocate, 6,
      { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 1, INPUT),
        BUFFER("users", citygate_user_t, FEW, INPUT), BUFFER("grants", citygate_grant_t, FEW, OUTPUT),
        BUFFER("summary", citygate_summary_t, 1, OUTPUT), BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL) } },
    { "citygate_allocate by default", call_allocate_by_default, fill_allocate_by_default, 5,
      { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("users", citygate_user_t, FEW, INPUT),
        BUFFER("grants", citygate_grant_t, FEW, OUTPUT), BUFFER("summary", citygate_summary_t, 1, OUTPUT),
        BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL) } },
    { "citygate_users_add_curtailment", call_add_curtailment, fill_add_curtailment, 3,
      { BUFFER("users", citygate_user_t, FEW, INPUT | OUTPUT), BUFFER("grants", citygate_grant_t, FEW, INPUT),
        BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL) } },
};

static void check_bad_users(void)
{
    fixture_t fixture;
    unsigned code, user;

    for (user = 0; user < USERS; user += USERS - 1) {
        for (code = 0; code <= UINT8_MAX; code++) {
            describe("user and code", "of", (long)user, (long)code);
            set_fixture(&fixture);
            fixture.users[user].supply_class = (uint8_t)code;
            if (code >= CITYGATE_CLASS_COUNT) {
                check_refused(&fixture, CITYGATE_ERROR_USER_UNKNOWN_CLASS, (long)user);
            } else {
                CHECK_STATUS(allocate(&fixture, 5000), CITYGATE_OK);
                check_conserves(&fixture, 5000);
            }
            set_fixture(&fixture);
            fixture.users[user].on_off = (uint8_t)code;
            if (code > 1) {
                check_refused(&fixture, CITYGATE_ERROR_USER_UNKNOWN_ON_OFF, (long)user);
            } else {
                CHECK_STATUS(allocate(&fixture, 5000), CITYGATE_OK);
                check_conserves(&fixture, 5000);
            }
        }
    }
    describe(NULL, NULL, 0, 0);

    /* The first of two faults is told. */
    set_fixture(&fixture);
    fixture.users[7].on_off = 2;
    fixture.users[3].supply_class = CITYGATE_CLASS_COUNT;
    check_refused(&fixture, CITYGATE_ERROR_USER_UNKNOWN_CLASS, 3);

    set_fixture(&fixture);
    fixture.policy.classes &= (uint16_t)~(1u << CITYGATE_CLASS_VEHICLES);
    check_refused(&fixture, CITYGATE_ERROR_USER_CLASS_NOT_SERVED, 6);
}

static void check_bad_counts(void)
{
    static const struct {
        uint32_t count;
        int32_t status;
    } counts[] = {
        { 0, CITYGATE_ERROR_EMPTY },
        { UINT32_C(1) << 31, CITYGATE_ERROR_TOO_MANY },
        { UINT32_MAX, CITYGATE_ERROR_TOO_MANY },
    };
    fixture_t fixture, before;
    size_t i;

    set_fixture(&fixture);
    memcpy(&before, &fixture, sizeof(before));
    for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        CHECK_STATUS(citygate_allocate(&fixture.policy, fixture.users, counts[i].count, 5000, fixture.grants,
                                       &fixture.summary, &fixture.error_index), counts[i].status);
        CHECK_STATUS(citygate_allocate(NULL, NULL, counts[i].count, 5000, NULL, NULL, NULL), counts[i].status);
        CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, counts[i].count, 24,
                                                    &fixture.error_index),
                     counts[i].status);
        CHECK_STATUS(citygate_users_add_curtailment(NULL, NULL, counts[i].count, 24, NULL), counts[i].status);
    }
    /* The most that is allowed is looked for where it would be: nothing is read before everything is known. */
    CHECK_STATUS(citygate_allocate(&fixture.policy, NULL, CITYGATE_MAX_USERS, 5000, NULL, NULL, NULL),
                 CITYGATE_ERROR_NULL);
    CHECK_STATUS(citygate_users_add_curtailment(NULL, NULL, CITYGATE_MAX_USERS, 24, NULL), CITYGATE_ERROR_NULL);
    CHECK(memcmp(&before, &fixture, sizeof(before)) == 0);
}

static void check_cumulative_curtailment(void)
{
    fixture_t fixture, before;
    uint32_t i;

    set_fixture(&fixture);
    CHECK_STATUS(allocate(&fixture, 5000), CITYGATE_OK);
    memcpy(&before, &fixture, sizeof(before));

    CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, USERS, 0, &fixture.error_index),
                 CITYGATE_OK);
    CHECK(memcmp(&before, &fixture, sizeof(before)) == 0);

    CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, USERS, 24, NULL), CITYGATE_OK);
    for (i = 0; i < USERS; i++) {
        uint64_t curtailed = fixture.users[i].demand_dm3_per_h - fixture.grants[i].granted_dm3_per_h;
        CHECK(fixture.users[i].cumulative_curtailment_dm3 == 24 * curtailed);
    }

    /* The last user's would overflow: nobody's changes, whether or not the error index is wanted. */
    fixture.users[USERS - 1].cumulative_curtailment_dm3 = UINT64_MAX - 1;
    memcpy(&before, &fixture, sizeof(before));
    CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, USERS, 24, NULL),
                 CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW);
    CHECK(memcmp(&before, &fixture, sizeof(before)) == 0);
    CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, USERS, 24, &fixture.error_index),
                 CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW);
    CHECK(fixture.error_index == USERS - 1);
    fixture.error_index = before.error_index;
    CHECK(memcmp(&before, &fixture, sizeof(before)) == 0);

    /* Grants that did not come from the library: more than the demand curtails nothing. */
    fixture.grants[0].granted_dm3_per_h = UINT32_MAX;
    fixture.users[USERS - 1].cumulative_curtailment_dm3 = 0;
    before = fixture;
    CHECK_STATUS(citygate_users_add_curtailment(fixture.users, fixture.grants, USERS, UINT32_MAX, NULL), CITYGATE_OK);
    CHECK(fixture.users[0].cumulative_curtailment_dm3 == before.users[0].cumulative_curtailment_dm3);
}

static void check_extremes(void)
{
    static const uint64_t supplies[] = { 0, 1, 5000, UINT32_MAX, UINT64_MAX };
    fixture_t fixture;
    size_t i, user;

    for (i = 0; i < sizeof(supplies) / sizeof(supplies[0]); i++) {
        set_fixture(&fixture);
        CHECK_STATUS(allocate(&fixture, supplies[i]), CITYGATE_OK);
        check_conserves(&fixture, supplies[i]);
        for (user = 0; user < USERS; user++) {
            memset(&fixture.users[user], 0xff, sizeof(fixture.users[user]));
            fixture.users[user].supply_class = (uint8_t)(user % CITYGATE_CLASS_COUNT);
            fixture.users[user].on_off = (uint8_t)(user % 2);
        }
        CHECK_STATUS(allocate(&fixture, supplies[i]), CITYGATE_OK);
        check_conserves(&fixture, supplies[i]);
        memset(fixture.users, 0, sizeof(fixture.users));
        CHECK_STATUS(allocate(&fixture, supplies[i]), CITYGATE_OK);
        check_conserves(&fixture, supplies[i]);
    }
}

void allocation(void)
{
    size_t i;

    for (i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        corrupt_pointers(&subjects[i]);
    }
    check_bad_users();
    check_bad_counts();
    check_cumulative_curtailment();
    check_extremes();
}
