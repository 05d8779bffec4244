//! Allocation on networks of any shape: known answers, and against the solvers for trees and horizons.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use citygate::allocate::{Grant, Reason, Summary};
use citygate::horizon::{Outlook, PeriodTotal, Spread};
use citygate::network::Node;
use citygate::pipe_network::{
    Held, NetworkStorage, Pipe, PipeFlow, PipeNetwork, PipeNetworkAllocation, PipeNetworkOutput,
    PipeNetworkScratchBuf, Schedule, Source, SourceUse, StorageFlow,
};
use citygate::policy::{Policy, Share, Step, Target, regimes};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use oracle::random::{Draw, ahead as random_ahead, tree as random_tree, users as random_users};
use oracle::time::Ahead;
use oracle::tree::Tree;

const ALIKE: [Step; 1] = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];

fn policy(steps: &[Step]) -> Policy<'_> {
    Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap()
}

fn solve(network: &PipeNetwork) -> PipeNetworkAllocation {
    network.allocate_owned(&mut PipeNetworkScratchBuf::new()).unwrap()
}

/// The same without a heap, where trees are not looked for.
fn without_heap(network: &PipeNetwork) -> PipeNetworkAllocation {
    let mut room = PipeNetworkAllocation {
        grants: vec![Grant::EMPTY; network.users.len()],
        pipes: vec![PipeFlow::default(); network.pipes.len()],
        sources: vec![SourceUse::default(); network.sources.len()],
        storages: Vec::new(),
        periods: vec![PeriodTotal::default()],
        outlook: [Outlook::UNTOUCHED; 6],
        summary: Summary::default(),
    };
    let output = PipeNetworkOutput {
        grants: &mut room.grants,
        pipes: &mut room.pipes,
        sources: &mut room.sources,
        storages: &mut room.storages,
        periods: &mut room.periods,
        outlook: &mut room.outlook,
        summary: &mut room.summary,
    };
    network.allocate(&mut PipeNetworkScratchBuf::new().lend(network), output).unwrap();
    room
}

fn granted(answer: &PipeNetworkAllocation) -> Vec<u32> {
    answer.grants.iter().map(|grant| grant.granted()).collect()
}

fn home(demand: u32, node: u32) -> User {
    User::new(SupplyClass::Residential, demand).at_node(node)
}

fn at_once<'a>(
    policy: &'a Policy<'a>,
    node_count: u32,
    pipes: &'a [Pipe],
    sources: &'a [Source],
    users: &'a [User],
) -> PipeNetwork<'a> {
    PipeNetwork { policy, node_count, pipes, sources, storages: &[], users, schedule: Schedule::ONCE }
}

#[test]
fn two_gates_feed_one_line() {
    let policy = policy(&ALIKE);
    let pipes = [Pipe::two_way(0, 1), Pipe::two_way(1, 2)];
    let sources = [Source::at(0, 60_000), Source::at(2, 40_000)];
    let users = [home(50_000, 0), home(30_000, 1), home(40_000, 2)];
    let answer = solve(&at_once(&policy, 3, &pipes, &sources, &users));
    assert_eq!(granted(&answer), [41_667, 25_000, 33_333]);
    assert!(answer.grants.iter().all(|grant| grant.reason() == Reason::ShortInStep));
    assert_eq!(answer.sources.iter().map(|source| source.used).collect::<Vec<_>>(), [60_000, 40_000]);
}

#[test]
fn gas_fed_in_at_the_end_of_the_line_flows_back() {
    let policy = policy(&ALIKE);
    let pipes = [Pipe::two_way(0, 1).with_capacity(50), Pipe::one_way(0, 2).with_capacity(80)];
    let sources = [Source::at(0, 60), Source::at(1, 40)];
    let answer = solve(&at_once(&policy, 3, &pipes, &sources, &[home(20, 1), home(80, 2)]));
    assert_eq!(granted(&answer), [20, 80]);
    assert_eq!(answer.pipes.iter().map(|pipe| pipe.flow).collect::<Vec<_>>(), [-20, 80]);
}

