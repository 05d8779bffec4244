//! From C's numbers to the library's values and back. What is no value is an error that names the field.

use core::mem::offset_of;

use zerocopy::transmute;

use super::super::status::{ErrorStatus, Failure};
use super::codes::{CITYGATE_ABSENT, CITYGATE_MINUTES_NOT_STATED, CITYGATE_NONE};
use super::record_codes::{
    CITYGATE_OBLIGATION_NOTHING, CITYGATE_OBLIGATION_OVERDUE, CITYGATE_OBLIGATION_PENDING,
    CITYGATE_OBLIGATION_TIME_LOST,
};
use super::status::at;
use super::types::{
    CitygateActionRequest, CitygateGrading, CitygateInstant, CitygateObligation, CitygateRecommendation,
    CitygateResponseState, CitygateSignatory, CitygateTrendEstimate,
};
use crate::event::{
    Action, ActionRequest, Authority, Criterion, Evaluator, Government, Grade, Grading, Instant,
    Justification, ObligationStatus, PlanRules, PlanTable, Proposal, Recommendation, Response, ResponseState,
    ResponseStatus, Signatory, Trend, TrendEstimate, TrendSettings, needs_justification, who_may,
};

/// The value, or an error that names the field by its offset.
pub(super) fn field<T>(value: Option<T>, offset: usize) -> Result<T, Failure> {
    value.ok_or(at(ErrorStatus::EventCode, offset as u64))
}

/// A value whose absence is a code of its own: the outer error is no value at all.
pub(super) fn optional<T>(
    code: u8,
    absent: u8,
    from_code: impl FnOnce(u8) -> Option<T>,
    offset: usize,
) -> Result<Option<T>, Failure> {
    if code == absent { Ok(None) } else { field(from_code(code), offset).map(Some) }
}

/// 0 or 1.
pub(super) fn flag(value: u8, offset: usize) -> Result<bool, Failure> {
    field(
        match value {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
        offset,
    )
}

/// Reserved bytes are zero.
pub(super) fn reserved(bytes: &[u8], offset: usize) -> Result<(), Failure> {
    field(bytes.iter().all(|byte| *byte == 0).then_some(()), offset)
}

/// A plan by which something can be graded and answered.
pub(super) fn plan_of(table: &PlanTable) -> Result<PlanRules, Failure> {
    table.rules().ok_or(Failure::from(ErrorStatus::EventSettings))
}

/// A code that is no field of a structure.
pub(super) fn argument<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or(Failure::from(ErrorStatus::EventCode))
}

/// Whoever signs; `offset` is where the signatory is in a larger structure.
pub(super) fn signatory(by: &CitygateSignatory, offset: usize) -> Result<Signatory, Failure> {
    reserved(&by.reserved, offset + offset_of!(CitygateSignatory, reserved))?;
    let authority =
        field(Authority::from_code(by.authority), offset + offset_of!(CitygateSignatory, authority))?;
    Ok(Signatory { authority, division: by.division, person: by.person })
}

pub(super) fn request(request: &CitygateActionRequest) -> Result<ActionRequest, Failure> {
    reserved(&request.reserved, offset_of!(CitygateActionRequest, reserved))?;
    Ok(ActionRequest {
        by: signatory(&request.by, offset_of!(CitygateActionRequest, by))?,
        action: field(Action::from_code(request.action), offset_of!(CitygateActionRequest, action))?,
        justification: optional(
            request.justification,
            CITYGATE_NONE,
            Justification::from_code,
            offset_of!(CitygateActionRequest, justification),
        )?,
        dealt_with: flag(request.dealt_with, offset_of!(CitygateActionRequest, dealt_with))?,
        supply_restored: flag(request.supply_restored, offset_of!(CitygateActionRequest, supply_restored))?,
        means_exceeded: flag(request.means_exceeded, offset_of!(CitygateActionRequest, means_exceeded))?,
        approved: flag(request.approved, offset_of!(CitygateActionRequest, approved))?,
    })
}

/// A flow, unless it is not known.
pub(super) fn known(value: u64) -> Option<u64> {
    (value != 0).then_some(value)
}

/// Minutes, unless they are not stated.
pub(super) fn stated_minutes(minutes: u32) -> Option<u32> {
    (minutes != CITYGATE_MINUTES_NOT_STATED).then_some(minutes)
}

/// Settings of a trend window that are in range; `offset` as for [`signatory`].
pub(super) fn trend_settings(settings: &TrendSettings, offset: usize) -> Result<TrendSettings, Failure> {
    const PPM: u32 = 1_000_000;
    let wrong = if settings.spacing_ms == 0 {
        offset_of!(TrendSettings, spacing_ms)
    } else if settings.max_gap_ms < settings.spacing_ms {
        offset_of!(TrendSettings, max_gap_ms)
    } else if settings.dead_band_ppm_per_h > PPM {
        offset_of!(TrendSettings, dead_band_ppm_per_h)
    } else {
        return Ok(*settings);
    };
    Err(at(ErrorStatus::EventSettings, (offset + wrong) as u64))
}

