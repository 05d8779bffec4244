//! Whose turn it is in the rotating steps of an exercise.

use citygate::allocate::{Grant, RotationTally, add_interval, rotate};
use citygate::policy::{Policy, RotateBy};
use citygate::user::User;

use crate::result::allocation::Allocation;
use crate::result::exercise::{Kept, Sharing};
use crate::result::remark::{Remark, RemarkKind};
use crate::scenario::Scenario;
use crate::solve::convert;
use crate::solve::error::SolveError;

/// How the users have fared in their rotation so far. An interval is a turn of the exercise: longest outages and minimum
/// turns are counted in them.
pub struct Turns {
    policy: Policy<'static>,
    /// Empty before the first order.
    tallies: Vec<RotationTally>,
    /// For whom gas was last shared out, and what they got.
    users: Vec<User>,
    grants: Vec<Grant>,
}

impl Turns {
    pub fn new(scenario: &Scenario) -> Turns {
        Turns { policy: scenario.order.policy, tallies: Vec::new(), users: Vec::new(), grants: Vec::new() }
    }

    /// The users as they are now, in the order of their turns.
    pub fn users(&mut self, scenario: &Scenario) -> Result<Vec<User>, SolveError> {
        let mut users =
            scenario.users.iter().map(|user| convert::user(user, scenario)).collect::<Result<Vec<_>, _>>()?;
        let is_first = self.tallies.is_empty();
        self.tallies.resize(users.len(), RotationTally::default());
        for (tally, user) in self.tallies.iter_mut().zip(&users) {
            let by = self.policy.rotation_of(user).map(|rotation| rotation.by);
            // Gas that is withheld is added up exactly, whatever happens between two turns.
            if is_first || by == Some(RotateBy::Gas) {
                tally.amount = user.cumulative_curtailment;
            }
        }
        rotate(&self.policy, &self.tallies, &mut users).map_err(SolveError::Station)?;
        Ok(users)
    }

    /// Gas was shared out. Marks who goes without for longer than its step allows if it stays so until the next turn.
    pub fn follow(&mut self, users: Vec<User>, grants: Vec<Grant>, allocation: &mut Allocation) {
        let outcomes = allocation.users.iter_mut().zip(&users).zip(&self.tallies);
        for ((outcome, user), tally) in outcomes {
            let longest = self.policy.rotation_of(user).map_or(0, |rotation| rotation.longest_outage);
            let is_over = longest != 0 && tally.is_off != 0 && tally.intervals_in_state >= longest.into();
            outcome.off_too_long = is_over && outcome.granted < outcome.demand;
        }
        (self.users, self.grants) = (users, grants);
    }

    /// A turn ends.
    pub fn count(&mut self) -> Result<(), SolveError> {
        add_interval(&self.policy, &self.users, &self.grants, &mut self.tallies)
            .map(|_| ())
            .map_err(SolveError::Station)
    }
}

/// Takes note of those who were without gas for longer than their step allows; a remark whenever somebody new is.
pub fn finish(sharings: &[Sharing], users: &mut [Kept]) -> Vec<Remark> {
    let mut before = vec![false; users.len()];
    let mut remarks = Vec::new();
    for sharing in sharings {
        let mut new = Vec::new();
        let outcomes = sharing.allocation.users.iter().zip(&mut before).zip(&mut *users);
        for ((outcome, before), kept) in outcomes {
            if outcome.off_too_long && !*before {
                new.push(outcome.id.clone());
            }
            *before = outcome.off_too_long;
            kept.off_too_long |= outcome.off_too_long;
        }
        if !new.is_empty() {
            remarks.push(Remark { at: sharing.at, what: RemarkKind::OffTooLong { users: new } });
        }
    }
    remarks
}
