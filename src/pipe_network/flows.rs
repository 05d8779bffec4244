//! The network while an allocation is under way: what is granted, and a flow that brings it.

use super::graph::{Graph, NONE};
use crate::allocate::queue::Queue;
use crate::allocate::share::{Supply, Weighing};
use crate::allocate::walk::Walk;
use crate::units::{Flow, Total};
use crate::user::User;

/// Working memory for one user in one period.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PipeUserSlot {
    /// The place of the user's node when the network is gone through depth first.
    pub(super) place: u32,
    /// The level at which the user is settled in the step under way.
    pub(super) level: u32,
}

/// Working memory for one level at which members are settled.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PipeLevelSlot {
    /// The level is so many units per weight; above everything if the weight is 0.
    pub(super) units: Total,
    pub(super) weight: Total,
    /// While shares are apportioned: the quotient.
    pub(super) quotient: u64,
    /// While shares are apportioned: whole units per weight. While users are placed: the place of a node.
    pub(super) whole: u32,
    pub(super) reserved: u32,
}

/// A network while an allocation is under way: the graph, with the flow that brings what is granted.
pub(super) struct Flows<'a> {
    pub(super) graph: Graph<'a>,
    pub(super) users: &'a mut [PipeUserSlot],
    pub(super) levels: &'a mut [PipeLevelSlot],
    /// What has been brought to users so far.
    pub(super) served: Total,
    /// So much was wanted in vain in the flow under way, while the one that brings what is granted is kept; otherwise 0.
    pub(super) wanted_in_vain: Total,
}

impl<'a> Flows<'a> {
    pub(super) fn new(
        graph: Graph<'a>,
        users: &'a mut [PipeUserSlot],
        levels: &'a mut [PipeLevelSlot],
    ) -> Flows<'a> {
        Flows { graph, users, levels, served: 0, wanted_in_vain: 0 }
    }

    /// Gives every user its place: by node in depth-first order.
    pub(super) fn place(&mut self, users: &[User]) {
        let Flows { graph, users: slots, levels, .. } = self;
        let mut order = 0;
        graph.visit(|node| {
            if let Some(slot) = levels.get_mut(node as usize) {
                slot.whole = order;
            }
            order += 1;
        });
        for (user, slot) in users.iter().zip(slots.iter_mut()) {
            let place = levels.get(user.node as usize).map_or(0, |node| node.whole);
            *slot = PipeUserSlot { place, level: NONE };
        }
    }

    /// Grants that much more at a node.
    pub(super) fn add_granted(&mut self, node: u32, amount: Flow) {
        self.served += amount as Total;
        if let Some(slot) = self.graph.nodes.get_mut(node as usize) {
            slot.granted += amount as Total;
        }
    }

    /// Brings what is wanted at all nodes, which is so much together. If not all can be brought, the flow that brings what
    /// can be is a trial, to be [given up](Flows::give_up): who shares it out may begin with it.
    pub(super) fn bring_all_wanted(&mut self, wanted: Total) -> bool {
        self.graph.keep();
        let is_brought = self.graph.bring();
        self.wanted_in_vain = if is_brought { 0 } else { wanted };
        is_brought
    }

    /// Goes back to the flow that brings what is granted, if more was wanted in vain.
    pub(super) fn give_up(&mut self) {
        if core::mem::take(&mut self.wanted_in_vain) != 0 {
            self.graph.go_back();
            self.graph.want_nothing();
        }
    }
}

impl Supply for Flows<'_> {
    fn bring(&mut self, user: &User, amount: Flow) -> Result<(), Total> {
        self.give_up();
        match self.graph.bring_to(user.node, amount as Total) {
            0 => {
                self.add_granted(user.node, amount);
                Ok(())
            }
            missing => Err(amount as Total - missing),
        }
    }

    fn is_spent(&self) -> bool {
        false
    }

    fn refuse(&mut self, _: usize, _: &User, _: Flow) {
        // Who holds whom back is found when all is shared out.
    }

    fn divide(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) {
        let users = &*self.users;
        let place =
            |index: usize| users.get(index).map_or(0, |slot| (slot.place as u64) << 32 | index as u64);
        queue.sort_by(place, walk.grants);
        let levels = self.settle(walk, queue, weighing);
        self.round(walk, queue, weighing, levels);
    }
}
