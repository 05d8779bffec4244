/* citygate: shares out scarce natural gas at a city gate station.
 *
 * This header is the manual of the C interface. It is generated from src/ffi; do not edit it.
 *
 * Conventions, the same for every function:
 *
 * - Memory belongs to the caller. Nothing is kept after a call returns, except in contexts (citygate_event_t,
 *   citygate_trend_t), which are memory of the caller too: opened once, checked in every call, never moved.
 * - A function that can fail returns an int32_t: CITYGATE_OK (0), or a negative CITYGATE_ERROR_.... The numbers
 *   never change meaning. Outputs are written on success only; place and fault, if given, on failure only.
 * - NULL, zero counts, counts beyond the limit, misaligned or overlapping buffers and unknown codes are errors,
 *   never crashes, and change nothing. A pointer to memory that is not yours cannot be recognized.
 * - All quantities of one call are in one unit. The names say dm3/h (0.001 m3/h at 20 degC and 101.325 kPa), the
 *   intended one; any other serves as well, as long as the whole call uses it.
 * - No heap, no recursion, no panic, no static data that changes (on x86, the digest remembers in one atomic word
 *   what the processor can do). Every function is reentrant and may be called from an interrupt, given the time
 *   and the stack for it. docs/microcontrollers.md has a table of both.
 */

#ifndef CITYGATE_H
#define CITYGATE_H

#include <stddef.h>
#include <stdint.h>
/* How many words of 64 bits citygate_network_allocate needs to work in. */
#define CITYGATE_NETWORK_SCRATCH_WORDS(nodes, users) (13u * (nodes) + 9u * (users))
/* The same for citygate_horizon_allocate; nodes is 0 for one station. */
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
#define CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW (-43)

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
 * What a user wants in a period exceeds 2^32 - 1. Where: its error_index among the grants.
 */
#define CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE (-135)

/**
 * The spread over time is unknown.
 */
#define CITYGATE_ERROR_UNKNOWN_SPREAD (-136)

/**
 * A quantity of the gas or the pipe is below its range. Where: the quantity, see citygate_gas_quantity_text.
 */
#define CITYGATE_ERROR_GAS_TOO_LOW (-140)

/**
 * A quantity of the gas or the pipe is above its range. Where: the quantity, see citygate_gas_quantity_text.
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
 * A context was never opened, is zeroed, or damaged.
 */
#define CITYGATE_ERROR_EVENT_CONTEXT (-80)

/**
 * A context is not where it was opened: it was copied or moved.
 */
#define CITYGATE_ERROR_EVENT_MOVED (-81)

/**
 * A context is in use by another call, for example by the one that an interrupt came in.
 */
#define CITYGATE_ERROR_EVENT_BUSY (-82)

/**
 * A context, a ring or a buffer is too small. Where: the size or count needed.
 */
#define CITYGATE_ERROR_EVENT_TOO_SMALL (-83)

/**
 * A code, a set of bits or a reserved field is none of those listed. Where: offset of the field in its structure.
 */
#define CITYGATE_ERROR_EVENT_CODE (-84)

/**
 * A setting is out of range. Where: offset of the field in its structure.
 */
#define CITYGATE_ERROR_EVENT_SETTINGS (-85)

/**
 * No word of an event was received.
 */
#define CITYGATE_ERROR_EVENT_NOT_NOTIFIED (-86)

/**
 * Word of the event was received already; close it before the next one.
 */
#define CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED (-87)

/**
 * An event is closed when the response is back to normal, with nothing proposed.
 */
#define CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL (-88)

/**
 * An event is closed when everybody who is owed a first report has had one. Where: who has not, as bits.
 */
#define CITYGATE_ERROR_EVENT_REPORTS_OWED (-89)

/**
 * A saved event is damaged, of another version, or sealed with another key.
 */
#define CITYGATE_ERROR_EVENT_SAVED (-90)

/**
 * A text is not UTF-8. Where: the item.
 */
#define CITYGATE_ERROR_EVENT_NOT_UTF8 (-91)

/**
 * The journal is full, and nothing is decided without a record: store and release records.
 */
#define CITYGATE_ERROR_JOURNAL_FULL (-92)

/**
 * A record is not one of version 1, or of no known kind. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_VERSION (-93)

/**
 * A record has another sequence number than it has to have: removed, repeated or moved. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_SEQUENCE (-94)

/**
 * The journal was kept with a key, and none is given. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_KEY_NEEDED (-95)

/**
 * A key is given, and a record was written without one. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_NOT_KEYED (-96)

/**
 * A record's tag is wrong: it, or one before it, was altered, or the key is another. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_TAG (-97)

/**
 * The records end within a record. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_INCOMPLETE (-98)

/**
 * Records are missing at the end: the head expected counts more. Where: the first record missing.
 */
#define CITYGATE_ERROR_JOURNAL_TRUNCATED (-99)

/**
 * The chain is sound, but not the one that the head expected was made of. Where: the record.
 */
#define CITYGATE_ERROR_JOURNAL_OTHER_HEAD (-100)

/**
 * Nothing is proposed that could be confirmed or rejected.
 */
#define CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED (-101)

/**
 * The confirmation names another response than the one proposed. Where: the response proposed.
 */
#define CITYGATE_ERROR_RESPONSE_OTHER_PROPOSED (-102)

/**
 * What is proposed is in force already, or proposed already.
 */
#define CITYGATE_ERROR_RESPONSE_ALREADY_PROPOSED (-103)

/**
 * A proposal at least as serious is pending; confirm or reject it first. Where: the response proposed.
 */
#define CITYGATE_ERROR_RESPONSE_MORE_SERIOUS_PROPOSED (-104)

/**
 * The end is proposed; declare or reject it first.
 */
#define CITYGATE_ERROR_RESPONSE_TERMINATION_PENDING (-105)

/**
 * A change or a new start is proposed; confirm or reject it first.
 */
#define CITYGATE_ERROR_RESPONSE_CHANGE_PENDING (-106)

/**
 * No response is in force.
 */
#define CITYGATE_ERROR_RESPONSE_NOT_STARTED (-107)

/**
 * The end has not been proposed; propose it first.
 */
#define CITYGATE_ERROR_RESPONSE_TERMINATION_NOT_PROPOSED (-108)

/**
 * There is no transition to close.
 */
#define CITYGATE_ERROR_RESPONSE_NO_TRANSITION (-109)

/**
 * The authority may not do this. Where: who may; bit n stands for authority n.
 */
#define CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED (-110)

/**
 * The office of the headquarters starts level 3 or 4 on a stated ground only.
 */
#define CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING (-111)

/**
 * The end is declared when the event is dealt with and supply is restored. Where: bit 0 dealt with, bit 1 restored.
 */
#define CITYGATE_ERROR_RESPONSE_END_CONDITIONS_UNMET (-112)

/**
 * The State Council is asked for support only in a response that the province leads.
 */
#define CITYGATE_ERROR_RESPONSE_NOT_LED_BY_PROVINCE (-113)

/**
 * No warning is in force.
 */
#define CITYGATE_ERROR_WARNING_NOT_ISSUED (-114)

/**
 * The warning has this level already.
 */
#define CITYGATE_ERROR_WARNING_SAME_LEVEL (-115)

/**
 * The engine and the enterprise issue no warnings; an authority does.
 */
#define CITYGATE_ERROR_WARNING_NO_AUTHORITY (-116)

/**
 * Only who issued the warning adjusts and lifts it (谁发布、谁解除).
 */
#define CITYGATE_ERROR_WARNING_NOT_THE_ISSUER (-117)

/**
 * The peak demand is zero, so the fraction has no value.
 */
#define CITYGATE_ERROR_N_MINUS_1_NO_DEMAND (-118)

/**
 * The largest infrastructure is zero though there is capacity, or exceeds every group of capacities.
 */
#define CITYGATE_ERROR_N_MINUS_1_LARGEST (-119)

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
#define CITYGATE_SHARE_ALL_OR_NOTHING 3u

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
 * "None" where a code begins with 1: no grade, criterion, level or ground.
 */
#define CITYGATE_NONE 0u

/**
 * "None" where a code begins with 0: no response, trend, government or evaluator.
 */
#define CITYGATE_ABSENT 255u

/**
 * "Not known" for an imbalance in permille.
 */
#define CITYGATE_PERMILLE_UNKNOWN 65535u

/**
 * "No wall clock" where a wall clock time in ms is given.
 */
#define CITYGATE_WALL_UNKNOWN 0ull

/**
 * "Never" where milliseconds until something are given.
 */
#define CITYGATE_NEVER_MS 18446744073709551615ull

/**
 * The first report is due so long after word of an event: an hour. Plan 4.2.
 */
#define CITYGATE_FIRST_REPORT_MS 3600000u

/**
 * Grade I, particularly serious (特别重大). Plan 1.5.1.
 */
#define CITYGATE_GRADE_I 1u

/**
 * Grade II, serious (重大).
 */
#define CITYGATE_GRADE_II 2u

/**
 * Grade III, fairly serious (较大).
 */
#define CITYGATE_GRADE_III 3u

/**
 * Grade IV, general (一般).
 */
#define CITYGATE_GRADE_IV 4u

/**
 * The imbalance gave the grade.
 */
#define CITYGATE_CRITERION_IMBALANCE 1u

/**
 * The interruption of main users gave the grade.
 */
#define CITYGATE_CRITERION_INTERRUPTION 2u

/**
 * Both criteria give the same grade.
 */
#define CITYGATE_CRITERION_BOTH 3u

/**
 * The city evaluates afterwards (市、州). Plan 5.3.
 */
#define CITYGATE_EVALUATOR_CITY 0u

/**
 * The province evaluates (省).
 */
#define CITYGATE_EVALUATOR_PROVINCE 1u

/**
 * Whoever national rules name evaluates (按国家有关规定).
 */
#define CITYGATE_EVALUATOR_NATIONAL_RULES 2u

/**
 * The imbalance gets smaller (缩小).
 */
#define CITYGATE_TREND_NARROWING 0u

/**
 * The imbalance stays as it is (持平).
 */
#define CITYGATE_TREND_STEADY 1u

/**
 * The imbalance is still widening (仍在扩大).
 */
#define CITYGATE_TREND_WIDENING 2u

/**
 * The operator stated the trend.
 */
#define CITYGATE_TREND_SOURCE_STATED 0u

/**
 * The trend was measured.
 */
#define CITYGATE_TREND_SOURCE_MEASURED 1u

/**
 * The trend is not known: widening is assumed.
 */
#define CITYGATE_TREND_SOURCE_ASSUMED 2u

/**
 * The network runs normally (正常运行).
 */
#define CITYGATE_NETWORK_CONDITION_NORMAL 0u

/**
 * Normal running is expected to be affected (预计影响正常运行).
 */
#define CITYGATE_NETWORK_CONDITION_AFFECTED 1u

/**
 * The network may become unable to run normally (可能无法正常运行).
 */
#define CITYGATE_NETWORK_CONDITION_AT_RISK 2u

/**
 * Unmet bit: the normal supply is zero, so the imbalance cannot be judged.
 */
#define CITYGATE_UNMET_NORMAL_SUPPLY_MISSING 1u

/**
 * Unmet bit: the imbalance is below the bound of the next higher grade.
 */
#define CITYGATE_UNMET_IMBALANCE_TOO_SMALL 2u

/**
 * Unmet bit: the imbalance is not widening.
 */
#define CITYGATE_UNMET_NOT_WIDENING 4u

/**
 * Unmet bit: the state of the network is better than the next higher grade asks.
 */
#define CITYGATE_UNMET_NETWORK_NOT_BAD_ENOUGH 8u

/**
 * Unmet bit: the interruption is shorter than the bound of the next higher grade.
 */
#define CITYGATE_UNMET_INTERRUPTION_TOO_SHORT 16u

/**
 * The sample was taken.
 */
#define CITYGATE_SAMPLE_ADDED 0u

/**
 * The sample is older than the newest one and was put in its error_index.
 */
#define CITYGATE_SAMPLE_ADDED_LATE 1u

/**
 * The sample was taken as the first of a new window, after a pause or a while that was lost.
 */
#define CITYGATE_SAMPLE_AFTER_GAP 2u

/**
 * The sample was passed over: nearer to another one than the spacing. Normal when one is offered at every scan.
 */
#define CITYGATE_SAMPLE_TOO_CLOSE 3u

/**
 * The sample was passed over: there is one of this time already.
 */
#define CITYGATE_SAMPLE_REPEATED 4u

/**
 * The sample was passed over: older than the window reaches.
 */
