//! One field for each text that people read; each language fills them all: one without does not compile.

use citygate::event::{
    ActionKind, ActionRemark, AffectedArea, Authority, Criterion, Duty, DutyHolder, Evaluator, EventError,
    Government, Grade, JournalEntry, Justification, Measure, NetworkCondition, Phase, Recipient, ReportItem,
    Response, Sensitivity, Trend, TrendSource, Unmet, WarningLevel,
};
use citygate::horizon::Spread;
use citygate::policy::regimes::Notes;
use citygate::policy::{Rotation, Share, Target};
use citygate::user::SupplyClass;

use super::notice::NoticeMessages;
use super::outages::OutageMessages;
use super::reading::catalogue::ReadingMessages;
use super::station::StationMessages;
use super::tool::ToolMessages;
use crate::local_text::LocalText;
use crate::scenario::linepack::PressureKind;

/// All texts of one language.
pub struct Messages {
    pub tag: &'static str,
    /// The text of the language.
    pub local: fn(&LocalText) -> &str,
    pub class: fn(SupplyClass) -> &'static str,
    pub share: fn(Share) -> &'static str,
    /// How a rotating step takes turns.
    pub rotation: fn(share: &str, Rotation) -> String,
    pub target: fn(Target) -> String,
    pub every_class: &'static str,
    pub list: fn(&[&str]) -> String,
    pub notes: fn(&'static Notes) -> NoteMessages,
    pub trend: fn(Trend) -> &'static str,
    pub network_condition: fn(NetworkCondition) -> &'static str,
    pub attribute: for<'n> fn(&'n str, Option<&'static str>) -> &'n str,
    pub unit: fn(&str) -> String,
    pub amount: fn(figure: &str, unit: &str) -> String,
    pub colon: &'static str,
    pub aside: fn(name: &str, aside: &str) -> String,
    pub granted_of: fn(granted: &str, demand: &str, share: &str) -> String,
    pub with: fn(&str) -> String,
    pub without: fn(&str) -> String,
    pub step: fn(whom: &str, target: &str, share: &str) -> String,
    /// Where a step stands in the supply order.
    pub place: fn(usize) -> String,
    pub furnace_minimum: &'static str,
    pub minimum_of_users: &'static str,
    pub of_so_much: fn(what: &str, amount: &str) -> String,
    pub minimum_unmet: fn(minimum: &str) -> String,
    pub alarm: fn(minimum: &str, users: &str) -> String,

    pub wants_nothing: &'static str,
    pub satisfied: &'static str,
    pub step_is_short: fn(step: &str) -> String,
    pub step_gets_nothing: fn(step: &str) -> String,
    pub does_not_fit_whole: fn(step: &str) -> String,
    pub node_is_full: fn(node: &str, step: &str) -> String,
    pub node_brings_too_little: fn(node: &str, step: &str) -> String,
    pub minimums_do_not_fit: fn(step: &str) -> String,
    pub minimum_does_not_fit: fn(minimum: &str, step: &str) -> String,
    pub not_eligible: &'static str,
    pub stopped: &'static str,
    pub by_order: fn(amount: &str) -> String,
    pub of_it_by_order: fn(amount: &str) -> String,

    pub all_served: fn(demand: &str, supply: &str) -> String,
    pub decision: fn(demand: &str, served: &str, share: &str, classes: &str) -> String,
    pub in_full: fn(classes: &str) -> String,
    pub in_part: fn(class: &str, share: &str) -> String,
    pub cut_off: fn(classes: &str) -> String,
    pub semicolon: &'static str,
    pub comma: &'static str,
    pub and_more: fn(&[&str], more: usize) -> String,
    pub full_stop: &'static str,
    pub left_over: fn(unused: &str) -> String,

    pub event: EventMessages,
    pub exercise: ExerciseMessages,

    pub label: Labels,
    pub network: &'static NetworkMessages,
    pub reading: &'static ReadingMessages,
    pub horizon: &'static HorizonMessages,
    pub linepack: &'static LinepackMessages,
    pub notice: &'static NoticeMessages,
    pub outages: &'static OutageMessages,
    pub station: &'static StationMessages,
    pub tool: &'static ToolMessages,
}

/// The notes on a built-in supply order in one language.
pub struct NoteMessages {
    pub title: &'static str,
    pub source: &'static str,
    pub leaves_out: Option<&'static str>,
    pub steps: &'static [&'static str],
}

