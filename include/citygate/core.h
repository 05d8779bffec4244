/**
 * @file core.h
 * @brief Users, supply orders, and sharing out the supply of one station.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_CORE_H
#define CITYGATE_CORE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_core Allocation
 *
 * Who keeps how much gas, and why, at one station: citygate_allocate serves the users step by step, as a supply order
 * (citygate_policy_t) says. Whoever falls short is told the reason.
 *
 * Stack, time and reentrancy, here and in the other groups unless a function says otherwise:
 *
 * - Every function is reentrant: it may be called from several threads and from an interrupt, given the time and the
 *   stack for it, as long as nobody else writes the memory passed in. There is no heap, no recursion and no panic.
 * - No static data changes (on x86, the digest of the journal remembers in one atomic word what the processor can do).
 * - docs/microcontrollers.md has the stack of every function, computed and seen, and the time of those that share out.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

/**
 * The version of the C ABI that this header describes: major x 65536 + minor. A program built against one version works
 * with every library of the same major and the same or a later minor version.
 */
#define CITYGATE_ABI_VERSION 65536u
/** Capability bit: sharing out the supply of one station. */
#define CITYGATE_CAPABILITY_ALLOCATE 1u
/** Capability bit: sharing out gas on a network. */
#define CITYGATE_CAPABILITY_NETWORK 2u
/** Capability bit: planning the hours ahead. */
#define CITYGATE_CAPABILITY_HORIZON 4u
/** Capability bit: gas properties and linepack. */
#define CITYGATE_CAPABILITY_GAS 8u
/** Capability bit: the station controller. */
#define CITYGATE_CAPABILITY_STATION 16u
/** Capability bit: the event rules. */
#define CITYGATE_CAPABILITY_EVENT 256u
/**
 * The most users that one problem may hold: 2³¹ − 1.
 *
 * With it no sum of flows can reach 2⁶³, so no addition in the allocation can overflow.
 */
#define CITYGATE_MAX_USERS 0x7fffffffu
/** How many supply classes there are. */
#define CITYGATE_CLASS_COUNT 6u
/** The most steps that a policy may have. */
#define CITYGATE_MAX_STEPS 32u
/** No attribute. */
#define CITYGATE_ATTRIBUTES_NONE 0u
/** All bits, the three free ones included. */
#define CITYGATE_ATTRIBUTES_ALL 0xffffu
/** "No node" in a grant. */
#define CITYGATE_GRANT_NO_NODE 0xffffffffu
/** "No step" in a grant. */
#define CITYGATE_GRANT_NO_STEP 255u
/** Success. */
#define CITYGATE_OK 0

/** A number of 64 bits, for C90 and C++98 on 32 bits as well, which have no constants of that size. */
#ifdef __cplusplus
#define CITYGATE_UINT64(number) static_cast<uint64_t>(number)
#else
#define CITYGATE_UINT64(number) ((uint64_t)(number))
#endif

/** How many words of 64 bits a prepared station of so many users takes; computed in 64 bits. */
#define CITYGATE_PREPARED_WORDS(users) (CITYGATE_UINT64(64u) + (CITYGATE_UINT64(10u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/**
 * What a function returns: CITYGATE_OK, or what went wrong. The numbers never change meaning; retired ones stay
 * reserved. An error index, where a function gives one, is that of what "Where" says.
 */
