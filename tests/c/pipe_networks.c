/* Sharing out on a network of pipes, with everything wrong. */

#include <string.h>

#include "pipe_networks.h"

void set_pipes(pipes_t *pipes)
{
    static const citygate_pipe_t two_pipes[PIPES] = { { 40, 0, 0, 1 }, { 0, 5, 0, 1 } };
    static const citygate_source_t gate = { 60, 0, 7 };
    static const citygate_network_storage_t tank = { 30, 12, 2, 8, 6, 1, CITYGATE_NETWORK_STORAGE_AFTER_ALL };
    unsigned i;

    memset(pipes, PATTERN, sizeof(*pipes));
    memset(&pipes->policy, 0, sizeof(pipes->policy));
    pipes->step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    pipes->policy.steps = &pipes->step;
    pipes->policy.step_count = 1;
    pipes->policy.classes = CITYGATE_CLASSES_ALL;
    memcpy(pipes->pipes, two_pipes, sizeof(two_pipes));
    pipes->sources[0] = gate;
    pipes->storages[0] = tank;
    pipes->users[0] = user_of(CITYGATE_CLASS_HEATING, 10);
    pipes->users[1] = user_of(CITYGATE_CLASS_RESIDENTIAL, 50);
    pipes->users[1].node = 1;
    for (i = 0; i < PERIODS; i++) {
        pipes->supplies[i] = 60;
        memset(&pipes->flows[i], 0, sizeof(pipes->flows[i]));
        pipes->flows[i].withdrawal_dm3 = 8;
        pipes->flows[i].fill_dm3 = 6;
        pipes->demands[TOWNS * i] = 10;
        pipes->demands[TOWNS * i + 1] = 50;
        pipes->capacities[PIPES * i].along_dm3_per_h = 40;
        pipes->capacities[PIPES * i].back_dm3_per_h = 0;
        pipes->capacities[PIPES * i + 1].along_dm3_per_h = 0;
        pipes->capacities[PIPES * i + 1].back_dm3_per_h = 5;
    }
}

citygate_pipe_network_t network_of(const pipes_t *pipes)
{
    citygate_pipe_network_t network;

    memset(&network, 0, sizeof(network));
    network.pipes = pipes->pipes;
    network.sources = pipes->sources;
    network.storages = pipes->storages;
    network.users = pipes->users;
    network.node_count = NODES;
    network.pipe_count = PIPES;
    network.source_count = SOURCES;
    network.storage_count = STORAGES;
    network.user_count = TOWNS;
    return network;
}

citygate_schedule_t schedule_of(const pipes_t *pipes)
{
    citygate_schedule_t schedule;

    memset(&schedule, 0, sizeof(schedule));
    schedule.supplies_dm3 = pipes->supplies;
    schedule.capacities = pipes->capacities;
    schedule.storages = pipes->flows;
    schedule.demands_dm3 = pipes->demands;
    schedule.period_count = PERIODS;
    return schedule;
}

citygate_pipe_network_output_t output_of(pipes_t *pipes)
{
    citygate_pipe_network_output_t result;

    result.grants = pipes->grants;
    result.pipes = pipes->pipe_flows;
    result.sources = pipes->uses;
    result.storages = pipes->states;
    result.totals = pipes->totals;
    result.outlook = pipes->outlook;
    result.summary = &pipes->summary;
    return result;
}

static int32_t allocate_on(pipes_t *pipes, const citygate_pipe_network_t *network, const citygate_schedule_t *schedule,
                           size_t word_count)
{
    static uint64_t words[PIPE_WORDS];
    const citygate_pipe_network_output_t result = output_of(pipes);
    citygate_scratch_t scratch;

    scratch.words = words;
    scratch.word_count = word_count;
    return citygate_pipe_network_allocate(&pipes->policy, network, schedule, &scratch, &result, &pipes->error_index);
}

int32_t allocate_pipes(pipes_t *pipes)
{
    const citygate_pipe_network_t network = network_of(pipes);
    const citygate_schedule_t schedule = schedule_of(pipes);

    return allocate_on(pipes, &network, &schedule, PIPE_WORDS);
}

/* Buffers: policy, steps, pipes, sources, storages, users, supplies, capacities, storage flows, demands, words, result,
 * grants, pipe flows, source uses, storage states, totals, outlook, summary, error_index, network, schedule, scratch. */
