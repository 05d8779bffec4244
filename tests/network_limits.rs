//! Networks that are wrong are refused by name, and the largest numbers do not overflow (tests run with overflow
//! checks on).
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{AllocateError, Grant, Reason, Summary};
use citygate::network::{
    LevelSlot, Network, NetworkError, NetworkOutput, NetworkScratch, Node, NodeLoad, NodeSlot, UserSlot,
};
use citygate::policy::regimes::JILIN_2024;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::tree::Tree;

const MOST: u64 = (1 << 63) - 1;

/// Two cities and a district of the second one, with a user each.
fn right() -> (Vec<Node>, Vec<User>) {
    let nodes = vec![Node::below(Node::ROOT), Node::below(0), Node::below(0), Node::below(2)];
    let users = (1..4).map(|node| User::new(SupplyClass::Heating, 10).at_node(node)).collect();
    (nodes, users)
}

/// What an answer never is.
fn nothing(nodes: usize, users: usize) -> (Vec<Grant>, Vec<NodeLoad>, Summary) {
    let load = NodeLoad { load: 77, ..NodeLoad::default() };
    (vec![Grant::EMPTY; users], vec![load; nodes], Summary { supply: 77, ..Summary::default() })
}

fn check_refused(
    supply: u64,
    change: impl FnOnce(&mut Vec<Node>, &mut Vec<User>),
    expected: NetworkError,
    names: &str,
) {
    let (mut nodes, mut users) = right();
    change(&mut nodes, &mut users);
    let (n, u) = (nodes.len(), users.len());
    let mut scratch = NetworkScratch {
        nodes: &mut vec![NodeSlot::default(); n],
        users: &mut vec![UserSlot::default(); u],
        levels: &mut vec![LevelSlot::default(); NetworkScratch::levels(n, u)],
    };
    let (mut grants, mut loads, mut summary) = nothing(n, u);
    let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
    let output = NetworkOutput { grants: &mut grants, loads: &mut loads, summary: &mut summary };
    let answer = network.allocate(supply, &mut scratch, output);
    assert_eq!(answer, Err(expected));
    assert_eq!((grants, loads, summary), nothing(n, u), "{expected:?}");
    assert!(expected.to_string().contains(names), "{expected}");
}

#[test]
fn what_is_wrong_is_named() {
    use NetworkError::*;
    check_refused(9, |nodes, _| nodes.clear(), NodeCount { count: 0 }, "0 nodes");
    check_refused(9, |nodes, _| nodes[0].parent = 1, FirstIsNotRoot, "node 0");
    check_refused(9, |nodes, _| nodes[2].parent = Node::ROOT, SecondRoot { node: 2 }, "node 2");
    check_refused(9, |nodes, _| nodes[3].parent = 4, UnknownParent { node: 3 }, "node 3");
    check_refused(9, |nodes, _| nodes[3].parent = 3, Cycle { node: 3 }, "node 3");
    check_refused(9, |nodes, _| nodes[1].reserved = 1, ReservedNotZero { node: 1 }, "node 1");
    check_refused(9, |_, users| users[2].node = 4, UnknownNode { user: 2 }, "user 2");
}

/// A cycle apart from the root: whichever node of it is named, it is one of the cycle, not one that hangs on it.
#[test]
fn a_cycle_is_named_by_one_of_its_nodes() {
    check_refused(
        9,
        |nodes, _| {
            (nodes[1].parent, nodes[2].parent, nodes[3].parent) = (3, 3, 2);
        },
        NetworkError::Cycle { node: 2 },
        "node 2",
    );
}

#[test]
fn sums_beyond_the_limit_name_the_node() {
    let too_large = |node| NetworkError::SupplyTooLarge { node };
    check_refused(MOST + 1, |_, _| {}, too_large(0), "node 0");
    check_refused(u64::MAX, |_, _| {}, too_large(0), "node 0");
    check_refused(MOST, |nodes, _| nodes[2].source = 1, too_large(2), "node 2");
    check_refused(0, |nodes, _| nodes[3].source = u64::MAX, too_large(3), "node 3");
    check_refused(
        MOST - 5,
        |nodes, _| {
            (nodes[1].source, nodes[3].source) = (5, 1);
        },
        too_large(3),
        "node 3",
    );
}

