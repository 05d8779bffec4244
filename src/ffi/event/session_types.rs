//! Structures of an event session as C sees them.

use super::super::memory::AnyBytes;
use super::record_types::{CitygateJournalKey, CitygateRecord};
use super::types::{
    CitygateGrading, CitygateInstant, CitygateObligation, CitygateRecommendation, CitygateResponseState,
    CitygateSignatory, CitygateTrendEstimate,
};
use crate::event::{JournalHead, PlanTable, TrendSettings};
use zerocopy::FromBytes;

/// What a station sets once. Fill it in with citygate_event_settings_get_default, then change what differs.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateEventSettings {
    /// The caller's number for the station, for the journal.
    pub station: u64,
    /// How the trend is measured.
    pub trend: TrendSettings,
    /// The journal's key, if has_key is 1.
    pub key: CitygateJournalKey,
    /// The plan that the event is graded by, with who answers it and by when it is reported. One of zeros is refused.
    pub plan: PlanTable,
    /// Minutes between a report and the next one to the same recipient, 1 to 1440.
    pub follow_up_min: u16,
    /// 1: the journal is kept with the key; 0: without one.
    pub has_key: u8,
    /// 0.
    pub reserved: [u8; 5],
}

/// Storage for an event; its content is the library's. Declare it static, open it with citygate_event_open or
/// citygate_event_restore and leave it where it is.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateEvent {
    /// The library's.
    pub words: [u64; 95],
}

/// Where an event and its journal's ring are kept: memory of the caller. The structure itself need not outlive the
/// call.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEventStorage {
    /// Storage for the event.
    pub event: *mut CitygateEvent,
    /// ring_records records, for those that wait to be stored.
    pub ring: *mut CitygateRecord,
    /// sizeof(citygate_event_t).
    pub event_size: u32,
    /// 2 to 2147483648; 16 to 64 are usual. What the engine finds leaves the last quarter to what people decide.
    pub ring_records: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateEventStorage {}

/// A saved event, to be stored where it survives a restart.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateEventSaved {
    /// The saved event; it is sealed, so a torn or altered one is found out.
    pub bytes: [u8; 283],
}

/// What of an event survived a restart.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEventBackup {
    /// The saved event.
    pub saved: *const CitygateEventSaved,
    /// Where the stored journal ends (citygate_journal_head_after its last record); NULL: nothing is stored.
    pub head: *const JournalHead,
    /// The stored records from the oldest one on that waited in the ring when the event was saved, in order: from the
    /// sequence number head.next less pending_records of the citygate_event_status_t of then. Or all that are stored:
    /// hand over all if in doubt. They are verified, and what was decided in them after the event was saved is done
    /// again, whatever restarts lie in between. NULL if there are none.
    pub newer: *const CitygateRecord,
    /// How many.
    pub newer_count: u32,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateEventBackup {}

/// What the clock found.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateTick {
    /// By how much the wall clock is ahead (positive) or behind of where the counter says it should be; 0 when not
    /// known. The time line does not follow it.
    pub wall_step_ms: i64,
    /// How long the clock had stopped, if downtime is CITYGATE_DOWNTIME_ACCOUNTED; otherwise 0.
    pub downtime_ms: u64,
    /// One of CITYGATE_DOWNTIME_....
    pub downtime: u8,
    /// Whose reports became overdue, or may have, since the last tick, as bits CITYGATE_RECIPIENT_....
    pub overdue: u8,
    /// 1: save the event now, the wall clock was set or the clock had stopped.
    pub save: u8,
    /// 0.
    pub reserved: [u8; 5],
}

/// What is known of the event now, of the whole network that the plan is for, not of one station. What is not known does
/// not count as good news.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateObservation {
    /// Normal supply. 0: not known.
    pub normal_supply_dm3_per_h: u64,
    /// What users want undisturbed by any curtailment. 0: not known; the normal supply is taken for it.
    pub demand_dm3_per_h: u64,
    /// Available supply.
    pub available_supply_dm3_per_h: u64,
    /// For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
    /// CITYGATE_MINUTES_NOT_STATED: no grade follows from it.
    pub interruption_min: u32,
    /// The trend where the operator states it, CITYGATE_TREND_...; CITYGATE_ABSENT: it is measured, and counts as widening
    /// until it can be. One stated not to be widening takes a grade by imbalance away, one that is measured never does.
    pub trend: u8,
    /// One of CITYGATE_NETWORK_CONDITION_...; CITYGATE_ABSENT: not stated, which meets no condition.
    pub network: u8,
    /// One of CITYGATE_AFFECTED_AREA_....
    pub affected_area: u8,
    /// The highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
    pub exceeded: u8,
    /// What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
    pub sensitivity: u8,
    /// 1: the outage was planned, and is no event that the plan grades; otherwise 0.
    pub planned: u8,
    /// 0.
    pub reserved: [u8; 6],
}

