//! The plan's other half for C: grade, warning, response, reports, journal, and the session that holds one event
//! together.
//!
//! What decides is a pure function or belongs to a *context*: memory of the caller whose content is the library's. A
//! context is the library's own structure behind a seal that every call checks, so that one that was never opened,
//! zeroed, moved, damaged or is in use is an error.

mod actions;
mod codes;
mod context;
mod convert;
mod duties;
mod duty_types;
mod journal;
mod plan;
mod record_codes;
mod record_types;
mod records;
pub(super) mod refusals;
mod report;
mod response;
mod session;
mod session_types;
mod status;
mod text;
mod trend;
mod types;

pub use actions::*;
pub use codes::*;
pub use duties::*;
pub use duty_types::*;
pub use journal::*;
pub use plan::*;
pub use record_codes::*;
pub use record_types::*;
pub use records::*;
pub use report::*;
pub use response::*;
pub use session::*;
pub use session_types::*;
pub use text::*;
pub use trend::*;
pub use types::*;
