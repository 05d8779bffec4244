//! What can be: no bytes become a state that a station could not have come to.

use crate::allocate::Grant;
use crate::station::controller::StationState;
use crate::station::order::{Order, OrderState};
use crate::station::point::UserPoint;
use crate::units::Flow;

/// The highest number of an order, so that there are always more.
pub(super) const LAST_ORDER: u64 = u64::MAX / 2;

/// What is kept of a user, against its place, its contracted maximum, and the station.
pub(super) struct Context<'s> {
    pub(super) user: usize,
    pub(super) most: Flow,
    pub(super) steps: usize,
    pub(super) state: &'s StationState,
}

impl Context<'_> {
    pub(super) fn allows(&self, point: &UserPoint) -> bool {
        let UserPoint { follow, order, proposal, manual, wanted, confirmed, grant, out, alarms, .. } = point;
        let now_ms = self.state.now_ms;
        follow.is_sound(self.most, now_ms)
            && *wanted.max(out) <= self.most
            && self.allows_order(order)
            && order.state() != OrderState::Proposed
            && self.allows_order(proposal)
            && matches!(proposal.state(), OrderState::None | OrderState::Proposed)
            && manual.set_point <= self.most
            && (manual.until_ms == 0) == (manual.owner == 0)
            && alarms.iter().all(|alarm| alarm.came_ms <= now_ms)
            && self.allows_grant(confirmed)
            && self.allows_grant(grant)
    }

    fn allows_order(&self, order: &Order) -> bool {
        if order.sequence == 0 {
            return *order == Order::NONE;
        }
        order.sequence <= self.state.sequence
            && order.state() != OrderState::None
            && order.user as usize == self.user
            && order.issued_ms <= self.state.now_ms
            && order.from.max(order.to) <= self.most
            && self.allows_grant(&order.grant)
    }

    fn allows_grant(&self, grant: &Grant) -> bool {
        grant.granted() <= self.most && grant.step().is_none_or(|step| (step as usize) < self.steps)
    }
}
