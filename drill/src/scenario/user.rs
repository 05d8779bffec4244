//! The users of a scenario.

use citygate::user::{Attributes, SupplyClass};

use super::per_period::PerPeriod;
use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// One user of gas, as the scenario states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consumer {
    pub id: String,
    /// What people call it, if it is not called by its id.
    pub name: Option<LocalText>,
    pub class: SupplyClass,
    pub demand: Quantity,
    /// Factors on the demand in each period of a horizon, on top of those of its class.
    pub demand_factor: Option<PerPeriod>,
    /// Its technical minimum: below it the user takes nothing.
    pub minimum: Quantity,
    /// What pro rata shares refer to, if that is stated.
    pub base: Option<Quantity>,
    pub weight: u16,
    pub rank: u16,
    /// Whether it takes its demand or nothing, or its minimum.
    pub on_off: bool,
    /// Whether it is a main user: one whose outage the plan grades an interruption by.
    pub is_main: bool,
    /// What was curtailed from it so far (累计压减).
    pub cumulative_curtailment: Quantity,
    /// How many turns, or periods, it was without gas so far, where its step rotates by turns or hours.
    pub turns_so_far: u16,
    pub attributes: Attributes,
    /// Whom to call, for people.
    pub contact: Option<String>,
    /// How long ahead it has to be told of a curtailment, in hours.
    pub notice_h: Option<Quantity>,
    /// The node where it is connected, by position; the root unless stated.
    pub node: usize,
    /// Whether it is stopped by order now (a factor of 0 in a time line): it wants its demand, and takes nothing.
    pub is_stopped: bool,
}

impl Consumer {
    /// What it may ask for: its demand, unless it is stopped by order.
    pub fn wanted(&self) -> Quantity {
        if self.is_stopped { Quantity::ZERO } else { self.demand }
    }
}
