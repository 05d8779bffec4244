//! The journal of an event: what a caller puts on record itself, and how records leave the ring.

use super::super::call::run;
use super::super::memory::{MemoryRange, output, output_array, value};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::actions::{digest_of, signed};
use super::context::{Others, change_event, look_at_event};
use super::record_types::{CitygateDigest, CitygateRecord};
use super::session_types::CitygateEvent;
use super::types::CitygateSignatory;
use crate::allocate::Summary;
use crate::event::{JournalEntry, RecordBytes};

/// Puts an allocation on record.
///
/// event: an open event session.
/// summary: the totals, as citygate_allocate wrote them.
/// policy: the caller's number of the policy in force.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_record_allocation(
    event: *mut CitygateEvent,
    summary: *const Summary,
    policy: u64,
) -> StatusCode {
    let others = Others { inputs: &[MemoryRange::of(summary)], outputs: &[] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change_event(event, &others, |event, ring| {
                let summary = value(summary)?;
                let entry = JournalEntry::Allocated {
                    demand: summary.demand,
                    supply: summary.supply,
                    served: summary.served,
                    curtailed: summary.curtailed,
                    policy,
                };
                Ok(event.record(ring, &entry)?)
            })
        })
    }
}

/// Puts on record that the policy or the entitlements were changed.
///
/// event: an open event session.
/// policy: the caller's number of the policy.
/// by: who changed it.
/// digest: citygate_content_digest of it; NULL: none.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _EVENT_CONTEXT, _EVENT_MOVED,
/// _EVENT_BUSY, _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_record_policy(
    event: *mut CitygateEvent,
    policy: u64,
    by: *const CitygateSignatory,
    digest: *const CitygateDigest,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        signed(event, by, &[MemoryRange::of(digest)], &[], |event, ring, by| {
            Ok(event.record(ring, &JournalEntry::PolicyChanged { policy, by, digest: digest_of(digest)? })?)
        })
    }
}

/// Puts on record whatever the caller wants to have there.
///
/// event: an open event session.
/// code: the caller's code for it.
/// numbers: five numbers.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _JOURNAL_FULL; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_record_note(
    event: *mut CitygateEvent,
    code: u64,
    numbers: *const u64,
) -> StatusCode {
    let numbers = numbers.cast::<[u64; 5]>();
    let others = Others { inputs: &[MemoryRange::of(numbers)], outputs: &[] };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change_event(event, &others, |event, ring| {
                let numbers = *value(numbers)?;
                Ok(event.record(ring, &JournalEntry::Note { code, numbers })?)
            })
        })
    }
}

/// Copies the oldest records that wait to be stored. They stay in the ring until citygate_event_release: copy, store,
/// and only when they are safe release as many.
///
/// event: an open event session.
/// records: receives the records, the oldest first; room for capacity records.
/// capacity: how many fit, 1 or more.
/// count: receives how many were copied; fewer than capacity, also 0, if there are no more.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (capacity is 0), _TOO_MANY,
/// _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY; nothing is written then. Time grows with the number of records copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_read_pending(
    event: *const CitygateEvent,
    records: *mut CitygateRecord,
    capacity: u32,
    count: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            if capacity == 0 {
                return Err(Failure::from(ErrorStatus::Empty));
            }
            let others = Others {
                inputs: &[],
                outputs: &[MemoryRange::of_array(records, capacity)?, MemoryRange::of(count)],
            };
            look_at_event(event, &others, |event, ring| {
                let count = output(count)?;
                let slots = output_array(records.cast::<RecordBytes>(), capacity)?;
                let (first, second) = event.journal().pending(ring)?;
                let mut copied = 0;
                for (slot, record) in slots.iter_mut().zip(first.iter().chain(second)) {
                    slot.copy_from_slice(record);
                    copied += 1;
                }
                *count = copied;
                Ok(())
            })
        })
    }
}

/// Gives up the oldest records, which the caller has stored. If entries were lost because the ring was full, the
/// journal writes down now how many and when.
///
/// event: an open event session.
/// count: how many; 0 changes nothing.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _TOO_MANY (more than wait), _EVENT_CONTEXT,
/// _EVENT_MOVED, _EVENT_BUSY; nothing is changed then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_event_release(event: *mut CitygateEvent, count: u32) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change_event(event, &Others { inputs: &[], outputs: &[] }, |event, ring| {
                // No target has an address space of less than 32 bits.
                Ok(event.release(ring, count as usize)?)
            })
        })
    }
}
