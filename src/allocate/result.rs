//! What an allocation returns: a grant and a reason for every user, and totals.

use core::fmt;
use core::mem::offset_of;

use crate::policy::{MAX_STEPS, NO_STEP};
use crate::units::{Flow, MAX_USERS, Total};
use crate::user::{CLASS_COUNT, SupplyClass};

/// Why a user got what it got. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Reason {
    /// The user got its whole demand.
    Satisfied = 0,
    /// [`Grant::step`] is the first step that gave the user less than it asked for.
    ShortInStep = 1,
    /// [`Grant::node`] of the network is full and holds the user back in [`Grant::step`].
    HeldByNode = 2,
    /// Gas was left in [`Grant::step`], but less than the user's technical minimum, so it got nothing.
    MinimumDidNotFit = 3,
    /// The user got all that the policy allows it; no step asks for the rest of its demand.
    NotEligible = 4,
}

impl Reason {
    /// The reason with this number (0 … 4), or `None`.
    pub const fn from_code(code: u8) -> Option<Reason> {
        Some(match code {
            0 => Reason::Satisfied,
            1 => Reason::ShortInStep,
            2 => Reason::HeldByNode,
            3 => Reason::MinimumDidNotFit,
            4 => Reason::NotEligible,
            _ => return None,
        })
    }

    /// The name used in results, for example `short_in_step`.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Satisfied => "satisfied",
            Reason::ShortInStep => "short_in_step",
            Reason::HeldByNode => "held_by_node",
            Reason::MinimumDidNotFit => "minimum_did_not_fit",
            Reason::NotEligible => "not_eligible",
        }
    }
}

/// What one user gets, and why. The layout is that of `citygate_grant_t` in the C header.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C)]
pub struct Grant {
    pub(crate) granted: Flow,
    /// While the walk is under way: the next user in the queue.
    pub(crate) node: u32,
    pub(crate) why: Why,
}

/// A reason and the step that it speaks of, in one word so that the passes move it in one piece: in memory the
/// bytes are step, reason, marks of the walk, and zero.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Why(u32);

/// Stands for "no node" in a [`Grant`].
pub(crate) const NO_NODE: u32 = u32::MAX;

// What the C header says of citygate_grant_t, and the order of the bytes of the reason.
const _: () = {
    assert!(offset_of!(Grant, granted) == 0 && offset_of!(Grant, node) == 4 && offset_of!(Grant, why) == 8);
    let [step, reason, reserved @ ..] = Why::new(Reason::NotEligible, 7).bytes();
    assert!(step == 7 && reason == Reason::NotEligible as u8 && matches!(reserved, [0, 0]));
};

impl Why {
    pub(crate) const SATISFIED: Why = Why::new(Reason::Satisfied, NO_STEP);
    pub(crate) const NOT_ELIGIBLE: Why = Why::new(Reason::NotEligible, NO_STEP);
    /// While the walk is under way: no reason found yet.
    pub(crate) const UNDECIDED: Why = Why(u32::from_ne_bytes([NO_STEP, u8::MAX, 0, 0]));

    pub(crate) const fn new(reason: Reason, step: u8) -> Why {
        Why(u32::from_ne_bytes([step, reason as u8, 0, 0]))
    }

    pub(crate) const fn bytes(self) -> [u8; 4] {
        self.0.to_ne_bytes()
    }

    pub(crate) fn shorten(self) -> ShortWhy {
        let [step, reason, ..] = self.bytes();
        ShortWhy(u16::from_ne_bytes([step, reason]))
    }
}

/// A reason without marks, in half a word: where tables of reasons lie on the stack.
#[derive(Clone, Copy, Default)]
pub(crate) struct ShortWhy(u16);

impl ShortWhy {
    pub(crate) fn widen(self) -> Why {
        let [step, reason] = self.0.to_ne_bytes();
        Why(u32::from_ne_bytes([step, reason, 0, 0]))
    }
}

impl Grant {
    /// A grant that no allocation has filled in yet: nothing, "satisfied".
    pub const EMPTY: Grant = Grant::new(0, Why::SATISFIED);

    pub(crate) const fn new(granted: Flow, why: Why) -> Grant {
        Grant { granted, node: NO_NODE, why }
    }

    /// What the user gets.
    pub const fn granted(&self) -> Flow {
        self.granted
    }

    /// Why.
    pub const fn reason(&self) -> Reason {
        match Reason::from_code(self.why.bytes()[1]) {
            Some(reason) => reason,
            None => Reason::NotEligible,
        }
    }

