//! What each step asks for a user: its tranches.

use crate::policy::Policy;
use crate::units::Flow;
use crate::user::User;

/// A policy, asked what it asks.
#[derive(Clone, Copy)]
pub(crate) struct Tranches<'a>(pub(crate) &'a Policy<'a>);

impl Tranches<'_> {
    /// What this step asks for the user: its target beyond what earlier steps ask for.
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(crate) fn in_step(&self, user: &User, step: u8) -> Flow {
        if self.steps_for(user) & bit(step) == 0 {
            return 0;
        }
        self.reach(user, step).saturating_sub(self.before(user, step))
    }

    /// What the steps before this one ask for the user, together.
    pub(crate) fn before(&self, user: &User, step: u8) -> Flow {
        let mut earlier = self.steps_for(user) & bit(step).wrapping_sub(1);
        let mut reached = 0;
        while earlier != 0 {
            reached = self.reach(user, earlier.trailing_zeros() as u8).max(reached);
            earlier &= earlier - 1;
        }
        reached
    }

    /// The first step from this one on that asks anything for the user.
    pub(crate) fn first_from(&self, user: &User, step: u8) -> Option<u8> {
        (step..self.0.steps().len() as u8).find(|step| self.in_step(user, *step) != 0)
    }

    /// Up to where the step serves the user; 0 if it does not.
    fn reach(&self, user: &User, step: u8) -> Flow {
        match self.0.steps().get(step as usize) {
            Some(step) if step.accepts(user.attributes) => step.reach(user),
            _ => 0,
        }
    }

    fn steps_for(&self, user: &User) -> u32 {
        self.0.index().entries.get(user.class_code() as usize).map_or(0, |entry| entry.steps)
    }
}

/// The bit of a step; 0 for the step behind the last that there can be.
fn bit(step: u8) -> u32 {
    1u32.checked_shl(step as u32).unwrap_or(0)
}
