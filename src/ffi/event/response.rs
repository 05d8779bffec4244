//! The response state machine as pure functions of a state's code; citygate_event_act does the same with a record.

use super::super::call::run;
use super::super::memory::{MemoryRange, check_apart, check_optional, output, value};
use super::super::status::StatusCode;
use super::convert::{argument, plan_of, request, state_of};
use super::types::{CitygateActionRequest, CitygateResponseState};
use crate::event::{Action, PlanTable, ResponseState, needs_justification, transition, who_may};

/// Takes the code of a state of the response apart. 0 is normal, with nothing proposed.
///
/// code: from citygate_response_transition, or from a record.
/// state: receives what is in force and what is proposed.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; state is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_response_state_decode(
    code: u8,
    state: *mut CitygateResponseState,
) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let state = output(state)?;
            *state = state_of(argument(ResponseState::from_code(code))?);
            Ok(())
        })
    }
}

/// Who may take an action in a state of the response: for the buttons of an operator's screen. Plan 1.5.2, 4.1, 4.6.
///
/// plan: by which table of levels, for example that of citygate_plan_table_get_jilin_2024.
/// state: the code of the state.
/// action: CITYGATE_ACTION_..., for a proposal and a confirmation plus the CITYGATE_RESPONSE_... meant.
/// authorities: receives who may; bit n stands for authority n.
/// justification_needed: receives 1 when the action takes a justification, otherwise 0.
/// error_index: on an error that has one, receives what the status says; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none),
/// or the reason why nobody may: any
/// CITYGATE_ERROR_RESPONSE_... but _NOT_AUTHORIZED, _JUSTIFICATION_MISSING and _END_CONDITIONS_UNMET. authorities and
/// justification_needed are as they were then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_response_authorities(
    plan: *const PlanTable,
    state: u8,
    action: u8,
    authorities: *mut u8,
    justification_needed: *mut u8,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_apart(
                &[MemoryRange::of(plan)],
                &[
                    MemoryRange::of(authorities),
                    MemoryRange::of(justification_needed),
                    MemoryRange::of(error_index),
                ],
            )?;
            let (authorities, justification_needed) = (output(authorities)?, output(justification_needed)?);
            let plan = plan_of(value(plan)?)?;
            let state = argument(ResponseState::from_code(state))?;
            let action = argument(Action::from_code(action))?;
            *authorities = who_may(&plan, state, action)?.bits();
            *justification_needed = u8::from(needs_justification(&plan, state, action));
            Ok(())
        })
    }
}

/// The state of the response after a request: proposal, confirmation by a named authority, change, end, transition,
/// normal. Nothing is started, changed or ended by software alone. Keeps and records nothing; citygate_event_act does.
///
/// plan: by which table of levels, for example that of citygate_plan_table_get_jilin_2024.
/// state: the code of the state.
/// request: who asks for what.
/// next: receives the code of the state after it.
/// error_index: on an error that has one, receives what the status says; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_SETTINGS (the plan is none),
/// or the refusal, any CITYGATE_ERROR_RESPONSE_...; next is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_response_transition(
    plan: *const PlanTable,
    state: u8,
    request: *const CitygateActionRequest,
    next: *mut u8,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_apart(
                &[MemoryRange::of(plan), MemoryRange::of(request)],
                &[MemoryRange::of(next), MemoryRange::of(error_index)],
            )?;
            let plan = plan_of(value(plan)?)?;
            let (given, next) = (value(request)?, output(next)?);
            let state = argument(ResponseState::from_code(state))?;
            *next = transition(&plan, state, &self::request(given)?)?.code();
            Ok(())
        })
    }
}
