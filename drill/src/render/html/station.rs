//! The part of the report on the station controller: summary, charts, users, orders, proposals, alarms, operators.

use maud::{Markup, PreEscaped, html};

use super::hours::CLASSES;
use super::parts::{dash, key};
use super::sections::{figures_under, time};
use super::station_chart;
use crate::render::figures::{Padding, align};
use crate::render::narrator::Narrator;
use crate::render::station::StationNarrator;
use crate::result::moment::Moment;
use crate::result::station::StationSample;

/// The columns of users whose points stand below each other.
const FIGURES: [usize; 6] = [1, 2, 3, 4, 6, 7];

/// Nothing where no controller takes part.
pub fn section(narrator: &Narrator) -> Markup {
    let Some(station) = StationNarrator::of(narrator) else { return html! {} };
    let (own, outcome) = (station.messages(), station.station);
    let orders: Vec<Moment> = outcome.orders.iter().map(|order| order.at).collect();
    let without = &outcome.without_hysteresis;
    html! {
        section {
            h2 { (own.heading) }
            p.note { (own.note) }
            ul { @for sentence in station.summary() { li { (sentence) } } }
        }
        (chart(&station, own.chart, &outcome.samples, &orders))
        (chart(&station, own.chart_without, &without.samples, &without.orders))
        (users(&station))
        (timed(&station, own.orders, station.order_headings(), station.order_rows(), outcome.orders.len(), &[0, 3, 4]))
        (timed(
            &station,
            own.proposals,
            station.proposal_headings(),
            station.proposal_rows(),
            outcome.proposals.len(),
            &[0, 3, 4],
        ))
        (timed(&station, own.alarms, station.alarm_headings(), station.alarm_rows(), outcome.alarms.len(), &[]))
        (timed(
            &station,
            own.commands,
            station.command_headings(),
            station.command_rows(),
            outcome.commands.len(),
            &[],
        ))
    }
}

fn chart(station: &StationNarrator, heading: &str, samples: &[StationSample], orders: &[Moment]) -> Markup {
    let narrator = &station.narrator;
    let (messages, own) = (narrator.explainer.messages, station.messages());
    let classes = samples.iter().take(1).flat_map(|sample| &sample.classes);
    let heading = (messages.aside)(heading, &narrator.explainer.flow_unit());
    html! {
        section.chart {
            h2 { (heading) }
            figure {
                figcaption {
                    @for class in classes {
                        (key(CLASSES[class.class as usize], (messages.class)(class.class)))
                    }
                    span.entry { span.dash.supply {} (own.supply) } " "
                    (dash(own.flow))
                    span.note { (own.marks) }
                }
                div role="img" aria-label=(heading) { (PreEscaped(station_chart::chart(narrator, samples, orders))) }
            }
        }
    }
}

fn users(station: &StationNarrator) -> Markup {
    let mut all = station.user_rows();
    for column in FIGURES {
        align(all.iter_mut().filter_map(|row| row.get_mut(column)), Padding::Page);
    }
    let row = |row: &[String; 8]| {
        let [user, figures @ ..] = row;
        html! { tr { td.id { (user) } @for figure in figures { td.number { (figure) } } } }
    };
    let rows: Vec<Markup> = all.iter().map(row).collect();
    html! {
        section {
            h2 { (station.messages().by_user) }
            (figures_under(station.user_headings(), &[1, 2, 3, 4, 5, 6, 7], &rows))
        }
    }
}

/// A table of what happened at moments, which stand in the column after the number, or in the first.
fn timed<const N: usize>(
    station: &StationNarrator,
    heading: &str,
    headings: [&str; N],
    rows: Vec<(Moment, [String; N])>,
    all: usize,
    numbers: &[usize],
) -> Markup {
    let clock = if numbers.is_empty() { 0 } else { 1 };
    let mut rows = rows;
    for column in numbers.iter().skip(1) {
        align(rows.iter_mut().filter_map(|(_, row)| row.get_mut(*column)), Padding::Page);
    }
    let row = |(at, row): &(Moment, [String; N])| {
        html! {
            tr {
                @for (column, cell) in row.iter().enumerate() {
                    @if column == clock { (time(&station.narrator, *at)) }
                    @else if numbers.contains(&column) { td.number { (cell) } }
                    @else { td { (cell) } }
                }
            }
        }
    };
    let rows: Vec<Markup> = rows.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (heading) }
                @if let Some(told) = station.left_out(all) { p.note { (told) } }
                (figures_under(headings, numbers, &rows))
            }
        }
    }
}
