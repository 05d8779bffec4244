//! From what instruments report to whole numbers.

use super::call::run;
use super::memory::output;
use super::status::StatusCode;
use crate::units::{Flow, UnitError, flow_from_m3_per_d, flow_from_m3_per_h, flow_to_m3_per_h};

/// Converts a flow in m3/h to whole dm3/h, to the nearest, halves upwards.
///
/// flow_m3_per_h: 0 to 4294967.295.
/// flow_dm3_per_h: receives the result.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is
/// written then.
/// Constant time; floating point, so keep it out of interrupts where those do not save its registers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_flow_from_m3_per_h(
    flow_m3_per_h: f64,
    flow_dm3_per_h: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe { convert(flow_from_m3_per_h, flow_m3_per_h, flow_dm3_per_h) }
}

/// A flow in m3/h, for people: exact to the unit for flows below 2^53 dm3/h.
///
/// flow_dm3_per_h: a flow, or a sum of flows.
///
/// Returns the flow in m3/h. Constant time; floating point, as citygate_flow_from_m3_per_h.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_flow_to_m3_per_h(flow_dm3_per_h: u64) -> f64 {
    flow_to_m3_per_h(flow_dm3_per_h)
}

/// Converts a flow in m3/d to whole dm3/h, to the nearest, halves upwards.
///
/// flow_m3_per_d: 0 to 103079215.08.
/// flow_dm3_per_h: receives the result.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _NOT_FINITE, _NEGATIVE, _TOO_LARGE; nothing is
/// written then.
/// Constant time; floating point, so keep it out of interrupts where those do not save its registers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_flow_from_m3_per_d(
    flow_m3_per_d: f64,
    flow_dm3_per_h: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promise.
    unsafe { convert(flow_from_m3_per_d, flow_m3_per_d, flow_dm3_per_h) }
}

/// # Safety
///
/// `result` is NULL, misaligned, or memory for a value that nobody else uses.
unsafe fn convert(with: fn(f64) -> Result<Flow, UnitError>, value: f64, result: *mut u32) -> StatusCode {
    // SAFETY: as promised.
    unsafe {
        run(core::ptr::null_mut(), || {
            let result = output(result)?;
            *result = with(value)?;
            Ok(())
        })
    }
}
