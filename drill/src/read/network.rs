//! Checks the tree of capacities.

use std::collections::HashMap;

use toml::Spanned;

use super::checker::{Checker, Seen};
use super::raw::scenario::RawNode;
use crate::scenario::network::{Network, Node};

/// The position of the node that a user names.
pub fn find(network: &Network, value: &Spanned<String>, checker: &mut Checker) -> Option<usize> {
    let found = network.position(value.get_ref());
    if found.is_none() {
        let message = match network.nodes.is_empty() {
            true => "the scenario has no nodes; leave the key out, or add a [[node]]".to_owned(),
            false => unknown(value.get_ref()),
        };
        checker.note(&value.span(), message);
    }
    found
}

fn unknown(id: &str) -> String {
    format!("there is no node {id:?}; write the id of a [[node]]")
}

/// Checks all nodes; no node at all is a network without nodes.
pub fn check(raw: &[Spanned<RawNode>], checker: &mut Checker) -> Option<Network> {
    let mut seen = Seen::new();
    let mut ids = Vec::with_capacity(raw.len());
    for node in raw {
        let id = checker.required(&node.get_ref().id, &node.span(), "id", "\"east\"");
        ids.push(id.and_then(|value| checker.unique(value, &mut seen)));
    }
    let ids: Vec<String> = ids.into_iter().collect::<Option<_>>()?;
    let positions: HashMap<String, usize> = ids.iter().cloned().zip(0..).collect();
    let mut nodes = Vec::with_capacity(raw.len());
    for (position, (node, id)) in raw.iter().zip(&ids).enumerate() {
        let name = checker.optional_text(&node.get_ref().name);
        let parent = parent(node, position, &ids, &positions, checker);
        let capacity = checker.optional_quantity(&node.get_ref().capacity);
        let source = checker.optional_quantity(&node.get_ref().source);
        if let (Some(name), Some(parent), Some(capacity), Some(source)) = (name, parent, capacity, source) {
            nodes.push(Node { id: id.clone(), name, parent, capacity, source });
        }
    }
    if nodes.len() != raw.len() {
        return None;
    }
    if let Some(position) = on_a_cycle(&nodes) {
        let message = format!(
            "node {:?} is its own ancestor; every node must lead to the root {:?} by its parents",
            ids[position], ids[0]
        );
        let key = raw[position].get_ref().parent.as_ref();
        checker.note(&key.map_or(raw[position].span(), Spanned::span), message);
        return None;
    }
    Some(Network::new(nodes))
}

/// The position of a node's parent; `Some(None)` for the root.
fn parent(
    node: &Spanned<RawNode>,
    position: usize,
    ids: &[String],
    positions: &HashMap<String, usize>,
    checker: &mut Checker,
) -> Option<Option<usize>> {
    match &node.get_ref().parent {
        None if position == 0 => Some(None),
        Some(parent) if position == 0 => {
            let message =
                "the first node is the root and has no parent; leave the key out, or put the root first";
            checker.note(&parent.span(), message);
            None
        }
        None => {
            let message = format!(
                "node {:?} would be a second root; the root is {:?}, so name this node's parent",
                ids[position], ids[0]
            );
            checker.note_missing(&node.span(), "parent", message);
            None
        }
        Some(parent) => {
            let found = positions.get(parent.get_ref()).copied();
            if found.is_none() {
                checker.note(&parent.span(), unknown(parent.get_ref()));
            }
            found.map(Some)
        }
    }
}

/// The first node, in the order of the file, from which parents lead in a circle.
fn on_a_cycle(nodes: &[Node]) -> Option<usize> {
    // For each node the start of the walk that came by last: a walk that meets itself is in a circle.
    let mut seen: Vec<Option<usize>> = vec![None; nodes.len()];
    for start in 0..nodes.len() {
        let mut here = Some(start);
        while let Some(node) = here.filter(|node| seen[*node].is_none()) {
            seen[node] = Some(start);
            here = nodes[node].parent;
        }
        if here.is_some_and(|node| seen[node] == Some(start)) {
            return here;
        }
    }
    None
}
