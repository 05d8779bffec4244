//! Checks the users.

use citygate::user::Attributes;
use toml::Spanned;

use super::checker::{Checker, Seen};
use super::names;
use super::network::NodeIds;
use super::order::Draft;
use super::per_period::{self, Lists};
use super::raw::scenario::RawUser;
use super::raw::value::{Key, Number};
use crate::quantity::Quantity;
use crate::scenario::user::Consumer;

/// Checks all users. What depends on a policy or a network that is itself wrong is not found fault with.
pub fn check(
    raw: &[Spanned<RawUser>],
    order: Option<&Draft>,
    nodes: Option<&NodeIds>,
    lists: Lists,
    checker: &mut Checker,
) -> Option<Vec<Consumer>> {
    if raw.is_empty() {
        let top = checker.document.span();
        checker.note_missing(&top, "user", checker.words().no_users);
        return None;
    }
    let mut ids = Seen::new();
    let mut total = Quantity::ZERO;
    let mut users = Vec::with_capacity(raw.len());
    for user in raw {
        if let Some(user) = check_user(user, order, nodes, lists, &mut ids, checker) {
            users.push(user);
        }
    }
    for (user, raw) in users.iter().zip(raw) {
        match total.checked_add(user.demand) {
            Some(sum) => total = sum,
            None => {
                checker.note(&raw.span(), checker.words().demands_too_large);
                return None;
            }
        }
    }
    (users.len() == raw.len()).then_some(users)
}

fn check_user(
    raw: &Spanned<RawUser>,
    order: Option<&Draft>,
    nodes: Option<&NodeIds>,
    lists: Lists,
    ids: &mut Seen,
    checker: &mut Checker,
) -> Option<Consumer> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let id = checker.required(&raw.id, &table, "id", "\"steel-works\"");
    let id = id.and_then(|value| checker.unique(value, ids));
    let name = checker.optional_text(&raw.name);
    let class_key = checker.required(&raw.class, &table, "class", "\"industrial_fuel\"");
    let class = class_key.and_then(|value| names::class(value, checker));
    let demand = checker.required(&raw.demand, &table, "demand", "4000.0");
    let demand = demand.and_then(|value| checker.quantity(value));
    let demand_factor = per_period::factors_of_user(&raw.demand_factor, lists, checker);
    let minimum = minimum(&raw.minimum, demand, checker);
    let base = match &raw.base {
        Some(value) => checker.positive_quantity(value).map(Some),
        None => Some(None),
    };
    let weight = raw.weight.as_ref().map_or(Some(1), |value| checker.whole(value, 1..=u16::MAX));
    let rank = raw.rank.as_ref().map_or(Some(0), |value| checker.whole(value, 0..=u16::MAX));
    let cumulative_curtailment = checker.optional_quantity(&raw.withheld);
    let turns_so_far = raw.turns_so_far.as_ref().map_or(Some(0), |value| checker.whole(value, 0..=u16::MAX));
    let attributes = match order {
        Some(order) => attributes(&raw.attributes, order, checker),
        None => Some(Attributes::NONE),
    };
    let node = match (&raw.node, nodes) {
        (Some(value), Some(nodes)) => nodes.find(value, checker),
        _ => Some(0),
    };
    let contact = match &raw.contact {
        Some(value) => checker.label(value).map(Some),
        None => Some(None),
    };
    let notice_h = checker.optional_quantity(&raw.notice_h);
    Some(Consumer {
        id: id?,
        name: name?,
        class: class?,
        demand: demand?,
        demand_factor: demand_factor?,
        minimum: minimum?,
        base: base?,
        weight: weight?,
        rank: rank?,
        on_off: raw.on_off.unwrap_or(false),
        is_main: raw.main.unwrap_or(false),
        cumulative_curtailment: cumulative_curtailment?.unwrap_or_default(),
        turns_so_far: turns_so_far?,
        attributes: attributes?,
        contact: contact?,
        notice_h: notice_h?,
        node: node?,
        is_stopped: false,
    })
}

/// A technical minimum of at most the demand; a user that wants nothing now may still state one.
fn minimum(value: &Key<Number>, demand: Option<Quantity>, checker: &mut Checker) -> Option<Quantity> {
    let Some(value) = value else { return Some(Quantity::ZERO) };
    let minimum = checker.quantity(value)?;
    match demand {
        Some(demand) if demand != Quantity::ZERO && minimum > demand => {
            let message = (checker.words().minimum_above_demand)(&minimum.to_number(), &demand.to_number());
            checker.note(&value.span(), message);
            None
        }
        _ => Some(minimum),
    }
}

fn attributes(names: &[Spanned<String>], order: &Draft, checker: &mut Checker) -> Option<Attributes> {
    let mut attributes = Some(Attributes::NONE);
    for name in names {
        let found = order.attribute(name, checker);
        attributes = attributes.zip(found).map(|(all, one)| all.union(one));
    }
    attributes
}
