//! From a signal to a value that may be acted upon: *conditioning*, then the *substitution ladder*.
//!
//! Every signal is looked at in this order: what is out of range is bad; what is older than its time to live is bad; what
//! moves faster than it can is uncertain until it has lasted; what stands still while its partner moves is uncertain.
//!
//! A value that cannot be had, or not be relied upon, is replaced by the credible value that is worst for whoever is less
//! protected: for what is wanted the highest, for what there is the lowest. What is credible grows with time:
//!
//! 1. **Last good**: what the signal can have become since, by the rate at which it can change.
//! 2. **Scheduled**: a stated forecast or nomination, if it is stated.
//! 3. **Conservative**: the end of its range, or the stated fallback.
//!
//! So whatever the true value is, as long as it keeps to its stated range and rate, nobody who is less protected gets more
//! than with the true value.

use super::signal::{Quality, Signal};
use super::snapshot::form::{Flag, Zero, saved};
use crate::coded::coded;
use crate::units::Total;

/// Which values are worst for whoever is less protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What is wanted or drawn: the highest.
    Wanted,
    /// What there is: the lowest.
    Available,
}

impl Side {
    fn worst(self, a: u64, b: u64) -> u64 {
        match self {
            Side::Wanted => a.max(b),
            Side::Available => a.min(b),
        }
    }
}

/// Where a value in use comes from. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Rung {
    /// The signal itself.
    Measured = 0,
    /// The signal, on the safe side of the last good one: it is uncertain.
    Guarded = 1,
    /// The last good one, and what it can have become since.
    LastGood = 2,
    /// The schedule.
    Scheduled = 3,
    /// The conservative value.
    Conservative = 4,
}

coded!(Rung {
    Measured => "measured",
    Guarded => "guarded",
    LastGood => "last_good",
    Scheduled => "scheduled",
    Conservative => "conservative",
});

/// The state of an instrument, as NAMUR NE 107 tells it. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum InstrumentStatus {
    /// In order.
    Good = 0,
    /// Failure (F): no valid signal.
    Failure = 1,
    /// Function check (C): the signal was put there by somebody.
    FunctionCheck = 2,
    /// Out of specification (S): outside its range, too fast, stuck, or uncertain at its source.
    OutOfSpecification = 3,
    /// Maintenance required (M): older than it should be.
    MaintenanceRequired = 4,
}

coded!(InstrumentStatus {
    Good => "good",
    Failure => "failure",
    FunctionCheck => "function_check",
    OutOfSpecification => "out_of_specification",
    MaintenanceRequired => "maintenance_required",
});

/// How a signal is looked at, and what replaces it. Times in ms; 0 leaves a check out unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct SignalSettings {
    /// The lowest value that there can be.
    pub lowest: Total,
    /// The highest value that there can be: of a user the contracted maximum.
    pub highest: Total,
    /// By how much it can change in a second; 0: by anything, so that a last good value says nothing of the next.
    pub change_per_s: Total,
    /// The value that replaces it when the last good one is too old; [`SignalSettings::NO_SCHEDULE`] if there is none.
    /// It lies in the range, and has to be credible as the worst: a demand is not above it, a supply not below.
    pub scheduled: Total,
    /// For how long a jump must last to be believed.
    pub jump_confirm_ms: u32,
    /// For how long it may stand still while its partner moves: what a user wants and what it draws are partners. The
    /// supply has none, so that it has to be 0 there.
    pub stuck_ms: u32,
    /// How old it may be; 0: any age.
    pub time_to_live_ms: u32,
    /// For how long the last good value counts.
    pub last_good_ms: u32,
}

impl SignalSettings {
    /// No schedule is stated.
    pub const NO_SCHEDULE: Total = 0xffff_ffff_ffff_ffff;

    /// A signal between two values that is believed as it is; without it the conservative value counts.
    pub const fn between(lowest: u64, highest: u64) -> SignalSettings {
        SignalSettings {
            lowest,
            highest,
            change_per_s: 0,
            scheduled: SignalSettings::NO_SCHEDULE,
            jump_confirm_ms: 0,
            stuck_ms: 0,
            time_to_live_ms: 0,
            last_good_ms: 0,
        }
    }

    /// Whether the lowest value is not above the highest, and the schedule between them.
    pub(super) fn is_consistent(&self) -> bool {
        let range = self.lowest..=self.highest;
        !range.is_empty()
            && (self.scheduled == SignalSettings::NO_SCHEDULE || range.contains(&self.scheduled))
    }

    /// What it can change by in so many ms.
    fn change_in(&self, elapsed_ms: u64) -> u64 {
        if self.change_per_s == 0 {
            return u64::MAX;
        }
        self.change_per_s.saturating_mul(elapsed_ms).div_ceil(1000)
    }
}

