//! Numbers that a station controller is set to: each has a unit, bounds, and what is usual.

use std::collections::BTreeMap;

use citygate::user::SupplyClass;
use toml::Spanned;

use crate::quantity::Quantity;
use crate::read::checker::Checker;
use crate::read::names;
use crate::read::raw::station::{RawControl, RawMetering, RawStation};
use crate::read::raw::value::{Key, Number};
use crate::read::suggest::closest;
use crate::scenario::scale::Scale;
use crate::scenario::station::{ControlledUser, Metering};
use crate::scenario::timeline::Timeline;
use crate::scenario::user::Consumer;

/// What a number counts. Times are held in milliseconds, percents in thousandths.
#[derive(Clone, Copy)]
enum Unit {
    Whole,
    Percent,
    Seconds,
    Minutes,
    Hours,
}

/// A key that holds a number.
pub struct Setting<R> {
    of: fn(&R) -> &Key<Number>,
    unit: Unit,
    /// In its unit.
    bounds: (f64, u64),
    /// In its unit, where it is not stated; `None` if nothing holds then.
    usual: Option<u64>,
}

const fn setting<R>(
    of: fn(&R) -> &Key<Number>,
    unit: Unit,
    bounds: (f64, u64),
    usual: Option<u64>,
) -> Setting<R> {
    Setting { of, unit, bounds, usual }
}

pub const STATION: [Setting<RawStation>; 5] = [
    setting(|raw| &raw.seed, Unit::Whole, (0.0, 4_000_000_000), Some(1)),
    setting(|raw| &raw.scan_s, Unit::Seconds, (0.1, 3600), Some(10)),
    setting(|raw| &raw.alarm_on_delay_s, Unit::Seconds, (0.0, 3600), Some(2)),
    setting(|raw| &raw.alarm_off_delay_s, Unit::Seconds, (0.0, 3600), Some(5)),
    setting(|raw| &raw.override_warning_min, Unit::Minutes, (0.0, 1440), Some(10)),
];

const METERING: [Setting<RawMetering>; 8] = [
    setting(|raw| &raw.noise_percent, Unit::Percent, (0.0, 100), Some(0)),
    setting(|raw| &raw.delay_s, Unit::Seconds, (0.0, 3600), Some(0)),
    setting(|raw| &raw.change_percent_per_min, Unit::Percent, (0.0, 100_000), Some(10)),
    setting(|raw| &raw.scheduled_percent, Unit::Percent, (0.0, 100), None),
    setting(|raw| &raw.jump_confirm_s, Unit::Seconds, (0.0, 3600), Some(0)),
    setting(|raw| &raw.stuck_min, Unit::Minutes, (0.0, 1440), Some(0)),
    setting(|raw| &raw.time_to_live_s, Unit::Seconds, (0.0, 86_400), Some(300)),
    setting(|raw| &raw.last_good_min, Unit::Minutes, (0.0, 1440), Some(10)),
];

const CONTROL: [Setting<RawControl>; 15] = [
    setting(|raw| &raw.contracted_percent, Unit::Percent, (100.0, 1000), Some(120)),
    setting(|raw| &raw.dead_band_percent, Unit::Percent, (0.0, 100), Some(2)),
    setting(|raw| &raw.ramp_percent_per_min, Unit::Percent, (0.0, 100_000), Some(5)),
    setting(|raw| &raw.restore_hold_min, Unit::Minutes, (0.0, 1440), Some(15)),
    setting(|raw| &raw.minimum_off_h, Unit::Hours, (0.0, 1000), Some(0)),
    setting(|raw| &raw.minimum_on_h, Unit::Hours, (0.0, 1000), Some(0)),
    setting(|raw| &raw.notice_min, Unit::Minutes, (0.0, 10_080), None),
    setting(|raw| &raw.window_h, Unit::Hours, (0.0, 1000), Some(24)),
    setting(|raw| &raw.most_changes, Unit::Whole, (1.0, 8), Some(8)),
    setting(|raw| &raw.tolerance_percent, Unit::Percent, (0.0, 100), Some(5)),
    setting(|raw| &raw.grace_min, Unit::Minutes, (0.0, 1440), Some(5)),
    setting(|raw| &raw.follow_again_min, Unit::Minutes, (0.0, 1440), Some(10)),
    setting(|raw| &raw.acknowledge_min, Unit::Minutes, (0.0, 1440), Some(0)),
    setting(|raw| &raw.acknowledges_after_min, Unit::Minutes, (0.0, 1440), Some(0)),
    setting(|raw| &raw.follows_after_s, Unit::Seconds, (0.0, 3600), Some(0)),
];

/// The numbers that are stated, each in its bounds.
pub type Stated<const N: usize> = [Option<u32>; N];