#[test]
fn a_link_works_both_ways() {
    let policy = policy(&ALIKE);
    for supplies in [[10, 0], [0, 10], [5, 5]] {
        let sources = [Source::at(0, supplies[0]), Source::at(1, supplies[1])];
        let answer = solve(&at_once(&policy, 2, &[Pipe::two_way(0, 1)], &sources, &[home(5, 0), home(5, 1)]));
        assert_eq!(granted(&answer), [5, 5]);
        assert_eq!(answer.pipes[0].flow, supplies[0] as i64 - 5);
    }
}

#[test]
fn each_district_has_its_own_tank() {
    let policy = policy(&ALIKE);
    let users = [home(10, 0), home(10, 1)];
    let network = PipeNetwork {
        policy: &policy,
        node_count: 2,
        pipes: &[],
        sources: &[],
        storages: &[NetworkStorage::at(0, 40), NetworkStorage::at(1, 20)],
        users: &users,
        schedule: Schedule { spread: Spread::Earliest, ..Schedule::periods(4) },
    };
    let answer = solve(&network);
    assert_eq!(granted(&answer), [10, 10, 10, 10, 10, 0, 10, 0]);
    assert_eq!(
        answer.storages.iter().map(|state| state.stock).collect::<Vec<_>>(),
        [30, 10, 20, 0, 10, 0, 0, 0]
    );
    let held = network.held_by_owned(&answer, 1, 2, &mut PipeNetworkScratchBuf::new()).unwrap();
    assert_eq!(held, [Held::Storage { index: 1, period: 2 }]);
}

/// A source at one node, a user at the next, and a storage beside the source.
fn beside(storage: NetworkStorage, policy: &Policy, pipe: Pipe, demand: u32) -> (Reason, Vec<Held>, u64) {
    let (pipes, sources, users) = ([pipe], [Source::at(0, 8)], [home(demand, 1)]);
    let storages = [storage];
    let network = PipeNetwork { storages: &storages, ..at_once(policy, 2, &pipes, &sources, &users) };
    let answer = solve(&network);
    let held = network.held_by_owned(&answer, 0, 0, &mut PipeNetworkScratchBuf::new()).unwrap();
    (answer.grants[0].reason(), held, answer.storages[0].filled)
}

/// What is left over fills the storage; that is not why the user goes without.
#[test]
fn gas_that_fills_a_storage_holds_nobody_back() {
    let whole = [Step::new(ClassSet::ALL, Target::Demand, Share::AllOrNothing)];
    let storage = NetworkStorage::at(0, 0).with_limits(0, 10);
    let pipe = Pipe::one_way(0, 1).with_capacity(5);
    let (reason, held, filled) = beside(storage, &policy(&whole), pipe, 7);
    assert_eq!((reason, filled), (Reason::HeldByNetwork, 8));
    assert_eq!(held, [Held::Pipe { index: 0, period: 0 }]);
}

#[test]
fn a_storage_below_its_reserve_is_not_in_the_way() {
    let storage = NetworkStorage::at(0, 1).with_reserve(2);
    let (reason, held, _) = beside(storage, &policy(&ALIKE), Pipe::one_way(0, 1), 9);
    assert_eq!(reason, Reason::ShortInStep);
    assert_eq!(held, [Held::Storage { index: 0, period: 0 }, Held::Source { index: 0, period: 0 }]);
}

/// Both periods have gas enough: nothing is drawn today to be put back tomorrow.
#[test]
fn every_period_uses_its_own_gas_first() {
    let policy = policy(&ALIKE);
    let storage = NetworkStorage::at(0, 5).with_capacity(5).with_limits(5, 5);
    let answer = solve(&PipeNetwork {
        storages: &[storage],
        schedule: Schedule::periods(2),
        ..at_once(&policy, 1, &[], &[Source::at(0, 9)], &[home(4, 0)])
    });
    assert_eq!(answer.sources.iter().map(|source| source.used).collect::<Vec<_>>(), [4, 4]);
    assert!(answer.storages.iter().all(|state| (state.withdrawn, state.filled) == (0, 0)));
}

