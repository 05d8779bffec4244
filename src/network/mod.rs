//! Who keeps how much on a network: a tree of nodes with capacities and sources of their own.
//!
//! Province → gate → district → user: the supply enters at the root, every node passes on at most its capacity,
//! and a node may have a source of its own (an LNG tank, a local field) that only its subtree can use. The walk
//! over the steps and the sharing rules are those of one station ([`allocate`](crate::allocate)); what differs is
//! the room that a user has, which is what the path from the root can still bring, and the division of a short
//! step, which is the fairest that the capacities allow (see `fill.rs`).

mod fill;
mod levels;
pub(crate) mod paths;
mod round;
pub(crate) mod topology;

use core::fmt;

use crate::allocate::ask::Tranches;
use crate::allocate::queue::Queue;
use crate::allocate::result::{AllocateError, Grant, NO_NODE, Reason, StepTotal, Summary, Why};
use crate::allocate::walk::{self, Walk};
use crate::allocate::{check_served, finish};
use crate::policy::{MAX_STEPS, Policy, Share};
use crate::units::{MAX_USERS, Total};
use crate::user::User;

pub use levels::LevelSlot;
pub use paths::NodeSlot;
use paths::Paths;

/// The most nodes that a network may have: 2³⁰.
pub const MAX_NODES: usize = 1 << 30;

/// A node of a network. The layout is that of `citygate_node_t` in the C header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Node {
    /// The most that can enter the node from above, in the unit of the demands; [`Node::UNLIMITED`] if nothing
    /// limits it.
    pub capacity: Total,
    /// Gas that enters at the node itself and that only its subtree can use.
    pub source: Total,
    /// Index of the node above; [`Node::ROOT`] for the root, which is node 0.
    pub parent: u32,
    /// 0.
    pub reserved: u32,
}

impl Node {
    /// A capacity that limits nothing.
    pub const UNLIMITED: Total = Total::MAX;
    /// The parent of the root.
    pub const ROOT: u32 = NO_NODE;

    /// A node below another, or the root, without limit and without a source.
    pub const fn below(parent: u32) -> Node {
        Node { capacity: Node::UNLIMITED, source: 0, parent, reserved: 0 }
    }

    /// The same node with a capacity.
    #[must_use]
    pub const fn with_capacity(self, capacity: Total) -> Node {
        Node { capacity, ..self }
    }

    /// The same node with a source of its own.
    #[must_use]
    pub const fn with_source(self, source: Total) -> Node {
        Node { source, ..self }
    }
}

/// What a node carries after an allocation. The layout is that of `citygate_node_load_t` in the C header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct NodeLoad {
    /// What enters the node from above.
    pub load: Total,
    /// What is used of its own source.
    pub source_used: Total,
    /// 1 if the node holds a user back, or is full while a user below it falls short; otherwise 0.
    pub binding: u32,
    /// 0.
    pub reserved: u32,
}

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
        2 * (nodes + users)
    }

    /// The part that a problem with so many nodes and users needs; `None` if there is not that much.
    fn part(&mut self, nodes: usize, users: usize) -> Option<NetworkScratch<'_>> {
        Some(NetworkScratch {
            nodes: self.nodes.get_mut(..nodes)?,
            users: self.users.get_mut(..users)?,
            levels: self.levels.get_mut(..NetworkScratch::levels(nodes, users))?,
        })
    }
}

/// Working memory for one user.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct UserSlot {
    /// The user's position when the network is gone through depth first.
    place: u32,
    /// The node that holds the user back where it first falls short.
    holder: u32,
}

/// Why an allocation on a network was refused. Nothing was written but to the scratch. Nodes and users are counted
/// from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkError {
    /// The users or the policy are wrong, or slices differ in length.
    Allocate(AllocateError),
    /// There are no nodes, or more than [`MAX_NODES`].
    NodeCount {
        /// How many there are.
        count: usize,
    },
    /// There is not exactly one load for each node.
    LoadCount {
        /// How many nodes there are.
        nodes: usize,
        /// How many loads there are.
        loads: usize,
    },
    /// A slice of the scratch is too short.
    ScratchTooSmall,
    /// Node 0 has a parent; it must be the root.
    FirstIsNotRoot,
    /// A node other than node 0 has no parent: there can only be one root.
    SecondRoot {
        /// The node.
        node: usize,
    },
    /// The node's parent does not exist.
    UnknownParent {
        /// The node.
        node: usize,
    },
    /// The node is its own ancestor.
    Cycle {
        /// The node.
        node: usize,
    },
    /// The node's reserved field is not zero.
    ReservedNotZero {
        /// The node.
        node: usize,
    },
    /// The supply and the sources of the nodes up to this one exceed 2⁶³ − 1 together.
    SupplyTooLarge {
        /// The node.
        node: usize,
    },
    /// The user is at a node that does not exist.
    UnknownNode {
        /// The user.
        user: usize,
    },
}

