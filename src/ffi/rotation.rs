//! Taking turns at one station: who is next, from interval to interval. A horizon does it by itself.

use super::allocate::check_count;
use super::call::run;
use super::memory::{MemoryRange, array, check_apart, check_optional, output, output_array, value};
use super::policy::{CitygatePolicy, borrow, step_count};
use super::status::{Failure, StatusCode};
use crate::allocate::{Grant, Outages, RotationTally, add_interval, rotate};
use crate::user::User;

/// Puts users in the order of the rotation for the next allocation: writes how soon each is to be served into
/// cumulative_curtailment_dm3, by which steps with CITYGATE_SHARE_ROTATING go. Users that no rotating step serves stay as
/// they are. Call it before citygate_allocate, and citygate_tallies_add_interval after it.
///
/// policy: the supply order; each rotating step says what it counts, the longest outage and the shortest turn.
/// tallies: user_count tallies, in the order of the users; one of zeros is that of a user that never went without.
/// users: user_count users; cumulative_curtailment_dm3 is written.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// error_index: on an error that has one, receives the index of the user, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, any CITYGATE_ERROR_POLICY_...,
/// _USER_UNKNOWN_ON_OFF (is_off of the user's tally is neither 0 nor 1). On an error nothing is changed.
///
/// Complexity: two passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_users_rotate(
    policy: *const CitygatePolicy,
    tallies: *const RotationTally,
    users: *mut User,
    user_count: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_count(user_count)?;
            check_optional(error_index)?;
            let mirror = value(policy)?;
            let inputs = [
                MemoryRange::of(policy),
                MemoryRange::of_array(mirror.steps, step_count(mirror))?,
                MemoryRange::of_array(tallies, user_count)?,
            ];
            let outputs = [MemoryRange::of_array(users, user_count)?, MemoryRange::of(error_index)];
            check_apart(&inputs, &outputs)?;
            let (tallies, users) = (array(tallies, user_count)?, output_array(users, user_count)?);
            rotate(&borrow(mirror)?, tallies, users).map_err(Failure::from)
        })
    }
}

/// Counts an interval for which the grants were in force: an hour, a shift, always the same while. Tells how many users of
/// rotating steps are without gas, and how many of them for too long. A user that wants nothing is not counted.
///
/// policy: the supply order, as for the allocation.
/// users: user_count users.
/// grants: user_count grants, as citygate_allocate filled them in for these users.
/// tallies: user_count tallies; the interval is added.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// outages: receives how many are without gas now.
/// error_index: on an error that has one, receives the index of the user, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, any CITYGATE_ERROR_POLICY_...,
/// _USER_UNKNOWN_ON_OFF (is_off of the user's tally is neither 0 nor 1). On an error nothing is changed.
///
/// Complexity: two passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_tallies_add_interval(
    policy: *const CitygatePolicy,
    users: *const User,
    grants: *const Grant,
    tallies: *mut RotationTally,
    user_count: u32,
    outages: *mut Outages,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_count(user_count)?;
            check_optional(error_index)?;
            let mirror = value(policy)?;
            let inputs = [
                MemoryRange::of(policy),
                MemoryRange::of_array(mirror.steps, step_count(mirror))?,
                MemoryRange::of_array(users, user_count)?,
                MemoryRange::of_array(grants, user_count)?,
            ];
            let outputs = [
                MemoryRange::of_array(tallies, user_count)?,
                MemoryRange::of(outages),
                MemoryRange::of(error_index),
            ];
            check_apart(&inputs, &outputs)?;
            let (users, grants) = (array(users, user_count)?, array(grants, user_count)?);
            let (tallies, outages) = (output_array(tallies, user_count)?, output(outages)?);
            *outages = add_interval(&borrow(mirror)?, users, grants, tallies)?;
            Ok(())
        })
    }
}
