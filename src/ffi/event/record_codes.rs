//! Codes of reports, deadlines and records, and which texts there are. A number, once given a meaning, keeps it.

use crate::event::{ITEM_COUNT, Recipient};

/// How many recipients there are.
pub const CITYGATE_RECIPIENT_COUNT: u32 = 5u32;

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

/// Entry: the journal was opened. n0 station, n1 records made before a restart that never reached the store.
pub const CITYGATE_JOURNAL_ENTRY_OPENED: u8 = 1u8;
/// Entry: entries were lost because the ring was full. n0 count; n1 time in ms and n2 wall clock of the first one; n3
/// and n4 of the last one; n5 the clock's gaps, first in the upper, last in the lower 32 bits.
pub const CITYGATE_JOURNAL_ENTRY_LOST: u8 = 2u8;
/// Entry: the clock. c0: 1 a downtime of n0 ms was bridged, 2 one of unknown length, 3 the wall clock was set by n1 ms
/// (two's complement).
pub const CITYGATE_JOURNAL_ENTRY_CLOCK: u8 = 3u8;
/// Entry: a notification was received. c0 authority, n0 age in ms, n1 signatory, n2 to n5 digest of its text.
pub const CITYGATE_JOURNAL_ENTRY_NOTIFIED: u8 = 4u8;
/// Entry: the event was graded. c0 grade, c1 criterion, c2 trend, c3 its source, c4 network, c5 response recommended;
/// n0 normal and n1 available supply, n2 interruption in minutes, n3 imbalance in permille.
pub const CITYGATE_JOURNAL_ENTRY_GRADED: u8 = 5u8;
/// Entry: an action of the response was taken. c0 action, c1 authority, c2 justification, c3 bit 0 dealt with, bit 1
/// supply restored, c4 state before, c5 state after; n0 signatory.
pub const CITYGATE_JOURNAL_ENTRY_ACTION: u8 = 6u8;
/// Entry: an action of the response was refused. As CITYGATE_JOURNAL_ENTRY_ACTION, with c5 the refusal n of status
/// -100 - n.
pub const CITYGATE_JOURNAL_ENTRY_REFUSED: u8 = 7u8;
/// Entry: a warning was issued, adjusted or lifted. c0 action, c1 authority, c2 level before, c3 level after; n0
/// signatory.
pub const CITYGATE_JOURNAL_ENTRY_WARNED: u8 = 8u8;
/// Entry: a report was sent. c0 recipients, c1 of them late, c2 of them perhaps late, c3 authority; n0 number of the
/// report, n1 signatory, n2 to n5 digest of the report.
pub const CITYGATE_JOURNAL_ENTRY_REPORTED: u8 = 9u8;
/// Entry: reports became overdue, or may have. c0 recipients.
pub const CITYGATE_JOURNAL_ENTRY_OVERDUE: u8 = 10u8;
/// Entry: whom the event is to be reported to in addition. c0 recipients, c1 sensitivity.
pub const CITYGATE_JOURNAL_ENTRY_REPORT_TO: u8 = 11u8;
/// Entry: supply was shared out. n0 demand, n1 supply, n2 served, n3 curtailed, n4 the caller's number of the policy.
pub const CITYGATE_JOURNAL_ENTRY_ALLOCATED: u8 = 12u8;
/// Entry: the policy was changed. c0 authority, n0 signatory, n1 the caller's number of the policy, n2 to n5 its
/// digest.
pub const CITYGATE_JOURNAL_ENTRY_POLICY_CHANGED: u8 = 13u8;
/// Entry: the event was closed. c0 authority, n0 signatory.
pub const CITYGATE_JOURNAL_ENTRY_CLOSED: u8 = 14u8;
/// Entry: whatever the caller wants on record. n0 the caller's code, n1 to n5 numbers.
pub const CITYGATE_JOURNAL_ENTRY_NOTE: u8 = 15u8;

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
/// Texts of refusals n, whose status is -100 - n, as CITYGATE_JOURNAL_ENTRY_REFUSED records them.
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
/// Texts of CITYGATE_JOURNAL_ENTRY_....
pub const CITYGATE_TEXT_JOURNAL_ENTRY: u8 = 27u8;
/// Texts of the refusals of a warning; the code is n of status -114 - n.
pub const CITYGATE_TEXT_WARNING_REFUSAL: u8 = 28u8;

/// Bytes of the storage of an event: sizeof(citygate_event_t).
pub const CITYGATE_EVENT_SIZE: u32 = 576u32;
/// Bytes of the storage of a trend window: sizeof(citygate_trend_t).
pub const CITYGATE_TREND_SIZE: u32 = 256u32;

const _: () = {
    assert!(CITYGATE_RECIPIENT_COUNT as usize == Recipient::ALL.len());
    assert!(CITYGATE_REPORT_ITEM_COUNT as usize == ITEM_COUNT);
    assert!(CITYGATE_EVENT_SIZE as usize == size_of::<super::session_types::CitygateEvent>());
    assert!(CITYGATE_TREND_SIZE as usize == size_of::<super::types::CitygateTrend>());
};
