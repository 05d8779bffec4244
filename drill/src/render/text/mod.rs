//! The result for people at a terminal.

mod exercise;
mod hours;
mod linepack;
mod nodes;
pub mod outages;
mod pipe_network;
pub mod policies;
mod station;
pub mod table;

use std::fmt::Write;
use std::ops::Div;

use unicode_width::UnicodeWidthStr;

use super::explain::{Explainer, percentage};
use super::figures::{Padding, align};
use super::narrator::Narrator;
use super::wrap;
use crate::messages::language::Language;
use crate::quantity::Quantity;
use crate::result::Outcome;
use crate::result::shares::ClassOutcome;
use crate::scenario::Scenario;

use table::{Columns, table};

/// The narrowest page that can be laid out.
const NARROWEST: u16 = 60;

const SHORT_NAME: usize = 24;

/// From so many columns on there is room for terms and reasons beside each other.
const WIDE: u16 = 100;

/// The whole result: the event, a table of the users, a bar for each class, totals; of an exercise its course and
/// then the same for its peak curtailment. `width` is in columns.
pub fn page(scenario: &Scenario, outcome: &Outcome, language: Language, width: u16) -> String {
    let Outcome { allocation, exercise, .. } = outcome;
    let explainer = Explainer { scenario, allocation, messages: language.messages() };
    let width = width.max(NARROWEST);
    let mut page = String::new();
    let mut parts = vec![header(&explainer)];
    match exercise {
        Some(exercise) => {
            let narrator = Narrator { explainer, exercise };
            parts.extend(exercise::parts(&narrator, width));
            parts.extend(station::parts(&narrator, width));
            let peak = &exercise.peak_curtailment;
            let time = narrator.moment(peak.at);
            parts.push(format!("{}\n", (explainer.messages.exercise.peak_curtailment)(&time)));
            let (scenario, allocation) = (&peak.scenario, &peak.allocation);
            parts.extend(shares(&Explainer { scenario, allocation, ..explainer }, width));
        }
        None => {
            parts.push(event(&explainer));
            parts.push(linepack::rows(&explainer, None));
            parts.extend(shares(&explainer, width));
        }
    }
    for part in parts.iter().filter(|part| !part.is_empty()) {
        page.push_str(part);
        page.push('\n');
    }
    wrap::page(&page, width.into())
}

/// Who keeps what, and why.
fn shares(explainer: &Explainer, width: u16) -> [String; 7] {
    [
        users(explainer, width),
        short_steps(explainer),
        nodes::table(explainer, width),
        pipe_network::rows(explainer, width),
        hours::tables(explainer, width),
        classes(explainer, width),
        totals(explainer),
    ]
}

fn header(explainer: &Explainer) -> String {
    let (scenario, label) = (explainer.scenario, &explainer.messages.label);
    let notes = explainer.notes();
    let from = notes.as_ref().map_or(label.policy_stated, |notes| notes.source);
    let mut text = format!("{}\n", explainer.text(&scenario.title));
    let colon = explainer.messages.colon;
    let _ = writeln!(text, "{}{colon}{}", label.source, explainer.text(&scenario.source));
    let order = (explainer.messages.aside)(explainer.text(&scenario.order.name), from);
    let _ = writeln!(text, "{}{colon}{order}", label.policy);
    if let Some(limits) = notes.and_then(|notes| notes.leaves_out) {
        let _ = writeln!(text, "{}{colon}{limits}", label.policy_leaves_out);
    }
    let _ = writeln!(text, "{}{colon}{}", label.unit, explainer.unit());
    let _ = writeln!(text, "{}{colon}{}", label.figures, label.rounding);
    for (name, value) in super::hours::about(explainer) {
        let _ = writeln!(text, "{name}{colon}{value}");
    }
    text
}

fn event(explainer: &Explainer) -> String {
    let colon = explainer.messages.colon;
    let rows = explainer.event();
    let mut text = String::new();
    for (name, sentence) in &rows {
        let _ = writeln!(text, "  {name}{colon}{sentence}");
    }
    if text.is_empty() { text } else { format!("{}\n{text}", explainer.messages.event.label.event) }
}

fn users(explainer: &Explainer, width: u16) -> String {
    let label = &explainer.messages.label;
    let terms = explainer.terms();
    // Where terms take its room, a reason stands below the table.
    let has_room = terms.is_empty() || width >= WIDE;
    let headings = terms.iter().map(|(heading, _)| *heading);
    let header: Vec<&str> = [label.user, label.class]
        .into_iter()
        .chain(headings)
        .chain([label.demand, label.granted, label.share])
        .chain(has_room.then_some(label.why))
        .collect();
    let rows = explainer.users().map(|(user, outcome)| {
        let name = [explainer.user(user).to_owned(), (explainer.messages.class)(user.class).to_owned()];
        let amounts = [
            outcome.demand.to_string(),
            outcome.granted.to_string(),
            percentage(outcome.granted, outcome.demand),
        ];
        let terms = terms.iter().map(|(_, term)| term(user));
        let why = has_room.then(|| explainer.why(user, outcome));
        name.into_iter().chain(terms).chain(amounts).chain(why).collect()
    });
    let names_are_short =
        explainer.scenario.users.iter().all(|user| explainer.user(user).width() <= SHORT_NAME);
    let last_figure = 4 + terms.len();
    let figures = |column| (2..=last_figure).contains(&column);
    // Only reasons and long names are broken into lines, and classes beside terms.
    let whole =
        |column| figures(column) || (column == 1 && terms.is_empty()) || (column == 0 && names_are_short);
    let mut text = format!("{}\n", table(width, header, rows, Columns { figures: &figures, whole: &whole }));
    if !has_room {
        let curtailed = explainer.users().filter(|(_, outcome)| outcome.curtailed() != Quantity::ZERO);
        for (place, (user, outcome)) in curtailed.enumerate() {
            let heading = if place == 0 { format!("\n{}\n", label.why) } else { String::new() };
            let (name, colon) = (explainer.user(user), explainer.messages.colon);
            let _ = writeln!(text, "{heading}  {name}{colon}{}", explainer.why(user, outcome));
        }
    }
    text
}

