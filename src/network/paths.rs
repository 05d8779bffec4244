//! What the paths from the root can still bring, and who uses it.

use super::levels::LevelSlot;
use super::node::{Node, NodeLoad};
use super::part::Part;
use super::scratch::{NetworkScratch, NodeSlot, UserSlot};
use crate::allocate::result::NO_NODE;
use crate::units::{Flow, Total};

/// Whether paths are long enough for a chain to be worth its code: on a host.
const HAS_CHAIN: bool = cfg!(target_pointer_width = "64");

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
    /// What has been brought to users so far, and what there was to bring: at the inlet and in all sources.
    pub(super) served: Total,
    gas: Total,
    /// How many nodes are a chain: see [`Order::chain`](super::serve::Order::chain).
    chain: u32,
}

impl<'a> Paths<'a> {
    /// An ordered network with all its capacities and sources untouched.
    pub(super) fn new(
        nodes: &'a [Node],
        scratch: &'a mut NetworkScratch,
        supply: Total,
        chain: u32,
    ) -> Paths<'a> {
        let capacity = nodes.first().map_or(0, |root| root.capacity);
        let inlet = capacity.min(supply);
        for (slot, node) in scratch.nodes.iter_mut().zip(nodes) {
            (slot.left, slot.source, slot.amount) = (node.capacity, node.source, 0);
        }
        if let Some(root) = scratch.nodes.first_mut() {
            root.left = inlet;
        }
        let chain = if HAS_CHAIN { chain } else { 0 };
        for (index, slot) in (0..chain).zip(scratch.levels.iter_mut()) {
            slot.into = index;
        }
        // No overflow: checked before.
        let gas = nodes.iter().filter(|_| HAS_CHAIN).fold(inlet, |sum, node| sum + node.source);
        Paths {
            nodes,
            slots: &mut *scratch.nodes,
            users: &mut *scratch.users,
            levels: &mut *scratch.levels,
            inlet,
            is_supply_less: supply < capacity,
            served: 0,
            gas,
            chain,
        }
    }

    /// The most that can be brought to the node, or so much, if more can be.
    pub(super) fn room(&mut self, node: u32, enough: Total) -> Total {
        let mut most = enough;
        self.climb(node, enough, |_, here| {
            most = most.min(here);
            most != 0
        });
        most
    }

    /// Brings an amount, within the room, to the node: from the nearest sources first, the rest from the root.
    pub(super) fn draw(&mut self, mut node: u32, mut amount: Total) {
        self.served += amount;
        while amount != 0
            && let Some((slot, above)) = self.slots.get_mut(node as usize).zip(self.nodes.get(node as usize))
        {
            let used = amount.min(slot.source);
            slot.source -= used;
            amount -= used;
            slot.left -= amount;
            node = above.parent;
        }
    }

    /// The node that holds back whoever needs so much at a node, if one does: the nearest through which less can be
    /// brought, unless it is the root and it is the supply that limits it.
    pub(super) fn holder(&mut self, node: u32, needed: Flow) -> u32 {
        let mut holder = NO_NODE;
        self.climb(node, needed as Total, |node, here| {
            if here < needed as Total {
                holder = node;
            }
            holder == NO_NODE
        });
        if holder == 0 && self.is_supply_less { NO_NODE } else { holder }
    }

    /// The same for one unit, from what holds back at the node above.
    pub(super) fn holder_below(&self, node: u32, from_above: u32) -> u32 {
        match self.slots.get(node as usize) {
            Some(slot) if slot.source != 0 => NO_NODE,
            Some(slot) if slot.left == 0 && !(node == 0 && self.is_supply_less) => node,
            Some(slot) if slot.left == 0 => NO_NODE,
            _ => from_above,
        }
    }

    /// Lets no user be held back.
    pub(super) fn clear_holders(&mut self) {
        for slot in &mut *self.users {
            slot.holder = NO_NODE;
        }
    }

    /// Notes which node holds a user back, which first falls short now.
    pub(super) fn note_holder(&mut self, index: usize, holder: u32) {
        if let Some(slot) = self.users.get_mut(index) {
            slot.holder = holder;
        }
    }

    /// Forgets what the subtrees take. Between two movements nothing is noted.
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
    /// sources. Says whether all of it can be brought.
    pub(super) fn add_up(&mut self, mut part: Part) -> bool {
        let mut fits = true;
        while let Some((slot, parent)) = self.next_slot(&mut part) {
            let inflow = slot.amount.saturating_sub(slot.source);
            fits &= inflow <= slot.left;
            self.add_amount(parent, inflow);
        }
        fits
    }

    /// Brings the amounts, added up.
    pub(super) fn bring(&mut self, mut part: Part) {
        let mut brought = 0;
        while let Some((slot, parent)) = self.next_slot(&mut part) {
            let amount = core::mem::take(&mut slot.amount);
            let used = amount.min(slot.source);
            let inflow = amount - used;
            slot.source -= used;
            slot.left -= inflow;
            // All gas comes from a source or in at the root.
            brought += used + if parent == Node::ROOT { inflow } else { 0 };
        }
        self.served += brought;
    }

    /// Whether there is no gas left anywhere.
    pub(super) fn is_empty(&self) -> bool {
        self.served == self.gas
    }

    /// All nodes.
    pub(super) fn all(&self) -> Part {
        Part::all(self.nodes)
    }

    /// The next node of a part, children before their parents, with its parent.
    pub(super) fn next_node(&self, part: &mut Part) -> Option<(u32, u32)> {
        part.next(self.nodes, self.slots)
    }

    /// The next node of the run of a part, parents before their children.
    pub(super) fn next_forwards(&self, part: &mut Part) -> Option<u32> {
        part.next_forwards(self.slots)
    }

    /// The slot of the next node of a part, children before their parents, and its parent.
    pub(super) fn next_slot(&mut self, part: &mut Part) -> Option<(&mut NodeSlot, u32)> {
        let (node, parent) = self.next_node(part)?;
        Some((self.slots.get_mut(node as usize)?, parent))
    }

    /// Shows every node on the path from this one to the root, with the most that can be brought through it, until told
    /// that it is enough, or sources below bring enough. Of the chain, only the one that brings the least.
    fn climb(&mut self, mut node: u32, enough: Total, mut see: impl FnMut(u32, Total) -> bool) {
        let mut sources: Total = 0;
        while (node as usize) < self.nodes.len() {
            if self.is_in_chain(node) {
                node = self.narrowest(node);
            }
            let Some((slot, above)) = self.slots.get(node as usize).zip(self.nodes.get(node as usize)) else {
                break;
            };
            sources = sources.saturating_add(slot.source);
            if !see(node, sources.saturating_add(slot.left)) || sources >= enough || self.is_in_chain(node) {
                break;
            }
            node = above.parent;
        }
    }

    fn is_in_chain(&self, node: u32) -> bool {
        HAS_CHAIN && node < self.chain
    }

    /// The node of the chain, from this one to the root, through which the least can be brought. All that comes through
    /// a node comes through those above: once one of them can bring no more than this one it never will, and this one
    /// need not be looked at again.
    fn narrowest(&mut self, node: u32) -> u32 {
        let left = |slots: &[NodeSlot], node: u32| slots.get(node as usize).map_or(0, |slot| slot.left);
        let mut here = self.wider_gone(node);
        let mut narrowest = here;
        while let Some(above) =
            self.nodes.get(here as usize).map(|node| node.parent).filter(|above| *above < here)
        {
            let next = self.wider_gone(above);
            if left(self.slots, next) <= left(self.slots, here) {
                self.link(here, next);
            }
            if left(self.slots, next) <= left(self.slots, narrowest) {
                narrowest = next;
            }
            here = next;
        }
        narrowest
    }

    /// The nearest node of the chain, from this one on, that has to be looked at; shortens the way there.
    fn wider_gone(&mut self, mut node: u32) -> u32 {
        let link = |levels: &[LevelSlot], node: u32| levels.get(node as usize).map_or(node, |slot| slot.into);
        loop {
            let next = link(self.levels, node);
            if next == node {
                return node;
            }
            let further = link(self.levels, next);
            self.link(node, further);
            node = further;
        }
    }

    fn link(&mut self, node: u32, into: u32) {
        if let Some(slot) = self.levels.get_mut(node as usize) {
            slot.into = into;
        }
    }

    /// What every node carries, and whether that holds somebody back. The amounts say where somebody falls short; loads
    /// are marked that hold a user back.
    pub(super) fn report(&mut self, loads: &mut [NodeLoad]) {
        let mut part = self.all();
        while let Some((slot, parent)) = self.next_slot(&mut part) {
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
