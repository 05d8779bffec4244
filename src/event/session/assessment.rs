//! What is known of an event, and what follows from it.

use crate::event::grade::{Grading, NetworkCondition, Trend};
use crate::event::report::recipient::{RecipientSet, SensitivitySet};
use crate::event::response::lead::{AffectedArea, Recommendation};
use crate::event::response::state::Government;
use crate::event::trend::{TrendEstimate, TrendSource};

/// What is known of the event now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Observation {
    /// Normal supply of the network, in whole units. See [`Situation`](crate::event::Situation).
    pub normal_supply: u64,
    /// Available supply, in the same unit; after an allocation, its [`crate::allocate::Summary::supply`].
    pub available_supply: u64,
    /// Interruption of main users in minutes.
    pub interruption_min: u32,
    /// The trend, where the operator states it; otherwise it is measured.
    pub trend: Option<Trend>,
    /// The state of the network.
    pub network: NetworkCondition,
    /// Which regions the event reaches.
    pub affected_area: AffectedArea,
    /// The highest government whose means are exceeded, if any.
    pub exceeded: Option<Government>,
    /// What makes the event sensitive.
    pub sensitivity: SensitivitySet,
}

/// What follows from an [`Observation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Assessment {
    /// The grade and its reasons.
    pub grading: Grading,
    /// The trend that it was graded by.
    pub trend: Trend,
    /// Where that trend comes from.
    pub trend_source: TrendSource,
    /// What the trend window says.
    pub estimate: TrendEstimate,
    /// The response that the plan calls for; it starts nothing.
    pub recommendation: Option<Recommendation>,
    /// Who is to be reported to in addition, because of this.
    pub report_to: RecipientSet,
}
