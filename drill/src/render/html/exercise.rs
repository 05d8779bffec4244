//! The part of the report that tells an exercise: summary, grades, charts, course, response, warnings, reports,
//! what each class kept, journal.

use std::iter::repeat;

use citygate::event::{EventError, ReportItem};
use maud::{Markup, html};

use super::sections::{chart, figure, rows_under, table, time};
use super::{charts, linepack, station, timeline};
use crate::render::explain::percentage;
use crate::render::figures::{Padding, align_columns};
use crate::render::log::{Row, RowKind};
use crate::render::narrator::{Narrator, ObligationGroup};
use crate::result::duty::{DutyOutcome, DutyState};
use crate::result::exercise::Kept;
use crate::result::log::LogEvent;
use crate::scenario::user::Consumer;
use crate::text::hex;

/// What stands before the peak curtailment.
pub fn before(narrator: &Narrator) -> Markup {
    html! {
        (grades(narrator))
        (supply_chart(narrator))
        (strip_chart(narrator))
        (station::section(narrator))
        (linepack::section(&narrator.explainer, Some(narrator)))
        (storage(narrator))
        (course(narrator))
        (responses(narrator))
        (warnings(narrator))
        (reports_due(narrator))
        (reports_sent(narrator))
        (duties(narrator))
        (class_chart(narrator))
        (kept(narrator, narrator.explainer.messages.exercise.label.kept_by_class, &narrator.exercise.classes))
    }
}

/// What stands after it.
pub fn after(narrator: &Narrator) -> Markup {
    html! {
        (kept(narrator, narrator.explainer.messages.exercise.label.kept_by_user, &narrator.exercise.users))
        (journal(narrator))
    }
}

pub fn summary(narrator: &Narrator) -> Markup {
    html! {
        section {
            h2 { (narrator.explainer.messages.exercise.label.summary) }
            p.decision { (narrator.summary()) }
            @if !narrator.remarks().is_empty() {
                h3 { (narrator.explainer.messages.exercise.label.remarks) }
                ul { @for (at, what) in narrator.remarks() { li { (narrator.moment(at)) " " (what) } } }
            }
        }
    }
}

fn grades(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let explainer = &narrator.explainer;
    html! {
        section {
            h2 { (label.grades) }
            div.wide { table.dense {
                thead { tr {
                    th { (label.time) }
                    th { (messages.event.label.grade) }
                    th { (messages.event.label.basis) }
                    th { (messages.event.label.why_not) }
                    th { (messages.event.label.response) }
                } }
                tbody {
                    @for snapshot in narrator.gradings() {
                        tr {
                            (time(narrator, snapshot.at))
                            td.class {
                                strong { (snapshot.grade.map_or(label.none, messages.exercise.grade_in_brief)) }
                                @if let Some(criterion) = snapshot.basis.criterion {
                                    span.elapsed { ((messages.exercise.criterion_in_brief)(criterion)) }
                                }
                            }
                            td.basis { (explainer.basis(&snapshot.basis)) }
                            td.basis.aside { (explainer.why_not(&snapshot.basis)) }
                            @let response = snapshot.recommendation.map(|recommended| recommended.response);
                            td.calls { (response.map_or(label.none, messages.event.response)) }
                        }
                    }
                }
            } }
        }
    }
}

fn supply_chart(narrator: &Narrator) -> Markup {
    let label = &narrator.explainer.messages.exercise.label;
    let keys =
        [(charts::GRANTED, label.supply), (charts::CURTAILED, label.demand), (charts::OUTLINE, label.normal)];
    let heading = (narrator.explainer.messages.aside)(label.supply_chart, &narrator.explainer.unit());
    chart(&heading, &keys, Some(label.bounds), timeline::supply(narrator))
}

fn strip_chart(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let transition = (messages.event.phase)(citygate::event::Phase::Transition);
    let keys = [(timeline::NOTHING, label.none), (timeline::TRANSITION, transition)];
    chart(label.strip_chart, &keys, None, timeline::strips(narrator))
}