/// The dearer source is the first in the list.
#[test]
fn a_storage_is_filled_from_the_lowest_order_first() {
    let policy = policy(&ALIKE);
    let sources = [Source::at(0, 6).with_order(1), Source::at(0, 6)];
    let storage = NetworkStorage::at(0, 0).with_capacity(4).with_limits(0, 4);
    let answer =
        solve(&PipeNetwork { storages: &[storage], ..at_once(&policy, 1, &[], &sources, &[home(1, 0)]) });
    assert_eq!(answer.sources.iter().map(|source| source.used).collect::<Vec<_>>(), [0, 5]);
}

/// Hourly use of a town in thousandths of the mean hour: a textbook's table.
const SWING: [u32; 24] = [
    4560, 3624, 3360, 4920, 3792, 6984, 9888, 12192, 12432, 12504, 15168, 15408, 11760, 11544, 11400, 11400,
    13968, 18240, 14784, 10968, 10752, 7800, 6648, 5904,
];

fn served_of_a_day(capacity: u64) -> u64 {
    let policy = policy(&ALIKE);
    let users = [home(1, 0)];
    let storage = NetworkStorage::at(0, 9_648).with_capacity(capacity).with_limits(100_000, 100_000);
    let answer = solve(&PipeNetwork {
        policy: &policy,
        node_count: 1,
        pipes: &[],
        sources: &[Source::at(0, 10_000)],
        storages: &[storage],
        users: &users,
        schedule: Schedule { spread: Spread::Earliest, demands: &SWING, ..Schedule::periods(24) },
    });
    for state in &answer.storages {
        assert!(state.stock <= capacity);
    }
    answer.summary.served
}

#[test]
fn a_steady_supply_serves_the_swing_of_a_day() {
    assert_eq!(served_of_a_day(NetworkStorage::UNLIMITED), 240_000);
    assert_eq!(served_of_a_day(30_000), 227_480);
    assert_eq!(served_of_a_day(9_648), 207_128);
}

/// The same as a tree: one more node, where the supply is, with a pipe to the root.
fn pipes_of(nodes: &[Node]) -> (Vec<Pipe>, Vec<Source>) {
    let count = nodes.len() as u32;
    let pipes = nodes.iter().enumerate().map(|(index, node)| {
        let from = if node.parent == Node::ROOT { count } else { node.parent };
        Pipe::one_way(from, index as u32).with_capacity(node.capacity)
    });
    let own = nodes.iter().enumerate().map(|(index, node)| Source::at(index as u32, node.source));
    (pipes.collect(), own.collect())
}

fn any_users(draw: &mut Draw, users: &mut [User]) {
    for user in users {
        if draw.chance(30) {
            user.minimum = draw.below(user.demand as u64 + 1) as u32;
        }
        if draw.chance(15) {
            *user = user.with_on_off(true);
        }
        if draw.chance(20) {
            user.base = draw.below(user.demand as u64 * 2 + 1) as u32;
        }
        user.rank = draw.below(3) as u16;
        user.weight = draw.below(4) as u16;
    }
}

const RULES: [Share; 5] = [Share::ProRata, Share::Equal, Share::Ranked, Share::AllOrNothing, Share::Rotating];