/// What is known of a signal from one scan to the next. All zero is nothing yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct SignalState {
    /// The last good value.
    last_good: u64,
    /// The value before, to see whether it moves.
    last_value: u64,
    /// A value that is too far away to be believed yet.
    candidate: u64,
    /// How long ago the last good value was measured.
    good_for_ms: u32,
    /// For how long the candidate has lasted.
    candidate_ms: u32,
    /// For how long it has stood still while its partner moved.
    still_ms: u32,
    /// 1 if there was a good value, otherwise 0.
    has_good: u8,
    /// 1 if there was a value before.
    has_value: u8,
    reserved: u16,
}

saved!(SignalState {
    last_good: u64,
    last_value: u64,
    candidate: u64,
    good_for_ms: u32,
    candidate_ms: u32,
    still_ms: u32,
    has_good: Flag<u8>,
    has_value: Flag<u8>,
    reserved: Zero<u16>,
});

/// A value that may be acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Conditioned {
    /// The value in use.
    pub value: u64,
    /// Where it comes from.
    pub rung: Rung,
    /// What is the matter with the instrument.
    pub status: InstrumentStatus,
}

/// One from what is kept of it.
pub(super) fn conditioned(value: u64, rung: u8, status: u8) -> Conditioned {
    Conditioned {
        value,
        rung: Rung::from_code(rung).unwrap_or(Rung::Conservative),
        status: InstrumentStatus::from_code(status).unwrap_or(InstrumentStatus::Failure),
    }
}

impl Conditioned {
    /// Whether it is the measurement itself.
    pub fn is_measured(&self) -> bool {
        self.rung == Rung::Measured
    }
}

saved!(codes of Rung InstrumentStatus);

impl SignalState {
    /// The last good value is older by so much: nobody looked meanwhile. What has to last, or to stand still, before
    /// somebody's eyes, goes on from where it was.
    pub(super) fn grow_older(&mut self, elapsed_ms: u32) {
        self.good_for_ms = self.good_for_ms.saturating_add(elapsed_ms);
    }

    /// Whether a value is another than the one before.
    pub(super) fn has_moved(&self, value: u64) -> bool {
        self.has_value == 0 || self.last_value != value
    }

    /// Takes the signal of a scan, so long after the one before. `partner_moved` says whether its partner, by whose
    /// movement a stuck signal is known, has moved.
    pub(super) fn take(
        &mut self,
        settings: &SignalSettings,
        side: Side,
        signal: &Signal,
        elapsed_ms: u32,
        partner_moved: bool,
    ) -> Conditioned {
        self.grow_older(elapsed_ms);
        let status = self.look_at(settings, signal, elapsed_ms, partner_moved);
        match status {
            InstrumentStatus::Good => {
                self.note_good(signal);
                Conditioned { value: signal.value, rung: Rung::Measured, status }
            }
            InstrumentStatus::Failure | InstrumentStatus::MaintenanceRequired => {
                self.substitute(settings, side, status)
            }
            InstrumentStatus::FunctionCheck | InstrumentStatus::OutOfSpecification => {
                let substitute = self.substitute(settings, side, status);
                if !(settings.lowest..=settings.highest).contains(&signal.value) {
                    return substitute;
                }
                let value = side.worst(signal.value, substitute.value);
                let rung = if value == substitute.value { substitute.rung } else { Rung::Guarded };
                Conditioned { value, rung, status }
            }
        }
    }

    /// What is the matter with a signal, in the order in which it is looked at.
    fn look_at(
        &mut self,
        settings: &SignalSettings,
        signal: &Signal,
        elapsed_ms: u32,
        partner_moved: bool,
    ) -> InstrumentStatus {
        let moved = self.has_moved(signal.value);
        (self.last_value, self.has_value) = (signal.value, 1);
        self.still_ms = match (moved, partner_moved) {
            (true, _) => 0,
            (false, true) => self.still_ms.saturating_add(elapsed_ms),
            (false, false) => self.still_ms,
        };
        let is_old = settings.time_to_live_ms != 0 && signal.age_ms > settings.time_to_live_ms;
        let is_stuck = settings.stuck_ms != 0 && self.still_ms >= settings.stuck_ms;
        match signal.quality() {
            Quality::Bad => InstrumentStatus::Failure,
            _ if !(settings.lowest..=settings.highest).contains(&signal.value) => {
                InstrumentStatus::OutOfSpecification
            }
            _ if is_old => InstrumentStatus::MaintenanceRequired,
            _ if self.is_jump(settings, signal, elapsed_ms) => InstrumentStatus::OutOfSpecification,
            _ if is_stuck => InstrumentStatus::OutOfSpecification,
            Quality::Uncertain => InstrumentStatus::OutOfSpecification,
            Quality::Good if signal.is_substituted != 0 => InstrumentStatus::FunctionCheck,
            Quality::Good => InstrumentStatus::Good,
        }
    }