static void fill(void *const *buffers)
{
    pipes_t pipes;
    citygate_pipe_network_t network;
    citygate_schedule_t schedule;
    citygate_scratch_t scratch;
    citygate_pipe_network_output_t result;

    set_pipes(&pipes);
    network = network_of(&pipes);
    schedule = schedule_of(&pipes);
    pipes.policy.steps = buffers[1];
    put(buffers[0], &pipes.policy, sizeof(pipes.policy));
    put(buffers[1], &pipes.step, sizeof(pipes.step));
    put(buffers[2], pipes.pipes, sizeof(pipes.pipes));
    put(buffers[3], pipes.sources, sizeof(pipes.sources));
    put(buffers[4], pipes.storages, sizeof(pipes.storages));
    put(buffers[5], pipes.users, sizeof(pipes.users));
    put(buffers[6], pipes.supplies, sizeof(pipes.supplies));
    put(buffers[7], pipes.capacities, sizeof(pipes.capacities));
    put(buffers[8], pipes.flows, sizeof(pipes.flows));
    put(buffers[9], pipes.demands, sizeof(pipes.demands));
    result.grants = buffers[12];
    result.pipes = buffers[13];
    result.sources = buffers[14];
    result.storages = buffers[15];
    result.totals = buffers[16];
    result.outlook = buffers[17];
    result.summary = buffers[18];
    put(buffers[11], &result, sizeof(result));
    network.pipes = buffers[2];
    network.sources = buffers[3];
    network.storages = buffers[4];
    network.users = buffers[5];
    put(buffers[20], &network, sizeof(network));
    schedule.supplies_dm3 = buffers[6];
    schedule.capacities = buffers[7];
    schedule.storages = buffers[8];
    schedule.demands_dm3 = buffers[9];
    put(buffers[21], &schedule, sizeof(schedule));
    memset(&scratch, 0, sizeof(scratch));
    scratch.words = buffers[10];
    scratch.word_count = PIPE_WORDS;
    put(buffers[22], &scratch, sizeof(scratch));
}

static int32_t call(void *const *buffers)
{
    return citygate_pipe_network_allocate(buffers[0], buffers[20], buffers[21], buffers[22], buffers[11], buffers[19]);
}

static const subject_t subject = {
    "citygate_pipe_network_allocate", call, fill, 23,
    { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 1, INPUT),
      BUFFER("pipes", citygate_pipe_t, PIPES, INPUT), BUFFER("sources", citygate_source_t, SOURCES, INPUT),
      BUFFER("storages", citygate_network_storage_t, STORAGES, INPUT), BUFFER("users", citygate_user_t, TOWNS, INPUT),
      BUFFER("supplies", uint64_t, SOURCES * PERIODS, INPUT | OPTIONAL),
      BUFFER("capacities", citygate_pipe_capacity_t, PIPES * PERIODS, INPUT | OPTIONAL),
      BUFFER("storage flows", citygate_storage_flow_t, STORAGES * PERIODS, INPUT | OPTIONAL),
      BUFFER("demands", uint32_t, TOWNS * PERIODS, INPUT | OPTIONAL),
      BUFFER("words", uint64_t, PIPE_WORDS, OUTPUT | SCRATCH), BUFFER("result", citygate_pipe_network_output_t, 1, INPUT),
      BUFFER("grants", citygate_grant_t, TOWNS * PERIODS, OUTPUT),
      BUFFER("pipe flows", citygate_pipe_flow_t, PIPES * PERIODS, OUTPUT),
      BUFFER("source uses", citygate_source_use_t, SOURCES * PERIODS, OUTPUT),
      BUFFER("storage states", citygate_storage_state_t, STORAGES * PERIODS, OUTPUT),
      BUFFER("totals", citygate_period_total_t, PERIODS, OUTPUT),
      BUFFER("outlook", citygate_outlook_t, CITYGATE_CLASS_COUNT, OUTPUT),
      BUFFER("summary", citygate_summary_t, 1, OUTPUT), BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL),
      BUFFER("network", citygate_pipe_network_t, 1, INPUT), BUFFER("schedule", citygate_schedule_t, 1, INPUT | OPTIONAL),
      BUFFER("scratch", citygate_scratch_t, 1, INPUT) }
};

