//! Every text for people, in one table for each language, so that firmware that prints nothing links none of
//! them and a translator finds all of them in one place.
//!
//! `text_en` is plain English; `text_zh` is the plan's Chinese term where it has one.

mod en;
mod zh;

pub(super) use en::REPORT_WORDS as ENGLISH;
pub(super) use zh::REPORT_WORDS as CHINESE;

use super::grade::Grade;
use super::report::{Recipient, ReportItem, Sensitivity};
use super::response::ResponseLevel;

/// The words of a report as text.
pub(super) struct ReportWords {
    pub(super) title: &'static str,
    /// Before and after the report's number.
    pub(super) number: [&'static str; 2],
    pub(super) first: &'static str,
    pub(super) follow_up: &'static str,
    pub(super) grade: &'static str,
    pub(super) response: &'static str,
    pub(super) imbalance: &'static str,
    pub(super) sensitive: &'static str,
    pub(super) recipients: &'static str,
    pub(super) to_follow: &'static str,
    pub(super) none: &'static str,
    pub(super) colon: &'static str,
    pub(super) comma: &'static str,
    pub(super) of_grade: fn(Grade) -> &'static str,
    pub(super) of_response: fn(ResponseLevel) -> &'static str,
    pub(super) of_sensitivity: fn(Sensitivity) -> &'static str,
    pub(super) of_recipient: fn(Recipient) -> &'static str,
    pub(super) of_item: fn(ReportItem) -> &'static str,
}

/// Gives each value of an enumeration its text in one language, for Rust and, ending in NUL, for C. Both are the
/// same bytes, so that they lie in flash once.
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
                        $( $name::$variant $( { $($field)* } )? => const { without_nul(concat!($text, "\0")) }, )+
                    }
                }

                #[doc = $doc]
                /// For C: it ends in NUL.
                #[cfg(feature = "ffi")]
                pub(crate) const fn $c_method(self) -> &'static CStr {
                    match self {
                        $( $name::$variant $( { $($field)* } )? => const { until_nul(concat!($text, "\0")) }, )+
                    }
                }
            }
        )+
    };
}

const fn without_nul(text: &'static str) -> &'static str {
    match text.split_at_checked(text.len() - 1) {
        Some((text, _)) => text,
        None => "",
    }
}

#[cfg(feature = "ffi")]
const fn until_nul(text: &'static str) -> &'static core::ffi::CStr {
    match core::ffi::CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => c"",
    }
}

use texts;