/// Reads the numbers of a table.
pub fn read<R, const N: usize>(table: &[Setting<R>; N], raw: &R, checker: &mut Checker) -> Option<Stated<N>> {
    let mut stated = [None; N];
    let mut are_right = true;
    for (setting, place) in table.iter().zip(&mut stated) {
        let Some(value) = (setting.of)(raw) else { continue };
        *place = number(value, setting.unit, setting.bounds, checker);
        are_right &= place.is_some();
    }
    are_right.then_some(stated)
}

/// What the first of several layers states, or what is usual.
pub fn layered<R, const N: usize>(table: &[Setting<R>; N], layers: &[&Stated<N>]) -> Stated<N> {
    let mut all = [None; N];
    for (index, (setting, place)) in table.iter().zip(&mut all).enumerate() {
        let stated = layers.iter().find_map(|layer| layer.get(index).copied().flatten());
        let usual = || held(Quantity::from_thousandths(setting.usual? * 1000), setting.unit);
        *place = stated.or_else(usual);
    }
    all
}

fn number(
    value: &Spanned<Number>,
    unit: Unit,
    (least, most): (f64, u64),
    checker: &mut Checker,
) -> Option<u32> {
    let quantity = checker.quantity(value)?;
    let bounds = (least * 1000.0) as u64..=most * 1000;
    let is_whole = !matches!(unit, Unit::Whole) || quantity.whole().is_some();
    let number = held(quantity, unit).filter(|_| is_whole && bounds.contains(&quantity.thousandths()));
    if number.is_none() {
        let words = checker.words();
        let message = match unit {
            Unit::Whole => (words.station.no_whole)(&quantity.to_number(), least as u64, most),
            _ => (words.beyond_bounds)(&quantity.to_number(), least, most as f64),
        };
        checker.note(&value.span(), message);
    }
    number
}

/// A number as it is held: milliseconds, thousandths of a percent, or itself.
fn held(number: Quantity, unit: Unit) -> Option<u32> {
    let thousandths = number.thousandths();
    let held = match unit {
        Unit::Whole => number.whole()?,
        Unit::Percent | Unit::Seconds => thousandths,
        Unit::Minutes => thousandths.checked_mul(60)?,
        Unit::Hours => thousandths.checked_mul(3600)?,
    };
    u32::try_from(held).ok()
}

/// The settings of a signal, as they are stated.
pub fn metering(raw: &RawMetering, checker: &mut Checker) -> Option<Stated<8>> {
    read(&METERING, raw, checker)
}

/// A signal by its own settings alone.
pub fn metered(stated: &Stated<8>) -> Metering {
    metering_of(&[stated])
}

fn metering_of(layers: &[&Stated<8>]) -> Metering {
    let [noise, delay, change, scheduled, jump, stuck, time_to_live, last_good] = layered(&METERING, layers);
    let (percent, ms) = (percent, Option::unwrap_or_default);
    Metering {
        noise: percent(noise),
        delay_ms: ms(delay),
        change_per_min: percent(change),
        scheduled: scheduled.map(|thousandths| Quantity::from_thousandths(thousandths.into())),
        jump_confirm_ms: ms(jump),
        stuck_ms: ms(stuck),
        time_to_live_ms: ms(time_to_live),
        last_good_ms: ms(last_good),
    }
}

fn percent(thousandths: Option<u32>) -> Quantity {
    Quantity::from_thousandths(thousandths.unwrap_or_default().into())
}

/// A flow in whole steps of the scale.
pub fn on_step(value: &Spanned<Number>, scale: Option<Scale>, checker: &mut Checker) -> Option<Quantity> {
    let flow = checker.quantity(value)?;
    let Some(scale) = scale else { return Some(flow) };
    if checker.rounds {
        let nearest = scale.nearest(flow, false);
        checker.rounded += usize::from(nearest != flow);
        return Some(nearest);
    }
    if !scale.divides(flow, false) {
        let step = scale.resolution().to_number();
        checker.note(&value.span(), (checker.words().station.no_multiple)(&flow.to_number(), &step));
        return None;
    }
    Some(flow)
}

/// What is stated of users together.
#[derive(Clone, Default)]
struct Layer {
    is_controlled: Option<bool>,
    control: Stated<15>,
    metering: Stated<8>,
}

impl Layer {
    fn read(raw: &RawControl, checker: &mut Checker) -> Option<Layer> {
        let control = read(&CONTROL, raw, checker);
        let signal = raw.signal.as_ref().map(|signal| metering(signal.get_ref(), checker));
        let is_controlled = raw.controlled.as_ref().map(|value| *value.get_ref());
        Some(Layer { is_controlled, control: control?, metering: signal.unwrap_or(Some([None; 8]))? })
    }
}

/// What is stated of all users, of classes, and of single users: the nearest counts.
pub struct Layers {
    all: Layer,
    classes: Vec<(SupplyClass, Layer)>,
    users: BTreeMap<usize, Layer>,
}

