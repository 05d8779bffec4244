//! Signals as protocols bring them.

use super::super::call::run;
use super::super::memory::output;
use super::super::status::{ErrorStatus, Failure, StatusCode};
use crate::station::Signal;

/// A value with an OPC UA status code, whose two highest bits are the severity. OPC UA Part 4 and Part 8.
///
/// value_dm3_per_h: the value.
/// status: the status code that came with it.
/// age_ms: how long ago it was measured.
/// signal: receives the signal.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_signal_from_opc_ua(
    value_dm3_per_h: u64,
    status: u32,
    age_ms: u32,
    signal: *mut Signal,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe { put(signal, Some(Signal::from_opc_ua(value_dm3_per_h, status, age_ms))) }
}

/// A value with a quality descriptor of IEC 60870-5-101 or -104. IEC 60870-5-101, 7.2.6.3.
///
/// value_dm3_per_h: the value.
/// descriptor: the quality descriptor that came with it.
/// age_ms: how long ago it was measured.
/// signal: receives the signal.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_signal_from_iec_60870(
    value_dm3_per_h: u64,
    descriptor: u8,
    age_ms: u32,
    signal: *mut Signal,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe { put(signal, Some(Signal::from_iec_60870(value_dm3_per_h, descriptor, age_ms))) }
}

/// A value read over Modbus.
///
/// value_dm3_per_h: the value; not looked at without an answer.
/// is_answered: 1 if there was an answer; 0 if there was none, or an exception.
/// age_ms: how long ago it was measured.
/// signal: receives the signal.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE (is_answered is neither 0 nor 1); nothing is
/// written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_signal_from_modbus(
    value_dm3_per_h: u64,
    is_answered: u8,
    age_ms: u32,
    signal: *mut Signal,
) -> StatusCode {
    let read = match is_answered {
        0 => Some(Signal::from_modbus(None, age_ms)),
        1 => Some(Signal::from_modbus(Some(value_dm3_per_h), age_ms)),
        _ => None,
    };
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe { put(signal, read) }
}

/// # Safety
///
/// As [`output`].
unsafe fn put(signal: *mut Signal, read: Option<Signal>) -> StatusCode {
    // SAFETY: as promised.
    unsafe {
        run(core::ptr::null_mut(), || {
            let to = output(signal)?;
            *to = read.ok_or(Failure::from(ErrorStatus::EventCode))?;
            Ok(())
        })
    }
}
