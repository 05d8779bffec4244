//! What the hours ahead come to. Quantities are volumes.

use citygate::allocate::Reason;
use citygate::user::SupplyClass;
use serde::Serialize;

use super::pipe_network::PipeNetworkOutcome;
use super::shares::NodeOutcome;
use crate::quantity::Quantity;

#[derive(Clone, Debug, Serialize)]
pub struct PeriodOutcome {
    /// What there is in the period beside storages: the supply at the root and all sources.
    pub supply: Quantity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Quantity>,
    pub demand: Quantity,
    pub served: Quantity,
    pub users: Vec<PeriodUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeOutcome>>,
    #[serde(flatten)]
    pub pipe_network: Option<PipeNetworkOutcome>,
    /// What of the demand is withheld by order (停供): it is part of what is curtailed.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

/// Whether users fall short in another period than one in which gas is left over.
pub fn is_short_elsewhere(periods: &[PeriodOutcome]) -> bool {
    let is_left = |period: &PeriodOutcome| {
        let entering = period.supply.checked_add(period.withdrawn.unwrap_or_default());
        period.served < entering.unwrap_or(Quantity::MAX)
    };
    let places = |of: &dyn Fn(&PeriodOutcome) -> bool| -> Vec<usize> {
        (0..).zip(periods).filter(|(_, period)| of(period)).map(|(t, _)| t).collect()
    };
    // Who is stopped by order lacks nothing that gas could give.
    let is_short = |period: &PeriodOutcome| period.served < period.demand.less(period.by_order);
    let (left, short) = (places(&is_left), places(&is_short));
    short.iter().any(|t| left.iter().any(|other| other != t))
}

/// What one user gets in one period, and why.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodUser {
    pub id: String,
    pub demand: Quantity,
    pub granted: Quantity,
    /// The flows that these volumes come of: of a volume that had to be rounded they could not be told. Rounded down.
    #[serde(skip)]
    pub demand_flow: Quantity,
    #[serde(skip)]
    pub granted_flow: Quantity,
    pub reason: Reason,
    /// The step that the reason speaks of, counted from 0; `null` if it speaks of none.
    pub step: Option<u8>,
    /// The node that the reason speaks of; `null` if it speaks of none.
    pub node: Option<String>,
    /// The pipes, sources and storages that hold it back in a network of any shape.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<String>,
    /// What of the demand is withheld by order (停供): it is part of what is curtailed.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

/// When a shortage reaches a class. Times are from the beginning of the horizon to that of a period.
#[derive(Clone, Debug, Serialize)]
pub struct ClassOutlook {
    pub class: SupplyClass,
    /// Until one of its users gets less than it wants, in hours; `null` if that does not happen.
    pub first_touched_h: Option<Quantity>,
    /// Until the class wants gas and gets none, in hours; `null` if that does not happen.
    pub cut_off_h: Option<Quantity>,
}
