/* Instructions of two networks of any shape: a ring of 10 nodes with 10 users at each, and a day of 24 periods on a ring of
 * 5 nodes with line pack. Both are short, so that levels are sought. On boards with memory for them.
 */

#include <stdint.h>

#include "board/board.h"
#include "board/say.h"
#include "citygate.h"

enum { SPINS = 100000, RING_NODES = 10, USERS_AT_NODE = 10, RING_USERS = RING_NODES * USERS_AT_NODE };
enum { DAY_NODES = 5, DAY_USERS = 10, HOURS = 24, MOST_USERS = DAY_USERS * HOURS, MOST_PIPES = DAY_NODES * HOURS };
enum {
    RING_WORDS = CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(RING_NODES, RING_NODES, 2, 0, RING_USERS, 1),
    DAY_WORDS = CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(DAY_NODES, DAY_NODES, 2, 1, DAY_USERS, HOURS),
    WORDS = RING_WORDS > DAY_WORDS ? RING_WORDS : DAY_WORDS
};

static citygate_pipe_t pipes[RING_NODES];
static citygate_source_t sources[2];
static citygate_network_storage_t storage;
static citygate_user_t users[RING_USERS];
static uint32_t demands[MOST_USERS];
static citygate_grant_t grants[MOST_USERS];
static citygate_pipe_flow_t flows[MOST_PIPES];
static citygate_source_use_t uses[2 * HOURS];
static citygate_storage_state_t states[HOURS];
static citygate_period_total_t totals[HOURS];
static citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
static citygate_summary_t summary;
static uint64_t words[WORDS];
static const citygate_scratch_t scratch = { words, WORDS };
static const citygate_pipe_network_output_t result = { grants, flows, uses, states, totals, outlook, &summary };

/* A ring with gates at two nodes, which bring three fifths of what everybody wants. */
static uint32_t set_ring(uint32_t nodes, uint32_t user_count)
{
    uint32_t i, wanted = 0;

    for (i = 0; i < user_count; i++) {
        users[i].demand_dm3_per_h = 1000u + 137u * i;
        users[i].minimum_dm3_per_h = i % 3u == 0u ? 200u : 0u;
        users[i].supply_class = (uint8_t)(i % CITYGATE_CLASS_COUNT);
        users[i].node = i % nodes;
        wanted += users[i].demand_dm3_per_h;
    }
    for (i = 0; i < nodes; i++) {
        pipes[i].from = i;
        pipes[i].to = (i + 1u) % nodes;
        pipes[i].capacity_dm3_per_h = wanted / (4u + i % 5u);
        pipes[i].capacity_back_dm3_per_h = pipes[i].capacity_dm3_per_h;
    }
    sources[0].supply_dm3_per_h = wanted * 2u / 5u;
    sources[1].supply_dm3_per_h = wanted / 5u;
    sources[1].node = nodes / 2u;
    return wanted;
}

static void say_call(const char *name, const citygate_pipe_network_t *network, const citygate_schedule_t *schedule)
{
    citygate_policy_t policy;
    uint32_t start;
    int32_t status = citygate_policy_get_default(&policy);

    start = board_ticks();
    if (status == CITYGATE_OK) {
        status = citygate_pipe_network_allocate(&policy, network, schedule, &scratch, &result, 0);
    }
    if (status != CITYGATE_OK) {
        board_say("REFUSED: ");
        board_say(citygate_status_text(status));
        board_say("\n");
        board_exit(1);
    }
    say(name, (board_ticks() - start) % BOARD_TICKS);
}

int main(void)
{
    citygate_pipe_network_t network = { pipes, sources, &storage, users, RING_NODES, RING_NODES, 2, 0, RING_USERS, 0 };
    citygate_schedule_t day = { 0, 0, 0, demands, HOURS, CITYGATE_SPREAD_EVEN, { 0, 0, 0 } };
    uint32_t hour, i, wanted, start = board_ticks();

    board_spin(SPINS);
    say("ticks of 200000 instructions", (board_ticks() - start) % BOARD_TICKS);
    (void)set_ring(RING_NODES, RING_USERS);
    say_call("ring of 10 nodes, 10 users at each", &network, 0);
    wanted = set_ring(DAY_NODES, DAY_USERS);
    for (hour = 0; hour < HOURS; hour++) {
        for (i = 0; i < DAY_USERS; i++) {
            demands[hour * DAY_USERS + i] = users[i].demand_dm3_per_h / 12u * (6u + hour % 12u);
        }
    }
    storage.capacity_dm3 = wanted;
    storage.stock_dm3 = wanted / 2u;
    storage.withdrawal_dm3 = wanted / 4u;
    storage.fill_dm3 = wanted / 4u;
    storage.node = DAY_NODES / 2u;
    network.node_count = DAY_NODES;
    network.pipe_count = DAY_NODES;
    network.storage_count = 1;
    network.user_count = DAY_USERS;
    say_call("24 periods of 5 nodes, 2 users at each, a storage", &network, &day);
    return 0;
}