/* What is refused changes nothing but the error index. */
static void refuse(pipes_t *pipes, int32_t status, long error_index)
{
    pipes_t before;

    memcpy(&before, pipes, sizeof(before));
    CHECK_STATUS(allocate_pipes(pipes), status);
    if (error_index != NO_INDEX) {
        CHECK(pipes->error_index == (uint32_t)error_index);
        pipes->error_index = before.error_index;
    }
    CHECK(memcmp(&before, pipes, sizeof(before)) == 0);
}

/* The pipe brings 40, the tank 5 a period, so that it ends at its reserve. */
static void check_answers(void)
{
    pipes_t pipes, once;
    citygate_pipe_network_t network;
    unsigned i;

    set_pipes(&pipes);
    CHECK_STATUS(allocate_pipes(&pipes), CITYGATE_OK);
    for (i = 0; i < PERIODS; i++) {
        CHECK(pipes.grants[TOWNS * i].granted_dm3_per_h == 10 && pipes.grants[TOWNS * i + 1].granted_dm3_per_h == 45);
        CHECK(pipes.grants[TOWNS * i + 1].reason == CITYGATE_REASON_HELD_BY_NETWORK);
        CHECK(pipes.grants[TOWNS * i + 1].node == CITYGATE_GRANT_NO_NODE);
        CHECK(pipes.pipe_flows[PIPES * i].flow_dm3_per_h == 40 && pipes.pipe_flows[PIPES * i].binding == 1);
        CHECK(pipes.pipe_flows[PIPES * i + 1].flow_dm3_per_h == 0 && pipes.pipe_flows[PIPES * i].reserved == 0);
        CHECK(pipes.uses[i].used_dm3_per_h == 50 && pipes.uses[i].binding == 0);
        CHECK(pipes.states[i].filled_dm3 == 0);
    }
    CHECK(pipes.states[0].withdrawn_dm3 == 5 && pipes.states[1].withdrawn_dm3 == 5 && pipes.states[1].stock_dm3 == 2);
    CHECK(pipes.totals[0].supply_dm3 == 60 && pipes.totals[1].withdrawn_dm3 == 5);
    CHECK(pipes.summary.supply_dm3_per_h == 130 && pipes.summary.served_dm3_per_h == 110);
    CHECK(pipes.outlook[CITYGATE_CLASS_RESIDENTIAL].first_touched_period == 0);

    /* No schedule is one period, without pipes and storages nobody else is served. */
    set_pipes(&once);
    memcpy(&pipes, &once, sizeof(once));
    network = network_of(&once);
    network.pipes = NULL;
    network.storages = NULL;
    network.pipe_count = 0;
    network.storage_count = 0;
    CHECK_STATUS(allocate_on(&once, &network, NULL, PIPE_WORDS), CITYGATE_OK);
    CHECK(once.grants[0].granted_dm3_per_h == 10 && once.grants[1].granted_dm3_per_h == 0);
    CHECK(memcmp(&once.grants[TOWNS], &pipes.grants[TOWNS], sizeof(once.grants) / 2) == 0);
    CHECK(memcmp(once.pipe_flows, pipes.pipe_flows, sizeof(once.pipe_flows)) == 0);
    CHECK(memcmp(once.states, pipes.states, sizeof(once.states)) == 0);
    network.sources = NULL;
    network.source_count = 0;
    CHECK_STATUS(allocate_on(&once, &network, NULL, PIPE_WORDS), CITYGATE_OK);
    CHECK(once.summary.served_dm3_per_h == 0);
}

#define REFUSE(change, status, index) \
    set_pipes(&pipes); \
    change; \
    refuse(&pipes, status, index)

