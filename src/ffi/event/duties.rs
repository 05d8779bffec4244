//! The duties that an event and its response bring: the table, what is due now, and ticking one off.

use core::ffi::c_char;

use super::super::call::run;
use super::super::memory::{MemoryRange, array, check_apart, check_optional, output, value};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::context::{DutiesContext, Others, change, change_event, check_size, look_at, look_at_event, put};
use super::convert::{argument, instant, instant_of, plan_of, signatory};
use super::duty_types::{
    CITYGATE_DUTY_STATUS_DONE, CITYGATE_DUTY_STATUS_DONE_LATE, CITYGATE_DUTY_STATUS_NOT_BROUGHT,
    CITYGATE_DUTY_STATUS_OPEN, CITYGATE_DUTY_STATUS_OVERDUE, CITYGATE_DUTY_STATUS_PENDING,
    CITYGATE_DUTY_STATUS_TIME_LOST, CitygateDuties, CitygateDutiesSaved, CitygateDutyRule, CitygateDutySets,
    CitygateDutyStatus,
};
use super::record_types::{CitygateJournalKey, CitygateRecord};
use super::session_types::CitygateEvent;
use super::types::{CitygateInstant, CitygateSignatory};
use crate::event::{
    Duties, Duty, DutyRule, DutyStatus, DutyTrigger, EventSession, Instant, JournalKey, PlanTable,
    RecordBytes,
};

/// A row of the plan's table of duties: what falls due, by which trigger, for whom, by when. What its codes say in words
/// tells citygate_event_text: CITYGATE_TEXT_DUTY, _DUTY_TRIGGER, _DUTY_HOLDER, _DUTY_DEADLINE.
///
/// duty: CITYGATE_DUTY_..., 0 to CITYGATE_DUTY_COUNT - 1.
/// rule: receives the row.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _EVENT_CODE; rule is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duty_get_rule(duty: u8, rule: *mut CitygateDutyRule) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let out = output(rule)?;
            let DutyRule { duty, section, trigger, holder, deadline } =
                *argument(Duty::from_code(duty))?.rule();
            *out = CitygateDutyRule {
                id: letters(duty.name()),
                section: letters(section),
                trigger: trigger.code(),
                holder: holder.code(),
                deadline: deadline.code(),
                authorities: holder.authorities().bits(),
            };
            Ok(())
        })
    }
}

/// Opens the duties of an event: none yet. They follow the journal of the event, record by record; hand them what waits
/// in the ring with citygate_duties_follow_event before it is released.
///
/// duties: storage; what it held is gone.
/// duties_size: sizeof(citygate_duties_t).
/// plan: whose deadlines count: of the first report, and of what is to be done at once. That of the event's settings.
/// error_index: on CITYGATE_ERROR_EVENT_TOO_SMALL receives the size needed; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS (the plan is
/// none); duties is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_open(
    duties: *mut CitygateDuties,
    duties_size: u32,
    plan: *const PlanTable,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_size::<CitygateDuties>(duties_size)?;
            check_apart(&[MemoryRange::of(plan)], &[MemoryRange::of(duties), MemoryRange::of(error_index)])?;
            output(duties)?;
            put::<DutiesContext>(duties, Duties::new(&plan_of(value(plan)?)?))
        })
    }
}

/// Takes what waits in the ring of an event: what is new there, and passes over the rest. To be called before records
/// are released, and before looking at what is due.
///
/// duties: open duties.
/// event: the open event session whose duties they are.
/// error_index: on a CITYGATE_ERROR_JOURNAL_... receives which of the waiting records it is; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _JOURNAL_SEQUENCE (records were released before they were taken: hand them over from the store with
/// citygate_duties_follow_records), _JOURNAL_VERSION; nothing is changed then. Time grows with the records that wait.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_follow_event(
    duties: *mut CitygateDuties,
    event: *const CitygateEvent,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let others =
                Others { inputs: &[], outputs: &[MemoryRange::of(duties), MemoryRange::of(error_index)] };
            look_at_event(event, &others, |event, ring| {
                let others = Others { inputs: &[], outputs: &[MemoryRange::of(error_index)] };
                change::<DutiesContext>(duties, &others, |duties| {
                    *duties = up_to_date(duties, event, ring)?;
                    Ok(())
                })
            })
        })
    }
}

