//! Structures of the event rules as C sees them.

use core::ffi::c_char;

use super::super::POINTER;

/// Who signs: an authority, which one of its kind, and a person.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateSignatory {
    /// Which one of its kind: its administrative division code (GB/T 2260, for example 220100) or any number that
    /// the caller keeps a register of; 0 when there is only one.
    pub division: u32,
    /// The person, by number in a register that the caller keeps; 0 when it is not a person.
    pub person: u32,
    /// One of CITYGATE_AUTHORITY_....
    pub authority: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// SHA-256 of a text or file that belongs to a record and is stored elsewhere.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateDigest {
    /// The digest; all zero says that there is none.
    pub bytes: [u8; 32],
}

/// A key that makes records impossible to forge for whoever does not have it: from a good source of randomness.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateKey {
    /// The key.
    pub bytes: [u8; 32],
}

/// A moment on the station's time line. Only moments of the same gaps are so many milliseconds apart.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateInstant {
    /// Milliseconds since an arbitrary origin; never runs backwards.
    pub ms: u64,
    /// How many times an unknown while was lost before.
    pub gaps: u32,
    /// 0.
    pub reserved: u32,
}

/// What an event is graded by.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateSituation {
    /// Normal supply of the network. 0: not known; the imbalance cannot be judged then.
    pub normal_supply_dm3_per_h: u64,
    /// Available supply. More than the normal supply is no imbalance.
    pub available_supply_dm3_per_h: u64,
    /// For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
    pub interruption_min: u32,
    /// One of CITYGATE_TREND_....
    pub trend: u8,
    /// One of CITYGATE_NETWORK_....
    pub network: u8,
    /// 0.
    pub reserved: u16,
}

/// A grade and its reasons.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateGrading {
    /// The imbalance in millionths of the normal supply, rounded down: what citygate_trend_push takes.
    pub imbalance_ppm: u32,
    /// The imbalance in thousandths, rounded down: for reports. No decision uses it.
    pub imbalance_permille: u16,
    /// One of CITYGATE_GRADE_..., or CITYGATE_NONE.
    pub grade: u8,
    /// Which criterion gave the grade, CITYGATE_CRITERION_..., or CITYGATE_NONE.
    pub criterion: u8,
    /// The grade by imbalance alone, or CITYGATE_NONE.
    pub by_imbalance: u8,
    /// The grade by interruption alone, or CITYGATE_NONE.
    pub by_interruption: u8,
    /// The next more serious grade, or CITYGATE_NONE above grade I.
    pub next: u8,
    /// What keeps it from that grade, as bits CITYGATE_UNMET_...: unmet conditions of both criteria. Meeting all of
    /// either criterion would raise the grade.
    pub unmet: u8,
    /// Who evaluates the event afterwards, CITYGATE_EVALUATOR_..., or CITYGATE_ABSENT without a grade.
    pub evaluator: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// The response that the plan calls for. It starts nothing.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateRecommendation {
    /// One of CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
    pub response: u8,
    /// Its level, CITYGATE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// The government that leads, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
    pub government: u8,
    /// 1: the governments concerned may answer jointly instead.
    pub jointly_possible: u8,
    /// 1: the event is beyond the province; the State Council is asked for support.
    pub ask_state_council: u8,
    /// Who may propose it when nothing is in force; bit n stands for authority n.
    pub proposers: u8,
    /// Who starts it when nothing is in force; bit n stands for authority n.
    pub starters: u8,
    /// 1: to start it takes a ground.
    pub needs_ground: u8,
}

/// The figures of the N-1 formula, all in one unit of volume per day.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateInfrastructure {
    /// EPm: capacity of the entry points other than production, LNG and storage.
    pub entry_points_m3_per_d: u64,
    /// Pm: production that can be delivered to the entry points.
    pub production_m3_per_d: u64,
    /// Sm: deliverability of the storages.
    pub storage_m3_per_d: u64,
    /// LNGm: send-out of the LNG facilities.
    pub lng_m3_per_d: u64,
    /// Im: capacity of the single largest infrastructure, one of those counted above.
    pub largest_m3_per_d: u64,
    /// Dmax: demand on a day of exceptionally high demand, statistically once in 20 years.
    pub peak_demand_m3_per_d: u64,
}

