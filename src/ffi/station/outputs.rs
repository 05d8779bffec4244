//! What a station shows: set-points, how users and the station itself stand, and alarms.

use super::super::allocate::check_count;
use super::super::call::run;
use super::super::memory::{MemoryRange, output, output_array, value};
use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::context::{Others, look_at};
use super::convert::{user_code, user_status_of};
use super::events::Place;
use super::types::{
    CitygateAlarm, CitygateAlarms, CitygateSetPoint, CitygateStation, CitygateStationStatus,
    CitygateUserStatus,
};
use crate::station::{AlarmKind, AlarmPoint, AlarmSettings, AlarmState, FirstOut, Station, StationSettings};

pub(super) fn check_users(users: usize, user_count: u32) -> Result<(), Failure> {
    if users == user_count as usize { Ok(()) } else { Err(ErrorStatus::TooMany.into()) }
}

/// The set-points that are out: those of the last complete round, or what persons set since.
///
/// station: the station.
/// set_points: receives one set-point for each user.
/// user_count: as when the station was opened.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
/// station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of
/// policy, settings and users; set_points are as they were then.
///
/// Complexity: two passes over the users, and one over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_get_set_points(
    station: *const CitygateStation,
    set_points: *mut CitygateSetPoint,
    user_count: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let outputs = [MemoryRange::of_array(set_points, user_count)?];
            look_at(station, Others { inputs: &[], outputs: &outputs }, |station, users, _| {
                check_users(users.len(), user_count)?;
                let set_points = output_array(set_points, user_count)?;
                for (to, from) in set_points.iter_mut().zip(station.set_points()) {
                    to.flow = from.flow();
                }
                Ok(())
            })
        })
    }
}

/// How every user stands: set-point, order, proposal, what it waits for and for how long yet, and where its values
/// come from.
///
/// station: the station.
/// users: receives one status for each user.
/// user_count: as when the station was opened.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
/// station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of
/// policy, settings and users; users are as they were then.
///
/// Complexity: two passes over the users, and one over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_get_users(
    station: *const CitygateStation,
    users: *mut CitygateUserStatus,
    user_count: u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let outputs = [MemoryRange::of_array(users, user_count)?];
            look_at(station, Others { inputs: &[], outputs: &outputs }, |station, own, _| {
                check_users(own.len(), user_count)?;
                let places = output_array(users, user_count)?.iter_mut();
                for (to, (point, own)) in places.zip(station.points().iter().zip(own)) {
                    *to = user_status_of(point, own);
                }
                Ok(())
            })
        })
    }
}

/// Every alarm that is not normal, or is shelved: those of the station, then those of the users.
///
/// station: the station.
/// alarms: where they are written.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _EVENT_CODE (reserved of alarms is
/// not 0), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of policy,
/// settings and users; nothing is written then.
///
/// Complexity: two passes over the users, and one over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_get_alarms(
    station: *const CitygateStation,
    alarms: *const CitygateAlarms,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let CitygateAlarms { elements, count, missed, capacity, reserved } = *value(alarms)?;
            let place: Place<CitygateAlarm> = Place { elements, count, missed, capacity, reserved };
            let (inputs, outputs) = ([MemoryRange::of(alarms)], place.ranges()?);
            look_at(station, Others { inputs: &inputs, outputs: &outputs }, |station, _, settings| {
                let mut list = place.list()?;
                each_alarm(station, settings, &mut |alarm| list.add(alarm));
                list.close();
                Ok(())
            })
        })
    }
}

fn each_alarm(station: &Station<'_>, settings: &StationSettings, show: &mut impl FnMut(CitygateAlarm)) {
    let mut look = |kind: AlarmKind, user: Option<usize>, alarm: Option<&AlarmPoint>| {
        let Some(alarm) = alarm else { return };
        if alarm.state() == AlarmState::Normal && alarm.shelved_until_ms == 0 {
            return;
        }
        let priority = settings.alarms.get(kind.code() as usize).map(AlarmSettings::priority);
        show(CitygateAlarm {
            came_ms: alarm.came_ms,
            shelved_until_ms: alarm.shelved_until_ms,
            user: user_code(user),
            count: alarm.count,
            kind: kind.code(),
            state: alarm.state().code(),
            priority: priority.map_or(0, |priority| priority.code()),
            is_shown: u8::from(alarm.is_shown()),
            reserved: [0; 4],
        });
    };
    for kind in AlarmKind::ALL {
        look(kind, None, station.alarm(kind));
    }
    for (user, point) in station.points().iter().enumerate() {
        for kind in AlarmKind::ALL {
            look(kind, Some(user), point.alarm(kind));
        }
    }
}

/// How a station stands: its time, its mode, floods of alarms, and which alarm came first.
///
/// station: the station.
/// status: receives how it stands.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_TOO_SMALL, or what citygate_station_open says of policy, settings and users; status is as it was then.
///
/// Complexity: one pass over the users, and one over the words.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_get_status(
    station: *const CitygateStation,
    status: *mut CitygateStationStatus,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let outputs = [MemoryRange::of(status)];
            look_at(station, Others { inputs: &[], outputs: &outputs }, |station, users, _| {
                *output(status)? = status_of(station, users.len());
                Ok(())
            })
        })
    }
}

fn status_of(station: &Station<'_>, users: usize) -> CitygateStationStatus {
    let flood = station.flood();
    let first_out = flood.first_out();
    let of_first = |of: fn(&FirstOut) -> u64| first_out.as_ref().map_or(0, of);
    CitygateStationStatus {
        now_ms: station.now_ms(),
        first_out_ms: of_first(|first| first.came_ms),
        first_out_user: user_code(first_out.and_then(|first| first.user)),
        user_count: users as u32,
        floods: flood.floods,
        flood_alarms: flood.alarms,
        total_alarms: flood.total,
        first_out_kind: of_first(|first| u64::from(first.kind.code())) as u8,
        has_first_out: u8::from(first_out.is_some()),
        is_flooded: flood.is_flooded,
        mode: station.mode().code(),
        is_round_open: u8::from(station.is_round_open()),
        reserved: [0; 7],
    }
}
