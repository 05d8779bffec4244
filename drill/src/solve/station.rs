//! Sharing out at one moment.

use citygate::allocate::{Grant, Summary};
use citygate::user::User;

use super::error::SolveError;
use super::{convert, network};
use crate::result::allocation::Allocation;
use crate::result::shares::UserOutcome;
use crate::scenario::Scenario;
use crate::scenario::user::Consumer;

/// Shares out the supply of one station, or of its tree of nodes: how it stands, and the library's own answer.
pub fn allocate(scenario: &Scenario, users: &[User]) -> Result<(Allocation, Vec<Grant>), SolveError> {
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
    let granted = |(user, grant): (&Consumer, &Grant)| {
        let by_order = user.demand.less(user.wanted());
        let (reason, step) = convert::reason_of(grant, by_order, policy, user);
        let granted = scale.quantity(grant.granted().into());
        UserOutcome {
            id: user.id.clone(),
            class: user.class,
            demand: user.demand,
            by_order,
            granted,
            reason,
            step,
            node: convert::node_of(grant, scenario),
            short_h: None,
            off_too_long: false,
            minimum_unmet: convert::is_unmet(user.minimum, user.demand, granted),
        }
    };
    let outcomes = scenario.users.iter().zip(&grants).map(granted).collect();
    let allocation = Allocation { nodes, ..convert::allocation(scenario, &summary, outcomes) };
    Ok((allocation, grants))
}
