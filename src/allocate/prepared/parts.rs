//! What a policy of whole classes asks for, in the order of service: at most two parts of each class.

use crate::allocate::class_sum::{ClassSum, Sums};
use crate::allocate::result::StepTotal;
use crate::allocate::short::Short;
use crate::policy::{NO_STEP, Policy};
use crate::units::Total;
use crate::user::CLASS_COUNT;

/// Most parts that there can be.
const MOST: usize = 2 * CLASS_COUNT;

/// What one step asks for one class.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
struct Part {
    step: u8,
    class: u8,
    /// Each 1 or 0: whether it is the technical minimums, and whether those are left out because an earlier step asks for
    /// them.
    is_minimum: u8,
    without_minimum: u8,
}

/// The parts of a policy, sorted by step.
#[derive(Clone, Copy)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct Parts {
    parts: [Part; MOST],
    count: u8,
    steps: u8,
    reserved: u16,
}

impl Parts {
    pub(super) fn of(policy: &Policy) -> Parts {
        let none = Part { step: NO_STEP, class: 0, is_minimum: 0, without_minimum: 0 };
        let mut parts =
            Parts { parts: [none; MOST], count: 0, steps: policy.steps().len() as u8, reserved: 0 };
        for step in 0..parts.steps {
            for (class, entry) in policy.index().entries.iter().enumerate() {
                let is_minimum = entry.minimum == step;
                if is_minimum || entry.demand == step {
                    let without_minimum = (!is_minimum && entry.minimum < step) as u8;
                    let is_minimum = is_minimum as u8;
                    parts.push(Part { step, class: class as u8, is_minimum, without_minimum });
                }
            }
        }
        parts
    }

    fn push(&mut self, part: Part) {
        if let Some(place) = self.parts.get_mut(self.count as usize) {
            *place = part;
            self.count += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().take(self.count as usize)
    }

    /// Goes through the steps as long as they can be served in full. Steps that ask for nothing are passed over: none of
    /// them can be short.
    pub(super) fn find_short(&self, sums: &Sums, supply: Total) -> Short {
        let mut short = Short::start(supply);
        let (mut step, mut asked) = (0, 0);
        for part in self.iter() {
            if part.step != step {
                if asked > short.available {
                    break;
                }
                short.available -= asked;
                (step, asked) = (part.step, 0);
            }
            asked += part.asked(sums);
        }
        if asked > short.available {
            (short.step, short.asked) = (step, asked);
        } else {
            short.available -= asked;
            short.step = self.steps;
        }
        short
    }

    /// What each step asks for, and what the steps before the short one are granted: all of it.
    pub(super) fn write_steps(&self, sums: &Sums, short: u8, steps: &mut [StepTotal]) {
        steps.fill(StepTotal::default());
        for part in self.iter() {
            if let Some(total) = steps.get_mut(part.step as usize) {
                total.asked += part.asked(sums);
                if part.step < short {
                    total.granted = total.asked;
                }
            }
        }
    }
}

impl Part {
    fn asked(&self, sums: &Sums) -> Total {
        let ClassSum { demand, minimum } = sums.get(self.class as usize).copied().unwrap_or_default();
        if self.is_minimum != 0 {
            minimum
        } else if self.without_minimum != 0 {
            demand - minimum
        } else {
            demand
        }
    }
}
