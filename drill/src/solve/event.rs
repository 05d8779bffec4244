//! Grades the event of a scenario.

use citygate::event::{
    FIRST_REPORT_MS, NetworkCondition, RecipientSet, TrendEstimate, grade, recipients, recommend,
};

use crate::quantity::Quantity;
use crate::result::event::{EventOutcome, GradeBasis};
use crate::scenario::situation::Situation;

/// Grades a situation with so much supply; nothing without a normal supply.
///
/// **Interpretation:** a trend that is not stated counts as widening, as the library does; a network of which
/// nothing is stated runs normally. A shortage without a grade calls for no response, and for no report
/// unless the event is sensitive.
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
    let recommendation =
        grading.grade.map(|grade| recommend(grade, situation.affected_area(), situation.exceeded));
    // A sensitive event is reported whatever its grade, also without one (§4.2).
    let is_reported = grading.grade.is_some() || !situation.sensitivity.is_empty();
    let report_to = match is_reported {
        true => recipients(grading.grade, situation.sensitivity),
        false => RecipientSet::NONE,
    };
    Some(EventOutcome {
        imbalance_permille: grading.imbalance_permille,
        grade: grading.grade,
        response: recommendation.map(|recommended| recommended.response.level().code()),
        lead: recommendation.map(|recommended| recommended.lead.government.name()),
        report_due_min: is_reported.then_some(FIRST_REPORT_MS / 60_000),
        basis: GradeBasis::new(&grading, trend, trend_source, network),
        report_to,
        recommendation,
    })
}
