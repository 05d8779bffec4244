//! Every text for people, in one table for each language, so that firmware that prints nothing links none of
//! them and a translator finds all of them in one place.
//!
//! `text_en` is plain English; `text_zh` is the plan's Chinese term where it has one.

pub(super) mod en;
pub(super) mod table;
pub(super) mod zh;
