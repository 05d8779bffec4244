//! What must hold of any network of pipes, whatever its answer is.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use citygate::pipe_network::{Pipe, PipeCapacity, PipeNetworkAllocation, PipeNetworkScratchBuf};
use citygate::policy::{Policy, Share, Step, Target, regimes::JILIN_2024};
use citygate::user::{Attributes, ClassSet};
use oracle::cases::{SIZE, random, random_policy};
use oracle::draw::problems;
use oracle::pipes::Given;
use oracle::random::Draw;

/// Users who take any part, and a step for all of them, divided.
fn divisible(draw: &mut Draw) -> (Given, [Step; 1]) {
    let scale = [3, 10, 50, 1000, 1_000_000][draw.below(5) as usize];
    let given = Given::random(draw, &SIZE, scale);
    let share = [Share::ProRata, Share::Equal][draw.below(2) as usize];
    (given, [Step::new(ClassSet::ALL, Target::Demand, share)])
}

fn allocate(given: &Given, steps: &[Step]) -> PipeNetworkAllocation {
    given.allocate(&Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap())
}

/// The greatest amount by which somebody gets less than before.
fn lost(before: &PipeNetworkAllocation, after: &PipeNetworkAllocation) -> u32 {
    let both = before.grants.iter().zip(&after.grants);
    both.map(|(before, after)| before.granted().saturating_sub(after.granted())).max().unwrap_or(0)
}

/// So many, in an order drawn.
fn shuffled(draw: &mut Draw, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    (1..count).for_each(|at| order.swap(at, draw.below(at as u64 + 1) as usize));
    order
}

/// What is stated for every element in every period, in another order of the elements.
fn reordered<T: Copy>(stated: &[T], order: &[usize]) -> Vec<T> {
    stated.chunks(order.len().max(1)).flat_map(|period| order.iter().map(|at| period[*at])).collect()
}

/// The same network, its nodes and pipes told in another order, and pipes from the other end.
fn renumbered(draw: &mut Draw, given: &Given) -> Given {
    let names = shuffled(draw, given.nodes as usize);
    let order = shuffled(draw, given.pipes.len());
    let mut other = given.clone();
    other.pipes = reordered(&given.pipes, &order);
    other.capacities = reordered(&given.capacities, &order);
    let turned: Vec<bool> = other.pipes.iter().map(|_| draw.chance(50)).collect();
    for (pipe, _) in other.pipes.iter_mut().zip(&turned).filter(|(_, turned)| **turned) {
        *pipe =
            Pipe { capacity: pipe.capacity_back, capacity_back: pipe.capacity, from: pipe.to, to: pipe.from };
    }
    for (at, capacity) in other.capacities.iter_mut().enumerate() {
        if turned[at % order.len()] {
            *capacity = PipeCapacity { along: capacity.back, back: capacity.along };
        }
    }
    let rename = |node: &mut u32| *node = names[*node as usize] as u32;
    other.pipes.iter_mut().for_each(|pipe| [&mut pipe.from, &mut pipe.to].into_iter().for_each(rename));
    other.sources.iter_mut().for_each(|source| rename(&mut source.node));
    other.storages.iter_mut().for_each(|storage| rename(&mut storage.node));
    other.users.iter_mut().for_each(|user| rename(&mut user.node));
    other
}

#[test]
fn names_do_not_matter_but_for_odd_units() {
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 8_000_000);
        let (given, steps) = divisible(&mut draw);
        let other = renumbered(&mut draw, &given);
        let (before, after) = (allocate(&given, &steps), allocate(&other, &steps));
        assert_eq!(before.summary.served, after.summary.served, "seed {seed}\n{given:?}");
        let most = lost(&before, &after).max(lost(&after, &before));
        assert!(most <= 1, "seed {seed}: {most}\n{given:?}");
        // In many steps, odd units lead on to others; what each step serves stays.
        let plan = [JILIN_2024.steps(), &steps].map(|steps| [&given, &other].map(|one| allocate(one, steps)));
        for [before, after] in plan {
            assert_eq!(before.summary.steps, after.summary.steps, "seed {seed}\n{given:?}");
        }
    }
}

