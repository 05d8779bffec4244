//! What is different from period to period.

use crate::horizon::Spread;
use crate::units::{Flow, Total, Volume};

/// The periods, and what is different in them. A slice that is empty says that nothing is.
///
/// Every slice that is not empty is in the order of the periods: first one value for each element (source, pipe,
/// storage, user) in period 0, then those of period 1, and so on. So a maintenance of a pipe, an outage of a source from
/// three to nine o'clock, a tank that can be filled at night only, are all said in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule<'a> {
    /// How many periods there are, at least 1.
    pub period_count: u32,
    /// How a step that is short is shared out over them.
    pub spread: Spread,
    /// What each source can bring in each period; empty: what [`Source`](crate::pipe_network::Source) says.
    pub supplies: &'a [Volume],
    /// What each pipe can carry in each period; empty: what [`Pipe`](crate::pipe_network::Pipe) says.
    pub capacities: &'a [PipeCapacity],
    /// What each storage receives, gives and takes in each period; empty: no deliveries, and the limits that
    /// [`NetworkStorage`](crate::pipe_network::NetworkStorage) says.
    pub storages: &'a [StorageFlow],
    /// What each user wants in each period; empty: its [`User::demand`](crate::user::User::demand). Technical minimums
    /// and stated bases do not change.
    pub demands: &'a [Flow],
}

impl Schedule<'_> {
    /// One period.
    pub const ONCE: Schedule<'static> = Schedule::periods(1);

    /// So many periods, all alike.
    pub const fn periods(period_count: u32) -> Schedule<'static> {
        Schedule {
            period_count,
            spread: Spread::Even,
            supplies: &[],
            capacities: &[],
            storages: &[],
            demands: &[],
        }
    }
}

/// What a pipe can carry in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PipeCapacity {
    /// From its first node to its second.
    pub along: Total,
    /// From its second node to its first.
    pub back: Total,
}

/// What a storage receives, gives and takes in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StorageFlow {
    /// What arrives from outside the network and can be used from this period on. What the storage has no room for is
    /// turned away; so is what would take the room that gas of a lower order fills later, where it was drawn upon.
    pub delivery: Volume,
    /// The most that can be withdrawn.
    pub withdrawal: Volume,
    /// The most that can be filled from the network.
    pub fill: Volume,
}
