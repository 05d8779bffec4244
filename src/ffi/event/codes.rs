//! Codes of the event rules. A number, once given a meaning, keeps it: it goes into records.

use crate::event::{
    Authority, Criterion, Evaluator, Extent, FIRST_REPORT_MS, Government, Grade, Ground, ITEM_COUNT, Item,
    Measure, Network, Possibility, Pushed, RECORD_LEN, Reach, Recipient, ReportFormat, Response,
    ResponseLevel, SAVED_LEN, Sensitivity, TREND_WINDOW, Trend, TrendSource, Unmet, WALL_UNKNOWN, WarningAct,
    WarningLevel,
};

/// "None" where a code begins with 1: no grade, criterion, level or ground.
pub const CITYGATE_NONE: u8 = 0u8;
/// "None" where a code begins with 0: no response, trend, government or evaluator.
pub const CITYGATE_ABSENT: u8 = 255u8;
/// "Not known" for an imbalance in permille.
pub const CITYGATE_PERMILLE_UNKNOWN: u16 = 65535u16;
/// "No wall clock" where a wall clock time in ms is given.
pub const CITYGATE_WALL_UNKNOWN: u64 = 0u64;
/// "Never" where milliseconds until something are given.
pub const CITYGATE_NEVER_MS: u64 = 0xffff_ffff_ffff_ffffu64;
/// The first report is due so long after word of an event: an hour. Plan 4.2.
pub const CITYGATE_FIRST_REPORT_MS: u32 = 3_600_000u32;

/// Grade I, particularly serious (特别重大). Plan 1.5.1.
pub const CITYGATE_GRADE_I: u8 = 1u8;
/// Grade II, serious (重大).
pub const CITYGATE_GRADE_II: u8 = 2u8;
/// Grade III, fairly serious (较大).
pub const CITYGATE_GRADE_III: u8 = 3u8;
/// Grade IV, general (一般).
pub const CITYGATE_GRADE_IV: u8 = 4u8;

/// The imbalance gave the grade.
pub const CITYGATE_CRITERION_IMBALANCE: u8 = 1u8;
/// The interruption of main users gave the grade.
pub const CITYGATE_CRITERION_INTERRUPTION: u8 = 2u8;
/// Both criteria give the same grade.
pub const CITYGATE_CRITERION_BOTH: u8 = 3u8;

/// The city evaluates afterwards (市、州). Plan 5.3.
pub const CITYGATE_EVALUATOR_CITY: u8 = 0u8;
/// The province evaluates (省).
pub const CITYGATE_EVALUATOR_PROVINCE: u8 = 1u8;
/// Whoever national rules name evaluates (按国家有关规定).
pub const CITYGATE_EVALUATOR_NATIONAL_RULES: u8 = 2u8;

/// The imbalance gets smaller (缩小).
pub const CITYGATE_TREND_NARROWING: u8 = 0u8;
/// The imbalance stays as it is (持平).
pub const CITYGATE_TREND_STEADY: u8 = 1u8;
/// The imbalance is still widening (仍在扩大).
pub const CITYGATE_TREND_WIDENING: u8 = 2u8;

/// The operator stated the trend.
pub const CITYGATE_TREND_SOURCE_STATED: u8 = 0u8;
/// The trend was measured.
pub const CITYGATE_TREND_SOURCE_MEASURED: u8 = 1u8;
/// The trend is not known: widening is assumed.
pub const CITYGATE_TREND_SOURCE_ASSUMED: u8 = 2u8;

/// The network runs normally (正常运行).
pub const CITYGATE_NETWORK_NORMAL: u8 = 0u8;
/// Normal running is expected to be affected (预计影响正常运行).
pub const CITYGATE_NETWORK_AFFECTED: u8 = 1u8;
/// The network may become unable to run normally (可能无法正常运行).
pub const CITYGATE_NETWORK_AT_RISK: u8 = 2u8;

/// Unmet bit: the normal supply is zero, so the imbalance cannot be judged.
pub const CITYGATE_UNMET_NORMAL_SUPPLY_MISSING: u8 = 0x01u8;
/// Unmet bit: the imbalance is below the bound of the next higher grade.
pub const CITYGATE_UNMET_IMBALANCE_TOO_SMALL: u8 = 0x02u8;
/// Unmet bit: the imbalance is not widening.
pub const CITYGATE_UNMET_NOT_WIDENING: u8 = 0x04u8;
/// Unmet bit: the state of the network is better than the next higher grade asks.
pub const CITYGATE_UNMET_NETWORK_NOT_BAD_ENOUGH: u8 = 0x08u8;
/// Unmet bit: the interruption is shorter than the bound of the next higher grade.
pub const CITYGATE_UNMET_INTERRUPTION_TOO_SHORT: u8 = 0x10u8;

/// The sample was taken.
pub const CITYGATE_PUSHED_ADDED: u8 = 0u8;
/// The sample is older than the newest one and was put in its place.
pub const CITYGATE_PUSHED_ADDED_LATE: u8 = 1u8;
/// The sample was taken as the first of a new window, after a pause or a while that was lost.
pub const CITYGATE_PUSHED_AFTER_GAP: u8 = 2u8;
/// The sample was passed over: nearer to another one than the spacing. Normal when one is offered at every scan.
pub const CITYGATE_PUSHED_TOO_CLOSE: u8 = 3u8;
/// The sample was passed over: there is one of this time already.
pub const CITYGATE_PUSHED_REPEATED: u8 = 4u8;
/// The sample was passed over: older than the window reaches.
pub const CITYGATE_PUSHED_TOO_OLD: u8 = 5u8;

