//! Supply orders: the built-in ones, and checking one's own.

use super::call::run;
use super::memory::AnyBytes;
use super::status::{ErrorStatus, Failure, StatusCode};
use core::ffi::c_char;

use super::memory::{MemoryRange, array, check_apart, check_optional, output, value};
use crate::policy::{MAX_STEPS, Policy, Step, regimes};
use crate::user::{Attributes, ClassSet};

/// A supply order: a table of steps in the order of service, most protected first.
#[derive(Clone, Copy, PartialEq)]
#[repr(C)]
pub struct CitygatePolicy {
    /// The steps; they must stay where they are for as long as the policy is used.
    pub steps: *const Step,
    /// How many steps, 1 to CITYGATE_MAX_STEPS.
    pub step_count: u32,
    /// The attributes that exist; a step that selects on another is an error.
    pub attributes: Attributes,
    /// The classes that the policy answers for, as bits CITYGATE_CLASSES_...; each must be served by a step.
    pub classes: u16,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygatePolicy {}

/// Gives the default supply order: Jilin Province's plan of 2024, section 1.7; in each class the technical
/// minimums first. Its steps are constant data of the library.
///
/// policy: receives the policy.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; policy is as it was then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_policy_get_default(policy: *mut CitygatePolicy) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe {
        run(core::ptr::null_mut(), || {
            *output(policy)? = mirror(&regimes::JILIN_2024);
            Ok(())
        })
    }
}

/// Gives a built-in supply order by name, for example "jilin-2024" or "shanxi-2017". Its steps are constant data
/// of the library. Several of the built-in orders are partial: the manual says what each leaves out.
///
/// name: the name; no terminating NUL is needed.
/// name_length: its bytes.
/// policy: receives the policy.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (no order of this name, or
/// name_length is 0); policy is as it was then.
/// Time grows with the number of built-in orders.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_policy_find(
    name: *const c_char,
    name_length: u32,
    policy: *mut CitygatePolicy,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let range = MemoryRange::of_array(name, name_length)?;
            check_apart(&[range], &[MemoryRange::of(policy)])?;
            let name = array(name.cast::<u8>(), name_length)?;
            let policy = output(policy)?;
            // Only names of this length are compared: a length that is far too large reads nothing.
            let known = regimes::all().find(|regime| regime.name().as_bytes() == name);
            let regime = known.ok_or(ErrorStatus::Unknown)?;
            *policy = mirror(&regime.policy());
            Ok(())
        })
    }
}

/// Checks a supply order: every step by itself and against the earlier ones, and that every class which the
/// policy answers for is served. citygate_allocate does the same on every call; use this when a policy is loaded.
///
/// policy: the policy.
/// error_index: on an error that has one, receives the index of the step or the class; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, or any CITYGATE_ERROR_POLICY_....
/// Time grows with the square of the number of steps, which is at most 32.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_policy_check(
    policy: *const CitygatePolicy,
    error_index: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(error_index, || {
            let mirror = value(policy)?;
            check_optional(error_index)?;
            let steps = MemoryRange::of_array(mirror.steps, step_count(mirror))?;
            check_apart(&[MemoryRange::of(policy), steps], &[MemoryRange::of(error_index)])?;
            borrow(mirror).map(|_| ())
        })
    }
}

/// The library's policy behind a mirror, checked.
///
/// # Safety
///
/// The steps pointer is NULL, misaligned, or points to what the mirror says, which nobody writes for as long as
/// `'a`.
pub(super) unsafe fn borrow<'a>(mirror: &CitygatePolicy) -> Result<Policy<'a>, Failure> {
    // SAFETY: as promised.
    let steps = unsafe { array(mirror.steps, step_count(mirror)) }?;
    match u8::try_from(mirror.classes).ok().and_then(ClassSet::from_bits) {
        Some(classes) => Ok(Policy::new(steps, classes, mirror.attributes)?),
        None => Err(Failure::at(ErrorStatus::PolicyUnknownClass, mirror.step_count)),
    }
}

/// How many steps to look at. A count beyond the limit is cut to one too many, which the check then finds.
pub(super) fn step_count(mirror: &CitygatePolicy) -> u32 {
    mirror.step_count.min(MAX_STEPS as u32 + 1)
}

/// Whether this is the default, which was checked when the library was compiled.
pub(super) fn is_default(mirror: &CitygatePolicy) -> bool {
    *mirror == self::mirror(&regimes::JILIN_2024)
}

fn mirror(policy: &Policy<'static>) -> CitygatePolicy {
    CitygatePolicy {
        steps: policy.steps().as_ptr(),
        step_count: policy.steps().len() as u32,
        attributes: policy.attributes(),
        classes: policy.serves().bits() as u16,
    }
}
