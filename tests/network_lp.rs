//! Allocation on networks against an independent solver of linear programs, step by step.
//!
//! Each step is compared with the optimum *given what the library itself granted in the steps before*. Those grants
//! are whole numbers that can be brought, so the programs start from an exact state, and differences from rounding
//! do not add up over the steps: every step must be within one unit by itself. What serves the greatest total cannot
//! depend on which way earlier gas went, because the programs route all gas anew and know no paths, only balances.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::policy::{Policy, Share, Step, Target, regimes::JILIN_2024};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::increment;
use oracle::lp::{self, Leaf, Nest, TOLERANCE};
use oracle::random::{self, Draw};
use oracle::tree::Tree;

/// What a step must give: to everyone who takes a part of it exactly so much, before rounding.
struct Due {
    amounts: Vec<f64>,
    /// The most that the step can serve, given who was refused something indivisible.
    most: f64,
    /// Whether users get parts, which the library rounds.
    is_divided: bool,
}

/// A step in question: who, and what they have already.
struct Question<'a> {
    users: &'a [User],
    nests: Vec<Nest>,
    have: &'a [u64],
    increments: Vec<u64>,
    share: Share,
}

impl Question<'_> {
    fn minimum(&self, i: usize) -> u64 {
        self.users[i].minimum.min(self.users[i].demand) as u64
    }

    /// What the user cannot begin without.
    fn unmet(&self, i: usize) -> u64 {
        if self.have[i] == 0 { self.minimum(i) } else { 0 }
    }

    fn leaves(&self, floors: &[u64], ceilings: &[u64]) -> Vec<Leaf> {
        let weight = |i: usize| match (self.share, self.users[i].base) {
            (Share::Equal, _) => self.users[i].weight.max(1) as u64,
            (_, 0) => self.increments[i].max(1),
            (_, base) => base as u64,
        };
        (0..self.users.len())
            .map(|i| Leaf {
                nest: self.users[i].node as usize,
                floor: floors[i],
                ceiling: ceilings[i],
                weight: weight(i),
            })
            .collect()
    }

    fn can_have(&self, amounts: &[u64]) -> bool {
        lp::can_have(&self.nests, &self.leaves(amounts, amounts), amounts)
    }

    /// Gives these users so much each, all or nothing, by rank, then position, as far as it fits.
    fn serve_all_or_nothing(&self, mut members: Vec<usize>, size: impl Fn(usize) -> u64) -> Vec<u64> {
        members.sort_by_key(|&i| (self.users[i].rank, i));
        let mut amounts = vec![0; self.users.len()];
        for i in members {
            amounts[i] = size(i);
            if !self.can_have(&amounts) {
                amounts[i] = 0;
            }
        }
        amounts
    }

    fn answer(&self) -> Due {
        let exactly = |amounts: Vec<u64>| Due {
            most: amounts.iter().sum::<u64>() as f64,
            amounts: amounts.into_iter().map(|amount| amount as f64).collect(),
            is_divided: false,
        };
        let can_take = |i: usize| self.increments[i] >= self.unmet(i);
        let wanted: Vec<u64> =
            (0..self.users.len()).map(|i| if can_take(i) { self.increments[i] } else { 0 }).collect();
        if self.can_have(&wanted) {
            return exactly(wanted);
        }
        let members = |is_member: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..self.users.len()).filter(|&i| wanted[i] > 0 && is_member(i)).collect()
        };
        if self.share == Share::AllOrNothing {
            return exactly(self.serve_all_or_nothing(members(&|_| true), |i| wanted[i]));
        }
        let floors = self.serve_all_or_nothing(members(&|i| self.unmet(i) > 0), |i| self.unmet(i));
        let ceilings: Vec<u64> =
            (0..wanted.len()).map(|i| if floors[i] < self.unmet(i) { 0 } else { wanted[i] }).collect();
        let leaves = self.leaves(&floors, &ceilings);
        // Leaves that can take nothing are settled from the start.
        let takers: Vec<usize> = (0..leaves.len()).filter(|&i| ceilings[i] > 0).collect();
        let leaves: Vec<Leaf> = takers.iter().map(|&i| leaves[i]).collect();
        let mut amounts = vec![0.0; self.users.len()];
        for (&i, amount) in takers.iter().zip(lp::fairest(&self.nests, &leaves)) {
            amounts[i] = amount;
        }
        Due { amounts, most: lp::most(&self.nests, &leaves), is_divided: true }
    }
}

