//! Memory for hosts: working memory that grows as needed, and results that own themselves.

use alloc::vec;
use alloc::vec::Vec;

use super::error::PipeNetworkError;
use super::flows::{PipeLevelSlot, PipeUserSlot};
use super::graph::{LinkSlot, PipeNodeSlot};
use super::held_by::Held;
use super::layout::Layout;

use super::description::PipeNetwork;
use super::output::{PipeNetworkOutput, PipeNetworkResult};
use super::pipe::{PipeFlow, SourceUse};
use super::scratch::PipeNetworkScratch;
use super::storage::StorageState;
use super::tree::{Tree, take_over};
use crate::allocate::{Grant, Summary};
use crate::horizon::{Outlook, PeriodTotal, RotationSlot};
use crate::network::NetworkScratchBuf;
use crate::network::owned::grow;
use crate::user::{CLASS_COUNT, User};

/// Working memory on the heap, to be used again for as many allocations as you like.
#[derive(Clone, Debug, Default)]
pub struct PipeNetworkScratchBuf {
    nodes: Vec<PipeNodeSlot>,
    links: Vec<LinkSlot>,
    levels: Vec<PipeLevelSlot>,
    users: Vec<PipeUserSlot>,
    copies: Vec<User>,
    rotation: Vec<RotationSlot>,
    tree: NetworkScratchBuf,
}

impl PipeNetworkScratchBuf {
    /// Working memory that holds nothing yet and allocates nothing.
    pub const fn new() -> PipeNetworkScratchBuf {
        PipeNetworkScratchBuf {
            nodes: Vec::new(),
            links: Vec::new(),
            levels: Vec::new(),
            users: Vec::new(),
            copies: Vec::new(),
            rotation: Vec::new(),
            tree: NetworkScratchBuf::new(),
        }
    }

    /// Lends memory for a network, and grows if there is less. Lends what there is to one that is too large to be solved.
    pub fn lend(&mut self, network: &PipeNetwork) -> PipeNetworkScratch<'_> {
        if network.check_size().is_ok() {
            let layout = Layout::of(network);
            let (nodes, users) = (layout.nodes_in_time() + 1, layout.users_in_time());
            grow(&mut self.nodes, nodes, PipeNodeSlot::default());
            grow(&mut self.links, layout.links_in_time(), LinkSlot::default());
            grow(&mut self.levels, nodes, PipeLevelSlot::default());
            grow(&mut self.users, users, PipeUserSlot::default());
            grow(&mut self.copies, users, User::default());
            grow(&mut self.rotation, layout.users, RotationSlot::default());
        }
        PipeNetworkScratch {
            nodes: &mut self.nodes,
            links: &mut self.links,
            levels: &mut self.levels,
            users: &mut self.users,
            copies: &mut self.copies,
            rotation: &mut self.rotation,
        }
    }
}

/// What an allocation on a network of pipes comes to; see [`PipeNetworkOutput`] for the order of everything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct PipeNetworkAllocation {
    /// What every user gets in every period.
    pub grants: Vec<Grant>,
    /// What every pipe carries in every period.
    pub pipes: Vec<PipeFlow>,
    /// What is taken from every source in every period.
    pub sources: Vec<SourceUse>,
    /// What every storage comes to in every period.
    pub storages: Vec<StorageState>,
    /// One for each period.
    pub periods: Vec<PeriodTotal>,
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub outlook: [Outlook; CLASS_COUNT],
    /// Totals over all periods.
    pub summary: Summary,
}

impl PipeNetworkAllocation {
    /// The same, borrowed.
    pub fn as_result(&self) -> PipeNetworkResult<'_> {
        let PipeNetworkAllocation { grants, pipes, sources, storages, .. } = self;
        PipeNetworkResult { grants, pipes, sources, storages }
    }
}

impl PipeNetwork<'_> {
    /// As [`PipeNetwork::allocate`], with a result on the heap. A tree (one period, no storages, no two-way pipes, one pipe
    /// into each node) is shared out by the solver for trees, which is faster by far for many users.
    ///
    /// # Errors
    ///
    /// As [`PipeNetwork::allocate`].
    pub fn allocate_owned(
        &self,
        scratch: &mut PipeNetworkScratchBuf,
    ) -> Result<PipeNetworkAllocation, PipeNetworkError> {
        let layout = self.check_size()?;
        let periods = layout.periods;
        let mut allocation = PipeNetworkAllocation {
            grants: vec![Grant::EMPTY; layout.users_in_time()],
            pipes: vec![PipeFlow::default(); layout.pipes * periods],
            sources: vec![SourceUse::default(); layout.sources * periods],
            storages: vec![StorageState::default(); layout.storages * periods],
            periods: vec![PeriodTotal::default(); periods],
            outlook: [Outlook::UNTOUCHED; CLASS_COUNT],
            summary: Summary::default(),
        };
        let output = PipeNetworkOutput {
            grants: &mut allocation.grants,
            pipes: &mut allocation.pipes,
            sources: &mut allocation.sources,
            storages: &mut allocation.storages,
            periods: &mut allocation.periods,
            outlook: &mut allocation.outlook,
            summary: &mut allocation.summary,
        };
        let tree = self.check(layout).ok().and_then(|_| Tree::recognize(self));
        match tree.and_then(|tree| tree.share(&mut scratch.tree)) {
            Some(answer) => {
                self.solve(&mut scratch.lend(self), output, |flows, users, _, grants, summary| {
                    take_over(answer, flows, users, grants, summary);
                })
            }
            None => self.allocate(&mut scratch.lend(self), output),
        }?;
        Ok(allocation)
    }

    /// As [`PipeNetwork::held_by`], with a list on the heap.
    ///
    /// # Errors
    ///
    /// As [`PipeNetwork::held_by`].
    pub fn held_by_owned(
        &self,
        result: &PipeNetworkAllocation,
        user: usize,
        period: usize,
        scratch: &mut PipeNetworkScratchBuf,
    ) -> Result<Vec<Held>, PipeNetworkError> {
        let mut held = Vec::new();
        let result = result.as_result();
        self.held_by(result, user, period, &mut scratch.lend(self), |one| held.push(one))?;
        Ok(held)
    }
}
