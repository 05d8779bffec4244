//! Exact integers: the levels rounded so that the total is reached and no capacity is exceeded.
//!
//! The total of the levels is whole. Every user gets its share rounded down; then the missing units go, one each, to
//! users whose share has a fraction and whose whole path still has room. The roundings that fit form a matroid, so
//! this reaches the full total whatever the order. Users to whom the apportionment, in depth-first order, gives
//! the extra unit come first: where no source lies below a node, those fit all together, and the answer is that of one
//! station.

use super::levels::{Extra, Levels};
use super::part::Part;
use super::paths::Paths;
use crate::allocate::queue::Queue;
use crate::allocate::result::NO_NODE;
use crate::allocate::share::Weighing;
use crate::allocate::walk::Walk;
use crate::units::Total;

/// Marks of the members while they are rounded; bit 0 is taken by the minimum.
const POSSIBLE: u8 = 2;
const PROPOSED: u8 = 4;
/// One unit more is all that the step asks for.
const LAST: u8 = 8;

impl Paths<'_> {
    /// Grants every member of the queue, which is in depth-first order, its share of the total.
    pub(super) fn round(
        &mut self,
        walk: &mut Walk,
        queue: Queue,
        weighing: Weighing,
        total: Total,
        part: Part,
    ) {
        let certain = self.grant_certain(walk, queue, weighing, part);
        let mut missing = total - certain;
        for mark in [PROPOSED, POSSIBLE] {
            if missing != 0 {
                missing -= self.hand_out(walk, queue, mark, missing);
            }
        }
        let mut rest = queue;
        let (mut node, mut holder) = (NO_NODE, NO_NODE);
        while let Some(member) = walk.next(&mut rest) {
            member.grant.set_marks(0);
            if member.is_short_here() {
                // The members at a node follow each other: its path is climbed once for all of them.
                if member.user.node != node {
                    node = member.user.node;
                    holder = self.holder(node, 1);
                }
                self.note_holder(member.index, holder);
            }
        }
    }

    /// Hands out so many units, one each, to members with a mark, as far as their paths can bring them. Returns how
    /// many.
    fn hand_out(&mut self, walk: &mut Walk, mut queue: Queue, mark: u8, most: Total) -> Total {
        let (mut node, mut room, mut drawn, mut handed_out) = (NO_NODE, 0, 0, 0);
        while handed_out != most
            && let Some(mut member) = walk.next(&mut queue)
        {
            let marks = member.grant.marks();
            if marks & mark == 0 {
                continue;
            }
            if member.user.node != node {
                self.draw(node, drawn);
                node = member.user.node;
                (room, drawn) = (self.room(node, most), 0);
            }
            if room != 0 {
                (room, drawn, handed_out) = (room - 1, drawn + 1, handed_out + 1);
                member.grant.granted += 1;
                if marks & LAST != 0 {
                    member.complete();
                }
                member.grant.set_marks(0);
            }
        }
        self.draw(node, drawn);
        handed_out
    }

    /// Grants every member its share rounded down, and marks those that may get a unit more. Returns the sum.
    fn grant_certain(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing, part: Part) -> Total {
        let mut certain = 0;
        while let Some((mut member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            let node = member.user.node;
            let Some(slot) = self.users.get(member.index) else { continue };
            let mut levels = Levels(self.levels);
            let set = levels.fixed(slot.floor_set(node, &vessel), slot.set);
            let (share, extra) = levels.next_share(set, vessel.weight);
            certain += share as Total;
            self.add_amount(node, (share - vessel.floor) as Total);
            member.grant(share - vessel.floor);
            let last = if share.checked_add(1) == Some(vessel.ceiling) { LAST } else { 0 };
            member.grant.set_marks(match extra {
                Extra::Proposed if share < vessel.ceiling => PROPOSED | POSSIBLE | last,
                Extra::Possible if share < vessel.ceiling => POSSIBLE | last,
                _ => 0,
            });
        }
        self.add_up(part);
        self.bring(part);
        certain
    }
}
