//! Sharing out one supply among the users of a prepared station.

use super::layout::Layout;
use super::parts::Parts;
use crate::allocate::apportion::Apportionment;
use crate::allocate::class_sum::{ClassSum, Sums};
use crate::allocate::host::ON_HOST;
use crate::allocate::result::{ClassTotal, Grant, StepTotal};
use crate::allocate::short::Short;
use crate::allocate::verdict::Verdict;
use crate::policy::{Entry, MAX_STEPS, Policy, Share, Step};
use crate::units::{Flow, Total};
use crate::user::{CLASS_COUNT, User};

/// What all of an allocation goes by, and where it writes. Columns are in the order of the station.
pub(super) struct Engine<'e> {
    pub(super) policy: &'e Policy<'e>,
    /// In the caller's order. Their demands are not read: those of the column count.
    pub(super) users: &'e [User],
    pub(super) layout: &'e Layout,
    pub(super) parts: &'e Parts,
    pub(super) position: &'e [u32],
    pub(super) order: &'e [u32],
    pub(super) demand: &'e [Flow],
    pub(super) minimum: &'e [Flow],
    pub(super) special: &'e [u32],
    pub(super) granted: &'e mut [Flow],
    pub(super) why: &'e mut [u32],
    pub(super) work: &'e mut [User],
    pub(super) grants: &'e mut [Grant],
}

/// What came of it.
#[derive(Clone, Copy, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct Outcome {
    /// The step by which reasons go: all before it are served in full.
    pub(super) short: u8,
    /// Bit by class: its users have a reason each, in the column; those of the others follow from the verdict.
    pub(super) walked: u8,
    /// Bit by class: the same, but only of those that state a base or are on/off.
    pub(super) split: u8,
    /// 1 if demands have changed since, otherwise 0; those of before are in the column then.
    pub(super) is_outdated: u8,
    pub(super) reserved: [u8; 4],
    pub(super) classes: [ClassTotal; CLASS_COUNT],
}

