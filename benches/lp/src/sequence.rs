//! The division of a network's gas as a sequence of linear programs, solved by HiGHS.
//!
//! Class after class, each pro rata, as the default policy has it for users without technical minimums (which are
//! taken all or nothing, and so are beyond linear programs). What a class got is given in the programs of the
//! classes after it.

use citygate::network::Node;
use citygate::user::{SupplyClass, User};
use highs::{Col, HighsModelStatus, Model, RowProblem, Sense, SolvedModel};

/// Amounts in the programs are in millions of the unit of the demands: solvers like numbers around 1.
const MILLION: f64 = 1e6;
/// To what a program is exact.
const TOLERANCE: f64 = 1e-7;
/// What the classes before took within that tolerance must still fit: one unit for each node.
const SLACK: f64 = 1.0 / MILLION;

/// What every user gets, and what it took to find out.
pub struct Answer {
    /// In the unit of the demands.
    pub amounts: Vec<f64>,
    /// How many programs were solved.
    pub programs: u32,
}

/// One program for each class: as much gas as it can be brought, whoever gets it.
pub fn most(nodes: &[Node], users: &[User], supply: u64) -> Answer {
    in_turn(nodes, users, supply, |members, program, shares| {
        let mut model = Model::new(program);
        for (user, share) in members.iter().zip(shares) {
            model.change_column_cost(*share, user.demand as f64 / MILLION);
        }
        let solution = solve(model).get_solution();
        (shares.iter().map(|share| solution[*share]).collect(), 1)
    })
}

/// The lexicographic max-min: for each class, programs that raise the lowest share as far as it goes, each settling
/// those who can go no higher, as the prices of their shares show. What is settled keeps the solver's tolerance as
/// play, or rounding errors make later programs infeasible; the last ones to be settled at a node gain what the others
/// lose by it.
pub fn fairest(nodes: &[Node], users: &[User], supply: u64) -> Answer {
    in_turn(nodes, users, supply, |members, mut program, shares| {
        let level = program.add_column(1.0, 0.0..=1.0);
        // A share may be below the level by so much: nothing until it is settled, then anything.
        let below: Vec<Col> = shares.iter().map(|_| program.add_column(0.0, 0.0..=0.0)).collect();
        let first_row = nodes.len();
        for (share, below) in shares.iter().zip(&below) {
            program.add_row(0.0.., [(*share, 1.0), (level, -1.0), (*below, 1.0)]);
        }
        let mut model = Model::new(program);
        let mut open: Vec<usize> = (0..members.len()).collect();
        let mut programs = 0;
        loop {
            let solved = solve(model);
            programs += 1;
            let solution = solved.get_solution();
            let reached = solution[level];
            if reached >= 1.0 - TOLERANCE {
                return (shares.iter().map(|share| solution[*share]).collect(), programs);
            }
            model = solved.into();
            let prices = &solution.dual_rows()[first_row..];
            let settles = |k: &usize| prices[*k].abs() > TOLERANCE;
            assert!(open.iter().any(settles), "nobody is settled at {reached}");
            for k in open.extract_if(.., |k| settles(k)) {
                model.change_column_bounds(shares[k], (reached - TOLERANCE).max(0.0)..=reached);
                model.change_column_bounds(below[k], 0.0..=1.0);
            }
        }
    })
}

/// Solves a program, which must have an optimum.
fn solve(mut model: Model) -> SolvedModel {
    model.set_sense(Sense::Maximise);
    let solved = model.solve();
    assert_eq!(solved.status(), HighsModelStatus::Optimal);
    solved
}

/// Serves the classes in their order. `divide` is given the users of a class, the balances of all nodes and the
/// column of each user's share of its demand; it returns the shares and how many programs it took.
fn in_turn(
    nodes: &[Node],
    users: &[User],
    supply: u64,
    divide: impl Fn(&[User], RowProblem, &[Col]) -> (Vec<f64>, u32),
) -> Answer {
    let mut answer = Answer { amounts: vec![0.0; users.len()], programs: 0 };
    for class in SupplyClass::ALL {
        let (indices, members): (Vec<usize>, Vec<User>) =
            users.iter().copied().enumerate().filter(|(_, user)| user.class() == Some(class)).unzip();
        let mut given = vec![0.0; nodes.len()];
        for (user, amount) in users.iter().zip(&answer.amounts) {
            given[user.node as usize] += amount / MILLION;
        }
        let (program, shares) = balances(nodes, &members, supply, &given);
        let (amounts, programs) = divide(&members, program, &shares);
        for ((index, user), share) in indices.iter().zip(&members).zip(amounts) {
            answer.amounts[*index] = share * user.demand as f64;
        }
        answer.programs += programs;
    }
    answer
}

/// The gas balance of every node: what users take, with what is given already, and what goes on to the nodes below
/// is what enters and what is used of its own source.
fn balances(nodes: &[Node], members: &[User], supply: u64, given: &[f64]) -> (RowProblem, Vec<Col>) {
    let mut program = RowProblem::default();
    let mut balances: Vec<Vec<(Col, f64)>> = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        let enters = match if index == 0 { node.capacity.min(supply) } else { node.capacity } {
            Node::UNLIMITED => program.add_column(0.0, 0.0..),
            capacity => program.add_column(0.0, 0.0..=capacity as f64 / MILLION + SLACK),
        };
        let used = program.add_column(0.0, 0.0..=node.source as f64 / MILLION);
        balances[index].extend([(enters, -1.0), (used, -1.0)]);
        if index != 0 {
            balances[node.parent as usize].push((enters, 1.0));
        }
    }
    let shares: Vec<Col> = members.iter().map(|_| program.add_column(0.0, 0.0..=1.0)).collect();
    for (user, share) in members.iter().zip(&shares) {
        balances[user.node as usize].push((*share, user.demand as f64 / MILLION));
    }
    for (balance, given) in balances.iter().zip(given) {
        program.add_row(-given..=-given, balance.iter().copied());
    }
    (program, shares)
}
