//! From a scenario to its outcome: the library shares out, this only carries the figures there and back.

use std::fmt;

use citygate::allocate::{AllocateError, Grant, Summary, allocate};
use citygate::event::{EventError, JournalKey};
use citygate::user::{SupplyClass, User};

use crate::outcome::{ClassOutcome, Outcome, StepOutcome, UserOutcome};
use crate::scenario::{Consumer, FORMAT, Scale, Scenario};
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
    /// The event desk cannot go on.
    Desk(EventError),
}

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SolveError::NoSupply => f.write_str("the scenario states no supply"),
            SolveError::TooLarge { id } => write!(f, "a quantity of user {id:?} is too large for the scale"),
            SolveError::Refused(error) => error.fmt(f),
            SolveError::Desk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SolveError {}

/// Shares out the supply of a scenario and plays its time line, if it has one.
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
    let scale = scenario.scale;
    let supply = scenario.supply.ok_or(SolveError::NoSupply)?;
    let users: Vec<User> =
        scenario.users.iter().map(|user| to_library(user, scale)).collect::<Result<_, _>>()?;
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    allocate(&scenario.order.policy, &users, scale.units(supply), &mut grants, &mut summary)
        .map_err(SolveError::Refused)?;

    Ok(Outcome {
        format: FORMAT,
        title: scenario.title.clone(),
        policy: scenario.order.name.clone(),
        unit: scenario.unit.clone(),
        demand: scale.quantity(summary.demand),
        supply: scale.quantity(summary.supply),
        served: scale.quantity(summary.served),
        curtailed: scale.quantity(summary.curtailed),
        unused: scale.quantity(summary.unused),
        users: scenario
            .users
            .iter()
            .zip(&grants)
            .map(|(user, grant)| user_outcome(user, grant, scenario))
            .collect(),
        classes: class_outcomes(scenario, &summary),
        steps: step_outcomes(scenario, &summary),
        event: event::judge(&scenario.situation, scale.quantity(summary.supply)),
        exercise: None,
    })
}

fn to_library(user: &Consumer, scale: Scale) -> Result<User, SolveError> {
    let flow = |quantity| scale.flow(quantity).ok_or_else(|| SolveError::TooLarge { id: user.id.clone() });
    Ok(User::new(user.class, flow(user.demand)?)
        .with_minimum(flow(user.minimum)?)
        .with_base(flow(user.base.unwrap_or_default())?)
        .with_weight(user.weight)
        .with_rank(user.rank)
        // Tallies are only compared with each other: they keep their thousandths on every scale.
        .with_withheld(user.withheld.thousandths())
        .with_attributes(user.attributes)
        .with_on_off(user.on_off))
}

fn user_outcome(user: &Consumer, grant: &Grant, scenario: &Scenario) -> UserOutcome {
    let nodes = scenario.network.as_ref().map(|network| &network.nodes);
    let node = grant.node().zip(nodes).and_then(|(node, nodes)| nodes.get(node as usize));
    UserOutcome {
        id: user.id.clone(),
        class: user.class,
        demand: user.demand,
        granted: scenario.scale.quantity(grant.granted().into()),
        reason: grant.reason(),
        step: grant.step(),
        node: node.map(|node| node.id.clone()),
    }
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
