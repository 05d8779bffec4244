//! Status codes. A number, once given a meaning, keeps it; retired numbers stay reserved.

use core::num::NonZeroI32;

use crate::allocate::AllocateError;
#[cfg(feature = "network")]
use crate::network::NetworkError;
use crate::policy::PolicyError;
use crate::units::UnitError;

/// Success.
pub const CITYGATE_OK: i32 = 0;

/// A pointer that must not be NULL is NULL.
pub const CITYGATE_ERROR_NULL: i32 = -1;
/// A pointer is not aligned as its type requires.
pub const CITYGATE_ERROR_MISALIGNED: i32 = -2;
/// An output overlaps an input or another output.
pub const CITYGATE_ERROR_OVERLAP: i32 = -3;
/// A count is zero.
pub const CITYGATE_ERROR_EMPTY: i32 = -4;
/// A count exceeds the limit of the function, or of the address space.
pub const CITYGATE_ERROR_TOO_MANY: i32 = -5;
/// There is no item of this name or number.
pub const CITYGATE_ERROR_UNKNOWN: i32 = -6;

/// The policy has no steps.
pub const CITYGATE_ERROR_POLICY_NO_STEPS: i32 = -20;
/// The policy has more than CITYGATE_MAX_STEPS steps. Where: the first step too many.
pub const CITYGATE_ERROR_POLICY_TOO_MANY_STEPS: i32 = -21;
/// A step names no class. Where: the step.
pub const CITYGATE_ERROR_POLICY_NO_CLASS: i32 = -22;
/// A step, or the policy, has a class bit above bit 5. Where: the step; the number of steps if it is the policy.
pub const CITYGATE_ERROR_POLICY_UNKNOWN_CLASS: i32 = -23;
/// A step's target is unknown or its permille out of range. Where: the step.
pub const CITYGATE_ERROR_POLICY_UNKNOWN_TARGET: i32 = -24;
/// A step's sharing rule is unknown. Where: the step.
pub const CITYGATE_ERROR_POLICY_UNKNOWN_SHARE: i32 = -25;
/// A step's reserved byte is not zero. Where: the step.
pub const CITYGATE_ERROR_POLICY_RESERVED: i32 = -26;
/// A step selects on an attribute that the policy does not have. Where: the step.
pub const CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE: i32 = -27;
/// A step asks users to have and not to have an attribute. Where: the step.
pub const CITYGATE_ERROR_POLICY_CONTRADICTORY: i32 = -28;
/// A step can never ask for anything: earlier steps ask as much of all its users. Where: the step.
pub const CITYGATE_ERROR_POLICY_NEVER_ASKS: i32 = -29;
/// The policy answers for no class.
pub const CITYGATE_ERROR_POLICY_SERVES_NOTHING: i32 = -30;
/// The policy answers for a class that no step serves. Where: the class.
pub const CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED: i32 = -31;

/// A user's class is none of the six. Where: the user.
pub const CITYGATE_ERROR_USER_UNKNOWN_CLASS: i32 = -40;
/// A user's on/off mark is neither 0 nor 1. Where: the user.
pub const CITYGATE_ERROR_USER_UNKNOWN_ON_OFF: i32 = -41;
/// The policy does not answer for a user's class. Where: the user.
pub const CITYGATE_ERROR_USER_CLASS_NOT_SERVED: i32 = -42;
/// A user's tally of gas withheld would exceed 2^64 - 1. Where: the user.
pub const CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW: i32 = -43;

/// A user is at a node that does not exist. Where: the user.
pub const CITYGATE_ERROR_USER_UNKNOWN_NODE: i32 = -44;

/// A value is not a finite number.
pub const CITYGATE_ERROR_NOT_FINITE: i32 = -60;
/// A value is negative.
pub const CITYGATE_ERROR_NEGATIVE: i32 = -61;
/// A value is larger than the result can hold.
pub const CITYGATE_ERROR_TOO_LARGE: i32 = -62;

