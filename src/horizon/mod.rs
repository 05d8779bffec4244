//! Hours ahead: who keeps how much in every period of an event, with a storage to bridge it.
//!
//! A horizon is a number of periods of equal length. In each of them gas enters from the pipeline, users want so much,
//! and a storage at the station (an LNG tank, linepack above its safe minimum) may be drawn upon, within its
//! withdrawal limit and never below its reserve. [`plan`] shares out all periods at once: the steps of the policy are
//! served one after the other, each over the whole horizon, so that no gas is spent today that a more protected step
//! needs tomorrow. Within a step that is short, [`Spread`] says whether all periods bear the shortage alike or the
//! nearest are served first.
//!
//! # How
//!
//! What the first *t* periods draw from the storage together is at most its stock above the reserve and what has been
//! delivered by then. These are nested limits, a chain; every period hangs on it with the pipeline's gas as a source
//! of its own and the withdrawal limit as its capacity. So the horizon is a network, and
//! [`allocate_network`](crate::network::allocate_network) solves it exactly: one solver for both.
//!
//! # Which combinations are exact
//!
//! * **One station with a storage**, and **a network with a storage at its root**: every period carries a copy of the
//!   network. All capacities are nested still, and everything said of networks holds to the unit.
//! * **A network whose storage is at another node** is refused ([`HorizonError::StorageNotAtRoot`]). What that node's
//!   subtree draws *over several periods* is limited by the storage, what the whole network draws *in one period* by
//!   the supply. Neither of these two sets of users and periods lies within the other, so the limits are not nested,
//!   and the solver would be wrong. Where nothing above the node can run short, plan the node's subtree as a station of
//!   its own.
//! * Sources of nodes give the same in every period; what one of them does not use in a period is gone.
//!
//! # Units
//!
//! Everything is a volume per period. With periods of one hour, flows in dm³/h and volumes in dm³ are the same numbers.

#![forbid(unsafe_code)]

mod chain;
mod error;
mod periods;
mod report;

use core::mem::offset_of;

use crate::allocate::{ClassTotal, Grant, Summary};
use crate::allocate::{check_served, walk};
use crate::network::{NetworkError, NetworkScratch, Node, NodeLoad, NodeSlot, topology};
use crate::policy::Policy;
use crate::units::Total;
use crate::user::{CLASS_COUNT, User};

pub use error::HorizonError;
pub use periods::Spread;
use periods::allocate_periods;

/// One period: what the pipeline brings, what is delivered to the storage, how much users want. The layout is that of
/// `citygate_period_t` in the C header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Period {
    /// What the pipeline can bring in the period.
    pub supply: Total,
    /// What is delivered to the storage: it can be used from this period on.
    pub delivery: Total,
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL): how much its users want in this
    /// period, in thousandths of their demands; 1000 is the demand as it stands, 0 nothing. Demands are rounded to
    /// whole units, halves upwards. Technical minimums and stated bases do not change.
    pub demand_permille: [u16; CLASS_COUNT],
    /// 0.
    pub reserved: u32,
}

impl Period {
    /// A period with this supply, no delivery, and the demands as they stand.
    pub const fn new(supply: Total) -> Period {
        Period { supply, delivery: 0, demand_permille: [1000; CLASS_COUNT], reserved: 0 }
    }

    /// The same period with a delivery to the storage.
    #[must_use]
    pub const fn with_delivery(self, delivery: Total) -> Period {
        Period { delivery, ..self }
    }

    /// The same period with other demands: see [`Period::demand_permille`].
    #[must_use]
    pub const fn with_demand_permille(self, demand_permille: [u16; CLASS_COUNT]) -> Period {
        Period { demand_permille, ..self }
    }
}

/// A storage at the station or at the root of the network. All zero is no storage. The layout is that of
/// `citygate_storage_t` in the C header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Storage {
    /// What it holds when the horizon begins.
    pub stock: Total,
    /// What must stay in it. A stock below the reserve is not drawn upon until deliveries have filled it up.
    pub reserve: Total,
    /// The most that can be withdrawn in one period.
    pub withdrawal: Total,
    /// The node where it is: 0, the root. See the module's documentation for why no other is accepted.
    pub node: u32,
    /// 0.
    pub reserved: u32,
}

