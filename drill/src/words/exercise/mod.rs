//! The words about an exercise: what happened, what was refused, what was due.

mod chinese;
mod english;

use citygate::event::{Criterion, EventError, JournalEntry, Measure, ReportItem, Response, WarningLevel};

pub(super) use chinese::WORDS as CHINESE;
pub(super) use english::WORDS as ENGLISH;

/// The words of one language about an exercise.
pub struct ExerciseWords {
    /// Word came.
    pub word: fn(text: &str) -> String,
    /// Word came so many minutes before it was entered.
    pub word_came_before: fn(minutes: u16) -> String,
    /// The supply is another.
    pub supply: fn(amount: &str) -> String,
    /// The demand of a class is so much of what the scenario states.
    pub demand: fn(class: &str, percent: &str) -> String,
    /// A warning of this level is issued, or the one in force is adjusted to it.
    pub warns: fn(level: &str) -> String,
    /// The warning is lifted.
    pub lifts: &'static str,
    /// On a ground.
    pub on_ground: fn(ground: &str) -> String,
    /// A report is sent; `late` is to whom it is late.
    pub reports: fn(number: u32, to: &str, late: Option<&str>) -> String,
    /// A report should be sent.
    pub reports_nothing: &'static str,
    /// The event is closed.
    pub closes: &'static str,
    /// A grade and the response that the plan calls for.
    pub graded: fn(grade: &str, criterion: &str, response: &str) -> String,
    /// No grade any more, or yet.
    pub not_graded: &'static str,
    /// More people are to be reported to.
    pub report_to: fn(recipients: &str) -> String,
    /// Reports are late.
    pub overdue: fn(recipients: &str) -> String,
    /// A step was refused.
    pub refused: fn(reason: &str) -> String,
    /// The reason of a refusal.
    pub refusal: fn(&EventError) -> String,
    /// A division of an authority, by number, and a person, by number; 0 is left out.
    pub signer: fn(authority: &str, division: u32, person: u32) -> String,
    /// Name of a kind of record in the journal.
    pub record: fn(&JournalEntry) -> &'static str,
    /// Name of an item of a report.
    pub item: fn(ReportItem) -> &'static str,
    /// A warning level in a word.
    pub warning_in_brief: fn(WarningLevel) -> &'static str,
    /// A response in two or three words.
    pub response_in_brief: fn(Response) -> String,
    /// What is in force, and what is proposed and not confirmed.
    pub pending: fn(in_force: &str, proposed: &str) -> String,
    /// A criterion in a word.
    pub criterion_in_brief: fn(Criterion) -> &'static str,
    /// Which users a table shows.
    pub most_withheld: fn(shown: usize, all: usize) -> String,
    /// Name of a measure of a warning.
    pub measure: fn(Measure) -> &'static str,

    /// The whole exercise in a sentence or two.
    pub summary: fn(&Summary) -> String,
    /// The hardest moment.
    pub hardest: fn(time: &str) -> String,
    /// How the journal is kept and checked.
    pub journal: fn(keyed: bool) -> &'static str,
    /// The items of reports as of the last one.
    pub items_as_of: fn(number: u32) -> String,

    /// Headings and labels.
    pub label: ExerciseLabels,
}

/// What is said of the whole exercise.
pub struct Summary<'a> {
    /// When it begins and ends.
    pub from: &'a str,
    /// See there.
    pub to: &'a str,
    /// The most serious grade, and from when on; `None` if there was none.
    pub worst: Option<(&'a str, &'a str)>,
    /// The most serious response that was in force, and since when.
    pub response: Option<(&'a str, &'a str)>,
    /// Who evaluates the event.
    pub evaluator: Option<&'a str>,
    /// The most that was curtailed, and when.
    pub curtailed: (&'a str, &'a str),
    /// What was wanted, kept, and that in percent.
    pub kept: (&'a str, &'a str, &'a str),
    /// Reports sent, and reports that were sent late or not at all.
    pub reports: (usize, usize),
    /// Steps that were refused.
    pub refused: usize,
}

/// Headings and labels about an exercise.
pub struct ExerciseLabels {
    /// What the report is.
    pub report: &'static str,
    /// The exercise in brief.
    pub summary: &'static str,
    /// The grades over time.
    pub grades: &'static str,
    /// Charts.
    pub supply_chart: &'static str,
    /// The supply.
    pub supply: &'static str,
    /// The demand.
    pub demand: &'static str,
    /// Normal supply.
    pub normal: &'static str,
    /// The bounds of the grades' imbalance.
    pub bounds: &'static str,
    /// Grade, warning, response as strips.
    pub strip_chart: &'static str,
    /// Proposed, not confirmed.
    pub proposed: &'static str,
    /// The share that each class keeps over time.
    pub class_chart: &'static str,
    /// When reports were due and sent.
    pub report_chart: &'static str,
    /// What the upright marks in the chart are.
    pub deadline_mark: &'static str,
    /// A report sent in time.
    pub in_time: &'static str,
    /// A report sent late.
    pub late: &'static str,
    /// A report not sent.
    pub not_sent: &'static str,
    /// A report that is not due yet.
    pub pending: &'static str,
    /// A report that is not due any more.
    pub ended: &'static str,
    /// Hours since the beginning.
    pub hours: &'static str,
    /// The course of events.
    pub course: &'static str,
    /// The time.
    pub time: &'static str,
    /// What happened.
    pub what: &'static str,
    /// Who.
    pub who: &'static str,
    /// What came of it.
    pub result: &'static str,
    /// It was done.
    pub done: &'static str,
    /// The response over time.
    pub responses: &'static str,
    /// An act.
    pub act: &'static str,
    /// The warnings.
    pub warnings: &'static str,
    /// The warning in force.
    pub warning: &'static str,
    /// No warning, no response.
    pub none: &'static str,
    /// What a warning sets in motion.
    pub measures: &'static str,
    /// Reports due and sent.
    pub reports_due: &'static str,
    /// To whom.
    pub recipients: &'static str,
    /// First report or follow-up.
    pub kind: &'static str,
    /// First report.
    pub first: &'static str,
    /// Follow-up.
    pub follow_up: &'static str,
    /// By when.
    pub due: &'static str,
    /// When it was sent.
    pub sent: &'static str,
    /// Reports as sent.
    pub reports_sent: &'static str,
    /// Number.
    pub number: &'static str,
    /// Items still missing.
    pub missing: &'static str,
    /// Fingerprint of a report.
    pub digest: &'static str,
    /// What each class kept.
    pub kept_by_class: &'static str,
    /// What each user kept.
    pub kept_by_user: &'static str,
    /// Volume wanted.
    pub wanted: &'static str,
    /// Volume kept.
    pub kept: &'static str,
    /// The smallest share.
    pub lowest: &'static str,
    /// The journal.
    pub journal: &'static str,
    /// The head of the journal.
    pub head: &'static str,
    /// A record.
    pub record: &'static str,
    /// The state at the beginning.
    pub beginning: &'static str,
}