/// The scratch is too small: citygate.h has a macro for each function that needs one.
pub const CITYGATE_ERROR_SCRATCH_TOO_SMALL: i32 = -120;
/// Node 0 has a parent; it must be the root.
pub const CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT: i32 = -121;
/// A node other than node 0 has no parent. Where: the node.
pub const CITYGATE_ERROR_NODE_SECOND_ROOT: i32 = -122;
/// The parent of a node does not exist. Where: the node.
pub const CITYGATE_ERROR_NODE_UNKNOWN_PARENT: i32 = -123;
/// A node is its own ancestor. Where: the node.
pub const CITYGATE_ERROR_NODE_CYCLE: i32 = -124;
/// A node's reserved field is not zero. Where: the node.
pub const CITYGATE_ERROR_NODE_RESERVED: i32 = -125;
/// The supply and the sources up to a node exceed 2^63 - 1 together. Where: the node.
pub const CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE: i32 = -126;
/// The storage is at a node other than the root. Where: the node.
pub const CITYGATE_ERROR_STORAGE_NOT_AT_ROOT: i32 = -130;
/// The storage's reserved field is not zero.
pub const CITYGATE_ERROR_STORAGE_RESERVED: i32 = -131;
/// The stock of the storage exceeds 2^63 - 1.
pub const CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE: i32 = -132;
/// A period's reserved field is not zero. Where: the period.
pub const CITYGATE_ERROR_PERIOD_RESERVED: i32 = -133;
/// Stock, supplies, deliveries and sources up to a period exceed 2^63 - 1 together. Where: the period.
pub const CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE: i32 = -134;
/// What a user wants in a period exceeds 2^32 - 1. Where: its error_index among the grants.
pub const CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE: i32 = -135;
/// The spread over time is unknown.
pub const CITYGATE_ERROR_UNKNOWN_SPREAD: i32 = -136;

/// A quantity of the gas or the pipe is below its range. Where: the quantity, see citygate_gas_quantity_text.
pub const CITYGATE_ERROR_GAS_TOO_LOW: i32 = -140;
/// A quantity of the gas or the pipe is above its range. Where: the quantity, see citygate_gas_quantity_text.
pub const CITYGATE_ERROR_GAS_TOO_HIGH: i32 = -141;
/// The figures of the gas contradict each other: no gas with this carbon dioxide, hydrogen and calorific value is so
/// light, or no state fits them.
pub const CITYGATE_ERROR_GAS_INCONSISTENT: i32 = -142;
/// The second pressure is above the first.
pub const CITYGATE_ERROR_GAS_INVERTED: i32 = -143;

