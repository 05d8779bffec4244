/* A small network of pipes over two periods: a gate, a pipe, a town with a tank. */

#ifndef PIPE_NETWORKS_H
#define PIPE_NETWORKS_H

#include "negative.h"

enum {
    NODES = 2,
    PIPES = 2,
    SOURCES = 1,
    STORAGES = 1,
    TOWNS = 2,
    PERIODS = 2,
    PIPE_WORDS = CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(NODES, PIPES, SOURCES, STORAGES, TOWNS, PERIODS)
};

/* Everything that an allocation on it takes and gives. */
typedef struct {
    citygate_policy_t policy;
    citygate_step_t step;
    citygate_pipe_t pipes[PIPES];
    citygate_source_t sources[SOURCES];
    citygate_network_storage_t storages[STORAGES];
    citygate_user_t users[TOWNS];
    uint64_t supplies[SOURCES * PERIODS];
    citygate_pipe_capacity_t capacities[PIPES * PERIODS];
    citygate_storage_flow_t flows[STORAGES * PERIODS];
    uint32_t demands[TOWNS * PERIODS];
    citygate_grant_t grants[TOWNS * PERIODS];
    citygate_pipe_flow_t pipe_flows[PIPES * PERIODS];
    citygate_source_use_t uses[SOURCES * PERIODS];
    citygate_storage_state_t states[STORAGES * PERIODS];
    citygate_period_total_t totals[PERIODS];
    citygate_outlook_t outlook[CITYGATE_CLASS_COUNT];
    citygate_summary_t summary;
    uint32_t error_index;
} pipes_t;

/* The inputs, and outputs full of the pattern. The policy has one step, for everybody. */
void set_pipes(pipes_t *pipes);

citygate_pipe_network_t network_of(const pipes_t *pipes);
citygate_schedule_t schedule_of(const pipes_t *pipes);
citygate_pipe_network_output_t output_of(pipes_t *pipes);

/* Allocates, with a policy whose step lies where the fixture is. */
int32_t allocate_pipes(pipes_t *pipes);

#endif
