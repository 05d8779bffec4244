//! The station controller for C: signals in, set-points, orders and alarms out, scan after scan.
//!
//! A station is a context in words that the caller declares: see `context.rs`. Supply order, settings and users are
//! read where they are, so that they may lie in flash.

mod codes;
mod context;
mod control;
mod convert;
mod events;
mod open;
mod outputs;
mod rehearsal;
mod signal;
mod snapshot;
#[cfg(test)]
mod tests;
mod text;
mod types;

pub use codes::*;
pub use control::*;
pub use open::*;
pub use outputs::*;
pub use rehearsal::*;
pub use signal::*;
pub use snapshot::*;
pub use text::*;
pub use types::*;
