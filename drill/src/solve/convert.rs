//! Users, nodes and totals, from the scenario's quantities to the library's units and back.

use citygate::allocate::{ClassTotal, Grant, Reason, Summary};
use citygate::policy::{Policy, RotateBy, Step, Target};
use citygate::user::{SupplyClass, User};

use super::error::SolveError;
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::shares::{ClassOutcome, StepOutcome, UserOutcome};
use crate::scenario::user::Consumer;
use crate::scenario::{FORMAT, Scenario};

/// What a scenario results in, without what only trees and horizons have.
pub fn allocation(scenario: &Scenario, summary: &Summary, users: Vec<UserOutcome>) -> Allocation {
    let scale = scenario.scale;
    let by_order = sum(users.iter().map(|user| user.by_order));
    Allocation {
        format: FORMAT,
        title: scenario.title.clone(),
        policy: scenario.order.name.clone(),
        unit: scenario.result_unit(),
        rounded: (scenario.rounded != 0).then_some(scenario.rounded),
        demand: plus(scale.quantity(summary.demand), by_order),
        supply: scale.quantity(summary.supply),
        served: scale.quantity(summary.served),
        curtailed: plus(scale.quantity(summary.curtailed), by_order),
        by_order,
        unused: scale.quantity(summary.unused),
        classes: class_outcomes(scenario, summary, &users),
        users,
        steps: step_outcomes(scenario, summary),
        nodes: None,
        pipe_network: None,
        start: None,
        periods: None,
        outlook: None,
        linepack: None,
        event: None,
    }
}

/// A user as the library is told.
pub fn user(user: &Consumer, scenario: &Scenario) -> Result<User, SolveError> {
    let scale = scenario.scale;
    let flow = |quantity| scale.flow(quantity).ok_or_else(|| SolveError::TooLarge { id: user.id.clone() });
    let cumulative_curtailment = match scenario.horizon {
        // Over the hours, what is curtailed in one period adds to that in the next.
        Some(_) => scale.volume(user.cumulative_curtailment),
        // They are only compared with each other: they keep their thousandths on every scale.
        None => user.cumulative_curtailment.thousandths(),
    };
    let library_user = User::new(user.class, flow(user.wanted())?)
        .with_minimum(flow(user.minimum)?)
        .with_base(flow(user.base.unwrap_or_default())?)
        .with_weight(user.weight)
        .with_rank(user.rank)
        .with_cumulative_curtailment(cumulative_curtailment)
        .with_attributes(user.attributes)
        .with_on_off(user.on_off)
        // The library refuses a position that no node has.
        .at_node(u32::try_from(user.node).unwrap_or(u32::MAX));
    Ok(match scenario.order.policy.rotation_of(&library_user).map(|rotation| rotation.by) {
        Some(RotateBy::Turns | RotateBy::Hours) => {
            library_user.with_cumulative_curtailment(user.turns_so_far.into())
        }
        _ => library_user,
    })
}

/// The reason of a grant, and the step that it speaks of. Who is stopped by order (a factor of 0) falls short in the first
/// step that would ask for it: the library, which is asked for nothing, would call it satisfied.
pub fn reason_of(
    grant: &Grant,
    by_order: Quantity,
    policy: &Policy,
    user: &Consumer,
) -> (Reason, Option<u8>) {
    if by_order.is_zero() {
        return (grant.reason(), grant.step());
    }
    let attributes = user.attributes;
    let library_user = User::new(user.class, 0).with_attributes(attributes);
    let asks = |step: &Step| {
        step.selects(&library_user) && (step.target() != Some(Target::Minimum) || !user.minimum.is_zero())
    };
    match policy.steps().iter().position(asks).and_then(|step| u8::try_from(step).ok()) {
        Some(step) => (Reason::ShortInStep, Some(step)),
        None => (Reason::NotEligible, None),
    }
}

/// No overflow: what a scenario comes to was checked when it was read.
pub fn sum(quantities: impl Iterator<Item = Quantity>) -> Quantity {
    quantities.fold(Quantity::ZERO, plus)
}

pub fn plus(a: Quantity, b: Quantity) -> Quantity {
    a.checked_add(b).unwrap_or(Quantity::MAX)
}

/// Whether so much gas is less than the technical minimum of a user that wants gas.
pub fn is_unmet(minimum: Quantity, demand: Quantity, granted: Quantity) -> bool {
    granted < minimum.min(demand)
}

/// The node that the reason of a grant speaks of.
pub fn node_of(grant: &Grant, scenario: &Scenario) -> Option<String> {
    let node = scenario.network.as_ref()?.nodes.get(grant.node()? as usize)?;
    Some(node.id.clone())
}

fn class_outcomes(scenario: &Scenario, summary: &Summary, users: &[UserOutcome]) -> Vec<ClassOutcome> {
    let has_users = |class| scenario.users.iter().any(|user| user.class == class);
    let totals = SupplyClass::ALL.into_iter().zip(&summary.classes).filter(|(class, _)| has_users(*class));
    let outcome = |(class, total): (SupplyClass, &ClassTotal)| {
        let by_order = sum(users.iter().filter(|user| user.class == class).map(|user| user.by_order));
        ClassOutcome {
            class,
            demand: plus(scenario.scale.quantity(total.demand), by_order),
            by_order,
            granted: scenario.scale.quantity(total.granted),
        }
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
