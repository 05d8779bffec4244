//! What a scenario results in: the format of results, as structures.
//!
//! The fields stand in the order in which the JSON result has them. Keys that do not apply to a scenario are
//! left out of it. With a horizon all quantities are volumes: at the top over all periods, in a period over that one.

pub mod allocation;
pub mod claims;
pub mod comparison;
pub mod duty;
pub mod event;
pub mod exercise;
pub mod horizon;
pub mod lasting;
pub mod linepack;
pub mod log;
pub mod moment;
pub mod outages;
pub mod pipe_network;
pub mod provenance;
pub mod remark;
pub mod shares;
pub mod station;
pub mod station_note;

use serde::Serialize;

use allocation::Allocation;
use exercise::Exercise;
use provenance::Provenance;

#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    #[serde(flatten)]
    pub allocation: Allocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercise: Option<Exercise>,
    /// What the result was made of; the tool's program states it.
    #[serde(rename = "made", skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}
