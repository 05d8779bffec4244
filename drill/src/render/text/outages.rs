//! Outages (N-1) at a terminal.

use super::table::{Columns, table};
use super::{NARROWEST, header};
use crate::messages::language::Language;
use crate::render::outages::{NAMES, OutageTeller, is_grave};
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
        let lacking = teller.table();
        let figures = NAMES..lacking.headings.len() - usize::from(scenario.horizon.is_some());
        let rows = lacking.rows.into_iter().map(|row| row.cells);
        let columns = Columns { figures: &|column| figures.contains(&column), whole: &|column| column != 0 };
        page += &format!("\n{}\n\n{}\n", messages.heading, table(width, lacking.headings, rows, columns));
        if teller.telling().any(is_grave) {
            page += &format!("{}\n", (messages.mark_means)(&teller.first_served()));
        }
    }
    wrap::page(&page, width.into())
}
