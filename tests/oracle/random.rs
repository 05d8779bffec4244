//! Random networks and users.

pub use super::draw::Draw;
use super::time::Ahead;
use super::tree::Tree;
use citygate::horizon::{Period, Spread, Storage};
use citygate::network::Node;
use citygate::user::{SupplyClass, User};

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

fn random_nodes(draw: &mut Draw, most: u64, scale: u64) -> Vec<Node> {
    (0..draw.below(most + 1) as usize)
        .map(|node| {
            let parent = if node == 0 { Node::ROOT } else { draw.below(node as u64) as u32 };
            let capacity = if draw.chance(40) { Node::UNLIMITED } else { draw.below(scale * 3) };
            let source = if draw.chance(25) { draw.below(scale / 2 + 1) } else { 0 };
            Node::below(parent).with_capacity(capacity).with_source(source)
        })
        .collect()
}

fn random_storage(draw: &mut Draw, periods: u64, scale: u64) -> Storage {
    let stock = draw.below(scale * periods + 1);
    let withdrawal = if draw.chance(30) { u64::MAX } else { draw.below(scale * 3) };
    Storage { stock, reserve: draw.below(stock + 2) / 2, withdrawal, ..Storage::default() }
}

/// A horizon with few nodes in which nearly everything binds somewhere.
pub fn ahead(draw: &mut Draw, most_periods: u64, most_nodes: u64, scale: u64) -> Ahead {
    let count = 1 + draw.below(most_periods);
    let periods = (0..count).map(|_| {
        let permille = core::array::from_fn(|_| if draw.chance(50) { 1000 } else { draw.below(2000) as u16 });
        let delivery = if draw.chance(20) { draw.below(scale * 2) } else { 0 };
        Period::new(draw.below(scale * 3)).with_delivery(delivery).with_demand_permille(permille)
    });
    Ahead {
        periods: periods.collect(),
        nodes: random_nodes(draw, most_nodes, scale),
        storage: random_storage(draw, count, scale),
        spread: [Spread::Even, Spread::Earliest][draw.below(2) as usize],
    }
}
