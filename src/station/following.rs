//! From grants to set-points and orders; what rests on values that are not measured is proposed.

use super::controller::{Station, StationMemory};
use super::error::StationError;
use super::event::StationEvent;
use super::follow::{Step, Target};
use super::order::{Order, OrderCause, OrderState};
use super::point::{Override, Standing, UserPoint};
use super::settings::StationUser;
use crate::allocate::Grant;
use crate::units::Total;

impl Station<'_> {
    /// Keeps protected users from being reduced on values that are not measured: such a reduction is proposed, they keep
    /// what they have, and the others share the rest. Returns what is kept, if anything is.
    pub(super) fn propose(
        &mut self,
        supply: Total,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<Total, StationError> {
        let protected = self.settings.protected;
        let is_protected =
            |user: &StationUser| user.user.class().is_some_and(|class| protected.contains(class));
        let StationMemory { state, points, grants, .. } = &mut self.memory;
        let mut is_any = false;
        for (index, ((user, point), grant)) in
            self.users.iter().zip(points.iter_mut()).zip(grants.iter()).enumerate()
        {
            let has_part = point.standing() == Standing::Shared && is_protected(user);
            let is_reduced = has_part && grant.granted() < point.follow.set_point.min(point.wanted);
            is_any |= is_reduced;
            if !is_reduced {
                continue;
            }
            point.is_proposed = 1;
            if point.proposal.sequence == 0
                || point.proposal.to.abs_diff(grant.granted()) > user.follow.dead_band
            {
                point.withdraw(see);
                state.sequence += 1;
                point.proposal = Order {
                    sequence: state.sequence,
                    issued_ms: state.now_ms,
                    from: point.follow.set_point,
                    to: grant.granted(),
                    grant: *grant,
                    state: OrderState::Proposed.code(),
                    user: index as u16,
                    ..Order::NONE
                };
                see(StationEvent::Proposed(point.proposal));
            }
        }
        if !is_any {
            return Ok(0);
        }
        let mut kept: Total = 0;
        for (user, point) in self.users.iter().zip(self.memory.points.iter_mut()) {
            if point.standing() == Standing::Shared && is_protected(user) {
                point.standing = Standing::Kept.code();
                point.counted = point.follow.set_point.min(point.wanted) as u64;
                kept += point.counted;
            }
        }
        self.share(supply.saturating_sub(kept))?;
        Ok(kept)
    }

    /// Gives notice to those who are to be reduced and have to be told before. They keep what they have until the notice has
    /// run out, as do all others to whom notice would have to be given, and the rest is shared out anew. Returns what is
    /// kept, if anything is.
    pub(super) fn give_notice(
        &mut self,
        supply: Total,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<Total, StationError> {
        let mut is_any = false;
        for index in 0..self.users.len() {
            let Some(mut one) = self.one(index) else { continue };
            if one.needs_notice() && one.grant.granted() < one.point.follow.set_point {
                is_any = true;
                one.reduce(see);
            }
        }
        if !is_any {
            return Ok(0);
        }
        let mut kept: Total = 0;
        for index in 0..self.users.len() {
            if let Some(one) = self.one(index)
                && one.needs_notice()
            {
                one.point.standing = Standing::Noticed.code();
                one.point.counted = one.point.follow.set_point as u64;
                kept += one.point.counted;
            }
        }
        self.share(supply.saturating_sub(kept))?;
        Ok(kept)
    }

    /// Withdraws the proposals that nothing in this scan asks for.
    pub(super) fn withdraw_proposals(&mut self, see: &mut impl FnMut(StationEvent)) {
        for point in self.memory.points.iter_mut().filter(|point| point.is_proposed == 0) {
            point.withdraw(see);
        }
    }

    /// Moves the set-points of all that take part in the sharing.
    pub(super) fn follow(&mut self, supply: Total, elapsed_ms: u32, see: &mut impl FnMut(StationEvent)) {
        let mut is_any_postponed = false;
        for index in 0..self.users.len() {
            let Some(mut one) = self.one(index) else { continue };
            match one.point.standing() {
                Standing::Shared => is_any_postponed |= one.follow(elapsed_ms, see),
                Standing::Kept => one.point.follow.stay(),
                _ => {}
            }
        }
        let taken: Total = self.shared().map(|point| point.follow.set_point as Total).sum();
        if !is_any_postponed || taken <= supply {
            return;
        }
        for index in 0..self.users.len() {
            if let Some(mut one) = self.one(index)
                && one.point.standing() == Standing::Shared
                && one.grant.granted() < one.point.follow.set_point
            {
                one.reduce(see);
            }
        }
    }

    /// Lets a person set what a user gets.
    pub(super) fn set_by_hand(&mut self, user: usize, manual: Override, see: &mut impl FnMut(StationEvent)) {
        let Some(mut one) = self.one(user) else { return };
        let from = one.point.follow.set_point;
        one.point.manual = manual;
        one.point.follow.free(manual.set_point);
        one.point.follow.is_restricted = 1;
        if from != manual.set_point {
            one.order(from, manual.set_point, OrderCause::Override, see);
        }
    }

    /// All that there is of a user.
    fn one(&mut self, index: usize) -> Option<One<'_>> {
        let StationMemory { state, points, grants, .. } = &mut self.memory;
        Some(One {
            index,
            settings: self.users.get(index)?,
            point: points.get_mut(index)?,
            grant: *grants.get(index)?,
            now_ms: state.now_ms,
            sequence: &mut state.sequence,
        })
    }
}

/// A user in its turn.
struct One<'s> {
    index: usize,
    settings: &'s StationUser,
    point: &'s mut UserPoint,
    grant: Grant,
    now_ms: u64,
    sequence: &'s mut u64,
}