/// The result of the N-1 formula.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateNMinus_1 {
    /// Capacity that is left without the largest infrastructure.
    pub remaining_m3_per_d: u64,
    /// Peak demand.
    pub peak_demand_m3_per_d: u64,
    /// Their ratio in thousandths, rounded down: it never shows 1000 when the standard is missed.
    pub permille: u64,
    /// 1: the ratio is at least 100 %, compared exactly.
    pub is_met: u32,
    /// 0.
    pub reserved: u32,
}

/// How a deadline stands.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateDue {
    /// Milliseconds left (CITYGATE_DUE_PENDING) or late (CITYGATE_DUE_OVERDUE); otherwise 0.
    pub ms: u64,
    /// One of CITYGATE_DUE_....
    pub due: u8,
    /// 0.
    pub reserved: [u8; 7],
}

/// A state of the response, taken apart.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateResponseState {
    /// The code of the state: what records hold and citygate_response_step takes.
    pub state: u8,
    /// One of CITYGATE_PHASE_....
    pub phase: u8,
    /// The response in force, CITYGATE_RESPONSE_..., or CITYGATE_ABSENT.
    pub in_force: u8,
    /// Its level, CITYGATE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// The response whose transition is going on, or CITYGATE_ABSENT.
    pub in_transition: u8,
    /// The response proposed, or CITYGATE_ABSENT.
    pub proposed: u8,
    /// 1: the end is proposed.
    pub end_proposed: u8,
    /// 0.
    pub reserved: u8,
}

/// An act of the response that somebody asks for.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateRequest {
    /// Who asks. The authority decides; division and person are for the record.
    pub by: CitygateSignatory,
    /// One of CITYGATE_ACT_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
    pub act: u8,
    /// On which ground, CITYGATE_GROUND_..., or CITYGATE_NONE.
    pub ground: u8,
    /// For declaring the end. 1: the event is dealt with (事件处置完毕); otherwise 0.
    pub dealt_with: u8,
    /// For declaring the end. 1: supply to the affected area is restored (恢复供气); otherwise 0.
    pub supply_restored: u8,
}

/// How the trend is measured.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateTrendSettings {
    /// Samples closer than this to another are passed over, so that one may be offered at every scan. 1 or more.
    pub spacing_ms: u32,
    /// After a longer pause the window starts anew, and an older newest sample is stale. spacing_ms or more.
    pub max_gap_ms: u32,
    /// Slopes up to this size count as steady. 0 to 1000000.
    pub dead_band_ppm_per_h: u32,
}

/// What a trend window says.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateTrendEstimate {
    /// One of CITYGATE_TREND_..., or CITYGATE_ABSENT: fewer than 5 samples, or the newest is stale.
    pub trend: u8,
    /// Samples in the window.
    pub samples: u8,
    /// Pairs of samples, each with a slope.
    pub pairs: u8,
    /// Slopes above the dead band; widening when these are half of all or more.
    pub rising: u8,
    /// Slopes below the negative dead band; narrowing when these are more than half.
    pub falling: u8,
    /// 0.
    pub reserved: [u8; 3],
}

/// Storage for a trend window; its content is the library's. Declare it static, open it with citygate_trend_open
/// and leave it where it is.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateTrend {
    /// The library's.
    pub words: [u64; 32],
}

/// Where a chain of records stands.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateHead {
    /// The number of records before it: the next record's sequence number. 0 with a zero tag is the start.
    pub next: u64,
    /// The tag of the last record; zeros when there is none.
    pub tag: [u8; 32],
}

/// A record of the journal, to be stored as it is.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateRecord {
    /// The record. The format is stated in the library's documentation of the journal.
    pub bytes: [u8; 120],
}

