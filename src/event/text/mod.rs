//! Every text for people, in one table for each language, so that firmware that prints nothing links none of
//! them and a translator finds all of them in one place.
//!
//! `text_en` is plain English; `text_zh` is the plan's Chinese term where it has one.

mod en;
mod zh;

/// Gives each value of an enumeration its text in one language.
macro_rules! texts {
    ($method:ident, $doc:literal, $( $name:ident { $( $variant:ident $( { $($field:tt)* } )? => $text:literal, )+ } )+) => {
        $(
            impl $name {
                #[doc = $doc]
                pub const fn $method(self) -> &'static str {
                    match self {
                        $( $name::$variant $( { $($field)* } )? => $text, )+
                    }
                }
            }
        )+
    };
}

use texts;
