//! Versions, capabilities, and names.

use core::ffi::{CStr, c_char};

use super::call::run;
use super::memory::{AnyBytes, MemoryRange, check_apart, output};
use super::status::{CITYGATE_OK, ErrorStatus, StatusCode, either};
use crate::allocate::{Reason, ReasonCode};
use crate::policy::regimes;
use crate::user::{Attribute, Attributes, SupplyClass, SupplyClassCode};

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
/// Capability bit: the station controller.
pub const CITYGATE_CAPABILITY_STATION: u32 = 0x0000_0010u32;
/// Capability bit: the event rules.
pub const CITYGATE_CAPABILITY_EVENT: u32 = 0x0000_0100u32;

/// The version of the C ABI that the library implements.
///
/// Returns a number to compare with CITYGATE_ABI_VERSION.
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_abi_version() -> u32 {
    CITYGATE_ABI_VERSION
}

/// What the library can do: what was built in. The functions of a part that was not are not there to be linked.
///
/// Returns bits CITYGATE_CAPABILITY_....
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_capabilities() -> u32 {
    let built_in = |is_there: bool, capability: u32| if is_there { capability } else { 0 };
    CITYGATE_CAPABILITY_ALLOCATE
        | built_in(cfg!(feature = "network"), CITYGATE_CAPABILITY_NETWORK)
        | built_in(cfg!(feature = "horizon"), CITYGATE_CAPABILITY_HORIZON)
        | built_in(cfg!(feature = "gas"), CITYGATE_CAPABILITY_GAS)
        | built_in(cfg!(feature = "station"), CITYGATE_CAPABILITY_STATION)
        | built_in(cfg!(feature = "event"), CITYGATE_CAPABILITY_EVENT)
}

/// The version of the library: major, minor and patch.
///
/// Returns a constant NUL-terminated text, for example "0.1.0".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_version_text() -> *const c_char {
    text!(env!("CARGO_PKG_VERSION")).as_ptr()
}

/// What a status means, in English.
///
/// status: what a function returned.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no status gives "unknown status".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_status_text(status: StatusCode) -> *const c_char {
    status_text_in::<false>(status).as_ptr()
}

/// What a status means, in Chinese.
///
/// status: what a function returned.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a number that is no status gives "未知状态".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_status_text_zh(status: StatusCode) -> *const c_char {
    status_text_in::<true>(status).as_ptr()
}

fn status_text_in<const CHINESE: bool>(status: StatusCode) -> &'static CStr {
    if status == CITYGATE_OK {
        return either::<CHINESE>(text!("success"), text!("成功"));
    }
    ErrorStatus::from_code(status)
        .map_or(either::<CHINESE>(text!("unknown status"), text!("未知状态")), ErrorStatus::text::<CHINESE>)
}

/// The name of a supply class, in English.
///
/// supply_class: the class.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no class gives "unknown class".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_class_text(supply_class: SupplyClassCode) -> *const c_char {
    class_text_in::<false>(supply_class).as_ptr()
}

/// The name of a supply class, in the plan's Chinese terms.
///
/// supply_class: the class.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a number that is no class gives "未知类别".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_class_text_zh(supply_class: SupplyClassCode) -> *const c_char {
    class_text_in::<true>(supply_class).as_ptr()
}

fn class_text_in<const CHINESE: bool>(code: SupplyClassCode) -> &'static CStr {
    let Some(class) = SupplyClass::from_code(code) else {
        return either::<CHINESE>(text!("unknown class"), text!("未知类别"));
    };
    match class {
        SupplyClass::Residential => either::<CHINESE>(text!("residential"), text!("居民生活用气")),
        SupplyClass::Heating => either::<CHINESE>(text!("heating"), text!("城市供暖")),
        SupplyClass::PublicService => either::<CHINESE>(text!("public service"), text!("公共服务用户")),
        SupplyClass::Vehicles => either::<CHINESE>(text!("vehicles"), text!("汽车用户")),
        SupplyClass::IndustrialFuel => either::<CHINESE>(text!("industrial fuel"), text!("工业燃料用户")),
        SupplyClass::Chemical => either::<CHINESE>(text!("chemical"), text!("天然气化工用户")),
    }
}

/// What a reason says, in English.
///
/// reason: the reason.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no reason gives "unknown reason".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_reason_text(reason: ReasonCode) -> *const c_char {
    reason_text_in::<false>(reason).as_ptr()
}

/// What a reason says, in Chinese.
///
/// reason: the reason.
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: a number that is no reason gives "未知原因".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_reason_text_zh(reason: ReasonCode) -> *const c_char {
    reason_text_in::<true>(reason).as_ptr()
}

fn reason_text_in<const CHINESE: bool>(code: ReasonCode) -> &'static CStr {
    let Some(reason) = Reason::from_code(code) else {
        return either::<CHINESE>(text!("unknown reason"), text!("未知原因"));
    };
    match reason {
        Reason::Satisfied => either::<CHINESE>(text!("satisfied"), text!("足额供气")),
        Reason::ShortInStep => either::<CHINESE>(text!("short in step"), text!("该步气量不足")),
        Reason::HeldByNode => either::<CHINESE>(text!("held back by node"), text!("受节点能力限制")),
        Reason::MinimumDidNotFit => {
            either::<CHINESE>(text!("minimum did not fit"), text!("余量不足最低用气量"))
        }
        Reason::NotEligible => either::<CHINESE>(text!("not eligible"), text!("供气次序不再供给")),
        Reason::HeldByNetwork => {
            either::<CHINESE>(text!("held back by the network"), text!("受管网能力限制"))
        }
    }
}