typedef int32_t citygate_status_t;
/** A pointer that must not be NULL is NULL. */
#define CITYGATE_ERROR_NULL (-1)
/** A pointer is not aligned as its type requires. */
#define CITYGATE_ERROR_MISALIGNED (-2)
/** An output overlaps an input or another output. */
#define CITYGATE_ERROR_OVERLAP (-3)
/** A count is zero. */
#define CITYGATE_ERROR_EMPTY (-4)
/** A count exceeds the limit of the function, or of the address space. */
#define CITYGATE_ERROR_TOO_MANY (-5)
/** There is no item of this name or number. */
#define CITYGATE_ERROR_UNKNOWN (-6)
/** The policy has no steps. */
#define CITYGATE_ERROR_POLICY_NO_STEPS (-20)
/** The policy has more than CITYGATE_MAX_STEPS steps. Where: the first step too many. */
#define CITYGATE_ERROR_POLICY_TOO_MANY_STEPS (-21)
/** A step names no class. Where: the step. */
#define CITYGATE_ERROR_POLICY_NO_CLASS (-22)
/** A step, or the policy, has a class bit above bit 5. Where: the step; the number of steps if it is the policy. */
#define CITYGATE_ERROR_POLICY_UNKNOWN_CLASS (-23)
/** A step's target is unknown or its permille out of range. Where: the step. */
#define CITYGATE_ERROR_POLICY_UNKNOWN_TARGET (-24)
/** A step's sharing rule is unknown. Where: the step. */
#define CITYGATE_ERROR_POLICY_UNKNOWN_SHARE (-25)
/** A step's reserved byte is not zero. Where: the step. */
#define CITYGATE_ERROR_POLICY_UNKNOWN_ROTATION (-26)
/** A step selects on an attribute that the policy does not have. Where: the step. */
#define CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE (-27)
/** A step asks users to have and not to have an attribute. Where: the step. */
#define CITYGATE_ERROR_POLICY_CONTRADICTORY (-28)
/** A step can never ask for anything: earlier steps ask as much of all its users. Where: the step. */
#define CITYGATE_ERROR_POLICY_NEVER_ASKS (-29)
/** The policy answers for no class. */
#define CITYGATE_ERROR_POLICY_SERVES_NOTHING (-30)
/** The policy answers for a class that no step serves. Where: the class. */
#define CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED (-31)
/** A user's class is none of the six. Where: the user. */
#define CITYGATE_ERROR_USER_UNKNOWN_CLASS (-40)
/** A user's on/off mark is neither 0 nor 1. Where: the user. */
#define CITYGATE_ERROR_USER_UNKNOWN_ON_OFF (-41)
/** The policy does not answer for a user's class. Where: the user. */
#define CITYGATE_ERROR_USER_CLASS_NOT_SERVED (-42)
/** A user's cumulative curtailment would exceed 2^64 - 1. Where: the user. */
#define CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW (-43)
/** A user is at a node that does not exist. Where: the user. */
#define CITYGATE_ERROR_USER_UNKNOWN_NODE (-44)
/** A value is not a finite number. */
#define CITYGATE_ERROR_NOT_FINITE (-60)
/** A value is negative. */
#define CITYGATE_ERROR_NEGATIVE (-61)
/** A value is larger than the result can hold. */
#define CITYGATE_ERROR_TOO_LARGE (-62)
/** A context was never opened, is zeroed, or damaged. */
#define CITYGATE_ERROR_EVENT_CONTEXT (-80)
/** A context is not where it was opened: it was copied or moved. */
#define CITYGATE_ERROR_EVENT_MOVED (-81)
/** A context is in use by another call, for example by the one that an interrupt came in. */
#define CITYGATE_ERROR_EVENT_BUSY (-82)
/** A context, a ring or a buffer is too small. Where: the size or count needed. */
#define CITYGATE_ERROR_EVENT_TOO_SMALL (-83)
/** A code, a set of bits or a reserved field is none of those listed. Where: offset of the field in its structure. */
#define CITYGATE_ERROR_EVENT_CODE (-84)
/** A setting is out of range. Where: offset of the field in its structure. */
#define CITYGATE_ERROR_EVENT_SETTINGS (-85)
/** No event was notified. */
#define CITYGATE_ERROR_EVENT_NOT_NOTIFIED (-86)
/** The event was notified already; close it before the next one. */
#define CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED (-87)
/** An event is closed when the response is back to normal, with nothing proposed. */
#define CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL (-88)
/** An event is closed when everybody who is owed a first report has had one. Where: who has not, as bits. */
#define CITYGATE_ERROR_EVENT_REPORTS_OWED (-89)
/** A saved event is damaged, of another version, or sealed with another key. */
#define CITYGATE_ERROR_EVENT_SAVED (-90)
/** A text is not UTF-8. Where: the item. */
#define CITYGATE_ERROR_EVENT_NOT_UTF8 (-91)
/** The journal is full, and nothing is decided without a record: store and release records. */
#define CITYGATE_ERROR_JOURNAL_FULL (-92)
/** A record is not one of version 1, or of no known kind. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_VERSION (-93)
/** A record has another sequence number than it has to have: removed, repeated or moved. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_SEQUENCE (-94)
/** The journal was kept with a key, and none is given. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_KEY_NEEDED (-95)
/** A key is given, and a record was written without one. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_NOT_KEYED (-96)
/** A record's tag is wrong: it, or one before it, was altered, or the key is another. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_TAG (-97)
/** The records end within a record. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_INCOMPLETE (-98)
/** Records are missing at the end: the head expected counts more. Where: the first record missing. */
#define CITYGATE_ERROR_JOURNAL_TRUNCATED (-99)
/** The chain is sound, but not the one that the head expected was made of. Where: the record. */
#define CITYGATE_ERROR_JOURNAL_OTHER_HEAD (-100)
/** Nothing is proposed that could be confirmed or rejected. */
#define CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED (-101)
/** The confirmation names another response than the one proposed. Where: the response proposed. */
#define CITYGATE_ERROR_RESPONSE_OTHER_PROPOSED (-102)
/** What is proposed is in force already, or proposed already. */
#define CITYGATE_ERROR_RESPONSE_ALREADY_PROPOSED (-103)
/** A proposal at least as serious is pending; confirm or reject it first. Where: the response proposed. */
#define CITYGATE_ERROR_RESPONSE_MORE_SERIOUS_PROPOSED (-104)
/** The end is proposed; declare or reject it first. */
#define CITYGATE_ERROR_RESPONSE_TERMINATION_PENDING (-105)
/** A change or a new start is proposed; confirm or reject it first. */
#define CITYGATE_ERROR_RESPONSE_CHANGE_PENDING (-106)
/** No response is in force. */
#define CITYGATE_ERROR_RESPONSE_NOT_STARTED (-107)
/** The end has not been proposed; propose it first. */
#define CITYGATE_ERROR_RESPONSE_TERMINATION_NOT_PROPOSED (-108)
/** There is no transition to close. */
#define CITYGATE_ERROR_RESPONSE_NO_TRANSITION (-109)
/** The authority may not do this. Where: who may; bit n stands for authority n. */
#define CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED (-110)
/** The office of the headquarters starts level 3 or 4 with a justification only. */
#define CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING (-111)
/**
 * The end is declared when the event is dealt with and supply is restored. Where: bit 0 dealt with, bit 1 restored.
 */
#define CITYGATE_ERROR_RESPONSE_END_CONDITIONS_UNMET (-112)
/** The State Council is asked for support only in a response that the province leads. */
#define CITYGATE_ERROR_RESPONSE_NOT_LED_BY_PROVINCE (-113)
/** No warning is in force. */
#define CITYGATE_ERROR_WARNING_NOT_ISSUED (-114)
/** The warning has this level already. */
#define CITYGATE_ERROR_WARNING_SAME_LEVEL (-115)
/** The engine and the enterprise issue no warnings; an authority does. */
#define CITYGATE_ERROR_WARNING_NO_AUTHORITY (-116)
/** Only who issued the warning adjusts and lifts it (谁发布、谁解除). */
#define CITYGATE_ERROR_WARNING_NOT_THE_ISSUER (-117)
/** The peak demand is zero, so the fraction has no value. */
#define CITYGATE_ERROR_N_MINUS_1_NO_DEMAND (-118)
/** The largest infrastructure is zero though there is capacity, or exceeds every group of capacities. */
#define CITYGATE_ERROR_N_MINUS_1_LARGEST (-119)
/** The scratch is too small: each function that needs one has a macro for its size. */
#define CITYGATE_ERROR_SCRATCH_TOO_SMALL (-120)
/** Node 0 has a parent; it must be the root. */
#define CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT (-121)
/** A node other than node 0 has no parent. Where: the node. */
#define CITYGATE_ERROR_NODE_SECOND_ROOT (-122)
/** The parent of a node does not exist. Where: the node. */
#define CITYGATE_ERROR_NODE_UNKNOWN_PARENT (-123)
/** A node is its own ancestor. Where: the node. */
#define CITYGATE_ERROR_NODE_CYCLE (-124)
/** A node's reserved field is not zero. Where: the node. */
#define CITYGATE_ERROR_NODE_RESERVED (-125)
/** The supply and the sources up to a node exceed 2^63 - 1 together. Where: the node. */
#define CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE (-126)
/** Nothing has brought the duty, or it is done already. */
#define CITYGATE_ERROR_DUTY_NOT_DUE (-127)
/** The duty is done by sending the report, and is not ticked off. */
#define CITYGATE_ERROR_DUTY_DONE_BY_REPORT (-128)
/** No warning is proposed. */
#define CITYGATE_ERROR_WARNING_NOT_PROPOSED (-129)
/** The storage's reserved field is not zero. */
#define CITYGATE_ERROR_STORAGE_RESERVED (-131)
/** The stock of the storage exceeds 2^63 - 1. */
#define CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE (-132)
/** A period's reserved field is not zero. Where: the period. */
#define CITYGATE_ERROR_PERIOD_RESERVED (-133)
/** Stock, supplies, deliveries and sources up to a period exceed 2^63 - 1 together. Where: the period. */
#define CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE (-134)
/** What a user wants in a period exceeds 2^32 - 1. Where: its position among the grants. */
#define CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE (-135)
/** The spread over time is unknown. */
#define CITYGATE_ERROR_UNKNOWN_SPREAD (-136)
/** A quantity of the gas or the pipe is below its range. Where: the quantity, see citygate_gas_quantity_text. */
#define CITYGATE_ERROR_GAS_TOO_LOW (-140)
/** A quantity of the gas or the pipe is above its range. Where: the quantity, see citygate_gas_quantity_text. */
#define CITYGATE_ERROR_GAS_TOO_HIGH (-141)
/**
 * The figures of the gas contradict each other: no gas with this carbon dioxide, hydrogen and calorific value is so
 * light, or no state fits them.
 */
