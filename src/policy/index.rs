//! What a policy means for each class, worked out once so that no allocation has to.

use super::step::Step;
use crate::units::Flow;
use crate::user::{Attributes, CLASS_COUNT, User};

/// "No step" in an [`Entry`]: later than every step.
pub(crate) const NO_STEP: u8 = u8::MAX;

/// The steps that serve one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// All of them: bit k stands for step k.
    pub(crate) steps: u32,
    /// In a policy of whole classes: the step that serves the technical minimums by themselves, or [`NO_STEP`].
    pub(crate) minimum: u8,
    /// In a policy of whole classes: the step that serves all the rest, or [`NO_STEP`].
    pub(crate) demand: u8,
}

/// A policy by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) entries: [Entry; CLASS_COUNT],
    /// Whether every step serves whole classes, up to the minimum or up to the demand.
    pub(crate) serves_whole_classes: bool,
}

impl Index {
    pub(super) const fn of(steps: &[Step]) -> Index {
        let mut entries = [Entry { steps: 0, minimum: NO_STEP, demand: NO_STEP }; CLASS_COUNT];
        let mut serves_whole_classes = true;
        let mut number = 0;
        let mut rest = steps;
        while let [step, tail @ ..] = rest {
            let used = step.attributes_all.union(step.attributes_none);
            serves_whole_classes &=
                (step.is_minimum() || step.is_demand()) && used.bits() == Attributes::NONE.bits();
            let mut classes = step.classes;
            let mut others: &mut [Entry] = &mut entries;
            while let [entry, other_entries @ ..] = others {
                if classes & 1 != 0 {
                    entry.add(number, step.is_minimum());
                }
                classes >>= 1;
                others = other_entries;
            }
            number += 1;
            rest = tail;
        }
        Index { entries, serves_whole_classes }
    }
}

impl Entry {
    /// In a policy of whole classes: the technical minimum of a user of the class, if a step before this one serves it by
    /// itself.
    #[inline(always)]
    pub(crate) const fn minimum_before(&self, step: u8, user: &User) -> Flow {
        if self.minimum < step { user.effective_minimum() } else { 0 }
    }

    /// Adds a step; what an earlier one asks for already is not asked for again.
    const fn add(&mut self, step: u8, is_minimum: bool) {
        self.steps |= 1 << step;
        if self.demand == NO_STEP {
            if !is_minimum {
                self.demand = step;
            } else if self.minimum == NO_STEP {
                self.minimum = step;
            }
        }
    }
}
