//! Sharing out a supply, now or over the hours ahead.

use serde::Serialize;

use super::event::EventOutcome;
use super::horizon::{ClassOutlook, PeriodOutcome};
use super::linepack::LinepackOutcome;
use super::pipe_network::PipeNetworkOutcome;
use super::shares::{ClassOutcome, NodeOutcome, StepOutcome, UserOutcome};
use crate::local_text::{LocalText, as_policy, as_title};
use crate::quantity::Quantity;
use crate::scenario::start::Start;
use crate::text::as_text;

#[derive(Clone, Debug, Serialize)]
pub struct Allocation {
    pub format: u16,
    #[serde(flatten, serialize_with = "as_title")]
    pub title: LocalText,
    #[serde(flatten, serialize_with = "as_policy")]
    pub policy: LocalText,
    /// The unit of all quantities.
    pub unit: String,
    /// How many figures of the scenario were rounded, as it asks for; only if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded: Option<usize>,
    pub demand: Quantity,
    pub supply: Quantity,
    /// What is granted. With what is unused it makes the supply; with what is curtailed the demand.
    pub served: Quantity,
    pub curtailed: Quantity,
    /// Supply that nobody can use.
    pub unused: Quantity,
    pub users: Vec<UserOutcome>,
    /// The classes that have users, in the plan's order.
    pub classes: Vec<ClassOutcome>,
    pub steps: Vec<StepOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeOutcome>>,
    /// What pipes, sources and storages come to, in a network of any shape.
    #[serde(flatten)]
    pub pipe_network: Option<PipeNetworkOutcome>,
    /// When the first period begins, if there is a horizon and that is stated.
    #[serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<Vec<PeriodOutcome>>,
    /// When a shortage reaches the classes that have users, in the plan's order, if there is a horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Vec<ClassOutlook>>,
    /// How the plan grades the event; only with a normal supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventOutcome>,
    /// What of what is curtailed is withheld by order (停供).
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
    /// What the linepack can give and how long it lasts, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linepack: Option<LinepackOutcome>,
}
