//! Why an allocation on a network of pipes was refused.

use core::fmt;

use crate::allocate::AllocateError;
use crate::network::MAX_NODES;

/// A slice of values of which there must be a certain number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum PipeNetworkSlice {
    /// [`Schedule::supplies`](crate::pipe_network::Schedule::supplies): one for each source and period, or none.
    Supplies,
    /// [`Schedule::capacities`](crate::pipe_network::Schedule::capacities): one for each pipe and period, or none.
    Capacities,
    /// [`Schedule::storages`](crate::pipe_network::Schedule::storages): one for each storage and period, or none.
    StorageFlows,
    /// [`Schedule::demands`](crate::pipe_network::Schedule::demands): one for each user and period, or none.
    Demands,
    /// The pipes of the result: one for each pipe and period.
    PipeFlows,
    /// The sources of the result: one for each source and period.
    SourceUses,
    /// The storages of the result: one for each storage and period.
    StorageStates,
    /// The totals of the result: one for each period.
    Periods,
}

impl fmt::Display for PipeNetworkSlice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PipeNetworkSlice::Supplies => "supplies of the schedule",
            PipeNetworkSlice::Capacities => "capacities of the schedule",
            PipeNetworkSlice::StorageFlows => "storage limits of the schedule",
            PipeNetworkSlice::Demands => "demands of the schedule",
            PipeNetworkSlice::PipeFlows => "pipe flows of the result",
            PipeNetworkSlice::SourceUses => "source uses of the result",
            PipeNetworkSlice::StorageStates => "storage states of the result",
            PipeNetworkSlice::Periods => "period totals of the result",
        })
    }
}

/// Why an allocation on a network of pipes was refused. Nothing was written but to the scratch. Everything is counted
/// from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PipeNetworkError {
    /// The users or the policy are wrong, or there is not one grant for each user in each period.
    Allocate(AllocateError),
    /// There are no nodes or no periods, or too many: nodes and storages times periods may come to [`MAX_NODES`], and so
    /// may pipes, sources and three times the storages.
    Size {
        /// How many nodes there are.
        nodes: usize,
        /// How many periods there are.
        periods: usize,
    },
    /// There are not as many values as there must be.
    Length {
        /// Of what.
        slice: PipeNetworkSlice,
        /// How many there must be.
        expected: usize,
        /// How many there are.
        given: usize,
    },
    /// A slice of the scratch is too short.
    ScratchTooSmall,
    /// The pipe begins or ends at a node that does not exist.
    PipeUnknownNode {
        /// The pipe.
        pipe: usize,
    },
    /// The pipe ends where it begins.
    PipeToItself {
        /// The pipe.
        pipe: usize,
    },
    /// The source is at a node that does not exist.
    SourceUnknownNode {
        /// The source.
        source: usize,
    },
    /// The storage is at a node that does not exist.
    StorageUnknownNode {
        /// The storage.
        storage: usize,
    },
    /// The storage holds more than its capacity.
    StockAboveCapacity {
        /// The storage.
        storage: usize,
    },
    /// The storage's reserve is more than its capacity.
    ReserveAboveCapacity {
        /// The storage.
        storage: usize,
    },
    /// The user is at a node that does not exist.
    UserUnknownNode {
        /// The user.
        user: usize,
    },
    /// All gas up to this period exceeds 2⁶³ − 1: what sources bring, with stocks and deliveries.
    SupplyTooLarge {
        /// The period.
        period: usize,
    },
    /// Capacities multiplied by the denominator of a level would not fit 128 bits. See
    /// [`PipeNetwork::allocate`](crate::pipe_network::PipeNetwork::allocate), which states the limit.
    TooLarge,
    /// The result is not one of this network: what pipes, sources and storages carry contradicts what they can.
    NotAResult,
    /// There is no such user, or no such period.
    UnknownUser {
        /// The user.
        user: usize,
        /// The period.
        period: usize,
    },
}

impl From<AllocateError> for PipeNetworkError {
    fn from(error: AllocateError) -> Self {
        PipeNetworkError::Allocate(error)
    }
}

impl fmt::Display for PipeNetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PipeNetworkError::Allocate(error) => error.fmt(f),
            PipeNetworkError::Size { nodes, periods } => write!(
                f,
                "{nodes} nodes over {periods} periods; give at least one of each, nodes, storages and links at most \
                 {MAX_NODES} together in time"
            ),
            PipeNetworkError::Length { slice, expected, given } => {
                write!(f, "{given} {slice}; there must be {expected}")
            }
            PipeNetworkError::ScratchTooSmall => {
                f.write_str("the scratch is too small; see PipeNetworkScratch for what it needs")
            }
            PipeNetworkError::PipeUnknownNode { pipe } => {
                write!(f, "pipe {pipe} begins or ends at a node that does not exist")
            }
            PipeNetworkError::PipeToItself { pipe } => write!(f, "pipe {pipe} ends at the node where it begins"),
            PipeNetworkError::SourceUnknownNode { source } => {
                write!(f, "source {source} is at a node that does not exist")
            }
            PipeNetworkError::StorageUnknownNode { storage } => {
                write!(f, "storage {storage} is at a node that does not exist")
            }
            PipeNetworkError::StockAboveCapacity { storage } => {
                write!(f, "storage {storage} holds more than its capacity")
            }
            PipeNetworkError::ReserveAboveCapacity { storage } => {
                write!(f, "the reserve of storage {storage} is more than its capacity")
            }
            PipeNetworkError::UserUnknownNode { user } => {
                write!(f, "user {user} is at a node that does not exist")
            }
            PipeNetworkError::SupplyTooLarge { period } => {
                write!(f, "all gas up to period {period} exceeds 2^63 - 1 together")
            }
            PipeNetworkError::TooLarge => f.write_str(
                "the numbers are too large together: gas times links times demands or weights must fit 127 bits; use a \
                 coarser unit, or fewer periods",
            ),
            PipeNetworkError::NotAResult => {
                f.write_str("what pipes, sources and storages carry is not a result of this network")
            }
            PipeNetworkError::UnknownUser { user, period } => {
                write!(f, "there is no user {user} in a period {period}")
            }
        }
    }
}

impl core::error::Error for PipeNetworkError {}
