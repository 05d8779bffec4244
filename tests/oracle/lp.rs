//! Fair shares under nested capacities, by linear programs: a solver that shares nothing with the library says what
//! is right, at sizes that cannot be gone through case by case.
//!
//! The programs know gas balances, capacities and bounds, nothing else. The lexicographic max-min is their textbook
//! sequence: raise the lowest level as far as it goes, settle those that can go no higher, go on with the others.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

/// The solver meets every bound to 10⁻⁷ of a unit; what differs by no more than this is equal.
pub const TOLERANCE: f64 = 1e-5;

/// A set of leaves and smaller nests with a common limit: what they take together beyond what comes from sources
/// inside is at most the capacity.
///
/// A network's node is one: its subtree, its inlet, its own source. So is a stretch of time that draws on a
/// storage: the first t periods lie within the first t + 1 and may draw, together, what was stored and delivered by
/// then; a period is a nest within the stretch that it ends, with the withdrawal limit as capacity and the
/// pipeline's supply as source.
#[derive(Clone, Copy, Debug)]
pub struct Nest {
    /// The next larger nest; `None` for one that lies in no other.
    pub within: Option<usize>,
    /// The most that enters from outside; `u64::MAX` if nothing limits it.
    pub capacity: u64,
    /// What there is inside.
    pub source: u64,
    /// What is taken inside already, besides the leaves.
    pub given: u64,
}

/// What a program knows of how gas gets to the leaves: sums that are nothing.
pub trait Balances: std::fmt::Debug {
    /// How far what is settled may give way, where the solver does not find back to exactly that.
    const SLACK: f64 = 0.0;

    /// Adds variables for all that flows. Returns for each place what leaves it less what comes to it, leaves aside,
    /// and what that must come to.
    fn balances(&self, program: &mut Problem) -> Vec<(Vec<(Variable, f64)>, f64)>;
}

/// For each nest: taken inside = what enters + what is used of the source.
impl Balances for Vec<Nest> {
    fn balances(&self, program: &mut Problem) -> Vec<(Vec<(Variable, f64)>, f64)> {
        let limit = |amount: u64| if amount == u64::MAX { f64::INFINITY } else { amount as f64 };
        let mut balances: Vec<_> = self.iter().map(|nest| (Vec::new(), -(nest.given as f64))).collect();
        for (index, nest) in self.iter().enumerate() {
            let enters = program.add_var(0.0, (0.0, limit(nest.capacity)));
            let used = program.add_var(0.0, (0.0, limit(nest.source)));
            balances[index].0.extend([(enters, -1.0), (used, -1.0)]);
            if let Some(outer) = nest.within {
                balances[outer].0.push((enters, 1.0));
            }
        }
        balances
    }
}

/// One who takes any amount from a floor to a ceiling.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    /// The smallest nest that the leaf lies in, or the place where it is.
    pub nest: usize,
    pub floor: u64,
    pub ceiling: u64,
    /// The level is the amount over the weight.
    pub weight: u64,
}

/// What a program asks of a leaf.
#[derive(Clone, Copy)]
struct Range {
    lowest: f64,
    highest: f64,
    /// What a unit of it is worth.
    worth: f64,
    /// The amount is at least the common level times this.
    climbs: f64,
}

/// Solves one program: the leaves within their ranges, every nest in balance, the worth of all amounts and of the
/// common level at its greatest. Returns the amounts and the level, or `None` if nothing fits.
fn solve(
    nests: &impl Balances,
    leaves: &[Leaf],
    ranges: &[Range],
    level_worth: f64,
) -> Option<(Vec<f64>, f64)> {
    let mut program = Problem::new(OptimizationDirection::Maximize);
    let mut balances = nests.balances(&mut program);
    let amounts: Vec<Variable> =
        ranges.iter().map(|range| program.add_var(range.worth, (range.lowest, range.highest))).collect();
    for (leaf, amount) in leaves.iter().zip(&amounts) {
        balances[leaf.nest].0.push((*amount, 1.0));
    }
    for (balance, sum) in &balances {
        program.add_constraint(balance, ComparisonOp::Eq, *sum);
    }
    let level = (level_worth != 0.0).then(|| program.add_var(level_worth, (0.0, f64::INFINITY)));
    if let Some(level) = level {
        for (range, amount) in ranges.iter().zip(&amounts).filter(|(range, _)| range.climbs != 0.0) {
            program.add_constraint([(*amount, 1.0), (level, -range.climbs)], ComparisonOp::Ge, 0.0);
        }
    }
    match program.solve() {
        Ok(outcome) => {
            assert!(outcome.is_optimal());
            let solution = outcome.into_solution().unwrap();
            let amounts = amounts.iter().map(|amount| solution.var_value(*amount)).collect();
            Some((amounts, level.map_or(0.0, |level| solution.var_value(level))))
        }
        Err(Error::Infeasible) => None,
        Err(error) => panic!("{error}\n{nests:?}\n{leaves:?}"),
    }
}

