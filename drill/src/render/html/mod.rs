//! The report: one HTML file that needs nothing else, for the screen and for A4 paper.

mod axes;
mod charts;
mod exercise;
mod hours;
mod linepack;
pub mod network_picture;
mod nodes;
pub mod notices;
pub mod outages;
mod parts;
mod pipe_network;
mod provenance;
mod sections;
mod station;
mod station_chart;
mod stocks;
mod tables;
mod timeline;

use std::path::Path;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::explain::{Explainer, percentage};
use super::narrator::Narrator;
use crate::messages::language::Language;
use crate::quantity::Quantity;
use crate::result::Outcome;
use crate::result::provenance::TOOL;
use crate::result::shares::{ClassOutcome, UserOutcome};
use crate::scenario::Scenario;
use crate::scenario::user::Consumer;
use crate::source;
use charts::Bar;
use parts::{MOST_BARS, key};

const STYLE: &str = include_str!("style.css");

/// The name of the report on a scenario file: `tengzhou-2017.html`, in Chinese `tengzhou-2017.zh-CN.html`.
pub fn file_name(scenario: &Path, language: Language) -> String {
    file_name_of(scenario, language, "", "html")
}

/// The name of another file on a scenario file: its stem, the kind, the language, and the extension.
pub fn file_name_of(scenario: &Path, language: Language, kind: &str, extension: &str) -> String {
    let stem = source::stem(scenario);
    match language {
        Language::En => format!("{stem}{kind}.{extension}"),
        Language::Zh => format!("{stem}{kind}.{}.{extension}", language.messages().tag),
    }
}

/// The report on an outcome. `file` is the scenario's file.
pub fn page(scenario: &Scenario, outcome: &Outcome, language: Language, file: &Path) -> String {
    let Outcome { allocation, exercise, .. } = outcome;
    let explainer = Explainer { scenario, allocation, messages: language.messages() };
    let narrator = exercise.as_ref().map(|exercise| Narrator { explainer, exercise });
    let label = &explainer.messages.label;
    let kind = match exercise {
        Some(_) => explainer.messages.exercise.label.report,
        None => label.report,
    };
    let main = html! {
        @match &narrator {
            Some(narrator) => {
                (of_exercise(narrator))
                (tables::input(&explainer, explainer.messages.exercise.label.beginning))
            }
            None => {
                (of_allocation(&explainer))
                (tables::input(&explainer, label.input))
            }
        }
    };
    document(&explainer, kind, outcome, file, &main)
}

/// A page on a scenario: of which kind it is, of what it was made, and what it says.
fn document(explainer: &Explainer, kind: &str, outcome: &Outcome, file: &Path, main: &Markup) -> String {
    let title = explainer.text(&explainer.scenario.title);
    let page = html! {
        (DOCTYPE)
        html lang=(explainer.messages.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(TOOL);
                (provenance::meta(outcome))
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kind { (kind) }
                    h1 { (title) }
                    (about(explainer, outcome, file))
                }
                main { (main) }
            }
        }
    };
    page.into_string()
}

/// An allocation: the decision, the event, who keeps what and why.
fn of_allocation(explainer: &Explainer) -> Markup {
    html! {
        (decision(explainer))
        (event(explainer))
        (linepack::section(explainer, None))
        (class_chart(explainer))
        (signoff(explainer))
        (hours::section(explainer))
        (who_keeps_what(explainer))
    }
}

/// An exercise: its course, and who kept what at peak curtailment.
fn of_exercise(narrator: &Narrator) -> Markup {
    let peak = &narrator.exercise.peak_curtailment;
    let (scenario, allocation) = (&peak.scenario, &peak.allocation);
    let then = Explainer { scenario, allocation, ..narrator.explainer };
    let time = narrator.moment(peak.at);
    html! {
        (exercise::summary(narrator))
        (signoff(&narrator.explainer))
        (exercise::before(narrator))
        section.hardest { h2 { ((narrator.explainer.messages.exercise.peak_curtailment)(&time)) } (balance(&then)) }
        (class_chart(&then))
        (who_keeps_what(&then))
        (exercise::after(narrator))
    }
}

fn decision(explainer: &Explainer) -> Markup {
    html! { section { h2 { (explainer.messages.label.decision) } (balance(explainer)) } }
}

/// The decision in a sentence, and the totals.
fn balance(explainer: &Explainer) -> Markup {
    html! {
        p.decision { (explainer.decision()) }
        @for alarm in explainer.alarms() { p.alarm { (alarm) } }
        (totals(explainer))
        @for note in explainer.notes_on_figures() { p.note { (note) } }
    }
}

fn signoff(explainer: &Explainer) -> Markup {
    let label = &explainer.messages.label;
    html! {
        section.signoff {
            p { (label.proposal) }
            dl { @for signature in label.signatures { div { dt { (signature) } dd {} } } }
        }
    }
}

fn who_keeps_what(explainer: &Explainer) -> Markup {
    html! {
        (user_chart(explainer))
        (nodes::section(explainer))
        (pipe_network::section(explainer))
        (tables::who_keeps_what(explainer))
        (tables::steps(explainer))
    }
}

