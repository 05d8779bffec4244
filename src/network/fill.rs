//! The fairest division that the capacities allow, before rounding.
//!
//! The exact answer is the lexicographic max-min of the levels (the share of the increment, or the share per weight):
//! no user can be raised but by lowering one that has no more. On a tree of capacities it also serves as much gas as
//! can be served at all. It has a closed form. Give every user a floor (its technical minimum, or nothing) and a
//! ceiling (its increment). Then, from the leaves to the root, at each node, over the users below it:
//!
//! * its own source **raises floors** to the level at which what is taken above the floors uses the source up;
//! * its capacity **lowers ceilings** to the level at which what is taken above the floors fills the capacity.
//!
//! After the root the ceilings are the answer. Users with equal floors move together, and so do users with equal
//! ceilings, so the work is done on sets of users, kept at each node in two lists by level and merged on the way up.

use super::levels::{END, Levels};
use super::part::Part;
use super::paths::Paths;
use crate::allocate::level::Vessel;
use crate::allocate::queue::Queue;
use crate::allocate::share::Weighing;
use crate::allocate::walk::{Member, Walk};
use crate::units::Total;

/// Whether the member moves with all others at its node that do, from beginning to end: if it has no floor and its
/// increment as its weight.
pub(super) fn is_plain(member: &Member, vessel: &Vessel, weighing: Weighing) -> bool {
    weighing == Weighing::Base && vessel.floor == 0 && vessel.weight == member.increment
}

impl Paths<'_> {
    /// Finds the level of every member of a queue. Returns what they take together.
    pub(super) fn fill(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing, part: Part) -> Total {
        self.start_lists(walk, queue, weighing, part);
        self.rise(part)
    }

    /// Finds the level of every set that the nodes of a part have. Returns what all take together.
    pub(super) fn rise(&mut self, mut part: Part) -> Total {
        let (mut total, mut event) = (0, 0);
        while let Some((node, parent)) = self.next_node(&mut part) {
            self.merge_lists(node);
            total += self.raise_floors(node, event);
            total += self.lower_ceilings(node, event + 1);
            event += 2;
            self.hand_up(node, parent);
        }
        total + self.slots.first().map_or(0, |root| Levels(self.levels).fix(root.second, event))
    }

    /// Gives every node its own users, in lists of one set each that wait to be merged. Those at a node that have no floor
    /// share one; those that move together share their ceiling; all others have sets of their own, behind those of the nodes.
    fn start_lists(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing, mut part: Part) {
        let nodes = self.nodes.len() as u32;
        while let Some((node, _)) = self.next_node(&mut part) {
            if let Some(slot) = self.slots.get_mut(node as usize) {
                (slot.first, slot.second) = (END, END);
            }
            let mut levels = Levels(self.levels);
            levels.clear(node);
            levels.clear(nodes + node);
        }
        let mut levels = Levels(self.levels);
        let mut free = 2 * nodes;
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            let node = member.user.node;
            let Some(slot) = self.slots.get_mut(node as usize) else { continue };
            let Some(user) = self.users.get_mut(member.index) else { continue };
            let (weight, floor, ceiling) =
                (vessel.weight as Total, vessel.floor as Total, vessel.ceiling as Total);
            slot.amount += ceiling - floor;
            user.set = if is_plain(&member, &vessel, weighing) { nodes + node } else { free };
            for (list, set, total) in [
                (&mut slot.first, user.floor_set(node, &vessel), floor),
                (&mut slot.second, user.set, ceiling),
            ] {
                let is_shared = set < 2 * nodes;
                if !(is_shared && levels.join_set(set, total, weight)) {
                    *list = levels.start(set, total, weight, *list);
                    free += !is_shared as u32;
                }
            }
        }
    }

    /// Makes two lists in ascending order of what waits at a node: that of floors and that of ceilings.
    fn merge_lists(&mut self, node: u32) {
        let Some(slot) = self.slots.get_mut(node as usize) else { return };
        let mut levels = Levels(self.levels);
        slot.first = levels.merge_waiting(slot.first);
        slot.second = levels.merge_waiting(slot.second);
    }

    /// Lets the node's own source raise floors. Returns what those take that are fixed by it.
    fn raise_floors(&mut self, node: u32, event: u32) -> Total {
        let Some(slot) = self.slots.get_mut(node as usize) else { return 0 };
        let mut levels = Levels(self.levels);
        if slot.source == 0 || slot.first == END {
            return 0;
        }
        if slot.amount <= slot.source {
            // Enough for all: everyone is fixed at its ceiling.
            let fixed = levels.fix(slot.second, event);
            (slot.first, slot.second, slot.amount) = (END, END, 0);
            return fixed;
        }
        slot.amount -= slot.source;
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
        if slot.first == END || slot.amount <= slot.left {
            return 0;
        }
        slot.amount = slot.left;
        let cut = levels.cut(slot.first, slot.second, slot.left);
        let (floors, fixed_floors) = levels.split(slot.first, cut.last_floor);
        slot.first = floors;
        let fixed = levels.fix(fixed_floors, event);
        let (ceilings, lowered) = levels.split(slot.second, cut.last_ceiling);
        let lowered = levels.move_to(lowered, &cut, END);
        slot.second = levels.join(ceilings, cut.last_ceiling, lowered);
        fixed
    }

    /// Lets the node's lists wait at the node above.
    fn hand_up(&mut self, node: u32, parent: u32) {
        let Some(slot) = self.slots.get_mut(node as usize) else { return };
        let (first, second, amount) = (slot.first, slot.second, core::mem::take(&mut slot.amount));
        if let Some(above) = self.slots.get_mut(parent as usize) {
            let mut levels = Levels(self.levels);
            above.amount += amount;
            above.first = levels.wait(first, above.first);
            above.second = levels.wait(second, above.second);
        }
    }
}
