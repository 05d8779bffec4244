//! What is known of a user from one scan to the next.

use super::alarm::{AlarmKind, AlarmPoint};
use super::conditioning::{Conditioned, InstrumentStatus, Rung, SignalState, conditioned};
use super::follow::FollowState;
use super::order::Order;
use super::signal::Valve;
use super::snapshot::form::{Flag, Zero, saved};
use crate::allocate::{Grant, RotationTally};
use crate::coded::coded;
use crate::units::Flow;

/// The alarms of a user, in the order in which they are kept.
pub(super) const USER_ALARMS: [AlarmKind; 6] = [
    AlarmKind::UserSubstituted,
    AlarmKind::NotFollowing,
    AlarmKind::NotAcknowledged,
    AlarmKind::OverrideExpires,
    AlarmKind::ChangesUsedUp,
    AlarmKind::ValveNotAvailable,
];

/// A manual override: a person sets what a user gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Override {
    /// Until when, in ms of the station's time; 0 if there is none.
    pub until_ms: u64,
    /// The set-point.
    pub set_point: Flow,
    /// Who set it, as the caller numbers persons; not 0.
    pub owner: u32,
}

saved!(Override { until_ms: u64, set_point: u32, owner: u32 });

/// What is known of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct UserPoint {
    pub(super) demand: SignalState,
    pub(super) flow: SignalState,
    pub(super) follow: FollowState,
    pub(super) order: Order,
    /// An order that waits for a person.
    pub(super) proposal: Order,
    pub(super) manual: Override,
    pub(super) tally: RotationTally,
    pub(super) alarms: [AlarmPoint; USER_ALARMS.len()],
    /// What it drew beyond its set-point: in the unit of the problem times ms.
    pub(super) excess: u64,
    /// For how long it has drawn more, or no more, than it may.
    pub(super) over_ms: u32,
    pub(super) under_ms: u32,
    /// How many times a minimum on time could not be kept, because the supply demanded otherwise.
    pub(super) broken_locks: u32,
    /// The set-point that is out: that of the last complete round, or what a person set since.
    pub(super) out: Flow,
    /// What it wants, as it is counted in the present scan.
    pub(super) wanted: Flow,
    /// For how long it has wanted gas and had a set-point of nothing.
    pub(super) without_ms: u32,
    /// What it was granted when it last took part in the sharing in the present scan, and why.
    pub(super) grant: Grant,
    /// What a person has confirmed: so far it may be reduced on values that are not measured.
    pub(super) confirmed: Grant,
    /// What it draws, as it is counted in the present scan.
    pub(super) drawn: u64,
    /// What it is counted with before the rest is shared out.
    pub(super) counted: u64,
    /// What is counted of it in the present scan: a code of [`Standing`].
    pub(super) standing: u8,
    /// 1 if it is taken not to follow, otherwise 0.
    pub(super) strays: u8,
    /// 1 if what it is counted by is measured in the present scan, otherwise 0.
    pub(super) is_sure: u8,
    /// 1 if a reduction is proposed in the present scan, otherwise 0.
    pub(super) is_proposed: u8,
    /// Codes of [`Rung`] and [`InstrumentStatus`] of what it wants and of what it draws.
    pub(super) demand_rung: u8,
    pub(super) demand_status: u8,
    pub(super) flow_rung: u8,
    pub(super) flow_status: u8,
    /// 1 if a person has confirmed a reduction, otherwise 0.
    pub(super) is_confirmed: u8,
    /// A code of [`Valve`].
    pub(super) valve: u8,
    pub(super) reserved: [u8; 6],
}

