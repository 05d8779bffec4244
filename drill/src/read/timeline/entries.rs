//! Checks a time line: each entry by itself, their order, and that its quantities fit the scale.

use citygate::event::{Government, Possibility, ReportingSettings, Trend, WarningReach};
use citygate::user::SupplyClass;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use toml::Spanned;
use toml::value::Datetime;

use super::actions;
use crate::quantity::Quantity;
use crate::read::checker::Checker;
use crate::read::raw::scenario::RawScenario;
use crate::read::raw::timeline::{RawEntry, RawExercise};
use crate::read::raw::value::{Key, Number};
use crate::read::{names, situation};
use crate::scenario::scale::Scale;
use crate::scenario::timeline::{Change, Hour, LATEST_H, Start, Timeline, TimelineEntry, TrendBy};
use crate::scenario::user::Consumer;

/// Checks the time line of a scenario; `Some(None)` without one.
pub fn check(
    raw: &RawScenario,
    users: &[Consumer],
    scale: Option<Scale>,
    checker: &mut Checker,
) -> Option<Option<Timeline>> {
    let Some(first) = raw.timeline.first() else {
        if let Some(exercise) = &raw.exercise {
            checker.note(&exercise.span(), "an exercise without a time line; add a [[timeline]] entry");
            return None;
        }
        return Some(None);
    };
    if raw.horizon.is_some() {
        let message = "a time line and a [horizon] both say what comes later; leave one of them out";
        checker.note(&first.span(), message);
    }
    if raw.normal_supply.is_none() {
        let message = "the key is missing; a time line is graded against it: write for example normal_supply = \
                       25833.333";
        let top = checker.document.span();
        checker.note_missing(&top, "normal_supply", message);
    }
    let mut entries: Vec<TimelineEntry> = Vec::with_capacity(raw.timeline.len());
    for entry in &raw.timeline {
        entries.extend(check_entry(entry, users, scale, checker));
    }
    if entries.len() != raw.timeline.len() || !is_in_order(&entries, raw, checker) {
        return None;
    }
    let last = entries.last().map_or(Hour::default(), |entry| entry.at);
    let (start, end, station, reporting) = settings(raw.exercise.as_ref(), last, checker)?;
    if end == Hour::default() {
        let message = "the time line ends where it begins; add a later entry, or end_h to [exercise]";
        checker.note(&first.span(), message);
        return None;
    }
    Some(Some(Timeline { start, end, station, reporting, entries }))
}

fn is_in_order(entries: &[TimelineEntry], raw: &RawScenario, checker: &mut Checker) -> bool {
    let mut ordered = true;
    for ((before, after), raw) in entries.iter().zip(entries.iter().skip(1)).zip(raw.timeline.iter().skip(1))
    {
        if after.at < before.at {
            let message = format!(
                "{} h comes after {} h; put the entries in order of time",
                after.at.hours().to_number(),
                before.at.hours().to_number()
            );
            let key = raw.get_ref().at_h.as_ref();
            checker.note(&key.map_or(raw.span(), Spanned::span), message);
            ordered = false;
        }
    }
    ordered
}

type Settings = (Option<Start>, Hour, u16, ReportingSettings);

fn settings(raw: Option<&Spanned<RawExercise>>, last: Hour, checker: &mut Checker) -> Option<Settings> {
    let Some(raw) = raw.map(Spanned::get_ref) else {
        return Some((None, last, 0, ReportingSettings::DEFAULT));
    };
    let start = match &raw.start {
        Some(value) => start(value, checker).map(Some),
        None => Some(None),
    };
    let end = match &raw.end_h {
        Some(value) => hour(value, checker).filter(|end| {
            if *end < last {
                let message =
                    format!("the last entry is at {} h; write no earlier hour", last.hours().to_number());
                checker.note(&value.span(), message);
            }
            *end >= last
        }),
        None => Some(last),
    };
    let station = whole(&raw.station, 0, 0..=u16::MAX, checker);
    let usual = ReportingSettings::DEFAULT;
    let follow_up_min = whole(&raw.follow_up_min, usual.follow_up_min, 1..=1440, checker);
    let prompt_min = whole(&raw.prompt_min, usual.prompt_min, 0..=60, checker);
    let reporting = ReportingSettings { follow_up_min: follow_up_min?, prompt_min: prompt_min? };
    Some((start?, end?, station?, reporting))
}

/// A date and time with its time zone.
pub fn start(value: &Spanned<Datetime>, checker: &mut Checker) -> Option<Start> {
    let text = value.get_ref().to_string();
    let parts = value.get_ref();
    let minutes = match parts.offset {
        Some(toml::value::Offset::Z) => Some(0),
        Some(toml::value::Offset::Custom { minutes }) => Some(i32::from(minutes)),
        None => None,
    };
    let offset = minutes.and_then(|minutes| Offset::from_seconds(minutes * 60).ok());
    // What stands behind the seconds is the offset.
    let civil = text.get(..19).and_then(|civil| civil.parse::<DateTime>().ok());
    let timestamp = civil.zip(offset).and_then(|(civil, offset)| offset.to_timestamp(civil).ok());
    // The journal takes 0 for a wall clock that nobody knows.
    let start = timestamp.filter(|start| start.as_millisecond() > 0).zip(offset);
    if start.is_none() {
        let message = format!(
            "{text} is no date after 1970 with a time and a time zone; write for example 2026-01-12T04:00:00+08:00"
        );
        checker.note(&value.span(), message);
    }
    start.map(|(timestamp, offset)| Start { timestamp, offset })
}

