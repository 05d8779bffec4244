//! Pipes and sources, and what they carry.

use crate::units::{DirectedFlow, Total};

/// A pipe from one node to another. Gas flows one way or both, never both at once: what counts is the balance over the
/// period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Pipe {
    /// The most that can flow from its first node to its second in a period; [`Pipe::UNLIMITED`] if nothing limits it.
    pub capacity: Total,
    /// The most that can flow from its second node to its first in a period: 0 for a pipe that is one-way.
    pub capacity_back: Total,
    /// Index of the node where the pipe begins.
    pub from: u32,
    /// Index of the node where it ends.
    pub to: u32,
}

impl Pipe {
    /// A capacity that limits nothing.
    pub const UNLIMITED: Total = 0xffff_ffff_ffff_ffff;

    /// A pipe without limit that lets gas flow one way.
    pub const fn one_way(from: u32, to: u32) -> Pipe {
        Pipe { capacity: Pipe::UNLIMITED, capacity_back: 0, from, to }
    }

    /// A pipe without limit that lets gas flow both ways.
    pub const fn two_way(from: u32, to: u32) -> Pipe {
        Pipe { capacity: Pipe::UNLIMITED, capacity_back: Pipe::UNLIMITED, from, to }
    }

    /// The same pipe with a capacity, in both directions if it is two-way.
    #[must_use]
    pub const fn with_capacity(self, capacity: Total) -> Pipe {
        let capacity_back = if self.capacity_back == 0 { 0 } else { capacity };
        Pipe { capacity, capacity_back, ..self }
    }
}

/// A place where gas enters the network: a city gate, an LNG station, a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Source {
    /// What can enter there in a period.
    pub supply: Total,
    /// Index of the node where it enters.
    pub node: u32,
    /// When it is used: lowest first. Of equal ones each serves its own period first; what is still missing comes from
    /// those of a later period first, so that no gas is stored that need not be; then from the first in the list. A source
    /// is used as far as it can be before the next is touched, so that no unit comes from one of a higher order that one
    /// of a lower order could have brought. It changes nothing in who gets how much.
    pub order: u32,
}

impl Source {
    /// A source at a node, used before those of a higher order.
    pub const fn at(node: u32, supply: Total) -> Source {
        Source { supply, node, order: 0 }
    }

    /// The same source, used in another order.
    #[must_use]
    pub const fn with_order(self, order: u32) -> Source {
        Source { order, ..self }
    }
}

/// What a pipe carries in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PipeFlow {
    /// The flow from its first node to its second; negative if it is the other way.
    pub flow: DirectedFlow,
    /// 1 if the pipe holds a user back, otherwise 0.
    pub binding: u32,
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: u32,
}

/// What is taken from a source in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct SourceUse {
    /// What enters there.
    pub used: Total,
    /// 1 if the source holds a user back, otherwise 0.
    pub binding: u32,
    /// 0.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub reserved: u32,
}