#define CITYGATE_ERROR_GAS_INCONSISTENT (-142)
/** The second pressure is above the first. */
#define CITYGATE_ERROR_GAS_INVERTED (-143)
/** A pipe begins or ends at a node that does not exist. Where: the pipe. */
#define CITYGATE_ERROR_PIPE_UNKNOWN_NODE (-160)
/** A pipe ends where it begins. Where: the pipe. */
#define CITYGATE_ERROR_PIPE_TO_ITSELF (-161)
/** A source is at a node that does not exist. Where: the source. */
#define CITYGATE_ERROR_SOURCE_UNKNOWN_NODE (-162)
/** A storage is at a node that does not exist. Where: the storage. */
#define CITYGATE_ERROR_STORAGE_UNKNOWN_NODE (-163)
/** A storage holds more than its capacity. Where: the storage. */
#define CITYGATE_ERROR_STORAGE_STOCK_ABOVE_CAPACITY (-164)
/** The reserve of a storage is more than its capacity. Where: the storage. */
#define CITYGATE_ERROR_STORAGE_RESERVE_ABOVE_CAPACITY (-165)
/** A reserved field of a network of pipes, or of the question what holds a user back, is not zero. */
#define CITYGATE_ERROR_PIPE_NETWORK_RESERVED (-166)
/**
 * With G of gas, L links in time, D of demand and W of demand or weights in time (the greater for each user), ((G + 1)
 * x (L + 1) + D) x (W + 1) is not below 2^127: use a coarser unit, or fewer periods.
 */
#define CITYGATE_ERROR_PIPE_NETWORK_TOO_LARGE (-167)
/** What grants, pipes, sources and storages say is not a result of this network. */
#define CITYGATE_ERROR_PIPE_NETWORK_NOT_A_RESULT (-168)
/**
 * The settings of the supply, of the capacity or of an alarm are wrong: a lowest value above the highest, a schedule
 * outside its range, a stuck time, which they have no partner for, or an unknown code or a reserved field that is not
 * zero.
 */
#define CITYGATE_ERROR_STATION_SETTINGS (-180)
/**
 * The settings of a user contradict each other: a lowest value above a highest one, a schedule outside its range, a
 * demand that may be above the contracted maximum, or changes in a window that are not 1 to 8. Where: the user.
 */
#define CITYGATE_ERROR_STATION_USER_SETTINGS (-181)
/** A user's control is unknown, a mark of it neither 0 nor 1, or a reserved field not zero. Where: the user. */
#define CITYGATE_ERROR_STATION_USER_CODE (-182)
/**
 * A signal's mark is neither 0 nor 1, or a reserved field not zero. Where: the user; nowhere if it is the station's.
 */
#define CITYGATE_ERROR_STATION_SIGNAL (-183)
/** There is no such user. Where: the user. */
#define CITYGATE_ERROR_STATION_UNKNOWN_USER (-184)
/** There is no such order, or it is not the user's last one. */
#define CITYGATE_ERROR_STATION_UNKNOWN_ORDER (-185)
/** An override ends before it begins, or is above the user's contracted maximum. Where: the user. */
#define CITYGATE_ERROR_STATION_OVERRIDE (-186)
/** There is nothing to acknowledge, confirm or release. */
#define CITYGATE_ERROR_STATION_NOTHING_TO_DO (-187)
/** The station is off, and takes no override. */
#define CITYGATE_ERROR_STATION_OFF (-188)
/** Nobody gave the command: a person's number is not 0. */
#define CITYGATE_ERROR_STATION_NO_PERSON (-189)
/** A shelving ends before it begins. */
#define CITYGATE_ERROR_STATION_SHELVING (-190)
/** A round is open: it has to be advanced to its end first. */
#define CITYGATE_ERROR_STATION_ROUND_OPEN (-191)
/** No round is open: it has to be begun first. */
#define CITYGATE_ERROR_STATION_NO_ROUND (-192)
/** The bytes are no snapshot: they are erased, were never written, or are something else. */
#define CITYGATE_ERROR_SNAPSHOT_NONE (-200)
/** Not all of the snapshot is there. Where: how many bytes it takes. */
#define CITYGATE_ERROR_SNAPSHOT_INCOMPLETE (-201)
/** The snapshot was not written to the end, or has changed since. */
#define CITYGATE_ERROR_SNAPSHOT_DAMAGED (-202)
/** The snapshot is of another version of the library. Where: the version of its format. */
#define CITYGATE_ERROR_SNAPSHOT_OTHER_VERSION (-203)
/** The snapshot is of a station with another number of users. Where: of how many. */
#define CITYGATE_ERROR_SNAPSHOT_OTHER_USER_COUNT (-204)
/** The snapshot is of a station with another supply order. */
#define CITYGATE_ERROR_SNAPSHOT_OTHER_POLICY (-205)
/** The snapshot is of a station with another user in a place. Where: the first such. */
#define CITYGATE_ERROR_SNAPSHOT_OTHER_USER (-206)
/** The snapshot is whole and says what cannot be. Where: the user; nowhere if it is the station. */
#define CITYGATE_ERROR_SNAPSHOT_IMPOSSIBLE (-207)