/// Headings of columns, names of figures.
pub struct Labels {
    pub report: &'static str,
    pub source: &'static str,
    pub policy: &'static str,
    pub policy_source: &'static str,
    pub policy_leaves_out: &'static str,
    pub policy_stated: &'static str,
    pub unit: &'static str,
    pub figures: &'static str,
    /// How figures are rounded for people.
    pub rounding: &'static str,
    pub file: &'static str,
    pub tool: &'static str,
    pub decision: &'static str,
    pub totals: &'static str,
    pub supply: &'static str,
    pub normal_supply: &'static str,
    pub demand: &'static str,
    pub served: &'static str,
    pub curtailed: &'static str,
    pub by_order: &'static str,
    pub unused: &'static str,
    pub by_class: &'static str,
    pub by_user: &'static str,
    pub user: &'static str,
    pub class: &'static str,
    pub granted: &'static str,
    pub share: &'static str,
    pub why: &'static str,
    pub who_keeps_what: &'static str,
    pub steps: &'static str,
    pub step: &'static str,
    pub serves: &'static str,
    pub citation: &'static str,
    pub short_steps: &'static str,
    pub asked: &'static str,
    pub input: &'static str,
    pub trend: &'static str,
    pub network: &'static str,
    pub interruption: &'static str,
    pub hours: fn(&str) -> String,
    pub regions: &'static str,
    pub minimum: &'static str,
    pub base: &'static str,
    pub weight: &'static str,
    pub rank: &'static str,
    pub on_off: &'static str,
    pub yes: &'static str,
    pub cumulative_curtailment: &'static str,
    pub attributes: &'static str,
    pub total: &'static str,
    pub others: fn(count: usize) -> String,
    pub most_curtailed: fn(shown: usize, all: usize) -> String,
    pub charted: fn(shown: usize, all: usize, others_curtailed: &str) -> String,
    pub resolution: fn(resolution: &str) -> String,
    pub rounded: fn(count: usize) -> String,
    pub proposal: &'static str,
    pub signatures: [&'static str; 4],
}

/// About an event.
pub struct EventMessages {
    pub grade: fn(Grade) -> &'static str,
    pub criterion: fn(Criterion) -> &'static str,
    pub unmet: fn(Unmet) -> &'static str,
    pub trend_source: fn(TrendSource) -> &'static str,
    pub response: fn(Response) -> &'static str,
    pub government: fn(Government) -> &'static str,
    pub affected_area: fn(AffectedArea) -> &'static str,
    pub sensitivity: fn(Sensitivity) -> &'static str,
    pub recipient: fn(Recipient) -> &'static str,
    pub evaluator: fn(Evaluator) -> &'static str,
    pub authority: fn(Authority) -> &'static str,
    pub phase: fn(Phase) -> &'static str,
    pub action: fn(ActionKind) -> &'static str,
    pub justification: fn(Justification) -> &'static str,
    pub warning: fn(WarningLevel) -> &'static str,

    pub graded: fn(grade: &str, criterion: &str) -> String,
    pub not_graded: &'static str,
    pub citation: &'static str,
    pub judged_by: fn(&Basis) -> String,
    pub not_stated: &'static str,
    pub computed: &'static str,
    pub plan: fn(title: &str, scope: &str, figures_are_stated: bool) -> String,
    pub if_at_risk: fn(grade: &str) -> String,
    pub interruption_contradicts: fn(stated: &str, computed: &str) -> String,
    pub why_not: fn(next: &str, reasons: &str) -> String,
    pub most_serious: &'static str,
    pub calls_for: fn(response: &str, proposers: &str, starter: &str) -> String,
    pub jointly: fn(governments: &str) -> String,
    pub supports_instead: fn(government: &str) -> String,
    pub ask_state_council: &'static str,
    pub first_report: fn(minutes: u64, recipients: &str) -> String,

