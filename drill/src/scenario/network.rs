//! The tree of capacities: province, gate, district, user.

use std::collections::HashMap;

use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// A tree of nodes. The first is the root; every other has a parent and hangs on the root in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The nodes in the order of the file; parents may come after their children.
    pub nodes: Vec<Node>,
    positions: HashMap<String, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: String,
    /// What people call it, if it is not called by its id.
    pub name: Option<LocalText>,
    /// The position of its parent; `None` for the root.
    pub parent: Option<usize>,
    /// How much can flow into it from its parent; `None` without limit.
    pub capacity: Option<Quantity>,
    /// Gas of its own that only its subtree can use, if that is stated.
    pub source: Option<Quantity>,
}

impl Network {
    pub fn new(nodes: Vec<Node>) -> Network {
        let positions = nodes.iter().map(|node| node.id.clone()).zip(0..).collect();
        Network { nodes, positions }
    }

    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The nodes as a tree is drawn: each after its parent, children in the order of the file. With each goes its
    /// depth, 0 for the root.
    pub fn depth_first(&self) -> Vec<(usize, usize)> {
        let mut children = vec![Vec::new(); self.nodes.len()];
        for (position, node) in self.nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                children[parent].push(position);
            }
        }
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut next = vec![(0, 0)];
        while let Some((position, depth)) = next.pop() {
            if let Some(below) = children.get(position) {
                order.push((position, depth));
                next.extend(below.iter().map(|child| (*child, depth + 1)));
            }
        }
        order
    }
}