/// The name of an attribute, in English.
///
/// attribute: one of CITYGATE_ATTRIBUTE_....
///
/// Returns a constant NUL-terminated text, never NULL: what is no attribute with a standard name, or more than one,
/// gives "unknown attribute".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_attribute_text(attribute: Attributes) -> *const c_char {
    attribute_text_in::<false>(attribute).as_ptr()
}

/// The name of an attribute, in Chinese.
///
/// attribute: one of CITYGATE_ATTRIBUTE_....
///
/// Returns a constant NUL-terminated UTF-8 text, never NULL: what is no attribute with a standard name, or more than
/// one, gives "未知属性".
///
/// Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_attribute_text_zh(attribute: Attributes) -> *const c_char {
    attribute_text_in::<true>(attribute).as_ptr()
}

fn attribute_text_in<const CHINESE: bool>(one: Attributes) -> &'static CStr {
    let code = one.bits().trailing_zeros() as u8;
    let attribute = Attribute::from_code(code).filter(|attribute| Attributes::of(&[*attribute]) == one);
    let Some(attribute) = attribute else {
        return either::<CHINESE>(text!("unknown attribute"), text!("未知属性"));
    };
    match attribute {
        Attribute::Interruptible => either::<CHINESE>(text!("interruptible"), text!("可中断用户")),
        Attribute::AlternativeFuel => either::<CHINESE>(text!("alternative fuel"), text!("有替代燃料")),
        Attribute::Agricultural => either::<CHINESE>(text!("agricultural"), text!("重要农业用气")),
        Attribute::ProcessOrFeedstock => {
            either::<CHINESE>(text!("process or feedstock"), text!("工艺或原料用气"))
        }
        Attribute::PlantProtection => either::<CHINESE>(text!("plant protection"), text!("装置保护用气")),
        Attribute::HighPriority => either::<CHINESE>(text!("high priority"), text!("生命健康安全用气")),
        Attribute::Commercial => either::<CHINESE>(text!("commercial"), text!("商业用户")),
        Attribute::Small => either::<CHINESE>(text!("small"), text!("小型用户")),
        Attribute::Generation => either::<CHINESE>(text!("generation"), text!("燃气发电")),
        Attribute::Running => either::<CHINESE>(text!("running"), text!("在运")),
        Attribute::PrioritySite => either::<CHINESE>(text!("priority site"), text!("重点保障场所")),
        Attribute::ProtectedContract => either::<CHINESE>(text!("protected contract"), text!("合同保底")),
        Attribute::PublicTransport => either::<CHINESE>(text!("public transport"), text!("公共交通")),
    }
}

/// Where a text begins, to be written.
#[repr(transparent)]
struct Text(*const c_char);

// SAFETY: a pointer that nobody follows here.
unsafe impl AnyBytes for Text {}

/// Gives the name of a built-in supply order, to list them: index 0 is the default.
///
/// index: counted from 0.
/// name: receives a pointer to constant text of name_length bytes; there is no terminating NUL.
/// name_length: receives the length of the name.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (there are not so many orders);
/// nothing is written then.
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_policy_get_name(
    index: u32,
    name: *mut *const c_char,
    name_length: *mut u32,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[], &[MemoryRange::of(name), MemoryRange::of(name_length)])?;
            let (name, name_length) = (output(name.cast::<Text>())?, output(name_length)?);
            let regime = regimes::all().nth(index as usize).ok_or(ErrorStatus::Unknown)?;
            name.0 = regime.name().as_ptr().cast();
            *name_length = regime.name().len() as u32;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names are those of the core, for people.
    #[test]
    fn names_are_those_of_the_core() {
        let says = |en: &CStr, zh: &CStr, name: &str, name_zh: Option<&str>| {
            assert_eq!(en.to_str().unwrap().replace(' ', "_"), name);
            assert!(name_zh.is_none_or(|name_zh| zh.to_str() == Ok(name_zh)));
        };
        for class in SupplyClass::ALL {
            says(
                class_text_in::<false>(class.code()),
                class_text_in::<true>(class.code()),
                class.name(),
                Some(class.name_zh()),
            );
        }
        for attribute in Attribute::ALL {
            says(
                attribute_text_in::<false>(Attributes::of(&[attribute])),
                attribute_text_in::<true>(Attributes::of(&[attribute])),
                attribute.name(),
                Some(attribute.name_zh()),
            );
        }
        let is_held = |reason: &Reason| matches!(reason, Reason::HeldByNode | Reason::HeldByNetwork);
        for reason in Reason::ALL.into_iter().filter(|reason| !is_held(reason)) {
            says(
                reason_text_in::<false>(reason.code()),
                reason_text_in::<true>(reason.code()),
                reason.name(),
                None,
            );
        }
    }
}
