//! Chooses the scale of a scenario.

use std::ops::Range;

use toml::Spanned;

use super::checker::Checker;
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number};
use crate::messages::reading::catalogue::ReadingMessages;
use crate::quantity::Quantity;
use crate::scenario::horizon::{FACTOR_OF_ONE, HOUR, Horizon};
use crate::scenario::network::Network;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;

/// A quantity, and where it is stated.
struct Stated {
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

/// Chooses the scale of a scenario.
pub fn choose(
    raw: &RawScenario,
    users: &[Consumer],
    network: &Network,
    supply: Option<Quantity>,
    horizon: Option<&Horizon>,
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
    let flows = match horizon {
        None => place_of(&raw.supply, supply).into_iter().collect(),
        Some(horizon) => of_horizon(raw, users, horizon),
    };
    let all = stated.iter().chain(&flows);
    let of_nodes = flows_of_nodes(raw, network);
    if checker.rounds {
        return Some(scale);
    }
    let mut fits = true;
    for stated in all.chain(&of_nodes).filter(|stated| !scale.divides(stated.quantity, stated.is_volume)) {
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
        let factor = horizon.map_or(FACTOR_OF_ONE, |horizon| horizon.largest_factor(user.class));
        stated.extend(place_of(&raw.demand, Some(user.demand)).map(|demand| Stated { factor, ..demand }));
        stated.extend(place_of(&raw.minimum, Some(user.minimum)));
        stated.extend(place_of(&raw.base, user.base));
    }
    stated
}

fn flows_of_nodes(raw: &RawScenario, network: &Network) -> Vec<Stated> {
    let mut stated = Vec::with_capacity(network.nodes.len());
    for (node, raw) in network.nodes.iter().zip(&raw.node) {
        stated.extend(place_of(&raw.get_ref().capacity, node.capacity));
        stated.extend(place_of(&raw.get_ref().source, node.source));
    }
    stated
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
