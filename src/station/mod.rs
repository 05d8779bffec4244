//! The station controller (门站控制器): what turns measurements into set-points, orders and alarms, scan after scan.
//!
//! It sits on top of allocation and does no input or output: whoever calls it brings signals and carries out what it says.
//!
//! ```text
//! signals ─► conditioning ─► what is wanted, what there is ─► allocation ─► following ─► set-points, orders, alarms
//!     persons' commands ──────────┘                                 └─► what users draw comes back as a signal
//! ```
//!
//! # Principles
//!
//! 1. **Unknown protects the protected.** What a bad signal hides is replaced by the credible value that is worst for
//!    whoever is less protected (`conditioning.rs`).
//! 2. **No automatic cut of a protected class on values that are not measured.** It is proposed, and waits for a person;
//!    meanwhile the others bear it.
//! 3. **Cut at once, restore slowly.** The set-points of those who share, with what is counted first, are within the supply
//!    in every scan, as long as what cannot be controlled leaves room.
//! 4. **Bounded change.** In any window a user is changed a stated number of times, and twice more at most.
//! 5. **What cannot be controlled is counted first.**
//! 6. **Nothing silent.** All that happens is shown as it happens ([`StationEvent`]).
//! 7. **A restart is not an event.** All state is plain values that can be saved.
//! 8. **Bounded.** Memory is the caller's; a scan takes passes over the users and four allocations at most.

#![forbid(unsafe_code)]

mod alarm;
mod alarms;
mod command;
mod conditioning;
mod controller;
mod error;
mod event;
mod follow;
mod following;
mod order;
mod point;
mod settings;
mod signal;

pub use alarm::{AlarmChange, AlarmKind, AlarmPoint, AlarmState};
pub use command::Command;
pub use conditioning::{Conditioned, InstrumentStatus, Rung, SignalSettings, SignalState};
pub use controller::{Mode, ScanInput, ScanResult, Station, StationMemory, StationState, UserSignals};
pub use error::StationError;
pub use event::StationEvent;
pub use follow::{FollowSettings, FollowState, MAX_CHANGES};
pub use order::{Order, OrderCause, OrderState};
pub use point::{Override, Standing, UserPoint};
pub use settings::{Control, StationSettings, StationUser};
pub use signal::{Quality, Signal};
