//! The linepack in words: what it can give, until which pressure, and how long it lasts.

use super::explain::Explainer;
use super::narrator::Narrator;
use crate::quantity::Quantity;
use crate::result::lasting::Lasting;
use crate::result::linepack::{LinepackOutcome, Survival};

/// What there is to say of it: names and sentences. Nothing without linepack.
pub fn rows(explainer: &Explainer) -> Vec<(String, String)> {
    let Some(linepack) = &explainer.allocation.linepack else { return Vec::new() };
    let messages = explainer.messages.linepack;
    let volume =
        |volume| (explainer.messages.amount)(&Quantity::to_string(&volume), &explainer.volume_unit());
    let usable = (messages.gives)(&volume(linepack.usable), &until(explainer, linepack));
    let mut rows = vec![(messages.usable.to_owned(), usable)];
    if linepack.pipes.len() > 1 {
        for (number, pipe) in (1..).zip(&linepack.pipes) {
            let name = pipe.name.as_ref().map(|name| (explainer.messages.local)(name).to_owned());
            let pressure = (messages.pressure)(&pipe.minimum_pressure_mpa, linepack.pressures);
            let gives = (messages.gives)(&volume(pipe.usable), &pressure);
            rows.push((name.unwrap_or_else(|| (messages.pipe)(number)), gives));
        }
    }
    rows.push((messages.in_full.to_owned(), in_full(explainer, linepack)));
    if let Some(survival) = &linepack.as_granted {
        rows.push((messages.as_granted.to_owned(), survives(explainer, linepack, survival)));
    }
    rows
}

/// How long it lasts at the largest withdrawal of an exercise, the first of several, and when: name and sentence.
pub fn at_most_withdrawn(narrator: &Narrator) -> Option<(&'static str, String)> {
    let explainer = &narrator.explainer;
    let linepack = explainer.allocation.linepack.as_ref()?;
    let drawn = narrator.exercise.snapshots.iter().rev().filter_map(|snapshot| {
        let storage = snapshot.storage?;
        Some((storage.withdrawn, storage.lasts?, snapshot.at))
    });
    let messages = explainer.messages.linepack;
    // Of several the last one is taken: in reverse the first.
    let text = match drawn.max_by_key(|(withdrawn, ..)| *withdrawn) {
        None => messages.not_drawn.to_owned(),
        Some((withdrawn, lasts, at)) => {
            let text = lasts_until(explainer, linepack, &explainer.flow(withdrawn), lasts);
            (explainer.messages.aside)(&text, &narrator.moment(at))
        }
    };
    Some((messages.at_most_withdrawn, text))
}

fn in_full(explainer: &Explainer, linepack: &LinepackOutcome) -> String {
    let text = survives(explainer, linepack, &linepack.in_full);
    let most = explainer.scenario.linepack.as_ref().and_then(|linepack| linepack.withdrawal);
    let most = most.filter(|most| explainer.scenario.horizon.is_none() && *most < linepack.in_full.needed);
    match most {
        Some(most) => (explainer.messages.linepack.at_most)(&text, &explainer.flow(most)),
        None => text,
    }
}

fn survives(explainer: &Explainer, linepack: &LinepackOutcome, survival: &Survival) -> String {
    let messages = explainer.messages.linepack;
    match (survival.needed, survival.lasts) {
        (Quantity::ZERO, _) => messages.not_drawn.to_owned(),
        (needed, None) => (messages.lasts_through)(&explainer.amount(needed)),
        (needed, Some(lasts)) => lasts_until(explainer, linepack, &explainer.amount(needed), lasts),
    }
}

fn lasts_until(explainer: &Explainer, linepack: &LinepackOutcome, needed: &str, lasts: Lasting) -> String {
    let (hours, minutes) = lasts.hours_and_minutes();
    (explainer.messages.linepack.lasts)(needed, hours, minutes, &until(explainer, linepack))
}

/// The pressure down to which gas can be taken out, where it is the same for all pipes.
fn until(explainer: &Explainer, linepack: &LinepackOutcome) -> String {
    let messages = explainer.messages.linepack;
    match linepack.pipes.as_slice() {
        [first, others @ ..]
            if others.iter().all(|pipe| pipe.minimum_pressure_mpa == first.minimum_pressure_mpa) =>
        {
            (messages.pressure)(&first.minimum_pressure_mpa, linepack.pressures)
        }
        _ => messages.minimum_pressures.to_owned(),
    }
}
