use citygate::user::User;

use super::error::SolveError;
use super::exercise::outage::contradiction;
use super::{convert, event, horizon, linepack, station};
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::event::EventOutcome;
use crate::scenario::Scenario;
use crate::scenario::situation::Situation;

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
            let (allocation, _) = station::allocate(scenario, &users)?;
            let (demand, supply) = (allocation.demand, allocation.supply);
            (allocation, demand, supply)
        }
    };
    let (situation, contradicted) = situation(scenario, &allocation);
    let event = event::judge(scenario, &situation, demand, supply);
    let event = event.map(|event| EventOutcome { interruption_computed_h: contradicted, ..event });
    let linepack = linepack::outcome(scenario, &allocation);
    Ok(Allocation { event, linepack, ..allocation })
}

/// What the event is graded by, with the hours for which main users are without gas ahead unless they are stated; and these
/// hours where they contradict those that are.
fn situation(scenario: &Scenario, allocation: &Allocation) -> (Situation, Option<Quantity>) {
    let situation = scenario.situation.clone();
    let ahead = scenario.horizon.as_ref().zip(allocation.periods.as_deref());
    let computed = ahead.and_then(|(horizon, periods)| horizon::interruption(scenario, horizon, periods));
    let Some((computed_h, is_out)) = computed else { return (situation, None) };
    match situation.interruption_h {
        Some(stated_h) => (situation, contradiction(stated_h, computed_h, is_out)),
        None => {
            let computed_h = Some(computed_h);
            (Situation { interruption_h: computed_h, interruption_is_computed: true, ..situation }, None)
        }
    }
}
