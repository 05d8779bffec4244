//! The walk over the steps on a network.

use super::by_node::ByNode;
use super::error::NetworkError;
use super::node::{Node, NodeLoad};
use super::paths::Paths;
use super::scratch::NetworkScratch;
use super::serve::{AtOnce, Order, Solver};
use super::topology;
use crate::allocate::check::{check_served, check_users};
use crate::allocate::result::{AllocateError, Grant, Summary};
use crate::policy::Policy;
use crate::units::{MAX_USERS, Total};
use crate::user::User;

/// A network, its users, and the order in which they are served.
#[derive(Clone, Copy, Debug)]
pub struct Network<'a> {
    /// The supply order.
    pub policy: &'a Policy<'a>,
    /// The nodes, in any order but that node 0 is the root.
    pub nodes: &'a [Node],
    /// The users, each at one of the nodes ([`User::node`]).
    pub users: &'a [User],
}

/// Where an allocation on a network is written.
#[derive(Debug)]
pub struct NetworkOutput<'a> {
    /// What every user gets: one grant for each, in the order of the users.
    pub grants: &'a mut [Grant],
    /// What every node carries: one load for each, in the order of the nodes.
    pub loads: &'a mut [NodeLoad],
    /// The totals.
    pub summary: &'a mut Summary,
}

