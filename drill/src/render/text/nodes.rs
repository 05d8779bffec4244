//! The tree at a terminal: each node with what it carries and whom it holds back.

use std::fmt::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::super::explain::Explainer;
use super::super::nodes::{NodeRow, columns, headings, rows};
use super::STYLE;

/// Names of so many columns, set in, are not broken into lines.
const LONG_NAME: usize = 40;

/// Deeper nodes are not set in further.
const DEEPEST: usize = 8;

/// The nodes, each below the node that feeds it, then whom they hold back; nothing without a tree.
pub(super) fn table(explainer: &Explainer, width: u16) -> String {
    let (label, rows) = (explainer.words.tree, rows(explainer));
    if rows.is_empty() {
        return String::new();
    }
    let columns = columns(&rows);
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header([vec![label.node], headings(explainer, columns)].concat());
    for row in &rows {
        table.add_row([vec![name(row)], row.figures(explainer, columns)].concat());
    }
    let names_are_short = rows.iter().all(|row| name(row).width() <= LONG_NAME);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if index != 0 {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if index != 0 || names_are_short {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    format!("{}\n{}", table.trim_fmt(), holders(explainer, &rows))
}

/// The nodes that hold users back, and which.
fn holders(explainer: &Explainer, rows: &[NodeRow]) -> String {
    let (label, colon) = (explainer.words.tree, explainer.words.colon);
    let mut text = String::new();
    for row in rows.iter().filter(|row| row.outcome.binding) {
        let _ = writeln!(text, "  {}{colon}{}", row.node.id, row.held(explainer));
    }
    if text.is_empty() { text } else { format!("{}\n{text}", label.holds_back) }
}

fn name(row: &NodeRow) -> String {
    format!("{}{}", "  ".repeat(row.depth.min(DEEPEST)), row.node.id)
}
