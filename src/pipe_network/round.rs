//! Exact integers: the levels rounded so that the total is reached and the network can bring it.
//!
//! Every user gets its share rounded down. The missing units go, one each, to users whose share has a fraction and to
//! whom the network can bring one. The roundings that can be brought form a matroid, so this reaches the full total
//! whatever the order. Users to whom the apportionment, in depth-first order, gives the extra unit come first.

use super::flows::Flows;
use crate::allocate::apportion::Apportionment;
use crate::allocate::level::{Level, State, Vessel};
use crate::allocate::queue::Queue;
use crate::allocate::share::{Supply, Weighing};
use crate::allocate::walk::{Member, Walk};
use crate::units::{Flow, Total};

/// Marks of the members while they are rounded; bit 0 is taken by the minimum.
const POSSIBLE: u8 = 2;
const PROPOSED: u8 = 4;
/// One unit more is all that the step asks for.
const LAST: u8 = 8;

impl Flows<'_> {
    /// Grants every member of the queue, which is in depth-first order, its share at its level.
    pub(super) fn round(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing, levels: u32) {
        let mut missing = self.start_apportionments(levels);
        missing -= self.grant_certain(walk, queue, weighing);
        let proposed = self.grant_all_proposed(walk, queue);
        missing -= proposed.min(missing);
        for mark in [PROPOSED, POSSIBLE] {
            let mut rest = queue;
            while missing != 0
                && let Some(mut member) = walk.next(&mut rest)
            {
                if member.grant.marks() & mark != 0 && self.bring(member.user, 1).is_ok() {
                    grant_unit(&mut member);
                    missing -= 1;
                }
            }
        }
        Flows::clear_marks(walk, queue);
    }

    /// Starts an apportionment for every level. Returns what rising members take together.
    fn start_apportionments(&mut self, levels: u32) -> Total {
        let mut total = 0;
        for slot in self.levels.iter_mut().take(levels as usize) {
            if slot.weight != 0 {
                let (whole, apportionment) = Apportionment::level(slot.units, slot.weight);
                slot.whole = whole as u32;
                slot.quotient = apportionment.quotient;
                total += slot.units;
            }
        }
        total
    }

    /// Grants every member its share rounded down, and marks those that may get a unit more. Returns what rising
    /// members got.
    fn grant_certain(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) -> Total {
        let mut rising = 0;
        while let Some((mut member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            let (share, marks) = match self.state(member.index, &vessel) {
                State::Floor => (vessel.floor, 0),
                State::Ceiling => (vessel.ceiling, 0),
                State::Rising => {
                    let (share, marks) = self.next_share(&member, &vessel);
                    rising += share as Total;
                    (share, marks)
                }
            };
            self.graph.want(member.user.node, (share - vessel.floor) as u128);
            self.add_granted(member.user.node, share - vessel.floor);
            member.grant(share - vessel.floor);
            member.grant.set_marks(marks);
        }
        let is_brought = self.graph.bring();
        debug_assert!(is_brought);
        rising
    }

    fn state(&self, user: usize, vessel: &Vessel) -> State {
        match self.levels.get(self.level_of(user) as usize) {
            Some(slot) => vessel.state(Level { units: slot.units, weight: slot.weight }),
            None => State::Floor,
        }
    }

    /// The share of the next rising member of a level, rounded down, and whether it may be one unit more.
    fn next_share(&mut self, member: &Member, vessel: &Vessel) -> (Flow, u8) {
        let level = self.level_of(member.index);
        let cell = self.graph.cell_of(member.user.node);
        let slots = self.levels.get(level as usize).zip(self.graph.nodes.get_mut(cell as usize));
        let Some((slot, cell)) = slots else { return (vessel.floor, 0) };
        let weight = vessel.weight;
        let mut apportionment = Apportionment { quotient: slot.quotient, fraction: cell.fraction };
        // As on a tree: what the member is due, rounded down, and the fraction that it leaves.
        let rounding = Apportionment { fraction: weight as u64, ..apportionment };
        let (certain, rest) = rounding.product_in_halves(weight);
        let shared = apportionment.next_share(weight);
        cell.fraction = apportionment.fraction;
        let share = (slot.whole * weight + certain).max(vessel.floor);
        let last = if share.checked_add(1) == Some(vessel.ceiling) { LAST } else { 0 };
        let marks = match share < vessel.ceiling {
            true if shared > certain => PROPOSED | POSSIBLE | last,
            true if rest > weight as u64 => POSSIBLE | last,
            _ => 0,
        };
        (share, marks)
    }

    /// Grants a unit to all to whom one is proposed, if the network can bring them together. Returns how many.
    fn grant_all_proposed(&mut self, walk: &mut Walk, queue: Queue) -> Total {
        self.graph.keep();
        let mut count = 0;
        let mut rest = queue;
        while let Some(member) = walk.next(&mut rest) {
            if member.grant.marks() & PROPOSED != 0 {
                self.graph.want(member.user.node, 1);
                count += 1;
            }
        }
        if !self.graph.bring() {
            self.graph.go_back();
            self.graph.want_nothing();
            return 0;
        }
        let mut rest = queue;
        while let Some(mut member) = walk.next(&mut rest) {
            if member.grant.marks() & PROPOSED != 0 {
                self.add_granted(member.user.node, 1);
                grant_unit(&mut member);
            }
        }
        count
    }

    fn clear_marks(walk: &mut Walk, mut queue: Queue) {
        while let Some(member) = walk.next(&mut queue) {
            member.grant.set_marks(0);
        }
    }
}

fn grant_unit(member: &mut Member) {
    let marks = member.grant.marks();
    member.grant.granted += 1;
    if marks & LAST != 0 {
        member.complete();
    }
    member.grant.set_marks(0);
}
