//! What grading the event needs to know, beside the supply.

use citygate::event::{AffectedArea, Government, NetworkCondition, SensitivitySet, Trend};

use super::plan::{PlanFigures, PlanNetwork};
use crate::quantity::Quantity;

/// The state of the event, as far as the scenario tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The supply in normal operation; more than nothing.
    pub normal_supply: Option<Quantity>,
    pub trend: Option<Trend>,
    pub network: Option<NetworkCondition>,
    /// For how long main users are or may be without gas, in thousandths of an hour; at most [`MOST_HOURS`].
    pub interruption_h: Option<Quantity>,
    /// Whether these hours follow from what main users were granted, and are not stated.
    pub interruption_is_computed: bool,
    pub regions: Option<u16>,
    pub stated_area: Option<AffectedArea>,
    pub exceeded: Option<Government>,
    pub sensitivity: SensitivitySet,
    /// Whether the outage was planned.
    pub planned: bool,
    /// Totals of the network that the plan is for.
    pub plan_network: Option<PlanNetwork>,
}

/// The longest interruption that can be stated: what the library can count in minutes.
pub const MOST_HOURS: u64 = u32::MAX as u64 / 60;

impl Situation {
    /// Which regions the event reaches. **Interpretation:** regions that are only counted are counties of one
    /// city; nothing stated is one county.
    pub fn affected_area(&self) -> AffectedArea {
        match (self.stated_area, self.regions) {
            (Some(area), _) => area,
            (None, Some(2..)) => AffectedArea::SeveralCounties,
            (None, _) => AffectedArea::OneCounty,
        }
    }

    /// The interruption of main users in whole minutes, rounded down; `None`: not stated.
    pub fn interruption_min(&self) -> Option<u32> {
        let minutes = u128::from(self.interruption_h?.thousandths()) * 60 / 1000;
        Some(u32::try_from(minutes).unwrap_or(u32::MAX))
    }

    /// What the event is graded by: the totals of the plan's network, or else the scenario's own figures, with what its
    /// users want undisturbed and what there is. Nothing without a normal supply.
    ///
    /// **Interpretation:** a scenario that states no totals of the plan's network is taken for the whole of it, and the
    /// result says so. Where its users fall short, the undisturbed demand is not less than the normal supply: they may not
    /// be all that take gas, and what is not known is no good news. Where all are served there is no imbalance.
    pub fn figures(&self, demand: Quantity, supply: Quantity) -> Option<PlanFigures> {
        if let Some(PlanNetwork { normal_supply, demand, supply }) = self.plan_network {
            return Some(PlanFigures { normal_supply, demand, supply, are_stated: true });
        }
        let normal_supply = self.normal_supply?;
        let demand = if demand > supply { demand.max(normal_supply) } else { demand };
        Some(PlanFigures { normal_supply, demand, supply, are_stated: false })
    }

    /// What the library judges a grade by, with this trend.
    pub fn judged(&self, figures: PlanFigures, trend: Option<Trend>) -> citygate::event::Situation {
        citygate::event::Situation {
            normal_supply: figures.normal_supply.thousandths(),
            demand: Some(figures.demand.thousandths()),
            available_supply: figures.supply.thousandths(),
            interruption_min: self.interruption_min(),
            trend,
            network: self.network,
            planned: self.planned,
        }
    }
}
