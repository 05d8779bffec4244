//! One event from its notification to its end, with everything on record.

mod assess;
mod assessment;
#[cfg(all(test, feature = "ffi"))]
mod damaged;
mod error;
mod graded;
mod owed;
mod saved;
mod settings;
mod state;

pub use assessment::{Assessment, Observation};
pub use error::{EventError, RestoreError};
pub use saved::SAVED_LEN;
pub use settings::EventSettings;
pub use state::{EventSession, WALL_STEP_NOTICE_MS};
