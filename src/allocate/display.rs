//! Results as people read them. Steps and nodes are counted from 0, as everywhere.

use core::fmt;

use super::result::{ClassTotal, Grant, Reason, StepTotal, Summary};

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Reason::Satisfied => "satisfied",
            Reason::ShortInStep => "short in step",
            Reason::HeldByNode => "held back by node",
            Reason::MinimumDidNotFit => "minimum did not fit",
            Reason::NotEligible => "not eligible",
            Reason::HeldByNetwork => "held back by the network",
        })
    }
}

/// What is granted, and why.
///
/// ```
/// use citygate::allocate::{Grant, Summary, allocate};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// let users = [User::new(SupplyClass::Residential, 30), User::new(SupplyClass::Chemical, 40).with_minimum(25)];
/// let (mut grants, mut summary) = ([Grant::EMPTY; 2], Summary::default());
/// allocate(&JILIN_2024, &users, 50, &mut grants, &mut summary)?;
/// assert_eq!(grants[0].to_string(), "30: satisfied");
/// assert_eq!(grants[1].to_string(), "0: minimum did not fit in step 10");
/// assert_eq!(summary.to_string(), "demand 70, supply 50, served 30, curtailed 40, unused 20");
/// assert_eq!(summary.classes[5].to_string(), "0 of 40");
/// # Ok::<(), citygate::allocate::AllocateError>(())
/// ```
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.granted(), self.reason())?;
        match (self.reason(), self.node(), self.step()) {
            (Reason::ShortInStep, _, Some(step)) => write!(f, " {step}"),
            (Reason::HeldByNode, Some(node), Some(step)) => write!(f, " {node} in step {step}"),
            (_, Some(node), Some(step)) => write!(f, " in step {step} through node {node}"),
            (_, _, Some(step)) => write!(f, " in step {step}"),
            _ => Ok(()),
        }
    }
}

/// The totals in one line.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { demand, supply, served, curtailed, unused, .. } = self;
        write!(f, "demand {demand}, supply {supply}, served {served}, curtailed {curtailed}, unused {unused}")
    }
}

/// What is granted of the demand.
impl fmt::Display for ClassTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.granted, self.demand)
    }
}

/// What is granted of what is asked for.
impl fmt::Display for StepTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.granted, self.asked)
    }
}