    pub label: EventLabels,
}

/// What a grade was judged by, each with its unit.
pub struct Basis<'a> {
    pub imbalance: (&'a str, &'a str),
    pub missing: (&'a str, &'a str),
    pub trend: &'a str,
    pub network: &'a str,
    pub interruption: &'a str,
}

/// Headings and labels about an event.
pub struct EventLabels {
    pub event: &'static str,
    pub grade: &'static str,
    pub plan: &'static str,
    pub basis: &'static str,
    pub doubt: &'static str,
    pub planned: &'static str,
    pub why_not: &'static str,
    pub response: &'static str,
    pub reports: &'static str,
    pub imbalance: &'static str,
    pub affected_area: &'static str,
    pub exceeded: &'static str,
    pub sensitivity: &'static str,
}

/// About an exercise.
pub struct ExerciseMessages {
    pub notification: fn(text: &str) -> String,
    pub received_before: fn(minutes: u16) -> String,
    pub supply: fn(amount: &str) -> String,
    pub demand: fn(class: &str, percent: &str) -> String,
    pub stops: fn(class: &str) -> String,
    pub delivered: fn(volume: &str) -> String,
    pub withdrawal: fn(amount: &str) -> String,
    pub storage_at_reserve: &'static str,
    pub turn: &'static str,
    pub warns: fn(level: &str) -> String,
    pub lifts: &'static str,
    pub lifts_what_is_called_for: fn(level: &str) -> String,
    pub proposes_warning: fn(level: &str) -> String,
    pub withdraws_warning: &'static str,
    pub one_or_several: &'static str,
    pub justified_by: fn(justification: &str) -> String,
    pub reports: fn(number: u32, to: &str, late: Option<&str>) -> String,
    /// A report to the recipients of the one before it.
    pub reports_again: fn(number: u32, late: Option<&str>) -> String,
    pub reports_nothing: &'static str,
    pub closes: &'static str,
    pub does: fn(duty: &str) -> String,
    pub duty: fn(Duty) -> &'static str,
    pub holder: fn(DutyHolder) -> &'static str,
    pub graded: fn(grade: &str, criterion: &str, response: &str) -> String,
    pub stands: fn(grade: &str, met: Option<&str>) -> String,
    pub grade_stated: fn(grade: Option<&str>) -> String,
    pub not_graded: &'static str,
    pub report_to: fn(recipients: &str) -> String,
    pub overdue: fn(recipients: &str) -> String,
    pub refused: fn(reason: &str) -> String,
    pub refusal: fn(&EventError) -> String,
    pub signer: fn(authority: &str, division: u32, person: u32) -> String,
    pub record: fn(&JournalEntry) -> &'static str,
    pub item: fn(ReportItem) -> &'static str,
    pub warning_in_brief: fn(WarningLevel) -> &'static str,
    pub proposed_in_brief: fn(level: &str) -> String,
    pub response_in_brief: fn(Response) -> String,
    pub pending: fn(in_force: &str, proposed: &str) -> String,
    pub criterion_in_brief: fn(Criterion) -> &'static str,
    pub grade_in_brief: fn(Grade) -> &'static str,
    pub closed_with_items_open: &'static str,
    pub most_curtailed: fn(shown: usize, all: usize) -> String,
    pub measure: fn(Measure) -> &'static str,

    pub summary: fn(&Summary) -> String,
    pub peak_curtailment: fn(time: &str) -> String,
    pub journal: fn(keyed: bool) -> &'static str,
    pub items_as_of: fn(number: u32) -> String,
    pub action_remark: fn(ActionRemark) -> &'static str,
    pub final_report_incomplete: fn(number: u32, missing: &str) -> String,
    pub off_too_long: fn(users: &str) -> String,