/// What is planned: the periods, the storage, and how a shortage is spread over time.
#[derive(Clone, Copy, Debug)]
pub struct Horizon<'a> {
    /// The periods, nearest first; at least one.
    pub periods: &'a [Period],
    /// The storage.
    pub storage: Storage,
    /// How a step that is short is shared out over the periods.
    pub spread: Spread,
}

/// What one period comes to. The layout is that of `citygate_period_total_t` in the C header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct PeriodTotal {
    /// What there was without the storage: the pipeline's supply and the sources of all nodes.
    pub supply: Total,
    /// What is withdrawn from the storage.
    pub withdrawn: Total,
    /// What is in the storage when the period ends, its delivery included.
    pub stock: Total,
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub classes: [ClassTotal; CLASS_COUNT],
}

/// When a shortage reaches a class. The layout is that of `citygate_outlook_t` in the C header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Outlook {
    /// The first period (counted from 0) in which a user of the class gets less than it wants;
    /// [`Outlook::NEVER`] if there is none.
    pub first_touched: u32,
    /// The first period in which the class wants gas and gets none; [`Outlook::NEVER`] if there is none.
    pub cut_off: u32,
}

impl Outlook {
    /// Not within the horizon.
    pub const NEVER: u32 = u32::MAX;
    /// A class that is never touched.
    pub const UNTOUCHED: Outlook = Outlook { first_touched: Outlook::NEVER, cut_off: Outlook::NEVER };
}

impl Default for Outlook {
    fn default() -> Self {
        Outlook::UNTOUCHED
    }
}

// What the C header says of the structures.
const _: () = {
    assert!(size_of::<Period>() == 32 && offset_of!(Period, delivery) == 8);
    assert!(offset_of!(Period, demand_permille) == 16 && offset_of!(Period, reserved) == 28);
    assert!(size_of::<Storage>() == 32 && offset_of!(Storage, reserve) == 8);
    assert!(offset_of!(Storage, withdrawal) == 16 && offset_of!(Storage, node) == 24);
    assert!(size_of::<PeriodTotal>() == 120 && offset_of!(PeriodTotal, classes) == 24);
    assert!(size_of::<Outlook>() == 8 && offset_of!(Outlook, cut_off) == 4);
};

/// Working memory, lent by the caller. What it holds before does not matter.
#[derive(Debug)]
pub struct HorizonScratch<'a> {
    /// For the chain and its copies of the network: [`HorizonScratch::nodes`] of them.
    pub nodes: &'a mut [Node],
    /// As many.
    pub loads: &'a mut [NodeLoad],
    /// For every user in every period: [`HorizonScratch::users`] of them.
    pub users: &'a mut [User],
    /// One for each user.
    pub cumulative_curtailments: &'a mut [Total],
    /// What a network of so many nodes and users needs.
    pub network: NetworkScratch<'a>,
}

impl HorizonScratch<'_> {
    /// How many nodes the horizon comes to as a network: in each period one of the chain, and the network's, or one for
    /// a station.
    pub const fn nodes(nodes: usize, periods: usize) -> usize {
        periods * (1 + if nodes == 0 { 1 } else { nodes })
    }

    /// How many users the horizon comes to: each once in every period.
    pub const fn users(users: usize, periods: usize) -> usize {
        periods * users
    }
}

/// Where a plan is written.
#[derive(Debug)]
pub struct HorizonOutput<'a> {
    /// What every user gets in every period: the users of period 0, then those of period 1, and so on.
    /// [`Grant::node`] is a node of the network as it was given.
    pub grants: &'a mut [Grant],
    /// One for each period.
    pub periods: &'a mut [PeriodTotal],
    /// What every node carries in every period: the nodes in period 0, then in period 1, and so on. None for a station.
    pub loads: &'a mut [NodeLoad],
    /// By class, in the order of [`SupplyClass::ALL`](crate::user::SupplyClass::ALL).
    pub outlook: &'a mut [Outlook; CLASS_COUNT],
    /// Totals over the whole horizon. The supply is that of all periods and what the storage holds above its
    /// reserve, deliveries included.
    pub summary: &'a mut Summary,
}

