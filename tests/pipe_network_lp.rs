//! Networks of pipes against linear programs that share nothing with the library, and their flows against the definitions
//! of what flows and what is stored.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use citygate::allocate::Reason;
use citygate::pipe_network::{
    Held, NetworkStorage, PipeCapacity, PipeNetworkAllocation, PipeNetworkScratchBuf,
};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass};
use oracle::draw::problems;
use oracle::pipes::{Given, Range, Size, Worth, greatest, solve};
use oracle::random::Draw;

const LARGE: Size = Size { nodes: 12, pipes: 30, sources: 4, storages: 3, users: 20, periods: 6 };
const SMALL: Size = Size { nodes: 5, pipes: 8, sources: 3, storages: 2, users: 4, periods: 3 };
const RULES: [Share; 5] = [Share::ProRata, Share::Equal, Share::Ranked, Share::AllOrNothing, Share::Rotating];

/// Homes and heating first, all others then.
fn two_steps(share: Share) -> [Step; 2] {
    let first = ClassSet::of(&[SupplyClass::Residential, SupplyClass::Heating]);
    let others = ClassSet::of(&[
        SupplyClass::PublicService,
        SupplyClass::Vehicles,
        SupplyClass::IndustrialFuel,
        SupplyClass::Chemical,
    ]);
    [Step::new(first, Target::Demand, share), Step::new(others, Target::Demand, share)]
}

fn policy(steps: &[Step]) -> Policy<'_> {
    Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap()
}

fn is_first(given: &Given, leaf: usize) -> bool {
    let class = given.users[leaf % given.users.len()].class().unwrap();
    matches!(class, SupplyClass::Residential | SupplyClass::Heating)
}

/// The most that a step can be served, with the grants of the step before.
fn most(given: &Given, answer: &PipeNetworkAllocation, first: bool) -> f64 {
    let ranges: Vec<Range> = (0..answer.grants.len())
        .map(|leaf| {
            let (granted, wanted) = (answer.grants[leaf].granted() as f64, given.demands[leaf] as f64);
            match (is_first(given, leaf), first) {
                (true, true) | (false, false) => {
                    Range { lowest: 0.0, highest: wanted, worth: 1.0, climbs: 0.0 }
                }
                (true, false) => Range { lowest: granted, highest: granted, worth: 0.0, climbs: 0.0 },
                (false, true) => Range { lowest: 0.0, highest: 0.0, worth: 0.0, climbs: 0.0 },
            }
        })
        .collect();
    let (grants, _) = solve(given, &ranges, 0.0).expect("what was granted can be brought");
    grants
        .iter()
        .enumerate()
        .filter(|(leaf, _)| is_first(given, *leaf) == first)
        .map(|(_, grant)| grant)
        .sum()
}

fn granted(given: &Given, answer: &PipeNetworkAllocation, first: bool) -> f64 {
    let grants = answer.grants.iter().enumerate().filter(|(leaf, _)| is_first(given, *leaf) == first);
    grants.map(|(_, grant)| grant.granted() as f64).sum()
}