/// How many samples a trend window holds.
pub const CITYGATE_TREND_SAMPLES: u32 = 16u32;

/// This library and what runs around it; it may propose and record, never confirm.
pub const CITYGATE_AUTHORITY_ENGINE: u8 = 0u8;
/// The government of the county (县、市、区).
pub const CITYGATE_AUTHORITY_COUNTY: u8 = 1u8;
/// The government of the city or prefecture (市、州).
pub const CITYGATE_AUTHORITY_CITY: u8 = 2u8;
/// The office of the provincial headquarters (省指挥部办公室).
pub const CITYGATE_AUTHORITY_HQ_OFFICE: u8 = 3u8;
/// A deputy commander of the provincial headquarters (副指挥长).
pub const CITYGATE_AUTHORITY_DEPUTY_COMMANDER: u8 = 4u8;
/// The commander of the provincial headquarters (指挥长).
pub const CITYGATE_AUTHORITY_COMMANDER: u8 = 5u8;
/// The gas supply enterprise (供气企业): it reports; it decides on no warning and no response.
pub const CITYGATE_AUTHORITY_ENTERPRISE: u8 = 6u8;

/// Warning level 1, red (红色预警). Plan 3.3.
pub const CITYGATE_WARNING_RED: u8 = 1u8;
/// Warning level 2, orange (橙色预警).
pub const CITYGATE_WARNING_ORANGE: u8 = 2u8;
/// Warning level 3, yellow (黄色预警).
pub const CITYGATE_WARNING_YELLOW: u8 = 3u8;
/// Warning level 4, blue (蓝色预警).
pub const CITYGATE_WARNING_BLUE: u8 = 4u8;

/// A warning is issued (发布).
pub const CITYGATE_WARNING_ACT_ISSUE: u8 = 0u8;
/// A warning is adjusted (调整).
pub const CITYGATE_WARNING_ACT_ADJUST: u8 = 1u8;
/// A warning is lifted (解除).
pub const CITYGATE_WARNING_ACT_LIFT: u8 = 2u8;

/// No network is threatened. Plan 3.3.
pub const CITYGATE_POSSIBILITY_NONE: u8 = 0u8;
/// A regional network is possibly affected.
pub const CITYGATE_POSSIBILITY_REGIONAL_AFFECTED: u8 = 1u8;
/// The province's trunk network is quite possibly affected.
pub const CITYGATE_POSSIBILITY_TRUNK_AFFECTED: u8 = 2u8;
/// The province's trunk network may become unable to run.
pub const CITYGATE_POSSIBILITY_TRUNK_UNABLE: u8 = 3u8;

/// An outage reaches nobody. Plan 3.3.
pub const CITYGATE_REACH_NONE: u8 = 0u8;
/// Downstream users of a county; also when they are seriously affected without being interrupted.
pub const CITYGATE_REACH_COUNTY: u8 = 1u8;
/// Downstream users of cities that are not key cities.
pub const CITYGATE_REACH_OTHER_CITY: u8 = 2u8;
/// Main downstream users of key cities or of supply nodes.
pub const CITYGATE_REACH_KEY_CITY_OR_NODE: u8 = 3u8;
/// The whole province.
pub const CITYGATE_REACH_PROVINCE: u8 = 4u8;

/// Measure bit: monitor more often. Plan 3.3.
pub const CITYGATE_MEASURE_MONITOR: u16 = 0x0001u16;
/// Measure bit: patrol, watch and repair.
pub const CITYGATE_MEASURE_PATROL: u16 = 0x0002u16;
/// Measure bit: analyse possibility, reach and grade.
pub const CITYGATE_MEASURE_ANALYSE: u16 = 0x0004u16;
/// Measure bit: watch and answer public opinion.
pub const CITYGATE_MEASURE_PUBLIC_OPINION: u16 = 0x0008u16;
/// Measure bit: other necessary measures of a blue or yellow warning.
pub const CITYGATE_MEASURE_OTHER_BASIC: u16 = 0x0010u16;
/// Measure bit: teams and persons in charge on standby.
pub const CITYGATE_MEASURE_TEAMS_ON_STANDBY: u16 = 0x0020u16;
/// Measure bit: reserves alerted.
pub const CITYGATE_MEASURE_RESERVES_ALERTED: u16 = 0x0040u16;
/// Measure bit: material and equipment placed ahead.
pub const CITYGATE_MEASURE_MATERIAL_PLACED_AHEAD: u16 = 0x0080u16;
/// Measure bit: linkage of the governments affected.
pub const CITYGATE_MEASURE_GOVERNMENT_LINKAGE: u16 = 0x0100u16;
/// Measure bit: other necessary measures of an orange or red warning.
pub const CITYGATE_MEASURE_OTHER_ADVANCED: u16 = 0x0200u16;
/// All measures: those of an orange or red warning.
pub const CITYGATE_MEASURES_ALL: u16 = 0x03ffu16;