/// Takes stored records of an event's journal, in order: after a restart, all of them, or those from the save of the
/// duties on. What was taken before is passed over. Whether records were altered tells citygate_journal_verify.
///
/// duties: open duties.
/// records: record_count records, one after the other.
/// record_count: 1 or more.
/// error_index: on a CITYGATE_ERROR_JOURNAL_... receives the record; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_SEQUENCE (records are missing before it), _JOURNAL_VERSION; nothing is changed then. Time grows
/// with the records.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_follow_records(
    duties: *mut CitygateDuties,
    records: *const CitygateRecord,
    record_count: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            if record_count == 0 {
                return Err(Failure::from(ErrorStatus::Empty));
            }
            let others = Others {
                inputs: &[MemoryRange::of_array(records, record_count)?],
                outputs: &[MemoryRange::of(error_index)],
            };
            change::<DutiesContext>(duties, &others, |duties| {
                Ok(duties.follow_records(array(records.cast::<RecordBytes>(), record_count)?)?)
            })
        })
    }
}

/// Takes note that something came of which no record tells: signs of an event are seen, or the calendar calls for a
/// drill. The first time counts.
///
/// duties: open duties.
/// trigger: CITYGATE_DUTY_TRIGGER_SIGNS_SEEN or _CALENDAR; of all others the journal tells.
/// at: when, for example now of citygate_event_status_t.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_CODE (another trigger, or reserved of at is not 0); nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_raise(
    duties: *mut CitygateDuties,
    trigger: u8,
    at: *const CitygateInstant,
) -> StatusCode {
    let others = Others { inputs: &[MemoryRange::of(at)], outputs: &[] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change::<DutiesContext>(duties, &others, |duties| {
                let at = instant(value(at)?)?;
                let trigger = DutyTrigger::from_code(trigger).filter(|trigger| !trigger.is_recorded());
                duties.raise(argument(trigger)?, at);
                Ok(())
            })
        })
    }
}

/// Which duties are due now, late, and done: as sets, to walk through without memory of its own.
///
/// duties: open duties.
/// now: the present moment, now of citygate_event_status_t.
/// sets: receives them.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_CODE (reserved of now is not 0); sets is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_get_sets(
    duties: *const CitygateDuties,
    now: *const CitygateInstant,
    sets: *mut CitygateDutySets,
) -> StatusCode {
    let others = Others { inputs: &[MemoryRange::of(now)], outputs: &[MemoryRange::of(sets)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let duties = look_at::<DutiesContext>(duties, &others)?;
            let (now, sets) = (instant(value(now)?)?, output(sets)?);
            *sets = CitygateDutySets {
                due: duties.due().bits(),
                overdue: duties.overdue(now).bits(),
                done: duties.done().bits(),
                done_late: duties.done_late().bits(),
            };
            Ok(())
        })
    }
}

/// How one duty stands: since when, by when, and whether it is done.
///
/// duties: open duties.
/// duty: CITYGATE_DUTY_..., 0 to CITYGATE_DUTY_COUNT - 1.
/// now: the present moment, now of citygate_event_status_t.
/// status: receives it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_CODE (duty, or reserved of now is not 0); status is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_get_status(
    duties: *const CitygateDuties,
    duty: u8,
    now: *const CitygateInstant,
    status: *mut CitygateDutyStatus,
) -> StatusCode {
    let others = Others { inputs: &[MemoryRange::of(now)], outputs: &[MemoryRange::of(status)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let duties = look_at::<DutiesContext>(duties, &others)?;
            let (now, status) = (instant(value(now)?)?, output(status)?);
            *status = status_of(duties, argument(Duty::from_code(duty))?, now);
            Ok(())
        })
    }
}

/// Ticks a duty off: takes note that it was done, and puts it on record with who did it. What waits in the ring of the
/// event is taken first, as by citygate_duties_follow_event, and so is this record.
///
/// event: an open event session.
/// duties: the duties of this event.
/// duty: CITYGATE_DUTY_....
/// by: who did it: one of the authorities of citygate_duty_rule_t.
/// error_index: on CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED receives whose it is (bit n stands for authority n), on a
/// CITYGATE_ERROR_JOURNAL_... which of the waiting records it is; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY (either of the contexts), _RESPONSE_NOT_AUTHORIZED, _DUTY_DONE_BY_REPORT, _DUTY_NOT_DUE, _JOURNAL_FULL,
/// _JOURNAL_SEQUENCE, _JOURNAL_VERSION; nothing is changed then. Time grows with the records that wait.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_record_duty(
    event: *mut CitygateEvent,
    duties: *mut CitygateDuties,
    duty: u8,
    by: *const CitygateSignatory,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let outputs = [MemoryRange::of(duties), MemoryRange::of(error_index)];
            let others = Others { inputs: &[MemoryRange::of(by)], outputs: &outputs };
            change_event(event, &others, |event, ring| {
                change::<DutiesContext>(duties, &Others { inputs: &[], outputs: &[] }, |duties| {
                    let (by, duty) = (signatory(value(by)?, 0)?, argument(Duty::from_code(duty))?);
                    let now = up_to_date(duties, event, ring)?;
                    event.record_duty(ring, &now, duty, by)?;
                    *duties = up_to_date(&now, event, ring)?;
                    Ok(())
                })
            })
        })
    }
}

