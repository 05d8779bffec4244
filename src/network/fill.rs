//! The fairest division that the capacities allow, before rounding.
//!
//! The exact answer is the lexicographic max-min of the levels (the share of the increment, or the share per weight): no
//! user can be raised but by lowering one that has no more. On a tree of capacities it also serves as much gas as can
//! be served at all. It has a closed form. Give every user a floor (its technical minimum, or nothing) and a ceiling
//! (its increment). Then, from the leaves to the root, at each node, over the users below it:
//!
//! * its own source **raises floors** to the level at which what is taken above the floors uses the source up;
//! * its capacity **lowers ceilings** to the level at which what is taken above the floors fills the capacity.
//!
//! After the root the ceilings are the answer. Users with equal floors move together, and so do users with equal
//! ceilings, so the work is done on sets of users, kept at each node in two lists by level and merged on the way up.

use super::levels::{END, Levels};
use super::paths::Paths;
use crate::allocate::level::Vessel;
use crate::allocate::queue::Queue;
use crate::allocate::share::Weighing;
use crate::allocate::walk::{Member, Walk};
use crate::units::Total;

/// Which sets a member starts in.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    nodes: u32,
    users: u32,
    /// Whether all members at a node stay together: if each has no floor and its increment as its weight.
    by_node: bool,
}

impl Layout {
    /// The set in which the member's floor starts: those at a node that have none share one.
    pub(super) fn floor(self, member: &Member, vessel: &Vessel) -> u32 {
        if vessel.floor == 0 { member.user.node } else { 2 * self.nodes + self.users + member.index as u32 }
    }

    /// The set in which the member's ceiling starts.
    pub(super) fn ceiling(self, member: &Member) -> u32 {
        if self.by_node { self.nodes + member.user.node } else { 2 * self.nodes + member.index as u32 }
    }
}

impl Paths<'_> {
    /// Finds the level of every member. Returns what they take together, and which sets they started in.
    pub(super) fn fill(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> (Total, Layout) {
        let layout = self.layout(walk, queue, weighing);
        self.start_lists(walk, queue, weighing, layout);
        let mut total = 0;
        let mut event = 0;
        for place in (0..self.nodes.len()).rev() {
            let node = self.node_at(place);
            total += self.raise_floors(node, event);
            total += self.lower_ceilings(node, event + 1);
            event += 2;
            self.hand_up(node);
        }
        if let Some(root) = self.slots.first() {
            total += Levels(self.levels).fix(root.second, event);
        }
        (total, layout)
    }

    fn layout(&self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) -> Layout {
        let mut by_node = true;
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            by_node &= vessel.floor == 0 && vessel.weight == member.increment && weighing == Weighing::Base;
        }
        Layout { nodes: self.nodes.len() as u32, users: self.users.len() as u32, by_node }
    }

    /// Gives every node its own users, in two lists in ascending order.
    fn start_lists(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing, layout: Layout) {
        let mut levels = Levels(self.levels);
        for (node, slot) in self.slots.iter_mut().enumerate() {
            (slot.first, slot.second) = (END, END);
            levels.clear(node as u32);
            levels.clear(layout.nodes + node as u32);
        }
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            let Some(slot) = self.slots.get_mut(member.user.node as usize) else { continue };
            let weight = vessel.weight as Total;
            for (list, set, total) in [
                (&mut slot.first, layout.floor(&member, &vessel), vessel.floor as Total),
                (&mut slot.second, layout.ceiling(&member), vessel.ceiling as Total),
            ] {
                let is_shared = set < 2 * layout.nodes;
                if !(is_shared && levels.join_set(set, total, weight)) {
                    *list = levels.start(set, total, weight, *list);
                }
            }
        }
        for slot in &mut *self.slots {
            slot.first = levels.sort(slot.first);
            slot.second = levels.sort(slot.second);
        }
    }

    /// Lets the node's own source raise floors. Returns what those take that are fixed by it.
    fn raise_floors(&mut self, node: u32, event: u32) -> Total {
        let Some(slot) = self.slots.get_mut(node as usize) else { return 0 };
        let mut levels = Levels(self.levels);
        if slot.source == 0 || slot.first == END {
            return 0;
        }
        if levels.total(slot.second) - levels.total(slot.first) <= slot.source {
            // Enough for all: everyone is fixed at its ceiling.
            let fixed = levels.fix(slot.second, event);
            (slot.first, slot.second) = (END, END);
            return fixed;
        }
        let cut = levels.cut(slot.first, slot.second, slot.source);
        let (reached, higher) = levels.split(slot.second, cut.last_ceiling);
        slot.second = higher;
        let fixed = levels.fix(reached, event);
        let (raised, higher) = levels.split(slot.first, cut.last_floor);
        slot.first = levels.move_to(raised, &cut, higher);
        fixed
    }

    /// Lets the node's capacity lower ceilings. Returns what those take that are fixed by it.
    fn lower_ceilings(&mut self, node: u32, event: u32) -> Total {
        let Some(slot) = self.slots.get_mut(node as usize) else { return 0 };
        let mut levels = Levels(self.levels);
        if slot.first == END || levels.total(slot.second) - levels.total(slot.first) <= slot.left {
            return 0;
        }
        let cut = levels.cut(slot.first, slot.second, slot.left);
        let (floors, fixed_floors) = levels.split(slot.first, cut.last_floor);
        slot.first = floors;
        let fixed = levels.fix(fixed_floors, event);
        let (ceilings, lowered) = levels.split(slot.second, cut.last_ceiling);
        let lowered = levels.move_to(lowered, &cut, END);
        slot.second = levels.join(ceilings, cut.last_ceiling, lowered);
        fixed
    }

    /// Merges the node's lists into those of the node above.
    fn hand_up(&mut self, node: u32) {
        let Some(parent) = self.nodes.get(node as usize).map(|node| node.parent) else { return };
        let Some((first, second)) = self.slots.get(node as usize).map(|slot| (slot.first, slot.second))
        else {
            return;
        };
        if let Some(above) = self.slots.get_mut(parent as usize) {
            let mut levels = Levels(self.levels);
            above.first = levels.merge(above.first, first);
            above.second = levels.merge(above.second, second);
        }
    }
}
