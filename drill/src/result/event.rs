//! How the plan grades an event, and what follows from that.

use citygate::event::{
    AuthoritySet, Criterion, Grade, NetworkCondition, RecipientSet, Recommendation, Trend, TrendSource,
    UnmetSet,
};
use serde::{Serialize, Serializer};

use crate::quantity::Quantity;
use crate::scenario::situation::Situation;

#[derive(Clone, Debug)]
pub struct EventOutcome {
    /// The name of the plan by which it is graded.
    pub plan: String,
    /// `None` when no grade's conditions are met: the shortage is no event that the plan grades.
    pub grade: Option<Grade>,
    /// The level of the response that the plan calls for; `None` without a grade.
    pub response: Option<u8>,
    /// The government that leads it; `None` without a grade.
    pub lead: Option<&'static str>,
    /// In how many minutes from the first notification the first report is due; `None` when nothing is reported.
    pub report_due_min: Option<u64>,
    pub basis: GradeBasis,
    /// Absent where nothing is known of an interruption.
    pub interruption_source: Option<InterruptionSource>,
    /// For how long main users are without gas ahead, where that contradicts the hours that are stated.
    pub interruption_computed_h: Option<Quantity>,
    /// Whom the plan has reported to; nobody without a grade, unless the event is sensitive.
    pub report_to: RecipientSet,
    /// The response and its lead in full.
    pub recommendation: Option<Recommendation>,
    /// Who may propose it where none is in force, and who may start it then.
    pub proposers: AuthoritySet,
    pub starters: AuthoritySet,
}

/// The keys in the order that they have had since the first version of the format; those that came later follow.
impl Serialize for EventOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Keys<'a> {
            imbalance_permille: u16,
            grade: Option<Grade>,
            response: Option<u8>,
            lead: Option<&'static str>,
            report_due_min: Option<u64>,
            criterion: Option<Criterion>,
            next: Option<Grade>,
            unmet: UnmetSet,
            #[serde(flatten)]
            by: GradedBy,
            network: Option<NetworkCondition>,
            report_to: RecipientSet,
            plan: &'a str,
            imbalance: Quantity,
            missing_permille: u16,
            missing_supply: Quantity,
            interruption_h: Option<Quantity>,
            plan_network: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            interruption_source: Option<InterruptionSource>,
            #[serde(skip_serializing_if = "Option::is_none")]
            interruption_computed_h: Option<Quantity>,
        }
        let EventOutcome { grade, response, lead, report_due_min, report_to, .. } = *self;
        let GradeBasis { criterion, next, unmet, by, network, imbalance_permille, .. } = self.basis;
        let GradeBasis { imbalance, missing_permille, missing_supply, interruption_h, .. } = self.basis;
        let EventOutcome { interruption_source, interruption_computed_h, .. } = *self;
        let (plan, plan_network) = (self.plan.as_str(), self.basis.figures_are_stated);
        let keys = Keys {
            imbalance_permille,
            grade,
            response,
            lead,
            report_due_min,
            criterion,
            next,
            unmet,
            by,
            network,
            report_to,
            plan,
            imbalance,
            missing_permille,
            missing_supply,
            interruption_h,
            plan_network,
            interruption_source,
            interruption_computed_h,
        };
        keys.serialize(serializer)
    }
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

/// Where the hours come from for which main users are without gas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InterruptionSource {
    /// The scenario states them.
    Stated,
    /// They follow from what the users that it marks as main ones were granted.
    Computed,
}

impl InterruptionSource {
    /// `None` where nothing is known.
    pub fn of(situation: &Situation) -> Option<InterruptionSource> {
        situation.interruption_h.map(|_| match situation.interruption_is_computed {
            true => InterruptionSource::Computed,
            false => InterruptionSource::Stated,
        })
    }
}