/**
 * A supply class (用户类别), most protected first, as the plan lists them.
 *
 * Source: Jilin Province natural-gas supply interruption emergency plan (吉林省天然气供应中断事件应急预案,
 * 吉政办函〔2024〕30号), §1.7. The numbers never change. Other regimes serve the same classes in another order.
 */
typedef uint8_t citygate_class_t;
/** A set of these, as bits: bit n stands for value n of citygate_class_t. */
typedef uint8_t citygate_classes_t;
/**
 * Residential (居民生活用气), with hospitals, schools and their like (医院、学校等). Interpretation: welfare and care
 * institutions rank here too.
 */
#define CITYGATE_CLASS_RESIDENTIAL 0u
/** Central heating of the city (城市供暖). */
#define CITYGATE_CLASS_HEATING 1u
/** Public service users (公共服务用户). */
#define CITYGATE_CLASS_PUBLIC_SERVICE 2u
/** Vehicles: CNG and LNG filling (汽车用户). */
#define CITYGATE_CLASS_VEHICLES 3u
/** Industrial users that burn gas as fuel (工业燃料用户). */
#define CITYGATE_CLASS_INDUSTRIAL_FUEL 4u
/** Chemical users that take gas as feedstock (天然气化工用户). */
#define CITYGATE_CLASS_CHEMICAL 5u
/** All of them, as bits. */
#define CITYGATE_CLASSES_ALL 0x3fu

/**
 * A fact about a user that a policy may select on. It is a fact; whether it matters is the policy's business.
 *
 * These are the facts that the built-in policies ask for. Bits 13 to 15 of a set are free for a policy of one's own.
 */
typedef uint16_t citygate_attributes_t;
/** The supply contract allows interruption (可中断用户). */
#define CITYGATE_ATTRIBUTE_INTERRUPTIBLE 0x0001u
/** Another fuel can practicably replace the gas (有替代燃料). */
#define CITYGATE_ATTRIBUTE_ALTERNATIVE_FUEL 0x0002u
/** Essential agricultural use (重要农业用气). */
#define CITYGATE_ATTRIBUTE_AGRICULTURAL 0x0004u
/** Gas needed in an industrial process or as feedstock (工艺或原料用气). */
#define CITYGATE_ATTRIBUTE_PROCESS_OR_FEEDSTOCK 0x0008u
/** Gas that protects plant from damage (装置保护用气). */
#define CITYGATE_ATTRIBUTE_PLANT_PROTECTION 0x0010u
/** Needed for life, health or the safety of property: schools, hospitals and the like (生命健康安全用气). */
#define CITYGATE_ATTRIBUTE_HIGH_PRIORITY 0x0020u
/** Commercial user (商业用户). */
#define CITYGATE_ATTRIBUTE_COMMERCIAL 0x0040u
/** Below the size limit of the regime in force (小型用户). */
#define CITYGATE_ATTRIBUTE_SMALL 0x0080u
/** Electricity generation (燃气发电). */
#define CITYGATE_ATTRIBUTE_GENERATION 0x0100u
/** The plant is running now (在运). */
#define CITYGATE_ATTRIBUTE_RUNNING 0x0200u
/** Listed as a priority site (重点保障场所). */
#define CITYGATE_ATTRIBUTE_PRIORITY_SITE 0x0400u
/** The contract guarantees a floor of its stated base (合同保底). */
#define CITYGATE_ATTRIBUTE_PROTECTED_CONTRACT 0x0800u
/** Public transport: buses and taxis, above all those that run on gas alone (公共交通). */
#define CITYGATE_ATTRIBUTE_PUBLIC_TRANSPORT 0x1000u
/** All that have a standard name, as bits. */
#define CITYGATE_ATTRIBUTES_STANDARD 0x1fffu

/** Which part of a user's demand a step serves: the kind of a target. */
typedef uint8_t citygate_target_t;
/** Up to the technical minimum (最低用气量; of a furnace 保炉用气). Permille: 0. */
#define CITYGATE_TARGET_MINIMUM 0u
/** Up to the whole demand. Permille: 0. */
#define CITYGATE_TARGET_DEMAND 1u
/** Up to so many thousandths of the demand. Permille: 1 to 1000. */
#define CITYGATE_TARGET_PERMILLE_OF_DEMAND 2u
/** Up to so many thousandths of the stated base; of the demand where none is stated. Permille: 1 to 65535. */
#define CITYGATE_TARGET_PERMILLE_OF_BASE 3u

/**
 * How a step that cannot be served in full is shared.
 *
 * In every rule the technical minimum is honoured: a user gets at least its minimum or nothing. In the three divisible
 * rules (pro rata, equal, ranked) what is indivisible is granted first, in order of rank, then position, as far as it
 * fits: technical minimums, then the demands of on/off users. What is left is shared, with the minimums as floors.
 */
typedef uint8_t citygate_share_t;
/**
 * Everyone gets the same share of what the step asks of it; where a base is stated, of that base (what one user cannot
 * take is then passed on to the others).
 */
#define CITYGATE_SHARE_PRO_RATA 0u
/** Weighted max-min: nobody gets more until everyone unsatisfied has reached the same level per weight. */
#define CITYGATE_SHARE_EQUAL 1u
/** Strictly by rank; equal ranks share pro rata. */
#define CITYGATE_SHARE_RANKED 2u
/** All or nothing per user, by rank, then position; one that does not fit is passed over (first fit). */
#define CITYGATE_SHARE_ALL_OR_NOTHING 3u
/**
 * All or nothing per user; the one with the largest cumulative curtailment is served first, then by rank, then
 * position. The step says what is counted, and how long a turn and an outage may be.
 */
#define CITYGATE_SHARE_ROTATING 4u

/** What a rotating step counts, so that its users fall short alike (轮换依据). */
typedef uint8_t citygate_rotate_by_t;
/** The gas withheld: who lost a large demand once has had its turn for long. */
#define CITYGATE_ROTATE_BY_GAS 0u
/** Turns: each has its turn, whatever its size. An outage is one turn for every minimum turn that it begins. */
#define CITYGATE_ROTATE_BY_TURNS 1u
/** The time without gas. */
#define CITYGATE_ROTATE_BY_HOURS 2u

