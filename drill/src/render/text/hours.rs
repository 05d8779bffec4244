//! The hours ahead at a terminal.

use super::table::{Columns, table};
use crate::render::explain::Explainer;
use crate::render::hours::{hours, outlook};

/// Up to so many rows for the periods.
const MOST_ROWS: usize = 24;

/// When a shortage reaches whom, and what each period comes to; nothing without a horizon.
pub fn tables(explainer: &Explainer, width: u16) -> String {
    let messages = explainer.messages.horizon;
    let Some(hours) = hours(explainer) else { return String::new() };
    let header = vec![messages.outlook, messages.first_touched, messages.cut_off];
    let no_column = |_| false;
    let columns = Columns { figures: &no_column, whole: &no_column };
    let classes = table(width, header, outlook(explainer).map(Vec::from), columns);

    let per_row = hours.per_row(MOST_ROWS);
    let header = [vec![messages.period_by_period], hours.headings(explainer)].concat();
    let rows = hours.blocks(per_row).map(|block| {
        let figures = block.figures();
        [block.name(explainer)].into_iter().chain(figures.iter().map(ToString::to_string)).collect()
    });
    let figures = |column| column != 0;
    let periods = table(width, header, rows, Columns { figures: &figures, whole: &figures });
    let note = if per_row == 1 { String::new() } else { format!("{}\n", (messages.added_up)(per_row)) };
    format!("{classes}\n\n{periods}\n{note}")
}
