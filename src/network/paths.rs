//! What the paths from the root can still bring, and who uses it.

use super::levels::LevelSlot;
use super::node::{Node, NodeLoad};
use super::scratch::{NetworkScratch, NodeSlot, UserSlot};
use crate::allocate::result::{Grant, NO_NODE, Reason};
use crate::units::{Flow, Total};
use crate::user::User;

/// The network while an allocation is under way.
pub(crate) struct Paths<'a> {
    pub(super) nodes: &'a [Node],
    pub(super) slots: &'a mut [NodeSlot],
    pub(super) users: &'a mut [UserSlot],
    pub(super) levels: &'a mut [LevelSlot],
    /// What can enter at the root: its capacity or the supply, whichever is less.
    inlet: Total,
    /// Whether it is the supply.
    is_supply_less: bool,
    /// What has been brought to users so far.
    pub(super) served: Total,
}

impl<'a> Paths<'a> {
    /// An ordered network with all its capacities and sources untouched.
    pub(super) fn new(nodes: &'a [Node], scratch: &'a mut NetworkScratch, supply: Total) -> Paths<'a> {
        let capacity = nodes.first().map_or(0, |root| root.capacity);
        let inlet = capacity.min(supply);
        for (slot, node) in scratch.nodes.iter_mut().zip(nodes) {
            (slot.left, slot.source) = (node.capacity, node.source);
        }
        if let Some(root) = scratch.nodes.first_mut() {
            root.left = inlet;
        }
        Paths {
            nodes,
            slots: &mut *scratch.nodes,
            users: &mut *scratch.users,
            levels: &mut *scratch.levels,
            inlet,
            is_supply_less: supply < capacity,
            served: 0,
        }
    }

    /// The most that can be brought to the user.
    pub(super) fn room(&self, user: &User) -> Total {
        let mut most = Total::MAX;
        self.climb(user.node, |_, here| {
            most = most.min(here);
            true
        });
        most
    }

    /// Brings an amount, within the room, to the user: from the nearest sources first, the rest from the root.
    pub(super) fn draw(&mut self, user: &User, amount: Flow) {
        self.served += amount as Total;
        let mut node = user.node;
        let mut amount = amount as Total;
        while let Some((slot, above)) = self.slots.get_mut(node as usize).zip(self.nodes.get(node as usize)) {
            let used = amount.min(slot.source);
            slot.source -= used;
            amount -= used;
            slot.left -= amount;
            node = above.parent;
        }
    }

    /// Notes which node holds the user back, which first falls short now and needs so much: the nearest through which
    /// less can be brought.
    pub(super) fn refuse(&mut self, index: usize, user: &User, needed: Flow) {
        let mut holder = NO_NODE;
        self.climb(user.node, |node, here| {
            if here < needed as Total {
                holder = node;
            }
            holder == NO_NODE
        });
        let holder = self.holder(holder);
        if let Some(slot) = self.users.get_mut(index) {
            slot.holder = holder;
        }
    }

    /// Forgets what the subtrees take.
    pub(super) fn clear_amounts(&mut self) {
        for slot in &mut *self.slots {
            slot.amount = 0;
        }
    }

    /// Notes that the users at a node take so much.
    pub(super) fn add_amount(&mut self, node: u32, amount: Total) {
        if let Some(slot) = self.slots.get_mut(node as usize) {
            slot.amount += amount;
        }
    }

    /// Adds up the amounts on the way to the root: to each node comes what those below it take beyond their own
    /// sources.
    pub(super) fn add_up(&mut self) {
        for place in (0..self.nodes.len()).rev() {
            let Some((slot, parent)) = self.at_place(place) else { continue };
            let inflow = slot.amount.saturating_sub(slot.source);
            self.add_amount(parent, inflow);
        }
    }

    /// Whether the amounts, added up, can be brought.
    pub(super) fn can_bring(&self) -> bool {
        self.slots.iter().all(|slot| slot.amount.saturating_sub(slot.source) <= slot.left)
    }

    /// Brings the amounts, added up.
    pub(super) fn bring(&mut self) {
        for (node, slot) in self.slots.iter_mut().enumerate() {
            let used = slot.amount.min(slot.source);
            let inflow = slot.amount - used;
            slot.source -= used;
            slot.left -= inflow;
            // All gas comes from a source or in at the root.
            self.served += used + if node == 0 { inflow } else { 0 };
        }
    }

    /// The slot of the node at a place of the depth-first order, and its parent.
    fn at_place(&mut self, place: usize) -> Option<(&mut NodeSlot, u32)> {
        let node = self.slots.get(place)?.order;
        let parent = self.nodes.get(node as usize)?.parent;
        Some((self.slots.get_mut(node as usize)?, parent))
    }

    /// The node at a place of the depth-first order.
    pub(super) fn node_at(&self, place: usize) -> u32 {
        self.slots.get(place).map_or(NO_NODE, |slot| slot.order)
    }

    /// Shows every node on the path from this one to the root, with the most that can be brought through it, until told
    /// that it is enough.
    fn climb(&self, mut node: u32, mut see: impl FnMut(u32, Total) -> bool) {
        let mut sources: Total = 0;
        while let Some((slot, above)) = self.slots.get(node as usize).zip(self.nodes.get(node as usize)) {
            sources = sources.saturating_add(slot.source);
            if !see(node, sources.saturating_add(slot.left)) {
                break;
            }
            node = above.parent;
        }
    }

    /// The node, unless it is the root and it is the supply that limits it.
    pub(super) fn holder(&self, node: u32) -> u32 {
        if node == 0 && self.is_supply_less { NO_NODE } else { node }
    }

    /// What every node carries, and whether that holds somebody back.
    pub(super) fn report(&mut self, users: &[User], grants: &[Grant], loads: &mut [NodeLoad]) {
        self.clear_amounts();
        for load in &mut *loads {
            load.binding = 0;
        }
        for (user, grant) in users.iter().zip(grants) {
            if grant.reason() != Reason::Satisfied {
                self.add_amount(user.node, 1);
            }
            if let Some(load) = loads.get_mut(grant.node as usize) {
                load.binding = 1;
            }
        }
        for place in (0..self.nodes.len()).rev() {
            let Some((slot, parent)) = self.at_place(place) else { continue };
            let amount = slot.amount;
            self.add_amount(parent, amount);
        }
        for (index, ((node, slot), load)) in self.nodes.iter().zip(&*self.slots).zip(loads).enumerate() {
            let capacity = if index == 0 { self.inlet } else { node.capacity };
            let is_full = slot.left == 0 && !(index == 0 && self.is_supply_less);
            *load = NodeLoad {
                load: capacity - slot.left,
                source_used: node.source - slot.source,
                binding: load.binding | (is_full && slot.amount != 0) as u32,
                reserved: 0,
            };
        }
    }
}
