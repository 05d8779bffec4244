//! What persons tell a station.

use super::alarm::AlarmKind;
use super::controller::Mode;
use crate::units::Flow;

/// What a person tells a station. Users are counted from 0; times are the station's, in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Command {
    /// Sets what a user gets, until a time.
    Override {
        /// The user.
        user: usize,
        /// What it gets, at most its contracted maximum.
        set_point: Flow,
        /// Until when.
        until_ms: u64,
    },
    /// Keeps a user where it is, until a time.
    Hold {
        /// The user.
        user: usize,
        /// Until when.
        until_ms: u64,
    },
    /// Gives a user back to the station.
    Release {
        /// The user.
        user: usize,
    },
    /// A user has acknowledged its order.
    AcknowledgeOrder {
        /// The user.
        user: usize,
        /// The number of the order.
        sequence: u64,
    },
    /// Somebody knows of an alarm, or that what it tells of is over.
    AcknowledgeAlarm {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// Does not show an alarm until a time.
    Shelve {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
        /// Until when.
        until_ms: u64,
    },
    /// Shows an alarm again before its shelving is over.
    Unshelve {
        /// What it tells of.
        kind: AlarmKind,
        /// The user, or none if it is the station's.
        user: Option<usize>,
    },
    /// What is proposed to a user is to be done. It holds as far as the proposal goes, until all values are measured
    /// again or the user has got more; whatever goes further is proposed anew.
    Confirm {
        /// The user.
        user: usize,
        /// The number of the proposal, so that nobody confirms another than the one that was read.
        sequence: u64,
    },
    /// How the station works from now on.
    SetMode(Mode),
}
