//! The supply of one station: one amount, the same for all.

use super::apportion::Apportionment;
use super::level::{Bisection, Drawn, Fixed, Level, State};
use super::queue::Queue;
use super::share::{Supply, Weighing};
use super::walk::Walk;
use crate::units::{Flow, Total};
use crate::user::User;

/// What is left of a station's supply.
pub(super) struct Station(pub(super) Total);

impl Supply for Station {
    fn room(&self, _: &User) -> Total {
        self.0
    }

    fn draw(&mut self, _: &User, amount: Flow) {
        self.0 -= amount as Total;
    }

    fn is_spent(&self) -> bool {
        self.0 == 0
    }

    fn refuse(&mut self, _: usize, _: &User, _: Flow) {}

    fn divide(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) {
        let pool = walk.pool(queue, weighing, self.0);
        let level = if pool.asked <= pool.supply {
            Level::Exact { units: 1, weight: 0 }
        } else if pool.is_proportional {
            Level::Exact { units: pool.supply, weight: pool.asked }
        } else {
            walk.search(queue, weighing, &pool)
        };
        walk.pour(queue, weighing, pool.supply, level);
        self.0 = pool.supply.saturating_sub(pool.asked);
    }
}

/// What the divisible part of a queue adds up to.
struct Pool {
    /// The sum of its members' increments.
    asked: Total,
    /// What there is for them: the supply left, and the minimums granted in this step.
    supply: Total,
    /// Whether each share is in proportion to the increment and nothing else.
    is_proportional: bool,
    highest_ceiling: Flow,
    lowest_weight: Flow,
    highest_weight: Flow,
}

impl Walk<'_> {
    /// Adds up the increments of the members that can take a part.
    fn pool(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Pool {
        let mut pool = Pool {
            asked: 0,
            supply: available,
            is_proportional: weighing == Weighing::Base,
            highest_ceiling: 0,
            lowest_weight: Flow::MAX,
            highest_weight: 0,
        };
        while let Some((member, vessel)) = self.next_vessel(&mut queue, weighing) {
            pool.asked += member.increment as Total;
            pool.supply += vessel.floor as Total;
            pool.is_proportional &= vessel.floor == 0 && vessel.weight == member.increment;
            pool.highest_ceiling = pool.highest_ceiling.max(vessel.ceiling);
            pool.lowest_weight = pool.lowest_weight.min(vessel.weight);
            pool.highest_weight = pool.highest_weight.max(vessel.weight);
        }
        pool
    }

    /// Brackets the level at which the members take just what there is.
    #[inline(never)]
    fn search(&mut self, queue: Queue, weighing: Weighing, pool: &Pool) -> Level {
        let mut search = Bisection::new(pool.highest_ceiling, pool.lowest_weight, pool.highest_weight);
        while let Some(level) = search.trial() {
            search.answer(self.taken(queue, weighing, level) <= (pool.supply, 0));
        }
        search.bracket()
    }

    /// What the members take at a level.
    fn taken(&mut self, mut queue: Queue, weighing: Weighing, level: Fixed) -> Fixed {
        let (mut whole, mut fraction) = (0, 0u64);
        while let Some((_, vessel)) = self.next_vessel(&mut queue, weighing) {
            let taken = vessel.at(level);
            let (sum, carry) = fraction.overflowing_add(taken.1);
            (whole, fraction) = (whole + taken.0 + carry as Total, sum);
        }
        (whole, fraction)
    }

    /// What the members take at a level, as a function of the level.
    #[inline(always)]
    fn drawn(&mut self, mut queue: Queue, weighing: Weighing, level: Level) -> Drawn {
        let mut drawn = Drawn::default();
        while let Some((_, vessel)) = self.next_vessel(&mut queue, weighing) {
            drawn.add(&vessel, level);
        }
        drawn
    }

    /// Grants the supply to the members, at one level, exactly; rounds along the queue so that the shares add up.
    /// A share includes the minimum granted before.
    #[inline(never)]
    fn pour(&mut self, mut queue: Queue, weighing: Weighing, supply: Total, mut level: Level) {
        let mut is_exact = false;
        // One call in a loop, where two would be inlined twice.
        let drawn = loop {
            let drawn = self.drawn(queue, weighing, level);
            if is_exact || drawn.weight == 0 {
                break drawn;
            }
            level = Level::Exact { units: supply - drawn.fixed, weight: drawn.weight };
            is_exact = true;
        };
        let (whole, mut apportionment) = Apportionment::level(supply - drawn.fixed, drawn.weight);
        let mut ahead = 0;
        while let Some((mut member, vessel)) = self.next_vessel(&mut queue, weighing) {
            let share = match vessel.state(level) {
                State::Floor => vessel.floor,
                State::Ceiling => vessel.ceiling,
                State::Rising => {
                    // The apportionment falls behind the exact sum by less than 2⁻³² of a unit; where that would take
                    // a share below its floor, the unit is drawn ahead from the next member. The last one, up to which
                    // the sum is whole, has it.
                    let due = whole as Flow * vessel.weight + apportionment.next_share(vessel.weight);
                    let share = due.saturating_sub(ahead).max(vessel.floor);
                    ahead = ahead + share - due;
                    share
                }
            };
            member.grant(share - vessel.floor);
            member.grant.set_marks(0);
        }
    }
}
