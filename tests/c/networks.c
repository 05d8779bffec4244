/* Sharing out on a network, with everything wrong. */

#include <string.h>

#include "negative.h"

enum { NODES = 2, FEW = 2, WORDS = CITYGATE_NETWORK_SCRATCH_WORDS(NODES, FEW) };

/* A gate and a district behind a pipe of 40. */
static const citygate_node_t two_nodes[NODES] = {
    { CITYGATE_NODE_UNLIMITED, 0, CITYGATE_NODE_ROOT, 0 },
    { 40, 5, 0, 0 }
};

/* Buffers: policy, steps, nodes, users, words, grants, loads, summary, error_index, network, scratch, result. */
static void fill(void *const *buffers)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    citygate_policy_t policy;
    citygate_user_t users[FEW];
    citygate_network_t network;
    citygate_scratch_t scratch;
    citygate_network_output_t result;

    memset(&policy, 0, sizeof(policy));
    policy.steps = buffers[1];
    policy.step_count = 1;
    policy.classes = CITYGATE_CLASSES_ALL;
    users[0] = user_of(CITYGATE_CLASS_RESIDENTIAL, 50);
    users[0].node = 1;
    users[1] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 100);
    put(buffers[0], &policy, sizeof(policy));
    put(buffers[1], &step, sizeof(step));
    put(buffers[2], two_nodes, sizeof(two_nodes));
    put(buffers[3], users, sizeof(users));
    network.nodes = buffers[2];
    network.users = buffers[3];
    network.node_count = NODES;
    network.user_count = FEW;
    put(buffers[9], &network, sizeof(network));
    memset(&scratch, 0, sizeof(scratch));
    scratch.words = buffers[4];
    scratch.word_count = WORDS;
    put(buffers[10], &scratch, sizeof(scratch));
    result.grants = buffers[5];
    result.loads = buffers[6];
    result.summary = buffers[7];
    put(buffers[11], &result, sizeof(result));
}

static int32_t call(void *const *buffers)
{
    return citygate_network_allocate(buffers[0], buffers[9], 120, buffers[10], buffers[11], buffers[8]);
}

static const subject_t subject = {
    "citygate_network_allocate", call, fill, 12,
    { BUFFER("policy", citygate_policy_t, 1, INPUT), BUFFER("steps", citygate_step_t, 1, INPUT),
      BUFFER("nodes", citygate_node_t, NODES, INPUT), BUFFER("users", citygate_user_t, FEW, INPUT),
      BUFFER("words", uint64_t, WORDS, OUTPUT | SCRATCH), BUFFER("grants", citygate_grant_t, FEW, OUTPUT),
      BUFFER("loads", citygate_node_load_t, NODES, OUTPUT), BUFFER("summary", citygate_summary_t, 1, OUTPUT),
      BUFFER("error_index", uint32_t, 1, OUTPUT | OPTIONAL), BUFFER("network", citygate_network_t, 1, INPUT),
      BUFFER("scratch", citygate_scratch_t, 1, INPUT), BUFFER("result", citygate_network_output_t, 1, INPUT) }
};

/* Everything that an allocation on the network of the subject takes and gives. */
typedef struct {
    citygate_policy_t policy;
    citygate_node_t nodes[NODES];
    citygate_user_t users[FEW];
    citygate_grant_t grants[FEW];
    citygate_node_load_t loads[NODES];
    citygate_summary_t summary;
    uint32_t error_index;
} net_t;

static void set_net(net_t *net)
{
    memset(net, PATTERN, sizeof(*net));
    CHECK_STATUS(citygate_policy_get_default(&net->policy), CITYGATE_OK);
    memcpy(net->nodes, two_nodes, sizeof(two_nodes));
    net->users[0] = user_of(CITYGATE_CLASS_RESIDENTIAL, 50);
    net->users[0].node = 1;
    net->users[1] = user_of(CITYGATE_CLASS_INDUSTRIAL_FUEL, 100);
}

/* The same with other counts. */
static int32_t allocate_counted(net_t *net, uint32_t node_count, uint32_t user_count, uint32_t word_count)
{
    uint64_t words[WORDS];
    citygate_network_t network;
    citygate_scratch_t scratch;
    citygate_network_output_t result;

    network.nodes = net->nodes;
    network.users = net->users;
    network.node_count = node_count;
    network.user_count = user_count;
    scratch.words = words;
    scratch.word_count = word_count;
    result.grants = net->grants;
    result.loads = net->loads;
    result.summary = &net->summary;
    return citygate_network_allocate(&net->policy, &network, 120, &scratch, &result, &net->error_index);
}

