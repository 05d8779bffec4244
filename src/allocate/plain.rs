//! The common case in two passes over the users.
//!
//! Most policies, the default among them, are *plain*: every step serves whole classes, up to the minimum or
//! up to the demand. What each step asks then follows from two sums per class, and, as long as the step that
//! runs short is shared pro rata among users without special needs, every user's grant follows from its class
//! and the deal. All other cases go the long way round, see [`super::walk`]; both give the same answer.

use super::Short;
use super::deal::Dealer;
use super::result::{AllocateError, Grant, NO_STEP, Reason, StepTotal, Summary, Why};
use crate::policy::{MAX_STEPS, Policy, Share, Target};
use crate::units::Total;
use crate::user::{CLASS_COUNT, SupplyClass, User};

/// The steps of a plain policy that serve one class.
#[derive(Clone, Copy)]
struct Ladder {
    minimum: u8,
    demand: u8,
}

impl Ladder {
    /// The first step from `short` on that asks for a user of this class that has, or has not, a minimum.
    fn first_from(self, short: u8, has_minimum: bool) -> u8 {
        if has_minimum && self.minimum != NO_STEP && self.minimum >= short {
            self.minimum
        } else {
            self.demand
        }
    }
}

/// A plain policy: for each class, the step that serves its minimums and the one that serves its demand.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    ladders: [Ladder; CLASS_COUNT],
}

/// What the users of one class bring along.
#[derive(Clone, Copy, Default)]
struct ClassSum {
    demand: Total,
    minimum: Total,
    /// Not zero when one of them states a base or is on/off.
    special: u32,
}

/// The sums of the first pass.
pub(super) struct Survey {
    classes: [ClassSum; CLASS_COUNT],
}

impl Plain {
    /// The policy as a plain one, or `None` when a step selects by attributes or serves a partial target.
    pub(super) fn of(policy: &Policy) -> Option<Plain> {
        let mut ladders = [Ladder { minimum: NO_STEP, demand: NO_STEP }; CLASS_COUNT];
        for (k, step) in policy.steps().iter().enumerate() {
            if !step.selects_by_class_only() {
                return None;
            }
            for (class, ladder) in SupplyClass::ALL.iter().zip(&mut ladders) {
                if step.classes().contains(*class) && ladder.demand == NO_STEP {
                    match step.target() {
                        Some(Target::Demand) => ladder.demand = k as u8,
                        Some(Target::Minimum) if ladder.minimum == NO_STEP => ladder.minimum = k as u8,
                        Some(Target::Minimum) => {}
                        _ => return None,
                    }
                }
            }
        }
        Some(Plain { ladders })
    }

    /// First pass: checks every user and sums by class.
    pub(super) fn survey(&self, users: &[User]) -> Result<Survey, AllocateError> {
        let mut classes = [ClassSum::default(); CLASS_COUNT];
        for (index, user) in users.iter().enumerate() {
            let Some(sum) = classes.get_mut(user.class_code() as usize) else {
                return Err(AllocateError::UnknownClass { user: index });
            };
            if user.on_off_code() > 1 {
                return Err(AllocateError::UnknownOnOff { user: index });
            }
            sum.demand += user.demand as Total;
            sum.minimum += user.effective_minimum() as Total;
            sum.special |= user.base | user.on_off_code() as u32;
        }
        Ok(Survey { classes })
    }

    /// Adds up what each step asks.
    pub(super) fn add_asked(&self, survey: &Survey, steps: &mut [StepTotal; MAX_STEPS]) {
        for (ladder, sum) in self.ladders.iter().zip(&survey.classes) {
            let mut rest = sum.demand;
            if let Some(step) = steps.get_mut(ladder.minimum as usize) {
                step.asked += sum.minimum;
                rest -= sum.minimum;
            }
            if let Some(step) = steps.get_mut(ladder.demand as usize) {
                step.asked += rest;
            }
        }
    }