pub(super) fn instant(instant: &CitygateInstant) -> Result<Instant, Failure> {
    let offset = offset_of!(CitygateInstant, reserved);
    field((instant.reserved == 0).then_some(Instant { ms: instant.ms, gaps: instant.gaps }), offset)
}

pub(super) fn instant_of(instant: Instant) -> CitygateInstant {
    CitygateInstant { ms: instant.ms, gaps: instant.gaps, reserved: 0 }
}

pub(super) fn estimate_of(estimate: &TrendEstimate) -> CitygateTrendEstimate {
    let TrendEstimate { trend, samples, pairs, rising, falling, sudden_loss } = *estimate;
    let trend = trend.map_or(CITYGATE_ABSENT, Trend::code);
    let sudden_loss = u8::from(sudden_loss);
    CitygateTrendEstimate { trend, samples, pairs, rising, falling, sudden_loss, reserved: [0; 2] }
}

pub(super) fn grading_of(grading: &Grading, imbalance_ppm: u32) -> CitygateGrading {
    let grade = |grade: Option<Grade>| grade.map_or(CITYGATE_NONE, Grade::code);
    CitygateGrading {
        imbalance_ppm,
        imbalance_permille: grading.imbalance_permille,
        missing_permille: grading.missing_permille,
        grade: grade(grading.grade),
        criterion: grading.criterion.map_or(CITYGATE_NONE, Criterion::code),
        by_imbalance: grade(grading.by_imbalance),
        by_interruption: grade(grading.by_interruption),
        next: grade(grading.next),
        unmet: grading.unmet.bits(),
        evaluator: grading.grade.map(Grade::evaluator).map_or(CITYGATE_ABSENT, Evaluator::code),
        reserved: 0,
    }
}

pub(super) fn recommendation_of(
    plan: &PlanRules,
    recommendation: Option<&Recommendation>,
) -> CitygateRecommendation {
    let Some(Recommendation { response, lead }) = recommendation else {
        return CitygateRecommendation {
            response: CITYGATE_ABSENT,
            level: CITYGATE_NONE,
            government: CITYGATE_ABSENT,
            jointly: CITYGATE_ABSENT,
            ask_state_council: 0,
            proposers: 0,
            starters: 0,
            needs_justification: 0,
            supports_instead: CITYGATE_ABSENT,
            reserved: [0; 3],
        };
    };
    let (propose, confirm) = (Action::Propose(*response), Action::Confirm(*response));
    let proposers = who_may(plan, ResponseState::NORMAL, propose).unwrap_or_default();
    // The proposal of a response in the normal state is always one of the states.
    let proposed = ResponseState::from_code(1 + response.code()).unwrap_or(ResponseState::NORMAL);
    let starters = who_may(plan, proposed, confirm).unwrap_or_default();
    CitygateRecommendation {
        response: response.code(),
        level: response.level().code(),
        government: lead.government.code(),
        jointly: lead.jointly.map_or(CITYGATE_ABSENT, Government::code),
        ask_state_council: u8::from(lead.ask_state_council),
        proposers: proposers.bits(),
        starters: starters.bits(),
        needs_justification: u8::from(needs_justification(plan, proposed, confirm)),
        supports_instead: lead.supports_instead.map_or(CITYGATE_ABSENT, Government::code),
        reserved: [0; 3],
    }
}

pub(super) fn state_of(state: ResponseState) -> CitygateResponseState {
    let code = |response: Option<Response>| response.map_or(CITYGATE_ABSENT, Response::code);
    let in_transition = match state.status() {
        ResponseStatus::Transition(response) => Some(response),
        ResponseStatus::Normal | ResponseStatus::Started(_) => None,
    };
    let proposed = match state.proposal() {
        Proposal::Response(response) => Some(response),
        Proposal::None | Proposal::Termination => None,
    };
    CitygateResponseState {
        state: state.code(),
        phase: state.phase().code(),
        in_force: code(state.in_force()),
        level: state.in_force().map_or(CITYGATE_NONE, |response| response.level().code()),
        in_transition: code(in_transition),
        proposed: code(proposed),
        end_proposed: u8::from(state.proposal() == Proposal::Termination),
        reserved: 0,
    }
}

pub(super) fn due_of(status: ObligationStatus) -> CitygateObligation {
    let (due, ms) = match status {
        ObligationStatus::NothingDue => (CITYGATE_OBLIGATION_NOTHING, 0),
        ObligationStatus::Pending { ms } => (CITYGATE_OBLIGATION_PENDING, ms),
        ObligationStatus::Overdue { ms } => (CITYGATE_OBLIGATION_OVERDUE, ms),
        ObligationStatus::TimeLost => (CITYGATE_OBLIGATION_TIME_LOST, 0),
    };
    // As two words, since a processor that makes no unaligned access would clear what is reserved byte by byte: `due` is
    // the first byte of the second.
    transmute!([ms, u64::from(due).to_le()])
}
