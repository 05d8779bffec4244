/* Planning the hours ahead, with everything wrong. */

#include <string.h>

#include "negative.h"

/* One node and one user in two periods for the pointers, two users in three periods for the values. */
enum { SPOILT_PERIODS = 2, SPOILT_WORDS = CITYGATE_HORIZON_SCRATCH_WORDS(1, 1, SPOILT_PERIODS) };
enum { FEW = 2, PERIODS = 3, WORDS = CITYGATE_HORIZON_SCRATCH_WORDS(0, FEW, PERIODS) };

static citygate_period_t period_of(uint64_t supply)
{
    citygate_period_t period;
    unsigned i;

    memset(&period, 0, sizeof(period));
    period.supply_dm3 = supply;
    for (i = 0; i < CITYGATE_CLASS_COUNT; i++) {
        period.demand_permille[i] = 1000;
    }
    return period;
}

/* Buffers: policy, steps, nodes, users, periods, storage, words, result, grants, totals, loads, outlook, summary,
 * error_index, network, horizon, scratch. */
static void fill(void *const *buffers)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    citygate_node_t node = { CITYGATE_NODE_UNLIMITED, 0, CITYGATE_NODE_ROOT, 0 };
    citygate_user_t user = user_of(CITYGATE_CLASS_HEATING, 10);
    citygate_period_t periods[SPOILT_PERIODS];
    citygate_storage_t storage;
    citygate_policy_t policy;
    citygate_horizon_output_t plan;
    citygate_network_t network;
    citygate_horizon_t horizon;
    citygate_scratch_t scratch;

    memset(&policy, 0, sizeof(policy));
    policy.steps = buffers[1];
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    periods[0] = period_of(5);
    periods[1] = period_of(6);
    memset(&storage, 0, sizeof(storage));
    storage.stock_dm3 = 7;
    storage.withdrawal_dm3 = 4;
    plan.grants = buffers[8];
    plan.totals = buffers[9];
    plan.loads = buffers[10];
    plan.outlook = buffers[11];
    plan.summary = buffers[12];
    put(buffers[0], &policy, sizeof(policy));
    put(buffers[1], &step, sizeof(step));
    put(buffers[2], &node, sizeof(node));
    put(buffers[3], &user, sizeof(user));
    put(buffers[4], periods, sizeof(periods));
    put(buffers[5], &storage, sizeof(storage));
    put(buffers[7], &plan, sizeof(plan));
    network.nodes = buffers[2];
    network.users = buffers[3];
    network.node_count = 1;
    network.user_count = 1;
    put(buffers[14], &network, sizeof(network));
    memset(&horizon, 0, sizeof(horizon));
    horizon.periods = buffers[4];
    horizon.storage = buffers[5];
    horizon.period_count = SPOILT_PERIODS;
    put(buffers[15], &horizon, sizeof(horizon));
    memset(&scratch, 0, sizeof(scratch));
    scratch.words = buffers[6];
    scratch.word_count = SPOILT_WORDS;
    put(buffers[16], &scratch, sizeof(scratch));
}

static int32_t call(void *const *buffers)
{
    return citygate_horizon_allocate(buffers[0], buffers[14], buffers[15], buffers[16], buffers[7], buffers[13]);
}

static const subject_t subject = {
    "citygate_horizon_allocate", call, fill, 17,
    { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 1, INPUT),
      BUFFER("nodes", citygate_node_t, 1, INPUT), BUFFER("users", citygate_user_t, 1, INPUT),
      BUFFER("periods", citygate_period_t, SPOILT_PERIODS, INPUT),
      BUFFER("storage", citygate_storage_t, 1, INPUT | OPTIONAL),
      BUFFER("words", uint64_t, SPOILT_WORDS, OUTPUT | SCRATCH), BUFFER("result", citygate_horizon_output_t, 1, INPUT),
      BUFFER("grants", citygate_grant_t, SPOILT_PERIODS, OUTPUT),
      BUFFER("totals", citygate_period_total_t, SPOILT_PERIODS, OUTPUT),
      BUFFER("loads", citygate_node_load_t, SPOILT_PERIODS, OUTPUT),
      BUFFER("outlook", citygate_outlook_t, CITYGATE_CLASS_COUNT, OUTPUT),
      BUFFER("summary", citygate_summary_t, 1, OUTPUT), BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL),
      BUFFER("network", citygate_network_t, 1, INPUT), BUFFER("horizon", citygate_horizon_t, 1, INPUT),
      BUFFER("scratch", citygate_scratch_t, 1, INPUT) }
};

