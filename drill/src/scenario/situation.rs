//! What grading the event needs to know, beside the supply.

use citygate::event::{AffectedArea, Government, NetworkCondition, SensitivitySet, Trend};

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
    pub regions: Option<u16>,
    pub stated_area: Option<AffectedArea>,
    pub exceeded: Option<Government>,
    pub sensitivity: SensitivitySet,
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

    /// The interruption of main users in whole minutes, rounded down.
    pub fn interruption_min(&self) -> u32 {
        let minutes = u128::from(self.interruption_h.unwrap_or_default().thousandths()) * 60 / 1000;
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }
}