#define CITYGATE_SAMPLE_TOO_OLD 5u

/**
 * How many samples a trend window holds.
 */
#define CITYGATE_TREND_SAMPLES 16u

/**
 * This library and what runs around it; it may propose and record, never confirm.
 */
#define CITYGATE_AUTHORITY_ENGINE 0u

/**
 * The government of the county (县、市、区).
 */
#define CITYGATE_AUTHORITY_COUNTY 1u

/**
 * The government of the city or prefecture (市、州).
 */
#define CITYGATE_AUTHORITY_CITY 2u

/**
 * The office of the provincial headquarters (省指挥部办公室).
 */
#define CITYGATE_AUTHORITY_HQ_OFFICE 3u

/**
 * A deputy commander of the provincial headquarters (副指挥长).
 */
#define CITYGATE_AUTHORITY_DEPUTY_COMMANDER 4u

/**
 * The commander of the provincial headquarters (指挥长).
 */
#define CITYGATE_AUTHORITY_COMMANDER 5u

/**
 * The gas supply enterprise (供气企业): it reports; it decides on no warning and no response.
 */
#define CITYGATE_AUTHORITY_ENTERPRISE 6u

/**
 * Warning level 1, red (红色预警). Plan 3.3.
 */
#define CITYGATE_WARNING_RED 1u

/**
 * Warning level 2, orange (橙色预警).
 */
#define CITYGATE_WARNING_ORANGE 2u

/**
 * Warning level 3, yellow (黄色预警).
 */
#define CITYGATE_WARNING_YELLOW 3u

/**
 * Warning level 4, blue (蓝色预警).
 */
#define CITYGATE_WARNING_BLUE 4u

/**
 * A warning is issued (发布).
 */
#define CITYGATE_WARNING_ACTION_ISSUE 0u

/**
 * A warning is adjusted (调整).
 */
#define CITYGATE_WARNING_ACTION_ADJUST 1u

/**
 * A warning is lifted (解除).
 */
#define CITYGATE_WARNING_ACTION_LIFT 2u

/**
 * No network is threatened. Plan 3.3.
 */
#define CITYGATE_POSSIBILITY_NONE 0u

/**
 * A regional network is possibly affected.
 */
#define CITYGATE_POSSIBILITY_REGIONAL_AFFECTED 1u

/**
 * The province's trunk network is quite possibly affected.
 */
#define CITYGATE_POSSIBILITY_TRUNK_AFFECTED 2u

/**
 * The province's trunk network may become unable to run.
 */
#define CITYGATE_POSSIBILITY_TRUNK_UNABLE 3u

/**
 * An outage reaches nobody. Plan 3.3.
 */
#define CITYGATE_WARNING_REACH_NONE 0u

/**
 * Downstream users of a county; also when they are seriously affected without being interrupted.
 */
#define CITYGATE_WARNING_REACH_COUNTY 1u

/**
 * Downstream users of cities that are not key cities.
 */
#define CITYGATE_WARNING_REACH_OTHER_CITY 2u

/**
 * Main downstream users of key cities or of supply nodes.
 */
#define CITYGATE_WARNING_REACH_KEY_CITY_OR_NODE 3u

/**
 * The whole province.
 */
#define CITYGATE_WARNING_REACH_PROVINCE 4u

/**
 * Measure bit: monitor more often. Plan 3.3.
 */
#define CITYGATE_MEASURE_MONITOR 1u

/**
 * Measure bit: patrol, watch and repair.
 */
#define CITYGATE_MEASURE_PATROL 2u

/**
 * Measure bit: analyse possibility, reach and grade.
 */
#define CITYGATE_MEASURE_ANALYSE 4u

/**
 * Measure bit: watch and answer public opinion.
 */
#define CITYGATE_MEASURE_PUBLIC_OPINION 8u

/**
 * Measure bit: other necessary measures of a blue or yellow warning.
 */
#define CITYGATE_MEASURE_OTHER_BASIC 16u

/**
 * Measure bit: teams and persons in charge on standby.
 */
#define CITYGATE_MEASURE_TEAMS_ON_STANDBY 32u

/**
 * Measure bit: reserves alerted.
 */
#define CITYGATE_MEASURE_RESERVES_ALERTED 64u

/**
 * Measure bit: material and equipment placed ahead.
 */
#define CITYGATE_MEASURE_MATERIAL_PLACED_AHEAD 128u

/**
 * Measure bit: linkage of the governments affected.
 */
#define CITYGATE_MEASURE_GOVERNMENT_LINKAGE 256u

/**
 * Measure bit: other necessary measures of an orange or red warning.
 */
#define CITYGATE_MEASURE_OTHER_ADVANCED 512u

/**
 * All measures: those of an orange or red warning.
 */
#define CITYGATE_MEASURES_ALL 1023u

/**
 * Response level 1 (一级响应), for grade I. Plan 1.5.2.
 */
#define CITYGATE_RESPONSE_LEVEL_1 1u

/**
 * Response level 2 (二级响应), for grade II.
 */
#define CITYGATE_RESPONSE_LEVEL_2 2u

/**
 * Response level 3 (三级响应), for grade III.
 */
#define CITYGATE_RESPONSE_LEVEL_3 3u

/**
 * Response level 4 (四级响应), for grade IV.
 */
#define CITYGATE_RESPONSE_LEVEL_4 4u

/**
 * Response of level 1, led by the province. The most serious one comes first.
 */
#define CITYGATE_RESPONSE_1 0u

/**
 * Response of level 2, led by the province.
 */
#define CITYGATE_RESPONSE_2 1u

/**
 * Response of level 3, led by the province through the office of its headquarters.
 */
#define CITYGATE_RESPONSE_3_PROVINCE 2u

/**
 * Response of level 3, led by the city.
 */
#define CITYGATE_RESPONSE_3_CITY 3u

/**
 * Response of level 4, led by the province through the office of its headquarters.
 */
#define CITYGATE_RESPONSE_4_PROVINCE 4u

/**
 * Response of level 4, led by the city.
 */
#define CITYGATE_RESPONSE_4_CITY 5u

/**
 * Response of level 4, led by the county.
 */
#define CITYGATE_RESPONSE_4_COUNTY 6u

/**
 * County (县、市、区).
 */
#define CITYGATE_GOVERNMENT_COUNTY 0u

/**
 * City or prefecture (市、州).
 */
#define CITYGATE_GOVERNMENT_CITY 1u

/**
 * Province (省).
 */
#define CITYGATE_GOVERNMENT_PROVINCE 2u

/**
 * The event reaches one county.
 */
#define CITYGATE_AFFECTED_AREA_ONE_COUNTY 0u

/**
 * The event reaches several counties of one city.
 */
#define CITYGATE_AFFECTED_AREA_SEVERAL_COUNTIES 1u

/**
 * The event reaches several cities of the province.
 */
#define CITYGATE_AFFECTED_AREA_SEVERAL_CITIES 2u

/**
 * The event reaches more than one province.
 */
#define CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES 3u

/**
 * Ground: the means of the city (level 3), of county and city (level 4), are exceeded. Plan 4.1.
 */
#define CITYGATE_JUSTIFICATION_MEANS_EXCEEDED 1u

/**
 * Ground: the trend of the event.
 */
#define CITYGATE_JUSTIFICATION_TREND_OF_EVENT 2u

/**
 * Ground: instruction of provincial leaders.
 */
#define CITYGATE_JUSTIFICATION_INSTRUCTION 3u

/**
 * Ground: the city's application.
 */
#define CITYGATE_JUSTIFICATION_APPLICATION 4u

/**
 * Ground (interpretation): the event reaches several cities.
 */
#define CITYGATE_JUSTIFICATION_SEVERAL_REGIONS 5u

/**
 * No response, nothing proposed (正常).
 */
#define CITYGATE_PHASE_NORMAL 0u

/**
 * A start is proposed (建议启动).
 */
#define CITYGATE_PHASE_PROPOSED 1u

/**
 * Started (已启动).
 */
#define CITYGATE_PHASE_STARTED 2u

/**
 * Started; a change of level or lead is proposed (建议调整).
 */
#define CITYGATE_PHASE_CHANGE_PROPOSED 3u

/**
 * Started; the end is proposed (建议终止).
 */
#define CITYGATE_PHASE_TERMINATION 4u

/**
 * The end is declared; normal use is being restored step by step (过渡期).
 */
#define CITYGATE_PHASE_TRANSITION 5u

/**
 * In the transition; a new start is proposed (过渡期内建议再启动).
 */
#define CITYGATE_PHASE_RESTART_PROPOSED 6u

/**
 * Act: propose to start a response, or to change to it. Add a CITYGATE_RESPONSE_....
 */
#define CITYGATE_ACTION_PROPOSE 0u

/**
 * Act: confirm the proposal of a response. Add the CITYGATE_RESPONSE_... proposed.
 */
#define CITYGATE_ACTION_CONFIRM 7u

/**
 * Act: propose to end the response.
 */
#define CITYGATE_ACTION_PROPOSE_TERMINATION 14u

/**
 * Act: declare the end; the transition begins.
 */
#define CITYGATE_ACTION_DECLARE_TERMINATION 15u

/**
 * Act: turn the pending proposal down, or withdraw it.
 */
#define CITYGATE_ACTION_REJECT 16u

/**
 * Act: declare normal use restored; the transition is over.
 */
#define CITYGATE_ACTION_CLOSE_TRANSITION 17u

/**
 * Act: ask the State Council for support.
 */
#define CITYGATE_ACTION_REQUEST_SUPPORT 18u

/**
 * Recipient bit: the local government (属地人民政府). Plan 4.2.
 */
#define CITYGATE_RECIPIENT_LOCAL_GOVERNMENT 1u

/**
 * Recipient bit: the local energy authority (属地能源主管部门).
 */
#define CITYGATE_RECIPIENT_ENERGY_AUTHORITY 2u

/**
 * Recipient bit: the provincial energy authority (省级能源主管部门).
 */
#define CITYGATE_RECIPIENT_PROVINCIAL_ENERGY_AUTHORITY 4u

/**
 * Recipient bit: the provincial leadership (省委、省政府).
 */
#define CITYGATE_RECIPIENT_PROVINCIAL_LEADERSHIP 8u

/**
 * Recipient bit: the State Council (国务院), through the provincial leadership.
 */
#define CITYGATE_RECIPIENT_STATE_COUNCIL 16u

/**
 * All recipients.
 */
#define CITYGATE_RECIPIENTS_ALL 31u

/**
 * How many recipients there are.
 */
#define CITYGATE_RECIPIENT_COUNT 5u

/**
 * Sensitivity bit: the event is sensitive in itself (事件本身敏感). Plan 4.2.
 */
#define CITYGATE_SENSITIVITY_IN_ITSELF 1u

/**
 * Sensitivity bit: by its error_index (敏感地区).
 */
#define CITYGATE_SENSITIVITY_BY_PLACE 2u

/**
 * Sensitivity bit: by its time (敏感时间).
 */
#define CITYGATE_SENSITIVITY_BY_TIME 4u

/**
 * Sensitivity bit: it is likely to become grade I (可能演化为特别重大).
 */
#define CITYGATE_SENSITIVITY_LIKELY_GRADE_I 8u

/**
 * Item of a report: when it happened (时间). Plan 4.2.
 */
#define CITYGATE_REPORT_ITEM_TIME 0u

/**
 * Item: where (地点).
 */
#define CITYGATE_REPORT_ITEM_PLACE 1u

/**
 * Item: source of the information (信息来源).
 */
#define CITYGATE_REPORT_ITEM_SOURCE 2u

/**
 * Item: nature of the event (事件性质).
 */
#define CITYGATE_REPORT_ITEM_NATURE 3u

/**
 * Item: short course of it (简要经过).
 */
#define CITYGATE_REPORT_ITEM_COURSE 4u

/**
 * Item: reach of its effect (影响范围).
 */
#define CITYGATE_REPORT_ITEM_REACH 5u

/**
 * Item: casualties and missing (人员伤亡和失联情况).
 */
#define CITYGATE_REPORT_ITEM_CASUALTIES 6u

/**
 * Item: damage to buildings and infrastructure (房屋和基础设施损毁情况).
 */
#define CITYGATE_REPORT_ITEM_DAMAGE 7u

/**
 * Item: traffic (交通).
 */
#define CITYGATE_REPORT_ITEM_TRAFFIC 8u

/**
 * Item: public opinion online (网络舆情).
 */
#define CITYGATE_REPORT_ITEM_PUBLIC_OPINION 9u

/**
 * Item: public order (社会治安).
 */
#define CITYGATE_REPORT_ITEM_PUBLIC_ORDER 10u

