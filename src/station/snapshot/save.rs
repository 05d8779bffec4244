//! Taking a snapshot.

use super::content::{snapshot_bytes, write_station, write_user};
use super::error::SnapshotError;
use super::frame::enclose;
use crate::station::controller::Station;

/// What erased flash holds, and what a snapshot is filled up with.
const ERASED: u8 = 0xff;

impl Station<'_> {
    /// Takes a snapshot: writes all that the station keeps to `bytes`, as it is after the last scan or command, with a number
    /// by which the newest is known ([`super::SnapshotSlots::number`]; who keeps a single one in a store of his own says
    /// what he likes). Returns how long it is; what is left of `bytes` is filled with 0xff. Write all of them to the store,
    /// or as many as whole writes of the store take.
    ///
    /// The same bytes on every target. Complexity: a pass over the users, and one over the bytes; changes nothing.
    ///
    /// # Errors
    ///
    /// [`SnapshotError::BufferTooSmall`]: lend [`snapshot_bytes`] for the number of users; [`SnapshotError::RoundOpen`].
    /// Nothing is written then.
    pub fn save(&self, number: u64, bytes: &mut [u8]) -> Result<usize, SnapshotError> {
        if self.is_round_open() {
            return Err(SnapshotError::RoundOpen);
        }
        let needed = snapshot_bytes(self.users.len(), 1);
        let snapshot = bytes.split_at_mut_checked(needed);
        let (snapshot, rest) = snapshot.ok_or(SnapshotError::BufferTooSmall { needed })?;
        let users = self.users.len() as u32;
        enclose(snapshot, number, |writer| {
            write_station(self.memory.state, self.policy, users, writer);
            for (own, point) in self.users.iter().zip(self.memory.points.iter()) {
                write_user(own, point, writer);
            }
        });
        rest.fill(ERASED);
        Ok(needed)
    }
}
