//! A scan in rounds: signals are taken in one piece, the rest is done in slices, and outputs change when it is complete.
//!
//! ```text
//! begin ─► divide ─► propose ─► keep ─► divide ─► notice ─► keep ─► divide ─► propose … ─► follow ─► reduce ─► close
//! ```
//!
//! Each phase is one pass over the users, or one allocation; those that nothing asks for are left out. There are at most
//! four allocations and nine passes in a round, however the signals are.

use super::alarms::Conditions;
use super::conditioning::Side;
use super::controller::{Mode, ScanInput, ScanResult, Station};
use super::error::StationError;
use super::event::StationEvent;
use super::round::{Phase, Round};

impl Station<'_> {
    /// One scan: takes the signals, shares out, and moves set-points. What happens is shown to `see`. The same as
    /// [`Station::begin`] with as many [`Station::advance`] as it takes.
    ///
    /// Complexity: at most nine passes over the users, and four allocations. No heap, no recursion.
    ///
    /// # Errors
    ///
    /// [`StationError`] if there are not signals for each user, or a round is open; nothing is changed then.
    pub fn scan(
        &mut self,
        input: &ScanInput,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<ScanResult, StationError> {
        self.begin(input, see)?;
        loop {
            if let Some(result) = self.advance(u32::MAX, see)? {
                return Ok(result);
            }
        }
    }

    /// Begins a round: takes all signals, as they are at one moment. Set-points stay as they are until the round is
    /// complete, and until then the station takes no command and is not to be saved.
    ///
    /// Complexity: one pass over the users.
    ///
    /// # Errors
    ///
    /// [`StationError`] if there are not signals for each user, or a round is open already; nothing is changed then.
    pub fn begin(
        &mut self,
        input: &ScanInput,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<(), StationError> {
        if input.users.len() != self.users.len() {
            return Err(StationError::SignalCount { users: self.users.len(), signals: input.users.len() });
        }
        let state = &mut *self.memory.state;
        if state.round.is_open() {
            return Err(StationError::RoundOpen);
        }
        let elapsed_ms = input.elapsed_ms;
        state.now_ms = state.now_ms.saturating_add(elapsed_ms as u64);
        let supply =
            state.supply.take(&self.settings.supply, Side::Available, &input.supply, elapsed_ms, false);
        let capacity =
            state.capacity.take(&self.settings.capacity, Side::Available, &input.capacity, elapsed_ms, false);
        state.round = Round {
            supply: supply.value,
            capacity: capacity.value,
            elapsed_ms,
            supply_rung: supply.rung.code(),
            supply_status: supply.status.code(),
            capacity_rung: capacity.rung.code(),
            capacity_status: capacity.status.code(),
            is_unsure: (!supply.is_measured() || !capacity.is_measured()) as u8,
            is_quiet: 1,
            ..Round::default()
        };
        self.take_signals(input.users, see);
        self.count_first();
        let is_automatic = self.mode() == Mode::Automatic;
        let round = &mut self.memory.state.round;
        match (is_automatic, round.is_unsure != 0) {
            (false, _) => round.go_to(Phase::Close),
            (true, true) => round.divide_then(Phase::Propose),
            (true, false) => round.divide_then(Phase::Notice),
        }
        Ok(())
    }

    /// Goes on with a round, visiting about as many users as `budget` says; an allocation counts as a visit of each user,
    /// and is not interrupted: a slice is at least one allocation long. Returns what the scan comes to when the round is
    /// complete, and only then are set-points changed. What is shown to `see` before counts when the round is complete.
    ///
    /// # Errors
    ///
    /// [`StationError::NoRound`] if none is open.
    pub fn advance(
        &mut self,
        budget: u32,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<Option<ScanResult>, StationError> {
        let mut left = budget.max(1);
        let users = self.users.len() as u32;
        loop {
            match Phase::of(self.memory.state.round.phase) {
                Phase::Idle => return Err(StationError::NoRound),
                Phase::Divide if left < users && left < budget => return Ok(None),
                Phase::Divide => {
                    let rest = self.memory.state.round.rest();
                    let divided = self.divide(rest);
                    let round = &mut self.memory.state.round;
                    round.go_to(Phase::of(round.then));
                    if divided.is_err() {
                        round.go_to(Phase::Idle);
                    }
                    divided?;
                    left = left.saturating_sub(users);
                }
                phase => {
                    while self.memory.state.round.index < users {
                        if left == 0 {
                            return Ok(None);
                        }
                        left -= 1;
                        self.visit(phase, see);
                        self.memory.state.round.index += 1;
                    }
                    if phase == Phase::Close {
                        return Ok(Some(self.complete(see)));
                    }
                    self.finish(phase);
                }
            }
            if left == 0 {
                return Ok(None);
            }
        }
    }

    /// Does what a phase does with its next user.
    fn visit(&mut self, phase: Phase, see: &mut impl FnMut(StationEvent)) {
        let index = self.memory.state.round.index as usize;
        let is_asked = match phase {
            Phase::Propose => self.propose(index, see),
            Phase::KeepProtected => self.keep_protected(index, see),
            Phase::Notice => self.give_notice(index, see),
            Phase::KeepNoticed => self.keep_noticed(index),
            Phase::Follow => self.follow(index, see),
            Phase::Reduce => self.reduce(index, see),
            Phase::Idle | Phase::Divide | Phase::Close => self.close(index, see),
        };
        self.memory.state.round.is_asked |= is_asked as u8;
    }

    /// Goes from a phase whose users have all been visited to the next.
    fn finish(&mut self, phase: Phase) {
        let is_needed = phase == Phase::Follow && self.taken() > self.memory.state.round.rest();
        let round = &mut self.memory.state.round;
        let after_proposing = if round.has_noticed != 0 { Phase::Follow } else { Phase::Notice };
        match (phase, round.is_asked != 0) {
            (Phase::Propose, true) => round.go_to(Phase::KeepProtected),
            (Phase::Propose, false) => round.go_to(after_proposing),
            (Phase::KeepProtected, _) => round.divide_then(after_proposing),
            (Phase::Notice, true) => round.go_to(Phase::KeepNoticed),
            (Phase::KeepNoticed, _) => {
                round.has_noticed = 1;
                // What those keep who have to be told before is missing for the others.
                let then = if round.is_unsure != 0 { Phase::Propose } else { Phase::Follow };
                round.divide_then(then);
            }
            (Phase::Notice, false) => round.go_to(Phase::Follow),
            (Phase::Follow, true) if is_needed => round.go_to(Phase::Reduce),
            _ => round.go_to(Phase::Close),
        }
    }

    /// Closes a round: what it comes to is put out.
    fn complete(&mut self, see: &mut impl FnMut(StationEvent)) -> ScanResult {
        self.count_turns();
        let cannot_be_met = self.kept() > self.memory.state.round.available();
        let mode = self.mode();
        let round = self.memory.state.round;
        let conditions = Conditions {
            is_substituted: !round.supply().is_measured() || !round.capacity().is_measured(),
            has_proposal: round.has_proposal != 0,
            cannot_be_met,
            is_automatic: mode == Mode::Automatic,
        };
        self.raise_station_alarms(&conditions, see);
        for point in self.memory.points.iter_mut() {
            point.out = point.follow.set_point;
        }
        let shared = self.taken();
        let round = core::mem::take(&mut self.memory.state.round);
        ScanResult {
            supply: round.supply(),
            capacity: round.capacity(),
            available: round.available(),
            wanted: round.wanted,
            counted: round.counted,
            shared,
            interruption_ms: (round.has_main != 0).then_some(round.interruption_ms),
            is_unsure: round.is_unsure != 0,
            cannot_be_met,
        }
    }

    /// Counts something in addition before the rest is shared out.
    pub(super) fn count(&mut self, counted: u64) {
        let round = &mut self.memory.state.round;
        round.counted = round.counted.saturating_add(counted);
    }

    /// Sums up what the signals say.
    fn count_first(&mut self) {
        let round = &mut self.memory.state.round;
        for (settings, point) in self.users.iter().zip(self.memory.points.iter()) {
            round.counted = round.counted.saturating_add(point.counted);
            round.wanted = round.wanted.saturating_add(point.wanted as u64);
            round.is_unsure |= (point.is_sure == 0) as u8;
            if settings.is_main() {
                round.has_main = 1;
                round.interruption_ms = round.interruption_ms.max(point.without_ms);
            }
        }
        if round.is_unsure == 0 {
            self.memory.points.iter_mut().for_each(|point| point.is_confirmed = 0);
        }
    }
}
