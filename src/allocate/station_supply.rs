//! The supply of one station: one amount, the same for all.

use super::apportion::Apportionment;
use super::host::ON_HOST;
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
    fn bring(&mut self, _: &User, amount: Flow) -> Result<(), Total> {
        self.0 = self.0.checked_sub(amount as Total).ok_or(self.0)?;
        Ok(())
    }

    fn is_spent(&self) -> bool {
        self.0 == 0
    }

    fn refuse(&mut self, _: usize, _: &User, _: Flow) {}

    fn divide(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) {
        let (level, pool) = walk.level(queue, weighing, self.0, 0);
        self.0 = pool.left();
        walk.pour(queue, weighing, pool.supply, level);
    }
}

/// The supply of a step, shared pro rata between the users of a queue and *plain* ones beside it: users that take any part,
/// have no floor and no base. They rise together, from nothing to all that the step asks for them, at the level of 1.
/// Nobody is granted a part here; [`Shared::division`] tells what each is to get, in the order of the input.
pub(super) struct Shared {
    pub(super) left: Total,
    /// What the step asks for the plain users, in all.
    pub(super) plain: Total,
    pub(super) division: Division,
}

impl Supply for Shared {
    fn bring(&mut self, _: &User, amount: Flow) -> Result<(), Total> {
        self.left = self.left.checked_sub(amount as Total).ok_or(self.left)?;
        Ok(())
    }

    fn is_spent(&self) -> bool {
        self.left == 0
    }

    fn refuse(&mut self, _: usize, _: &User, _: Flow) {}

    fn divide(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) {
        let (level, pool) = walk.level(queue, weighing, self.left, self.plain);
        self.left = pool.left();
        self.division = walk.division(queue, weighing, pool.supply, level, self.plain);
    }
}

/// One of the plain users, or all of them.
pub(super) const PLAIN: Vessel = Vessel { weight: 1, floor: 0, ceiling: 1 };

/// A division under way: what a user gets at a level, exactly, and rounded so that the shares add up to the supply.
pub(super) struct Division {
    level: Level,
    whole: Total,
    pub(super) apportionment: Apportionment,
    ahead: Flow,
}

impl Division {
    pub(super) const NOTHING: Division =
        Division { level: Level::ABOVE_ALL, whole: 0, apportionment: Apportionment::IDLE, ahead: 0 };

    /// Of a supply, at its level, at which users draw so much.
    #[inline(always)]
    pub(super) fn new(level: Level, drawn: &Drawn, supply: Total) -> Division {
        let (whole, apportionment) = Apportionment::level(supply - drawn.fixed, drawn.weight);
        Division { level, whole, apportionment, ahead: 0 }
    }

    /// The share of the next user in the order of the input, with its floor.
    #[inline(always)]
    pub(super) fn next_share(&mut self, vessel: &Vessel) -> Flow {
        match vessel.state(self.level) {
            State::Floor => vessel.floor,
            State::Ceiling => vessel.ceiling,
            State::Rising => {
                // The apportionment falls behind the exact sum by less than 2⁻³² of a unit; where that would take
                // a share below its floor, the unit is drawn ahead from the next member. The last one, up to which
                // the sum is whole, has it.
                let due = self.whole as Flow * vessel.weight + self.apportionment.next_share(vessel.weight);
                let share = due.saturating_sub(self.ahead).max(vessel.floor);
                self.ahead = self.ahead + share - due;
                share
            }
        }
    }

    /// Whether plain users get all that the step asks for them. Otherwise they share by the apportionment alone.
    pub(super) fn fills_plain(&self) -> bool {
        matches!(PLAIN.state(self.level), State::Ceiling)
    }
}

impl Drawn {
    /// Adds all plain users, which are in this state.
    pub(super) fn add_plain(&mut self, plain: Total, state: State) {
        match state {
            State::Floor => {}
            State::Ceiling => self.fixed += plain,
            State::Rising => self.weight += plain,
        }
    }
}

/// What the divisible part of a queue adds up to, with the plain users beside it.
struct Pool {
    /// The sum of the increments.
    asked: Total,
    /// What there is for them: the supply left, and the minimums granted in this step.
    supply: Total,
    /// Whether each share is in proportion to the increment and nothing else.
    is_proportional: bool,
}