/// Shares out a supply on a network and says why each user got what it got.
///
/// As [`allocate`](crate::allocate::allocate), with these differences:
///
/// * `supply` enters at the root; the sources of nodes come on top, each for its own subtree, and are used before
///   what the node takes from above. [`Summary::supply`] is all of it.
/// * No node passes on more than its capacity, to the unit.
/// * A step that is short leaves to later steps only what cannot reach any of its own users that still want it.
/// * Pro rata and equal shares are the fairest that the capacities allow: nobody's level can be raised but by
///   lowering that of one who has no more; each share is within one unit of that. This also serves as much as can be
///   served. What goes whole or by rank is served in order, each as far as its path can bring it.
/// * A user that a node holds back says so ([`HeldByNode`](crate::allocate::Reason::HeldByNode), [`Grant::node`]): the nearest above it through
///   which no more can be brought, or not as much as the user needs whole. Where it is the supply itself that is
///   short, the reason is [`ShortInStep`](crate::allocate::Reason::ShortInStep).
///
/// `loads` receives one load per node. `scratch` is working memory, see [`NetworkScratch`].
///
/// Complexity: for each step, a pass over all users; if it is short, passes over its users and nodes, and for each
/// node the merging of the levels below it: at worst the number of its levels times the height of the tree in all.
/// A ranked step costs that for each rank. No heap, no recursion; reentrant.
///
/// # Errors
///
/// [`NetworkError`] names the node or the user that is wrong. Nothing is written then but to the scratch.
///
/// ```
/// use citygate::network::{NetworkError, Node, NodeLoad, NetworkScratch, allocate_network};
/// use citygate::allocate::{Grant, Reason, Summary};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// // A gate that feeds two districts; the pipe to the second one carries 40 at most.
/// let nodes = [Node::below(Node::ROOT), Node::below(0), Node::below(0).with_capacity(40)];
/// let users = [
///     User::new(SupplyClass::Residential, 50).at_node(2),
///     User::new(SupplyClass::IndustrialFuel, 100).at_node(1),
/// ];
/// let mut grants = [Grant::EMPTY; 2];
/// let mut loads = [NodeLoad::default(); 3];
/// let mut summary = Summary::default();
/// let mut scratch = NetworkScratch {
///     nodes: &mut [Default::default(); 3],
///     users: &mut [Default::default(); 2],
///     levels: &mut [Default::default(); NetworkScratch::levels(3, 2)],
/// };
/// allocate_network(&JILIN_2024, &nodes, &users, 120, &mut scratch, &mut grants, &mut loads, &mut summary)?;
///
/// // The homes get what the pipe can bring; industry the rest, though homes still want gas.
/// assert_eq!(grants.map(|grant| grant.granted()), [40, 80]);
/// assert_eq!((grants[0].reason(), grants[0].node()), (Reason::HeldByNode, Some(2)));
/// assert_eq!(loads[2].binding, 1);
/// # Ok::<(), NetworkError>(())
/// ```
#[allow(clippy::too_many_arguments)]
pub fn allocate_network(
    policy: &Policy,
    nodes: &[Node],
    users: &[User],
    supply: Total,
    scratch: &mut NetworkScratch,
    grants: &mut [Grant],
    loads: &mut [NodeLoad],
    summary: &mut Summary,
) -> Result<(), NetworkError> {
    check_lengths(nodes, users, grants, loads)?;
    check_served(policy, users)?;
    walk::check(users)?;
    topology::check(nodes, supply)?;
    let problem = Problem { policy, nodes, users, supply };
    problem.solve(scratch, &mut AtOnce, Results { grants, loads, summary })
}

/// What is to be shared out, checked but for cycles and the nodes of users.
pub(crate) struct Problem<'a> {
    pub(crate) policy: &'a Policy<'a>,
    pub(crate) nodes: &'a [Node],
    pub(crate) users: &'a [User],
    pub(crate) supply: Total,
}

/// Where the answer goes.
pub(crate) struct Results<'a> {
    pub(crate) grants: &'a mut [Grant],
    pub(crate) loads: &'a mut [NodeLoad],
    pub(crate) summary: &'a mut Summary,
}

/// In what order the members of a short step are served.
pub(crate) trait Order {
    fn share(&mut self, walk: &mut Walk, queue: Queue, share: Share, paths: &mut Paths);
}

/// All together, by the step's rule.
struct AtOnce;

impl Order for AtOnce {
    fn share(&mut self, walk: &mut Walk, queue: Queue, share: Share, paths: &mut Paths) {
        walk.share(queue, share, paths);
    }
}

