//! A short step that is shared pro rata, where some of its users state a base or are on/off.
//!
//! Those alone take the general walk; the plain ones beside them go into its division as one sum, and are granted as on
//! the fast path. What that costs depends on how many users are special: one among a million costs next to nothing.

use super::fast_path::{Blocks, FastPath, grant_each, is_special};
use super::packed::Packed;
use super::queue::Queue;
use super::result::{Grant, Why};
use super::share::Weighing;
use super::short::Short;
use super::station_supply::{Division, Shared};
use super::targets::Targets;
use super::verdict::Verdict;
use super::walk::{Walk, is_divisible};
use crate::policy::Share;
use crate::units::Total;
use crate::user::User;

impl FastPath<'_> {
    /// Grants everything, and tells so; or tells that it cannot: if the step has minimums that are due, is not pro rata, or
    /// leaves something to later steps. What is in the grants then does not matter.
    #[inline(never)]
    pub(super) fn split(&self, short: &Short, grants: &mut [Grant]) -> bool {
        let Some(step) = self.policy.steps().get(short.step as usize) else { return false };
        if !self.is_divisible(step, short) {
            return false;
        }
        let targets = Targets(self.policy);
        let (mut packed, mut plain) = (Packed::new(grants), short.asked);
        let (mut has_on_off, mut has_base) = (false, false);
        for (_, block) in self.special.blocks_of(self.users) {
            for user in block.iter().filter(|user| is_special(user) && step.selects(user)) {
                let increment = targets.increment(user, short.step);
                plain -= increment as Total;
                has_on_off |= user.is_on_off();
                has_base |= !user.is_on_off();
                if increment != 0 {
                    packed.push(&Weighing::Base.vessel(user, 0, increment));
                }
            }
        }
        if plain == 0 && !has_base {
            // Hardly ever does it come out even.
            return false;
        }
        let division = match has_on_off {
            false => Some(packed.divide(short.available, plain)),
            true => self.walk(short, plain, grants),
        };
        division.is_some_and(|mut division| {
            self.settle(short.step, step.classes().bits(), &mut division, grants);
            true
        })
    }

    /// The same where some are on/off, by a queue; these have what they get then. `None` if the step leaves something.
    fn walk(&self, short: &Short, plain: Total, grants: &mut [Grant]) -> Option<Division> {
        let step = self.policy.steps().get(short.step as usize)?;
        let mut walk = Walk::resume(Targets(self.policy), self.users, grants, short.step);
        let mut shared = Shared { left: short.available, plain, division: Division::NOTHING };
        let mut queue = Queue::EMPTY;
        for (from, block) in self.special.blocks_of(self.users).rev() {
            for (place, user) in block.iter().enumerate().rev() {
                if is_special(user) && step.selects(user) {
                    walk.begin(&mut queue, from + place);
                }
            }
        }
        walk.share(queue, Share::ProRata, &mut shared);
        (shared.left == 0).then_some(shared.division)
    }

    /// Grants everybody what the division of the short step gives.
    fn settle(&self, step: u8, sharers: u8, division: &mut Division, grants: &mut [Grant]) {
        let verdicts = Verdict::of_division(self.entries, step, division.fills_plain());
        let length = Blocks::length(self.users.len());
        let blocks = self.users.chunks(length).zip(grants.chunks_mut(length));
        let is_walked = |user: &User| is_special(user) && sharers >> user.class_code() & 1 != 0;
        for (number, (users, grants)) in blocks.enumerate() {
            let mut places = users.iter().enumerate().filter(|_| self.special.contain_special(number));
            let mut next = || places.find_map(|(place, user)| is_walked(user).then_some(place));
            let mut from = 0;
            loop {
                let until = next().unwrap_or(users.len());
                if let Some((plain, to_plain)) = users.get(from..until).zip(grants.get_mut(from..until)) {
                    grant_each(plain, &verdicts, &mut division.apportionment, to_plain);
                }
                let Some((user, grant)) = users.get(until).zip(grants.get_mut(until)) else { break };
                self.settle_one(step, user, division, grant);
                from = until + 1;
            }
        }
    }

    /// The same for one who states a base or is on/off.
    fn settle_one(&self, step: u8, user: &User, division: &mut Division, grant: &mut Grant) {
        let targets = Targets(self.policy);
        let (users, grants) = (core::slice::from_ref(user), core::slice::from_mut(grant));
        let mut walk = Walk::resume(targets, users, grants, step);
        if !user.is_on_off() {
            walk.begin(&mut { Queue::EMPTY }, 0);
        }
        if let Some(mut member) = walk.member(0) {
            if member.increment != 0 && is_divisible(user, member.grant) {
                let vessel = member.vessel(Weighing::Base);
                member.take(&vessel, division);
            }
            member.grant.set_marks(0);
            member.grant.conclude(targets, user, step + 1);
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
