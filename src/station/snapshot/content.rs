//! What is in a snapshot: the station, what it belongs to, and a record for each user.

use super::belonging;
use super::error::SnapshotError;
use super::form::{Form, saved};
use super::frame::{Frame, HEAD_BYTES, TAIL_BYTES, VERSION};
use super::sound::{Context, LAST_ORDER};
use crate::allocate::Grant;
use crate::codec::Reader;
use crate::policy::Policy;
use crate::station::controller::{Mode, StationState};
use crate::station::point::UserPoint;
use crate::station::settings::StationUser;

/// What is saved of a user.
pub(super) struct UserRecord {
    pub(super) fingerprint: u32,
    pub(super) point: UserPoint,
    pub(super) grant: Grant,
}

saved!(UserRecord { fingerprint: u32, point: UserPoint, grant: Grant });

/// What is saved before the users.
pub(super) struct StationRecord {
    pub(super) state: StationState,
    pub(super) policy: u32,
    pub(super) users: u32,
}

saved!(StationRecord { state: StationState, policy: u32, users: u32 });

/// How many bytes a snapshot of so many users takes, rounded up to whole writes of the store: of `write_size` bytes each,
/// or 1 where any number of bytes can be written.
///
/// ```
/// # use citygate::station::snapshot_bytes;
/// let slot = [0; snapshot_bytes(64, 32)];
/// assert_eq!(slot.len() % 32, 0);
/// ```
pub const fn snapshot_bytes(users: usize, write_size: usize) -> usize {
    let frame = HEAD_BYTES + StationRecord::BYTES + TAIL_BYTES;
    let length = users.saturating_mul(UserRecord::BYTES).saturating_add(frame);
    match length.checked_next_multiple_of(write_size) {
        Some(whole_writes) => whole_writes,
        None => length,
    }
}

/// A snapshot that is whole and of this version.
pub(super) struct Content<'b> {
    pub(super) station: StationRecord,
    records: &'b [u8],
}

impl<'b> Content<'b> {
    pub(super) fn read(frame: &Frame<'b>) -> Result<Content<'b>, SnapshotError> {
        if frame.version != VERSION {
            return Err(SnapshotError::OtherVersion { version: frame.version });
        }
        let impossible = SnapshotError::Impossible { user: None };
        let (station, records) = frame.body.split_at_checked(StationRecord::BYTES).ok_or(impossible)?;
        let station = StationRecord::read(&mut Reader::new(station)).ok_or(impossible)?;
        let StationRecord { state, users, .. } = &station;
        let is_sound = state.sequence <= LAST_ORDER
            && state.alarms.iter().all(|alarm| alarm.came_ms <= state.now_ms)
            && state.flood.is_sound(*users, state.now_ms)
            && (*users as usize).checked_mul(UserRecord::BYTES) == Some(records.len());
        is_sound.then_some(Content { station, records }).ok_or(impossible)
    }

    /// Whether it is of a station with this supply order.
    pub(super) fn is_under(&self, policy: &Policy) -> bool {
        self.station.policy == belonging::of_policy(policy)
    }

    /// What is saved of a user in its place.
    pub(super) fn record(
        &self,
        policy: &Policy,
        user: usize,
        own: &StationUser,
    ) -> Result<UserRecord, SnapshotError> {
        let bytes = self.records.chunks_exact(UserRecord::BYTES).nth(user);
        let bytes = bytes.ok_or(SnapshotError::OtherUser { user })?;
        if u32::read(&mut Reader::new(bytes)) != Some(belonging::of_user(own)) {
            return Err(SnapshotError::OtherUser { user });
        }
        let record = UserRecord::read(&mut Reader::new(bytes));
        let context =
            Context { user, most: own.user.demand, steps: policy.steps().len(), state: &self.station.state };
        let sound = record.filter(|record| context.allows(&record.point, &record.grant));
        sound.ok_or(SnapshotError::Impossible { user: Some(user) })
    }
}

/// What stands first in snapshots of every version: the station's time, the number of the last order, and the mode.
pub(super) fn first_of_any_version(frame: &Frame<'_>) -> Option<StationState> {
    let first = frame.body.get(..u64::BYTES + u64::BYTES + Mode::BYTES)?;
    let mut first = Reader::new(first);
    let (now_ms, sequence, mode) = (first.u64(), first.u64(), first.u8());
    // A mode of a later version: nothing moves until a person says how to go on.
    let mode = Mode::from_code(mode).unwrap_or(Mode::Off).code();
    (sequence <= LAST_ORDER).then_some(StationState { now_ms, sequence, mode, ..StationState::default() })
}
