//! What happens in an event session: notification, assessment, actions, warnings, reports, the end.

use super::super::call::run;
use super::super::status::{Failure, StatusCode};
use core::mem::offset_of;

use super::super::memory::{MemoryRange, check_optional, output, value};
use super::codes::{CITYGATE_ABSENT, CITYGATE_NONE};
use super::context::{Others, change_event};
use super::convert::{
    argument, estimate_of, field, flag, grading_of, known, optional, recommendation_of, request, reserved,
    signatory, state_of, stated_minutes,
};
use super::record_types::CitygateDigest;
use super::session_types::{CitygateAssessment, CitygateEvent, CitygateObservation, CitygateReportReceipt};
use super::types::{CitygateActionRequest, CitygateResponseState, CitygateSignatory};
use crate::event::{
    AffectedArea, EventSession, Government, Grade, NetworkCondition, Observation, RecipientSet, RecordBytes,
    SensitivitySet, Signatory, Trend, WarningLevel, imbalance_ppm,
};

/// Takes a notification of an event (接报): the first report is due so long after that moment as the plan
/// says, of Jilin's an hour. Plan 4.2.
///
/// event: an open event session.
/// age_ms: how long ago it was received; 0 to 2^40 or so.
/// by: who enters it.
/// digest: citygate_content_digest of its text; NULL: none.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_LARGE (age_ms: before the time line
/// begins, 35 years ago), _EVENT_CODE (by), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_WORD_RECEIVED,
/// _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_notify(
    event: *mut CitygateEvent,
    age_ms: u64,
    by: *const CitygateSignatory,
    digest: *const CitygateDigest,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[MemoryRange::of(digest)], &[], |event, ring, by| {
            Ok(event.notify(ring, age_ms, by, digest_of(digest)?)?)
        })
    }
}

/// Takes a measurement: follows the trend, grades, and says which response the plan calls for and who is to be reported
/// to. Goes on record when the grade that stands, the one met, its criterion or the recommendation have changed. Starts
/// nothing. Also possible without an event, as a forecast. A grade once met stands until an authority states otherwise
/// or the response ends. Plan 1.5.1.
///
/// event: an open event session.
/// observation: what is known now. Of a station that is the plan's whole network, demand_dm3_per_h and
/// available_supply_dm3_per_h are the demand_dm3_per_h and supply_dm3_per_h of an allocation's summary.
/// assessment: receives what follows.
/// error_index: on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_assess(
    event: *mut CitygateEvent,
    observation: *const CitygateObservation,
    assessment: *mut CitygateAssessment,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let others = Others {
                inputs: &[MemoryRange::of(observation)],
                outputs: &[MemoryRange::of(assessment), MemoryRange::of(error_index)],
            };
            change_event(event, &others, |event, ring| {
                let (observation, out) = (observation_of(value(observation)?)?, output(assessment)?);
                let ppm = imbalance_ppm(observation.imbalance(), observation.normal_supply);
                let found = event.assess(ring, &observation)?;
                *out = CitygateAssessment {
                    grading: grading_of(&found.grading, ppm),
                    recommendation: recommendation_of(&event.plan(), found.recommendation.as_ref()),
                    estimate: estimate_of(&found.estimate),
                    trend: found.trend.code(),
                    trend_source: found.trend_source.code(),
                    report_to: found.report_to.bits(),
                    grade: found.grade.map_or(CITYGATE_NONE, Grade::code),
                };
                Ok(())
            })
        })
    }
}

/// Takes the grade that an authority states, and puts it on record: it stands from now on, until the figures meet a more
/// serious one than they do now, or the response ends.
///
/// event: an open event session.
/// grade: CITYGATE_GRADE_..., or CITYGATE_NONE: there is none.
/// by: who states it: an authority, neither the engine nor the enterprise.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, _RESPONSE_NOT_AUTHORIZED; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_state_grade(
    event: *mut CitygateEvent,
    grade: u8,
    by: *const CitygateSignatory,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[], &[], |event, ring, by| {
            let grade = optional(grade, CITYGATE_NONE, Grade::from_code, 0)?;
            Ok(event.state_grade(ring, grade, by)?)
        })
    }
}

