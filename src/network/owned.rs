//! Memory for hosts: working memory that grows as needed, and results that own themselves.

use alloc::vec;
use alloc::vec::Vec;

use super::error::NetworkError;
use super::levels::LevelSlot;
use super::node::NodeLoad;
use super::scratch::{NetworkScratch, NodeSlot, UserSlot};
use super::solve::{Network, NetworkOutput};
use crate::allocate::{Grant, Summary};
use crate::units::Total;

/// Working memory on the heap, to be used again for as many allocations as you like.
#[derive(Clone, Debug, Default)]
pub struct NetworkScratchBuf {
    nodes: Vec<NodeSlot>,
    users: Vec<UserSlot>,
    levels: Vec<LevelSlot>,
}

impl NetworkScratchBuf {
    /// Working memory that holds nothing yet and allocates nothing.
    pub const fn new() -> NetworkScratchBuf {
        NetworkScratchBuf { nodes: Vec::new(), users: Vec::new(), levels: Vec::new() }
    }

    /// Lends memory for so many nodes and users, and grows if there is less.
    pub fn lend(&mut self, nodes: usize, users: usize) -> NetworkScratch<'_> {
        grow(&mut self.nodes, nodes, NodeSlot::default());
        grow(&mut self.users, users, UserSlot::default());
        grow(&mut self.levels, NetworkScratch::levels(nodes, users), LevelSlot::default());
        NetworkScratch { nodes: &mut self.nodes, users: &mut self.users, levels: &mut self.levels }
    }
}

/// Makes room for at least so many values.
pub(crate) fn grow<T: Clone>(values: &mut Vec<T>, count: usize, value: T) {
    if values.len() < count {
        values.resize(count, value);
    }
}

/// What an allocation on a network comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NetworkAllocation {
    /// What every user gets, in the order of the users.
    pub grants: Vec<Grant>,
    /// What every node carries, in the order of the nodes.
    pub loads: Vec<NodeLoad>,
    /// The totals.
    pub summary: Summary,
}

impl Network<'_> {
    /// As [`Network::allocate`], with a result on the heap.
    ///
    /// # Errors
    ///
    /// As [`Network::allocate`].
    ///
    /// ```
    /// use citygate::network::{Network, NetworkError, NetworkScratchBuf, Node};
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::user::{SupplyClass, User};
    ///
    /// let network = Network {
    ///     policy: &JILIN_2024,
    ///     nodes: &[Node::below(Node::ROOT), Node::below(0).with_capacity(40)],
    ///     users: &[User::new(SupplyClass::Residential, 50).at_node(1)],
    /// };
    /// let mut scratch = NetworkScratchBuf::new();
    /// let evening = network.allocate_owned(120, &mut scratch)?;
    /// let night = network.allocate_owned(30, &mut scratch)?;
    /// assert_eq!((evening.grants[0].granted(), evening.grants[0].node()), (40, Some(1)));
    /// assert_eq!((night.grants[0].granted(), night.grants[0].node()), (30, None));
    /// # Ok::<(), NetworkError>(())
    /// ```
    pub fn allocate_owned(
        &self,
        supply: Total,
        scratch: &mut NetworkScratchBuf,
    ) -> Result<NetworkAllocation, NetworkError> {
        let mut allocation = NetworkAllocation {
            grants: vec![Grant::EMPTY; self.users.len()],
            loads: vec![NodeLoad::default(); self.nodes.len()],
            summary: Summary::default(),
        };
        let output = NetworkOutput {
            grants: &mut allocation.grants,
            loads: &mut allocation.loads,
            summary: &mut allocation.summary,
        };
        self.allocate(supply, &mut scratch.lend(self.nodes.len(), self.users.len()), output)?;
        Ok(allocation)
    }
}
