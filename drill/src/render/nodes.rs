//! The nodes of a tree as people read them: each below the node that feeds it, with the users it holds back.

use std::collections::HashMap;

use citygate::allocate::Reason;

use super::explain::{Explainer, percentage};
use crate::outcome::NodeOutcome;
use crate::scenario::Node;

/// Up to so many of the users that a node holds back are told by name.
const MOST_NAMES: usize = 6;

/// A node as stated and as loaded.
pub(super) struct NodeRow<'a> {
    /// As stated.
    pub(super) node: &'a Node,
    /// As loaded.
    pub(super) outcome: &'a NodeOutcome,
    /// How far it is from the root.
    pub(super) depth: usize,
    /// The row of its parent; `None` for the root.
    pub(super) parent: Option<usize>,
    /// The users that it holds back.
    pub(super) holds_back: Vec<&'a str>,
}

/// All nodes, each after its parent; none without a tree.
pub(super) fn rows<'a>(explainer: &Explainer<'a>) -> Vec<NodeRow<'a>> {
    let (Some(network), Some(outcomes)) = (&explainer.scenario.network, &explainer.outcome.nodes) else {
        return Vec::new();
    };
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    for user in explainer.outcome.users.iter().filter(|user| user.reason == Reason::HeldByNode) {
        held.entry(user.node.as_deref().unwrap_or_default()).or_default().push(&user.id);
    }
    let mut places = vec![0; network.nodes.len()];
    let mut rows = Vec::with_capacity(network.nodes.len());
    for (position, depth) in network.depth_first() {
        let (node, outcome) = (&network.nodes[position], &outcomes[position]);
        places[position] = rows.len();
        let parent = node.parent.map(|parent| places[parent]);
        let holds_back = held.remove(node.id.as_str()).unwrap_or_default();
        rows.push(NodeRow { node, outcome, depth, parent, holds_back });
    }
    rows
}

impl NodeRow<'_> {
    /// The capacity in words.
    pub(super) fn capacity(&self, explainer: &Explainer) -> String {
        self.outcome
            .capacity
            .map_or(explainer.words.tree.no_limit.to_owned(), |capacity| capacity.to_string())
    }

    /// The share of the capacity that is used; nothing where there is no limit.
    pub(super) fn used(&self) -> String {
        self.outcome.capacity.map(|capacity| percentage(self.outcome.load, capacity)).unwrap_or_default()
    }

    /// What is used of the node's own source; nothing where none is stated.
    pub(super) fn source(&self, explainer: &Explainer) -> String {
        let figures = self.outcome.source_used.zip(self.outcome.source);
        figures
            .map(|(used, source)| (explainer.words.tree.of)(&used.to_string(), &source.to_string()))
            .unwrap_or_default()
    }

    /// The users that the node holds back, or that it is full while users below it fall short.
    pub(super) fn held(&self, explainer: &Explainer) -> String {
        let words = explainer.words;
        if self.holds_back.is_empty() {
            return if self.outcome.binding { words.tree.full.to_owned() } else { String::new() };
        }
        match self.holds_back.split_at_checked(MOST_NAMES) {
            Some((named, more)) if !more.is_empty() => (words.tree.and_more)(&named.join(", "), more.len()),
            _ => (words.list)(&self.holds_back),
        }
    }
}

/// Whether any of the nodes has a source of its own.
pub(super) fn any_source(rows: &[NodeRow]) -> bool {
    rows.iter().any(|row| row.outcome.source.is_some())
}
