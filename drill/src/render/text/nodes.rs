//! The tree at a terminal: each node with what it carries and whom it holds back.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::super::explain::Explainer;
use super::super::nodes::{NodeRow, any_source, rows};
use super::{SHORT_NAME, STYLE};

/// Deeper nodes are not set in further.
const DEEPEST: usize = 8;

/// The nodes, each below the node that feeds it; nothing without a tree.
pub(super) fn table(explainer: &Explainer, width: u16) -> String {
    let (label, rows) = (explainer.words.tree, rows(explainer));
    if rows.is_empty() {
        return String::new();
    }
    let has_source = any_source(&rows);
    let cells = |cells: [String; 6]| {
        let is_shown = |(column, _): &(usize, String)| *column != 4 || has_source;
        cells.into_iter().enumerate().filter(is_shown).map(|(_, cell)| cell).collect::<Vec<_>>()
    };
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    let heading = [label.node, label.capacity, label.load, label.used, label.source, label.holds_back];
    table.set_header(cells(heading.map(str::to_owned)));
    for row in &rows {
        table.add_row(cells([
            name(row),
            row.capacity(explainer),
            row.outcome.load.to_string(),
            row.used(),
            row.source(explainer),
            row.held(explainer),
        ]));
    }
    let names_are_short = rows.iter().all(|row| name(row).width() <= SHORT_NAME);
    let last = table.column_count() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        let is_number = (1..last).contains(&index);
        if is_number || (index == 0 && names_are_short) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n", table.trim_fmt())
}

fn name(row: &NodeRow) -> String {
    format!("{}{}", "  ".repeat(row.depth.min(DEEPEST)), row.node.id)
}
