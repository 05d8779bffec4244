/**
 * @file pipe_network.h
 * @brief Networks of any shape, over time.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_PIPE_NETWORK_H
#define CITYGATE_PIPE_NETWORK_H

#include "citygate/core.h"
#include "citygate/network.h"
#include "citygate/horizon.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_pipe_network Networks of any shape
 *
 * Pipes that carry gas one way or both, in rings if need be; sources at any number of nodes, used in a stated order;
 * storages anywhere, that are drawn upon and filled; and what is different from period to period.
 * citygate_pipe_network_allocate is citygate_allocate under the limits of all that, and
 * citygate_pipe_network_get_bottlenecks tells what holds a user back.
 * A tree of capacities is solved faster by citygate_network_allocate, one station with a storage by
 * citygate_horizon_allocate; the answers are the same.
 *
 * All quantities are volumes per period; with periods of one hour, dm3 and dm3/h are the same numbers. It works in memory
 * that the caller lends (citygate_scratch_t), and takes its time: keep it out of interrupts. Stack and reentrancy as in
 * core.h.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

/** How many words of 64 bits the functions for networks of pipes need to work in; computed in 64 bits. */
#define CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(nodes, pipes, sources, storages, users, periods) \
    ((CITYGATE_UINT64(14u) * (((CITYGATE_UINT64(1u) * (nodes)) + (storages)) * (periods))) + CITYGATE_UINT64(15u) + \
     (CITYGATE_UINT64(10u) * (((CITYGATE_UINT64(3u) * (storages)) + (pipes) + (sources)) * (periods))) + \
     (CITYGATE_UINT64(5u) * (users) * (periods)) + (CITYGATE_UINT64(3u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

@enumerations@

/* ---- Structures -------------------------------------------------------------------------------------------------- */

@structures@

/* ---- Functions --------------------------------------------------------------------------------------------------- */

@functions@

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_PIPE_NETWORK_H */