#[test]
fn more_gas_takes_from_nobody() {
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 9_000_000);
        let (given, steps) = divisible(&mut draw);
        let mut more = given.clone();
        if draw.chance(70) && !more.supplies.is_empty() {
            let at = draw.below(more.supplies.len() as u64) as usize;
            more.supplies[at] += 1 + draw.below(more.supplies[at] + 3);
        } else if !given.storages.is_empty() && given.is_open(0, 0) {
            // One that opens a storage opens a way for other gas, too.
            more.flows[0].delivery += 1 + draw.below(50);
        }
        let (before, after) = (allocate(&given, &steps), allocate(&more, &steps));
        assert!(lost(&before, &after) <= 1, "seed {seed}: {}\n{given:?}\n{more:?}", lost(&before, &after));
        assert!(before.summary.served <= after.summary.served, "seed {seed}\n{given:?}");
    }
}

#[test]
fn another_pipe_never_lowers_what_is_served() {
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 10_000_000);
        let (given, steps) = divisible(&mut draw);
        if given.nodes < 2 {
            continue;
        }
        let from = draw.below(given.nodes as u64) as u32;
        let to = (from + 1 + draw.below(given.nodes as u64 - 1) as u32) % given.nodes;
        let mut more = given.clone();
        more.pipes.push(Pipe::one_way(from, to));
        let unlimited = PipeCapacity { along: Pipe::UNLIMITED, back: 0 };
        let stated = given.capacities.chunks(given.pipes.len().max(1));
        more.capacities = match given.pipes.len() {
            0 => vec![unlimited; given.periods as usize],
            _ => stated.flat_map(|period| period.iter().copied().chain([unlimited])).collect(),
        };
        let (before, after) = (allocate(&given, &steps), allocate(&more, &steps));
        assert!(before.summary.served <= after.summary.served, "seed {seed}\n{given:?}\n{more:?}");
    }
}

#[test]
fn what_scratch_holds_does_not_matter() {
    let mut used = PipeNetworkScratchBuf::new();
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 11_000_000);
        let given = random(&mut draw);
        let steps = random_policy(&mut draw);
        let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
        let network = given.network(&policy);
        let fresh = network.allocate_owned(&mut PipeNetworkScratchBuf::new()).unwrap();
        // Left as the problem before, and then this one, left it.
        for _ in 0..2 {
            assert_eq!(network.allocate_owned(&mut used).unwrap(), fresh, "seed {seed}\n{given:?}");
        }
        let leaf = draw.below(fresh.grants.len().max(1) as u64) as usize;
        if leaf < fresh.grants.len() {
            let (user, period) = (leaf % given.users.len(), leaf / given.users.len());
            let held = network.held_by_owned(&fresh, user, period, &mut PipeNetworkScratchBuf::new());
            assert_eq!(network.held_by_owned(&fresh, user, period, &mut used), held, "seed {seed}");
        }
    }
}

/// All volumes times a great number: the answer is the same in that unit, within a unit of either.
#[test]
fn great_numbers_are_shared_out_like_small_ones() {
    let times = 1 << 17;
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 12_000_000);
        let small = Given::random(&mut draw, &SIZE, 1000);
        let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
        let mut great = small.clone();
        let scale = |volume: &mut u64| *volume = volume.saturating_mul(times);
        great.supplies.iter_mut().for_each(scale);
        great
            .capacities
            .iter_mut()
            .for_each(|one| [&mut one.along, &mut one.back].into_iter().for_each(scale));
        for flow in &mut great.flows {
            [&mut flow.delivery, &mut flow.withdrawal, &mut flow.fill].into_iter().for_each(scale);
        }
        for storage in &mut great.storages {
            [&mut storage.capacity, &mut storage.stock, &mut storage.reserve].into_iter().for_each(scale);
        }
        great.demands.iter_mut().for_each(|demand| *demand *= times as u32);
        let (one, other) = (allocate(&small, &steps), allocate(&great, &steps));
        assert_eq!(one.summary.served * times, other.summary.served, "seed {seed}\n{small:?}");
        for (leaf, (one, other)) in one.grants.iter().zip(&other.grants).enumerate() {
            let difference = (one.granted() as u64 * times).abs_diff(other.granted() as u64);
            assert!(difference < times + 1, "seed {seed} leaf {leaf}: {one:?} {other:?}\n{small:?}");
        }
    }
}
