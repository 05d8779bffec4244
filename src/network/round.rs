//! Exact integers: the levels rounded so that the total is reached and no capacity is exceeded.
//!
//! The total of the levels is whole. Every user gets its share rounded down; then the missing units go, one each, to
//! users whose share has a fraction and whose whole path still has room. The roundings that fit form a matroid, so
//! this reaches the full total whatever the order. Users to whom the apportionment, in depth-first order, gives
//! the extra unit come first: where no source lies below a node, those fit all together, and the answer is that of one
//! station.

use super::fill::Layout;
use super::levels::{Extra, Levels};
use super::paths::Paths;
use crate::allocate::queue::Queue;
use crate::allocate::share::Weighing;
use crate::allocate::walk::Walk;
use crate::units::Total;

/// Marks of the members while they are rounded; bit 0 is taken by the minimum.
const POSSIBLE: u8 = 2;
const PROPOSED: u8 = 4;
/// One unit more is all that the step asks for.
const LAST: u8 = 8;

impl Paths<'_> {
    /// Grants every member of the queue, which is in depth-first order, its share.
    pub(super) fn round(
        &mut self,
        walk: &mut Walk,
        queue: Queue,
        weighing: Weighing,
        (total, layout): (Total, Layout),
    ) {
        let certain = self.grant_certain(walk, queue, weighing, layout);
        let mut missing = total - certain;
        for mark in [PROPOSED, POSSIBLE] {
            let mut rest = queue;
            while missing != 0
                && let Some(mut member) = walk.next(&mut rest)
            {
                let marks = member.grant.marks();
                if marks & mark != 0 && self.room(member.user) != 0 {
                    self.draw(member.user, 1);
                    member.grant.granted += 1;
                    if marks & LAST != 0 {
                        member.complete();
                    }
                    member.grant.set_marks(0);
                    missing -= 1;
                }
            }
        }
        let mut rest = queue;
        while let Some(member) = walk.next(&mut rest) {
            member.grant.set_marks(0);
            if member.is_short_here() {
                self.refuse(member.index, member.user, 1);
            }
        }
    }

    /// Grants every member its share rounded down, and marks those that may get a unit more. Returns the sum.
    fn grant_certain(
        &mut self,
        walk: &mut Walk,
        mut queue: Queue,
        weighing: Weighing,
        layout: Layout,
    ) -> Total {
        self.clear_amounts();
        let mut certain = 0;
        while let Some((mut member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            let mut levels = Levels(self.levels);
            let set = levels.fixed(layout.floor(&member, &vessel), layout.ceiling(&member));
            let (share, extra) = levels.next_share(set, vessel.weight);
            certain += share as Total;
            self.add_amount(member.user.node, (share - vessel.floor) as Total);
            member.grant(share - vessel.floor);
            let last = if share.checked_add(1) == Some(vessel.ceiling) { LAST } else { 0 };
            member.grant.set_marks(match extra {
                Extra::Proposed if share < vessel.ceiling => PROPOSED | POSSIBLE | last,
                Extra::Possible if share < vessel.ceiling => POSSIBLE | last,
                _ => 0,
            });
        }
        self.add_up();
        self.bring();
        certain
    }
}