/// Whether the leaves can have exactly so much.
pub fn can_have(nests: &impl Balances, leaves: &[Leaf], amounts: &[u64]) -> bool {
    let exactly =
        |amount: &u64| Range { lowest: *amount as f64, highest: *amount as f64, worth: 0.0, climbs: 0.0 };
    let ranges: Vec<Range> = amounts.iter().map(exactly).collect();
    solve(nests, leaves, &ranges, 0.0).is_some()
}

/// The most that the leaves can have together: the greatest flow.
pub fn most(nests: &impl Balances, leaves: &[Leaf]) -> f64 {
    let ranges: Vec<Range> = leaves
        .iter()
        .map(|leaf| Range {
            lowest: leaf.floor as f64,
            highest: leaf.ceiling as f64,
            worth: 1.0,
            climbs: 0.0,
        })
        .collect();
    let (amounts, _) = solve(nests, leaves, &ranges, 0.0).expect("the floors fit");
    amounts.iter().sum()
}

/// The lexicographic max-min of the leaves' levels. The floors must fit.
pub fn fairest<N: Balances>(nests: &N, leaves: &[Leaf]) -> Vec<f64> {
    let slack = N::SLACK;
    let heaviest = leaves.iter().map(|leaf| leaf.weight).max().unwrap_or(1) as f64;
    let weights: Vec<f64> = leaves.iter().map(|leaf| leaf.weight as f64 / heaviest).collect();
    let mut settled: Vec<Option<f64>> = vec![None; leaves.len()];
    // Those that are settled where they are, the others from a lower bound of theirs up to the ceiling.
    let range = |settled: &[Option<f64>], i: usize, lowest: f64| match settled[i] {
        Some(amount) => Range { lowest: (amount - slack).max(0.0), highest: amount, worth: 0.0, climbs: 0.0 },
        None => Range { lowest, highest: leaves[i].ceiling as f64, worth: 0.0, climbs: 0.0 },
    };
    while settled.iter().any(Option::is_none) {
        let ranges: Vec<Range> = (0..leaves.len())
            .map(|i| Range {
                climbs: if settled[i].is_none() { weights[i] } else { 0.0 },
                ..range(&settled, i, leaves[i].floor as f64)
            })
            .collect();
        let (_, level) = solve(nests, leaves, &ranges, 1.0).expect("what is settled fits");

        // Whoever can be raised above the level, with everyone else at least at it, is not settled yet. A program
        // that raises the sum raises at least one of them if there are any.
        let lowest: Vec<f64> = leaves
            .iter()
            .zip(&weights)
            .map(|(leaf, weight)| (level * weight).clamp(leaf.floor as f64, leaf.ceiling as f64))
            .collect();
        let mut stuck: Vec<bool> = settled.iter().map(Option::is_none).collect();
        loop {
            let ranges: Vec<Range> = (0..leaves.len())
                .map(|i| Range { worth: stuck[i] as u8 as f64, ..range(&settled, i, lowest[i]) })
                .collect();
            let (amounts, _) = solve(nests, leaves, &ranges, 0.0).expect("the level fits");
            let raised: Vec<usize> =
                (0..leaves.len()).filter(|&i| stuck[i] && amounts[i] > lowest[i] + TOLERANCE).collect();
            if raised.is_empty() {
                break;
            }
            raised.iter().for_each(|&i| stuck[i] = false);
        }
        assert!(stuck.contains(&true), "nobody is settled at {level}\n{nests:?}\n{leaves:?}");
        for i in (0..leaves.len()).filter(|&i| stuck[i]) {
            settled[i] = Some(lowest[i]);
        }
    }
    settled.into_iter().flatten().collect()
}
