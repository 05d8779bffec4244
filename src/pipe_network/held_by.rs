//! What holds a user back: the arcs of a cut around it that are full.
//!
//! Nothing more can come to a node, or not all of what a user needs whole, because a set of nodes around it can take in no
//! more: every pipe into the set carries all it can, every source in it is used up, every storage in it is empty down to
//! its reserve, or its limits are reached. The smallest such set is the same for every flow that brings what is granted.

use super::check::check_flows;
use super::cut::Way;
use super::description::PipeNetwork;
use super::error::PipeNetworkError;
use super::graph::Graph;
use super::layout::Kind;
use super::output::PipeNetworkResult;
use super::scratch::PipeNetworkScratch;
use super::storage::StorageState;
use crate::allocate::AllocateError;
use crate::allocate::result::{Grant, Reason};
use crate::allocate::targets::Targets;
use crate::policy::{Policy, Share};
use crate::units::Total;
use crate::user::User;

/// One element that holds a user back, in a period. Elements and periods are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Held {
    /// The pipe carries all it can.
    Pipe {
        /// The pipe.
        index: usize,
        /// The period.
        period: usize,
    },
    /// The source brings all it can.
    Source {
        /// The source.
        index: usize,
        /// The period.
        period: usize,
    },
    /// The storage is at its reserve, full, or at the limit of what it gives or takes.
    Storage {
        /// The storage.
        index: usize,
        /// The period.
        period: usize,
    },
}

impl PipeNetwork<'_> {
    /// Tells what holds a user back in a period: which pipes, sources and storages, and in which period each of them.
    ///
    /// Around the user there is a set of nodes to which no unit more can be brought, or not all of what it takes all or
    /// nothing; here is told, by showing them to `see` one after the other, what leads into the smallest such set and is
    /// full: pipes, then limits of storages and what they carry on, then sources, then stocks. Nothing, if the user has
    /// all that it wants, or no step asks for the rest. Storages join periods, so what holds back tonight's user may be
    /// tomorrow's.
    ///
    /// `result` is what [`PipeNetwork::allocate`] wrote for the same network. Complexity: a few passes over nodes and
    /// links. No heap, no recursion; reentrant.
    ///
    /// # Errors
    ///
    /// [`PipeNetworkError`], as from [`PipeNetwork::allocate`]; that there is no such user or period; that the result is
    /// not one of this network.
    pub fn held_by(
        &self,
        result: PipeNetworkResult,
        user: usize,
        period: usize,
        scratch: &mut PipeNetworkScratch,
        mut see: impl FnMut(Held),
    ) -> Result<(), PipeNetworkError> {
        let layout = self.check_size()?;
        check_flows(layout, result.pipes, result.sources, result.storages)?;
        if result.grants.len() != layout.users_in_time() {
            let (users, grants) = (layout.users_in_time(), result.grants.len());
            return Err(AllocateError::GrantCount { users, grants }.into());
        }
        let gas = self.check(layout)?;
        let grant = result.grants.get(period.saturating_mul(layout.users).saturating_add(user));
        let (Some(stated), Some(grant)) = (self.users.get(user), grant) else {
            return Err(PipeNetworkError::UnknownUser { user, period });
        };
        if period >= layout.periods {
            return Err(PipeNetworkError::UnknownUser { user, period });
        }
        if !self.is_possible(result.grants) {
            return Err(PipeNetworkError::NotAResult);
        }
        let PipeNetworkScratch { nodes, links, .. } =
            scratch.part(layout).ok_or(PipeNetworkError::ScratchTooSmall)?;
        self.write_links(layout, gas + 1, links);
        let mut graph = Graph::new(layout, nodes, links);
        graph.flow_as_told(self, result).ok_or(PipeNetworkError::NotAResult)?;
        if !graph.brings(self, result.grants) {
            return Err(PipeNetworkError::NotAResult);
        }
        if !matches!(grant.reason(), Reason::ShortInStep | Reason::HeldByNetwork | Reason::MinimumDidNotFit) {
            return Ok(());
        }
        let (demand, node) = (self.demand(user, period), layout.node(stated.node, period));
        let copy = User { demand, node, ..*stated };
        let increment = Targets(self.policy).increment(&copy, grant.step);
        let needed = needed(self.policy, &copy, grant, increment);
        if graph.find_cut(self, node, needed) != Shortage::None {
            (0..graph.links.len()).filter_map(|link| graph.held(link)).for_each(&mut see);
        }
        Ok(())
    }
}

impl PipeNetwork<'_> {
    /// Whether every grant is one that an allocation could have written.
    fn is_possible(&self, grants: &[Grant]) -> bool {
        grants.iter().all(|grant| {
            let is_step = |step: u8| (step as usize) < self.policy.steps().len();
            grant.stated_reason().is_some() && grant.step().is_none_or(is_step)
        })
    }
}

/// Whether gas itself is short, or something is in its way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortage {
    /// There is no cut: nobody is in the user's way.
    None,
    /// All that is in the cut are sources and storages at their reserve.
    Gas,
    /// A pipe, a limit of a storage, or its capacity.
    Pipe,
}

