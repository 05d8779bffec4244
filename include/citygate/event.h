/**
 * @file event.h
 * @brief The event rules of the emergency plan.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_EVENT_H
#define CITYGATE_EVENT_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_event Events
 *
 * The other half of the plan: how serious an event is, who is warned, who responds, who is told by when, and the record of
 * it all.
 *
 * Contexts (citygate_event_t, citygate_trend_t) are memory of the caller whose content is the library's: opened once, left
 * where they are, and checked in every call, so that one that was never opened, moved or damaged is an error. A context
 * is for one call at a time: another call on it meanwhile, as from an interrupt that came into one, is
 * CITYGATE_ERROR_EVENT_BUSY and not a wait. Different contexts do not know each other. Everything else is reentrant, as in
 * core.h.
 *
 * Time is constant, unless the function says otherwise: a few thousand instructions on a Cortex-M4F where nothing goes
 * on record (citygate_event_status and citygate_event_tick below 2,000), some 30,000 for each record or saved event, which
 * are a digest. Stack is at most 400 bytes where nothing can go on record, 1,800 where something can, 2,100 for functions
 * of stored records and 800 for those of reports; citygate_event_open takes 2,500 and citygate_event_restore 3,600, and
 * neither is meant for interrupts.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

/**
 * The largest imbalance that is told, in millionths of the normal supply: ten times the normal supply. More is told as
 * this.
 */
#define CITYGATE_MOST_IMBALANCE_PPM 10000000u
/** How many samples the window holds. */
#define CITYGATE_TREND_WINDOW 16u
/** The fewest samples that are judged: with five, one wild sample spoils four of ten slopes and cannot decide. */
#define CITYGATE_TREND_MIN_SAMPLES 5u
/**
 * How much larger an imbalance has to be than all before it in the window to be a sudden loss, in millionths of the
 * normal supply: 1 %, a fifth of the narrowest of the plan's bands. The plan gives no figure: this one is ours.
 */
#define CITYGATE_SUDDEN_LOSS_PPM 10000u
/** How many states there are. */
#define CITYGATE_ResponseState_COUNT 120u
/** Length of a record in bytes. */
#define CITYGATE_RECORD_LEN 120u
/** Length of a saved state in bytes. */
#define CITYGATE_SAVED_LEN 283u
/** "None" where a code begins with 1: no grade, criterion, level or justification. */
#define CITYGATE_NONE 0u
/** "None" where a code begins with 0: no response, trend, government or evaluator. */
#define CITYGATE_ABSENT 255u
/** "Not known" for an imbalance in permille. */
#define CITYGATE_PERMILLE_UNKNOWN 0xffffu
/** "Not stated" for the minutes of an interruption. */
#define CITYGATE_MINUTES_NOT_STATED 0xffffffffu
/** "No wall clock" where a wall clock time in ms is given. */
#define CITYGATE_WALL_UNKNOWN 0u
/** "Never" where milliseconds until something are given. */
#define CITYGATE_NEVER_MS (~CITYGATE_UINT64(0u))
/** Action: propose to start a response, or to change to it. Add a CITYGATE_RESPONSE_.... */
#define CITYGATE_ACTION_PROPOSE 0u
/** Action: confirm the proposal of a response. Add the CITYGATE_RESPONSE_... proposed. */
#define CITYGATE_ACTION_CONFIRM 7u
/** Action: propose to end the response. */
#define CITYGATE_ACTION_PROPOSE_TERMINATION 14u
/** Action: declare the end; the transition begins. */
#define CITYGATE_ACTION_DECLARE_TERMINATION 15u
/** Action: turn the pending proposal down, or withdraw it. */
#define CITYGATE_ACTION_REJECT 16u
/** Action: declare normal use restored; the transition is over. */
#define CITYGATE_ACTION_CLOSE_TRANSITION 17u
/** Action: ask the State Council for support. */
#define CITYGATE_ACTION_REQUEST_SUPPORT 18u
/** How many recipients there are. */
#define CITYGATE_RECIPIENT_COUNT 8u
/** How many items a report has. */
#define CITYGATE_REPORT_ITEM_COUNT 13u
/** Nothing is due. */
#define CITYGATE_OBLIGATION_NOTHING 0u
/** Due in so many milliseconds; 0 is the last moment in time. */
#define CITYGATE_OBLIGATION_PENDING 1u
/** Late by so many milliseconds. */
#define CITYGATE_OBLIGATION_OVERDUE 2u
/** An unknown while was lost since the deadline was set: it may have passed; treat it as due at once. */
#define CITYGATE_OBLIGATION_TIME_LOST 3u
/** The clock ran on. */
#define CITYGATE_DOWNTIME_NONE 0u
/** The clock had stopped; the wall clock tells for how long. */
#define CITYGATE_DOWNTIME_ACCOUNTED 1u
/** The clock had stopped and nobody knows for how long: every deadline is due at once. */
#define CITYGATE_DOWNTIME_UNACCOUNTED 2u
/** No notification of an event was received. */
#define CITYGATE_EVENT_NONE 0u
/** A notification was received; the event is open. */
#define CITYGATE_EVENT_OPEN 1u
/** The event is closed. */
#define CITYGATE_EVENT_CLOSED 2u
/** Texts of CITYGATE_GRADE_.... */
#define CITYGATE_TEXT_GRADE 0u
/** Texts of CITYGATE_CRITERION_.... */
#define CITYGATE_TEXT_CRITERION 1u
/** Texts of CITYGATE_EVALUATOR_.... */
#define CITYGATE_TEXT_EVALUATOR 2u
/** Texts of CITYGATE_TREND_.... */
#define CITYGATE_TEXT_TREND 3u
/** Texts of CITYGATE_TREND_SOURCE_.... */
#define CITYGATE_TEXT_TREND_SOURCE 4u
/** Texts of CITYGATE_NETWORK_CONDITION_.... */
#define CITYGATE_TEXT_NETWORK_CONDITION 5u
/** Texts of CITYGATE_UNMET_...; the code is the number of the bit. */
#define CITYGATE_TEXT_UNMET 6u
/** Texts of CITYGATE_SAMPLE_OUTCOME_.... */
#define CITYGATE_TEXT_SAMPLE 7u
/** Texts of CITYGATE_AUTHORITY_.... */
#define CITYGATE_TEXT_AUTHORITY 8u
/** Texts of CITYGATE_WARNING_LEVEL_.... */
#define CITYGATE_TEXT_WARNING 9u
/** Texts of CITYGATE_WARNING_ACTION_.... */
#define CITYGATE_TEXT_WARNING_ACTION 10u
/** Texts of CITYGATE_POSSIBILITY_.... */
#define CITYGATE_TEXT_POSSIBILITY 11u
/** Texts of CITYGATE_WARNING_REACH_.... */
#define CITYGATE_TEXT_WARNING_REACH 12u
/** Texts of CITYGATE_MEASURE_...; the code is the number of the bit. */
#define CITYGATE_TEXT_MEASURE 13u
/** Texts of CITYGATE_RESPONSE_LEVEL_.... */
#define CITYGATE_TEXT_RESPONSE_LEVEL 14u
/** Texts of CITYGATE_RESPONSE_.... */
#define CITYGATE_TEXT_RESPONSE 15u
/** Texts of CITYGATE_GOVERNMENT_.... */
#define CITYGATE_TEXT_GOVERNMENT 16u
/** Texts of CITYGATE_AFFECTED_AREA_.... */
#define CITYGATE_TEXT_AFFECTED_AREA 17u
/** Texts of CITYGATE_JUSTIFICATION_.... */
#define CITYGATE_TEXT_JUSTIFICATION 18u
/** Texts of CITYGATE_PHASE_.... */
#define CITYGATE_TEXT_PHASE 19u
/** Texts of CITYGATE_ACTION_.... */
#define CITYGATE_TEXT_ACTION 20u
/** Texts of refusals n, whose status is -100 - n, as CITYGATE_JOURNAL_ENTRY_KIND_REFUSED records them. */
#define CITYGATE_TEXT_REFUSAL 21u
/** Texts of CITYGATE_RECIPIENT_...; the code is the number of the bit. */
#define CITYGATE_TEXT_RECIPIENT 22u
/** Texts of CITYGATE_SENSITIVITY_...; the code is the number of the bit. */
#define CITYGATE_TEXT_SENSITIVITY 23u
/** Texts of CITYGATE_REPORT_ITEM_.... */
#define CITYGATE_TEXT_REPORT_ITEM 24u
/** Texts of CITYGATE_OBLIGATION_.... */
#define CITYGATE_TEXT_OBLIGATION 25u
/** Texts of CITYGATE_DOWNTIME_.... */
#define CITYGATE_TEXT_DOWNTIME 26u
/** Texts of CITYGATE_JOURNAL_ENTRY_KIND_.... */
#define CITYGATE_TEXT_JOURNAL_ENTRY 27u
/** Texts of the refusals of a warning; the code is n of status -114 - n. */
#define CITYGATE_TEXT_WARNING_REFUSAL 28u
/** Texts of CITYGATE_ACTION_REMARK_...; the code is the number of the bit. */
#define CITYGATE_TEXT_ACTION_REMARK 29u
/** Texts of CITYGATE_DUTY_.... */
#define CITYGATE_TEXT_DUTY 30u
/** Texts of CITYGATE_DUTY_TRIGGER_.... */
#define CITYGATE_TEXT_DUTY_TRIGGER 31u
/** Texts of CITYGATE_DUTY_HOLDER_...: among them the six groups of the headquarters. */
#define CITYGATE_TEXT_DUTY_HOLDER 32u
/** Texts of CITYGATE_DUTY_DEADLINE_.... */
#define CITYGATE_TEXT_DUTY_DEADLINE 33u
/** Texts of CITYGATE_DUTY_STATUS_.... */
#define CITYGATE_TEXT_DUTY_STATUS 34u
/** Bytes of the storage of an event: sizeof(citygate_event_t). */
#define CITYGATE_EVENT_SIZE 760u
/** Bytes of the storage of a trend window: sizeof(citygate_trend_t). */
#define CITYGATE_TREND_SIZE 256u
/** Length of saved duties in bytes. */
#define CITYGATE_DUTIES_SAVED_LEN 152u
/** How many duties there are: their codes are 0 to one less. */
#define CITYGATE_DUTY_COUNT 23u
/** Nothing has brought the duty. */
#define CITYGATE_DUTY_STATUS_NOT_BROUGHT 0u
/** It was brought and has no deadline: to be decided, or afterwards. */
#define CITYGATE_DUTY_STATUS_OPEN 1u
/** It is due in so many milliseconds; 0 is the last moment in time. */
#define CITYGATE_DUTY_STATUS_PENDING 2u
/** It is late by so many milliseconds. */
#define CITYGATE_DUTY_STATUS_OVERDUE 3u
/** An unknown while was lost since it was brought: see to it at once. */
#define CITYGATE_DUTY_STATUS_TIME_LOST 4u
/** It was done. */
#define CITYGATE_DUTY_STATUS_DONE 5u
/** It was done late. */
#define CITYGATE_DUTY_STATUS_DONE_LATE 6u
/** Bytes of the storage of the duties of an event: sizeof(citygate_duties_t). */
#define CITYGATE_DUTIES_SIZE 160u

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/** The grade of an event (事件分级), the most serious first. Source: the plan, §1.5.1. */
typedef uint8_t citygate_grade_t;
/** I, particularly serious (特别重大). */
#define CITYGATE_GRADE_I 1u
/** II, serious (重大). */
#define CITYGATE_GRADE_II 2u
/** III, fairly serious (较大). */
#define CITYGATE_GRADE_III 3u
/** IV, general (一般). */
#define CITYGATE_GRADE_IV 4u

/** Which criterion gave the grade. */
typedef uint8_t citygate_criterion_t;
/** The imbalance, with its trend and the state of the network. */
#define CITYGATE_CRITERION_IMBALANCE 1u
/** The interruption of main users. */
#define CITYGATE_CRITERION_INTERRUPTION 2u
/** Both give the same grade. */
#define CITYGATE_CRITERION_BOTH 3u

/** Who evaluates an event afterwards. Source: the plan, §5.3. */
typedef uint8_t citygate_evaluator_t;
/** The city (市、州). */
#define CITYGATE_EVALUATOR_CITY 0u
/** The province, or whom it authorizes (省或其授权的单位). */
#define CITYGATE_EVALUATOR_PROVINCE 1u
/** Whoever national rules name (按国家有关规定). */
#define CITYGATE_EVALUATOR_NATIONAL_RULES 2u
/** The county (县、市). */
#define CITYGATE_EVALUATOR_COUNTY 3u

/** Where the imbalance is going. citygate_trend_push finds it from measurements. */
typedef uint8_t citygate_trend_direction_t;
/** The imbalance gets smaller (缩小). */
#define CITYGATE_TREND_NARROWING 0u
/** The imbalance stays as it is (持平). */
#define CITYGATE_TREND_STEADY 1u
/** The imbalance is still widening (仍在扩大). */
#define CITYGATE_TREND_WIDENING 2u

