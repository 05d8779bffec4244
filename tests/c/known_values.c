/* Allocations whose results are published, or follow from the rule on paper. */

#include <string.h>

#include "negative.h"

enum { MOST = 8 };

typedef struct {
    const char *what;
    uint8_t share;
    uint32_t count;
    uint64_t supply;
    citygate_user_t users[MOST];
    uint32_t granted[MOST];
    uint8_t reasons[MOST];
} known_t;

#define FUEL CITYGATE_CLASS_INDUSTRIAL_FUEL
#define FULL CITYGATE_REASON_SATISFIED
#define CUT CITYGATE_REASON_SHORT_IN_STEP
#define UNFIT CITYGATE_REASON_MINIMUM_DID_NOT_FIT

static const known_t in_one_step[] = {
    { "pro rata: a sixth, a third, a half", CITYGATE_SHARE_PRO_RATA, 3, 300,
      { { .demand_dm3_per_h = 100, .supply_class = FUEL },
        { .demand_dm3_per_h = 200, .supply_class = FUEL },
        { .demand_dm3_per_h = 300, .supply_class = FUEL } },
      { 50, 100, 150 }, { CUT, CUT, CUT } },
    { "pro rata to stated bases 1 : 3; what the second leaves goes to the first", CITYGATE_SHARE_PRO_RATA, 2, 300,
      { { .demand_dm3_per_h = 500, .base_dm3_per_h = 100, .supply_class = FUEL },
        { .demand_dm3_per_h = 180, .base_dm3_per_h = 300, .supply_class = FUEL } },
      { 120, 180 }, { CUT, FULL } },
    { "max-min fair shares, worked example of S. Keshav", CITYGATE_SHARE_EQUAL, 4, 10000,
      { { .demand_dm3_per_h = 2000, .supply_class = FUEL },
        { .demand_dm3_per_h = 2600, .supply_class = FUEL },
        { .demand_dm3_per_h = 4000, .supply_class = FUEL },
        { .demand_dm3_per_h = 5000, .supply_class = FUEL } },
      { 2000, 2600, 2700, 2700 }, { FULL, FULL, CUT, CUT } },
    { "weighted max-min fair shares, the same; weights doubled", CITYGATE_SHARE_EQUAL, 4, 16000,
      { { .demand_dm3_per_h = 4000, .supply_class = FUEL, .weight = 5 },
        { .demand_dm3_per_h = 2000, .supply_class = FUEL, .weight = 8 },
        { .demand_dm3_per_h = 10000, .supply_class = FUEL, .weight = 1 },
        { .demand_dm3_per_h = 4000, .supply_class = FUEL, .weight = 2 } },
      { 4000, 2000, 6000, 4000 }, { FULL, FULL, CUT, FULL } },
    { "by rank", CITYGATE_SHARE_RANKED, 3, 350,
      { { .demand_dm3_per_h = 200, .supply_class = FUEL, .rank = 2 },
        { .demand_dm3_per_h = 200, .supply_class = FUEL },
        { .demand_dm3_per_h = 200, .supply_class = FUEL, .rank = 1 } },
      { 0, 200, 150 }, { CUT, FULL, CUT } },
    { "whole, first fit: the second does not fit, the third does", CITYGATE_SHARE_ALL_OR_NOTHING, 3, 300,
      { { .demand_dm3_per_h = 200, .supply_class = FUEL },
        { .demand_dm3_per_h = 150, .supply_class = FUEL },
        { .demand_dm3_per_h = 100, .supply_class = FUEL } },
      { 200, 0, 100 }, { FULL, CUT, FULL } },
    { "rotating: who has gone short longest is served first", CITYGATE_SHARE_ROTATING, 3, 200,
      { { .demand_dm3_per_h = 100, .supply_class = FUEL, .cumulative_curtailment_dm3 = 10 },
        { .demand_dm3_per_h = 100, .supply_class = FUEL, .cumulative_curtailment_dm3 = 30 },
        { .demand_dm3_per_h = 100, .supply_class = FUEL, .cumulative_curtailment_dm3 = 20 } },
      { 0, 100, 100 }, { CUT, FULL, FULL } },
    { "a minimum that does not fit", CITYGATE_SHARE_PRO_RATA, 2, 130,
      { { .demand_dm3_per_h = 100, .minimum_dm3_per_h = 100, .supply_class = FUEL },
        { .demand_dm3_per_h = 300, .minimum_dm3_per_h = 50, .supply_class = FUEL } },
      { 100, 0 }, { FULL, UNFIT } },
    { "on/off: the first takes all or nothing, the second shares what is left", CITYGATE_SHARE_PRO_RATA, 2, 130,
      { { .demand_dm3_per_h = 100, .supply_class = FUEL, .on_off = 1 },
        { .demand_dm3_per_h = 300, .supply_class = FUEL } },
      { 100, 30 }, { FULL, CUT } },
};