impl Pool {
    /// What is left of the supply.
    fn left(&self) -> Total {
        self.supply.saturating_sub(self.asked)
    }
}

impl Walk<'_> {
    /// The level up to which the supply goes for a queue of members that can take a part and so much that plain users
    /// ask for; above everything where that is all of it. And the sums that it follows from.
    #[inline(always)]
    fn level(&mut self, queue: Queue, weighing: Weighing, left: Total, plain: Total) -> (Level, Pool) {
        let plain = if ON_HOST { plain } else { 0 };
        let pool = self.pool(queue, weighing, left, plain);
        let level = if pool.asked <= pool.supply {
            Level::ABOVE_ALL
        } else if pool.is_proportional {
            Level { units: pool.supply, weight: pool.asked }
        } else {
            self.search(queue, weighing, pool.supply, plain)
        };
        (level, pool)
    }

    /// How the supply is divided at its level.
    #[inline(always)]
    fn division(
        &mut self,
        mut queue: Queue,
        weighing: Weighing,
        supply: Total,
        level: Level,
        plain: Total,
    ) -> Division {
        let mut drawn = Drawn::default();
        if ON_HOST {
            drawn.add_plain(plain, PLAIN.state(level));
        }
        while let Some((_, vessel)) = self.next_vessel(&mut queue, weighing) {
            drawn.add(&vessel, vessel.state(level));
        }
        Division::new(level, &drawn, supply)
    }

    /// Adds up the increments of the members that can take a part.
    fn pool(&mut self, mut queue: Queue, weighing: Weighing, available: Total, plain: Total) -> Pool {
        let is_proportional = weighing == Weighing::Base;
        let mut pool = Pool { asked: plain, supply: available, is_proportional };
        while let Some((member, vessel)) = self.next_vessel(&mut queue, weighing) {
            pool.asked += member.increment as Total;
            pool.supply += vessel.floor as Total;
            pool.is_proportional &= vessel.floor == 0 && vessel.weight == member.increment;
        }
        pool
    }

    /// The level at which the members, and so much of plain users, take just what there is: less than they can take.
    #[inline(never)]
    fn search(&mut self, queue: Queue, weighing: Weighing, supply: Total, plain: Total) -> Level {
        let mut search = Search::start();
        let mut open_plain = if ON_HOST { plain } else { 0 };
        loop {
            if open_plain != 0
                && let Some(state) = search.look_at(&PLAIN)
            {
                search.drawn.add_plain(open_plain, state);
                if !search.is_trial {
                    open_plain = 0;
                }
            }
            let mut rest = queue;
            while let Some((member, vessel)) = self.next_unsettled(&mut rest, weighing) {
                if let Some(state) = search.look_at(&vessel) {
                    search.drawn.add(&vessel, state);
                    if !search.is_trial {
                        member.grant.set_marks(member.grant.marks() | SETTLED);
                    }
                }
            }
            if search.is_trial {
                search.answer(supply);
            } else if !search.try_next() {
                break;
            }
        }
        let Drawn { fixed, weight } = search.settled;
        Level { units: supply.saturating_sub(fixed), weight }
    }

    /// The next member that is not settled.
    fn next_unsettled(&mut self, queue: &mut Queue, weighing: Weighing) -> Option<(Member<'_>, Vessel)> {
        queue.skip_marked(SETTLED, self.grants);
        self.next_vessel(queue, weighing)
    }

    /// Grants each member its share. A function of its own, so that the search does not have the stack of this one below
    /// it.
    #[cfg_attr(target_pointer_width = "32", inline(never))]
    fn pour(&mut self, mut queue: Queue, weighing: Weighing, supply: Total, level: Level) {
        let mut division = self.division(queue, weighing, supply, level, 0);
        while let Some((mut member, vessel)) = self.next_vessel(&mut queue, weighing) {
            member.take(&vessel, &mut division);
        }
    }
}

impl Member<'_> {
    /// Takes its share, of which its floor was granted before.
    #[inline(always)]
    pub(super) fn take(&mut self, vessel: &Vessel, division: &mut Division) {
        self.grant(division.next_share(vessel) - vessel.floor);
        self.grant.set_marks(0);
    }
}
