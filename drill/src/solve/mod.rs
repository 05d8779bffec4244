//! From a scenario to its outcome: the library decides, this only carries the figures there and back.

mod allocation;
pub mod controller;
mod convert;
pub mod error;
mod event;
mod exercise;
mod horizon;
mod linepack;
mod network;
pub mod outages;
mod pipe_network;
mod station;

use citygate::event::JournalKey;

use crate::result::Outcome;
use crate::scenario::Scenario;
use error::SolveError;

/// Shares out the supply of a scenario, over its horizon if it has one, and plays its time line, if it has one.
pub fn solve(scenario: &Scenario) -> Result<Outcome, SolveError> {
    solve_with_key(scenario, None)
}

/// The same; the journal of an exercise is kept with the key.
pub fn solve_with_key(scenario: &Scenario, key: Option<JournalKey>) -> Result<Outcome, SolveError> {
    Ok(Outcome {
        allocation: allocation::allocate(scenario)?,
        exercise: exercise::player::play(scenario, key)?,
        provenance: None,
    })
}