static int32_t allocate_net(net_t *net)
{
    return allocate_counted(net, NODES, FEW, WORDS);
}

/* What is refused changes nothing but the error index. */
static void refuse(net_t *net, int32_t status, long error_index)
{
    net_t before;

    memcpy(&before, net, sizeof(before));
    CHECK_STATUS(allocate_net(net), status);
    if (error_index != NO_INDEX) {
        CHECK(net->error_index == (uint32_t)error_index);
    }
    net->error_index = before.error_index;
    CHECK(memcmp(&before, net, sizeof(before)) == 0);
}

static void check_answer(void)
{
    net_t net;

    set_net(&net);
    CHECK_STATUS(allocate_net(&net), CITYGATE_OK);
    CHECK(net.grants[0].granted_dm3_per_h == 45 && net.grants[1].granted_dm3_per_h == 80);
    CHECK(net.grants[0].reason == CITYGATE_REASON_HELD_BY_NODE && net.grants[0].node == 1);
    CHECK(net.grants[1].reason == CITYGATE_REASON_SHORT_IN_STEP && net.grants[1].node == CITYGATE_GRANT_NO_NODE);
    CHECK(net.loads[0].load_dm3_per_h == 120 && net.loads[1].load_dm3_per_h == 40);
    CHECK(net.loads[1].source_used_dm3_per_h == 5 && net.loads[1].binding == 1 && net.loads[1].reserved == 0);
    CHECK(net.summary.supply_dm3_per_h == 125 && net.summary.unused_dm3_per_h == 0);
}

static void check_bad_nodes(void)
{
    net_t net;

    set_net(&net);
    net.nodes[0].parent = 1;
    refuse(&net, CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT, NO_INDEX);
    set_net(&net);
    net.nodes[1].parent = CITYGATE_NODE_ROOT;
    refuse(&net, CITYGATE_ERROR_NODE_SECOND_ROOT, 1);
    set_net(&net);
    net.nodes[1].parent = NODES;
    refuse(&net, CITYGATE_ERROR_NODE_UNKNOWN_PARENT, 1);
    set_net(&net);
    net.nodes[1].parent = 1;
    refuse(&net, CITYGATE_ERROR_NODE_CYCLE, 1);
    set_net(&net);
    net.nodes[1].reserved = 1;
    refuse(&net, CITYGATE_ERROR_NODE_RESERVED, 1);
    set_net(&net);
    net.nodes[1].source_dm3_per_h = UINT64_MAX;
    refuse(&net, CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE, 1);
    set_net(&net);
    net.users[1].node = NODES;
    refuse(&net, CITYGATE_ERROR_USER_UNKNOWN_NODE, 1);
    set_net(&net);
    net.users[1].supply_class = CITYGATE_CLASS_COUNT;
    refuse(&net, CITYGATE_ERROR_USER_UNKNOWN_CLASS, 1);
    set_net(&net);
    net.policy.step_count = 0;
    refuse(&net, CITYGATE_ERROR_POLICY_NO_STEPS, NO_INDEX);
}

static void check_counts(void)
{
    net_t net, before;
    uint32_t words;

    set_net(&net);
    memcpy(&before, &net, sizeof(before));
    for (words = 0; words < WORDS; words++) {
        CHECK_STATUS(allocate_counted(&net, NODES, FEW, words), CITYGATE_ERROR_SCRATCH_TOO_SMALL);
    }
    CHECK_STATUS(allocate_counted(&net, 0, FEW, WORDS), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(allocate_counted(&net, CITYGATE_MAX_NODES + 1, FEW, WORDS), CITYGATE_ERROR_TOO_MANY);
    CHECK_STATUS(allocate_counted(&net, NODES, 0, WORDS), CITYGATE_ERROR_EMPTY);
    CHECK_STATUS(allocate_counted(&net, NODES, CITYGATE_MAX_USERS + 1, WORDS), CITYGATE_ERROR_TOO_MANY);
    CHECK(memcmp(&before, &net, sizeof(before)) == 0);
}

void networks(void)
{
    corrupt_pointers(&subject);
    check_answer();
    check_bad_nodes();
    check_counts();
}
