//! An exercise at a terminal: how it went, what happened, what was due, what each class kept.

use std::fmt::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table};

use super::super::exercise::Teller;
use super::super::explain::percentage;
use super::STYLE;
use crate::exercise::Kept;
use crate::words::percent;

/// All there is to say of an exercise.
pub(super) fn parts(teller: &Teller, width: u16) -> Vec<String> {
    vec![
        format!("{}\n", teller.summary()),
        course(teller, width),
        happenings(teller, width),
        due(teller, width),
        kept(teller, width),
        journal(teller),
    ]
}

/// A table under a heading; columns from `numbers` on stand right, and the last one is broken into lines.
fn table(heading: &str, header: &[&str], rows: Vec<Vec<String>>, numbers: &[usize], width: u16) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(header.to_vec());
    for row in rows {
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if index == 0 || numbers.contains(&index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if numbers.contains(&index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{heading}\n{}\n", table.trim_fmt())
}

fn course(teller: &Teller, width: u16) -> String {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let row = |standing: &crate::exercise::Standing| {
        vec![
            teller.moment(standing.at),
            standing.supply.to_string(),
            percent(standing.assessment.grading.imbalance_permille),
            percentage(standing.served, standing.demand),
            standing.assessment.grading.grade.map_or(label.none, |grade| grade.name()).to_owned(),
            standing.warning.map_or(label.none, words.exercise.warning_in_brief).to_owned(),
            teller.state_in_brief(standing.response),
        ]
    };
    let header = [
        label.time,
        words.label.supply,
        words.event.label.imbalance,
        words.label.served,
        words.event.label.grade,
        label.warning,
        words.event.label.response,
    ];
    let mut rows: Vec<Vec<String>> = teller.exercise.moments.iter().map(row).collect();
    // Nothing but the time is another.
    rows.dedup_by(|later, earlier| later.iter().skip(1).eq(earlier.iter().skip(1)));
    table(label.strip_chart, &header, rows, &[1, 2, 3], width)
}

fn happenings(teller: &Teller, width: u16) -> String {
    let label = &teller.explainer.words.exercise.label;
    let rows = teller.rows().into_iter().map(|row| {
        let what = match row.refused {
            Some(reason) => format!("{}\n{}", row.what, (teller.explainer.words.exercise.refused)(&reason)),
            None => row.what,
        };
        vec![teller.moment(row.at), what, row.who]
    });
    table(label.course, &[label.time, label.what, label.who], rows.collect(), &[], width)
}

fn due(teller: &Teller, width: u16) -> String {
    let label = &teller.explainer.words.exercise.label;
    let rows = teller.due().into_iter().map(|group| {
        let (sent, result) = teller.fate(group.fate);
        let kind = if group.first { label.first } else { label.follow_up };
        vec![
            teller.moment(group.due),
            sent,
            kind.to_owned(),
            result.to_owned(),
            teller.recipients(group.recipients),
        ]
    });
    let header = [label.due, label.sent, label.kind, label.result, label.recipients];
    table(label.reports_due, &header, rows.collect(), &[], width)
}

fn kept(teller: &Teller, width: u16) -> String {
    let (words, label) = (teller.explainer.words, &teller.explainer.words.exercise.label);
    let row = |kept: &Kept| {
        let lowest = percentage(kept.lowest_granted, kept.lowest_demand);
        let lowest = match kept.lowest_granted == kept.lowest_demand {
            true => lowest,
            false => (words.aside)(&lowest, &teller.moment(kept.lowest_at)),
        };
        vec![
            (words.class)(kept.class).to_owned(),
            kept.demand.to_string(),
            kept.granted.to_string(),
            percentage(kept.granted, kept.demand),
            lowest,
        ]
    };
    let rows = teller.exercise.classes.iter().map(row).collect();
    let header = [words.label.class, label.wanted, label.kept, words.label.share, label.lowest];
    let heading = (words.aside)(label.kept_by_class, &teller.volume_unit());
    table(&heading, &header, rows, &[1, 2, 3], width)
}

fn journal(teller: &Teller) -> String {
    let words = teller.explainer.words;
    let mut text = String::new();
    let _ = writeln!(text, "{}{}{}", words.exercise.label.head, words.colon, teller.head());
    text
}
