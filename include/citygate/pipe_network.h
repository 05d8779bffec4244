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

/** A capacity that limits nothing. */
#define CITYGATE_PIPE_UNLIMITED (~CITYGATE_UINT64(0u))
/** A limit that limits nothing. */
#define CITYGATE_NETWORK_STORAGE_UNLIMITED (~CITYGATE_UINT64(0u))
/** The order of a storage that is used after all sources. */
#define CITYGATE_NETWORK_STORAGE_AFTER_ALL 0xffffffffu

/** How many words of 64 bits the functions for networks of pipes need to work in; computed in 64 bits. */
#define CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(nodes, pipes, sources, storages, users, periods) \
    ((CITYGATE_UINT64(14u) * (((CITYGATE_UINT64(1u) * (nodes)) + (storages)) * (periods))) + CITYGATE_UINT64(15u) + \
     (CITYGATE_UINT64(10u) * (((CITYGATE_UINT64(3u) * (storages)) + (pipes) + (sources)) * (periods))) + \
     (CITYGATE_UINT64(5u) * (users) * (periods)) + (CITYGATE_UINT64(3u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/** What holds a user back. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_bottleneck_kind_t;
/** A pipe that carries all it can. */
#define CITYGATE_BOTTLENECK_KIND_PIPE 0u
/** A source that brings all it can. */
#define CITYGATE_BOTTLENECK_KIND_SOURCE 1u
/** A storage at its reserve, full, or at the limit of what it gives or takes. */
#define CITYGATE_BOTTLENECK_KIND_STORAGE 2u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/**
 * A pipe from one node to another. Gas flows one way or both, never both at once: what counts is the balance over the
 * period.
 */
typedef struct {
    /**
     * The most that can flow from its first node to its second in a period; CITYGATE_PIPE_UNLIMITED if nothing limits
     * it.
     */
    uint64_t capacity_dm3_per_h;
    /** The most that can flow from its second node to its first in a period: 0 for a pipe that is one-way. */
    uint64_t capacity_back_dm3_per_h;
    /** Index of the node where the pipe begins. */
    uint32_t from;
    /** Index of the node where it ends. */
    uint32_t to;
} citygate_pipe_t;

/** A place where gas enters the network: a city gate, an LNG station, a field. */
typedef struct {
    /** What can enter there in a period. */
    uint64_t supply_dm3_per_h;
    /** Index of the node where it enters. */
    uint32_t node;
    /**
     * When it is used: lowest first. Of equal ones each serves its own period first; what is still missing comes from
     * those of a later period first, so that no gas is stored that need not be; then from the first in the list. A
     * source is used as far as it can be before the next is touched, so that no unit comes from one of a higher order
     * that one of a lower order could have brought. It changes nothing in who gets how much.
     */
    uint32_t order;
} citygate_source_t;

/** What a pipe carries in one period. */
typedef struct {
    /** The flow from its first node to its second; negative if it is the other way. */
    int64_t flow_dm3_per_h;
    /** 1 if the pipe holds a user back, otherwise 0. */
    uint32_t binding;
    /** 0. */
    uint32_t reserved;
} citygate_pipe_flow_t;

/** What is taken from a source in one period. */
typedef struct {
    /** What enters there. */
    uint64_t used_dm3_per_h;
    /** 1 if the source holds a user back, otherwise 0. */
    uint32_t binding;
    /** 0. */
    uint32_t reserved;
} citygate_source_use_t;

/** A storage at a node: an LNG tank, a gas holder, the linepack of a pipeline above its safe minimum. */
typedef struct {
    /** The most that it can hold at the end of a period; CITYGATE_NETWORK_STORAGE_UNLIMITED if nothing limits it. */
    uint64_t capacity_dm3;
    /** What it holds when the first period begins, at most its capacity. */
    uint64_t stock_dm3;
    /**
     * What must stay in it, at most its capacity. A storage that holds less is not drawn upon until deliveries have
     * filled it up.
     */
    uint64_t reserve_dm3;
    /**
     * The most that can be withdrawn to its node in one period; CITYGATE_NETWORK_STORAGE_UNLIMITED if nothing limits
     * it.
     */
    uint64_t withdrawal_dm3;
    /** The most that it can take in from its node in one period: 0 for a tank that is not filled from the network. */
    uint64_t fill_dm3;
    /** Index of the node where it is. */
    uint32_t node;
    /**
     * When what it holds is used: with the sources of this order, behind them. Gas left over in sources of a lower
     * order fills it as far as it can, lowest order first, of equal ones the earliest first; of several storages the
     * first in the list is filled first.
     */
    uint32_t order;
} citygate_network_storage_t;

/** What a storage comes to in one period. */
typedef struct {
    /** What it holds when the period ends. */
    uint64_t stock_dm3;
    /** What is withdrawn to its node. */
    uint64_t withdrawn_dm3;
    /** What it takes in from its node. Never both: what counts is the balance over the period. */
    uint64_t filled_dm3;
    /** 1 if the storage holds a user back in this period, otherwise 0. */
    uint32_t binding;
    /** 0. */
    uint32_t reserved;
} citygate_storage_state_t;

/** What a pipe can carry in one period. */
typedef struct {
    /** From its first node to its second. */
    uint64_t along_dm3_per_h;
    /** From its second node to its first. */
    uint64_t back_dm3_per_h;
} citygate_pipe_capacity_t;

/** What a storage receives, gives and takes in one period. */
typedef struct {
    /**
     * What arrives from outside the network and can be used from this period on. What the storage has no room for is
     * turned away; so is what would take the room that gas of a lower order fills later, where it was drawn upon.
     */
    uint64_t delivery_dm3;
    /** The most that can be withdrawn. */
    uint64_t withdrawal_dm3;
    /** The most that can be filled from the network. */
    uint64_t fill_dm3;
} citygate_storage_flow_t;

/**
 * A network of any shape and who is connected to it. Nodes are numbers from 0 to node_count - 1; they have no other
 * properties.
 */
typedef struct {
    /** pipe_count pipes; not looked at when there are none. */
    const citygate_pipe_t *pipes;
    /** source_count sources; not looked at when there are none. */
    const citygate_source_t *sources;
    /** storage_count storages; not looked at when there are none. */
    const citygate_network_storage_t *storages;
    /** user_count users, each at one of the nodes. */
    const citygate_user_t *users;
    /** At least 1. */
    uint32_t node_count;
    /** How many pipes there are. */
    uint32_t pipe_count;
    /** How many sources there are. */
    uint32_t source_count;
    /** How many storages there are. */
    uint32_t storage_count;
    /** 1 to CITYGATE_MAX_USERS. */
    uint32_t user_count;
    /** 0. */
    uint32_t reserved;
} citygate_pipe_network_t;

/**
 * The periods, and what is different in them. An array that is NULL says that nothing is. Any other is in the order of
 * the periods: first one value for each element (source, pipe, storage, user) in period 0, then those of period 1, and
 * so on.
 */
typedef struct {
    /** What each source can bring in each period; NULL: what its citygate_source_t says. */
    const uint64_t *supplies_dm3;
    /** What each pipe can carry in each period; NULL: what its citygate_pipe_t says. */
    const citygate_pipe_capacity_t *capacities;
    /**
     * What each storage receives, gives and takes in each period; NULL: no deliveries, and the limits that its
     * citygate_network_storage_t says.
     */
    const citygate_storage_flow_t *storages;
    /** What each user wants in each period; NULL: its demand. Technical minimums and stated bases do not change. */
    const uint32_t *demands_dm3;
    /** At least 1. */
    uint32_t period_count;
    /** How a step that is short is shared out over the periods. */
    citygate_spread_t spread;
    /** 0. */
    uint8_t reserved[3];
} citygate_schedule_t;

/**
 * Where an allocation on a network of pipes is written. What there is once in each period stands in their order: first
 * all of period 0, then all of period 1, and so on.
 */
typedef struct {
    /**
     * Receives user_count grants for each period. Their node is none: see citygate_pipe_network_get_bottlenecks for
     * what holds a user back.
     */
    citygate_grant_t *grants;
    /** Receives pipe_count flows for each period; not looked at when there are no pipes. */
    citygate_pipe_flow_t *pipes;
    /** Receives source_count uses for each period; not looked at when there are no sources. */
    citygate_source_use_t *sources;
    /** Receives storage_count states for each period; not looked at when there are no storages. */
    citygate_storage_state_t *storages;
    /** Receives one total for each period. */
    citygate_period_total_t *totals;
    /** Receives CITYGATE_CLASS_COUNT outlooks: the index is the code of the class. */
    citygate_outlook_t *outlook;
    /**
     * Receives the totals over all periods. The supply is what all sources can bring and what storages can give: stocks
     * above their reserves, deliveries included.
     */
    citygate_summary_t *summary;
} citygate_pipe_network_output_t;

/** One element that holds a user back, in one period. */
typedef struct {
    /** Index of the pipe, source or storage. */
    uint32_t index;
    /** The period in which it holds back, counted from 0: with storages it need not be the user's. */
    uint32_t period;
    /** What it is. */
    citygate_bottleneck_kind_t kind;
    /** 0. */
    uint8_t reserved[3];
} citygate_bottleneck_t;

/** Which user is asked about, and where the answer is written. */
typedef struct {
    /** Receives what holds the user back, at most capacity elements; not looked at if capacity is 0. */
    citygate_bottleneck_t *elements;
    /** Receives how many they are. */
    uint32_t *count;
    /** How many there is room for. */
    uint32_t capacity;
    /** Index of the user. */
    uint32_t user;
    /** The period, counted from 0. */
    uint32_t period;
    /** 0. */
    uint32_t reserved;
} citygate_bottlenecks_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * Shares out the gas of all sources and storages on a network of any shape, over all periods, and says why each user
 * got what it got and where the gas flows.
 *
 * The steps of the policy are served one after the other, each over all periods, as in citygate_horizon_allocate. No
 * pipe carries more than its capacity, no source brings more than its supply, no storage gives or takes more than its
 * limits, holds more than its capacity when a period ends, or is drawn below its reserve; to the unit. A step that is
 * short leaves to later steps only what cannot reach any of its own users that still want it, now or later. Pro rata
 * and equal shares are the fairest that the network allows, and serve as much as can be served. Sources and storages
 * are used in their order; gas left over fills storages. A user that gets less than it wants has
 * CITYGATE_REASON_HELD_BY_NETWORK if pipes or limits of storages are in the way, CITYGATE_REASON_SHORT_IN_STEP if gas
 * itself is short where it could come from.
 *
 * @param[in] policy the supply order, for example from citygate_policy_get_default.
 * @param[in] network nodes, pipes, sources, storages and users. Nodes and storages times periods, and links times
 * periods, are below CITYGATE_MAX_NODES (a pipe or a source is one link, a storage three); users times periods at most
 * CITYGATE_MAX_USERS. Everything is a volume per period; with periods of one hour, dm3 and dm3/h are the same numbers.
 * @param[in] schedule the periods; NULL for one, in which nothing is different.
 * @param[in] scratch memory to work in, CITYGATE_PIPE_NETWORK_SCRATCH_WORDS(node_count, pipe_count, source_count,
 * storage_count, user_count, period_count).
 * @param[in] result where the answer is written.
 * @param[out] error_index on an error that has one, receives the index of the pipe, source, storage, user, period, step
 * or class; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no nodes, users or periods),
 * _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD (or a reserved byte of the schedule that is not 0), any
 * CITYGATE_ERROR_POLICY_..., _PIPE_..., _SOURCE_..., _STORAGE_..., CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE,
 * _USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE, _USER_CURTAILMENT_OVERFLOW. On
 * an error what result points to is as it was; the scratch is not.
 *
 * Complexity: with n nodes and m links in time, a maximum flow takes at most n rounds of n x m steps, on gas networks a
 * few passes over the links. A step that can be served in full takes one; one that is short a few for each of its
 * levels, of which there are at most n, and one pass over the links for each user whose share has a fraction or that is
 * served all or nothing.
 */
citygate_status_t citygate_pipe_network_allocate(const citygate_policy_t *policy,
                                                 const citygate_pipe_network_t *network,
                                                 const citygate_schedule_t *schedule,
                                                 const citygate_scratch_t *scratch,
                                                 const citygate_pipe_network_output_t *result,
                                                 uint32_t *error_index);

/**
 * Tells what holds a user back in a period: which pipes, sources and storages, and in which period each of them.
 *
 * Around the user there is a set of nodes to which no unit more can be brought, or not all of what it takes all or
 * nothing; what leads into the smallest such set, and is full, holds the user back. Nothing does if the user has all
 * that it wants, or if no step asks for the rest. Storages join periods, so what holds back tonight's user may be
 * tomorrow's.
 *
 * @param[in] policy,network,schedule,scratch as they were for citygate_pipe_network_allocate.
 * @param[in] result what it wrote. Totals, outlook and summary are not looked at.
 * @param[in] bottlenecks which user and period, and where the answer is written.
 * @param[out] error_index on an error that has one, receives the index, or how many bottlenecks there are; may be NULL.
 * @return CITYGATE_OK, or an error: as citygate_pipe_network_allocate; CITYGATE_ERROR_UNKNOWN (there is no such user or
 * period), _PIPE_NETWORK_NOT_A_RESULT (of this network), _EVENT_TOO_SMALL (there is not room for all of them;
 * error_index receives how many there are). On an error what bottlenecks points to is as it was; the scratch is not.
 *
 * Complexity: a few passes over nodes and links.
 */
citygate_status_t citygate_pipe_network_get_bottlenecks(const citygate_policy_t *policy,
                                                        const citygate_pipe_network_t *network,
                                                        const citygate_schedule_t *schedule,
                                                        const citygate_scratch_t *scratch,
                                                        const citygate_pipe_network_output_t *result,
                                                        const citygate_bottlenecks_t *bottlenecks,
                                                        uint32_t *error_index);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_PIPE_NETWORK_H */
