//! Snapshots: what survives a restart, in two slots.

use core::mem::offset_of;

use super::super::call::run;
use super::super::memory::{MemoryRange, array, check_apart, check_optional, output, output_slice, value};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::codes::{CITYGATE_NO_SLOT, CITYGATE_OUTAGE_UNKNOWN};
use super::context::{Others, change, look_at};
use super::types::{CitygateSnapshotSlot, CitygateSnapshotSlots, CitygateStation};
use crate::station::{SnapshotSlots, snapshot_bytes, snapshot_number};

const fn bytes_for(user_count: u32) -> u64 {
    640 + 640 * user_count as u64
}

// CITYGATE_SNAPSHOT_BYTES in the header: 640 bytes, and 640 for each user.
const _: () = {
    assert!(snapshot_bytes(0, 1) <= 640);
    assert!(snapshot_bytes(1, 1) - snapshot_bytes(0, 1) <= 640);
};

/// How many bytes a slot for snapshots takes: as CITYGATE_SNAPSHOT_BYTES, for counts that are known at run time.
///
/// user_count: how many users.
///
/// Returns the number of bytes, a multiple of 128.
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_snapshot_bytes(user_count: u32) -> u64 {
    bytes_for(user_count)
}

/// Takes a snapshot: all that a station keeps, as it is after the last scan or command, with a number by which the
/// newest is known. What is left of the slot is filled with 0xff, as erased flash is. The same bytes on every
/// processor.
///
/// What a scan or a command gave out is acted upon and published only after the snapshot with it is written: then no
/// number of an order is ever given again with another content.
///
/// station: the station, in no round.
/// number: the number of the snapshot, as citygate_snapshot_slots_choose says.
/// slot: receives the snapshot.
/// slot_size: CITYGATE_SNAPSHOT_BYTES(user_count), or more.
/// length: receives how many bytes of the slot the snapshot takes.
/// error_index: on CITYGATE_ERROR_EVENT_TOO_SMALL of the slot receives how many bytes it takes; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL,
/// _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, or what citygate_station_open says of policy,
/// settings and users; nothing is written then.
///
/// Complexity: two passes over the users, and one over the bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_save(
    station: *const CitygateStation,
    number: u64,
    slot: *mut u8,
    slot_size: u32,
    length: *mut u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_slot(slot_size)?;
            let outputs = [
                MemoryRange::of_array(slot, slot_size)?,
                MemoryRange::of(length),
                MemoryRange::of(error_index),
            ];
            look_at(station, Others { inputs: &[], outputs: &outputs }, |station, _, _| {
                let length = output(length)?;
                *length = station.save(number, output_slice(slot, slot_size as usize)?)? as u32;
                Ok(())
            })
        })
    }
}

fn check_slot(slot_size: u32) -> Result<(), ErrorStatus> {
    if slot_size == 0 { Err(ErrorStatus::Empty) } else { Ok(()) }
}

fn outage(outage_ms: u64) -> Option<u64> {
    (outage_ms != CITYGATE_OUTAGE_UNKNOWN).then_some(outage_ms)
}

/// Goes on from a snapshot, after an outage. Set-points and all else that the station shows are those of the snapshot
/// until a scan says otherwise. An outage that is not known never lets a value count that may be too old, and never
/// shortens what a user was promised.
///
/// Settings may be others than those under which it was saved, but not the supply order, nor who the users are.
///
/// station: an open station.
/// slot: the snapshot.
/// slot_size: how many bytes there are; what follows the snapshot does not matter.
/// outage_ms: how long the outage was, or at most was; CITYGATE_OUTAGE_UNKNOWN if nobody knows.
/// error_index: on an error that has one, receives the user, or what the status says; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
/// _SNAPSHOT_DAMAGED, _SNAPSHOT_OTHER_VERSION, _SNAPSHOT_OTHER_USER_COUNT, _SNAPSHOT_OTHER_POLICY,
/// _SNAPSHOT_OTHER_USER, _SNAPSHOT_IMPOSSIBLE, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what
/// citygate_station_open says of policy, settings and users; nothing is changed then.
///
/// Complexity: three passes over the users, one over the bytes, and two over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_restore(
    station: *const CitygateStation,
    slot: *const u8,
    slot_size: u32,
    outage_ms: u64,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_slot(slot_size)?;
            let inputs = [MemoryRange::of_array(slot, slot_size)?];
            let outputs = [MemoryRange::of(error_index)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                Ok(station.restore(array(slot, slot_size)?, outage(outage_ms))?)
            })
        })
    }
}

