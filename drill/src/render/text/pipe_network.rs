//! Pipes, sources and storages at a terminal.

use super::table::{Columns, table};
use crate::render::explain::Explainer;
use crate::render::pipe_network::tables;

/// A table of each kind that there is; nothing without a network of any shape.
pub fn rows(explainer: &Explainer, width: u16) -> String {
    let mut text = String::new();
    for kind in tables(explainer) {
        let last = kind.headings.len().saturating_sub(1);
        let figures = |column: usize| kind.figures.get(column).copied().unwrap_or_default();
        let whole = |column: usize| column != last && column != 1;
        let rows = kind.rows.into_iter().map(|row| row.cells);
        text += &table(
            width,
            kind.headings.iter().map(String::as_str).collect(),
            rows,
            Columns { figures: &figures, whole: &whole },
        );
        text.push('\n');
        for note in kind.notes {
            text += note;
            text.push('\n');
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    if text.is_empty() { text } else { text + "\n" }
}
