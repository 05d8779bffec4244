//! From a scenario to its outcome: the library shares out, this only carries the figures there and back.

mod horizon;
mod tree;

use std::fmt;

use citygate::allocate::{AllocateError, Grant, Summary, allocate};
use citygate::event::{EventError, JournalKey};
use citygate::horizon::HorizonError;
use citygate::network::NetworkError;
use citygate::user::{SupplyClass, User};

use crate::outcome::{ClassOutcome, Outcome, StepOutcome, UserOutcome};
use crate::scenario::{Consumer, FORMAT, Scenario};
use crate::{event, exercise};

/// Why a scenario could not be solved. Scenarios that were read from a file give no cause for any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SolveError {
    /// The scenario has no supply.
    NoSupply,
    /// A quantity of the user does not fit the scenario's scale.
    TooLarge {
        /// The user.
        id: String,
    },
    /// The library refused.
    Refused(AllocateError),
    /// The library refused a scenario with a tree.
    RefusedOnNetwork(NetworkError),
    /// The library refused a scenario with a horizon.
    RefusedAhead(HorizonError),
    /// The event desk cannot go on.
    Desk(EventError),
}

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SolveError::NoSupply => f.write_str("the scenario states no supply"),
            SolveError::TooLarge { id } => write!(f, "a quantity of user {id:?} is too large for the scale"),
            SolveError::Refused(error) => error.fmt(f),
            SolveError::RefusedOnNetwork(error) => error.fmt(f),
            SolveError::RefusedAhead(error) => error.fmt(f),
            SolveError::Desk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SolveError {}

/// Shares out the supply of a scenario, over its horizon if it has one, and plays its time line, if it has one.
///
/// # Errors
///
/// See [`SolveError`].
pub fn solve(scenario: &Scenario) -> Result<Outcome, SolveError> {
    solve_with_key(scenario, None)
}

/// The same; the journal of an exercise is kept with the key.
///
/// # Errors
///
/// See [`SolveError`].
pub fn solve_with_key(scenario: &Scenario, key: Option<JournalKey>) -> Result<Outcome, SolveError> {
    let outcome = share_out(scenario)?;
    Ok(Outcome { exercise: exercise::play(scenario, key)?, ..outcome })
}

/// Shares out the supply; a time line is not played.
pub(crate) fn share_out(scenario: &Scenario) -> Result<Outcome, SolveError> {
    let users: Vec<User> =
        scenario.users.iter().map(|user| to_library(user, scenario)).collect::<Result<_, _>>()?;
    let (outcome, supply) = match &scenario.horizon {
        // Quantities of a horizon are volumes. The event is graded by the period with the least supply, before gas from
        // the storage, which is a means of relief.
        Some(horizon) => (horizon::solve(scenario, horizon, &users)?, horizon.supply.iter().min().copied()),
        None => {
            let outcome = solve_now(scenario, &users)?;
            let supply = Some(outcome.supply);
            (outcome, supply)
        }
    };
    let event = supply.and_then(|supply| event::judge(&scenario.situation, supply));
    Ok(Outcome { event, ..outcome })
}

fn solve_now(scenario: &Scenario, users: &[User]) -> Result<Outcome, SolveError> {
    let (policy, scale) = (&scenario.order.policy, scenario.scale);
    let supply = scale.units(scenario.supply.ok_or(SolveError::NoSupply)?);
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    let nodes = match &scenario.network {
        Some(network) => {
            Some(tree::allocate(policy, network, users, supply, scale, &mut grants, &mut summary)?)
        }
        None => {
            allocate(policy, users, supply, &mut grants, &mut summary).map_err(SolveError::Refused)?;
            None
        }
    };
    let granted = |(user, grant): (&Consumer, &Grant)| UserOutcome {
        id: user.id.clone(),
        class: user.class,
        demand: user.demand,
        granted: scale.quantity(grant.granted().into()),
        reason: grant.reason(),
        step: grant.step(),
        node: node_of(grant, scenario),
        short_h: None,
    };
    let outcomes = scenario.users.iter().zip(&grants).map(granted).collect();
    Ok(Outcome { nodes, ..outcome(scenario, &summary, outcomes) })
}

/// What a scenario results in, without what only trees and horizons have.
fn outcome(scenario: &Scenario, summary: &Summary, users: Vec<UserOutcome>) -> Outcome {
    let scale = scenario.scale;
    Outcome {
        format: FORMAT,
        title: scenario.title.clone(),
        policy: scenario.order.name.clone(),
        unit: scenario.result_unit(),
        demand: scale.quantity(summary.demand),
        supply: scale.quantity(summary.supply),
        served: scale.quantity(summary.served),
        curtailed: scale.quantity(summary.curtailed),
        unused: scale.quantity(summary.unused),
        users,
        classes: class_outcomes(scenario, summary),
        steps: step_outcomes(scenario, summary),
        nodes: None,
        periods: None,
        outlook: None,
        event: None,
        exercise: None,
    }
}

fn to_library(user: &Consumer, scenario: &Scenario) -> Result<User, SolveError> {
    let scale = scenario.scale;
    let flow = |quantity| scale.flow(quantity).ok_or_else(|| SolveError::TooLarge { id: user.id.clone() });
    let withheld = match scenario.horizon {
        // Over the hours, what is withheld in one period adds to the tally in the next.
        Some(_) => scale.volume(user.withheld),
        // Tallies are only compared with each other: they keep their thousandths on every scale.
        None => user.withheld.thousandths(),
    };
    Ok(User::new(user.class, flow(user.demand)?)
        .with_minimum(flow(user.minimum)?)
        .with_base(flow(user.base.unwrap_or_default())?)
        .with_weight(user.weight)
        .with_rank(user.rank)
        .with_cumulative_curtailment(withheld)
        .with_attributes(user.attributes)
        .with_on_off(user.on_off)
        // The library refuses a position that no node has.
        .at_node(u32::try_from(user.node).unwrap_or(u32::MAX)))
}

/// The node that the reason of a grant speaks of.
fn node_of(grant: &Grant, scenario: &Scenario) -> Option<String> {
    let node = scenario.network.as_ref()?.nodes.get(grant.node()? as usize)?;
    Some(node.id.clone())
}

fn class_outcomes(scenario: &Scenario, summary: &Summary) -> Vec<ClassOutcome> {
    let has_users = |class| scenario.users.iter().any(|user| user.class == class);
    let totals = SupplyClass::ALL.into_iter().zip(&summary.classes).filter(|(class, _)| has_users(*class));
    let outcome = |(class, total): (SupplyClass, &citygate::allocate::ClassTotal)| ClassOutcome {
        class,
        demand: scenario.scale.quantity(total.demand),
        granted: scenario.scale.quantity(total.granted),
    };
    totals.map(outcome).collect()
}

fn step_outcomes(scenario: &Scenario, summary: &Summary) -> Vec<StepOutcome> {
    let mut steps = Vec::new();
    for ((step, _), total) in (0..).zip(scenario.order.policy.steps()).zip(&summary.steps) {
        let (asked, granted) = (scenario.scale.quantity(total.asked), scenario.scale.quantity(total.granted));
        steps.push(StepOutcome { step, asked, granted });
    }
    steps
}
