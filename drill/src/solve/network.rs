//! Sharing out on a tree of capacities.

use citygate::allocate::{Grant, Summary};
use citygate::network::{
    self as library, LevelSlot, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use citygate::policy::Policy;
use citygate::user::User;

use super::error::SolveError;
use crate::result::shares::NodeOutcome;
use crate::scenario::network::{self, Network};
use crate::scenario::scale::Scale;

/// Shares out a supply at the root of a tree; returns what every node carries.
pub fn allocate(
    policy: &Policy,
    network: &Network,
    users: &[User],
    supply: u64,
    scale: Scale,
    grants: &mut [Grant],
    summary: &mut Summary,
) -> Result<Vec<NodeOutcome>, SolveError> {
    let nodes: Vec<Node> = network.nodes.iter().map(|node| to_library(node, scale)).collect();
    let mut loads = vec![NodeLoad::default(); nodes.len()];
    let mut scratch = NetworkScratch {
        nodes: &mut vec![NodeSlot::default(); nodes.len()],
        users: &mut vec![UserSlot::default(); users.len()],
        levels: &mut vec![LevelSlot::default(); NetworkScratch::levels(nodes.len(), users.len())],
    };
    let output = NetworkOutput { grants, loads: &mut loads, summary };
    library::Network { policy, nodes: &nodes, users }
        .allocate(supply, &mut scratch, output)
        .map_err(SolveError::Network)?;
    Ok(network.nodes.iter().zip(&loads).map(|(node, load)| outcome(node, load, scale)).collect())
}

pub fn to_library(node: &network::Node, scale: Scale) -> Node {
    Node {
        capacity: node.capacity.map_or(Node::UNLIMITED, |capacity| scale.units(capacity)),
        source: scale.units(node.source.unwrap_or_default()),
        // The library refuses a tree with so many nodes that a position is beyond 32 bits.
        ..Node::below(node.parent.map_or(Node::ROOT, |parent| u32::try_from(parent).unwrap_or(Node::ROOT)))
    }
}

pub fn outcome(node: &network::Node, load: &NodeLoad, scale: Scale) -> NodeOutcome {
    NodeOutcome {
        id: node.id.clone(),
        capacity: node.capacity.map(|capacity| scale.quantity(scale.units(capacity))),
        load: scale.quantity(load.load),
        binding: load.binding != 0,
        source: node.source.map(|source| scale.quantity(scale.units(source))),
        source_used: node.source.map(|_| scale.quantity(load.source_used)),
    }
}
