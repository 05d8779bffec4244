/* citygate: shares out scarce natural gas at a city gate station.
 *
 * This header is the manual of the C interface. It is generated from src/ffi; do not edit it.
 *
 * Conventions, the same for every function:
 *
 * - Memory belongs to the caller. Nothing is kept after a call returns; there is no set-up and no clean-up.
 * - A function that can fail returns an int32_t: CITYGATE_OK (0), or a negative CITYGATE_ERROR_.... The numbers
 *   never change meaning. Outputs are written on success only; place, if given, on failure only.
 * - NULL, zero counts, counts beyond the limit, misaligned or overlapping buffers and unknown codes are errors,
 *   never crashes, and change nothing. A pointer to memory that is not yours cannot be recognized.
 * - All quantities of one call are in one unit. The names say dm3/h (0.001 m3/h at 20 degC and 101.325 kPa), the
 *   intended one; any other serves as well, as long as the whole call uses it.
 * - No heap, no recursion, no panic, no static data that changes. Every function is reentrant and may be called
 *   from an interrupt, given the time and the stack for it. docs/microcontrollers.md has a table of both.
 */

#ifndef CITYGATE_H
#define CITYGATE_H

#include <stddef.h>
#include <stdint.h>
#if defined(__cplusplus) && __cplusplus >= 201103L
#define CITYGATE_LAYOUT(condition) static_assert(condition, "the layout of a citygate structure differs");
#elif !defined(__cplusplus) && defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define CITYGATE_LAYOUT(condition) _Static_assert(condition, "the layout of a citygate structure differs");
#else
/* Before C11 there is no assertion at compile time; the library asserts the same on its side. */
#define CITYGATE_LAYOUT(condition)
#endif


/**
 * Success.
 */
#define CITYGATE_OK 0

/**
 * A pointer that must not be NULL is NULL.
 */
#define CITYGATE_ERROR_NULL (-1)

/**
 * A pointer is not aligned as its type requires.
 */
#define CITYGATE_ERROR_MISALIGNED (-2)

/**
 * An output overlaps an input or another output.
 */
#define CITYGATE_ERROR_OVERLAP (-3)

/**
 * A count is zero.
 */
#define CITYGATE_ERROR_EMPTY (-4)

/**
 * A count exceeds the limit of the function, or of the address space.
 */
#define CITYGATE_ERROR_TOO_MANY (-5)

/**
 * There is no item of this name or number.
 */
#define CITYGATE_ERROR_UNKNOWN (-6)

/**
 * The policy has no steps.
 */
#define CITYGATE_ERROR_POLICY_NO_STEPS (-20)

/**
 * The policy has more than CITYGATE_MAX_STEPS steps. Where: the first step too many.
 */
#define CITYGATE_ERROR_POLICY_TOO_MANY_STEPS (-21)

/**
 * A step names no class. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_NO_CLASS (-22)

/**
 * A step, or the policy, has a class bit above bit 5. Where: the step; the number of steps if it is the policy.
 */
#define CITYGATE_ERROR_POLICY_UNKNOWN_CLASS (-23)

/**
 * A step's target is unknown or its permille out of range. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_UNKNOWN_TARGET (-24)

/**
 * A step's sharing rule is unknown. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_UNKNOWN_SHARE (-25)

/**
 * A step's reserved byte is not zero. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_RESERVED (-26)

/**
 * A step selects on an attribute that the policy does not have. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE (-27)

/**
 * A step asks users to have and not to have an attribute. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_CONTRADICTORY (-28)

/**
 * A step can never ask for anything: earlier steps ask as much of all its users. Where: the step.
 */
#define CITYGATE_ERROR_POLICY_NEVER_ASKS (-29)

/**
 * The policy answers for no class.
 */
#define CITYGATE_ERROR_POLICY_SERVES_NOTHING (-30)

/**
 * The policy answers for a class that no step serves. Where: the class.
 */
#define CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED (-31)

/**
 * A user's class is none of the six. Where: the user.
 */
#define CITYGATE_ERROR_USER_UNKNOWN_CLASS (-40)