static void check_bad_values(void)
{
    pipes_t pipes;

    REFUSE(pipes.pipes[1].from = NODES, CITYGATE_ERROR_PIPE_UNKNOWN_NODE, 1);
    REFUSE(pipes.pipes[1].to = UINT32_MAX, CITYGATE_ERROR_PIPE_UNKNOWN_NODE, 1);
    REFUSE(pipes.pipes[1].to = 0, CITYGATE_ERROR_PIPE_TO_ITSELF, 1);
    REFUSE(pipes.sources[0].node = NODES, CITYGATE_ERROR_SOURCE_UNKNOWN_NODE, 0);
    REFUSE(pipes.storages[0].node = UINT32_MAX, CITYGATE_ERROR_STORAGE_UNKNOWN_NODE, 0);
    REFUSE(pipes.storages[0].stock_dm3 = 31, CITYGATE_ERROR_STORAGE_STOCK_ABOVE_CAPACITY, 0);
    REFUSE(pipes.storages[0].reserve_dm3 = 31, CITYGATE_ERROR_STORAGE_RESERVE_ABOVE_CAPACITY, 0);
    REFUSE(pipes.supplies[1] = UINT64_MAX, CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, 1);
    REFUSE(pipes.flows[0].delivery_dm3 = UINT64_MAX, CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, 0);
    REFUSE(pipes.users[1].node = NODES, CITYGATE_ERROR_USER_UNKNOWN_NODE, 1);
    REFUSE(pipes.users[1].supply_class = CITYGATE_CLASS_COUNT, CITYGATE_ERROR_USER_UNKNOWN_CLASS, 1);
    REFUSE(pipes.users[0].on_off = 2, CITYGATE_ERROR_USER_UNKNOWN_ON_OFF, 0);
    REFUSE(pipes.users[0].cumulative_curtailment_dm3 = UINT64_MAX, CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW, 0);
    REFUSE(pipes.policy.step_count = 0, CITYGATE_ERROR_POLICY_NO_STEPS, NO_INDEX);
    REFUSE(pipes.step.share = UINT8_MAX, CITYGATE_ERROR_POLICY_UNKNOWN_SHARE, 0);
}

/* Over so many periods that gas times links times demands does not fit. */
static void check_too_large(void)
{
    enum { MANY = 9, CROWD = 8, HOURS = 8192, BIG_WORDS = CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(1, 0, MANY, 0, CROWD, HOURS) };
    static citygate_user_t users[CROWD];
    static citygate_source_t sources[MANY];
    static uint64_t words[BIG_WORDS];
    static citygate_grant_t grants[CROWD * HOURS];
    static citygate_source_use_t uses[MANY * HOURS];
    static citygate_period_total_t totals[HOURS];
    citygate_pipe_network_t network;
    citygate_schedule_t schedule;
    citygate_scratch_t scratch;
    citygate_pipe_network_output_t result;
    pipes_t pipes;
    size_t i;

    set_pipes(&pipes);
    for (i = 0; i < CROWD; i++) {
        users[i] = user_of(CITYGATE_CLASS_HEATING, UINT32_MAX);
    }
    sources[0].supply_dm3_per_h = (UINT64_C(1) << 50) - 1;
    memset(&network, 0, sizeof(network));
    network.sources = sources;
    network.users = users;
    network.node_count = 1;
    network.source_count = MANY;
    network.user_count = CROWD;
    memset(&schedule, 0, sizeof(schedule));
    schedule.period_count = HOURS;
    scratch.words = words;
    scratch.word_count = BIG_WORDS;
    result = output_of(&pipes);
    result.grants = grants;
    result.sources = uses;
    result.totals = totals;
    CHECK_STATUS(citygate_pipe_network_allocate(&pipes.policy, &network, &schedule, &scratch, &result, NULL),
                 CITYGATE_ERROR_PIPE_NETWORK_TOO_LARGE);
}

