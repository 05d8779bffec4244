//! Checks pipes, sources and storages, and makes a network of them and of the short forms beside them.

use toml::Spanned;

use super::checker::{Checker, Seen};
use super::network::NodeIds;
use super::per_period::{Lists, optional, per_period, quantities};
use super::raw::pipe_network::{RawPipe, RawSource, RawStorage};
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number};
use crate::quantity::Quantity;
use crate::scenario::horizon::Horizon;
use crate::scenario::joined::{pipe_into, source_of};
use crate::scenario::per_period::PerPeriod;
use crate::scenario::pipe_network::{Pipe, PipeNetwork, STORAGE, SUPPLY, Source, Storage, UseOrder};

/// Whether pipes may join the nodes in any way, and sources and storages stand at any of them.
pub fn has_long_forms(raw: &RawScenario) -> bool {
    !raw.pipe.is_empty() || !raw.sources.is_empty() || !raw.storage.is_empty()
}

/// Whether all this takes more than a tree with a storage at its root; a linepack may be in the network.
pub fn is_general(raw: &RawScenario, horizon: Option<&Horizon>, is_in_network: bool) -> bool {
    let storage = horizon.and_then(|horizon| horizon.storage.as_ref());
    let has_factors = raw.user.iter().any(|user| user.get_ref().demand_factor.is_some());
    let is_elsewhere = storage.is_some_and(|storage| storage.node != 0);
    has_long_forms(raw) || has_factors || is_elsewhere || is_in_network
}

/// Checks what the file states in its long forms.
pub fn check(
    raw: &RawScenario,
    nodes: Option<&NodeIds>,
    lists: Lists,
    checker: &mut Checker,
) -> Option<PipeNetwork> {
    let mut seen = short_forms(raw);
    let mut stated = PipeNetwork::default();
    for pipe in &raw.pipe {
        stated.pipes.extend(check_pipe(pipe, nodes, lists, &mut seen, checker));
    }
    for source in &raw.sources {
        stated.sources.extend(check_source(source, nodes, lists, &mut seen, checker));
    }
    if let (Lists::None, Some(storage)) = (lists, raw.storage.first()) {
        checker.note(&storage.span(), checker.words().storage_without_horizon);
    }
    for storage in &raw.storage {
        stated.storages.extend(check_storage(storage, nodes, lists, &mut seen, checker));
    }
    let is_played = can_be_played(raw, checker);
    let are_fed = are_fed(raw, checker);
    let PipeNetwork { pipes, sources, storages, .. } = &stated;
    let all = pipes.len() == raw.pipe.len()
        && sources.len() == raw.sources.len()
        && storages.len() == raw.storage.len();
    (all && is_played && are_fed).then_some(stated)
}

/// An exercise changes the supply at the top, and has its storage there.
fn can_be_played(raw: &RawScenario, checker: &mut Checker) -> bool {
    if !has_long_forms(raw) {
        return true;
    }
    let storage = raw.exercise.as_ref().and_then(|exercise| exercise.get_ref().storage.as_ref());
    if let Some(storage) = storage {
        checker.note(&storage.span(), checker.words().exercise_storage_beside_pipes);
    }
    let changed = raw.timeline.iter().find_map(|entry| entry.get_ref().supply.as_ref());
    let changed = changed.filter(|_| raw.supply.is_none());
    if let Some(supply) = changed {
        checker.note(&supply.span(), checker.words().no_supply_to_change);
    }
    storage.is_none() && changed.is_none()
}

/// A node that nothing feeds from above cannot limit what comes from there.
fn are_fed(raw: &RawScenario, checker: &mut Checker) -> bool {
    if !has_long_forms(raw) {
        return true;
    }
    let is_fed = raw.supply.is_some() || raw.horizon.as_ref().is_some_and(|h| h.get_ref().supply.is_some());
    let mut right = true;
    for (position, node) in raw.node.iter().enumerate() {
        let (node, feeds) = (node.get_ref(), position == 0 && is_fed);
        if let (None, Some(capacity), false) = (&node.parent, &node.capacity, feeds) {
            checker.note(&capacity.span(), checker.words().capacity_without_parent);
            right = false;
        }
    }
    right
}

/// The ids that short forms have as pipes, sources and storages, and where they stand.
fn short_forms(raw: &RawScenario) -> Seen {
    let mut seen = Seen::new();
    let horizon = raw.horizon.as_ref().map(Spanned::get_ref);
    let supply = raw.supply.as_ref().map(Spanned::span);
    let ahead = horizon.and_then(|horizon| horizon.supply.as_ref()).map(Spanned::span);
    seen.extend(ahead.or(supply).map(|place| (SUPPLY.to_owned(), place)));
    let storage = horizon.and_then(|horizon| horizon.storage.as_ref());
    seen.extend(storage.map(|storage| (STORAGE.to_owned(), storage.span())));
    let linepack = raw.linepack.iter().flat_map(|linepack| &linepack.get_ref().pipe);
    let packed = linepack.filter_map(|pipe| pipe.get_ref().id.as_ref());
    seen.extend(packed.map(|id| (id.get_ref().clone(), id.span())));
    for node in raw.node.iter().map(Spanned::get_ref) {
        let Some(id) = &node.id else { continue };
        if let Some(parent) = &node.parent {
            seen.insert(pipe_into(id.get_ref(), parent.get_ref()), parent.span());
        }
        seen.extend(node.source.as_ref().map(|source| (source_of(id.get_ref()), source.span())));
    }
    seen
}