#[test]
fn on_trees_everybody_gets_what_the_solver_for_trees_grants() {
    for seed in 0..problems(20_000) {
        let mut draw = Draw(seed);
        let scale = [3, 10, 1000, 1_000_000][draw.below(4) as usize];
        let tree: Tree = random_tree(&mut draw, 8, scale);
        let mut users = random_users(&mut draw, tree.nodes.len(), 12, scale);
        any_users(&mut draw, &mut users);
        let steps = [Step::new(ClassSet::ALL, Target::Demand, RULES[draw.below(5) as usize])];
        let one = policy(&steps);
        let policy = if draw.chance(50) { &regimes::JILIN_2024 } else { &one };
        let count = tree.nodes.len() as u32;
        let (pipes, mut sources) = pipes_of(&tree.nodes);
        sources.push(Source::at(count, tree.supply).with_order(1));
        let old = tree.allocate(policy, &users);
        let new = solve(&at_once(policy, count + 1, &pipes, &sources, &users));
        let old_grants: Vec<u32> = old.grants.iter().map(|grant| grant.granted()).collect();
        assert_eq!(granted(&new), old_grants, "seed {seed}\n{tree:?}\n{users:?}");
        assert_eq!(new, without_heap(&at_once(policy, count + 1, &pipes, &sources, &users)), "seed {seed}");
        let used: u64 = new.sources[..count as usize].iter().map(|source| source.used).sum();
        assert_eq!(used, old.loads.iter().map(|load| load.source_used).sum::<u64>(), "seed {seed}");
    }
}

#[test]
fn with_a_storage_at_the_root_everybody_gets_what_a_horizon_grants() {
    for seed in 0..problems(10_000) {
        let mut draw = Draw(seed);
        let scale = [3, 10, 1000, 1_000_000][draw.below(4) as usize];
        let Ahead { nodes, periods, storage, spread, .. } = random_ahead(&mut draw, 5, 4, scale);
        let count = nodes.len().max(1);
        let mut users = random_users(&mut draw, count, 6, scale);
        any_users(&mut draw, &mut users);
        let steps = [Step::new(ClassSet::ALL, Target::Demand, RULES[draw.below(5) as usize])];
        let one = policy(&steps);
        let policy = if draw.chance(50) { &regimes::JILIN_2024 } else { &one };
        let ahead = Ahead { nodes: nodes.clone(), periods: periods.clone(), storage, spread };
        let old = ahead.plan(policy, &users);

        let station = [Node::below(Node::ROOT)];
        let (pipes, own) = pipes_of(if nodes.is_empty() { &station } else { &nodes });
        let (mut supplies, mut demands, mut storages) = (Vec::new(), Vec::new(), Vec::new());
        for period in &periods {
            supplies.extend(own.iter().map(|source| source.supply));
            supplies.push(period.supply);
            demands.extend(users.iter().map(|user| {
                let permille = period.demand_permille[user.class().unwrap() as usize];
                ((user.demand as u64 * permille as u64 + 500) / 1000) as u32
            }));
            storages.push(StorageFlow { delivery: period.delivery, withdrawal: storage.withdrawal, fill: 0 });
        }
        let mut sources = own;
        sources.push(Source::at(count as u32, 0).with_order(1));
        let root = NetworkStorage::at(0, storage.stock).with_reserve(storage.reserve);
        let new = solve(&PipeNetwork {
            policy,
            node_count: count as u32 + 1,
            pipes: &pipes,
            sources: &sources,
            storages: &[root],
            users: &users,
            schedule: Schedule {
                spread,
                supplies: &supplies,
                storages: &storages,
                demands: &demands,
                ..Schedule::periods(periods.len() as u32)
            },
        });
        let old_grants: Vec<u32> = old.grants.iter().map(|grant| grant.granted()).collect();
        assert_eq!(
            granted(&new),
            old_grants,
            "seed {seed}\n{nodes:?}\n{periods:?}\n{storage:?} {spread:?}\n{users:?}"
        );
        let stock: Vec<u64> = new.storages.iter().map(|state| state.stock).collect();
        let totals: Vec<u64> = old.periods.iter().map(|total| total.stock).collect();
        assert_eq!(stock, totals, "seed {seed}");
    }
}
