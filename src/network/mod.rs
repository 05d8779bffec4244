//! Who keeps how much on a network: a tree of nodes with capacities and sources of their own.
//!
//! Province → gate → district → user: the supply enters at the root, every node passes on at most its capacity,
//! and a node may have a source of its own (an LNG tank, a local field) that only its subtree can use. The walk
//! over the steps and the sharing rules are those of one station ([`allocate`](crate::allocate)); what differs is
//! the room that a user has, which is what the path from the root can still bring, and the division of a short
//! step, which is the fairest that the capacities allow (see `fill.rs`).
//!
//! [`Network::allocate`] is the way in.

mod by_node;
mod cell;
mod divide;
mod error;
mod fill;
mod levels;
pub(crate) mod node;
#[cfg(feature = "alloc")]
pub(crate) mod owned;
mod part;
pub(crate) mod paths;
mod round;
pub(crate) mod scratch;
#[cfg(feature = "serde")]
mod serialized;
pub(crate) mod serve;
mod solve;
mod supply;
pub(crate) mod topology;

pub use error::NetworkError;
pub use levels::LevelSlot;
pub use node::{MAX_NODES, Node, NodeLoad};
#[cfg(feature = "alloc")]
pub use owned::{NetworkAllocation, NetworkScratchBuf};
pub use scratch::{NetworkScratch, NodeSlot, UserSlot};
pub use solve::{Network, NetworkOutput};
