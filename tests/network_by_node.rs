//! Users who are served together, by class and node, get what they get one by one. Nodes without users make the library
//! serve everybody one by one: together is worth it only where there are three users or more for each node.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::horizon::Spread;
use citygate::network::Node;
use citygate::policy::regimes::JILIN_2024;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, User};
use oracle::class_order;
use oracle::draw::problems;
use oracle::random::{Draw, ahead, tree};

/// Demands from single units to the largest that there are: sums below and above 2³², where an apportionment is no
/// longer exact, and products above 2⁶⁴, where nobody can be served together.
const SCALES: [u64; 5] = [3, 100, 1_000_000, 1 << 28, u32::MAX as u64];

/// Orders that serve whole classes: with and without steps for minimums, one class or all in a step.
fn orders() -> Vec<Vec<Step>> {
    let mut orders = vec![JILIN_2024.steps().to_vec()];
    orders.extend(Share::ALL.map(class_order));
    for share in Share::ALL {
        orders.push(vec![Step::new(ClassSet::ALL, Target::Demand, share)]);
        orders.push(vec![
            Step::new(ClassSet::ALL, Target::Minimum, Share::AllOrNothing),
            Step::new(ClassSet::ALL, Target::Demand, share),
        ]);
    }
    orders
}

/// Users of whom so many per cent have needs of their own.
fn users(draw: &mut Draw, nodes: usize, count: u64, scale: u64, special: u64) -> Vec<User> {
    let mut users = Vec::new();
    for _ in 0..count {
        let class = citygate::user::SupplyClass::ALL[draw.below(6) as usize];
        let demand = draw.below(scale + 1);
        let mut user = User::new(class, demand as u32)
            .at_node(draw.below(nodes as u64) as u32)
            .with_rank(draw.below(3) as u16)
            .with_weight(draw.below(4) as u16);
        if draw.chance(special) {
            user = user.with_minimum(draw.below(demand + 2).min(u32::MAX as u64) as u32);
        }
        if draw.chance(special / 3) {
            user = user.with_on_off(true);
        }
        if draw.chance(special / 3) {
            user = user.with_base(draw.below(scale + 1) as u32);
        }
        users.push(user);
    }
    users
}

/// The same network with a node for every user that nobody is connected to.
fn spread_out(nodes: &[Node], users: usize) -> Vec<Node> {
    let mut nodes = nodes.to_vec();
    nodes.extend((0..users).map(|_| Node::below(0)));
    nodes
}

#[test]
fn users_together_get_what_they_get_one_by_one() {
    let orders = orders();
    let mut draw = Draw(11);
    for round in 0..problems(60_000) {
        let scale = SCALES[round % SCALES.len()];
        let mut problem = tree(&mut draw, 7, scale * 4);
        let count = 3 * problem.nodes.len() as u64 + draw.below(30);
        let special = [0, 4, 30][round % 3];
        let users = users(&mut draw, problem.nodes.len(), count, scale, special);
        let steps = &orders[draw.below(orders.len() as u64) as usize];
        let policy = Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap();
        let together = problem.allocate(&policy, &users);
        let of_nodes = problem.nodes.len();
        problem.nodes = spread_out(&problem.nodes, users.len());
        let alone = problem.allocate(&policy, &users);
        let context = || format!("round {round}\n{problem:?}\n{users:#?}\n{steps:#?}");
        assert_eq!(together.grants, alone.grants, "{}", context());
        assert_eq!(together.loads, alone.loads[..of_nodes], "{}", context());
        assert_eq!(together.summary, alone.summary, "{}", context());
    }
}

#[test]
fn so_they_do_in_the_hours_ahead() {
    let orders = orders();
    let mut draw = Draw(12);
    for round in 0..problems(20_000) {
        let scale = SCALES[round % 4];
        let mut problem = ahead(&mut draw, 5, 3, scale * 4);
        problem.periods.iter_mut().for_each(|period| period.demand_permille = [500, 1000, 700, 1000, 1, 0]);
        problem.spread = [Spread::Even, Spread::Earliest][round % 2];
        if problem.nodes.is_empty() {
            problem.nodes.push(Node::below(Node::ROOT));
        }
        let of_nodes = problem.nodes.len();
        let special = [0, 4, 30][round % 3];
        let count = 3 * (of_nodes as u64 + 1) + draw.below(12);
        let users = users(&mut draw, of_nodes, count, scale, special);
        let steps = &orders[draw.below(orders.len() as u64) as usize];
        let policy = Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap();
        let together = problem.plan(&policy, &users);
        problem.nodes = spread_out(&problem.nodes, users.len());
        let alone = problem.plan(&policy, &users);
        let context = || format!("round {round}\n{problem:?}\n{users:#?}\n{steps:#?}");
        assert_eq!(together.grants, alone.grants, "{}", context());
        assert_eq!(together.periods, alone.periods, "{}", context());
        assert_eq!(together.outlook, alone.outlook, "{}", context());
        assert_eq!(together.summary, alone.summary, "{}", context());
        let copies = together.loads.chunks(of_nodes).zip(alone.loads.chunks(problem.nodes.len()));
        for (together, alone) in copies {
            assert_eq!(together, &alone[..of_nodes], "{}", context());
        }
    }
}
