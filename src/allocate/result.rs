//! What an allocation returns: a grant and a reason for every user, and totals.

use core::fmt;

use crate::coded::coded;
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
    /// Less than the user needs can come through [`Grant::node`] of the network in [`Grant::step`]: nothing more, or, where
    /// it takes all or nothing, not all of it. Of several such nodes it is the one nearest to the user.
    HeldByNode = 2,
    /// Gas was left in [`Grant::step`], but less than the user's technical minimum, so it got nothing. On a network less
    /// than that could come to it; [`Grant::node`] is then the nearest node through which it could not, if it was a node.
    MinimumDidNotFit = 3,
    /// The user got all that the policy allows it; no step asks for the rest of its demand.
    NotEligible = 4,
    /// In [`Grant::step`] no more, or not all that the user takes all or nothing, can be brought to it by any way through
    /// the network: pipes or limits of storages are in the way.
    HeldByNetwork = 5,
}

coded!(Reason {
    Satisfied => "satisfied",
    ShortInStep => "short_in_step",
    HeldByNode => "held_by_node",
    MinimumDidNotFit => "minimum_did_not_fit",
    NotEligible => "not_eligible",
    HeldByNetwork => "held_by_network",
});

/// The code of a reason as C gives it: any byte.
pub(crate) type ReasonCode = u8;

/// What one user gets, and why.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Grant {
    /// What the user gets, 0 to its demand.
    pub(crate) granted: Flow,
    /// The node that the reason speaks of, or [`Grant::NO_NODE`].
    // While the walk is under way: the next user in the queue.
    pub(crate) node: u32,
    /// The step of the policy that the reason speaks of, counted from 0, or [`Grant::NO_STEP`].
    pub(crate) step: u8,
    /// Why.
    pub(crate) reason: ReasonCode,
    /// 0.
    // While the walk is under way: its marks.
    pub(crate) reserved: u16,
}

/// A reason and the step that it speaks of, in one word so that the passes move it in one piece: in memory the
/// bytes are step, reason, marks of the walk, and zero.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Why(u32);

/// Stands for "no node" wherever there is none.
pub(crate) const NO_NODE: u32 = Grant::NO_NODE;

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

    /// The word, to be kept in a column; there are no marks in it when the walk is over.
    pub(crate) const fn word(self) -> u32 {
        self.0
    }

    /// What [`Why::word`] gave.
    pub(crate) const fn from_word(word: u32) -> Why {
        Why(word)
    }

    pub(crate) fn shorten(self) -> ShortWhy {
        let [step, reason, ..] = self.bytes();
        ShortWhy(u16::from_ne_bytes([step, reason]))
    }
}

/// A reason without marks, in half a word: where tables of reasons lie on the stack.
#[derive(Clone, Copy, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub(crate) struct ShortWhy(u16);

impl ShortWhy {
    pub(crate) fn widen(self) -> Why {
        let [step, reason] = self.0.to_ne_bytes();
        Why(u32::from_ne_bytes([step, reason, 0, 0]))
    }
}

impl Grant {
    /// "No node" in a grant.
    pub const NO_NODE: u32 = 0xffff_ffff;
    /// "No step" in a grant.
    pub const NO_STEP: u8 = 0xff;
    /// A grant that no allocation has filled in yet: nothing, "satisfied".
    pub const EMPTY: Grant = Grant::new(0, Why::SATISFIED);

    pub(crate) const fn new(granted: Flow, why: Why) -> Grant {
        let [step, reason, marks, zero] = why.bytes();
        Grant { granted, node: NO_NODE, step, reason, reserved: u16::from_ne_bytes([marks, zero]) }
    }

    /// What the user gets.
    pub const fn granted(&self) -> Flow {
        self.granted
    }

    /// Why.
    pub const fn reason(&self) -> Reason {
        match Reason::from_code(self.reason) {
            Some(reason) => reason,
            None => Reason::NotEligible,
        }
    }

    /// The same; none if the code is none.
    #[cfg(feature = "horizon")]
    pub(crate) const fn stated_reason(&self) -> Option<Reason> {
        Reason::from_code(self.reason)
    }

    /// Whether the user gets less than it asks for.
    pub const fn is_curtailed(&self) -> bool {
        self.reason != Reason::Satisfied as u8
    }

    /// The step of the policy (counted from 0) that the reason speaks of, if it speaks of one.
    pub const fn step(&self) -> Option<u8> {
        match self.step {
            NO_STEP => None,
            step => Some(step),
        }
    }

    /// The node of the network that the reason speaks of, if it speaks of one.
    pub const fn node(&self) -> Option<u32> {
        if self.node == NO_NODE { None } else { Some(self.node) }
    }

    /// The reason and its step, with the marks.
    pub(crate) const fn why(&self) -> Why {
        let [marks, zero] = self.reserved.to_ne_bytes();
        Why(u32::from_ne_bytes([self.step, self.reason, marks, zero]))
    }

    pub(crate) const fn set_why(&mut self, why: Why) {
        let [step, reason, marks, zero] = why.bytes();
        (self.step, self.reason) = (step, reason);
        self.reserved = u16::from_ne_bytes([marks, zero]);
    }

    /// While the walk is under way: marks, one bit each. Bit 0: the minimum was granted in the present step.
    pub(crate) const fn marks(&self) -> u8 {
        self.reserved.to_ne_bytes()[0]
    }

    /// While the walk is under way: sets the marks.
    pub(crate) const fn set_marks(&mut self, marks: u8) {
        self.reserved = u16::from_ne_bytes([marks, 0]);
    }

    /// While the walk is under way: gives another reason and keeps the marks.
    pub(crate) const fn explain(&mut self, why: Why) {
        let [step, reason, ..] = why.bytes();
        (self.step, self.reason) = (step, reason);
    }

    /// Whether the reason is this one, whatever the marks.
    pub(crate) fn is_explained_by(&self, why: Why) -> bool {
        let [step, reason, ..] = why.bytes();
        (self.step, self.reason) == (step, reason)
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct ClassTotal {
    /// Sum of the demands.
    pub demand: Total,
    /// Sum of what is granted.
    pub granted: Total,
}

/// What one step of the policy asks for and gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StepTotal {
    /// Sum of what the step asks for all its users: their targets beyond what earlier steps ask for.
    pub asked: Total,
    /// Sum of what the step grants.
    pub granted: Total,
}

/// The totals of an allocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
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
    /// By class: the index is the code of the class.
    pub classes: [ClassTotal; CLASS_COUNT],
    /// By step of the policy; steps that the policy does not have are zero.
    pub steps: [StepTotal; MAX_STEPS],
}

impl Summary {
    /// Adds up the classes. The supply is known already.
    #[inline(always)]
    pub(crate) fn add_up(&mut self) {
        self.demand = self.classes.iter().map(|class| class.demand).sum();
        self.served = self.classes.iter().map(|class| class.granted).sum();
        self.curtailed = self.demand - self.served;
        self.unused = self.supply - self.served;
    }
}

/// Why an allocation was refused. Nothing was written. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
    /// Adding to the user's cumulative curtailment would exceed 2⁶⁴ − 1.
    CurtailmentOverflow {
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
            AllocateError::CurtailmentOverflow { user } => {
                write!(f, "the cumulative curtailment of user {user} would exceed 2^64 - 1")
            }
        }
    }
}

impl core::error::Error for AllocateError {}