impl Engine<'_> {
    /// Shares out the supply; what is granted goes into the column only if it is wanted. `steps` receives what each
    /// step asks for and is granted, if it is wanted.
    pub(super) fn share(
        &mut self,
        sums: &Sums,
        supply: Total,
        wants_grants: bool,
        steps: Option<&mut [StepTotal; MAX_STEPS]>,
    ) -> Outcome {
        if !self.policy.index().serves_whole_classes {
            return self.walk_everybody(supply, steps);
        }
        let short = self.parts.find_short(sums, supply);
        let mut outcome = Outcome { short: short.step, ..Outcome::default() };
        let verdicts = verdicts(self.policy, short.step);
        let Some(apportionment) = self.apportionment(sums, &short) else {
            if ON_HOST && self.split(sums, &short, &mut outcome, wants_grants) {
                self.write_steps(sums, &short, short.available, steps);
                return outcome;
            }
            self.totals(sums, &short, 0, &mut outcome);
            self.settle(&verdicts, Apportionment::IDLE, wants_grants);
            self.walk(sums, &short, &mut outcome, steps);
            return outcome;
        };
        let shared = if apportionment.is_idle() { 0 } else { short.available };
        let is_for_several = !self.totals(sums, &short, shared, &mut outcome) && shared != 0;
        if wants_grants || is_for_several {
            self.settle(&verdicts, apportionment, wants_grants);
        }
        if is_for_several {
            self.add_up_sharers(short.step, &mut outcome.classes);
        }
        self.write_steps(sums, &short, shared, steps);
        outcome
    }

    /// What each step asks for and is granted, if it is wanted: those before the short one all, it so much, others nothing.
    fn write_steps(
        &self,
        sums: &Sums,
        short: &Short,
        shared: Total,
        steps: Option<&mut [StepTotal; MAX_STEPS]>,
    ) {
        if let Some(steps) = steps {
            self.parts.write_steps(sums, short.step, steps);
            if let Some(total) = steps.get_mut(short.step as usize).filter(|_| shared != 0) {
                total.granted = shared;
            }
        }
    }

    pub(super) fn entries(&self) -> &[Entry; CLASS_COUNT] {
        &self.policy.index().entries
    }

    /// How the short step is apportioned; `None` if it needs the general walk: if it is not pro rata, or one of its users
    /// states a base, is on/off, or has a minimum that is not granted yet.
    fn apportionment(&self, sums: &Sums, short: &Short) -> Option<Apportionment> {
        let Some(step) = self.policy.steps().get(short.step as usize) else {
            return Some(Apportionment::IDLE);
        };
        if short.available == 0 {
            return Some(Apportionment::IDLE);
        }
        let can_apportion =
            self.is_divisible(step, sums, short) && !self.layout.has_special(step.classes().bits());
        can_apportion.then(|| Apportionment::new(short.available, short.asked))
    }

    /// Whether the short step is pro rata, and none of its users has a minimum that is not granted yet.
    pub(super) fn is_divisible(&self, step: &Step, sums: &Sums, short: &Short) -> bool {
        let has_minimum_due = |(entry, sum): (&Entry, &ClassSum)| {
            entry.minimum == short.step
                || (entry.demand == short.step && entry.minimum >= short.step && sum.minimum != 0)
        };
        step.share() == Some(Share::ProRata) && !self.entries().iter().zip(sums).any(has_minimum_due)
    }

    /// What each class gets, and whether no more than one shares in the short step. Of several the shares are left out.
    pub(super) fn totals(&self, sums: &Sums, short: &Short, shared: Total, outcome: &mut Outcome) -> bool {
        let mut sharers = 0;
        for ((entry, sum), total) in self.entries().iter().zip(sums).zip(&mut outcome.classes) {
            total.demand = sum.demand;
            total.granted = if entry.demand < short.step {
                sum.demand
            } else if entry.minimum < short.step {
                sum.minimum
            } else {
                0
            };
            sharers += (entry.demand == short.step) as u32;
        }
        let is_for_one = sharers <= 1;
        let classes = self.entries().iter().zip(&mut outcome.classes);
        for (_, total) in classes.filter(|(entry, _)| is_for_one && entry.demand == short.step) {
            total.granted += shared;
        }
        is_for_one
    }

    /// Adds up what the classes that share in the short step are granted.
    fn add_up_sharers(&self, short: u8, classes: &mut [ClassTotal; CLASS_COUNT]) {
        for (class, (entry, total)) in self.entries().iter().zip(classes).enumerate() {
            if entry.demand == short {
                let granted = self.granted.get(self.layout.range(class)).unwrap_or_default();
                total.granted = granted.iter().map(|granted| *granted as Total).sum();
            }
        }
    }

    /// Writes what every user is granted: class by class, but where several classes share one step, in the caller's
    /// order, in which the odd units go. If not all are wanted, only of those.
    pub(super) fn settle(
        &mut self,
        verdicts: &[Verdict; CLASS_COUNT],
        mut apportionment: Apportionment,
        wants_all: bool,
    ) {
        let sharers = verdicts.iter().filter(|verdict| verdict.shared != 0).count();
        let together = sharers > 1 && !apportionment.is_idle();
        for (class, verdict) in verdicts.iter().enumerate() {
            if (together && verdict.shared != 0) || !wants_all {
                continue;
            }
            let range = self.layout.range(class);
            let columns = (
                self.demand.get(range.clone()),
                self.minimum.get(range.clone()),
                self.granted.get_mut(range),
            );
            if let (Some(demand), Some(minimum), Some(granted)) = columns {
                let minimum = if self.layout.has_minimum(class) { Some(minimum) } else { None };
                grant_class(verdict, demand, minimum, &mut apportionment, granted);
            }
        }
        if together {
            self.settle_together(verdicts, apportionment);
        }
    }

    /// Grants, in the caller's order, what the users of classes get that share one step.
    fn settle_together(&mut self, verdicts: &[Verdict; CLASS_COUNT], mut apportionment: Apportionment) {
        for (user, position) in self.users.iter().zip(self.position) {
            let position = *position as usize;
            let verdict = verdicts.get(user.class_code() as usize).filter(|verdict| verdict.shared != 0);
            let cell = self.demand.get(position).zip(self.granted.get_mut(position));
            if let (Some(verdict), Some((demand, granted))) = (verdict, cell) {
                let base = user.minimum.min(*demand) & verdict.minimum;
                *granted = base + apportionment.next_share(*demand - base);
            }
        }
    }
}

/// What the users of each class get, and why, with this step short.
pub(super) fn verdicts(policy: &Policy, short: u8) -> [Verdict; CLASS_COUNT] {
    policy.index().entries.map(|entry| Verdict::new(entry, short))
}

/// Grants the users of one class what its verdict says. Without minimums nobody in the class states one.
pub(super) fn grant_class(
    verdict: &Verdict,
    demand: &[Flow],
    minimum: Option<&[Flow]>,
    apportionment: &mut Apportionment,
    granted: &mut [Flow],
) {
    let shares = verdict.shared != 0 && !apportionment.is_idle();
    let minimum = minimum.filter(|_| verdict.minimum != 0);
    if verdict.demand != 0 {
        for (granted, demand) in granted.iter_mut().zip(demand) {
            *granted = *demand;
        }
        return;
    }
    match (minimum, shares) {
        (None, false) => granted.fill(0),
        (None, true) => {
            for (granted, demand) in granted.iter_mut().zip(demand) {
                *granted = apportionment.next_share(*demand);
            }
        }
        (Some(minimum), false) => {
            for (granted, (demand, minimum)) in granted.iter_mut().zip(demand.iter().zip(minimum)) {
                *granted = *demand.min(minimum);
            }
        }
        (Some(minimum), true) => {
            for (granted, (demand, minimum)) in granted.iter_mut().zip(demand.iter().zip(minimum)) {
                let base = *demand.min(minimum);
                *granted = base + apportionment.next_share(*demand - base);
            }
        }
    }
}
