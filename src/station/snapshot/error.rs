//! Why a snapshot is not taken or not gone on from.

use core::fmt;

/// Why a snapshot is not taken, or not gone on from. Nothing is changed then. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The snapshot does not fit.
    BufferTooSmall {
        /// How many bytes it takes.
        needed: usize,
    },
    /// A round is open: it has to be advanced to its end first.
    RoundOpen,
    /// There is none: the bytes are erased, were never written, or are something else.
    NoSnapshot,
    /// Not all of it is there.
    Incomplete {
        /// How many bytes it takes, as it says itself.
        length: u32,
        /// How many there are.
        given: usize,
    },
    /// It was not written to the end, or bytes of it have changed since.
    Damaged,
    /// It is of another version of the library, which saves other things.
    OtherVersion {
        /// The version of its format.
        version: u32,
    },
    /// It is of a station with another number of users.
    OtherUserCount {
        /// How many users it is of.
        saved: u32,
        /// How many there are.
        users: usize,
    },
    /// It is of a station with another supply order.
    OtherPolicy,
    /// It is of a station with another user in this place: another class, contracted maximum, technical minimum, base,
    /// weight, rank, on/off mark or control.
    OtherUser {
        /// The first such.
        user: usize,
    },
    /// It is whole, and says what cannot be: it was not made by this library.
    Impossible {
        /// The user of whom it says so; none if it is the station.
        user: Option<usize>,
    },
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::BufferTooSmall { needed } => {
                write!(f, "the snapshot takes {needed} bytes; lend so many")
            }
            SnapshotError::RoundOpen => f.write_str("a round is open; advance it to its end first"),
            SnapshotError::NoSnapshot => f.write_str("this is no snapshot of a station"),
            SnapshotError::Incomplete { length, given } => {
                write!(f, "the snapshot has {length} bytes, and only {given} are there; give all of them")
            }
            SnapshotError::Damaged => {
                f.write_str("the snapshot was not written to the end, or has changed since")
            }
            SnapshotError::OtherVersion { version } => {
                write!(f, "the snapshot is of version {version}, which this library does not read")
            }
            SnapshotError::OtherUserCount { saved, users } => {
                write!(
                    f,
                    "the snapshot is of {saved} users, and the station has {users}; after a change adopt it"
                )
            }
            SnapshotError::OtherPolicy => {
                f.write_str("the snapshot was taken under another supply order; after a change adopt it")
            }
            SnapshotError::OtherUser { user } => write!(
                f,
                "user {user} is another than in the snapshot: its class, contracted maximum, technical minimum, base, \
                 weight, rank, on/off mark or control; after a change adopt it"
            ),
            SnapshotError::Impossible { user: Some(user) } => {
                write!(f, "the snapshot says of user {user} what cannot be")
            }
            SnapshotError::Impossible { user: None } => {
                f.write_str("the snapshot says of the station what cannot be")
            }
        }
    }
}

impl core::error::Error for SnapshotError {}