/// What a record says.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEntry {
    /// The record's number, from 0 without holes.
    pub sequence: u64,
    /// When it was written, on the station's time line.
    pub ms: u64,
    /// What the wall clock showed then: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
    pub wall_ms: u64,
    /// n0 to n5: see CITYGATE_ENTRY_.... A signatory holds its division in the upper and its person in the lower 32
    /// bits; a digest is four little-endian numbers.
    pub numbers: [u64; 6],
    /// Gaps of the time line before it.
    pub gaps: u32,
    /// One of CITYGATE_ENTRY_....
    pub kind: u8,
    /// 1: the journal is kept with a key.
    pub keyed: u8,
    /// 0.
    pub reserved: u16,
    /// c0 to c7: see CITYGATE_ENTRY_.... Absent codes are CITYGATE_NONE or CITYGATE_ABSENT.
    pub codes: [u8; 8],
}

/// What a sound piece of a journal holds.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateVerified {
    /// How many records.
    pub records: u64,
    /// How many entries the journal itself says were lost, in the ring or at a restart.
    pub lost: u64,
    /// The head after the last record: keep it, or give it as the start of the next piece.
    pub head: CitygateHead,
}

/// The first fault in a piece of a journal.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateJournalFault {
    /// The record, counted in the piece from 0.
    pub record: u64,
    /// Where it begins in the piece, in bytes.
    pub offset: u64,
    /// The sequence number that has to come here.
    pub expected: u64,
    /// _SEQUENCE: the sequence number found. _VERSION: the version or kind found. _INCOMPLETE: how many bytes of the
    /// record there are. _TRUNCATED: how many records are missing. Otherwise 0.
    pub found: u64,
}

/// A report: the plan's items in the caller's words, and what the engine knows. Memory set to zero is a valid report
/// in which everything is missing; PERMILLE_UNKNOWN leaves the imbalance out.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateReport {
    /// The texts by CITYGATE_ITEM_..., UTF-8, no terminating NUL needed; may be NULL where the length is 0.
    pub texts: [*const c_char; 13],
    /// Their lengths in bytes; 0: missing.
    pub text_lengths: [u32; 13],
    /// The report's number in the event: 1 is the first report, larger ones are follow-ups.
    pub number: u32,
    /// The imbalance in thousandths, or CITYGATE_PERMILLE_UNKNOWN.
    pub imbalance_permille: u16,
    /// The event's grade, CITYGATE_GRADE_..., or CITYGATE_NONE.
    pub grade: u8,
    /// The level of the response in force, CITYGATE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
    pub sensitivity: u8,
    /// To whom the report goes, as bits CITYGATE_RECIPIENT_....
    pub recipients: u8,
    /// 0.
    pub reserved: u16,
}

/// What a station sets once. Fill it in with citygate_event_settings_default, then change what differs.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEventSettings {
    /// The caller's number for the station, for the journal.
    pub station: u64,
    /// How the trend is measured.
    pub trend: CitygateTrendSettings,
    /// Minutes between a report and the next one to the same recipient, 1 to 1440.
    pub follow_up_min: u16,
    /// Minutes until grades I and II and sensitive events are reported upwards, 0 to 60.
    pub prompt_min: u16,
    /// The journal's key, if has_key is 1.
    pub key: CitygateKey,
    /// 1: the journal is kept with the key; 0: without one.
    pub has_key: u8,
    /// 0.
    pub reserved: [u8; 7],
}

/// Storage for an event; its content is the library's. Declare it static, open it with citygate_event_open or
/// citygate_event_restore and leave it where it is.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEvent {
    /// The library's.
    pub words: [u64; 72],
}

/// A saved event, to be stored where it survives a restart.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEventSaved {
    /// The saved event; it is sealed, so a torn or altered one is found out.
    pub bytes: [u8; 195],
}

