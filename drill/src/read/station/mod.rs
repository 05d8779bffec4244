//! Checks the station controller of an exercise.

mod lists;
mod settings;

use citygate::station::StationSettings;
use citygate::user::{ClassSet, SupplyClass};
use toml::Spanned;

use super::checker::Checker;
use super::names;
use super::raw::scenario::RawScenario;
use super::raw::station::{RawMetering, RawStation};
use super::raw::value::{Key, Number};
use crate::quantity::Quantity;
use crate::scenario::scale::Scale;
use crate::scenario::station::StationPlan;
use crate::scenario::timeline::Timeline;
use crate::scenario::user::Consumer;
use lists::Lists;
use settings::{Layers, STATION};

/// So many scans can be played.
const MOST_SCANS: u64 = 1_000_000;

/// What a station controller is checked against.
pub struct Surroundings<'s> {
    pub users: &'s [Consumer],
    pub scale: Option<Scale>,
    pub supply: Option<Quantity>,
    /// Where it is right.
    pub timeline: Option<&'s Timeline>,
}

/// Checks the station controller; `Some(None)` without one.
pub fn check(raw: &RawScenario, around: &Surroundings, checker: &mut Checker) -> Option<Option<StationPlan>> {
    let Some(value) = &raw.station else { return Some(None) };
    let has_place = has_place(raw, value, checker);
    let station = value.get_ref();
    let numbers = settings::read(&STATION, station, checker);
    let layers = Layers::read(station, around.users, checker);
    let protected = protected(&station.protected, checker);
    let flow = |value: &Key<Number>, checker: &mut Checker| match value {
        Some(value) => settings::on_step(value, around.scale, checker).map(Some),
        None => Some(None),
    };
    let lowest_supply = flow(&station.lowest_supply, checker);
    let highest_supply = flow(&station.highest_supply, checker);
    let without = RawMetering::default();
    let supply = settings::metering(station.supply.as_ref().map_or(&without, Spanned::get_ref), checker);
    if let Some(stuck) = station.supply.as_ref().and_then(|supply| supply.get_ref().stuck_min.as_ref()) {
        checker.note(&stuck.span(), checker.words().station.supply_never_stuck);
        return None;
    }
    let [seed, scan, on_delay, off_delay, warning] = settings::layered(&STATION, &[&numbers?]);
    // Without a right time line nothing is known of its hours.
    let (timeline, scale) = (around.timeline?, around.scale?);
    let lists = Lists { users: around.users, scale, end: timeline.end };
    let failures = lists.failures(&station.failure, checker);
    let strayings = lists.strayings(&station.straying, checker);
    let commands = lists.commands(&station.command, checker);
    let users = layers?.users(around.users, timeline, scale, value, checker);
    let lowest_supply = lowest_supply?.unwrap_or_default();
    let highest_supply = highest_supply?.unwrap_or_else(|| twice_the_largest(around.supply, timeline, scale));
    if lowest_supply > highest_supply {
        let place = station.lowest_supply.as_ref().or(station.highest_supply.as_ref());
        let message = (checker.words().station.lowest_above_highest)(
            &lowest_supply.to_number(),
            &highest_supply.to_number(),
        );
        checker.note(&place.map_or(value.span(), Spanned::span), message);
        return None;
    }
    let scan_ms = scan?;
    let scans = timeline.end.ms() / u64::from(scan_ms.max(1));
    if scans > MOST_SCANS {
        let place = station.scan_s.as_ref().map_or(value.span(), Spanned::span);
        checker.note(&place, (checker.words().station.too_many_scans)(scans, MOST_SCANS));
        return None;
    }
    has_place.then_some(Some(StationPlan {
        seed: seed?.into(),
        scan_ms,
        lowest_supply,
        highest_supply,
        protected: protected?,
        alarm_on_delay_ms: on_delay?,
        alarm_off_delay_ms: off_delay?,
        override_warning_ms: warning?,
        supply: settings::metered(&supply?),
        users: users?,
        failures: failures?,
        strayings: strayings?,
        commands: commands?,
    }))
}

/// Whether the controller has a time line to take part in, and one place at which all gas is shared out.
fn has_place(raw: &RawScenario, value: &Spanned<RawStation>, checker: &mut Checker) -> bool {
    let words = checker.words().station;
    let is_network =
        !(raw.node.is_empty() && raw.pipe.is_empty() && raw.sources.is_empty() && raw.storage.is_empty());
    let has_storage = raw.linepack.is_some()
        || raw.exercise.as_ref().is_some_and(|exercise| exercise.get_ref().storage.is_some());
    let faults = [
        (raw.timeline.is_empty(), words.without_timeline),
        (is_network, words.beside_network),
        (has_storage, words.beside_storage),
    ];
    for (is_so, message) in faults {
        if is_so {
            checker.note(&value.span(), message);
        }
    }
    faults.iter().all(|(is_so, _)| !is_so)
}

fn protected(value: &Key<Vec<Spanned<String>>>, checker: &mut Checker) -> Option<ClassSet> {
    let Some(value) = value else { return Some(StationSettings::PROTECTED) };
    let classes: Vec<Option<SupplyClass>> =
        value.get_ref().iter().map(|name| names::class(name, checker)).collect();
    classes.into_iter().collect::<Option<Vec<SupplyClass>>>().map(|classes| ClassSet::of(&classes))
}

/// A meter reads up to twice what there ever is.
fn twice_the_largest(supply: Option<Quantity>, timeline: &Timeline, scale: Scale) -> Quantity {
    let later = timeline.entries.iter().filter_map(|entry| entry.change.supply);
    let largest = later.chain(supply).max().unwrap_or_default();
    scale.scaled(largest, Quantity::from_thousandths(2000)).unwrap_or(largest)
}
