//! Outages (N-1) at a terminal.

use unicode_width::UnicodeWidthStr;

use super::table::{Columns, table};
use super::{NARROWEST, header};
use crate::messages::language::Language;
use crate::render::outages::{OutageTable, OutageTeller, is_grave};
use crate::render::wrap;
use crate::result::outages::Outages;
use crate::scenario::Scenario;

/// What outages come to, and a table of those that change anything. The scenario is the one on pipes that was solved.
pub fn page(scenario: &Scenario, outages: &Outages, language: Language, width: u16) -> String {
    let teller = OutageTeller::new(scenario, outages, language);
    let (messages, width) = (teller.messages(), width.max(NARROWEST));
    let mut page = format!("{}\n{}\n", messages.report, header(&teller.explainer));
    for sentence in teller.sentences() {
        page += &format!("{sentence}\n");
    }
    if teller.telling().next().is_some() {
        page += &format!("\n{}\n\n{}\n", messages.heading, lacking(&teller, width));
        if teller.telling().any(is_grave) {
            page += &format!("{}\n", (messages.mark_means)(&teller.first_served()));
        }
    }
    wrap::page(&page, width.into())
}

/// The table. Where the page is too narrow for all columns, the worst periods are left out.
fn lacking(teller: &OutageTeller, width: u16) -> String {
    let OutageTable { mut headings, figures, rows } = teller.table();
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default() + 2
    };
    if (0..headings.len()).map(widest).sum::<usize>() > width.into() {
        headings.truncate(figures.end);
        rows.iter_mut().for_each(|row| row.truncate(figures.end));
    }
    let columns = Columns { figures: &|column| figures.contains(&column), whole: &|column| column != 0 };
    table(width, headings, rows, columns)
}
