//! Chooses the scale of a scenario.

use std::ops::Range;

use toml::Spanned;

use super::checker::Checker;
use super::per_period::places;
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number, RawPerPeriod};
use crate::messages::reading::catalogue::ReadingMessages;
use crate::quantity::Quantity;
use crate::scenario::horizon::{FACTOR_OF_ONE, HOUR, Horizon};
use crate::scenario::network::Network;
use crate::scenario::per_period::PerPeriod;
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;

/// A quantity, and where it is stated.
pub struct Stated {
    place: Range<usize>,
    quantity: Quantity,
    /// Whether it is a volume; otherwise it is a flow.
    is_volume: bool,
    /// The largest factor on it, in thousandths.
    factor: u64,
}

/// Whether a user can be told this: as it stands, and at the largest factor on it.
fn fits(scale: Scale, stated: &Stated) -> bool {
    let most = |units: u32| (u64::from(units) * stated.factor).div_ceil(FACTOR_OF_ONE);
    scale.flow(stated.quantity).is_some_and(|units| most(units) <= u32::MAX.into())
}

/// Chooses the scale of a scenario. `others` is what nodes and what joins them state.
pub fn choose(
    raw: &RawScenario,
    users: &[Consumer],
    supply: Option<Quantity>,
    horizon: Option<&Horizon>,
    others: &[Stated],
    hours: u64,
    checker: &mut Checker,
) -> Option<Scale> {
    let hours = if horizon.is_some() { hours } else { 1 };
    let period = horizon.map_or(Quantity::from_thousandths(HOUR), |horizon| horizon.period_h);
    let stated = flows_of_users(raw, users, horizon);
    let largest = stated.iter().max_by_key(|stated| {
        u128::from(stated.quantity.thousandths()) * u128::from(stated.factor.max(FACTOR_OF_ONE))
    })?;
    let scales = Scale::all(period, hours);
    let Some(scale) = scales.into_iter().find(|scale| fits(*scale, largest)) else {
        let message = too_large(largest, horizon, checker.words());
        checker.note(&largest.place, message);
        return None;
    };
    let flows: Vec<Stated> = match horizon {
        None => place_of(&raw.supply, supply).into_iter().collect(),
        Some(horizon) => {
            // Without a list of its own, the horizon takes the supply at the top.
            let at_top = supply.filter(|_| !horizon.supply.is_empty() && !states_supply(raw));
            of_horizon(raw, users, horizon).into_iter().chain(place_of(&raw.supply, at_top)).collect()
        }
    };
    let all = stated.iter().chain(&flows);
    if checker.rounds {
        return Some(scale);
    }
    let mut fits = true;
    for stated in all.chain(others).filter(|stated| !scale.divides(stated.quantity, stated.is_volume)) {
        let document = checker.document;
        checker.note_with(&stated.place, || {
            let words = document.words();
            let number = stated.quantity.to_number();
            let number = match stated.is_volume || period.thousandths() == HOUR {
                true => number,
                false => (words.in_a_period)(&number, &millionths(scale.per_period(stated.quantity))),
            };
            let step = scale.resolution().to_number();
            (words.no_multiple)(
                &number,
                &step,
                &largest.quantity.to_number(),
                &document.place(&largest.place),
            )
        });
        fits = false;
    }
    fits.then_some(scale)
}

/// That no scale holds the largest quantity of a user.
fn too_large(largest: &Stated, horizon: Option<&Horizon>, words: &ReadingMessages) -> String {
    let most = Quantity::from_thousandths(u64::from(u32::MAX) * 1000).to_number();
    let largest = largest.quantity.to_number();
    match horizon {
        None => (words.user_too_large)(&largest, &most),
        Some(horizon) => (words.user_too_large_over_time)(&largest, &most, &horizon.period_h.to_number()),
    }
}

/// A number of millionths as a decimal number.
fn millionths(number: u128) -> String {
    let decimals = format!("{:06}", number % 1_000_000);
    format!("{}.{}", number / 1_000_000, decimals.trim_end_matches('0'))
}

fn place_of(key: &Key<Number>, quantity: Option<Quantity>) -> Option<Stated> {
    let (place, quantity) = key.as_ref().map(Spanned::span).zip(quantity)?;
    Some(Stated { place, quantity, is_volume: false, factor: FACTOR_OF_ONE })
}

/// The same for a volume.
fn place_of_volume(key: &Key<Number>, quantity: Option<Quantity>) -> Option<Stated> {
    place_of(key, quantity).map(|stated| Stated { is_volume: true, ..stated })
}