/** Where a trend comes from. */
typedef uint8_t citygate_trend_source_t;
/** The operator stated it. */
#define CITYGATE_TREND_SOURCE_STATED 0u
/** It was measured. */
#define CITYGATE_TREND_SOURCE_MEASURED 1u
/** Neither: widening is assumed. */
#define CITYGATE_TREND_SOURCE_ASSUMED 2u

/** The state of the pipeline network (管网运行状态). Source: the plan, §1.5.1. */
typedef uint8_t citygate_network_condition_t;
/** Runs normally (正常运行). */
#define CITYGATE_NETWORK_CONDITION_NORMAL 0u
/** Normal running is expected to be affected (预计影响正常运行). */
#define CITYGATE_NETWORK_CONDITION_AFFECTED 1u
/** May become unable to run normally (可能无法正常运行). */
#define CITYGATE_NETWORK_CONDITION_AT_RISK 2u

/** A condition of a grade that is not met. */
typedef uint8_t citygate_unmet_conditions_t;
/** The normal supply is zero, so the imbalance cannot be judged. */
#define CITYGATE_UNMET_NORMAL_SUPPLY_MISSING 0x01u
/** The imbalance is below the grade's bound. */
#define CITYGATE_UNMET_IMBALANCE_TOO_SMALL 0x02u
/** The imbalance is not widening. */
#define CITYGATE_UNMET_NOT_WIDENING 0x04u
/** The state of the network is better than the grade asks. */
#define CITYGATE_UNMET_NETWORK_NOT_BAD_ENOUGH 0x08u
/** The interruption is shorter than the grade's bound. */
#define CITYGATE_UNMET_INTERRUPTION_TOO_SHORT 0x10u
/** The outage was planned: it is no event that the plan grades. */
#define CITYGATE_UNMET_PLANNED 0x20u
/** All of them, as bits. */
#define CITYGATE_UNMET_CONDITIONS_ALL 0x3fu

/** What became of a sample. */
typedef uint8_t citygate_sample_outcome_t;
/** Taken. */
#define CITYGATE_SAMPLE_OUTCOME_ADDED 0u
/** Older than the newest sample: put in its place. */
#define CITYGATE_SAMPLE_OUTCOME_ADDED_LATE 1u
/**
 * Taken as the first of a new window, because the pause before it was longer than the settings allow or an unknown
 * while was lost.
 */
#define CITYGATE_SAMPLE_OUTCOME_AFTER_GAP 2u
/** Not taken: nearer to another sample than the spacing. Normal when a sample is offered at every scan. */
#define CITYGATE_SAMPLE_OUTCOME_TOO_CLOSE 3u
/** Not taken: there is a sample with this time stamp already. */
#define CITYGATE_SAMPLE_OUTCOME_REPEATED 4u
/** Not taken: older than the window reaches, or from before an unknown while was lost. */
#define CITYGATE_SAMPLE_OUTCOME_TOO_OLD 5u
/** Not taken: more than ten times the normal supply (CITYGATE_MOST_IMBALANCE_PPM). */
#define CITYGATE_SAMPLE_OUTCOME_OUT_OF_RANGE 6u

/** Whoever may propose, confirm, issue or report. Source: the plan, §1.5.2 and §4.1. */
typedef uint8_t citygate_authority_t;
/** A set of these, as bits: bit n stands for value n of citygate_authority_t. */
typedef uint8_t citygate_authorities_t;
/** This library and what runs around it. It may propose and record; it never confirms. */
#define CITYGATE_AUTHORITY_ENGINE 0u
/** The government of the county (县、市、区). */
#define CITYGATE_AUTHORITY_COUNTY 1u
/** The government of the city or prefecture (市、州). */
#define CITYGATE_AUTHORITY_CITY 2u
/** The office of the provincial headquarters (省指挥部办公室). */
#define CITYGATE_AUTHORITY_HQ_OFFICE 3u
/** A deputy commander of the provincial headquarters (副指挥长). */
#define CITYGATE_AUTHORITY_DEPUTY_COMMANDER 4u
/** The commander of the provincial headquarters (指挥长). */
#define CITYGATE_AUTHORITY_COMMANDER 5u
/** The gas supply enterprise (天然气供应保障企业). It reports; it decides on no warning and no response. */
#define CITYGATE_AUTHORITY_ENTERPRISE 6u
/** All of them, as bits. */
#define CITYGATE_AUTHORITIES_ALL 0x7fu

/** A warning level (预警级别), the most serious first. Source: the plan, §3.3. */
typedef uint8_t citygate_warning_level_t;
/** Level 1, red (红色预警). */
#define CITYGATE_WARNING_LEVEL_RED 1u
/** Level 2, orange (橙色预警). */
#define CITYGATE_WARNING_LEVEL_ORANGE 2u
/** Level 3, yellow (黄色预警). */
#define CITYGATE_WARNING_LEVEL_YELLOW 3u
/** Level 4, blue (蓝色预警). */
#define CITYGATE_WARNING_LEVEL_BLUE 4u

/** What is done to a warning. */
typedef uint8_t citygate_warning_action_t;
/** A warning is issued (发布). */
#define CITYGATE_WARNING_ACTION_ISSUE 0u
/** Its level is adjusted (调整). */
#define CITYGATE_WARNING_ACTION_ADJUST 1u
/** It is lifted (解除). */
#define CITYGATE_WARNING_ACTION_LIFT 2u
/** An enterprise that sees signs proposes one (提出预警信息发布建议). What is in force stays as it is. */
#define CITYGATE_WARNING_ACTION_PROPOSE 3u
/** A higher authority's warning takes the place of a lower one's, without a gap. */
#define CITYGATE_WARNING_ACTION_REPLACE 4u
/** A proposal is taken back by who made it, or turned down by an authority. */
#define CITYGATE_WARNING_ACTION_WITHDRAW 5u

/** What may happen to a network: the possibility that a level is judged by. Source: the plan, §3.3. */
typedef uint8_t citygate_possibility_t;
/** No network is threatened. */
#define CITYGATE_POSSIBILITY_NONE 0u
/** A regional network is possibly affected. */
#define CITYGATE_POSSIBILITY_REGIONAL_AFFECTED 1u
/** The province's trunk network is quite possibly affected. */
#define CITYGATE_POSSIBILITY_TRUNK_AFFECTED 2u
/** The province's trunk network may become unable to run. */
#define CITYGATE_POSSIBILITY_TRUNK_UNABLE 3u

/** Whose supply an outage interrupts or may interrupt: the reach that a level is judged by. Source: the plan, §3.3. */
typedef uint8_t citygate_warning_reach_t;
/** Nobody's. */
#define CITYGATE_WARNING_REACH_NONE 0u
/** Downstream users of a county; also when they are seriously affected without being interrupted. */
#define CITYGATE_WARNING_REACH_COUNTY 1u
/** Downstream users of cities that are not key cities. */
#define CITYGATE_WARNING_REACH_OTHER_CITY 2u
/** Main downstream users of key cities or of supply nodes. */
#define CITYGATE_WARNING_REACH_KEY_CITY_OR_NODE 3u
/** The whole province. */
#define CITYGATE_WARNING_REACH_PROVINCE 4u

/** What a warning sets in motion. Source: the plan, §3.3. */
typedef uint16_t citygate_measures_t;
/** Monitor more often. */
#define CITYGATE_MEASURE_MONITOR 0x0001u
/** Patrol, watch and repair. */
#define CITYGATE_MEASURE_PATROL 0x0002u
/** Analyse possibility, reach and grade. */
#define CITYGATE_MEASURE_ANALYSE 0x0004u
/** Watch and answer public opinion. */
#define CITYGATE_MEASURE_PUBLIC_OPINION 0x0008u
/** Other necessary measures of a blue or yellow warning. */
#define CITYGATE_MEASURE_OTHER_BASIC 0x0010u
/** Teams and persons in charge on standby. */
#define CITYGATE_MEASURE_TEAMS_ON_STANDBY 0x0020u
/** Reserves alerted. */
#define CITYGATE_MEASURE_RESERVES_ALERTED 0x0040u
/** Material and equipment placed ahead. */
#define CITYGATE_MEASURE_MATERIAL_PLACED_AHEAD 0x0080u
/**
 * Linkage of the governments affected: public order, water, gas, heat, communication, fuel, goods, traffic, rescue.
 */
#define CITYGATE_MEASURE_GOVERNMENT_LINKAGE 0x0100u
/** Other necessary measures of an orange or red warning. */
#define CITYGATE_MEASURE_OTHER_ADVANCED 0x0200u
/** All of them, as bits. */
#define CITYGATE_MEASURES_ALL 0x03ffu

/** The level of a response (响应级别), the most serious first. Source: the plan, §1.5.2. */
typedef uint8_t citygate_response_level_t;
/** Level 1 (一级响应), for grade I. */
#define CITYGATE_RESPONSE_LEVEL_1 1u
/** Level 2 (二级响应), for grade II. */
#define CITYGATE_RESPONSE_LEVEL_2 2u
/** Level 3 (三级响应), for grade III. */
#define CITYGATE_RESPONSE_LEVEL_3 3u
/** Level 4 (四级响应), for grade IV. */
#define CITYGATE_RESPONSE_LEVEL_4 4u

/** A response: its level and the government that leads it, the most serious first. */
typedef uint8_t citygate_response_t;
/** Level 1, led by the province. */
#define CITYGATE_RESPONSE_1 0u
/** Level 2, led by the province. */
#define CITYGATE_RESPONSE_2 1u
/** Level 3, led by the province through the office of its headquarters. */
#define CITYGATE_RESPONSE_3_PROVINCE 2u
/** Level 3, led by the city. */
#define CITYGATE_RESPONSE_3_CITY 3u
/** Level 4, led by the province through the office of its headquarters. */
#define CITYGATE_RESPONSE_4_PROVINCE 4u
/** Level 4, led by the city. */
#define CITYGATE_RESPONSE_4_CITY 5u
/** Level 4, led by the county. */
#define CITYGATE_RESPONSE_4_COUNTY 6u

/** A government that can lead a response, the lowest first. */
typedef uint8_t citygate_government_t;
/** County (县、市、区). */
#define CITYGATE_GOVERNMENT_COUNTY 0u
/** City or prefecture (市、州). */
#define CITYGATE_GOVERNMENT_CITY 1u
/** Province (省). */
#define CITYGATE_GOVERNMENT_PROVINCE 2u

/** Which regions the event reaches. */
typedef uint8_t citygate_affected_area_t;
/** One county. */
#define CITYGATE_AFFECTED_AREA_ONE_COUNTY 0u
/** Several counties of one city. */
#define CITYGATE_AFFECTED_AREA_SEVERAL_COUNTIES 1u
/** Several cities of the province. */
#define CITYGATE_AFFECTED_AREA_SEVERAL_CITIES 2u
/** More than one province. */
#define CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES 3u

/**
 * What justifies an action (启动依据). Source: the plan, §4.1, for the first four: where the means of the governments
 * below are exceeded, the headquarters starts a response of level 3 or 4 on one of three grounds, by the trend and the
 * effects of the event, an instruction, or the application of the city.
 */
typedef uint8_t citygate_justification_t;
/**
 * The means of the city (level 3), of the county and the city (level 4), are exceeded: the condition, and no ground by
 * itself. Records of before may hold it alone.
 */
#define CITYGATE_JUSTIFICATION_MEANS_EXCEEDED 1u
/** The trend and the effects of the event (事态发展趋势和影响). */
#define CITYGATE_JUSTIFICATION_TREND_OF_EVENT 2u
/** Instruction of provincial leaders (批示). */
#define CITYGATE_JUSTIFICATION_INSTRUCTION 3u
/** The city's application (申请). */
#define CITYGATE_JUSTIFICATION_APPLICATION 4u
/**
 * Interpretation: the event reaches several cities, and the province is the lowest government above them; it answers
 * whether means are exceeded or not.
 */
#define CITYGATE_JUSTIFICATION_SEVERAL_REGIONS 5u

/** Where the response is on its way: what is in force and what is proposed, without the levels. */
typedef uint8_t citygate_phase_t;
/** No response, nothing proposed (正常). */
#define CITYGATE_PHASE_NORMAL 0u
/** A start is proposed (建议启动). */
#define CITYGATE_PHASE_PROPOSED 1u
/** Started (已启动). */
#define CITYGATE_PHASE_STARTED 2u
/** Started; a change of level or lead is proposed (建议调整). */
#define CITYGATE_PHASE_CHANGE_PROPOSED 3u
/** Started; the end is proposed (建议终止). */
#define CITYGATE_PHASE_TERMINATION 4u
/** The end is declared; normal use is being restored (过渡期). */
#define CITYGATE_PHASE_TRANSITION 5u
/** In the transition; a new start is proposed (过渡期内建议再启动). */
#define CITYGATE_PHASE_RESTART_PROPOSED 6u

