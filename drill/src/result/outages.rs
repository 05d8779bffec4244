//! What each element of a network is worth: what is served while it is out (N-1).

use citygate::user::SupplyClass;
use serde::Serialize;

use super::allocation::Allocation;
use super::provenance::Provenance;
use super::shares::ClassOutcome;
use crate::quantity::Quantity;
use crate::scenario::pipe_network::ElementKind;

/// The outage of each pipe, source and storage by itself.
#[derive(Clone, Debug, Serialize)]
pub struct Outages {
    /// With nothing out, as a run of the scenario has it; its time line is not played.
    #[serde(flatten)]
    pub whole: Allocation,
    /// The gravest first.
    pub outages: Vec<OutageOutcome>,
    /// What the result was made of; the tool's program states it.
    #[serde(rename = "made", skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// What is served while one element is out, over all periods.
#[derive(Clone, Debug, Serialize)]
pub struct OutageOutcome {
    pub id: String,
    pub kind: ElementKind,
    pub served: Quantity,
    pub curtailed: Quantity,
    pub classes: Vec<ClassOutcome>,
    /// The classes that get less than with the whole network, in the plan's order.
    pub touched: Vec<SupplyClass>,
    /// How much less than with the whole network those users get whom the first step of the supply order serves.
    pub first_served_lose: Quantity,
    /// The users that get something with the whole network, and nothing now.
    pub cut_off: Vec<String>,
    /// The period in which most is lacking, the first of several; only with a horizon, and if anything is lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_period: Option<WorstPeriod>,
}

/// A period of a horizon. What is withheld by order is not lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WorstPeriod {
    /// When it begins, in hours from the beginning of the horizon.
    pub begins_h: Quantity,
    pub demand: Quantity,
    pub lacking: Quantity,
}

impl OutageOutcome {
    /// Whether anybody gets less, or more, than with the whole network.
    pub fn changes(&self, whole: &Outages) -> bool {
        self.served != whole.whole.served || !self.touched.is_empty()
    }
}