/// Goes on from a snapshot as far as it fits, after an engineer has changed users or the supply order, or has put in
/// another version of the library. The station's time and the numbers of orders go on in any case; under the same
/// supply order also the station's own state, and every user in whose place the same user is found. The others start
/// anew.
///
/// station: an open station.
/// slot: the snapshot.
/// slot_size: how many bytes there are; what follows the snapshot does not matter.
/// outage_ms: as for citygate_station_restore.
/// users_kept: receives how many users go on.
/// error_index: on an error that has one, receives what the status says; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
/// _SNAPSHOT_DAMAGED, _SNAPSHOT_IMPOSSIBLE, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what
/// citygate_station_open says of policy, settings and users; nothing is changed then.
///
/// Complexity: three passes over the users, one over the bytes, and two over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_adopt(
    station: *const CitygateStation,
    slot: *const u8,
    slot_size: u32,
    outage_ms: u64,
    users_kept: *mut u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_slot(slot_size)?;
            let inputs = [MemoryRange::of_array(slot, slot_size)?];
            let outputs = [MemoryRange::of(users_kept), MemoryRange::of(error_index)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                let users_kept = output(users_kept)?;
                *users_kept = station.adopt(array(slot, slot_size)?, outage(outage_ms))? as u32;
                Ok(())
            })
        })
    }
}

/// Skips numbers of orders, for callers that give orders out before the snapshot with them is written: call it after
/// citygate_station_restore or citygate_station_adopt, and save before any order is given out. As long as there are
/// fewer than a million orders between two snapshots, no number is given twice.
///
/// station: the station.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_TOO_SMALL, or what citygate_station_open says of policy, settings and users; nothing is changed then.
///
/// Complexity: one pass over the users, and two over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_skip_order_numbers(station: *const CitygateStation) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change(station, Others { inputs: &[], outputs: &[] }, |station| {
                station.skip_order_numbers();
                Ok(())
            })
        })
    }
}

/// The number of a snapshot of any version, if it is whole: whether a slot holds one, and which is the newer of two.
///
/// slot: the bytes of a slot.
/// slot_size: how many there are.
/// number: receives the number.
/// error_index: on CITYGATE_ERROR_SNAPSHOT_INCOMPLETE receives how many bytes it takes; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
/// _SNAPSHOT_DAMAGED; nothing is written then.
///
/// Complexity: one pass over the bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_snapshot_number(
    slot: *const u8,
    slot_size: u32,
    number: *mut u64,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_slot(slot_size)?;
            let outputs = [MemoryRange::of(number), MemoryRange::of(error_index)];
            check_apart(&[MemoryRange::of_array(slot, slot_size)?], &outputs)?;
            let (slot, number) = (array(slot, slot_size)?, output(number)?);
            *number = snapshot_number(slot)?;
            Ok(())
        })
    }
}

/// After a restart: which of two slots holds the newest snapshot, and where the next one goes, with which number. A
/// slot that could not be read is not one that holds none: read again.
///
/// slots: two, what the first and the second hold.
/// chosen: receives the newest and the next.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (is_whole is neither 0 nor 1, or
/// reserved is not 0); nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_snapshot_slots_choose(
    slots: *const CitygateSnapshotSlot,
    chosen: *mut CitygateSnapshotSlots,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of_array(slots, 2)?], &[MemoryRange::of(chosen)])?;
            let slots: [_; 2] = [value(slots)?, value(slots.wrapping_add(1))?];
            let chosen = output(chosen)?;
            if slots.iter().any(|slot| slot.is_whole > 1 || slot.reserved != 0) {
                return Err(ErrorStatus::EventCode.into());
            }
            let numbers = slots.map(|slot| (slot.is_whole == 1).then_some(slot.number));
            *chosen = shown(&SnapshotSlots::of(numbers));
            Ok(())
        })
    }
}

/// The next snapshot has been written, all of it. When it could not be, do not call this: the same slot is then
/// erased and written again.
///
/// slots: what citygate_snapshot_slots_choose said; goes on to the next.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE (no such slots); nothing is changed then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_snapshot_slots_written(slots: *mut CitygateSnapshotSlots) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let slots = output(slots)?;
            let before = slots.number.wrapping_sub(1);
            let mut own = SnapshotSlots::of(match slots.newest {
                0 => [Some(before), None],
                1 => [None, Some(before)],
                _ => [None, None],
            });
            let told = shown(&own);
            if (told.newest, told.next, told.number) != (slots.newest, slots.next, slots.number) {
                let offset = offset_of!(CitygateSnapshotSlots, newest) as u32;
                return Err(Failure::at(ErrorStatus::EventCode, offset));
            }
            own.written();
            *slots = shown(&own);
            Ok(())
        })
    }
}

fn shown(slots: &SnapshotSlots) -> CitygateSnapshotSlots {
    CitygateSnapshotSlots {
        number: slots.number(),
        newest: slots.newest().map_or(CITYGATE_NO_SLOT, |slot| slot as u32),
        next: slots.next() as u32,
    }
}
