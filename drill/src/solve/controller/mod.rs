//! Plays the station controller through an exercise: scan after scan it is given signals made of the time line, with noise,
//! delays and failures, and users draw what they may, or more.

pub mod adapter;
mod follower;
mod instrument;
pub mod plant;
mod run;
mod truth;

use adapter::Hysteresis;
use run::{Played, play_once};

use crate::quantity::Quantity;
use crate::result::lasting::Lasting;
use crate::result::station::{OrdersGiven, StationOutcome, StationUserOutcome, WithoutHysteresis};
use crate::scenario::Scenario;
use crate::solve::convert::sum;
use crate::solve::error::SolveError;

/// Plays the controller, and for comparison once more without hysteresis; nothing where none takes part.
pub fn play(scenario: &Scenario) -> Result<Option<StationOutcome>, SolveError> {
    let (Some(plan), Some(timeline)) = (&scenario.station, &scenario.timeline) else { return Ok(None) };
    let played = play_once(scenario, plan, timeline, Hysteresis::AsSet)?;
    let without = play_once(scenario, plan, timeline, Hysteresis::Off)?;
    let Played { follower, tallies, supply_substituted_ms, cannot_be_met_ms, samples, scans } = played;
    let orders_without =
        |place: usize| count(without.follower.orders.iter().filter(|order| order.place == place));
    let users =
        scenario.users.iter().zip(tallies).enumerate().map(|(place, (user, tally))| StationUserOutcome {
            id: user.id.clone(),
            orders: count(follower.orders.iter().filter(|order| order.place == place)),
            orders_without_hysteresis: orders_without(place),
            set_point: tally.set_point,
            lowest_set_point: tally.lowest_set_point,
            substituted: Lasting(tally.substituted_ms),
            not_following: Lasting(tally.not_following_ms),
            held_back: tally.held_back.quantity(scenario),
            excess: tally.excess.quantity(scenario),
            locks_broken: tally.locks_broken,
        });
    let users: Vec<StationUserOutcome> = users.collect();
    Ok(Some(StationOutcome {
        seed: plan.seed,
        scan_s: Quantity::from_thousandths(plan.scan_ms.into()),
        scans,
        orders_given: OrdersGiven::of(&follower.orders),
        orders_without_hysteresis: count(without.follower.orders.iter()),
        alarms_raised: count(follower.alarms.iter()),
        floods: follower.floods,
        supply_substituted: Lasting(supply_substituted_ms),
        cannot_be_met: Lasting(cannot_be_met_ms),
        held_back: sum(users.iter().map(|user| user.held_back)),
        excess: sum(users.iter().map(|user| user.excess)),
        users,
        orders: follower.orders,
        proposals: follower.proposals,
        alarms: follower.alarms,
        commands: follower.commands,
        samples,
        without_hysteresis: WithoutHysteresis {
            orders: without.follower.orders.iter().map(|order| order.at).collect(),
            samples: without.samples,
        },
    }))
}

fn count<T>(all: impl Iterator<Item = T>) -> u64 {
    all.count() as u64
}
