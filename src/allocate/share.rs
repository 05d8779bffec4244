//! The sharing rules for a step that cannot be served in full.

use super::deal::Dealer;
use super::level::{Bisection, Drawn, Fixed, Level, State, Vessel};
use super::queue::{Key, Queue};
use super::result::Grant;
use super::walk::{Member, Walk};
use crate::units::{Flow, Total};
use crate::user::User;

/// A part of what a step asks for a user that is served whole or not at all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    All,
    /// The technical minimum, if the user has nothing yet.
    Minimum,
    /// The rest, if the user is on/off and has its minimum.
    OnOff,
}

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
    /// Serves a part of each member's ask whole or not at all, along the queue; one that does not fit is passed
    /// over. Returns what is left over.
    pub(super) fn serve_whole(&mut self, mut queue: Queue, part: Part, mut available: Total) -> Total {
        while let Some(mut member) = self.next(&mut queue) {
            let size = member.size(part);
            match available.checked_sub(size as Total) {
                Some(left) => {
                    member.grant(size);
                    available = left;
                }
                None if size == member.unmet_minimum() => member.refuse_minimum(available),
                None => {}
            }
            // To the end of the step, a minimum granted counts as a floor for what else the step grants.
            if part == Part::Minimum {
                member.grant.mark(size != 0 && member.unmet_minimum() == 0);
            } else if member.user.is_on_off() {
                member.grant.mark(false);
            }
        }
        available
    }

    /// Rank by rank; equal ranks share pro rata.
    pub(super) fn by_rank(&mut self, mut queue: Queue, mut available: Total) -> Total {
        while available != 0
            && let Some(equals) = queue.split_rank(self.users, self.grants)
        {
            available = self.share_out(equals, Weighing::Base, available);
        }
        available
    }

    /// What can only be taken whole first; the rest in proportion.
    pub(super) fn share_out(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Total {
        let available = self.grant_whole(&mut queue, available);
        let pool = self.pool(queue, weighing, available);
        let level = if pool.asked <= pool.supply {
            Level::Exact { units: 1, weight: 0 }
        } else if pool.plain {
            Level::Exact { units: pool.supply, weight: pool.asked }
        } else {
            self.search(queue, weighing, &pool)
        };
        self.pour(queue, weighing, pool.supply, level);
        pool.supply.saturating_sub(pool.asked)
    }

    /// Grants what can only be taken whole, in order of rank, then position, as far as it fits: first technical
    /// minimums, then the demands of on/off users. Leaves in the queue those that can take a part. Like the
    /// search, a function of its own so that their stacks do not add up.
    #[inline(never)]
    fn grant_whole(&mut self, queue: &mut Queue, mut available: Total) -> Total {
        let users = self.users;
        available = self.serve_whole(*queue, Part::Minimum, available);
        available = self.serve_whole(*queue, Part::OnOff, available);
        queue.sort(Key::Position, users, self.grants);
        queue.retain(self.grants, |index, grant| {
            users.get(index).is_some_and(|user| is_divisible(user, grant))
        });
        available
    }

    /// Adds up what the members that can take a part ask for.
    #[inline(never)]
    fn pool(&mut self, mut queue: Queue, weighing: Weighing, available: Total) -> Pool {
        let mut pool = Pool {
            asked: 0,
            supply: available,
            plain: weighing == Weighing::Base,
            highest_ceiling: 0,
            lowest_weight: Flow::MAX,
            highest_weight: 0,
        };
        while let Some((member, vessel)) = self.next_vessel(&mut queue, weighing) {
            pool.asked += member.ask as Total;
            pool.supply += vessel.floor as Total;
            pool.plain &= vessel.floor == 0 && vessel.weight == member.ask;
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
        let mut drawn = self.drawn(queue, weighing, level);
        if drawn.weight != 0 {
            level = Level::Exact { units: supply - drawn.fixed, weight: drawn.weight };
            drawn = self.drawn(queue, weighing, level);
        }
        let (whole, mut dealer) = Dealer::level(supply - drawn.fixed, drawn.weight);
        let mut carried = 0;
        while let Some((mut member, vessel)) = self.next_vessel(&mut queue, weighing) {
            let share = match vessel.state(level) {
                State::Floor => vessel.floor,
                State::Ceiling => vessel.ceiling,
                State::Rising => {
                    // The dealer runs ahead of the exact sum by less than one unit; where that would lift a
                    // share over its ceiling, the unit waits for the next member.
                    let before = whole as Flow * vessel.weight + carried;
                    let part = dealer.deal(vessel.weight);
                    carried = part.saturating_sub(vessel.ceiling - before);
                    before + (part - carried)
                }
            };
            member.grant(share - vessel.floor);
            member.grant.mark(false);
        }
    }

    /// The next member of a queue of divisible ones, with what it can take.
    fn next_vessel(&mut self, queue: &mut Queue, weighing: Weighing) -> Option<(Member<'_>, Vessel)> {
        let member = self.next(queue)?;
        let weight = match weighing {
            Weighing::Weight => member.user.effective_weight() as Flow,
            Weighing::Base if member.user.base != 0 => member.user.base,
            Weighing::Base => member.ask,
        };
        let vessel = Vessel { weight, floor: member.floor(), ceiling: member.ask };
        Some((member, vessel))
    }
}

/// Whether the user can take any part of a step: it is not on/off, and has its minimum if it needs one.
fn is_divisible(user: &User, grant: &Grant) -> bool {
    !user.is_on_off() && (grant.granted != 0 || user.effective_minimum() == 0)
}

impl Member<'_> {
    /// How much a part of the ask is.
    fn size(&self, part: Part) -> Flow {
        match part {
            Part::All => self.ask,
            Part::Minimum => self.unmet_minimum(),
            Part::OnOff if self.user.is_on_off() && self.unmet_minimum() == 0 => self.ask - self.floor(),
            Part::OnOff => 0,
        }
    }
}