/**
 * Item: rescue on site (现场救援).
 */
#define CITYGATE_REPORT_ITEM_RESCUE 11u

/**
 * Item: measures taken (已采取的措施).
 */
#define CITYGATE_REPORT_ITEM_MEASURES 12u

/**
 * How many items a report has.
 */
#define CITYGATE_REPORT_ITEM_COUNT 13u

/**
 * A report as Chinese text.
 */
#define CITYGATE_REPORT_FORMAT_CHINESE 0u

/**
 * A report as English text.
 */
#define CITYGATE_REPORT_FORMAT_ENGLISH 1u

/**
 * A report as one JSON object (RFC 8259).
 */
#define CITYGATE_REPORT_FORMAT_JSON 2u

/**
 * Nothing is due.
 */
#define CITYGATE_OBLIGATION_NOTHING 0u

/**
 * Due in so many milliseconds; 0 is the last moment in time.
 */
#define CITYGATE_OBLIGATION_PENDING 1u

/**
 * Late by so many milliseconds.
 */
#define CITYGATE_OBLIGATION_OVERDUE 2u

/**
 * An unknown while was lost since the deadline was set: it may have passed; treat it as due at once.
 */
#define CITYGATE_OBLIGATION_TIME_LOST 3u

/**
 * The clock ran on.
 */
#define CITYGATE_DOWNTIME_NONE 0u

/**
 * The clock had stopped; the wall clock tells for how long.
 */
#define CITYGATE_DOWNTIME_ACCOUNTED 1u

/**
 * The clock had stopped and nobody knows for how long: every deadline is due at once.
 */
#define CITYGATE_DOWNTIME_UNACCOUNTED 2u

/**
 * No word of an event was received.
 */
#define CITYGATE_EVENT_NONE 0u

/**
 * Word was received; the event is open.
 */
#define CITYGATE_EVENT_OPEN 1u

/**
 * The event is closed.
 */
#define CITYGATE_EVENT_CLOSED 2u

/**
 * Entry: the journal was opened. n0 station, n1 records made before a restart that never reached the store.
 */
#define CITYGATE_JOURNAL_ENTRY_OPENED 1u

/**
 * Entry: entries were lost because the ring was full. n0 count; n1 time in ms and n2 wall clock of the first one; n3
 * and n4 of the last one; n5 the clock's gaps, first in the upper, last in the lower 32 bits.
 */
#define CITYGATE_JOURNAL_ENTRY_LOST 2u

/**
 * Entry: the clock. c0: 1 an outage of n0 ms was bridged, 2 one of unknown length, 3 the wall clock was set by n1 ms
 * (two's complement).
 */
#define CITYGATE_JOURNAL_ENTRY_CLOCK 3u

/**
 * Entry: word of the event was received. c0 authority, n0 age in ms, n1 signatory, n2 to n5 digest of its text.
 */
#define CITYGATE_JOURNAL_ENTRY_NOTIFIED 4u

/**
 * Entry: the event was graded. c0 grade, c1 criterion, c2 trend, c3 its source, c4 network, c5 response recommended;
 * n0 normal and n1 available supply, n2 interruption in minutes, n3 imbalance in permille.
 */
#define CITYGATE_JOURNAL_ENTRY_GRADED 5u

/**
 * Entry: an act of the response was done. c0 act, c1 authority, c2 ground, c3 bit 0 dealt with, bit 1 supply restored,
 * c4 state before, c5 state after; n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_ACTION 6u

/**
 * Entry: an act of the response was refused. As CITYGATE_JOURNAL_ENTRY_ACTION, with c5 the refusal n of status -100 - n.
 */
#define CITYGATE_JOURNAL_ENTRY_REFUSED 7u

/**
 * Entry: a warning was issued, adjusted or lifted. c0 act, c1 authority, c2 level before, c3 level after; n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_WARNED 8u

/**
 * Entry: a report was sent. c0 recipients, c1 of them late, c2 of them perhaps late, c3 authority; n0 number of the
 * report, n1 signatory, n2 to n5 digest of the report.
 */
#define CITYGATE_JOURNAL_ENTRY_REPORTED 9u

/**
 * Entry: reports became overdue, or may have. c0 recipients.
 */
#define CITYGATE_JOURNAL_ENTRY_OVERDUE 10u

/**
 * Entry: whom the event is to be reported to in addition. c0 recipients, c1 sensitivity.
 */
#define CITYGATE_JOURNAL_ENTRY_REPORT_TO 11u

/**
 * Entry: supply was shared out. n0 demand, n1 supply, n2 served, n3 curtailed, n4 the caller's number of the policy.
 */
#define CITYGATE_JOURNAL_ENTRY_ALLOCATED 12u

/**
 * Entry: the policy was changed. c0 authority, n0 signatory, n1 the caller's number of the policy, n2 to n5 its digest.
 */
#define CITYGATE_JOURNAL_ENTRY_POLICY_CHANGED 13u

/**
 * Entry: the event was closed. c0 authority, n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_CLOSED 14u

/**
 * Entry: whatever the caller wants on record. n0 the caller's code, n1 to n5 numbers.
 */
#define CITYGATE_JOURNAL_ENTRY_NOTE 15u

/**
 * Texts of CITYGATE_GRADE_....
 */
#define CITYGATE_TEXT_GRADE 0u

/**
 * Texts of CITYGATE_CRITERION_....
 */
#define CITYGATE_TEXT_CRITERION 1u

/**
 * Texts of CITYGATE_EVALUATOR_....
 */
#define CITYGATE_TEXT_EVALUATOR 2u

/**
 * Texts of CITYGATE_TREND_....
 */
#define CITYGATE_TEXT_TREND 3u

/**
 * Texts of CITYGATE_TREND_SOURCE_....
 */
#define CITYGATE_TEXT_TREND_SOURCE 4u

/**
 * Texts of CITYGATE_NETWORK_....
 */
#define CITYGATE_TEXT_NETWORK_CONDITION 5u

/**
 * Texts of CITYGATE_UNMET_...; the code is the number of the bit.
 */
#define CITYGATE_TEXT_UNMET 6u

/**
 * Texts of CITYGATE_SAMPLE_....
 */
#define CITYGATE_TEXT_SAMPLE 7u

/**
 * Texts of CITYGATE_AUTHORITY_....
 */
#define CITYGATE_TEXT_AUTHORITY 8u

/**
 * Texts of CITYGATE_WARNING_....
 */
#define CITYGATE_TEXT_WARNING 9u

/**
 * Texts of CITYGATE_WARNING_ACTION_....
 */
#define CITYGATE_TEXT_WARNING_ACTION 10u

/**
 * Texts of CITYGATE_POSSIBILITY_....
 */
#define CITYGATE_TEXT_POSSIBILITY 11u

/**
 * Texts of CITYGATE_WARNING_REACH_....
 */
#define CITYGATE_TEXT_WARNING_REACH 12u

/**
 * Texts of CITYGATE_MEASURE_...; the code is the number of the bit.
 */
#define CITYGATE_TEXT_MEASURE 13u

/**
 * Texts of CITYGATE_LEVEL_....
 */
#define CITYGATE_TEXT_RESPONSE_LEVEL 14u

/**
 * Texts of CITYGATE_RESPONSE_....
 */
#define CITYGATE_TEXT_RESPONSE 15u

/**
 * Texts of CITYGATE_GOVERNMENT_....
 */
#define CITYGATE_TEXT_GOVERNMENT 16u

/**
 * Texts of CITYGATE_AFFECTED_AREA_....
 */
#define CITYGATE_TEXT_AFFECTED_AREA 17u

/**
 * Texts of CITYGATE_JUSTIFICATION_....
 */
#define CITYGATE_TEXT_JUSTIFICATION 18u

/**
 * Texts of CITYGATE_PHASE_....
 */
#define CITYGATE_TEXT_PHASE 19u

/**
 * Texts of CITYGATE_ACTION_....
 */
#define CITYGATE_TEXT_ACTION 20u

/**
 * Texts of refusals n, whose status is -100 - n, as CITYGATE_JOURNAL_ENTRY_REFUSED records them.
 */
#define CITYGATE_TEXT_REFUSAL 21u

/**
 * Texts of CITYGATE_RECIPIENT_...; the code is the number of the bit.
 */
#define CITYGATE_TEXT_RECIPIENT 22u

/**
 * Texts of CITYGATE_SENSITIVITY_...; the code is the number of the bit.
 */
#define CITYGATE_TEXT_SENSITIVITY 23u

/**
 * Texts of CITYGATE_REPORT_ITEM_....
 */
#define CITYGATE_TEXT_REPORT_ITEM 24u

/**
 * Texts of CITYGATE_OBLIGATION_....
 */
#define CITYGATE_TEXT_OBLIGATION 25u

/**
 * Texts of CITYGATE_DOWNTIME_....
 */
#define CITYGATE_TEXT_DOWNTIME 26u

/**
 * Texts of CITYGATE_JOURNAL_ENTRY_....
 */
#define CITYGATE_TEXT_JOURNAL_ENTRY 27u

/**
 * Texts of the refusals of a warning; the code is n of status -114 - n.
 */
#define CITYGATE_TEXT_WARNING_REFUSAL 28u

/**
 * Bytes of a record of the journal.
 */
#define CITYGATE_RECORD_SIZE 120u

/**
 * Bytes of a saved event.
 */
#define CITYGATE_SAVED_SIZE 195u

/**
 * Bytes of the storage of an event: sizeof(citygate_event_t).
 */
#define CITYGATE_EVENT_SIZE 568u

/**
 * Bytes of the storage of a trend window: sizeof(citygate_trend_t).
 */
#define CITYGATE_TREND_SIZE 240u

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
 * Capability bit: sharing out gas on a network.
 */
#define CITYGATE_CAPABILITY_NETWORK 2u

/**
 * Capability bit: planning the hours ahead.
 */
#define CITYGATE_CAPABILITY_HORIZON 4u

/**
 * Capability bit: gas properties and linepack.
 */
#define CITYGATE_CAPABILITY_GAS 8u

/**
 * Capability bit: the event rules.
 */
#define CITYGATE_CAPABILITY_EVENT 256u

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
    uint64_t cumulative_curtailment_unit_periods;
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
} citygate_horizon_output_t;

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

/**
 * What an event is graded by.
 */
typedef struct {
    /**
     * Normal supply of the network. 0: not known; the imbalance cannot be judged then.
     */
    uint64_t normal_supply_dm3_per_h;
    /**
     * Available supply. More than the normal supply is no imbalance.
     */
    uint64_t available_supply_dm3_per_h;
    /**
     * For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
     */
    uint32_t interruption_min;
    /**
     * One of CITYGATE_TREND_....
     */
    uint8_t trend;
    /**
     * One of CITYGATE_NETWORK_....
     */
    uint8_t network;
    /**
     * 0.
     */
    uint16_t reserved;
} citygate_situation_t;

/**
 * A grade and its reasons.
 */
typedef struct {
    /**
     * The imbalance in millionths of the normal supply, rounded down: what citygate_trend_push takes.
     */
    uint32_t imbalance_ppm;
    /**
     * The imbalance in thousandths, rounded down: for reports. No decision uses it.
     */
    uint16_t imbalance_permille;
    /**
     * One of CITYGATE_GRADE_..., or CITYGATE_NONE.
     */
    uint8_t grade;
    /**
     * Which criterion gave the grade, CITYGATE_CRITERION_..., or CITYGATE_NONE.
     */
    uint8_t criterion;
    /**
     * The grade by imbalance alone, or CITYGATE_NONE.
     */
    uint8_t by_imbalance;
    /**
     * The grade by interruption alone, or CITYGATE_NONE.
     */
    uint8_t by_interruption;
    /**
     * The next more serious grade, or CITYGATE_NONE above grade I.
     */
    uint8_t next;
    /**
     * What keeps it from that grade, as bits CITYGATE_UNMET_...: unmet conditions of both criteria. Meeting all of
     * either criterion would raise the grade.
     */
    uint8_t unmet;
    /**
     * Who evaluates the event afterwards, CITYGATE_EVALUATOR_..., or CITYGATE_ABSENT without a grade.
     */
    uint8_t evaluator;
    /**
     * 0.
     */
    uint8_t reserved[3];
} citygate_grading_t;

/**
 * The response that the plan calls for. It starts nothing.
 */
