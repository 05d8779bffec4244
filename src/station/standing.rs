//! How each user is counted in a scan: from its signals to what it wants, what it draws, and whether it can be controlled.

use super::conditioning::{Conditioned, Side, SignalState};
use super::controller::Station;
use super::event::StationEvent;
use super::order::OrderState;
use super::point::{Override, Standing, UserPoint};
use super::settings::{Control, StationUser};
use super::signal::{Signal, UserSignals, Valve};
use crate::units::Flow;

impl Station<'_> {
    /// Takes the signals of the users, and finds who follows.
    pub(super) fn take_signals(&mut self, signals: &[UserSignals], see: &mut impl FnMut(StationEvent)) {
        let (now_ms, elapsed_ms) = (self.memory.state.now_ms, self.memory.state.round.elapsed_ms);
        let users = self.users.iter().zip(signals).zip(&mut *self.memory.points);
        for (index, ((settings, signals), point)) in users.enumerate() {
            point.follow.pass(elapsed_ms);
            point.valve = signals.valve().code();
            let (demand, flow) = point.condition(settings, signals, elapsed_ms);
            point.note_signals(&demand, &flow);
            let is_without = point.out == 0 && point.wanted != 0;
            point.without_ms = if is_without { point.without_ms.saturating_add(elapsed_ms) } else { 0 };
            if point.manual.until_ms != 0 && point.manual.until_ms <= now_ms {
                point.manual = Override::default();
                see(StationEvent::OverrideExpired { user: index });
            }
            if let Some(strays) = point.find_straying(settings, &flow, elapsed_ms) {
                point.mark_order(strays);
                see(if strays {
                    StationEvent::Strayed { user: index }
                } else {
                    StationEvent::FollowsAgain { user: index }
                });
            }
            point.stand(settings, &flow);
            point.is_sure = match point.standing() {
                Standing::Uncontrolled | Standing::NotFollowing => flow.is_measured(),
                Standing::Manual | Standing::Noticed => true,
                Standing::Shared | Standing::Kept => demand.is_measured(),
            } as u8;
        }
    }
}

impl UserPoint {
    /// What it wants and what it draws, each the other's partner.
    fn condition(
        &mut self,
        settings: &StationUser,
        signals: &UserSignals,
        elapsed_ms: u32,
    ) -> (Conditioned, Conditioned) {
        let moved = |state: &SignalState, signal: &Signal| state.has_moved(signal.value);
        let demand_moved = moved(&self.demand, &signals.demand);
        let flow_moved = moved(&self.flow, &signals.flow);
        let demand =
            self.demand.take(&settings.demand, Side::Wanted, &signals.demand, elapsed_ms, flow_moved);
        let flow = self.flow.take(&settings.flow, Side::Wanted, &signals.flow, elapsed_ms, demand_moved);
        (demand, flow)
    }

    /// Whether the station can set what the user takes.
    pub(super) fn is_controlled(&self, settings: &StationUser) -> bool {
        settings.control() == Control::Controlled && self.valve() == Valve::Available
    }

    /// Finds whether the user follows, if its flow is measured. Returns what it does, if that is new.
    fn find_straying(&mut self, settings: &StationUser, flow: &Conditioned, elapsed_ms: u32) -> Option<bool> {
        if !flow.is_measured() || !self.is_controlled(settings) {
            return None;
        }
        let set_point = self.follow.set_point as u64;
        let is_over = flow.value > set_point + settings.tolerance as u64;
        let excess = flow.value.saturating_sub(set_point).saturating_mul(elapsed_ms as u64);
        self.excess = self.excess.saturating_add(excess);
        (self.over_ms, self.under_ms) = match is_over {
            true => (self.over_ms.saturating_add(elapsed_ms), 0),
            false => (0, self.under_ms.saturating_add(elapsed_ms)),
        };
        let strays = match self.strays != 0 {
            false => is_over && self.over_ms > settings.grace_ms,
            true => is_over || self.under_ms < settings.follow_again_ms,
        };
        let is_new = strays != (self.strays != 0);
        self.strays = strays as u8;
        is_new.then_some(strays)
    }

    /// Notes the values in use, and where they come from. What is wanted is at most the contracted maximum, because the
    /// range of the signal is.
    fn note_signals(&mut self, demand: &Conditioned, flow: &Conditioned) {
        (self.wanted, self.drawn) = (demand.value.min(Flow::MAX as u64) as Flow, flow.value);
        (self.demand_rung, self.demand_status) = (demand.rung.code(), demand.status.code());
        (self.flow_rung, self.flow_status) = (flow.rung.code(), flow.status.code());
    }

    /// Marks the order in force as followed or not.
    fn mark_order(&mut self, strays: bool) {
        self.order.state = match (self.order.state(), strays) {
            (OrderState::InForce, true) => OrderState::NotFollowed.code(),
            (OrderState::NotFollowed, false) => OrderState::InForce.code(),
            (state, _) => state.code(),
        };
    }

    /// Finds how the user is counted, and with what.
    fn stand(&mut self, settings: &StationUser, flow: &Conditioned) {
        let set_point = self.follow.set_point as u64;
        let (standing, counted) = match () {
            () if !self.is_controlled(settings) => (Standing::Uncontrolled, flow.value),
            () if self.strays != 0 => (Standing::NotFollowing, flow.value.max(set_point)),
            () if self.manual.until_ms != 0 => (Standing::Manual, self.manual.set_point as u64),
            () if self.follow.is_noticed() => (Standing::Noticed, set_point),
            () => (Standing::Shared, 0),
        };
        (self.standing, self.counted, self.is_proposed) = (standing.code(), counted, 0);
    }
}
