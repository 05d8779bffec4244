//! What makes a table of steps a policy.

use core::fmt;

use super::step::{MAX_STEPS, Step};
use crate::user::{Attributes, ClassSet, SupplyClass};

/// Why a table of steps is not a policy. Steps are counted from 0. The numbers are those of the C ABI, without the
/// sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
#[repr(u8)]
pub enum PolicyError {
    /// The table has no steps.
    NoSteps = 20,
    /// The table has more than [`MAX_STEPS`] steps; `step` is the first too many.
    TooManySteps {
        /// The step.
        step: u8,
    } = 21,
    /// The step names no class.
    NoClass {
        /// The step.
        step: u8,
    } = 22,
    /// The step has a class bit that stands for no class.
    UnknownClass {
        /// The step.
        step: u8,
    } = 23,
    /// The step's target is none of the four, or its permille is out of range.
    UnknownTarget {
        /// The step.
        step: u8,
    } = 24,
    /// The step's sharing rule is none of the five.
    UnknownShare {
        /// The step.
        step: u8,
    } = 25,
    /// The step's rotation is unknown, is stated for a rule that does not rotate, or wants turns longer than its longest
    /// outage.
    UnknownRotation {
        /// The step.
        step: u8,
    } = 26,
    /// The step asks for an attribute that the policy does not have.
    UnknownAttribute {
        /// The step.
        step: u8,
        /// The bits that are unknown.
        attributes: Attributes,
    } = 27,
    /// The step asks users to have an attribute and not to have it.
    ContradictoryAttributes {
        /// The step.
        step: u8,
        /// The bits in both sets.
        attributes: Attributes,
    } = 28,
    /// The step can never ask for anything: earlier steps already ask as much of every user that it serves.
    NeverAsks {
        /// The step.
        step: u8,
    } = 29,
    /// The policy answers for no class.
    ServesNothing = 30,
    /// The policy answers for the class, but no step serves it.
    ClassNeverServed {
        /// The class.
        class: SupplyClass,
    } = 31,
}

impl PolicyError {
    /// The step that is wrong, counted from 0; `None` when the fault is in the table as a whole.
    pub const fn step(&self) -> Option<u8> {
        match self {
            PolicyError::TooManySteps { step }
            | PolicyError::NoClass { step }
            | PolicyError::UnknownClass { step }
            | PolicyError::UnknownTarget { step }
            | PolicyError::UnknownShare { step }
            | PolicyError::UnknownRotation { step }
            | PolicyError::UnknownAttribute { step, .. }
            | PolicyError::ContradictoryAttributes { step, .. }
            | PolicyError::NeverAsks { step } => Some(*step),
            PolicyError::NoSteps | PolicyError::ServesNothing | PolicyError::ClassNeverServed { .. } => None,
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PolicyError::NoSteps => f.write_str("the policy has no steps; give at least one"),
            PolicyError::TooManySteps { step } => {
                write!(f, "step {step} is one too many: a policy has at most {MAX_STEPS} steps")
            }
            PolicyError::NoClass { step } => {
                write!(f, "step {step} names no class; name at least one")
            }
            PolicyError::UnknownClass { step } => {
                write!(f, "step {step} has a class bit above bit 5; the classes are bits 0 to 5")
            }
            PolicyError::UnknownTarget { step } => write!(
                f,
                "step {step} has an unknown target; use the minimum (permille 0), the demand (permille 0), \
                 1 to 1000 permille of the demand, or 1 to 65535 permille of the base"
            ),
            PolicyError::UnknownShare { step } => write!(
                f,
                "step {step} has an unknown sharing rule; use pro rata, equal, ranked, whole or rotating"
            ),
            PolicyError::UnknownRotation { step } => write!(
                f,
                "step {step} has an unknown rotation; only a rotating step has one: by gas, turns or hours, with a minimum \
                 turn no longer than its longest outage"
            ),
            PolicyError::UnknownAttribute { step, attributes } => write!(
                f,
                "step {step} selects on attribute bits {:#06x}, which the policy does not have",
                attributes.bits()
            ),
            PolicyError::ContradictoryAttributes { step, attributes } => write!(
                f,
                "step {step} asks users to have and not to have attribute bits {:#06x}, so it selects nobody",
                attributes.bits()
            ),
            PolicyError::NeverAsks { step } => write!(
                f,
                "step {step} can never ask for anything: earlier steps already ask as much of all its users"
            ),
            PolicyError::ServesNothing => f.write_str("the policy answers for no class; name at least one"),
            PolicyError::ClassNeverServed { class } => {
                write!(f, "class {} is never served; give it a step", class.name())
            }
        }
    }
}

