//! Problems for the benchmarks.

pub mod counted;
pub mod pipes;

use citygate::allocate::{Grant, Summary};
use citygate::network::{self, LevelSlot, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

/// Users of all six classes with technical minimums of up to a quarter of their demand; the same on every run.
pub fn users(count: usize) -> Vec<User> {
    let mut state = 0x2024_0407_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    (0..count)
        .map(|_| {
            let class = SupplyClass::ALL[next() as usize % SupplyClass::ALL.len()];
            let demand = next() % 5_000_000;
            User::new(class, demand)
                .with_minimum(next() % (demand / 4 + 1))
                .with_weight((next() % 9 + 1) as u16)
                .with_rank((next() % 1000) as u16)
                .with_cumulative_curtailment(next() as u64)
        })
        .collect()
}

/// 60 % of what the users want.
pub fn supply(users: &[User]) -> u64 {
    users.iter().map(|user| user.demand as u64).sum::<u64>() * 3 / 5
}

/// A network of depth 3 (province, gates, districts) with capacities that bind here and there, and users at its
/// districts. About as many gates as districts at each as users at each district; the same on every run.
pub fn network(count: usize) -> (Vec<Node>, Vec<User>, u64) {
    let mut users = users(count);
    let supply = supply(&users);
    let fan = (count as f64).cbrt().ceil() as u32;
    let mut nodes = vec![Node::below(Node::ROOT)];
    nodes.extend((0..fan).map(|_| Node::below(0)));
    nodes.extend((0..fan * fan).map(|district| Node::below(1 + district % fan)));
    let at_each = count.div_ceil((fan * fan) as usize);
    for (index, user) in users.iter_mut().enumerate() {
        *user = user.with_rank(0).at_node(1 + fan + (index / at_each) as u32);
    }
    // Every third gate and every fifth district can pass on about half of what is wanted below it; every seventh
    // district has a source.
    let mut wanted = vec![0u64; nodes.len()];
    for user in &users {
        let district = user.node as usize;
        wanted[district] += user.demand as u64;
        wanted[nodes[district].parent as usize] += user.demand as u64;
    }
    for (index, (node, wanted)) in nodes.iter_mut().zip(&wanted).enumerate().skip(1) {
        if index % 5 == 0 || (index <= fan as usize && index % 3 == 0) {
            *node = node.with_capacity(wanted * 5 / 9);
        }
        if index > fan as usize && index % 7 == 0 {
            *node = node.with_source(wanted / 10);
        }
    }
    (nodes, users, supply)
}

/// Output and working memory for an allocation on a network.
pub struct Network {
    nodes: Vec<NodeSlot>,
    users: Vec<UserSlot>,
    levels: Vec<LevelSlot>,
    /// What each user gets.
    pub grants: Vec<Grant>,
    /// What each node carries.
    pub loads: Vec<NodeLoad>,
    /// The totals.
    pub summary: Summary,
}

impl Network {
    /// Room for so many nodes and users.
    pub fn new(nodes: usize, users: usize) -> Network {
        Network {
            nodes: vec![NodeSlot::default(); nodes],
            users: vec![UserSlot::default(); users],
            levels: vec![LevelSlot::default(); NetworkScratch::levels(nodes, users)],
            grants: vec![Grant::EMPTY; users],
            loads: vec![NodeLoad::default(); nodes],
            summary: Summary::default(),
        }
    }

    /// Allocates.
    pub fn allocate(&mut self, policy: &Policy, nodes: &[Node], users: &[User], supply: u64) {
        let mut scratch =
            NetworkScratch { nodes: &mut self.nodes, users: &mut self.users, levels: &mut self.levels };
        let output =
            NetworkOutput { grants: &mut self.grants, loads: &mut self.loads, summary: &mut self.summary };
        network::Network { policy, nodes, users }
            .allocate(supply, &mut scratch, output)
            .expect("the problem is valid");
    }
}

/// The class order with minimums first, the remainder shared by this rule.
pub fn steps(share: Share) -> Vec<Step> {
    SupplyClass::ALL
        .iter()
        .flat_map(|class| {
            let class = ClassSet::of(&[*class]);
            [Step::new(class, Target::Minimum, Share::AllOrNothing), Step::new(class, Target::Demand, share)]
        })
        .collect()
}

/// The steps as a policy.
pub fn policy(steps: &[Step]) -> Policy<'_> {
    Policy::new(steps, ClassSet::ALL, Attributes::NONE).expect("the class order is a policy")
}