impl One<'_> {
    fn target(&self) -> Target {
        let user = &self.settings.user;
        let wanted = self.point.wanted;
        Target {
            granted: self.grant.granted(),
            wanted,
            minimum: user.minimum.min(wanted),
            is_on_off: user.is_on_off(),
        }
    }

    /// Whether the user takes part, and cannot be reduced in this scan: its notice has not run out.
    fn needs_notice(&self) -> bool {
        let follow = &self.point.follow;
        let is_over = follow.has_notice != 0 && !follow.is_noticed();
        self.point.standing() == Standing::Shared && self.settings.follow.notice_ms != 0 && !is_over
    }

    /// Moves the set-point. Returns whether a reduction was put off.
    fn follow(&mut self, elapsed_ms: u32, see: &mut impl FnMut(StationEvent)) -> bool {
        let target = self.target();
        let (settings, set_point) = (&self.settings.follow, self.point.follow.set_point);
        let is_served = target.granted == target.wanted && !self.point.follow.is_locked_off(settings);
        if target.granted >= set_point && self.point.follow.has_notice != 0 {
            self.revoke_notice(see);
        }
        if is_served && (self.point.follow.is_restricted == 0 || target.wanted <= set_point) {
            self.free(see);
            return false;
        }
        if target.granted < set_point {
            let is_small = set_point - target.granted <= settings.dead_band && target.granted != 0;
            if is_small || self.point.follow.is_locked_on(settings) {
                self.point.follow.stay();
                return true;
            }
            self.reduce(see);
            return false;
        }
        let is_worth = target.granted - set_point > settings.dead_band || is_served;
        if target.granted == set_point || !is_worth {
            self.point.follow.is_restricted = 1;
            self.point.follow.stay();
            return false;
        }
        let step = self.point.follow.restore(settings, target, elapsed_ms, self.now_ms);
        let (aim, order) = (self.point.follow.aim, self.point.order);
        let is_other = aim.abs_diff(order.to) > settings.dead_band
            || self.point.follow.set_point == aim && aim != order.to;
        let goes_on = self.point.follow.is_rising != 0 || self.point.follow.set_point != set_point;
        if step == Step::Restored || goes_on && is_other {
            self.order(set_point, aim, OrderCause::Restoration, see);
        }
        false
    }

    /// Lets the user have what it wants.
    fn free(&mut self, see: &mut impl FnMut(StationEvent)) {
        self.point.follow.free(self.point.wanted);
        self.point.follow.is_restricted = 0;
        self.supersede(see);
        self.point.order = Order::NONE;
    }

    /// The notice has run out, and there is no need for the reduction any more: the next one is told anew.
    fn revoke_notice(&mut self, see: &mut impl FnMut(StationEvent)) {
        self.point.follow.has_notice = 0;
        self.supersede(see);
    }

    /// Reduces the set-point to what is granted.
    fn reduce(&mut self, see: &mut impl FnMut(StationEvent)) {
        let (settings, target) = (&self.settings.follow, self.target());
        let from = self.point.follow.set_point;
        if self.point.follow.is_locked_on(settings) {
            self.point.broken_locks = self.point.broken_locks.saturating_add(1);
            see(StationEvent::LockBroken { user: self.index });
        }
        match self.point.follow.reduce(settings, target, self.now_ms) {
            Step::Noticed => self.order(from, self.point.follow.noticed, OrderCause::Allocation, see),
            Step::Reduced if self.takes_effect() => {
                self.point.order.state = OrderState::InForce.code();
                see(StationEvent::TookEffect(self.point.order));
            }
            Step::Reduced => self.order(from, self.point.follow.set_point, OrderCause::Allocation, see),
            Step::None | Step::Restored => {}
        }
    }

    /// Whether the last order asked for just what the set-point is now.
    fn takes_effect(&self) -> bool {
        matches!(self.point.order.state(), OrderState::Issued | OrderState::Acknowledged)
            && self.point.order.to == self.point.follow.set_point
    }

    /// Gives an order, in the place of the last.
    fn order(&mut self, from: u32, to: u32, cause: OrderCause, see: &mut impl FnMut(StationEvent)) {
        self.supersede(see);
        *self.sequence += 1;
        let is_noticed = self.point.follow.is_noticed();
        let notice_ms = if is_noticed { self.settings.follow.notice_ms as u64 } else { 0 };
        let state = if is_noticed { OrderState::Issued } else { OrderState::InForce };
        let acknowledge_ms = self.settings.acknowledge_ms as u64;
        self.point.order = Order {
            sequence: *self.sequence,
            issued_ms: self.now_ms,
            effective_ms: self.now_ms.saturating_add(notice_ms),
            acknowledge_by_ms: if acknowledge_ms == 0 {
                0
            } else {
                self.now_ms.saturating_add(acknowledge_ms)
            },
            from,
            to,
            grant: self.grant,
            state: state.code(),
            cause: cause.code(),
            user: self.index as u16,
        };
        see(StationEvent::Ordered(self.point.order));
    }

    fn supersede(&mut self, see: &mut impl FnMut(StationEvent)) {
        if self.point.order.is_live() {
            self.point.order.state = OrderState::Superseded.code();
            see(StationEvent::Superseded(self.point.order));
        }
    }
}

impl UserPoint {
    /// Withdraws what is proposed.
    pub(super) fn withdraw(&mut self, see: &mut impl FnMut(StationEvent)) {
        if self.proposal.sequence != 0 {
            self.proposal.state = OrderState::Superseded.code();
            see(StationEvent::Withdrawn(self.proposal));
            self.proposal = Order::NONE;
        }
    }
}
