//! From what a user is to get to the set-point that its valve can follow: *cut at once, restore slowly*.
//!
//! A reduction takes effect in the scan that computes it, unless the user has to be given notice. An increase waits until
//! the margin has lasted without a break (restore hold), and then ramps. A user that was stopped stays stopped for its
//! minimum off time; one that was started runs its minimum on time, unless the supply demands otherwise. In any window
//! a user sees at most a stated number of changes; every order is one, a notice too. When they are used up it gets no more
//! increases, a rise is broken off rather than led elsewhere, a notice that is not needed any more stands, and a cut that
//! cannot be put off goes to its technical minimum at once, and then to nothing: three orders more at most, four if it has
//! to be told before.

use super::snapshot::form::{Below, Flag, Zero, saved};
use crate::units::Flow;

/// How the set-point of a user moves. Flows in the unit of the problem, times in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct FollowSettings {
    /// Increases by no more than this are not worth a change; a reduction by no more than this is put off as long as the
    /// sum does not need it.
    pub dead_band: Flow,
    /// By how much the set-point may rise in a second; 0: at once.
    pub ramp_per_s: Flow,
    /// For how long there must have been more to give before any of it is given.
    pub restore_hold_ms: u32,
    /// For how long it stays stopped.
    pub minimum_off_ms: u32,
    /// For how long it runs once it is started, if the supply allows.
    pub minimum_on_ms: u32,
    /// How long before a reduction takes effect it must be told. How far it goes is settled when it takes effect.
    pub notice_ms: u32,
    /// The window in which changes are counted; 0: they are not.
    pub window_ms: u32,
    /// How many changes there may be in a window, 1 to [`MAX_CHANGES`].
    pub most_changes: u32,
}

/// The most changes in a window that can be counted.
pub const MAX_CHANGES: usize = 8;

impl FollowSettings {
    /// A valve that follows at once, up and down.
    pub const AT_ONCE: FollowSettings = FollowSettings {
        dead_band: 0,
        ramp_per_s: 0,
        restore_hold_ms: 0,
        minimum_off_ms: 0,
        minimum_on_ms: 0,
        notice_ms: 0,
        window_ms: 0,
        most_changes: MAX_CHANGES as u32,
    };
}

/// Where the set-point of a user is. All zero is a user that is stopped, and may be started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct FollowState {
    /// When the last changes began, in ms of the station's time; 0 if there were fewer.
    changes: [u64; MAX_CHANGES],
    /// The set-point.
    pub(super) set_point: Flow,
    /// What it is rising to.
    pub(super) aim: Flow,
    /// What it will be reduced to when the notice has run out.
    pub(super) noticed: Flow,
    /// What of the rise is less than a unit, in thousandths.
    rest: u32,
    /// For how long there has been more to give.
    pub(super) margin_ms: u32,
    /// For how long it has been stopped, or running; as long as can be counted if it never changed.
    pub(super) in_state_ms: u32,
    /// How long until the notice has run out.
    pub(super) notice_left_ms: u32,
    /// 1 while a notice runs, otherwise 0.
    pub(super) has_notice: u8,
    /// 1 while it rises, otherwise 0.
    pub(super) is_rising: u8,
    /// 1 if the user has been given less than it wanted, and has not got all of it since.
    pub(super) is_restricted: u8,
    reserved: u8,
}

saved!(FollowState {
    changes: [u64; MAX_CHANGES],
    set_point: u32,
    aim: u32,
    noticed: u32,
    rest: Below<1000>,
    margin_ms: u32,
    in_state_ms: u32,
    notice_left_ms: u32,
    has_notice: Flag<u8>,
    is_rising: Flag<u8>,
    is_restricted: Flag<u8>,
    reserved: Zero<u8>,
});

/// What a user is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// So much.
    pub(super) granted: Flow,
    /// What it wants.
    pub(super) wanted: Flow,
    /// What the last order said.
    pub(super) ordered: Flow,
    /// Below it the user cannot run.
    pub(super) minimum: Flow,
    /// How far a cut goes when changes are used up.
    pub(super) least: Flow,
    /// Whether it takes all or nothing, and does not ramp.
    pub(super) is_on_off: bool,
}

/// What became of a user in a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing new.
    None,
    /// It is told that it will be reduced.
    Noticed,
    /// It is reduced.
    Reduced,
    /// It begins to rise, to [`FollowState::aim`].
    Restored,
}

impl FollowState {
    /// What it is rising to, if it rises.
    pub fn rising_to(&self) -> Option<Flow> {
        (self.is_rising != 0).then_some(self.aim)
    }

    /// For how long there has been more to give, in ms: when it reaches the restore hold, the set-point may rise.
    pub fn margin_ms(&self) -> u32 {
        self.margin_ms
    }

    /// For how long it has been stopped, or running, in ms; [`u32::MAX`] is for longer than can be counted.
    pub fn in_state_ms(&self) -> u32 {
        self.in_state_ms
    }

    /// For how long it still has to stay stopped, in ms.
    pub fn off_left_ms(&self, settings: &FollowSettings) -> u32 {
        if self.set_point == 0 { settings.minimum_off_ms.saturating_sub(self.in_state_ms) } else { 0 }
    }

