//! The walk over the steps on a network.

use super::error::NetworkError;
use super::node::{Node, NodeLoad};
use super::paths::Paths;
use super::scratch::NetworkScratch;
use super::topology;
use crate::allocate::check::{check_served, check_users};
use crate::allocate::queue::Queue;
use crate::allocate::result::{AllocateError, Grant, NO_NODE, Reason, StepTotal, Summary, Why};
use crate::allocate::targets::Targets;
use crate::allocate::walk::Walk;
use crate::policy::{MAX_STEPS, Policy, Share, Step};
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
    /// * A user that a node holds back says so ([`HeldByNode`](Reason::HeldByNode), [`Grant::node`]): the nearest above
    ///   it through which no more can be brought, or not as much as the user needs whole. Where it is the supply
    ///   itself that is short, the reason is [`ShortInStep`](Reason::ShortInStep). A minimum that does not fit names
    ///   that node as well.
    ///
    /// `scratch` is working memory, see [`NetworkScratch`].
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
        check_users(self.users)?;
        topology::check(self.nodes, supply)?;
        self.solve(supply, scratch, &mut AtOnce, output)
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

    /// Shares out, once everything is checked but for cycles and the nodes of users.
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
        topology::place(users, scratch.nodes)?;

        let mut paths = Paths::new(nodes, &mut scratch, supply);
        let mut walk = Walk::start(Targets(policy), users, grants, 0);
        summary.steps = [StepTotal::default(); MAX_STEPS];
        for (k, (step, total)) in policy.steps().iter().zip(&mut summary.steps).enumerate() {
            let served = paths.served;
            total.asked = serve(&mut walk, k as u8, step, &mut paths, order);
            total.granted = paths.served - served;
        }
        walk.explain(policy.steps().len() as u8, &mut summary.classes);
        for (grant, slot) in grants.iter_mut().zip(&*paths.users) {
            hold(grant, slot.holder);
        }
        paths.report(users, grants, loads);
        // No overflow: checked before.
        summary.supply = nodes.iter().fold(supply, |sum, node| sum + node.source);
        summary.add_up();
        Ok(())
    }
}

/// In what order the members of a short step are served.
pub(crate) trait Order {
    fn share(&mut self, walk: &mut Walk, queue: Queue, step: &Step, paths: &mut Paths);
}

/// All together, by the step's rule.
struct AtOnce;

impl Order for AtOnce {
    fn share(&mut self, walk: &mut Walk, queue: Queue, step: &Step, paths: &mut Paths) {
        walk.share(queue, step.share().unwrap_or(Share::ProRata), paths);
    }
}

/// Serves one step; returns what it asks for.
fn serve(walk: &mut Walk, index: u8, step: &Step, paths: &mut Paths, order: &mut impl Order) -> Total {
    let mut asked = 0;
    let all = paths.all();
    paths.clear_amounts(all);
    let queue = walk.open(index, |user, increment, is_usable| {
        asked += increment as Total;
        if is_usable {
            paths.add_amount(user.node, increment as Total);
        }
    });
    paths.add_up(all);
    if paths.can_bring() {
        paths.bring(all);
        grant_all(walk, queue);
    } else {
        order.share(walk, queue, step, paths);
    }
    asked
}

/// Grants all members of a queue what the step asks for them.
fn grant_all(walk: &mut Walk, mut queue: Queue) {
    while let Some(mut member) = walk.next(&mut queue) {
        let increment = member.increment;
        member.grant(increment);
    }
}

/// Says which node holds the user back, if one does.
fn hold(grant: &mut Grant, holder: u32) {
    match grant.reason() {
        _ if holder == NO_NODE => {}
        Reason::ShortInStep => {
            grant.set_why(Why::new(Reason::HeldByNode, grant.step));
            grant.node = holder;
        }
        Reason::MinimumDidNotFit => grant.node = holder,
        _ => {}
    }
}
