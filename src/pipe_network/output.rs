//! Where the answer goes.

use super::pipe::{PipeFlow, SourceUse};
use super::storage::StorageState;
use crate::allocate::{Grant, Summary};
use crate::horizon::{Outlook, PeriodTotal};
use crate::user::CLASS_COUNT;

/// Where an allocation is written. Everything that there is once in each period is in the order of the periods: first all
/// of period 0, then all of period 1, and so on.
#[derive(Debug)]
pub struct PipeNetworkOutput<'a> {
    /// What every user gets in every period. [`Grant::node`] is none; see
    /// [`PipeNetwork::held_by`](crate::pipe_network::PipeNetwork::held_by) for what holds a user
    /// back.
    pub grants: &'a mut [Grant],
    /// What every pipe carries in every period.
    pub pipes: &'a mut [PipeFlow],
    /// What is taken from every source in every period.
    pub sources: &'a mut [SourceUse],
    /// What every storage comes to in every period.
    pub storages: &'a mut [StorageState],
    /// One for each period.
    pub periods: &'a mut [PeriodTotal],
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub outlook: &'a mut [Outlook; CLASS_COUNT],
    /// Totals over all periods. The supply is what all sources can bring and what storages can give: stocks above their
    /// reserves, deliveries included.
    pub summary: &'a mut Summary,
}

/// What an allocation came to, as it was written: see [`PipeNetworkOutput`].
#[derive(Clone, Copy, Debug)]
pub struct PipeNetworkResult<'a> {
    /// What every user gets in every period.
    pub grants: &'a [Grant],
    /// What every pipe carries in every period.
    pub pipes: &'a [PipeFlow],
    /// What is taken from every source in every period.
    pub sources: &'a [SourceUse],
    /// What every storage comes to in every period.
    pub storages: &'a [StorageState],
}
