//! The plan's other half: how serious an event is, who is warned, who responds, who is told by when, and the
//! record of it all.
//!
//! *The plan* is Jilin Province's natural-gas supply interruption emergency plan
//! (吉林省天然气供应中断事件应急预案, 吉政办函〔2024〕30号, 7 April 2024); its sections are cited at each rule. Where it
//! leaves a case open, the documentation says **Interpretation**.
//!
//! | part | what it answers | source |
//! |---|---|---|
//! | [`EmergencyPlan`] | by which plan | |
//! | [`grade()`], [`TrendWindow`] | how serious is it, by which criterion, why not worse | §1.5.1 |
//! | [`warning_level`], [`WarningState`] | which warning, what it brings, who lifts it | §3.3 |
//! | [`recommend`], [`lead`], [`transition`] | which response, who leads, who may start and end it | §1.5.2, §4.1, §4.6 |
//! | [`Reporting`], [`Report`], [`render_report`] | who is told what by when | §4.2 |
//! | [`DUTY_RULES`], [`Duties`] | what falls due for whom, by when, and is it done | §4.3 to §4.6, §5 |
//! | [`Clock`], [`Deadline`] | time that nothing turns back | |
//! | [`Journal`], [`verify`] | a record that cannot be altered unnoticed | §4.2 |
//! | [`n_minus_1`] | would the network stand the loss of its largest infrastructure | EU 2017/1938 |
//! | [`EventSession`] | all of it held together: nothing is decided without being recorded | |
//!
//! Everything is found directly here; the modules hold the reasoning: [the model of time](clock),
//! [the grades](mod@grade), [the trend](trend), [the response and its interpretations](response), [the record
//! format](journal).
//!
//! The parts are plain functions and values that know nothing of each other's callers; [`EventSession`] puts them
//! together for a station and is the only one that writes the journal. Nothing here allocates, recurses, panics or
//! uses floating point; every enumeration has permanent one-byte codes for records and the C ABI. Nothing depends on
//! the allocation; its totals are supplies like any others.

mod authority;
pub mod clock;
pub mod duty;
pub mod grade;
pub mod journal;
mod n_minus_1;
pub mod plan;
pub mod report;
pub mod response;
mod session;
mod text;
pub mod trend;
pub mod warning;

pub use authority::{Authority, AuthoritySet, Signatory};
pub use clock::{
    Clock, ClockReading, Deadline, Downtime, Instant, MAX_TICK_MS, ORIGIN_MS, Remaining, Tick, WALL_UNKNOWN,
};
pub use duty::{
    DUTIES_SAVED_LEN, DUTY_RULES, Duties, Duty, DutyDeadline, DutyHolder, DutyRule, DutySet, DutyStatus,
    DutyTrigger,
};
pub use grade::{
    Criterion, Evaluator, Grade, Grading, MOST_IMBALANCE_PPM, NetworkCondition, Situation, Trend, Unmet,
    UnmetSet, grade, imbalance_permille, imbalance_ppm,
};
pub use journal::{
    ClockEntry, GradedEntry, Journal, JournalEntry, JournalEntryKind, JournalError, JournalFault,
    JournalFaultKind, JournalHead, JournalKey, RECORD_LEN, Record, RecordBytes, RecordError, VerifiedJournal,
    Verifier, content_digest, verify,
};
pub use n_minus_1::{Infrastructure, NMinus1, NMinus1Error, VolumePerDay, n_minus_1};
pub use plan::{
    EmergencyPlan, GradeRow, GradeRule, ImbalanceBound, LevelRow, LevelRule, PlanError, PlanRules, PlanTable,
};
pub use report::{
    BufferTooSmall, ITEM_COUNT, ObligationStatus, Recipient, RecipientSet, Report, ReportFormat, ReportItem,
    ReportItemSet, ReportReceipt, Reporting, ReportingError, ReportingSettings, Sensitivity, SensitivitySet,
    recipients, render_report, reporters,
};
pub use response::{
    Action, ActionKind, ActionRemark, ActionRemarkSet, ActionRequest, AffectedArea, Government,
    Justification, Lead, Phase, Proposal, Recommendation, Refusal, Response, ResponseLevel, ResponseState,
    ResponseStatus, lead, needs_justification, recommend, transition, who_may, write_transitions,
};
pub use session::{
    Assessment, EventError, EventSession, EventSettings, Observation, RestoreError, SAVED_LEN,
    WALL_STEP_NOTICE_MS,
};
pub use trend::{
    SUDDEN_LOSS_PPM, SampleOutcome, TREND_MIN_SAMPLES, TREND_WINDOW, TrendEstimate, TrendSettings,
    TrendSource, TrendWindow,
};
pub use warning::{
    Measure, MeasureSet, Possibility, Warning, WarningAction, WarningLevel, WarningNotice, WarningReach,
    WarningRefusal, WarningState, warning_level,
};