fn storage(narrator: &Narrator) -> Markup {
    let label = &narrator.explainer.messages.exercise.label;
    let mut rows = narrator.storage();
    align_columns(&mut rows, Padding::Page);
    let [time, stock, withdrawn, lasts] = narrator.storage_headings();
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (label.storage) }
                div.wide { table.dense {
                    thead { tr {
                        th { (time) } th.number { (stock) } th.number { (withdrawn) } th.number { (lasts) }
                    } }
                    tbody { @for [time, figures @ ..] in &rows {
                        tr { td.time { (time) } @for figure in figures { td.number { (figure) } } }
                    } }
                } }
            }
        }
    }
}

fn class_chart(narrator: &Narrator) -> Markup {
    let messages = narrator.explainer.messages;
    let keys = [(charts::GRANTED, messages.label.granted), (charts::CURTAILED, messages.label.curtailed)];
    chart(messages.exercise.label.class_chart, &keys, None, timeline::classes(narrator))
}

/// The chart of the deadlines, to stand above their table.
fn report_chart(narrator: &Narrator) -> Markup {
    let label = &narrator.explainer.messages.exercise.label;
    let keys = [(charts::GRANTED, label.in_time), (timeline::LATE, label.late)];
    figure(label.reports_due, &keys, Some(label.deadline_mark), timeline::reports(narrator))
}

fn course(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    html! {
        section {
            h2 { (label.course) }
            div.wide { table.dense {
                thead { tr { th { (label.time) } th { (label.what) } th { (label.who) } } }
                tbody {
                    @for (row, again) in rows_at_once(narrator) {
                        tr.short[row.refused.is_some() || row.kind == RowKind::Late].again[again] {
                            @if again { td {} } @else { (time(narrator, row.at)) }
                            td.given[row.kind == RowKind::Given].aside[row.kind == RowKind::Found] {
                                (row.what)
                                @if let Some(reason) = &row.refused {
                                    span.refused { ((messages.exercise.refused)(reason)) }
                                }
                            }
                            td { (row.who) }
                        }
                    }
                }
            } }
        }
    }
}

/// What happened, and whether it did at the same moment as what stands above it.
fn rows_at_once(narrator: &Narrator) -> Vec<(Row, bool)> {
    let mut before = None;
    let with_before = |row: Row| {
        let again = before.replace(row.at) == Some(row.at);
        (row, again)
    };
    narrator.rows().into_iter().map(with_before).collect()
}

/// Who proposed, confirmed and ended what; refused actions as well.
fn responses(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let entries = narrator.exercise.log.iter();
    let rows: Vec<Markup> = entries
        .filter_map(|entry| {
            let LogEvent::Response { act, response, justification, by } = &entry.event else { return None };
            Some(html! {
                tr.short[entry.refused.is_some()] {
                    (time(narrator, entry.at))
                    td { (narrator.action(*act, *response)) }
                    td { (narrator.signer(by)) }
                    td {
                        @match &entry.refused {
                            Some(error) => { (refusal(narrator, error)) }
                            None => { (label.done) }
                        }
                        @if let Some(justification) = justification {
                            ((messages.exercise.justified_by)((messages.event.justification)(*justification)))
                        }
                    }
                }
            })
        })
        .collect();
    table(label.responses, [label.time, label.action, label.who, label.result], &rows)
}

