//! The sharing rules for a step that cannot be served in full.

use super::deal::Dealer;
use super::level::{Amount, Bisection, Breakpoint, Drawn, Level, State, Vessel};
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
    lowest_weight: Flow,
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
                    member.grant.mark(true);
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
            lowest_weight: Flow::MAX,
            highest_weight: 0,
        };
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                let vessel = member.vessel(weighing);
                pool.asked += member.ask as Total;
                pool.supply += vessel.floor as Total;
                pool.plain &= vessel.floor == 0 && vessel.weight == member.ask;
                pool.highest_ceiling = pool.highest_ceiling.max(vessel.ceiling);
                pool.lowest_weight = pool.lowest_weight.min(vessel.weight);
                pool.highest_weight = pool.highest_weight.max(vessel.weight);
            }
        }
        pool
    }

    /// Fills the members' vessels to one level, exactly, and rounds along the queue so that the shares add up.
    fn fill(&mut self, queue: Queue, weighing: Weighing, pool: &Pool) {
        let mut search = Bisection::new(pool.highest_ceiling, pool.lowest_weight, pool.highest_weight);
        while let Some(level) = search.trial() {
            search.answer(self.taken(queue, weighing, level) <= (pool.supply, 0));
        }
        let end = search.end();
        let mut from = self.highest_breakpoint(queue, weighing, |vessel, b| vessel.is_below(b, end));
        let mut drawn = self.drawn(queue, weighing, from);
        if !drawn.fits(from, pool.supply) {
            from = self.highest_breakpoint(queue, weighing, |_, b| b.is_below(from));
            drawn = self.drawn(queue, weighing, from);
        }
        let rest = pool.supply - drawn.fixed;
        // Somebody is rising, since the pool is short: the weight is not 0, whatever the compiler thinks.
        let all_weights = drawn.weight.max(1);
        let whole = rest / all_weights;
        let mut dealer = Dealer::new(rest % all_weights, all_weights);
        let mut carried = 0;
        self.pour(queue, |member| {
            let vessel = member.vessel(weighing);
            match vessel.state(from) {
                State::Floor => vessel.floor,
                State::Ceiling => vessel.ceiling,
                State::Rising => {
                    // The dealer runs ahead of the exact sum by less than one unit; where that would lift a
                    // share over its ceiling, the unit waits for the next member.
                    let weight = vessel.weight;
                    let share = whole * weight as Total + dealer.deal(weight) as Total + carried;
                    carried = share.saturating_sub(vessel.ceiling as Total);
                    (share - carried) as Flow
                }
            }
        });
    }

    /// What the members take at a level.
    fn taken(&mut self, mut queue: Queue, weighing: Weighing, level: Level) -> Amount {
        let (mut whole, mut fraction) = (0, 0u64);
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                let taken = member.vessel(weighing).at(level);
                let (sum, carry) = fraction.overflowing_add(taken.1);
                (whole, fraction) = (whole + taken.0 + carry as Total, sum);
            }
        }
        (whole, fraction)
    }

    /// The highest of the members' breakpoints that the filter lets through.
    fn highest_breakpoint(
        &mut self,
        mut queue: Queue,
        weighing: Weighing,
        filter: impl Fn(&Vessel, Breakpoint) -> bool,
    ) -> Breakpoint {
        let mut highest = Breakpoint::ZERO;
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                let vessel = member.vessel(weighing);
                for breakpoint in vessel.breakpoints() {
                    if highest.is_below(breakpoint) && filter(&vessel, breakpoint) {
                        highest = breakpoint;
                    }
                }
            }
        }
        highest
    }

    /// What the members take at levels from a breakpoint up to the next.
    fn drawn(&mut self, mut queue: Queue, weighing: Weighing, from: Breakpoint) -> Drawn {
        let mut drawn = Drawn::default();
        while let Some(member) = self.next(&mut queue) {
            if member.is_divisible() {
                drawn.add(&member.vessel(weighing), from);
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
        if self.grant.is_marked() { self.user.effective_minimum() } else { 0 }
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
        self.grant.mark(false);
        self.grant(share);
    }
}
