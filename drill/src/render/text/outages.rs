//! Outages (N-1) at a terminal.

use unicode_width::UnicodeWidthStr;

use super::table::{Columns, table};
use super::{NARROWEST, header};
use crate::messages::language::Language;
use crate::render::outages::{NAMES, OutageTable, OutageTeller, is_grave};
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

/// The table. Where the page is too narrow for all columns, the kinds of elements and the worst periods are left out.
fn lacking(teller: &OutageTeller, width: u16) -> String {
    let OutageTable { mut headings, rows } = teller.table();
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
    let mut figures = NAMES..headings.len() - usize::from(teller.explainer.scenario.horizon.is_some());
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default() + 2
    };
    let needed: usize = (0..headings.len()).map(widest).sum();
    if needed > width.into() {
        let keep = |column: usize| column == 0 || figures.contains(&column);
        let kept = |row: Vec<String>| {
            row.into_iter().enumerate().filter(|(column, _)| keep(*column)).map(|(_, cell)| cell).collect()
        };
        rows = rows.into_iter().map(kept).collect();
        headings =
            headings.into_iter().enumerate().filter(|(column, _)| keep(*column)).map(|(_, h)| h).collect();
        figures = 1..headings.len();
    }
    let columns = Columns { figures: &|column| figures.contains(&column), whole: &|column| column != 0 };
    table(width, headings, rows, columns)
}
