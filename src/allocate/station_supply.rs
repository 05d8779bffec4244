//! The supply of one station: one amount, the same for all.

use super::apportion::Apportionment;
use super::level::{Drawn, Level, Search, State, Vessel};
use super::queue::Queue;
use super::share::{Supply, Weighing};
use super::walk::{Member, Walk};
use crate::units::{Flow, Total};
use crate::user::User;

/// A mark of the walk: during a search the user is settled.
const SETTLED: u8 = 2;

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
            Level::ABOVE_ALL
        } else if pool.is_proportional {
            Level { units: pool.supply, weight: pool.asked }
        } else {
            walk.search(queue, weighing, pool.supply)
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
}

impl Walk<'_> {
    /// Adds up the increments of the members that can take a part.
    fn pool(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Pool {
        let mut pool = Pool { asked: 0, supply: available, is_proportional: weighing == Weighing::Base };
        while let Some((member, vessel)) = self.next_vessel(&mut queue, weighing) {
            pool.asked += member.increment as Total;
            pool.supply += vessel.floor as Total;
            pool.is_proportional &= vessel.floor == 0 && vessel.weight == member.increment;
        }
        pool
    }

    /// The level at which the members take just what there is: less than they can take.
    #[inline(never)]
    fn search(&mut self, queue: Queue, weighing: Weighing, supply: Total) -> Level {
        let mut search = Search::START;
        let mut settled = Drawn::default();
        loop {
            let mut rest = queue;
            while let Some((member, vessel)) = self.next_unsettled(&mut rest, weighing) {
                if let Some(state) = search.see(&vessel) {
                    settled.add(&vessel, state);
                    member.grant.set_marks(member.grant.marks() | SETTLED);
                }
            }
            let Some(trial) = search.trial() else { break };
            let mut drawn = settled;
            let mut rest = queue;
            while let Some((_, vessel)) = self.next_unsettled(&mut rest, weighing) {
                drawn.add(&vessel, vessel.state(trial.level()));
            }
            search.answer(trial, drawn, supply);
        }
        Level { units: supply.saturating_sub(settled.fixed), weight: settled.weight }
    }

    /// The next member that is not settled.
    fn next_unsettled(&mut self, queue: &mut Queue, weighing: Weighing) -> Option<(Member<'_>, Vessel)> {
        queue.skip_marked(SETTLED, self.grants);
        self.next_vessel(queue, weighing)
    }

    /// Grants the supply to the members, at one level, exactly; rounds along the queue so that the shares add up.
    /// A share includes the minimum granted before.
    #[inline(never)]
    fn pour(&mut self, queue: Queue, weighing: Weighing, supply: Total, level: Level) {
        let mut drawn = Drawn::default();
        let mut rest = queue;
        while let Some((_, vessel)) = self.next_vessel(&mut rest, weighing) {
            drawn.add(&vessel, vessel.state(level));
        }
        let (whole, mut apportionment) = Apportionment::level(supply - drawn.fixed, drawn.weight);
        let mut ahead = 0;
        let mut rest = queue;
        while let Some((mut member, vessel)) = self.next_vessel(&mut rest, weighing) {
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
