//! The nodes of a network, and what they carry.

use crate::units::Total;

/// The most nodes that a network may have: 2³⁰.
pub const MAX_NODES: usize = 1 << 30;

/// A node of a network, which is a tree: province, gate, district. Node 0 is the root, where the supply enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
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
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
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
