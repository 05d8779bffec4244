//! Versions, capabilities, and names.

use core::ffi::{CStr, c_char};

#[cfg(feature = "event")]
use super::event::status_text;
use super::memory::{MemoryRange, check_apart, output};
use super::status::{CITYGATE_ERROR_UNKNOWN, CITYGATE_OK, TEXTS};
use crate::policy::regimes;

/// The version of the C ABI that this header describes: major x 65536 + minor. A program built against one
/// version works with every library of the same major and the same or a later minor version.
pub const CITYGATE_ABI_VERSION: u32 = 0x0001_0000u32;

/// Capability bit: sharing out the supply of one station.
pub const CITYGATE_CAPABILITY_ALLOCATE: u32 = 0x0000_0001u32;
/// Capability bit: sharing out gas on a network.
pub const CITYGATE_CAPABILITY_NETWORK: u32 = 0x0000_0002u32;
/// Capability bit: planning the hours ahead.
pub const CITYGATE_CAPABILITY_HORIZON: u32 = 0x0000_0004u32;
/// Capability bit: gas properties and linepack.
pub const CITYGATE_CAPABILITY_GAS: u32 = 0x0000_0008u32;
/// Capability bit: the event rules.
pub const CITYGATE_CAPABILITY_EVENT: u32 = 0x0000_0100u32;

/// The version of the C ABI that the library implements; compare with CITYGATE_ABI_VERSION.
///
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_abi_version() -> u32 {
    CITYGATE_ABI_VERSION
}

/// What the library can do, as bits CITYGATE_CAPABILITY_...: what was built in. The functions of a part that was not
/// are not there to be linked.
///
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_capabilities() -> u32 {
    let built_in = |is_there: bool, capability: u32| if is_there { capability } else { 0 };
    CITYGATE_CAPABILITY_ALLOCATE
        | built_in(cfg!(feature = "network"), CITYGATE_CAPABILITY_NETWORK)
        | built_in(cfg!(feature = "horizon"), CITYGATE_CAPABILITY_HORIZON)
        | built_in(cfg!(feature = "gas"), CITYGATE_CAPABILITY_GAS)
        | built_in(cfg!(feature = "event"), CITYGATE_CAPABILITY_EVENT)
}

/// What a status means, in English.
///
/// status: what a function returned.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no status gives "unknown status".
///
/// Time grows with the number of statuses. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_status_text(status: i32) -> *const c_char {
    let known = TEXTS.iter().find(|(code, _)| *code == status).map(|(_, text)| *text);
    #[cfg(feature = "event")]
    let known = known.or_else(|| status_text(status));
    text(known, c"unknown status")
}

/// The name of a supply class, in English.
///
/// supply_class: the class.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no class gives "unknown class".
///
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_class_text(supply_class: u8) -> *const c_char {
    const TEXTS: [&CStr; 6] =
        [c"residential", c"heating", c"public service", c"vehicles", c"industrial fuel", c"chemical"];
    text(TEXTS.get(supply_class as usize).copied(), c"unknown class")
}

/// The name of a supply class, in the plan's Chinese terms.
///
/// supply_class: the class.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a number that is no class gives "未知类别".
///
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_class_text_zh(supply_class: u8) -> *const c_char {
    const TEXTS: [&CStr; 6] =
        [c"居民生活用气", c"城市供暖", c"公共服务用户", c"汽车用户", c"工业燃料用户", c"天然气化工用户"];
    text(TEXTS.get(supply_class as usize).copied(), c"未知类别")
}

/// What a reason says, in English.
///
/// reason: the reason.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no reason gives "unknown reason".
///
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_reason_text(reason: u8) -> *const c_char {
    const TEXTS: [&CStr; 5] =
        [c"satisfied", c"short in step", c"held back by node", c"minimum did not fit", c"not eligible"];
    text(TEXTS.get(reason as usize).copied(), c"unknown reason")
}

pub(super) fn text(known: Option<&'static CStr>, unknown: &'static CStr) -> *const c_char {
    known.unwrap_or(unknown).as_ptr()
}

/// Gives the name of a built-in supply order, to list them: index 0 is the default.
///
/// index: counted from 0.
/// name: receives a pointer to constant text of name_length bytes; there is no terminating NUL.
/// name_length: receives the length of the name.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (there are not so many orders);
/// nothing is written then.
/// Constant time. Reentrant; may be called from an interrupt.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_policy_get_name(
    index: u32,
    name: *mut *const c_char,
    name_length: *mut u32,
) -> i32 {
    // SAFETY: the caller's promises are those of the pieces called.
    let done = (|| unsafe {
        check_apart(&[], &[MemoryRange::of(name), MemoryRange::of(name_length)])?;
        let (name, name_length) = (output(name)?, output(name_length)?);
        let regime = regimes::all().nth(index as usize).ok_or(CITYGATE_ERROR_UNKNOWN)?;
        *name = regime.name().as_ptr().cast();
        *name_length = regime.name().len() as u32;
        Ok(())
    })();
    match done {
        Ok(()) => CITYGATE_OK,
        Err(status) => status,
    }
}
