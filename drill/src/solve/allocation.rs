use citygate::user::User;

use super::error::SolveError;
use super::{convert, event, horizon, linepack, station};
use crate::result::allocation::Allocation;
use crate::scenario::Scenario;

/// Shares out the supply; a time line is not played.
pub fn allocate(scenario: &Scenario) -> Result<Allocation, SolveError> {
    let users: Vec<User> =
        scenario.users.iter().map(|user| convert::user(user, scenario)).collect::<Result<_, _>>()?;
    let (allocation, demand, supply) = match &scenario.horizon {
        // Quantities of a horizon are volumes. The event is graded by the period with the largest imbalance, before gas
        // from the storage, which is a means of relief.
        Some(horizon) => {
            let (demand, supply) = horizon::worst_period(scenario, horizon);
            (horizon::allocate(scenario, horizon, &users)?, demand, supply)
        }
        None => {
            let allocation = station::allocate(scenario, &users)?;
            let (demand, supply) = (allocation.demand, allocation.supply);
            (allocation, demand, supply)
        }
    };
    let event = event::judge(scenario, demand, supply);
    let linepack = linepack::outcome(scenario, &allocation);
    Ok(Allocation { event, linepack, ..allocation })
}
