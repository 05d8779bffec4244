//! The working memory of a horizon.

use super::periods::RotationSlot;
use crate::network::{NetworkScratch, Node, NodeLoad};
use crate::user::User;

/// Working memory, lent by the caller. What it holds before does not matter.
#[derive(Debug)]
pub struct HorizonScratch<'a> {
    /// For the time-expanded network: [`HorizonScratch::nodes`] of them.
    pub nodes: &'a mut [Node],
    /// As many: what the nodes of the time-expanded network carry.
    pub loads: &'a mut [NodeLoad],
    /// For every user in every period: [`HorizonScratch::users`] of them.
    pub users: &'a mut [User],
    /// One for each user: how it fares in a rotation as the periods go by.
    pub rotation: &'a mut [RotationSlot],
    /// What a network of so many nodes and users needs.
    pub network: NetworkScratch<'a>,
}

impl HorizonScratch<'_> {
    /// How many nodes the time-expanded network has: in each period one for the storage, and the network's, or one for a
    /// station.
    pub const fn nodes(nodes: usize, periods: usize) -> usize {
        periods.saturating_mul(if nodes == 0 { 2 } else { nodes.saturating_add(1) })
    }

    /// How many users the horizon comes to: each once in every period.
    pub const fn users(users: usize, periods: usize) -> usize {
        periods.saturating_mul(users)
    }

    /// The part that so many nodes, users and periods need; `None` if there is not that much.
    pub(super) fn part(&mut self, nodes: usize, users: usize, periods: usize) -> Option<HorizonScratch<'_>> {
        let (nodes_in_time, users_in_time) =
            (HorizonScratch::nodes(nodes, periods), HorizonScratch::users(users, periods));
        Some(HorizonScratch {
            nodes: self.nodes.get_mut(..nodes_in_time)?,
            loads: self.loads.get_mut(..nodes_in_time)?,
            users: self.users.get_mut(..users_in_time)?,
            rotation: self.rotation.get_mut(..users)?,
            network: self.network.part(nodes_in_time, users_in_time)?,
        })
    }
}
