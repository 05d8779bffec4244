//! Who keeps how much: the walk over a policy's steps.
//!
//! [`allocate`] shares out one station's supply. It takes slices and fills slices, keeps nothing between calls,
//! allocates no memory and does not recurse. One mechanism serves every use: what a step asks for and cannot get is
//! curtailed; as supply comes back, the same walk restores it in the order of service; an increment is the same
//! walk with that much more supply.

#![forbid(unsafe_code)]
// Functions that one station and networks share are `inline(always)` where that keeps a firmware with one station
// small, whatever else is in the archive: `make firmware` holds it to its flash and its stack.

pub(crate) mod apportion;
pub(crate) mod check;
mod class_sum;
mod compare;
mod curtailment;
mod display;
mod fast_path;
mod host;
pub(crate) mod level;
mod opaque;
#[cfg(feature = "alloc")]
mod owned;
mod packed;
mod prepared;
pub(crate) mod queue;
pub(crate) mod result;
mod rotation;
mod serve;
pub(crate) mod share;
mod short;
mod split;
mod station;
mod station_supply;
pub(crate) mod targets;
mod verdict;
pub(crate) mod walk;

pub use compare::{GrantChanges, difference};
pub use curtailment::add_curtailment;
#[cfg(feature = "alloc")]
pub use owned::{Allocation, allocate_owned};
#[cfg(feature = "ffi")]
pub(crate) use prepared::PreparedState;
pub use prepared::{Batch, BatchError, BatchOutput, PrepareError, PreparedMemory, PreparedStation};
#[cfg(feature = "ffi")]
pub(crate) use result::ReasonCode;
pub use result::{AllocateError, ClassTotal, Grant, Reason, StepTotal, Summary};
pub use rotation::{Outages, RotationTally, add_interval, rotate};
pub use station::allocate;
#[cfg(feature = "ffi")]
pub(crate) use station::allocate_to_each;