/// What the numbers of steps in the table stand for, as far as they are short.
fn short_steps(explainer: &Explainer) -> String {
    let (label, colon) = (&explainer.messages.label, explainer.messages.colon);
    let mut text = String::new();
    let steps = explainer.steps().iter().zip(&explainer.allocation.steps).enumerate();
    for (index, (step, outcome)) in steps.filter(|(_, (_, outcome))| outcome.granted != outcome.asked) {
        let place = explainer.place(index);
        let (asked, granted) = (outcome.asked, outcome.granted);
        let _ = writeln!(text, "  {place} {}", explainer.step(step));
        let _ = writeln!(text, "    {}{colon}{asked}  {}{colon}{granted}", label.asked, label.granted);
        if let Some(citation) = explainer.citation(index) {
            let _ = writeln!(text, "    {}{colon}{citation}", label.citation);
        }
    }
    if text.is_empty() { text } else { format!("{}\n{text}", label.short_steps) }
}

/// One bar for each class: what is granted, then what is curtailed, on one scale for all classes.
fn classes(explainer: &Explainer, width: u16) -> String {
    let label = &explainer.messages.label;
    let rows: Vec<(&ClassOutcome, &str, String)> = explainer
        .allocation
        .classes
        .iter()
        .map(|class| (class, (explainer.messages.class)(class.class), class_figures(explainer, class)))
        .collect();
    let names = rows.iter().map(|(_, name, _)| name.width()).max().unwrap_or_default();
    let figures = rows.iter().map(|(.., figures)| figures.width()).max().unwrap_or_default();
    let room = usize::from(width).saturating_sub(names + figures + 6).max(10);
    let largest = rows.iter().map(|(class, ..)| class.demand).max().unwrap_or_default();
    let mut text = format!(
        "{} (█ {}  ░ {})\n",
        label.by_class,
        label.granted.to_lowercase(),
        label.curtailed.to_lowercase()
    );
    for (class, name, figures) in rows {
        let all = cells(class.demand, largest, room, u128::div_ceil);
        let granted = match class.curtailed() {
            Quantity::ZERO => all,
            _ => cells(class.granted, largest, room, Div::div),
        };
        let bar = format!("{}{}", "█".repeat(granted), "░".repeat(all.saturating_sub(granted)));
        let _ = writeln!(text, "  {}  {}  {figures}", padded(name, names), padded(&bar, room));
    }
    text
}

fn class_figures(explainer: &Explainer, class: &ClassOutcome) -> String {
    let share = percentage(class.granted, class.demand);
    let text = (explainer.messages.granted_of)(&class.granted.to_string(), &class.demand.to_string(), &share);
    match class.by_order {
        Quantity::ZERO => text,
        by_order => [text, explainer.withheld(by_order)].join(explainer.messages.comma),
    }
}

/// How many of so many cells a quantity fills. Rounding demand up and a part of it down keeps every
/// curtailment in sight.
fn cells(quantity: Quantity, largest: Quantity, room: usize, divide: fn(u128, u128) -> u128) -> usize {
    let (part, whole) = (u128::from(quantity.thousandths()), u128::from(largest.thousandths()));
    divide(part * room as u128, whole.max(1)) as usize
}

fn totals(explainer: &Explainer) -> String {
    let (allocation, label) = (explainer.allocation, &explainer.messages.label);
    let figures = [
        (label.supply, allocation.supply),
        (label.demand, allocation.demand),
        (label.served, allocation.served),
        (label.curtailed, allocation.curtailed),
        (label.unused, allocation.unused),
    ];
    let names = figures.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let mut amounts = figures.map(|(_, figure)| figure.to_string());
    align(amounts.iter_mut(), Padding::Text);
    let digits = amounts.iter().map(|amount| amount.width()).max().unwrap_or_default();
    let mut text = String::new();
    for ((name, _), amount) in figures.iter().zip(&amounts) {
        let _ = writeln!(text, "{}  {amount:>digits$} {}", padded(name, names), explainer.unit());
    }
    let _ = writeln!(text, "\n{}", explainer.decision());
    for alarm in explainer.alarms() {
        let _ = writeln!(text, "{alarm}");
    }
    for note in explainer.notes_on_figures() {
        let _ = writeln!(text, "{note}");
    }
    text
}

/// The text and as many spaces as bring it to so many columns.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}
