//! Outages (N-1) as a page: what is lacking while one element is out, as bars and as a table.

use std::path::Path;

use maud::{Markup, PreEscaped, html};

use super::charts::{self, Bar};
use super::document;
use super::hours::CLASSES;
use super::network_picture::figure_with;
use super::parts::{MOST_BARS, key};
use crate::messages::language::Language;
use crate::render::figures::{Padding, align};
use crate::render::outages::{OutageTeller, is_grave};
use crate::result::Outcome;
use crate::result::outages::{OutageOutcome, Outages};
use crate::result::shares::ClassOutcome;
use crate::scenario::Scenario;

/// The name of the page on a scenario file: `winter.outages.html`, in Chinese `winter.outages.zh-CN.html`.
pub fn file_name(scenario: &Path, language: Language) -> String {
    super::file_name_of(scenario, language, ".outages", "html")
}

/// The page on outages. The scenario is the one on pipes that was solved; `file` is its file.
pub fn page(scenario: &Scenario, outages: &Outages, language: Language, file: &Path) -> String {
    let teller = OutageTeller::new(scenario, outages, language);
    let main = html! {
        section { @for sentence in teller.sentences() { p { (sentence) } } }
        @if teller.telling().next().is_some() {
            (chart(&teller))
            (table(&teller))
            (network(&teller))
        }
    };
    let Outages { whole, provenance, .. } = outages.clone();
    let outcome = Outcome { allocation: whole, exercise: None, provenance };
    document(&teller.explainer, teller.messages().report, &outcome, file, &main)
}

/// A bar for each of the gravest outages: what each class lacks.
fn chart(teller: &OutageTeller) -> Markup {
    let (messages, explainer) = (teller.messages(), &teller.explainer);
    let all = teller.telling().count();
    let shown: Vec<&OutageOutcome> = teller.telling().take(MOST_BARS).collect();
    let bars: Vec<Bar> = shown.iter().map(|outage| bar(teller, outage)).collect();
    let is_lacking = |class: &&ClassOutcome| {
        let lacks = |outage: &&OutageOutcome| {
            outage.classes.iter().any(|other| other.class == class.class && !other.curtailed().is_zero())
        };
        shown.iter().any(lacks)
    };
    html! {
        section.chart {
            h2 { (messages.heading) }
            figure {
                figcaption {
                    @for class in teller.outages.whole.classes.iter().filter(is_lacking) {
                        (key(CLASSES[class.class as usize], (explainer.messages.class)(class.class)))
                    }
                    @if shown.len() < all { span.note { ((messages.charted)(shown.len(), all)) } }
                    @if shown.iter().any(|outage| is_grave(outage)) {
                        span.note { ((messages.mark_means)(&teller.first_served())) }
                    }
                }
                div role="img" aria-label=(messages.heading) {
                    (PreEscaped(charts::bars(&bars, &explainer.unit(), 24.0)))
                }
            }
        }
    }
}

/// The network with nothing out, in which those elements are marked whose outage takes gas from who is served first, with
/// how much it takes.
fn network(teller: &OutageTeller) -> Markup {
    let messages = teller.messages();
    let lose = |id: &str| {
        let outage = teller.telling().find(|outage| outage.id == id).filter(|outage| is_grave(outage))?;
        Some(format!("−{}", outage.first_served_lose))
    };
    let is_any_grave = teller.telling().any(is_grave);
    html! {
        @if teller.explainer.scenario.network.is_some() {
            section.chart {
                h2 { (messages.network) }
                @if is_any_grave { p.note { ((messages.marked_in_network)(&teller.first_served())) } }
                (figure_with(&teller.explainer, lose))
            }
        }
    }
}

fn bar(teller: &OutageTeller, outage: &OutageOutcome) -> Bar {
    let part = |class: &ClassOutcome| (class.curtailed(), CLASSES[class.class as usize]);
    Bar {
        name: teller.marked(outage),
        parts: outage.classes.iter().map(part).collect(),
        figures: outage.curtailed.to_string(),
    }
}

fn table(teller: &OutageTeller) -> Markup {
    let mut table = teller.table();
    let figures = table.figures.clone();
    let is_figure = |column: usize| figures.contains(&column);
    for column in figures.clone() {
        align(table.rows.iter_mut().filter_map(|row| row.cells.get_mut(column)), Padding::Page);
    }
    html! {
        section { div.wide { table.dense {
            thead { tr {
                @for (column, heading) in table.headings.iter().enumerate() {
                    th.number[is_figure(column)] { (heading) }
                }
            } }
            tbody { @for row in &table.rows {
                tr.short[row.is_grave] {
                    @for (column, cell) in row.cells.iter().enumerate() {
                        td.number[is_figure(column)].id[column == 0] { (cell) }
                    }
                }
            } }
        } } }
    }
}