fn whole(
    value: &Key<Number>,
    usual: u16,
    bounds: std::ops::RangeInclusive<u16>,
    checker: &mut Checker,
) -> Option<u16> {
    value.as_ref().map_or(Some(usual), |value| checker.whole(value, bounds))
}

fn hour(value: &Spanned<Number>, checker: &mut Checker) -> Option<Hour> {
    let hours = checker.quantity(value)?;
    if hours > Quantity::from_thousandths(LATEST_H * 1000) {
        checker.note(&value.span(), format!("later than a year; write at most {LATEST_H}.0"));
        return None;
    }
    Some(Hour(hours))
}

fn check_entry(
    raw: &Spanned<RawEntry>,
    users: &[Consumer],
    scale: Option<Scale>,
    checker: &mut Checker,
) -> Option<TimelineEntry> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let at = checker.required(&raw.at_h, &table, "at_h", "6.5").and_then(|value| hour(value, checker));
    let note = checker.optional_text(&raw.note);
    let change = change(raw, users, scale, checker);
    let notification = match &raw.word {
        Some(value) => actions::notification(value, checker).map(Some),
        None => Some(None),
    };
    let actions = actions::check(raw, checker);
    let entry = TimelineEntry {
        at: at?,
        note: note?,
        notification: notification?,
        change: change?,
        actions: actions?,
    };
    let says = entry.note.is_some() || entry.notification.is_some() || !entry.actions.is_empty();
    if !says && entry.change == Change::default() {
        let message = "nothing happens in this entry; add what changes, who acts, or a note";
        checker.note(&table, message);
        return None;
    }
    Some(entry)
}

fn change(raw: &RawEntry, users: &[Consumer], scale: Option<Scale>, checker: &mut Checker) -> Option<Change> {
    let supply = match &raw.supply {
        Some(value) => supply(value, scale, checker).map(Some),
        None => Some(None),
    };
    let demand = demand(raw, users, scale, checker);
    let measured = ("measured", TrendBy::Measured);
    let [narrowing, steady, widening] = Trend::ALL.map(|trend| (trend.name(), TrendBy::Stated(trend)));
    let trend = names::named(&raw.trend, "trend", &[narrowing, steady, widening, measured], checker);
    let network = situation::network(&raw.network, checker);
    let interruption_h = situation::interruption(&raw.interruption_h, checker);
    let area = situation::affected_area(&raw.extent, checker);
    let [county, city, province] = Government::ALL.map(|government| (government.name(), Some(government)));
    let governments = [county, city, province, ("none", None)];
    let exceeded = names::named(&raw.exceeded, "government", &governments, checker);
    let sensitivity = match &raw.sensitivity {
        Some(value) => situation::sensitivity(value, checker).map(Some),
        None => Some(None),
    };
    let names = Possibility::ALL.map(|possibility| (possibility.name(), possibility));
    let possibility = names::named(&raw.possibility, "possibility", &names, checker);
    let reach =
        names::named(&raw.reach, "reach", &WarningReach::ALL.map(|reach| (reach.name(), reach)), checker);
    Some(Change {
        supply: supply?,
        demand: demand?,
        trend: trend?,
        network: network?,
        interruption_h: interruption_h?,
        affected_area: area?,
        exceeded: exceeded?,
        sensitivity: sensitivity?,
        possibility: possibility?,
        reach: reach?,
    })
}

/// A supply in whole steps of the scale.
fn supply(value: &Spanned<Number>, scale: Option<Scale>, checker: &mut Checker) -> Option<Quantity> {
    let supply = checker.quantity(value)?;
    if let (Some(scale), true) = (scale, checker.rounds) {
        let nearest = scale.nearest(supply, false);
        checker.rounded += usize::from(nearest != supply);
        return Some(nearest);
    }
    if let Some(scale) = scale
        && scale.quantity(scale.units(supply)) != supply
    {
        let step = scale.resolution().to_number();
        let message = format!(
            "{} is not a multiple of {step}, the step in which this scenario's quantities are held; round it",
            supply.to_number()
        );
        checker.note(&value.span(), message);
        return None;
    }
    Some(supply)
}

/// Factors on the demand, by class, with which every user's demand can be held.
fn demand(
    raw: &RawEntry,
    users: &[Consumer],
    scale: Option<Scale>,
    checker: &mut Checker,
) -> Option<[Option<Quantity>; SupplyClass::ALL.len()]> {
    let mut factors = [None; SupplyClass::ALL.len()];
    let mut right = true;
    for (name, value) in raw.demand.iter().flatten() {
        let class = names::class(name, checker);
        let factor = checker.quantity(value);
        let Some((class, factor)) = class.zip(factor) else {
            right = false;
            continue;
        };
        let of_class = || users.iter().filter(|user| user.class == class);
        let fits = |user: &&Consumer| {
            scale.is_none_or(|scale| {
                scale.scaled(user.demand, factor).is_some_and(|d| scale.flow(d).is_some())
            })
        };
        if let Some(user) = of_class().find(|user| !fits(user)) {
            let message = format!(
                "with this factor the demand of user {:?}, {}, gets too large for one user; choose a larger unit",
                user.id,
                user.demand.to_number()
            );
            checker.note(&value.span(), message);
            right = false;
        }
        if let Some(place) = factors.get_mut(class as usize) {
            *place = Some(factor);
        }
    }
    right.then_some(factors)
}