/// What the clock found.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateTick {
    /// By how much the wall clock is ahead (positive) or behind of where the counter says it should be; 0 when not
    /// known. The time line does not follow it.
    pub wall_step_ms: i64,
    /// How long the clock had stopped, if outage is CITYGATE_OUTAGE_ACCOUNTED; otherwise 0.
    pub outage_ms: u64,
    /// One of CITYGATE_OUTAGE_....
    pub outage: u8,
    /// Whose reports became overdue, or may have, since the last tick, as bits CITYGATE_RECIPIENT_....
    pub overdue: u8,
    /// 1: save the event now, the wall clock was set or the clock had stopped.
    pub save: u8,
    /// 0.
    pub reserved: [u8; 5],
}

/// What is known of the event now.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateObservation {
    /// Normal supply of the network. 0: not known.
    pub normal_supply_dm3_per_h: u64,
    /// Available supply.
    pub available_supply_dm3_per_h: u64,
    /// For how long main downstream users are, or may be, without gas in an unplanned outage; 0 without one.
    pub interruption_min: u32,
    /// The trend where the operator states it, CITYGATE_TREND_...; CITYGATE_ABSENT: it is measured.
    pub trend: u8,
    /// One of CITYGATE_NETWORK_....
    pub network: u8,
    /// One of CITYGATE_EXTENT_....
    pub extent: u8,
    /// The highest government whose means are exceeded, CITYGATE_GOVERNMENT_..., or CITYGATE_ABSENT.
    pub exceeded: u8,
    /// What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
    pub sensitivity: u8,
    /// 0.
    pub reserved: [u8; 7],
}

/// What follows from an observation.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateAssessment {
    /// The grade and its reasons.
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
    /// 0.
    pub reserved: u8,
}

/// What the deadlines say of a report that was sent.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateReceipt {
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
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateEventStatus {
    /// The present moment, as of the last tick.
    pub now: CitygateInstant,
    /// When word of the event was received; 0 if event is CITYGATE_EVENT_NONE.
    pub received: CitygateInstant,
    /// What the wall clock showed at the last tick: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
    pub wall_ms: u64,
    /// Until the next report is due; 0: one is due now or late; CITYGATE_NEVER_MS: none is owed.
    pub next_due_ms: u64,
    /// Entries lost because the ring was full, not yet recorded as lost.
    pub lost_entries: u64,
    /// Where the journal stands, records still in the ring included.
    pub head: CitygateHead,
    /// How the report to each recipient stands, in the order of the bits CITYGATE_RECIPIENT_....
    pub due: [CitygateDue; 5],
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
    /// The warning in force, CITYGATE_WARNING_..., or CITYGATE_NONE.
    pub warning: u8,
    /// Who is to be reported to, as bits CITYGATE_RECIPIENT_....
    pub recipients: u8,
    /// Who has not had the first report that is owed.
    pub first_reports_owed: u8,
    /// To whom a report has to go out now: it is late, or may be.
    pub alarms: u8,
    /// The grade of the last assessment, or CITYGATE_NONE; also while assessed is 0.
    pub grade: u8,
    /// The imbalance of the last assessment, or CITYGATE_PERMILLE_UNKNOWN.
    pub imbalance_permille: u16,
    /// 1: the event was assessed since word of it was received, or since the start.
    pub assessed: u8,
    /// The response recommended by the last assessment, or CITYGATE_ABSENT.
    pub recommended: u8,
    /// 0.
    pub reserved: [u8; 6],
}

layout!(CitygateSignatory, size 12, division at 0, person at 4, authority at 8, reserved at 9);
layout!(CitygateDigest, size 32, bytes at 0);
layout!(CitygateKey, size 32, bytes at 0);
layout!(CitygateInstant, size 16, ms at 0, gaps at 8, reserved at 12);
layout!(CitygateSituation, size 24, normal_supply_dm3_per_h at 0, available_supply_dm3_per_h at 8,
    interruption_min at 16, trend at 20, network at 21, reserved at 22);
