//! Who keeps how much on a network: a tree of nodes with capacities and sources of their own.
//!
//! Province → gate → district → user: the supply enters at the root, every node passes on at most its capacity,
//! and a node may have a source of its own (an LNG tank, a local field) that only its subtree can use. The walk
//! over the steps and the sharing rules are those of one station ([`allocate`](crate::allocate)); what differs is
//! the room that a user has, which is what the path from the root can still bring, and the division of a short
//! step, which is the fairest that the capacities allow (see `fill.rs`).
//!
//! [`Network::allocate`] is the way in.

mod error;
mod fill;
mod levels;
#[cfg(feature = "alloc")]
pub(crate) mod owned;
pub(crate) mod paths;
mod round;
pub(crate) mod scratch;
#[cfg(feature = "serde")]
mod serialized;
pub(crate) mod solve;
mod supply;
pub(crate) mod topology;

use crate::units::Total;

pub use error::NetworkError;
pub use levels::LevelSlot;
#[cfg(feature = "alloc")]
pub use owned::{NetworkAllocation, NetworkScratchBuf};
pub use scratch::{NetworkScratch, NodeSlot, UserSlot};
pub use solve::{Network, NetworkOutput};

/// The most nodes that a network may have: 2³⁰.
pub const MAX_NODES: usize = 1 << 30;

/// A node of a network, which is a tree: province, gate, district. Node 0 is the root, where the supply enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)]
pub struct Node {
    /// The most that can enter the node from above; [`Node::UNLIMITED`] if nothing limits it.
    pub capacity: Total,
    /// Gas that enters at the node itself and that only its subtree can use: an LNG tank, a local field. It is used
    /// before gas from above, and does not count against the capacity.
    pub source: Total,
    /// Index of the node above; [`Node::ROOT`] for the root, which is node 0.
    pub parent: u32,
    /// 0.
    pub reserved: u32,
}

impl Node {
    /// A capacity that limits nothing.
    pub const UNLIMITED: Total = 0xffff_ffff_ffff_ffff;
    /// The parent of the root.
    pub const ROOT: u32 = 0xffff_ffff;

    /// A node below another, or the root, without limit and without a source.
    pub const fn below(parent: u32) -> Node {
        Node { capacity: Node::UNLIMITED, source: 0, parent, reserved: 0 }
    }

    /// The same node with a capacity.
    #[must_use]
    pub const fn with_capacity(self, capacity: Total) -> Node {
        Node { capacity, ..self }
    }

    /// The same node with a source of its own.
    #[must_use]
    pub const fn with_source(self, source: Total) -> Node {
        Node { source, ..self }
    }
}

/// What a node carries after an allocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(C)]
pub struct NodeLoad {
    /// What enters the node from above.
    pub load: Total,
    /// What is used of its own source.
    pub source_used: Total,
    /// 1 if the node holds a user back, or is full while a user below it falls short; otherwise 0.
    pub binding: u32,
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: u32,
}