/** A duty that an event or its response brings. */
typedef uint8_t citygate_duty_t;
/** The enterprise deals with the event first (先期处置). */
#define CITYGATE_DUTY_ENTERPRISE_FIRST 0u
/** The enterprise makes the first report (首报; of Jilin's plan within an hour). Done when the report is sent. */
#define CITYGATE_DUTY_REPORT_ONE_HOUR 1u
/** Governments and their energy authorities report upward (逐级上报). Done when the report is sent. */
#define CITYGATE_DUTY_UPWARD 2u
/** The enterprise proposes a warning (提出预警信息发布建议). */
#define CITYGATE_DUTY_WARN_PROPOSAL 3u
/** Departments and neighbours that may be affected are informed of the warning (通报). */
#define CITYGATE_DUTY_WARN_NEIGHBOURS 4u
/** The headquarters meets (召开会商会议). */
#define CITYGATE_DUTY_HQ_MEETING 5u
/** The headquarters is on duty around the clock (值班). */
#define CITYGATE_DUTY_HQ_ROSTER 6u
/** The headquarters guides on the spot (现场指导). */
#define CITYGATE_DUTY_HQ_ON_SITE 7u
/** A field headquarters is set up, or not (现场指挥部). */
#define CITYGATE_DUTY_FIELD_HQ 8u
/** The office of the headquarters reports to the provincial government (向省政府报告). */
#define CITYGATE_DUTY_OFFICE_REPORT 9u
/** The office of the headquarters sends a working group to the spot (派出工作组); at level 4 it may. */
#define CITYGATE_DUTY_OFFICE_TEAM 10u
/** A plan of how supply is restored (供应恢复方案). */
#define CITYGATE_DUTY_SUPPLY_PLAN 11u
/** Production is raised (放量开采). */
#define CITYGATE_DUTY_SUPPLY_BOOST 12u
/** Emergency sources are brought in (应急补充气源). */
#define CITYGATE_DUTY_SUPPLY_EXTRA 13u
/** Key users are kept supplied (重点用户保供). */
#define CITYGATE_DUTY_SUPPLY_KEY_USERS 14u
/** News is published and opinion answered (新闻发布和舆论引导). */
#define CITYGATE_DUTY_PRESS 15u
/** Transport is secured (交通运输保障). */
#define CITYGATE_DUTY_TRANSPORT 16u
/** A plan of rescue and repair (抢险救援方案). */
#define CITYGATE_DUTY_RESCUE_PLAN 17u
/** Those concerned are told that emergency measures are lifted (通知解除应急措施). */
#define CITYGATE_DUTY_END_NOTICE 18u
/** Relief of those affected (善后处置). */
#define CITYGATE_DUTY_RELIEF 19u
/** Restoration and rebuilding (恢复重建). */
#define CITYGATE_DUTY_REBUILD 20u
/** Investigation and evaluation (调查评估). */
#define CITYGATE_DUTY_EVALUATE 21u
/** A drill (应急演练). */
#define CITYGATE_DUTY_DRILL 22u

/** What brings a duty. */
typedef uint8_t citygate_duty_trigger_t;
/** Word of the event is received (接报). */
#define CITYGATE_DUTY_TRIGGER_WORD_RECEIVED 0u
/** Signs of an event are seen (发现征兆). */
#define CITYGATE_DUTY_TRIGGER_SIGNS_SEEN 1u
/** A warning is issued. */
#define CITYGATE_DUTY_TRIGGER_WARNING_ISSUED 2u
/** A response that the province leads is started. */
#define CITYGATE_DUTY_TRIGGER_PROVINCIAL_RESPONSE 3u
/** The event reaches grade I or II. */
#define CITYGATE_DUTY_TRIGGER_SERIOUS_GRADE 4u
/** Level 3 or 4 of the province is started. */
#define CITYGATE_DUTY_TRIGGER_OFFICE_RESPONSE 5u
/** The end is declared. */
#define CITYGATE_DUTY_TRIGGER_END_DECLARED 6u
/** The calendar; also a major revision of the plan. */
#define CITYGATE_DUTY_TRIGGER_CALENDAR 7u

/** Whose a duty is. The headquarters has six groups (工作组). Source: the plan, §2 and annex 1. */
typedef uint8_t citygate_duty_holder_t;
/** The supply enterprise (天然气供应保障企业). */
#define CITYGATE_DUTY_HOLDER_ENTERPRISE 0u
/** The governments of county and city (县、市政府). */
#define CITYGATE_DUTY_HOLDER_LOCAL_GOVERNMENTS 1u
/** Who issued the warning (发布者). */
#define CITYGATE_DUTY_HOLDER_WARNING_ISSUER 2u
/** The headquarters (省指挥部). */
#define CITYGATE_DUTY_HOLDER_HEADQUARTERS 3u
/** Its office (省指挥部办公室). */
#define CITYGATE_DUTY_HOLDER_HQ_OFFICE 4u
/** The coordination group (综合协调组). */
#define CITYGATE_DUTY_HOLDER_COORDINATION_GROUP 5u
/** The supply restoration group (供应恢复组). */
#define CITYGATE_DUTY_HOLDER_SUPPLY_GROUP 6u
/** The press group (新闻宣传组). */
#define CITYGATE_DUTY_HOLDER_PRESS_GROUP 7u
/** The support group (综合保障组). */
#define CITYGATE_DUTY_HOLDER_SUPPORT_GROUP 8u
/** The rescue group (抢险救援组). */
#define CITYGATE_DUTY_HOLDER_RESCUE_GROUP 9u
/** The group of experts (应急专家组). */
#define CITYGATE_DUTY_HOLDER_EXPERT_GROUP 10u
/** Who leads the response (负责应对的政府或指挥机构). */
#define CITYGATE_DUTY_HOLDER_LEADER 11u
/** The governments of the area (事发地政府). */
#define CITYGATE_DUTY_HOLDER_AREA_GOVERNMENTS 12u
/** City and county; the office of the headquarters guides (市、县政府，省指挥部办公室指导). */
#define CITYGATE_DUTY_HOLDER_CITY_AND_COUNTY 13u
/** Who evaluates by grade: CITYGATE_GRADE_EVALUATOR (按等级确定的评估主体). */
#define CITYGATE_DUTY_HOLDER_EVALUATOR 14u

/** By when a duty is done. */
typedef uint8_t citygate_duty_deadline_t;
/** At once (立即): within the plan's time for what is prompt. */
#define CITYGATE_DUTY_DEADLINE_AT_ONCE 0u
/** Within the plan's time for the first report. */
#define CITYGATE_DUTY_DEADLINE_FIRST_REPORT 1u
/** It is to be decided whether it is done; it is never late. */
#define CITYGATE_DUTY_DEADLINE_TO_BE_DECIDED 2u
/** Afterwards; it is never late. */
#define CITYGATE_DUTY_DEADLINE_AFTERWARDS 3u
/** At least every three years (至少每三年). */
#define CITYGATE_DUTY_DEADLINE_EVERY_THREE_YEARS 4u

/** What the record says beside an action that was taken. */
typedef uint8_t citygate_action_remarks_t;
/** The end was declared while a grade was still met. Source: the plan, §4.6. */
#define CITYGATE_ACTION_REMARK_GRADE_MET 0x01u
/** The end was declared while supply was not restored by the figures (未恢复供气). Source: the plan, §4.6. */
#define CITYGATE_ACTION_REMARK_SUPPLY_NOT_RESTORED 0x02u
/**
 * The office of the headquarters started level 3 or 4 without saying that the headquarters approved it
 * (未载明经省指挥部批准). Source: the plan, §2.1.3.
 */
#define CITYGATE_ACTION_REMARK_APPROVAL_NOT_STATED 0x04u
/** All of them, as bits. */
#define CITYGATE_ACTION_REMARKS_ALL 0x07u

/** Who is reported to. Source: the plan, §4.2. */
typedef uint8_t citygate_recipients_t;
/** The local government (属地人民政府). */
#define CITYGATE_RECIPIENT_LOCAL_GOVERNMENT 0x01u
/** The local energy authority (属地能源主管部门). */
#define CITYGATE_RECIPIENT_ENERGY_AUTHORITY 0x02u
/** The provincial energy authority (省级能源主管部门). */
#define CITYGATE_RECIPIENT_PROVINCIAL_ENERGY_AUTHORITY 0x04u
/** The provincial leadership (省委、省政府). */
#define CITYGATE_RECIPIENT_PROVINCIAL_LEADERSHIP 0x08u
/** The State Council (国务院): the province reports to it, neither an enterprise nor a city or county. */
#define CITYGATE_RECIPIENT_STATE_COUNCIL 0x10u
/** The departments concerned (有关部门). */
#define CITYGATE_RECIPIENT_DEPARTMENTS_CONCERNED 0x20u
/** The government above and its energy authority (上一级人民政府及其能源主管部门), step by step (逐级). */
#define CITYGATE_RECIPIENT_HIGHER_GOVERNMENT 0x40u
/**
 * The regions, departments and units that may be affected (可能受影响的地区、部门和单位). They are informed (通报).
 */
#define CITYGATE_RECIPIENT_AFFECTED_PARTIES 0x80u
/** All of them, as bits. */
#define CITYGATE_RECIPIENTS_ALL 0xffu

/**
 * Why an event is sensitive: reported like grades I and II, whatever its grade, also without one. Source: the plan,
 * §4.2.
 */
typedef uint8_t citygate_sensitivities_t;
/** In itself (事件本身敏感). */
#define CITYGATE_SENSITIVITY_IN_ITSELF 0x01u
/** By its place: a key area (重点地区). */
#define CITYGATE_SENSITIVITY_BY_PLACE 0x02u
/** By its time: an important one (重要时期). */
#define CITYGATE_SENSITIVITY_BY_TIME 0x04u
/** It is likely to become grade I or II (可能演化为特别重大、重大事件). */
#define CITYGATE_SENSITIVITY_LIKELY_GRADE_I 0x08u
/** All of them, as bits. */
#define CITYGATE_SENSITIVITIES_ALL 0x0fu

/** An item of a report's content. Source: the plan, §4.2. */
typedef uint8_t citygate_report_item_t;
/** A set of these, as bits: bit n stands for value n of citygate_report_item_t. */
typedef uint16_t citygate_report_items_t;
/** When it happened (时间). */
#define CITYGATE_REPORT_ITEM_TIME 0u
/** Where (地点). */
#define CITYGATE_REPORT_ITEM_PLACE 1u
/** Source of the information (信息来源). */
#define CITYGATE_REPORT_ITEM_SOURCE 2u
/** Nature of the event (事件性质). */
#define CITYGATE_REPORT_ITEM_NATURE 3u
/** Short course of it (简要经过). */
#define CITYGATE_REPORT_ITEM_COURSE 4u
/** Reach of its effect (影响范围). */
#define CITYGATE_REPORT_ITEM_REACH 5u
/** Casualties and missing, and care of their families (人员伤亡（失联）及家属安抚). */
#define CITYGATE_REPORT_ITEM_CASUALTIES 6u
/** Houses collapsed or damaged (房屋倒塌损坏). */
#define CITYGATE_REPORT_ITEM_DAMAGE 7u
/** Damage to infrastructure such as traffic and communication (交通信息等基础设施损毁). */
#define CITYGATE_REPORT_ITEM_INFRASTRUCTURE 8u
/** Public opinion online (网上舆情). */
#define CITYGATE_REPORT_ITEM_PUBLIC_OPINION 9u
/** Public order (社会面治安稳定). */
#define CITYGATE_REPORT_ITEM_PUBLIC_ORDER 10u
/** Rescue on site (现场救援). */
#define CITYGATE_REPORT_ITEM_RESCUE 11u
/** Measures taken (已采取的措施). */
#define CITYGATE_REPORT_ITEM_MEASURES 12u
/** All of them, as bits. */
#define CITYGATE_REPORT_ITEMS_ALL 0x1fffu

/** How a report is rendered, in UTF-8. */
typedef uint8_t citygate_report_format_t;
/** Chinese text. */
#define CITYGATE_REPORT_FORMAT_CHINESE 0u
/** English text. */
#define CITYGATE_REPORT_FORMAT_ENGLISH 1u
/** One JSON object (RFC 8259). */
#define CITYGATE_REPORT_FORMAT_JSON 2u

/**
 * The kind of a journal's entry. In a record an entry is its kind, eight codes c0 … c7 and six numbers n0 … n5; what is
 * not named is zero. Codes are those of the enumerations, and numbers little endian. Optional codes that are absent are
 * 0 when the enumeration begins with 1, else 255. A signatory takes one code, its authority, and one number: division
 * in the upper, person in the lower 32 bits. A digest (SHA-256) takes four numbers.
 */
