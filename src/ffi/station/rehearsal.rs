//! Drill mode: a station that computes everything and moves nothing. It is a type of its own, and gives no set-points.

use super::super::allocate::check_count;
use super::super::call::run;
use super::super::memory::{MemoryRange, check_optional, output, output_array, value};
use super::super::policy::CitygatePolicy;
use super::super::status::{Failure, StatusCode};
use super::context::{Held, Kind, Others, hold, look_at, release};
use super::control::ranges_of;
use super::convert::{command_of, input_of, result_of, user_status_of};
use super::events::{event_of, place_of_rehearsed};
use super::open::Opened;
use super::outputs::check_users;
use super::types::{
    CitygateRehearsal, CitygateRehearsedEvents, CitygateRehearsedResult, CitygateRehearsedUserStatus,
    CitygateScanInput, CitygateStation, CitygateStationCommand,
};
use crate::station::{Rehearsal, StationSettings, StationUser};

/// Opens a rehearsal and starts it, as citygate_station_open does a station. Its memory is its own; policy, settings
/// and users may be those of a station.
///
/// rehearsal: where the rehearsal is kept.
/// policy: the supply order.
/// settings: what holds for the whole station.
/// users: user_count users.
/// user_count: 1 to 65535.
/// error_index: on an error that has one, receives the index of the user, step or class, or the words needed; may be
/// NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_station_open. On an error the words hold no rehearsal, or the one
/// that they held before.
///
/// Complexity: four passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_open(
    rehearsal: *const CitygateRehearsal,
    policy: *const CitygatePolicy,
    settings: *const StationSettings,
    users: *const StationUser,
    user_count: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            let station = rehearsal.cast::<CitygateStation>();
            Opened { station, policy, settings, users, user_count, error_index }.open(Kind::Rehearsal)
        })
    }
}

/// Lets a rehearsal go on from where a station is; the station stays as it is.
///
/// rehearsal: the rehearsal.
/// station: the station, in no round.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (another number of users),
/// _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open
/// says of policy, settings and users; nothing is changed then.
///
/// Complexity: three passes over the users, and three over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_go_on_from(
    rehearsal: *const CitygateRehearsal,
    station: *const CitygateStation,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let own = value(rehearsal)?;
            let words = value(station)?;
            let outputs = [MemoryRange::of_slice(own.words, own.word_count)?];
            let inputs = [MemoryRange::of_slice(words.words, words.word_count)?, MemoryRange::of(station)];
            look_at(station, Others { inputs: &[], outputs: &outputs }, |station, _, _| {
                change(rehearsal, Others { inputs: &inputs, outputs: &[] }, |rehearsal, _| {
                    Ok(rehearsal.go_on_from(station)?)
                })
            })
        })
    }
}

/// Starts a rehearsal anew.
///
/// rehearsal: the rehearsal.
///
/// Returns CITYGATE_OK, or an error as citygate_station_start; nothing is changed then.
///
/// Complexity: two passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_start(rehearsal: *const CitygateRehearsal) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change(rehearsal, Others { inputs: &[], outputs: &[] }, |rehearsal, _| {
                rehearsal.start();
                Ok(())
            })
        })
    }
}

/// One scan that is only rehearsed.
///
/// rehearsal: the rehearsal.
/// input: the signals, measured or made up.
/// events: where it is written what would happen.
/// result: receives what the scan would come to.
/// error_index: on an error that has one, receives the index of the user; may be NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_station_scan; nothing is changed then.
///
/// Complexity: as citygate_station_scan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_scan(
    rehearsal: *const CitygateRehearsal,
    input: *const CitygateScanInput,
    events: *const CitygateRehearsedEvents,
    result: *mut CitygateRehearsedResult,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let place = place_of_rehearsed(events)?;
            let [elements, count, missed] = place.ranges()?;
            let [at_input, supply, capacity, users] = ranges_of(input)?;
            let inputs = [at_input, supply, capacity, users, MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(result), MemoryRange::of(error_index)];
            change(rehearsal, Others { inputs: &inputs, outputs: &outputs }, |rehearsal, _| {
                let (input, result, mut list) = (input_of(value(input)?)?, output(result)?, place.list()?);
                let done = rehearsal.scan(&input, &mut |event| list.add(event_of(event.shown())))?;
                result.shown = result_of(done.shown());
                list.close();
                Ok(())
            })
        })
    }
}

/// Does in a rehearsal what a person says.
///
/// rehearsal: the rehearsal.
/// by: who says it; not 0.
/// command: what.
/// events: where it is written what would happen.
/// error_index: as for citygate_station_command; may be NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_station_command; nothing is changed then.
///
/// Complexity: one pass over the users, and four over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_command(
    rehearsal: *const CitygateRehearsal,
    by: u32,
    command: *const CitygateStationCommand,
    events: *const CitygateRehearsedEvents,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let place = place_of_rehearsed(events)?;
            let [elements, count, missed] = place.ranges()?;
            let inputs = [MemoryRange::of(command), MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(error_index)];
            change(rehearsal, Others { inputs: &inputs, outputs: &outputs }, |rehearsal, _| {
                let (command, mut list) = (command_of(value(command)?)?, place.list()?);
                rehearsal.command(by, command, &mut |event| list.add(event_of(event.shown())))?;
                list.close();
                Ok(())
            })
        })
    }
}

/// How every user of a rehearsal would stand.
///
/// rehearsal: the rehearsal.
/// users: receives one status for each user.
/// user_count: as when the rehearsal was opened.
///
/// Returns CITYGATE_OK, or an error as citygate_station_get_users; users are as they were then.
///
/// Complexity: as citygate_station_get_users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_rehearsal_get_users(
    rehearsal: *const CitygateRehearsal,
    users: *mut CitygateRehearsedUserStatus,
    user_count: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let outputs = [MemoryRange::of_array(users, user_count)?];
            change(rehearsal, Others { inputs: &[], outputs: &outputs }, |rehearsal, own| {
                check_users(own.len(), user_count)?;
                let places = output_array(users, user_count)?.iter_mut();
                for (to, (point, own)) in places.zip(rehearsal.points().shown().iter().zip(own)) {
                    to.shown = user_status_of(point, own);
                }
                Ok(())
            })
        })
    }
}

/// Works on a rehearsal.
///
/// # Safety
///
/// As [`hold`].
#[inline(always)]
unsafe fn change(
    own: *const CitygateRehearsal,
    others: Others<'_>,
    work: impl FnOnce(&mut Rehearsal<'_>, &[StationUser]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let own = own.cast::<CitygateStation>();
    // SAFETY: as promised; the layouts are the same.
    unsafe {
        let Held { policy, settings, users, memory } = hold(Kind::Rehearsal, own, others)?;
        let mut is_round_open = None;
        let done = match Rehearsal::new(&policy, settings, users, memory) {
            Ok(mut rehearsal) => {
                // A rehearsal scans as a whole.
                is_round_open = Some(false);
                work(&mut rehearsal, users)
            }
            Err(error) => Err(error.into()),
        };
        release(own, is_round_open);
        done
    }
}
