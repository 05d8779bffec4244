//! How the plan grades an event, and what follows from that.

use citygate::event::{
    Criterion, Grade, Grading, NetworkCondition, RecipientSet, Recommendation, Trend, TrendSource, UnmetSet,
};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct EventOutcome {
    /// The imbalance in thousandths of the normal supply, rounded down.
    pub imbalance_permille: u16,
    /// `null` when no grade's conditions are met: the shortage is no event that the plan grades.
    pub grade: Option<Grade>,
    /// The level of the response that the plan calls for; `null` without a grade.
    pub response: Option<u8>,
    /// The government that leads it; `null` without a grade.
    pub lead: Option<&'static str>,
    /// In how many minutes from the first notification the first report is due; `null` where none is called for.
    pub report_due_min: Option<u64>,
    #[serde(flatten)]
    pub basis: GradeBasis,
    /// Whom the plan has reported to; nobody without a grade, unless the event is sensitive.
    pub report_to: RecipientSet,
    /// The response and its lead in full.
    #[serde(skip)]
    pub recommendation: Option<Recommendation>,
}

/// Why a grade is what it is, and not the next more serious one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GradeBasis {
    /// `null` without a grade.
    pub criterion: Option<Criterion>,
    /// The next more serious grade; `null` at grade I.
    pub next: Option<Grade>,
    /// What keeps the event from it.
    pub unmet: UnmetSet,
    pub trend: Trend,
    pub trend_source: TrendSource,
    pub network: NetworkCondition,
}

impl GradeBasis {
    pub fn new(
        grading: &Grading,
        trend: Trend,
        trend_source: TrendSource,
        network: NetworkCondition,
    ) -> GradeBasis {
        let Grading { criterion, next, unmet, .. } = *grading;
        GradeBasis { criterion, next, unmet, trend, trend_source, network }
    }
}
