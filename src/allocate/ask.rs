//! What each step asks for a user: its tranches.

use crate::policy::{Policy, Step};
use crate::units::Flow;
use crate::user::{CLASS_COUNT, User};

/// A policy, indexed by class so that a user meets only the steps that may concern it.
pub(super) struct Tranches<'a> {
    steps: &'a [Step],
    by_class: [u32; CLASS_COUNT],
}

/// One tranche of a user's demand.
pub(super) struct Tranche {
    /// The step that asks for it.
    pub(super) step: u8,
    /// How much it asks for.
    pub(super) ask: Flow,
}

impl<'a> Tranches<'a> {
    pub(super) fn new(policy: &Policy<'a>) -> Tranches<'a> {
        Tranches { steps: policy.steps(), by_class: policy.steps_by_class() }
    }

    /// The user's tranches in the order of service; steps that ask nothing of it are left out.
    pub(super) fn of(&self, user: &'a User) -> impl Iterator<Item = Tranche> {
        let mut steps = self.by_class.get(user.class_code() as usize).copied().unwrap_or(0);
        let mut reached = 0;
        core::iter::from_fn(move || {
            while steps != 0 {
                let k = steps.trailing_zeros();
                steps &= steps - 1;
                let Some(step) = self.steps.get(k as usize) else { break };
                if step.accepts(user.attributes) {
                    let reach = step.reach(user);
                    if reach > reached {
                        let ask = reach - reached;
                        reached = reach;
                        return Some(Tranche { step: k as u8, ask });
                    }
                }
            }
            None
        })
    }

    /// What steps before this one ask for the user, together.
    pub(super) fn before(&self, user: &'a User, step: u8) -> Flow {
        self.of(user).take_while(|tranche| tranche.step < step).map(|tranche| tranche.ask).sum()
    }

    /// What this step asks for the user.
    pub(super) fn in_step(&self, user: &'a User, step: u8) -> Flow {
        self.of(user).find(|tranche| tranche.step >= step).filter(|t| t.step == step).map_or(0, |t| t.ask)
    }

    /// The first step from this one on that asks anything for the user.
    pub(super) fn first_from(&self, user: &'a User, step: u8) -> Option<u8> {
        self.of(user).map(|tranche| tranche.step).find(|k| *k >= step)
    }
}