/// Every status with its text.
pub(super) const TEXTS: [(i32, &core::ffi::CStr); 45] = [
    (CITYGATE_OK, c"success"),
    (CITYGATE_ERROR_NULL, c"a pointer is NULL"),
    (CITYGATE_ERROR_MISALIGNED, c"a pointer is misaligned"),
    (CITYGATE_ERROR_OVERLAP, c"an output overlaps an input or another output"),
    (CITYGATE_ERROR_EMPTY, c"a count is zero"),
    (CITYGATE_ERROR_TOO_MANY, c"a count is too large"),
    (CITYGATE_ERROR_UNKNOWN, c"there is no item of this name or number"),
    (CITYGATE_ERROR_POLICY_NO_STEPS, c"the policy has no steps"),
    (CITYGATE_ERROR_POLICY_TOO_MANY_STEPS, c"the policy has too many steps"),
    (CITYGATE_ERROR_POLICY_NO_CLASS, c"a step of the policy names no class"),
    (CITYGATE_ERROR_POLICY_UNKNOWN_CLASS, c"the policy has an unknown class bit"),
    (CITYGATE_ERROR_POLICY_UNKNOWN_TARGET, c"a step of the policy has an unknown target or permille"),
    (CITYGATE_ERROR_POLICY_UNKNOWN_SHARE, c"a step of the policy has an unknown sharing rule"),
    (CITYGATE_ERROR_POLICY_RESERVED, c"a reserved byte of a step is not zero"),
    (
        CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE,
        c"a step selects on an attribute that the policy does not have",
    ),
    (CITYGATE_ERROR_POLICY_CONTRADICTORY, c"a step asks users to have and not to have an attribute"),
    (CITYGATE_ERROR_POLICY_NEVER_ASKS, c"a step of the policy can never ask for anything"),
    (CITYGATE_ERROR_POLICY_SERVES_NOTHING, c"the policy answers for no class"),
    (CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED, c"the policy answers for a class that no step serves"),
    (CITYGATE_ERROR_USER_UNKNOWN_CLASS, c"a user has an unknown class"),
    (CITYGATE_ERROR_USER_UNKNOWN_ON_OFF, c"a user has an on/off mark that is neither 0 nor 1"),
    (CITYGATE_ERROR_USER_CLASS_NOT_SERVED, c"the policy does not answer for a user's class"),
    (CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW, c"a user's tally of gas withheld would overflow"),
    (CITYGATE_ERROR_NOT_FINITE, c"a value is not a finite number"),
    (CITYGATE_ERROR_NEGATIVE, c"a value is negative"),
    (CITYGATE_ERROR_TOO_LARGE, c"a value is too large"),
    (CITYGATE_ERROR_USER_UNKNOWN_NODE, c"a user is at a node that does not exist"),
    (CITYGATE_ERROR_SCRATCH_TOO_SMALL, c"the scratch is too small"),
    (CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT, c"node 0 has a parent; it must be the root"),
    (CITYGATE_ERROR_NODE_SECOND_ROOT, c"a node other than node 0 has no parent"),
    (CITYGATE_ERROR_NODE_UNKNOWN_PARENT, c"the parent of a node does not exist"),
    (CITYGATE_ERROR_NODE_CYCLE, c"a node is its own ancestor"),
    (CITYGATE_ERROR_NODE_RESERVED, c"a node's reserved field is not zero"),
    (CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE, c"supply and sources exceed 2^63 - 1 together"),
    (CITYGATE_ERROR_STORAGE_NOT_AT_ROOT, c"the storage is not at the root of the network"),
    (CITYGATE_ERROR_STORAGE_RESERVED, c"the storage's reserved field is not zero"),
    (CITYGATE_ERROR_STORAGE_STOCK_TOO_LARGE, c"the stock of the storage exceeds 2^63 - 1"),
    (CITYGATE_ERROR_PERIOD_RESERVED, c"a period's reserved field is not zero"),
    (CITYGATE_ERROR_PERIOD_SUPPLY_TOO_LARGE, c"the gas of all periods exceeds 2^63 - 1 together"),
    (CITYGATE_ERROR_PERIOD_DEMAND_TOO_LARGE, c"what a user wants in a period exceeds 2^32 - 1"),
    (CITYGATE_ERROR_UNKNOWN_SPREAD, c"the spread over time is unknown"),
    (CITYGATE_ERROR_GAS_TOO_LOW, c"a quantity of the gas or the pipe is too low"),
    (CITYGATE_ERROR_GAS_TOO_HIGH, c"a quantity of the gas or the pipe is too high"),
    (CITYGATE_ERROR_GAS_INCONSISTENT, c"the figures of the gas contradict each other"),
    (CITYGATE_ERROR_GAS_INVERTED, c"the second pressure is above the first"),
];

/// An error status and, where it has one, the index that goes with it. Two words of which the first is never 0, so that
/// a result without a value is returned in two registers: every function here returns one.
#[derive(Clone, Copy)]
pub(super) struct Failure {
    status: NonZeroI32,
    error_index: u32,
}

impl Failure {
    /// No error_index: beyond every index, offset and size.
    const NOWHERE: u32 = u32::MAX;

    /// An error with the index that says where.
    pub(super) fn at(status: i32, error_index: u32) -> Failure {
        // Every error is negative.
        Failure { status: NonZeroI32::new(status).unwrap_or(NonZeroI32::MIN), error_index }
    }

    pub(super) fn status(self) -> i32 {
        self.status.get()
    }

    pub(super) fn error_index(self) -> Option<u32> {
        (self.error_index != Failure::NOWHERE).then_some(self.error_index)
    }
}