    /// How the short step is dealt in the second pass; `None` if it cannot be: if it is not pro rata, or one of
    /// its users states a base, is on/off, or has a minimum that is not granted yet.
    pub(super) fn dealer(&self, survey: &Survey, policy: &Policy, short: &Short) -> Option<Dealer> {
        let Some(step) = policy.steps().get(short.step as usize) else { return Some(Dealer::IDLE) };
        if short.available == 0 {
            return Some(Dealer::IDLE);
        }
        let mut classes = self.ladders.iter().zip(&survey.classes);
        let can_deal = step.share() == Some(Share::ProRata)
            && classes.all(|(ladder, sum)| {
                ladder.minimum != short.step
                    && (ladder.demand != short.step
                        || sum.special == 0 && (ladder.minimum < short.step || sum.minimum == 0))
            });
        can_deal.then(|| Dealer::new(short.available, short.asked))
    }

    /// Second pass: grants everything before the short step, deals that step, and grants nothing after it.
    pub(super) fn settle(
        &self,
        users: &[User],
        survey: &Survey,
        short: &Short,
        mut dealer: Dealer,
        grants: &mut [Grant],
        summary: &mut Summary,
    ) {
        // As many as a masked class number can reach, so that the lookup needs no bounds check.
        let mut verdicts = [Verdict::default(); CLASS_COUNT.next_power_of_two()];
        for (ladder, verdict) in self.ladders.iter().zip(&mut verdicts) {
            *verdict = Verdict::new(*ladder, short.step);
        }
        for (user, grant) in users.iter().zip(grants.iter_mut()) {
            let class = user.class_code() as usize % verdicts.len();
            let Some(verdict) = verdicts.get(class) else { continue };
            let minimum = user.effective_minimum();
            let kept = (minimum & verdict.minimum) | (user.demand & verdict.demand);
            let granted = kept + dealer.deal((user.demand - kept) & verdict.dealt);
            *grant = Grant::new(granted, verdict.why(granted == user.demand, minimum != 0));
        }
        if let Some(step) = summary.steps.get_mut(short.step as usize).filter(|_| !dealer.is_idle()) {
            step.granted = short.available;
        }
        self.total(users, survey, short, grants, summary);
    }

    /// Adds up the classes: from the first pass where a class is kept whole or gets all that is dealt.
    fn total(&self, users: &[User], survey: &Survey, short: &Short, grants: &[Grant], summary: &mut Summary) {
        let dealt = summary.steps.get(short.step as usize).map_or(0, |step| step.granted);
        let sharing = self.ladders.iter().filter(|ladder| ladder.demand == short.step).count();
        let classes =
            SupplyClass::ALL.iter().zip(&self.ladders).zip(&survey.classes).zip(&mut summary.classes);
        for (((class, ladder), sum), total) in classes {
            let minimum = if ladder.minimum < short.step { sum.minimum } else { 0 };
            total.demand = sum.demand;
            total.granted = if ladder.demand < short.step {
                sum.demand
            } else if ladder.demand != short.step || dealt == 0 {
                minimum
            } else if sharing == 1 {
                minimum + dealt
            } else {
                let of_class = |(user, _): &(&User, &Grant)| user.class() == Some(*class);
                users.iter().zip(grants).filter(of_class).map(|(_, grant)| grant.granted as Total).sum()
            };
        }
    }
}

/// What the users of one class get: masks of all ones or all zeros, so that the pass does not branch on them.
#[derive(Clone, Copy, Default)]
#[cfg_attr(target_pointer_width = "64", repr(align(32)))]
struct Verdict {
    demand: u32,
    minimum: u32,
    dealt: u32,
    /// Why a user got what it got: short without and with a minimum, satisfied without and with one. A table,
    /// since a branch on it would be mispredicted for every other user.
    why: [Why; 4],
}

impl Verdict {
    fn new(ladder: Ladder, short: u8) -> Verdict {
        let mask = |yes: bool| if yes { u32::MAX } else { 0 };
        let explain = |has_minimum: bool| match ladder.first_from(short, has_minimum) {
            NO_STEP => Why::NOT_ELIGIBLE,
            step => Why::new(Reason::ShortInStep, step),
        };
        Verdict {
            demand: mask(ladder.demand < short),
            minimum: mask(ladder.minimum < short && ladder.demand >= short),
            dealt: mask(ladder.demand == short),
            why: [explain(false), explain(true), Why::SATISFIED, Why::SATISFIED],
        }
    }

    #[inline(always)]
    fn why(&self, satisfied: bool, has_minimum: bool) -> Why {
        let index = (satisfied as usize) << 1 | has_minimum as usize;
        self.why.get(index).copied().unwrap_or(Why::SATISFIED)
    }
}
