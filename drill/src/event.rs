//! The event as the plan grades it: which grade, by which criterion, why no worse, and what follows from that.

use citygate::event::{
    Criterion, FIRST_REPORT_MS, Grade, NetworkCondition, Recipient, RecipientSet, Recommendation, Trend,
    TrendEstimate, TrendSource, Unmet, UnmetSet, grade, recipients, recommend,
};
use serde::{Serialize, Serializer};

use crate::quantity::Quantity;
use crate::scenario::Situation;

/// The first report is due so many minutes after word was received.
pub const FIRST_REPORT_MIN: u64 = FIRST_REPORT_MS / 60_000;

/// How the plan grades a situation.
#[derive(Clone, Debug, Serialize)]
pub struct EventOutcome {
    /// The imbalance in thousandths of the normal supply, rounded down.
    pub imbalance_permille: u16,
    /// The grade; `null` when no grade's conditions are met: the shortage is no event that the plan grades.
    #[serde(serialize_with = "by_name")]
    pub grade: Option<Grade>,
    /// The level of the response that the plan calls for; `null` without a grade.
    pub response: Option<u8>,
    /// The government that leads it; `null` without a grade.
    pub lead: Option<&'static str>,
    /// In how many minutes from the first word the first report is due; `null` without a grade.
    pub report_due_min: Option<u64>,
    /// The criterion that gave the grade; `null` without one.
    #[serde(serialize_with = "by_name")]
    pub criterion: Option<Criterion>,
    /// The next more serious grade; `null` at grade I.
    #[serde(serialize_with = "by_name")]
    pub next: Option<Grade>,
    /// What keeps the event from it.
    #[serde(serialize_with = "unmet_names")]
    pub unmet: UnmetSet,
    /// Where the imbalance is going.
    #[serde(serialize_with = "by_name")]
    pub trend: Trend,
    /// Where the trend comes from.
    #[serde(serialize_with = "by_name")]
    pub trend_source: TrendSource,
    /// The state of the network.
    #[serde(serialize_with = "by_name")]
    pub network: NetworkCondition,
    /// Whom the plan has reported to; nobody without a grade.
    #[serde(serialize_with = "recipient_names")]
    pub report_to: RecipientSet,
    /// The response and its lead in full.
    #[serde(skip)]
    pub recommendation: Option<Recommendation>,
}

/// Grades a situation with so much supply; nothing without a normal supply.
///
/// **Interpretation:** a trend that is not stated counts as widening, as the library does; a network of which
/// nothing is stated runs normally. A shortage without a grade calls for no response and no report.
pub fn judge(situation: &Situation, supply: Quantity) -> Option<EventOutcome> {
    let normal_supply = situation.normal_supply?;
    let nothing_measured = TrendEstimate { trend: None, samples: 0, pairs: 0, rising: 0, falling: 0 };
    let (trend, trend_source) = nothing_measured.or_stated(situation.trend);
    let network = situation.network.unwrap_or(NetworkCondition::Normal);
    let grading = grade(&citygate::event::Situation {
        normal_supply: normal_supply.thousandths(),
        available_supply: supply.thousandths(),
        interruption_min: situation.interruption_min(),
        trend,
        network,
    });
    let recommendation = grading.grade.map(|grade| recommend(grade, situation.reach(), situation.exceeded));
    let report_to = match grading.grade {
        Some(_) => recipients(grading.grade, situation.sensitivity),
        None => RecipientSet::NONE,
    };
    Some(EventOutcome {
        imbalance_permille: grading.imbalance_permille,
        grade: grading.grade,
        response: recommendation.map(|recommended| recommended.response.level().code()),
        lead: recommendation.map(|recommended| recommended.lead.government.name()),
        report_due_min: grading.grade.map(|_| FIRST_REPORT_MIN),
        criterion: grading.criterion,
        next: grading.next,
        unmet: grading.unmet,
        trend,
        trend_source,
        network,
        report_to,
        recommendation,
    })
}

/// What the library calls by a name in files.
pub(crate) trait Named {
    /// The name, if there is something to name.
    fn name_in_files(&self) -> Option<&'static str>;
}

macro_rules! named {
    ($($type:ty),+) => {$(
        impl Named for $type {
            fn name_in_files(&self) -> Option<&'static str> {
                Some(self.name())
            }
        }
    )+};
}

named!(Criterion, Grade, NetworkCondition, Trend, TrendSource);

impl<T: Named> Named for Option<T> {
    fn name_in_files(&self) -> Option<&'static str> {
        self.as_ref().and_then(Named::name_in_files)
    }
}

pub(crate) fn by_name<S: Serializer>(value: &impl Named, serializer: S) -> Result<S::Ok, S::Error> {
    value.name_in_files().serialize(serializer)
}

pub(crate) fn unmet_names<S: Serializer>(set: &UnmetSet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(set.iter().map(Unmet::name))
}

pub(crate) fn recipient_names<S: Serializer>(set: &RecipientSet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(set.iter().map(Recipient::name))
}
