/* What holds a user of a network of pipes back, with everything wrong. */

#include <string.h>

#include "pipe_networks.h"

enum { ROOM = 8 };

/* Buffers: policy, steps, pipes, sources, storages, users, supplies, capacities, storage flows, demands, words, result,
 * grants, pipe flows, source uses, storage states, error_index, network, schedule, scratch, question, elements, count. */
static void fill(void *const *buffers)
{
    pipes_t pipes;
    citygate_pipe_network_t network;
    citygate_schedule_t schedule;
    citygate_scratch_t scratch;
    citygate_pipe_network_output_t result;
    citygate_bottlenecks_t question;

    set_pipes(&pipes);
    CHECK_STATUS(allocate_pipes(&pipes), CITYGATE_OK);
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
    memset(&result, 0, sizeof(result));
    result.grants = buffers[12];
    result.pipes = buffers[13];
    result.sources = buffers[14];
    result.storages = buffers[15];
    put(buffers[11], &result, sizeof(result));
    put(buffers[12], pipes.grants, sizeof(pipes.grants));
    put(buffers[13], pipes.pipe_flows, sizeof(pipes.pipe_flows));
    put(buffers[14], pipes.uses, sizeof(pipes.uses));
    put(buffers[15], pipes.states, sizeof(pipes.states));
    network.pipes = buffers[2];
    network.sources = buffers[3];
    network.storages = buffers[4];
    network.users = buffers[5];
    put(buffers[17], &network, sizeof(network));
    schedule.supplies_dm3 = buffers[6];
    schedule.capacities = buffers[7];
    schedule.storages = buffers[8];
    schedule.demands_dm3 = buffers[9];
    put(buffers[18], &schedule, sizeof(schedule));
    memset(&scratch, 0, sizeof(scratch));
    scratch.words = buffers[10];
    scratch.word_count = PIPE_WORDS;
    put(buffers[19], &scratch, sizeof(scratch));
    memset(&question, 0, sizeof(question));
    question.elements = buffers[21];
    question.count = buffers[22];
    question.capacity = ROOM;
    question.user = 1;
    put(buffers[20], &question, sizeof(question));
}

static int32_t call(void *const *buffers)
{
    return citygate_pipe_network_get_bottlenecks(buffers[0], buffers[17], buffers[18], buffers[19], buffers[11],
                                                 buffers[20], buffers[16]);
}

static const subject_t subject = {
    "citygate_pipe_network_get_bottlenecks", call, fill, 23,
    { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 1, INPUT),
      BUFFER("pipes", citygate_pipe_t, PIPES, INPUT), BUFFER("sources", citygate_source_t, SOURCES, INPUT),
      BUFFER("storages", citygate_network_storage_t, STORAGES, INPUT), BUFFER("users", citygate_user_t, TOWNS, INPUT),
      BUFFER("supplies", uint64_t, SOURCES * PERIODS, INPUT | OPTIONAL),
      BUFFER("capacities", citygate_pipe_capacity_t, PIPES * PERIODS, INPUT | OPTIONAL),
      BUFFER("storage flows", citygate_storage_flow_t, STORAGES * PERIODS, INPUT | OPTIONAL),
      BUFFER("demands", uint32_t, TOWNS * PERIODS, INPUT | OPTIONAL),
      BUFFER("words", uint64_t, PIPE_WORDS, OUTPUT | SCRATCH), BUFFER("result", citygate_pipe_network_output_t, 1, INPUT),
      BUFFER("grants", citygate_grant_t, TOWNS * PERIODS, INPUT),
      BUFFER("pipe flows", citygate_pipe_flow_t, PIPES * PERIODS, INPUT),
      BUFFER("source uses", citygate_source_use_t, SOURCES * PERIODS, INPUT),
      BUFFER("storage states", citygate_storage_state_t, STORAGES * PERIODS, INPUT),
      BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL), BUFFER("network", citygate_pipe_network_t, 1, INPUT),
      BUFFER("schedule", citygate_schedule_t, 1, INPUT | OPTIONAL), BUFFER("scratch", citygate_scratch_t, 1, INPUT),
      BUFFER("question", citygate_bottlenecks_t, 1, INPUT),
      BUFFER("elements", citygate_bottleneck_t, ROOM, OUTPUT | SCRATCH), BUFFER("count", uint32_t, 1, OUTPUT) }
};