/// Shares out the gas of all periods among the users, and says why each got what it got.
///
/// As [`allocate_network`](crate::network::allocate_network) over all periods (see there for the rules), with
/// `nodes` as the network, or none for one station (then [`User::node`] is not read). The pipeline's supply enters at
/// the root, within its capacity; what is withdrawn from the storage enters behind it. In every period the gas of
/// that period is used before that of the storage.
///
/// A technical minimum holds in every period; an on/off user is decided anew in each.
///
/// Complexity: that of a network with [`HorizonScratch::nodes`] nodes and [`HorizonScratch::users`] users; a step that
/// is short and goes period by period ([`Spread::Earliest`]) costs that once for every period. No heap, no recursion;
/// reentrant.
///
/// # Errors
///
/// [`HorizonError`] names the period, node or user that is wrong. Nothing is written then but to the scratch.
///
/// ```
/// use citygate::allocate::{Grant, Summary};
/// use citygate::network::NetworkScratch;
/// use citygate::horizon::{
///     Horizon, HorizonError, HorizonScratch, Outlook, Period, PeriodTotal, HorizonOutput, Spread, Storage, plan,
/// };
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// // Three hours without the pipeline; a tank of 90 that gives 40 an hour and must keep 10.
/// let users = [User::new(SupplyClass::Residential, 25), User::new(SupplyClass::IndustrialFuel, 25)];
/// let horizon = Horizon {
///     periods: &[Period::new(0); 3],
///     storage: Storage { stock: 90, reserve: 10, withdrawal: 40, ..Storage::default() },
///     spread: Spread::Earliest,
/// };
///
/// const NODES: usize = HorizonScratch::nodes(0, 3);
/// const USERS: usize = HorizonScratch::users(2, 3);
/// let mut scratch = HorizonScratch {
///     nodes: &mut [citygate::network::Node::below(0); NODES],
///     loads: &mut [Default::default(); NODES],
///     users: &mut [User::default(); USERS],
///     cumulative_curtailments: &mut [0; 2],
///     network: NetworkScratch {
///         nodes: &mut [Default::default(); NODES],
///         users: &mut [Default::default(); USERS],
///         levels: &mut [Default::default(); NetworkScratch::levels(NODES, USERS)],
///     },
/// };
/// let (mut grants, mut periods) = ([Grant::EMPTY; USERS], [PeriodTotal::default(); 3]);
/// let (mut outlook, mut summary) = ([Outlook::UNTOUCHED; 6], Summary::default());
/// plan(&JILIN_2024, &[], &users, &horizon, &mut scratch, HorizonOutput {
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
/// assert_eq!((industry.first_touched, industry.cut_off), (0, 1));
/// # Ok::<(), HorizonError>(())
/// ```
pub fn plan(
    policy: &Policy,
    nodes: &[Node],
    users: &[User],
    horizon: &Horizon,
    scratch: &mut HorizonScratch,
    plan: HorizonOutput,
) -> Result<(), HorizonError> {
    let problem = Problem { nodes, users, periods: horizon.periods, storage: horizon.storage };
    problem.check_counts(&plan)?;
    let mut scratch = problem.part(scratch).ok_or(HorizonError::ScratchTooSmall)?;
    check(policy, nodes, users, scratch.network.nodes)?;
    problem.check_gas()?;
    problem.copy_users(scratch.users)?;

    problem.link(scratch.nodes);
    allocate_periods(
        policy,
        scratch.nodes,
        scratch.users,
        problem.usable(),
        (horizon.spread, scratch.cumulative_curtailments),
        &mut scratch.network,
        (plan.grants, scratch.loads),
        plan.summary,
    )?;
    problem.report(scratch.users, scratch.loads, plan);
    Ok(())
}

/// A horizon to be turned into a network, and back.
struct Problem<'a> {
    nodes: &'a [Node],
    users: &'a [User],
    periods: &'a [Period],
    storage: Storage,
}

/// Checks nodes and users by themselves, before they are put into a larger problem.
fn check(
    policy: &Policy,
    nodes: &[Node],
    users: &[User],
    slots: &mut [NodeSlot],
) -> Result<(), NetworkError> {
    check_served(policy, users)?;
    walk::check(users)?;
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
