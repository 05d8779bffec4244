/* A station to allocate to. */

#include <string.h>

#include "negative.h"

citygate_step_t step_of_all(uint8_t target, uint16_t permille, uint8_t share)
{
    citygate_step_t step;

    memset(&step, 0, sizeof(step));
    step.classes = CITYGATE_CLASSES_ALL;
    step.target = target;
    step.permille = permille;
    step.share = share;
    return step;
}

citygate_user_t user_of(uint8_t supply_class, uint32_t demand)
{
    citygate_user_t user;

    memset(&user, 0, sizeof(user));
    user.supply_class = supply_class;
    user.demand_dm3_per_h = demand;
    return user;
}

void set_fixture(fixture_t *fixture)
{
    uint32_t i;

    memset(fixture, PATTERN, sizeof(*fixture));
    memset(fixture->steps, 0, sizeof(fixture->steps));
    CHECK_STATUS(citygate_policy_get_default(&fixture->policy), CITYGATE_OK);
    memcpy(fixture->steps, fixture->policy.steps, fixture->policy.step_count * sizeof(fixture->steps[0]));
    fixture->policy.steps = fixture->steps;
    for (i = 0; i < USERS; i++) {
        fixture->users[i] = user_of((uint8_t)(i / 2), 1000 + 100 * i);
        fixture->users[i].minimum_dm3_per_h = 50 * (i % 3);
    }
}

int32_t allocate(fixture_t *fixture, uint64_t supply)
{
    return citygate_allocate(&fixture->policy, fixture->users, USERS, supply, fixture->grants, &fixture->summary,
                             &fixture->error_index);
}

void check_refused(fixture_t *fixture, int32_t status, long error_index)
{
    fixture_t before;

    memcpy(&before, fixture, sizeof(before));
    CHECK_STATUS(allocate(fixture, 5000), status);
    if (error_index != NO_INDEX) {
        CHECK(fixture->error_index == (uint32_t)error_index);
        fixture->error_index = before.error_index;
    }
    CHECK(memcmp(&before, fixture, sizeof(before)) == 0);

    CHECK_STATUS(citygate_allocate(&fixture->policy, fixture->users, USERS, 5000, fixture->grants, &fixture->summary,
                                   NULL),
                 status);
    CHECK(memcmp(&before, fixture, sizeof(before)) == 0);
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void check_grant(const fixture_t *fixture, const citygate_user_t *user, const citygate_grant_t *grant)
{
    uint32_t demand = user->demand_dm3_per_h, granted = grant->granted_dm3_per_h;
    uint32_t minimum = (uint32_t)least(user->minimum_dm3_per_h, demand);

    CHECK(granted <= demand);
    CHECK(granted == 0 || granted >= minimum);
    CHECK(user->on_off == 0 || granted == 0 || granted == minimum || granted == demand);
    CHECK(grant->reason <= CITYGATE_REASON_NOT_ELIGIBLE && grant->reason != CITYGATE_REASON_HELD_BY_NODE);
    CHECK((grant->reason == CITYGATE_REASON_SATISFIED) == (granted == demand));
    CHECK(grant->step == CITYGATE_GRANT_NO_STEP || grant->step < fixture->policy.step_count);
    CHECK(grant->node == CITYGATE_GRANT_NO_NODE);
    CHECK(grant->reserved == 0);
}

void check_conserves(const fixture_t *fixture, uint64_t supply)
{
    const citygate_summary_t *summary = &fixture->summary;
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
    uint64_t demand = 0, served = 0, served_by_steps = 0;
    uint32_t i;

    memset(classes, 0, sizeof(classes));
    for (i = 0; i < USERS; i++) {
        const citygate_user_t *user = &fixture->users[i];
        check_grant(fixture, user, &fixture->grants[i]);
        demand += user->demand_dm3_per_h;
        served += fixture->grants[i].granted_dm3_per_h;
        classes[user->supply_class].demand_dm3_per_h += user->demand_dm3_per_h;
        classes[user->supply_class].granted_dm3_per_h += fixture->grants[i].granted_dm3_per_h;
    }
    for (i = 0; i < CITYGATE_MAX_STEPS; i++) {
        const citygate_step_total_t *step = &summary->steps[i];
        served_by_steps += step->granted_dm3_per_h;
        CHECK(step->granted_dm3_per_h <= step->asked_dm3_per_h);
        CHECK(i < fixture->policy.step_count || step->asked_dm3_per_h == 0);
    }
    CHECK(summary->demand_dm3_per_h == demand);
    CHECK(summary->supply_dm3_per_h == supply);
    CHECK(summary->served_dm3_per_h == served);
    CHECK(served_by_steps == served);
    CHECK(served <= least(supply, demand));
    CHECK(summary->unused_dm3_per_h == supply - served);
    CHECK(summary->curtailed_dm3_per_h == demand - served);
    CHECK(memcmp(summary->classes, classes, sizeof(classes)) == 0);
}
