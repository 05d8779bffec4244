//! An event session: one event at one station, its storage, its time and its state.

use core::mem::offset_of;

use super::super::call::run;
use super::super::memory::{
    MemoryRange, array_or_none, check_apart, check_optional, output, output_array, value,
};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::codes::{CITYGATE_ABSENT, CITYGATE_NEVER_MS, CITYGATE_NONE, CITYGATE_PERMILLE_UNKNOWN};
use super::context::{Others, change_event, check_size, look_at_event, put_event};
use super::convert::{due_of, flag, instant_of, reserved, state_of, trend_settings};
use super::record_codes::{
    CITYGATE_DOWNTIME_ACCOUNTED, CITYGATE_DOWNTIME_NONE, CITYGATE_DOWNTIME_UNACCOUNTED,
    CITYGATE_EVENT_CLOSED, CITYGATE_EVENT_NONE, CITYGATE_EVENT_OPEN,
};
use super::record_types::CitygateJournalKey;
use super::session_types::{
    CitygateEvent, CitygateEventBackup, CitygateEventSaved, CitygateEventSettings, CitygateEventStatus,
    CitygateEventStorage, CitygateTick,
};
use super::status::at;
use super::types::CitygateSignatory;
use crate::event::{
    Downtime, EventSession, EventSettings, Grade, JournalHead, JournalKey, PlanTable, Recipient,
    RecipientSet, RecordBytes, Response, Signatory, Tick, WALL_STEP_NOTICE_MS,
};

/// The default settings: station 0, no key; a trend sample every 5 minutes, a pause of an hour starts the window
/// anew, up to 0.1 % of the normal supply per hour is steady; follow-ups every 2 hours; Jilin
/// Province's plan of 2024, in which promptly is within an hour. The plan gives none of these figures (an interpretation).
///
/// settings: receives the settings.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; settings is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_settings_get_default(
    settings: *mut CitygateEventSettings,
) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            let EventSettings { station, trend, follow_up_min, plan, .. } = EventSettings::DEFAULT;
            *output(settings)? = CitygateEventSettings {
                station,
                trend,
                key: CitygateJournalKey { bytes: [0; 32] },
                plan: PlanTable::of(&plan),
                follow_up_min,
                has_key: 0,
                reserved: [0; 5],
            };
            Ok(())
        })
    }
}

/// Opens the event session of a station: no event, no response, no warning, and a new journal, in which this is the
/// first record. After a restart use citygate_event_restore, which goes on with the journal.
///
/// storage: memory for the event and its ring; what it held is gone. From now on both belong to the library until they
/// are opened anew: leave them where they are and write to neither.
/// settings: what the station sets once.
/// counter_ms: the reading of a millisecond counter that starts anywhere and wraps.
/// wall_ms: the wall clock, Unix time in ms, or CITYGATE_WALL_UNKNOWN. It is shown, and bridges restarts; while the
/// controller runs nothing is decided by it.
/// error_index: on an error that has one, receives the offset of the wrong setting, or what is needed; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (ring_records), _EVENT_TOO_SMALL
/// (the storage or the ring), _EVENT_CODE, _EVENT_SETTINGS; nothing is written then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_open(
    storage: *const CitygateEventStorage,
    settings: *const CitygateEventSettings,
    counter_ms: u32,
    wall_ms: u64,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let CitygateEventStorage { event, ring, ring_records, .. } = *value(storage)?;
            let [event_range, ring_range] = ranges(value(storage)?)?;
            let inputs = [MemoryRange::of(storage), MemoryRange::of(settings)];
            check_apart(&inputs, &[event_range, ring_range, MemoryRange::of(error_index)])?;
            output(event)?;
            let settings = settings_of(value(settings)?)?;
            let records = output_array(ring.cast::<RecordBytes>(), ring_records)?;
            let mut opened = EventSession::blank(settings);
            opened.start(records, counter_ms, wall_ms)?;
            put_event(event, ring, &opened)
        })
    }
}

/// Saves what has to survive a restart: the response, the warning, the deadlines, the clock and the head of the
/// journal. Not in it are the trend's samples, the journal's records and the settings. Save regularly, for the clock's
/// sake, and when a tick asks for it; what is decided after that is made good from the journal.
///
/// event: an open event session.
/// saved: receives the saved event, sealed like a record.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY;
/// saved is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_save(
    event: *const CitygateEvent,
    saved: *mut CitygateEventSaved,
) -> StatusCode {
    let others = Others { inputs: &[], outputs: &[MemoryRange::of(saved)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            look_at_event(event, &others, |event, _| {
                output(saved)?.bytes = event.save();
                Ok(())
            })
        })
    }
}

