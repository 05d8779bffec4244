//! The station controller at a terminal.

use super::table::{Columns, table};
use crate::render::narrator::Narrator;
use crate::render::station::StationNarrator;
use crate::result::moment::Moment;

/// Summary and tables; nothing where no controller takes part.
pub fn parts(narrator: &Narrator, width: u16) -> Vec<String> {
    let Some(station) = StationNarrator::of(narrator) else { return Vec::new() };
    let (own, outcome) = (station.messages(), station.station);
    let summary = format!("{}\n{}\n{}\n", own.heading, own.note, station.summary().join("\n"));
    let users = station.user_rows().into_iter().map(Vec::from).collect();
    let by_user = headed(own.by_user, &station.user_headings(), users, &[1, 2, 3, 4, 6, 7], width);
    let flows = |heading: &str, headings: &[&str], rows, all| {
        headed(heading, headings, rows, &[0, 3, 4], width) + &left_out(&station, all)
    };
    vec![
        summary,
        by_user,
        flows(own.orders, &station.order_headings(), untimed(station.order_rows()), outcome.orders.len()),
        flows(
            own.proposals,
            &station.proposal_headings(),
            untimed(station.proposal_rows()),
            outcome.proposals.len(),
        ),
        headed(own.alarms, &station.alarm_headings(), untimed(station.alarm_rows()), &[], width)
            + &left_out(&station, outcome.alarms.len()),
        headed(own.commands, &station.command_headings(), untimed(station.command_rows()), &[], width)
            + &left_out(&station, outcome.commands.len()),
    ]
}

fn left_out(station: &StationNarrator, all: usize) -> String {
    station.left_out(all).map(|told| format!("{told}\n")).unwrap_or_default()
}

fn untimed<const N: usize>(rows: Vec<(Moment, [String; N])>) -> Vec<Vec<String>> {
    rows.into_iter().map(|(_, row)| Vec::from(row)).collect()
}

/// A table under a heading; nothing without rows. The columns `numbers` stand right, and only the others, but for the first
/// one, are broken into lines.
pub fn headed(
    heading: &str,
    header: &[&str],
    rows: Vec<Vec<String>>,
    numbers: &[usize],
    width: u16,
) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let figures = |column| numbers.contains(&column);
    let whole = |column| column == 0 || figures(column);
    format!(
        "{heading}\n{}\n",
        table(width, header.to_vec(), rows, Columns { figures: &figures, whole: &whole })
    )
}
