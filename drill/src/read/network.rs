//! Checks the tree of capacities.

use std::collections::HashMap;

use toml::Spanned;

use super::checker::{Checker, Seen};
use super::raw::scenario::RawNode;
use super::suggest::closest;
use crate::scenario::network::{Network, Node};

/// The nodes by their ids: known also where something else is wrong with them.
#[derive(Default)]
pub struct NodeIds {
    ids: Vec<String>,
    positions: HashMap<String, usize>,
}

impl NodeIds {
    /// The position of the node that a user or a node names.
    pub fn find(&self, value: &Spanned<String>, checker: &mut Checker) -> Option<usize> {
        let found = self.positions.get(value.get_ref()).copied();
        if found.is_none() {
            let words = checker.words();
            checker.note_with(&value.span(), || match self.ids.is_empty() {
                true => words.no_nodes.to_owned(),
                false => {
                    let close = closest(value.get_ref(), self.ids.iter().map(String::as_str));
                    (words.node_unknown)(value.get_ref(), close)
                }
            });
        }
        found
    }
}

/// The ids of all nodes; nothing when one of them is itself wrong.
pub fn ids(raw: &[Spanned<RawNode>], checker: &mut Checker) -> Option<NodeIds> {
    let mut seen = Seen::new();
    let mut ids = Vec::with_capacity(raw.len());
    for node in raw {
        let id = checker.required(&node.get_ref().id, &node.span(), "id", "\"east\"");
        ids.push(id.and_then(|value| checker.unique(value, &mut seen)));
    }
    let ids: Vec<String> = ids.into_iter().collect::<Option<_>>()?;
    let positions = ids.iter().cloned().zip(0..).collect();
    Some(NodeIds { ids, positions })
}

/// Checks all nodes; no node at all is a network without nodes. They are a tree, unless pipes may join them.
pub fn check(
    raw: &[Spanned<RawNode>],
    ids: Option<&NodeIds>,
    is_tree: bool,
    checker: &mut Checker,
) -> Option<Network> {
    let mut nodes = Vec::with_capacity(raw.len());
    for (position, node) in raw.iter().enumerate() {
        let name = checker.optional_text(&node.get_ref().name);
        let parent = ids.and_then(|ids| parent(node, position, ids, is_tree, checker));
        let capacity = checker.optional_quantity(&node.get_ref().capacity);
        let source = checker.optional_quantity(&node.get_ref().source);
        let id = ids.and_then(|ids| ids.ids.get(position)).cloned();
        if let (Some(id), Some(name), Some(parent), Some(capacity), Some(source)) =
            (id, name, parent, capacity, source)
        {
            nodes.push(Node { id, name, parent, capacity, source });
        }
    }
    if nodes.len() != raw.len() {
        return None;
    }
    if let Some(position) = on_a_cycle(&nodes) {
        let (words, id) = (checker.words(), &nodes[position].id);
        let message = if is_tree { (words.node_cycle)(id, &nodes[0].id) } else { (words.node_ring)(id) };
        let key = raw[position].get_ref().parent.as_ref();
        checker.note(&key.map_or(raw[position].span(), Spanned::span), message);
        return None;
    }
    Some(Network::new(nodes))
}

/// The position of a node's parent; `Some(None)` for the root, and where pipes may join nodes for any that has none.
fn parent(
    node: &Spanned<RawNode>,
    position: usize,
    ids: &NodeIds,
    is_tree: bool,
    checker: &mut Checker,
) -> Option<Option<usize>> {
    match &node.get_ref().parent {
        None if position == 0 || !is_tree => Some(None),
        Some(parent) if position == 0 && is_tree => {
            checker.note(&parent.span(), checker.words().root_has_parent);
            None
        }
        None => {
            let message = (checker.words().second_root)(&ids.ids[position], &ids.ids[0]);
            checker.note_missing(&node.span(), "parent", message);
            None
        }
        Some(parent) => ids.find(parent, checker).map(Some),
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