/// What follows from an observation.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateAssessment {
    /// The grade whose conditions the figures meet, and its reasons.
    pub grading: CitygateGrading,
    /// The response that the plan calls for; it starts nothing.
    pub recommendation: CitygateRecommendation,
    /// What the trend window says.
    pub estimate: CitygateTrendEstimate,
    /// The trend that it was graded by, CITYGATE_TREND_....
    pub trend: u8,
    /// Where that trend comes from, CITYGATE_TREND_SOURCE_....
    pub trend_source: u8,
    /// Who is to be reported to in addition because of this, as bits CITYGATE_RECIPIENT_....
    pub report_to: u8,
    /// The grade that stands, CITYGATE_GRADE_..., or CITYGATE_NONE: the most serious one met so far, until an authority
    /// states otherwise, the trend is stated not to be widening, or the response ends. The recommendation follows it.
    pub grade: u8,
}

/// What the deadlines say of a report that was sent.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateReportReceipt {
    /// By how much the latest of the recipients was late.
    pub late_by_ms: u64,
    /// The report's number in the event, from 1.
    pub number: u32,
    /// To whom it went, as bits CITYGATE_RECIPIENT_....
    pub to: u8,
    /// To whom of them it was late.
    pub late: u8,
    /// To whom of them it may have been late: an unknown while was lost.
    pub time_lost: u8,
    /// 0.
    pub reserved: u8,
}

/// Everything that an event knows of itself.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateEventStatus {
    /// The present moment, as of the last tick.
    pub now: CitygateInstant,
    /// When the notification was received; 0 if event is CITYGATE_EVENT_NONE.
    pub received: CitygateInstant,
    /// What the wall clock showed at the last tick: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
    pub wall_ms: u64,
    /// Until the next report is due; 0: one is due now or late; CITYGATE_NEVER_MS: none is owed.
    pub next_due_ms: u64,
    /// Entries lost because the ring was full, not yet recorded as lost.
    pub lost_entries: u64,
    /// Where the journal stands, records still in the ring included.
    pub head: JournalHead,
    /// How the report to each recipient stands, in the order of the bits CITYGATE_RECIPIENT_....
    pub due: [CitygateObligation; 8],
    /// How many reports were sent.
    pub reports_sent: u32,
    /// Records that the ring can hold.
    pub ring_records: u32,
    /// Records that wait to be stored.
    pub pending_records: u32,
    /// Who issued the warning in force; zero without one.
    pub warning_issuer: CitygateSignatory,
    /// The state of the response.
    pub response: CitygateResponseState,
    /// CITYGATE_EVENT_NONE, _OPEN or _CLOSED.
    pub event: u8,
    /// The warning in force, CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE.
    pub warning: u8,
    /// Who is to be reported to, as bits CITYGATE_RECIPIENT_....
    pub recipients: u8,
    /// Who has not had the first report that is owed.
    pub first_reports_owed: u8,
    /// To whom a report has to go out now: it is late, or may be.
    pub alarms: u8,
    /// The grade that stands, or CITYGATE_NONE; also while assessed is 0.
    pub grade: u8,
    /// The imbalance of the last assessment, or CITYGATE_PERMILLE_UNKNOWN.
    pub imbalance_permille: u16,
    /// 1: the event was assessed since the notification of it, or since the start.
    pub assessed: u8,
    /// The response recommended by the last assessment, or CITYGATE_ABSENT.
    pub recommended: u8,
    /// To whom a deadline was missed, ever, whatever was sent or closed later.
    pub missed: u8,
    /// The warning that is proposed and waits to be issued, replaced or withdrawn, CITYGATE_WARNING_LEVEL_..., or
    /// CITYGATE_NONE.
    pub warning_proposed: u8,
    /// Who proposes it, CITYGATE_AUTHORITY_...; 0 if nobody does.
    pub warning_proposed_by: u8,
    /// 0.
    pub reserved: [u8; 3],
}
