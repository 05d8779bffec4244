//! Opening a station: its settings, its users, and the words that it is kept in.

use super::super::allocate::check_count;
use super::super::call::run;
use super::super::memory::{MemoryRange, check_apart, check_optional, output, value};
use super::super::policy::CitygatePolicy;
use super::super::status::StatusCode;
use super::context::{Belonging, Kind, Others, change, open, words_for};
use super::types::CitygateStation;
use crate::station::{StationSettings, StationUser};
use crate::user::User;

/// How many words of 64 bits a station takes: as CITYGATE_STATION_WORDS, for counts that are known at run time.
///
/// user_count: how many users.
///
/// Returns the number of words.
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_station_words(user_count: u32) -> u64 {
    words_for(user_count)
}

/// Settings of a station whose supply is believed as it is measured, and which can pass all of it: homes, heating and
/// public services are protected, alarms come after two seconds and go after five, and turns are not counted.
///
/// lowest_dm3_per_h: the lowest supply that there can be: what counts when it is not measured.
/// highest_dm3_per_h: the highest supply that there can be.
/// settings: receives the settings.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_settings_default(
    lowest_dm3_per_h: u64,
    highest_dm3_per_h: u64,
    settings: *mut StationSettings,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            *output(settings)? = StationSettings::new(lowest_dm3_per_h, highest_dm3_per_h);
            Ok(())
        })
    }
}

/// A controlled user that follows at once. What it wants is between 0 and its contracted maximum, which is its
/// demand; its meter reads up to twice that.
///
/// user: who it is to the supply order; its demand is the contracted maximum.
/// station_user: receives the user of a station.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP; nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_user_default(
    user: *const User,
    station_user: *mut StationUser,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(user)], &[MemoryRange::of(station_user)])?;
            let user = *value(user)?;
            *output(station_user)? = StationUser::new(user);
            Ok(())
        })
    }
}

/// Opens a station and starts it: nothing is known, and every user may take what it contracted.
///
/// Policy steps, settings and users must stay where they are, and as they are, for as long as the station is used;
/// they are only read. Whoever changes any of them opens the station again, and goes on with citygate_station_adopt.
///
/// station: where the station is kept.
/// policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
/// settings: what holds for the whole station, from citygate_station_settings_default for a start.
/// users: user_count users, from citygate_station_user_default for a start.
/// user_count: 1 to 65535.
/// error_index: on an error that has one, receives the index of the user, step or class, or the words needed; may be
/// NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL
/// (too few words), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
/// _USER_CLASS_NOT_SERVED, _STATION_SETTINGS, _STATION_USER_SETTINGS, _STATION_USER_CODE. On an error the words hold
/// no station, or the one that they held before.
///
/// Complexity: four passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_open(
    station: *const CitygateStation,
    policy: *const CitygatePolicy,
    settings: *const StationSettings,
    users: *const StationUser,
    user_count: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            let own = Opened { station, policy, settings, users, user_count, error_index };
            own.open(Kind::Station)
        })
    }
}

/// What is opened, as the caller gives it.
pub(super) struct Opened {
    pub(super) station: *const CitygateStation,
    pub(super) policy: *const CitygatePolicy,
    pub(super) settings: *const StationSettings,
    pub(super) users: *const StationUser,
    pub(super) user_count: u32,
    pub(super) error_index: *mut u32,
}

impl Opened {
    /// # Safety
    ///
    /// As [`open`].
    pub(super) unsafe fn open(&self, kind: Kind) -> Result<(), super::super::status::Failure> {
        let Opened { station, policy, settings, users, user_count, error_index } = *self;
        check_count(user_count)?;
        check_optional(error_index)?;
        // SAFETY: as promised.
        unsafe {
            let belonging = Belonging { policy: *value(policy)?, settings, users, user_count };
            let [steps, at_settings, at_users] = belonging.ranges()?;
            let inputs = [MemoryRange::of(policy), steps, at_settings, at_users];
            let outputs = [MemoryRange::of(error_index)];
            open(kind, station, &belonging, Others { inputs: &inputs, outputs: &outputs })
        }
    }
}

/// Starts a station anew: nothing is known, and every user may take what it contracted. Numbers of orders begin with
/// 1 again.
///
/// station: the station.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
/// _EVENT_TOO_SMALL; nothing is changed then.
///
/// Complexity: two passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_station_start(station: *const CitygateStation) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            change(station, Others { inputs: &[], outputs: &[] }, |station| {
                station.start();
                Ok(())
            })
        })
    }
}
