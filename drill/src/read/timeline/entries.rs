//! Checks a time line: each entry by itself, their order, and that its quantities fit the scale.

use citygate::event::{EventSettings, Government, Possibility, Trend, WarningReach};
use citygate::user::SupplyClass;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use toml::Spanned;
use toml::value::Datetime;

use super::{actions, exercise};
use crate::quantity::Quantity;
use crate::read::checker::Checker;
use crate::read::raw::scenario::RawScenario;
use crate::read::raw::timeline::{RawEntry, RawExercise};
use crate::read::raw::value::{Key, Number};
use crate::read::{names, situation};
use crate::scenario::linepack::Linepack;
use crate::scenario::scale::Scale;
use crate::scenario::timeline::{
    Change, Hour, LATEST_H, PlanNetworkChange, Start, Timeline, TimelineEntry, TrendBy,
};
use crate::scenario::user::Consumer;

/// Checks the time line of a scenario; `Some(None)` without one.
pub fn check(
    raw: &RawScenario,
    users: &[Consumer],
    scale: Option<Scale>,
    linepack: Option<&Linepack>,
    checker: &mut Checker,
) -> Option<Option<Timeline>> {
    let Some(first) = raw.timeline.first() else {
        if let Some(exercise) = &raw.exercise {
            checker.note(&exercise.span(), checker.words().exercise_alone);
            return None;
        }
        return Some(None);
    };
    if raw.horizon.is_some() {
        let message = checker.words().timeline_and_horizon;
        checker.note(&first.span(), message);
    }
    if raw.normal_supply.is_none() && raw.plan_network.is_none() {
        let message = checker.words().timeline_ungraded;
        let top = checker.document.span();
        checker.note_missing(&top, "normal_supply", message);
    }
    let mut entries: Vec<TimelineEntry> = Vec::with_capacity(raw.timeline.len());
    for entry in &raw.timeline {
        if let (Some(value), None) = (&entry.get_ref().plan_network, &raw.plan_network) {
            checker.note(&value.span(), checker.words().plan_network_alone);
        }
        entries.extend(check_entry(entry, users, scale, checker));
    }
    if entries.len() != raw.timeline.len() || !is_in_order(&entries, raw, checker) {
        return None;
    }
    let last = entries.last().map_or(Hour::default(), |entry| entry.at);
    let (start, end, station, follow_up_min, prompt_min) = settings(raw.exercise.as_ref(), last, checker)?;
    let rotation = exercise::rotation(raw.exercise.as_ref(), checker)?;
    let stated = exercise::storage(raw.exercise.as_ref(), scale, checker)?;
    let storage = match linepack {
        Some(linepack) => Some(exercise::linepack(raw, linepack, scale, checker)?),
        None => stated,
    };
    if storage.is_none() && !exercise::is_without_storage(&raw.timeline, checker) {
        return None;
    }
    if end == Hour::default() {
        let message = checker.words().timeline_too_short;
        checker.note(&first.span(), message);
        return None;
    }
    Some(Some(Timeline { start, end, station, follow_up_min, prompt_min, rotation, storage, entries }))
}

fn is_in_order(entries: &[TimelineEntry], raw: &RawScenario, checker: &mut Checker) -> bool {
    let mut ordered = true;
    for ((before, after), raw) in entries.iter().zip(entries.iter().skip(1)).zip(raw.timeline.iter().skip(1))
    {
        if after.at < before.at {
            let message =
                (checker.words().out_of_order)(&after.at.hours().to_number(), &before.at.hours().to_number());
            let key = raw.get_ref().at_h.as_ref();
            checker.note(&key.map_or(raw.span(), Spanned::span), message);
            ordered = false;
        }
    }
    ordered
}

/// Begin and end, the station's number, the interval of follow-ups, and what counts as prompt where that is stated.
type Settings = (Option<Start>, Hour, u16, u16, Option<u16>);

fn settings(raw: Option<&Spanned<RawExercise>>, last: Hour, checker: &mut Checker) -> Option<Settings> {
    let Some(raw) = raw.map(Spanned::get_ref) else {
        return Some((None, last, 0, EventSettings::DEFAULT.follow_up_min, None));
    };
    let start = match &raw.start {
        Some(value) => start(value, checker).map(Some),
        None => Some(None),
    };
    let end = match &raw.end_h {
        Some(value) => hour(value, checker).filter(|end| {
            if *end < last {
                let message = (checker.words().ends_too_early)(&last.hours().to_number());
                checker.note(&value.span(), message);
            }
            *end >= last
        }),
        None => Some(last),
    };
    let station = whole(&raw.station, 0, 0..=u16::MAX, checker);
    let usual = EventSettings::DEFAULT.follow_up_min;
    let follow_up_min = whole(&raw.follow_up_min, usual, 1..=1440, checker);
    let prompt_min = match &raw.prompt_min {
        Some(value) => checker.whole(value, 0..=60).map(Some),
        None => Some(None),
    };
    if let (Some(value), Some(Some(begins)), Some(end)) = (&raw.start, &start, end) {
        let lasts = i64::try_from(end.ms()).unwrap_or(i64::MAX);
        if begins.timestamp.as_millisecond().saturating_add(lasts) > Timestamp::MAX.as_millisecond() {
            checker.note(&value.span(), (checker.words().ends_too_late)(&latest_start()));
            return None;
        }
    }
    Some((start?, end?, station?, follow_up_min?, prompt_min?))
}

/// The latest moment that can be told.
pub fn latest_start() -> String {
    Timestamp::MAX.strftime("%Y-%m-%dT%H:%MZ").to_string()
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
        let message = (checker.words().no_start)(&text, &latest_start());
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
        checker.note(&value.span(), (checker.words().later_than_a_year)(LATEST_H));
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
        if !checker.has_left_out(&table) {
            checker.note(&table, checker.words().nothing_happens);
        }
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
    let delivery = checker.optional_quantity(&raw.delivery);
    let withdrawal = match &raw.withdrawal {
        Some(value) => exercise::withdrawal(value, scale, checker).map(Some),
        None => Some(None),
    };
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
    let plan_network = match &raw.plan_network {
        Some(value) => {
            let demand = checker.optional_quantity(&value.get_ref().demand);
            let supply = checker.optional_quantity(&value.get_ref().supply);
            demand.zip(supply).map(|(demand, supply)| Some(PlanNetworkChange { demand, supply }))
        }
        None => Some(None),
    };
    let names = Possibility::ALL.map(|possibility| (possibility.name(), possibility));
    let possibility = names::named(&raw.possibility, "possibility", &names, checker);
    let reach =
        names::named(&raw.reach, "reach", &WarningReach::ALL.map(|reach| (reach.name(), reach)), checker);
    Some(Change {
        supply: supply?,
        demand: demand?,
        delivery: delivery?,
        withdrawal: withdrawal?,
        trend: trend?,
        network: network?,
        interruption_h: interruption_h?,
        affected_area: area?,
        exceeded: exceeded?,
        sensitivity: sensitivity?,
        planned: raw.planned.as_ref().map(|planned| *planned.get_ref()),
        plan_network: plan_network?,
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
        let message = (checker.words().supply_no_multiple)(&supply.to_number(), &step);
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
            let message = (checker.words().demand_too_large_then)(&user.id, &user.demand.to_number());
            checker.note(&value.span(), message);
            right = false;
        }
        if let Some(place) = factors.get_mut(class as usize) {
            *place = Some(factor);
        }
    }
    right.then_some(factors)
}
