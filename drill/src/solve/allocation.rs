use citygate::user::User;

use super::error::SolveError;
use super::{convert, event, horizon, station};
use crate::result::allocation::Allocation;
use crate::scenario::Scenario;

/// Shares out the supply; a time line is not played.
pub fn allocate(scenario: &Scenario) -> Result<Allocation, SolveError> {
    let users: Vec<User> =
        scenario.users.iter().map(|user| convert::user(user, scenario)).collect::<Result<_, _>>()?;
    let (allocation, supply) = match &scenario.horizon {
        // Quantities of a horizon are volumes. The event is graded by the period with the least supply, before gas from
        // the storage, which is a means of relief.
        Some(horizon) => {
            (horizon::allocate(scenario, horizon, &users)?, horizon.supply.iter().min().copied())
        }
        None => {
            let allocation = station::allocate(scenario, &users)?;
            let supply = Some(allocation.supply);
            (allocation, supply)
        }
    };
    let event = supply.and_then(|supply| event::judge(&scenario.situation, supply));
    Ok(Allocation { event, ..allocation })
}
