//! What happens in a scan, told as it happens.

use super::alarm::AlarmKind;
use super::order::Order;

/// One thing that happened. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A person has set what a user gets, or keeps it where it is.
    OverrideSet {
        /// The user.
        user: usize,
        /// Who.
        owner: u32,
    },
    /// A person has given a user back to the station.
    OverrideReleased {
        /// The user.
        user: usize,
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
}
