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

/** The most nodes that a network may have: 2³⁰. */
#define CITYGATE_MAX_NODES (1u << 30)
/** A capacity that limits nothing. */
#define CITYGATE_NODE_UNLIMITED (~CITYGATE_UINT64(0u))
/** The parent of the root. */
#define CITYGATE_NODE_ROOT 0xffffffffu

/** How many words of 64 bits citygate_network_allocate needs to work in; computed in 64 bits. */
#define CITYGATE_NETWORK_SCRATCH_WORDS(nodes, users) ((CITYGATE_UINT64(13u) * (nodes)) + (CITYGATE_UINT64(9u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */


/* ---- Structures -------------------------------------------------------------------------------------------------- */

/** A node of a network, which is a tree: province, gate, district. Node 0 is the root, where the supply enters. */
typedef struct {
    /** The most that can enter the node from above; CITYGATE_NODE_UNLIMITED if nothing limits it. */
    uint64_t capacity_dm3_per_h;
    /**
     * Gas that enters at the node itself and that only its subtree can use: an LNG tank, a local field. It is used
     * before gas from above, and does not count against the capacity.
     */
    uint64_t source_dm3_per_h;
    /** Index of the node above; CITYGATE_NODE_ROOT for the root, which is node 0. */
    uint32_t parent;
    /** 0. */
    uint32_t reserved;
} citygate_node_t;

/** What a node carries after an allocation. */
typedef struct {
    /** What enters the node from above. */
    uint64_t load_dm3_per_h;
    /** What is used of its own source. */
    uint64_t source_used_dm3_per_h;
    /** 1 if the node holds a user back, or is full while a user below it falls short; otherwise 0. */
    uint32_t binding;
    /** 0. */
    uint32_t reserved;
} citygate_node_load_t;

/** A network and who is connected to it. */
typedef struct {
    /** node_count nodes, in any order but that node 0 is the root. */
    const citygate_node_t *nodes;
    /** user_count users, each at one of the nodes. */
    const citygate_user_t *users;
    /** 1 to CITYGATE_MAX_NODES; for citygate_horizon_allocate 0 as well, which is one station. */
    uint32_t node_count;
    /** 1 to CITYGATE_MAX_USERS. */
    uint32_t user_count;
} citygate_network_t;

/** Memory to work in, lent for the time of a call. What it holds does not matter, before and after. */
typedef struct {
    /** word_count words of 64 bits. */
    uint64_t *words;
    /** As many as the function's CITYGATE_..._SCRATCH_WORDS says, or more. */
    size_t word_count;
} citygate_scratch_t;

/** Where an allocation on a network is written. */
typedef struct {
    /** Receives one grant for each user, in their order. */
    citygate_grant_t *grants;
    /** Receives one load for each node, in their order. */
    citygate_node_load_t *loads;
    /** Receives the totals; its supply includes the sources. */
    citygate_summary_t *summary;
} citygate_network_output_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * Shares out a supply on a network and says why each user got what it got.
 *
 * As citygate_allocate, with these differences. The supply enters at node 0; sources of nodes come on top, each for its
 * own subtree. No node passes on more than its capacity, to the unit. A step that is short leaves to later steps only
 * what cannot reach any of its own users that still want it. Pro rata and equal shares are the fairest that the
 * capacities allow, and serve as much as can be served. A user that a node holds back gets CITYGATE_REASON_HELD_BY_NODE
 * and the nearest node through which no more can come, or not as much as it needs whole; where it is the supply itself
 * that is short, the reason is CITYGATE_REASON_SHORT_IN_STEP. A minimum that does not fit names that node as well. Odd
 * units go to those that come first depth first, at one node in the order of the list.
 *
 * @param[in] policy the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * @param[in] network nodes and users.
 * @param[in] supply_dm3_per_h what enters at node 0, in the unit of the demands. With all sources at most 2^63 - 1.
 * @param[in] scratch memory to work in, CITYGATE_NETWORK_SCRATCH_WORDS(node_count, user_count).
 * @param[in] result where the answer is written.
 * @param[out] error_index on an error that has one, receives the index of the user, node, step or class; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _SCRATCH_TOO_SMALL,
 * any CITYGATE_ERROR_POLICY_..., any CITYGATE_ERROR_NODE_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
 * _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE. On an error what result points to is as it was; the scratch is not.
 *
 * Complexity: for each step a pass over users and nodes; for each step that is short, in addition the merging of sorted
 * lists up the tree, at most (nodes + users) x height of the tree. A ranked step costs that for each rank, a rank of
 * one user the way to the root. On 64-bit processors users of a class at a node are served together where that can be:
 * two passes over the users for all steps.
 */
citygate_status_t citygate_network_allocate(const citygate_policy_t *policy,
                                            const citygate_network_t *network,
                                            uint64_t supply_dm3_per_h,
                                            const citygate_scratch_t *scratch,
                                            const citygate_network_output_t *result,
                                            uint32_t *error_index);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_NETWORK_H */