/// Takes an action of the response (propose, confirm, change, end, reject, close the transition, ask for support) and
/// puts it on record with who did it; a refused one goes on record as refused. Nothing is started, changed or ended
/// without the confirmation of an authority. Plan 1.5.2, 4.1, 4.6.
///
/// event: an open event session.
/// request: who asks for what.
/// state: receives the state after it.
/// error_index: on an error that has one, receives what the status says, for example who may do it; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, or the refusal, any CITYGATE_ERROR_RESPONSE_...; the response and state are as they
/// were then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_act(
    event: *mut CitygateEvent,
    request: *const CitygateActionRequest,
    state: *mut CitygateResponseState,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let others = Others {
                inputs: &[MemoryRange::of(request)],
                outputs: &[MemoryRange::of(state), MemoryRange::of(error_index)],
            };
            change_event(event, &others, |event, ring| {
                let (request, state) = (self::request(value(request)?)?, output(state)?);
                *state = state_of(event.act(ring, &request)?);
                Ok(())
            })
        })
    }
}

/// Issues a warning, adjusts the level of the one in force, or replaces that of a lower authority without a gap, and puts
/// it on record. Plan 3.3.
///
/// event: an open event session.
/// level: CITYGATE_WARNING_LEVEL_....
/// by: who warns. Only who issued a warning adjusts and lifts it: the authority and division, not the person.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, _WARNING_SAME_LEVEL, _WARNING_NO_AUTHORITY, _WARNING_NOT_THE_ISSUER; nothing is
/// changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_issue_warning(
    event: *mut CitygateEvent,
    level: u8,
    by: *const CitygateSignatory,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[], &[], |event, ring, by| {
            event.issue_warning(ring, argument(WarningLevel::from_code(level))?, by)?;
            Ok(())
        })
    }
}

/// Takes the proposal of a warning by an enterprise that sees signs, and puts it on record. Nothing is issued by it; it waits
/// in citygate_event_status_t until a warning is issued, another is proposed, or it is withdrawn. Plan 3.3.
///
/// event: an open event session.
/// level: CITYGATE_WARNING_LEVEL_..., what is proposed.
/// by: who proposes it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, _WARNING_SAME_LEVEL (such a warning is in force); nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_propose_warning(
    event: *mut CitygateEvent,
    level: u8,
    by: *const CitygateSignatory,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[], &[], |event, ring, by| {
            event.propose_warning(ring, argument(WarningLevel::from_code(level))?, by)?;
            Ok(())
        })
    }
}

/// Takes a proposal of a warning back, or turns it down, and puts it on record. Plan 3.3.
///
/// event: an open event session.
/// by: who: an authority, or whoever proposed it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, _WARNING_NOT_PROPOSED, _WARNING_NO_AUTHORITY; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_withdraw_warning(
    event: *mut CitygateEvent,
    by: *const CitygateSignatory,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[], &[], |event, ring, by| {
            event.withdraw_warning(ring, by)?;
            Ok(())
        })
    }
}

/// Lifts the warning and puts it on record. Plan 3.3.
///
/// event: an open event session.
/// called_for: the level that the signs still call for, CITYGATE_WARNING_LEVEL_..., or CITYGATE_NONE: lifting a warning
/// that is called for is allowed, and goes on record.
/// by: who lifts it: who issued it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL, _WARNING_NOT_ISSUED, _WARNING_NOT_THE_ISSUER; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_lift_warning(
    event: *mut CitygateEvent,
    called_for: u8,
    by: *const CitygateSignatory,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[], &[], |event, ring, by| {
            let called_for = optional(called_for, CITYGATE_NONE, WarningLevel::from_code, 0)?;
            event.lift_warning(ring, by, called_for)?;
            Ok(())
        })
    }
}