/** Why a user got what it got. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_reason_t;
/** The user got its whole demand. */
#define CITYGATE_REASON_SATISFIED 0u
/** step is the first step that gave the user less than it asked for. */
#define CITYGATE_REASON_SHORT_IN_STEP 1u
/**
 * Less than the user needs can come through node of the network in step: nothing more, or, where it takes all or
 * nothing, not all of it. Of several such nodes it is the one nearest to the user.
 */
#define CITYGATE_REASON_HELD_BY_NODE 2u
/**
 * Gas was left in step, but less than the user's technical minimum, so it got nothing. On a network less than that
 * could come to it; node is then the nearest node through which it could not, if it was a node.
 */
#define CITYGATE_REASON_MINIMUM_DID_NOT_FIT 3u
/** The user got all that the policy allows it; no step asks for the rest of its demand. */
#define CITYGATE_REASON_NOT_ELIGIBLE 4u
/**
 * In step no more, or not all that the user takes all or nothing, can be brought to it by any way through the network:
 * pipes or limits of storages are in the way.
 */
#define CITYGATE_REASON_HELD_BY_NETWORK 5u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/**
 * One user of gas: what it asks for, and what the sharing rules need to know about it.
 *
 * All quantities of one problem are in one unit: dm³/h by intention. A user whose bytes are all zero is valid: a
 * residential user that asks for nothing.
 */
typedef struct {
    /** What the user wants now. */
    uint32_t demand_dm3_per_h;
    /**
     * Technical minimum (最低用气量; of a furnace 保炉用气: flame keeping, safe shut-down): the user takes at least
     * this much or nothing. Where it exceeds the demand, the user takes its whole demand or nothing: so a user that
     * cannot be cut (不可中断用户) states its demand as its minimum.
     */
    uint32_t minimum_dm3_per_h;
    /**
     * Stated base for pro rata shares and partial targets: entitlement, contract quantity, past use. 0: none is stated;
     * pro rata then refers to what the step asks, partial targets to the demand.
     */
    uint32_t base_dm3_per_h;
    /** Index of the node of a network where the user is connected; not read for a single station. */
    uint32_t node;
    /** The class. */
    citygate_class_t supply_class;
    /** 1: the user takes its whole demand, or its minimum if it has one, or nothing. 0: any part of it. */
    uint8_t on_off;
    /** Facts that the policy may select on; those that it does not ask for do not matter. */
    citygate_attributes_t attributes;
    /** Weight for equal shares, 1 to 65535; 0 stands for 1. */
    uint16_t weight;
    /** Order within a step that goes by rank: 0 is served first. */
    uint16_t rank;
    /**
     * What has been curtailed from this user so far in the event, for the rotating rule: who has gone short longest is
     * served first. See citygate_users_add_curtailment.
     */
    uint64_t cumulative_curtailment_dm3;
} citygate_user_t;

/** One step of a policy: which users, which part of their demand, and how a shortage is shared among them. */
typedef struct {
    /** The classes served. */
    citygate_classes_t classes;
    /** Which part of the demand. */
    citygate_target_t target;
    /** How a shortage is shared. */
    citygate_share_t share;
    /** What a rotating step counts; otherwise 0. */
    citygate_rotate_by_t rotate_by;
    /** Thousandths, for the targets that are partial; otherwise 0. */
    uint16_t permille;
    /** Only users that have all of these attributes. */
    citygate_attributes_t attributes_all;
    /** Only users that have none of these attributes. */
    citygate_attributes_t attributes_none;
    /** Of a rotating step: the most intervals in a row without gas; 0 if there is no limit. */
    uint16_t longest_outage;
    /** Of a rotating step: how many intervals a turn lasts at least; 0 is as 1. */
    uint16_t minimum_turn;
} citygate_step_t;

/** What one user gets, and why. */
typedef struct {
    /** What the user gets, 0 to its demand. */
    uint32_t granted_dm3_per_h;
    /** The node that the reason speaks of, or CITYGATE_GRANT_NO_NODE. */
    uint32_t node;
    /** The step of the policy that the reason speaks of, counted from 0, or CITYGATE_GRANT_NO_STEP. */
    uint8_t step;
    /** Why. */
    citygate_reason_t reason;
    /** 0. */
    uint16_t reserved;
} citygate_grant_t;

/** What the users of one class want and get, together. */
typedef struct {
    /** Sum of the demands. */
    uint64_t demand_dm3_per_h;
    /** Sum of what is granted. */
    uint64_t granted_dm3_per_h;
} citygate_class_total_t;

/** What one step of the policy asks for and gets. */
typedef struct {
    /** Sum of what the step asks for all its users: their targets beyond what earlier steps ask for. */
    uint64_t asked_dm3_per_h;
    /** Sum of what the step grants. */
    uint64_t granted_dm3_per_h;
} citygate_step_total_t;

/** The totals of an allocation. */
typedef struct {
    /** Sum of all demands. */
    uint64_t demand_dm3_per_h;
    /** What there was to share. */
    uint64_t supply_dm3_per_h;
    /** Sum of all grants. Served and unused together are the supply; served and curtailed the demand. */
    uint64_t served_dm3_per_h;
    /** Demand that is not served. */
    uint64_t curtailed_dm3_per_h;
    /** Supply that nobody can use. */
    uint64_t unused_dm3_per_h;
    /** By class: the index is the code of the class. */
    citygate_class_total_t classes[CITYGATE_CLASS_COUNT];
    /** By step of the policy; steps that the policy does not have are zero. */
    citygate_step_total_t steps[CITYGATE_MAX_STEPS];
} citygate_summary_t;

/** How much two allocations differ, together. */
typedef struct {
    /** Sum of what is granted in addition, to those who get more. */
    uint64_t increased_dm3_per_h;
    /**
     * Sum of what is no longer granted, to those who get less. Reduce first, increase then: the supply is never
     * exceeded on the way.
     */
    uint64_t reduced_dm3_per_h;
    /** How many get more. */
    uint32_t users_increased;
    /** How many get less. */
    uint32_t users_reduced;
} citygate_grant_changes_t;