/// What a user that is short would have needed of its first short step at least: all of it where it takes all or nothing.
pub(super) fn needed(policy: &Policy, user: &User, grant: &Grant, increment: u32) -> Total {
    let share = grant.step().and_then(|step| policy.steps().get(step as usize)).and_then(|step| step.share());
    let is_whole = user.is_on_off() || matches!(share, Some(Share::AllOrNothing | Share::Rotating));
    let minimum = if grant.granted() == 0 { user.effective_minimum() } else { 0 };
    match grant.reason() {
        Reason::MinimumDidNotFit => minimum.max(1) as Total,
        _ if is_whole => increment.max(1) as Total,
        _ => minimum.max(1) as Total,
    }
}

impl Graph<'_> {
    /// Lets flow what a result tells. `None` if it cannot flow.
    fn flow_as_told(&mut self, network: &PipeNetwork, result: PipeNetworkResult) -> Option<()> {
        let layout = self.layout;
        for (at, pipe) in result.pipes.iter().enumerate() {
            self.let_flow(layout.link(Kind::Pipe, 0, 0) + at, pipe.flow)?;
        }
        for (at, source) in result.sources.iter().enumerate() {
            self.let_flow(layout.link(Kind::Source, 0, 0) + at, i64::try_from(source.used).ok()?)?;
        }
        for index in 0..layout.storages {
            let (mut is_possible, mut before) = (true, 0);
            network.untouched(index, |period, _, untouched| {
                let state =
                    result.storages.get(period * layout.storages + index).copied().unwrap_or_default();
                is_possible &=
                    self.store_as_told(index, period, untouched.stock, &state, &mut before).is_some();
            });
            is_possible.then_some(())?;
        }
        Some(())
    }

    /// Whether what flows brings to every node just what its users are granted.
    fn brings(&mut self, network: &PipeNetwork, grants: &[Grant]) -> bool {
        let layout = self.layout;
        for link in 0..self.links.len() {
            let flow = self.links.get(link).map_or(0, |slot| slot.flow()) as Total;
            let (from, to) = self.ends(link);
            self.add_granted(from, flow.wrapping_neg());
            self.add_granted(to, flow);
        }
        for (at, grant) in grants.iter().enumerate() {
            let user = at % layout.users.max(1);
            let node = network.users.get(user).map_or(0, |user| user.node);
            let granted = grant.granted() as Total;
            self.add_granted(layout.node(node, at / layout.users.max(1)), granted.wrapping_neg());
        }
        (0..layout.periods).all(|period| {
            (0..layout.nodes as u32).all(|node| self.node(layout.node(node, period)).granted == 0)
        })
    }

    /// Adds to what comes to a node more than its users are granted.
    fn add_granted(&mut self, node: u32, amount: Total) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.granted = slot.granted.wrapping_add(amount);
        }
    }

    /// Lets flow what a result tells of a storage in a period, which carried so much more from the one before than if
    /// nobody had touched it.
    fn store_as_told(
        &mut self,
        index: usize,
        period: usize,
        untouched: Total,
        state: &StorageState,
        before: &mut i64,
    ) -> Option<()> {
        let layout = self.layout;
        let signed = |volume: Total| i64::try_from(volume).ok();
        let withdrawn = signed(state.withdrawn)?.checked_sub(signed(state.filled)?)?;
        let carried = signed(state.stock)?.checked_sub(signed(untouched)?)?;
        self.let_flow(layout.link(Kind::Limits, index, period), withdrawn)?;
        let delivered = carried.checked_sub(*before)?.checked_add(withdrawn)?;
        self.let_flow(layout.link(Kind::Delivery, index, period), delivered)?;
        *before = carried;
        if period + 1 == layout.periods {
            let used = carried.min(0).checked_neg()?;
            self.let_have(index, carried.max(0) as u128);
            self.let_flow(layout.link(Kind::Stock, index, 0), used)
        } else {
            self.let_flow(layout.link(Kind::Carried, index, period), carried)
        }
    }

    /// Lets so much flow through a link, against it if it is negative. `None` if it is more than can.
    fn let_flow(&mut self, link: usize, flow: i64) -> Option<()> {
        let slot = self.links.get_mut(link)?;
        let residual = slot.residual.map(|residual| residual as i128);
        let (along, against) = (residual[0] - flow as i128, residual[1] + flow as i128);
        slot.residual = [u128::try_from(along).ok()?, u128::try_from(against).ok()?];
        Some(())
    }

    /// Finds the cut around a node to which so much cannot be brought. The flow stays as it was.
    pub(super) fn find_cut(&mut self, network: &PipeNetwork, node: u32, needed: Total) -> Shortage {
        if self.missing_at(node, needed) == 0 {
            return Shortage::None;
        }
        let mut shortage = Shortage::Gas;
        self.each_link_in(|link| {
            if self.is_in_the_way(network, link) {
                shortage = Shortage::Pipe;
            }
        });
        shortage
    }

    /// What a link stands for, if it is part of the cut that was found.
    pub(super) fn held(&self, link: usize) -> Option<Held> {
        let way = self.leads_in(link)?;
        let place = self.layout.place(link);
        let (index, period) = (place.index, place.period);
        let capacity = self.capacity(link);
        match (place.kind, way) {
            (Kind::Pipe, Way::Against) | (Kind::Limits, Way::Against) if capacity[1] == 0 => None,
            (Kind::Delivery, _) if capacity[0] == 0 => None,
            (Kind::Pipe, _) => Some(Held::Pipe { index, period }),
            (Kind::Source, _) => Some(Held::Source { index, period }),
            _ => Some(Held::Storage { index, period }),
        }
    }
}