/// Response level 1 (一级响应), for grade I. Plan 1.5.2.
pub const CITYGATE_LEVEL_1: u8 = 1u8;
/// Response level 2 (二级响应), for grade II.
pub const CITYGATE_LEVEL_2: u8 = 2u8;
/// Response level 3 (三级响应), for grade III.
pub const CITYGATE_LEVEL_3: u8 = 3u8;
/// Response level 4 (四级响应), for grade IV.
pub const CITYGATE_LEVEL_4: u8 = 4u8;

/// Response of level 1, led by the province. The most serious one comes first.
pub const CITYGATE_RESPONSE_1: u8 = 0u8;
/// Response of level 2, led by the province.
pub const CITYGATE_RESPONSE_2: u8 = 1u8;
/// Response of level 3, led by the province through the office of its headquarters.
pub const CITYGATE_RESPONSE_3_PROVINCE: u8 = 2u8;
/// Response of level 3, led by the city.
pub const CITYGATE_RESPONSE_3_CITY: u8 = 3u8;
/// Response of level 4, led by the province through the office of its headquarters.
pub const CITYGATE_RESPONSE_4_PROVINCE: u8 = 4u8;
/// Response of level 4, led by the city.
pub const CITYGATE_RESPONSE_4_CITY: u8 = 5u8;
/// Response of level 4, led by the county.
pub const CITYGATE_RESPONSE_4_COUNTY: u8 = 6u8;

/// County (县、市、区).
pub const CITYGATE_GOVERNMENT_COUNTY: u8 = 0u8;
/// City or prefecture (市、州).
pub const CITYGATE_GOVERNMENT_CITY: u8 = 1u8;
/// Province (省).
pub const CITYGATE_GOVERNMENT_PROVINCE: u8 = 2u8;

/// The event reaches one county.
pub const CITYGATE_EXTENT_ONE_COUNTY: u8 = 0u8;
/// The event reaches several counties of one city.
pub const CITYGATE_EXTENT_SEVERAL_COUNTIES: u8 = 1u8;
/// The event reaches several cities of the province.
pub const CITYGATE_EXTENT_SEVERAL_CITIES: u8 = 2u8;
/// The event reaches more than one province.
pub const CITYGATE_EXTENT_SEVERAL_PROVINCES: u8 = 3u8;

/// Ground: the means of the city (level 3), of county and city (level 4), are exceeded. Plan 4.1.
pub const CITYGATE_GROUND_MEANS_EXCEEDED: u8 = 1u8;
/// Ground: the trend of the event.
pub const CITYGATE_GROUND_TREND_OF_EVENT: u8 = 2u8;
/// Ground: instruction of provincial leaders.
pub const CITYGATE_GROUND_INSTRUCTION: u8 = 3u8;
/// Ground: the city's application.
pub const CITYGATE_GROUND_APPLICATION: u8 = 4u8;
/// Ground (interpretation): the event reaches several cities.
pub const CITYGATE_GROUND_SEVERAL_REGIONS: u8 = 5u8;

/// No response, nothing proposed (正常).
pub const CITYGATE_PHASE_NORMAL: u8 = 0u8;
/// A start is proposed (建议启动).
pub const CITYGATE_PHASE_PROPOSED: u8 = 1u8;
/// Started (已启动).
pub const CITYGATE_PHASE_STARTED: u8 = 2u8;
/// Started; a change of level or lead is proposed (建议调整).
pub const CITYGATE_PHASE_CHANGE_PROPOSED: u8 = 3u8;
/// Started; the end is proposed (建议终止).
pub const CITYGATE_PHASE_TERMINATION: u8 = 4u8;
/// The end is declared; normal use is being restored step by step (过渡期).
pub const CITYGATE_PHASE_TRANSITION: u8 = 5u8;
/// In the transition; a new start is proposed (过渡期内建议再启动).
pub const CITYGATE_PHASE_RESTART_PROPOSED: u8 = 6u8;

/// Act: propose to start a response, or to change to it. Add a CITYGATE_RESPONSE_....
pub const CITYGATE_ACT_PROPOSE: u8 = 0u8;
/// Act: confirm the proposal of a response. Add the CITYGATE_RESPONSE_... proposed.
pub const CITYGATE_ACT_CONFIRM: u8 = 7u8;
/// Act: propose to end the response.
pub const CITYGATE_ACT_PROPOSE_TERMINATION: u8 = 14u8;
/// Act: declare the end; the transition begins.
pub const CITYGATE_ACT_DECLARE_TERMINATION: u8 = 15u8;
/// Act: turn the pending proposal down, or withdraw it.
pub const CITYGATE_ACT_REJECT: u8 = 16u8;
/// Act: declare normal use restored; the transition is over.
pub const CITYGATE_ACT_CLOSE_TRANSITION: u8 = 17u8;
/// Act: ask the State Council for support.
pub const CITYGATE_ACT_REQUEST_SUPPORT: u8 = 18u8;

