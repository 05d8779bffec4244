//! Which alarms come and go in a scan.

use super::alarm::{AlarmChange, AlarmKind, AlarmPoint};
use super::conditioning::Conditioned;
use super::controller::{Mode, STATION_ALARMS, Station, StationMemory};
use super::event::StationEvent;
use super::point::{USER_ALARMS, UserPoint};
use super::settings::{StationSettings, StationUser};

impl Station<'_> {
    /// Lets alarms come and go.
    pub(super) fn raise_alarms(
        &mut self,
        supply: Conditioned,
        cannot_be_met: bool,
        elapsed_ms: u32,
        see: &mut impl FnMut(StationEvent),
    ) {
        let mode = self.mode();
        let StationMemory { state, points, .. } = &mut self.memory;
        let settings = self.settings;
        let mut scan = Scan { elapsed_ms, now_ms: state.now_ms, settings, see };
        for (user, (own, point)) in self.users.iter().zip(points.iter_mut()).enumerate() {
            let holds = USER_ALARMS.map(|kind| point.holds(kind, own, settings, state.now_ms));
            for ((kind, holds), alarm) in USER_ALARMS.into_iter().zip(holds).zip(&mut point.alarms) {
                scan.take(alarm, kind, Some(user), holds);
            }
        }
        for (kind, alarm) in STATION_ALARMS.into_iter().zip(&mut state.alarms) {
            let holds = match kind {
                AlarmKind::SupplySubstituted => !supply.is_measured(),
                AlarmKind::ProposalWaits => points.iter().any(|point| point.proposal.sequence != 0),
                AlarmKind::CannotBeMet => cannot_be_met,
                _ => mode != Mode::Automatic,
            };
            scan.take(alarm, kind, None, holds);
        }
    }
}

/// A scan, to the alarms.
struct Scan<'s, S> {
    elapsed_ms: u32,
    now_ms: u64,
    settings: &'s StationSettings,
    see: &'s mut S,
}

impl<S: FnMut(StationEvent)> Scan<'_, S> {
    fn take(&mut self, alarm: &mut AlarmPoint, kind: AlarmKind, user: Option<usize>, holds: bool) {
        let delays = (self.settings.alarm_on_delay_ms, self.settings.alarm_off_delay_ms);
        match alarm.take(holds, self.elapsed_ms, self.now_ms, delays) {
            Some(AlarmChange::Came) => (self.see)(StationEvent::AlarmCame { kind, user }),
            Some(AlarmChange::Went) => (self.see)(StationEvent::AlarmWent { kind, user }),
            None => {}
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
            _ => false,
        }
    }
}