fn about(explainer: &Explainer, outcome: &Outcome, file: &Path) -> Markup {
    let (scenario, label) = (explainer.scenario, &explainer.messages.label);
    let notes = explainer.notes();
    let name = source::name(Path::new(file.file_name().unwrap_or_default()));
    html! {
        dl.about {
            dt { (label.source) } dd { (explainer.text(&scenario.source)) }
            dt { (label.policy) }
            dd {
                ((explainer.messages.aside)(explainer.text(&scenario.order.name), notes.as_ref().map_or(label.policy_stated, |n| n.title)))
            }
            @if let Some(notes) = notes {
                dt { (label.policy_source) } dd { (notes.source) }
                @if let Some(limits) = notes.leaves_out { dt { (label.policy_leaves_out) } dd { (limits) } }
            }
            dt { (label.unit) } dd { (explainer.unit()) }
            dt { (label.figures) } dd { (label.rounding) }
            @for (name, value) in super::hours::about(explainer) { dt { (name) } dd { (value) } }
            dt { (label.file) } dd { (name) }
            dt { (label.tool) } dd { (TOOL) }
            (provenance::rows(outcome, explainer.messages))
        }
    }
}

fn totals(explainer: &Explainer) -> Markup {
    let (allocation, label) = (explainer.allocation, &explainer.messages.label);
    let served = percentage(allocation.served, allocation.demand);
    let figures = [
        (label.supply, allocation.supply, None),
        (label.demand, allocation.demand, None),
        (label.served, allocation.served, Some(served)),
        (label.curtailed, allocation.curtailed, None),
        (label.unused, allocation.unused, None),
    ];
    html! {
        dl.totals {
            @for (name, figure, share) in figures {
                div {
                    dt { (name) }
                    dd {
                        (figure)
                        span.unit { " " (explainer.unit()) }
                        @if let Some(share) = share { span.part { (share) } }
                    }
                }
            }
        }
    }
}

/// How the plan grades the event, and what follows.
fn event(explainer: &Explainer) -> Markup {
    let rows = explainer.event();
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (explainer.messages.event.label.event) }
                dl.about { @for (name, sentence) in rows { dt { (name) } dd { (sentence) } } }
            }
        }
    }
}

fn class_chart(explainer: &Explainer) -> Markup {
    let bar = |class: &ClassOutcome| {
        let name = (explainer.messages.class)(class.class).to_owned();
        let figures = match class.by_order {
            Quantity::ZERO => figures(explainer, class.granted, class.demand),
            by_order => [figures(explainer, class.granted, class.demand), explainer.withheld(by_order)]
                .join(explainer.messages.comma),
        };
        Bar::of_demand(name, class.granted, class.curtailed(), figures)
    };
    let wanting = explainer.allocation.classes.iter().filter(|class| class.demand != Quantity::ZERO);
    let bars: Vec<Bar> = wanting.map(bar).collect();
    chart(explainer, explainer.messages.label.by_class, None, &bars, 34.0)
}

/// One bar for each user; of many users, for those that lose most.
fn user_chart(explainer: &Explainer) -> Markup {
    let (label, all) = (&explainer.messages.label, explainer.allocation.users.len());
    let (rows, note) = match all <= MOST_BARS {
        true => (explainer.users().collect(), None),
        false => {
            let rows = tables::most_curtailed(explainer, MOST_BARS);
            let charted = rows.iter().map(|(_, outcome)| outcome.curtailed());
            let others = charted.fold(explainer.allocation.curtailed, Quantity::less);
            let note = (label.charted)(rows.len(), all, &explainer.amount(others));
            (rows, Some(note))
        }
    };
    let bar = |(user, outcome): &(&Consumer, &UserOutcome)| {
        let figures = figures(explainer, outcome.granted, outcome.demand);
        Bar::of_demand(explainer.user(user).to_owned(), outcome.granted, outcome.curtailed(), figures)
    };
    // Where every class has one user, the classes have told it all.
    if explainer.allocation.classes.len() == all {
        return html! {};
    }
    let wanting = rows.iter().filter(|(_, outcome)| outcome.demand != Quantity::ZERO);
    let bars: Vec<Bar> = wanting.map(bar).collect();
    let pitch = if bars.len() <= MOST_BARS / 2 { 26.0 } else { 21.0 };
    chart(explainer, label.by_user, note.as_deref(), &bars, pitch)
}

fn figures(explainer: &Explainer, granted: Quantity, demand: Quantity) -> String {
    let share = percentage(granted, demand);
    match granted == demand {
        true => granted.to_string(),
        false => (explainer.messages.granted_of)(&granted.to_string(), &demand.to_string(), &share),
    }
}

/// A chart under a heading; none where nobody wants anything, or nobody is left to show.
fn chart(explainer: &Explainer, heading: &str, note: Option<&str>, bars: &[Bar], pitch: f64) -> Markup {
    let label = &explainer.messages.label;
    if bars.iter().flat_map(|bar| &bar.parts).all(|(quantity, _)| quantity.is_zero()) {
        return html! {};
    }
    html! {
        section.chart {
            h2 { (heading) }
            figure {
                figcaption {
                    (key(charts::GRANTED, label.granted))
                    (key(charts::CURTAILED, label.curtailed))
                    @if let Some(note) = note { span.note { (note) } }
                }
                div role="img" aria-label=(heading) {
                    (PreEscaped(charts::bars(bars, &explainer.unit(), pitch)))
                }
            }
        }
    }
}
