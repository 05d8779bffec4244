//! Alarms, after ISA-18.2: each has one state, is acknowledged by a person, and is cleared only when what it tells of is
//! over. An alarm asks somebody to do something; what does not is no alarm.
//!
//! Every alarm that there can be has its own place, so that none is lost however many come.

use super::snapshot::form::{Flag, Zero, saved};
use crate::coded::coded;

/// What an alarm tells of. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AlarmKind {
    /// The supply, or what the station can pass, is not measured; a substitute is in use. Have the instrument seen to.
    SupplySubstituted = 0,
    /// What a user wants or draws is not measured; a substitute is in use. Have the instrument seen to.
    UserSubstituted = 1,
    /// A reduction of a protected class is proposed. Confirm it, or find out what the values really are.
    ProposalWaits = 2,
    /// A user draws more than its set-point. Call it, or shut it in.
    NotFollowing = 3,
    /// A user has not acknowledged its order in time. Call it.
    NotAcknowledged = 4,
    /// A manual override will expire soon: the user goes back to automatic. Renew it, or let it.
    OverrideExpires = 5,
    /// What is not to be reduced now takes more than there is. Confirm what is proposed, shut somebody in, or find more gas.
    CannotBeMet = 6,
    /// The station is not in automatic mode. Set it back when what it was for is over.
    NotAutomatic = 7,
    /// A user's changes are used up: it gets no more until the window has passed. Override it if that is too hard.
    ChangesUsedUp = 8,
    /// A user that should be controlled cannot be: its valve is not at the station's command. Send somebody.
    ValveNotAvailable = 9,
}

coded!(AlarmKind {
    SupplySubstituted => "supply_substituted",
    UserSubstituted => "user_substituted",
    ProposalWaits => "proposal_waits",
    NotFollowing => "not_following",
    NotAcknowledged => "not_acknowledged",
    OverrideExpires => "override_expires",
    CannotBeMet => "cannot_be_met",
    NotAutomatic => "not_automatic",
    ChangesUsedUp => "changes_used_up",
    ValveNotAvailable => "valve_not_available",
});

/// How soon somebody has to do something. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AlarmPriority {
    /// In this shift.
    Low = 0,
    /// Within the hour.
    Medium = 1,
    /// Now.
    High = 2,
}

coded!(AlarmPriority {
    Low => "low",
    Medium => "medium",
    High => "high",
});

/// The code of a priority as C gives it: any byte.
pub(crate) type AlarmPriorityCode = u8;

/// How many kinds of alarms there are.
pub const ALARM_KIND_COUNT: usize = 10;

const _: () = assert!(ALARM_KIND_COUNT == AlarmKind::ALL.len());

/// How a kind of alarm behaves. Times in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct AlarmSettings {
    /// For how long a condition must hold before its alarm comes.
    pub on_delay_ms: u32,
    /// For how long it must not hold before the alarm goes.
    pub off_delay_ms: u32,
    /// After how long an alarm that was acknowledged, and whose condition still holds, comes again; 0: never.
    pub again_ms: u32,
    /// A code of [`AlarmPriority`].
    pub(crate) priority: AlarmPriorityCode,
    /// 1 if it is latched: acknowledged or not, it stays until somebody acknowledges it after what it tells of is over;
    /// otherwise 0.
    pub is_latched: u8,
    /// 0.
    pub reserved: u16,
}

impl AlarmSettings {
    /// One that comes after two seconds, goes after five, and is not latched.
    pub const fn new(priority: AlarmPriority) -> AlarmSettings {
        AlarmSettings {
            on_delay_ms: 2000,
            off_delay_ms: 5000,
            again_ms: 0,
            priority: priority as u8,
            is_latched: 0,
            reserved: 0,
        }
    }

    /// What each kind has if nothing else is stated, in the order of the codes. High is what takes gas from somebody
    /// protected, or will; medium what makes the sharing less exact; low what can wait.
    pub const OF_EACH_KIND: [AlarmSettings; AlarmKind::ALL.len()] = [
        AlarmSettings::new(AlarmPriority::High),
        AlarmSettings::new(AlarmPriority::Medium),
        AlarmSettings::new(AlarmPriority::High).again_after(900_000),
        AlarmSettings::new(AlarmPriority::High).again_after(900_000),
        AlarmSettings::new(AlarmPriority::Medium),
        AlarmSettings::new(AlarmPriority::Low),
        AlarmSettings::new(AlarmPriority::High).again_after(900_000),
        AlarmSettings::new(AlarmPriority::Medium),
        AlarmSettings::new(AlarmPriority::Low),
        AlarmSettings::new(AlarmPriority::Medium),
    ];

