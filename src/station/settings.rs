//! What a station is told once: its users, their valves and instruments, and how careful it is.

use super::alarm::{ALARM_KIND_COUNT, AlarmSettings};
use super::conditioning::SignalSettings;
use super::follow::FollowSettings;
use crate::coded::coded;
use crate::units::Flow;
use crate::user::{ClassSet, SupplyClass, User};

/// Whether a station can set what a user takes. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Control {
    /// By a valve or by an order that it follows.
    Controlled = 0,
    /// Not at all: what it draws is counted before the rest is shared out.
    Uncontrolled = 1,
}

coded!(Control {
    Controlled => "controlled",
    Uncontrolled => "uncontrolled",
});

/// The code of a control as C gives it: any byte.
pub(crate) type ControlCode = u8;

/// A user of a station. Flows in the unit of the problem, times in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StationUser {
    /// Who it is to the supply order. Its demand is the contracted maximum.
    pub user: User,
    /// How what it wants is measured.
    pub demand: SignalSettings,
    /// How what it draws is measured.
    pub flow: SignalSettings,
    /// How its set-point moves.
    pub follow: FollowSettings,
    /// By how much it may draw more than its set-point.
    pub tolerance: Flow,
    /// For how long it may draw more than that before it is taken not to follow.
    pub grace_ms: u32,
    /// For how long it must have kept to its set-point to be taken back.
    pub follow_again_ms: u32,
    /// How long it has to acknowledge an order; 0: it has not to.
    pub acknowledge_ms: u32,
    /// A code of [`Control`].
    pub(crate) control: ControlCode,
    /// 1 if it is one of the main downstream users (下游主要用户) by whose interruption an event is graded, otherwise 0.
    pub is_main: u8,
    /// 0.
    pub reserved: [u8; 6],
}

impl StationUser {
    /// A user that follows at once. What it wants is between 0 and its contracted maximum; its meter reads up to twice
    /// that, so that who draws too much is seen.
    pub const fn new(user: User) -> StationUser {
        let signal = SignalSettings::between(0, user.demand as u64);
        StationUser {
            user,
            demand: signal,
            flow: SignalSettings { highest: user.demand as u64 * 2, ..signal },
            follow: FollowSettings::AT_ONCE,
            tolerance: 0,
            grace_ms: 0,
            follow_again_ms: 0,
            acknowledge_ms: 0,
            control: Control::Controlled as u8,
            is_main: 0,
            reserved: [0; 6],
        }
    }

    /// The same user, controlled or not.
    #[must_use]
    pub const fn with_control(self, control: Control) -> StationUser {
        StationUser { control: control as u8, ..self }
    }

    /// The same user with other settings of its set-point.
    #[must_use]
    pub const fn with_follow(self, follow: FollowSettings) -> StationUser {
        StationUser { follow, ..self }
    }

    /// The same user, one of the main downstream users or not.
    #[must_use]
    pub const fn with_main(self, is_main: bool) -> StationUser {
        StationUser { is_main: is_main as u8, ..self }
    }

    /// Whether it is one of the main downstream users (下游主要用户), by whose interruption an event is graded.
    pub fn is_main(&self) -> bool {
        self.is_main != 0
    }

    /// Whether it can be controlled.
    pub fn control(&self) -> Control {
        Control::from_code(self.control).unwrap_or(Control::Uncontrolled)
    }
}

/// What holds for a whole station. Times in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StationSettings {
    /// How the supply is measured. Its lowest value is the stated fallback.
    pub supply: SignalSettings,
    /// How it is known what the station can pass: what inlet pressure, regulators and heaters allow.
    pub capacity: SignalSettings,
    /// How each kind of alarm behaves, in the order of the codes of the kinds.
    pub alarms: [AlarmSettings; ALARM_KIND_COUNT],
    /// How long a turn of a rotating step lasts; 0: turns are not counted.
    pub rotation_interval_ms: u32,
    /// How long before an override expires its alarm comes.
    pub override_warning_ms: u32,
    /// The classes that are not cut by the station itself on values that are not measured: such a reduction is proposed
    /// and waits for a person.
    pub protected_classes: ClassSet,
    /// 0.
    pub reserved: [u8; 7],
}

impl StationSettings {
    /// Homes, heating and public services.
    pub const PROTECTED: ClassSet =
        ClassSet::of(&[SupplyClass::Residential, SupplyClass::Heating, SupplyClass::PublicService]);

    /// A station whose supply is between two values, and which can pass all of it.
    pub const fn new(lowest_supply: u64, highest_supply: u64) -> StationSettings {
        StationSettings {
            supply: SignalSettings::between(lowest_supply, highest_supply),
            capacity: SignalSettings::between(0, u64::MAX),
            alarms: AlarmSettings::OF_EACH_KIND,
            rotation_interval_ms: 0,
            override_warning_ms: 600_000,
            protected_classes: StationSettings::PROTECTED,
            reserved: [0; 7],
        }
    }
}