/**
 * A user's on/off mark is neither 0 nor 1. Where: the user.
 */
#define CITYGATE_ERROR_USER_UNKNOWN_ON_OFF (-41)

/**
 * The policy does not answer for a user's class. Where: the user.
 */
#define CITYGATE_ERROR_USER_CLASS_NOT_SERVED (-42)

/**
 * A user's tally of gas withheld would exceed 2^64 - 1. Where: the user.
 */
#define CITYGATE_ERROR_USER_TALLY_OVERFLOW (-43)

/**
 * A value is not a finite number.
 */
#define CITYGATE_ERROR_NOT_FINITE (-60)

/**
 * A value is negative.
 */
#define CITYGATE_ERROR_NEGATIVE (-61)

/**
 * A value is larger than the result can hold.
 */
#define CITYGATE_ERROR_TOO_LARGE (-62)

/**
 * How many supply classes there are.
 */
#define CITYGATE_CLASS_COUNT 6u

/**
 * The most steps that a policy may have.
 */
#define CITYGATE_MAX_STEPS 32u

/**
 * The most users that one call may share gas among.
 */
#define CITYGATE_MAX_USERS 2147483647u

/**
 * Residential (居民生活用气), with hospitals, schools and their like. Plan §1.7, order 1.
 */
#define CITYGATE_CLASS_RESIDENTIAL 0u

/**
 * Central heating of the city (城市供暖). Plan §1.7, order 2.
 */
#define CITYGATE_CLASS_HEATING 1u

/**
 * Public service users (公共服务用户). Plan §1.7, order 3.
 */
#define CITYGATE_CLASS_PUBLIC_SERVICE 2u

/**
 * Vehicles: CNG and LNG filling (汽车用户). Plan §1.7, order 4.
 */
#define CITYGATE_CLASS_VEHICLES 3u

/**
 * Industrial users that burn gas as fuel (工业燃料用户). Plan §1.7, order 5.
 */
#define CITYGATE_CLASS_INDUSTRIAL_FUEL 4u

/**
 * Chemical users that take gas as feedstock (天然气化工用户). Plan §1.7, order 6.
 */
#define CITYGATE_CLASS_CHEMICAL 5u

/**
 * All classes, as bits: bit n stands for class n.
 */
#define CITYGATE_CLASSES_ALL 63u

/**
 * A step serves up to the technical minimum (保炉用气). Permille: 0.
 */
#define CITYGATE_TARGET_MINIMUM 0u

/**
 * A step serves up to the whole demand. Permille: 0.
 */
#define CITYGATE_TARGET_DEMAND 1u

/**
 * A step serves up to so many thousandths of the demand. Permille: 1 to 1000.
 */
#define CITYGATE_TARGET_PERMILLE_OF_DEMAND 2u

/**
 * A step serves up to so many thousandths of the stated base. Permille: 1 to 65535.
 */
#define CITYGATE_TARGET_PERMILLE_OF_BASE 3u

/**
 * The same share of what the step asks; where a base is stated, of that base.
 */
#define CITYGATE_SHARE_PRO_RATA 0u

/**
 * Weighted max-min: nobody gets more until everyone unsatisfied has reached the same level per weight.
 */
#define CITYGATE_SHARE_EQUAL 1u

/**
 * Strictly by rank; equal ranks share pro rata.
 */
#define CITYGATE_SHARE_RANKED 2u

/**
 * All or nothing per user, by rank, first fit.
 */
#define CITYGATE_SHARE_WHOLE 3u

/**
 * All or nothing per user; the one from whom most was withheld so far is served first.
 */
#define CITYGATE_SHARE_ROTATING 4u

/**
 * The user got its whole demand.
 */
#define CITYGATE_REASON_SATISFIED 0u

/**
 * The step given is the first that gave the user less than it asked for.
 */
#define CITYGATE_REASON_SHORT_IN_STEP 1u

/**
 * The node given of the network is full and holds the user back.
 */
#define CITYGATE_REASON_HELD_BY_NODE 2u

