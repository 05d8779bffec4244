//! The cumulative targets of a policy for one user, and the increment that each step adds.

use super::host::ON_HOST;
use crate::policy::{Entry, NO_STEP, Policy};
use crate::units::Flow;
use crate::user::User;

/// A policy, as cumulative targets.
#[derive(Clone, Copy)]
pub(crate) struct Targets<'a>(pub(crate) &'a Policy<'a>);

impl Targets<'_> {
    /// What this step asks for the user: its cumulative target beyond those of the steps before.
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(crate) fn increment(&self, user: &User, step: u8) -> Flow {
        let index = self.0.index();
        let Some(entry) = index.entries.get(user.class_code() as usize) else { return 0 };
        if entry.steps & bit(step) == 0 {
            return 0;
        }
        if index.serves_whole_classes {
            return match () {
                _ if entry.demand == step => user.demand - entry.minimum_before(step, user),
                _ if entry.minimum == step => user.effective_minimum(),
                _ => 0,
            };
        }
        self.beyond_earlier(user, step, self.cumulative_target(user, step))
    }

    /// The cumulative target that the steps before this one reach for the user.
    pub(crate) fn target_before(&self, user: &User, step: u8) -> Flow {
        if let Some(entry) = self.whole_class(user) {
            return if entry.demand < step { user.demand } else { entry.minimum_before(step, user) };
        }
        Flow::MAX - self.beyond_earlier(user, step, Flow::MAX)
    }

    /// How far a cumulative target lies beyond those of the steps before this one. Called last, so that it takes the
    /// place of its caller on the stack.
    fn beyond_earlier(&self, user: &User, step: u8, target: Flow) -> Flow {
        let mut earlier = self.steps_for(user) & bit(step).wrapping_sub(1);
        let mut beyond = target;
        while earlier != 0 {
            let reached = self.cumulative_target(user, earlier.trailing_zeros() as u8);
            beyond = target.saturating_sub(reached).min(beyond);
            earlier &= earlier - 1;
        }
        beyond
    }

    /// The first step from this one on that asks for anything for the user.
    pub(crate) fn first_increment_from(&self, user: &User, step: u8) -> Option<u8> {
        if let Some(entry) = self.whole_class(user) {
            let asks = |at: &u8| *at >= step && *at != NO_STEP && self.increment(user, *at) != 0;
            return [entry.minimum, entry.demand].into_iter().find(asks);
        }
        (step..self.0.steps().len() as u8).find(|step| self.increment(user, *step) != 0)
    }

    /// What the policy means for the user's class, where that is all that counts; where flash is short, it is not looked for.
    #[inline(always)]
    fn whole_class(&self, user: &User) -> Option<&Entry> {
        let index = self.0.index();
        let counts = ON_HOST && index.serves_whole_classes;
        index.entries.get(user.class_code() as usize).filter(|_| counts)
    }

    /// Up to where the step serves the user's demand; 0 if it does not.
    fn cumulative_target(&self, user: &User, step: u8) -> Flow {
        match self.0.steps().get(step as usize) {
            Some(step) if step.accepts(user.attributes) => step.cumulative_target(user),
            _ => 0,
        }
    }

    /// Bit by class: whether the step can ask anything for its users.
    #[inline(always)]
    pub(crate) fn classes(&self, step: u8) -> u8 {
        self.0.steps().get(step as usize).map_or(0, |step| step.classes().bits())
    }

    fn steps_for(&self, user: &User) -> u32 {
        self.0.index().entries.get(user.class_code() as usize).map_or(0, |entry| entry.steps)
    }
}

/// The bit of a step; 0 for the step behind the last that there can be.
fn bit(step: u8) -> u32 {
    1u32.checked_shl(step as u32).unwrap_or(0)
}
