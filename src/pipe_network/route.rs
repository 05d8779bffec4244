//! Which gas is used, and how it flows.
//!
//! What users get does not say where it comes from. Here that is decided, anew and from nothing: sources and storages are
//! let in one after the other in their stated order, and each brings as much as it can of what is granted: of equal ones
//! each in its own period first, so that nothing is drawn from a storage today to be put back tomorrow. What one brings
//! never makes an earlier one bring less, so each is used to the most before the next is touched. Then what is left over
//! fills storages, and gas that would flow in a circle does not flow.

use super::description::PipeNetwork;
use super::graph::{Graph, LinkSlot, NONE, of};
use super::layout::Kind;
use crate::units::Total;

/// Of [`PipeNodeSlot::met`](super::graph::PipeNodeSlot): whether circles through the node are sought, or gone.
const ON_WAY: u32 = 0;
const DONE: u32 = 1;

impl Graph<'_> {
    /// Lets what is granted flow, and fills storages with what is left.
    pub(super) fn route(&mut self, network: &PipeNetwork) {
        self.empty();
        self.want_everywhere(|node| node.granted as u128);
        for slot in self.links.iter_mut().skip(self.layout.first_source()) {
            slot.residual[0] = 0;
        }
        let mut order = network.next_order(None);
        while let Some(now) = order {
            if self.let_in(network, now) {
                break;
            }
            order = network.next_order(Some(now));
        }
        for storage in 0..network.storages.len() {
            self.fill(network, storage);
        }
        self.remove_circles();
        for slot in self.links.iter_mut().skip(self.layout.first_source()) {
            slot.reopen();
        }
        for storage in 0..network.storages.len() {
            let node = self.layout.storage_node(storage, self.layout.periods - 1);
            self.let_have(storage, self.node(node).granted as u128);
        }
    }

    /// Lets what fills a storage in the end be had like its stock: it does not hold back anybody who needs more.
    pub(super) fn let_have(&mut self, storage: usize, filled: u128) {
        let link = self.layout.link(Kind::Stock, storage, 0);
        if let Some(slot) = self.links.get_mut(link) {
            slot.residual[0] += filled;
        }
    }

    /// Lets in what comes by a link, as far as it is not used yet, and nothing more: then nothing that is wanted can be
    /// reached from where it comes in, nor will be, whatever else is let in. So only one link from the origin is open at
    /// any time, and what it cannot bring anything through is left out from then on. Returns whether all that is wanted is
    /// brought.
    fn open(&mut self, kind: Kind, index: usize, period: usize) -> bool {
        let link = self.layout.link(kind, index, period);
        if self.wanting != 0 && self.links.get_mut(link).is_some_and(LinkSlot::reopen) {
            if !self.bring() {
                self.leave_reached_out();
            }
            if let Some(slot) = self.links.get_mut(link) {
                slot.residual[0] = 0;
            }
        }
        self.wanting == 0
    }

    /// Lets in all sources of one order, none of which brings anything to users of another period. Returns whether all that
    /// is wanted is brought.
    fn let_in_by_period(&mut self, network: &PipeNetwork, order: u32) -> bool {
        let (first, after) = self.layout.carried();
        self.links.iter_mut().take(after).skip(first).for_each(LinkSlot::close);
        let is_brought = (0..self.layout.periods).any(|period| {
            let mut sources = network.sources.iter().enumerate();
            sources.any(|(index, source)| source.order == order && self.open(Kind::Source, index, period))
        });
        self.links.iter_mut().take(after).skip(first).for_each(LinkSlot::open_again);
        self.leave_none_out();
        is_brought
    }

    /// Lets in all sources and storages of one order. Returns whether all that is wanted is brought.
    fn let_in(&mut self, network: &PipeNetwork, order: u32) -> bool {
        let periods = self.layout.periods;
        if !network.storages.is_empty() && self.let_in_by_period(network, order) {
            return true;
        }
        for period in (0..periods).rev() {
            for (index, source) in network.sources.iter().enumerate() {
                if source.order == order && self.open(Kind::Source, index, period) {
                    return true;
                }
            }
        }
        for (index, storage) in network.storages.iter().enumerate() {
            let is_now = storage.order == order;
            if is_now && (0..periods).any(|period| self.open(Kind::Delivery, index, period)) {
                return true;
            }
            if is_now && self.open(Kind::Stock, index, 0) {
                return true;
            }
        }
        false
    }

    /// Fills a storage with what was delivered to it and found no room before, then with what is left of the sources
    /// that are used before it: in their order, of equal ones the earliest first.
    fn fill(&mut self, network: &PipeNetwork, index: usize) {
        let Some(storage) = network.storages.get(index) else { return };
        let last = self.layout.periods - 1;
        let node = self.layout.storage_node(index, last);
        let mut stock = 0;
        network.untouched(index, |_, _, untouched| stock = untouched.stock);
        let used = self.used(Kind::Stock, index, 0);
        let room = storage.capacity.saturating_sub(stock - used).min(network.gas().unwrap_or(0));
        self.leave_none_out();
        self.want(node, room as u128);
        for period in 0..=last {
            self.open(Kind::Delivery, index, period);
        }
        let mut order = network.next_order(None);
        while let Some(now) = order.filter(|now| *now < storage.order) {
            for period in 0..=last {
                for (source, stated) in network.sources.iter().enumerate() {
                    if stated.order == now {
                        self.open(Kind::Source, source, period);
                    }
                }
            }
            order = network.next_order(Some(now));
        }
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.granted = room - slot.wanted as Total;
        }
        self.want_nothing();
    }

    /// What comes in by a link.
    pub(super) fn used(&self, kind: Kind, index: usize, period: usize) -> Total {
        let link = self.layout.link(kind, index, period);
        self.links.get(link).map_or(0, |slot| slot.residual[1] as Total)
    }

    /// Takes away what flows in circles: depth first along the flow; where the way comes back to itself, the least that
    /// flows on the circle is taken from all of it. One pass over the links, and one over the circle for each.
    fn remove_circles(&mut self) {
        for node in &mut *self.nodes {
            (node.met, node.current) = (NONE, node.first);
        }
        for root in 0..self.origin() {
            if self.node(root).met == NONE {
                self.start_at(root, NONE);
                let mut node = root;
                while node != NONE {
                    node = self.follow(node);
                }
            }
        }
    }

    fn start_at(&mut self, node: u32, arc: u32) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            (slot.met, slot.came_by) = (ON_WAY, arc);
        }
    }

    /// One step further along the flow, or back where none leads on. Returns the node that it leads to.
    fn follow(&mut self, node: u32) -> u32 {
        let arc = self.node(node).current;
        if arc == NONE {
            if let Some(slot) = self.nodes.get_mut(node as usize) {
                slot.met = DONE;
            }
            let came_by = self.node(node).came_by;
            return if came_by == NONE { NONE } else { self.tail(came_by) };
        }
        let head = self.head(arc);
        let flows_on = self.flow(arc) != 0 && head != self.origin();
        match self.node(head).met {
            NONE if flows_on => {
                self.start_at(head, arc);
                return head;
            }
            ON_WAY if flows_on => {
                self.remove_circle(head, node, arc);
                return head;
            }
            _ => {}
        }
        let next = self.next(arc);
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.current = next;
        }
        node
    }

    /// What flows along an arc.
    fn flow(&self, arc: u32) -> u128 {
        let capacity = self.capacity(arc as usize / 2);
        (of(arc, capacity) as u128).saturating_sub(self.residual(arc))
    }

    /// Takes the least that flows on a circle from all of it: from a node along the way to the last, and back by an arc.
    /// All but that node are to be met anew.
    fn remove_circle(&mut self, node: u32, last: u32, back: u32) {
        let (mut least, mut at) = (self.flow(back), last);
        while at != node {
            let arc = self.node(at).came_by;
            least = least.min(self.flow(arc));
            at = self.tail(arc);
        }
        self.take_back(back, least);
        at = last;
        while at != node {
            let arc = self.node(at).came_by;
            self.take_back(arc, least);
            if let Some(slot) = self.nodes.get_mut(at as usize) {
                slot.met = NONE;
            }
            at = self.tail(arc);
        }
    }

    /// Lets so much less flow along an arc.
    fn take_back(&mut self, arc: u32, amount: u128) {
        if let Some(slot) = self.links.get_mut(arc as usize / 2) {
            slot.send(arc ^ 1, amount);
        }
    }
}

impl PipeNetwork<'_> {
    /// The lowest order of a source or storage that is higher than the one given.
    fn next_order(&self, now: Option<u32>) -> Option<u32> {
        let sources = self.sources.iter().map(|source| source.order);
        let storages = self.storages.iter().map(|storage| storage.order);
        sources.chain(storages).filter(|order| now.is_none_or(|now| *order > now)).min()
    }
}