/**
 * Gas was left in the step given, but less than the user's technical minimum.
 */
#define CITYGATE_REASON_MINIMUM_DID_NOT_FIT 3u

/**
 * No step asks for the rest of the user's demand.
 */
#define CITYGATE_REASON_NOT_ELIGIBLE 4u

/**
 * "No step" in citygate_grant_t.
 */
#define CITYGATE_NO_STEP 255u

/**
 * "No node" in citygate_grant_t.
 */
#define CITYGATE_NO_NODE 4294967295u

/**
 * Attribute bit: the supply contract allows interruption.
 */
#define CITYGATE_ATTRIBUTE_INTERRUPTIBLE 1u

/**
 * Attribute bit: another fuel can practicably replace the gas.
 */
#define CITYGATE_ATTRIBUTE_ALTERNATIVE_FUEL 2u

/**
 * Attribute bit: essential agricultural use.
 */
#define CITYGATE_ATTRIBUTE_AGRICULTURAL 4u

/**
 * Attribute bit: gas needed in an industrial process or as feedstock.
 */
#define CITYGATE_ATTRIBUTE_PROCESS_OR_FEEDSTOCK 8u

/**
 * Attribute bit: gas that protects plant from damage.
 */
#define CITYGATE_ATTRIBUTE_PLANT_PROTECTION 16u

/**
 * Attribute bit: needed for life, health or the safety of property.
 */
#define CITYGATE_ATTRIBUTE_HIGH_PRIORITY 32u

/**
 * Attribute bit: commercial user.
 */
#define CITYGATE_ATTRIBUTE_COMMERCIAL 64u

/**
 * Attribute bit: below the size limit of the regime in force.
 */
#define CITYGATE_ATTRIBUTE_SMALL 128u

/**
 * Attribute bit: electricity generation.
 */
#define CITYGATE_ATTRIBUTE_GENERATION 256u

/**
 * Attribute bit: the plant is running now.
 */
#define CITYGATE_ATTRIBUTE_RUNNING 512u

/**
 * Attribute bit: listed as a priority site.
 */
#define CITYGATE_ATTRIBUTE_PRIORITY_SITE 1024u

/**
 * Attribute bit: the contract guarantees a floor of its stated base.
 */
#define CITYGATE_ATTRIBUTE_PROTECTED_CONTRACT 2048u

/**
 * All attribute bits that have a meaning of their own; bits 12 to 15 are free for a policy of one's own.
 */
#define CITYGATE_ATTRIBUTES_STANDARD 4095u

/**
 * The version of the C ABI that this header describes: major x 65536 + minor. A program built against one
 * version works with every library of the same major and the same or a later minor version.
 */
#define CITYGATE_ABI_VERSION 1u

/**
 * Capability bit: sharing out the supply of one station.
 */
#define CITYGATE_CAPABILITY_ALLOCATE 1u

/**
 * One step of a policy: which users, which part of their demand, and how a shortage is shared among them.
 */
typedef struct {
    /**
     * The classes served, as bits: bit n stands for class n.
     */
    uint8_t classes;
    /**
     * One of CITYGATE_TARGET_....
     */
    uint8_t target;
    /**
     * One of CITYGATE_SHARE_....
     */
    uint8_t share;
    /**
     * 0.
     */
    uint8_t reserved;
    /**
     * Thousandths, for the targets that are partial; otherwise 0.
     */
    uint16_t permille;
    /**
     * Only users that have all of these attributes.
     */
    uint16_t attributes_all;
    /**
     * Only users that have none of these attributes.
     */
    uint16_t attributes_none;
} citygate_step_t;

/**
 * A supply order: a table of steps in the order of service, most protected first.
 */
typedef struct {
    /**
     * The steps; they must stay where they are for as long as the policy is used.
     */
    const citygate_step_t *steps;
    /**
     * How many steps, 1 to CITYGATE_MAX_STEPS.
     */
    uint32_t step_count;
    /**
     * The attributes that exist; a step that selects on another is an error.
     */
    uint16_t attributes;
    /**
     * The classes that the policy answers for, as bits; each must be served by a step.
     */
    uint16_t classes;
} citygate_policy_t;