typedef uint8_t citygate_journal_entry_kind_t;
/**
 * The journal was opened: at the beginning, and after each restart. n0 station, n1 records made before a restart that
 * never reached the store, n2 how many restarts there were so far, this one included.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_OPENED 1u
/**
 * Entries were lost because the ring was full. n0 count; n1 time in ms and n2 wall clock of the first one; n3 and n4 of
 * the last one; n5 the clock's gaps, first in the upper, last in the lower 32 bits.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_LOST 2u
/**
 * The clock: a downtime was bridged (c0 1, n0 ms), could not be bridged (c0 2), or the wall clock was set (c0 3, n1
 * step in ms, two's complement).
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_CLOCK 3u
/**
 * A notification of the event was received. n0 age in ms when it was entered, n1 signatory (c0), n2 … n5 digest of its
 * text.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_NOTIFIED 4u
/**
 * The event was graded. c0 grade that stands (0 none), c1 criterion met (0 none), c2 trend, c3 its source, c4 network
 * (255 not stated), c5 response recommended (255 none), c6 grade that the figures meet (0 none), c7 1 a planned outage;
 * n0 normal and n1 available supply, n2 interruption in minutes (2^32 - 1 not stated), n3 imbalance in permille, n4
 * demand (2^64 - 1 not known), n5 number of the plan.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_GRADED 5u
/**
 * An action of the response was taken. c0 action, c1 authority, c2 justification (0 none), c3 bit 0 dealt with, bit 1
 * supply restored, bit 2 means exceeded, bit 3 approved by the headquarters, c4 state before, c5 state after, c6
 * remarks; n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_ACTION 6u
/**
 * An action of the response was refused. As when it is taken, with c5 the refusal's code n, of status -100 - n in C,
 * instead of the state after, and no remarks.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_REFUSED 7u
/**
 * A warning was issued, adjusted, replaced or lifted, or one was proposed. c0 action, c1 authority, c2 level before, c3
 * level after, or proposed, c4 level that the signs called for when it was lifted (0 none); n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_WARNED 8u
/**
 * A report was sent. c0 recipients, c1 of them late, c2 of them perhaps late (time lost), c3 authority; n0 number of
 * the report, n1 signatory, n2 … n5 digest of the report. By how much it was late follows from the times of the
 * records.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_REPORTED 9u
/** Reports became overdue, or may have. c0 recipients. */
#define CITYGATE_JOURNAL_ENTRY_KIND_OVERDUE 10u
/** Whom the event is to be reported to, because of grade or sensitivity. c0 recipients added, c1 sensitivity. */
#define CITYGATE_JOURNAL_ENTRY_KIND_REPORT_TO 11u
/** Supply was shared out. n0 demand, n1 supply, n2 served, n3 curtailed, n4 the caller's number of the policy. */
#define CITYGATE_JOURNAL_ENTRY_KIND_ALLOCATED 12u
/**
 * Policy or entitlements were changed during the event. c0 authority, n0 signatory, n1 the caller's number of the
 * policy, n2 … n5 digest of it.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_POLICY_CHANGED 13u
/** The event was closed. c0 authority, n0 signatory. */
#define CITYGATE_JOURNAL_ENTRY_KIND_CLOSED 14u
/** Whatever the caller wants to have on record. n0 the caller's code, n1 … n5 numbers. */
#define CITYGATE_JOURNAL_ENTRY_KIND_NOTE 15u
/**
 * An authority stated the grade. c0 grade from now on, c2 grade before, c3 grade that the figures met (0 none); c1
 * authority, n0 signatory.
 */
#define CITYGATE_JOURNAL_ENTRY_KIND_GRADE_STATED 16u
/** A duty was done. c0 duty, c1 authority; n0 signatory. */
#define CITYGATE_JOURNAL_ENTRY_KIND_DUTY_DONE 17u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/** What an event takes to be of one grade: the imbalance, with the state of the network, or the interruption. */
typedef struct {
    /** Shortest interruption of main users, 1 or more; 0: the plan gives the grade for none. */
    uint32_t interruption_min;
    /** Least imbalance in thousandths of the normal supply, 1 to 1000; 0: the plan gives the grade for none. */
    uint16_t imbalance_permille;
    /** 1: it has to be more than that; 0: that much is enough. */
    uint8_t imbalance_above;
    /** Least state of the network that goes with the imbalance, CITYGATE_NETWORK_CONDITION_.... */
    uint8_t network;
} citygate_grade_row_t;

/** Who answers an event by a response of one level. */
typedef struct {
    /**
     * The government that answers first, CITYGATE_GOVERNMENT_...: the province for levels 1 and 2, at least a city for
     * level 3.
     */
    uint8_t leads;
    /**
     * Who alone proposes that the headquarters starts it, CITYGATE_AUTHORITY_...; 255: the engine, county, city and the
     * headquarters' office may.
     */
    uint8_t proposer;
    /** Who of the headquarters starts it, CITYGATE_AUTHORITY_...: its office, a deputy commander or the commander. */
    uint8_t starter;
    /** 1: the headquarters starts it only when the means of those who answer first are exceeded. */
    uint8_t when_exceeded;
} citygate_level_row_t;

/**
 * An emergency plan as a table: by what an event is graded, who answers it, by when it is reported. It is not the
 * supply order. Percentages are of the whole network of the government that it is a plan of, not of one station.
 */
typedef struct {
    /**
     * The number by which records tell plans apart: 1 is Jilin's of 2024, 0 one that nobody numbered; others are the
     * caller's.
     */
    uint32_t number;
    /** Minutes from word of an event to the first report, 1 to 1440. */
    uint16_t first_report_min;
    /** Minutes within which what is reported promptly is reported, and duties at once are done, 0 to 1440. */
    uint16_t prompt_min;
    /** Whose whole network the percentages are of, CITYGATE_GOVERNMENT_.... */
    uint8_t scope;
    /** 1: an imbalance counts only while it is still widening; 0: always. */
    uint8_t needs_widening;
    /** 0. */
    uint8_t reserved[2];
    /** Grades I to IV. */
    citygate_grade_row_t grades[4];
    /** Response levels 1 to 4. */
    citygate_level_row_t levels[4];
} citygate_plan_table_t;

/** How the trend is measured. */
typedef struct {
    /**
     * Samples closer than this to another one are passed over, so that a caller may offer one at every scan, in
     * milliseconds, at least 1.
     */
    uint32_t spacing_ms;
    /**
     * After a longer pause the window starts anew, and an older newest sample is stale, in milliseconds, at least
     * spacing_ms.
     */
    uint32_t max_gap_ms;
    /** Slopes up to this size count as steady, in millionths of the normal supply per hour, up to 1 000 000. */
    uint32_t dead_band_ppm_per_h;
} citygate_trend_settings_t;

/** The figures of the N-1 formula, all in one unit of volume per day (the regulation uses million m³/d). */
typedef struct {
    /** EPm: technical capacity of the entry points other than production, LNG and storage. */
    uint64_t entry_points_m3_per_d;
    /** Pm: largest technical production that can be delivered to the entry points. */
    uint64_t production_m3_per_d;
    /** Sm: largest technical deliverability of the storages. */
    uint64_t storage_m3_per_d;
    /** LNGm: largest technical send-out of the LNG facilities. */
    uint64_t lng_m3_per_d;
    /** Im: technical capacity of the single largest infrastructure. It is one of those counted above. */
    uint64_t largest_m3_per_d;
    /** Dmax: total demand on a day of exceptionally high demand, statistically once in 20 years. */
    uint64_t peak_demand_m3_per_d;
} citygate_infrastructure_t;

/**
 * Where a chain stands: how many records there are, and the tag of the last one. Whoever keeps a head can tell whether
 * the records before it are still those that it was made of.
 */
typedef struct {
    /** The number of records before it, which is the next record's sequence number. */
    uint64_t next;
    /** The tag of the last record; zeros when there is none. */
    uint8_t tag[32];
} citygate_journal_head_t;

/** What a sound stream of records holds. */
typedef struct {
    /** How many records. */
    uint64_t records;
    /** How many entries the journal itself says were lost, in the ring or at a restart. */
    uint64_t lost;
    /** The head after the last record: keep it, or compare it with one that was kept. */
    citygate_journal_head_t head;
} citygate_verified_journal_t;

/** Who signs: an authority, which one of its kind, and a person. */
typedef struct {
    /**
     * Which one of its kind: its administrative division code (GB/T 2260, for example 220100) or any number that the
     * caller keeps a register of; 0 when there is only one.
     */
    uint32_t division;
    /** The person, by number in a register that the caller keeps; 0 when it is not a person. */
    uint32_t person;
    /** One of CITYGATE_AUTHORITY_.... */
    uint8_t authority;
    /** 0. */
    uint8_t reserved[3];
} citygate_signatory_t;

/** A moment on the station's time line. Only moments of the same gaps are so many milliseconds apart. */
typedef struct {
    /** Milliseconds since an arbitrary origin; never runs backwards. */
    uint64_t ms;
    /** How many times an unknown while was lost before. */
    uint32_t gaps;
    /** 0. */
    uint32_t reserved;
} citygate_instant_t;

/**
 * What an event is graded by: of the whole network that the plan is for, not of one station. What is not known does not
 * count as good news.
 */
typedef struct {
    /** Normal supply. 0: not known; the imbalance cannot be judged then. */
    uint64_t normal_supply_dm3_per_h;
    /** What users want undisturbed by any curtailment. 0: not known; the normal supply is taken for it. */
    uint64_t demand_dm3_per_h;
    /** Available supply. More than the demand is no imbalance. */
    uint64_t available_supply_dm3_per_h;
    /**
     * For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
     * CITYGATE_MINUTES_NOT_STATED: no grade follows from it.
     */
    uint32_t interruption_min;
    /** One of CITYGATE_TREND_...; CITYGATE_ABSENT: neither stated nor measured, which counts as widening. */
    uint8_t trend;
    /** One of CITYGATE_NETWORK_CONDITION_...; CITYGATE_ABSENT: not stated, which meets no condition. */
    uint8_t network;
    /** 1: the outage was planned, and is no event that the plan grades; otherwise 0. */
    uint8_t planned;
    /** 0. */
    uint8_t reserved;
} citygate_situation_t;

/** A grade and its reasons. */
typedef struct {
    /** The imbalance in millionths of the normal supply, rounded down: what citygate_trend_push takes. */
    uint32_t imbalance_ppm;
    /** The imbalance in thousandths, rounded down, at most 10000: for reports. No decision uses it. */
    uint16_t imbalance_permille;
    /** What is missing of the normal supply, in thousandths of it: told beside the imbalance, and no criterion. */
    uint16_t missing_permille;
    /** One of CITYGATE_GRADE_..., or CITYGATE_NONE. */
    uint8_t grade;
    /** Which criterion gave the grade, CITYGATE_CRITERION_..., or CITYGATE_NONE. */
    uint8_t criterion;
    /** The grade by imbalance alone, or CITYGATE_NONE. */
    uint8_t by_imbalance;
    /** The grade by interruption alone, or CITYGATE_NONE. */
    uint8_t by_interruption;
    /** The next more serious grade that the plan can give, or CITYGATE_NONE. */
    uint8_t next;
    /**
     * What keeps it from that grade, as bits CITYGATE_UNMET_...: unmet conditions of both criteria. Meeting all of
     * either criterion would raise the grade.
     */
    uint8_t unmet;
    /** Who evaluates the event afterwards, CITYGATE_EVALUATOR_..., or CITYGATE_ABSENT without a grade. */
    uint8_t evaluator;
    /** 0. */
    uint8_t reserved;
} citygate_grading_t;

/** The response that the plan calls for. It starts nothing. */
typedef struct {
    /** One of CITYGATE_RESPONSE_..., or CITYGATE_ABSENT. */
    uint8_t response;
    /** Its level, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE. */
    uint8_t level;
    /** The government that leads, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT. */
    uint8_t government;
    /**
     * The superior governments of each region concerned that may answer jointly instead, CITYGATE_GOVERNMENT_..., or
     * CITYGATE_ABSENT.
     */
    uint8_t jointly;
    /** 1: the event is beyond the means of the province; the State Council is asked for support. */
    uint8_t ask_state_council;
    /** Who may propose it when nothing is in force; bit n stands for authority n. */
    uint8_t proposers;
    /** Who starts it when nothing is in force; bit n stands for authority n. */
    uint8_t starters;
    /** 1: to start it takes a justification. */
    uint8_t needs_justification;
    /**
     * The government that may be supported instead, and goes on leading, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
     */
    uint8_t supports_instead;
    /** 0. */
    uint8_t reserved[3];
} citygate_recommendation_t;

/** The result of the N-1 formula. */
typedef struct {
    /** Capacity that is left without the largest infrastructure. */
    uint64_t remaining_m3_per_d;
    /** Peak demand. */
    uint64_t peak_demand_m3_per_d;
    /** Their ratio in thousandths, rounded down: it never shows 1000 when the standard is missed. */
    uint64_t permille;
    /** 1: the ratio is at least 100 %, compared exactly. */
    uint32_t is_met;
    /** 0. */
    uint32_t reserved;
} citygate_n_minus_1_t;

/** How a deadline stands. */
typedef struct {
    /** Milliseconds left (CITYGATE_OBLIGATION_PENDING) or late (CITYGATE_OBLIGATION_OVERDUE); otherwise 0. */
    uint64_t ms;
    /** One of CITYGATE_OBLIGATION_.... */
    uint8_t due;
    /** 0. */
    uint8_t reserved[7];
} citygate_obligation_t;

