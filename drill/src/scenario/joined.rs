//! A network of any shape, of what a file states in its long forms and of its short forms.

use std::cmp::Reverse;

use super::horizon::Horizon;
use super::network::{Network, Node};
use super::per_period::PerPeriod;
use super::pipe_network::{Pipe, PipeNetwork, STORAGE, SUPPLY, Source, Storage, UseOrder};
use crate::quantity::Quantity;

/// What the pipe is called that leads into a node from its parent.
pub fn pipe_into(node: &str, parent: &str) -> String {
    format!("{parent}>{node}")
}

/// What a node's own source is called.
pub fn source_of(node: &str) -> String {
    format!("{node}.source")
}

/// Makes a network of any shape of what is stated and of the short forms: a node that has a parent is joined to it by a
/// one-way pipe of its capacity; a node's own source is used before gas from above; the supply comes in at the first,
/// by a pipe of that node's capacity if it has one; the storage of the horizon is where it says.
pub fn join(
    stated: PipeNetwork,
    network: &mut Network,
    supply: Option<Quantity>,
    horizon: Option<&Horizon>,
) -> PipeNetwork {
    let mut joined = stated;
    let one_way = || Some(PerPeriod::always(Quantity::ZERO));
    for (position, node) in network.nodes.iter().enumerate() {
        if let Some((from, parent)) = node.parent.and_then(|at| Some((at, network.nodes.get(at)?))) {
            let capacity = node.capacity.map(PerPeriod::always);
            let (id, name, to) = (pipe_into(&node.id, &parent.id), None, position);
            joined.pipes.push(Pipe { id, name, from, to, capacity, capacity_back: one_way() });
        }
        if let Some(source) = node.source {
            let order = UseOrder::Below(Reverse(depth(network, position)));
            let (id, name, supply) = (source_of(&node.id), None, PerPeriod::always(source));
            joined.sources.push(Source { id, name, node: position, supply, order });
        }
    }
    let supply = match horizon {
        Some(horizon) if horizon.supply.is_empty() => None,
        Some(horizon) => Some(PerPeriod::each(horizon.supply.clone())),
        None => supply.map(PerPeriod::always),
    };
    if let Some(supply) = supply {
        let node = inlet(&mut joined, network);
        joined.supply = Some(joined.sources.len());
        let (id, name, order) = (SUPPLY.to_owned(), None, UseOrder::Stated(0));
        joined.sources.push(Source { id, name, node, supply, order });
    }
    joined.storages.extend(horizon.and_then(|horizon| horizon.storage.as_ref()).map(|storage| Storage {
        id: STORAGE.to_owned(),
        name: None,
        node: storage.node,
        capacity: None,
        stock: storage.stock,
        reserve: storage.reserve,
        withdrawal: Some(PerPeriod::always(storage.withdrawal)),
        fill: PerPeriod::always(Quantity::ZERO),
        deliveries: storage.deliveries.clone(),
        order: UseOrder::AfterAll,
    }));
    joined
}

/// The node where the supply comes in: the first, or one of its own before it where that one limits what comes in.
fn inlet(joined: &mut PipeNetwork, network: &mut Network) -> usize {
    let first = network.nodes.first().map(|first| (first.id.clone(), first.parent, first.capacity));
    let Some((id, None, Some(capacity))) = first else { return 0 };
    let at = network.nodes.len();
    let before = Node { id: SUPPLY.to_owned(), name: None, parent: None, capacity: None, source: None };
    let nodes = std::mem::take(network).nodes.into_iter().chain([before]).collect();
    *network = Network::new(nodes);
    joined.pipes.push(Pipe {
        id: pipe_into(&id, SUPPLY),
        name: None,
        from: at,
        to: 0,
        capacity: Some(PerPeriod::always(capacity)),
        capacity_back: Some(PerPeriod::always(Quantity::ZERO)),
    });
    at
}

/// How many nodes are above a node.
fn depth(network: &Network, position: usize) -> usize {
    let above = |position: &usize| network.nodes.get(*position)?.parent;
    std::iter::successors(Some(position), above).count()
}