/**
 * One user of gas. All quantities are in one unit throughout a call: dm3/h by intention (0.001 m3/h at 20 degC
 * and 101.325 kPa). Memory set to zero is a valid user: residential, asking for nothing.
 */
typedef struct {
    /**
     * Gas withheld from the user so far in the event (unit x periods), for CITYGATE_SHARE_ROTATING.
     */
    uint64_t withheld_unit_periods;
    /**
     * What the user wants now. 0 to 4294967295 dm3/h.
     */
    uint32_t demand_dm3_per_h;
    /**
     * Technical minimum: the user takes at least this much or nothing. Where it exceeds the demand, the user
     * takes its whole demand or nothing.
     */
    uint32_t minimum_dm3_per_h;
    /**
     * Stated base for pro rata shares and partial targets (entitlement, contract, past use); 0: none stated.
     */
    uint32_t base_dm3_per_h;
    /**
     * Index of the node of a network where the user is connected; not read for a single station.
     */
    uint32_t node;
    /**
     * Weight for CITYGATE_SHARE_EQUAL, 1 to 65535; 0 stands for 1.
     */
    uint16_t weight;
    /**
     * Order within a step that goes by rank; 0 is served first.
     */
    uint16_t rank;
    /**
     * Bits CITYGATE_ATTRIBUTE_...; those that the policy does not ask for do not matter.
     */
    uint16_t attributes;
    /**
     * One of CITYGATE_CLASS_....
     */
    uint8_t supply_class;
    /**
     * 1: the user takes its whole demand, or its minimum if it has one, or nothing. 0: any part of it.
     */
    uint8_t on_off;
} citygate_user_t;

/**
 * What one user gets, and why.
 */
typedef struct {
    /**
     * What the user gets, 0 to its demand.
     */
    uint32_t granted_dm3_per_h;
    /**
     * The node that the reason speaks of, or CITYGATE_NO_NODE.
     */
    uint32_t node;
    /**
     * The step of the policy that the reason speaks of, counted from 0, or CITYGATE_NO_STEP.
     */
    uint8_t step;
    /**
     * One of CITYGATE_REASON_....
     */
    uint8_t reason;
    /**
     * 0.
     */
    uint16_t reserved;
} citygate_grant_t;

/**
 * What the users of one class want and get, together.
 */
typedef struct {
    /**
     * Sum of the demands.
     */
    uint64_t demand_dm3_per_h;
    /**
     * Sum of what is granted.
     */
    uint64_t granted_dm3_per_h;
} citygate_class_total_t;

/**
 * What one step asks for and gets.
 */
typedef struct {
    /**
     * Sum of what the step asks for all its users.
     */
    uint64_t asked_dm3_per_h;
    /**
     * Sum of what the step grants.
     */
    uint64_t granted_dm3_per_h;
} citygate_step_total_t;

/**
 * The totals of an allocation.
 */
typedef struct {
    /**
     * Sum of all demands.
     */
    uint64_t demand_dm3_per_h;
    /**
     * What there was to share.
     */
    uint64_t supply_dm3_per_h;
    /**
     * Sum of all grants. Served and unused together are the supply; served and curtailed the demand.
     */
    uint64_t served_dm3_per_h;
    /**
     * Demand that is not served.
     */
    uint64_t curtailed_dm3_per_h;
    /**
     * Supply that nobody can use.
     */
    uint64_t unused_dm3_per_h;
    /**
     * By class: index CITYGATE_CLASS_....
     */
    citygate_class_total_t classes[6];
    /**
     * By step of the policy; steps that the policy does not have are zero.
     */
    citygate_step_total_t steps[32];
} citygate_summary_t;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the C ABI that the library implements; compare with CITYGATE_ABI_VERSION.
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
uint32_t citygate_abi_version(void);

