/**
 * @file network.h
 * @brief Sharing out gas on a network.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_NETWORK_H
#define CITYGATE_NETWORK_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_network Networks
 *
 * A tree of nodes with capacities and sources of their own: province, gate, district. citygate_network_allocate is
 * citygate_allocate under the limits of the tree.
 *
 * It works in memory that the caller lends (citygate_scratch_t). Time is bounded by (nodes + users) x height of the tree
 * for each step that is short; keep it out of interrupts. Stack and reentrancy as in core.h.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

@constants@

/** How many words of 64 bits citygate_network_allocate needs to work in; computed in 64 bits. */
#define CITYGATE_NETWORK_SCRATCH_WORDS(nodes, users) ((CITYGATE_UINT64(13u) * (nodes)) + (CITYGATE_UINT64(9u) * (users)))

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

#endif /* CITYGATE_NETWORK_H */
