//! Policies as people read them. Steps are counted from 0, as everywhere.

use core::fmt;

use super::{Policy, RotateBy, Rotation, Share, Step, Target};
use crate::user::Attributes;

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Minimum => f.pad("minimum"),
            Target::Demand => f.pad("demand"),
            Target::PermilleOfDemand(permille) => write!(f, "{permille} ‰ of demand"),
            Target::PermilleOfBase(permille) => write!(f, "{permille} ‰ of base"),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Share::ProRata => "pro rata",
            Share::Equal => "equal",
            Share::Ranked => "ranked",
            Share::AllOrNothing => "all or nothing",
            Share::Rotating => "rotating",
        })
    }
}

impl fmt::Display for RotateBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is counted, and the limits that there are.
impl fmt::Display for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by {}", self.by)?;
        if self.longest_outage != 0 {
            write!(f, ", off at most {}", self.longest_outage)?;
        }
        if self.minimum_turn > 1 {
            write!(f, ", turns of at least {}", self.minimum_turn)?;
        }
        Ok(())
    }
}

/// The classes, the target, the sharing rule, and the attributes that are asked for.
///
/// ```
/// use citygate::policy::{Share, Step, Target};
/// use citygate::user::{Attribute, Attributes, ClassSet, SupplyClass};
///
/// let industry = ClassSet::of(&[SupplyClass::IndustrialFuel, SupplyClass::Chemical]);
/// let step = Step::new(industry, Target::PermilleOfBase(400), Share::ProRata);
/// assert_eq!(step.to_string(), "industrial fuel, chemical: 400 ‰ of base, pro rata");
/// let running = Attributes::of(&[Attribute::Running]);
/// let step = step.with_all(running).with_none(Attributes::of(&[Attribute::Interruptible]));
/// let text = "industrial fuel, chemical, with running, without interruptible: 400 ‰ of base, pro rata";
/// assert_eq!(step.to_string(), text);
/// ```
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.classes().fmt(f)?;
        for (word, attributes) in [("with", self.attributes_all()), ("without", self.attributes_none())] {
            if attributes != Attributes::NONE {
                write!(f, ", {word} {attributes}")?;
            }
        }
        match self.target() {
            Some(target) => write!(f, ": {target}")?,
            None => f.write_str(": unknown target")?,
        }
        match self.share() {
            Some(Share::Rotating) => match self.rotation() {
                Some(rotation) => write!(f, ", rotating {rotation}"),
                None => f.write_str(", unknown rotation"),
            },
            Some(share) => write!(f, ", {share}"),
            None => f.write_str(", unknown sharing rule"),
        }
    }
}

/// A line for each step.
///
/// ```
/// use citygate::policy::regimes::JILIN_2024;
/// let text = "0: residential: minimum, all or nothing\n1: residential: demand, pro rata\n";
/// assert!(JILIN_2024.to_string().starts_with(text));
/// ```
impl fmt::Display for Policy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps().iter().enumerate() {
            writeln!(f, "{index}: {step}")?;
        }
        Ok(())
    }
}
