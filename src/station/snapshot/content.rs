//! What is in a snapshot: the station, what it belongs to, and a record for each user.

use super::belonging;
use super::error::SnapshotError;
use super::form::Form;
use super::frame::{Frame, HEAD_BYTES, TAIL_BYTES, VERSION};
use super::sound::{Context, LAST_ORDER};
use crate::codec::{Reader, Writer};
use crate::policy::Policy;
use crate::station::controller::{Mode, StationState};
use crate::station::point::UserPoint;
use crate::station::settings::StationUser;

/// What is saved of a user: its fingerprint, and what is known of it.
const USER_BYTES: usize = u32::BYTES + UserPoint::BYTES;

/// What is saved before the users: the station, the fingerprint of its supply order, and how many users there are.
const STATION_BYTES: usize = StationState::BYTES + u32::BYTES + u32::BYTES;

pub(super) fn write_station(state: &StationState, policy: &Policy, users: u32, to: &mut Writer<'_>) {
    StationState::write(state, to);
    to.u32(belonging::of_policy(policy));
    to.u32(users);
}

pub(super) fn write_user(own: &StationUser, point: &UserPoint, to: &mut Writer<'_>) {
    to.u32(belonging::of_user(own));
    UserPoint::write(point, to);
}

/// How many bytes a snapshot of so many users takes, rounded up to whole writes of the store: of `write_size` bytes each,
/// or 1 where any number of bytes can be written.
///
/// ```
/// # use citygate::station::snapshot_bytes;
/// let slot = [0; snapshot_bytes(64, 32)];
/// assert_eq!(slot.len() % 32, 0);
/// ```
pub const fn snapshot_bytes(users: usize, write_size: usize) -> usize {
    let others = HEAD_BYTES + STATION_BYTES + TAIL_BYTES;
    let length = users.saturating_mul(USER_BYTES).saturating_add(others);
    match length.checked_next_multiple_of(write_size) {
        Some(whole_writes) => whole_writes,
        None => length,
    }
}

/// What is in a snapshot that is whole and of this version.
pub(super) struct Content<'b> {
    pub(super) state: StationState,
    policy: u32,
    pub(super) users: u32,
    records: &'b [u8],
}

impl<'b> Content<'b> {
    pub(super) fn none() -> Content<'b> {
        Content { state: StationState::default(), policy: 0, users: 0, records: &[] }
    }

    /// Reads it in its place, for the stack's sake; it is of no use after an error.
    pub(super) fn read(&mut self, frame: &Frame<'b>) -> Result<(), SnapshotError> {
        if frame.version != VERSION {
            return Err(SnapshotError::OtherVersion { version: frame.version });
        }
        let impossible = SnapshotError::Impossible { user: None };
        let (station, records) = frame.body.split_at_checked(STATION_BYTES).ok_or(impossible)?;
        let mut station = Reader::new(station);
        StationState::read(&mut self.state, &mut station).ok_or(impossible)?;
        (self.policy, self.users, self.records) = (station.u32(), station.u32(), records);
        self.is_sound().then_some(()).ok_or(impossible)
    }

    fn is_sound(&self) -> bool {
        let StationState { now_ms, sequence, alarms, flood, .. } = &self.state;
        *sequence <= LAST_ORDER
            && alarms.iter().all(|alarm| alarm.came_ms <= *now_ms)
            && flood.is_sound(self.users, *now_ms)
            && (self.users as usize).checked_mul(USER_BYTES) == Some(self.records.len())
    }

    /// Whether it is of a station with this supply order.
    pub(super) fn is_under(&self, policy: &Policy) -> bool {
        self.policy == belonging::of_policy(policy)
    }

    /// Whether in a user's place there is the same user, and what is said of it can be.
    // Not inlined: what is read is on the stack for no longer than it is looked at.
    #[inline(never)]
    pub(super) fn check_user(
        &self,
        policy: &Policy,
        user: usize,
        own: &StationUser,
    ) -> Result<(), SnapshotError> {
        let mut record = self.record(user);
        if self.users as usize <= user || record.u32() != belonging::of_user(own) {
            return Err(SnapshotError::OtherUser { user });
        }
        let mut point = UserPoint::default();
        let read = UserPoint::read(&mut point, &mut record);
        let (most, steps) = (own.user.demand, policy.steps().len());
        let context = Context { user, most, steps, state: &self.state };
        let is_sound = read.is_some() && context.allows(&point);
        is_sound.then_some(()).ok_or(SnapshotError::Impossible { user: Some(user) })
    }

    /// Puts what is saved of a user in its place; it has been checked.
    pub(super) fn put_user(&self, user: usize, point: &mut UserPoint) -> Option<()> {
        let mut record = self.record(user);
        record.u32();
        UserPoint::read(point, &mut record)
    }

    fn record(&self, user: usize) -> Reader<'b> {
        Reader::new(self.records.chunks_exact(USER_BYTES).nth(user).unwrap_or_default())
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
