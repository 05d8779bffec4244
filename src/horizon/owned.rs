//! Memory for hosts: working memory that grows as needed, and results that own themselves.

use alloc::vec;
use alloc::vec::Vec;

use super::error::HorizonError;
use super::output::HorizonOutput;
use super::period::{Outlook, PeriodTotal};
use super::periods::RotationSlot;
use super::scratch::HorizonScratch;
use super::solve::Horizon;
use crate::allocate::{Grant, Summary};
use crate::network::owned::{NetworkScratchBuf, grow};
use crate::network::{Node, NodeLoad};
use crate::user::{CLASS_COUNT, User};

/// Working memory on the heap, to be used again for as many allocations as you like.
#[derive(Clone, Debug, Default)]
pub struct HorizonScratchBuf {
    nodes: Vec<Node>,
    loads: Vec<NodeLoad>,
    users: Vec<User>,
    rotation: Vec<RotationSlot>,
    network: NetworkScratchBuf,
}

impl HorizonScratchBuf {
    /// Working memory that holds nothing yet and allocates nothing.
    pub const fn new() -> HorizonScratchBuf {
        HorizonScratchBuf {
            nodes: Vec::new(),
            loads: Vec::new(),
            users: Vec::new(),
            rotation: Vec::new(),
            network: NetworkScratchBuf::new(),
        }
    }

    /// Lends memory for so many nodes (0 for one station), users and periods, and grows if there is less.
    pub fn lend(&mut self, nodes: usize, users: usize, periods: usize) -> HorizonScratch<'_> {
        let nodes_in_time = HorizonScratch::nodes(nodes, periods);
        let users_in_time = HorizonScratch::users(users, periods);
        grow(&mut self.nodes, nodes_in_time, Node::below(Node::ROOT));
        grow(&mut self.loads, nodes_in_time, NodeLoad::default());
        grow(&mut self.users, users_in_time, User::default());
        grow(&mut self.rotation, users, RotationSlot::default());
        HorizonScratch {
            nodes: &mut self.nodes,
            loads: &mut self.loads,
            users: &mut self.users,
            rotation: &mut self.rotation,
            network: self.network.lend(nodes_in_time, users_in_time),
        }
    }
}

/// What an allocation over a horizon comes to: see [`HorizonOutput`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct HorizonAllocation {
    /// What every user gets in every period: the users of period 0, then those of period 1, and so on.
    pub grants: Vec<Grant>,
    /// One for each period.
    pub periods: Vec<PeriodTotal>,
    /// What every node carries in every period: the nodes in period 0, then in period 1, and so on. None for a station.
    pub loads: Vec<NodeLoad>,
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub outlook: [Outlook; CLASS_COUNT],
    /// Totals over the whole horizon.
    pub summary: Summary,
}

impl Horizon<'_> {
    /// As [`Horizon::allocate`], with a result on the heap.
    ///
    /// # Errors
    ///
    /// As [`Horizon::allocate`].
    ///
    /// ```
    /// use citygate::horizon::{Horizon, HorizonError, HorizonScratchBuf, Period, Spread, Storage};
    /// use citygate::network::Network;
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::user::{SupplyClass, User};
    ///
    /// // Three hours without the pipeline; a tank of 90 that gives 40 an hour and must keep 10.
    /// let users = [User::new(SupplyClass::Residential, 25), User::new(SupplyClass::IndustrialFuel, 25)];
    /// let horizon = Horizon {
    ///     network: Network { policy: &JILIN_2024, nodes: &[], users: &users },
    ///     periods: &[Period::new(0); 3],
    ///     storage: Storage { stock: 90, reserve: 10, withdrawal: 40, ..Storage::default() },
    ///     spread: Spread::Earliest,
    /// };
    /// let ahead = horizon.allocate_owned(&mut HorizonScratchBuf::new())?;
    /// let stock: Vec<u64> = ahead.periods.iter().map(|period| period.stock).collect();
    /// assert_eq!(stock, [60, 35, 10]);
    /// # Ok::<(), HorizonError>(())
    /// ```
    pub fn allocate_owned(&self, scratch: &mut HorizonScratchBuf) -> Result<HorizonAllocation, HorizonError> {
        // Before there is memory for them all.
        self.time_expanded().check_counts()?;
        let (nodes, users) = (self.network.nodes.len(), self.network.users.len());
        let periods = self.periods.len();
        let mut allocation = HorizonAllocation {
            grants: vec![Grant::EMPTY; users * periods],
            periods: vec![PeriodTotal::default(); periods],
            loads: vec![NodeLoad::default(); nodes * periods],
            outlook: Default::default(),
            summary: Summary::default(),
        };
        let output = HorizonOutput {
            grants: &mut allocation.grants,
            periods: &mut allocation.periods,
            loads: &mut allocation.loads,
            outlook: &mut allocation.outlook,
            summary: &mut allocation.summary,
        };
        self.allocate(&mut scratch.lend(nodes, users, periods), output)?;
        Ok(allocation)
    }
}
