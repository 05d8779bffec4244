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
//!    whoever is less protected (`conditioning.rs`). What puts off a reduction that the sum does not need (dead bands, minimum
//!    on times, notices) is not measured against that.
//! 2. **No automatic cut of a protected class on values that are not measured.** It is proposed, and waits for a person;
//!    meanwhile the others bear it.
//! 3. **Cut at once, restore slowly.** The set-points of those who share, with what is counted first, are within the supply
//!    in every scan, as long as what cannot be controlled leaves room.
//! 4. **Bounded change.** In any window a user is given a stated number of orders, and three more at most: a rise that is
//!    broken off, a cut to the technical minimum, and a cut to nothing; four if it has to be told before.
//! 5. **What cannot be controlled is counted first.**
//! 6. **Nothing silent.** All that happens is shown as it happens ([`StationEvent`]).
//! 7. **A restart is not an event.** All state is saved and gone on from: see [snapshots](#snapshots).
//! 8. **Bounded.** Memory is the caller's; a scan takes nine passes over the users and four allocations at most, in one piece
//!    ([`Station::scan`]) or in slices with a budget ([`Station::begin`], [`Station::advance`]).
//!
//! What the plan's event is assessed by comes from a scan by [`ScanResult::observe`] (feature `event`). A station in drill mode
//! is a [`Rehearsal`], a type of its own. For whoever configures, operates or certifies a station: `docs/station-controller.md`.
//!
//! # Snapshots
//!
//! [`Station::save`] writes all that a station keeps to bytes, [`Station::restore`] goes on from them. Whoever has flash,
//! or files, keeps two slots of [`snapshot_bytes`] each:
//!
//! 1. After a restart, look at both slots with [`snapshot_number`], one after the other in one buffer, and let
//!    [`SnapshotSlots::of`] say which is the newest. Restore from it; without any, [`Station::start`].
//! 2. After a scan, save with [`SnapshotSlots::number`], erase slot [`SnapshotSlots::next`], write to it, and call
//!    [`SnapshotSlots::written`].
//!
//! Whenever power fails, one slot holds a whole snapshot: the one before, or the new one. Who doubts his flash reads back
//! what he wrote, and asks [`snapshot_number`] before he calls it written.
//!
//! **Orders.** What a scan or a command gave out is acted upon and published only after the snapshot with it is written.
//! Then a restart finds all that anybody was told, and no number of an order is ever given again with another content. What
//! is in the snapshot may not have been published, so the orders that stand are published again after a restart: with the
//! same numbers, and the same content.
//!
//! A caller that saves less often, for the sake of its flash, publishes at once. After a restart it calls
//! [`Station::skip_order_numbers`], and saves before it goes on. What was given out since the last snapshot is then forgotten,
//! and the next scan orders anew; but no number is used again. So it costs nothing between two snapshots, and numbers need
//! not be counted ahead.
//!
//! **Another configuration.** A snapshot belongs to a supply order, all of it, and to users: in each place the same class,
//! contracted maximum, technical minimum, base, weight, rank, on/off mark and control. An engineer may change all else and
//! go on: attributes, signals' settings, tolerances, dead bands, ramps, all times and delays, which classes are protected.
//! Where more is changed, restoring is refused, and [`Station::adopt`] goes on with what fits.
//!
//! A snapshot does not hold settings. Its bytes: `docs/snapshot-format.md`.

#![forbid(unsafe_code)]

mod alarm;
mod alarms;
mod command;
mod conditioning;
mod controller;
mod error;
mod event;
mod flood;
mod follow;
mod following;
#[cfg(feature = "event")]
mod observe;
mod operate;
mod order;
mod point;
mod rehearsal;
mod round;
mod scan;
mod settings;
mod signal;
mod snapshot;
mod standing;

pub use alarm::{
    ALARM_KIND_COUNT, AlarmChange, AlarmKind, AlarmPoint, AlarmPriority, AlarmSettings, AlarmState,
};
pub use command::Command;
pub use conditioning::{Conditioned, InstrumentStatus, Rung, SignalSettings, SignalState};
pub use controller::{Mode, ScanInput, ScanResult, SetPoint, Station, StationMemory, StationState};
pub use error::StationError;
pub use event::StationEvent;
pub use flood::{AlarmFlood, FLOOD_ALARMS, FLOOD_WINDOW_MS, FirstOut};
pub use follow::{FollowSettings, FollowState, MAX_CHANGES};
pub use order::{Order, OrderCause, OrderState};
pub use point::{Override, Standing, UserPoint};
pub use rehearsal::{Rehearsal, Rehearsed};
pub use settings::{Control, StationSettings, StationUser};
pub use signal::{Quality, Signal, UserSignals, Valve};
pub use snapshot::{SnapshotError, SnapshotSlots, snapshot_bytes, snapshot_number};
