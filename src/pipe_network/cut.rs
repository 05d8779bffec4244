//! The network seen from one node: what could bring more to it, and what is in the way.

use super::description::PipeNetwork;
use super::graph::{Graph, NONE};
use super::layout::Kind;
use crate::units::Total;

/// A direction through a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Along,
    Against,
}

impl Graph<'_> {
    /// Brings an amount to a node, or nothing. Returns how much is missing.
    ///
    /// Where nothing at all can be brought, nothing ever will be to any node that the search reached: for each it is found
    /// once.
    pub(super) fn bring_to(&mut self, node: u32, amount: Total) -> Total {
        if self.node(node).is_full != 0 {
            return amount;
        }
        let missing = self.send_to(node, amount, false);
        if missing != 0 && missing == amount {
            self.note_full();
        }
        missing
    }

    /// Notes that nothing more can be brought to the nodes reached.
    fn note_full(&mut self) {
        for place in 0..self.reached {
            let node = self.nodes.get(place).map_or(NONE, |slot| slot.reached);
            if let Some(slot) = self.nodes.get_mut(node as usize) {
                slot.is_full = 1;
            }
        }
    }

    /// How much of an amount cannot be brought to a node. If anything, then the nodes reached are the smallest set around
    /// it into which not all of it can come, whatever the flow that brings what is granted.
    pub(super) fn missing_at(&mut self, node: u32, amount: Total) -> Total {
        self.send_to(node, amount, true)
    }

    /// Sends an amount along shortest ways found backwards from the node; then takes all of it back if anything is
    /// missing, or if it was only a trial.
    fn send_to(&mut self, node: u32, amount: Total, is_trial: bool) -> Total {
        let (mut missing, mut is_kept) = (amount as u128, false);
        while missing != 0 && self.search_back(node) {
            let least = self.least_on_way(node).min(missing);
            if !is_kept && (is_trial || least < missing) {
                self.keep();
                is_kept = true;
            }
            self.send_on_way(node, least);
            missing -= least;
        }
        if is_kept && (is_trial || missing != 0) {
            self.go_back();
        }
        missing as Total
    }

    /// Searches for a way from the origin to a node, backwards. Returns whether there is one; otherwise all nodes are
    /// reached that could bring more to the node.
    fn search_back(&mut self, node: u32) -> bool {
        self.search = self.search.checked_add(1).unwrap_or_else(|| {
            self.nodes.iter_mut().for_each(|node| node.reached_in = 0);
            1
        });
        self.reached = 0;
        self.reach_back(node, NONE);
        let (origin, mut next) = (self.origin(), 0);
        while next < self.reached {
            let node = self.nodes.get(next).map_or(NONE, |slot| slot.reached);
            next += 1;
            let mut arc = self.node(node).first;
            while arc != NONE {
                let head = self.head(arc);
                if self.residual(arc ^ 1) != 0 && !self.is_around(head) {
                    self.reach_back(head, arc ^ 1);
                    if head == origin {
                        return true;
                    }
                }
                arc = self.next(arc);
            }
        }
        false
    }

    fn reach_back(&mut self, node: u32, arc: u32) {
        let search = self.search;
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            (slot.reached_in, slot.came_by) = (search, arc);
        }
        if let Some(slot) = self.nodes.get_mut(self.reached) {
            slot.reached = node;
        }
        self.reached += 1;
    }

    /// What the way found from the origin to a node can carry.
    fn least_on_way(&self, node: u32) -> u128 {
        let (mut at, mut least) = (self.origin(), u128::MAX);
        while at != node {
            let arc = self.node(at).came_by;
            least = least.min(self.residual(arc));
            at = self.head(arc);
        }
        least
    }

    fn send_on_way(&mut self, node: u32, amount: u128) {
        let mut at = self.origin();
        while at != node {
            let arc = self.node(at).came_by;
            at = self.head(arc);
            if let Some(slot) = self.links.get_mut(arc as usize / 2) {
                slot.send(arc, amount);
            }
        }
    }

    /// Whether the last search backwards reached a node.
    fn is_around(&self, node: u32) -> bool {
        self.node(node).reached_in == self.search
    }

    /// Whether a link leads into the set of nodes reached: along it, or against it. It is full then, that way.
    pub(super) fn leads_in(&self, link: usize) -> Option<Way> {
        let (from, to) = self.ends(link);
        match (self.is_around(from), self.is_around(to)) {
            (false, true) => Some(Way::Along),
            (true, false) => Some(Way::Against),
            _ => None,
        }
    }

    /// Goes through the links that lead into the set of nodes reached.
    pub(super) fn each_link_in(&self, mut see: impl FnMut(usize)) {
        for place in 0..self.reached {
            let node = self.nodes.get(place).map_or(NONE, |slot| slot.reached);
            let mut arc = self.node(node).first;
            while arc != NONE {
                if !self.is_around(self.head(arc)) {
                    see(arc as usize / 2);
                }
                arc = self.next(arc);
            }
        }
    }

    /// Whether a link into the set of nodes reached is in the way of gas that there is. A storage at its reserve, or below
    /// it, is not: there is no gas in it to be had.
    pub(super) fn is_in_the_way(&self, network: &PipeNetwork, link: usize) -> bool {
        if link >= self.layout.first_source() {
            return false;
        }
        let place = self.layout.place(link);
        match self.leads_in(link) {
            Some(Way::Along) => place.kind != Kind::Limits || network.is_open(place.index, place.period),
            Some(Way::Against) => place.kind != Kind::Carried && self.capacity(link)[1] != 0,
            None => false,
        }
    }
}
