//! Codes of reports, deadlines and records, and which texts there are. A number, once given a meaning, keeps it.

use crate::event::{ITEM_COUNT, Recipient};

/// How many recipients there are.
pub const CITYGATE_RECIPIENT_COUNT: u32 = 8u32;

/// How many items a report has.
pub const CITYGATE_REPORT_ITEM_COUNT: u32 = 13u32;

/// Nothing is due.
pub const CITYGATE_OBLIGATION_NOTHING: u8 = 0u8;
/// Due in so many milliseconds; 0 is the last moment in time.
pub const CITYGATE_OBLIGATION_PENDING: u8 = 1u8;
/// Late by so many milliseconds.
pub const CITYGATE_OBLIGATION_OVERDUE: u8 = 2u8;
/// An unknown while was lost since the deadline was set: it may have passed; treat it as due at once.
pub const CITYGATE_OBLIGATION_TIME_LOST: u8 = 3u8;

/// The clock ran on.
pub const CITYGATE_DOWNTIME_NONE: u8 = 0u8;
/// The clock had stopped; the wall clock tells for how long.
pub const CITYGATE_DOWNTIME_ACCOUNTED: u8 = 1u8;
/// The clock had stopped and nobody knows for how long: every deadline is due at once.
pub const CITYGATE_DOWNTIME_UNACCOUNTED: u8 = 2u8;

/// No notification of an event was received.
pub const CITYGATE_EVENT_NONE: u8 = 0u8;
/// A notification was received; the event is open.
pub const CITYGATE_EVENT_OPEN: u8 = 1u8;
/// The event is closed.
pub const CITYGATE_EVENT_CLOSED: u8 = 2u8;

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
/// Texts of CITYGATE_NETWORK_CONDITION_....
pub const CITYGATE_TEXT_NETWORK_CONDITION: u8 = 5u8;
/// Texts of CITYGATE_UNMET_...; the code is the number of the bit.
pub const CITYGATE_TEXT_UNMET: u8 = 6u8;
/// Texts of CITYGATE_SAMPLE_OUTCOME_....
pub const CITYGATE_TEXT_SAMPLE: u8 = 7u8;
/// Texts of CITYGATE_AUTHORITY_....
pub const CITYGATE_TEXT_AUTHORITY: u8 = 8u8;
/// Texts of CITYGATE_WARNING_LEVEL_....
pub const CITYGATE_TEXT_WARNING: u8 = 9u8;
/// Texts of CITYGATE_WARNING_ACTION_....
pub const CITYGATE_TEXT_WARNING_ACTION: u8 = 10u8;
/// Texts of CITYGATE_POSSIBILITY_....
pub const CITYGATE_TEXT_POSSIBILITY: u8 = 11u8;
/// Texts of CITYGATE_WARNING_REACH_....
pub const CITYGATE_TEXT_WARNING_REACH: u8 = 12u8;
/// Texts of CITYGATE_MEASURE_...; the code is the number of the bit.
pub const CITYGATE_TEXT_MEASURE: u8 = 13u8;
/// Texts of CITYGATE_RESPONSE_LEVEL_....
pub const CITYGATE_TEXT_RESPONSE_LEVEL: u8 = 14u8;
/// Texts of CITYGATE_RESPONSE_....
pub const CITYGATE_TEXT_RESPONSE: u8 = 15u8;
/// Texts of CITYGATE_GOVERNMENT_....
pub const CITYGATE_TEXT_GOVERNMENT: u8 = 16u8;
/// Texts of CITYGATE_AFFECTED_AREA_....
pub const CITYGATE_TEXT_AFFECTED_AREA: u8 = 17u8;
/// Texts of CITYGATE_JUSTIFICATION_....
pub const CITYGATE_TEXT_JUSTIFICATION: u8 = 18u8;
/// Texts of CITYGATE_PHASE_....
pub const CITYGATE_TEXT_PHASE: u8 = 19u8;
/// Texts of CITYGATE_ACTION_....
pub const CITYGATE_TEXT_ACTION: u8 = 20u8;
/// Texts of refusals n, whose status is -100 - n, as CITYGATE_JOURNAL_ENTRY_KIND_REFUSED records them.
pub const CITYGATE_TEXT_REFUSAL: u8 = 21u8;
/// Texts of CITYGATE_RECIPIENT_...; the code is the number of the bit.
pub const CITYGATE_TEXT_RECIPIENT: u8 = 22u8;
/// Texts of CITYGATE_SENSITIVITY_...; the code is the number of the bit.
pub const CITYGATE_TEXT_SENSITIVITY: u8 = 23u8;
/// Texts of CITYGATE_REPORT_ITEM_....
pub const CITYGATE_TEXT_REPORT_ITEM: u8 = 24u8;
/// Texts of CITYGATE_OBLIGATION_....
pub const CITYGATE_TEXT_OBLIGATION: u8 = 25u8;
/// Texts of CITYGATE_DOWNTIME_....
pub const CITYGATE_TEXT_DOWNTIME: u8 = 26u8;
/// Texts of CITYGATE_JOURNAL_ENTRY_KIND_....
pub const CITYGATE_TEXT_JOURNAL_ENTRY: u8 = 27u8;
/// Texts of the refusals of a warning; the code is n of status -114 - n.
pub const CITYGATE_TEXT_WARNING_REFUSAL: u8 = 28u8;
/// Texts of CITYGATE_ACTION_REMARK_...; the code is the number of the bit.
pub const CITYGATE_TEXT_ACTION_REMARK: u8 = 29u8;
/// Texts of CITYGATE_DUTY_....
pub const CITYGATE_TEXT_DUTY: u8 = 30u8;
/// Texts of CITYGATE_DUTY_TRIGGER_....
pub const CITYGATE_TEXT_DUTY_TRIGGER: u8 = 31u8;
/// Texts of CITYGATE_DUTY_HOLDER_...: among them the six groups of the headquarters.
pub const CITYGATE_TEXT_DUTY_HOLDER: u8 = 32u8;
/// Texts of CITYGATE_DUTY_DEADLINE_....
pub const CITYGATE_TEXT_DUTY_DEADLINE: u8 = 33u8;

/// Texts of CITYGATE_DUTY_STATUS_....
pub const CITYGATE_TEXT_DUTY_STATUS: u8 = 34u8;

/// Bytes of the storage of an event: sizeof(citygate_event_t).
pub const CITYGATE_EVENT_SIZE: u32 = 760u32;
/// Bytes of the storage of a trend window: sizeof(citygate_trend_t).
pub const CITYGATE_TREND_SIZE: u32 = 256u32;

const _: () = {
    assert!(CITYGATE_RECIPIENT_COUNT as usize == Recipient::ALL.len());
    assert!(CITYGATE_REPORT_ITEM_COUNT as usize == ITEM_COUNT);
    assert!(CITYGATE_EVENT_SIZE as usize == size_of::<super::session_types::CitygateEvent>());
    assert!(CITYGATE_TREND_SIZE as usize == size_of::<super::types::CitygateTrend>());
};