    pub label: ExerciseLabels,
}

/// What is said of the whole exercise.
pub struct Summary<'a> {
    pub from: &'a str,
    pub to: &'a str,
    /// The most serious grade, and from when on.
    pub worst: Option<(&'a str, &'a str)>,
    /// The most serious response in force, and since when.
    pub response: Option<(&'a str, &'a str)>,
    pub evaluator: Option<&'a str>,
    /// The most that was curtailed, and when.
    pub curtailed: (&'a str, &'a str),
    /// Volume wanted, kept, and that in percent.
    pub kept: (&'a str, &'a str, &'a str),
    /// Reports sent, and reports that were sent late or not at all.
    pub reports: (usize, usize),
    pub refused: usize,
}

/// Headings and labels about an exercise.
pub struct ExerciseLabels {
    pub report: &'static str,
    pub summary: &'static str,
    pub grades: &'static str,
    pub supply_chart: &'static str,
    pub supply: &'static str,
    pub demand: &'static str,
    pub normal: &'static str,
    pub bounds: &'static str,
    pub strip_chart: &'static str,
    pub proposed: &'static str,
    pub class_chart: &'static str,
    pub deadline_mark: &'static str,
    pub in_time: &'static str,
    pub late: &'static str,
    pub not_sent: &'static str,
    pub pending: &'static str,
    pub ended: &'static str,
    pub hours: &'static str,
    pub course: &'static str,
    pub time: &'static str,
    pub what: &'static str,
    pub who: &'static str,
    pub result: &'static str,
    pub done: &'static str,
    pub responses: &'static str,
    pub action: &'static str,
    pub warnings: &'static str,
    pub warning: &'static str,
    pub none: &'static str,
    pub measures: &'static str,
    pub measures_as_before: &'static str,
    pub reports_due: &'static str,
    pub recipients: &'static str,
    pub kind: &'static str,
    pub first: &'static str,
    pub follow_up: &'static str,
    pub last: &'static str,
    pub remarks: &'static str,
    pub duties: &'static str,
    pub duty: &'static str,
    pub whose: &'static str,
    pub section: &'static str,
    pub since: &'static str,
    pub done_late: &'static str,
    pub not_done: &'static str,
    pub open: &'static str,
    pub termination: &'static str,
    pub due: &'static str,
    pub sent: &'static str,
    pub reports_sent: &'static str,
    pub number: &'static str,
    pub missing: &'static str,
    pub same: &'static str,
    pub digest: &'static str,
    pub kept_by_class: &'static str,
    pub kept_by_user: &'static str,
    pub wanted: &'static str,
    pub kept: &'static str,
    pub lowest: &'static str,
    pub journal: &'static str,
    pub head: &'static str,
    pub record: &'static str,
    pub beginning: &'static str,
    pub storage: &'static str,
    pub survival: &'static str,
}

/// About the hours ahead.
pub struct HorizonMessages {
    pub heading: &'static str,
    pub off_too_long: fn(reason: &str) -> String,
    pub horizon: &'static str,
    pub periods: fn(count: usize, hours: &str, together: &str) -> String,
    pub shortage: &'static str,
    pub spread: fn(Spread) -> &'static str,
    pub flows: fn(unit: &str) -> String,
    pub stock_at_first: &'static str,
    pub reserve: &'static str,
    pub withdrawal: &'static str,
    pub deliveries: &'static str,
    pub by_class: &'static str,
    pub unmet: &'static str,
    pub without_storage: &'static str,
    pub stock: &'static str,
    pub hours: &'static str,
    pub outlook: &'static str,
    pub first_touched: &'static str,
    pub cut_off: &'static str,
    pub after: fn(hours: &str) -> String,
    pub at_once: &'static str,
    pub never: &'static str,
    pub period_by_period: &'static str,
    pub begins: &'static str,
    pub from_to: fn(from: &str, to: &str) -> String,
    pub supply: &'static str,
    pub withdrawn: &'static str,
    pub stock_at_last: &'static str,
    pub added_up: fn(periods: usize) -> String,
    /// Gas that is left over in periods; whether users fall short in others.
    pub left_over: fn(unused: &str, is_short_elsewhere: bool) -> String,
    pub left_in_storage: fn(unused: &str) -> String,
    pub short_for: fn(hours: &str, why: &str) -> String,
    pub binding_for: &'static str,
}

