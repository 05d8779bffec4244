//! What happens in a scan, told as it happens.

use super::alarm::AlarmKind;
use super::command::Command;
use super::order::Order;

/// One thing that happened. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum StationEvent {
    /// An order was given.
    Ordered(Order),
    /// An order took effect.
    TookEffect(Order),
    /// An order is no longer to be followed: another took its place, or there is no need for it any more.
    Superseded(Order),
    /// An order is proposed, and waits for a person to confirm it.
    Proposed(Order),
    /// A proposal is withdrawn.
    Withdrawn(Order),
    /// A person has confirmed a proposal.
    Confirmed(Order),
    /// A user draws more than it may.
    Strayed {
        /// The user.
        user: usize,
    },
    /// A user follows again.
    FollowsAgain {
        /// The user.
        user: usize,
    },
    /// A person has told the station something, and it was done.
    Commanded {
        /// Who, as the caller numbers persons.
        by: u32,
        /// What.
        command: Command,
    },
    /// An override has run out.
    OverrideExpired {
        /// The user.
        user: usize,
    },
    /// A minimum on time could not be kept.
    LockBroken {
        /// The user.
        user: usize,
    },
    /// An alarm came.
    AlarmCame {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// What an alarm tells of is over.
    AlarmWent {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// An alarm is shown again: its shelving is over.
    AlarmUnshelved {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// More alarms come than a person can take in.
    FloodBegan,
    /// That is over.
    FloodEnded {
        /// How many alarms came in it.
        alarms: u32,
    },
}
