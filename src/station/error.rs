//! What a station refuses.

use core::fmt;

use crate::allocate::AllocateError;

/// What a station refuses. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StationError {
    /// The users or the policy are wrong.
    Allocate(AllocateError),
    /// There is not exactly one of everything in memory for each user.
    MemoryCount {
        /// How many users there are.
        users: usize,
    },
    /// There are not signals for each user.
    SignalCount {
        /// How many users there are.
        users: usize,
        /// For how many there are signals.
        signals: usize,
    },
    /// The settings of a user contradict each other.
    UserSettings {
        /// The user.
        user: usize,
    },
    /// The settings of the supply contradict each other.
    SupplySettings,
    /// There is no such user.
    UnknownUser {
        /// The user.
        user: usize,
    },
    /// There is no such order, or it is another's.
    UnknownOrder {
        /// The number.
        sequence: u64,
    },
    /// An override that ends before it begins, or beyond the user's contracted maximum, or without an owner.
    WrongOverride {
        /// The user.
        user: usize,
    },
    /// There is nothing to acknowledge, confirm or release.
    NothingToDo,
    /// A snapshot is not one of this station, or damaged.
    WrongSnapshot,
    /// A snapshot does not fit the buffer.
    BufferTooSmall {
        /// How long it must be.
        needed: usize,
    },
}

impl fmt::Display for StationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StationError::Allocate(error) => error.fmt(f),
            StationError::MemoryCount { users } => {
                write!(f, "{users} users; lend one point, one user and one grant for each")
            }
            StationError::SignalCount { users, signals } => {
                write!(f, "signals of {signals} users for {users}; give them for each")
            }
            StationError::UserSettings { user } => write!(
                f,
                "the settings of user {user} contradict each other; lowest values are not above highest ones, those not \
                 above the contracted maximum, and changes in a window are 1 to 8"
            ),
            StationError::SupplySettings => f.write_str("the lowest supply is above the highest"),
            StationError::UnknownUser { user } => write!(f, "there is no user {user}"),
            StationError::UnknownOrder { sequence } => {
                write!(f, "order {sequence} is not the user's last one")
            }
            StationError::WrongOverride { user } => write!(
                f,
                "the override of user {user} has no owner, ends before it begins, or is above the contracted maximum"
            ),
            StationError::NothingToDo => f.write_str("there is nothing to acknowledge, confirm or release"),
            StationError::WrongSnapshot => f.write_str("the snapshot is damaged, or not one of this station"),
            StationError::BufferTooSmall { needed } => {
                write!(f, "the buffer is too small; it must have {needed} bytes")
            }
        }
    }
}

impl core::error::Error for StationError {}