    /// For how long it still runs, if the supply allows, in ms.
    pub fn on_left_ms(&self, settings: &FollowSettings) -> u32 {
        if self.set_point == 0 { 0 } else { settings.minimum_on_ms.saturating_sub(self.in_state_ms) }
    }

    /// How long until the notice runs out, in ms, and what it will be reduced to then; none if no notice runs.
    pub fn notice(&self) -> Option<(u32, Flow)> {
        self.is_noticed().then_some((self.notice_left_ms, self.noticed))
    }

    /// One that has been at a set-point for as long as can be counted.
    pub(super) fn at(set_point: Flow) -> FollowState {
        FollowState { set_point, aim: set_point, in_state_ms: u32::MAX, ..FollowState::default() }
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, elapsed_ms: u32) {
        self.in_state_ms = self.in_state_ms.saturating_add(elapsed_ms);
        self.notice_left_ms = self.notice_left_ms.saturating_sub(elapsed_ms);
    }

    /// Whether it is what can be in the hands of a user with this contracted maximum, by the station's time.
    pub(super) fn is_sound(&self, most: Flow, now_ms: u64) -> bool {
        let flows = [self.set_point, self.aim, self.noticed];
        flows.iter().all(|flow| *flow <= most) && self.changes.iter().all(|began| *began <= now_ms.max(1))
    }

    /// Whether it is stopped and must stay so.
    pub(super) fn is_locked_off(&self, settings: &FollowSettings) -> bool {
        self.off_left_ms(settings) != 0
    }

    /// Whether it was started and should go on.
    pub(super) fn is_locked_on(&self, settings: &FollowSettings) -> bool {
        self.on_left_ms(settings) != 0
    }

    /// Whether a notice runs and has not run out.
    pub(super) fn is_noticed(&self) -> bool {
        self.has_notice != 0 && self.notice_left_ms != 0
    }

    /// How many changes began in the window that ends now.
    pub(super) fn changes_in_window(&self, settings: &FollowSettings, now_ms: u64) -> u32 {
        let in_window =
            |began: &&u64| **began != 0 && now_ms.saturating_sub(**began) < settings.window_ms as u64;
        self.changes.iter().filter(in_window).count() as u32
    }

    pub(super) fn has_changes_left(&self, settings: &FollowSettings, now_ms: u64) -> bool {
        settings.window_ms == 0 || self.changes_in_window(settings, now_ms) < settings.most_changes
    }

    /// Notes that a change begins.
    pub(super) fn note_change(&mut self, now_ms: u64) {
        self.changes.rotate_right(1);
        if let Some(latest) = self.changes.first_mut() {
            *latest = now_ms.max(1);
        }
    }

    fn set(&mut self, set_point: Flow) {
        if (set_point == 0) != (self.set_point == 0) {
            self.in_state_ms = 0;
        }
        self.set_point = set_point;
    }

    /// Lets a user that is not restricted have what it wants: it changes its set-point itself, so that no change counts.
    pub(super) fn free(&mut self, wanted: Flow) {
        self.set_point = wanted;
        self.has_notice = 0;
        self.stay();
    }

    /// Reduces the set-point to what is granted; with notice first, if there has to be. If changes are used up it goes
    /// further, so that it need not be done again.
    pub(super) fn reduce(&mut self, settings: &FollowSettings, target: Target, now_ms: u64) -> Step {
        (self.margin_ms, self.is_rising, self.aim) = (0, 0, self.set_point);
        let to = self.reduced_to(settings, target, now_ms);
        self.is_restricted = 1;
        if settings.notice_ms != 0 && self.has_notice == 0 {
            (self.has_notice, self.notice_left_ms, self.noticed) = (1, settings.notice_ms, to);
            self.note_change(now_ms);
            return Step::Noticed;
        }
        if self.is_noticed() {
            self.noticed = self.noticed.min(to);
            return Step::None;
        }
        if self.has_notice == 0 {
            self.note_change(now_ms);
        }
        self.has_notice = 0;
        self.set(to);
        self.aim = to;
        Step::Reduced
    }

    fn reduced_to(&self, settings: &FollowSettings, target: Target, now_ms: u64) -> Flow {
        match target.granted {
            granted if self.has_changes_left(settings, now_ms) => granted,
            granted if granted >= target.least => target.least,
            _ => 0,
        }
    }

