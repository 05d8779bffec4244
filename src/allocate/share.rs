//! The sharing rules for a step that cannot be served in full.

use super::deal::Dealer;
use super::level::{Bisection, Level, Vessel};
use super::queue::{Key, Queue};
use super::walk::{Member, Walk};
use crate::units::{Flow, Total};

/// What a share is in proportion to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weighing {
    /// The stated base; the ask of the step where none is stated.
    Base,
    /// The user's weight.
    Weight,
}

/// What the divisible part of a queue adds up to.
struct Pool {
    /// What its members ask for.
    asked: Total,
    /// What there is for them: the supply left, and the minimums granted in this step.
    supply: Total,
    /// Whether each share is in plain proportion to the ask.
    plain: bool,
    highest_ceiling: Flow,
    highest_weight: Flow,
}

impl Walk<'_> {
    /// All or nothing, in order of the key, then rank, then position; one that does not fit is passed over.
    pub(super) fn first_fit(&mut self, mut queue: Queue, key: Key, mut available: Total) -> Total {
        queue.sort(Key::Rank, self.users, self.grants);
        queue.sort(key, self.users, self.grants);
        while let Some(member) = self.next(&mut queue) {
            let ask = member.ask;
            match available.checked_sub(ask as Total) {
                Some(left) => {
                    member.grant(ask);
                    available = left;
                }
                None if member.unmet_minimum() == ask => member.refuse_minimum(available),
                None => {}
            }
        }
        available
    }

    /// Rank by rank; equal ranks share pro rata.
    pub(super) fn by_rank(&mut self, mut queue: Queue, mut available: Total) -> Total {
        queue.sort(Key::Rank, self.users, self.grants);
        while available != 0
            && let Some(equals) = queue.split_rank(self.users, self.grants)
        {
            available = match self.grant_all(equals, available) {
                Some(left) => left,
                None => self.share_out(equals, Weighing::Base, available),
            };
        }
        available
    }

    /// What can only be taken whole first, by rank, then position; the rest in proportion.
    pub(super) fn share_out(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Total {
        queue.sort(Key::Rank, self.users, self.grants);
        let available = self.grant_minimums(queue, available);
        let available = self.grant_on_off(queue, available);
        queue.sort(Key::Position, self.users, self.grants);
        let pool = self.pool(queue, weighing, available);
        if pool.asked <= pool.supply {
            self.pour(queue, |member| member.ask);
            return pool.supply - pool.asked;
        }
        if pool.plain {
            let mut dealer = Dealer::new(pool.supply, pool.asked);
            self.pour(queue, |member| dealer.deal(member.ask));
        } else {
            self.fill(queue, weighing, &pool);
        }
        0
    }

    fn grant_minimums(&mut self, mut queue: Queue, mut available: Total) -> Total {
        while let Some(member) = self.next(&mut queue) {
            let minimum = member.unmet_minimum();
            match available.checked_sub(minimum as Total) {
                _ if minimum == 0 => {}
                Some(left) => {
                    member.grant.mark = 1;
                    member.grant(minimum);
                    available = left;
                }
                None => member.refuse_minimum(available),
            }
        }
        available
    }

    fn grant_on_off(&mut self, mut queue: Queue, mut available: Total) -> Total {
        while let Some(member) = self.next(&mut queue) {
            if member.user.is_on_off() && member.unmet_minimum() == 0 {
                let (ask, floor) = (member.ask, member.floor());
                match available.checked_sub((ask - floor) as Total) {
                    Some(left) => {
                        member.settle(ask);
                        available = left;
                    }
                    None => member.settle(floor),
                }
            }
        }
        available
    }

    /// Adds up what the members that can take a part ask for.
    fn pool(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Pool {
        let mut pool = Pool {
            asked: 0,
            supply: available,
            plain: weighing == Weighing::Base,
            highest_ceiling: 0,
            highest_weight: 0,
        };
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                let vessel = member.vessel(weighing);
                pool.asked += member.ask as Total;
                pool.supply += vessel.floor as Total;
                pool.plain &= vessel.floor == 0 && vessel.weight == member.ask;
                pool.highest_ceiling = pool.highest_ceiling.max(vessel.ceiling);
                pool.highest_weight = pool.highest_weight.max(vessel.weight);
            }
        }
        pool
    }

    /// Fills the members' vessels to one level. The units that rounding leaves go, one each, to the first
    /// members in the queue that come next.
    fn fill(&mut self, queue: Queue, weighing: Weighing, pool: &Pool) {
        let mut search = Bisection::new(pool.highest_ceiling, pool.highest_weight);
        while let Some(level) = search.trial() {
            search.answer(self.drawn(queue, weighing, level) <= pool.supply);
        }
        let (level, above) = (search.level(), search.above());
        let mut spare = pool.supply - self.drawn(queue, weighing, level);
        self.pour(queue, |member| {
            let vessel = member.vessel(weighing);
            let share = vessel.at(level);
            let extra = spare != 0 && vessel.at(above) > share;
            spare -= extra as Total;
            share + extra as Flow
        });
    }

    /// What the members take at a level.
    fn drawn(&mut self, mut queue: Queue, weighing: Weighing, level: Level) -> Total {
        let mut drawn = 0;
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                drawn += member.vessel(weighing).at(level) as Total;
            }
        }
        drawn
    }

    /// Grants each divisible member its share of the step, the minimum granted before included.
    fn pour(&mut self, mut queue: Queue, mut share: impl FnMut(&Member) -> Flow) {
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                let share = share(&member);
                member.settle(share);
            }
        }
    }
}

impl Member<'_> {
    /// The minimum that was granted in this step.
    fn floor(&self) -> Flow {
        if self.grant.mark == 0 { 0 } else { self.user.effective_minimum() }
    }

    /// Whether the member can take any part of the step, now that minimums are granted.
    fn is_divisible(&self) -> bool {
        !self.user.is_on_off() && self.unmet_minimum() == 0
    }

    fn vessel(&self, weighing: Weighing) -> Vessel {
        let weight = match weighing {
            Weighing::Weight => self.user.effective_weight() as Flow,
            Weighing::Base if self.user.base != 0 => self.user.base,
            Weighing::Base => self.ask,
        };
        Vessel { weight, floor: self.floor(), ceiling: self.ask }
    }

    /// Grants a share of the step in place of the minimum granted before.
    fn settle(self, share: Flow) {
        self.grant.granted -= self.floor();
        self.grant.mark = 0;
        self.grant(share);
    }
}