saved!(codes of Standing);
saved!(UserPoint {
    demand: SignalState,
    flow: SignalState,
    follow: FollowState,
    order: Order,
    proposal: Order,
    manual: Override,
    tally: RotationTally,
    alarms: [AlarmPoint; USER_ALARMS.len()],
    excess: u64,
    over_ms: u32,
    under_ms: u32,
    broken_locks: u32,
    out: u32,
    wanted: u32,
    without_ms: u32,
    grant: Grant,
    confirmed: Grant,
    drawn: u64,
    counted: u64,
    standing: Standing,
    strays: Flag<u8>,
    is_sure: Flag<u8>,
    is_proposed: Flag<u8>,
    demand_rung: Rung,
    demand_status: InstrumentStatus,
    flow_rung: Rung,
    flow_status: InstrumentStatus,
    is_confirmed: Flag<u8>,
    valve: Valve,
    reserved: Zero<[u8; 6]>,
});

/// How a user is counted in a scan. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Standing {
    /// It takes part in the sharing out.
    Shared = 0,
    /// It cannot be controlled, or not now: its valve is not at the station's command.
    Uncontrolled = 1,
    /// A person has set what it gets.
    Manual = 2,
    /// It does not follow.
    NotFollowing = 3,
    /// It has been given notice, which has not run out.
    Noticed = 4,
    /// It keeps what it has, because it is protected and the values are not sure.
    Kept = 5,
}

coded!(Standing {
    Shared => "shared",
    Uncontrolled => "uncontrolled",
    Manual => "manual",
    NotFollowing => "not_following",
    Noticed => "noticed",
    Kept => "kept",
});

impl UserPoint {
    /// The set-point that is out: that of the last complete round, or what a person set since.
    pub fn set_point(&self) -> Flow {
        self.out
    }

    /// What it wants, as it was counted in the last scan, and where the value comes from.
    pub fn demand(&self) -> Conditioned {
        conditioned(self.wanted as u64, self.demand_rung, self.demand_status)
    }

    /// What it draws, as it was counted in the last scan, and where the value comes from.
    pub fn flow(&self) -> Conditioned {
        conditioned(self.drawn, self.flow_rung, self.flow_status)
    }

    /// What it drew beyond its set-point so far, in the unit of the problem times ms.
    pub fn excess(&self) -> u64 {
        self.excess
    }

    /// What the last scan granted it, and why; [`Grant::EMPTY`] if it did not take part in the sharing.
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// How many times a minimum on time could not be kept, because the supply demanded otherwise.
    pub fn broken_locks(&self) -> u32 {
        self.broken_locks
    }

    /// The order to the user, if there was one.
    pub fn order(&self) -> Option<&Order> {
        (self.order.sequence != 0).then_some(&self.order)
    }

    /// The order that waits for a person to confirm it, if there is one.
    pub fn proposal(&self) -> Option<&Order> {
        (self.proposal.sequence != 0).then_some(&self.proposal)
    }

    /// What a person has confirmed, if it still holds: so far the user may be reduced on values that are not measured.
    pub fn confirmed(&self) -> Option<&Grant> {
        (self.is_confirmed != 0).then_some(&self.confirmed)
    }

    /// How its set-point moves: what it waits for, and for how long yet.
    pub fn follow(&self) -> &FollowState {
        &self.follow
    }

    /// How it is counted.
    pub fn standing(&self) -> Standing {
        Standing::from_code(self.standing).unwrap_or(Standing::Shared)
    }

    /// The alarm of this kind, if users have such.
    pub fn alarm(&self, kind: AlarmKind) -> Option<&AlarmPoint> {
        let place = USER_ALARMS.iter().position(|own| *own == kind)?;
        self.alarms.get(place)
    }

    /// For how long it has wanted gas and had a set-point of nothing, in ms.
    pub fn without_ms(&self) -> u32 {
        self.without_ms
    }

    /// Whether its valve is at the station's command.
    pub fn valve(&self) -> Valve {
        Valve::from_code(self.valve).unwrap_or(Valve::NotAvailable)
    }

    /// How it fares in the rotation.
    pub fn tally(&self) -> &RotationTally {
        &self.tally
    }

    /// The override in force, if there is one.
    pub fn manual(&self) -> Option<&Override> {
        (self.manual.until_ms != 0).then_some(&self.manual)
    }
}
