//! What the tables of both languages are made of.

use crate::event::grade::Grade;
use crate::event::report::content::ReportItem;
use crate::event::report::recipient::{Recipient, Sensitivity};
use crate::event::response::state::ResponseLevel;

/// What a report as text says beside the texts of its caller.
pub(in crate::event) struct ReportLabels {
    pub(in crate::event) title: &'static str,
    /// Before and after the report's number.
    pub(in crate::event) number: [&'static str; 2],
    pub(in crate::event) first: &'static str,
    pub(in crate::event) follow_up: &'static str,
    pub(in crate::event) last: &'static str,
    pub(in crate::event) grade: &'static str,
    pub(in crate::event) response: &'static str,
    pub(in crate::event) imbalance: &'static str,
    pub(in crate::event) sensitive: &'static str,
    pub(in crate::event) recipients: &'static str,
    pub(in crate::event) to_follow: &'static str,
    pub(in crate::event) missing: &'static str,
    pub(in crate::event) none: &'static str,
    pub(in crate::event) colon: &'static str,
    pub(in crate::event) comma: &'static str,
    pub(in crate::event) of_grade: fn(Grade) -> &'static str,
    pub(in crate::event) of_response: fn(ResponseLevel) -> &'static str,
    pub(in crate::event) of_sensitivity: fn(Sensitivity) -> &'static str,
    pub(in crate::event) of_recipient: fn(Recipient) -> &'static str,
    pub(in crate::event) of_item: fn(ReportItem) -> &'static str,
}

/// Gives each value of an enumeration its text in one language, for Rust and, ending in NUL, for C. Both are the
/// same bytes, so that they lie in flash once. There are two NULs: a constant that is just one C string is put together
/// with all others by the compiler, and a firmware that links one text would carry them all.
macro_rules! texts {
    (
        $method:ident, $c_method:ident, $doc:literal,
        $( $name:ident { $( $variant:ident $( { $($field:tt)* } )? => $text:literal, )+ } )+
    ) => {
        $(
            impl $name {
                #[doc = $doc]
                pub const fn $method(self) -> &'static str {
                    match self {
                        $( $name::$variant $( { $($field)* } )? => const { without_nul(concat!($text, "\0\0")) }, )+
                    }
                }

                #[doc = $doc]
                /// For C: it ends in NUL.
                #[cfg(feature = "ffi")]
                pub(crate) const fn $c_method(self) -> &'static CStr {
                    match self {
                        $( $name::$variant $( { $($field)* } )? => const { until_nul(concat!($text, "\0\0")) }, )+
                    }
                }
            }
        )+
    };
}

pub(super) const fn without_nul(text: &'static str) -> &'static str {
    match text.split_at_checked(text.len() - 2) {
        Some((text, _)) => text,
        None => "",
    }
}

#[cfg(feature = "ffi")]
pub(super) const fn until_nul(text: &'static str) -> &'static core::ffi::CStr {
    match core::ffi::CStr::from_bytes_until_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => c"",
    }
}

pub(super) use texts;