/// Holds what is reported against the definitions, to the unit.
fn check_flows(given: &Given, answer: &PipeNetworkAllocation, context: &dyn Fn() -> String) {
    let (nodes, users) = (given.nodes as usize, given.users.len());
    let (pipes, sources, storages) = (given.pipes.len(), given.sources.len(), given.storages.len());
    let mut stocks: Vec<i64> = given.storages.iter().map(|storage| storage.stock as i64).collect();
    for period in 0..given.periods as usize {
        let mut balance = vec![0i64; nodes];
        for (index, pipe) in given.pipes.iter().enumerate() {
            let flow = answer.pipes[period * pipes + index].flow;
            let PipeCapacity { along, back } = given.capacities[period * pipes + index];
            assert!(flow <= along.min(1 << 62) as i64 && -flow <= back.min(1 << 62) as i64, "{}", context());
            balance[pipe.from as usize] -= flow;
            balance[pipe.to as usize] += flow;
        }
        for (index, source) in given.sources.iter().enumerate() {
            let used = answer.sources[period * sources + index].used;
            assert!(used <= given.supplies[period * sources + index], "{}", context());
            balance[source.node as usize] += used as i64;
        }
        for (index, storage) in given.storages.iter().enumerate() {
            let state = answer.storages[period * storages + index];
            let flow = given.flows[period * storages + index];
            assert!(state.withdrawn == 0 || state.filled == 0, "{}", context());
            assert!(state.withdrawn <= flow.withdrawal && state.filled <= flow.fill, "{}", context());
            let kept = state.stock as i64 - stocks[index] + state.withdrawn as i64 - state.filled as i64;
            assert!(kept >= 0 && kept <= flow.delivery as i64, "{}", context());
            assert!(state.stock <= storage.capacity, "{}", context());
            if given.is_open(index, period) {
                assert!(state.stock >= storage.reserve, "{}", context());
            } else {
                assert_eq!(state.withdrawn, 0, "{}", context());
            }
            stocks[index] = state.stock as i64;
            balance[storage.node as usize] += state.withdrawn as i64 - state.filled as i64;
        }
        for (index, user) in given.users.iter().enumerate() {
            balance[user.node as usize] -= answer.grants[period * users + index].granted() as i64;
        }
        assert!(balance.iter().all(|left| *left == 0), "period {period}: {balance:?}\n{}", context());
    }
    let served: u64 = answer.grants.iter().map(|grant| grant.granted() as u64).sum();
    assert_eq!(answer.summary.served, served);
}

/// What is said to hold a user back is full, or has less left in all than the user takes all or nothing.
fn check_reasons(
    given: &Given,
    policy: &Policy,
    answer: &PipeNetworkAllocation,
    context: &dyn Fn() -> String,
) {
    let (users, mut scratch) = (given.users.len(), PipeNetworkScratchBuf::new());
    for (leaf, grant) in answer.grants.iter().enumerate() {
        let (user, period) = (leaf % users, leaf / users);
        let held = given.network(policy).held_by_owned(answer, user, period, &mut scratch).unwrap();
        if !matches!(grant.reason(), Reason::ShortInStep | Reason::HeldByNetwork | Reason::MinimumDidNotFit) {
            assert!(held.is_empty(), "{grant:?} {held:?}\n{}", context());
            continue;
        }
        let has_pipe = held.iter().any(|held| matches!(held, Held::Pipe { .. }));
        assert!(!has_pipe || grant.reason() != Reason::ShortInStep, "{grant:?} {held:?}\n{}", context());
        let left: u64 = held.iter().map(|held| left_in(given, answer, held)).sum();
        let stated = &given.users[user];
        let share = policy.steps()[grant.step().unwrap() as usize].share();
        let is_whole = stated.is_on_off() || matches!(share, Some(Share::AllOrNothing | Share::Rotating));
        let needed = match grant.granted() {
            _ if is_whole => given.demands[leaf] - grant.granted(),
            0 => stated.minimum.clamp(1, given.demands[leaf]),
            _ => 1,
        };
        assert!(left < needed as u64, "{grant:?} {held:?}: {left} left\n{}", context());
    }
}

/// What could still come through a part of a cut.
fn left_in(given: &Given, answer: &PipeNetworkAllocation, held: &Held) -> u64 {
    match *held {
        Held::Pipe { index, period } => {
            let at = period * given.pipes.len() + index;
            assert_eq!(answer.pipes[at].binding, 1);
            let (flow, PipeCapacity { along, back }) = (answer.pipes[at].flow, given.capacities[at]);
            let ways = [along.saturating_sub_signed(flow), back.saturating_add_signed(flow)];
            ways[0].min(if back == 0 { u64::MAX } else { ways[1] })
        }
        Held::Source { index, period } => {
            let at = period * given.sources.len() + index;
            assert_eq!(answer.sources[at].binding, 1);
            given.supplies[at] - answer.sources[at].used
        }
        // At its reserve, full, at a limit, or passing on what others need: its balance is checked with the flows.
        Held::Storage { index, period } => {
            assert_eq!(answer.storages[period * given.storages.len() + index].binding, 1);
            0
        }
    }
}