/** A state of the response, taken apart. */
typedef struct {
    /** The code of the state: what records hold and citygate_response_transition takes. */
    uint8_t state;
    /** One of CITYGATE_PHASE_.... */
    uint8_t phase;
    /** The response in force, CITYGATE_RESPONSE_..., or CITYGATE_ABSENT. */
    uint8_t in_force;
    /** Its level, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE. */
    uint8_t level;
    /** The response whose transition is going on, or CITYGATE_ABSENT. */
    uint8_t in_transition;
    /** The response proposed, or CITYGATE_ABSENT. */
    uint8_t proposed;
    /** 1: the end is proposed. */
    uint8_t end_proposed;
    /** 0. */
    uint8_t reserved;
} citygate_response_state_t;

/** An action of the response that somebody asks for. */
typedef struct {
    /** Who asks. The authority decides; division and person are for the record. */
    citygate_signatory_t by;
    /** One of CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant. */
    uint8_t action;
    /** What justifies it, CITYGATE_JUSTIFICATION_..., or CITYGATE_NONE. */
    uint8_t justification;
    /** For declaring the end. 1: the event is dealt with (事件处置完毕); otherwise 0. */
    uint8_t dealt_with;
    /** For declaring the end. 1: supply to the affected area is restored (恢复供气); otherwise 0. */
    uint8_t supply_restored;
    /**
     * For starting level 3 or 4 of the province. 1: the means of the city (level 4: of county and city) are exceeded.
     */
    uint8_t means_exceeded;
    /** For starting level 3 or 4 of the province. 1: the headquarters approved it (经省指挥部批准). */
    uint8_t approved;
    /** 0. */
    uint8_t reserved[2];
} citygate_action_request_t;

/** What a trend window says. */
typedef struct {
    /** One of CITYGATE_TREND_..., or CITYGATE_ABSENT: fewer than 5 samples, or the newest is stale. */
    uint8_t trend;
    /** Samples in the window. */
    uint8_t samples;
    /** Pairs of samples, each with a slope. */
    uint8_t pairs;
    /** Slopes above the dead band; widening when these are half of all or more. */
    uint8_t rising;
    /** Slopes below the negative dead band; narrowing when these are more than half. */
    uint8_t falling;
    /**
     * 1: a sudden loss lies within the window, which counts as widening: from some sample on the imbalance is larger
     * than all before it, by CITYGATE_SUDDEN_LOSS_PPM or more.
     */
    uint8_t sudden_loss;
    /** 0. */
    uint8_t reserved[2];
} citygate_trend_estimate_t;

/**
 * Storage for a trend window; its content is the library's. Declare it static, open it with citygate_trend_open and
 * leave it where it is.
 */
typedef struct {
    /** The library's. */
    uint64_t words[32];
} citygate_trend_t;

/** SHA-256 of a text or file that belongs to a record and is stored elsewhere. */
typedef struct {
    /** The digest; all zero says that there is none. */
    uint8_t bytes[32];
} citygate_digest_t;

/** A key that makes records impossible to forge for whoever does not have it: from a good source of randomness. */
typedef struct {
    /** The key. */
    uint8_t bytes[32];
} citygate_journal_key_t;

/** A record of the journal, to be stored as it is. */
typedef struct {
    /** The record. The format is stated in the library's documentation of the journal. */
    uint8_t bytes[120];
} citygate_record_t;

/** What a record says. */
typedef struct {
    /** The record's number, from 0 without holes. */
    uint64_t sequence;
    /** When it was written, on the station's time line. */
    uint64_t ms;
    /** What the wall clock showed then: Unix time in ms, or CITYGATE_WALL_UNKNOWN. */
    uint64_t wall_ms;
    /**
     * n0 to n5: see CITYGATE_JOURNAL_ENTRY_KIND_.... A signatory holds its division in the upper and its person in the
     * lower 32 bits; a digest is four little-endian numbers.
     */
    uint64_t numbers[6];
    /** Gaps of the time line before it. */
    uint32_t gaps;
    /** One of CITYGATE_JOURNAL_ENTRY_KIND_.... */
    uint8_t kind;
    /** 1: the journal is kept with a key. */
    uint8_t keyed;
    /** 0. */
    uint16_t reserved;
    /** c0 to c7: see CITYGATE_JOURNAL_ENTRY_KIND_.... Absent codes are CITYGATE_NONE or CITYGATE_ABSENT. */
    uint8_t codes[8];
} citygate_journal_entry_t;

/** The first fault in a piece of a journal. */
typedef struct {
    /** The record, counted in the piece from 0. */
    uint64_t record;
    /** Where it begins in the piece, in bytes. */
    uint64_t offset;
    /** The sequence number that has to come here. */
    uint64_t expected;
    /**
     * _SEQUENCE: the sequence number found. _VERSION: the version or kind found. _INCOMPLETE: how many bytes of the
     * record there are. _TRUNCATED: how many records are missing. Otherwise 0.
     */
    uint64_t found;
} citygate_journal_fault_t;

/**
 * A report: the plan's items in the caller's words, and what the engine knows. Memory set to zero is a valid report in
 * which everything is missing; PERMILLE_UNKNOWN leaves the imbalance out.
 */
typedef struct {
    /** The texts by CITYGATE_REPORT_ITEM_..., UTF-8, no terminating NUL needed; may be NULL where the length is 0. */
    const char *texts[13];
    /** Their lengths in bytes; 0: missing. */
    uint32_t text_lengths[13];
    /** The report's number in the event: 1 is the first report, larger ones are follow-ups. */
    uint32_t number;
    /** The imbalance in thousandths, or CITYGATE_PERMILLE_UNKNOWN. */
    uint16_t imbalance_permille;
    /** The event's grade, CITYGATE_GRADE_..., or CITYGATE_NONE. */
    uint8_t grade;
    /** The level of the response in force, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE. */
    uint8_t level;
    /** What makes the event sensitive, as bits CITYGATE_SENSITIVITY_.... */
    uint8_t sensitivity;
    /** To whom the report goes, as bits CITYGATE_RECIPIENT_.... */
    uint8_t recipients;
    /** 1: the final report (终报), at the end of the event; otherwise 0. */
    uint8_t is_final;
    /** 0. */
    uint8_t reserved;
} citygate_report_t;

/** What a station sets once. Fill it in with citygate_event_settings_get_default, then change what differs. */
typedef struct {
    /** The caller's number for the station, for the journal. */
    uint64_t station;
    /** How the trend is measured. */
    citygate_trend_settings_t trend;
    /** The journal's key, if has_key is 1. */
    citygate_journal_key_t key;
    /**
     * The plan that the event is graded by, with who answers it and by when it is reported. One of zeros is refused.
     */
    citygate_plan_table_t plan;
    /** Minutes between a report and the next one to the same recipient, 1 to 1440. */
    uint16_t follow_up_min;
    /** 1: the journal is kept with the key; 0: without one. */
    uint8_t has_key;
    /** 0. */
    uint8_t reserved[5];
} citygate_event_settings_t;

/**
 * Storage for an event; its content is the library's. Declare it static, open it with citygate_event_open or
 * citygate_event_restore and leave it where it is.
 */
typedef struct {
    /** The library's. */
    uint64_t words[95];
} citygate_event_t;

/**
 * Where an event and its journal's ring are kept: memory of the caller. The structure itself need not outlive the call.
 */
typedef struct {
    /** Storage for the event. */
    citygate_event_t *event;
    /** ring_records records, for those that wait to be stored. */
    citygate_record_t *ring;
    /** sizeof(citygate_event_t). */
    uint32_t event_size;
    /** 2 to 2147483648; 16 to 64 are usual. What the engine finds leaves the last quarter to what people decide. */
    uint32_t ring_records;
} citygate_event_storage_t;

/** A saved event, to be stored where it survives a restart. */
typedef struct {
    /** The saved event; it is sealed, so a torn or altered one is found out. */
    uint8_t bytes[283];
} citygate_event_saved_t;

/** What of an event survived a restart. */
typedef struct {
    /** The saved event. */
    const citygate_event_saved_t *saved;
    /** Where the stored journal ends (citygate_journal_head_after its last record); NULL: nothing is stored. */
    const citygate_journal_head_t *head;
    /**
     * The stored records from the oldest one on that waited in the ring when the event was saved, in order: from the
     * sequence number head.next less pending_records of the citygate_event_status_t of then. Or all that are stored:
     * hand over all if in doubt. They are verified, and what was decided in them after the event was saved is done
     * again, whatever restarts lie in between. NULL if there are none.
     */
    const citygate_record_t *newer;
    /** How many. */
    uint32_t newer_count;
} citygate_event_backup_t;

/** What the clock found. */
typedef struct {
    /**
     * By how much the wall clock is ahead (positive) or behind of where the counter says it should be; 0 when not
     * known. The time line does not follow it.
     */
    int64_t wall_step_ms;
    /** How long the clock had stopped, if downtime is CITYGATE_DOWNTIME_ACCOUNTED; otherwise 0. */
    uint64_t downtime_ms;
    /** One of CITYGATE_DOWNTIME_.... */
    uint8_t downtime;
    /** Whose reports became overdue, or may have, since the last tick, as bits CITYGATE_RECIPIENT_.... */
    uint8_t overdue;
    /** 1: save the event now, the wall clock was set or the clock had stopped. */
    uint8_t save;
    /** 0. */
    uint8_t reserved[5];
} citygate_tick_t;

/**
 * What is known of the event now, of the whole network that the plan is for, not of one station. What is not known does
 * not count as good news.
 */
typedef struct {
    /** Normal supply. 0: not known. */
    uint64_t normal_supply_dm3_per_h;
    /** What users want undisturbed by any curtailment. 0: not known; the normal supply is taken for it. */
    uint64_t demand_dm3_per_h;
    /** Available supply. */
    uint64_t available_supply_dm3_per_h;
    /**
     * For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
     * CITYGATE_MINUTES_NOT_STATED: no grade follows from it.
     */
    uint32_t interruption_min;
    /**
     * The trend where the operator states it, CITYGATE_TREND_...; CITYGATE_ABSENT: it is measured, and counts as
     * widening until it can be. One stated not to be widening takes a grade by imbalance away, one that is measured
     * never does.
     */
    uint8_t trend;
    /** One of CITYGATE_NETWORK_CONDITION_...; CITYGATE_ABSENT: not stated, which meets no condition. */
    uint8_t network;
    /** One of CITYGATE_AFFECTED_AREA_.... */
    uint8_t affected_area;
    /** The highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT. */
    uint8_t exceeded;
    /** What makes the event sensitive, as bits CITYGATE_SENSITIVITY_.... */
    uint8_t sensitivity;
    /** 1: the outage was planned, and is no event that the plan grades; otherwise 0. */
    uint8_t planned;
    /** 0. */
    uint8_t reserved[6];
} citygate_observation_t;

/** What follows from an observation. */
typedef struct {
    /** The grade whose conditions the figures meet, and its reasons. */
    citygate_grading_t grading;
    /** The response that the plan calls for; it starts nothing. */
    citygate_recommendation_t recommendation;
    /** What the trend window says. */
    citygate_trend_estimate_t estimate;
    /** The trend that it was graded by, CITYGATE_TREND_.... */
    uint8_t trend;
    /** Where that trend comes from, CITYGATE_TREND_SOURCE_.... */
    uint8_t trend_source;
    /** Who is to be reported to in addition because of this, as bits CITYGATE_RECIPIENT_.... */
    uint8_t report_to;
    /**
     * The grade that stands, CITYGATE_GRADE_..., or CITYGATE_NONE: the most serious one met so far, until an authority
     * states otherwise, the trend is stated not to be widening, or the response ends. The recommendation follows it.
     */
    uint8_t grade;
} citygate_assessment_t;

/** What the deadlines say of a report that was sent. */
typedef struct {
    /** By how much the latest of the recipients was late. */
    uint64_t late_by_ms;
    /** The report's number in the event, from 1. */
    uint32_t number;
    /** To whom it went, as bits CITYGATE_RECIPIENT_.... */
    uint8_t to;
    /** To whom of them it was late. */
    uint8_t late;
    /** To whom of them it may have been late: an unknown while was lost. */
    uint8_t time_lost;
    /** 0. */
    uint8_t reserved;
} citygate_report_receipt_t;

