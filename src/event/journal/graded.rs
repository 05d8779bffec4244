//! What a record of a grade says.

use super::fields::{Codes, Numbers, optional};
use crate::event::grade::{Criterion, Grade, NetworkCondition, Trend};
use crate::event::response::state::Response;
use crate::event::trend::TrendSource;

const ABSENT: u8 = u8::MAX;
/// An interruption that nobody stated, and a demand that nobody knows.
const NOT_STATED_MIN: u32 = u32::MAX;
const NOT_KNOWN: u64 = u64::MAX;

/// What an event was graded by, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GradedEntry {
    /// The grade that stands: a grade once met stands until an authority states otherwise or the response ends.
    pub grade: Option<Grade>,
    /// The grade whose conditions the figures meet.
    pub met: Option<Grade>,
    /// Which criterion of it they meet.
    pub criterion: Option<Criterion>,
    /// The trend.
    pub trend: Trend,
    /// Where the trend comes from.
    pub trend_source: TrendSource,
    /// The state of the network; `None`: not stated.
    pub network: Option<NetworkCondition>,
    /// The response that the plan calls for.
    pub recommended: Option<Response>,
    /// Whether the outage was planned.
    pub planned: bool,
    /// Normal supply.
    pub normal_supply: u64,
    /// Undisturbed demand; `None`: not known.
    pub demand: Option<u64>,
    /// Available supply.
    pub available_supply: u64,
    /// Interruption of main users, in minutes; `None`: not stated.
    pub interruption_min: Option<u32>,
    /// Imbalance in thousandths of the normal supply, rounded down.
    pub imbalance_permille: u16,
    /// The number of the plan, [`crate::event::PlanRules::number`].
    pub plan: u32,
}

impl GradedEntry {
    pub(crate) fn write(&self) -> (Codes, Numbers) {
        (
            [
                self.grade.map_or(0, Grade::code),
                self.criterion.map_or(0, Criterion::code),
                self.trend.code(),
                self.trend_source.code(),
                self.network.map_or(ABSENT, NetworkCondition::code),
                self.recommended.map_or(ABSENT, Response::code),
                self.met.map_or(0, Grade::code),
                u8::from(self.planned),
            ],
            [
                self.normal_supply,
                self.available_supply,
                u64::from(self.interruption_min.unwrap_or(NOT_STATED_MIN)),
                u64::from(self.imbalance_permille),
                self.demand.unwrap_or(NOT_KNOWN),
                u64::from(self.plan),
            ],
        )
    }

    pub(crate) fn read(
        [c0, c1, c2, c3, c4, c5, c6, c7]: Codes,
        [n0, n1, n2, n3, n4, n5]: Numbers,
    ) -> Option<GradedEntry> {
        Some(GradedEntry {
            grade: optional(c0, 0, Grade::from_code)?,
            met: optional(c6, 0, Grade::from_code)?,
            criterion: optional(c1, 0, Criterion::from_code)?,
            trend: Trend::from_code(c2)?,
            trend_source: TrendSource::from_code(c3)?,
            network: optional(c4, ABSENT, NetworkCondition::from_code)?,
            recommended: optional(c5, ABSENT, Response::from_code)?,
            planned: (c7 <= 1).then_some(c7 == 1)?,
            normal_supply: n0,
            demand: (n4 != NOT_KNOWN).then_some(n4),
            available_supply: n1,
            interruption_min: Some(u32::try_from(n2).ok()?).filter(|minutes| *minutes != NOT_STATED_MIN),
            imbalance_permille: u16::try_from(n3).ok()?,
            plan: u32::try_from(n5).ok()?,
        })
    }
}
