//! What a scenario comes to in all: the allocation adds up flows, or volumes over a horizon, within bounds.

use citygate::network::MAX_NODES;
use citygate::units::MAX_USERS;
use toml::Spanned;

use super::checker::Checker;
use super::raw::scenario::RawScenario;
use crate::quantity::Quantity;
use crate::scenario::horizon::Horizon;
use crate::scenario::network::Network;
use crate::scenario::user::Consumer;

/// The most gas that a tree or a horizon may have together: 2⁶³ − 1 thousandths.
const MOST_TOGETHER: Quantity = Quantity::from_thousandths(u64::MAX >> 1);

/// Millionths in a thousandth: a flow in thousandths times a period in thousandths of an hour is in millionths.
const MILLIONTHS: u128 = 1000;

/// Refuses what the allocation cannot add up, or a result cannot hold.
pub fn check(
    raw: &RawScenario,
    users: &[Consumer],
    network: &Network,
    supply: Option<Quantity>,
    horizon: Option<&Horizon>,
    hours: u64,
    checker: &mut Checker,
) {
    match horizon {
        Some(horizon) => {
            check_counts(raw, users, network, horizon, checker);
            check_gas(raw, network, horizon, hours, checker);
            check_flows(raw, users, network, horizon, hours, checker);
        }
        None if network.nodes.is_empty() => {}
        None => check_sources(raw, network, supply.unwrap_or_default(), checker),
    }
}

/// Supply and sources on a tree.
fn check_sources(raw: &RawScenario, network: &Network, supply: Quantity, checker: &mut Checker) {
    let most = MOST_TOGETHER.to_number();
    let fits = |sum: &Quantity| *sum <= MOST_TOGETHER;
    let mut sum = Some(supply).filter(fits);
    if let (None, Some(value)) = (sum, &raw.supply) {
        let supply = checker.document.text(&value.span());
        let message = (checker.words().supply_too_large_on_tree)(supply, &most);
        checker.note(&value.span(), message);
    }
    for (node, raw) in network.nodes.iter().zip(&raw.node) {
        let Some(before) = sum else { return };
        sum = before.checked_add(node.source.unwrap_or_default()).filter(fits);
        if let (None, Some(value)) = (sum, &raw.get_ref().source) {
            let message = (checker.words().sources_too_large)(&node.id, &most);
            checker.note(&value.span(), message);
        }
    }
    let Some(sources) = sum.map(|sum| sum.less(supply)) else { return };
    for value in raw.timeline.iter().filter_map(|entry| entry.get_ref().supply.as_ref()) {
        // What is no quantity is told where the entry is read.
        let later = checker.is_quantity(value);
        if later.is_some_and(|later| later.checked_add(sources).filter(fits).is_none()) {
            let supply = checker.document.text(&value.span());
            let message = (checker.words().later_supply_too_large)(supply, &most);
            checker.note(&value.span(), message);
        }
    }
}

/// How many users and nodes there are in all periods together.
fn check_counts(
    raw: &RawScenario,
    users: &[Consumer],
    network: &Network,
    horizon: &Horizon,
    checker: &mut Checker,
) {
    let Some(supply) = raw.horizon.as_ref().and_then(|horizon| horizon.get_ref().supply.as_ref()) else {
        return;
    };
    let nodes = network.nodes.len().max(1) + 1;
    let words = checker.words();
    let limits = [(users.len(), MAX_USERS, words.too_many_users), (nodes, MAX_NODES, words.too_many_nodes)];
    for (count, most, told) in limits {
        if horizon.len().saturating_mul(count) > most {
            let message = told(horizon.len(), count, most);
            checker.note(&supply.span(), message);
        }
    }
}

/// All gas of a horizon.
fn check_gas(raw: &RawScenario, network: &Network, horizon: &Horizon, hours: u64, checker: &mut Checker) {
    let Some(supplies) = raw.horizon.as_ref().and_then(|horizon| horizon.get_ref().supply.as_ref()) else {
        return;
    };
    let period = u128::from(horizon.period_h.thousandths());
    let thousandths = |quantity: Quantity| u128::from(quantity.thousandths());
    let storage = horizon.storage.as_ref();
    let sources: u128 = network.nodes.iter().map(|node| thousandths(node.source.unwrap_or_default())).sum();
    let volume = |volume: Quantity| thousandths(volume) * u128::from(hours) * MILLIONTHS;
    let mut sum = storage.map_or(0, |storage| volume(storage.stock));
    for (t, (value, supply)) in supplies.get_ref().iter().zip(&horizon.supply).enumerate() {
        let delivery = storage.and_then(|storage| storage.deliveries.get(t)).copied().unwrap_or_default();
        sum += (thousandths(*supply) + sources) * period + volume(delivery);
        if sum > thousandths(MOST_TOGETHER) * MILLIONTHS {
            let message = (checker.words().gas_too_much)(&MOST_TOGETHER.to_number());
            checker.note(&value.span(), message);
            return;
        }
    }
}

/// Demands, cumulative curtailments and capacities over all periods.
fn check_flows(
    raw: &RawScenario,
    users: &[Consumer],
    network: &Network,
    horizon: &Horizon,
    hours_per_volume: u64,
    checker: &mut Checker,
) {
    let hours = u128::from(horizon.period_h.thousandths()) * horizon.len() as u128;
    let thousandths = |quantity: Quantity| u128::from(quantity.thousandths());
    let fits = |millionths: u128| millionths <= thousandths(Quantity::MAX) * MILLIONTHS;
    let mut sum = 0;
    for (user, raw) in users.iter().zip(&raw.user) {
        let factor = u128::from(horizon.largest_factor_on(user));
        let demand = (thousandths(user.demand) * hours).saturating_mul(factor) / MILLIONTHS;
        sum += demand;
        if !fits(sum.saturating_add(
            thousandths(user.cumulative_curtailment) * u128::from(hours_per_volume) * MILLIONTHS,
        )) {
            let message = checker.words().demands_over_time_too_large;
            checker.note(&raw.span(), message);
            return;
        }
    }
    for (node, raw) in network.nodes.iter().zip(&raw.node) {
        let place = raw.get_ref().capacity.as_ref().map(Spanned::span);
        if let (Some(capacity), Some(place)) = (node.capacity, place)
            && !fits(thousandths(capacity) * hours)
        {
            let message = (checker.words().capacity_too_large)(&node.id);
            checker.note(&place, message);
        }
    }
}
