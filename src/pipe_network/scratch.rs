//! The working memory of a network of pipes.

use super::flows::{PipeLevelSlot, PipeUserSlot};
use super::graph::{LinkSlot, PipeNodeSlot};
use super::layout::Layout;
use crate::horizon::RotationSlot;
use crate::user::User;

/// Working memory for an allocation on a network of pipes, lent by the caller. What it holds before does not matter.
#[derive(Debug)]
pub struct PipeNetworkScratch<'a> {
    /// [`PipeNetworkScratch::nodes`] of them.
    pub nodes: &'a mut [PipeNodeSlot],
    /// [`PipeNetworkScratch::links`] of them.
    pub links: &'a mut [LinkSlot],
    /// As many as nodes.
    pub levels: &'a mut [PipeLevelSlot],
    /// For every user in every period: [`PipeNetworkScratch::users`] of them.
    pub users: &'a mut [PipeUserSlot],
    /// As many: the users, each once in every period.
    pub copies: &'a mut [User],
    /// One for each user: how it fares in a rotation as the periods go by.
    pub rotation: &'a mut [RotationSlot],
}

impl PipeNetworkScratch<'_> {
    /// How many node slots so many nodes, storages and periods need: one for each node and each storage in each period,
    /// and one more.
    pub const fn nodes(nodes: usize, storages: usize, periods: usize) -> usize {
        nodes.saturating_add(storages).saturating_mul(periods).saturating_add(1)
    }

    /// How many link slots so many pipes, sources, storages and periods need: in each period one for each pipe and
    /// source, and three for each storage.
    pub const fn links(pipes: usize, sources: usize, storages: usize, periods: usize) -> usize {
        storages.saturating_mul(3).saturating_add(pipes).saturating_add(sources).saturating_mul(periods)
    }

    /// How many user slots so many users and periods need: one for each user in each period.
    pub const fn users(users: usize, periods: usize) -> usize {
        users.saturating_mul(periods)
    }

    /// The part that a network needs; `None` if there is not that much.
    pub(super) fn part(&mut self, layout: Layout) -> Option<PipeNetworkScratch<'_>> {
        let nodes = layout.nodes_in_time() + 1;
        let users = layout.users_in_time();
        Some(PipeNetworkScratch {
            nodes: self.nodes.get_mut(..nodes)?,
            links: self.links.get_mut(..layout.links_in_time())?,
            levels: self.levels.get_mut(..nodes)?,
            users: self.users.get_mut(..users)?,
            copies: self.copies.get_mut(..users)?,
            rotation: self.rotation.get_mut(..layout.users)?,
        })
    }
}