typedef struct {
    /**
     * One of CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
     */
    uint8_t response;
    /**
     * Its level, CITYGATE_LEVEL_..., or CITYGATE_NONE.
     */
    uint8_t level;
    /**
     * The government that leads, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
     */
    uint8_t government;
    /**
     * 1: the governments concerned may answer jointly instead.
     */
    uint8_t jointly_possible;
    /**
     * 1: the event is beyond the province; the State Council is asked for support.
     */
    uint8_t ask_state_council;
    /**
     * Who may propose it when nothing is in force; bit n stands for authority n.
     */
    uint8_t proposers;
    /**
     * Who starts it when nothing is in force; bit n stands for authority n.
     */
    uint8_t starters;
    /**
     * 1: to start it takes a ground.
     */
    uint8_t needs_justification;
} citygate_recommendation_t;

/**
 * A moment on the station's time line. Only moments of the same gaps are so many milliseconds apart.
 */
typedef struct {
    /**
     * Milliseconds since an arbitrary origin; never runs backwards.
     */
    uint64_t ms;
    /**
     * How many times an unknown while was lost before.
     */
    uint32_t gaps;
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_instant_t;

/**
 * How a deadline stands.
 */
typedef struct {
    /**
     * Milliseconds left (CITYGATE_OBLIGATION_PENDING) or late (CITYGATE_OBLIGATION_OVERDUE); otherwise 0.
     */
    uint64_t ms;
    /**
     * One of CITYGATE_OBLIGATION_....
     */
    uint8_t due;
    /**
     * 0.
     */
    uint8_t reserved[7];
} citygate_obligation_t;

/**
 * The figures of the N-1 formula, all in one unit of volume per day.
 */
typedef struct {
    /**
     * EPm: capacity of the entry points other than production, LNG and storage.
     */
    uint64_t entry_points_m3_per_d;
    /**
     * Pm: production that can be delivered to the entry points.
     */
    uint64_t production_m3_per_d;
    /**
     * Sm: deliverability of the storages.
     */
    uint64_t storage_m3_per_d;
    /**
     * LNGm: send-out of the LNG facilities.
     */
    uint64_t lng_m3_per_d;
    /**
     * Im: capacity of the single largest infrastructure, one of those counted above.
     */
    uint64_t largest_m3_per_d;
    /**
     * Dmax: demand on a day of exceptionally high demand, statistically once in 20 years.
     */
    uint64_t peak_demand_m3_per_d;
} citygate_infrastructure_t;

/**
 * The result of the N-1 formula.
 */
typedef struct {
    /**
     * Capacity that is left without the largest infrastructure.
     */
    uint64_t remaining_m3_per_d;
    /**
     * Peak demand.
     */
    uint64_t peak_demand_m3_per_d;
    /**
     * Their ratio in thousandths, rounded down: it never shows 1000 when the standard is missed.
     */
    uint64_t permille;
    /**
     * 1: the ratio is at least 100 %, compared exactly.
     */
    uint32_t is_met;
    /**
     * 0.
     */
    uint32_t reserved;
} citygate_n_minus_1_t;

/**
 * A state of the response, taken apart.
 */
typedef struct {
    /**
     * The code of the state: what records hold and citygate_response_transition takes.
     */
    uint8_t state;
    /**
     * One of CITYGATE_PHASE_....
     */
    uint8_t phase;
    /**
     * The response in force, CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
     */
    uint8_t in_force;
    /**
     * Its level, CITYGATE_LEVEL_..., or CITYGATE_NONE.
     */
    uint8_t level;
    /**
     * The response whose transition is going on, or CITYGATE_ABSENT.
     */
    uint8_t in_transition;
    /**
     * The response proposed, or CITYGATE_ABSENT.
     */
    uint8_t proposed;
    /**
     * 1: the end is proposed.
     */
    uint8_t end_proposed;
    /**
     * 0.
     */
    uint8_t reserved;
} citygate_response_state_t;

/**
 * Who signs: an authority, which one of its kind, and a person.
 */
typedef struct {
    /**
     * Which one of its kind: its administrative division code (GB/T 2260, for example 220100) or any number that
     * the caller keeps a register of; 0 when there is only one.
     */
    uint32_t division;
    /**
     * The person, by number in a register that the caller keeps; 0 when it is not a person.
     */
    uint32_t person;
    /**
     * One of CITYGATE_AUTHORITY_....
     */
    uint8_t authority;
    /**
     * 0.
     */
    uint8_t reserved[3];
} citygate_signatory_t;

/**
 * An act of the response that somebody asks for.
 */
typedef struct {
    /**
     * Who asks. The authority decides; division and person are for the record.
     */
    citygate_signatory_t by;
    /**
     * One of CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
     */
    uint8_t action;
    /**
     * On which ground, CITYGATE_JUSTIFICATION_..., or CITYGATE_NONE.
     */
    uint8_t justification;
    /**
     * For declaring the end. 1: the event is dealt with (事件处置完毕); otherwise 0.
     */
    uint8_t dealt_with;
    /**
     * For declaring the end. 1: supply to the affected area is restored (恢复供气); otherwise 0.
     */
    uint8_t supply_restored;
} citygate_action_request_t;

/**
 * Storage for a trend window; its content is the library's. Declare it static, open it with citygate_trend_open
 * and leave it where it is.
 */
typedef struct {
    /**
     * The library's.
     */
    uint64_t words[30];
} citygate_trend_t;

/**
 * How the trend is measured.
 */
typedef struct {
    /**
     * Samples closer than this to another are passed over, so that one may be offered at every scan. 1 or more.
     */
    uint32_t spacing_ms;
    /**
     * After a longer pause the window starts anew, and an older newest sample is stale. spacing_ms or more.
     */
    uint32_t max_gap_ms;
    /**
     * Slopes up to this size count as steady. 0 to 1000000.
     */
    uint32_t dead_band_ppm_per_h;
} citygate_trend_settings_t;

/**
 * What a trend window says.
 */
typedef struct {
    /**
     * One of CITYGATE_TREND_..., or CITYGATE_ABSENT: fewer than 5 samples, or the newest is stale.
     */
    uint8_t trend;
    /**
     * Samples in the window.
     */
    uint8_t samples;
    /**
     * Pairs of samples, each with a slope.
     */
    uint8_t pairs;
    /**
     * Slopes above the dead band; widening when these are half of all or more.
     */
    uint8_t rising;
    /**
     * Slopes below the negative dead band; narrowing when these are more than half.
     */
    uint8_t falling;
    /**
     * 0.
     */
    uint8_t reserved[3];
} citygate_trend_estimate_t;

/**
 * A report: the plan's items in the caller's words, and what the engine knows. Memory set to zero is a valid report
 * in which everything is missing; PERMILLE_UNKNOWN leaves the imbalance out.
 */
typedef struct {
    /**
     * The texts by CITYGATE_REPORT_ITEM_..., UTF-8, no terminating NUL needed; may be NULL where the length is 0.
     */
    const char *texts[13];
    /**
     * Their lengths in bytes; 0: missing.
     */
    uint32_t text_lengths[13];
    /**
     * The report's number in the event: 1 is the first report, larger ones are follow-ups.
     */
    uint32_t number;
    /**
     * The imbalance in thousandths, or CITYGATE_PERMILLE_UNKNOWN.
     */
    uint16_t imbalance_permille;
    /**
     * The event's grade, CITYGATE_GRADE_..., or CITYGATE_NONE.
     */
    uint8_t grade;
    /**
     * The level of the response in force, CITYGATE_LEVEL_..., or CITYGATE_NONE.
     */
    uint8_t level;
    /**
     * What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
     */
    uint8_t sensitivity;
    /**
     * To whom the report goes, as bits CITYGATE_RECIPIENT_....
     */
    uint8_t recipients;
    /**
     * 0.
     */
    uint16_t reserved;
} citygate_report_t;

/**
 * A key that makes records impossible to forge for whoever does not have it: from a good source of randomness.
 */
typedef struct {
    /**
     * The key.
     */
    uint8_t bytes[32];
} citygate_journal_key_t;

/**
 * What a station sets once. Fill it in with citygate_event_settings_get_default, then change what differs.
 */
typedef struct {
    /**
     * The caller's number for the station, for the journal.
     */
    uint64_t station;
    /**
     * How the trend is measured.
     */
    citygate_trend_settings_t trend;
    /**
     * Minutes between a report and the next one to the same recipient, 1 to 1440.
     */
    uint16_t follow_up_min;
    /**
     * Minutes until grades I and II and sensitive events are reported upwards, 0 to 60.
     */
    uint16_t prompt_min;
    /**
     * The journal's key, if has_key is 1.
     */
    citygate_journal_key_t key;
    /**
     * 1: the journal is kept with the key; 0: without one.
     */
    uint8_t has_key;
    /**
     * 0.
     */
    uint8_t reserved[7];
} citygate_event_settings_t;

/**
 * Storage for an event; its content is the library's. Declare it static, open it with citygate_event_open or
 * citygate_event_restore and leave it where it is.
 */
typedef struct {
    /**
     * The library's.
     */
    uint64_t words[71];
} citygate_event_t;

/**
 * A record of the journal, to be stored as it is.
 */
typedef struct {
    /**
     * The record. The format is stated in the library's documentation of the journal.
     */
    uint8_t bytes[120];
} citygate_record_t;

/**
 * A saved event, to be stored where it survives a restart.
 */
typedef struct {
    /**
     * The saved event; it is sealed, so a torn or altered one is found out.
     */
    uint8_t bytes[195];
} citygate_event_saved_t;

/**
 * Where a chain of records stands.
 */
typedef struct {
    /**
     * The number of records before it: the next record's sequence number. 0 with a zero tag is the start.
     */
    uint64_t next;
    /**
     * The tag of the last record; zeros when there is none.
     */
    uint8_t tag[32];
} citygate_journal_head_t;

/**
 * What the clock found.
 */
typedef struct {
    /**
     * By how much the wall clock is ahead (positive) or behind of where the counter says it should be; 0 when not
     * known. The time line does not follow it.
     */
    int64_t wall_step_ms;
    /**
     * How long the clock had stopped, if outage is CITYGATE_DOWNTIME_ACCOUNTED; otherwise 0.
     */
    uint64_t outage_ms;
    /**
     * One of CITYGATE_DOWNTIME_....
     */
    uint8_t outage;
    /**
     * Whose reports became overdue, or may have, since the last tick, as bits CITYGATE_RECIPIENT_....
     */
    uint8_t overdue;
    /**
     * 1: save the event now, the wall clock was set or the clock had stopped.
     */
    uint8_t save;
    /**
     * 0.
     */
    uint8_t reserved[5];
} citygate_tick_t;

/**
 * Everything that an event knows of itself.
 */
typedef struct {
    /**
     * The present moment, as of the last tick.
     */
    citygate_instant_t now;
    /**
     * When word of the event was received; 0 if event is CITYGATE_EVENT_NONE.
     */
    citygate_instant_t received;
    /**
     * What the wall clock showed at the last tick: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
     */
    uint64_t wall_ms;
    /**
     * Until the next report is due; 0: one is due now or late; CITYGATE_NEVER_MS: none is owed.
     */
    uint64_t next_due_ms;
    /**
     * Entries lost because the ring was full, not yet recorded as lost.
     */
    uint64_t lost_entries;
    /**
     * Where the journal stands, records still in the ring included.
     */
    citygate_journal_head_t head;
    /**
     * How the report to each recipient stands, in the order of the bits CITYGATE_RECIPIENT_....
     */
    citygate_obligation_t due[5];
    /**
     * How many reports were sent.
     */
    uint32_t reports_sent;
    /**
     * Records that the ring can hold.
     */
    uint32_t ring_records;
    /**
     * Records that wait to be stored.
     */
    uint32_t pending_records;
    /**
     * Who issued the warning in force; zero without one.
     */
    citygate_signatory_t warning_issuer;
    /**
     * The state of the response.
     */
    citygate_response_state_t response;
    /**
     * CITYGATE_EVENT_NONE, _OPEN or _CLOSED.
     */
    uint8_t event;
    /**
     * The warning in force, CITYGATE_WARNING_..., or CITYGATE_NONE.
     */
    uint8_t warning;
    /**
     * Who is to be reported to, as bits CITYGATE_RECIPIENT_....
     */
    uint8_t recipients;
    /**
     * Who has not had the first report that is owed.
     */
    uint8_t first_reports_owed;
    /**
     * To whom a report has to go out now: it is late, or may be.
     */
    uint8_t alarms;
    /**
     * The grade of the last assessment, or CITYGATE_NONE; also while assessed is 0.
     */
    uint8_t grade;
    /**
     * The imbalance of the last assessment, or CITYGATE_PERMILLE_UNKNOWN.
     */
    uint16_t imbalance_permille;
    /**
     * 1: the event was assessed since word of it was received, or since the start.
     */
    uint8_t assessed;
    /**
     * The response recommended by the last assessment, or CITYGATE_ABSENT.
     */
    uint8_t recommended;
    /**
     * 0.
     */
    uint8_t reserved[6];
} citygate_event_status_t;

/**
 * SHA-256 of a text or file that belongs to a record and is stored elsewhere.
 */
typedef struct {
    /**
     * The digest; all zero says that there is none.
     */
    uint8_t bytes[32];
} citygate_digest_t;

/**
 * What is known of the event now.
 */
typedef struct {
    /**
     * Normal supply of the network. 0: not known.
     */
    uint64_t normal_supply_dm3_per_h;
    /**
     * Available supply.
     */
    uint64_t available_supply_dm3_per_h;
    /**
     * For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
     */
    uint32_t interruption_min;
    /**
     * The trend where the operator states it, CITYGATE_TREND_...; CITYGATE_ABSENT: it is measured. A sudden loss after
     * a calm while is measured as widening only from the sixth sample on (half an hour by default): state it.
     */
    uint8_t trend;
    /**
     * One of CITYGATE_NETWORK_....
     */
    uint8_t network;
    /**
     * One of CITYGATE_AFFECTED_AREA_....
     */
    uint8_t affected_area;
    /**
     * The highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
     */
    uint8_t exceeded;
    /**
     * What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
     */
    uint8_t sensitivity;
    /**
     * 0.
     */
    uint8_t reserved[7];
} citygate_observation_t;

/**
 * What follows from an observation.
 */
typedef struct {
    /**
     * The grade and its reasons.
     */
    citygate_grading_t grading;
    /**
     * The response that the plan calls for; it starts nothing.
     */
    citygate_recommendation_t recommendation;
    /**
     * What the trend window says.
     */
    citygate_trend_estimate_t estimate;
    /**
     * The trend that it was graded by, CITYGATE_TREND_....
     */
    uint8_t trend;
    /**
     * Where that trend comes from, CITYGATE_TREND_SOURCE_....
     */
    uint8_t trend_source;
    /**
     * Who is to be reported to in addition because of this, as bits CITYGATE_RECIPIENT_....
     */
    uint8_t report_to;
    /**
     * 0.
     */
    uint8_t reserved;
} citygate_assessment_t;

/**
 * What the deadlines say of a report that was sent.
 */
typedef struct {
    /**
     * By how much the latest of the recipients was late.
     */
    uint64_t late_by_ms;
    /**
     * The report's number in the event, from 1.
     */
    uint32_t number;
    /**
     * To whom it went, as bits CITYGATE_RECIPIENT_....
     */
    uint8_t to;
    /**
     * To whom of them it was late.
     */
    uint8_t late;
    /**
     * To whom of them it may have been late: an unknown while was lost.
     */
    uint8_t time_lost;
    /**
     * 0.
     */
    uint8_t reserved;
} citygate_report_receipt_t;

/**
 * What a sound piece of a journal holds.
 */
typedef struct {
    /**
     * How many records.
     */
    uint64_t records;
    /**
     * How many entries the journal itself says were lost, in the ring or at a restart.
     */
    uint64_t lost;
    /**
     * The head after the last record: keep it, or give it as the start of the next piece.
     */
    citygate_journal_head_t head;
} citygate_verified_journal_t;

/**
 * The first fault in a piece of a journal.
 */
typedef struct {
    /**
     * The record, counted in the piece from 0.
     */
    uint64_t record;
    /**
     * Where it begins in the piece, in bytes.
     */
    uint64_t offset;
    /**
     * The sequence number that has to come here.
     */
    uint64_t expected;
    /**
     * _SEQUENCE: the sequence number found. _VERSION: the version or kind found. _INCOMPLETE: how many bytes of the
     * record there are. _TRUNCATED: how many records are missing. Otherwise 0.
     */
    uint64_t found;
} citygate_journal_fault_t;

/**
 * What a record says.
 */
typedef struct {
    /**
     * The record's number, from 0 without holes.
     */
    uint64_t sequence;
    /**
     * When it was written, on the station's time line.
     */
    uint64_t ms;
    /**
     * What the wall clock showed then: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
     */
    uint64_t wall_ms;
    /**
     * n0 to n5: see CITYGATE_JOURNAL_ENTRY_.... A signatory holds its division in the upper and its person in the lower 32
     * bits; a digest is four little-endian numbers.
     */
    uint64_t numbers[6];
    /**
     * Gaps of the time line before it.
     */
    uint32_t gaps;
    /**
     * One of CITYGATE_JOURNAL_ENTRY_....
     */
    uint8_t kind;
    /**
     * 1: the journal is kept with a key.
     */
    uint8_t keyed;
    /**
     * 0.
     */
    uint16_t reserved;
    /**
     * c0 to c7: see CITYGATE_JOURNAL_ENTRY_.... Absent codes are CITYGATE_NONE or CITYGATE_ABSENT.
     */
    uint8_t codes[8];
} citygate_journal_entry_t;

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
 * What the library can do, as bits CITYGATE_CAPABILITY_...: what was built in. The functions of a part that was not
 * are not there to be linked.
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
int32_t citygate_policy_get_name(uint32_t index,
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
int32_t citygate_policy_get_default(citygate_policy_t *policy);

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
int32_t citygate_policy_find(const char *name,
                             uint32_t name_length,
                             citygate_policy_t *policy);

/**
 * Checks a supply order: every step by itself and against the earlier ones, and that every class which the
 * policy answers for is served. citygate_allocate does the same on every call; use this when a policy is loaded.
 *
 * policy: the policy.
 * error_index: on an error that has a error_index, receives the index of the step or the class; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, or any CITYGATE_ERROR_POLICY_....
 * Time grows with the square of the number of steps, which is at most 32. Reentrant; may be called from an
 * interrupt.
 */
int32_t citygate_policy_check(const citygate_policy_t *policy,
                              uint32_t *error_index);

/**
 * Shares out a supply among the users of one station and says why each got what it got.
 *
 * The answer is exact to the unit and the same on every machine. Nobody gets more than its demand; every user
 * gets at least its technical minimum or nothing; gas is left over only if nobody who may have it can use it.
 * When supply comes back, the same call with the larger supply restores it in the order of service.
 *
 * policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * users: user_count users, 1 to CITYGATE_MAX_USERS.
 * supply_dm3_per_h: what there is to share, in the unit of the demands; any value. Supply beyond all demands is
 * no error: the rest is unused.
 * grants: receives user_count grants, in the order of the users.
 * summary: receives the totals.
 * error_index: on an error that has a error_index, receives the index of the user, step or class; may be NULL.
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
                          uint32_t *error_index);

/**
 * Adds what the grants withhold from each user, over so many periods, to the users' cumulative_curtailments, which
 * CITYGATE_SHARE_ROTATING goes by.
 *
 * users: user_count users, 1 to CITYGATE_MAX_USERS; cumulative_curtailment_unit_periods is increased by
 * (demand - granted) x periods.
 * grants: user_count grants, as citygate_allocate filled them in for these users.
 * periods: how many periods the grants were in force; 0 changes nothing.
 * error_index: on an error that has a error_index, receives the index of the user; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
 * _USER_TALLY_OVERFLOW. On an error no tally is changed.
 *
 * Pointers: users and grants must not be NULL and must not overlap.
 * Complexity: two passes over the users. No heap, no recursion.
 * Reentrant; may be called from several threads and from an interrupt as long as nobody else uses the memory
 * passed in.
 */
int32_t citygate_users_add_curtailment(citygate_user_t *users,
                                       const citygate_grant_t *grants,
                                       uint32_t user_count,
                                       uint32_t periods,
                                       uint32_t *error_index);

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
 * policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * nodes: node_count nodes, 1 to CITYGATE_MAX_NODES, in any order but that node 0 is the root.
 * users: user_count users, 1 to CITYGATE_MAX_USERS, each at one of the nodes.
 * supply_dm3_per_h: what enters at node 0, in the unit of the demands. With all sources at most 2^63 - 1.
 * scratch: scratch_words words of 64 bits to work in, at least CITYGATE_NETWORK_SCRATCH_WORDS(node_count,
 * user_count); what they hold does not matter, before and after.
 * grants: receives user_count grants, in the order of the users.
 * loads: receives node_count loads, in the order of the nodes.
 * summary: receives the totals; its supply includes the sources.
 * error_index: on an error that has a error_index, receives the index of the user, node, step or class; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
 * _SCRATCH_TOO_SMALL, any CITYGATE_ERROR_POLICY_..., any CITYGATE_ERROR_NODE_...,
 * CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE. On an error
 * grants, loads and summary are as they were; the scratch is not.
 *
 * Pointers: all but error_index must not be NULL; scratch and outputs must overlap nothing else.
 * Complexity: for each step a pass over users and nodes; for each step that is short, in addition the merging of
 * sorted lists up the tree, at most (nodes + users) x height of the tree. A ranked step costs that for each rank. No
 * heap, no recursion. Reentrant; may be called from several threads and from an interrupt, given time and stack for
 * it, as long as nobody else uses the memory passed in.
 */
int32_t citygate_network_allocate(const citygate_policy_t *policy,
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
                                  uint32_t *error_index);

/**
 * Plans the hours ahead: shares out the gas of all periods, with what a storage can give, among the users of a station
 * or a network, and tells for each class when it is first touched and when it is cut off.
 *
 * The steps of the policy are served one after the other, each over the whole horizon: no gas is spent today that a
 * more protected step needs tomorrow. The storage is never drawn below its reserve, nor faster than its withdrawal
 * limit; the pipeline's gas is used first. Everything else is as in citygate_network_allocate; technical minimums
 * hold in every period, an on/off user is decided anew in each.
 *
 * policy: the supply order, for example from citygate_policy_get_default.
 * nodes: node_count nodes, as in citygate_network_allocate; NULL and 0 for one station, which does not read
 * the users' nodes. node_count + 1, or 2 for a station, times the periods is at most CITYGATE_MAX_NODES.
 * users: user_count users; times the periods at most CITYGATE_MAX_USERS. Their demands are volumes per period.
 * periods: period_count periods, nearest first, at least 1.
 * storage: the storage; NULL if there is none.
 * spread: one of CITYGATE_SPREAD_....
 * scratch: scratch_words words of 64 bits to work in, at least CITYGATE_HORIZON_SCRATCH_WORDS(node_count,
 * user_count, period_count); what they hold does not matter, before and after.
 * plan: where the plan is written.
 * error_index: on an error that has a error_index, receives the index of the period, user, node, step or class; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no users or no periods),
 * _TOO_MANY, _SCRATCH_TOO_SMALL, _UNKNOWN_SPREAD, any CITYGATE_ERROR_POLICY_..., _NODE_..., _STORAGE_..., _PERIOD_...,
 * CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED, _USER_UNKNOWN_NODE,
 * _USER_TALLY_OVERFLOW. On an error the plan is as it was; the scratch is not.
 *
 * Pointers: all but error_index and storage, and nodes and loads of a station, must not be NULL; scratch and outputs must overlap
 * nothing else.
 * Complexity: that of citygate_network_allocate with (node_count + 1) x periods nodes and user_count x periods users;
 * a step that is short costs that once for each period with CITYGATE_SPREAD_EARLIEST. No heap, no recursion.
 * Reentrant; may be called from several threads and from an interrupt, given time and stack for it, as long as nobody
 * else uses the memory passed in.
 */
int32_t citygate_horizon_allocate(const citygate_policy_t *policy,
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
                                  const citygate_horizon_output_t *plan,
                                  uint32_t *error_index);

/**
 * The compressibility factor Z of a gas, by SGERG-88 (ISO 12213-3, GB/T 17747.3). The standard states about 0.1 % for
 * pipeline gas; colder than -10 degC or above 10 MPa it is less exact.
 *
 * quality: the gas.
 * pressure_mpa: absolute, 0.000001 to 12.
 * temperature_celsius: -23 to 65.
 * compressibility: receives Z.
 * error_index: on an error that has a error_index, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (combustion, metering, or a
 * reserved byte that is not 0), _NOT_FINITE, any CITYGATE_ERROR_GAS_.... On an error nothing is written but the error_index.
 *
 * Bounded time: some 60,000 instructions of floating point where it is done in software. Keep it out of the scan and
 * out of interrupts. Reentrant.
 */
int32_t citygate_gas_compressibility(const citygate_gas_quality_t *quality,
                                     double pressure_mpa,
                                     double temperature_celsius,
                                     double *compressibility,
                                     uint32_t *error_index);

/**
 * The volume at 20 degC and 101.325 kPa (GB/T 19205-2008) of gas that a meter counts at another pressure and
 * temperature, by SGERG-88.
 *
 * quality: the gas.
 * volume_m3: what the meter counts, 0 to 1e15.
 * pressure_mpa: at the meter, absolute, 0.000001 to 12.
 * temperature_celsius: at the meter, -23 to 65.
 * standard_m3: receives the volume at base conditions.
 * error_index: on an error that has a error_index, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
 *
 * Bounded time, about twice that of citygate_gas_compressibility. Keep it out of interrupts. Reentrant.
 */
int32_t citygate_gas_standard_volume_m3(const citygate_gas_quality_t *quality,
                                        double volume_m3,
                                        double pressure_mpa,
                                        double temperature_celsius,
                                        double *standard_m3,
                                        uint32_t *error_index);

/**
 * The volume inside a pipe.
 *
 * length_m: 0.1 to 1e7.
 * internal_diameter_m: 0.001 to 3; millimetres given as metres are refused.
 * volume_m3: receives the volume.
 * error_index: on an error that has a error_index, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH. On an error nothing is written but the error_index.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_pipe_volume_m3(double length_m,
                                double internal_diameter_m,
                                double *volume_m3,
                                uint32_t *error_index);

/**
 * The mean pressure of a level pipe in steady flow between the pressures at its ends.
 *
 * upstream_mpa, downstream_mpa: absolute, 0.000001 to 12; the downstream one is not the higher one.
 * mean_mpa: receives the mean pressure.
 * error_index: on an error that has a error_index, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
 * _GAS_TOO_HIGH, _GAS_INVERTED. On an error nothing is written but the error_index.
 *
 * Constant time; floating point, so keep it out of interrupts where those do not save its registers. Reentrant.
 */
int32_t citygate_pipe_mean_pressure_mpa(double upstream_mpa,
                                        double downstream_mpa,
                                        double *mean_mpa,
                                        uint32_t *error_index);

/**
 * The gas that can be drawn from a pipe (linepack) while its mean pressure falls, at one temperature: a stock for
 * citygate_horizon_allocate.
 *
 * quality: the gas.
 * pipe_volume_m3: inside the pipe, 1e-9 to 1e8; citygate_pipe_volume_m3 computes it.
 * temperature_celsius: of the gas (that of the ground, for a buried pipe), -23 to 65.
 * from_mpa: the mean pressure now, absolute, 0.000001 to 12; citygate_pipe_mean_pressure_mpa computes it.
 * to_mpa: the lowest mean pressure at which the pipe may run; a pressure above the first is an error, because
 * "nothing" would hide that the pipe is below its limit already.
 * usable_dm3: receives the volume at 20 degC and 101.325 kPa in whole dm3, rounded down.
 * error_index: on an error that has a error_index, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
 *
 * Returns CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
 *
 * Bounded time: some 140,000 instructions of floating point where it is done in software. Keep it out of the scan
 * and out of interrupts. Reentrant.
 */
int32_t citygate_linepack_usable_dm3(const citygate_gas_quality_t *quality,
                                     double pipe_volume_m3,
                                     double temperature_celsius,
                                     double from_mpa,
                                     double to_mpa,
                                     uint64_t *usable_dm3,
                                     uint32_t *error_index);

/**
 * A quantity of a gas or a pipe that was refused, and what would be right, in English, as a constant NUL-terminated
 * text. Never NULL: a number that is no quantity gives "unknown quantity".
 *
 * quantity: the error_index that a function of gas properties reported.
 *
 * Returns the text. Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_gas_quantity_text(uint32_t quantity);

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

/**
 * What a code of the event rules says, in English, as a constant NUL-terminated text. Never NULL: a code or a table
 * that does not exist gives "unknown code".
 *
 * table: CITYGATE_TEXT_....
 * code: a code of that table; of sets, the number of a bit.
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_event_text(uint8_t table,
                                uint8_t code);

/**
 * What a code of the event rules says, in the plan's Chinese terms, as a constant NUL-terminated UTF-8 text. Never
 * NULL: a code or a table that does not exist gives "未知代码".
 *
 * table: CITYGATE_TEXT_....
 * code: a code of that table; of sets, the number of a bit.
 *
 * Constant time. Reentrant; may be called from an interrupt.
 */
const char *citygate_event_text_zh(uint8_t table,
                                   uint8_t code);

/**
 * Grades an event by the worse of its two criteria, and says why not worse. Plan 1.5.1.
 *
 * Monotone (an interpretation of the plan's upper bounds): a larger imbalance, a worse trend, a worse network or a
 * longer interruption never lowers the grade. An imbalance that is not widening meets no imbalance criterion; the
 * interruption criterion stands alone. Exact: no rounding at any bound.
 *
 * situation: what is known.
 * grading: receives the grade and its reasons.
 * error_index: on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE; grading is as it was then.
 * Constant time; some 200 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_situation_grade(const citygate_situation_t *situation,
                                 citygate_grading_t *grading,
                                 uint32_t *error_index);

/**
 * The response that the plan calls for: its level by the grade, its lead by the regions reached and by whose means
 * are exceeded. It starts nothing. Plan 1.5.2, 4.1.
 *
 * grade: CITYGATE_GRADE_....
 * affected_area: CITYGATE_AFFECTED_AREA_....
 * exceeded: the highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
 * recommendation: receives the response, who leads, who proposes and who starts it.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE; recommendation is as it was then.
 * Constant time; some 100 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_response_recommend(uint8_t grade,
                                    uint8_t affected_area,
                                    uint8_t exceeded,
                                    citygate_recommendation_t *recommendation);

/**
 * The warning level that possibility and reach call for, by the worse of the two. Plan 3.3.
 *
 * possibility: CITYGATE_POSSIBILITY_....
 * reach: CITYGATE_WARNING_REACH_....
 * level: receives CITYGATE_WARNING_..., or CITYGATE_NONE when neither calls for a warning.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; level is as it was then.
 * Constant time; some 50 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_warning_level(uint8_t possibility, uint8_t reach, uint8_t *level);

/**
 * The measures that a warning level brings, those of the lower levels included. Plan 3.3.
 *
 * level: CITYGATE_WARNING_....
 * measures: receives bits CITYGATE_MEASURE_....
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE; measures is as it was then.
 * Constant time; some 50 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_warning_measures(uint8_t level, uint16_t *measures);

/**
 * Who has to be reported to: grades I and II and sensitive events go upwards. Plan 4.2.
 *
 * grade: CITYGATE_GRADE_..., or CITYGATE_NONE.
 * sensitivity: bits CITYGATE_SENSITIVITY_....
 * to: receives bits CITYGATE_RECIPIENT_....
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; to is as it was then.
 * Constant time; some 50 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_report_recipients(uint8_t grade, uint8_t sensitivity, uint8_t *to);

/**
 * How a deadline stands: so many milliseconds after a moment, seen from another. When an unknown while was lost in
 * between it is CITYGATE_OBLIGATION_TIME_LOST, which is to be treated as due at once.
 *
 * start: the moment that the time counts from, for example received of citygate_event_status_t.
 * allowed_ms: the time allowed, for example CITYGATE_FIRST_REPORT_MS; any value.
 * now: the moment to look from.
 * due: receives how it stands.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (reserved is not 0); due is as it
 * was then.
 * Constant time; some 100 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_deadline_check(const citygate_instant_t *start,
                                uint64_t allowed_ms,
                                const citygate_instant_t *now,
                                citygate_obligation_t *due);

/**
 * Computes N-1 = (EPm + Pm + Sm + LNGm - Im) / Dmax: is there enough capacity when the largest single infrastructure
 * fails on the coldest day? Source: Regulation (EU) 2017/1938, Annex II. Not part of the Jilin plan.
 *
 * figures: the capacities and the peak demand, in one unit of volume per day.
 * result: receives the exact fraction.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (the capacities together exceed
 * 18446744073709551), _N_MINUS_1_NO_DEMAND, _N_MINUS_1_LARGEST; result is as it was then.
 * Constant time; some 200 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_n_minus_1_compute(const citygate_infrastructure_t *figures,
                                   citygate_n_minus_1_t *result);

/**
 * Takes the code of a state of the response apart. 0 is normal, with nothing proposed.
 *
 * code: from citygate_response_transition, or from a record.
 * state: receives what is in force and what is proposed.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; state is as it was then.
 * Constant time; some 50 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_response_state_decode(uint8_t code, citygate_response_state_t *state);

/**
 * Who may do an act in a state of the response: for the buttons of an operator's screen. Plan 1.5.2, 4.1, 4.6.
 *
 * state: the code of the state.
 * act: CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
 * authorities: receives who may; bit n stands for authority n.
 * ground_needed: receives 1 when the act takes a ground, otherwise 0.
 * error_index: on an error that has a error_index, receives what the status says; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, or the reason why nobody may: any
 * CITYGATE_ERROR_RESPONSE_... but _NOT_AUTHORIZED, _GROUND_MISSING and _END_CONDITIONS_UNMET. authorities and
 * ground_needed are as they were then.
 * Constant time; some 100 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_response_authorities(uint8_t state,
                                      uint8_t act,
                                      uint8_t *authorities,
                                      uint8_t *ground_needed,
                                      uint32_t *error_index);

/**
 * The state of the response after a request: proposal, confirmation by a named authority, change, end, transition,
 * normal. Nothing is started, changed or ended by software alone. Keeps and records nothing; citygate_event_act does.
 *
 * state: the code of the state.
 * request: who asks for what.
 * next: receives the code of the state after it.
 * error_index: on an error that has a error_index, receives what the status says; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, or the refusal, any
 * CITYGATE_ERROR_RESPONSE_...; next is as it was then.
 * Constant time; some 150 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_response_transition(uint8_t state,
                                     const citygate_action_request_t *request,
                                     uint8_t *next,
                                     uint32_t *error_index);

/**
 * Opens a trend window: is the imbalance still widening? The median of the slopes between all pairs of samples
 * decides (Theil-Sen), so one wild reading, or two in eight, cannot turn it. An event has a window of its own; this
 * one is for programs that only grade, or that take samples late.
 *
 * trend: storage; what it held is gone.
 * trend_size: sizeof(citygate_trend_t).
 * settings: how it is measured.
 * error_index: on an error that has a error_index, receives the offset of the wrong setting, or the size needed; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS; trend is as
 * it was then.
 * Constant time; some 1200 bytes of stack. Reentrant for different windows; may be called from an interrupt.
 */
int32_t citygate_trend_open(citygate_trend_t *trend,
                            uint32_t trend_size,
                            const citygate_trend_settings_t *settings,
                            uint32_t *error_index);

/**
 * Offers a sample to a trend window. Samples may come late; they are put in their error_index.
 *
 * trend: an open window.
 * at: when the sample was taken.
 * imbalance_ppm: the imbalance in millionths of the normal supply, 0 to 1000000, as in citygate_grading_t.
 * outcome: receives what became of it, CITYGATE_SAMPLE_....
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (imbalance_ppm), _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY, _EVENT_CODE (reserved of at is not 0); nothing is changed then.
 * Constant time: a few passes over 16 samples; some 300 bytes of stack. Reentrant for different windows; may be called
 * from an interrupt, where it says _EVENT_BUSY if it came into another call for the same window.
 */
int32_t citygate_trend_push(citygate_trend_t *trend,
                            const citygate_instant_t *at,
                            uint32_t imbalance_ppm,
                            uint8_t *outcome);

/**
 * Says where the imbalance is going.
 *
 * trend: an open window.
 * now: the present moment: samples that are too old say nothing.
 * estimate: receives the trend and what it rests on. An unknown trend counts as CITYGATE_TREND_WIDENING in grading
 * (an interpretation, on the safe side).
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_CODE
 * (reserved of now is not 0); estimate is as it was then.
 * Constant time: at most 120 pairs of samples; some 1600 bytes of stack. Reentrant, as long as nobody writes the
 * window; may be called from an interrupt that does not come into citygate_trend_push for the same window.
 */
int32_t citygate_trend_estimate(const citygate_trend_t *trend,
                                const citygate_instant_t *now,
                                citygate_trend_estimate_t *estimate);

/**
 * Which items of a report are still missing: empty, or white space only. A report with missing items is sent all
 * the same, says so, and is followed up. Plan 4.2.
 *
 * report: the report.
 * missing: receives a bit for each missing item: bit n stands for item n.
 * error_index: on CITYGATE_ERROR_EVENT_NOT_UTF8 receives the item, on _EVENT_CODE the offset of the field; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_NOT_UTF8; missing is as it
 * was then.
 * Time grows with the length of the texts; some 700 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_report_missing_items(const citygate_report_t *report,
                                      uint16_t *missing,
                                      uint32_t *error_index);

/**
 * Renders a report as text for people or as JSON for programs, in UTF-8. A report that does not fit is an error:
 * nothing is cut off.
 *
 * The texts cannot forge other parts of the report: line breaks inside an item are indented, control and direction
 * characters are written out, JSON is escaped.
 *
 * report: the report.
 * format: CITYGATE_REPORT_....
 * text: receives the report, without a terminating NUL; text_size bytes. May be NULL if text_size is 0.
 * length: receives how many bytes were written.
 * error_index: on CITYGATE_ERROR_EVENT_TOO_SMALL receives how many bytes are needed, on _EVENT_NOT_UTF8 the item, on
 * _EVENT_CODE the offset of the field; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (text_size exceeds the address
 * space), _EVENT_CODE, _EVENT_NOT_UTF8, _EVENT_TOO_SMALL; text and length are as they were then.
 * Time grows with the length of the texts, which are passed over twice; some 900 bytes of stack. Reentrant; may be
 * called from an interrupt, given the time.
 */
int32_t citygate_report_render(const citygate_report_t *report,
                               uint8_t format,
                               char *text,
                               uint32_t text_size,
                               uint32_t *length,
                               uint32_t *error_index);

/**
 * The default settings: station 0, no key; a trend sample every 5 minutes, a pause of an hour starts the window
 * anew, up to 0.1 % of the normal supply per hour is steady; follow-ups every 2 hours, reports upwards within 1 hour.
 * The plan gives none of these intervals but the last (an interpretation).
 *
 * settings: receives the settings.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; settings is as it was then.
 * Constant time. Reentrant; may be called from an interrupt.
 */
int32_t citygate_event_settings_get_default(citygate_event_settings_t *settings);

/**
 * Opens the desk of a station: no event, no response, no warning, and a new journal, in which this is the first
 * record. After a restart use citygate_event_restore, which goes on with the journal.
 *
 * event: storage; what it held is gone. From now on it and the ring belong to the library until they are opened
 * anew: leave both where they are and write to neither.
 * event_size: sizeof(citygate_event_t).
 * ring: ring_records records, for those that wait to be stored; 16 to 64 are usual.
 * ring_records: 2 to 2147483648. What the engine finds leaves the last quarter of the ring to what people decide.
 * settings: what the station sets once.
 * counter_ms: the reading of a millisecond counter that starts anywhere and wraps.
 * wall_ms: the wall clock, Unix time in ms, or CITYGATE_WALL_UNKNOWN. It is shown, and bridges restarts; while the
 * controller runs nothing is decided by it.
 * error_index: on an error that has a error_index, receives the offset of the wrong setting, or what is needed; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (ring_records), _EVENT_TOO_SMALL (the
 * storage or the ring), _EVENT_CODE, _EVENT_SETTINGS; nothing is written then.
 * Constant time (one digest); some 3 KB of stack. Reentrant for different events; not meant for interrupts.
 */
int32_t citygate_event_open(citygate_event_t *event,
                            uint32_t event_size,
                            citygate_record_t *ring,
                            uint32_t ring_records,
                            const citygate_event_settings_t *settings,
                            uint32_t counter_ms,
                            uint64_t wall_ms,
                            uint32_t *error_index);

/**
 * Saves what has to survive a restart: the response, the warning, the deadlines, the clock and the head of the
 * journal. Not in it are the trend's samples, the journal's records and the settings. Save regularly, for the clock's
 * sake, and when a tick asks for it; what is decided after that is made good from the journal.
 *
 * event: an open desk.
 * saved: receives the saved event, sealed like a record.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; saved
 * is as it was then.
 * Constant time (one digest); some 3 KB of stack. Reentrant for different events; may be called from an interrupt,
 * where it says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_save(const citygate_event_t *event,
                            citygate_event_saved_t *saved);

/**
 * Opens the desk after a restart: goes on from a saved event and what is stored of the journal. Records that were
 * made and never stored are counted in the journal's next record.
 *
 * event, event_size, ring, ring_records, settings: as for citygate_event_open; the settings have to be those of
 * before.
 * saved: the saved event.
 * stored: where the stored journal ends (citygate_journal_head_after its last record); NULL: nothing is stored.
 * newer: the stored records that were made after the event was saved, in order: those whose sequence numbers are
 * next of the saved head or later. They are verified, and what was decided in them is done again.
 * newer_count: how many; 0 allows NULL.
 * counter_ms, wall_ms: as for citygate_event_open; the wall clock tells how long the controller was off.
 * tick: receives how the time off was bridged: CITYGATE_DOWNTIME_ACCOUNTED or _UNACCOUNTED.
 * error_index: on an error that has a error_index, receives the offset of the wrong setting, what is needed, or which of the
 * newer records is wrong; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _EVENT_TOO_SMALL, _EVENT_CODE,
 * _EVENT_SETTINGS, _EVENT_SAVED, or any CITYGATE_ERROR_JOURNAL_... of the newer records; nothing is written then.
 * Time grows with newer_count (one digest each); some 4 KB of stack. Reentrant for different events; not meant for
 * interrupts.
 */
int32_t citygate_event_restore(citygate_event_t *event,
                               uint32_t event_size,
                               citygate_record_t *ring,
                               uint32_t ring_records,
                               const citygate_event_settings_t *settings,
                               const citygate_event_saved_t *saved,
                               const citygate_journal_head_t *stored,
                               const citygate_record_t *newer,
                               uint32_t newer_count,
                               uint32_t counter_ms,
                               uint64_t wall_ms,
                               citygate_tick_t *tick,
                               uint32_t *error_index);

/**
 * Moves time on and finds reports that became overdue; call it at every scan, at the latest every 24.8 days of the
 * counter. The counter may wrap at 2^32 ms. A counter that goes backwards is a restart that nobody announced, bridged
 * by the wall clock. A step of the wall clock by 2 s or more goes on record and is otherwise ignored.
 *
 * event: an open desk.
 * counter_ms, wall_ms: as for citygate_event_open.
 * tick: receives what the clock found and whose reports became overdue; each is told once.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; nothing
 * is changed then.
 * Constant time, and a digest when something goes on record; some 3 KB of stack.
 * Reentrant for different events; may be called from an interrupt, where it says _EVENT_BUSY if it came into another
 * call for the same event.
 */
int32_t citygate_event_tick(citygate_event_t *event,
                            uint32_t counter_ms,
                            uint64_t wall_ms,
                            citygate_tick_t *tick);

/**
 * Tells everything that an event knows of itself, as of the last tick: time, response, warning, reports due and
 * overdue, the last grade, the journal.
 *
 * event: an open desk.
 * status: receives it.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; status
 * is as it was then.
 * Constant time; some 3 KB of stack. Reentrant for different events; may be called from an
 * interrupt, where it says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_status(const citygate_event_t *event,
                              citygate_event_status_t *status);

/**
 * Checks a whole event. Every call finds out that a context was never opened, was moved, or that its checksum does not
 * fit, and refuses it; this one checks besides that every code stands for something and that all fields go together.
 * It is for whoever fears that memory changes by itself, or that something else writes there.
 *
 * event: an open desk.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CONTEXT (what it holds is no event any more: open or
 * restore it), _EVENT_MOVED, _EVENT_BUSY.
 * Constant time; some 200 bytes of stack. Reentrant for different events; may be called from an interrupt, where it says
 * _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_check(const citygate_event_t *event);

/**
 * Takes note that word of an event was received: the first report is due an hour after that moment. Plan 4.2.
 *
 * event: an open desk.
 * age_ms: how long ago word came; 0 to 2^40 or so.
 * by: who enters it.
 * digest: citygate_content_digest of the word's text; NULL: none.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (age_ms: before the time line begins,
 * 35 years ago), _EVENT_CODE (by), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_WORD_RECEIVED, _JOURNAL_FULL;
 * nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_notify(citygate_event_t *event,
                              uint64_t age_ms,
                              const citygate_signatory_t *by,
                              const citygate_digest_t *digest);

/**
 * Takes a measurement: follows the trend, grades, and says which response the plan calls for and who is to be reported
 * to. Goes on record when grade, criterion or recommendation have changed. Starts nothing. Also possible without an
 * event, as a forecast.
 *
 * event: an open desk.
 * observation: what is known now. After an allocation, available_supply_dm3_per_h is the summary's
 * supply_dm3_per_h.
 * assessment: receives what follows.
 * error_index: on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY; nothing is changed then.
 * Constant time (at most 120 pairs of samples, up to two digests); some 3 KB of stack. Reentrant for
 * different events; from an interrupt it says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_assess(citygate_event_t *event,
                              const citygate_observation_t *observation,
                              citygate_assessment_t *assessment,
                              uint32_t *error_index);

/**
 * Does an act of the response (propose, confirm, change, end, reject, close the transition, ask for support) and puts
 * it on record with who did it; a refused act goes on record as refused. Nothing is started, changed or ended without
 * the confirmation of an authority. Plan 1.5.2, 4.1, 4.6.
 *
 * event: an open desk.
 * request: who asks for what.
 * state: receives the state after it.
 * error_index: on an error that has a error_index, receives what the status says, for example who may do it; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, or the refusal, any CITYGATE_ERROR_RESPONSE_...; the response and state are as they were
 * then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_act(citygate_event_t *event,
                           const citygate_action_request_t *request,
                           citygate_response_state_t *state,
                           uint32_t *error_index);

/**
 * Issues a warning, or adjusts the level of the one in force, and puts it on record. Plan 3.3.
 *
 * event: an open desk.
 * level: CITYGATE_WARNING_....
 * by: who warns. Only who issued a warning adjusts and lifts it: the authority and division, not the person.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_SAME_LEVEL, _WARNING_NO_AUTHORITY, _WARNING_NOT_THE_ISSUER; nothing is changed
 * then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_issue_warning(citygate_event_t *event,
                                     uint8_t level,
                                     const citygate_signatory_t *by);

/**
 * Lifts the warning and puts it on record. Plan 3.3.
 *
 * event: an open desk.
 * by: who lifts it: who issued it.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_NOT_ISSUED, _WARNING_NOT_THE_ISSUER; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_lift_warning(citygate_event_t *event,
                                    const citygate_signatory_t *by);

/**
 * Takes note that a report was sent and puts it on record; follow-ups to its recipients count from now. Plan 4.2.
 *
 * event: an open desk with an event.
 * to: to whom it went, bits CITYGATE_RECIPIENT_....
 * by: who sent it.
 * digest: citygate_content_digest of the report as sent; NULL: none.
 * receipt: receives the report's number and to whom it was late.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no recipient), _EVENT_CODE, _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY, _EVENT_NO_WORD, _JOURNAL_FULL; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_record_report(citygate_event_t *event,
                                     uint8_t to,
                                     const citygate_signatory_t *by,
                                     const citygate_digest_t *digest,
                                     citygate_report_receipt_t *receipt);

/**
 * Closes the event: no follow-ups are due any more. The desk stays open for the next one.
 *
 * event: an open desk with an event.
 * by: who closes it: an authority or the enterprise, not the engine.
 * error_index: on CITYGATE_ERROR_EVENT_REPORTS_OWED receives to whom, on _RESPONSE_NOT_AUTHORIZED who may, as bits; may be
 * NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _EVENT_NO_WORD, _EVENT_RESPONSE_NOT_NORMAL, _EVENT_REPORTS_OWED, _RESPONSE_NOT_AUTHORIZED (the engine),
 * _JOURNAL_FULL; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_close(citygate_event_t *event,
                             const citygate_signatory_t *by,
                             uint32_t *error_index);

/**
 * Puts an allocation on record.
 *
 * event: an open desk.
 * summary: the totals, as citygate_allocate wrote them.
 * policy: the caller's number of the policy in force.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _JOURNAL_FULL; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_record_allocation(citygate_event_t *event,
                                         const citygate_summary_t *summary,
                                         uint64_t policy);

/**
 * Puts on record that the policy or the entitlements were changed.
 *
 * event: an open desk.
 * policy: the caller's number of the policy.
 * by: who changed it.
 * digest: citygate_content_digest of it; NULL: none.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_record_policy(citygate_event_t *event,
                                     uint64_t policy,
                                     const citygate_signatory_t *by,
                                     const citygate_digest_t *digest);

/**
 * Puts on record whatever the caller wants to have there.
 *
 * event: an open desk.
 * code: the caller's code for it.
 * numbers: five numbers.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _JOURNAL_FULL; nothing is changed then.
 * Constant time (a digest); some 3 KB of stack. Reentrant for different events; from an interrupt it
 * says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_record_note(citygate_event_t *event,
                                   uint64_t code,
                                   const uint64_t *numbers);

/**
 * Copies the oldest records that wait to be stored. They stay in the ring until citygate_event_release: copy, store,
 * and only when they are safe release as many.
 *
 * event: an open desk.
 * records: receives the records, the oldest first; room for capacity records.
 * capacity: how many fit, 1 or more.
 * count: receives how many were copied; fewer than capacity, also 0, if there are no more.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (capacity is 0), _TOO_MANY, _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY; nothing is written then.
 * Time grows with the number of records copied; some 3 KB of stack. Reentrant for different events; from an interrupt
 * it says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_read_pending(const citygate_event_t *event,
                                    citygate_record_t *records,
                                    uint32_t capacity,
                                    uint32_t *count);

/**
 * Gives up the oldest records, which the caller has stored. If entries were lost because the ring was full, the
 * journal writes down now how many and when.
 *
 * event: an open desk.
 * count: how many; 0 changes nothing.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _TOO_MANY (more than wait), _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY; nothing is changed then.
 * Constant time (at most a digest); some 3 KB of stack. Reentrant for different events; from an
 * interrupt it says _EVENT_BUSY if it came into another call for the same event.
 */
int32_t citygate_event_release(citygate_event_t *event,
                               uint32_t count);

/**
 * SHA-256 (FIPS 180-4) of a text or file that belongs to a record and is stored elsewhere: the word received, the
 * report sent, the policy in force.
 *
 * content: content_length bytes, 1 or more.
 * digest: receives the digest.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _OVERLAP, _EMPTY, _TOO_MANY; digest is as it was then.
 * Time grows with the length; some 900 bytes of stack. Reentrant; may be called from an interrupt, given the time.
 */
int32_t citygate_content_digest(const void *content,
                                uint32_t content_length,
                                citygate_digest_t *digest);

/**
 * Verifies stored records: finds the first one that was altered, removed, repeated, moved or forged. A long journal
 * is verified in pieces of whole records: give the head that one piece ends in as the start of the next.
 *
 * Without a key anybody can compute a chain: keep heads where whoever could alter the records cannot alter them.
 * With a key, records cut off the end are still only found out by a head kept elsewhere.
 *
 * records: record_bytes bytes, one record after the other; may be NULL if record_bytes is 0.
 * key: the journal's key; NULL if it is kept without one.
 * start: the head that the first record follows on; NULL: the start of the journal.
 * expected: a head that was kept elsewhere and is not before start; the records may go on beyond it. NULL: none.
 * verified: receives what the records hold.
 * fault: on a CITYGATE_ERROR_JOURNAL_... receives the first fault; may be NULL.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _JOURNAL_VERSION, _JOURNAL_SEQUENCE,
 * _JOURNAL_KEY_NEEDED, _JOURNAL_NOT_KEYED, _JOURNAL_TAG, _JOURNAL_INCOMPLETE, _JOURNAL_TRUNCATED,
 * _JOURNAL_OTHER_HEAD; verified is as it was then.
 * Time grows with the number of records (one digest each); some 2400 bytes of stack. Reentrant; may be called from
 * an interrupt, given the time.
 */
int32_t citygate_journal_verify(const void *records,
                                uint32_t record_bytes,
                                const citygate_journal_key_t *key,
                                const citygate_journal_head_t *start,
                                const citygate_journal_head_t *expected,
                                citygate_verified_journal_t *verified,
                                citygate_journal_fault_t *fault);

/**
 * Reads a record. Its tag is not checked here: citygate_journal_verify does that.
 *
 * record: the record.
 * entry: receives what it says.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION (not a record of version 1, or
 * of a kind or with codes that this library does not know); entry is as it was then.
 * Constant time; some 800 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_journal_read(const citygate_record_t *record,
                              citygate_journal_entry_t *entry);

/**
 * The head after a stored record, which is not verified here: what citygate_event_restore takes as stored.
 *
 * record: the last record stored.
 * head: receives the head.
 *
 * Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION; head is as it was then.
 * Constant time; some 500 bytes of stack. Reentrant; may be called from an interrupt.
 */
int32_t citygate_journal_head_after(const citygate_record_t *record,
                                    citygate_journal_head_t *head);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

CITYGATE_LAYOUT(sizeof(citygate_user_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_user_t, cumulative_curtailment_unit_periods) == 0u)
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
CITYGATE_LAYOUT(sizeof(citygate_signatory_t) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_signatory_t, division) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_signatory_t, person) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_signatory_t, authority) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_signatory_t, reserved) == 9u)
CITYGATE_LAYOUT(sizeof(citygate_instant_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_instant_t, ms) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_instant_t, gaps) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_instant_t, reserved) == 12u)
CITYGATE_LAYOUT(sizeof(citygate_situation_t) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, normal_supply_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, available_supply_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, interruption_min) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, trend) == 20u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, network) == 21u)
CITYGATE_LAYOUT(offsetof(citygate_situation_t, reserved) == 22u)
CITYGATE_LAYOUT(sizeof(citygate_grading_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, imbalance_ppm) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, imbalance_permille) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, grade) == 6u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, criterion) == 7u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, by_imbalance) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, by_interruption) == 9u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, next) == 10u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, unmet) == 11u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, evaluator) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_grading_t, reserved) == 13u)
CITYGATE_LAYOUT(sizeof(citygate_recommendation_t) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, response) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, level) == 1u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, government) == 2u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, jointly_possible) == 3u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, ask_state_council) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, proposers) == 5u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, starters) == 6u)
CITYGATE_LAYOUT(offsetof(citygate_recommendation_t, needs_justification) == 7u)
CITYGATE_LAYOUT(sizeof(citygate_infrastructure_t) == 48u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, entry_points_m3_per_d) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, production_m3_per_d) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, storage_m3_per_d) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, lng_m3_per_d) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, largest_m3_per_d) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_infrastructure_t, peak_demand_m3_per_d) == 40u)
CITYGATE_LAYOUT(sizeof(citygate_n_minus_1_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_n_minus_1_t, remaining_m3_per_d) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_n_minus_1_t, peak_demand_m3_per_d) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_n_minus_1_t, permille) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_n_minus_1_t, is_met) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_n_minus_1_t, reserved) == 28u)
CITYGATE_LAYOUT(sizeof(citygate_obligation_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_obligation_t, ms) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_obligation_t, due) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_obligation_t, reserved) == 9u)
CITYGATE_LAYOUT(sizeof(citygate_response_state_t) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, state) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, phase) == 1u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, in_force) == 2u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, level) == 3u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, in_transition) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, proposed) == 5u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, end_proposed) == 6u)
CITYGATE_LAYOUT(offsetof(citygate_response_state_t, reserved) == 7u)
CITYGATE_LAYOUT(sizeof(citygate_action_request_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_action_request_t, by) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_action_request_t, action) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_action_request_t, justification) == 13u)
CITYGATE_LAYOUT(offsetof(citygate_action_request_t, dealt_with) == 14u)
CITYGATE_LAYOUT(offsetof(citygate_action_request_t, supply_restored) == 15u)
CITYGATE_LAYOUT(sizeof(citygate_trend_settings_t) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_trend_settings_t, spacing_ms) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_trend_settings_t, max_gap_ms) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_trend_settings_t, dead_band_ppm_per_h) == 8u)
CITYGATE_LAYOUT(sizeof(citygate_trend_estimate_t) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, trend) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, samples) == 1u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, pairs) == 2u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, rising) == 3u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, falling) == 4u)
CITYGATE_LAYOUT(offsetof(citygate_trend_estimate_t, reserved) == 5u)
CITYGATE_LAYOUT(sizeof(citygate_trend_t) == 240u)
CITYGATE_LAYOUT(offsetof(citygate_trend_t, words) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_digest_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_digest_t, bytes) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_journal_key_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_journal_key_t, bytes) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_journal_head_t) == 40u)
CITYGATE_LAYOUT(offsetof(citygate_journal_head_t, next) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_journal_head_t, tag) == 8u)
CITYGATE_LAYOUT(sizeof(citygate_record_t) == 120u)
CITYGATE_LAYOUT(offsetof(citygate_record_t, bytes) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_journal_entry_t) == 88u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, sequence) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, ms) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, wall_ms) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, numbers) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, gaps) == 72u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, kind) == 76u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, keyed) == 77u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, reserved) == 78u)
CITYGATE_LAYOUT(offsetof(citygate_journal_entry_t, codes) == 80u)
CITYGATE_LAYOUT(sizeof(citygate_verified_journal_t) == 56u)
CITYGATE_LAYOUT(offsetof(citygate_verified_journal_t, records) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_verified_journal_t, lost) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_verified_journal_t, head) == 16u)
CITYGATE_LAYOUT(sizeof(citygate_journal_fault_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_journal_fault_t, record) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_journal_fault_t, offset) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_journal_fault_t, expected) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_journal_fault_t, found) == 24u)
CITYGATE_LAYOUT(sizeof(citygate_report_t) == 13u * sizeof(void *) + 64u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, texts) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, text_lengths) == 13u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_report_t, number) == 13u * sizeof(void *) + 52u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, imbalance_permille) == 13u * sizeof(void *) + 56u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, grade) == 13u * sizeof(void *) + 58u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, level) == 13u * sizeof(void *) + 59u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, sensitivity) == 13u * sizeof(void *) + 60u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, recipients) == 13u * sizeof(void *) + 61u)
CITYGATE_LAYOUT(offsetof(citygate_report_t, reserved) == 13u * sizeof(void *) + 62u)
CITYGATE_LAYOUT(sizeof(citygate_event_settings_t) == 64u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, station) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, trend) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, follow_up_min) == 20u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, prompt_min) == 22u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, key) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, has_key) == 56u)
CITYGATE_LAYOUT(offsetof(citygate_event_settings_t, reserved) == 57u)
CITYGATE_LAYOUT(sizeof(citygate_event_t) == 568u)
CITYGATE_LAYOUT(offsetof(citygate_event_t, words) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_event_saved_t) == 195u)
CITYGATE_LAYOUT(offsetof(citygate_event_saved_t, bytes) == 0u)
CITYGATE_LAYOUT(sizeof(citygate_tick_t) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, wall_step_ms) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, outage_ms) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, outage) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, overdue) == 17u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, save) == 18u)
CITYGATE_LAYOUT(offsetof(citygate_tick_t, reserved) == 19u)
CITYGATE_LAYOUT(sizeof(citygate_observation_t) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, normal_supply_dm3_per_h) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, available_supply_dm3_per_h) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, interruption_min) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, trend) == 20u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, network) == 21u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, affected_area) == 22u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, exceeded) == 23u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, sensitivity) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_observation_t, reserved) == 25u)
CITYGATE_LAYOUT(sizeof(citygate_assessment_t) == 36u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, grading) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, recommendation) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, estimate) == 24u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, trend) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, trend_source) == 33u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, report_to) == 34u)
CITYGATE_LAYOUT(offsetof(citygate_assessment_t, reserved) == 35u)
CITYGATE_LAYOUT(sizeof(citygate_report_receipt_t) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, late_by_ms) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, number) == 8u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, to) == 12u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, late) == 13u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, time_lost) == 14u)
CITYGATE_LAYOUT(offsetof(citygate_report_receipt_t, reserved) == 15u)
CITYGATE_LAYOUT(sizeof(citygate_event_status_t) == 224u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, now) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, received) == 16u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, wall_ms) == 32u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, next_due_ms) == 40u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, lost_entries) == 48u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, head) == 56u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, due) == 96u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, reports_sent) == 176u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, ring_records) == 180u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, pending_records) == 184u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, warning_issuer) == 188u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, response) == 200u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, event) == 208u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, warning) == 209u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, recipients) == 210u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, first_reports_owed) == 211u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, alarms) == 212u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, grade) == 213u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, imbalance_permille) == 214u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, assessed) == 216u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, recommended) == 217u)
CITYGATE_LAYOUT(offsetof(citygate_event_status_t, reserved) == 218u)
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
CITYGATE_LAYOUT(sizeof(citygate_horizon_output_t) == 5u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_horizon_output_t, grants) == 0u)
CITYGATE_LAYOUT(offsetof(citygate_horizon_output_t, totals) == sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_horizon_output_t, loads) == 2u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_horizon_output_t, outlook) == 3u * sizeof(void *))
CITYGATE_LAYOUT(offsetof(citygate_horizon_output_t, summary) == 4u * sizeof(void *))
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
