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
/* How many words of 64 bits citygate_allocate_network needs to work in. */
#define CITYGATE_NETWORK_SCRATCH_WORDS(nodes, users) (13u * (nodes) + 9u * (users))
/* The same for citygate_plan_horizon; nodes is 0 for one station. */
#define CITYGATE_HORIZON_SCRATCH_WORDS(nodes, users, periods) \
    (19u * ((nodes) + ((nodes) == 0u ? 2u : 1u)) * (periods) + 13u * (users) * (periods) + (users))

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
 * A user is at a node that does not exist. Where: the user.
 */
#define CITYGATE_ERROR_USER_UNKNOWN_NODE (-44)

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
 * The scratch is too small: citygate.h has a macro for each function that needs one.
 */
#define CITYGATE_ERROR_SCRATCH_TOO_SMALL (-120)

/**
 * Node 0 has a parent; it must be the root.
 */
#define CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT (-121)

/**
 * A node other than node 0 has no parent. Where: the node.
 */
#define CITYGATE_ERROR_NODE_SECOND_ROOT (-122)

/**
 * The parent of a node does not exist. Where: the node.
 */
#define CITYGATE_ERROR_NODE_UNKNOWN_PARENT (-123)

/**
 * A node is its own ancestor. Where: the node.
 */
#define CITYGATE_ERROR_NODE_CYCLE (-124)

/**
 * A node's reserved field is not zero. Where: the node.
 */
#define CITYGATE_ERROR_NODE_RESERVED (-125)

/**
 * The supply and the sources up to a node exceed 2^63 - 1 together. Where: the node.
 */
#define CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE (-126)

/**
 * The storage is at a node other than the root. Where: the node.
 */
#define CITYGATE_ERROR_STORAGE_NOT_AT_ROOT (-130)

/**
 * The storage's reserved field is not zero.
 */
#define CITYGATE_ERROR_STORAGE_RESERVED (-131)

/**
 * The stock of the storage exceeds 2^63 - 1.
 */
#define CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE (-132)

/**
 * A period's reserved field is not zero. Where: the period.
 */
#define CITYGATE_ERROR_PERIOD_RESERVED (-133)

/**
 * Stock, supplies, deliveries and sources up to a period exceed 2^63 - 1 together. Where: the period.
 */
#define CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE (-134)

/**
 * What a user wants in a period exceeds 2^32 - 1. Where: its place among the grants.
 */
#define CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE (-135)

/**
 * The spread over time is unknown.
 */
#define CITYGATE_ERROR_UNKNOWN_SPREAD (-136)

/**
 * A quantity of the gas or the pipe is below its range. Where: the quantity, see citygate_quantity_text.
 */
#define CITYGATE_ERROR_GAS_TOO_LOW (-140)

/**
 * A quantity of the gas or the pipe is above its range. Where: the quantity, see citygate_quantity_text.
 */
#define CITYGATE_ERROR_GAS_TOO_HIGH (-141)

/**
 * The figures of the gas contradict each other: no gas with this carbon dioxide, hydrogen and calorific value is so
 * light, or no state fits them.
 */
#define CITYGATE_ERROR_GAS_INCONSISTENT (-142)

/**
 * The second pressure is above the first.
 */
#define CITYGATE_ERROR_GAS_INVERTED (-143)

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
 * The most nodes that a network may have.
 */
#define CITYGATE_MAX_NODES 1073741824u

/**
 * A capacity that limits nothing.
 */
#define CITYGATE_UNLIMITED 18446744073709551615ull

/**
 * A shortage of a step is spread over the periods: the step's rule is applied to all of them together.
 */
#define CITYGATE_SPREAD_EVEN 0u

/**
 * The nearest period first: the step's rule is applied to one period after the other.
 */
#define CITYGATE_SPREAD_EARLIEST 1u

/**
 * "Not within the horizon" in citygate_outlook_t.
 */
#define CITYGATE_NEVER 4294967295u

/**
 * A cubic metre counted at 0 degC and 101.325 kPa; combustion at 0 degC.
 */
#define CITYGATE_CELSIUS_0 0u

/**
 * A cubic metre counted at 15 degC and 101.325 kPa (ISO 13443); combustion at 15 degC.
 */
#define CITYGATE_CELSIUS_15 1u

