//! A short step that is shared pro rata, where some of its users state a base or are on/off.
//!
//! Those alone take the general walk; the plain ones beside them go into its division as one sum, and are granted as on
//! the fast path. What that costs depends on how many users are special: one among a million costs next to nothing.

use super::fast_path::{Blocks, FastPath, grant_each, is_special};
use super::level::Vessel;
use super::queue::Queue;
use super::result::{Grant, Why};
use super::share::Weighing;
use super::short::Short;
use super::station_supply::{Division, Shared};
use super::targets::Targets;
use super::verdict::Verdict;
use super::walk::{Walk, is_divisible};
use crate::policy::Share;
use crate::user::{CLASS_COUNT, User};

impl FastPath<'_> {
    /// Grants everything, and tells so; or tells that it cannot: if the step has minimums that are due, is not pro rata, or
    /// leaves something to later steps. What is in the grants then does not matter.
    #[inline(never)]
    pub(super) fn split(&self, short: &Short, grants: &mut [Grant]) -> bool {
        let Some(step) = self.policy.steps().get(short.step as usize) else { return false };
        if !self.is_divisible(step, short) {
            return false;
        }
        let mut walk = Walk::resume(Targets(self.policy), self.users, grants, short.step);
        let mut shared = Shared { left: short.available, plain: short.asked, division: Division::NOTHING };
        let length = Blocks::length(self.users.len());
        let mut queue = Queue::EMPTY;
        for (number, block) in self.users.chunks(length).enumerate().rev() {
            if self.special.contain_special(number) {
                for (place, user) in block.iter().enumerate().rev() {
                    if is_special(user) && step.selects(user) {
                        shared.plain -= walk.begin(&mut queue, number * length + place) as u64;
                    }
                }
            }
        }
        walk.share(queue, Share::ProRata, &mut shared);
        if shared.left != 0 {
            return false;
        }
        let mut division = shared.division;
        let verdicts = Verdict::of_division(self.entries, short.step, division.fills_plain());
        let sharers = step.classes().bits();
        let blocks = self.users.chunks(length).zip(grants.chunks_mut(length));
        for (number, (users, grants)) in blocks.enumerate() {
            if self.special.contain_special(number) {
                self.settle_block(short.step, sharers, users, &verdicts, &mut division, grants);
            } else {
                grant_each(users, &verdicts, &mut division.apportionment, grants);
            }
        }
        true
    }

    /// Grants the users of a block in which some are special: those have begun the walk.
    fn settle_block(
        &self,
        step: u8,
        sharers: u8,
        users: &[User],
        verdicts: &[Verdict; CLASS_COUNT],
        division: &mut Division,
        grants: &mut [Grant],
    ) {
        let targets = Targets(self.policy);
        for index in 0..users.len() {
            let Some(user) = users.get(index) else { continue };
            if is_special(user) && sharers >> user.class_code() & 1 != 0 {
                let mut walk = Walk::resume(targets, users, grants, step);
                if let Some(mut member) = walk.member(index) {
                    if member.increment != 0 && is_divisible(user, member.grant) {
                        let vessel = member.vessel(Weighing::Base);
                        member.take(&vessel, division);
                    }
                    member.grant.set_marks(0);
                    member.grant.conclude(targets, user, step + 1);
                }
            } else if let Some((verdict, grant)) =
                verdicts.get(user.class_code() as usize).zip(grants.get_mut(index))
            {
                let minimum = user.effective_minimum();
                let base = (minimum & verdict.minimum) | (user.demand & verdict.demand);
                let increment = (user.demand - base) & verdict.shared;
                let vessel = Vessel { weight: increment, floor: 0, ceiling: increment };
                let granted = base + if increment == 0 { 0 } else { division.next_share(&vessel) };
                *grant = Grant::new(granted, verdict.why(granted == user.demand, minimum != 0));
            }
        }
    }
}

impl Walk<'_> {
    /// Lets a user begin the walk in the present step, in front of all others. Returns what the step asks for it.
    fn begin(&mut self, queue: &mut Queue, index: usize) -> u32 {
        if let Some((user, grant)) = self.users.get(index).zip(self.grants.get_mut(index)) {
            *grant = Grant::new(self.targets.target_before(user, self.step), Why::UNDECIDED);
        }
        self.enter(queue, index).unwrap_or(0)
    }
}
