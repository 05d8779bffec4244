//! From grants to set-points and orders; what rests on values that are not measured is proposed.

use super::controller::{Station, StationMemory};
use super::event::StationEvent;
use super::follow::{Step, Target};
use super::order::{Order, OrderCause, OrderState};
use super::point::{Override, Standing, UserPoint};
use super::settings::StationUser;
use crate::allocate::Grant;
use crate::units::Flow;

impl Station<'_> {
    /// Proposes the reduction of a protected user on values that are not measured, if there is one and no person has
    /// confirmed it. Returns whether there is.
    pub(super) fn propose(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        let Some(one) = self.protected(index) else { return false };
        let granted = one.grant.granted();
        if granted >= one.point.kept(granted) {
            return false;
        }
        one.point.is_proposed = 1;
        let is_new = one.point.proposal.sequence == 0
            || one.point.proposal.to.abs_diff(granted) > one.settings.follow.dead_band;
        if is_new {
            one.point.withdraw(see);
            *one.sequence += 1;
            one.point.proposal = Order {
                sequence: *one.sequence,
                issued_ms: one.now_ms,
                from: one.point.follow.set_point,
                to: granted,
                grant: one.grant,
                state: OrderState::Proposed.code(),
                user: index as u16,
                ..Order::NONE
            };
            see(StationEvent::Proposed(one.point.proposal));
        }
        true
    }

    /// Keeps a protected user where it is, because something is proposed to one of them, or where a person has confirmed
    /// that it may go: the others share the rest. What it is granted beyond that is not for the others either.
    pub(super) fn keep_protected(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        let Some(mut one) = self.protected(index) else { return false };
        let granted = one.grant.granted();
        let has = one.point.follow.set_point.min(one.point.wanted);
        let mut kept = one.point.kept(granted);
        if kept < has && one.needs_notice() {
            one.grant = one.point.confirmed_to(kept);
            one.reduce(OrderCause::Confirmation, see);
            kept = has;
        }
        let counted = kept.max(granted) as u64;
        one.point.standing = Standing::Kept.code();
        one.point.counted = counted;
        self.count(counted);
        false
    }

    /// Gives notice to a user that is to be reduced and has to be told before. Returns whether it did.
    pub(super) fn give_notice(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        let Some(mut one) = self.one(index) else { return false };
        // Who wants less than it has reduces its set-point itself.
        let has = one.point.follow.set_point.min(one.point.wanted);
        let is_told = one.needs_notice() && one.grant.granted() < has;
        if is_told {
            one.reduce(one.cause(), see);
        }
        is_told
    }

    /// Keeps a user that has to be told before where it is until its notice has run out: the others share the rest. What it
    /// is granted beyond that is not for the others either.
    pub(super) fn keep_noticed(&mut self, index: usize) -> bool {
        if let Some(one) = self.one(index)
            && one.needs_notice()
        {
            one.point.standing = Standing::Noticed.code();
            let counted = one.point.follow.set_point.max(one.grant.granted()) as u64;
            one.point.counted = counted;
            self.count(counted);
        }
        false
    }

    /// Moves the set-point of a user. Returns whether a reduction was put off.
    pub(super) fn follow(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        let round = &self.memory.state.round;
        let (elapsed_ms, has_room) = (round.elapsed_ms, round.has_room());
        let Some(mut one) = self.one(index) else { return false };
        match one.point.standing() {
            Standing::Shared => return one.follow(elapsed_ms, see),
            Standing::Kept | Standing::Noticed => one.follow_kept(has_room, elapsed_ms, see),
            _ => {}
        }
        false
    }

    /// Makes a reduction that was put off, because the sum needs it.
    pub(super) fn reduce(&mut self, index: usize, see: &mut impl FnMut(StationEvent)) -> bool {
        if let Some(mut one) = self.one(index)
            && one.point.standing() == Standing::Shared
            && one.grant.granted() < one.point.follow.set_point
        {
            one.reduce(one.cause(), see);
        }
        false
    }

    /// Lets a person set what a user gets.
    pub(super) fn set_by_hand(&mut self, user: usize, manual: Override, see: &mut impl FnMut(StationEvent)) {
        let Some(mut one) = self.one(user) else { return };
        let from = one.point.follow.set_point;
        one.point.manual = manual;
        one.point.follow.free(manual.set_point);
        (one.point.follow.is_restricted, one.point.out) = (1, manual.set_point);
        if from != manual.set_point {
            one.order(from, manual.set_point, OrderCause::Override, see);
        }
    }

    /// All that there is of a user, if it is protected and takes part in the sharing.
    fn protected(&mut self, index: usize) -> Option<One<'_>> {
        let protected = self.settings.protected_classes;
        let one = self.one(index)?;
        let is_protected = one.settings.user.class().is_some_and(|class| protected.contains(class));
        (is_protected && one.point.standing() == Standing::Shared).then_some(one)
    }

    /// All that there is of a user.
    fn one(&mut self, index: usize) -> Option<One<'_>> {
        let StationMemory { state, points, .. } = &mut self.memory;
        let point = points.get_mut(index)?;
        Some(One {
            index,
            settings: self.users.get(index)?,
            grant: point.grant,
            point,
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
        let minimum = user.minimum.min(wanted);
        Target {
            granted: self.grant.granted(),
            wanted,
            ordered: self.point.order.to,
            minimum,
            // On values that are not measured, no further than a person has confirmed.
            least: if self.point.is_confirmed != 0 { self.point.confirmed.granted() } else { minimum },
            is_on_off: user.is_on_off(),
        }
    }

    /// Whether the user takes part, and cannot be reduced in this scan: its notice has not run out.
    fn needs_notice(&self) -> bool {
        let follow = &self.point.follow;
        let is_over = follow.has_notice != 0 && !follow.is_noticed();
        self.point.standing() == Standing::Shared && self.settings.follow.notice_ms != 0 && !is_over
    }

    /// Why it is reduced: because a person confirmed that, as long as a confirmation holds.
    fn cause(&self) -> OrderCause {
        if self.point.is_confirmed != 0 { OrderCause::Confirmation } else { OrderCause::Allocation }
    }

    /// Whether a notice stands that could not be told anew, because the user would be changed too often: the next reduction
    /// needs no other.
    fn must_keep_notice(&self) -> bool {
        let follow = &self.point.follow;
        follow.has_notice != 0 && !follow.has_changes_left(&self.settings.follow, self.now_ms)
    }

    /// Moves the set-point. Returns whether a reduction was put off.
    fn follow(&mut self, elapsed_ms: u32, see: &mut impl FnMut(StationEvent)) -> bool {
        let target = self.target();
        let (settings, set_point) = (&self.settings.follow, self.point.follow.set_point);
        let is_served = target.granted == target.wanted && !self.point.follow.is_locked_off(settings);
        if target.granted >= set_point && self.point.follow.has_notice != 0 {
            if self.must_keep_notice() {
                self.point.follow.stay();
                return false;
            }
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
            self.reduce(self.cause(), see);
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
        let is_new = step == Step::Restored;
        if is_new {
            self.point.is_confirmed = 0;
        }
        if is_new || goes_on && is_other {
            if !is_new {
                self.point.follow.note_change(self.now_ms);
            }
            self.order(set_point, aim, OrderCause::Restoration, see);
        }
        false
    }

    /// Stays where it is, goes where a person has confirmed that it may go, or rises, if that leaves room for all who are
    /// kept.
    fn follow_kept(&mut self, has_room: bool, elapsed_ms: u32, see: &mut impl FnMut(StationEvent)) {
        let counted = self.point.counted.min(Flow::MAX as u64) as Flow;
        let set_point = self.point.follow.set_point;
        if self.point.standing() == Standing::Kept && counted < set_point.min(self.point.wanted) {
            self.grant = self.point.confirmed_to(counted);
            self.reduce(OrderCause::Confirmation, see);
        } else if has_room && counted > set_point && self.grant.granted() == counted {
            self.follow(elapsed_ms, see);
        } else if self.point.follow.has_notice == 0 {
            self.point.follow.stay();
        }
    }

    /// Lets the user have what it wants. A notice that cannot be told anew stands.
    fn free(&mut self, see: &mut impl FnMut(StationEvent)) {
        self.point.is_confirmed = 0;
        if self.must_keep_notice() {
            self.point.follow.set_point = self.point.wanted;
            self.point.follow.stay();
            return;
        }
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
    fn reduce(&mut self, cause: OrderCause, see: &mut impl FnMut(StationEvent)) {
        let (settings, target) = (&self.settings.follow, self.target());
        let from = self.point.follow.set_point;
        if self.point.follow.is_locked_on(settings) {
            self.point.broken_locks = self.point.broken_locks.saturating_add(1);
            see(StationEvent::LockBroken { user: self.index });
        }
        match self.point.follow.reduce(settings, target, self.now_ms) {
            Step::Noticed => self.order(from, self.point.follow.noticed, cause, see),
            Step::Reduced if self.takes_effect() => {
                self.point.order.state = OrderState::InForce.code();
                see(StationEvent::TookEffect(self.point.order));
            }
            Step::Reduced => {
                if settings.notice_ms != 0 {
                    // It goes elsewhere than the notice said, which is another order.
                    self.point.follow.note_change(self.now_ms);
                }
                self.order(from, self.point.follow.set_point, cause, see);
            }
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
    /// What a protected user keeps on values that are not measured: what it has, or of what is granted as far as a person
    /// has confirmed.
    fn kept(&self, granted: Flow) -> Flow {
        let has = self.follow.set_point.min(self.wanted);
        match self.is_confirmed {
            0 => has,
            _ => has.min(granted.max(self.confirmed.granted())),
        }
    }

    /// What a person has confirmed, carried out so far.
    fn confirmed_to(&self, granted: Flow) -> Grant {
        Grant { granted, ..self.confirmed }
    }

    /// Withdraws what is proposed.
    pub(super) fn withdraw(&mut self, see: &mut impl FnMut(StationEvent)) {
        if self.proposal.sequence != 0 {
            self.proposal.state = OrderState::Superseded.code();
            see(StationEvent::Withdrawn(self.proposal));
            self.proposal = Order::NONE;
        }
    }
}
