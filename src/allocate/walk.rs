//! The walk over the steps, for every policy and every rule.

use super::ask::Tranches;
use super::queue::{Key, Queue};
use super::result::{AllocateError, Grant, NO_NODE, Reason, StepTotal, Summary, Why};
use super::share::Weighing;
use crate::policy::{MAX_STEPS, Share};
use crate::units::{Flow, Total};
use crate::user::User;

/// Checks every user.
pub(super) fn check(users: &[User]) -> Result<(), AllocateError> {
    for (index, user) in users.iter().enumerate() {
        if user.class().is_none() {
            return Err(AllocateError::UnknownClass { user: index });
        }
        if user.on_off_code() > 1 {
            return Err(AllocateError::UnknownOnOff { user: index });
        }
    }
    Ok(())
}

/// Adds up what each step asks.
pub(super) fn add_asked(tranches: &Tranches, users: &[User], steps: &mut [StepTotal; MAX_STEPS]) {
    for user in users {
        for tranche in tranches.of(user) {
            if let Some(step) = steps.get_mut(tranche.step as usize) {
                step.asked += tranche.ask as Total;
            }
        }
    }
}

/// A walk under way: which users, what they have so far, and which step is served.
///
/// Between any two steps a user's grant is either nothing or at least its technical minimum.
pub(super) struct Walk<'a> {
    tranches: Tranches<'a>,
    pub(super) users: &'a [User],
    pub(super) grants: &'a mut [Grant],
    step: u8,
}

impl<'a> Walk<'a> {
    /// Starts behind all steps before `short`, which are served in full.
    pub(super) fn start(
        tranches: Tranches<'a>,
        users: &'a [User],
        grants: &'a mut [Grant],
        short: u8,
    ) -> Walk<'a> {
        for (user, grant) in users.iter().zip(grants.iter_mut()) {
            let granted = tranches.before(user, short);
            *grant = Grant::new(granted, Why::UNDECIDED);
        }
        Walk { tranches, users, grants, step: short }
    }

    /// Serves the step of this index with what is available, and returns what is left over.
    pub(super) fn serve(&mut self, index: u8, share: Share, available: Total) -> Total {
        self.step = index;
        let queue = self.queue();
        if let Some(left) = self.grant_all(queue, available) {
            return left;
        }
        self.mark_short(queue);
        match share {
            Share::Whole => self.first_fit(queue, Key::Rank, available),
            Share::Rotating => self.first_fit(queue, Key::Withheld, available),
            Share::Ranked => self.by_rank(queue, available),
            Share::Equal => self.share_out(queue, Weighing::Weight, available),
            Share::ProRata => self.share_out(queue, Weighing::Base, available),
        }
    }

    /// Gives every user a reason and adds up the classes. Steps from `end` on got nothing.
    pub(super) fn explain(self, end: u8, summary: &mut Summary) {
        for (user, grant) in self.users.iter().zip(self.grants.iter_mut()) {
            if grant.is_explained_by(Why::UNDECIDED) {
                grant.why = match self.tranches.first_from(user, end) {
                    _ if grant.granted == user.demand => Why::SATISFIED,
                    Some(step) => Why::new(Reason::ShortInStep, step),
                    None => Why::NOT_ELIGIBLE,
                };
            }
            grant.node = NO_NODE;
            if let Some(total) = summary.classes.get_mut(user.class_code() as usize) {
                total.demand += user.demand as Total;
                total.granted += grant.granted as Total;
            }
        }
    }

    /// The users that can take something in the present step, in the order of the input.
    fn queue(&mut self) -> Queue {
        let mut queue = Queue::EMPTY;
        for (index, (user, grant)) in self.users.iter().zip(self.grants.iter_mut()).enumerate().rev() {
            let ask = self.tranches.in_step(user, self.step);
            // One that has nothing yet cannot begin below its minimum.
            if ask != 0 && (grant.granted != 0 || ask >= user.effective_minimum()) {
                queue.push_front(index, grant);
            }
        }
        queue
    }

    /// Takes the next member off a queue.
    pub(super) fn next(&mut self, queue: &mut Queue) -> Option<Member<'_>> {
        let index = queue.pop(self.grants)?;
        let user = self.users.get(index)?;
        let grant = self.grants.get_mut(index)?;
        Some(Member { user, grant, ask: self.tranches.in_step(user, self.step), step: self.step })
    }

    /// Grants all that the queue asks for, if there is enough, and returns what is left over then.
    pub(super) fn grant_all(&mut self, mut queue: Queue, available: Total) -> Option<Total> {
        let mut rest = queue;
        let mut asked = 0;
        while let Some(member) = self.next(&mut rest) {
            asked += member.ask as Total;
        }
        let left = available.checked_sub(asked)?;
        while let Some(member) = self.next(&mut queue) {
            let ask = member.ask;
            member.grant(ask);
        }
        Some(left)
    }

    /// Notes that the step is short for all of the queue, until it turns out otherwise.
    fn mark_short(&mut self, mut queue: Queue) {
        while let Some(member) = self.next(&mut queue) {
            if member.grant.is_explained_by(Why::UNDECIDED) {
                member.grant.explain(Why::new(Reason::ShortInStep, member.step));
            }
        }
    }
}

/// A user in its turn.
pub(super) struct Member<'w> {
    pub(super) user: &'w User,
    pub(super) grant: &'w mut Grant,
    /// What the present step asks for the user.
    pub(super) ask: Flow,
    step: u8,
}

impl Member<'_> {
    /// The part of the ask that only makes sense whole: the technical minimum of a user that has nothing yet.
    pub(super) fn unmet_minimum(&self) -> Flow {
        if self.grant.granted == 0 { self.user.effective_minimum() } else { 0 }
    }

    /// Grants a part of the ask.
    pub(super) fn grant(self, part: Flow) {
        self.grant.granted += part;
        if part == self.ask && self.is_short_here() {
            self.grant.explain(Why::UNDECIDED);
        }
    }

    /// Notes that the minimum does not fit into what is available.
    pub(super) fn refuse_minimum(self, available: Total) {
        if available != 0 && self.is_short_here() {
            self.grant.explain(Why::new(Reason::MinimumDidNotFit, self.step));
        }
    }

    /// Whether it is in the present step that the user first runs short.
    fn is_short_here(&self) -> bool {
        self.grant.is_explained_by(Why::new(Reason::ShortInStep, self.step))
    }
}