static void check_known(const known_t *known, const citygate_policy_t *policy)
{
    citygate_grant_t grants[MOST];
    citygate_summary_t summary;
    uint32_t i, error_index = 77;

    CHECK_STATUS(citygate_allocate(policy, known->users, known->count, known->supply, grants, &summary, &error_index),
                 CITYGATE_OK);
    for (i = 0; i < known->count; i++) {
        describe(known->what, "user, granted", (long)i, (long)grants[i].granted_dm3_per_h);
        CHECK(grants[i].granted_dm3_per_h == known->granted[i]);
        CHECK(grants[i].reason == known->reasons[i]);
        CHECK((grants[i].step == CITYGATE_GRANT_NO_STEP) == (grants[i].reason == FULL));
        CHECK(grants[i].node == CITYGATE_GRANT_NO_NODE && grants[i].reserved == 0);
    }
    CHECK(error_index == 77);
    describe(NULL, NULL, 0, 0);
}

/* Tengzhou gate station, December 2017, in m3/d: supply falls from 620,000 to 510,000. */
static void check_tengzhou(void)
{
    static const known_t tengzhou = {
        "Tengzhou", 0, 3, 510000,
        { { .demand_dm3_per_h = 165000, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
          { .demand_dm3_per_h = 30000, .supply_class = CITYGATE_CLASS_VEHICLES },
          { .demand_dm3_per_h = 345000, .supply_class = FUEL } },
        { 165000, 30000, 315000 }, { FULL, FULL, CUT } };
    citygate_policy_t policy;
    citygate_grant_t grants[3];
    citygate_summary_t summary;

    CHECK_STATUS(citygate_policy_get_default(&policy), CITYGATE_OK);
    check_known(&tengzhou, &policy);
    CHECK_STATUS(citygate_allocate(&policy, tengzhou.users, 3, 510000, grants, &summary, NULL), CITYGATE_OK);
    CHECK(grants[2].step == 9);
    CHECK(summary.demand_dm3_per_h == 540000 && summary.supply_dm3_per_h == 510000);
    CHECK(summary.served_dm3_per_h == 510000 && summary.curtailed_dm3_per_h == 30000);
    CHECK(summary.unused_dm3_per_h == 0);
    CHECK(summary.classes[FUEL].demand_dm3_per_h == 345000 && summary.classes[FUEL].granted_dm3_per_h == 315000);
    CHECK(summary.classes[CITYGATE_CLASS_CHEMICAL].demand_dm3_per_h == 0);
    CHECK(summary.steps[1].asked_dm3_per_h == 165000 && summary.steps[1].granted_dm3_per_h == 165000);
    CHECK(summary.steps[9].asked_dm3_per_h == 345000 && summary.steps[9].granted_dm3_per_h == 315000);
    CHECK(summary.steps[31].asked_dm3_per_h == 0 && summary.steps[31].granted_dm3_per_h == 0);

    /* Supply comes back, and more. */
    CHECK_STATUS(citygate_allocate(&policy, tengzhou.users, 3, 620000, grants, &summary, NULL), CITYGATE_OK);
    CHECK(grants[2].granted_dm3_per_h == 345000 && summary.unused_dm3_per_h == 80000);
}

/* A step that asks for 400 permille of the base, and no step for the rest. */
static void check_not_eligible(void)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_PERMILLE_OF_BASE, 400, CITYGATE_SHARE_PRO_RATA);
    citygate_policy_t policy;
    citygate_user_t user = user_of(FUEL, 1000);
    citygate_grant_t grant;
    citygate_summary_t summary;

    memset(&policy, 0, sizeof(policy));
    policy.steps = &step;
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    user.base_dm3_per_h = 2000;
    CHECK_STATUS(citygate_allocate(&policy, &user, 1, 900, &grant, &summary, NULL), CITYGATE_OK);
    CHECK(grant.granted_dm3_per_h == 800 && grant.reason == CITYGATE_REASON_NOT_ELIGIBLE);
    CHECK(summary.unused_dm3_per_h == 100 && summary.curtailed_dm3_per_h == 200);
}

void known_values(void)
{
    size_t i;

    for (i = 0; i < sizeof(in_one_step) / sizeof(in_one_step[0]); i++) {
        citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, in_one_step[i].share);
        citygate_policy_t policy;
        memset(&policy, 0, sizeof(policy));
        policy.steps = &step;
        policy.step_count = 1;
        policy.classes = CITYGATE_CLASSES_ALL;
        check_known(&in_one_step[i], &policy);
    }
    check_tengzhou();
    check_not_eligible();
}