/// The quantities of the users that the allocation is told as flows.
fn flows_of_users(raw: &RawScenario, users: &[Consumer], horizon: Option<&Horizon>) -> Vec<Stated> {
    let mut stated = Vec::with_capacity(users.len());
    for (user, raw) in users.iter().zip(&raw.user) {
        let raw = raw.get_ref();
        let factor = horizon.map_or(FACTOR_OF_ONE, |horizon| horizon.largest_factor_on(user));
        stated.extend(place_of(&raw.demand, Some(user.demand)).map(|demand| Stated { factor, ..demand }));
        stated.extend(place_of(&raw.minimum, Some(user.minimum)));
        stated.extend(place_of(&raw.base, user.base));
    }
    stated
}

fn states_supply(raw: &RawScenario) -> bool {
    raw.horizon.as_ref().is_some_and(|horizon| horizon.get_ref().supply.is_some())
}

/// What nodes state.
pub fn flows_of_nodes(raw: &RawScenario, network: &Network) -> Vec<Stated> {
    let mut stated = Vec::with_capacity(network.nodes.len());
    for (node, raw) in network.nodes.iter().zip(&raw.node) {
        stated.extend(place_of(&raw.get_ref().capacity, node.capacity));
        stated.extend(place_of(&raw.get_ref().source, node.source));
    }
    stated
}

/// What pipes, sources and storages state.
pub fn of_pipe_network(raw: &RawScenario, stated: &PipeNetwork) -> Vec<Stated> {
    let mut all = Vec::new();
    let mut each = |value: &Key<RawPerPeriod>, figures: Option<&PerPeriod>, is_volume| {
        let places = value.iter().flat_map(places);
        let figures = figures.map_or(&[][..], PerPeriod::stated);
        all.extend(places.zip(figures).map(|(place, quantity)| Stated {
            place,
            quantity: *quantity,
            is_volume,
            factor: FACTOR_OF_ONE,
        }));
    };
    for (raw, pipe) in raw.pipe.iter().map(Spanned::get_ref).zip(&stated.pipes) {
        each(&raw.capacity, pipe.capacity.as_ref(), false);
        each(&raw.capacity_back, pipe.capacity_back.as_ref(), false);
    }
    for (raw, source) in raw.sources.iter().map(Spanned::get_ref).zip(&stated.sources) {
        each(&raw.supply, Some(&source.supply), false);
    }
    for (raw, storage) in raw.storage.iter().map(Spanned::get_ref).zip(&stated.storages) {
        each(&raw.withdrawal, storage.withdrawal.as_ref(), true);
        each(&raw.fill, Some(&storage.fill), true);
    }
    for (raw, storage) in raw.storage.iter().map(Spanned::get_ref).zip(&stated.storages) {
        all.extend(place_of_volume(&raw.capacity, storage.capacity));
        all.extend(place_of_volume(&raw.stock, Some(storage.stock)));
        all.extend(place_of_volume(&raw.reserve, Some(storage.reserve)));
        let places = raw.deliveries.iter().flat_map(|values| values.get_ref()).map(Spanned::span);
        all.extend(places.zip(&storage.deliveries).map(|(place, quantity)| Stated {
            place,
            quantity: *quantity,
            is_volume: true,
            factor: FACTOR_OF_ONE,
        }));
    }
    all
}

/// The quantities of a horizon, and the users' cumulative curtailments, which are compared with volumes then.
fn of_horizon(raw: &RawScenario, users: &[Consumer], horizon: &Horizon) -> Vec<Stated> {
    let mut stated: Vec<Stated> = Vec::new();
    for (user, raw) in users.iter().zip(&raw.user) {
        stated.extend(place_of_volume(&raw.get_ref().withheld, Some(user.cumulative_curtailment)));
    }
    let Some(raw) = raw.horizon.as_ref().map(Spanned::get_ref) else { return stated };
    let mut list = |values: &Key<Vec<Spanned<Number>>>, quantities: &[Quantity], is_volume| {
        let places = values.iter().flat_map(|values| values.get_ref()).map(Spanned::span);
        stated.extend(places.zip(quantities).map(|(place, quantity)| Stated {
            place,
            quantity: *quantity,
            is_volume,
            factor: FACTOR_OF_ONE,
        }));
    };
    list(&raw.supply, &horizon.supply, false);
    if let Some((raw, storage)) = raw.storage.as_ref().map(Spanned::get_ref).zip(horizon.storage.as_ref()) {
        list(&raw.deliveries, &storage.deliveries, true);
        stated.extend(place_of_volume(&raw.stock, Some(storage.stock)));
        stated.extend(place_of_volume(&raw.reserve, Some(storage.reserve)));
        stated.extend(place_of_volume(&raw.withdrawal, Some(storage.withdrawal)));
    }
    stated
}
