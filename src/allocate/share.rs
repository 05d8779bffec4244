//! The sharing rules for a step that cannot be served in full, whatever the supply is: one station's, or what the
//! paths of a network can bring.

use super::level::Vessel;
use super::queue::{Key, Queue};
use super::result::Grant;
use super::walk::{Member, Needs, Walk, is_divisible};
use crate::policy::Share;
use crate::units::{Flow, Total};
use crate::user::User;

/// Where the gas comes from.
pub(crate) trait Supply: Sized {
    /// Brings an amount to the user, or nothing; then says how much there is room for.
    fn bring(&mut self, user: &User, amount: Flow) -> Result<(), Total>;

    /// Whether nothing can be brought to anybody any more. May say no when it does not know.
    fn is_spent(&self) -> bool;

    /// Notes that the user first falls short now, because there is no room for so much, which it takes all or nothing.
    fn refuse(&mut self, index: usize, user: &User, amount: Flow);

    /// Shares out what there is among the members of a queue, all of which can take any part of what the step asks
    /// for them, in proportion, with their floors.
    fn divide(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing);
}

/// A part of what a step asks for a user that is served all or nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All of it.
    All,
    /// The technical minimum, if the user has nothing yet.
    Minimum,
    /// The rest, if the user is on/off and has its minimum.
    OnOff,
}

/// What a share is in proportion to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weighing {
    /// The stated base; the increment of the step where none is stated.
    Base,
    /// The user's weight.
    Weight,
}

impl Weighing {
    /// What a user can take, with this floor and increment, and in proportion to what.
    #[inline(always)]
    pub(super) fn vessel(self, user: &User, floor: Flow, increment: Flow) -> Vessel {
        let weight = match self {
            Weighing::Weight => user.effective_weight() as Flow,
            Weighing::Base if user.base != 0 => user.base,
            Weighing::Base => increment,
        };
        Vessel { weight, floor, ceiling: increment }
    }
}

impl Walk<'_> {
    /// Shares out the step among its queue, which is in the order of the input.
    pub(crate) fn share(&mut self, mut queue: Queue, share: Share, supply: &mut impl Supply) {
        let goes_by_rank = matches!(share, Share::AllOrNothing | Share::Rotating | Share::Ranked);
        if goes_by_rank && self.needs.has(Needs::RANK) {
            queue.sort(Key::Rank, self.users, self.grants);
        }
        match share {
            Share::AllOrNothing => self.serve_in_order(queue, supply),
            Share::Rotating => {
                queue.sort(Key::Curtailment, self.users, self.grants);
                self.serve_in_order(queue, supply);
            }
            Share::Ranked => {
                while !supply.is_spent()
                    && let Some(equals) = queue.split_rank(self.users, self.grants)
                {
                    self.share_out(equals, Weighing::Base, supply);
                }
            }
            Share::Equal => self.share_out(queue, Weighing::Weight, supply),
            Share::ProRata => self.share_out(queue, Weighing::Base, supply),
        }
    }

    /// Serves what the step asks for, all or nothing, along the queue.
    pub(crate) fn serve_in_order(&mut self, queue: Queue, supply: &mut impl Supply) {
        self.serve_all_or_nothing(queue, Part::All, supply);
    }

    /// Serves a part of each member's increment all or nothing, along the queue; one that does not fit is passed over.
    fn serve_all_or_nothing(&mut self, mut queue: Queue, part: Part, supply: &mut impl Supply) {
        while let Some(mut member) = self.next(&mut queue) {
            let size = member.size(part);
            if size != 0 {
                match supply.bring(member.user, size) {
                    Ok(()) => member.grant(size),
                    Err(room) if member.is_short_here() => {
                        supply.refuse(member.index, member.user, size);
                        if size == member.unmet_minimum() && room != 0 {
                            member.refuse_minimum();
                        }
                    }
                    Err(_) => {}
                }
            }
            // To the end of the step, a minimum granted counts as a floor for what else the step grants.
            if part == Part::Minimum {
                member.grant.set_marks((size != 0 && member.unmet_minimum() == 0) as u8);
            } else if member.user.is_on_off() {
                member.grant.set_marks(0);
            }
        }
    }

    /// What is indivisible first; the rest in proportion.
    fn share_out(&mut self, mut queue: Queue, weighing: Weighing, supply: &mut impl Supply) {
        if self.needs.has(Needs::INDIVISIBLE) {
            self.grant_indivisible(&mut queue, supply);
        }
        supply.divide(self, queue, weighing);
    }

    /// Grants what is indivisible, in order of rank, then position, as far as it fits: first technical minimums, then
    /// the demands of on/off users. Leaves in the queue those that can take a part.
    fn grant_indivisible(&mut self, queue: &mut Queue, supply: &mut impl Supply) {
        let users = self.users;
        let can_divide =
            |index: usize, grant: &Grant| users.get(index).is_some_and(|user| is_divisible(user, grant));
        let needs = self.needs;
        let mut whole = match needs.has(Needs::DIVISIBLE) {
            true => queue.take_out(self.grants, can_divide),
            false => core::mem::replace(queue, Queue::EMPTY),
        };
        if needs.has(Needs::RANK) {
            whole.sort(Key::Rank, users, self.grants);
        }
        if needs.has(Needs::MINIMUM) {
            self.serve_all_or_nothing(whole, Part::Minimum, supply);
        }
        self.serve_all_or_nothing(whole, Part::OnOff, supply);
        if needs.has(Needs::DIVISIBLE) {
            whole.sort(Key::Position, users, self.grants);
            whole.take_out(self.grants, can_divide);
            queue.merge(whole, self.grants);
        }
    }

    /// The next member of a queue of divisible ones, with what it can take.
    pub(crate) fn next_vessel(
        &mut self,
        queue: &mut Queue,
        weighing: Weighing,
    ) -> Option<(Member<'_>, Vessel)> {
        let member = self.next(queue)?;
        let vessel = member.vessel(weighing);
        Some((member, vessel))
    }
}

impl Member<'_> {
    /// What it can take in the present step, and in proportion to what.
    #[inline(always)]
    pub(crate) fn vessel(&self, weighing: Weighing) -> Vessel {
        weighing.vessel(self.user, self.floor(), self.increment)
    }

    /// How much a part of the increment is.
    fn size(&self, part: Part) -> Flow {
        match part {
            Part::All => self.increment,
            Part::Minimum => self.unmet_minimum(),
            Part::OnOff if self.user.is_on_off() && self.unmet_minimum() == 0 => {
                self.increment - self.floor()
            }
            Part::OnOff => 0,
        }
    }
}