/// Opens the event session after a restart: goes on from a saved event and what is stored of the journal. Records that
/// were made and never stored are counted in the journal's next record.
///
/// storage, settings: as for citygate_event_open; the settings have to be those of before.
/// backup: the saved event and what is stored of the journal.
/// counter_ms, wall_ms: as for citygate_event_open; the wall clock tells how long the controller was off.
/// tick: receives how the time off was bridged: CITYGATE_DOWNTIME_ACCOUNTED or _UNACCOUNTED.
/// error_index: on an error that has one, receives the offset of the wrong setting, what is needed, or which of the
/// newer records is wrong; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _EVENT_TOO_SMALL, _EVENT_CODE,
/// _EVENT_SETTINGS, _EVENT_SAVED, or any CITYGATE_ERROR_JOURNAL_... of the newer records; nothing is written then.
/// Time grows with the newer records (one digest each).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_restore(
    storage: *const CitygateEventStorage,
    settings: *const CitygateEventSettings,
    backup: *const CitygateEventBackup,
    counter_ms: u32,
    wall_ms: u64,
    tick: *mut CitygateTick,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let CitygateEventStorage { event, ring, ring_records, .. } = *value(storage)?;
            let CitygateEventBackup { saved, head, newer, newer_count, .. } = *value(backup)?;
            let [event_range, ring_range] = ranges(value(storage)?)?;
            let inputs = [
                MemoryRange::of(storage),
                MemoryRange::of(settings),
                MemoryRange::of(backup),
                MemoryRange::of(saved),
                MemoryRange::of(head),
                MemoryRange::of_array(newer, newer_count)?,
            ];
            let outputs = [event_range, ring_range, MemoryRange::of(tick), MemoryRange::of(error_index)];
            check_apart(&inputs, &outputs)?;
            output(event)?;
            let settings = settings_of(value(settings)?)?;
            let saved = &value(saved)?.bytes;
            let head = if head.is_null() { JournalHead::START } else { *value(head)? };
            let newer = array_or_none(newer.cast::<RecordBytes>(), newer_count)?;
            let tick = output(tick)?;
            let records = output_array(ring.cast::<RecordBytes>(), ring_records)?;
            let mut restored = EventSession::blank(settings);
            let downtime = restored.resume(saved, records, head, newer, counter_ms, wall_ms)?;
            put_event(event, ring, &restored)?;
            *tick = tick_of(Tick { wall_step_ms: 0, downtime: Some(downtime) }, RecipientSet::NONE);
            Ok(())
        })
    }
}

/// Moves time on and finds reports that became overdue; call it at every scan, at the latest every 24.8 days of the
/// counter. The counter may wrap at 2^32 ms. A counter that goes backwards is a restart that nobody announced, bridged
/// by the wall clock. A step of the wall clock by 2 s or more goes on record and is otherwise ignored.
///
/// event: an open event session.
/// counter_ms, wall_ms: as for citygate_event_open.
/// tick: receives what the clock found and whose reports became overdue; each is told once.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY;
/// nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_tick(
    event: *mut CitygateEvent,
    counter_ms: u32,
    wall_ms: u64,
    tick: *mut CitygateTick,
) -> StatusCode {
    let others = Others { inputs: &[], outputs: &[MemoryRange::of(tick)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change_event(event, &others, |event, ring| {
                let tick = output(tick)?;
                let (found, overdue) = event.tick(ring, counter_ms, wall_ms)?;
                *tick = tick_of(found, overdue);
                Ok(())
            })
        })
    }
}

/// Tells everything that an event knows of itself, as of the last tick: time, response, warning, reports due and
/// overdue, the last grade, the journal.
///
/// event: an open event session.
/// status: receives it.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY;
/// status is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_status(
    event: *const CitygateEvent,
    status: *mut CitygateEventStatus,
) -> StatusCode {
    let others = Others { inputs: &[], outputs: &[MemoryRange::of(status)] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            look_at_event(event, &others, |event, _| {
                write_status(event, output(status)?);
                Ok(())
            })
        })
    }
}

/// Checks a whole event. Every call finds out that a context was never opened, was moved, or that its checksum does not
/// fit, and refuses it; this one checks besides that every code stands for something and that all fields go together.
/// It is for whoever fears that memory changes by itself, or that something else writes there.
///
/// event: an open event session.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CONTEXT (what it holds is no event any more: open
/// or restore it), _EVENT_MOVED, _EVENT_BUSY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_check(event: *const CitygateEvent) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            look_at_event(event, &Others { inputs: &[], outputs: &[] }, |event, _| {
                event.is_sound().then_some(()).ok_or(Failure::from(ErrorStatus::EventContext))
            })
        })
    }
}

/// Where the storage is: the event and the ring, both large enough.
fn ranges(storage: &CitygateEventStorage) -> Result<[MemoryRange; 2], Failure> {
    const FEWEST: u32 = 2;
    const MOST: u32 = 0x8000_0000;
    check_size::<CitygateEvent>(storage.event_size)?;
    if storage.ring_records < FEWEST {
        return Err(at(ErrorStatus::EventTooSmall, u64::from(FEWEST)));
    }
    if storage.ring_records > MOST {
        return Err(Failure::from(ErrorStatus::TooMany));
    }
    Ok([MemoryRange::of(storage.event), MemoryRange::of_array(storage.ring, storage.ring_records)?])
}

