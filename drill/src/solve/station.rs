//! Sharing out at one moment.

use citygate::allocate::{Grant, Summary};
use citygate::user::User;

use super::error::SolveError;
use super::{convert, network, pipe_network};
use crate::result::allocation::Allocation;
use crate::result::shares::UserOutcome;
use crate::scenario::Scenario;
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::user::Consumer;

/// Shares out the supply of one station, or of its tree of nodes: how it stands, and the library's own answer.
pub fn allocate(scenario: &Scenario, users: &[User]) -> Result<(Allocation, Vec<Grant>), SolveError> {
    if let Some(pipe_network) = &scenario.pipe_network {
        return on_pipes(scenario, pipe_network, users);
    }
    let (policy, scale) = (&scenario.order.policy, scenario.scale);
    let supply = scale.units(scenario.supply.ok_or(SolveError::NoSupply)?);
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    let nodes = match &scenario.network {
        Some(network) => {
            Some(network::allocate(policy, network, users, supply, scale, &mut grants, &mut summary)?)
        }
        None => {
            citygate::allocate::allocate(policy, users, supply, &mut grants, &mut summary)
                .map_err(SolveError::Station)?;
            None
        }
    };
    let held_by = vec![Vec::new(); users.len()];
    let outcomes = outcomes(scenario, &grants, held_by);
    let allocation = Allocation { nodes, ..convert::allocation(scenario, &summary, outcomes) };
    Ok((allocation, grants))
}

/// The same on a network of any shape.
fn on_pipes(
    scenario: &Scenario,
    network: &PipeNetwork,
    users: &[User],
) -> Result<(Allocation, Vec<Grant>), SolveError> {
    let pipe_network::Answer { allocation: answer, held_by } =
        pipe_network::allocate(scenario, network, users, &[])?;
    let outcomes = outcomes(scenario, &answer.grants, held_by);
    let outcome = pipe_network::outcome(network, &answer, 0, scenario.scale);
    let allocation = convert::allocation(scenario, &answer.summary, outcomes);
    Ok((Allocation { pipe_network: Some(outcome), ..allocation }, answer.grants))
}

/// What each user gets, and why.
fn outcomes(scenario: &Scenario, grants: &[Grant], held_by: Vec<Vec<String>>) -> Vec<UserOutcome> {
    let granted = |((user, grant), held_by): ((&Consumer, &Grant), Vec<String>)| {
        let by_order = user.demand.less(user.wanted());
        let (reason, step) = convert::reason_of(grant, by_order, &scenario.order.policy, user);
        let granted = scenario.scale.quantity(grant.granted().into());
        UserOutcome {
            id: user.id.clone(),
            class: user.class,
            demand: user.demand,
            by_order,
            granted,
            reason,
            step,
            node: convert::node_of(grant, scenario),
            held_by,
            short_h: None,
            off_too_long: false,
            minimum_unmet: convert::is_unmet(user.minimum, user.demand, granted),
        }
    };
    scenario.users.iter().zip(grants).zip(held_by).map(granted).collect()
}
