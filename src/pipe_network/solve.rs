//! The walk over the steps on a network of any shape.

use super::description::PipeNetwork;
use super::error::PipeNetworkError;
use super::flows::Flows;
use super::graph::Graph;
use super::layout::Layout;
use super::output::PipeNetworkOutput;
use super::report::Report;
use super::scratch::PipeNetworkScratch;
use crate::allocate::queue::Queue;
use crate::allocate::result::{Grant, Summary};
use crate::allocate::targets::Targets;
use crate::allocate::walk::Walk;
use crate::horizon::RotationSlot;
use crate::horizon::periods::InPeriods;
use crate::network::serve::Order;
use crate::policy::Step;
use crate::units::Total;
use crate::user::User;

impl PipeNetwork<'_> {
    /// Shares out the gas of all sources and storages among the users, over all periods, and says why each user got what
    /// it got and where the gas flows.
    ///
    /// The steps of the policy are served one after the other, each over all periods, as in
    /// [`Horizon::allocate`](crate::horizon::Horizon::allocate). Besides what holds there:
    ///
    /// * No pipe carries more than its capacity, no source brings more than its supply, no storage gives or takes more
    ///   than its limits, holds more than its capacity when a period ends, or is drawn below its reserve; to the unit.
    /// * A step that is short leaves to later steps only what cannot reach any of its own users that still want it, now
    ///   or later.
    /// * Pro rata and equal shares are the fairest that the network allows: nobody's level can be raised but by lowering
    ///   that of one who has no more. That also serves as much as can be served. In whole units everyone is within one of
    ///   that, and the total is the whole total; odd units go to those that come first depth first, from node 0 on, period
    ///   by period, as far as they can be brought.
    /// * What is served all or nothing, or by rank, is served in order, each as far as gas can be brought to it, whichever
    ///   way: what was granted before stays granted, but may come another way.
    /// * Sources and storages are used in their order ([`Source::order`](crate::pipe_network::Source::order)), each to the
    ///   most before the next; gas left over fills storages
    ///   ([`NetworkStorage::order`](crate::pipe_network::NetworkStorage::order)). Nothing flows in circles. So what pipes
    ///   carry follows from the input alone and is the same on every target.
    /// * A user that gets less than it wants says so by [`HeldByNetwork`](crate::allocate::Reason::HeldByNetwork) if pipes
    ///   or limits of storages are in the way, by [`ShortInStep`](crate::allocate::Reason::ShortInStep) if gas itself is
    ///   short where it could come from. [`PipeNetwork::held_by`] tells what it is.
    ///
    /// On a tree everybody gets what [`Network::allocate`](crate::network::Network::allocate) grants, and on one with a
    /// storage at its root what a horizon grants.
    ///
    /// `scratch` is working memory, see [`PipeNetworkScratch`]. Trees are not looked for here; where there is a heap,
    /// `allocate_owned` recognizes them and takes the faster way, with the same answer.
    ///
    /// Complexity: with n nodes, m links and u users in time, a maximum flow takes at most n rounds of n·m steps (E. A.
    /// Dinitz, "Algorithm for solution of a problem of maximum flow in networks with power estimation", Soviet
    /// Mathematics Doklady 11, 1970), on gas networks a few passes over the links. A step that can be served in full
    /// takes one. One that is short takes fewer than two for each of its levels, of which there are at most n, and one
    /// pass over the links for each user whose share has a fraction or that is served all or nothing. No heap, no
    /// recursion; reentrant.
    ///
    /// Limits: all gas is below 2⁶³; with G of gas, L links in time, D of demand and W of demand or weights in time (the
    /// greater for each user), ((G + 1)·(L + 1) + D)·(W + 1) is below 2¹²⁷.
    ///
    /// # Errors
    ///
    /// [`PipeNetworkError`] names the pipe, source, storage or user that is wrong. Nothing is written then but to the
    /// scratch.
    ///
    /// ```
    /// # #[cfg(feature = "alloc")] {
    /// use citygate::allocate::Reason;
    /// use citygate::pipe_network::{Pipe, PipeNetwork, PipeNetworkScratchBuf, Schedule, Source};
    /// use citygate::policy::regimes::JILIN_2024;
    /// use citygate::user::{SupplyClass, User};
    ///
    /// // Gates of 60 and 40 at the ends of a line; a town at each end, and one between.
    /// let town = |demand, node| User::new(SupplyClass::Residential, demand).at_node(node);
    /// let network = PipeNetwork {
    ///     policy: &JILIN_2024,
    ///     node_count: 3,
    ///     pipes: &[Pipe::two_way(0, 1), Pipe::two_way(1, 2)],
    ///     sources: &[Source::at(0, 60_000), Source::at(2, 40_000)],
    ///     storages: &[],
    ///     users: &[town(50_000, 0), town(30_000, 1), town(40_000, 2)],
    ///     schedule: Schedule::ONCE,
    /// };
    /// let result = network.allocate_owned(&mut PipeNetworkScratchBuf::new())?;
    /// let granted: Vec<u32> = result.grants.iter().map(|grant| grant.granted()).collect();
    /// assert_eq!(granted, [41_667, 25_000, 33_333]);
    /// assert_eq!(result.grants[0].reason(), Reason::ShortInStep);
    /// assert_eq!(result.pipes.iter().map(|pipe| pipe.flow).collect::<Vec<_>>(), [18_333, -6_667]);
    /// # }
    /// # Ok::<(), citygate::pipe_network::PipeNetworkError>(())
    /// ```
    pub fn allocate(
        &self,
        scratch: &mut PipeNetworkScratch,
        output: PipeNetworkOutput,
    ) -> Result<(), PipeNetworkError> {
        self.solve(scratch, output, |flows, users, rotation, grants, summary| {
            let mut walk = Walk::start(Targets(self.policy), users, grants, 0);
            let mut order = InPeriods::new(self.schedule.spread, rotation);
            for (k, (step, total)) in self.policy.steps().iter().zip(&mut summary.steps).enumerate() {
                let served = flows.served;
                total.asked = serve(&mut walk, k as u8, step, flows, &mut order);
                total.granted = flows.served - served;
            }
            walk.explain(self.policy.steps().len() as u8, &mut summary.classes);
        })
    }

    /// Checks everything, lets `share` share out, and tells what it comes to.
    pub(super) fn solve(
        &self,
        scratch: &mut PipeNetworkScratch,
        output: PipeNetworkOutput,
        share: impl FnOnce(&mut Flows, &[User], &mut [RotationSlot], &mut [Grant], &mut Summary),
    ) -> Result<(), PipeNetworkError> {
        let layout = self.check_size()?;
        output.check(layout)?;
        let gas = self.check(layout)?;
        let scratch = scratch.part(layout).ok_or(PipeNetworkError::ScratchTooSmall)?;
        let PipeNetworkScratch { nodes, links, levels, users, copies, rotation } = scratch;
        self.copy_users(layout, copies);
        self.write_links(layout, gas + 1, links);
        let mut flows = Flows::new(Graph::new(layout, nodes, links), users, levels);
        flows.place(copies);

        let PipeNetworkOutput { grants, pipes, sources, storages, periods, outlook, summary } = output;
        (summary.steps, summary.classes) = Default::default();
        share(&mut flows, copies, rotation, grants, summary);

        flows.graph.route(self);
        let mut report = Report { network: self, graph: &mut flows.graph, pipes, sources, storages };
        report.write(copies, grants);
        report.add_up(copies, grants, periods, outlook);
        summary.supply = periods.iter().map(|period| period.supply).sum::<Total>() + self.usable();
        summary.add_up();
        Ok(())
    }

    /// Copies every user into every period, with what it wants there.
    fn copy_users(&self, layout: Layout, copies: &mut [User]) {
        for (index, user) in self.users.iter().enumerate() {
            for period in 0..layout.periods {
                if let Some(copy) = copies.get_mut(period * layout.users + index) {
                    let (demand, node) = (self.demand(index, period), layout.node(user.node, period));
                    *copy = User { demand, node, ..*user };
                }
            }
        }
    }
}

/// Serves one step; returns what it asks for.
fn serve(walk: &mut Walk, index: u8, step: &Step, flows: &mut Flows, order: &mut InPeriods) -> Total {
    let (mut asked, mut wanted) = (0, 0);
    let queue = walk.open(index, |user, increment, is_usable| {
        asked += increment as Total;
        if is_usable {
            flows.graph.want(user.node, increment as u128);
            wanted += increment as Total;
        }
    });
    if asked == 0 {
        return 0;
    }
    if flows.bring_all_wanted(wanted) {
        grant_all(walk, queue, flows);
    } else {
        order.share(walk, queue, step, flows);
        flows.give_up();
    }
    asked
}

fn grant_all(walk: &mut Walk, mut queue: Queue, flows: &mut Flows) {
    while let Some(mut member) = walk.next(&mut queue) {
        let increment = member.increment;
        flows.add_granted(member.user.node, increment);
        member.grant(increment);
    }
}
