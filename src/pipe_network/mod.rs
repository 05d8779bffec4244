//! Who keeps how much on a network of any shape, over any number of periods: rings, several gates, pipes that carry gas
//! both ways, storages that are filled and drawn upon, anywhere.
//!
//! A tree of capacities is the special case that [`crate::network`] solves faster, and one station with a storage the one
//! of [`crate::horizon`]; answers agree to the unit. What is added here:
//!
//! * **Pipes** join nodes as they do in the ground, one-way or two-way, in rings if need be ([`Pipe`]).
//! * **Sources** let gas in at any number of nodes and are used in a stated order ([`Source`]).
//! * **Storages** stand at any node: tanks, holders, linepack. They have a capacity and a reserve, are drawn upon and
//!   filled within limits, and receive deliveries ([`NetworkStorage`]).
//! * **A schedule** says what is different from period to period: what sources bring, what pipes carry, what storages
//!   give and take, what users want ([`Schedule`]).
//!
//! # How
//!
//! Time is a copy of the network for each period. A storage is a node of its own in each of them, joined to its node by
//! its limits and to itself in the next period by its capacity. On that network, which is one of pipes and sources only,
//! the steps of the policy are served one after the other. What a step can grant is found by maximum flows: what can be
//! served on a network is a polymatroid, so that the fairest division exists, is the only one, and serves the most that
//! can be served (see `levels.rs`, `round.rs`). Earlier grants never shrink; how their gas flows may change.
//!
//! Everything is exact and in whole units. No heap, no recursion; memory is lent by the caller
//! ([`PipeNetworkScratch`]).
//!
//! # Units
//!
//! Everything is a volume per period, as in [`crate::horizon`]. Within one period of one hour, flows in dm³/h and volumes
//! in dm³ are the same numbers.

#![forbid(unsafe_code)]

mod cells;
mod check;
mod cut;
mod description;
mod error;
mod expanded;
mod flows;
mod graph;
mod held_by;
mod layout;
mod levels;
mod output;
#[cfg(feature = "alloc")]
mod owned;
mod pipe;
mod report;
mod round;
mod route;
mod schedule;
mod scratch;
mod solve;
mod storage;
#[cfg(feature = "alloc")]
mod tree;

pub use description::PipeNetwork;
pub use error::{PipeNetworkError, PipeNetworkSlice};
pub use flows::{PipeLevelSlot, PipeUserSlot};
pub use graph::{LinkSlot, PipeNodeSlot};
pub use held_by::Held;
pub use output::{PipeNetworkOutput, PipeNetworkResult};
#[cfg(feature = "alloc")]
pub use owned::{PipeNetworkAllocation, PipeNetworkScratchBuf};
pub use pipe::{Pipe, PipeFlow, Source, SourceUse};
pub use schedule::{PipeCapacity, Schedule, StorageFlow};
pub use scratch::PipeNetworkScratch;
pub use storage::{NetworkStorage, StorageState};
