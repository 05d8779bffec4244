//! Cells: nodes among which gas could go round.
//!
//! Inside a minimum cut, two nodes are in one cell if what can still flow leads from each to the other. What can come
//! into a cell, and what must leave it, is the same in every flow that brings what is wanted (J.-C. Picard, M. Queyranne,
//! "On the structure of all minimum cuts in a network and applications", Mathematical Programming Study 13, 1980): so
//! members of one level take a whole number of units together in every cell.
//!
//! Cells that a full pipe joins count as one, so that a pipe that happens to be full at just that level parts nobody.

use super::graph::{Graph, NONE};

impl Graph<'_> {
    /// Names the cell of every node inside the innermost cut: the strongly connected components of what can still flow
    /// there, by Tarjan's algorithm with a stack in the slots. One pass over the arcs there.
    pub(super) fn find_cells(&mut self) {
        for node in 0..self.origin() {
            if self.is_inside(node)
                && let Some(slot) = self.nodes.get_mut(node as usize)
            {
                (slot.met, slot.cell, slot.current, slot.fraction) = (NONE, NONE, slot.first, u64::MAX);
            }
        }
        let (mut met, mut waiting) = (0, 0);
        for root in 0..self.origin() {
            if self.is_inside(root) && self.node(root).met == NONE {
                self.find_cells_from(root, &mut met, &mut waiting);
            }
        }
    }

    /// Makes one of cells that a full link joins: what it carries is the same in every flow, too.
    pub(super) fn unite_cells(&mut self) {
        for link in 0..self.layout.first_source() {
            let (from, to) = self.ends(link);
            if self.is_inside(from) && self.is_inside(to) && self.is_full(link) {
                let (name, other) = (self.cell_of(from), self.cell_of(to));
                if let Some(slot) = self.nodes.get_mut(other as usize) {
                    slot.cell = name;
                }
            }
        }
    }

    /// The name of the cell that a node is in. Shortens the way to it, so that all later ones are short.
    pub(super) fn cell_of(&mut self, mut node: u32) -> u32 {
        loop {
            let next = self.node(node).cell;
            let after = self.node(next).cell;
            if next == after || next == NONE {
                return next;
            }
            if let Some(slot) = self.nodes.get_mut(node as usize) {
                slot.cell = after;
            }
            node = after;
        }
    }

    fn find_cells_from(&mut self, root: u32, met: &mut u32, waiting: &mut usize) {
        self.meet(root, NONE, met, waiting);
        let mut node = root;
        while node != NONE {
            if let Some(head) = self.next_unmet(node) {
                self.meet(head, node, met, waiting);
                node = head;
                continue;
            }
            let slot = self.node(node);
            if slot.back_to == slot.met {
                self.name_cell(node, waiting);
            }
            self.lead_back(slot.came_by, slot.back_to);
            node = slot.came_by;
        }
    }

    fn meet(&mut self, node: u32, from: u32, met: &mut u32, waiting: &mut usize) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            (slot.met, slot.back_to, slot.came_by) = (*met, *met, from);
        }
        if let Some(slot) = self.nodes.get_mut(*waiting) {
            slot.reached = node;
        }
        *met += 1;
        *waiting += 1;
    }

    /// The next node inside the cut to which gas can flow and that was not met; notes on the way where those lead back
    /// to that wait for their cell.
    fn next_unmet(&mut self, node: u32) -> Option<u32> {
        let mut arc = self.node(node).current;
        let mut found = None;
        while arc != NONE && found.is_none() {
            let head = self.head(arc);
            let there = self.node(head);
            if self.residual(arc) != 0 && self.is_inside(head) {
                if there.met == NONE {
                    found = Some(head);
                } else if there.cell == NONE {
                    self.lead_back(node, there.met);
                }
            }
            arc = self.next(arc);
        }
        self.nodes.get_mut(node as usize)?.current = arc;
        found
    }

    fn lead_back(&mut self, node: u32, to: u32) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.back_to = slot.back_to.min(to);
        }
    }

    /// All nodes that wait, up to this one, are one cell.
    fn name_cell(&mut self, name: u32, waiting: &mut usize) {
        let mut node = NONE;
        while node != name && *waiting != 0 {
            *waiting -= 1;
            node = self.nodes.get(*waiting).map_or(NONE, |slot| slot.reached);
            if let Some(slot) = self.nodes.get_mut(node as usize) {
                slot.cell = name;
            }
        }
    }
}
