//! Alarms, after ISA-18.2: each has one state, is acknowledged by a person, and is cleared only when what it tells of is
//! over. An alarm asks somebody to do something; what does not is no alarm.

use super::snapshot::form::{Flag, Zero, saved};
use crate::coded::coded;

/// What an alarm tells of. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum AlarmKind {
    /// The supply is not measured; a substitute is in use.
    SupplySubstituted = 0,
    /// What a user wants or draws is not measured; a substitute is in use.
    UserSubstituted = 1,
    /// A reduction of a protected class is proposed and waits for a person.
    ProposalWaits = 2,
    /// A user draws more than its set-point.
    NotFollowing = 3,
    /// A user has not acknowledged its order in time.
    NotAcknowledged = 4,
    /// A manual override has expired or will soon: the user goes back to automatic.
    OverrideExpires = 5,
    /// What cannot be controlled draws more than there is.
    CannotBeMet = 6,
    /// The station is not in automatic mode.
    NotAutomatic = 7,
    /// A user's changes are used up.
    ChangesUsedUp = 8,
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
});

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
    /// It is over, and nobody has acknowledged it.
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
#[repr(C)]
pub struct AlarmPoint {
    /// When it last came, in ms of the station's time.
    pub came_ms: u64,
    /// Until when it is shelved; 0 if it is not.
    pub shelved_until_ms: u64,
    /// For how long the condition has held, or not held, without a break.
    lasted_ms: u32,
    /// How often it came.
    pub count: u32,
    /// A code of [`AlarmState`].
    state: u8,
    /// 1 if the condition held in the last scan, otherwise 0.
    held: u8,
    reserved: [u16; 3],
}

saved!(codes of AlarmState);
saved!(AlarmPoint {
    came_ms: u64,
    shelved_until_ms: u64,
    lasted_ms: u32,
    count: u32,
    state: AlarmState,
    held: Flag<u8>,
    reserved: Zero<[u16; 3]>,
});

/// What became of an alarm in a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmChange {
    /// It came.
    Came,
    /// What it tells of is over.
    Went,
}

impl AlarmPoint {
    /// Where it is in its life.
    pub fn state(&self) -> AlarmState {
        AlarmState::from_code(self.state).unwrap_or(AlarmState::Normal)
    }

    /// Whether it is to be shown at a time.
    pub fn is_shown(&self, now_ms: u64) -> bool {
        self.state() != AlarmState::Normal && self.shelved_until_ms <= now_ms
    }

    /// Takes the condition of a scan. It comes when the condition has held for the on-delay, and goes when it has not held
    /// for the off-delay.
    pub(super) fn take(
        &mut self,
        holds: bool,
        elapsed_ms: u32,
        now_ms: u64,
        (on_delay_ms, off_delay_ms): (u32, u32),
    ) -> Option<AlarmChange> {
        let broke = (self.held != 0) != holds;
        self.held = holds as u8;
        self.lasted_ms = if broke { 0 } else { self.lasted_ms.saturating_add(elapsed_ms) };
        let is_on = matches!(self.state(), AlarmState::Unacknowledged | AlarmState::Acknowledged);
        match (holds, is_on) {
            (true, false) if self.lasted_ms >= on_delay_ms => {
                self.state = AlarmState::Unacknowledged.code();
                (self.came_ms, self.count) = (now_ms, self.count.saturating_add(1));
                Some(AlarmChange::Came)
            }
            (false, true) if self.lasted_ms >= off_delay_ms => {
                self.state = match self.state() {
                    AlarmState::Acknowledged => AlarmState::Normal.code(),
                    _ => AlarmState::ReturnedUnacknowledged.code(),
                };
                Some(AlarmChange::Went)
            }
            _ => None,
        }
    }

    /// A person acknowledges it. Returns whether there was anything to acknowledge.
    pub(super) fn acknowledge(&mut self) -> bool {
        let next = match self.state() {
            AlarmState::Unacknowledged => AlarmState::Acknowledged,
            AlarmState::ReturnedUnacknowledged => AlarmState::Normal,
            AlarmState::Normal | AlarmState::Acknowledged => return false,
        };
        self.state = next.code();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_lives_as_the_standard_says() {
        let mut alarm = AlarmPoint::default();
        let take = |alarm: &mut AlarmPoint, holds| {
            alarm.take(holds, 1000, 7, (2000, 3000));
            alarm.state()
        };
        assert_eq!(take(&mut alarm, true), AlarmState::Normal);
        assert_eq!(take(&mut alarm, true), AlarmState::Normal);
        assert_eq!(take(&mut alarm, true), AlarmState::Unacknowledged);
        assert!(alarm.acknowledge() && !alarm.acknowledge());
        for _ in 0..3 {
            assert_eq!(take(&mut alarm, false), AlarmState::Acknowledged);
        }
        assert_eq!(take(&mut alarm, false), AlarmState::Normal);
        for _ in 0..3 {
            take(&mut alarm, true);
        }
        for _ in 0..4 {
            take(&mut alarm, false);
        }
        assert_eq!(alarm.state(), AlarmState::ReturnedUnacknowledged);
        assert!(alarm.acknowledge());
        assert_eq!((alarm.state(), alarm.count), (AlarmState::Normal, 2));
        // A flicker is no alarm.
        for round in 0..20 {
            assert_eq!(take(&mut alarm, round % 2 == 0), AlarmState::Normal);
        }
    }
}