impl From<i32> for Failure {
    fn from(status: i32) -> Failure {
        Failure::at(status, Failure::NOWHERE)
    }
}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Failure {
        let status = match error {
            PolicyError::NoSteps => CITYGATE_ERROR_POLICY_NO_STEPS,
            PolicyError::TooManySteps { .. } => CITYGATE_ERROR_POLICY_TOO_MANY_STEPS,
            PolicyError::NoClass { .. } => CITYGATE_ERROR_POLICY_NO_CLASS,
            PolicyError::UnknownClass { .. } => CITYGATE_ERROR_POLICY_UNKNOWN_CLASS,
            PolicyError::UnknownTarget { .. } => CITYGATE_ERROR_POLICY_UNKNOWN_TARGET,
            PolicyError::UnknownShare { .. } => CITYGATE_ERROR_POLICY_UNKNOWN_SHARE,
            PolicyError::ReservedNotZero { .. } => CITYGATE_ERROR_POLICY_RESERVED,
            PolicyError::UnknownAttribute { .. } => CITYGATE_ERROR_POLICY_UNKNOWN_ATTRIBUTE,
            PolicyError::ContradictoryAttributes { .. } => CITYGATE_ERROR_POLICY_CONTRADICTORY,
            PolicyError::NeverAsks { .. } => CITYGATE_ERROR_POLICY_NEVER_ASKS,
            PolicyError::ServesNothing => CITYGATE_ERROR_POLICY_SERVES_NOTHING,
            PolicyError::ClassNeverServed { class } => {
                return Failure::at(CITYGATE_ERROR_POLICY_CLASS_NEVER_SERVED, class as u32);
            }
        };
        error.step().map_or(Failure::from(status), |step| Failure::at(status, u32::from(step)))
    }
}

impl From<AllocateError> for Failure {
    fn from(error: AllocateError) -> Failure {
        let (status, user) = match error {
            AllocateError::TooManyUsers { .. } | AllocateError::GrantCount { .. } => {
                return Failure::from(CITYGATE_ERROR_TOO_MANY);
            }
            AllocateError::UnknownClass { user } => (CITYGATE_ERROR_USER_UNKNOWN_CLASS, user),
            AllocateError::UnknownOnOff { user } => (CITYGATE_ERROR_USER_UNKNOWN_ON_OFF, user),
            AllocateError::ClassNotServed { user, .. } => (CITYGATE_ERROR_USER_CLASS_NOT_SERVED, user),
            AllocateError::CurtailmentOverflow { user } => (CITYGATE_ERROR_USER_CURTAILMENT_OVERFLOW, user),
        };
        Failure::at(status, user as u32)
    }
}

#[cfg(feature = "network")]
impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Failure {
        let (status, error_index) = match error {
            NetworkError::Allocate(error) => return error.into(),
            NetworkError::NodeCount { count: 0 } => return CITYGATE_ERROR_EMPTY.into(),
            NetworkError::NodeCount { .. } | NetworkError::LoadCount { .. } => {
                return CITYGATE_ERROR_TOO_MANY.into();
            }
            NetworkError::ScratchTooSmall => return CITYGATE_ERROR_SCRATCH_TOO_SMALL.into(),
            NetworkError::FirstIsNotRoot => return CITYGATE_ERROR_NODE_FIRST_IS_NOT_ROOT.into(),
            NetworkError::SecondRoot { node } => (CITYGATE_ERROR_NODE_SECOND_ROOT, node),
            NetworkError::UnknownParent { node } => (CITYGATE_ERROR_NODE_UNKNOWN_PARENT, node),
            NetworkError::Cycle { node } => (CITYGATE_ERROR_NODE_CYCLE, node),
            NetworkError::ReservedNotZero { node } => (CITYGATE_ERROR_NODE_RESERVED, node),
            NetworkError::SupplyTooLarge { node } => (CITYGATE_ERROR_NODE_SUPPLY_TOO_LARGE, node),
            NetworkError::UnknownNode { user } => (CITYGATE_ERROR_USER_UNKNOWN_NODE, user),
        };
        Failure::at(status, error_index as u32)
    }
}

impl From<UnitError> for Failure {
    fn from(error: UnitError) -> Failure {
        Failure::from(match error {
            UnitError::NotFinite => CITYGATE_ERROR_NOT_FINITE,
            UnitError::Negative => CITYGATE_ERROR_NEGATIVE,
            UnitError::TooLarge => CITYGATE_ERROR_TOO_LARGE,
        })
    }
}
