//! What the linepack can give, and how long it lasts.

use serde::Serialize;

use super::lasting::Lasting;
use crate::local_text::{LocalText, as_name};
use crate::quantity::Quantity;
use crate::scenario::linepack::PressureKind;

#[derive(Clone, Debug, Serialize)]
pub struct LinepackOutcome {
    /// The volume that can be taken out until every pipe is at its minimum pressure, rounded down.
    pub usable: Quantity,
    pub pressures: PressureKind,
    pub pipes: Vec<PipeOutcome>,
    /// If all demand that is not stopped by order were met, the supply first and then the linepack.
    pub in_full: Survival,
    /// At the granted shares; not in an exercise, whose moments tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_granted: Option<Survival>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PipeOutcome {
    #[serde(flatten, serialize_with = "as_name")]
    pub name: Option<LocalText>,
    /// As stated: the mean, or upstream and downstream.
    pub pressure_mpa: Vec<f64>,
    pub minimum_pressure_mpa: Vec<f64>,
    pub usable: Quantity,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Survival {
    /// What would be taken out of the linepack: a flow, with a horizon the volume over all of it.
    pub needed: Quantity,
    /// Until all pipes are at their minimum pressure, rounded down; `null` where that does not happen: nothing is taken
    /// out, or it lasts through the horizon.
    #[serde(rename = "survival_h")]
    pub lasts: Option<Lasting>,
}