/** Everything that an event knows of itself. */
typedef struct {
    /** The present moment, as of the last tick. */
    citygate_instant_t now;
    /** When the notification was received; 0 if event is CITYGATE_EVENT_NONE. */
    citygate_instant_t received;
    /** What the wall clock showed at the last tick: Unix time in ms, or CITYGATE_WALL_UNKNOWN. */
    uint64_t wall_ms;
    /** Until the next report is due; 0: one is due now or late; CITYGATE_NEVER_MS: none is owed. */
    uint64_t next_due_ms;
    /** Entries lost because the ring was full, not yet recorded as lost. */
    uint64_t lost_entries;
    /** Where the journal stands, records still in the ring included. */
    citygate_journal_head_t head;
    /** How the report to each recipient stands, in the order of the bits CITYGATE_RECIPIENT_.... */
    citygate_obligation_t due[8];
    /** How many reports were sent. */
    uint32_t reports_sent;
    /** Records that the ring can hold. */
    uint32_t ring_records;
    /** Records that wait to be stored. */
    uint32_t pending_records;
    /** Who issued the warning in force; zero without one. */
    citygate_signatory_t warning_issuer;
    /** The state of the response. */
    citygate_response_state_t response;
    /** CITYGATE_EVENT_NONE, _OPEN or _CLOSED. */
    uint8_t event;
    /** The warning in force, CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE. */
    uint8_t warning;
    /** Who is to be reported to, as bits CITYGATE_RECIPIENT_.... */
    uint8_t recipients;
    /** Who has not had the first report that is owed. */
    uint8_t first_reports_owed;
    /** To whom a report has to go out now: it is late, or may be. */
    uint8_t alarms;
    /** The grade that stands, or CITYGATE_NONE; also while assessed is 0. */
    uint8_t grade;
    /** The imbalance of the last assessment, or CITYGATE_PERMILLE_UNKNOWN. */
    uint16_t imbalance_permille;
    /** 1: the event was assessed since the notification of it, or since the start. */
    uint8_t assessed;
    /** The response recommended by the last assessment, or CITYGATE_ABSENT. */
    uint8_t recommended;
    /** To whom a deadline was missed, ever, whatever was sent or closed later. */
    uint8_t missed;
    /**
     * The warning that is proposed and waits to be issued, replaced or withdrawn, CITYGATE_WARNING_LEVEL_..., or
     * CITYGATE_NONE.
     */
    uint8_t warning_proposed;
    /** Who proposes it, CITYGATE_AUTHORITY_...; 0 if nobody does. */
    uint8_t warning_proposed_by;
    /** 0. */
    uint8_t reserved[3];
} citygate_event_status_t;

/** A row of the plan's table of duties. */
typedef struct {
    /** What files call it, for example enterprise-first; ends in NUL. */
    char id[20];
    /** The section of the plan, for example 4.5.2; ends in NUL. */
    char section[8];
    /** What brings it, CITYGATE_DUTY_TRIGGER_.... */
    uint8_t trigger;
    /** Whose it is, CITYGATE_DUTY_HOLDER_.... */
    uint8_t holder;
    /** By when it is done, CITYGATE_DUTY_DEADLINE_.... */
    uint8_t deadline;
    /** Who ticks it off; bit n stands for authority n. */
    uint8_t authorities;
} citygate_duty_rule_t;

/**
 * Storage for the duties of an event; its content is the library's. Declare it static, open it with
 * citygate_duties_open or citygate_duties_restore and leave it where it is.
 */
typedef struct {
    /** The library's. */
    uint64_t words[20];
} citygate_duties_t;

/** Saved duties, to be stored where they survive a restart. */
typedef struct {
    /** The saved duties; they are sealed, so torn or altered ones are found out. */
    uint8_t bytes[152];
} citygate_duties_saved_t;

/** How the duties of an event stand, as sets: bit n stands for the duty with code n. */
typedef struct {
    /** Brought, and not done. */
    uint32_t due;
    /** Those of them that are late, or may be since time was lost. */
    uint32_t overdue;
    /** Done, in time or late. */
    uint32_t done;
    /** Those of them that were done late. */
    uint32_t done_late;
} citygate_duty_sets_t;

/** How one duty stands. */
typedef struct {
    /** Milliseconds left (CITYGATE_DUTY_STATUS_PENDING) or late (_OVERDUE); otherwise 0. */
    uint64_t ms;
    /** When it was brought; 0 if nothing has. */
    citygate_instant_t brought;
    /** By when it is to be done; 0 if has_deadline is 0. */
    citygate_instant_t deadline;
    /** One of CITYGATE_DUTY_STATUS_.... */
    uint8_t status;
    /** 1: it was brought and has a deadline; otherwise 0. */
    uint8_t has_deadline;
    /** 0. */
    uint8_t reserved[6];
} citygate_duty_status_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * What a code of the event rules says, in English.
 *
 * @param[in] table CITYGATE_TEXT_....
 * @param[in] code a code of that table; of sets, the number of a bit.
 * @return a constant NUL-terminated text, never NULL: a code or a table that does not exist gives "unknown code".
 */
const char *citygate_event_text(uint8_t table,
                                uint8_t code);

/**
 * What a code of the event rules says, in the plan's Chinese terms.
 *
 * @param[in] table CITYGATE_TEXT_....
 * @param[in] code a code of that table; of sets, the number of a bit.
 * @return a constant NUL-terminated UTF-8 text, never NULL: a code or a table that does not exist gives "未知代码".
 */
const char *citygate_event_text_zh(uint8_t table,
                                   uint8_t code);

/**
 * Jilin Province's emergency plan of 2024, as a table. Plan 1.5, 4.1, 4.2.
 *
 * @param[out] plan receives it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; plan is as it was then.
 */
citygate_status_t citygate_plan_table_get_jilin_2024(citygate_plan_table_t *plan);

/**
 * Grades an event by the worse of its two criteria, and says why not worse. Plan 1.5.1.
 *
 * Monotone (an interpretation of the plan's upper bounds): a larger imbalance, a worse trend, a worse network or a
 * longer interruption never lowers the grade. An imbalance that is not widening meets no imbalance criterion; the
 * interruption criterion stands alone. Exact: no rounding at any bound.
 *
 * @param[in] plan by which table, for example that of citygate_plan_table_get_jilin_2024.
 * @param[in] situation what is known.
 * @param[out] grading receives the grade and its reasons.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none);
 * grading is as it was then.
 */
citygate_status_t citygate_situation_grade(const citygate_plan_table_t *plan,
                                           const citygate_situation_t *situation,
                                           citygate_grading_t *grading,
                                           uint32_t *error_index);

/**
 * The response that the plan calls for: its level by the grade, its lead by the regions reached and by whose means are
 * exceeded. It starts nothing. Plan 1.5.2, 4.1.
 *
 * @param[in] plan by which table, for example that of citygate_plan_table_get_jilin_2024.
 * @param[in] grade CITYGATE_GRADE_....
 * @param[in] affected_area CITYGATE_AFFECTED_AREA_....
 * @param[in] exceeded the highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
 * @param[out] recommendation receives the response, who leads, who proposes and who starts it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none);
 * recommendation is as it was then.
 */
citygate_status_t citygate_response_recommend(const citygate_plan_table_t *plan,
                                              uint8_t grade,
                                              uint8_t affected_area,
                                              uint8_t exceeded,
                                              citygate_recommendation_t *recommendation);

/**
 * The warning level that possibility and reach call for, by the worse of the two. Plan 3.3.
 *
 * @param[in] possibility CITYGATE_POSSIBILITY_....
 * @param[in] reach CITYGATE_WARNING_REACH_....
 * @param[out] level receives CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE when neither calls for a warning.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; level is as it was then.
 */
citygate_status_t citygate_warning_level(uint8_t possibility, uint8_t reach, uint8_t *level);

/**
 * The measures that a warning level brings, those of the lower levels included. Plan 3.3.
 *
 * @param[in] level CITYGATE_WARNING_LEVEL_....
 * @param[out] measures receives bits CITYGATE_MEASURE_....
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE; measures is as it was then.
 */
citygate_status_t citygate_warning_measures(uint8_t level, uint16_t *measures);

/**
 * Who has to be reported to: grades I and II and sensitive events go upwards. Plan 4.2.
 *
 * @param[in] grade CITYGATE_GRADE_..., or CITYGATE_NONE.
 * @param[in] sensitivity bits CITYGATE_SENSITIVITY_....
 * @param[out] to receives bits CITYGATE_RECIPIENT_....
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; to is as it was then.
 */
citygate_status_t citygate_report_recipients(uint8_t grade, uint8_t sensitivity, uint8_t *to);

/**
 * How a deadline stands: so many milliseconds after a moment, seen from another. When an unknown while was lost in
 * between it is CITYGATE_OBLIGATION_TIME_LOST, which is to be treated as due at once.
 *
 * @param[in] start the moment that the time counts from, for example received of citygate_event_status_t.
 * @param[in] allowed_ms the time allowed, for example the plan's first_report_min in milliseconds; any value.
 * @param[in] now the moment to look from.
 * @param[out] due receives how it stands.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (reserved is not 0); due is as it was
 * then.
 */
citygate_status_t citygate_deadline_check(const citygate_instant_t *start,
                                          uint64_t allowed_ms,
                                          const citygate_instant_t *now,
                                          citygate_obligation_t *due);

/**
 * Computes N-1 = (EPm + Pm + Sm + LNGm - Im) / Dmax: is there enough capacity when the largest single infrastructure
 * fails on the coldest day? Source: Regulation (EU) 2017/1938, Annex II. Not part of the Jilin plan.
 *
 * @param[in] figures the capacities and the peak demand, in one unit of volume per day.
 * @param[out] result receives the exact fraction.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (the capacities together exceed
 * 18446744073709551), _N_MINUS_1_NO_DEMAND, _N_MINUS_1_LARGEST; result is as it was then.
 */
citygate_status_t citygate_n_minus_1_compute(const citygate_infrastructure_t *figures,
                                             citygate_n_minus_1_t *result);

/**
 * Takes the code of a state of the response apart. 0 is normal, with nothing proposed.
 *
 * @param[in] code from citygate_response_transition, or from a record.
 * @param[out] state receives what is in force and what is proposed.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; state is as it was then.
 */
citygate_status_t citygate_response_state_decode(uint8_t code, citygate_response_state_t *state);

/**
 * Who may take an action in a state of the response: for the buttons of an operator's screen. Plan 1.5.2, 4.1, 4.6.
 *
 * @param[in] plan by which table of levels, for example that of citygate_plan_table_get_jilin_2024.
 * @param[in] state the code of the state.
 * @param[in] action CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
 * @param[out] authorities receives who may; bit n stands for authority n.
 * @param[out] justification_needed receives 1 when the action takes a justification, otherwise 0.
 * @param[out] error_index on an error that has one, receives what the status says; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none),
 * or the reason why nobody may: any CITYGATE_ERROR_RESPONSE_... but _NOT_AUTHORIZED, _JUSTIFICATION_MISSING and
 * _END_CONDITIONS_UNMET. authorities and justification_needed are as they were then.
 */
citygate_status_t citygate_response_authorities(const citygate_plan_table_t *plan,
                                                uint8_t state,
                                                uint8_t action,
                                                uint8_t *authorities,
                                                uint8_t *justification_needed,
                                                uint32_t *error_index);

/**
 * The state of the response after a request: proposal, confirmation by a named authority, change, end, transition,
 * normal. Nothing is started, changed or ended by software alone. Keeps and records nothing; citygate_event_act does.
 *
 * @param[in] plan by which table of levels, for example that of citygate_plan_table_get_jilin_2024.
 * @param[in] state the code of the state.
 * @param[in] request who asks for what.
 * @param[out] next receives the code of the state after it.
 * @param[out] error_index on an error that has one, receives what the status says; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none),
 * or the refusal, any CITYGATE_ERROR_RESPONSE_...; next is as it was then.
 */
citygate_status_t citygate_response_transition(const citygate_plan_table_t *plan,
                                               uint8_t state,
                                               const citygate_action_request_t *request,
                                               uint8_t *next,
                                               uint32_t *error_index);

/**
 * Opens a trend window: is the imbalance still widening? The median of the slopes between all pairs of samples decides
 * (Theil-Sen), so one wild reading, or two in eight, cannot turn it. An event has a window of its own; this one is for
 * programs that only grade, or that take samples late.
 *
 * @param[in,out] trend storage; what it held is gone.
 * @param[in] trend_size sizeof(citygate_trend_t).
 * @param[in] settings how it is measured.
 * @param[out] error_index on an error that has one, receives the offset of the wrong setting, or the size needed; may
 * be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS; trend is as it
 * was then.
 */
citygate_status_t citygate_trend_open(citygate_trend_t *trend,
                                      uint32_t trend_size,
                                      const citygate_trend_settings_t *settings,
                                      uint32_t *error_index);

/**
 * Offers a sample to a trend window. Samples may come late; they are put in their place.
 *
 * @param[in,out] trend an open window.
 * @param[in] at when the sample was taken.
 * @param[in] imbalance_ppm the imbalance in millionths of the normal supply, 0 to 10000000, as in citygate_grading_t.
 * @param[out] outcome receives what became of it, CITYGATE_SAMPLE_OUTCOME_....
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (imbalance_ppm), _EVENT_CONTEXT,
 * _EVENT_MOVED, _EVENT_BUSY, _EVENT_CODE (reserved of at is not 0); nothing is changed then.
 */
citygate_status_t citygate_trend_push(citygate_trend_t *trend,
                                      const citygate_instant_t *at,
                                      uint32_t imbalance_ppm,
                                      uint8_t *outcome);