fn node(
    value: &Key<String>,
    table: &std::ops::Range<usize>,
    key: &str,
    nodes: Option<&NodeIds>,
    checker: &mut Checker,
) -> Option<usize> {
    let value = checker.required(value, table, key, "\"north\"")?;
    nodes?.find(value, checker)
}

fn check_pipe(
    raw: &Spanned<RawPipe>,
    nodes: Option<&NodeIds>,
    lists: Lists,
    seen: &mut Seen,
    checker: &mut Checker,
) -> Option<Pipe> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let id = checker.required(&raw.id, &table, "id", "\"north-ring\"");
    let id = id.and_then(|value| checker.unique(value, seen));
    let name = checker.optional_text(&raw.name);
    let from = node(&raw.from, &table, "from", nodes, checker);
    let to = node(&raw.to, &table, "to", nodes, checker);
    let capacity = optional(&raw.capacity, lists, checker);
    let back = optional(&raw.capacity_back, lists, checker);
    if let (Some(_), Some(value)) = (&raw.both_ways, &raw.capacity_back) {
        checker.note(&value.span(), checker.words().both_ways_twice);
        return None;
    }
    if let (Some(from), Some(to), Some(value)) = (from, to, &raw.to)
        && from == to
    {
        checker.note(&value.span(), (checker.words().pipe_to_itself)(value.get_ref()));
        return None;
    }
    let (capacity, back) = (capacity?, back?);
    let is_two_way = raw.both_ways.as_ref().is_some_and(|both| *both.get_ref());
    let capacity_back = match back {
        Some(back) => Some(back),
        None if is_two_way => capacity.clone(),
        None => Some(PerPeriod::always(Quantity::ZERO)),
    };
    Some(Pipe { id: id?, name: name?, from: from?, to: to?, capacity, capacity_back })
}

fn check_source(
    raw: &Spanned<RawSource>,
    nodes: Option<&NodeIds>,
    lists: Lists,
    seen: &mut Seen,
    checker: &mut Checker,
) -> Option<Source> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let id = checker.required(&raw.id, &table, "id", "\"north-gate\"");
    let id = id.and_then(|value| checker.unique(value, seen));
    let name = checker.optional_text(&raw.name);
    let node = node(&raw.node, &table, "node", nodes, checker);
    let supply = checker.required(&raw.supply, &table, "supply", "60.0");
    let supply = supply.and_then(|value| per_period(value, lists, checker));
    let order = order(&raw.order, checker);
    let order = order?.map_or(UseOrder::Stated(0), UseOrder::Stated);
    Some(Source { id: id?, name: name?, node: node?, supply: supply?, order })
}

/// When an element is used; `Some(None)` where that is not stated.
fn order(value: &Key<Number>, checker: &mut Checker) -> Option<Option<u32>> {
    match value {
        Some(value) => checker.whole(value, 0..=u16::MAX).map(|order| Some(order.into())),
        None => Some(None),
    }
}

fn check_storage(
    raw: &Spanned<RawStorage>,
    nodes: Option<&NodeIds>,
    lists: Lists,
    seen: &mut Seen,
    checker: &mut Checker,
) -> Option<Storage> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let id = checker.required(&raw.id, &table, "id", "\"lng\"");
    let id = id.and_then(|value| checker.unique(value, seen));
    let name = checker.optional_text(&raw.name);
    let node = node(&raw.node, &table, "node", nodes, checker);
    let capacity = checker.optional_quantity(&raw.capacity);
    let stock = checker.required(&raw.stock, &table, "stock", "12000.0");
    let stock = stock.and_then(|value| checker.quantity(value));
    let reserve = checker.optional_quantity(&raw.reserve);
    let withdrawal = optional(&raw.withdrawal, lists, checker);
    let fill = optional(&raw.fill, lists, checker);
    let deliveries = match &raw.deliveries {
        Some(deliveries) => quantities(deliveries, lists.length(), checker),
        None => Some(Vec::new()),
    };
    let order = order(&raw.order, checker);
    let (capacity, reserve) = (capacity?, reserve?.unwrap_or_default());
    let words = checker.words();
    let bounded = [
        (&raw.stock, stock, words.stock_above_capacity),
        (&raw.reserve, Some(reserve), words.reserve_above_capacity),
    ];
    let mut fits = true;
    for (value, quantity, message) in bounded {
        if let (Some(value), Some(quantity), Some(capacity)) = (value, quantity, capacity)
            && quantity > capacity
        {
            checker.note(&value.span(), message(&quantity.to_number(), &capacity.to_number()));
            fits = false;
        }
    }
    let storage = Storage {
        id: id?,
        name: name?,
        node: node?,
        capacity,
        stock: stock?,
        reserve,
        withdrawal: withdrawal?,
        fill: fill?.unwrap_or(PerPeriod::always(Quantity::ZERO)),
        deliveries: deliveries?,
        order: order?.map_or(UseOrder::AfterAll, UseOrder::Stated),
    };
    fits.then_some(storage)
}
