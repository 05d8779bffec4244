//! The part of a network that a division concerns: a run of the depth-first order, and the path from there to the root.
//!
//! Whatever is above a node of the run lies in the run before it, or is above the first one: so the part holds every
//! node through which its users are reached, and going backwards over the run and then up the path meets children
//! before their parents.

use super::node::Node;
use super::scratch::NodeSlot;
use crate::allocate::result::NO_NODE;

/// A run of the depth-first order and what is above it.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    first: u32,
    /// Behind the last place.
    end: u32,
    above: u32,
}

impl Part {
    /// All nodes.
    pub(super) const fn all(nodes: &[Node]) -> Part {
        Part { first: 0, end: nodes.len() as u32, above: NO_NODE }
    }

    /// From one place to another, both included.
    pub(super) fn between(first: u32, last: u32, nodes: &[Node], slots: &[NodeSlot]) -> Part {
        let node = slots.get(first as usize).and_then(|slot| nodes.get(slot.order as usize));
        Part { first, end: last + 1, above: node.map_or(NO_NODE, |node| node.parent) }
    }

    /// The node above the run, if it does not begin with the root.
    pub(super) const fn above(&self) -> u32 {
        self.above
    }

    /// The next node of the run, parents before their children.
    pub(super) fn next_forwards(&mut self, slots: &[NodeSlot]) -> Option<u32> {
        if self.first == self.end {
            return None;
        }
        self.first += 1;
        slots.get(self.first as usize - 1).map(|slot| slot.order)
    }

    /// The next node, children before their parents, with its parent.
    pub(super) fn next(&mut self, nodes: &[Node], slots: &[NodeSlot]) -> Option<(u32, u32)> {
        if self.first == self.end {
            let node = self.above;
            self.above = nodes.get(node as usize)?.parent;
            return Some((node, self.above));
        }
        self.end -= 1;
        let node = slots.get(self.end as usize)?.order;
        Some((node, nodes.get(node as usize)?.parent))
    }
}
