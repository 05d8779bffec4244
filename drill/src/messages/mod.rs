//! Every text that people read, in English and in Chinese.
//!
//! Names come from the library's tables, which follow the plan; here are the sentences around them.

pub mod catalogue;
mod chinese;
mod english;
pub mod language;
pub mod notice;
pub mod outages;
pub mod percent;
pub mod reading;
pub mod station;
pub mod tool;
