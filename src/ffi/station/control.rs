//! What moves a station: scans, whole or in slices, and what persons tell it.

use super::super::call::run;
use super::super::memory::{MemoryRange, check_optional, output, value};
use super::super::status::{Failure, StatusCode};
use super::context::{Others, change};
use super::convert::{command_of, input_of, result_of};
use super::events::{place_of, written_to};
use super::types::{
    CitygateScanInput, CitygateScanResult, CitygateStation, CitygateStationCommand, CitygateStationEvents,
};

/// Where all that a scan is given is.
///
/// # Safety
///
/// As [`value`].
pub(super) unsafe fn ranges_of(input: *const CitygateScanInput) -> Result<[MemoryRange; 4], Failure> {
    // SAFETY: as promised.
    let given = unsafe { value(input) }?;
    Ok([
        MemoryRange::of(input),
        MemoryRange::of(given.supply),
        MemoryRange::of(given.capacity),
        MemoryRange::of_array(given.users, given.user_count)?,
    ])
}

/// One scan: takes the signals, shares out, and moves set-points. Cuts take effect at once, increases wait and ramp.
///
/// station: the station.
/// input: the signals, and how long it is since the scan before. A quality that is none of CITYGATE_QUALITY_...
/// counts as bad, a valve that is none of CITYGATE_VALVE_... as not available.
/// events: where it is written what happens: orders to give out, alarms that come and go.
/// result: receives what the scan comes to.
/// error_index: on an error that has one, receives the index of the user; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (signals of another number of users
/// than the station has), _EVENT_CODE (reserved of events is not 0), _STATION_SIGNAL, _STATION_ROUND_OPEN,
/// _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of policy,
/// settings and users; nothing is changed then.
///
/// Complexity: at most nine passes over the users and four allocations, and four passes over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_scan(
    station: *const CitygateStation,
    input: *const CitygateScanInput,
    events: *const CitygateStationEvents,
    result: *mut CitygateScanResult,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let place = place_of(events)?;
            let [elements, count, missed] = place.ranges()?;
            let [at_input, supply, capacity, users] = ranges_of(input)?;
            let inputs = [at_input, supply, capacity, users, MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(result), MemoryRange::of(error_index)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                let (input, result, mut list) = (input_of(value(input)?)?, output(result)?, place.list()?);
                *result = result_of(&station.scan(&input, &mut written_to(&mut list))?);
                list.close();
                Ok(())
            })
        })
    }
}

/// Begins a round, which is a scan in slices: takes all signals, as they are at one moment. Set-points stay as they
/// are until the round is complete, and until then the station takes no command and is not saved.
///
/// station: the station.
/// input: as for citygate_station_scan.
/// events: where it is written what happens. It counts when the round is complete.
/// error_index: on an error that has one, receives the index of the user; may be NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_station_scan; nothing is changed then.
///
/// Complexity: two passes over the users, and three over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_begin(
    station: *const CitygateStation,
    input: *const CitygateScanInput,
    events: *const CitygateStationEvents,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let place = place_of(events)?;
            let [elements, count, missed] = place.ranges()?;
            let [at_input, supply, capacity, users] = ranges_of(input)?;
            let inputs = [at_input, supply, capacity, users, MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(error_index)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                let (input, mut list) = (input_of(value(input)?)?, place.list()?);
                station.begin(&input, &mut written_to(&mut list))?;
                list.close();
                Ok(())
            })
        })
    }
}

/// Goes on with a round, visiting about as many users as the budget says; an allocation counts as a visit of each
/// user and is not interrupted. When the round is complete, set-points are changed, and only then.
///
/// station: the station, in a round.
/// budget: how many users to visit; 0 counts as 1.
/// events: where it is written what happens. It counts when the round is complete.
/// result: receives what the scan comes to when the round is complete, and zeros before.
/// is_complete: receives 1 when the round is complete, otherwise 0.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (reserved of events is not 0),
/// _STATION_NO_ROUND, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says
/// of policy, settings and users; nothing is changed then.
///
/// Complexity: one pass over the users, and a pass over so many, or one allocation; two passes over the words in
/// addition when the round is complete.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_advance(
    station: *const CitygateStation,
    budget: u32,
    events: *const CitygateStationEvents,
    result: *mut CitygateScanResult,
    is_complete: *mut u8,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let place = place_of(events)?;
            let [elements, count, missed] = place.ranges()?;
            let inputs = [MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(result), MemoryRange::of(is_complete)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                let (result, is_complete) = (output(result)?, output(is_complete)?);
                let mut list = place.list()?;
                let done = station.advance(budget, &mut written_to(&mut list))?;
                *is_complete = u8::from(done.is_some());
                *result = match done {
                    Some(done) => result_of(&done),
                    None => zerocopy::FromZeros::new_zeroed(),
                };
                list.close();
                Ok(())
            })
        })
    }
}

/// Does what a person says. Persons are numbered by the caller, who also decides what each may.
///
/// station: the station; no round is open.
/// by: who says it; not 0.
/// command: what.
/// events: where it is written what happens.
/// error_index: on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field in command, on other errors that
/// have one the user; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _STATION_UNKNOWN_USER,
/// _STATION_UNKNOWN_ORDER, _STATION_OVERRIDE, _STATION_NOTHING_TO_DO, _STATION_OFF, _STATION_NO_PERSON,
/// _STATION_SHELVING, _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what
/// citygate_station_open says of policy, settings and users; nothing is changed then.
///
/// Complexity: one pass over the users, and four over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_command(
    station: *const CitygateStation,
    by: u32,
    command: *const CitygateStationCommand,
    events: *const CitygateStationEvents,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            let place = place_of(events)?;
            let [elements, count, missed] = place.ranges()?;
            let inputs = [MemoryRange::of(command), MemoryRange::of(events)];
            let outputs = [elements, count, missed, MemoryRange::of(error_index)];
            change(station, Others { inputs: &inputs, outputs: &outputs }, |station| {
                let (command, mut list) = (command_of(value(command)?)?, place.list()?);
                station.command(by, command, &mut written_to(&mut list))?;
                list.close();
                Ok(())
            })
        })
    }
}