/**
 * A cubic metre counted at 20 degC and 101.325 kPa (GB/T 19205-2008, China); combustion at 20 degC (GB/T 11062).
 */
#define CITYGATE_CELSIUS_20 2u

/**
 * Combustion at 25 degC. No cubic metre is counted there.
 */
#define CITYGATE_CELSIUS_25 3u

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

/**
 * A node of a network, which is a tree: province, gate, district. Node 0 is the root, where the supply enters.
 */
typedef struct {
    /**
     * The most that can enter the node from above, or CITYGATE_UNLIMITED.
     */
    uint64_t capacity_dm3_per_h;
    /**
     * Gas that enters at the node itself and that only its subtree can use: an LNG tank, a local field. It is used
     * before gas from above, and does not count against the capacity.
     */
    uint64_t source_dm3_per_h;
    /**
     * Index of the node above; CITYGATE_NO_NODE for node 0.
     */
    uint32_t parent;
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_node_t;

/**
 * What a node carries.
 */
typedef struct {
    /**
     * What enters the node from above.
     */
    uint64_t load_dm3_per_h;
    /**
     * What is used of its own source.
     */
    uint64_t source_used_dm3_per_h;
    /**
     * 1 if the node holds a user back, or is full while a user below it falls short; otherwise 0.
     */
    uint32_t binding;
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_node_load_t;

/**
 * One period of a horizon. All quantities are volumes per period; with periods of one hour, dm3 and dm3/h are the
 * same numbers.
 */
typedef struct {
    /**
     * What the pipeline can bring in the period.
     */
    uint64_t supply_dm3;
    /**
     * What is delivered to the storage; it can be used from this period on.
     */
    uint64_t delivery_dm3;
    /**
     * By class: what its users want in this period, in thousandths of their demands. 1000 is the demand as it
     * stands, 0 nothing: a period set to zero is one in which nobody wants anything. Rounded to whole units, halves
     * upwards. Technical minimums and stated bases do not change.
     */
    uint16_t demand_permille[6];
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_period_t;

/**
 * A storage at the station, or at node 0 of the network: an LNG tank, linepack. All zero is no storage.
 */
typedef struct {
    /**
     * What it holds when the horizon begins.
     */
    uint64_t stock_dm3;
    /**
     * What must stay in it.
     */
    uint64_t reserve_dm3;
    /**
     * The most that can be withdrawn in one period.
     */
    uint64_t withdrawal_dm3;
    /**
     * 0: the root. At another node, limits over time and limits of the network would not be nested, and no exact
     * answer is known to this library.
     */
    uint32_t node;
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_storage_t;

/**
 * What one period comes to.
 */
typedef struct {
    /**
     * What there was without the storage: the pipeline's supply and the sources of all nodes.
     */
    uint64_t supply_dm3;
    /**
     * What is withdrawn from the storage.
     */
    uint64_t withdrawn_dm3;
    /**
     * What is in the storage when the period ends.
     */
    uint64_t stock_dm3;
    /**
     * By class: index CITYGATE_CLASS_....
     */
    citygate_class_total_t classes[6];
} citygate_period_total_t;

/**
 * When a shortage reaches a class.
 */
typedef struct {
    /**
     * The first period (counted from 0) in which a user of the class gets less than it wants, or CITYGATE_NEVER.
     */
    uint32_t first_touched_period;
    /**
     * The first period in which the class wants gas and gets none, or CITYGATE_NEVER.
     */
    uint32_t cut_off_period;
} citygate_outlook_t;

/**
 * Where a plan is written: memory of the caller.
 */
typedef struct {
    /**
     * Receives user_count grants for each period: those of period 0 in the order of the users, then those of
     * period 1, and so on.
     */
    citygate_grant_t *grants;
    /**
     * Receives one total for each period.
     */
    citygate_period_total_t *totals;
    /**
     * Receives node_count loads for each period, in the same order; not looked at when there are no nodes.
     */
    citygate_node_load_t *loads;
    /**
     * Receives six outlooks: index CITYGATE_CLASS_....
     */
    citygate_outlook_t *outlook;
    /**
     * Receives the totals over the horizon, in volumes. The supply is that of all periods and what the storage
     * holds above its reserve, deliveries included.
     */
    citygate_summary_t *summary;
} citygate_plan_t;

/**
 * The quality of a gas, as an analysis or a process gas chromatograph states it. Dry gas above its hydrocarbon dew
 * point.
 */
typedef struct {
    /**
     * Superior calorific value, in MJ/m3: 30 to 45 at 25 degC / 0 degC, about 28.0 to 41.9 at 20 degC / 20 degC.
     */
    double superior_calorific_value_mj_per_m3;
    /**
     * Relative density to air, 0.55 to 0.80.
     */
    double relative_density;
    /**
     * Mole fraction of carbon dioxide, 0 to 0.20.
     */
    double carbon_dioxide_mol_per_mol;
    /**
     * Mole fraction of hydrogen, 0 to 0.10, taken to come with carbon monoxide as in coke-oven gas.
     */
    double hydrogen_mol_per_mol;
    /**
     * The temperature of combustion that the calorific value refers to: CITYGATE_CELSIUS_0, _15, _20 or _25.
     */
    uint8_t combustion;
    /**
     * The conditions that the cubic metre and the relative density refer to: CITYGATE_CELSIUS_0, _15 or _20.
     */
    uint8_t metering;
    /**
     * 0.
     */
    uint8_t reserved[6];
} citygate_gas_quality_t;

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
 * Shares out a supply on a network and says why each user got what it got.
 *
 * As citygate_allocate, with these differences. The supply enters at node 0; sources of nodes come on top, each for
 * its own subtree. No node passes on more than its capacity, to the unit. A step that is short leaves to later steps
 * only what cannot reach any of its own users that still want it. Pro rata and equal shares are the fairest that the
 * capacities allow, and serve as much as can be served. A user that a node holds back gets
 * CITYGATE_REASON_HELD_BY_NODE and that node; where it is the supply itself that is short, the reason is
 * CITYGATE_REASON_SHORT_IN_STEP.
 *
 * policy: the supply order, for example from citygate_policy_default. It is checked on every call.
 * nodes: node_count nodes, 1 to CITYGATE_MAX_NODES, in any order but that node 0 is the root.
 * users: user_count users, 1 to CITYGATE_MAX_USERS, each at one of the nodes.
 * supply_dm3_per_h: what enters at node 0, in the unit of the demands. With all sources at most 2^63 - 1.
 * scratch: scratch_words words of 64 bits to work in, at least CITYGATE_NETWORK_SCRATCH_WORDS(node_count,
 * user_count); what they hold does not matter, before and after.
 * grants: receives user_count grants, in the order of the users.
 * loads: receives node_count loads, in the order of the nodes.
 * summary: receives the totals; its supply includes the sources.
 * place: on an error that has a place, receives the index of the user, node, step or class; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
 * _SCRATCH_TOO_SMALL, any CITYGATE_ERROR_POLICY_..., any CITYGATE_ERROR_NODE_...,
 * CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE. On an error
 * grants, loads and summary are as they were; the scratch is not.
 *
 * Pointers: all but place must not be NULL; scratch and outputs must overlap nothing else.
 * Complexity: for each step a pass over users and nodes; for each step that is short, in addition the merging of
 * sorted lists up the tree, at most (nodes + users) x height of the tree. A ranked step costs that for each rank. No
 * heap, no recursion. Reentrant; may be called from several threads and from an interrupt, given time and stack for
 * it, as long as nobody else uses the memory passed in.
 */
int32_t citygate_allocate_network(const citygate_policy_t *policy,
                                  const citygate_node_t *nodes,
                                  uint32_t node_count,
                                  const citygate_user_t *users,
                                  uint32_t user_count,
                                  uint64_t supply_dm3_per_h,
                                  uint64_t *scratch,
                                  uint32_t scratch_words,
                                  citygate_grant_t *grants,
                                  citygate_node_load_t *loads,
                                  citygate_summary_t *summary,
                                  uint32_t *place);

/**
 * Plans the hours ahead: shares out the gas of all periods, with what a storage can give, among the users of a station
 * or a network, and tells for each class when it is first touched and when it is cut off.
 *
 * The steps of the policy are served one after the other, each over the whole horizon: no gas is spent today that a
 * more protected step needs tomorrow. The storage is never drawn below its reserve, nor faster than its withdrawal
 * limit; the pipeline's gas is used first. Everything else is as in citygate_allocate_network; technical minimums
 * hold in every period, an on/off user is decided anew in each.
 *
 * policy: the supply order, for example from citygate_policy_default.
 * nodes: node_count nodes, as in citygate_allocate_network; NULL and 0 for one station, which does not read
 * the users' nodes. node_count + 1, or 2 for a station, times the periods is at most CITYGATE_MAX_NODES.
 * users: user_count users; times the periods at most CITYGATE_MAX_USERS. Their demands are volumes per period.
 * periods: period_count periods, nearest first, at least 1.
 * storage: the storage; NULL if there is none.
 * spread: one of CITYGATE_SPREAD_....
 * scratch: scratch_words words of 64 bits to work in, at least CITYGATE_HORIZON_SCRATCH_WORDS(node_count,
 * user_count, period_count); what they hold does not matter, before and after.
 * plan: where the plan is written.
 * place: on an error that has a place, receives the index of the period, user, node, step or class; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no users or no periods),
 * _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD, any CITYGATE_ERROR_POLICY_..., _NODE_..., _STORAGE_..., _PERIOD_...,
 * CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE,
 * _USER_TALLY_OVERFLOW. On an error the plan is as it was; the scratch is not.
 *
 * Pointers: all but place and storage, and nodes and loads of a station, must not be NULL; scratch and outputs must overlap
 * nothing else.
 * Complexity: that of citygate_allocate_network with (node_count + 1) x periods nodes and user_count x periods users;
 * a step that is short costs that once for each period with CITYGATE_SPREAD_EARLIEST. No heap, no recursion.
 * Reentrant; may be called from several threads and from an interrupt, given time and stack for it, as long as nobody
 * else uses the memory passed in.
 */
int32_t citygate_plan_horizon(const citygate_policy_t *policy,
                              const citygate_node_t *nodes,
                              uint32_t node_count,
                              const citygate_user_t *users,
                              uint32_t user_count,
                              const citygate_period_t *periods,
                              uint32_t period_count,
                              const citygate_storage_t *storage,
                              uint8_t spread,
                              uint64_t *scratch,
                              uint32_t scratch_words,
                              const citygate_plan_t *plan,
                              uint32_t *place);

/**
 * The compressibility factor Z of a gas, by SGERG-88 (ISO 12213-3, GB/T 17747.3). The standard states about 0.1 % for
 * pipeline gas; colder than -10 degC or above 10 MPa it is less exact.
 *
 * quality: the gas.
 * pressure_mpa: absolute, 0.000001 to 12.
 * temperature_celsius: -23 to 65.
 * compressibility: receives Z.
 * place: on an error that has a place, receives the quantity that is wrong, for citygate_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (combustion, metering, or a
 * reserved byte that is not 0), _NOT_FINITE, any CITYGATE_ERROR_GAS_.... On an error nothing is written but the place.
 *
 * Bounded time: some 60,000 instructions of floating point where it is done in software. Keep it out of the scan and
 * out of interrupts. Reentrant.
 */
int32_t citygate_compressibility(const citygate_gas_quality_t *quality,
                                 double pressure_mpa,
                                 double temperature_celsius,
                                 double *compressibility,
                                 uint32_t *place);

/**
 * The volume at 20 degC and 101.325 kPa (GB/T 19205-2008) of gas that a meter counts at another pressure and
 * temperature, by SGERG-88.
 *
 * quality: the gas.
 * volume_m3: what the meter counts, 0 to 1e15.
 * pressure_mpa: at the meter, absolute, 0.000001 to 12.
 * temperature_celsius: at the meter, -23 to 65.
 * standard_m3: receives the volume at base conditions.
 * place: on an error that has a place, receives the quantity that is wrong, for citygate_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error as citygate_compressibility. On an error nothing is written but the place.
 *
 * Bounded time, about twice that of citygate_compressibility. Keep it out of interrupts. Reentrant.
 */
int32_t citygate_standard_volume_m3(const citygate_gas_quality_t *quality,
                                    double volume_m3,
                                    double pressure_mpa,
                                    double temperature_celsius,
                                    double *standard_m3,
                                    uint32_t *place);

/**
 * The volume inside a pipe.
 *
 * length_m: 0.1 to 1e7.
 * internal_diameter_m: 0.001 to 3; millimetres given as metres are refused.
 * volume_m3: receives the volume.
 * place: on an error that has a place, receives the quantity that is wrong, for citygate_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH. On an error nothing is written but the place.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_pipe_volume_m3(double length_m,
                                double internal_diameter_m,
                                double *volume_m3,
                                uint32_t *place);

/**
 * The mean pressure of a level pipe in steady flow between the pressures at its ends.
 *
 * upstream_mpa, downstream_mpa: absolute, 0.000001 to 12; the downstream one is not the higher one.
 * mean_mpa: receives the mean pressure.
 * place: on an error that has a place, receives the quantity that is wrong, for citygate_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH, _GAS_INVERTED. On an error nothing is written but the place.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_mean_pressure_mpa(double upstream_mpa,
                                   double downstream_mpa,
                                   double *mean_mpa,
                                   uint32_t *place);

/**
 * The gas that can be drawn from a pipe (linepack) while its mean pressure falls, at one temperature: a stock for
 * citygate_plan_horizon.
 *
 * quality: the gas.
 * pipe_volume_m3: inside the pipe, 1e-9 to 1e8; citygate_pipe_volume_m3 computes it.
 * temperature_celsius: of the gas (that of the ground, for a buried pipe), -23 to 65.
 * from_mpa: the mean pressure now, absolute, 0.000001 to 12; citygate_mean_pressure_mpa computes it.
 * to_mpa: the lowest mean pressure at which the pipe may run; a pressure above the first is an error, because
 * "nothing" would hide that the pipe is below its limit already.
 * usable_dm3: receives the volume at 20 degC and 101.325 kPa in whole dm3, rounded down.
 * place: on an error that has a place, receives the quantity that is wrong, for citygate_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error as citygate_compressibility. On an error nothing is written but the place.
 *
 * Bounded time: some 140,000 instructions of floating point where it is done in software. Keep it out of the scan
 * and out of interrupts. Reentrant.
 */
int32_t citygate_usable_linepack_dm3(const citygate_gas_quality_t *quality,
                                     double pipe_volume_m3,
                                     double temperature_celsius,
                                     double from_mpa,
                                     double to_mpa,
                                     uint64_t *usable_dm3,
                                     uint32_t *place);

/**
 * A quantity of a gas or a pipe that was refused, and what would be right, in English, as a constant NUL-terminated
 * text. Never NULL: a number that is no quantity gives "unknown quantity".
 *
 * quantity: the place that a function of gas properties reported.
 *
 * Returns the text. Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_quantity_text(uint32_t quantity);

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
CITYGATE_LAYOUT(sizeof(citygate_node_t) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_node_t, capacity_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_node_t, source_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_node_t, parent) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_node_t, reserved) == 20u)
CITYGATE_LAYOUT(sizeof(citygate_node_load_t) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_node_load_t, load_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_node_load_t, source_used_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_node_load_t, binding) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_node_load_t, reserved) == 20u)
CITYGATE_LAYOUT(sizeof(citygate_period_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_period_t, supply_dm3) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_period_t, delivery_dm3) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_period_t, demand_permille) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_period_t, reserved) == 28u)
CITYGATE_LAYOUT(sizeof(citygate_storage_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_storage_t, stock_dm3) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_storage_t, reserve_dm3) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_storage_t, withdrawal_dm3) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_storage_t, node) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_storage_t, reserved) == 28u)
CITYGATE_LAYOUT(sizeof(citygate_period_total_t) == 120u)
CITYGATE_LAYOUT(offsetof(citygate_period_total_t, supply_dm3) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_period_total_t, withdrawn_dm3) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_period_total_t, stock_dm3) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_period_total_t, classes) == 24u)
CITYGATE_LAYOUT(sizeof(citygate_outlook_t) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_outlook_t, first_touched_period) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_outlook_t, cut_off_period) == 4u)
CITYGATE_LAYOUT(sizeof(citygate_plan_t) == 5u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_plan_t, grants) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_plan_t, totals) == sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_plan_t, loads) == 2u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_plan_t, outlook) == 3u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_plan_t, summary) == 4u * sizeof(void *))
CITYGATE_LAYOUT(sizeof(citygate_gas_quality_t) == 40u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, superior_calorific_value_mj_per_m3) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, relative_density) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, carbon_dioxide_mol_per_mol) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, hydrogen_mol_per_mol) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, combustion) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, metering) == 33u)
CITYGATE_LAYOUT(offsetof(citygate_gas_quality_t, reserved) == 34u)

#undef CITYGATE_LAYOUT

#endif /* CITYGATE_H */