/**
 * Says where the imbalance is going.
 *
 * @param[in] trend an open window.
 * @param[in] now the present moment: samples that are too old say nothing.
 * @param[out] estimate receives the trend and what it rests on. An unknown trend counts as CITYGATE_TREND_WIDENING in
 * grading (an interpretation, on the safe side).
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_CODE
 * (reserved of now is not 0); estimate is as it was then.
 */
citygate_status_t citygate_trend_estimate(const citygate_trend_t *trend,
                                          const citygate_instant_t *now,
                                          citygate_trend_estimate_t *estimate);

/**
 * Which items of a report are still missing: empty, or white space only. A report with missing items is sent all the
 * same, says so, and is followed up. Plan 4.2.
 *
 * @param[in] report the report.
 * @param[out] missing receives a bit for each missing item: bit n stands for item n.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_NOT_UTF8 receives the item, on _EVENT_CODE the offset of the field;
 * may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_NOT_UTF8; missing is as it
 * was then. Time grows with the length of the texts.
 */
citygate_status_t citygate_report_missing_items(const citygate_report_t *report,
                                                uint16_t *missing,
                                                uint32_t *error_index);

/**
 * Renders a report as text for people or as JSON for programs, in UTF-8. A report that does not fit is an error:
 * nothing is cut off.
 *
 * The texts cannot forge other parts of the report: line breaks inside an item are indented, control and direction
 * characters are written out, JSON is escaped.
 *
 * @param[in] report the report.
 * @param[in] format CITYGATE_REPORT_....
 * @param[out] text receives the report, without a terminating NUL. May be NULL if text_size is 0.
 * @param[in] text_size the bytes of text.
 * @param[out] length receives how many bytes were written.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_TOO_SMALL receives how many bytes are needed, on _EVENT_NOT_UTF8 the
 * item, on _EVENT_CODE the offset of the field; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (text_size exceeds the address space),
 * _EVENT_CODE, _EVENT_NOT_UTF8, _EVENT_TOO_SMALL; text and length are as they were then. Time grows with the length of
 * the texts, which are passed over twice.
 */
citygate_status_t citygate_report_render(const citygate_report_t *report,
                                         uint8_t format,
                                         char *text,
                                         uint32_t text_size,
                                         uint32_t *length,
                                         uint32_t *error_index);

/**
 * The default settings: station 0, no key; a trend sample every 5 minutes, a pause of an hour starts the window anew,
 * up to 0.1 % of the normal supply per hour is steady; follow-ups every 2 hours; Jilin Province's plan of 2024, in
 * which promptly is within an hour. The plan gives none of these figures (an interpretation).
 *
 * @param[out] settings receives the settings.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; settings is as it was then.
 */
citygate_status_t citygate_event_settings_get_default(citygate_event_settings_t *settings);

/**
 * Opens the event session of a station: no event, no response, no warning, and a new journal, in which this is the
 * first record. After a restart use citygate_event_restore, which goes on with the journal.
 *
 * @param[in] storage memory for the event and its ring; what it held is gone. From now on both belong to the library
 * until they are opened anew: leave them where they are and write to neither.
 * @param[in] settings what the station sets once.
 * @param[in] counter_ms the reading of a millisecond counter that starts anywhere and wraps.
 * @param[in] wall_ms the wall clock, Unix time in ms, or CITYGATE_WALL_UNKNOWN. It is shown, and bridges restarts;
 * while the controller runs nothing is decided by it.
 * @param[out] error_index on an error that has one, receives the offset of the wrong setting, or what is needed; may be
 * NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (ring_records), _EVENT_TOO_SMALL (the
 * storage or the ring), _EVENT_CODE, _EVENT_SETTINGS; nothing is written then.
 */
citygate_status_t citygate_event_open(const citygate_event_storage_t *storage,
                                      const citygate_event_settings_t *settings,
                                      uint32_t counter_ms,
                                      uint64_t wall_ms,
                                      uint32_t *error_index);

/**
 * Saves what has to survive a restart: the response, the warning, the deadlines, the clock and the head of the journal.
 * Not in it are the trend's samples, the journal's records and the settings. Save regularly, for the clock's sake, and
 * when a tick asks for it; what is decided after that is made good from the journal.
 *
 * @param[in] event an open event session.
 * @param[out] saved receives the saved event, sealed like a record.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; saved
 * is as it was then.
 */
citygate_status_t citygate_event_save(const citygate_event_t *event,
                                      citygate_event_saved_t *saved);

/**
 * Opens the event session after a restart: goes on from a saved event and what is stored of the journal. Records that
 * were made and never stored are counted in the journal's next record.
 *
 * @param[in] storage,settings as for citygate_event_open; the settings have to be those of before.
 * @param[in] backup the saved event and what is stored of the journal.
 * @param[in] counter_ms,wall_ms as for citygate_event_open; the wall clock tells how long the controller was off.
 * @param[out] tick receives how the time off was bridged: CITYGATE_DOWNTIME_ACCOUNTED or _UNACCOUNTED.
 * @param[out] error_index on an error that has one, receives the offset of the wrong setting, what is needed, or which
 * of the newer records is wrong; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _EVENT_TOO_SMALL, _EVENT_CODE,
 * _EVENT_SETTINGS, _EVENT_SAVED, or any CITYGATE_ERROR_JOURNAL_... of the newer records; nothing is written then.
 *
 * Time grows with the newer records (one digest each).
 */
citygate_status_t citygate_event_restore(const citygate_event_storage_t *storage,
                                         const citygate_event_settings_t *settings,
                                         const citygate_event_backup_t *backup,
                                         uint32_t counter_ms,
                                         uint64_t wall_ms,
                                         citygate_tick_t *tick,
                                         uint32_t *error_index);

/**
 * Moves time on and finds reports that became overdue; call it at every scan, at the latest every 24.8 days of the
 * counter. The counter may wrap at 2^32 ms. A counter that goes backwards is a restart that nobody announced, bridged
 * by the wall clock. A step of the wall clock by 2 s or more goes on record and is otherwise ignored.
 *
 * @param[in,out] event an open event session.
 * @param[in] counter_ms,wall_ms as for citygate_event_open.
 * @param[out] tick receives what the clock found and whose reports became overdue; each is told once.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY;
 * nothing is changed then.
 */
citygate_status_t citygate_event_tick(citygate_event_t *event,
                                      uint32_t counter_ms,
                                      uint64_t wall_ms,
                                      citygate_tick_t *tick);

/**
 * Tells everything that an event knows of itself, as of the last tick: time, response, warning, reports due and
 * overdue, the last grade, the journal.
 *
 * @param[in] event an open event session.
 * @param[out] status receives it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; status
 * is as it was then.
 */
citygate_status_t citygate_event_status(const citygate_event_t *event,
                                        citygate_event_status_t *status);

/**
 * Checks a whole event. Every call finds out that a context was never opened, was moved, or that its checksum does not
 * fit, and refuses it; this one checks besides that every code stands for something and that all fields go together. It
 * is for whoever fears that memory changes by itself, or that something else writes there.
 *
 * @param[in] event an open event session.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CONTEXT (what it holds is no event any more: open or
 * restore it), _EVENT_MOVED, _EVENT_BUSY.
 */
citygate_status_t citygate_event_check(const citygate_event_t *event);

/**
 * Takes a notification of an event (接报): the first report is due so long after that moment as the plan says, of
 * Jilin's an hour. Plan 4.2.
 *
 * @param[in,out] event an open event session.
 * @param[in] age_ms how long ago it was received; 0 to 2^40 or so.
 * @param[in] by who enters it.
 * @param[in] digest citygate_content_digest of its text; NULL: none.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (age_ms: before the time line begins,
 * 35 years ago), _EVENT_CODE (by), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_WORD_RECEIVED, _JOURNAL_FULL;
 * nothing is changed then.
 */
citygate_status_t citygate_event_notify(citygate_event_t *event,
                                        uint64_t age_ms,
                                        const citygate_signatory_t *by,
                                        const citygate_digest_t *digest);

/**
 * Takes a measurement: follows the trend, grades, and says which response the plan calls for and who is to be reported
 * to. Goes on record when the grade that stands, the one met, its criterion or the recommendation have changed. Starts
 * nothing. Also possible without an event, as a forecast. A grade once met stands until an authority states otherwise
 * or the response ends. Plan 1.5.1.
 *
 * @param[in,out] event an open event session.
 * @param[in] observation what is known now. Of a station that is the plan's whole network, demand_dm3_per_h and
 * available_supply_dm3_per_h are the demand_dm3_per_h and supply_dm3_per_h of an allocation's summary.
 * @param[out] assessment receives what follows.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY; nothing is changed then.
 */
citygate_status_t citygate_event_assess(citygate_event_t *event,
                                        const citygate_observation_t *observation,
                                        citygate_assessment_t *assessment,
                                        uint32_t *error_index);

/**
 * Takes the grade that an authority states, and puts it on record: it stands from now on, until the figures meet a more
 * serious one than they do now, or the response ends.
 *
 * @param[in,out] event an open event session.
 * @param[in] grade CITYGATE_GRADE_..., or CITYGATE_NONE: there is none.
 * @param[in] by who states it: an authority, neither the engine nor the enterprise.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _RESPONSE_NOT_AUTHORIZED; nothing is changed then.
 */
citygate_status_t citygate_event_state_grade(citygate_event_t *event,
                                             uint8_t grade,
                                             const citygate_signatory_t *by);

/**
 * Takes an action of the response (propose, confirm, change, end, reject, close the transition, ask for support) and
 * puts it on record with who did it; a refused one goes on record as refused. Nothing is started, changed or ended
 * without the confirmation of an authority. Plan 1.5.2, 4.1, 4.6.
 *
 * @param[in,out] event an open event session.
 * @param[in] request who asks for what.
 * @param[out] state receives the state after it.
 * @param[out] error_index on an error that has one, receives what the status says, for example who may do it; may be
 * NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, or the refusal, any CITYGATE_ERROR_RESPONSE_...; the response and state are as they were
 * then.
 */
citygate_status_t citygate_event_act(citygate_event_t *event,
                                     const citygate_action_request_t *request,
                                     citygate_response_state_t *state,
                                     uint32_t *error_index);

/**
 * Issues a warning, adjusts the level of the one in force, or replaces that of a lower authority without a gap, and
 * puts it on record. Plan 3.3.
 *
 * @param[in,out] event an open event session.
 * @param[in] level CITYGATE_WARNING_LEVEL_....
 * @param[in] by who warns. Only who issued a warning adjusts and lifts it: the authority and division, not the person.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_SAME_LEVEL, _WARNING_NO_AUTHORITY, _WARNING_NOT_THE_ISSUER; nothing is changed
 * then.
 */
citygate_status_t citygate_event_issue_warning(citygate_event_t *event,
                                               uint8_t level,
                                               const citygate_signatory_t *by);

/**
 * Takes the proposal of a warning by an enterprise that sees signs, and puts it on record. Nothing is issued by it; it
 * waits in citygate_event_status_t until a warning is issued, another is proposed, or it is withdrawn. Plan 3.3.
 *
 * @param[in,out] event an open event session.
 * @param[in] level CITYGATE_WARNING_LEVEL_..., what is proposed.
 * @param[in] by who proposes it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_SAME_LEVEL (such a warning is in force); nothing is changed then.
 */
citygate_status_t citygate_event_propose_warning(citygate_event_t *event,
                                                 uint8_t level,
                                                 const citygate_signatory_t *by);

/**
 * Takes a proposal of a warning back, or turns it down, and puts it on record. Plan 3.3.
 *
 * @param[in,out] event an open event session.
 * @param[in] by who: an authority, or whoever proposed it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_NOT_PROPOSED, _WARNING_NO_AUTHORITY; nothing is changed then.
 */
citygate_status_t citygate_event_withdraw_warning(citygate_event_t *event,
                                                  const citygate_signatory_t *by);

/**
 * Lifts the warning and puts it on record. Plan 3.3.
 *
 * @param[in,out] event an open event session.
 * @param[in] called_for the level that the signs still call for, CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE: lifting
 * a warning that is called for is allowed, and goes on record.
 * @param[in] by who lifts it: who issued it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL, _WARNING_NOT_ISSUED, _WARNING_NOT_THE_ISSUER; nothing is changed then.
 */
citygate_status_t citygate_event_lift_warning(citygate_event_t *event,
                                              uint8_t called_for,
                                              const citygate_signatory_t *by);

/**
 * Takes note that a report was sent and puts it on record; follow-ups to its recipients count from now. Plan 4.2.
 *
 * @param[in,out] event an open event session with an event.
 * @param[in] to to whom it went, bits CITYGATE_RECIPIENT_....
 * @param[in] by who sent it.
 * @param[in] digest citygate_content_digest of the report as sent; NULL: none.
 * @param[out] receipt receives the report's number and to whom it was late.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no recipient), _EVENT_CODE,
 * _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_NOT_NOTIFIED, _RESPONSE_NOT_AUTHORIZED (to the State Council
 * reports the headquarters), _JOURNAL_FULL; nothing is changed then.
 */
