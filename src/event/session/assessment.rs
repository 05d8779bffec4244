//! What is known of an event, and what follows from it.

use crate::event::grade::{Grade, Grading, NetworkCondition, Situation, Trend};
use crate::event::report::recipient::{RecipientSet, SensitivitySet};
use crate::event::response::lead::{AffectedArea, Recommendation};
use crate::event::response::state::Government;
use crate::event::trend::{TrendEstimate, TrendSource};

/// What is known of the event now, of the whole network that the plan is for. See
/// [`Situation`](crate::event::Situation) for what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Observation {
    /// Normal supply, in whole units.
    pub normal_supply: u64,
    /// What users want undisturbed by any curtailment, in the same unit; of a station that is the plan's whole network,
    /// an allocation's [`crate::allocate::Summary::demand`].
    pub demand: Option<u64>,
    /// Available supply, in the same unit; of such a station [`crate::allocate::Summary::supply`].
    pub available_supply: u64,
    /// Interruption of main users in minutes; `None`: not stated.
    pub interruption_min: Option<u32>,
    /// The trend, where the operator states it; otherwise it is measured. A trend stated not to be widening takes a
    /// grade by imbalance away, one that is measured never does.
    pub trend: Option<Trend>,
    /// The state of the network; `None`: not stated.
    pub network: Option<NetworkCondition>,
    /// The outage was planned: no event that the plan grades.
    pub planned: bool,
    /// Which regions the event reaches.
    pub affected_area: AffectedArea,
    /// The highest government whose means are exceeded, if any.
    pub exceeded: Option<Government>,
    /// What makes the event sensitive.
    pub sensitivity: SensitivitySet,
}

impl Observation {
    /// What is graded, with this trend.
    pub(crate) const fn situation(&self, trend: Option<Trend>) -> Situation {
        Situation {
            normal_supply: self.normal_supply,
            demand: self.demand,
            available_supply: self.available_supply,
            interruption_min: self.interruption_min,
            trend,
            network: self.network,
            planned: self.planned,
        }
    }

    /// The imbalance. See [`Situation::imbalance`].
    pub(crate) const fn imbalance(&self) -> u64 {
        self.situation(None).imbalance()
    }
}

/// What follows from an [`Observation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Assessment {
    /// The grade whose conditions the figures meet, and its reasons.
    pub grading: Grading,
    /// The grade that stands: the most serious one met so far, until an authority states otherwise
    /// ([`EventSession::state_grade`](super::EventSession::state_grade)), the trend is stated not to be widening, or the
    /// response ends. Recommendation and recipients follow it.
    pub grade: Option<Grade>,
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