impl core::error::Error for PolicyError {}

/// Checks a table of steps: each step by itself, each step against the earlier ones, and the classes served.
pub(super) const fn check(
    steps: &[Step],
    serves: ClassSet,
    attributes: Attributes,
) -> Result<(), PolicyError> {
    if steps.is_empty() {
        return Err(PolicyError::NoSteps);
    }
    if steps.len() > MAX_STEPS {
        return Err(PolicyError::TooManySteps { step: MAX_STEPS as u8 });
    }
    let mut served = 0;
    let mut index = 0;
    let mut rest = steps;
    while let [step, tail @ ..] = rest {
        if let Err(error) = check_step(step, index, attributes) {
            return Err(error);
        }
        // A step that is the first to serve one of its classes does ask for something.
        if step.classes & !served == 0 && step.classes & !dead_classes(step, steps, index) == 0 {
            return Err(PolicyError::NeverAsks { step: index });
        }
        served |= step.classes;
        index += 1;
        rest = tail;
    }
    if serves.is_empty() {
        return Err(PolicyError::ServesNothing);
    }
    match SupplyClass::from_code((serves.bits() & !served).trailing_zeros() as u8) {
        Some(class) => Err(PolicyError::ClassNeverServed { class }),
        None => Ok(()),
    }
}

const fn check_step(step: &Step, index: u8, attributes: Attributes) -> Result<(), PolicyError> {
    let all = step.attributes_all;
    let none = step.attributes_none;
    let used = all.union(none);
    let unknown = Attributes::from_bits(used.bits() & !attributes.bits());
    let both = Attributes::from_bits(all.bits() & none.bits());
    Err(if step.classes == 0 {
        PolicyError::NoClass { step: index }
    } else if ClassSet::from_bits(step.classes).is_none() {
        PolicyError::UnknownClass { step: index }
    } else if step.target().is_none() {
        PolicyError::UnknownTarget { step: index }
    } else if step.share().is_none() {
        PolicyError::UnknownShare { step: index }
    } else if step.rotation().is_none() {
        PolicyError::UnknownRotation { step: index }
    } else if unknown.bits() != 0 {
        PolicyError::UnknownAttribute { step: index, attributes: unknown }
    } else if both.bits() != 0 {
        PolicyError::ContradictoryAttributes { step: index, attributes: both }
    } else {
        return Ok(());
    })
}

/// The classes of whose users the first `index` steps always ask at least as much as `step` does.
const fn dead_classes(step: &Step, steps: &[Step], index: u8) -> u8 {
    let mut dead = 0;
    let mut earlier = 0;
    let mut rest = steps;
    while let [candidate, tail @ ..] = rest {
        if earlier == index {
            break;
        }
        if candidate.classes & step.classes != 0
            && step.attributes_all.contains(candidate.attributes_all)
            && step.attributes_none.contains(candidate.attributes_none)
            && reaches_as_far(candidate, step)
        {
            dead |= candidate.classes;
        }
        earlier += 1;
        rest = tail;
    }
    dead
}

/// Whether the target of `a` is at least that of `b` for every user.
const fn reaches_as_far(a: &Step, b: &Step) -> bool {
    a.is_demand() || (a.target == b.target && a.permille >= b.permille)
}
