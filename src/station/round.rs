//! Where a round is, from one slice to the next.

use super::conditioning::{Conditioned, conditioned};
use crate::units::Total;

/// What is to be done next in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// Nothing: no round is open.
    Idle = 0,
    /// Share out what there is, then go to the next phase.
    Divide = 1,
    /// Propose what may not be done by the station itself.
    Propose = 2,
    /// Keep protected users where they are.
    KeepProtected = 3,
    /// Give notice to those who have to be told before.
    Notice = 4,
    /// Keep those where they are.
    KeepNoticed = 5,
    /// Move set-points.
    Follow = 6,
    /// Do what was put off, because the sum needs it.
    Reduce = 7,
    /// Let alarms come and go.
    Close = 8,
}

impl Phase {
    pub(super) fn of(code: u8) -> Phase {
        let phases = [
            Phase::Divide,
            Phase::Propose,
            Phase::KeepProtected,
            Phase::Notice,
            Phase::KeepNoticed,
            Phase::Follow,
            Phase::Reduce,
            Phase::Close,
        ];
        phases.into_iter().find(|phase| *phase as u8 == code).unwrap_or(Phase::Idle)
    }
}

/// Where a round is. All zero is that none is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(super) struct Round {
    pub(super) supply: u64,
    pub(super) capacity: u64,
    /// What is counted before the rest is shared out.
    pub(super) counted: Total,
    /// What all users want.
    pub(super) wanted: Total,
    /// The next user of the phase.
    pub(super) index: u32,
    pub(super) elapsed_ms: u32,
    /// For how long the main user has been stopped that has been so for the longest.
    pub(super) interruption_ms: u32,
    /// A code of [`Phase`].
    pub(super) phase: u8,
    /// The phase after the next division.
    pub(super) then: u8,
    /// 1 if a user of the phase asks for the one that follows.
    pub(super) is_asked: u8,
    /// 1 if notice has been given in this round.
    pub(super) has_noticed: u8,
    pub(super) supply_rung: u8,
    pub(super) supply_status: u8,
    pub(super) capacity_rung: u8,
    pub(super) capacity_status: u8,
    /// 1 if any value that counts is not measured.
    pub(super) is_unsure: u8,
    /// 1 while no alarm is in.
    pub(super) is_quiet: u8,
    /// 1 if something is proposed.
    pub(super) has_proposal: u8,
    /// 1 if any user is a main one.
    pub(super) has_main: u8,
}

impl Round {
    pub(super) fn is_open(&self) -> bool {
        self.phase != Phase::Idle as u8
    }

    pub(super) fn go_to(&mut self, phase: Phase) {
        (self.phase, self.index, self.is_asked) = (phase as u8, 0, 0);
    }

    pub(super) fn divide_then(&mut self, phase: Phase) {
        self.go_to(Phase::Divide);
        self.then = phase as u8;
    }

    pub(super) fn supply(&self) -> Conditioned {
        conditioned(self.supply, self.supply_rung, self.supply_status)
    }

    pub(super) fn capacity(&self) -> Conditioned {
        conditioned(self.capacity, self.capacity_rung, self.capacity_status)
    }

    /// What there is: the supply, as far as the station can pass it.
    pub(super) fn available(&self) -> Total {
        self.supply.min(self.capacity)
    }

    /// What is left to share out.
    pub(super) fn rest(&self) -> Total {
        self.available().saturating_sub(self.counted)
    }

    /// Whether what is kept for those who are not to be reduced leaves room for some of them to rise.
    pub(super) fn has_room(&self) -> bool {
        self.counted <= self.available()
    }
}
