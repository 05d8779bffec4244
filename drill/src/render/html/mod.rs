//! The report: one HTML file that needs nothing else, for the screen and for A4 paper.

mod charts;
mod exercise;
mod hours;
mod tables;
mod timeline;
mod tree;

use std::path::Path;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::exercise::Teller;
use super::explain::{Explainer, percentage};
use crate::outcome::{ClassOutcome, Outcome, UserOutcome};
use crate::quantity::Quantity;
use crate::scenario::{Consumer, Scenario};
use crate::words::Language;
use charts::Bar;

const STYLE: &str = include_str!("style.css");

/// Up to so many users have a bar of their own.
const MOST_BARS: usize = 40;

/// The name of the report on a scenario file: `tengzhou-2017.html`, in Chinese `tengzhou-2017.zh-CN.html`.
pub fn file_name(scenario: &Path, language: Language) -> String {
    let stem = scenario.file_stem().unwrap_or_default().to_string_lossy();
    match language {
        Language::En => format!("{stem}.html"),
        Language::Zh => format!("{stem}.{}.html", language.words().tag),
    }
}

/// The report on an outcome. `file` is the scenario's file.
pub fn page(scenario: &Scenario, outcome: &Outcome, language: Language, file: &Path) -> String {
    let explainer = Explainer { scenario, outcome, words: language.words() };
    let label = &explainer.words.label;
    let kind = match outcome.exercise {
        Some(_) => explainer.words.exercise.label.report,
        None => label.report,
    };
    let page = html! {
        (DOCTYPE)
        html lang=(explainer.words.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(TOOL);
                title { (scenario.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kind { (kind) }
                    h1 { (scenario.title) }
                    (about(&explainer, file))
                }
                main {
                    @match Teller::of(explainer) {
                        Some(teller) => {
                            (of_exercise(&teller))
                            (tables::input(&explainer, explainer.words.exercise.label.beginning))
                        }
                        None => {
                            (of_allocation(&explainer))
                            (tables::input(&explainer, label.input))
                        }
                    }
                }
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
        (class_chart(explainer))
        (signoff(explainer))
        (hours::section(explainer))
        (who_keeps_what(explainer))
    }
}

/// An exercise: its course, and who kept what at its hardest moment.
fn of_exercise(teller: &Teller) -> Markup {
    let hardest = &teller.exercise.hardest;
    let (scenario, outcome) = (&hardest.scenario, &hardest.outcome);
    let then = Explainer { scenario, outcome, ..teller.explainer };
    let time = teller.moment(hardest.at);
    html! {
        (exercise::summary(teller))
        (signoff(&teller.explainer))
        (exercise::before(teller))
        section.hardest { h2 { ((teller.explainer.words.exercise.hardest)(&time)) } (balance(&then)) }
        (class_chart(&then))
        (who_keeps_what(&then))
        (exercise::after(teller))
    }
}

fn decision(explainer: &Explainer) -> Markup {
    html! { section { h2 { (explainer.words.label.decision) } (balance(explainer)) } }
}

/// The decision in a sentence, and the totals.
fn balance(explainer: &Explainer) -> Markup {
    html! {
        p.decision { (explainer.decision()) }
        (totals(explainer))
        @if let Some(note) = explainer.resolution() { p.note { (note) } }
    }
}

fn signoff(explainer: &Explainer) -> Markup {
    let label = &explainer.words.label;
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
        (tree::section(explainer))
        (tables::who_keeps_what(explainer))
        (tables::steps(explainer))
    }
}

const TOOL: &str = concat!("citygate-drill ", env!("CARGO_PKG_VERSION"));

fn about(explainer: &Explainer, file: &Path) -> Markup {
    let (scenario, label) = (explainer.scenario, &explainer.words.label);
    let notes = explainer.notes();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    html! {
        dl.about {
            dt { (label.source) } dd { (scenario.source) }
            dt { (label.policy) }
            dd {
                ((explainer.words.aside)(&scenario.order.name, notes.as_ref().map_or(label.policy_stated, |n| n.title)))
            }
            @if let Some(notes) = notes {
                dt { (label.policy_source) } dd { (notes.source) }
                @if let Some(limits) = notes.leaves_out { dt { (label.policy_leaves_out) } dd { (limits) } }
            }
            dt { (label.unit) } dd { (explainer.unit()) }
            @for (name, value) in super::hours::about(explainer) { dt { (name) } dd { (value) } }
            dt { (label.file) } dd { (name) }
            dt { (label.tool) } dd { (TOOL) }
        }
    }
}

fn totals(explainer: &Explainer) -> Markup {
    let (outcome, label) = (explainer.outcome, &explainer.words.label);
    let served = percentage(outcome.served, outcome.demand);
    let figures = [
        (label.supply, outcome.supply, None),
        (label.demand, outcome.demand, None),
        (label.served, outcome.served, Some(served)),
        (label.curtailed, outcome.curtailed, None),
        (label.unused, outcome.unused, None),
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
                h2 { (explainer.words.event.label.event) }
                dl.about { @for (name, sentence) in rows { dt { (name) } dd { (sentence) } } }
            }
        }
    }
}

