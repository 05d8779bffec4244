//! Sharing out the supply of one station.

use super::call::run;
use super::memory::{MemoryRange, array, check_apart, check_optional, output, output_array, value};
use super::policy::{CitygatePolicy, borrow, is_default, step_count};
use super::status::{ErrorStatus, Failure, StatusCode};
use crate::allocate::{Grant, GrantChanges, Summary, add_curtailment, allocate_to_each, difference};
use crate::policy::regimes::JILIN_2024;
use crate::units::MAX_USERS;
use crate::user::User;

/// Shares out a supply among the users of one station and says why each got what it got.
///
/// The answer is exact to the unit and the same on every machine. Nobody gets more than its demand; every user
/// gets at least its technical minimum or nothing; gas is left over only if nobody who may have it can use it.
/// When supply comes back, the same call with the larger supply restores it in the order of service.
///
/// policy: the supply order, for example from citygate_policy_get_default. It is checked on every call.
/// users: user_count users.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// supply_dm3_per_h: what there is to share, in the unit of the demands; any value. Supply beyond all demands is
/// no error: the rest is unused.
/// grants: receives user_count grants, in the order of the users.
/// summary: receives the totals.
/// error_index: on an error that has one, receives the index of the user, step or class; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY (user_count is 0),
/// _TOO_MANY (user_count is above the limit), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS,
/// _USER_UNKNOWN_ON_OFF, _USER_CLASS_NOT_SERVED. On an error grants and summary are as they were.
///
/// Pointers: policy, its steps, users, grants and summary must not be NULL; grants and summary must overlap
/// nothing else.
/// Complexity: two passes over the users for a policy of whole classes whose short step is pro rata, the default
/// among them; in general a few passes for each step that is short, and where bases, weights or minimums call for it the
/// search for a level: for n users about 1.2 x log2(2n) trials, whose work halves from one to the next on average, and
/// never more than 2n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_allocate(
    policy: *const CitygatePolicy,
    users: *const User,
    user_count: u32,
    supply_dm3_per_h: u64,
    grants: *mut Grant,
    summary: *mut Summary,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_count(user_count)?;
            check_call(value(policy)?, users, user_count, grants, summary, error_index)?;
            let users = array(users, user_count)?;
            let grants = output_array(grants, user_count)?;
            let summary = output(summary)?;
            let own;
            let policy = if is_default(&*policy) {
                &JILIN_2024
            } else {
                own = borrow(&*policy);
                own.as_ref().map_err(|failure| *failure)?
            };
            allocate_to_each(policy, users, supply_dm3_per_h, grants, summary).map_err(Failure::from)
        })
    }
}

/// Adds what the grants curtail from each user, over so many periods, to the users' cumulative curtailments, which
/// CITYGATE_SHARE_ROTATING goes by.
///
/// users: user_count users; cumulative_curtailment_dm3 is increased by (demand - granted) x periods.
/// grants: user_count grants, as citygate_allocate filled them in for these users.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// periods: how many periods the grants were in force; 0 changes nothing.
/// error_index: on an error that has one, receives the index of the user; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY,
/// _USER_CURTAILMENT_OVERFLOW. On an error nothing is changed.
///
/// Pointers: users and grants must not be NULL and must not overlap.
/// Complexity: two passes over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_users_add_curtailment(
    users: *mut User,
    grants: *const Grant,
    user_count: u32,
    periods: u32,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            check_count(user_count)?;
            check_optional(error_index)?;
            let inputs = [MemoryRange::of_array(grants, user_count)?];
            let outputs = [MemoryRange::of_array(users, user_count)?, MemoryRange::of(error_index)];
            check_apart(&inputs, &outputs)?;
            let users = output_array(users, user_count)?;
            let grants = array(grants, user_count)?;
            add_curtailment(users, grants, periods).map_err(Failure::from)
        })
    }
}

/// Finds the next user that gets less than it asks for: to go through those alone.
///
/// grants: user_count grants, as citygate_allocate filled them in.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// index: the first user to look at; becomes the next that is curtailed, or user_count when there is none.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY; index is as it was then.
///
/// Complexity: one look at each user passed over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_grants_next_curtailed(
    grants: *const Grant,
    user_count: u32,
    index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            check_apart(&[MemoryRange::of_array(grants, user_count)?], &[MemoryRange::of(index)])?;
            let grants = array(grants, user_count)?;
            let index = output(index)?;
            let rest = grants.iter().skip(*index as usize);
            let passed = rest.clone().take_while(|grant| !grant.is_curtailed()).count() as u32;
            *index = index.saturating_add(passed).min(user_count);
            Ok(())
        })
    }
}

/// What changes from one allocation to the next: for each user, and in all.
///
/// before, after: user_count grants each, of the same users in the same order, as citygate_allocate filled them in.
/// user_count: 1 to CITYGATE_MAX_USERS.
/// changes_dm3_per_h: receives user_count changes: what a user gets more, or less if it is negative.
/// totals: receives the sums.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY; nothing is written then.
///
/// Complexity: one pass over the users.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_grants_difference(
    before: *const Grant,
    after: *const Grant,
    user_count: u32,
    changes_dm3_per_h: *mut i64,
    totals: *mut GrantChanges,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_count(user_count)?;
            let inputs =
                [MemoryRange::of_array(before, user_count)?, MemoryRange::of_array(after, user_count)?];
            let outputs = [MemoryRange::of_array(changes_dm3_per_h, user_count)?, MemoryRange::of(totals)];
            check_apart(&inputs, &outputs)?;
            let (before, after) = (array(before, user_count)?, array(after, user_count)?);
            let (changes, totals) = (output_array(changes_dm3_per_h, user_count)?, output(totals)?);
            *totals = difference(before, after, changes)?;
            Ok(())
        })
    }
}

/// Refuses outputs that overlap, and a error_index that cannot be written. A function of its own, so that the stack it takes is free again for the
/// allocation.
#[inline(never)]
fn check_call(
    policy: &CitygatePolicy,
    users: *const User,
    user_count: u32,
    grants: *const Grant,
    summary: *const Summary,
    error_index: *const u32,
) -> Result<(), Failure> {
    check_optional(error_index)?;
    let steps = MemoryRange::of_array(policy.steps, step_count(policy))?;
    let inputs = [MemoryRange::of(policy), steps, MemoryRange::of_array(users, user_count)?];
    let outputs =
        [MemoryRange::of_array(grants, user_count)?, MemoryRange::of(summary), MemoryRange::of(error_index)];
    Ok(check_apart(&inputs, &outputs)?)
}

pub(super) fn check_count(user_count: u32) -> Result<(), Failure> {
    match user_count {
        0 => Err(Failure::from(ErrorStatus::Empty)),
        1.. if user_count as usize <= MAX_USERS => Ok(()),
        _ => Err(Failure::from(ErrorStatus::TooMany)),
    }
}
