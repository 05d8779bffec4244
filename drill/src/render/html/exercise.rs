//! The part of the report that tells an exercise: summary, grades, charts, course, response, warnings, reports,
//! what each class kept, journal.

use maud::{Markup, PreEscaped, html};

use super::super::exercise::{Row, RowKind, Teller};
use super::super::explain::percentage;
use super::{charts, key, timeline};
use crate::exercise::{Fate, Kept, What};
use crate::scenario::timeline::Deed;

/// What stands before the hardest moment.
pub(super) fn before(teller: &Teller) -> Markup {
    html! {
        (grades(teller))
        (supply_chart(teller))
        (strip_chart(teller))
        (course(teller))
        (responses(teller))
        (warnings(teller))
        (report_chart(teller))
        (reports_due(teller))
        (reports_sent(teller))
        (class_chart(teller))
        (kept(teller, teller.explainer.words.exercise.label.kept_by_class, &teller.exercise.classes))
    }
}

/// What stands after it.
pub(super) fn after(teller: &Teller) -> Markup {
    html! {
        (kept(teller, teller.explainer.words.exercise.label.kept_by_user, &teller.exercise.users))
        (journal(teller))
    }
}

/// The exercise in a sentence or two.
pub(super) fn summary(teller: &Teller) -> Markup {
    html! {
        section {
            h2 { (teller.explainer.words.exercise.label.summary) }
            p.decision { (teller.summary()) }
        }
    }
}

/// A moment: hours since the beginning, and the wall clock.
fn time(teller: &Teller, at: crate::exercise::Moment) -> Markup {
    html! {
        td.time {
            @match teller.short_clock(at) {
                Some(clock) => { (clock) span.elapsed { "+" (teller.elapsed(at)) } }
                None => { (teller.elapsed(at)) }
            }
        }
    }
}

fn grades(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    html! {
        section {
            h2 { (label.grades) }
            div.wide { table {
                thead { tr {
                    th { (label.time) }
                    th { (words.event.label.grade) }
                    th { (words.event.label.basis) }
                    th { (words.event.label.why_not) }
                    th { (words.event.label.response) }
                } }
                tbody {
                    @for standing in teller.gradings() {
                        @let grading = standing.assessment.grading;
                        @let recommended = standing.assessment.recommendation;
                        tr {
                            (time(teller, standing.at))
                            td.class {
                                strong { (grading.grade.map_or(label.none, |grade| grade.name())) }
                                @if let Some(criterion) = grading.criterion {
                                    span.elapsed { ((words.exercise.criterion_in_brief)(criterion)) }
                                }
                            }
                            td.basis { (teller.basis(standing)) }
                            td.basis.aside { (teller.why_not(standing)) }
                            td.calls { (recommended.map_or(label.none, |r| (words.event.response)(r.response))) }
                        }
                    }
                }
            } }
        }
    }
}

/// A chart under a heading, with the meaning of its colours.
fn chart(heading: &str, keys: &[(&str, &str)], note: Option<&str>, svg: String) -> Markup {
    html! {
        section.chart {
            h2 { (heading) }
            figure {
                figcaption {
                    @for (color, name) in keys { (key(color, name)) }
                    @if let Some(note) = note { span.note { (note) } }
                }
                div role="img" aria-label=(heading) { (PreEscaped(svg)) }
            }
        }
    }
}

fn supply_chart(teller: &Teller) -> Markup {
    let label = &teller.explainer.words.exercise.label;
    let keys =
        [(charts::GRANTED, label.supply), (charts::CURTAILED, label.demand), (charts::OUTLINE, label.normal)];
    let heading = (teller.explainer.words.aside)(label.supply_chart, &teller.explainer.unit());
    chart(&heading, &keys, Some(label.bounds), timeline::supply(teller))
}

fn strip_chart(teller: &Teller) -> Markup {
    let label = &teller.explainer.words.exercise.label;
    let keys = [(charts::CURTAILED, label.proposed)];
    chart(label.strip_chart, &keys, None, timeline::strips(teller))
}

fn class_chart(teller: &Teller) -> Markup {
    let words = teller.explainer.words;
    let keys = [(charts::GRANTED, words.label.granted), (charts::CURTAILED, words.label.curtailed)];
    chart(words.exercise.label.class_chart, &keys, None, timeline::classes(teller))
}