/// The network as nests: what enters at the root is the supply.
fn nests(tree: &Tree, users: &[User], have: &[u64]) -> Vec<Nest> {
    let given = |node: usize| users.iter().zip(have).filter(move |(user, _)| user.node as usize == node);
    tree.nodes
        .iter()
        .enumerate()
        .map(|(index, node)| Nest {
            within: (index != 0).then_some(node.parent as usize),
            capacity: if index == 0 { node.capacity.min(tree.supply) } else { node.capacity },
            source: node.source,
            given: given(index).map(|(_, have)| have).sum(),
        })
        .collect()
}

/// How much was compared.
#[derive(Default)]
struct Counts {
    steps: u32,
    divided: u32,
    shares: u32,
    furthest: f64,
}

/// Holds every step of an allocation against the programs.
fn check(tree: &Tree, steps: &[Step], users: &[User], counts: &mut Counts) {
    let policy = Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let totals = tree.allocate(&policy, users).summary.steps;
    let mut have = vec![0; users.len()];
    for (k, granted) in tree.by_step(steps, users, |_, _| ()).iter().enumerate() {
        let question = Question {
            users,
            nests: nests(tree, users, &have),
            have: &have,
            increments: users.iter().map(|user| increment(&policy, user, k) as u64).collect(),
            share: steps[k].share().unwrap(),
        };
        let due = question.answer();
        let context = || format!("{tree:?}\n{users:#?}\n{steps:#?}\n{granted:?}\n{:?}", due.amounts);
        for (i, (granted, exact)) in granted.iter().zip(&due.amounts).enumerate() {
            let difference = (*granted as f64 - exact).abs();
            let allowed = if due.is_divided { 1.0 } else { 0.0 };
            assert!(
                difference < allowed + TOLERANCE,
                "user {i} gets {granted} instead of {exact} in step {k}\n{}",
                context()
            );
            counts.furthest = counts.furthest.max(difference);
        }
        assert!((due.most - due.most.round()).abs() < TOLERANCE, "{} is not whole", due.most);
        assert_eq!(totals[k].granted, due.most.round() as u64, "step {k}\n{}", context());
        assert_eq!(granted.iter().sum::<i128>(), due.most.round() as i128, "step {k}\n{}", context());
        assert!((due.amounts.iter().sum::<f64>() - due.most).abs() < TOLERANCE, "fairness costs gas");
        counts.steps += 1;
        counts.divided += due.is_divided as u32;
        counts.shares += question.increments.iter().filter(|increment| **increment > 0).count() as u32;
        for (have, granted) in have.iter_mut().zip(granted) {
            *have += *granted as u64;
        }
    }
}

/// Random trees of up to 40 nodes with up to 60 users of all six classes, under this policy.
fn check_random(seed: u64, trees: usize, steps: &[Step], mut dress: impl FnMut(&mut Draw, User) -> User) {
    let mut draw = Draw(seed);
    let mut counts = Counts::default();
    for round in 0..trees {
        let scale = [50, 2000, 100_000][round % 3];
        let tree = random::tree(&mut draw, 40, scale);
        let users: Vec<User> = random::users(&mut draw, tree.nodes.len(), 60, scale)
            .into_iter()
            .map(|user| dress(&mut draw, user))
            .collect();
        check(&tree, steps, &users, &mut counts);
    }
    println!(
        "{trees} trees, {} steps, {} of them divided by programs, {} increments; furthest from the optimum: {:.6}",
        counts.steps, counts.divided, counts.shares, counts.furthest
    );
    assert!(3 * counts.divided > counts.steps, "too few steps are short to say anything");
}