fn settings_of(settings: &CitygateEventSettings) -> Result<EventSettings, Failure> {
    reserved(&settings.reserved, offset_of!(CitygateEventSettings, reserved))?;
    let has_key = flag(settings.has_key, offset_of!(CitygateEventSettings, has_key))?;
    if !matches!(settings.follow_up_min, 1..=1440) {
        let offset = offset_of!(CitygateEventSettings, follow_up_min);
        return Err(at(ErrorStatus::EventSettings, offset as u64));
    }
    let plan = offset_of!(CitygateEventSettings, plan);
    let plan = settings.plan.rules().ok_or(at(ErrorStatus::EventSettings, plan as u64))?;
    Ok(EventSettings {
        station: settings.station,
        key: has_key.then_some(JournalKey(settings.key.bytes)),
        trend: trend_settings(&settings.trend, offset_of!(CitygateEventSettings, trend))?,
        follow_up_min: settings.follow_up_min,
        plan,
    })
}

fn tick_of(tick: Tick, overdue: RecipientSet) -> CitygateTick {
    let (downtime, downtime_ms) = match tick.downtime {
        None => (CITYGATE_DOWNTIME_NONE, 0),
        Some(Downtime::Accounted { ms }) => (CITYGATE_DOWNTIME_ACCOUNTED, ms),
        Some(Downtime::Unaccounted) => (CITYGATE_DOWNTIME_UNACCOUNTED, 0),
    };
    let save = tick.downtime.is_some() || tick.wall_step_ms.unsigned_abs() >= WALL_STEP_NOTICE_MS;
    CitygateTick {
        wall_step_ms: tick.wall_step_ms,
        downtime_ms,
        downtime,
        overdue: overdue.bits(),
        save: u8::from(save),
        reserved: [0; 5],
    }
}

/// Writes the status field by field, each as soon as it is known: no copy of it on the stack.
fn write_status(event: &EventSession, out: &mut CitygateEventStatus) {
    let stamp = event.now();
    let now_instant = stamp.instant;
    let journal = event.journal();
    let CitygateEventStatus {
        now,
        received,
        wall_ms,
        next_due_ms,
        lost_entries,
        head,
        due,
        reports_sent,
        ring_records,
        pending_records,
        warning_issuer,
        response,
        event: phase,
        warning,
        recipients,
        first_reports_owed,
        alarms,
        grade,
        imbalance_permille,
        assessed,
        recommended,
        missed,
        warning_proposed,
        warning_proposed_by,
        reserved,
    } = out;
    *now = instant_of(now_instant);
    *wall_ms = stamp.wall_ms;
    *lost_entries = journal.lost();
    *head = journal.head();
    // A ring holds no more than 2^31 records.
    *ring_records = journal.capacity() as u32;
    *pending_records = (journal.capacity() - journal.room()) as u32;
    *response = state_of(event.response());

    *phase = match event.reporting() {
        None => CITYGATE_EVENT_NONE,
        Some(reporting) if reporting.is_closed() => CITYGATE_EVENT_CLOSED,
        Some(_) => CITYGATE_EVENT_OPEN,
    };
    let reporting = event.deadlines();
    *received = instant_of(reporting.received());
    // One look at each obligation for all that follows from it: the time of this call is bounded.
    (*next_due_ms, *recipients, *alarms) = (CITYGATE_NEVER_MS, 0, 0);
    for (due, &recipient) in due.iter_mut().zip(&Recipient::ALL) {
        let status = reporting.status(recipient, now_instant);
        *due = due_of(status);
        if let Some(ms) = status.due_in_ms() {
            *next_due_ms = ms.min(*next_due_ms);
            *recipients |= 1 << recipient.code();
        }
        *alarms |= u8::from(status.is_alarm()) << recipient.code();
    }
    *reports_sent = reporting.reports_sent();
    *first_reports_owed = reporting.first_reports_owed().bits();
    *missed = reporting.missed().bits();

    let in_force = event.warnings().warning();
    *warning = in_force.map_or(CITYGATE_NONE, |warning| warning.level.code());
    (*warning_proposed, *warning_proposed_by) =
        event.warnings().proposed().map_or((CITYGATE_NONE, 0), |(level, by)| (level.code(), by.code()));
    *warning_issuer = signatory_of(in_force.map(|warning| warning.issuer));

    let graded = event.graded();
    *assessed = u8::from(graded.is_some());
    *grade = event.grade().map_or(CITYGATE_NONE, Grade::code);
    *imbalance_permille = graded.map_or(CITYGATE_PERMILLE_UNKNOWN, |graded| graded.imbalance_permille);
    *recommended = graded.and_then(|graded| graded.recommended).map_or(CITYGATE_ABSENT, Response::code);
    *reserved = [0; 3];
}

fn signatory_of(signatory: Option<Signatory>) -> CitygateSignatory {
    let (division, person, authority) =
        signatory.map_or((0, 0, 0), |by| (by.division, by.person, by.authority.code()));
    CitygateSignatory { division, person, authority, reserved: [0; 3] }
}