impl Network<'_> {
    /// Shares out a supply on the network and says why each user got what it got.
    ///
    /// As [`allocate`](crate::allocate::allocate), with these differences:
    ///
    /// * `supply` enters at the root; the sources of nodes come on top, each for its own subtree, and are used before
    ///   what the node takes from above. [`Summary::supply`] is all of it.
    /// * No node passes on more than its capacity, to the unit.
    /// * A step that is short leaves to later steps only what cannot reach any of its own users that still want it.
    /// * Pro rata and equal shares are the fairest that the capacities allow: nobody's level can be raised but by
    ///   lowering that of one who has no more; each share is within one unit of that. This also serves as much as can
    ///   be served. Odd units go to those that come first depth first, at one node in the order of the list, as far as
    ///   their paths can bring them: where no sources lie below, users of one level get together, up to any of them,
    ///   their exact shares, rounded up. What is served all or nothing, or by rank, is served in order, each as far as
    ///   its path can bring it.
    /// * A user that a node holds back says so ([`HeldByNode`](crate::allocate::Reason::HeldByNode), [`Grant::node`]):
    ///   the nearest above it through which no more can be brought, or not as much as the user needs whole. Where it is
    ///   the supply itself that is short, the reason is [`ShortInStep`](crate::allocate::Reason::ShortInStep). A
    ///   minimum that does not fit names that node as well.
    ///
    /// `scratch` is working memory, see [`NetworkScratch`].
    ///
    /// Complexity: for each step, a pass over users and nodes; if it is short, a fixed number of passes over its users
    /// and over the part of the network that they are in, and at each node the merging of the levels below it: at worst,
    /// in all, the number of levels times the height of the tree and the logarithm of the branches of a node. A level is an
    /// exact fraction found in one merge; none is searched for. A ranked step costs that for each rank, a rank of one user
    /// the way to the root.
    ///
    /// On 64-bit processors, where the policy serves whole classes and there are three users or more for each node, the
    /// users of a class at a node are served together: two passes over the users for all steps, and for each step
    /// passes over the nodes. A class whose users have to be asked one by one in a short step (its rule, a stated base,
    /// an on/off user, a minimum that is not granted yet) costs the passes above from then on; the others do not.
    ///
    /// No heap, no recursion; reentrant.
    ///
    /// # Errors
    ///
    /// [`NetworkError`] names the node or the user that is wrong. Nothing is written then but to the scratch.
    ///
    /// ```
    /// use citygate::allocate::{Grant, Reason, Summary};
    /// use citygate::network::{Network, NetworkError, NetworkOutput, NetworkScratch, Node, NodeLoad};
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::user::{SupplyClass, User};
    ///
    /// // A gate that feeds two districts; the pipe to the second one carries 40 at most.
    /// let network = Network {
    ///     policy: &JILIN_2024,
    ///     nodes: &[Node::below(Node::ROOT), Node::below(0), Node::below(0).with_capacity(40)],
    ///     users: &[
    ///         User::new(SupplyClass::Residential, 50).at_node(2),
    ///         User::new(SupplyClass::IndustrialFuel, 100).at_node(1),
    ///     ],
    /// };
    /// let mut scratch = NetworkScratch {
    ///     nodes: &mut [Default::default(); 3],
    ///     users: &mut [Default::default(); 2],
    ///     levels: &mut [Default::default(); NetworkScratch::levels(3, 2)],
    /// };
    /// let (mut grants, mut loads) = ([Grant::EMPTY; 2], [NodeLoad::default(); 3]);
    /// let mut summary = Summary::default();
    /// let output = NetworkOutput { grants: &mut grants, loads: &mut loads, summary: &mut summary };
    /// network.allocate(120, &mut scratch, output)?;
    ///
    /// // The homes get what the pipe can bring; industry the rest, though homes still want gas.
    /// assert_eq!(grants.map(|grant| grant.granted()), [40, 80]);
    /// assert_eq!((grants[0].reason(), grants[0].node()), (Reason::HeldByNode, Some(2)));
    /// assert_eq!(loads[2].binding, 1);
    /// # Ok::<(), NetworkError>(())
    /// ```
    pub fn allocate(
        &self,
        supply: Total,
        scratch: &mut NetworkScratch,
        output: NetworkOutput,
    ) -> Result<(), NetworkError> {
        self.check_lengths(&output)?;
        check_served(self.policy, self.users)?;
        let answer = match topology::check(self.nodes, supply) {
            Ok(()) => self.solve(supply, scratch, &mut AtOnce, output),
            Err(error) => Err(error),
        };
        // Wrong users are named before wrong nodes. They have not been looked at on their own, since that takes a pass.
        answer.or_else(|error| check_users(self.users).map_err(NetworkError::from).and(Err(error)))
    }

    fn check_lengths(&self, output: &NetworkOutput) -> Result<(), NetworkError> {
        let (nodes, users) = (self.nodes.len(), self.users.len());
        let (loads, grants) = (output.loads.len(), output.grants.len());
        if users > MAX_USERS {
            return Err(AllocateError::TooManyUsers { count: users }.into());
        }
        if users != grants {
            return Err(AllocateError::GrantCount { users, grants }.into());
        }
        if nodes != loads {
            return Err(NetworkError::LoadCount { nodes, loads });
        }
        Ok(())
    }

    /// Shares out, once everything is checked but for cycles and users.
    pub(crate) fn solve(
        &self,
        supply: Total,
        scratch: &mut NetworkScratch,
        order: &mut impl Order,
        output: NetworkOutput,
    ) -> Result<(), NetworkError> {
        let Network { policy, nodes, users } = *self;
        let NetworkOutput { grants, loads, summary } = output;
        let mut scratch = scratch.part(nodes.len(), users.len()).ok_or(NetworkError::ScratchTooSmall)?;
        topology::order(nodes, scratch.nodes)?;
        topology::place(scratch.nodes);
        let by_node = ByNode::survey(policy, nodes, users, scratch.levels);
        let by_node = by_node.ok_or_else(|| topology::find_invalid(users, nodes))?;

        (summary.steps, summary.classes) = Default::default();
        loads.fill(NodeLoad::default());
        let paths = Paths::new(nodes, &mut scratch, supply, order.chain());
        let mut solver = Solver { by_node, paths, classes: &mut summary.classes };
        let mut walk = solver.start(policy, users, grants);
        for (k, (step, total)) in policy.steps().iter().zip(&mut summary.steps).enumerate() {
            let served = solver.paths.served;
            total.asked = solver.serve(&mut walk, k as u8, step, order);
            total.granted = solver.paths.served - served;
        }
        solver.finish(walk, policy.steps().len() as u8, loads);
        // No overflow: checked before.
        summary.supply = nodes.iter().fold(supply, |sum, node| sum + node.source);
        summary.add_up();
        Ok(())
    }
}
