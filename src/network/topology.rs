//! Checks that the nodes are a tree, and puts them in depth-first order.

use super::error::NetworkError;
use super::levels::END;
use super::node::{MAX_NODES, Node};
use super::scratch::NodeSlot;
use crate::allocate::check::check_users;
use crate::units::Total;
use crate::user::User;

/// Of [`NodeSlot::place`], while the network is ordered: whether the root is an ancestor of the node.
const NOT_REACHED: u32 = 0;
const REACHED: u32 = 1;

/// Checks every node by itself, and that supply and sources stay below 2⁶³ together.
pub(crate) fn check(nodes: &[Node], supply: Total) -> Result<(), NetworkError> {
    if nodes.is_empty() || nodes.len() > MAX_NODES {
        return Err(NetworkError::NodeCount { count: nodes.len() });
    }
    let mut gas = supply;
    for (index, node) in nodes.iter().enumerate() {
        match (index, node.parent) {
            (0, Node::ROOT) => {}
            (0, _) => return Err(NetworkError::FirstIsNotRoot),
            (_, Node::ROOT) => return Err(NetworkError::SecondRoot { node: index }),
            (_, parent) if parent as usize >= nodes.len() => {
                return Err(NetworkError::UnknownParent { node: index });
            }
            _ => {}
        }
        if node.reserved != 0 {
            return Err(NetworkError::ReservedNotZero { node: index });
        }
        gas = match gas.checked_add(node.source) {
            Some(sum) if sum < 1 << 63 => sum,
            _ => return Err(NetworkError::SupplyTooLarge { node: index }),
        };
    }
    Ok(())
}

/// Puts the nodes in depth-first order, children in the order of the input: every node before its subtree, so that
/// going backwards meets children before their parents.
pub(crate) fn order(nodes: &[Node], slots: &mut [NodeSlot]) -> Result<(), NetworkError> {
    for slot in &mut *slots {
        (slot.first, slot.second, slot.place) = (END, END, NOT_REACHED);
    }
    for (index, node) in nodes.iter().enumerate().rev() {
        let Some(parent) = slots.get_mut(node.parent as usize) else { continue };
        let sibling = core::mem::replace(&mut parent.first, index as u32);
        if let Some(slot) = slots.get_mut(index) {
            slot.second = sibling;
        }
    }
    let mut node = 0;
    let mut reached = 0;
    while let Some(slot) = slots.get_mut(node as usize) {
        slot.place = REACHED;
        let child = slot.first;
        if let Some(slot) = slots.get_mut(reached) {
            slot.order = node;
        }
        reached += 1;
        node = if child == END { next_branch(nodes, slots, node) } else { child };
    }
    if reached < nodes.len() { Err(NetworkError::Cycle { node: find_cycle(nodes, slots) }) } else { Ok(()) }
}

/// The next node that is neither below the given one nor above it.
fn next_branch(nodes: &[Node], slots: &[NodeSlot], mut node: u32) -> u32 {
    while let Some((slot, above)) = slots.get(node as usize).zip(nodes.get(node as usize)) {
        if slot.second != END {
            return slot.second;
        }
        node = above.parent;
    }
    END
}

/// A node that is its own ancestor: where one that is not reached from the root is after as many steps up as there are
/// nodes. It never comes to the root, so by then it is on the cycle.
fn find_cycle(nodes: &[Node], slots: &[NodeSlot]) -> usize {
    let mut node = slots.iter().position(|slot| slot.place == NOT_REACHED).unwrap_or(0);
    for _ in 0..nodes.len() {
        node = nodes.get(node).map_or(node, |above| above.parent as usize);
    }
    node
}

/// Notes the place of every node.
pub(super) fn place(slots: &mut [NodeSlot]) {
    for place in 0..slots.len() {
        let node = slots.get(place).map_or(END, |slot| slot.order);
        if let Some(slot) = slots.get_mut(node as usize) {
            slot.place = place as u32;
        }
    }
}

/// Why users are refused of which at least one is not valid.
pub(super) fn find_invalid(users: &[User], nodes: &[Node]) -> NetworkError {
    let user = users.iter().position(|user| user.node as usize >= nodes.len()).unwrap_or(0);
    check_users(users).map_or_else(NetworkError::from, |()| NetworkError::UnknownNode { user })
}