fn warnings(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let entries = narrator.exercise.log.iter();
    let mut told = Vec::new();
    let rows: Vec<Markup> = entries
        .filter_map(|entry| {
            let (what, level, by) = match &entry.event {
                LogEvent::Warning { warning: Some(level), by, .. } => {
                    ((messages.event.warning)(*level).to_owned(), Some(*level), by)
                }
                LogEvent::Warning { by, .. }
                | LogEvent::WarningProposed { by, .. }
                | LogEvent::WarningWithdrawn { by } => (narrator.what(&entry.event), None, by),
                _ => return None,
            };
            let level = level.filter(|_| entry.refused.is_none());
            let measures =
                level.map(|level| level.measures().iter().map(messages.exercise.measure).collect());
            let measures: Vec<&str> = measures.unwrap_or_default();
            let mut measures = measures.join(messages.semicolon);
            if told.contains(&measures) {
                measures = label.measures_as_before.to_owned();
            } else if !measures.is_empty() {
                told.push(measures.clone());
            }
            Some(html! {
                tr.short[entry.refused.is_some()] {
                    (time(narrator, entry.at))
                    td {
                        (what)
                        @if let Some(error) = &entry.refused { span.refused { (refusal(narrator, error)) } }
                    }
                    td { (narrator.signer(by)) }
                    td.aside.measures { (measures) }
                }
            })
        })
        .collect();
    let measures = (messages.aside)(label.measures, messages.exercise.one_or_several);
    table(label.warnings, [label.time, label.warning, label.who, &measures], &rows)
}

fn refusal(narrator: &Narrator, error: &EventError) -> String {
    let messages = &narrator.explainer.messages.exercise;
    (messages.refused)(&(messages.refusal)(error))
}

fn reports_due(narrator: &Narrator) -> Markup {
    let label = &narrator.explainer.messages.exercise.label;
    let mut before = None;
    let mut row = |group: &ObligationGroup| {
        let (sent, result) = narrator.outcome(group);
        let again = before.replace(group.recipients) == Some(group.recipients);
        html! {
            tr.short[group.is_missed()] {
                (time(narrator, group.due))
                td.class { (sent) }
                td.class { @if group.first { (label.first) } @else { (label.follow_up) } }
                td { @if again { (label.same) } @else { (narrator.recipients(group.recipients)) } }
                td { (result) }
            }
        }
    };
    let rows: Vec<Markup> = narrator.obligations().iter().map(&mut row).collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (label.reports_due) }
            (report_chart(narrator))
            (rows_under([label.due, label.sent, label.kind, label.recipients, label.result], &rows))
        }
    }
}

/// What was to be done, by whom, and whether it was.
fn duties(narrator: &Narrator) -> Markup {
    let (messages, label) =
        (&narrator.explainer.messages.exercise, &narrator.explainer.messages.exercise.label);
    let row = |duty: &DutyOutcome| {
        let (done, result) = narrator.duty_outcome(duty);
        html! {
            tr.short[matches!(duty.state, DutyState::Late | DutyState::Overdue)] {
                (time(narrator, duty.since))
                td.class { (duty.due.map(|due| narrator.moment(due)).unwrap_or_default()) }
                td.class { (done) }
                td { (result) @if let Some(by) = &duty.by { " " span.aside { (narrator.signer(by)) } } }
                td { ((messages.duty)(duty.duty)) }
                td { ((messages.holder)(duty.holder)) }
                td.class { (duty.section) }
            }
        }
    };
    let rows: Vec<Markup> = narrator.exercise.duties.iter().map(row).collect();
    let columns = [label.since, label.due, label.done, label.result, label.duty, label.whose, label.section];
    table(label.duties, columns, &rows)
}