/// Saves the duties, for whoever cannot hand over the whole stored journal after a restart. What is recorded after that
/// is made good from the journal.
///
/// duties: open duties.
/// key: the journal's key; NULL if it is kept without one.
/// saved: receives the saved duties, sealed like a record.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; saved is
/// as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_save(
    duties: *const CitygateDuties,
    key: *const CitygateJournalKey,
    saved: *mut CitygateDutiesSaved,
) -> StatusCode {
    let others = Others { inputs: &[MemoryRange::of(key)], outputs: &[MemoryRange::of(saved)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let duties = look_at::<DutiesContext>(duties, &others)?;
            let (key, saved) = (key_of(key)?, output(saved)?);
            saved.bytes = duties.save(key.as_ref());
            Ok(())
        })
    }
}

/// Opens the duties after a restart, from saved ones. Then hand over the records stored since with
/// citygate_duties_follow_records, or all that are stored: what was taken before is passed over.
///
/// duties: storage; what it held is gone.
/// duties_size: sizeof(citygate_duties_t).
/// plan: as for citygate_duties_open, that of before.
/// key: the journal's key; NULL if it is kept without one.
/// saved: the saved duties.
/// error_index: on CITYGATE_ERROR_EVENT_TOO_SMALL receives the size needed; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_TOO_SMALL, _EVENT_SETTINGS (the plan is
/// none), _EVENT_SAVED (damaged, of another version, or sealed with another key); duties is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_duties_restore(
    duties: *mut CitygateDuties,
    duties_size: u32,
    plan: *const PlanTable,
    key: *const CitygateJournalKey,
    saved: *const CitygateDutiesSaved,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_size::<CitygateDuties>(duties_size)?;
            let inputs = [MemoryRange::of(plan), MemoryRange::of(key), MemoryRange::of(saved)];
            check_apart(&inputs, &[MemoryRange::of(duties), MemoryRange::of(error_index)])?;
            output(duties)?;
            let (plan, key) = (plan_of(value(plan)?)?, key_of(key)?);
            let restored = Duties::restore(&value(saved)?.bytes, key.as_ref(), &plan);
            put::<DutiesContext>(duties, restored.ok_or(ErrorStatus::EventSaved)?)
        })
    }
}

/// The duties with everything taken that waits in the ring.
fn up_to_date(duties: &Duties, event: &EventSession, ring: &[RecordBytes]) -> Result<Duties, Failure> {
    let (older, newer) = event.journal().pending(ring)?;
    let mut duties = *duties;
    duties.follow_records(older)?;
    duties.follow_records(newer).map_err(|fault| fault.after(older.len() as u64))?;
    Ok(duties)
}

/// The key, or none.
///
/// # Safety
///
/// As [`value`]; NULL is allowed.
unsafe fn key_of(key: *const CitygateJournalKey) -> Result<Option<JournalKey>, Failure> {
    // SAFETY: as promised.
    Ok(if key.is_null() { None } else { Some(JournalKey(unsafe { value(key) }?.bytes)) })
}

fn status_of(duties: &Duties, duty: Duty, now: Instant) -> CitygateDutyStatus {
    let (status, ms) = match duties.status(duty, now) {
        DutyStatus::NotRaised => (CITYGATE_DUTY_STATUS_NOT_BROUGHT, 0),
        DutyStatus::Open => (CITYGATE_DUTY_STATUS_OPEN, 0),
        DutyStatus::Pending { ms } => (CITYGATE_DUTY_STATUS_PENDING, ms),
        DutyStatus::Overdue { ms } => (CITYGATE_DUTY_STATUS_OVERDUE, ms),
        DutyStatus::TimeLost => (CITYGATE_DUTY_STATUS_TIME_LOST, 0),
        DutyStatus::Done => (CITYGATE_DUTY_STATUS_DONE, 0),
        DutyStatus::DoneLate => (CITYGATE_DUTY_STATUS_DONE_LATE, 0),
    };
    let deadline = duties.deadline(duty);
    CitygateDutyStatus {
        ms,
        brought: instant_of(duties.raised_at(duty.rule().trigger).unwrap_or_default()),
        deadline: instant_of(deadline.unwrap_or_default().at),
        status,
        has_deadline: u8::from(deadline.is_some()),
        reserved: [0; 6],
    }
}

/// A short text with NULs behind it; that it fits is proved where the structure is defined.
fn letters<const N: usize>(text: &str) -> [c_char; N] {
    let mut letters = [0; N];
    for (letter, byte) in letters.iter_mut().zip(text.bytes()) {
        *letter = byte as c_char;
    }
    letters
}
