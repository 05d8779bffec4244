//! All periods at once: the horizon as a time-expanded network, solved, and told of as it was given.

use super::error::HorizonError;
use super::output::HorizonOutput;
use super::period::{Period, Storage};
use super::periods::{InPeriods, Spread};
use super::scratch::HorizonScratch;
use super::time_expanded::TimeExpanded;
use crate::allocate::check::{check_served, check_users};
use crate::network::{Network, NetworkError, NetworkOutput, Node, NodeSlot, topology};
use crate::policy::Policy;
use crate::user::User;

/// What is shared out: a network over the periods ahead, its storage, and how a shortage is spread over time.
#[derive(Clone, Copy, Debug)]
pub struct Horizon<'a> {
    /// The supply order, the network and the users. No nodes stand for one station; [`User::node`] is not read then.
    pub network: Network<'a>,
    /// The periods, nearest first; at least one.
    pub periods: &'a [Period],
    /// The storage.
    pub storage: Storage,
    /// How a step that is short is shared out over the periods.
    pub spread: Spread,
}

impl Horizon<'_> {
    /// Shares out the gas of all periods among the users, and says why each got what it got.
    ///
    /// As [`Network::allocate`] over all periods (see there for the rules). The pipeline's supply enters at the root,
    /// within its capacity; what is withdrawn from the storage enters behind it. In every period the gas of that
    /// period is used before that of the storage.
    ///
    /// A technical minimum holds in every period; an on/off user is decided anew in each. A rotating step goes from
    /// period to period by what its [`Rotation`](crate::policy::Rotation) counts, from [`User::cumulative_curtailment`]
    /// on, in the unit of that; all users are taken to be on before, for long enough.
    ///
    /// Complexity: that of a network with [`HorizonScratch::nodes`] nodes and [`HorizonScratch::users`] users. A step
    /// that is short and goes period by period ([`Spread::Earliest`]) visits for every period the users and nodes of
    /// that period and, for the storage, one node for each period from there on. For a user that is served all or
    /// nothing in a period, it takes those of the storage's nodes that limit more than the ones after them (with few
    /// deliveries, few), and if it draws upon the storage, one for each period from there on. No heap, no recursion; reentrant.
    ///
    /// # Errors
    ///
    /// [`HorizonError`] names the period, node or user that is wrong. Nothing is written then but to the scratch.
    ///
    /// ```
    /// use citygate::allocate::{Grant, Summary};
    /// use citygate::horizon::{
    ///     Horizon, HorizonError, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, Spread, Storage,
    /// };
    /// use citygate::network::{Network, NetworkScratch, Node};
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
    ///
    /// const NODES: usize = HorizonScratch::nodes(0, 3);
    /// const USERS: usize = HorizonScratch::users(2, 3);
    /// let mut scratch = HorizonScratch {
    ///     nodes: &mut [Node::below(0); NODES],
    ///     loads: &mut [Default::default(); NODES],
    ///     users: &mut [User::default(); USERS],
    ///     rotation: &mut [Default::default(); 2],
    ///     network: NetworkScratch {
    ///         nodes: &mut [Default::default(); NODES],
    ///         users: &mut [Default::default(); USERS],
    ///         levels: &mut [Default::default(); NetworkScratch::levels(NODES, USERS)],
    ///     },
    /// };
    /// let (mut grants, mut periods) = ([Grant::EMPTY; USERS], [PeriodTotal::default(); 3]);
    /// let (mut outlook, mut summary) = ([Outlook::UNTOUCHED; 6], Summary::default());
    /// horizon.allocate(&mut scratch, HorizonOutput {
    ///     grants: &mut grants,
    ///     periods: &mut periods,
    ///     loads: &mut [],
    ///     outlook: &mut outlook,
    ///     summary: &mut summary,
    /// })?;
    ///
    /// // The homes are safe for all three hours; what the tank can give beyond goes to industry at once.
    /// assert_eq!(grants.map(|grant| grant.granted()), [25, 5, 25, 0, 25, 0]);
    /// assert_eq!(periods.map(|period| period.stock), [60, 35, 10]);
    /// let industry = outlook[SupplyClass::IndustrialFuel as usize];
    /// assert_eq!((industry.first_touched_period, industry.cut_off_period), (0, 1));
    /// # Ok::<(), HorizonError>(())
    /// ```
    pub fn allocate(&self, scratch: &mut HorizonScratch, output: HorizonOutput) -> Result<(), HorizonError> {
        let Network { policy, nodes, users } = self.network;
        let expanded = self.time_expanded();
        expanded.check_counts()?;
        expanded.check_room(&output)?;
        let scratch = scratch.part(nodes.len(), users.len(), self.periods.len());
        let mut scratch = scratch.ok_or(HorizonError::ScratchTooSmall)?;
        check(policy, nodes, users, scratch.network.nodes)?;
        expanded.check_gas()?;
        expanded.copy_users(scratch.users)?;

        expanded.link(scratch.nodes);
        let network = Network { policy, nodes: scratch.nodes, users: scratch.users };
        let (periods, nodes) = (self.periods.len(), expanded.copy_len());
        let mut order = InPeriods::of_horizon(self.spread, periods, nodes, scratch.rotation);
        let HorizonOutput { grants, periods, loads, outlook, summary } = output;
        let on_network = NetworkOutput { grants, loads: scratch.loads, summary };
        network.solve(expanded.usable(), &mut scratch.network, &mut order, on_network)?;
        let output = HorizonOutput { grants, periods, loads, outlook, summary };
        expanded.report(scratch.users, scratch.loads, output);
        Ok(())
    }

    pub(super) fn time_expanded(&self) -> TimeExpanded<'_> {
        let Network { nodes, users, .. } = self.network;
        TimeExpanded { nodes, users, periods: self.periods, storage: self.storage }
    }
}

/// Checks nodes and users by themselves, before they are put into a larger network.
fn check(
    policy: &Policy,
    nodes: &[Node],
    users: &[User],
    slots: &mut [NodeSlot],
) -> Result<(), NetworkError> {
    check_served(policy, users)?;
    check_users(users)?;
    if nodes.is_empty() {
        return Ok(());
    }
    topology::check(nodes, 0)?;
    topology::order(nodes, slots.get_mut(..nodes.len()).ok_or(NetworkError::ScratchTooSmall)?)?;
    let is_unknown = |user: &User| user.node as usize >= nodes.len();
    match users.iter().position(is_unknown) {
        Some(user) => Err(NetworkError::UnknownNode { user }),
        None => Ok(()),
    }
}
