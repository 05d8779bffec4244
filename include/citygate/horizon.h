/**
 * @file horizon.h
 * @brief Planning the hours ahead.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_HORIZON_H
#define CITYGATE_HORIZON_H

#include "citygate/core.h"
#include "citygate/network.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_horizon Hours ahead
 *
 * Periods with supplies, deliveries and demands of their own, and a storage to bridge them: citygate_horizon_allocate
 * shares out the gas of all of them at once, so that no gas is spent today that a more protected step needs tomorrow.
 *
 * All quantities are volumes per period; with periods of one hour, dm3 and dm3/h are the same numbers. Time and memory are
 * those of a network with nodes x periods nodes and users x periods users; keep it out of interrupts. Stack and reentrancy
 * as in core.h.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

/** Not within the horizon. */
#define CITYGATE_OUTLOOK_NEVER 0xffffffffu

/** How many words of 64 bits citygate_horizon_allocate needs to work in, computed in 64 bits; nodes is 0 for one station. */
#define CITYGATE_HORIZON_SCRATCH_WORDS(nodes, users, periods) \
    ((CITYGATE_UINT64(19u) * ((nodes) + (((nodes) == 0u) ? CITYGATE_UINT64(2u) : CITYGATE_UINT64(1u))) * (periods)) + \
     (CITYGATE_UINT64(13u) * (users) * (periods)) + (CITYGATE_UINT64(3u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/**
 * How a step that cannot be served in full is shared out over the periods. The numbers are part of the C ABI and never
 * change.
 */
typedef uint8_t citygate_spread_t;
/**
 * A shortage is spread over the periods: the step's rule is applied to all of them together. What is served all or
 * nothing goes user by user, each through all its periods. A rotating step goes period by period all the same: its
 * order in a period depends on what was curtailed in the periods before.
 */
#define CITYGATE_SPREAD_EVEN 0u
/** The nearest period first: the step's rule is applied to one period after the other. */
#define CITYGATE_SPREAD_EARLIEST 1u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/**
 * One period: what the pipeline brings, what is delivered to the storage, how much users want. All quantities are
 * volumes per period.
 */
typedef struct {
    /** What the pipeline can bring in the period. */
    uint64_t supply_dm3;
    /** What is delivered to the storage: it can be used from this period on. */
    uint64_t delivery_dm3;
    /**
     * By class (the index is the code of the class): how much its users want in this period, in thousandths of their
     * demands. 1000 is the demand as it stands, 0 nothing: a period set to zero is one in which nobody wants anything.
     * Whoever stops a class by order has to count what that withholds: here it is not wanted, and so not curtailed.
     * Rounded to whole units, halves upwards. Technical minimums and stated bases do not change.
     */
    uint16_t demand_permille[CITYGATE_CLASS_COUNT];
    /** 0. */
    uint32_t reserved;
} citygate_period_t;

/**
 * A storage at the station or at the root of the network. All zero is no storage. One at another node is part of a
 * network of pipes.
 */
typedef struct {
    /** What it holds when the horizon begins. */
    uint64_t stock_dm3;
    /** What must stay in it. A stock below the reserve is not drawn upon until deliveries have filled it up. */
    uint64_t reserve_dm3;
    /** The most that can be withdrawn in one period. */
    uint64_t withdrawal_dm3;
    /** 0. */
    uint32_t reserved[2];
} citygate_storage_t;

/** What one period comes to. */
typedef struct {
    /** What there was without the storage: the pipeline's supply and the sources of all nodes. */
    uint64_t supply_dm3;
    /** What is withdrawn from the storage. */
    uint64_t withdrawn_dm3;
    /** What is in the storage when the period ends, its delivery included. */
    uint64_t stock_dm3;
    /** By class: the index is the code of the class. */
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
} citygate_period_total_t;

/** When a shortage reaches a class. */
typedef struct {
    /**
     * The first period (counted from 0) in which a user of the class gets less than it wants; CITYGATE_OUTLOOK_NEVER if
     * there is none.
     */
    uint32_t first_touched_period;
    /** The first period in which the class wants gas and gets none; CITYGATE_OUTLOOK_NEVER if there is none. */
    uint32_t cut_off_period;
} citygate_outlook_t;

/** What is planned: the periods, the storage, and how a shortage is spread over time. */
typedef struct {
    /** period_count periods, nearest first. */
    const citygate_period_t *periods;
    /** The storage; NULL if there is none. */
    const citygate_storage_t *storage;
    /** At least 1. */
    uint32_t period_count;
    /** How a step that is short is shared out over the periods. */
    citygate_spread_t spread;
    /** 0. */
    uint8_t reserved[3];
} citygate_horizon_t;

/** Where a plan is written. */
typedef struct {
    /**
     * Receives user_count grants for each period: those of period 0 in the order of the users, then those of period 1,
     * and so on.
     */
    citygate_grant_t *grants;
    /** Receives one total for each period. */
    citygate_period_total_t *totals;
    /** Receives node_count loads for each period, in the same order; not looked at when there are no nodes. */
    citygate_node_load_t *loads;
    /** Receives CITYGATE_CLASS_COUNT outlooks: the index is the code of the class. */
    citygate_outlook_t *outlook;
    /**
     * Receives the totals over the horizon, in volumes. The supply is that of all periods and what the storage holds
     * above its reserve, deliveries included.
     */
    citygate_summary_t *summary;
} citygate_horizon_output_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * Plans the hours ahead: shares out the gas of all periods, with what a storage can give, among the users of a station
 * or a network, and tells for each class when it is first touched and when it is cut off.
 *
 * The steps of the policy are served one after the other, each over the whole horizon: no gas is spent today that a
 * more protected step needs tomorrow. The storage is never drawn below its reserve, nor faster than its withdrawal
 * limit; the pipeline's gas is used first. Everything else is as in citygate_network_allocate; technical minimums hold
 * in every period, an on/off user is decided anew in each.
 *
 * @param[in] policy the supply order, for example from citygate_policy_get_default.
 * @param[in] network nodes and users. Without nodes it is one station, which does not read the users' nodes. node_count
 * + 1, or 2 for a station, times the periods is at most CITYGATE_MAX_NODES; the users times the periods at most
 * CITYGATE_MAX_USERS. Demands are volumes per period.
 * @param[in] horizon periods and storage.
 * @param[in] scratch memory to work in, CITYGATE_HORIZON_SCRATCH_WORDS(node_count, user_count, period_count).
 * @param[in] result where the answer is written.
 * @param[out] error_index on an error that has one, receives the index of the period, user, node, step or class; may be
 * NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no users or no periods),
 * _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD (or a reserved byte that is not 0), any CITYGATE_ERROR_POLICY_...,
 * _NODE_..., _STORAGE_..., _PERIOD_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
 * _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE, _USER_CURTAILMENT_OVERFLOW. On an error what result points to is as it
 * was; the scratch is not.
 *
 * Complexity: that of citygate_network_allocate with (node_count + 1) x periods nodes and user_count x periods users;
 * with CITYGATE_SPREAD_EARLIEST a step that is short visits, for each period, its users and nodes and one node of the
 * storage for each period from there on.
 */
citygate_status_t citygate_horizon_allocate(const citygate_policy_t *policy,
                                            const citygate_network_t *network,
                                            const citygate_horizon_t *horizon,
                                            const citygate_scratch_t *scratch,
                                            const citygate_horizon_output_t *result,
                                            uint32_t *error_index);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_HORIZON_H */