/* Everything that a plan for one station takes and gives. */
typedef struct {
    citygate_policy_t policy;
    citygate_user_t users[FEW];
    citygate_period_t periods[PERIODS];
    citygate_storage_t storage;
    citygate_grant_t grants[FEW * PERIODS];
    citygate_period_total_t totals[PERIODS];
    citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
    citygate_summary_t summary;
    uint32_t error_index;
} ahead_t;

/* Three hours without the pipeline, a tank of 90 that gives 40 an hour and must keep 10. */
static void set_ahead(ahead_t *ahead)
{
    unsigned i;

    memset(ahead, PATTERN, sizeof(*ahead));
    CHECK_STATUS(citygate_policy_get_default(&ahead->policy), CITYGATE_OK);
    ahead->users[0] = user_of(CITYGATE_CLASS_RESIDENTIAL, 25);
    ahead->users[1] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 25);
    for (i = 0; i < PERIODS; i++) {
        ahead->periods[i] = period_of(0);
    }
    memset(&ahead->storage, 0, sizeof(ahead->storage));
    ahead->storage.stock_dm3 = 90;
    ahead->storage.reserve_dm3 = 10;
    ahead->storage.withdrawal_dm3 = 40;
}

/* A plan for one station, to be changed. */
static citygate_horizon_t horizon_of(const ahead_t *ahead, uint8_t spread)
{
    citygate_horizon_t horizon;

    memset(&horizon, 0, sizeof(horizon));
    horizon.periods = ahead->periods;
    horizon.storage = &ahead->storage;
    horizon.period_count = PERIODS;
    horizon.spread = spread;
    return horizon;
}

static int32_t plan_counted(ahead_t *ahead, const citygate_horizon_t *horizon, uint32_t node_count,
                            uint32_t user_count, uint32_t word_count)
{
    uint64_t words[WORDS];
    citygate_network_t network;
    citygate_scratch_t scratch;
    citygate_horizon_output_t plan;

    network.nodes = NULL;
    network.users = ahead->users;
    network.node_count = node_count;
    network.user_count = user_count;
    scratch.words = words;
    scratch.word_count = word_count;
    plan.grants = ahead->grants;
    plan.totals = ahead->totals;
    plan.loads = NULL;
    plan.outlook = ahead->outlook;
    plan.summary = &ahead->summary;
    return citygate_horizon_allocate(&ahead->policy, &network, horizon, &scratch, &plan, &ahead->error_index);
}

static int32_t plan_with(ahead_t *ahead, uint8_t spread, uint32_t words)
{
    const citygate_horizon_t horizon = horizon_of(ahead, spread);

    return plan_counted(ahead, &horizon, 0, FEW, words);
}

/* What is refused changes nothing but the error index. */
static void refuse(ahead_t *ahead, int32_t status, long error_index)
{
    ahead_t before;

    memcpy(&before, ahead, sizeof(before));
    CHECK_STATUS(plan_with(ahead, CITYGATE_SPREAD_EARLIEST, WORDS), status);
    if (error_index != NO_INDEX) {
        CHECK(ahead->error_index == (uint32_t)error_index);
    }
    ahead->error_index = before.error_index;
    CHECK(memcmp(&before, ahead, sizeof(before)) == 0);
}

static void check_answers(void)
{
    static const uint32_t earliest[] = { 25, 5, 25, 0, 25, 0 };
    ahead_t ahead;
    unsigned i;

    set_ahead(&ahead);
    CHECK_STATUS(plan_with(&ahead, CITYGATE_SPREAD_EARLIEST, WORDS), CITYGATE_OK);
    for (i = 0; i < FEW * PERIODS; i++) {
        CHECK(ahead.grants[i].granted_dm3_per_h == earliest[i]);
    }
    CHECK(ahead.totals[0].withdrawn_dm3 == 30 && ahead.totals[2].stock_dm3 == 10);
    CHECK(ahead.outlook[CITYGATE_CLASS_RESIDENTIAL].first_touched_period == CITYGATE_OUTLOOK_NEVER);
    CHECK(ahead.outlook[CITYGATE_CLASS_INDUSTRIAL_FUEL].first_touched_period == 0);
    CHECK(ahead.outlook[CITYGATE_CLASS_INDUSTRIAL_FUEL].cut_off_period == 1);
    CHECK(ahead.summary.supply_dm3_per_h == 80 && ahead.summary.served_dm3_per_h == 80);

    CHECK_STATUS(plan_with(&ahead, CITYGATE_SPREAD_EVEN, WORDS), CITYGATE_OK);
    for (i = 1; i < FEW * PERIODS; i += FEW) {
        CHECK(ahead.grants[i].granted_dm3_per_h == 1 || ahead.grants[i].granted_dm3_per_h == 2);
    }
    CHECK(ahead.summary.served_dm3_per_h == 80);
}