/// About linepack.
pub struct LinepackMessages {
    pub heading: &'static str,
    pub usable: &'static str,
    pub pipe: fn(number: usize) -> String,
    pub in_full: &'static str,
    pub as_granted: &'static str,
    pub at_most_withdrawn: &'static str,
    /// Pressures in MPa: the mean, or upstream and downstream.
    pub pressure: fn(mpa: &[f64], kind: PressureKind) -> String,
    pub minimum_pressures: &'static str,
    pub gives: fn(volume: &str, until: &str) -> String,
    pub lasts: fn(needed: &str, hours: u64, minutes: u64, until: &str) -> String,
    pub lasts_through: fn(needed: &str) -> String,
    pub not_drawn: &'static str,
    pub at_most: fn(lasts: &str, most: &str) -> String,
}

/// A list of figures.
pub fn figures(figures: &[f64], separator: &str) -> String {
    figures.iter().map(f64::to_string).collect::<Vec<_>>().join(separator)
}

/// About a tree of nodes.
pub struct NetworkMessages {
    pub heading: &'static str,
    pub node: &'static str,
    pub capacity: &'static str,
    pub no_limit: &'static str,
    pub load: &'static str,
    pub used: &'static str,
    pub source: &'static str,
    pub of: fn(part: &str, whole: &str) -> String,
    pub holds_back: &'static str,
    pub capacity_is_cause: fn(nodes: &str) -> String,
    pub left_over: fn(unused: &str) -> String,
    pub full: &'static str,
    pub minimum_does_not_fit: fn(minimum: &str, step: &str) -> String,
    pub minimum_held_by_node: fn(minimum: &str, node: &str, step: &str) -> String,
    pub minimums_do_not_fit: fn(step: &str) -> String,
    pub drawn: fn(shown: usize, all: usize) -> String,
    pub pipes: &'static PipeMessages,
    pub picture: &'static PictureMessages,
}

/// Messages about the picture of a network.
pub struct PictureMessages {
    /// How many storages are shown.
    pub stocks: fn(shown: usize, all: usize) -> String,
    /// How many users get all that they want.
    pub served: fn(count: usize) -> String,
    pub own_source: &'static str,
    /// Which period is drawn.
    pub period: fn(period: &str) -> String,
    /// The heading of what there is in the period in which most is short.
    pub worst: fn(period: &str) -> String,
    /// What is drawn, for those who cannot see it.
    pub content: fn(nodes: usize, links: usize) -> String,
    pub lacking: fn(users: &str) -> String,
    pub full: &'static str,
    pub width: fn(flow: &str) -> String,
    pub is_full: &'static str,
    pub no_flow: &'static str,
    pub two_way: &'static str,
    pub lack: &'static str,
}

/// Messages about networks of any shape.
pub struct PipeMessages {
    pub pipe: &'static str,
    pub way: &'static str,
    pub from_to: fn(from: &str, to: &str) -> String,
    pub flow: &'static str,
    pub source: &'static str,
    pub taken: &'static str,
    pub storage: &'static str,
    pub holds: &'static str,
    pub filled: &'static str,
    pub against: &'static str,
    pub balance: &'static str,
    pub held: fn(elements: &str, step: &str) -> String,
    pub held_whole: fn(elements: &str, step: &str) -> String,
    pub used_up: fn(reason: &str, elements: &str) -> String,
    pub limited: fn(reason: &str, elements: &str) -> String,
    pub are_cause: fn(elements: &str) -> String,
    pub demand_factor: &'static str,
}