/// Recipient bit: the local government (属地人民政府). Plan 4.2.
pub const CITYGATE_RECIPIENT_LOCAL_GOVERNMENT: u8 = 0x01u8;
/// Recipient bit: the local energy authority (属地能源主管部门).
pub const CITYGATE_RECIPIENT_ENERGY_AUTHORITY: u8 = 0x02u8;
/// Recipient bit: the provincial energy authority (省级能源主管部门).
pub const CITYGATE_RECIPIENT_PROVINCIAL_ENERGY_AUTHORITY: u8 = 0x04u8;
/// Recipient bit: the provincial leadership (省委、省政府).
pub const CITYGATE_RECIPIENT_PROVINCIAL_LEADERSHIP: u8 = 0x08u8;
/// Recipient bit: the State Council (国务院), through the provincial leadership.
pub const CITYGATE_RECIPIENT_STATE_COUNCIL: u8 = 0x10u8;
/// All recipients.
pub const CITYGATE_RECIPIENTS_ALL: u8 = 0x1fu8;

/// How many recipients there are.
pub const CITYGATE_RECIPIENT_COUNT: u32 = 5u32;

/// Sensitivity bit: the event is sensitive in itself (事件本身敏感). Plan 4.2.
pub const CITYGATE_SENSITIVITY_IN_ITSELF: u8 = 0x01u8;
/// Sensitivity bit: by its place (敏感地区).
pub const CITYGATE_SENSITIVITY_BY_PLACE: u8 = 0x02u8;
/// Sensitivity bit: by its time (敏感时间).
pub const CITYGATE_SENSITIVITY_BY_TIME: u8 = 0x04u8;
/// Sensitivity bit: it is likely to become grade I (可能演化为特别重大).
pub const CITYGATE_SENSITIVITY_LIKELY_GRADE_I: u8 = 0x08u8;

/// Item of a report: when it happened (时间). Plan 4.2.
pub const CITYGATE_ITEM_TIME: u8 = 0u8;
/// Item: where (地点).
pub const CITYGATE_ITEM_PLACE: u8 = 1u8;
/// Item: source of the information (信息来源).
pub const CITYGATE_ITEM_SOURCE: u8 = 2u8;
/// Item: nature of the event (事件性质).
pub const CITYGATE_ITEM_NATURE: u8 = 3u8;
/// Item: short course of it (简要经过).
pub const CITYGATE_ITEM_COURSE: u8 = 4u8;
/// Item: reach of its effect (影响范围).
pub const CITYGATE_ITEM_REACH: u8 = 5u8;
/// Item: casualties and missing (人员伤亡和失联情况).
pub const CITYGATE_ITEM_CASUALTIES: u8 = 6u8;
/// Item: damage to buildings and infrastructure (房屋和基础设施损毁情况).
pub const CITYGATE_ITEM_DAMAGE: u8 = 7u8;
/// Item: traffic (交通).
pub const CITYGATE_ITEM_TRAFFIC: u8 = 8u8;
/// Item: public opinion online (网络舆情).
pub const CITYGATE_ITEM_PUBLIC_OPINION: u8 = 9u8;
/// Item: public order (社会治安).
pub const CITYGATE_ITEM_PUBLIC_ORDER: u8 = 10u8;
/// Item: rescue on site (现场救援).
pub const CITYGATE_ITEM_RESCUE: u8 = 11u8;
/// Item: measures taken (已采取的措施).
pub const CITYGATE_ITEM_MEASURES: u8 = 12u8;

/// How many items a report has.
pub const CITYGATE_ITEM_COUNT: u32 = 13u32;

/// A report as Chinese text.
pub const CITYGATE_REPORT_CHINESE: u8 = 0u8;
/// A report as English text.
pub const CITYGATE_REPORT_ENGLISH: u8 = 1u8;
/// A report as one JSON object (RFC 8259).
pub const CITYGATE_REPORT_JSON: u8 = 2u8;

/// Nothing is due.
pub const CITYGATE_DUE_NOTHING: u8 = 0u8;
/// Due in so many milliseconds; 0 is the last moment in time.
pub const CITYGATE_DUE_PENDING: u8 = 1u8;
/// Late by so many milliseconds.
pub const CITYGATE_DUE_OVERDUE: u8 = 2u8;
/// An unknown while was lost since the deadline was set: it may have passed; treat it as due at once.
pub const CITYGATE_DUE_TIME_LOST: u8 = 3u8;

/// The clock ran on.
pub const CITYGATE_OUTAGE_NONE: u8 = 0u8;
/// The clock had stopped; the wall clock tells for how long.
pub const CITYGATE_OUTAGE_ACCOUNTED: u8 = 1u8;
/// The clock had stopped and nobody knows for how long: every deadline is due at once.
pub const CITYGATE_OUTAGE_UNACCOUNTED: u8 = 2u8;

/// No word of an event was received.
pub const CITYGATE_EVENT_NONE: u8 = 0u8;
/// Word was received; the event is open.
pub const CITYGATE_EVENT_OPEN: u8 = 1u8;
/// The event is closed.
pub const CITYGATE_EVENT_CLOSED: u8 = 2u8;

