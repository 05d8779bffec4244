//! Sharing out a supply, now or over the hours ahead.

use serde::Serialize;

use super::event::EventOutcome;
use super::horizon::{ClassOutlook, PeriodOutcome};
use super::shares::{ClassOutcome, NodeOutcome, StepOutcome, UserOutcome};
use crate::quantity::Quantity;

/// What is shared out.
#[derive(Clone, Debug, Serialize)]
pub struct Allocation {
    /// The version of the format.
    pub format: u16,
    /// The scenario's title.
    pub title: String,
    /// The supply order's name.
    pub policy: String,
    /// The unit of all quantities.
    pub unit: String,
    /// What all users want.
    pub demand: Quantity,
    /// What there was to share.
    pub supply: Quantity,
    /// What is granted. With what is unused it makes the supply; with what is curtailed the demand.
    pub served: Quantity,
    /// Demand that is not served.
    pub curtailed: Quantity,
    /// Supply that nobody can use.
    pub unused: Quantity,
    /// The users, in the order of the scenario.
    pub users: Vec<UserOutcome>,
    /// The classes that have users, in the plan's order.
    pub classes: Vec<ClassOutcome>,
    /// The steps of the supply order.
    pub steps: Vec<StepOutcome>,
    /// The nodes of the tree, in the order of the scenario, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeOutcome>>,
    /// The periods of the horizon, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<Vec<PeriodOutcome>>,
    /// When a shortage reaches the classes that have users, in the plan's order, if there is a horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Vec<ClassOutlook>>,
    /// How the plan grades the event; only with a normal supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventOutcome>,
}
