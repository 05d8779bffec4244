//! The tree at a terminal: each node with what it carries and whom it holds back.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::table::{self, Columns};
use crate::render::explain::Explainer;
use crate::render::nodes::{NodeRow, columns, headings, rows};

/// Names of so many columns, set in, are not broken into lines.
const LONG_NAME: usize = 40;

/// Deeper nodes are not set in further.
const DEEPEST: usize = 8;

/// The nodes, each below the node that feeds it, then whom they hold back; nothing without a tree.
pub fn table(explainer: &Explainer, width: u16) -> String {
    let (label, rows) = (explainer.messages.network, rows(explainer));
    if rows.is_empty() {
        return String::new();
    }
    let columns = columns(&rows);
    let headings = headings(explainer, columns);
    let header = [label.node].into_iter().chain(headings.iter().map(String::as_str)).collect();
    let cells = rows.iter().map(|row| [vec![name(explainer, row)], row.figures(explainer, columns)].concat());
    let names_are_short = rows.iter().all(|row| name(explainer, row).width() <= LONG_NAME);
    let figures = |column| column != 0;
    let whole = |column| column != 0 || names_are_short;
    let table = table::table(width, header, cells, Columns { figures: &figures, whole: &whole });
    format!("{table}\n{}", holders(explainer, &rows))
}

fn holders(explainer: &Explainer, rows: &[NodeRow]) -> String {
    let (label, colon) = (explainer.messages.network, explainer.messages.colon);
    let mut text = String::new();
    for row in rows.iter().filter(|row| row.outcome.binding) {
        let _ = writeln!(text, "  {}{colon}{}", explainer.node(row.node), row.held(explainer));
    }
    if text.is_empty() { text } else { format!("{}\n{text}", label.holds_back) }
}

fn name(explainer: &Explainer, row: &NodeRow) -> String {
    format!("{}{}", "  ".repeat(row.depth.min(DEEPEST)), explainer.node(row.node))
}