/**
 * What the library can do, as bits CITYGATE_CAPABILITY_....
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
uint32_t citygate_capabilities(void);

/**
 * What a status means, in English, as a constant NUL-terminated text. Never NULL: a number that is no status
 * gives "unknown status".
 *
 * Time grows with the number of statuses. Reentrant; may be called from an interrupt.
 */
const char *citygate_status_text(int32_t status);

/**
 * The name of a supply class, in English, as a constant NUL-terminated text. Never NULL: a number that is no
 * class gives "unknown class".
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_class_text(uint8_t supply_class);

/**
 * The name of a supply class, in the plan's Chinese terms, as a constant NUL-terminated UTF-8 text. Never NULL:
 * a number that is no class gives "未知类别".
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_class_text_zh(uint8_t supply_class);

/**
 * What a reason says, in English, as a constant NUL-terminated text. Never NULL: a number that is no reason
 * gives "unknown reason".
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_reason_text(uint8_t reason);

/**
 * Gives the name of a built-in supply order, to list them: index 0 is the default.
 *
 * index: counted from 0.
 * name: receives a pointer to constant text of name_length bytes; there is no terminating NUL.
 * name_length: receives the length of the name.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (there are not so many orders);
 * nothing is written then.
 * Constant time. Reentrant; may be called from an interrupt.
 */
int32_t citygate_policy_name(uint32_t index,
                             const char **name,
                             uint32_t *name_length);

/**
 * Gives the default supply order: Jilin Province's plan of 2024, section 1.7; in each class the technical
 * minimums first. Its steps are constant data of the library.
 *
 * policy: receives the policy.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; policy is as it was then.
 * Constant time. Reentrant; may be called from an interrupt.
 */
int32_t citygate_policy_default(citygate_policy_t *policy);

/**
 * Gives a built-in supply order by name, for example "jilin-2024" or "shanxi-2017". Its steps are constant data
 * of the library. Several of the built-in orders are partial: the manual says what each leaves out.
 *
 * name: name_length bytes; no terminating NUL is needed.
 * policy: receives the policy.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (no order of this name, or
 * name_length is 0); policy is as it was then.
 * Time grows with the number of built-in orders. Reentrant; may be called from an interrupt.
 */
int32_t citygate_policy_builtin(const char *name,
                                uint32_t name_length,
                                citygate_policy_t *policy);

/**
 * Checks a supply order: every step by itself and against the earlier ones, and that every class which the
 * policy answers for is served. citygate_allocate does the same on every call; use this when a policy is loaded.
 *
 * policy: the policy.
 * place: on an error that has a place, receives the index of the step or the class; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, or any CITYGATE_ERROR_POLICY_....
 * Time grows with the square of the number of steps, which is at most 32. Reentrant; may be called from an
 * interrupt.
 */
int32_t citygate_policy_check(const citygate_policy_t *policy,
                              uint32_t *place);

/**
 * Shares out a supply among the users of one station and says why each got what it got.
 *
 * The answer is exact to the unit and the same on every machine. Nobody gets more than its demand; every user
 * gets at least its technical minimum or nothing; gas is left over only if nobody who may have it can use it.
 * When supply comes back, the same call with the larger supply restores it in the order of service.
 *
 * policy: the supply order, for example from citygate_policy_default. It is checked on every call.
 * users: user_count users, 1 to CITYGATE_MAX_USERS.
 * supply_dm3_per_h: what there is to share, in the unit of the demands; any value. Supply beyond all demands is
 * no error: the rest is unused.
 * grants: receives user_count grants, in the order of the users.
 * summary: receives the totals.
 * place: on an error that has a place, receives the index of the user, step or class; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (user_count is 0),
 * _TOO_MANY (user_count is above the limit), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS,
 * _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED. On an error grants and summary are as they were.
 *
 * Pointers: policy, its steps, users, grants and summary must not be NULL; grants and summary must overlap
 * nothing else.
 * Complexity: two passes over the users for a policy of whole classes whose short step is pro rata, the default
 * among them; in general a fixed number of passes for each step that is short. No heap, no recursion.
 * Reentrant; may be called from several threads and from an interrupt, given time and stack for it, as long as
 * nobody else writes the memory passed in.
 */