/// Takes note that a report was sent and puts it on record; follow-ups to its recipients count from now. Plan 4.2.
///
/// event: an open event session with an event.
/// to: to whom it went, bits CITYGATE_RECIPIENT_....
/// by: who sent it.
/// digest: citygate_content_digest of the report as sent; NULL: none.
/// receipt: receives the report's number and to whom it was late.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (no recipient), _EVENT_CODE,
/// _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_NOT_NOTIFIED, _RESPONSE_NOT_AUTHORIZED (to the State Council reports
/// the headquarters), _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_record_report(
    event: *mut CitygateEvent,
    to: u8,
    by: *const CitygateSignatory,
    digest: *const CitygateDigest,
    receipt: *mut CitygateReportReceipt,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[MemoryRange::of(digest)], &[MemoryRange::of(receipt)], |event, ring, by| {
            let out = output(receipt)?;
            let to = argument(RecipientSet::from_bits(to))?;
            let receipt = event.record_report(ring, to, by, digest_of(digest)?)?;
            *out = CitygateReportReceipt {
                late_by_ms: receipt.late_by_ms,
                number: receipt.number,
                to: receipt.to.bits(),
                late: receipt.late.bits(),
                time_lost: receipt.time_lost.bits(),
                reserved: 0,
            };
            Ok(())
        })
    }
}

/// Closes the event: no follow-ups are due any more. The session stays open for the next one.
///
/// event: an open event session with an event.
/// by: who closes it: an authority or the enterprise, not the engine.
/// error_index: on CITYGATE_ERROR_EVENT_REPORTS_OWED receives to whom, on _RESPONSE_NOT_AUTHORIZED who may, as bits;
/// may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _EVENT_NOT_NOTIFIED, _EVENT_RESPONSE_NOT_NORMAL, _EVENT_REPORTS_OWED, _RESPONSE_NOT_AUTHORIZED (the
/// engine), _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_close(
    event: *mut CitygateEvent,
    by: *const CitygateSignatory,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let others = Others { inputs: &[MemoryRange::of(by)], outputs: &[MemoryRange::of(error_index)] };
            change_event(event, &others, |event, ring| {
                let by = signatory(value(by)?, 0)?;
                Ok(event.close(ring, by)?)
            })
        })
    }
}

/// Something that somebody signs for.
///
/// # Safety
///
/// As [`change_event`]; `by` is NULL, misaligned, or what its type says.
#[inline(always)]
pub(super) unsafe fn signed(
    event: *mut CitygateEvent,
    by: *const CitygateSignatory,
    inputs: &[MemoryRange],
    outputs: &[MemoryRange],
    work: impl FnOnce(&mut EventSession, &mut [RecordBytes], Signatory) -> Result<(), Failure>,
) -> StatusCode {
    // At most one input beside the signatory.
    let inputs =
        [MemoryRange::of(by), inputs.first().copied().unwrap_or(MemoryRange::of::<u8>(core::ptr::null()))];
    let others = Others { inputs: &inputs, outputs };
    // SAFETY: as promised.
    unsafe {
        run(core::ptr::null_mut(), || {
            change_event(event, &others, |event, ring| work(event, ring, signatory(value(by)?, 0)?))
        })
    }
}

/// The digest, or zeros.
///
/// # Safety
///
/// As [`value`]; NULL is allowed.
pub(super) unsafe fn digest_of(digest: *const CitygateDigest) -> Result<[u8; 32], Failure> {
    // SAFETY: as promised.
    Ok(if digest.is_null() { [0; 32] } else { unsafe { value(digest) }?.bytes })
}

fn observation_of(given: &CitygateObservation) -> Result<Observation, Failure> {
    reserved(&given.reserved, offset_of!(CitygateObservation, reserved))?;
    Ok(Observation {
        normal_supply: given.normal_supply_dm3_per_h,
        demand: known(given.demand_dm3_per_h),
        available_supply: given.available_supply_dm3_per_h,
        interruption_min: stated_minutes(given.interruption_min),
        trend: optional(
            given.trend,
            CITYGATE_ABSENT,
            Trend::from_code,
            offset_of!(CitygateObservation, trend),
        )?,
        network: optional(
            given.network,
            CITYGATE_ABSENT,
            NetworkCondition::from_code,
            offset_of!(CitygateObservation, network),
        )?,
        planned: flag(given.planned, offset_of!(CitygateObservation, planned))?,
        affected_area: field(
            AffectedArea::from_code(given.affected_area),
            offset_of!(CitygateObservation, affected_area),
        )?,
        exceeded: optional(
            given.exceeded,
            CITYGATE_ABSENT,
            Government::from_code,
            offset_of!(CitygateObservation, exceeded),
        )?,
        sensitivity: field(
            SensitivitySet::from_bits(given.sensitivity),
            offset_of!(CitygateObservation, sensitivity),
        )?,
    })
}