/* The answer to a question. */
typedef struct {
    citygate_bottleneck_t elements[ROOM];
    uint32_t count;
    uint32_t error_index;
} answer_t;

static int32_t ask(pipes_t *pipes, uint32_t user, uint32_t period, uint32_t capacity, answer_t *answer)
{
    static uint64_t words[PIPE_WORDS];
    const citygate_pipe_network_t network = network_of(pipes);
    const citygate_schedule_t schedule = schedule_of(pipes);
    const citygate_pipe_network_output_t result = output_of(pipes);
    citygate_scratch_t scratch;
    citygate_bottlenecks_t question;

    memset(answer, PATTERN, sizeof(*answer));
    scratch.words = words;
    scratch.word_count = PIPE_WORDS;
    memset(&question, 0, sizeof(question));
    question.elements = capacity == 0 ? NULL : answer->elements;
    question.count = &answer->count;
    question.capacity = capacity;
    question.user = user;
    question.period = period;
    return citygate_pipe_network_get_bottlenecks(&pipes->policy, &network, &schedule, &scratch, &result, &question,
                                                 &answer->error_index);
}

/* What is refused changes nothing but the error index. */
static void refuse(pipes_t *pipes, uint32_t user, uint32_t period, uint32_t capacity, int32_t status)
{
    answer_t answer, before;

    memset(&before, PATTERN, sizeof(before));
    CHECK_STATUS(ask(pipes, user, period, capacity, &answer), status);
    before.error_index = answer.error_index;
    CHECK(memcmp(&before, &answer, sizeof(before)) == 0);
}

/* The town is held back by its pipe and by its tank, which is at its reserve. */
static void check_answers(void)
{
    pipes_t pipes, before;
    answer_t answer;
    uint32_t period, i, pipe_count = 0, storage_count = 0;

    set_pipes(&pipes);
    CHECK_STATUS(allocate_pipes(&pipes), CITYGATE_OK);
    memcpy(&before, &pipes, sizeof(before));
    for (period = 0; period < PERIODS; period++) {
        CHECK_STATUS(ask(&pipes, 1, period, ROOM, &answer), CITYGATE_OK);
        CHECK(answer.count >= 2 && answer.count <= ROOM);
        for (i = 0; i < answer.count && i < ROOM; i++) {
            const citygate_bottleneck_t *element = &answer.elements[i];
            CHECK(element->index < PIPES && element->period < PERIODS);
            CHECK(element->reserved[0] == 0 && element->reserved[1] == 0 && element->reserved[2] == 0);
            pipe_count += element->kind == CITYGATE_BOTTLENECK_KIND_PIPE;
            storage_count += element->kind == CITYGATE_BOTTLENECK_KIND_STORAGE;
        }
        CHECK_STATUS(ask(&pipes, 0, period, ROOM, &answer), CITYGATE_OK);
        CHECK(answer.count == 0);
        CHECK_STATUS(ask(&pipes, 0, period, 0, &answer), CITYGATE_OK);
        CHECK(answer.count == 0);
    }
    CHECK(pipe_count >= PERIODS && storage_count >= PERIODS);

    /* Too little room: the error says how much it takes, and nothing is written. */
    CHECK_STATUS(ask(&pipes, 1, 0, ROOM, &answer), CITYGATE_OK);
    for (i = 0; i < answer.count && i < ROOM; i++) {
        answer_t small;
        refuse(&pipes, 1, 0, i, CITYGATE_ERROR_EVENT_TOO_SMALL);
        CHECK_STATUS(ask(&pipes, 1, 0, i, &small), CITYGATE_ERROR_EVENT_TOO_SMALL);
        CHECK(small.error_index == answer.count);
    }
    CHECK(memcmp(&before, &pipes, sizeof(before)) == 0);
}

#define REFUSE(change) \
    memcpy(&pipes, &right, sizeof(right)); \
    pipes.policy.steps = &pipes.step; \
    change; \
    refuse(&pipes, 1, 0, ROOM, CITYGATE_ERROR_PIPE_NETWORK_NOT_A_RESULT)