/**
 * How a user has fared in the rotation so far. A tally that is all zero is that of a user who has never gone without.
 *
 * An *interval* is the time from one allocation to the next, of equal length throughout: a period of a horizon. For one
 * station users are put in order before an allocation and the interval is added after it; a horizon does both by
 * itself.
 */
typedef struct {
    /**
     * What its step counts (CITYGATE_ROTATE_BY_...): gas withheld (dm³ with intervals of an hour), turns, or intervals
     * without gas.
     */
    uint64_t amount;
    /** For how many intervals it has been on, or off; 0 if that is not known. */
    uint32_t intervals_in_state;
    /** 1 if it has been without gas, otherwise 0. */
    uint32_t is_off;
} citygate_rotation_tally_t;

/** How long those without gas have been without. */
typedef struct {
    /** How many users of rotating steps are without gas. */
    uint32_t users_off;
    /**
     * How many of them for longer than the longest outage of their step: the gas did not suffice for all who were due.
     */
    uint32_t users_off_too_long;
} citygate_outages_t;

/** A supply order: a table of steps in the order of service, most protected first. */
typedef struct {
    /** The steps; they must stay where they are for as long as the policy is used. */
    const citygate_step_t *steps;
    /** How many steps, 1 to CITYGATE_MAX_STEPS. */
    uint32_t step_count;
    /** The attributes that exist; a step that selects on another is an error. */
    citygate_attributes_t attributes;
    /** The classes that the policy answers for, as bits CITYGATE_CLASSES_...; each must be served by a step. */
    uint16_t classes;
} citygate_policy_t;

/**
 * Where a prepared station is kept: memory of the caller, which must stay where it is for as long as the station is
 * used.
 */
typedef struct {
    /** word_count words of 64 bits. */
    uint64_t *words;
    /** CITYGATE_PREPARED_WORDS(user_count), or more. */
    size_t word_count;
} citygate_prepared_t;

/** Cases of a prepared station: what its users want in each, and what there is. */
typedef struct {
    /** For each case a row with one demand for each user, row by row. */
    const uint32_t *demands_dm3_per_h;
    /** The supply of each case. */
    const uint64_t *supplies_dm3_per_h;
    /** At least 1. */
    uint32_t case_count;
    /**
     * 0: rows are in the order in which the users were given. 1: in that of citygate_prepared_get_order, which is
     * quicker.
     */
    uint8_t is_in_station_order;
    /** 0. */
    uint8_t reserved[3];
} citygate_batch_t;

/** Where the results of a batch are written. */
typedef struct {
    /** Receives CITYGATE_CLASS_COUNT totals for each case: the index is the code of the class. */
    citygate_class_total_t *classes;
    /**
     * Receives what each user is granted, in rows as those of the demands; NULL if it is not wanted, which is quicker.
     */
    uint32_t *granted_dm3_per_h;
    /**
     * Receives what each user is granted and why, a row for each case, always in the order in which the users were
     * given; NULL if it is not wanted, which is quicker.
     */
    citygate_grant_t *grants;
} citygate_batch_output_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * The version of the C ABI that the library implements.
 *
 * @return a number to compare with CITYGATE_ABI_VERSION.
 *
 * Constant time.
 */
uint32_t citygate_abi_version(void);

/**
 * What the library can do: what was built in. The functions of a part that was not are not there to be linked.
 *
 * @return bits CITYGATE_CAPABILITY_....
 *
 * Constant time.
 */
uint32_t citygate_capabilities(void);

/**
 * The version of the library: major, minor and patch.
 *
 * @return a constant NUL-terminated text, for example "0.1.0".
 *
 * Constant time.
 */
const char *citygate_version_text(void);

/**
 * What a status means, in English.
 *
 * @param[in] status what a function returned.
 * @return a constant NUL-terminated text, never NULL: a number that is no status gives "unknown status".
 *
 * Constant time.
 */
const char *citygate_status_text(citygate_status_t status);

/**
 * What a status means, in Chinese.
 *
 * @param[in] status what a function returned.
 * @return a constant NUL-terminated UTF-8 text, never NULL: a number that is no status gives "未知状态".
 *
 * Constant time.
 */
const char *citygate_status_text_zh(citygate_status_t status);

/**
 * The name of a supply class, in English.
 *
 * @param[in] supply_class the class.
 * @return a constant NUL-terminated text, never NULL: a number that is no class gives "unknown class".
 *
 * Constant time.
 */
const char *citygate_class_text(citygate_class_t supply_class);

/**
 * The name of a supply class, in the plan's Chinese terms.
 *
 * @param[in] supply_class the class.
 * @return a constant NUL-terminated UTF-8 text, never NULL: a number that is no class gives "未知类别".
 *
 * Constant time.
 */
const char *citygate_class_text_zh(citygate_class_t supply_class);

/**
 * What a reason says, in English.
 *
 * @param[in] reason the reason.
 * @return a constant NUL-terminated text, never NULL: a number that is no reason gives "unknown reason".
 *
 * Constant time.
 */
const char *citygate_reason_text(citygate_reason_t reason);

/**
 * What a reason says, in Chinese.
 *
 * @param[in] reason the reason.
 * @return a constant NUL-terminated UTF-8 text, never NULL: a number that is no reason gives "未知原因".
 *
 * Constant time.
 */
const char *citygate_reason_text_zh(citygate_reason_t reason);

/**
 * The name of an attribute, in English.
 *
 * @param[in] attribute one of CITYGATE_ATTRIBUTE_....
 * @return a constant NUL-terminated text, never NULL: what is no attribute with a standard name, or more than one,
 * gives "unknown attribute".
 *
 * Constant time.
 */
const char *citygate_attribute_text(citygate_attributes_t attribute);

/**
 * The name of an attribute, in Chinese.
 *
 * @param[in] attribute one of CITYGATE_ATTRIBUTE_....
 * @return a constant NUL-terminated UTF-8 text, never NULL: what is no attribute with a standard name, or more than
 * one, gives "未知属性".
 *
 * Constant time.
 */
const char *citygate_attribute_text_zh(citygate_attributes_t attribute);

