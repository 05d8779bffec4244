//! Why an allocation on a network was refused.

use core::fmt;

use super::node::MAX_NODES;
use crate::allocate::AllocateError;

/// Why an allocation on a network was refused. Nothing was written but to the scratch. Nodes and users are counted
/// from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum NetworkError {
    /// The users or the policy are wrong, or slices differ in length.
    Allocate(AllocateError),
    /// There are no nodes, or more than [`MAX_NODES`].
    NodeCount {
        /// How many there are.
        count: usize,
    },
    /// There is not exactly one load for each node.
    LoadCount {
        /// How many nodes there are.
        nodes: usize,
        /// How many loads there are.
        loads: usize,
    },
    /// A slice of the scratch is too short.
    ScratchTooSmall,
    /// Node 0 has a parent; it must be the root.
    FirstIsNotRoot,
    /// A node other than node 0 has no parent: there can only be one root.
    SecondRoot {
        /// The node.
        node: usize,
    },
    /// The node's parent does not exist.
    UnknownParent {
        /// The node.
        node: usize,
    },
    /// The node is its own ancestor.
    Cycle {
        /// The node.
        node: usize,
    },
    /// The node's reserved field is not zero.
    ReservedNotZero {
        /// The node.
        node: usize,
    },
    /// The supply and the sources of the nodes up to this one exceed 2⁶³ − 1 together.
    SupplyTooLarge {
        /// The node.
        node: usize,
    },
    /// The user is at a node that does not exist.
    UnknownNode {
        /// The user.
        user: usize,
    },
}

impl From<AllocateError> for NetworkError {
    fn from(error: AllocateError) -> Self {
        NetworkError::Allocate(error)
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NetworkError::Allocate(error) => error.fmt(f),
            NetworkError::NodeCount { count } => {
                write!(f, "{count} nodes; a network has 1 to {MAX_NODES}")
            }
            NetworkError::LoadCount { nodes, loads } => {
                write!(f, "{loads} loads for {nodes} nodes; give one for each")
            }
            NetworkError::ScratchTooSmall => f.write_str(
                "the scratch is too small; give a slot per node, per user, and two levels for each",
            ),
            NetworkError::FirstIsNotRoot => f.write_str("node 0 has a parent; it must be the root"),
            NetworkError::SecondRoot { node } => {
                write!(f, "node {node} has no parent; only node 0 is a root")
            }
            NetworkError::UnknownParent { node } => {
                write!(f, "the parent of node {node} does not exist")
            }
            NetworkError::Cycle { node } => write!(f, "node {node} is its own ancestor"),
            NetworkError::ReservedNotZero { node } => {
                write!(f, "node {node} has a reserved field that is not zero")
            }
            NetworkError::SupplyTooLarge { node } => {
                write!(f, "the supply and the sources up to node {node} exceed 2^63 - 1 together")
            }
            NetworkError::UnknownNode { user } => {
                write!(f, "user {user} is at a node that does not exist")
            }
        }
    }
}

impl core::error::Error for NetworkError {}