    /// Lets the set-point rise to what is granted, when there has been a margin for long enough.
    pub(super) fn restore(
        &mut self,
        settings: &FollowSettings,
        target: Target,
        elapsed_ms: u32,
        now_ms: u64,
    ) -> Step {
        self.margin_ms = self.margin_ms.saturating_add(elapsed_ms);
        (self.is_restricted, self.has_notice) = (1, 0);
        let mut step = Step::None;
        if self.is_rising == 0 {
            let may = self.margin_ms > settings.restore_hold_ms.saturating_sub(1)
                && !self.is_locked_off(settings)
                && self.has_changes_left(settings, now_ms);
            if !may {
                return Step::None;
            }
            (self.is_rising, self.rest) = (1, 0);
            self.note_change(now_ms);
            step = Step::Restored;
        }
        if step == Step::Restored {
            self.aim = target.granted;
        } else {
            self.move_aim(settings, target, now_ms);
        }
        let next = if target.is_on_off || settings.ramp_per_s == 0 {
            self.aim
        } else {
            self.ramp(settings, elapsed_ms).max(target.minimum).min(self.aim)
        };
        self.set(next);
        if next == self.aim {
            (self.is_rising, self.margin_ms) = (0, 0);
            self.is_restricted = (self.aim != target.wanted) as u8;
        }
        step
    }

    /// Lets a rise go on to what is granted now: without another order as far as the last one said, or less by no more than
    /// the dead band; with another while there are changes left. When they are used up, it is broken off rather than led
    /// to less.
    fn move_aim(&mut self, settings: &FollowSettings, target: Target, now_ms: u64) {
        let Target { granted, ordered, .. } = target;
        let is_within_band = granted.abs_diff(ordered) <= settings.dead_band;
        self.aim = match self.has_changes_left(settings, now_ms) {
            _ if is_within_band => granted.min(ordered),
            true => granted,
            false if granted > ordered => ordered,
            false => self.set_point,
        };
        self.aim = self.aim.max(self.set_point);
    }

    /// Where a ramp is after so long.
    fn ramp(&mut self, settings: &FollowSettings, elapsed_ms: u32) -> Flow {
        let thousandths = settings.ramp_per_s as u64 * elapsed_ms as u64 + self.rest as u64;
        self.rest = (thousandths % 1000) as u32;
        (self.set_point as u64 + thousandths / 1000).min(Flow::MAX as u64) as Flow
    }

    /// Notes that there is nothing more to give.
    pub(super) fn stay(&mut self) {
        (self.margin_ms, self.is_rising, self.aim) = (0, 0, self.set_point);
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;

    const SETTINGS: FollowSettings = FollowSettings {
        ramp_per_s: 10,
        restore_hold_ms: 5000,
        minimum_off_ms: 20_000,
        window_ms: 60_000,
        most_changes: 2,
        ..FollowSettings::AT_ONCE
    };

    fn target(granted: Flow) -> Target {
        Target { granted, wanted: 1000, ordered: granted, minimum: 15, least: 15, is_on_off: false }
    }

    #[test]
    fn an_increase_waits_and_ramps() {
        let mut state = FollowState::at(20);
        let mut seen = std::vec::Vec::new();
        for second in 1..=9 {
            state.pass(1000);
            state.restore(&SETTINGS, target(55), 1000, second * 1000);
            seen.push(state.set_point);
        }
        assert_eq!(seen, [20, 20, 20, 20, 30, 40, 50, 55, 55]);
    }

    #[test]
    fn a_break_in_the_margin_starts_the_hold_anew() {
        let mut state = FollowState::at(20);
        for second in 1..=9 {
            state.pass(1000);
            match second {
                4 => state.stay(),
                _ => assert_eq!(
                    state.restore(&SETTINGS, target(55), 1000, second * 1000) == Step::Restored,
                    second == 9
                ),
            }
        }
    }

    #[test]
    fn who_was_stopped_stays_stopped() {
        let mut state = FollowState::at(20);
        assert_eq!(state.reduce(&SETTINGS, target(0), 1000), Step::Reduced);
        for second in 1..=30 {
            state.pass(1000);
            state.restore(&SETTINGS, target(20), 1000, 1000 + second * 1000);
            assert_eq!(state.set_point != 0, second >= 20, "{second}");
        }
    }

    #[test]
    fn when_changes_are_used_up_a_cut_goes_to_the_minimum_and_then_to_nothing() {
        let mut state = FollowState::at(100);
        let mut seen = std::vec::Vec::new();
        for (second, granted) in [90, 80, 70, 60, 50, 10].into_iter().enumerate() {
            if granted < state.set_point {
                state.reduce(&SETTINGS, target(granted), 1000 + second as u64 * 1000);
            }
            seen.push(state.set_point);
        }
        assert_eq!(seen, [90, 80, 15, 15, 15, 0]);
        state.pass(60_000);
        state.restore(&SETTINGS, target(100), 5000, 50_000);
        assert_eq!(state.set_point, 0, "the window is not over");
        state.restore(&SETTINGS, target(100), 5000, 70_000);
        assert_eq!(state.set_point, 50);
    }

    #[test]
    fn notice_is_given_before_a_reduction() {
        let settings = FollowSettings { notice_ms: 3000, ..SETTINGS };
        let mut state = FollowState::at(100);
        assert_eq!(state.reduce(&settings, target(40), 1000), Step::Noticed);
        let mut seen = std::vec::Vec::new();
        for second in 1..=4 {
            state.pass(1000);
            if state.set_point > 40 {
                state.reduce(&settings, target(40), 1000 + second * 1000);
            }
            seen.push(state.set_point);
        }
        assert_eq!(seen, [100, 100, 40, 40]);
    }
}
