//! The tree of nodes: as a picture of what flows where, and as a table.

use maud::{Markup, html};

use super::network_picture;
use crate::render::explain::Explainer;
use crate::render::figures::{Padding, align_columns};
use crate::render::nodes::{self, Columns, NodeRow, headings, rows};

/// How often a node is set in below its parent at most.
const DEEPEST: usize = 8;

/// The section on the network; nothing without a tree.
pub fn section(explainer: &Explainer) -> Markup {
    let (messages, rows) = (explainer.messages.network, rows(explainer));
    if rows.is_empty() {
        return html! {};
    }
    let columns = nodes::columns(&rows);
    html! {
        section {
            h2 { (messages.heading) }
            (network_picture::figure(explainer))
            (table(explainer, &rows, columns))
        }
    }
}

fn table(explainer: &Explainer, rows: &[NodeRow], columns: Columns) -> Markup {
    let messages = explainer.messages.network;
    let mut figures: Vec<Vec<String>> = rows.iter().map(|row| row.figures(explainer, columns)).collect();
    align_columns(&mut figures, Padding::Page);
    html! {
        div.wide { table.dense {
            thead { tr {
                th { (messages.node) }
                @for heading in headings(explainer, columns) { th.number { (heading) } }
                th { (messages.holds_back) }
            } }
            tbody {
                @for (row, figures) in rows.iter().zip(&figures) {
                    tr.short[row.outcome.binding] {
                        td.id.node style=(format!("padding-left:{}em", row.depth.min(DEEPEST))) { (explainer.node(row.node)) }
                        @for figure in figures { td.number { (figure) } }
                        td { (row.held(explainer)) }
                    }
                }
            }
        } }
    }
}
