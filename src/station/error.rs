//! What a station refuses.

use core::fmt;

use crate::allocate::AllocateError;

/// What a station refuses. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
    /// The settings of a user contradict each other: a lowest value above a highest one, a schedule outside its range, a
    /// demand that may be above the contracted maximum, or changes in a window that are not 1 to 8.
    UserSettings {
        /// The user.
        user: usize,
    },
    /// The settings of the supply or of the capacity contradict each other, or a stuck time is stated, for which they have
    /// no partner.
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
    /// An override that ends before it begins, or beyond the user's contracted maximum.
    WrongOverride {
        /// The user.
        user: usize,
    },
    /// There is nothing to acknowledge, confirm or release.
    NothingToDo,
    /// A station that is off takes no override: nothing moves.
    IsOff,
    /// Nobody gave the command: a person's number is not 0.
    NoPerson,
    /// An alarm is shelved until a time that is not over.
    WrongShelving,
    /// A round is open: it has to be advanced to its end first.
    RoundOpen,
    /// No round is open: it has to be begun first.
    NoRound,
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
                "the settings of user {user} contradict each other; lowest values are not above highest ones, schedules \
                 between them, demands not above the contracted maximum, and changes in a window 1 to 8"
            ),
            StationError::SupplySettings => f.write_str(
                "the settings of the supply or of the capacity contradict each other; the lowest is not above the highest, \
                 the schedule between them, and the stuck time 0",
            ),
            StationError::UnknownUser { user } => write!(f, "there is no user {user}"),
            StationError::UnknownOrder { sequence } => {
                write!(f, "order {sequence} is not the user's last one")
            }
            StationError::WrongOverride { user } => write!(
                f,
                "the override of user {user} ends before it begins, or is above the contracted maximum"
            ),
            StationError::NothingToDo => f.write_str("there is nothing to acknowledge, confirm or release"),
            StationError::IsOff => f.write_str("the station is off; set it to manual or automatic first"),
            StationError::NoPerson => f.write_str("nobody gave the command; state who, by a number that is not 0"),
            StationError::WrongShelving => {
                f.write_str("the shelving ends before it begins; state a time that is still to come")
            }
            StationError::RoundOpen => f.write_str("a round is open; advance it to its end first"),
            StationError::NoRound => f.write_str("no round is open; begin one first"),
        }
    }
}

impl core::error::Error for StationError {}