impl Layers {
    pub fn read(raw: &RawStation, users: &[Consumer], checker: &mut Checker) -> Option<Layers> {
        let all = raw.all.as_ref().map(|value| Layer::read(value.get_ref(), checker));
        let mut layers = Layers { all: Layer::default(), classes: Vec::new(), users: BTreeMap::new() };
        let mut are_right = true;
        for (name, value) in &raw.class {
            let class = names::class(name, checker);
            let layer = Layer::read(value.get_ref(), checker);
            are_right &= class.is_some() && layer.is_some();
            layers.classes.extend(class.zip(layer));
        }
        for (id, value) in &raw.user {
            let user = position(id, users, checker);
            let layer = Layer::read(value.get_ref(), checker);
            are_right &= user.is_some() && layer.is_some();
            layers.users.extend(user.zip(layer));
        }
        let all = all.unwrap_or(Some(Layer::default()))?;
        are_right.then_some(Layers { all, ..layers })
    }

    /// Every user as it is controlled.
    pub fn users(
        &self,
        users: &[Consumer],
        timeline: &Timeline,
        scale: Scale,
        station: &Spanned<RawStation>,
        checker: &mut Checker,
    ) -> Option<Vec<ControlledUser>> {
        let mut all = Vec::with_capacity(users.len());
        for (index, user) in users.iter().enumerate() {
            let largest = largest_demand(user, timeline, scale);
            let controlled = self.user(index, user, largest, scale);
            if scale.flow(controlled.contracted).is_none() {
                let most = scale.quantity(u32::MAX.into()).to_number();
                let message = (checker.words().station.contracted_too_large)(&user.id, &most);
                checker.note(&station.span(), message);
                return None;
            }
            all.push(controlled);
        }
        Some(all)
    }

    fn user(&self, index: usize, user: &Consumer, largest: Quantity, scale: Scale) -> ControlledUser {
        let of_class = self.classes.iter().filter(|(class, _)| *class == user.class).map(|(_, layer)| layer);
        let layers: Vec<&Layer> =
            self.users.get(&index).into_iter().chain(of_class).chain([&self.all]).collect();
        let control: Vec<&Stated<15>> = layers.iter().map(|layer| &layer.control).collect();
        let signal: Vec<&Stated<8>> = layers.iter().map(|layer| &layer.metering).collect();
        let [
            contracted,
            dead_band,
            ramp,
            restore_hold,
            minimum_off,
            minimum_on,
            notice,
            window,
            most_changes,
            tolerance,
            grace,
            follow_again,
            acknowledge,
            acknowledges_after,
            follows_after,
        ] = layered(&CONTROL, &control);
        let ms = Option::unwrap_or_default;
        let notice = notice.or_else(|| held(user.notice_h?, Unit::Hours));
        // Thousandths of one, of which a hundred make a percent's thousandth.
        let factor = Quantity::from_thousandths(percent(contracted).thousandths() / 100);
        ControlledUser {
            is_controlled: layers.iter().find_map(|layer| layer.is_controlled).unwrap_or(true),
            contracted: scale.scaled(largest, factor).unwrap_or(Quantity::MAX).max(user.minimum),
            dead_band: percent(dead_band),
            ramp: percent(ramp),
            restore_hold_ms: ms(restore_hold),
            minimum_off_ms: ms(minimum_off),
            minimum_on_ms: ms(minimum_on),
            notice_ms: ms(notice),
            window_ms: ms(window),
            most_changes: ms(most_changes),
            tolerance: percent(tolerance),
            grace_ms: ms(grace),
            follow_again_ms: ms(follow_again),
            acknowledge_ms: ms(acknowledge),
            acknowledges_after_ms: ms(acknowledges_after),
            follows_after_ms: ms(follows_after),
            metering: metering_of(&signal),
        }
    }
}

/// The most that a user wants in the course of a time line.
fn largest_demand(user: &Consumer, timeline: &Timeline, scale: Scale) -> Quantity {
    let factors =
        timeline.entries.iter().filter_map(|entry| *entry.change.demand.get(user.class as usize)?);
    let factor = factors.chain([Quantity::from_thousandths(1000)]).max().unwrap_or_default();
    scale.scaled(user.demand, factor).unwrap_or(Quantity::MAX)
}

/// The place of a user.
pub fn position(id: &Spanned<String>, users: &[Consumer], checker: &mut Checker) -> Option<usize> {
    let found = users.iter().position(|user| user.id == *id.get_ref());
    if found.is_none() {
        let close = closest(id.get_ref(), users.iter().map(|user| user.id.as_str()));
        let message = (checker.words().station.no_such_user)(id.get_ref(), close);
        checker.note(&id.span(), message);
    }
    found
}
