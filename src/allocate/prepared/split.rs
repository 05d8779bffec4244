//! A short step of one class that is shared pro rata, where some of its users state a base or are on/off: those alone take
//! the general walk. See [`crate::allocate::split`], which does the same where users lie one by one.

use super::engine::{Engine, Outcome, grant_class};
use crate::allocate::apportion::Apportionment;
use crate::allocate::class_sum::Sums;
use crate::allocate::result::ClassTotal;
use crate::allocate::share::Weighing;
use crate::allocate::short::Short;
use crate::allocate::station_supply::{Division, Shared};
use crate::allocate::targets::Targets;
use crate::allocate::verdict::Verdict;
use crate::allocate::walk::{Walk, is_divisible};
use crate::policy::Share;
use crate::units::Total;
use crate::user::{CLASS_COUNT, User};

impl Engine<'_> {
    /// Grants everything, and tells so; or tells that it cannot: if several classes share the step, if it has minimums that
    /// are due or is not pro rata, or leaves something to later steps. The outcome is as it was then.
    #[inline(never)]
    pub(super) fn split(
        &mut self,
        sums: &Sums,
        short: &Short,
        outcome: &mut Outcome,
        wants_grants: bool,
    ) -> bool {
        let Some(step) = self.policy.steps().get(short.step as usize) else { return false };
        let classes = step.classes().bits();
        let class = classes.trailing_zeros() as usize;
        if classes.count_ones() != 1 || !self.is_divisible(step, sums, short) {
            return false;
        }
        let count = self.gather_special(class);
        let (Some(users), Some(grants)) = (self.work.get(..count), self.grants.get_mut(..count)) else {
            return false;
        };
        let mut walk = Walk::start(Targets(self.policy), users, grants, short.step);
        let mut asked: Total = 0;
        let queue = walk.open(short.step, |_, increment, _| asked += increment as Total);
        let plain = short.asked - asked;
        let mut shared = Shared { left: short.available, plain, division: Division::NOTHING };
        walk.share(queue, Share::ProRata, &mut shared);
        if shared.left != 0 {
            return false;
        }
        let Shared { mut division, .. } = shared;
        let verdicts = Verdict::of_division(self.entries(), short.step, division.fills_plain());
        outcome.short = short.step + division.fills_plain() as u8;
        outcome.split = classes;
        self.totals(sums, short, short.available, outcome);
        if wants_grants {
            self.settle(&verdicts, Apportionment::IDLE, true);
            self.settle_special(class, count, short.step, &verdicts, &mut division);
        }
        true
    }

    /// Copies the users of a class that state a base or are on/off, with the demands that count, to where they are walked
    /// among; returns how many there are.
    fn gather_special(&mut self, class: usize) -> usize {
        let special = self.special.get(self.layout.special(class)).unwrap_or_default();
        for (slot, position) in self.work.iter_mut().zip(special) {
            let index = self.order.get(*position as usize).map_or(usize::MAX, |index| *index as usize);
            let cells = self.users.get(index).zip(self.demand.get(*position as usize));
            if let Some((user, demand)) = cells {
                *slot = User { demand: *demand, ..*user };
            }
        }
        special.len()
    }

    /// Grants the users of the class that is short: the plain ones by the columns, from one special user to the next.
    fn settle_special(
        &mut self,
        class: usize,
        count: usize,
        step: u8,
        verdicts: &[Verdict; CLASS_COUNT],
        division: &mut Division,
    ) {
        let special = self.special.get(self.layout.special(class)).unwrap_or_default();
        let (Some(users), Some(grants)) = (self.work.get(..count), self.grants.get_mut(..count)) else {
            return;
        };
        let (range, verdict) = (self.layout.range(class), verdicts.get(class).copied().unwrap_or_default());
        let has_minimum = self.layout.has_minimum(class);
        let mut walk = Walk::resume(Targets(self.policy), users, grants, step);
        let mut plain_from = range.start;
        for index in 0..=count {
            let position = special.get(index).map_or(range.end, |position| *position as usize);
            let columns = (
                self.demand.get(plain_from..position),
                self.minimum.get(plain_from..position),
                self.granted.get_mut(plain_from..position),
            );
            if let (Some(demand), Some(minimum), Some(granted)) = columns {
                let minimum = if has_minimum { Some(minimum) } else { None };
                grant_class(&verdict, demand, minimum, &mut division.apportionment, granted);
            }
            if let Some(mut member) = walk.member(index)
                && member.increment != 0
                && is_divisible(member.user, member.grant)
            {
                let vessel = member.vessel(Weighing::Base);
                member.take(&vessel, division);
            }
            plain_from = position + 1;
        }
        walk.explain(step + 1, &mut [ClassTotal::default(); CLASS_COUNT]);
        for (position, grant) in special.iter().zip(grants.iter_mut()) {
            grant.set_marks(0);
            let position = *position as usize;
            if let Some((granted, why)) = self.granted.get_mut(position).zip(self.why.get_mut(position)) {
                (*granted, *why) = (grant.granted, grant.why().word());
            }
        }
    }
}
