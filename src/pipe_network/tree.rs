//! Trees are recognized, and shared out by the solver for trees; what pipes carry is found as on any network.

use alloc::vec;
use alloc::vec::Vec;

use super::description::PipeNetwork;
use super::flows::Flows;
use crate::allocate::result::{Grant, NO_NODE, Reason, Summary, Why};
use crate::network::{Network, NetworkAllocation, NetworkScratchBuf, Node};
use crate::units::Total;
use crate::user::User;

/// A tree: one period, no storages, pipes that are one-way, at most one into each node, none of them in a circle.
pub(super) struct Tree<'a> {
    network: &'a PipeNetwork<'a>,
    /// Above all is a root of its own; then the nodes depth first.
    nodes: Vec<Node>,
    /// For each node of the network, which of those it is.
    places: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl<'a> Tree<'a> {
    /// The network as a tree, if it is one. Its ends are checked by then.
    pub(super) fn recognize(network: &'a PipeNetwork<'a>) -> Option<Tree<'a>> {
        if network.schedule.period_count != 1 || !network.storages.is_empty() {
            return None;
        }
        let count = network.node_count as usize;
        let mut above = vec![None; count];
        let mut below: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (index, pipe) in network.pipes.iter().enumerate() {
            let entry = above.get_mut(pipe.to as usize)?;
            let capacity = network.capacity(index, 0);
            if capacity.back != 0 || entry.replace(capacity.along).is_some() {
                return None;
            }
            below.get_mut(pipe.from as usize)?.push(pipe.to);
        }
        let mut tree = Tree { network, nodes: vec![Node::below(Node::ROOT)], places: vec![NOWHERE; count] };
        let roots = (0..count as u32).filter(|node| above.get(*node as usize) == Some(&None));
        let mut waiting: Vec<(u32, u32)> = roots.rev().map(|root| (root, 0)).collect();
        while let Some((node, parent)) = waiting.pop() {
            let capacity = above.get(node as usize)?.unwrap_or(Node::UNLIMITED);
            let place = tree.nodes.len() as u32;
            *tree.places.get_mut(node as usize)? = place;
            tree.nodes.push(Node::below(parent).with_capacity(capacity));
            waiting.extend(below.get(node as usize)?.iter().rev().map(|child| (*child, place)));
        }
        for (index, source) in network.sources.iter().enumerate() {
            let place = *tree.places.get(source.node as usize)?;
            let node = tree.nodes.get_mut(place as usize)?;
            node.source = node.source.checked_add(network.supply(index, 0))?;
        }
        // What is in a circle was not reached.
        (tree.nodes.len() == count + 1).then_some(tree)
    }

    /// What the solver for trees grants; `None` if it refuses.
    pub(super) fn share(&self, scratch: &mut NetworkScratchBuf) -> Option<NetworkAllocation> {
        let users = self.network.users.iter().enumerate();
        let users: Vec<User> = users.map(|(index, user)| self.copy(index, user)).collect();
        let network = Network { policy: self.network.policy, nodes: &self.nodes, users: &users };
        network.allocate_owned(0, scratch).ok()
    }

    fn copy(&self, index: usize, user: &User) -> User {
        let node = self.places.get(user.node as usize).copied().unwrap_or(NOWHERE);
        User { node, demand: self.network.demand(index, 0), ..*user }
    }
}

/// Takes what the solver for trees granted. What holds users back is found anew.
pub(super) fn take_over(
    answer: NetworkAllocation,
    flows: &mut Flows,
    users: &[User],
    grants: &mut [Grant],
    summary: &mut Summary,
) {
    for ((user, granted), grant) in users.iter().zip(answer.grants).zip(grants) {
        flows.add_granted(user.node, granted.granted());
        *grant = Grant { node: NO_NODE, ..granted };
        if granted.reason() == Reason::HeldByNode {
            grant.set_why(Why::new(Reason::ShortInStep, granted.step));
        }
    }
    (summary.steps, summary.classes) = (answer.summary.steps, answer.summary.classes);
    let served: Total = summary.classes.iter().map(|class| class.granted).sum();
    debug_assert!(served == flows.served);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipe_network::{NetworkStorage, Pipe, Schedule, Source};
    use crate::policy::regimes::JILIN_2024;

    fn is_tree(pipes: &[Pipe], storages: &[NetworkStorage], periods: u32) -> bool {
        let network = PipeNetwork {
            policy: &JILIN_2024,
            node_count: 4,
            pipes,
            sources: &[Source::at(0, 5)],
            storages,
            users: &[],
            schedule: Schedule::periods(periods),
        };
        Tree::recognize(&network).is_some()
    }

    #[test]
    fn only_trees_are_recognized() {
        let to = Pipe::one_way;
        assert!(is_tree(&[], &[], 1), "four roots");
        assert!(is_tree(&[to(3, 1), to(1, 0), to(1, 2)], &[], 1));
        assert!(is_tree(&[to(3, 1), to(2, 0)], &[], 1), "two trees");
        assert!(!is_tree(&[to(3, 1), to(1, 0), to(1, 2)], &[], 2), "two periods");
        assert!(!is_tree(&[to(3, 1)], &[NetworkStorage::at(0, 1)], 1), "a storage");
        assert!(!is_tree(&[to(3, 1), to(0, 1)], &[], 1), "two pipes into one node");
        assert!(!is_tree(&[to(3, 1), to(3, 1)], &[], 1), "two pipes side by side");
        assert!(!is_tree(&[Pipe::two_way(3, 1)], &[], 1), "two-way");
        assert!(!is_tree(&[to(0, 1), to(1, 2), to(2, 0)], &[], 1), "a circle");
        assert!(!is_tree(&[to(0, 1), to(2, 3), to(3, 2)], &[], 1), "a circle beside a tree");
    }
}
