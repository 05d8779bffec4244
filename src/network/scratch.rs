//! The working memory of the solver.

use super::levels::LevelSlot;
use crate::allocate::level::Vessel;
use crate::units::Total;

/// Working memory for an allocation on a network, lent by the caller. What it holds before does not matter.
#[derive(Debug)]
pub struct NetworkScratch<'a> {
    /// One for each node.
    pub nodes: &'a mut [NodeSlot],
    /// One for each user.
    pub users: &'a mut [UserSlot],
    /// [`NetworkScratch::levels`] of them.
    pub levels: &'a mut [LevelSlot],
}

impl NetworkScratch<'_> {
    /// How many level slots an allocation with so many nodes and users needs: two for each.
    pub const fn levels(nodes: usize, users: usize) -> usize {
        nodes.saturating_add(users).saturating_mul(2)
    }

    /// The part that a problem with so many nodes and users needs; `None` if there is not that much.
    pub(crate) fn part(&mut self, nodes: usize, users: usize) -> Option<NetworkScratch<'_>> {
        Some(NetworkScratch {
            nodes: self.nodes.get_mut(..nodes)?,
            users: self.users.get_mut(..users)?,
            levels: self.levels.get_mut(..NetworkScratch::levels(nodes, users))?,
        })
    }
}

/// Working memory for one user.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct UserSlot {
    /// While a level is sought: the set of users in which its ceiling starts.
    pub(super) set: u32,
    /// The node that holds the user back where it first falls short.
    pub(super) holder: u32,
}

impl UserSlot {
    /// While a level is sought: the set in which the user's floor starts.
    pub(super) fn floor_set(&self, node: u32, vessel: &Vessel) -> u32 {
        if vessel.floor == 0 { node } else { self.set + 1 }
    }
}

/// Working memory for one node.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct NodeSlot {
    /// What can still enter from above.
    pub(super) left: Total,
    /// What is left of the node's own source.
    pub(super) source: Total,
    /// What its subtree takes in the present movement. While a level is sought: what is taken at the ceilings beyond
    /// the floors.
    pub(super) amount: Total,
    /// The node at this place when the network is gone through depth first. The place is the slot's own index.
    pub(super) order: u32,
    /// While the network is ordered: the first child. While a level is sought: the list of floors.
    pub(super) first: u32,
    /// While the network is ordered: the next sibling. While a level is sought: the list of ceilings.
    pub(super) second: u32,
    /// Its place when the network is gone through depth first. While the network is ordered: whether the node was
    /// reached.
    pub(super) place: u32,
}