static void check_bad_values(void)
{
    ahead_t ahead, before;
    uint32_t words;
    unsigned code;

    set_ahead(&ahead);
    ahead.storage.reserved[0] = 1;
    refuse(&ahead, CITYGATE_ERROR_STORAGE_RESERVED, NO_INDEX);
    set_ahead(&ahead);
    ahead.storage.reserved[1] = 1;
    refuse(&ahead, CITYGATE_ERROR_STORAGE_RESERVED, NO_INDEX);
    set_ahead(&ahead);
    ahead.storage.stock_dm3 = UINT64_MAX;
    refuse(&ahead, CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE, NO_INDEX);
    set_ahead(&ahead);
    ahead.periods[1].reserved = 1;
    refuse(&ahead, CITYGATE_ERROR_PERIOD_RESERVED, 1);
    set_ahead(&ahead);
    ahead.periods[2].supply_dm3 = UINT64_MAX;
    refuse(&ahead, CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, 2);
    set_ahead(&ahead);
    ahead.users[1].demand_dm3_per_h = UINT32_MAX;
    ahead.periods[2].demand_permille[CITYGATE_CLASS_INDUSTRIAL_FUEL] = 1001;
    refuse(&ahead, CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE, 2 * FEW + 1);
    set_ahead(&ahead);
    ahead.users[0].cumulative_curtailment_dm3 = UINT64_MAX;
    refuse(&ahead, CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW, 0);

    set_ahead(&ahead);
    memcpy(&before, &ahead, sizeof(before));
    for (code = CITYGATE_SPREAD_EARLIEST + 1; code <= UINT8_MAX; code++) {
        CHECK_STATUS(plan_with(&ahead, (uint8_t)code, WORDS), CITYGATE_ERROR_UNKNOWN_SPREAD);
    }
    for (words = 0; words < WORDS; words++) {
        CHECK_STATUS(plan_with(&ahead, CITYGATE_SPREAD_EVEN, words), CITYGATE_ERROR_SCRATCH_TOO_SMALL);
    }
    CHECK(memcmp(&before, &ahead, sizeof(before)) == 0);
}

static void check_counts(void)
{
    static const struct { uint32_t nodes, users, periods; int32_t status; } counts[] = {
        { 0, 0, PERIODS, CITYGATE_ERROR_EMPTY },
        { 0, FEW, 0, CITYGATE_ERROR_EMPTY },
        { 0, CITYGATE_MAX_USERS, 2, CITYGATE_ERROR_TOO_MANY },
        { 0, FEW, UINT32_MAX, CITYGATE_ERROR_TOO_MANY },
        { UINT32_MAX, FEW, 1, CITYGATE_ERROR_TOO_MANY },
        { CITYGATE_MAX_NODES, FEW, 1, CITYGATE_ERROR_TOO_MANY },
        { 0, FEW, CITYGATE_MAX_NODES / 2 + 1, CITYGATE_ERROR_TOO_MANY }
    };
    citygate_horizon_t horizon;
    ahead_t ahead, before;
    size_t i;

    set_ahead(&ahead);
    memcpy(&before, &ahead, sizeof(before));
    for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        horizon = horizon_of(&ahead, CITYGATE_SPREAD_EVEN);
        horizon.storage = NULL;
        horizon.period_count = counts[i].periods;
        CHECK_STATUS(plan_counted(&ahead, &horizon, counts[i].nodes, counts[i].users, WORDS), counts[i].status);
    }
    for (i = 0; i < sizeof(horizon.reserved); i++) {
        horizon = horizon_of(&ahead, CITYGATE_SPREAD_EVEN);
        horizon.reserved[i] = 1;
        CHECK_STATUS(plan_counted(&ahead, &horizon, 0, FEW, WORDS), CITYGATE_ERROR_UNKNOWN_SPREAD);
    }
    CHECK(memcmp(&before, &ahead, sizeof(before)) == 0);
}

void horizons(void)
{
    corrupt_pointers(&subject);
    check_answers();
    check_bad_values();
    check_counts();
}