/// The reports as sent, and what they said in the end.
fn reports_sent(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let reports = &narrator.exercise.reports;
    html! {
        @if let Some(last) = reports.last() {
            section {
                h2 { (label.reports_sent) }
                div.wide { table.dense {
                    thead { tr {
                        th.number { (label.number) } th { (label.time) } th { (label.who) }
                        th { (messages.event.label.grade) } th { (label.recipients) } th { (label.digest) }
                    } }
                    tbody {
                        @for (place, report) in reports.iter().enumerate() {
                            @let before = place.checked_sub(1).and_then(|before| reports.get(before));
                            tr.short[!report.late.is_empty()] {
                                td.number {
                                    (report.number)
                                    @if report.is_final { span.elapsed { (label.last) } }
                                }
                                (time(narrator, report.at))
                                td { (narrator.signer(&report.by)) }
                                td.class { (report.grade.map_or(label.none, messages.exercise.grade_in_brief)) }
                                td {
                                    @if before.is_some_and(|before| before.to == report.to) { (label.same) }
                                    @else { (narrator.recipients(report.to)) }
                                }
                                td.hash { (hex(&report.digest)) }
                            }
                        }
                    }
                } }
                h3 { ((messages.exercise.items_as_of)(last.number)) }
                @if is_closed(narrator) && !last.missing.is_empty() {
                    p.alarm { (messages.exercise.closed_with_items_open) }
                }
                dl.about {
                    @for (item, text) in ReportItem::ALL.into_iter().zip(&last.items) {
                        dt { ((messages.exercise.item)(item)) }
                        dd {
                            @match text {
                                Some(text) => { (narrator.explainer.text(text)) }
                                None => { span.aside { (label.missing) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether the event was closed in the end.
fn is_closed(narrator: &Narrator) -> bool {
    let mut log = narrator.exercise.log.iter();
    log.any(|entry| matches!(entry.event, LogEvent::Close { .. }) && entry.refused.is_none())
}

/// Up to so many users have a row.
const MOST_ROWS: usize = 200;

fn kept(narrator: &Narrator, heading: &str, kept: &[Kept]) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    // Users stand in the order of the scenario.
    let users = kept.iter().any(|kept| kept.id.is_some());
    let named = narrator.explainer.scenario.users.iter().filter(|_| users).map(Some).chain(repeat(None));
    let mut rows: Vec<(&Kept, Option<&Consumer>)> = kept.iter().zip(named).collect();
    if rows.len() > MOST_ROWS {
        rows.sort_by_key(|(kept, _)| std::cmp::Reverse(kept.demand.less(kept.granted)));
        rows.truncate(MOST_ROWS);
    }
    let of_row = |(kept, _): &(&Kept, Option<&Consumer>)| {
        let curtailed = kept.demand.less(kept.granted);
        [kept.demand.to_string(), kept.granted.to_string(), curtailed.to_string()]
    };
    let mut figures: Vec<[String; 3]> = rows.iter().map(of_row).collect();
    align_columns(&mut figures, Padding::Page);
    html! {
        section {
            h2 { (heading) }
            @if rows.len() < kept.len() {
                p.note { ((messages.exercise.most_curtailed)(rows.len(), kept.len())) }
            }
            div.wide { table.dense {
                thead { tr {
                    @if users { th { (messages.label.user) } }
                    th { (messages.label.class) }
                    th.number { (label.wanted) " (" (narrator.volume_unit()) ")" }
                    th.number { (label.kept) }
                    th.number { (messages.label.curtailed) }
                    th.number { (messages.label.share) }
                    th { (label.lowest) }
                } }
                tbody {
                    @for ((kept, user), [wanted, granted, curtailed]) in rows.into_iter().zip(&figures) {
                        tr.short[kept.granted != kept.demand] {
                            @if let Some(user) = user { td.id { (narrator.explainer.user(user)) } }
                            td.class { ((messages.class)(kept.class)) }
                            td.number { (wanted) }
                            td.number.granted { (granted) }
                            td.number { (curtailed) }
                            td.number { (percentage(kept.granted, kept.demand)) }
                            td {
                                (percentage(kept.lowest_granted, kept.lowest_demand))
                                @if kept.lowest_granted != kept.lowest_demand {
                                    span.elapsed { (narrator.moment(kept.lowest_at)) }
                                }
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn journal(narrator: &Narrator) -> Markup {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let journal = &narrator.exercise.journal;
    html! {
        section {
            h2 { (label.journal) }
            p { ((messages.exercise.journal)(journal.keyed)) }
            dl.about { dt { (label.head) } dd.hash { (narrator.head()) } }
        }
    }
}