fn with_minimum(draw: &mut Draw, user: User) -> User {
    let minimum = if draw.chance(40) { draw.below(user.demand as u64 + 1) as u32 } else { 0 };
    user.with_minimum(minimum).with_rank(draw.below(3) as u16)
}

fn weighted(draw: &mut Draw, user: User) -> User {
    user.with_weight(draw.below(10) as u16)
}

fn based(draw: &mut Draw, user: User) -> User {
    user.with_base(if draw.chance(60) { draw.below(2 * user.demand as u64 + 1) as u32 } else { 0 })
}

/// One class after the other: first this part of everyone's demand, then all of it.
fn class_order(first: Option<Target>, share: Share) -> Vec<Step> {
    SupplyClass::ALL
        .iter()
        .flat_map(|class| {
            let class = ClassSet::of(&[*class]);
            [first, Some(Target::Demand)].into_iter().flatten().map(move |part| Step::new(class, part, share))
        })
        .collect()
}

/// The programs themselves, where the answer is known: a storage of 10 over three periods with 2 each from the
/// pipeline, of which only 1 may be drawn by the end of the first period. A period is a nest inside the stretch that
/// it ends.
#[test]
fn programs_that_are_solved_by_hand() {
    let nest = |within, capacity, source| Nest { within, capacity, source, given: 0 };
    let stretches = [nest(Some(1), 1, 0), nest(Some(2), 10, 0), nest(None, 10, 0)];
    let periods = [0, 1, 2].map(|stretch| nest(Some(stretch), 8, 2));
    let nests = [&stretches[..], &periods].concat();
    let leaf = |nest, floor, weight| Leaf { nest, floor, ceiling: 10, weight };
    let assert_close = |leaves: &[Leaf], expected: &[f64]| {
        let amounts = lp::fairest(&nests, leaves);
        assert!(amounts.iter().zip(expected).all(|(a, b)| (a - b).abs() < TOLERANCE), "{amounts:?}");
        assert!((lp::most(&nests, leaves) - expected.iter().sum::<f64>()).abs() < TOLERANCE);
    };
    assert_close(&[leaf(3, 0, 1), leaf(4, 0, 1), leaf(5, 0, 1)], &[3.0, 6.5, 6.5]);
    assert_close(&[leaf(3, 0, 1), leaf(4, 0, 1), leaf(5, 0, 3)], &[3.0, 3.25, 9.75]);
    assert_close(&[leaf(3, 0, 1), leaf(4, 9, 1), leaf(5, 0, 1)], &[3.0, 9.0, 4.0]);
    assert!(lp::can_have(&nests, &[leaf(3, 0, 1), leaf(4, 0, 1)], &[3, 10]));
    assert!(!lp::can_have(&nests, &[leaf(3, 0, 1), leaf(4, 0, 1)], &[4, 0]));
}

#[test]
fn pro_rata() {
    check_random(1, 150, &class_order(None, Share::ProRata), |_, user| user);
}

#[test]
fn pro_rata_on_a_stated_base() {
    check_random(2, 100, &class_order(None, Share::ProRata), |draw, user| {
        let user = based(draw, user);
        if draw.chance(50) { with_minimum(draw, user) } else { user }
    });
}

#[test]
fn equal_shares() {
    check_random(3, 100, &class_order(None, Share::Equal), weighted);
}

#[test]
fn equal_shares_above_minimums() {
    check_random(4, 100, &class_order(None, Share::Equal), |draw, user| {
        let user = weighted(draw, user);
        with_minimum(draw, user)
    });
}

#[test]
fn two_steps_for_each_class() {
    check_random(5, 60, &class_order(Some(Target::PermilleOfDemand(400)), Share::ProRata), with_minimum);
}

/// All classes in one step: many users under the same capacities.
#[test]
fn everyone_at_once() {
    check_random(6, 60, &[Step::new(ClassSet::ALL, Target::Demand, Share::Equal)], weighted);
}

#[test]
fn the_default_policy() {
    check_random(7, 100, JILIN_2024.steps(), with_minimum);
}