citygate_status_t citygate_event_record_report(citygate_event_t *event,
                                               uint8_t to,
                                               const citygate_signatory_t *by,
                                               const citygate_digest_t *digest,
                                               citygate_report_receipt_t *receipt);

/**
 * Closes the event: no follow-ups are due any more. The session stays open for the next one.
 *
 * @param[in,out] event an open event session with an event.
 * @param[in] by who closes it: an authority or the enterprise, not the engine.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_REPORTS_OWED receives to whom, on _RESPONSE_NOT_AUTHORIZED who may,
 * as bits; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _EVENT_NOT_NOTIFIED, _EVENT_RESPONSE_NOT_NORMAL, _EVENT_REPORTS_OWED, _RESPONSE_NOT_AUTHORIZED (the
 * engine), _JOURNAL_FULL; nothing is changed then.
 */
citygate_status_t citygate_event_close(citygate_event_t *event,
                                       const citygate_signatory_t *by,
                                       uint32_t *error_index);

/**
 * A row of the plan's table of duties: what falls due, by which trigger, for whom, by when. What its codes say in words
 * tells citygate_event_text: CITYGATE_TEXT_DUTY, _DUTY_TRIGGER, _DUTY_HOLDER, _DUTY_DEADLINE.
 *
 * @param[in] duty CITYGATE_DUTY_..., 0 to CITYGATE_DUTY_COUNT - 1.
 * @param[out] rule receives the row.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; rule is as it was then.
 */
citygate_status_t citygate_duty_get_rule(uint8_t duty,
                                         citygate_duty_rule_t *rule);

/**
 * Opens the duties of an event: none yet. They follow the journal of the event, record by record; hand them what waits
 * in the ring with citygate_duties_follow_event before it is released.
 *
 * @param[in,out] duties storage; what it held is gone.
 * @param[in] duties_size sizeof(citygate_duties_t).
 * @param[in] plan whose deadlines count: of the first report, and of what is to be done at once. That of the event's
 * settings.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_TOO_SMALL receives the size needed; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS (the plan is
 * none); duties is as it was then.
 */
citygate_status_t citygate_duties_open(citygate_duties_t *duties,
                                       uint32_t duties_size,
                                       const citygate_plan_table_t *plan,
                                       uint32_t *error_index);

/**
 * Takes what waits in the ring of an event: what is new there, and passes over the rest. To be called before records
 * are released, and before looking at what is due.
 *
 * @param[in,out] duties open duties.
 * @param[in] event the open event session whose duties they are.
 * @param[out] error_index on a CITYGATE_ERROR_JOURNAL_... receives which of the waiting records it is; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _JOURNAL_SEQUENCE (records were released before they were taken: hand them over from the store with
 * citygate_duties_follow_records), _JOURNAL_VERSION; nothing is changed then. Time grows with the records that wait.
 */
citygate_status_t citygate_duties_follow_event(citygate_duties_t *duties,
                                               const citygate_event_t *event,
                                               uint32_t *error_index);

/**
 * Takes stored records of an event's journal, in order: after a restart, all of them, or those from the save of the
 * duties on. What was taken before is passed over. Whether records were altered tells citygate_journal_verify.
 *
 * @param[in,out] duties open duties.
 * @param[in] records record_count records, one after the other.
 * @param[in] record_count 1 or more.
 * @param[out] error_index on a CITYGATE_ERROR_JOURNAL_... receives the record; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_SEQUENCE (records are missing before it), _JOURNAL_VERSION; nothing is changed then. Time grows
 * with the records.
 */
citygate_status_t citygate_duties_follow_records(citygate_duties_t *duties,
                                                 const citygate_record_t *records,
                                                 uint32_t record_count,
                                                 uint32_t *error_index);

/**
 * Takes note that something came of which no record tells: signs of an event are seen, or the calendar calls for a
 * drill. The first time counts.
 *
 * @param[in,out] duties open duties.
 * @param[in] trigger CITYGATE_DUTY_TRIGGER_SIGNS_SEEN or _CALENDAR; of all others the journal tells.
 * @param[in] at when, for example now of citygate_event_status_t.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_CODE (another trigger, or reserved of at is not 0); nothing is changed then.
 */
citygate_status_t citygate_duties_raise(citygate_duties_t *duties,
                                        uint8_t trigger,
                                        const citygate_instant_t *at);

/**
 * Which duties are due now, late, and done: as sets, to walk through without memory of its own.
 *
 * @param[in] duties open duties.
 * @param[in] now the present moment, now of citygate_event_status_t.
 * @param[out] sets receives them.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_CODE (reserved of now is not 0); sets is as it was then.
 */
citygate_status_t citygate_duties_get_sets(const citygate_duties_t *duties,
                                           const citygate_instant_t *now,
                                           citygate_duty_sets_t *sets);

/**
 * How one duty stands: since when, by when, and whether it is done.
 *
 * @param[in] duties open duties.
 * @param[in] duty CITYGATE_DUTY_..., 0 to CITYGATE_DUTY_COUNT - 1.
 * @param[in] now the present moment, now of citygate_event_status_t.
 * @param[out] status receives it.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_CODE (duty, or reserved of now is not 0); status is as it was then.
 */
citygate_status_t citygate_duties_get_status(const citygate_duties_t *duties,
                                             uint8_t duty,
                                             const citygate_instant_t *now,
                                             citygate_duty_status_t *status);

/**
 * Ticks a duty off: takes note that it was done, and puts it on record with who did it. What waits in the ring of the
 * event is taken first, as by citygate_duties_follow_event, and so is this record.
 *
 * @param[in,out] event an open event session.
 * @param[in,out] duties the duties of this event.
 * @param[in] duty CITYGATE_DUTY_....
 * @param[in] by who did it: one of the authorities of citygate_duty_rule_t.
 * @param[out] error_index on CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED receives whose it is (bit n stands for authority
 * n), on a CITYGATE_ERROR_JOURNAL_... which of the waiting records it is; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY (either of the contexts), _RESPONSE_NOT_AUTHORIZED, _DUTY_DONE_BY_REPORT, _DUTY_NOT_DUE, _JOURNAL_FULL,
 * _JOURNAL_SEQUENCE, _JOURNAL_VERSION; nothing is changed then. Time grows with the records that wait.
 */
citygate_status_t citygate_event_record_duty(citygate_event_t *event,
                                             citygate_duties_t *duties,
                                             uint8_t duty,
                                             const citygate_signatory_t *by,
                                             uint32_t *error_index);

/**
 * Saves the duties, for whoever cannot hand over the whole stored journal after a restart. What is recorded after that
 * is made good from the journal.
 *
 * @param[in] duties open duties.
 * @param[in] key the journal's key; NULL if it is kept without one.
 * @param[out] saved receives the saved duties, sealed like a record.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; saved
 * is as it was then.
 */
citygate_status_t citygate_duties_save(const citygate_duties_t *duties,
                                       const citygate_journal_key_t *key,
                                       citygate_duties_saved_t *saved);

/**
 * Opens the duties after a restart, from saved ones. Then hand over the records stored since with
 * citygate_duties_follow_records, or all that are stored: what was taken before is passed over.
 *
 * @param[in,out] duties storage; what it held is gone.
 * @param[in] duties_size sizeof(citygate_duties_t).
 * @param[in] plan as for citygate_duties_open, that of before.
 * @param[in] key the journal's key; NULL if it is kept without one.
 * @param[in] saved the saved duties.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_TOO_SMALL receives the size needed; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS (the plan is
 * none), _EVENT_SAVED (damaged, of another version, or sealed with another key); duties is as it was then.
 */
citygate_status_t citygate_duties_restore(citygate_duties_t *duties,
                                          uint32_t duties_size,
                                          const citygate_plan_table_t *plan,
                                          const citygate_journal_key_t *key,
                                          const citygate_duties_saved_t *saved,
                                          uint32_t *error_index);

/**
 * Puts an allocation on record.
 *
 * @param[in,out] event an open event session.
 * @param[in] summary the totals, as citygate_allocate wrote them.
 * @param[in] policy the caller's number of the policy in force.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _JOURNAL_FULL; nothing is changed then.
 */
citygate_status_t citygate_event_record_allocation(citygate_event_t *event,
                                                   const citygate_summary_t *summary,
                                                   uint64_t policy);

/**
 * Puts on record that the policy or the entitlements were changed.
 *
 * @param[in,out] event an open event session.
 * @param[in] policy the caller's number of the policy.
 * @param[in] by who changed it.
 * @param[in] digest citygate_content_digest of it; NULL: none.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY, _JOURNAL_FULL; nothing is changed then.
 */
citygate_status_t citygate_event_record_policy(citygate_event_t *event,
                                               uint64_t policy,
                                               const citygate_signatory_t *by,
                                               const citygate_digest_t *digest);

/**
 * Puts on record whatever the caller wants to have there.
 *
 * @param[in,out] event an open event session.
 * @param[in] code the caller's code for it.
 * @param[in] numbers five numbers.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _JOURNAL_FULL; nothing is changed then.
 */
citygate_status_t citygate_event_record_note(citygate_event_t *event,
                                             uint64_t code,
                                             const uint64_t *numbers);

/**
 * Copies the oldest records that wait to be stored. They stay in the ring until citygate_event_release: copy, store,
 * and only when they are safe release as many.
 *
 * @param[in] event an open event session.
 * @param[out] records receives the records, the oldest first; room for capacity records.
 * @param[in] capacity how many fit, 1 or more.
 * @param[out] count receives how many were copied; fewer than capacity, also 0, if there are no more.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (capacity is 0), _TOO_MANY,
 * _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; nothing is written then. Time grows with the number of records copied.
 */
citygate_status_t citygate_event_read_pending(const citygate_event_t *event,
                                              citygate_record_t *records,
                                              uint32_t capacity,
                                              uint32_t *count);

/**
 * Gives up the oldest records, which the caller has stored. If entries were lost because the ring was full, the journal
 * writes down now how many and when.
 *
 * @param[in,out] event an open event session.
 * @param[in] count how many; 0 changes nothing.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _TOO_MANY (more than wait), _EVENT_CONTEXT, _EVENT_MOVED,
 * _EVENT_BUSY; nothing is changed then.
 */
citygate_status_t citygate_event_release(citygate_event_t *event,
                                         uint32_t count);

/**
 * SHA-256 (FIPS 180-4) of a text or file that belongs to a record and is stored elsewhere: a notification, a report,
 * the policy in force.
 *
 * @param[in] content the bytes.
 * @param[in] content_length how many, 1 or more.
 * @param[out] digest receives the digest.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _OVERLAP, _EMPTY, _TOO_MANY; digest is as it was then. Time grows with
 * the length.
 */
citygate_status_t citygate_content_digest(const void *content,
                                          uint32_t content_length,
                                          citygate_digest_t *digest);

/**
 * Verifies stored records: finds the first one that was altered, removed, repeated, moved or forged. A long journal is
 * verified in pieces of whole records: give the head that one piece ends in as the start of the next.
 *
 * Without a key anybody can compute a chain: keep heads where whoever could alter the records cannot alter them. With a
 * key, records cut off the end are still only found out by a head kept elsewhere.
 *
 * @param[in] records one record after the other; may be NULL if record_bytes is 0.
 * @param[in] record_bytes the bytes of all of them.
 * @param[in] key the journal's key; NULL if it is kept without one.
 * @param[in] start the head that the first record follows on; NULL: the start of the journal.
 * @param[in] expected a head that was kept elsewhere and is not before start; the records may go on beyond it. NULL:
 * none.
 * @param[out] verified receives what the records hold.
 * @param[out] fault on a CITYGATE_ERROR_JOURNAL_... receives the first fault; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _JOURNAL_VERSION, _JOURNAL_SEQUENCE,
 * _JOURNAL_KEY_NEEDED, _JOURNAL_NOT_KEYED, _JOURNAL_TAG, _JOURNAL_INCOMPLETE, _JOURNAL_TRUNCATED, _JOURNAL_OTHER_HEAD;
 * verified is as it was then. Time grows with the number of records (one digest each).
 */
citygate_status_t citygate_journal_verify(const void *records,
                                          uint32_t record_bytes,
                                          const citygate_journal_key_t *key,
                                          const citygate_journal_head_t *start,
                                          const citygate_journal_head_t *expected,
                                          citygate_verified_journal_t *verified,
                                          citygate_journal_fault_t *fault);

/**
 * Reads a record. Its tag is not checked here: citygate_journal_verify does that.
 *
 * @param[in] record the record.
 * @param[out] entry receives what it says.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION (not a record of version 1, or
 * of a kind or with codes that this library does not know); entry is as it was then.
 */
citygate_status_t citygate_journal_read(const citygate_record_t *record,
                                        citygate_journal_entry_t *entry);

/**
 * The head after a stored record, which is not verified here: what citygate_event_restore takes as stored.
 *
 * @param[in] record the last record stored.
 * @param[out] head receives the head.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION; head is as it was then.
 */
citygate_status_t citygate_journal_head_after(const citygate_record_t *record,
                                              citygate_journal_head_t *head);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_EVENT_H */
