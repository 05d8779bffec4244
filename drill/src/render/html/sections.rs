//! What sections of a report on an exercise are made of: moments, charts, tables.

use maud::{Markup, PreEscaped, html};

use super::parts::key;
use crate::render::narrator::Narrator;
use crate::result::moment::Moment;

/// A moment: hours since the beginning, and the wall clock.
pub fn time(narrator: &Narrator, at: Moment) -> Markup {
    html! {
        td.time {
            @match narrator.short_clock(at) {
                Some(clock) => { (clock) span.elapsed { "+" (narrator.elapsed(at)) } }
                None => { (narrator.elapsed(at)) }
            }
        }
    }
}

/// A chart under a heading, with the meaning of its colours.
pub fn chart(heading: &str, keys: &[(&str, &str)], note: Option<&str>, svg: String) -> Markup {
    html! { section.chart { h2 { (heading) } (figure(heading, keys, note, svg)) } }
}

pub fn figure(name: &str, keys: &[(&str, &str)], note: Option<&str>, svg: String) -> Markup {
    html! {
        figure {
            figcaption {
                @for (color, name) in keys { (key(color, name)) }
                @if let Some(note) = note { span.note { (note) } }
            }
            div role="img" aria-label=(name) { (PreEscaped(svg)) }
        }
    }
}

/// Rows under headings; nothing without rows.
pub fn table<const COLUMNS: usize>(heading: &str, columns: [&str; COLUMNS], rows: &[Markup]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section { h2 { (heading) } (rows_under(columns, rows)) }
        }
    }
}

pub fn rows_under<const COLUMNS: usize>(columns: [&str; COLUMNS], rows: &[Markup]) -> Markup {
    figures_under(columns, &[], rows)
}

/// The same; the columns `numbers` hold figures.
pub fn figures_under<const COLUMNS: usize>(
    columns: [&str; COLUMNS],
    numbers: &[usize],
    rows: &[Markup],
) -> Markup {
    html! {
        div.wide { table.dense {
            thead { tr {
                @for (place, column) in columns.iter().enumerate() {
                    @if numbers.contains(&place) { th.number { (column) } } @else { th { (column) } }
                }
            } }
            tbody { @for row in rows { (row) } }
        } }
    }
}