int32_t citygate_allocate(const citygate_policy_t *policy,
                          const citygate_user_t *users,
                          uint32_t user_count,
                          uint64_t supply_dm3_per_h,
                          citygate_grant_t *grants,
                          citygate_summary_t *summary,
                          uint32_t *place);

/**
 * Adds what the grants withhold from each user, over so many periods, to the users' tallies, which
 * CITYGATE_SHARE_ROTATING goes by.
 *
 * users: user_count users, 1 to CITYGATE_MAX_USERS; withheld_unit_periods is increased by
 * (demand - granted) x periods.
 * grants: user_count grants, as citygate_allocate filled them in for these users.
 * periods: how many periods the grants were in force; 0 changes nothing.
 * place: on an error that has a place, receives the index of the user; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
 * _USER_TALLY_OVERFLOW. On an error no tally is changed.
 *
 * Pointers: users and grants must not be NULL and must not overlap.
 * Complexity: two passes over the users. No heap, no recursion.
 * Reentrant; may be called from several threads and from an interrupt as long as nobody else uses the memory
 * passed in.
 */
int32_t citygate_add_withheld(citygate_user_t *users,
                              const citygate_grant_t *grants,
                              uint32_t user_count,
                              uint32_t periods,
                              uint32_t *place);

/**
 * Converts a flow in m3/h to whole dm3/h, to the nearest, halves upwards.
 *
 * flow_m3_per_h: 0 to 4294967.295.
 * flow_dm3_per_h: receives the result.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is
 * written then.
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_flow_from_m3_per_h(double flow_m3_per_h,
                                    uint32_t *flow_dm3_per_h);

/**
 * Converts a flow in m3/d to whole dm3/h, to the nearest, halves upwards.
 *
 * flow_m3_per_d: 0 to 103079215.08.
 * flow_dm3_per_h: receives the result.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is
 * written then.
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_flow_from_m3_per_d(double flow_m3_per_d,
                                    uint32_t *flow_dm3_per_h);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

CITYGATE_LAYOUT(sizeof(citygate_user_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, withheld_unit_periods) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, demand_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, minimum_dm3_per_h) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, base_dm3_per_h) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, node) == 20u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, weight) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, rank) == 26u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, attributes) == 28u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, supply_class) == 30u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, on_off) == 31u)
CITYGATE_LAYOUT(sizeof(citygate_grant_t) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_grant_t, granted_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_grant_t, node) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_grant_t, step) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_grant_t, reason) == 9u)
CITYGATE_LAYOUT(offsetof(citygate_grant_t, reserved) == 10u)
CITYGATE_LAYOUT(sizeof(citygate_step_t) == 10u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, classes) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, target) == 1u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, share) == 2u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, reserved) == 3u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, permille) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, attributes_all) == 6u)
CITYGATE_LAYOUT(offsetof(citygate_step_t, attributes_none) == 8u)
CITYGATE_LAYOUT(sizeof(citygate_policy_t) == sizeof(void *) + 8u)
CITYGATE_LAYOUT(offsetof(citygate_policy_t, steps) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_policy_t, step_count) == sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_policy_t, attributes) == sizeof(void *) + 4u)
CITYGATE_LAYOUT(offsetof(citygate_policy_t, classes) == sizeof(void *) + 6u)
CITYGATE_LAYOUT(sizeof(citygate_class_total_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_class_total_t, demand_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_class_total_t, granted_dm3_per_h) == 8u)
CITYGATE_LAYOUT(sizeof(citygate_step_total_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_step_total_t, asked_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_step_total_t, granted_dm3_per_h) == 8u)
CITYGATE_LAYOUT(sizeof(citygate_summary_t) == 648u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, demand_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, supply_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, served_dm3_per_h) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, curtailed_dm3_per_h) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, unused_dm3_per_h) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, classes) == 40u)
CITYGATE_LAYOUT(offsetof(citygate_summary_t, steps) == 136u)

#undef CITYGATE_LAYOUT

#endif /* CITYGATE_H */