    /// The same, but it comes again after so long.
    #[must_use]
    pub const fn again_after(self, again_ms: u32) -> AlarmSettings {
        AlarmSettings { again_ms, ..self }
    }

    /// The priority.
    pub fn priority(&self) -> AlarmPriority {
        AlarmPriority::from_code(self.priority).unwrap_or(AlarmPriority::High)
    }
}

/// Where an alarm is in its life (ISA-18.2, figure 3). The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AlarmState {
    /// Nothing is the matter.
    Normal = 0,
    /// Something is, and nobody has acknowledged it.
    Unacknowledged = 1,
    /// Something is, and somebody knows.
    Acknowledged = 2,
    /// It is over, and nobody has acknowledged that.
    ReturnedUnacknowledged = 3,
}

coded!(AlarmState {
    Normal => "normal",
    Unacknowledged => "unacknowledged",
    Acknowledged => "acknowledged",
    ReturnedUnacknowledged => "returned_unacknowledged",
});

/// An alarm point. All zero is one of which nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct AlarmPoint {
    /// When it last came, in ms of the station's time.
    pub came_ms: u64,
    /// Until when it is shelved; 0 if it is not.
    pub shelved_until_ms: u64,
    /// For how long the condition has held, or not held, without a break.
    pub(super) lasted_ms: u32,
    /// For how long it has been acknowledged.
    pub(super) acknowledged_ms: u32,
    /// How often it came.
    pub count: u32,
    /// A code of [`AlarmState`].
    pub(super) state: u8,
    /// 1 if the condition held in the last scan, otherwise 0.
    pub(super) held: u8,
    pub(super) reserved: u16,
}

saved!(codes of AlarmState);
saved!(AlarmPoint {
    came_ms: u64,
    shelved_until_ms: u64,
    lasted_ms: u32,
    acknowledged_ms: u32,
    count: u32,
    state: AlarmState,
    held: Flag<u8>,
    reserved: Zero<u16>,
});

/// What became of an alarm in a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum AlarmChange {
    /// It came, or came again.
    Came,
    /// What it tells of is over.
    Went,
}

impl AlarmPoint {
    /// Where it is in its life.
    pub fn state(&self) -> AlarmState {
        AlarmState::from_code(self.state).unwrap_or(AlarmState::Normal)
    }

    /// Whether it is to be shown: it is not normal, and not shelved.
    pub fn is_shown(&self) -> bool {
        self.state() != AlarmState::Normal && self.shelved_until_ms == 0
    }

    /// Takes the condition of a scan. It comes when the condition has held for the on-delay, and goes when it has not held
    /// for the off-delay.
    pub(super) fn take(
        &mut self,
        settings: &AlarmSettings,
        holds: bool,
        elapsed_ms: u32,
        now_ms: u64,
    ) -> Option<AlarmChange> {
        let broke = (self.held != 0) != holds;
        self.held = holds as u8;
        self.lasted_ms = if broke { 0 } else { self.lasted_ms.saturating_add(elapsed_ms) };
        self.acknowledged_ms = match self.state() {
            AlarmState::Acknowledged => self.acknowledged_ms.saturating_add(elapsed_ms),
            _ => 0,
        };
        let is_on = matches!(self.state(), AlarmState::Unacknowledged | AlarmState::Acknowledged);
        let is_again = settings.again_ms != 0 && self.acknowledged_ms >= settings.again_ms;
        let comes = if is_on { is_again } else { self.lasted_ms >= settings.on_delay_ms };
        let next = match (holds, self.state()) {
            (true, _) if comes => AlarmState::Unacknowledged,
            (false, AlarmState::Acknowledged | AlarmState::Unacknowledged)
                if self.lasted_ms < settings.off_delay_ms =>
            {
                return None;
            }
            (false, AlarmState::Acknowledged) if settings.is_latched == 0 => AlarmState::Normal,
            (false, AlarmState::Acknowledged | AlarmState::Unacknowledged) => {
                AlarmState::ReturnedUnacknowledged
            }
            _ => return None,
        };
        self.state = next.code();
        if next != AlarmState::Unacknowledged {
            return Some(AlarmChange::Went);
        }
        (self.came_ms, self.count) = (now_ms, self.count.saturating_add(1));
        Some(AlarmChange::Came)
    }