#[test]
fn as_much_is_served_as_can_be_and_flows_are_possible() {
    for seed in 0..problems(400) {
        let mut draw = Draw(seed);
        let scale = [4, 30, 1000][draw.below(3) as usize];
        let given = Given::random(&mut draw, &LARGE, scale);
        let steps = two_steps([Share::ProRata, Share::Equal][draw.below(2) as usize]);
        let policy = policy(&steps);
        let answer = given.allocate(&policy);
        let context = || format!("seed {seed}\n{given:#?}\n{answer:#?}");
        check_flows(&given, &answer, &context);
        for first in [true, false] {
            let (most, granted) = (most(&given, &answer, first), granted(&given, &answer, first));
            assert!((most - granted).abs() < 1e-3, "{first}: {granted} of {most}\n{}", context());
        }
        check_reasons(&given, &policy, &answer, &context);
    }
}

#[test]
fn flows_are_possible_whatever_the_rule() {
    for seed in 0..problems(4000) {
        let mut draw = Draw(seed + 1_000_000);
        let scale = [4, 30, 1000, 1_000_000][draw.below(4) as usize];
        let mut given = Given::random(&mut draw, &LARGE, scale);
        for user in &mut given.users {
            user.minimum = if draw.chance(30) { draw.below(user.demand as u64 + 1) as u32 } else { 0 };
            *user = user.with_on_off(draw.chance(15)).with_rank(draw.below(3) as u16);
            user.base = if draw.chance(20) { draw.below(user.demand as u64 * 2 + 1) as u32 } else { 0 };
        }
        let steps = two_steps(RULES[draw.below(5) as usize]);
        let policy = policy(&steps);
        let answer = given.allocate(&policy);
        let context = || format!("seed {seed}\n{given:#?}\n{answer:#?}");
        check_flows(&given, &answer, &context);
        check_reasons(&given, &policy, &answer, &context);
    }
}

/// The fairest division of the first step by a sequence of programs: the lowest level is raised as far as it goes, those
/// who can go no higher are settled, and so on.
fn fairest(given: &Given, share: Share) -> Vec<f64> {
    let leaves = given.demands.len();
    let weight = |leaf: usize| match share {
        Share::Equal => given.users[leaf % given.users.len()].effective_weight() as f64,
        _ => given.demands[leaf] as f64,
    };
    let mut settled: Vec<Option<f64>> =
        (0..leaves).map(|leaf| (!is_first(given, leaf) || given.demands[leaf] == 0).then_some(0.0)).collect();
    let range = |settled: &[Option<f64>], leaf: usize, level: f64| match settled[leaf] {
        Some(amount) => Range { lowest: (amount - 1e-4).max(0.0), highest: amount, worth: 0.0, climbs: 0.0 },
        None => {
            let lowest = (weight(leaf) * level).min(given.demands[leaf] as f64);
            Range {
                lowest: (lowest - 1e-4).max(0.0),
                highest: given.demands[leaf] as f64,
                worth: 0.0,
                climbs: 0.0,
            }
        }
    };
    let mut level = 0.0;
    while settled.iter().any(Option::is_none) {
        // The next level at which somebody is full is as far as all can rise together.
        let ranges: Vec<Range> = (0..leaves)
            .map(|leaf| Range {
                climbs: if settled[leaf].is_none() { weight(leaf) } else { 0.0 },
                ..range(&settled, leaf, level)
            })
            .collect();
        level = solve(given, &ranges, 1.0).expect("what was reached can be brought").1.max(0.0);
        let mut newly = Vec::new();
        for leaf in (0..leaves).filter(|leaf| settled[*leaf].is_none()) {
            let mut ranges: Vec<Range> = (0..leaves).map(|leaf| range(&settled, leaf, level)).collect();
            ranges[leaf].worth = 1.0;
            let amount = solve(given, &ranges, 0.0)
                .unwrap_or_else(|| panic!("{level} {leaf} {settled:?} {given:?}"))
                .0[leaf];
            if amount < weight(leaf) * level + 1e-3 {
                newly.push((leaf, (weight(leaf) * level).min(given.demands[leaf] as f64)));
            }
        }
        assert!(!newly.is_empty(), "nobody is settled at {level}");
        newly.into_iter().for_each(|(leaf, amount)| settled[leaf] = Some(amount));
    }
    settled.into_iter().map(Option::unwrap).collect()
}