fn report_chart(teller: &Teller) -> Markup {
    let label = &teller.explainer.words.exercise.label;
    if teller.exercise.duties.is_empty() {
        return html! {};
    }
    let keys = [(charts::GRANTED, label.in_time), (timeline::LATE, label.late)];
    chart(label.report_chart, &keys, Some(label.deadline_mark), timeline::reports(teller))
}

fn course(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    html! {
        section {
            h2 { (label.course) }
            div.wide { table {
                thead { tr { th { (label.time) } th { (label.what) } th { (label.who) } } }
                tbody {
                    @for (row, again) in rows_at_once(teller) {
                        tr.short[row.refused.is_some() || row.kind == RowKind::Late].again[again] {
                            @if again { td {} } @else { (time(teller, row.at)) }
                            td.given[row.kind == RowKind::Given].aside[row.kind == RowKind::Found] {
                                (row.what)
                                @if let Some(reason) = &row.refused {
                                    span.refused { ((words.exercise.refused)(reason)) }
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
fn rows_at_once(teller: &Teller) -> Vec<(Row, bool)> {
    let mut before = None;
    let with_before = |row: Row| {
        let again = before.replace(row.at) == Some(row.at);
        (row, again)
    };
    teller.rows().into_iter().map(with_before).collect()
}

/// Who proposed, confirmed and ended what; refused acts as well.
fn responses(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let acts = teller.exercise.happenings.iter().filter_map(|happening| match &happening.what {
        What::Deed(Deed::Action { request, by }) => Some((happening, request, by)),
        _ => None,
    });
    let acts: Vec<_> = acts.collect();
    html! {
        @if !acts.is_empty() {
            section {
                h2 { (label.responses) }
                div.wide { table {
                    thead { tr {
                        th { (label.time) } th { (label.act) } th { (label.who) } th { (label.result) }
                    } }
                    tbody {
                        @for (happening, request, by) in acts {
                            tr.short[happening.refused.is_some()] {
                                (time(teller, happening.at))
                                td { (teller.act(request.action)) }
                                td { (teller.signatory(by.signatory)) }
                                td {
                                    @match &happening.refused {
                                        Some(error) => {
                                            ((words.exercise.refused)(&(words.exercise.refusal)(error)))
                                        }
                                        None => { (label.done) }
                                    }
                                    @if let Some(ground) = request.justification {
                                        ((words.exercise.on_ground)((words.event.ground)(ground)))
                                    }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn warnings(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let warned = teller.exercise.happenings.iter().filter_map(|happening| match &happening.what {
        What::Deed(Deed::Warn { level, by }) => Some((happening, *level, by)),
        _ => None,
    });
    let warned: Vec<_> = warned.collect();
    html! {
        @if !warned.is_empty() {
            section {
                h2 { (label.warnings) }
                div.wide { table {
                    thead { tr {
                        th { (label.time) } th { (label.warning) } th { (label.who) } th { (label.measures) }
                    } }
                    tbody {
                        @for (happening, level, by) in warned {
                            tr.short[happening.refused.is_some()] {
                                (time(teller, happening.at))
                                td.class {
                                    (level.map_or(words.exercise.lifts, words.event.warning))
                                    @if let Some(error) = &happening.refused {
                                        span.refused {
                                            ((words.exercise.refused)(&(words.exercise.refusal)(error)))
                                        }
                                    }
                                }
                                td { (teller.signatory(by.signatory)) }
                                td.aside {
                                    @if let Some(level) = level.filter(|_| happening.refused.is_none()) {
                                        @let measures: Vec<&str> =
                                            level.measures().iter().map(words.exercise.measure).collect();
                                        (measures.join(words.semicolon))
                                    }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn reports_due(teller: &Teller) -> Markup {
    let label = &teller.explainer.words.exercise.label;
    let groups = teller.due();
    html! {
        @if !groups.is_empty() {
            section {
                h2 { (label.reports_due) }
                div.wide { table {
                    thead { tr {
                        th { (label.due) } th { (label.sent) } th { (label.kind) } th { (label.recipients) }
                        th { (label.result) }
                    } }
                    tbody {
                        @for group in groups {
                            @let (sent, result) = teller.fate(group.fate);
                            tr.short[matches!(group.fate, Fate::Late(_) | Fate::Overdue)] {
                                (time(teller, group.due))
                                td.class { (sent) }
                                td.class { @if group.first { (label.first) } @else { (label.follow_up) } }
                                td { (teller.recipients(group.recipients)) }
                                td { (result) }
                            }
                        }
                    }
                } }
            }
        }
    }
}

/// The reports as sent, and what they said in the end.
fn reports_sent(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let reports = &teller.exercise.reports;
    html! {
        @if let Some(last) = reports.last() {
            section {
                h2 { (label.reports_sent) }
                div.wide { table {
                    thead { tr {
                        th.number { (label.number) } th { (label.time) } th { (label.who) }
                        th { (words.event.label.grade) } th { (label.recipients) } th { (label.digest) }
                    } }
                    tbody {
                        @for report in reports {
                            tr.short[!report.receipt.late.is_empty()] {
                                td.number { (report.receipt.number) }
                                (time(teller, report.at))
                                td { (teller.signatory(report.by.signatory)) }
                                td.class { (report.header.grade.map_or(label.none, |grade| grade.name())) }
                                td { (teller.recipients(report.receipt.to)) }
                                td.hash.class { (fingerprint(&report.digest)) }
                            }
                        }
                    }
                } }
                h3 { ((words.exercise.items_as_of)(last.receipt.number)) }
                dl.about {
                    @for (item, text) in citygate::event::ReportItem::ALL.into_iter().zip(&last.items) {
                        dt { ((words.exercise.item)(item)) }
                        dd { @if text.is_empty() { span.aside { (label.missing) } } @else { (text) } }
                    }
                }
            }
        }
    }
}

/// The first digits of a digest: enough to compare by eye. The whole is in the JSON result.
fn fingerprint(digest: &[u8]) -> String {
    let hex = crate::exercise::hex(digest);
    format!("{}…", hex.get(..8).unwrap_or(&hex))
}

/// Up to so many users have a row.
const MOST_ROWS: usize = 200;

fn kept(teller: &Teller, heading: &str, kept: &[Kept]) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let users = kept.iter().any(|kept| kept.id.is_some());
    let mut rows: Vec<&Kept> = kept.iter().collect();
    if rows.len() > MOST_ROWS {
        rows.sort_by_key(|kept| std::cmp::Reverse(kept.demand.less(kept.granted)));
        rows.truncate(MOST_ROWS);
    }
    html! {
        section {
            h2 { (heading) }
            @if rows.len() < kept.len() {
                p.note { ((words.exercise.most_withheld)(rows.len(), kept.len())) }
            }
            div.wide { table {
                thead { tr {
                    @if users { th { (words.label.user) } }
                    th { (words.label.class) }
                    th.number { (label.wanted) " (" (teller.volume_unit()) ")" }
                    th.number { (label.kept) }
                    th.number { (words.label.curtailed) }
                    th.number { (words.label.share) }
                    th { (label.lowest) }
                } }
                tbody {
                    @for kept in rows {
                        tr.short[kept.granted != kept.demand] {
                            @if let Some(id) = &kept.id { td.id { (id) } }
                            td.class { ((words.class)(kept.class)) }
                            td.number { (kept.demand) }
                            td.number.granted { (kept.granted) }
                            td.number { (kept.demand.less(kept.granted)) }
                            td.number { (percentage(kept.granted, kept.demand)) }
                            td {
                                (percentage(kept.lowest_granted, kept.lowest_demand))
                                @if kept.lowest_granted != kept.lowest_demand {
                                    span.elapsed { (teller.moment(kept.lowest_at)) }
                                }
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn journal(teller: &Teller) -> Markup {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let journal = &teller.exercise.journal;
    html! {
        section {
            h2 { (label.journal) }
            p { ((words.exercise.journal)(journal.keyed)) }
            dl.about { dt { (label.head) } dd.hash { (teller.head()) } }
            div.wide { table {
                thead { tr { th.number { (label.number) } th { (label.time) } th { (label.record) } th { (label.what) } } }
                tbody {
                    @for (sequence, at, kind, what) in teller.records() {
                        tr {
                            td.number { (sequence) }
                            (time(teller, at))
                            td.class { (kind) }
                            td { (what) }
                        }
                    }
                }
            } }
        }
    }
}
