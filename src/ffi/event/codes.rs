//! Codes of grade, trend, warning and response. A number, once given a meaning, keeps it: it goes into records.

use crate::event::{
    Action, AffectedArea, Authority, Criterion, Evaluator, FIRST_REPORT_MS, Government, Grade, Justification,
    Measure, NetworkCondition, Possibility, Response, ResponseLevel, SampleOutcome, TREND_WINDOW, Trend,
    TrendSource, Unmet, WALL_UNKNOWN, WarningAction, WarningLevel, WarningReach,
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
pub const CITYGATE_NETWORK_CONDITION_NORMAL: u8 = 0u8;
/// Normal running is expected to be affected (预计影响正常运行).
pub const CITYGATE_NETWORK_CONDITION_AFFECTED: u8 = 1u8;
/// The network may become unable to run normally (可能无法正常运行).
pub const CITYGATE_NETWORK_CONDITION_AT_RISK: u8 = 2u8;

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
pub const CITYGATE_SAMPLE_ADDED: u8 = 0u8;
/// The sample is older than the newest one and was put in its error_index.
pub const CITYGATE_SAMPLE_ADDED_LATE: u8 = 1u8;
/// The sample was taken as the first of a new window, after a pause or a while that was lost.
pub const CITYGATE_SAMPLE_AFTER_GAP: u8 = 2u8;
/// The sample was passed over: nearer to another one than the spacing. Normal when one is offered at every scan.
pub const CITYGATE_SAMPLE_TOO_CLOSE: u8 = 3u8;
/// The sample was passed over: there is one of this time already.
pub const CITYGATE_SAMPLE_REPEATED: u8 = 4u8;
/// The sample was passed over: older than the window reaches.
pub const CITYGATE_SAMPLE_TOO_OLD: u8 = 5u8;

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
pub const CITYGATE_WARNING_ACTION_ISSUE: u8 = 0u8;
/// A warning is adjusted (调整).
pub const CITYGATE_WARNING_ACTION_ADJUST: u8 = 1u8;
/// A warning is lifted (解除).
pub const CITYGATE_WARNING_ACTION_LIFT: u8 = 2u8;

/// No network is threatened. Plan 3.3.
pub const CITYGATE_POSSIBILITY_NONE: u8 = 0u8;
/// A regional network is possibly affected.
pub const CITYGATE_POSSIBILITY_REGIONAL_AFFECTED: u8 = 1u8;
/// The province's trunk network is quite possibly affected.
pub const CITYGATE_POSSIBILITY_TRUNK_AFFECTED: u8 = 2u8;
/// The province's trunk network may become unable to run.
pub const CITYGATE_POSSIBILITY_TRUNK_UNABLE: u8 = 3u8;

/// An outage reaches nobody. Plan 3.3.
pub const CITYGATE_WARNING_REACH_NONE: u8 = 0u8;
/// Downstream users of a county; also when they are seriously affected without being interrupted.
pub const CITYGATE_WARNING_REACH_COUNTY: u8 = 1u8;
/// Downstream users of cities that are not key cities.
pub const CITYGATE_WARNING_REACH_OTHER_CITY: u8 = 2u8;
/// Main downstream users of key cities or of supply nodes.
pub const CITYGATE_WARNING_REACH_KEY_CITY_OR_NODE: u8 = 3u8;
/// The whole province.
pub const CITYGATE_WARNING_REACH_PROVINCE: u8 = 4u8;

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
pub const CITYGATE_RESPONSE_LEVEL_1: u8 = 1u8;
/// Response level 2 (二级响应), for grade II.
pub const CITYGATE_RESPONSE_LEVEL_2: u8 = 2u8;
/// Response level 3 (三级响应), for grade III.
pub const CITYGATE_RESPONSE_LEVEL_3: u8 = 3u8;
/// Response level 4 (四级响应), for grade IV.
pub const CITYGATE_RESPONSE_LEVEL_4: u8 = 4u8;

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
pub const CITYGATE_AFFECTED_AREA_ONE_COUNTY: u8 = 0u8;
/// The event reaches several counties of one city.
pub const CITYGATE_AFFECTED_AREA_SEVERAL_COUNTIES: u8 = 1u8;
/// The event reaches several cities of the province.
pub const CITYGATE_AFFECTED_AREA_SEVERAL_CITIES: u8 = 2u8;
/// The event reaches more than one province.
pub const CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES: u8 = 3u8;

/// Ground: the means of the city (level 3), of county and city (level 4), are exceeded. Plan 4.1.
pub const CITYGATE_JUSTIFICATION_MEANS_EXCEEDED: u8 = 1u8;
/// Ground: the trend of the event.
pub const CITYGATE_JUSTIFICATION_TREND_OF_EVENT: u8 = 2u8;
/// Ground: instruction of provincial leaders.
pub const CITYGATE_JUSTIFICATION_INSTRUCTION: u8 = 3u8;
/// Ground: the city's application.
pub const CITYGATE_JUSTIFICATION_APPLICATION: u8 = 4u8;
/// Ground (interpretation): the event reaches several cities.
pub const CITYGATE_JUSTIFICATION_SEVERAL_REGIONS: u8 = 5u8;

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
pub const CITYGATE_ACTION_PROPOSE: u8 = 0u8;
/// Act: confirm the proposal of a response. Add the CITYGATE_RESPONSE_... proposed.
pub const CITYGATE_ACTION_CONFIRM: u8 = 7u8;
/// Act: propose to end the response.
pub const CITYGATE_ACTION_PROPOSE_TERMINATION: u8 = 14u8;
/// Act: declare the end; the transition begins.
pub const CITYGATE_ACTION_DECLARE_TERMINATION: u8 = 15u8;
/// Act: turn the pending proposal down, or withdraw it.
pub const CITYGATE_ACTION_REJECT: u8 = 16u8;
/// Act: declare normal use restored; the transition is over.
pub const CITYGATE_ACTION_CLOSE_TRANSITION: u8 = 17u8;
/// Act: ask the State Council for support.
pub const CITYGATE_ACTION_REQUEST_SUPPORT: u8 = 18u8;

const _: () = {
    assert!(CITYGATE_GRADE_I == Grade::I as u8);
    assert!(CITYGATE_GRADE_II == Grade::II as u8);
    assert!(CITYGATE_GRADE_III == Grade::III as u8);
    assert!(CITYGATE_GRADE_IV == Grade::IV as u8);
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
    assert!(CITYGATE_NETWORK_CONDITION_NORMAL == NetworkCondition::Normal as u8);
    assert!(CITYGATE_NETWORK_CONDITION_AFFECTED == NetworkCondition::Affected as u8);
    assert!(CITYGATE_NETWORK_CONDITION_AT_RISK == NetworkCondition::AtRisk as u8);
    assert!(CITYGATE_UNMET_NORMAL_SUPPLY_MISSING == 1 << Unmet::NormalSupplyMissing as u8);
    assert!(CITYGATE_UNMET_IMBALANCE_TOO_SMALL == 1 << Unmet::ImbalanceTooSmall as u8);
    assert!(CITYGATE_UNMET_NOT_WIDENING == 1 << Unmet::NotWidening as u8);
    assert!(CITYGATE_UNMET_NETWORK_NOT_BAD_ENOUGH == 1 << Unmet::NetworkNotBadEnough as u8);
    assert!(CITYGATE_UNMET_INTERRUPTION_TOO_SHORT == 1 << Unmet::InterruptionTooShort as u8);
    assert!(CITYGATE_SAMPLE_ADDED == SampleOutcome::Added as u8);
    assert!(CITYGATE_SAMPLE_ADDED_LATE == SampleOutcome::AddedLate as u8);
    assert!(CITYGATE_SAMPLE_AFTER_GAP == SampleOutcome::AfterGap as u8);
    assert!(CITYGATE_SAMPLE_TOO_CLOSE == SampleOutcome::TooClose as u8);
    assert!(CITYGATE_SAMPLE_REPEATED == SampleOutcome::Repeated as u8);
    assert!(CITYGATE_SAMPLE_TOO_OLD == SampleOutcome::TooOld as u8);
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
    assert!(CITYGATE_WARNING_ACTION_ISSUE == WarningAction::Issue as u8);
    assert!(CITYGATE_WARNING_ACTION_ADJUST == WarningAction::Adjust as u8);
    assert!(CITYGATE_WARNING_ACTION_LIFT == WarningAction::Lift as u8);
    assert!(CITYGATE_POSSIBILITY_NONE == Possibility::None as u8);
    assert!(CITYGATE_POSSIBILITY_REGIONAL_AFFECTED == Possibility::RegionalAffected as u8);
    assert!(CITYGATE_POSSIBILITY_TRUNK_AFFECTED == Possibility::TrunkAffected as u8);
    assert!(CITYGATE_POSSIBILITY_TRUNK_UNABLE == Possibility::TrunkUnable as u8);
    assert!(CITYGATE_WARNING_REACH_NONE == WarningReach::None as u8);
    assert!(CITYGATE_WARNING_REACH_COUNTY == WarningReach::County as u8);
    assert!(CITYGATE_WARNING_REACH_OTHER_CITY == WarningReach::OtherCity as u8);
    assert!(CITYGATE_WARNING_REACH_KEY_CITY_OR_NODE == WarningReach::KeyCityOrNode as u8);
    assert!(CITYGATE_WARNING_REACH_PROVINCE == WarningReach::Province as u8);
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
    assert!(CITYGATE_RESPONSE_LEVEL_1 == ResponseLevel::Level1 as u8);
    assert!(CITYGATE_RESPONSE_LEVEL_2 == ResponseLevel::Level2 as u8);
    assert!(CITYGATE_RESPONSE_LEVEL_3 == ResponseLevel::Level3 as u8);
    assert!(CITYGATE_RESPONSE_LEVEL_4 == ResponseLevel::Level4 as u8);
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
    assert!(CITYGATE_AFFECTED_AREA_ONE_COUNTY == AffectedArea::OneCounty as u8);
    assert!(CITYGATE_AFFECTED_AREA_SEVERAL_COUNTIES == AffectedArea::SeveralCounties as u8);
    assert!(CITYGATE_AFFECTED_AREA_SEVERAL_CITIES == AffectedArea::SeveralCities as u8);
    assert!(CITYGATE_AFFECTED_AREA_SEVERAL_PROVINCES == AffectedArea::SeveralProvinces as u8);
    assert!(CITYGATE_JUSTIFICATION_MEANS_EXCEEDED == Justification::MeansExceeded as u8);
    assert!(CITYGATE_JUSTIFICATION_TREND_OF_EVENT == Justification::TrendOfEvent as u8);
    assert!(CITYGATE_JUSTIFICATION_INSTRUCTION == Justification::Instruction as u8);
    assert!(CITYGATE_JUSTIFICATION_APPLICATION == Justification::Application as u8);
    assert!(CITYGATE_JUSTIFICATION_SEVERAL_REGIONS == Justification::SeveralRegions as u8);
    assert!(CITYGATE_PHASE_NORMAL == crate::event::Phase::Normal as u8);
    assert!(CITYGATE_PHASE_PROPOSED == crate::event::Phase::Proposed as u8);
    assert!(CITYGATE_PHASE_STARTED == crate::event::Phase::Started as u8);
    assert!(CITYGATE_PHASE_CHANGE_PROPOSED == crate::event::Phase::ChangeProposed as u8);
    assert!(CITYGATE_PHASE_TERMINATION == crate::event::Phase::Termination as u8);
    assert!(CITYGATE_PHASE_TRANSITION == crate::event::Phase::Transition as u8);
    assert!(CITYGATE_PHASE_RESTART_PROPOSED == crate::event::Phase::RestartProposed as u8);
    assert!(CITYGATE_ACTION_PROPOSE == Action::Propose(Response::Level1).code());
    assert!(CITYGATE_ACTION_CONFIRM == Action::Confirm(Response::Level1).code());
    assert!(CITYGATE_ACTION_PROPOSE_TERMINATION == Action::ProposeTermination.code());
    assert!(CITYGATE_ACTION_DECLARE_TERMINATION == Action::DeclareTermination.code());
    assert!(CITYGATE_ACTION_REJECT == Action::Reject.code());
    assert!(CITYGATE_ACTION_CLOSE_TRANSITION == Action::CloseTransition.code());
    assert!(CITYGATE_ACTION_REQUEST_SUPPORT == Action::RequestSupport.code());
    assert!(CITYGATE_WALL_UNKNOWN == WALL_UNKNOWN);
    assert!(CITYGATE_FIRST_REPORT_MS as u64 == FIRST_REPORT_MS);
    assert!(CITYGATE_TREND_SAMPLES as usize == TREND_WINDOW);
};