#[test]
fn nobody_is_further_than_a_unit_from_the_fairest_division() {
    for seed in 0..problems(150) {
        let mut draw = Draw(seed + 2_000_000);
        let scale = [4, 30, 1000][draw.below(3) as usize];
        let mut given = Given::random(&mut draw, &SMALL, scale);
        given.spread = citygate::horizon::Spread::Even;
        let share = [Share::ProRata, Share::Equal][draw.below(2) as usize];
        let answer = given.allocate(&policy(&two_steps(share)));
        for (leaf, exact) in fairest(&given, share).into_iter().enumerate() {
            if is_first(&given, leaf) {
                let granted = answer.grants[leaf].granted() as f64;
                assert!(
                    (granted - exact).abs() < 1.01,
                    "seed {seed} leaf {leaf}: {granted} {exact}\n{given:#?}"
                );
            }
        }
    }
}

#[test]
fn no_unit_comes_from_a_later_source_that_an_earlier_one_could_have_brought() {
    for seed in 0..problems(250) {
        let mut draw = Draw(seed + 3_000_000);
        let scale = [4, 30, 1000][draw.below(3) as usize];
        let mut given = Given::random(&mut draw, &LARGE, scale);
        for storage in &mut given.storages {
            (storage.fill, storage.order) = (0, NetworkStorage::AFTER_ALL);
        }
        given.flows.iter_mut().for_each(|flow| flow.fill = 0);
        let answer = given.allocate(&policy(&two_steps(Share::ProRata)));
        let grants: Vec<f64> = answer.grants.iter().map(|grant| grant.granted() as f64).collect();
        for order in 0..3 {
            let is_earlier = |source: usize| given.sources[source].order <= order;
            let worth = Worth { level: 0.0, source: &|source| is_earlier(source) as u8 as f64, stock: 0.0 };
            let used = answer.sources.iter().enumerate();
            let used = used.filter(|(at, _)| is_earlier(at % given.sources.len().max(1)));
            let used: u64 = used.map(|(_, source)| source.used).sum();
            let most = greatest(&given, &grants, &worth);
            assert!(
                (most - used as f64).abs() < 1e-3,
                "seed {seed} order {order}: {used} of {most}\n{given:#?}"
            );
        }
    }
}

#[test]
fn what_is_left_fills_storages_as_far_as_it_can() {
    let mut filled = 0;
    for seed in 0..problems(250) {
        let mut draw = Draw(seed + 4_000_000);
        let scale = [4, 30, 1000][draw.below(3) as usize];
        let mut given = Given::random(&mut draw, &LARGE, scale);
        given.storages.iter_mut().for_each(|storage| {
            storage.order = NetworkStorage::AFTER_ALL;
            storage.capacity = storage.capacity.min(scale * 9);
        });
        // No storage is emptied into another to make room for what is delivered.
        given.flows.iter_mut().for_each(|flow| flow.delivery = 0);
        let answer = given.allocate(&policy(&two_steps(Share::ProRata)));
        let grants: Vec<f64> = answer.grants.iter().map(|grant| grant.granted() as f64).collect();
        let most = greatest(&given, &grants, &Worth { level: 0.0, source: &|_| 0.0, stock: 1.0 });
        let last = answer.storages.len() - given.storages.len();
        let stock: u64 = answer.storages[last..].iter().map(|state| state.stock).sum();
        assert!(
            (most - stock as f64).abs() < 1e-3,
            "seed {seed}: {stock} of {most}\n{given:#?}\n{answer:#?}"
        );
        filled += answer.storages.iter().filter(|state| state.filled != 0).count();
    }
    assert!(filled > 50, "{filled}");
}
