//! How the plan grades an event, and what follows from that.

use citygate::event::{
    AuthoritySet, Criterion, Grade, NetworkCondition, RecipientSet, Recommendation, Trend, TrendSource,
    UnmetSet,
};
use serde::Serialize;

use crate::quantity::Quantity;

#[derive(Clone, Debug, Serialize)]
pub struct EventOutcome {
    /// The name of the plan by which it is graded.
    pub plan: String,
    /// `null` when no grade's conditions are met: the shortage is no event that the plan grades.
    pub grade: Option<Grade>,
    /// The level of the response that the plan calls for; `null` without a grade.
    pub response: Option<u8>,
    /// The government that leads it; `null` without a grade.
    pub lead: Option<&'static str>,
    /// In how many minutes from the first notification the first report is due; `null` when nothing is reported.
    pub report_due_min: Option<u64>,
    #[serde(flatten)]
    pub basis: GradeBasis,
    /// Whom the plan has reported to; nobody without a grade, unless the event is sensitive.
    pub report_to: RecipientSet,
    /// The response and its lead in full.
    #[serde(skip)]
    pub recommendation: Option<Recommendation>,
    /// Who may propose it where none is in force, and who may start it then.
    #[serde(skip)]
    pub proposers: AuthoritySet,
    #[serde(skip)]
    pub starters: AuthoritySet,
}

/// Why a grade is what it is, and not the next more serious one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GradeBasis {
    /// `null` when no criterion is met.
    pub criterion: Option<Criterion>,
    /// The next more serious grade that the plan can give; `null` at the most serious one.
    pub next: Option<Grade>,
    /// What keeps the event from it.
    pub unmet: UnmetSet,
    #[serde(flatten)]
    pub by: GradedBy,
    /// `null` where it is not stated.
    pub network: Option<NetworkCondition>,
    /// Undisturbed demand less supply, in thousandths of the normal supply, rounded down.
    pub imbalance_permille: u16,
    pub imbalance: Quantity,
    /// What is missing of the normal supply, beside the imbalance.
    pub missing_permille: u16,
    pub missing_supply: Quantity,
    /// `null` where it is not stated.
    pub interruption_h: Option<Quantity>,
    #[serde(skip)]
    pub interruption_is_computed: bool,
    /// Whether the figures are totals of the plan's network that the scenario states; otherwise they are its own.
    #[serde(rename = "plan_network")]
    pub figures_are_stated: bool,
    /// The more serious grade that the same figures would have if the network were at risk, where its state is not
    /// stated or nothing comes any more.
    #[serde(skip)]
    pub at_risk: Option<Grade>,
}

/// The trend, and where it comes from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GradedBy {
    pub trend: Trend,
    pub trend_source: TrendSource,
}
