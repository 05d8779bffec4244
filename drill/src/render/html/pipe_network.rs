//! Pipes, sources and storages on a page.

use maud::{Markup, html};

use super::network_picture;
use crate::render::explain::Explainer;
use crate::render::figures::{Padding, align};
use crate::render::pipe_network::{ElementTable, tables};

/// The section on a network of any shape: a picture, and a table of each kind of element; nothing without one.
pub fn section(explainer: &Explainer) -> Markup {
    let tables = tables(explainer);
    html! {
        @if !tables.is_empty() {
            section {
                h2 { (explainer.messages.network.heading) }
                (network_picture::figure(explainer))
                @for kind in tables { (of_kind(kind)) }
            }
        }
    }
}

fn of_kind(mut kind: ElementTable) -> Markup {
    let is_figure = |column: usize| kind.figures.get(column).copied().unwrap_or_default();
    for column in (0..kind.headings.len()).filter(|column| is_figure(*column)) {
        align(kind.rows.iter_mut().filter_map(|row| row.cells.get_mut(column)), Padding::Page);
    }
    html! {
        div.wide { table.dense {
            thead { tr {
                @for (column, heading) in kind.headings.iter().enumerate() {
                    th.number[is_figure(column)] { (heading) }
                }
            } }
            tbody { @for row in &kind.rows {
                tr.short[row.is_binding] {
                    @for (column, cell) in row.cells.iter().enumerate() {
                        td.number[is_figure(column)].id[column == 0] { (cell) }
                    }
                }
            } }
        } }
        @for note in &kind.notes { p.note { (note) } }
    }
}
