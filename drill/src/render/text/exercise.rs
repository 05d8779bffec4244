//! An exercise at a terminal: how it went, what happened, what was due, what each class kept.

use std::fmt::Write;

use super::linepack;
use super::station::headed;
use crate::render::event::imbalance;
use crate::render::explain::percentage;
use crate::render::narrator::Narrator;
use crate::result::exercise::{Kept, Snapshot};

pub fn parts(narrator: &Narrator, width: u16) -> Vec<String> {
    vec![
        format!("{}\n", narrator.summary()),
        remarks(narrator, width),
        course(narrator, width),
        linepack::rows(&narrator.explainer, Some(narrator)),
        storage(narrator, width),
        log(narrator, width),
        due(narrator, width),
        duties(narrator, width),
        kept(narrator, width),
        journal(narrator),
    ]
}

fn remarks(narrator: &Narrator, width: u16) -> String {
    let label = &narrator.explainer.messages.exercise.label;
    let rows = narrator.remarks().into_iter().map(|(at, what)| vec![narrator.moment(at), what]);
    headed(label.remarks, &[label.time, label.what], rows.collect(), &[], width)
}

/// The warning in force, and the one that is proposed and not decided.
fn warning(narrator: &Narrator, snapshot: &Snapshot) -> String {
    let messages = &narrator.explainer.messages.exercise;
    let proposed = snapshot.warning_proposed.map(messages.warning_in_brief).map(messages.proposed_in_brief);
    let in_force = snapshot.warning.map(|level| (messages.warning_in_brief)(level).to_owned());
    let all: Vec<String> = in_force.into_iter().chain(proposed).collect();
    if all.is_empty() {
        messages.label.none.to_owned()
    } else {
        all.join(narrator.explainer.messages.semicolon)
    }
}

fn course(narrator: &Narrator, width: u16) -> String {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let row = |snapshot: &Snapshot| {
        vec![
            narrator.moment(snapshot.at),
            snapshot.supply.to_string(),
            imbalance(&snapshot.basis),
            percentage(snapshot.served, snapshot.demand),
            snapshot.grade.map_or(label.none, messages.exercise.grade_in_brief).to_owned(),
            warning(narrator, snapshot),
            narrator.state_in_brief(snapshot.response),
        ]
    };
    let header = [
        label.time,
        messages.label.supply,
        messages.event.label.imbalance,
        messages.label.served,
        messages.event.label.grade,
        label.warning,
        messages.event.label.response,
    ];
    let mut rows: Vec<Vec<String>> = narrator.exercise.snapshots.iter().map(row).collect();
    // Nothing but the time is another.
    rows.dedup_by(|later, earlier| later.iter().skip(1).eq(earlier.iter().skip(1)));
    headed(label.strip_chart, &header, rows, &[1, 2, 3], width)
}

fn storage(narrator: &Narrator, width: u16) -> String {
    let label = &narrator.explainer.messages.exercise.label;
    let rows = narrator.storage().into_iter().map(|row| row.to_vec()).collect();
    headed(label.storage, &narrator.storage_headings(), rows, &[1, 2, 3], width)
}

fn log(narrator: &Narrator, width: u16) -> String {
    let label = &narrator.explainer.messages.exercise.label;
    let rows = narrator.rows().into_iter().map(|row| {
        let what = match row.refused {
            Some(reason) => {
                format!("{}\n{}", row.what, (narrator.explainer.messages.exercise.refused)(&reason))
            }
            None => row.what,
        };
        vec![narrator.moment(row.at), what, row.who]
    });
    headed(label.course, &[label.time, label.what, label.who], rows.collect(), &[], width)
}

fn due(narrator: &Narrator, width: u16) -> String {
    let label = &narrator.explainer.messages.exercise.label;
    let rows = narrator.obligations().into_iter().map(|group| {
        let (sent, result) = narrator.outcome(&group);
        let kind = if group.first { label.first } else { label.follow_up };
        vec![
            narrator.moment(group.due),
            sent,
            kind.to_owned(),
            result.to_owned(),
            narrator.recipients(group.recipients),
        ]
    });
    let header = [label.due, label.sent, label.kind, label.result, label.recipients];
    headed(label.reports_due, &header, rows.collect(), &[], width)
}

fn duties(narrator: &Narrator, width: u16) -> String {
    let (messages, label) =
        (&narrator.explainer.messages.exercise, &narrator.explainer.messages.exercise.label);
    let rows = narrator.exercise.duties.iter().map(|duty| {
        let (done, result) = narrator.duty_outcome(duty);
        vec![
            narrator.moment(duty.since),
            duty.due.map(|due| narrator.moment(due)).unwrap_or_default(),
            done,
            result.to_owned(),
            (messages.duty)(duty.duty).to_owned(),
            (messages.holder)(duty.holder).to_owned(),
        ]
    });
    let header = [label.since, label.due, label.done, label.result, label.duty, label.whose];
    headed(label.duties, &header, rows.collect(), &[], width)
}

fn kept(narrator: &Narrator, width: u16) -> String {
    let (messages, label) = (narrator.explainer.messages, &narrator.explainer.messages.exercise.label);
    let row = |kept: &Kept| {
        let lowest = percentage(kept.lowest_granted, kept.lowest_demand);
        let lowest = match kept.lowest_granted == kept.lowest_demand {
            true => lowest,
            false => (messages.aside)(&lowest, &narrator.moment(kept.lowest_at)),
        };
        vec![
            (messages.class)(kept.class).to_owned(),
            kept.demand.to_string(),
            kept.granted.to_string(),
            percentage(kept.granted, kept.demand),
            lowest,
        ]
    };
    let rows = narrator.exercise.classes.iter().map(row).collect();
    let header = [messages.label.class, label.wanted, label.kept, messages.label.share, label.lowest];
    let heading = (messages.aside)(label.kept_by_class, &narrator.volume_unit());
    headed(&heading, &header, rows, &[1, 2, 3], width)
}

fn journal(narrator: &Narrator) -> String {
    let messages = narrator.explainer.messages;
    let mut text = String::new();
    let _ = writeln!(text, "{}{}{}", messages.exercise.label.head, messages.colon, narrator.head());
    text
}