/// Entry: the journal was opened. n0 station, n1 records made before a restart that never reached the store.
pub const CITYGATE_ENTRY_OPENED: u8 = 1u8;
/// Entry: entries were lost because the ring was full. n0 count; n1 time in ms and n2 wall clock of the first one; n3
/// and n4 of the last one; n5 the clock's gaps, first in the upper, last in the lower 32 bits.
pub const CITYGATE_ENTRY_LOST: u8 = 2u8;
/// Entry: the clock. c0: 1 an outage of n0 ms was bridged, 2 one of unknown length, 3 the wall clock was set by n1 ms
/// (two's complement).
pub const CITYGATE_ENTRY_CLOCK: u8 = 3u8;
/// Entry: word of the event was received. c0 authority, n0 age in ms, n1 signatory, n2 to n5 digest of its text.
pub const CITYGATE_ENTRY_WORD: u8 = 4u8;
/// Entry: the event was graded. c0 grade, c1 criterion, c2 trend, c3 its source, c4 network, c5 response recommended;
/// n0 normal and n1 available supply, n2 interruption in minutes, n3 imbalance in permille.
pub const CITYGATE_ENTRY_GRADED: u8 = 5u8;
/// Entry: an act of the response was done. c0 act, c1 authority, c2 ground, c3 bit 0 dealt with, bit 1 supply restored,
/// c4 state before, c5 state after; n0 signatory.
pub const CITYGATE_ENTRY_ACTED: u8 = 6u8;
/// Entry: an act of the response was refused. As CITYGATE_ENTRY_ACTED, with c5 the refusal n of status -100 - n.
pub const CITYGATE_ENTRY_REFUSED: u8 = 7u8;
/// Entry: a warning was issued, adjusted or lifted. c0 act, c1 authority, c2 level before, c3 level after; n0 signatory.
pub const CITYGATE_ENTRY_WARNED: u8 = 8u8;
/// Entry: a report was sent. c0 recipients, c1 of them late, c2 of them perhaps late, c3 authority; n0 number of the
/// report, n1 signatory, n2 to n5 digest of the report.
pub const CITYGATE_ENTRY_REPORTED: u8 = 9u8;
/// Entry: reports became overdue, or may have. c0 recipients.
pub const CITYGATE_ENTRY_OVERDUE: u8 = 10u8;
/// Entry: whom the event is to be reported to in addition. c0 recipients, c1 sensitivity.
pub const CITYGATE_ENTRY_REPORT_TO: u8 = 11u8;
/// Entry: supply was shared out. n0 demand, n1 supply, n2 served, n3 curtailed, n4 the caller's number of the policy.
pub const CITYGATE_ENTRY_ALLOCATED: u8 = 12u8;
/// Entry: the policy was changed. c0 authority, n0 signatory, n1 the caller's number of the policy, n2 to n5 its digest.
pub const CITYGATE_ENTRY_POLICY_CHANGED: u8 = 13u8;
/// Entry: the event was closed. c0 authority, n0 signatory.
pub const CITYGATE_ENTRY_CLOSED: u8 = 14u8;
/// Entry: whatever the caller wants on record. n0 the caller's code, n1 to n5 numbers.
pub const CITYGATE_ENTRY_NOTE: u8 = 15u8;

/// Texts of CITYGATE_GRADE_....
pub const CITYGATE_TEXT_GRADE: u8 = 0u8;
/// Texts of CITYGATE_CRITERION_....
pub const CITYGATE_TEXT_CRITERION: u8 = 1u8;
/// Texts of CITYGATE_EVALUATOR_....
pub const CITYGATE_TEXT_EVALUATOR: u8 = 2u8;
/// Texts of CITYGATE_TREND_....
pub const CITYGATE_TEXT_TREND: u8 = 3u8;
/// Texts of CITYGATE_TREND_SOURCE_....
pub const CITYGATE_TEXT_TREND_SOURCE: u8 = 4u8;
/// Texts of CITYGATE_NETWORK_....
pub const CITYGATE_TEXT_NETWORK: u8 = 5u8;
/// Texts of CITYGATE_UNMET_...; the code is the number of the bit.
pub const CITYGATE_TEXT_UNMET: u8 = 6u8;
/// Texts of CITYGATE_PUSHED_....
pub const CITYGATE_TEXT_PUSHED: u8 = 7u8;
/// Texts of CITYGATE_AUTHORITY_....
pub const CITYGATE_TEXT_AUTHORITY: u8 = 8u8;
/// Texts of CITYGATE_WARNING_....
pub const CITYGATE_TEXT_WARNING: u8 = 9u8;
/// Texts of CITYGATE_WARNING_ACT_....
pub const CITYGATE_TEXT_WARNING_ACT: u8 = 10u8;
/// Texts of CITYGATE_POSSIBILITY_....
pub const CITYGATE_TEXT_POSSIBILITY: u8 = 11u8;
/// Texts of CITYGATE_REACH_....
pub const CITYGATE_TEXT_REACH: u8 = 12u8;
/// Texts of CITYGATE_MEASURE_...; the code is the number of the bit.
pub const CITYGATE_TEXT_MEASURE: u8 = 13u8;
/// Texts of CITYGATE_LEVEL_....
pub const CITYGATE_TEXT_LEVEL: u8 = 14u8;
/// Texts of CITYGATE_RESPONSE_....
pub const CITYGATE_TEXT_RESPONSE: u8 = 15u8;
/// Texts of CITYGATE_GOVERNMENT_....
pub const CITYGATE_TEXT_GOVERNMENT: u8 = 16u8;
/// Texts of CITYGATE_EXTENT_....
pub const CITYGATE_TEXT_EXTENT: u8 = 17u8;
/// Texts of CITYGATE_GROUND_....
pub const CITYGATE_TEXT_GROUND: u8 = 18u8;
/// Texts of CITYGATE_PHASE_....
pub const CITYGATE_TEXT_PHASE: u8 = 19u8;
/// Texts of CITYGATE_ACT_....
pub const CITYGATE_TEXT_ACT: u8 = 20u8;
/// Texts of refusals n, whose status is -100 - n, as CITYGATE_ENTRY_REFUSED records them.
pub const CITYGATE_TEXT_REFUSAL: u8 = 21u8;
/// Texts of CITYGATE_RECIPIENT_...; the code is the number of the bit.
pub const CITYGATE_TEXT_RECIPIENT: u8 = 22u8;
/// Texts of CITYGATE_SENSITIVITY_...; the code is the number of the bit.
pub const CITYGATE_TEXT_SENSITIVITY: u8 = 23u8;
/// Texts of CITYGATE_ITEM_....
pub const CITYGATE_TEXT_ITEM: u8 = 24u8;
/// Texts of CITYGATE_DUE_....
pub const CITYGATE_TEXT_DUE: u8 = 25u8;
/// Texts of CITYGATE_OUTAGE_....
pub const CITYGATE_TEXT_OUTAGE: u8 = 26u8;
/// Texts of CITYGATE_ENTRY_....
pub const CITYGATE_TEXT_ENTRY: u8 = 27u8;
/// Texts of the refusals of a warning; the code is n of status -114 - n.
pub const CITYGATE_TEXT_WARNING_REFUSAL: u8 = 28u8;

