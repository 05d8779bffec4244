//! Random networks and users.

use super::tree::Tree;
use citygate::allocate::network::Node;
use citygate::user::{SupplyClass, User};

/// Numbers that are the same on every run.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A tree of up to so many nodes with capacities that bind here and there, and sources.
pub fn tree(draw: &mut Draw, most_nodes: u64, scale: u64) -> Tree {
    let count = 1 + draw.below(most_nodes) as usize;
    let nodes = (0..count)
        .map(|node| {
            let parent = if node == 0 { Node::ROOT } else { draw.below(node as u64) as u32 };
            let capacity = if draw.chance(30) {
                Node::UNLIMITED
            } else {
                draw.below(scale * 4 / (1 + node as u64 / 4) + 2)
            };
            let source = if draw.chance(25) { draw.below(scale) } else { 0 };
            Node::below(parent).with_capacity(capacity).with_source(source)
        })
        .collect();
    Tree { nodes, supply: draw.below(scale * 8) }
}

/// Up to so many users of all six classes, with nothing but a demand.
pub fn users(draw: &mut Draw, nodes: usize, most: u64, scale: u64) -> Vec<User> {
    (0..draw.below(most + 1))
        .map(|_| {
            let class = SupplyClass::ALL[draw.below(6) as usize];
            User::new(class, draw.below(scale + 1) as u32).at_node(draw.below(nodes as u64) as u32)
        })
        .collect()
}