#[test]
fn lengths_that_differ_are_refused() {
    let (nodes, users) = right();
    let try_with = |node_slots: usize, user_slots: usize, level_slots: usize, grants: usize, loads: usize| {
        let mut scratch = NetworkScratch {
            nodes: &mut vec![NodeSlot::default(); node_slots],
            users: &mut vec![UserSlot::default(); user_slots],
            levels: &mut vec![LevelSlot::default(); level_slots],
        };
        let (mut grants, mut loads, mut summary) = nothing(loads, grants);
        let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
        let output = NetworkOutput { grants: &mut grants, loads: &mut loads, summary: &mut summary };
        let answer = network.allocate(9, &mut scratch, output);
        assert_eq!(answer.is_ok(), summary.supply == 9);
        answer
    };
    let levels = NetworkScratch::levels(4, 3);
    assert_eq!(try_with(4, 3, levels, 3, 4), Ok(()));
    assert_eq!(try_with(3, 3, levels, 3, 4), Err(NetworkError::ScratchTooSmall));
    assert_eq!(try_with(4, 2, levels, 3, 4), Err(NetworkError::ScratchTooSmall));
    assert_eq!(try_with(4, 3, levels - 1, 3, 4), Err(NetworkError::ScratchTooSmall));
    let grants = AllocateError::GrantCount { users: 3, grants: 2 };
    assert_eq!(try_with(4, 3, levels, 2, 4), Err(grants.into()));
    assert_eq!(try_with(4, 3, levels, 3, 5), Err(NetworkError::LoadCount { nodes: 4, loads: 5 }));
}

/// Supplies, sources, capacities, demands, weights and bases as large as they may be, under every rule.
#[test]
fn the_largest_numbers_do_not_overflow() {
    let demands = [u32::MAX, u32::MAX - 1, 1, 0, u32::MAX / 2];
    let capacities = [Node::UNLIMITED, MOST, MOST + 1, 1 << 33, u32::MAX as u64 - 1];
    for round in 0..3_000usize {
        let pick = |from: &[u64], at: usize| from[(round / 7 + at * 3) % from.len()];
        let nodes: Vec<Node> = (0..5)
            .map(|node| {
                let parent = if node == 0 { Node::ROOT } else { (round % (1 << node)) as u32 % node as u32 };
                let source = if node == round % 5 { MOST - (1 << 40) } else { pick(&[0, 1, 1 << 32], node) };
                Node::below(parent).with_capacity(pick(&capacities, node)).with_source(source)
            })
            .collect();
        let users: Vec<User> = (0..12)
            .map(|i| {
                let class = SupplyClass::ALL[i % 2];
                let user = User::new(class, demands[(i + round) % 5]).at_node((i % 5) as u32);
                let user = user.with_weight(if i % 3 == 0 { u16::MAX } else { 1 }).with_rank((i % 2) as u16);
                let user = if i % 4 == 1 { user.with_base(u32::MAX) } else { user };
                user.with_minimum(if i % 6 == 5 { u32::MAX } else { 0 }).with_cumulative_curtailment(u64::MAX)
            })
            .collect();
        let tree = Tree { nodes, supply: [0, 1 << 33, 5][round % 3] };
        for share in Share::ALL {
            let steps = [Step::new(ClassSet::ALL, Target::Demand, share)];
            let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
            let answer = tree.allocate(&policy, &users);
            let amounts: Vec<i128> = answer.grants.iter().map(|grant| grant.granted() as i128).collect();
            assert!(tree.can_bring(&users, &amounts), "{tree:?}\n{users:#?}");
            let Summary { demand, supply, served, curtailed, unused, .. } = answer.summary;
            assert_eq!((served + curtailed, served + unused), (demand, supply));
            assert_eq!(served as i128, amounts.iter().sum::<i128>());
            for (user, grant) in users.iter().zip(&answer.grants) {
                assert_eq!(grant.reason() == Reason::Satisfied, grant.granted() == user.demand);
            }
        }
    }
}

/// Totals beyond 32 bits below one node: the sum of the demands alone is 2³⁵.
#[test]
fn a_node_carries_more_than_a_flow() {
    let nodes = vec![Node::below(Node::ROOT), Node::below(0).with_capacity(1 << 34)];
    let users = vec![User::new(SupplyClass::Residential, u32::MAX).at_node(1); 8];
    let answer = Tree { nodes, supply: MOST }.allocate(&JILIN_2024, &users);
    assert_eq!(answer.loads[1].load, 1 << 34);
    assert!(answer.grants.iter().all(|grant| grant.granted() == 1 << 31));
}

/// A star with two nodes that are each other's parents is refused in time linear in its nodes: this would take hours in
/// quadratic time.
#[test]
fn a_cycle_in_a_large_star_is_found_at_once() {
    let most = 1_000_000_u32;
    let mut nodes = vec![Node::below(0); most as usize];
    nodes[0] = Node::below(Node::ROOT);
    (nodes[most as usize - 2].parent, nodes[most as usize - 1].parent) = (most - 1, most - 2);
    let users = [User::new(SupplyClass::Heating, 10)];
    let mut scratch = NetworkScratch {
        nodes: &mut vec![NodeSlot::default(); nodes.len()],
        users: &mut [UserSlot::default()],
        levels: &mut vec![LevelSlot::default(); NetworkScratch::levels(nodes.len(), 1)],
    };
    let (mut grants, mut loads, mut summary) = nothing(nodes.len(), 1);
    let network = Network { policy: &JILIN_2024, nodes: &nodes, users: &users };
    let output = NetworkOutput { grants: &mut grants, loads: &mut loads, summary: &mut summary };
    let error = network.allocate(9, &mut scratch, output).unwrap_err();
    assert!(matches!(error, NetworkError::Cycle { node } if node as u32 >= most - 2), "{error}");
}