    /// Whether the value has moved faster than it can, and has not lasted yet.
    fn is_jump(&mut self, settings: &SignalSettings, signal: &Signal, elapsed_ms: u32) -> bool {
        let since = (self.good_for_ms as u64).saturating_sub(signal.age_ms as u64).max(elapsed_ms as u64);
        let is_near = |value: u64, elapsed| signal.value.abs_diff(value) <= settings.change_in(elapsed);
        if settings.jump_confirm_ms == 0 || self.has_good == 0 || is_near(self.last_good, since) {
            self.candidate_ms = 0;
            return false;
        }
        let goes_on = self.candidate_ms != 0 && is_near(self.candidate, elapsed_ms as u64);
        self.candidate = signal.value;
        self.candidate_ms =
            if goes_on { self.candidate_ms.saturating_add(elapsed_ms) } else { elapsed_ms.max(1) };
        self.candidate_ms < settings.jump_confirm_ms
    }

    fn note_good(&mut self, signal: &Signal) {
        (self.last_good, self.good_for_ms, self.has_good) = (signal.value, signal.age_ms, 1);
        self.candidate_ms = 0;
    }

    /// The ladder.
    fn substitute(&self, settings: &SignalSettings, side: Side, status: InstrumentStatus) -> Conditioned {
        let end = match side {
            Side::Wanted => settings.highest,
            Side::Available => settings.lowest,
        };
        let drift = settings.change_in(self.good_for_ms as u64);
        let since = match side {
            Side::Wanted => self.last_good.saturating_add(drift).min(end),
            Side::Available => self.last_good.saturating_sub(drift).max(end),
        };
        let (value, rung) = if self.has_good != 0 && self.good_for_ms <= settings.last_good_ms && since != end
        {
            (since, Rung::LastGood)
        } else if settings.scheduled != SignalSettings::NO_SCHEDULE {
            (settings.scheduled, Rung::Scheduled)
        } else {
            (end, Rung::Conservative)
        };
        Conditioned { value, rung, status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: SignalSettings = SignalSettings {
        change_per_s: 10,
        jump_confirm_ms: 3000,
        stuck_ms: 5000,
        time_to_live_ms: 2000,
        last_good_ms: 10_000,
        ..SignalSettings::between(0, 1000)
    };

    fn take(state: &mut SignalState, signal: Signal) -> (u64, Rung) {
        let conditioned = state.take(&SETTINGS, Side::Wanted, &signal, 1000, true);
        (conditioned.value, conditioned.rung)
    }

    #[test]
    fn the_ladder_goes_down_with_time() {
        let mut state = SignalState::default();
        assert_eq!(take(&mut state, Signal::bad()), (1000, Rung::Conservative));
        assert_eq!(take(&mut state, Signal::good(400)), (400, Rung::Measured));
        assert_eq!(take(&mut state, Signal::bad()), (410, Rung::LastGood));
        for second in 2..=10 {
            assert_eq!(take(&mut state, Signal::bad()), (400 + second * 10, Rung::LastGood));
        }
        assert_eq!(take(&mut state, Signal::bad()), (1000, Rung::Conservative));
        let scheduled = SignalSettings { scheduled: 600, ..SETTINGS };
        let conditioned = state.take(&scheduled, Side::Wanted, &Signal::bad(), 1000, true);
        assert_eq!((conditioned.value, conditioned.rung), (600, Rung::Scheduled));
    }

    #[test]
    fn a_jump_is_believed_when_it_has_lasted() {
        let mut state = SignalState::default();
        take(&mut state, Signal::good(400));
        assert_eq!(take(&mut state, Signal::good(409)), (409, Rung::Measured));
        assert_eq!(take(&mut state, Signal::good(700)), (700, Rung::Guarded));
        assert_eq!(take(&mut state, Signal::good(705)), (705, Rung::Guarded));
        assert_eq!(take(&mut state, Signal::good(708)), (708, Rung::Measured));
        // A fall is not believed either, and what was before counts meanwhile.
        assert_eq!(take(&mut state, Signal::good(100)), (718, Rung::LastGood));
        // A spike is gone before it is believed.
        assert_eq!(take(&mut state, Signal::good(720)), (720, Rung::Measured));
    }

    #[test]
    fn what_stands_still_while_its_partner_moves_is_stuck() {
        let mut state = SignalState::default();
        take(&mut state, Signal::good(400));
        for _ in 0..4 {
            assert_eq!(take(&mut state, Signal::good(400)).1, Rung::Measured);
        }
        assert_eq!(take(&mut state, Signal::good(400)).1, Rung::LastGood);
        let still = state.take(&SETTINGS, Side::Wanted, &Signal::good(401), 1000, false);
        assert_eq!(still.rung, Rung::Measured);
    }

    #[test]
    fn what_is_old_or_out_of_range_is_not_used() {
        let mut state = SignalState::default();
        take(&mut state, Signal::good(400));
        assert_eq!(take(&mut state, Signal::good(405).aged(2001)), (410, Rung::LastGood));
        assert_eq!(take(&mut state, Signal::good(1001)), (420, Rung::LastGood));
        let available = state.take(&SETTINGS, Side::Available, &Signal::bad(), 1000, true);
        assert_eq!((available.value, available.rung), (370, Rung::LastGood));
    }
}
