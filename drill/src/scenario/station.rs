//! The station controller of an exercise: its settings, its signals and what goes wrong with them, and what operators do.

use citygate::station::{AlarmKind, Mode};
use citygate::user::ClassSet;
use serde::Serialize;

use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// How a station controller takes part in an exercise. Times in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationPlan {
    /// The noise is another with another seed.
    pub seed: u64,
    pub scan_ms: u32,
    /// What is taken for the supply when nothing is known of it.
    pub lowest_supply: Quantity,
    pub highest_supply: Quantity,
    pub protected: ClassSet,
    pub alarm_on_delay_ms: u32,
    pub alarm_off_delay_ms: u32,
    pub override_warning_ms: u32,
    pub supply: Metering,
    /// In the order of the scenario's users.
    pub users: Vec<ControlledUser>,
    /// No two of one signal at one time.
    pub failures: Vec<Failure>,
    pub strayings: Vec<Straying>,
    /// In the order of time.
    pub commands: Vec<PlannedCommand>,
}

/// Percents are thousandths of a percent, as quantities are thousandths of their unit.
pub type Percent = Quantity;

/// How a signal is measured, and what the station makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metering {
    /// The value that is read is up to so much above or below the true one.
    pub noise: Percent,
    pub delay_ms: u32,
    /// How much of its highest value the signal can change by in a minute; zero: by anything.
    pub change_per_min: Percent,
    /// What takes its place when the last good value is too old, as a part of the highest value.
    pub scheduled: Option<Percent>,
    pub jump_confirm_ms: u32,
    pub stuck_ms: u32,
    pub time_to_live_ms: u32,
    pub last_good_ms: u32,
}

/// How a user is controlled, and how it behaves. Parts are of its contracted maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlledUser {
    pub is_controlled: bool,
    pub contracted: Quantity,
    pub dead_band: Percent,
    /// In a minute; zero: at once.
    pub ramp: Percent,
    pub restore_hold_ms: u32,
    pub minimum_off_ms: u32,
    pub minimum_on_ms: u32,
    pub notice_ms: u32,
    pub window_ms: u32,
    pub most_changes: u32,
    pub tolerance: Percent,
    pub grace_ms: u32,
    pub follow_again_ms: u32,
    /// How long it has to acknowledge an order; 0: it has not to.
    pub acknowledge_ms: u32,
    /// After how long it does.
    pub acknowledges_after_ms: u32,
    /// How long its flow takes to follow its set-point.
    pub follows_after_ms: u32,
    pub metering: Metering,
}

/// A signal of a station. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalPlace {
    Supply,
    Demand(usize),
    Flow(usize),
    /// Whether its valve is at the station's command.
    Valve(usize),
}

/// So long a signal is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    pub signal: SignalPlace,
    pub from_ms: u64,
    pub to_ms: u64,
    pub how: FailureKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// There is no value.
    Dead,
    /// It says what it said when it began, and nothing betrays that.
    Stuck,
    /// Every so many readings it is by so much too high, and the next time too low.
    Spiking { by: Percent, every: u32 },
    /// It says what it said when it began, and how old that is.
    Stale,
    /// It says of itself that it may be wrong.
    Uncertain,
}

/// So long a user takes more than it may: so much of what it wants beyond that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Straying {
    pub user: usize,
    pub from_ms: u64,
    pub to_ms: u64,
    pub by: Percent,
}

/// What an operator does, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCommand {
    pub at_ms: u64,
    pub what: CommandKind,
    pub by: Option<LocalText>,
}

/// What an operator does. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandKind {
    Override {
        user: usize,
        set_point: Quantity,
        until_ms: u64,
    },
    Hold {
        user: usize,
        until_ms: u64,
    },
    Release {
        user: usize,
    },
    /// What is proposed to a user, or all that is.
    Confirm {
        user: Option<usize>,
    },
    /// An alarm, or all of them.
    AcknowledgeAlarms(Option<AlarmPlace>),
    /// The order of a user, in its place.
    AcknowledgeOrder {
        user: usize,
    },
    Shelve {
        alarm: AlarmPlace,
        until_ms: u64,
    },
    SetMode(Mode),
}

/// An alarm of a user, or of the station itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlarmPlace {
    pub kind: AlarmKind,
    pub user: Option<usize>,
}

/// What a command is called in scenarios and results. The numbers are those of the journal and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum CommandName {
    Override = 1,
    Hold = 2,
    Release = 3,
    Confirm = 4,
    Acknowledge = 5,
    Shelve = 6,
    Mode = 7,
    /// Nobody did it: an override ran out.
    OverrideExpired = 8,
}

impl CommandName {
    pub const fn code(self) -> u8 {
        self as u8
    }

    pub const fn from_code(code: u8) -> Option<CommandName> {
        Some(match code {
            1 => CommandName::Override,
            2 => CommandName::Hold,
            3 => CommandName::Release,
            4 => CommandName::Confirm,
            5 => CommandName::Acknowledge,
            6 => CommandName::Shelve,
            7 => CommandName::Mode,
            8 => CommandName::OverrideExpired,
            _ => return None,
        })
    }
}