    /// The step of the policy (counted from 0) that the reason speaks of, if it speaks of one.
    pub const fn step(&self) -> Option<u8> {
        match self.why.bytes()[0] {
            NO_STEP => None,
            step => Some(step),
        }
    }

    /// The node of the network that the reason speaks of, if it speaks of one.
    pub const fn node(&self) -> Option<u32> {
        if self.node == NO_NODE { None } else { Some(self.node) }
    }

    /// While the walk is under way: marks, one bit each. Bit 0: the minimum was granted in the present step.
    pub(crate) const fn marks(&self) -> u8 {
        self.why.bytes()[2]
    }

    /// While the walk is under way: sets the marks.
    pub(crate) const fn set_marks(&mut self, marks: u8) {
        let [step, reason, _, zero] = self.why.bytes();
        self.why = Why(u32::from_ne_bytes([step, reason, marks, zero]));
    }

    /// While the walk is under way: gives another reason and keeps the marks.
    pub(crate) const fn explain(&mut self, why: Why) {
        let [step, reason, _, zero] = why.bytes();
        self.why = Why(u32::from_ne_bytes([step, reason, self.marks(), zero]));
    }

    /// Whether the reason is this one, whatever the marks.
    pub(crate) fn is_explained_by(&self, why: Why) -> bool {
        let ([step, reason, ..], [other_step, other_reason, ..]) = (self.why.bytes(), why.bytes());
        (step, reason) == (other_step, other_reason)
    }
}

impl Default for Grant {
    fn default() -> Self {
        Grant::EMPTY
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("granted", &self.granted)
            .field("reason", &self.reason())
            .field("step", &self.step())
            .field("node", &self.node())
            .finish()
    }
}

/// What the users of one class want and get, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct ClassTotal {
    /// Sum of the demands.
    pub demand: Total,
    /// Sum of what is granted.
    pub granted: Total,
}

/// What one step of the policy asks for and gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct StepTotal {
    /// Sum of what the step asks for all its users: their targets beyond what earlier steps ask for.
    pub asked: Total,
    /// Sum of what the step grants.
    pub granted: Total,
}

/// The totals of an allocation. The layout is that of `citygate_summary_t` in the C header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Summary {
    /// Sum of all demands.
    pub demand: Total,
    /// What there was to share.
    pub supply: Total,
    /// Sum of all grants. Served and unused together are the supply; served and curtailed the demand.
    pub served: Total,
    /// Demand that is not served.
    pub curtailed: Total,
    /// Supply that nobody can use.
    pub unused: Total,
    /// By class, in the order of [`SupplyClass::ALL`].
    pub classes: [ClassTotal; CLASS_COUNT],
    /// By step of the policy; steps that the policy does not have are zero.
    pub steps: [StepTotal; MAX_STEPS],
}

/// Why an allocation was refused. Nothing was written. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AllocateError {
    /// There are more than [`MAX_USERS`] users.
    TooManyUsers {
        /// How many there are.
        count: usize,
    },
    /// There is not exactly one grant for each user.
    GrantCount {
        /// How many users there are.
        users: usize,
        /// How many grants there are.
        grants: usize,
    },
    /// The user's class is none of the six.
    UnknownClass {
        /// The user.
        user: usize,
    },
    /// The user's on/off mark is neither 0 nor 1.
    UnknownOnOff {
        /// The user.
        user: usize,
    },
    /// The policy does not answer for the user's class.
    ClassNotServed {
        /// The user.
        user: usize,
        /// Its class.
        class: SupplyClass,
    },
    /// Adding to the user's tally of gas withheld would exceed 2⁶⁴ − 1.
    TallyOverflow {
        /// The user.
        user: usize,
    },
}

impl fmt::Display for AllocateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AllocateError::TooManyUsers { count } => {
                write!(f, "{count} users are too many; the most is {MAX_USERS}")
            }
            AllocateError::GrantCount { users, grants } => {
                write!(f, "{grants} grants for {users} users; give one for each")
            }
            AllocateError::UnknownClass { user } => {
                write!(f, "user {user} has an unknown class; the classes are 0 to 5")
            }
            AllocateError::UnknownOnOff { user } => {
                write!(f, "user {user} has an on/off mark that is neither 0 nor 1")
            }
            AllocateError::ClassNotServed { user, class } => {
                write!(f, "user {user} is of class {}, for which the policy does not answer", class.name())
            }
            AllocateError::TallyOverflow { user } => {
                write!(f, "the tally of gas withheld from user {user} would exceed 2^64 - 1")
            }
        }
    }
}

impl core::error::Error for AllocateError {}