/**
 * Gives the name of a built-in supply order, to list them: index 0 is the default.
 *
 * @param[in] index counted from 0.
 * @param[out] name receives a pointer to constant text of name_length bytes; there is no terminating NUL.
 * @param[out] name_length receives the length of the name.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (there are not so many orders); nothing
 * is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_policy_get_name(uint32_t index,
                                           const char **name,
                                           uint32_t *name_length);

/**
 * Gives the default supply order: Jilin Province's plan of 2024, section 1.7; in each class the technical minimums
 * first. Its steps are constant data of the library.
 *
 * @param[out] policy receives the policy.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; policy is as it was then.
 *
 * Constant time.
 */
citygate_status_t citygate_policy_get_default(citygate_policy_t *policy);

/**
 * Gives a built-in supply order by name, for example "jilin-2024" or "shanxi-2017". Its steps are constant data of the
 * library. Several of the built-in orders are partial: the manual says what each leaves out.
 *
 * @param[in] name the name; no terminating NUL is needed.
 * @param[in] name_length its bytes.
 * @param[out] policy receives the policy.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (no order of this name, or name_length
 * is 0); policy is as it was then.
 *
 * Time grows with the number of built-in orders.
 */
citygate_status_t citygate_policy_find(const char *name,
                                       uint32_t name_length,
                                       citygate_policy_t *policy);

/**
 * Checks a supply order: every step by itself and against the earlier ones, and that every class which the policy
 * answers for is served. citygate_allocate does the same on every call; use this when a policy is loaded.
 *
 * @param[in] policy the policy.
 * @param[out] error_index on an error that has one, receives the index of the step or the class; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, or any CITYGATE_ERROR_POLICY_....
 *
 * Time grows with the square of the number of steps, which is at most 32.
 */
citygate_status_t citygate_policy_check(const citygate_policy_t *policy,
                                        uint32_t *error_index);

/**
 * Shares out a supply among the users of one station and says why each got what it got.
 *
 * The answer is exact to the unit and the same on every machine. Nobody gets more than its demand; every user gets at
 * least its technical minimum or nothing; gas is left over only if nobody who may have it can use it. When supply comes
 * back, the same call with the larger supply restores it in the order of service.
 *
 * @param[in] policy the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * @param[in] users user_count users.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[in] supply_dm3_per_h what there is to share, in the unit of the demands; any value. Supply beyond all demands
 * is no error: the rest is unused.
 * @param[out] grants receives user_count grants, in the order of the users.
 * @param[out] summary receives the totals.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class; may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (user_count is 0), _TOO_MANY
 * (user_count is above the limit), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS,
 * _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED. On an error grants and summary are as they were.
 *
 * Pointers: policy, its steps, users, grants and summary must not be NULL; grants and summary must overlap nothing
 * else.
 *
 * Complexity: two passes over the users for a policy of whole classes whose short step is pro rata, the default among
 * them; in general a few passes for each step that is short, and where bases, weights or minimums call for it the
 * search for a level: for n users about 1.2 x log2(2n) trials, whose work halves from one to the next on average, and
 * never more than 2n.
 */
citygate_status_t citygate_allocate(const citygate_policy_t *policy,
                                    const citygate_user_t *users,
                                    uint32_t user_count,
                                    uint64_t supply_dm3_per_h,
                                    citygate_grant_t *grants,
                                    citygate_summary_t *summary,
                                    uint32_t *error_index);

/**
 * Adds what the grants curtail from each user, over so many periods, to the users' cumulative curtailments, which
 * CITYGATE_SHARE_ROTATING goes by.
 *
 * @param[in,out] users user_count users; cumulative_curtailment_dm3 is increased by (demand - granted) x periods.
 * @param[in] grants user_count grants, as citygate_allocate filled them in for these users.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[in] periods how many periods the grants were in force; 0 changes nothing.
 * @param[out] error_index on an error that has one, receives the index of the user; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _USER_CURTAILMENT_OVERFLOW. On
 * an error nothing is changed.
 *
 * Pointers: users and grants must not be NULL and must not overlap.
 *
 * Complexity: two passes over the users.
 */
citygate_status_t citygate_users_add_curtailment(citygate_user_t *users,
                                                 const citygate_grant_t *grants,
                                                 uint32_t user_count,
                                                 uint32_t periods,
                                                 uint32_t *error_index);

/**
 * Finds the next user that gets less than it asks for: to go through those alone.
 *
 * @param[in] grants user_count grants, as citygate_allocate filled them in.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[in,out] index the first user to look at; becomes the next that is curtailed, or user_count when there is none.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY; index is as it was then.
 *
 * Complexity: one look at each user passed over.
 */
citygate_status_t citygate_grants_next_curtailed(const citygate_grant_t *grants,
                                                 uint32_t user_count,
                                                 uint32_t *index);

/**
 * What changes from one allocation to the next: for each user, and in all.
 *
 * @param[in] before,after user_count grants each, of the same users in the same order, as citygate_allocate filled them
 * in.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[out] changes_dm3_per_h receives user_count changes: what a user gets more, or less if it is negative.
 * @param[out] totals receives the sums.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY; nothing is written then.
 *
 * Complexity: one pass over the users.
 */
citygate_status_t citygate_grants_difference(const citygate_grant_t *before,
                                             const citygate_grant_t *after,
                                             uint32_t user_count,
                                             int64_t *changes_dm3_per_h,
                                             citygate_grant_changes_t *totals);

/**
 * How many words of 64 bits a prepared station takes: as CITYGATE_PREPARED_WORDS, for counts that are known at run
 * time.
 *
 * @param[in] user_count how many users.
 * @return the number of words.
 *
 * Constant time.
 */
uint64_t citygate_prepared_words(uint32_t user_count);

/**
 * Prepares a station: groups its users by class, so that supply and demands can change at little cost.
 *
 * Policy steps and users must stay where they are, and the users as they are, for as long as the station is used. What
 * they want changes with citygate_prepared_set_demand.
 *
 * @param[in] prepared where the station is kept.
 * @param[in] policy the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * @param[in] users user_count users, with the demands at first.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class, or the words needed;
 * may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL
 * (too few words), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
 * _USER_CLASS_NOT_SERVED. On an error the words are as they were.
 *
 * Complexity: four passes over the users.
 */
citygate_status_t citygate_prepared_open(const citygate_prepared_t *prepared,
                                         const citygate_policy_t *policy,
                                         const citygate_user_t *users,
                                         uint32_t user_count,
                                         uint32_t *error_index);