fn class_chart(explainer: &Explainer) -> Markup {
    let bar = |class: &ClassOutcome| Bar {
        name: (explainer.words.class)(class.class).to_owned(),
        granted: class.granted,
        curtailed: class.curtailed(),
        figures: figures(explainer, class.granted, class.demand),
    };
    let bars: Vec<Bar> = explainer.outcome.classes.iter().map(bar).collect();
    chart(explainer, explainer.words.label.by_class, None, &bars, 34.0)
}

/// One bar for each user; of many users, for those that lose most.
fn user_chart(explainer: &Explainer) -> Markup {
    let (label, all) = (&explainer.words.label, explainer.outcome.users.len());
    let (rows, note) = match all <= MOST_BARS {
        true => (explainer.users().collect(), None),
        false => {
            let rows = tables::most_curtailed(explainer, MOST_BARS);
            let charted = rows.iter().map(|(_, outcome)| outcome.curtailed());
            let others = charted.fold(explainer.outcome.curtailed, Quantity::less);
            let note = (label.charted)(rows.len(), all, &explainer.amount(others));
            (rows, Some(note))
        }
    };
    let bar = |(user, outcome): &(&Consumer, &UserOutcome)| Bar {
        name: user.id.clone(),
        granted: outcome.granted,
        curtailed: outcome.curtailed(),
        figures: figures(explainer, outcome.granted, outcome.demand),
    };
    let bars: Vec<Bar> = rows.iter().map(bar).collect();
    let pitch = if bars.len() <= MOST_BARS / 2 { 26.0 } else { 21.0 };
    chart(explainer, label.by_user, note.as_deref(), &bars, pitch)
}

fn figures(explainer: &Explainer, granted: Quantity, demand: Quantity) -> String {
    let share = percentage(granted, demand);
    match granted == demand {
        true => granted.to_string(),
        false => (explainer.words.granted_of)(&granted.to_string(), &demand.to_string(), &share),
    }
}

/// A chart under a heading; none where nobody wants anything, or nobody is left to show.
fn chart(explainer: &Explainer, heading: &str, note: Option<&str>, bars: &[Bar], pitch: f64) -> Markup {
    let label = &explainer.words.label;
    let nothing = |bar: &Bar| bar.granted == Quantity::ZERO && bar.curtailed == Quantity::ZERO;
    if bars.iter().all(nothing) {
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

/// What a colour of a chart stands for: a patch of it and what it means, on one line.
fn key(colour: &str, meaning: &str) -> Markup {
    html! { span.entry { span.key style=(format!("background:{colour}")) {} (meaning) } " " }
}
