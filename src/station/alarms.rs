//! Which alarms come and go in a scan.

use super::alarm::{AlarmChange, AlarmKind, AlarmPoint, AlarmState};
use super::controller::{STATION_ALARMS, Station, StationMemory};
use super::event::StationEvent;
use super::flood::AlarmFlood;
use super::point::{USER_ALARMS, UserPoint};
use super::settings::{Control, StationSettings, StationUser};
use super::signal::Valve;

/// What the alarms of the station itself tell of.
pub(super) struct Conditions {
    pub(super) is_substituted: bool,
    pub(super) has_proposal: bool,
    pub(super) cannot_be_met: bool,
    pub(super) is_automatic: bool,
}

impl Station<'_> {
    /// Closes the round for a user: withdraws what nothing asks for any more, and lets alarms come and go.
    pub(super) fn close(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        let StationMemory { state, points, .. } = &mut self.memory;
        let (Some(own), Some(point)) = (self.users.get(index), points.get_mut(index)) else { return false };
        if point.is_proposed == 0 {
            point.withdraw(see);
        }
        state.round.has_proposal |= (point.proposal.sequence != 0) as u8;
        let holds = USER_ALARMS.map(|kind| point.holds(kind, own, self.settings, state.now_ms));
        let mut alarms = Alarms {
            elapsed_ms: state.round.elapsed_ms,
            now_ms: state.now_ms,
            settings: self.settings,
            flood: &mut state.flood,
            is_quiet: &mut state.round.is_quiet,
            see,
        };
        for ((kind, holds), alarm) in USER_ALARMS.into_iter().zip(holds).zip(&mut point.alarms) {
            alarms.take(alarm, kind, Some(index), holds);
        }
        false
    }

    /// Lets the alarms of the station itself come and go, and finds whether there is a flood.
    pub(super) fn raise_station_alarms(&mut self, now: &Conditions, see: &mut impl FnMut(StationEvent)) {
        let state = &mut *self.memory.state;
        let mut alarms = Alarms {
            elapsed_ms: state.round.elapsed_ms,
            now_ms: state.now_ms,
            settings: self.settings,
            flood: &mut state.flood,
            is_quiet: &mut state.round.is_quiet,
            see,
        };
        for (kind, alarm) in STATION_ALARMS.into_iter().zip(&mut state.alarms) {
            let holds = match kind {
                AlarmKind::SupplySubstituted => now.is_substituted,
                AlarmKind::ProposalWaits => now.has_proposal,
                AlarmKind::CannotBeMet => now.cannot_be_met,
                _ => !now.is_automatic,
            };
            alarms.take(alarm, kind, None, holds);
        }
        let is_new = state.flood.find(state.now_ms, state.round.is_quiet != 0);
        match (is_new, state.flood.is_flooded != 0) {
            (true, true) => see(StationEvent::FloodBegan),
            (true, false) => see(StationEvent::FloodEnded { alarms: state.flood.alarms }),
            _ => {}
        }
    }
}

/// A scan, to the alarms.
struct Alarms<'s, S> {
    elapsed_ms: u32,
    now_ms: u64,
    settings: &'s StationSettings,
    flood: &'s mut AlarmFlood,
    is_quiet: &'s mut u8,
    see: &'s mut S,
}

impl<S: FnMut(StationEvent)> Alarms<'_, S> {
    fn take(&mut self, alarm: &mut AlarmPoint, kind: AlarmKind, user: Option<usize>, holds: bool) {
        let Some(settings) = self.settings.alarms.get(kind.code() as usize) else { return };
        if alarm.unshelve(self.now_ms) {
            (self.see)(StationEvent::AlarmUnshelved { kind, user });
        }
        match alarm.take(settings, holds, self.elapsed_ms, self.now_ms) {
            Some(AlarmChange::Came) => {
                self.flood.note(kind, user, self.now_ms);
                (self.see)(StationEvent::AlarmCame { kind, user });
            }
            Some(AlarmChange::Went) => (self.see)(StationEvent::AlarmWent { kind, user }),
            None => {}
        }
        if alarm.state() != AlarmState::Normal {
            *self.is_quiet = 0;
        }
    }
}

impl UserPoint {
    /// Whether what an alarm tells of is so.
    fn holds(&self, kind: AlarmKind, own: &StationUser, settings: &StationSettings, now_ms: u64) -> bool {
        match kind {
            AlarmKind::UserSubstituted => !self.demand().is_measured() || !self.flow().is_measured(),
            AlarmKind::NotFollowing => self.strays != 0,
            AlarmKind::NotAcknowledged => {
                self.order.acknowledge_by_ms != 0
                    && self.order.is_live()
                    && now_ms > self.order.acknowledge_by_ms
            }
            AlarmKind::OverrideExpires => {
                let until = self.manual.until_ms;
                until != 0 && until.saturating_sub(now_ms) <= settings.override_warning_ms as u64
            }
            AlarmKind::ChangesUsedUp => {
                let follow = &own.follow;
                follow.window_ms != 0 && self.follow.changes_in_window(follow, now_ms) >= follow.most_changes
            }
            AlarmKind::ValveNotAvailable => {
                own.control() == Control::Controlled && self.valve() == Valve::NotAvailable
            }
            _ => false,
        }
    }
}
