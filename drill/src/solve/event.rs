//! Grades the event of a scenario.

use citygate::event::{
    Action, AuthoritySet, Grading, NetworkCondition, PlanRules, Proposal, RecipientSet, Response,
    ResponseState, TrendEstimate, grade, recipients, recommend, who_may,
};

use crate::quantity::Quantity;
use crate::result::event::{EventOutcome, GradeBasis, GradedBy, InterruptionSource};
use crate::scenario::Scenario;
use crate::scenario::plan::PlanFigures;
use crate::scenario::situation::Situation;

/// Grades a situation with so much undisturbed demand and so much supply; nothing without a plan or a normal supply.
///
/// **Interpretation:** a trend that is not stated counts as widening, as the library does; a state of the network that is
/// not stated meets no condition. A shortage without a grade calls for no response, and for no report unless
/// the event is sensitive.
pub fn judge(
    scenario: &Scenario,
    situation: &Situation,
    demand: Quantity,
    supply: Quantity,
) -> Option<EventOutcome> {
    let plan = scenario.plan.as_ref()?;
    let figures = situation.figures(demand, supply)?;
    let (trend, trend_source) = TrendEstimate::NONE.or_stated(situation.trend);
    let grading = grade(&plan.rules, &situation.judged(figures, situation.trend));
    let recommendation = grading
        .grade
        .map(|grade| recommend(&plan.rules, grade, situation.affected_area(), situation.exceeded));
    let (proposers, starters) = recommendation.map_or_else(Default::default, |recommended| {
        proposers_and_starters(&plan.rules, recommended.response)
    });
    // A sensitive event is reported whatever its grade, also without one (§4.2).
    let is_reported = grading.grade.is_some() || !situation.sensitivity.is_empty();
    let report_to = match is_reported {
        true => recipients(grading.grade, situation.sensitivity),
        false => RecipientSet::NONE,
    };
    Some(EventOutcome {
        plan: plan.name.clone(),
        grade: grading.grade,
        response: recommendation.map(|recommended| recommended.response.level().code()),
        lead: recommendation.map(|recommended| recommended.lead.government.name()),
        report_due_min: is_reported.then_some(plan.rules.first_report_min.into()),
        basis: basis(&plan.rules, situation, figures, &grading, GradedBy { trend, trend_source }),
        interruption_source: InterruptionSource::of(situation),
        interruption_computed_h: None,
        report_to,
        recommendation,
        proposers,
        starters,
    })
}

/// Why a grade is what it is.
pub fn basis(
    plan: &PlanRules,
    situation: &Situation,
    figures: PlanFigures,
    grading: &Grading,
    by: GradedBy,
) -> GradeBasis {
    let judged = situation.judged(figures, Some(by.trend));
    // Where the state of the network is not stated, or contradicts that nothing comes any more.
    let is_doubtful = situation.network.is_none() || figures.supply == Quantity::ZERO;
    let at_risk = citygate::event::Situation { network: Some(NetworkCondition::AtRisk), ..judged };
    let worse = grade(plan, &at_risk)
        .grade
        .filter(|worse| is_doubtful && grading.grade.is_none_or(|grade| worse.code() < grade.code()));
    GradeBasis {
        criterion: grading.criterion,
        next: grading.next,
        unmet: grading.unmet,
        by,
        network: situation.network,
        imbalance_permille: grading.imbalance_permille,
        imbalance: Quantity::from_thousandths(judged.imbalance()),
        missing_permille: grading.missing_permille,
        missing_supply: Quantity::from_thousandths(judged.missing_supply()),
        interruption_h: situation.interruption_h,
        interruption_is_computed: situation.interruption_is_computed,
        figures_are_stated: figures.are_stated,
        at_risk: worse,
    }
}

/// Who may propose a response where none is in force, and who may start it then.
fn proposers_and_starters(plan: &PlanRules, response: Response) -> (AuthoritySet, AuthoritySet) {
    let proposers = who_may(plan, ResponseState::NORMAL, Action::Propose(response)).unwrap_or_default();
    let proposed = ResponseState::ALL
        .into_iter()
        .find(|state| state.in_force().is_none() && state.proposal() == Proposal::Response(response));
    let starters = proposed.map_or(AuthoritySet::NONE, |state| {
        who_may(plan, state, Action::Confirm(response)).unwrap_or_default()
    });
    (proposers, starters)
}