layout!(CitygateGrading, size 16, imbalance_ppm at 0, imbalance_permille at 4, grade at 6, criterion at 7,
    by_imbalance at 8, by_interruption at 9, next at 10, unmet at 11, evaluator at 12, reserved at 13);
layout!(CitygateRecommendation, size 8, response at 0, level at 1, government at 2, jointly_possible at 3,
    ask_state_council at 4, proposers at 5, starters at 6, needs_ground at 7);
layout!(CitygateInfrastructure, size 48, entry_points_m3_per_d at 0, production_m3_per_d at 8,
    storage_m3_per_d at 16, lng_m3_per_d at 24, largest_m3_per_d at 32, peak_demand_m3_per_d at 40);
layout!(CitygateNMinus_1, size 32, remaining_m3_per_d at 0, peak_demand_m3_per_d at 8, permille at 16, is_met at 24,
    reserved at 28);
layout!(CitygateDue, size 16, ms at 0, due at 8, reserved at 9);
layout!(CitygateResponseState, size 8, state at 0, phase at 1, in_force at 2, level at 3, in_transition at 4,
    proposed at 5, end_proposed at 6, reserved at 7);
layout!(CitygateRequest, size 16, by at 0, act at 12, ground at 13, dealt_with at 14, supply_restored at 15);
layout!(CitygateTrendSettings, size 12, spacing_ms at 0, max_gap_ms at 4, dead_band_ppm_per_h at 8);
layout!(CitygateTrendEstimate, size 8, trend at 0, samples at 1, pairs at 2, rising at 3, falling at 4,
    reserved at 5);
layout!(CitygateTrend, size 256, words at 0);
layout!(CitygateHead, size 40, next at 0, tag at 8);
layout!(CitygateRecord, size 120, bytes at 0);
layout!(CitygateEntry, size 88, sequence at 0, ms at 8, wall_ms at 16, numbers at 24, gaps at 72, kind at 76,
    keyed at 77, reserved at 78, codes at 80);
layout!(CitygateVerified, size 56, records at 0, lost at 8, head at 16);
layout!(CitygateJournalFault, size 32, record at 0, offset at 8, expected at 16, found at 24);
layout!(CitygateReport, size 13 * POINTER + 64, texts at 0, text_lengths at 13 * POINTER,
    number at 13 * POINTER + 52, imbalance_permille at 13 * POINTER + 56, grade at 13 * POINTER + 58,
    level at 13 * POINTER + 59, sensitivity at 13 * POINTER + 60, recipients at 13 * POINTER + 61,
    reserved at 13 * POINTER + 62);
layout!(CitygateEventSettings, size 64, station at 0, trend at 8, follow_up_min at 20, prompt_min at 22, key at 24,
    has_key at 56, reserved at 57);
layout!(CitygateEvent, size 576, words at 0);
layout!(CitygateEventSaved, size 195, bytes at 0);
layout!(CitygateTick, size 24, wall_step_ms at 0, outage_ms at 8, outage at 16, overdue at 17, save at 18,
    reserved at 19);
layout!(CitygateObservation, size 32, normal_supply_dm3_per_h at 0, available_supply_dm3_per_h at 8,
    interruption_min at 16, trend at 20, network at 21, extent at 22, exceeded at 23, sensitivity at 24,
    reserved at 25);
layout!(CitygateAssessment, size 36, grading at 0, recommendation at 16, estimate at 24, trend at 32,
    trend_source at 33, report_to at 34, reserved at 35);
layout!(CitygateReceipt, size 16, late_by_ms at 0, number at 8, to at 12, late at 13, time_lost at 14,
    reserved at 15);
layout!(CitygateEventStatus, size 224, now at 0, received at 16, wall_ms at 32, next_due_ms at 40,
    lost_entries at 48, head at 56, due at 96, reports_sent at 176, ring_records at 180, pending_records at 184,
    warning_issuer at 188, response at 200, event at 208, warning at 209, recipients at 210,
    first_reports_owed at 211, alarms at 212, grade at 213, imbalance_permille at 214, assessed at 216,
    recommended at 217, reserved at 218);