/// Bytes of a record of the journal.
pub const CITYGATE_RECORD_SIZE: u32 = 120u32;
/// Bytes of a saved event.
pub const CITYGATE_SAVED_SIZE: u32 = 195u32;
/// Bytes of the storage of an event: sizeof(citygate_event_t).
pub const CITYGATE_EVENT_SIZE: u32 = 576u32;
/// Bytes of the storage of a trend window: sizeof(citygate_trend_t).
pub const CITYGATE_TREND_SIZE: u32 = 256u32;

const _: () = {
    use crate::event::Act;
    assert!(CITYGATE_GRADE_I == Grade::ParticularlySerious as u8);
    assert!(CITYGATE_GRADE_II == Grade::Serious as u8);
    assert!(CITYGATE_GRADE_III == Grade::FairlySerious as u8);
    assert!(CITYGATE_GRADE_IV == Grade::General as u8);
    assert!(CITYGATE_CRITERION_IMBALANCE == Criterion::Imbalance as u8);
    assert!(CITYGATE_CRITERION_INTERRUPTION == Criterion::Interruption as u8);
    assert!(CITYGATE_CRITERION_BOTH == Criterion::Both as u8);
    assert!(CITYGATE_EVALUATOR_CITY == Evaluator::City as u8);
    assert!(CITYGATE_EVALUATOR_PROVINCE == Evaluator::Province as u8);
    assert!(CITYGATE_EVALUATOR_NATIONAL_RULES == Evaluator::NationalRules as u8);
    assert!(CITYGATE_TREND_NARROWING == Trend::Narrowing as u8);
    assert!(CITYGATE_TREND_STEADY == Trend::Steady as u8);
    assert!(CITYGATE_TREND_WIDENING == Trend::Widening as u8);
    assert!(CITYGATE_TREND_SOURCE_STATED == TrendSource::Stated as u8);
    assert!(CITYGATE_TREND_SOURCE_MEASURED == TrendSource::Measured as u8);
    assert!(CITYGATE_TREND_SOURCE_ASSUMED == TrendSource::Assumed as u8);
    assert!(CITYGATE_NETWORK_NORMAL == Network::Normal as u8);
    assert!(CITYGATE_NETWORK_AFFECTED == Network::Affected as u8);
    assert!(CITYGATE_NETWORK_AT_RISK == Network::AtRisk as u8);
    assert!(CITYGATE_UNMET_NORMAL_SUPPLY_MISSING == 1 << Unmet::NormalSupplyMissing as u8);
    assert!(CITYGATE_UNMET_IMBALANCE_TOO_SMALL == 1 << Unmet::ImbalanceTooSmall as u8);
    assert!(CITYGATE_UNMET_NOT_WIDENING == 1 << Unmet::NotWidening as u8);
    assert!(CITYGATE_UNMET_NETWORK_NOT_BAD_ENOUGH == 1 << Unmet::NetworkNotBadEnough as u8);
    assert!(CITYGATE_UNMET_INTERRUPTION_TOO_SHORT == 1 << Unmet::InterruptionTooShort as u8);
    assert!(CITYGATE_PUSHED_ADDED == Pushed::Added as u8);
    assert!(CITYGATE_PUSHED_ADDED_LATE == Pushed::AddedLate as u8);
    assert!(CITYGATE_PUSHED_AFTER_GAP == Pushed::AfterGap as u8);
    assert!(CITYGATE_PUSHED_TOO_CLOSE == Pushed::TooClose as u8);
    assert!(CITYGATE_PUSHED_REPEATED == Pushed::Repeated as u8);
    assert!(CITYGATE_PUSHED_TOO_OLD == Pushed::TooOld as u8);
    assert!(CITYGATE_AUTHORITY_ENGINE == Authority::Engine as u8);
    assert!(CITYGATE_AUTHORITY_COUNTY == Authority::County as u8);
    assert!(CITYGATE_AUTHORITY_CITY == Authority::City as u8);
    assert!(CITYGATE_AUTHORITY_HQ_OFFICE == Authority::HqOffice as u8);
    assert!(CITYGATE_AUTHORITY_DEPUTY_COMMANDER == Authority::DeputyCommander as u8);
    assert!(CITYGATE_AUTHORITY_COMMANDER == Authority::Commander as u8);
    assert!(CITYGATE_AUTHORITY_ENTERPRISE == Authority::Enterprise as u8);
    assert!(CITYGATE_WARNING_RED == WarningLevel::Red as u8);
    assert!(CITYGATE_WARNING_ORANGE == WarningLevel::Orange as u8);
    assert!(CITYGATE_WARNING_YELLOW == WarningLevel::Yellow as u8);
    assert!(CITYGATE_WARNING_BLUE == WarningLevel::Blue as u8);
    assert!(CITYGATE_WARNING_ACT_ISSUE == WarningAct::Issue as u8);
    assert!(CITYGATE_WARNING_ACT_ADJUST == WarningAct::Adjust as u8);
    assert!(CITYGATE_WARNING_ACT_LIFT == WarningAct::Lift as u8);
    assert!(CITYGATE_POSSIBILITY_NONE == Possibility::None as u8);
    assert!(CITYGATE_POSSIBILITY_REGIONAL_AFFECTED == Possibility::RegionalAffected as u8);
    assert!(CITYGATE_POSSIBILITY_TRUNK_AFFECTED == Possibility::TrunkAffected as u8);
    assert!(CITYGATE_POSSIBILITY_TRUNK_UNABLE == Possibility::TrunkUnable as u8);
    assert!(CITYGATE_REACH_NONE == Reach::None as u8);
    assert!(CITYGATE_REACH_COUNTY == Reach::County as u8);
    assert!(CITYGATE_REACH_OTHER_CITY == Reach::OtherCity as u8);
    assert!(CITYGATE_REACH_KEY_CITY_OR_NODE == Reach::KeyCityOrNode as u8);
    assert!(CITYGATE_REACH_PROVINCE == Reach::Province as u8);
    assert!(CITYGATE_MEASURE_MONITOR == 1 << Measure::Monitor as u8);
    assert!(CITYGATE_MEASURE_PATROL == 1 << Measure::Patrol as u8);
    assert!(CITYGATE_MEASURE_ANALYSE == 1 << Measure::Analyse as u8);
    assert!(CITYGATE_MEASURE_PUBLIC_OPINION == 1 << Measure::PublicOpinion as u8);
    assert!(CITYGATE_MEASURE_OTHER_BASIC == 1 << Measure::OtherBasic as u8);
    assert!(CITYGATE_MEASURE_TEAMS_ON_STANDBY == 1 << Measure::TeamsOnStandby as u8);
    assert!(CITYGATE_MEASURE_RESERVES_ALERTED == 1 << Measure::ReservesAlerted as u8);
    assert!(CITYGATE_MEASURE_MATERIAL_PLACED_AHEAD == 1 << Measure::MaterialPlacedAhead as u8);
    assert!(CITYGATE_MEASURE_GOVERNMENT_LINKAGE == 1 << Measure::GovernmentLinkage as u8);
    assert!(CITYGATE_MEASURE_OTHER_ADVANCED == 1 << Measure::OtherAdvanced as u8);
    assert!(CITYGATE_LEVEL_1 == ResponseLevel::Level1 as u8);
    assert!(CITYGATE_LEVEL_2 == ResponseLevel::Level2 as u8);
    assert!(CITYGATE_LEVEL_3 == ResponseLevel::Level3 as u8);
    assert!(CITYGATE_LEVEL_4 == ResponseLevel::Level4 as u8);
    assert!(CITYGATE_RESPONSE_1 == Response::Level1 as u8);
    assert!(CITYGATE_RESPONSE_2 == Response::Level2 as u8);
    assert!(CITYGATE_RESPONSE_3_PROVINCE == Response::Level3Province as u8);
    assert!(CITYGATE_RESPONSE_3_CITY == Response::Level3City as u8);
    assert!(CITYGATE_RESPONSE_4_PROVINCE == Response::Level4Province as u8);
    assert!(CITYGATE_RESPONSE_4_CITY == Response::Level4City as u8);
    assert!(CITYGATE_RESPONSE_4_COUNTY == Response::Level4County as u8);
    assert!(CITYGATE_GOVERNMENT_COUNTY == Government::County as u8);
    assert!(CITYGATE_GOVERNMENT_CITY == Government::City as u8);
    assert!(CITYGATE_GOVERNMENT_PROVINCE == Government::Province as u8);
    assert!(CITYGATE_EXTENT_ONE_COUNTY == Extent::OneCounty as u8);
    assert!(CITYGATE_EXTENT_SEVERAL_COUNTIES == Extent::SeveralCounties as u8);
    assert!(CITYGATE_EXTENT_SEVERAL_CITIES == Extent::SeveralCities as u8);
    assert!(CITYGATE_EXTENT_SEVERAL_PROVINCES == Extent::SeveralProvinces as u8);
    assert!(CITYGATE_GROUND_MEANS_EXCEEDED == Ground::MeansExceeded as u8);
    assert!(CITYGATE_GROUND_TREND_OF_EVENT == Ground::TrendOfEvent as u8);
    assert!(CITYGATE_GROUND_INSTRUCTION == Ground::Instruction as u8);
    assert!(CITYGATE_GROUND_APPLICATION == Ground::Application as u8);
    assert!(CITYGATE_GROUND_SEVERAL_REGIONS == Ground::SeveralRegions as u8);
    assert!(CITYGATE_PHASE_NORMAL == crate::event::Phase::Normal as u8);
    assert!(CITYGATE_PHASE_PROPOSED == crate::event::Phase::Proposed as u8);
    assert!(CITYGATE_PHASE_STARTED == crate::event::Phase::Started as u8);
    assert!(CITYGATE_PHASE_CHANGE_PROPOSED == crate::event::Phase::ChangeProposed as u8);
    assert!(CITYGATE_PHASE_TERMINATION == crate::event::Phase::Termination as u8);
    assert!(CITYGATE_PHASE_TRANSITION == crate::event::Phase::Transition as u8);
    assert!(CITYGATE_PHASE_RESTART_PROPOSED == crate::event::Phase::RestartProposed as u8);
    assert!(CITYGATE_ACT_PROPOSE == Act::Propose(Response::Level1).code());
    assert!(CITYGATE_ACT_CONFIRM == Act::Confirm(Response::Level1).code());
    assert!(CITYGATE_ACT_PROPOSE_TERMINATION == Act::ProposeTermination.code());
    assert!(CITYGATE_ACT_DECLARE_TERMINATION == Act::DeclareTermination.code());
    assert!(CITYGATE_ACT_REJECT == Act::Reject.code());
    assert!(CITYGATE_ACT_CLOSE_TRANSITION == Act::CloseTransition.code());
    assert!(CITYGATE_ACT_REQUEST_SUPPORT == Act::RequestSupport.code());
    assert!(CITYGATE_RECIPIENT_LOCAL_GOVERNMENT == 1 << Recipient::LocalGovernment as u8);
    assert!(CITYGATE_RECIPIENT_ENERGY_AUTHORITY == 1 << Recipient::EnergyAuthority as u8);
    assert!(
        CITYGATE_RECIPIENT_PROVINCIAL_ENERGY_AUTHORITY == 1 << Recipient::ProvincialEnergyAuthority as u8
    );
    assert!(CITYGATE_RECIPIENT_PROVINCIAL_LEADERSHIP == 1 << Recipient::ProvincialLeadership as u8);
    assert!(CITYGATE_RECIPIENT_STATE_COUNCIL == 1 << Recipient::StateCouncil as u8);
    assert!(CITYGATE_SENSITIVITY_IN_ITSELF == 1 << Sensitivity::InItself as u8);
    assert!(CITYGATE_SENSITIVITY_BY_PLACE == 1 << Sensitivity::ByPlace as u8);
    assert!(CITYGATE_SENSITIVITY_BY_TIME == 1 << Sensitivity::ByTime as u8);
    assert!(CITYGATE_SENSITIVITY_LIKELY_GRADE_I == 1 << Sensitivity::LikelyGradeI as u8);
    assert!(CITYGATE_ITEM_TIME == Item::Time as u8);
    assert!(CITYGATE_ITEM_PLACE == Item::Place as u8);
    assert!(CITYGATE_ITEM_SOURCE == Item::Source as u8);
    assert!(CITYGATE_ITEM_NATURE == Item::Nature as u8);
    assert!(CITYGATE_ITEM_COURSE == Item::Course as u8);
    assert!(CITYGATE_ITEM_REACH == Item::Reach as u8);
    assert!(CITYGATE_ITEM_CASUALTIES == Item::Casualties as u8);
    assert!(CITYGATE_ITEM_DAMAGE == Item::Damage as u8);
    assert!(CITYGATE_ITEM_TRAFFIC == Item::Traffic as u8);
    assert!(CITYGATE_ITEM_PUBLIC_OPINION == Item::PublicOpinion as u8);
    assert!(CITYGATE_ITEM_PUBLIC_ORDER == Item::PublicOrder as u8);
    assert!(CITYGATE_ITEM_RESCUE == Item::Rescue as u8);
    assert!(CITYGATE_ITEM_MEASURES == Item::Measures as u8);
    assert!(CITYGATE_REPORT_CHINESE == ReportFormat::Chinese as u8);
    assert!(CITYGATE_REPORT_ENGLISH == ReportFormat::English as u8);
    assert!(CITYGATE_REPORT_JSON == ReportFormat::Json as u8);
    assert!(CITYGATE_WALL_UNKNOWN == WALL_UNKNOWN);
    assert!(CITYGATE_FIRST_REPORT_MS as u64 == FIRST_REPORT_MS);
    assert!(CITYGATE_TREND_SAMPLES as usize == TREND_WINDOW);
    assert!(CITYGATE_RECIPIENT_COUNT as usize == Recipient::ALL.len());
    assert!(CITYGATE_ITEM_COUNT as usize == ITEM_COUNT);
    assert!(CITYGATE_RECORD_SIZE as usize == RECORD_LEN);
    assert!(CITYGATE_SAVED_SIZE as usize == SAVED_LEN);
    assert!(CITYGATE_EVENT_SIZE as usize == size_of::<super::types::CitygateEvent>());
    assert!(CITYGATE_TREND_SIZE as usize == size_of::<super::types::CitygateTrend>());
};