/* Whatever a result says that an allocation cannot have written. */
static void check_what_is_no_result(void)
{
    pipes_t right, pipes;
    answer_t answer;
    size_t byte;

    set_pipes(&right);
    CHECK_STATUS(allocate_pipes(&right), CITYGATE_OK);
    REFUSE(pipes.pipe_flows[0].flow_dm3_per_h = 39);
    REFUSE(pipes.pipe_flows[0].flow_dm3_per_h = 41);
    REFUSE(pipes.pipe_flows[0].flow_dm3_per_h = INT64_MIN);
    REFUSE(pipes.pipe_flows[PIPES].flow_dm3_per_h = INT64_MAX);
    REFUSE(pipes.pipe_flows[1].flow_dm3_per_h = 1);
    REFUSE(pipes.uses[0].used_dm3_per_h = 61);
    REFUSE(pipes.uses[1].used_dm3_per_h = UINT64_MAX);
    REFUSE(pipes.uses[1].used_dm3_per_h = 0);
    REFUSE(pipes.states[0].stock_dm3 = UINT64_MAX);
    REFUSE(pipes.states[0].stock_dm3 = 31);
    REFUSE(pipes.states[1].stock_dm3 = 1);
    REFUSE(pipes.states[0].withdrawn_dm3 = 9);
    REFUSE(pipes.states[0].filled_dm3 = UINT64_MAX);
    REFUSE(pipes.grants[0].granted_dm3_per_h = 11);
    REFUSE(pipes.grants[0].granted_dm3_per_h = UINT32_MAX);
    REFUSE(pipes.grants[1].reason = UINT8_MAX);
    REFUSE(pipes.grants[1].step = 1);
    REFUSE(memset(pipes.grants, PATTERN, sizeof(pipes.grants)));
    REFUSE(memset(pipes.pipe_flows, 0, sizeof(pipes.pipe_flows)));

    /* Any byte of any result: an answer or an error, never a crash. */
    for (byte = offsetof(pipes_t, grants); byte < offsetof(pipes_t, totals); byte++) {
        int32_t status;
        memcpy(&pipes, &right, sizeof(right));
        pipes.policy.steps = &pipes.step;
        ((unsigned char *)&pipes)[byte] ^= 0x5A;
        status = ask(&pipes, 1, 0, ROOM, &answer);
        CHECK(status == CITYGATE_OK || status == CITYGATE_ERROR_PIPE_NETWORK_NOT_A_RESULT);
    }
}

static void check_bad_questions(void)
{
    static uint64_t words[PIPE_WORDS];
    citygate_pipe_network_t network;
    citygate_schedule_t schedule;
    citygate_pipe_network_output_t result;
    citygate_scratch_t scratch;
    citygate_bottlenecks_t question;
    answer_t answer;
    pipes_t pipes;

    set_pipes(&pipes);
    CHECK_STATUS(allocate_pipes(&pipes), CITYGATE_OK);
    refuse(&pipes, TOWNS, 0, ROOM, CITYGATE_ERROR_UNKNOWN);
    refuse(&pipes, UINT32_MAX, 0, ROOM, CITYGATE_ERROR_UNKNOWN);
    refuse(&pipes, 0, PERIODS, ROOM, CITYGATE_ERROR_UNKNOWN);
    refuse(&pipes, UINT32_MAX, UINT32_MAX, ROOM, CITYGATE_ERROR_UNKNOWN);
    network = network_of(&pipes);
    schedule = schedule_of(&pipes);
    result = output_of(&pipes);
    memset(&scratch, 0, sizeof(scratch));
    scratch.words = words;
    scratch.word_count = PIPE_WORDS;
    memset(&question, 0, sizeof(question));
    question.count = &answer.count;
    question.reserved = 1;
    CHECK_STATUS(citygate_pipe_network_get_bottlenecks(&pipes.policy, &network, &schedule, &scratch, &result,
                                                       &question, NULL),
                 CITYGATE_ERROR_PIPE_NETWORK_RESERVED);
    question.reserved = 0;
    scratch.word_count = PIPE_WORDS - 2;
    CHECK_STATUS(citygate_pipe_network_get_bottlenecks(&pipes.policy, &network, &schedule, &scratch, &result,
                                                       &question, NULL),
                 CITYGATE_ERROR_SCRATCH_TOO_SMALL);
    pipes.pipes[0].to = NODES;
    refuse(&pipes, 0, 0, ROOM, CITYGATE_ERROR_PIPE_UNKNOWN_NODE);
}

void bottlenecks(void)
{
    corrupt_pointers(&subject);
    check_answers();
    check_what_is_no_result();
    check_bad_questions();
}
