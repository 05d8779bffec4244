//! The hours ahead at a terminal.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};

use super::super::explain::Explainer;
use super::super::hours::{hours, outlook};
use super::STYLE;

/// Up to so many rows for the periods.
const MOST_ROWS: usize = 24;

/// When a shortage reaches whom, and what each period comes to; nothing without a horizon.
pub(super) fn tables(explainer: &Explainer, width: u16) -> String {
    let words = explainer.words.horizon;
    let Some(hours) = hours(explainer) else { return String::new() };
    let mut classes = table(width, vec![words.outlook, words.first_touched, words.cut_off]);
    for row in outlook(explainer) {
        classes.add_row(row);
    }

    let per_row = hours.per_row(MOST_ROWS);
    let mut periods = table(width, [vec![words.period_by_period], hours.headings(explainer)].concat());
    for block in hours.blocks(per_row) {
        let figures = block.figures();
        let figures = figures.iter().map(|figure| figure.to_string());
        periods.add_row([block.name(explainer)].into_iter().chain(figures));
    }
    for column in periods.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    let note = if per_row == 1 { String::new() } else { format!("{}\n", (words.added_up)(per_row)) };
    format!("{}\n\n{}\n{note}", classes.trim_fmt(), periods.trim_fmt())
}

fn table(width: u16, header: Vec<&str>) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(header);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table
}
