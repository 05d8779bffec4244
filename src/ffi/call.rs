//! How the call of an exported function ends: with a status, and with the index of what is wrong.

use super::memory::output;
use super::status::{CITYGATE_OK, Failure, StatusCode};

/// Runs the body of an exported function and turns its outcome into a status; writes where the error is, if it has an
/// index and the caller wants to know.
///
/// # Safety
///
/// `error_index` is NULL, misaligned, or memory for a value that nobody else uses.
pub(super) unsafe fn run(error_index: *mut u32, body: impl FnOnce() -> Result<(), Failure>) -> StatusCode {
    match body() {
        Ok(()) => CITYGATE_OK,
        Err(failure) => {
            if !error_index.is_null() {
                // SAFETY: as promised.
                unsafe { report(error_index, failure) };
            }
            failure.status()
        }
    }
}

/// Writes the index of an error, if it has one and the caller wants to know.
///
/// # Safety
///
/// As [`output`]; NULL is allowed.
#[inline(never)]
unsafe fn report(error_index: *mut u32, failure: Failure) {
    // SAFETY: as promised; a misaligned error_index, which is an error of its own, is left alone.
    if let (Some(index), Ok(error_index)) = (failure.error_index(), unsafe { output(error_index) }) {
        *error_index = index;
    }
}