    /// A person acknowledges it. Returns whether there was anything to acknowledge.
    pub(super) fn acknowledge(&mut self) -> bool {
        let next = match self.state() {
            AlarmState::Unacknowledged => AlarmState::Acknowledged,
            AlarmState::ReturnedUnacknowledged => AlarmState::Normal,
            AlarmState::Normal | AlarmState::Acknowledged => return false,
        };
        self.state = next.code();
        self.acknowledged_ms = 0;
        true
    }

    /// Ends shelving whose time has come. Returns whether it did.
    pub(super) fn unshelve(&mut self, now_ms: u64) -> bool {
        let is_over = self.shelved_until_ms != 0 && self.shelved_until_ms <= now_ms;
        if is_over {
            self.shelved_until_ms = 0;
        }
        is_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: AlarmSettings =
        AlarmSettings { off_delay_ms: 3000, ..AlarmSettings::new(AlarmPriority::Low) };

    fn take(alarm: &mut AlarmPoint, settings: &AlarmSettings, holds: bool) -> AlarmState {
        alarm.take(settings, holds, 1000, 7);
        alarm.state()
    }

    #[test]
    fn an_alarm_lives_as_the_standard_says() {
        let mut alarm = AlarmPoint::default();
        assert_eq!(take(&mut alarm, &SETTINGS, true), AlarmState::Normal);
        assert_eq!(take(&mut alarm, &SETTINGS, true), AlarmState::Normal);
        assert_eq!(take(&mut alarm, &SETTINGS, true), AlarmState::Unacknowledged);
        assert!(alarm.acknowledge() && !alarm.acknowledge());
        for _ in 0..3 {
            assert_eq!(take(&mut alarm, &SETTINGS, false), AlarmState::Acknowledged);
        }
        assert_eq!(take(&mut alarm, &SETTINGS, false), AlarmState::Normal);
        for _ in 0..3 {
            take(&mut alarm, &SETTINGS, true);
        }
        for _ in 0..4 {
            take(&mut alarm, &SETTINGS, false);
        }
        assert_eq!(alarm.state(), AlarmState::ReturnedUnacknowledged);
        assert!(alarm.acknowledge());
        assert_eq!((alarm.state(), alarm.count), (AlarmState::Normal, 2));
        // A flicker is no alarm.
        for round in 0..20 {
            assert_eq!(take(&mut alarm, &SETTINGS, round % 2 == 0), AlarmState::Normal);
        }
    }

    #[test]
    fn a_latched_alarm_stays_until_it_is_acknowledged_after_it_is_over() {
        let latched = AlarmSettings { is_latched: 1, ..SETTINGS };
        let mut alarm = AlarmPoint::default();
        for _ in 0..3 {
            take(&mut alarm, &latched, true);
        }
        assert!(alarm.acknowledge());
        for _ in 0..10 {
            take(&mut alarm, &latched, false);
        }
        assert_eq!(alarm.state(), AlarmState::ReturnedUnacknowledged);
        assert!(alarm.acknowledge());
        assert_eq!(alarm.state(), AlarmState::Normal);
    }

    #[test]
    fn what_was_acknowledged_and_goes_on_comes_again() {
        let again = SETTINGS.again_after(10_000);
        let mut alarm = AlarmPoint::default();
        for _ in 0..3 {
            take(&mut alarm, &again, true);
        }
        for round in 2..5 {
            assert!(alarm.acknowledge());
            for _ in 0..9 {
                assert_eq!(take(&mut alarm, &again, true), AlarmState::Acknowledged);
            }
            assert_eq!(take(&mut alarm, &again, true), AlarmState::Unacknowledged);
            assert_eq!(alarm.count, round);
        }
    }
}
