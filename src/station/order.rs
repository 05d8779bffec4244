//! Orders to users: numbered, never reissued with another content.

use super::snapshot::form::saved;
use crate::allocate::Grant;
use crate::coded::coded;
use crate::units::Flow;

/// Where an order is in its life. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum OrderState {
    /// There is none.
    None = 0,
    /// It rests on values that were substituted, and waits for a person to confirm it.
    Proposed = 1,
    /// It is out, and takes effect when its notice has run out.
    Issued = 2,
    /// The user has acknowledged it.
    Acknowledged = 3,
    /// It is in force.
    InForce = 4,
    /// Another has taken its place.
    Superseded = 5,
    /// The user does not follow it.
    NotFollowed = 6,
    /// It was proposed, and a person has confirmed it: an order of its own carries it out.
    Confirmed = 7,
}

coded!(OrderState {
    None => "none",
    Proposed => "proposed",
    Issued => "issued",
    Acknowledged => "acknowledged",
    InForce => "in_force",
    Superseded => "superseded",
    NotFollowed => "not_followed",
    Confirmed => "confirmed",
});

/// Why an order was given. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum OrderCause {
    /// The supply order, as the grant explains it.
    Allocation = 0,
    /// There is more to give again.
    Restoration = 1,
    /// A person set it.
    Override = 2,
    /// A person confirmed what was proposed.
    Confirmation = 3,
}

coded!(OrderCause {
    Allocation => "allocation",
    Restoration => "restoration",
    Override => "override",
    Confirmation => "confirmation",
});

/// The code of the state of an order, as C reads it.
pub(crate) type OrderStateCode = u8;

/// The code of the cause of an order, as C reads it.
pub(crate) type OrderCauseCode = u8;

/// What a user is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Order {
    /// Its number, from 1 on; 0 if there is no order.
    pub sequence: u64,
    /// When it was given, in ms of the station's time.
    pub issued_ms: u64,
    /// When it takes effect.
    pub effective_ms: u64,
    /// By when the user has to acknowledge it; 0 if it has not to.
    pub acknowledge_by_ms: u64,
    /// The set-point before.
    pub from: Flow,
    /// The set-point that it asks for.
    pub to: Flow,
    /// The grant that it follows: the reason and the step of the supply order.
    pub grant: Grant,
    /// A code of [`OrderState`].
    pub(crate) state: OrderStateCode,
    /// A code of [`OrderCause`].
    pub(crate) cause: OrderCauseCode,
    /// Position of the user.
    pub user: u16,
}

saved!(codes of OrderState OrderCause);
saved!(Order {
    sequence: u64,
    issued_ms: u64,
    effective_ms: u64,
    acknowledge_by_ms: u64,
    from: u32,
    to: u32,
    grant: Grant,
    state: OrderState,
    cause: OrderCause,
    user: u16,
});

impl Order {
    /// No order.
    pub const NONE: Order = Order {
        sequence: 0,
        issued_ms: 0,
        effective_ms: 0,
        acknowledge_by_ms: 0,
        from: 0,
        to: 0,
        grant: Grant::EMPTY,
        state: OrderState::None as u8,
        cause: OrderCause::Allocation as u8,
        user: 0,
    };

    /// Where it is in its life.
    pub fn state(&self) -> OrderState {
        OrderState::from_code(self.state).unwrap_or(OrderState::None)
    }

    /// Why it was given.
    pub fn cause(&self) -> OrderCause {
        OrderCause::from_code(self.cause).unwrap_or(OrderCause::Allocation)
    }

    /// Whether it is what the user has to follow, now or soon.
    pub fn is_live(&self) -> bool {
        matches!(
            self.state(),
            OrderState::Issued | OrderState::Acknowledged | OrderState::InForce | OrderState::NotFollowed
        )
    }
}

impl Default for Order {
    fn default() -> Order {
        Order::NONE
    }
}