/**
 * Changes what a user wants. Grants and reasons are those of the last allocation until the next.
 *
 * @param[in] prepared the station.
 * @param[in] user which user, counted from 0 as they were given.
 * @param[in] demand_dm3_per_h what it wants from now on.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (no such user), _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; nothing is changed then.
 *
 * Constant time; but the first change after an allocation copies the demands of all users, by which that one is
 * explained.
 */
citygate_status_t citygate_prepared_set_demand(const citygate_prepared_t *prepared,
                                               uint32_t user,
                                               uint32_t demand_dm3_per_h);

/**
 * Shares out a supply among the users of a prepared station, as citygate_allocate does.
 *
 * @param[in] prepared the station.
 * @param[in] supply_dm3_per_h what there is to share; any value.
 * @param[out] summary receives the totals, those by class among them.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_TOO_SMALL; nothing is changed then.
 *
 * Complexity: one pass over the users; in addition the general walk among those of the step that is short who state a
 * base or are on/off, or all its users where it has minimums due or is not pro rata.
 */
citygate_status_t citygate_prepared_allocate(const citygate_prepared_t *prepared,
                                             uint64_t supply_dm3_per_h,
                                             citygate_summary_t *summary);

/**
 * What every user was granted in the last allocation of a prepared station, and why.
 *
 * @param[in] prepared the station.
 * @param[out] grants receives one grant for each user, in the order in which the users were given.
 * @param[in] user_count as when the station was opened.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
 * station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; grants are as they were then.
 *
 * Complexity: one pass over the users.
 */
citygate_status_t citygate_prepared_get_grants(const citygate_prepared_t *prepared,
                                               citygate_grant_t *grants,
                                               uint32_t user_count);

/**
 * Which of the users stands at each place of a prepared station: by class, and within a class as they were given. A
 * batch whose rows are in this order has nothing to be put in order.
 *
 * @param[in] prepared the station.
 * @param[out] order receives one index for each user.
 * @param[in] user_count as when the station was opened.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
 * station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; order is as it was then.
 *
 * Complexity: one pass over the users.
 */
citygate_status_t citygate_prepared_get_order(const citygate_prepared_t *prepared,
                                              uint32_t *order,
                                              uint32_t user_count);

/**
 * Shares out many cases of a prepared station, each by itself. The demands of the station stay as they are; its grants
 * are afterwards those of its demands, changed ones included, and the supply of its last allocation.
 *
 * @param[in] prepared the station.
 * @param[in] batch what the users want in each case, and what there is.
 * @param[in] result where the answers are written.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no cases), _TOO_MANY (more demands than
 * memory holds), _EVENT_CODE (is_in_station_order is neither 0 nor 1, or a reserved byte is not 0), _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL; what result points to is as it was then.
 *
 * Complexity: one pass over the demands, and another for grants and for reasons each where they are wanted; in addition
 * the general walk as for citygate_prepared_allocate.
 */
citygate_status_t citygate_prepared_allocate_batch(const citygate_prepared_t *prepared,
                                                   const citygate_batch_t *batch,
                                                   const citygate_batch_output_t *result);

/**
 * Puts users in the order of the rotation for the next allocation: writes how soon each is to be served into
 * cumulative_curtailment_dm3, by which steps with CITYGATE_SHARE_ROTATING go. Users that no rotating step serves stay
 * as they are. Call it before citygate_allocate, and citygate_tallies_add_interval after it.
 *
 * @param[in] policy the supply order; each rotating step says what it counts, the longest outage and the shortest turn.
 * @param[in] tallies user_count tallies, in the order of the users; one of zeros is that of a user that never went
 * without.
 * @param[in,out] users user_count users; cumulative_curtailment_dm3 is written.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, any CITYGATE_ERROR_POLICY_...,
 * _USER_UNKNOWN_ON_OFF (is_off of the user's tally is neither 0 nor 1). On an error nothing is changed.
 *
 * Complexity: two passes over the users.
 */
citygate_status_t citygate_users_rotate(const citygate_policy_t *policy,
                                        const citygate_rotation_tally_t *tallies,
                                        citygate_user_t *users,
                                        uint32_t user_count,
                                        uint32_t *error_index);

/**
 * Counts an interval for which the grants were in force: an hour, a shift, always the same while. Tells how many users
 * of rotating steps are without gas, and how many of them for too long. A user that wants nothing is not counted.
 *
 * @param[in] policy the supply order, as for the allocation.
 * @param[in] users user_count users.
 * @param[in] grants user_count grants, as citygate_allocate filled them in for these users.
 * @param[in,out] tallies user_count tallies; the interval is added.
 * @param[in] user_count 1 to CITYGATE_MAX_USERS.
 * @param[out] outages receives how many are without gas now.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, any CITYGATE_ERROR_POLICY_...,
 * _USER_UNKNOWN_ON_OFF (is_off of the user's tally is neither 0 nor 1). On an error nothing is changed.
 *
 * Complexity: two passes over the users.
 */
citygate_status_t citygate_tallies_add_interval(const citygate_policy_t *policy,
                                                const citygate_user_t *users,
                                                const citygate_grant_t *grants,
                                                citygate_rotation_tally_t *tallies,
                                                uint32_t user_count,
                                                citygate_outages_t *outages,
                                                uint32_t *error_index);

/**
 * Converts a flow in m3/h to whole dm3/h, to the nearest, halves upwards.
 *
 * @param[in] flow_m3_per_h 0 to 4294967.295.
 * @param[out] flow_dm3_per_h receives the result.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is written
 * then.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers.
 */
citygate_status_t citygate_flow_from_m3_per_h(double flow_m3_per_h, uint32_t *flow_dm3_per_h);

/**
 * A flow in m3/h, for people: exact to the unit for flows below 2^53 dm3/h.
 *
 * @param[in] flow_dm3_per_h a flow, or a sum of flows.
 * @return the flow in m3/h. Constant time; floating point, as citygate_flow_from_m3_per_h.
 */
double citygate_flow_to_m3_per_h(uint64_t flow_dm3_per_h);

/**
 * Converts a flow in m3/d to whole dm3/h, to the nearest, halves upwards.
 *
 * @param[in] flow_m3_per_d 0 to 103079215.08.
 * @param[out] flow_dm3_per_h receives the result.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is written
 * then.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers.
 */
citygate_status_t citygate_flow_from_m3_per_d(double flow_m3_per_d, uint32_t *flow_dm3_per_h);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_CORE_H */