impl Problem<'_> {
    pub(crate) fn solve(
        &self,
        scratch: &mut NetworkScratch,
        order: &mut impl Order,
        Results { grants, loads, summary }: Results,
    ) -> Result<(), NetworkError> {
        let Problem { policy, nodes, users, supply } = *self;
        let mut scratch = scratch.part(nodes.len(), users.len()).ok_or(NetworkError::ScratchTooSmall)?;
        topology::order(nodes, scratch.nodes)?;
        topology::place(users, scratch.nodes, scratch.users)?;

        let mut paths = Paths::new(nodes, &mut scratch, supply);
        let mut walk = Walk::start(Tranches(policy), users, grants, 0);
        summary.steps = [StepTotal::default(); MAX_STEPS];
        for (k, (step, total)) in policy.steps().iter().zip(&mut summary.steps).enumerate() {
            let served = paths.served;
            let share = step.share().unwrap_or(Share::ProRata);
            total.asked = serve(&mut walk, k as u8, share, &mut paths, order);
            total.granted = paths.served - served;
        }
        walk.explain(policy.steps().len() as u8, &mut summary.classes);
        for (grant, slot) in grants.iter_mut().zip(&*paths.users) {
            hold(grant, slot.holder);
        }
        paths.report(users, grants, loads);
        // No overflow: checked before.
        summary.supply = nodes.iter().fold(supply, |sum, node| sum + node.source);
        finish(summary);
        Ok(())
    }
}

/// Says which node holds the user back, if one does and nothing else is the reason.
fn hold(grant: &mut Grant, holder: u32) {
    let [step, ..] = grant.why.bytes();
    if holder != NO_NODE && grant.is_explained_by(Why::new(Reason::ShortInStep, step)) {
        grant.why = Why::new(Reason::HeldByNode, step);
        grant.node = holder;
    }
}

/// Serves one step; returns what it asks for.
fn serve(walk: &mut Walk, index: u8, share: Share, paths: &mut Paths, order: &mut impl Order) -> Total {
    let mut asked = 0;
    paths.clear_amounts();
    let queue = walk.open(index, |user, ask, is_usable| {
        asked += ask as Total;
        if is_usable {
            paths.add_amount(user.node, ask as Total);
        }
    });
    paths.add_up();
    if paths.can_bring() {
        paths.bring();
        grant_all(walk, queue);
    } else {
        order.share(walk, queue, share, paths);
    }
    asked
}

/// Grants all members of a queue what the step asks for them.
fn grant_all(walk: &mut Walk, mut queue: Queue) {
    while let Some(mut member) = walk.next(&mut queue) {
        let ask = member.ask;
        member.grant(ask);
    }
}

fn check_lengths(
    nodes: &[Node],
    users: &[User],
    grants: &[Grant],
    loads: &[NodeLoad],
) -> Result<(), NetworkError> {
    if users.len() > MAX_USERS {
        return Err(AllocateError::TooManyUsers { count: users.len() }.into());
    }
    if users.len() != grants.len() {
        return Err(AllocateError::GrantCount { users: users.len(), grants: grants.len() }.into());
    }
    if nodes.len() != loads.len() {
        return Err(NetworkError::LoadCount { nodes: nodes.len(), loads: loads.len() });
    }
    Ok(())
}

impl From<AllocateError> for NetworkError {
    fn from(error: AllocateError) -> Self {
        NetworkError::Allocate(error)
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NetworkError::Allocate(error) => error.fmt(f),
            NetworkError::NodeCount { count } => {
                write!(f, "{count} nodes; a network has 1 to {MAX_NODES}")
            }
            NetworkError::LoadCount { nodes, loads } => {
                write!(f, "{loads} loads for {nodes} nodes; give one for each")
            }
            NetworkError::ScratchTooSmall => f.write_str(
                "the scratch is too small; give a slot per node, per user, and two levels for each",
            ),
            NetworkError::FirstIsNotRoot => f.write_str("node 0 has a parent; it must be the root"),
            NetworkError::SecondRoot { node } => {
                write!(f, "node {node} has no parent; only node 0 is a root")
            }
            NetworkError::UnknownParent { node } => {
                write!(f, "the parent of node {node} does not exist")
            }
            NetworkError::Cycle { node } => write!(f, "node {node} is its own ancestor"),
            NetworkError::ReservedNotZero { node } => {
                write!(f, "node {node} has a reserved field that is not zero")
            }
            NetworkError::SupplyTooLarge { node } => {
                write!(f, "the supply and the sources up to node {node} exceed 2^63 - 1 together")
            }
            NetworkError::UnknownNode { user } => {
                write!(f, "user {user} is at a node that does not exist")
            }
        }
    }
}

impl core::error::Error for NetworkError {}
