//! The users of a scenario.

use citygate::user::{Attributes, SupplyClass};

use crate::quantity::Quantity;

/// One user of gas, as the scenario states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consumer {
    /// Its name, which no other user has.
    pub id: String,
    /// Its supply class.
    pub class: SupplyClass,
    /// What it wants.
    pub demand: Quantity,
    /// Its technical minimum: below it the user takes nothing.
    pub minimum: Quantity,
    /// What pro rata shares refer to, if that is stated.
    pub base: Option<Quantity>,
    /// Its weight in equal shares.
    pub weight: u16,
    /// Its rank: 0 is served first.
    pub rank: u16,
    /// Whether it takes its demand or nothing, or its minimum.
    pub on_off: bool,
    /// What was curtailed from it so far (累计压减).
    pub cumulative_curtailment: Quantity,
    /// Its attributes.
    pub attributes: Attributes,
    /// The node where it is connected, by position; the root unless stated.
    pub node: usize,
}