static void check_counts(void)
{
    static const struct { uint32_t nodes, pipes, sources, storages, users, periods; int32_t status; } counts[] = {
        { 0, PIPES, SOURCES, STORAGES, TOWNS, PERIODS, CITYGATE_ERROR_EMPTY },
        { NODES, PIPES, SOURCES, STORAGES, 0, PERIODS, CITYGATE_ERROR_EMPTY },
        { NODES, PIPES, SOURCES, STORAGES, TOWNS, 0, CITYGATE_ERROR_EMPTY },
        { UINT32_MAX, PIPES, SOURCES, STORAGES, TOWNS, 1, CITYGATE_ERROR_TOO_MANY },
        { CITYGATE_MAX_NODES, PIPES, SOURCES, STORAGES, TOWNS, 1, CITYGATE_ERROR_TOO_MANY },
        { CITYGATE_MAX_NODES / 2, PIPES, SOURCES, STORAGES, TOWNS, PERIODS, CITYGATE_ERROR_TOO_MANY },
        { NODES, UINT32_MAX, SOURCES, STORAGES, TOWNS, PERIODS, CITYGATE_ERROR_TOO_MANY },
        { NODES, CITYGATE_MAX_NODES, SOURCES, STORAGES, TOWNS, 1, CITYGATE_ERROR_TOO_MANY },
        { NODES, PIPES, UINT32_MAX, STORAGES, TOWNS, PERIODS, CITYGATE_ERROR_TOO_MANY },
        { NODES, PIPES, SOURCES, UINT32_MAX, TOWNS, PERIODS, CITYGATE_ERROR_TOO_MANY },
        { NODES, PIPES, SOURCES, CITYGATE_MAX_NODES / 2, TOWNS, 1, CITYGATE_ERROR_TOO_MANY },
        { NODES, PIPES, SOURCES, STORAGES, CITYGATE_MAX_USERS, PERIODS, CITYGATE_ERROR_TOO_MANY },
        { NODES, PIPES, SOURCES, STORAGES, TOWNS, UINT32_MAX, CITYGATE_ERROR_TOO_MANY },
        { 1, 0, 0, 0, 1, UINT32_MAX, CITYGATE_ERROR_TOO_MANY }
    };
    citygate_pipe_network_t network;
    citygate_schedule_t schedule;
    pipes_t pipes, before;
    unsigned code;
    size_t i;

    set_pipes(&pipes);
    memcpy(&before, &pipes, sizeof(before));
    for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        network = network_of(&pipes);
        schedule = schedule_of(&pipes);
        network.node_count = counts[i].nodes;
        network.pipe_count = counts[i].pipes;
        network.source_count = counts[i].sources;
        network.storage_count = counts[i].storages;
        network.user_count = counts[i].users;
        schedule.period_count = counts[i].periods;
        describe("counts", "case", (long)i, 0);
        CHECK_STATUS(allocate_on(&pipes, &network, &schedule, PIPE_WORDS), counts[i].status);
    }
    describe(NULL, NULL, 0, 0);
    network = network_of(&pipes);
    for (i = 0; i < sizeof(schedule.reserved); i++) {
        schedule = schedule_of(&pipes);
        schedule.reserved[i] = 1;
        CHECK_STATUS(allocate_on(&pipes, &network, &schedule, PIPE_WORDS), CITYGATE_ERROR_UNKNOWN_SPREAD);
    }
    for (code = CITYGATE_SPREAD_EARLIEST + 1; code <= UINT8_MAX; code++) {
        schedule = schedule_of(&pipes);
        schedule.spread = (uint8_t)code;
        CHECK_STATUS(allocate_on(&pipes, &network, &schedule, PIPE_WORDS), CITYGATE_ERROR_UNKNOWN_SPREAD);
    }
    schedule = schedule_of(&pipes);
    /* One word may be left over: the macro counts the worst place to begin at. */
    for (i = 0; i + 1 < PIPE_WORDS; i++) {
        CHECK_STATUS(allocate_on(&pipes, &network, &schedule, i), CITYGATE_ERROR_SCRATCH_TOO_SMALL);
    }
    network.reserved = 1;
    CHECK_STATUS(allocate_on(&pipes, &network, &schedule, PIPE_WORDS), CITYGATE_ERROR_PIPE_NETWORK_RESERVED);
    CHECK(pipes.error_index == before.error_index);
    CHECK(memcmp(&before, &pipes, sizeof(before)) == 0);
}

/* Memory of just as many words as the macro says is enough wherever it begins. */
static void check_alignment(void)
{
    static uint64_t words[PIPE_WORDS + 2];
    pipes_t first, other;
    unsigned begin;

    set_pipes(&first);
    CHECK_STATUS(allocate_pipes(&first), CITYGATE_OK);
    for (begin = 0; begin < 2; begin++) {
        citygate_pipe_network_t network;
        citygate_schedule_t schedule;
        citygate_pipe_network_output_t result;
        citygate_scratch_t scratch;

        set_pipes(&other);
        network = network_of(&other);
        schedule = schedule_of(&other);
        result = output_of(&other);
        memset(words, PATTERN, sizeof(words));
        scratch.words = words + begin;
        scratch.word_count = PIPE_WORDS;
        CHECK_STATUS(citygate_pipe_network_allocate(&other.policy, &network, &schedule, &scratch, &result, NULL),
                     CITYGATE_OK);
        CHECK(memcmp(first.grants, other.grants, sizeof(first.grants)) == 0);
        CHECK(words[begin + PIPE_WORDS] == UINT64_C(0xA5A5A5A5A5A5A5A5));
    }
}

void pipe_networks(void)
{
    corrupt_pointers(&subject);
    check_answers();
    check_bad_values();
    check_too_large();
    check_counts();
    check_alignment();
}
