//! Snapshots: all that a station keeps, as bytes that survive a restart.

mod belonging;
mod checksum;
mod content;
mod error;
pub(super) mod form;
mod frame;
mod restore;
mod save;
mod shared;
mod slots;
mod sound;

pub use content::snapshot_bytes;
pub use error::SnapshotError;
pub use frame::snapshot_number;
pub use slots::SnapshotSlots;
