//! Every division on networks of pipes against sequential linear programs: all steps, all policies, weights, bases, and
//! minimums granted before.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use microlp::{Problem, Variable};
use oracle::cases::{random_of, random_policy};
use oracle::draw::problems;
use oracle::flow::{OUTSIDE, Ways};
use oracle::lp::{self, Balances, Leaf, TOLERANCE};
use oracle::pipes::Size;
use oracle::random::Draw;
use oracle::steps::{self, Division};

/// All places but the outside, and what is taken at each by those who do not share.
#[derive(Debug)]
struct Places<'a> {
    ways: &'a Ways,
    taken: Vec<i128>,
}

/// The first place that is in the programs.
const FIRST: usize = 2;

impl Balances for Places<'_> {
    // As much as the solver itself may be off.
    const SLACK: f64 = TOLERANCE / 10.0;

    fn balances(&self, program: &mut Problem) -> Vec<(Vec<(Variable, f64)>, f64)> {
        let mut balances: Vec<_> = self.taken.iter().map(|taken| (Vec::new(), -(*taken as f64))).collect();
        for way in &self.ways.ways {
            let most = if way.most > 1 << 60 { f64::INFINITY } else { way.most as f64 };
            let flow = program.add_var(0.0, (way.least as f64, most));
            for (place, sign) in [(way.from, 1.0), (way.to, -1.0)] {
                if place != OUTSIDE {
                    balances[place - FIRST].0.push((flow, sign));
                }
            }
        }
        balances
    }
}

/// Holds a division against the programs; returns the furthest that anybody is from the optimum.
fn check(division: &Division) -> f64 {
    let Division { given, ways, have, sharing, total } = *division;
    let mut taken = vec![0; ways.places - FIRST];
    for (leaf, have) in have.iter().enumerate() {
        taken[ways.of_leaf(given, leaf) - FIRST] += have;
    }
    sharing.iter().for_each(|one| taken[ways.of_leaf(given, one.leaf) - FIRST] -= one.floor);
    let leaves: Vec<Leaf> = sharing
        .iter()
        .map(|one| Leaf {
            nest: ways.of_leaf(given, one.leaf) - FIRST,
            floor: one.floor as u64,
            ceiling: one.ceiling as u64,
            weight: one.weight as u64,
        })
        .collect();
    let places = Places { ways, taken };
    let fairest = lp::fairest(&places, &leaves);
    let sum: f64 = fairest.iter().sum();
    assert!((sum - total as f64).abs() < 1e-3, "fairness costs gas: {sum} of {total}\n{given:?}");
    let mut furthest: f64 = 0.0;
    for (one, exact) in sharing.iter().zip(fairest) {
        let difference = (one.granted as f64 - exact).abs();
        assert!(difference < 1.0 + TOLERANCE, "{one:?} instead of {exact}\n{sharing:?}\n{given:?}");
        furthest = furthest.max(difference);
    }
    furthest
}

#[test]
fn nobody_is_further_than_a_unit_from_the_fairest_division_in_any_step() {
    let size = Size { nodes: 6, pipes: 10, sources: 3, storages: 2, users: 6, periods: 3 };
    let (mut divisions, mut furthest) = (0, 0.0f64);
    for seed in 0..problems(1000) {
        let mut draw = Draw(seed + 7_000_000);
        let scale = [4, 30, 1000][draw.below(3) as usize];
        let given = random_of(&mut draw, &size, scale);
        let steps = random_policy(&mut draw);
        steps::check(&given, &Ways::of(&given), &steps, &mut |division| {
            furthest = furthest.max(check(division));
            divisions += division.sharing.iter().any(|one| one.granted < one.ceiling) as u32;
        });
    }
    println!("{divisions} divisions, the furthest from the optimum {furthest:.6}");
    assert!(divisions > 500);
}
