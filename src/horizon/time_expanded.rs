//! The time-expanded network: a node for what the storage can give by the end of each period, and in every period a
//! copy of the station's network.
//!
//! Nodes 0 … K − 1 are those of the storage, the last period first: node 0, the root, is what can be withdrawn over the
//! whole horizon, and below each lies the one of the period before. Then come the copies, period by period, each below
//! the storage's node of its period. Users of a period follow those of the period before.

use super::error::HorizonError;
use super::period::{Period, Storage};
use crate::allocate::AllocateError;
use crate::network::{MAX_NODES, NetworkError, Node};
use crate::units::{Flow, MAX_USERS, Total};
use crate::user::User;

/// A horizon to be turned into one network, and back.
pub(super) struct TimeExpanded<'a> {
    pub(super) nodes: &'a [Node],
    pub(super) users: &'a [User],
    pub(super) periods: &'a [Period],
    pub(super) storage: Storage,
}

impl TimeExpanded<'_> {
    /// How many nodes a copy has.
    pub(super) fn copy_len(&self) -> usize {
        self.nodes.len().max(1)
    }

    /// What the storage can give over the whole horizon.
    pub(super) fn usable(&self) -> Total {
        self.deliveries().saturating_add(self.storage.stock).saturating_sub(self.storage.reserve)
    }

    /// The sum of all deliveries; checked not to overflow.
    fn deliveries(&self) -> Total {
        self.periods.iter().fold(0, |sum, period| sum.saturating_add(period.delivery))
    }

    /// Checks how many nodes, users and periods there are.
    pub(super) fn check_counts(&self) -> Result<(), HorizonError> {
        let (nodes, users, periods) = (self.nodes.len(), self.users.len(), self.periods.len());
        if periods == 0 || self.copy_len().saturating_add(1).saturating_mul(periods) > MAX_NODES {
            return Err(HorizonError::PeriodCount { nodes, periods });
        }
        if users.saturating_mul(periods) > MAX_USERS {
            return Err(AllocateError::TooManyUsers { count: users.saturating_mul(periods) }.into());
        }
        Ok(())
    }

    /// Checks storage and periods, and that all gas of the horizon stays below 2⁶³ together.
    pub(super) fn check_gas(&self) -> Result<(), HorizonError> {
        if self.storage.reserved != [0; 2] {
            return Err(HorizonError::StorageReservedNotZero);
        }
        let mut gas = Some(self.storage.stock).filter(fits).ok_or(HorizonError::StockTooLarge)?;
        for (index, period) in self.periods.iter().enumerate() {
            if period.reserved != 0 {
                return Err(HorizonError::ReservedNotZero { period: index });
            }
            let with_period = gas.checked_add(period.supply).and_then(|sum| sum.checked_add(period.delivery));
            gas = with_period.filter(fits).ok_or(HorizonError::SupplyTooLarge { period: index })?;
            for (node, source) in self.nodes.iter().map(|node| node.source).enumerate() {
                let with_source = gas.checked_add(source).filter(fits);
                gas = with_source.ok_or(NetworkError::SupplyTooLarge { node })?;
            }
        }
        Ok(())
    }

    /// Copies every user into every period, with what it wants there.
    pub(super) fn copy_users(&self, copies: &mut [User]) -> Result<(), HorizonError> {
        for (user, original) in self.users.iter().enumerate() {
            let mut curtailment = original.cumulative_curtailment;
            for (t, period) in self.periods.iter().enumerate() {
                let demand =
                    demand(original, period).ok_or(HorizonError::DemandTooLarge { user, period: t })?;
                curtailment = curtailment
                    .checked_add(demand as Total)
                    .ok_or(AllocateError::CurtailmentOverflow { user })?;
                let node = if self.nodes.is_empty() { 0 } else { original.node };
                if let Some(copy) = copies.get_mut(t * self.users.len() + user) {
                    *copy = *original;
                    (copy.demand, copy.node) = (demand, self.copy_of(t, node));
                }
            }
        }
        Ok(())
    }

    /// The node of the time-expanded network that stands for a node in a period.
    fn copy_of(&self, period: usize, node: u32) -> u32 {
        // Fits: the nodes are at most MAX_NODES.
        (self.periods.len() + period * self.copy_len()) as u32 + node
    }

    /// Writes the nodes of the time-expanded network.
    pub(super) fn link(&self, copies: &mut [Node]) {
        let (storage, mut rest) = copies.split_at_mut(self.periods.len().min(copies.len()));
        let mut stock = self.storage.stock;
        for (t, (node, period)) in storage.iter_mut().rev().zip(self.periods).enumerate() {
            stock += period.delivery;
            let above = (self.periods.len() - 1 - t) as u32;
            let parent = above.checked_sub(1).unwrap_or(Node::ROOT);
            *node = Node::below(parent).with_capacity(stock.saturating_sub(self.storage.reserve));
            let Some((copy, later)) = rest.split_at_mut_checked(self.copy_len()) else { return };
            self.copy_nodes(t, above, period, copy);
            rest = later;
        }
    }

    /// Copies the network for one period, below the storage's node of the period.
    fn copy_nodes(&self, t: usize, above: u32, period: &Period, copy: &mut [Node]) {
        let station = [Node::below(Node::ROOT)];
        let originals = if self.nodes.is_empty() { &station } else { self.nodes };
        for (copy, original) in copy.iter_mut().zip(originals) {
            *copy = match original.parent {
                // The pipeline's gas is the root's own, within the capacity of its inlet; the storage is behind it.
                Node::ROOT => Node::below(above)
                    .with_capacity(self.storage.withdrawal)
                    .with_source(period.supply.min(original.capacity) + original.source),
                parent => Node { parent: self.copy_of(t, parent), ..*original },
            };
        }
    }
}

fn fits(sum: &Total) -> bool {
    *sum < 1 << 63
}

/// What a user wants in a period.
fn demand(user: &User, period: &Period) -> Option<Flow> {
    let permille = period.demand_permille.get(user.class_code() as usize).copied().unwrap_or(0);
    Flow::try_from((user.demand as Total * permille as Total + 500) / 1000).ok()
}
