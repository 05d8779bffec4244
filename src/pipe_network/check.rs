//! Everything that is wrong with a network is said before anything is written.

use super::description::PipeNetwork;
use super::error::{PipeNetworkError, PipeNetworkSlice};
use super::layout::Layout;
use super::output::PipeNetworkOutput;
use super::pipe::{PipeFlow, SourceUse};
use super::storage::StorageState;
use crate::allocate::AllocateError;
use crate::allocate::check::{check_served, check_users};
use crate::network::MAX_NODES;
use crate::units::{MAX_USERS, Total};
use crate::user::User;

impl PipeNetwork<'_> {
    /// Checks the sizes of everything.
    pub(super) fn check_size(&self) -> Result<Layout, PipeNetworkError> {
        let layout = Layout::of(self);
        let (nodes, periods) = (layout.nodes, layout.periods);
        let is_within = |count: usize| count < MAX_NODES;
        let fits = is_within(layout.nodes_in_time()) && is_within(layout.links_in_time());
        if nodes == 0 || periods == 0 || !fits {
            return Err(PipeNetworkError::Size { nodes, periods });
        }
        if layout.users_in_time() > MAX_USERS {
            return Err(AllocateError::TooManyUsers { count: layout.users_in_time() }.into());
        }
        Ok(layout)
    }

    /// Checks the network by itself; returns all gas that there is.
    pub(super) fn check(&self, layout: Layout) -> Result<Total, PipeNetworkError> {
        self.check_schedule(layout)?;
        check_served(self.policy, self.users)?;
        check_users(self.users)?;
        self.check_elements(layout)?;
        let gas = self.gas().map_err(|period| PipeNetworkError::SupplyTooLarge { period })?;
        self.check_demands(layout, gas)?;
        Ok(gas)
    }

    fn check_schedule(&self, layout: Layout) -> Result<(), PipeNetworkError> {
        let schedule = &self.schedule;
        let Layout { sources, pipes, storages, users, periods, .. } = layout;
        check_length(PipeNetworkSlice::Supplies, sources * periods, schedule.supplies.len(), true)?;
        check_length(PipeNetworkSlice::Capacities, pipes * periods, schedule.capacities.len(), true)?;
        check_length(PipeNetworkSlice::StorageFlows, storages * periods, schedule.storages.len(), true)?;
        check_length(PipeNetworkSlice::Demands, users * periods, schedule.demands.len(), true)
    }

    fn check_elements(&self, layout: Layout) -> Result<(), PipeNetworkError> {
        let is_unknown = |node: u32| node as usize >= layout.nodes;
        for (pipe, stated) in self.pipes.iter().enumerate() {
            if is_unknown(stated.from) || is_unknown(stated.to) {
                return Err(PipeNetworkError::PipeUnknownNode { pipe });
            }
            if stated.from == stated.to {
                return Err(PipeNetworkError::PipeToItself { pipe });
            }
        }
        if let Some(source) = self.sources.iter().position(|source| is_unknown(source.node)) {
            return Err(PipeNetworkError::SourceUnknownNode { source });
        }
        for (storage, stated) in self.storages.iter().enumerate() {
            if is_unknown(stated.node) {
                return Err(PipeNetworkError::StorageUnknownNode { storage });
            }
            if stated.stock > stated.capacity {
                return Err(PipeNetworkError::StockAboveCapacity { storage });
            }
            if stated.reserve > stated.capacity {
                return Err(PipeNetworkError::ReserveAboveCapacity { storage });
            }
        }
        let is_nowhere = |user: &User| is_unknown(user.node);
        match self.users.iter().position(is_nowhere) {
            Some(user) => Err(PipeNetworkError::UserUnknownNode { user }),
            None => Ok(()),
        }
    }

    /// Checks that no sum of what users want or are curtailed overflows, and that what is multiplied fits.
    fn check_demands(&self, layout: Layout, gas: Total) -> Result<(), PipeNetworkError> {
        let (mut asked, mut weights): (Total, Total) = (0, 0);
        for (index, user) in self.users.iter().enumerate() {
            let mut curtailment = Some(user.cumulative_curtailment);
            for period in 0..layout.periods {
                let demand = self.demand(index, period) as Total;
                curtailment = curtailment.and_then(|sum| sum.checked_add(demand));
                asked += demand;
                weights += demand.max(user.base as Total).max(user.effective_weight() as Total);
            }
            curtailment.ok_or(AllocateError::CurtailmentOverflow { user: index })?;
        }
        let links = layout.links_in_time() as u128 + 1;
        let most = (gas as u128 + 1).checked_mul(links).and_then(|most| most.checked_add(asked as u128));
        let scaled = most.and_then(|most| most.checked_mul(weights as u128 + 1));
        scaled.filter(|scaled| *scaled < 1 << 127).map(|_| ()).ok_or(PipeNetworkError::TooLarge)
    }
}

impl PipeNetworkOutput<'_> {
    /// Checks that there is just the room that is needed.
    pub(super) fn check(&self, layout: Layout) -> Result<(), PipeNetworkError> {
        let users = layout.users_in_time();
        if self.grants.len() != users {
            return Err(AllocateError::GrantCount { users, grants: self.grants.len() }.into());
        }
        check_flows(layout, self.pipes, self.sources, self.storages)?;
        check_length(PipeNetworkSlice::Periods, layout.periods, self.periods.len(), false)
    }
}

/// Checks that there is one flow for each pipe, one use for each source and one state for each storage in each period.
pub(super) fn check_flows(
    layout: Layout,
    pipes: &[PipeFlow],
    sources: &[SourceUse],
    storages: &[StorageState],
) -> Result<(), PipeNetworkError> {
    let periods = layout.periods;
    check_length(PipeNetworkSlice::PipeFlows, layout.pipes * periods, pipes.len(), false)?;
    check_length(PipeNetworkSlice::SourceUses, layout.sources * periods, sources.len(), false)?;
    check_length(PipeNetworkSlice::StorageStates, layout.storages * periods, storages.len(), false)
}

fn check_length(
    slice: PipeNetworkSlice,
    expected: usize,
    given: usize,
    or_none: bool,
) -> Result<(), PipeNetworkError> {
    if given == expected || or_none && given == 0 {
        return Ok(());
    }
    Err(PipeNetworkError::Length { slice, expected, given })
}
