//! The station, scan after scan.

use super::alarm::{AlarmKind, AlarmPoint};
use super::conditioning::{Conditioned, Side, SignalState};
use super::error::StationError;
use super::event::StationEvent;
use super::order::OrderState;
use super::point::{Override, Standing, UserPoint};
use super::settings::{Control, StationSettings, StationUser};
use super::signal::Signal;
use super::snapshot::form::{Flag, Zero, saved};
use crate::allocate::check::{check_served, check_users};
use crate::allocate::{AllocateError, Grant, Summary, allocate};
use crate::coded::coded;
use crate::policy::Policy;
use crate::units::{Flow, Total};
use crate::user::User;

/// How a station works. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Mode {
    /// Nothing moves; set-points stay as they are.
    Off = 0,
    /// Only what persons set moves.
    Manual = 1,
    /// The station shares out.
    Automatic = 2,
}

coded!(Mode {
    Off => "off",
    Manual => "manual",
    Automatic => "automatic",
});

/// The alarms of a station, in the order in which they are kept.
pub(super) const STATION_ALARMS: [AlarmKind; 4] =
    [AlarmKind::SupplySubstituted, AlarmKind::ProposalWaits, AlarmKind::CannotBeMet, AlarmKind::NotAutomatic];

/// What is known of a station from one scan to the next, besides its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct StationState {
    /// The station's time, in ms: it goes on from scan to scan, and after a restart from where it was.
    pub(super) now_ms: u64,
    /// The number of the last order.
    pub(super) sequence: u64,
    pub(super) supply: SignalState,
    pub(super) alarms: [AlarmPoint; STATION_ALARMS.len()],
    /// How long the present turn of rotating steps has lasted.
    pub(super) turn_ms: u32,
    /// A code of [`Mode`].
    pub(super) mode: u8,
    /// 1 if a person has confirmed to go by values that are not measured, until they are again.
    pub(super) is_confirmed: u8,
    pub(super) reserved: u16,
}

saved!(codes of Mode);
// The first three stay where they are in every version of a snapshot.
saved!(StationState {
    now_ms: u64,
    sequence: u64,
    mode: Mode,
    is_confirmed: Flag<u8>,
    turn_ms: u32,
    supply: SignalState,
    alarms: [AlarmPoint; STATION_ALARMS.len()],
    reserved: Zero<u16>,
});

impl StationState {
    /// The station's time, in ms.
    pub fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// How it works.
    pub fn mode(&self) -> Mode {
        Mode::from_code(self.mode).unwrap_or(Mode::Off)
    }
}

impl Default for StationState {
    fn default() -> StationState {
        StationState {
            now_ms: 0,
            sequence: 0,
            supply: SignalState::default(),
            alarms: Default::default(),
            turn_ms: 0,
            mode: Mode::Automatic as u8,
            is_confirmed: 0,
            reserved: 0,
        }
    }
}

/// The signals of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct UserSignals {
    /// What it wants.
    pub demand: Signal,
    /// What it draws.
    pub flow: Signal,
}

/// What a scan is given.
#[derive(Clone, Copy, Debug)]
pub struct ScanInput<'a> {
    /// How long it is since the scan before, in ms.
    pub elapsed_ms: u32,
    /// The supply.
    pub supply: Signal,
    /// The signals of every user.
    pub users: &'a [UserSignals],
}

/// What a scan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanResult {
    /// The supply that was shared out, and where its value comes from.
    pub supply: Conditioned,
    /// What was counted before the rest was shared out.
    pub counted: Total,
    /// The set-points of all that take part in the sharing, together.
    pub shared: Total,
    /// Whether any value that counted was not measured.
    pub is_unsure: bool,
    /// Whether a person has confirmed to go by values that are not measured, so that nothing is proposed.
    pub is_confirmed: bool,
    /// Whether what cannot be controlled draws more than there is.
    pub cannot_be_met: bool,
}

/// A station with the memory that it works in.
#[derive(Debug)]
pub struct Station<'a> {
    pub(super) policy: &'a Policy<'a>,
    pub(super) settings: &'a StationSettings,
    pub(super) users: &'a [StationUser],
    pub(super) memory: StationMemory<'a>,
}

/// The memory of a station, lent by the caller: what it keeps, and what it works in.
#[derive(Debug)]
pub struct StationMemory<'a> {
    /// What it keeps.
    pub state: &'a mut StationState,
    /// What it keeps of its users: one for each.
    pub points: &'a mut [UserPoint],
    /// To work in: one for each user.
    pub users: &'a mut [User],
    /// To work in: one for each user. After a scan, what each is to get, and why.
    pub grants: &'a mut [Grant],
}

impl<'a> Station<'a> {
    /// Puts a station together; what its memory keeps stays as it is.
    ///
    /// # Errors
    ///
    /// [`StationError`] if there is not exactly one of everything for each user, or a setting is wrong.
    pub fn new(
        policy: &'a Policy<'a>,
        settings: &'a StationSettings,
        users: &'a [StationUser],
        memory: StationMemory<'a>,
    ) -> Result<Station<'a>, StationError> {
        let mut station = Station { policy, settings, users, memory };
        station.check()?;
        Ok(station)
    }

    /// Starts anew: nothing is known, and every user may take what it contracted.
    pub fn start(&mut self) {
        *self.memory.state = StationState::default();
        for (point, user) in self.memory.points.iter_mut().zip(self.users) {
            *point = UserPoint::default();
            point.follow = super::follow::FollowState::at(user.user.demand);
        }
    }

    /// The station's time.
    pub fn now_ms(&self) -> u64 {
        self.memory.state.now_ms()
    }

    /// How it works.
    pub fn mode(&self) -> Mode {
        self.memory.state.mode()
    }

    /// What is known of the users.
    pub fn points(&self) -> &[UserPoint] {
        self.memory.points
    }

    /// The alarm of this kind of the station itself, if it has such.
    pub fn alarm(&self, kind: AlarmKind) -> Option<&AlarmPoint> {
        let place = STATION_ALARMS.iter().position(|own| *own == kind)?;
        self.memory.state.alarms.get(place)
    }

    /// One scan: takes the signals, shares out, and moves set-points. What happens is shown to `see`.
    ///
    /// Complexity: passes over the users, and four allocations at most. No heap, no recursion.
    ///
    /// # Errors
    ///
    /// [`StationError`] if there are not signals for each user; nothing is changed then.
    pub fn scan(
        &mut self,
        input: &ScanInput,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<ScanResult, StationError> {
        if input.users.len() != self.users.len() {
            return Err(StationError::SignalCount { users: self.users.len(), signals: input.users.len() });
        }
        let state = &mut *self.memory.state;
        state.now_ms = state.now_ms.saturating_add(input.elapsed_ms as u64);
        let supply_settings = &self.settings.supply;
        let supply =
            state.supply.take(supply_settings, Side::Available, &input.supply, input.elapsed_ms, false);
        self.take_signals(input, see);
        let mut counted = self.count_first();
        let cannot_be_met = counted > supply.value;
        let mut is_unsure = !supply.is_measured();
        is_unsure |= self.memory.points.iter().any(|point| point.is_sure == 0);
        if !is_unsure {
            self.memory.state.is_confirmed = 0;
        }
        if self.mode() == Mode::Automatic {
            self.share(supply.value.saturating_sub(counted))?;
            let proposes = is_unsure && self.memory.state.is_confirmed == 0;
            if proposes {
                counted = counted.saturating_add(self.propose(supply.value.saturating_sub(counted), see)?);
            }
            let noticed = self.give_notice(supply.value.saturating_sub(counted), see)?;
            counted = counted.saturating_add(noticed);
            if proposes && noticed != 0 {
                // What those keep who have to be told before is missing for the others.
                counted = counted.saturating_add(self.propose(supply.value.saturating_sub(counted), see)?);
            }
            self.follow(supply.value.saturating_sub(counted), input.elapsed_ms, see);
        }
        self.withdraw_proposals(see);
        self.count_turns(input.elapsed_ms);
        self.raise_alarms(supply, cannot_be_met, input.elapsed_ms, see);
        let shared = self.shared().map(|point| point.follow.set_point as Total).sum();
        let is_confirmed = self.memory.state.is_confirmed != 0;
        Ok(ScanResult { supply, counted, shared, is_unsure, is_confirmed, cannot_be_met })
    }

    /// The users that take part in the sharing.
    pub(super) fn shared(&self) -> impl Iterator<Item = &UserPoint> {
        self.memory.points.iter().filter(|point| point.standing() == Standing::Shared)
    }

    /// Takes the signals of the users, and finds who follows.
    fn take_signals(&mut self, input: &ScanInput, see: &mut impl FnMut(StationEvent)) {
        let now_ms = self.memory.state.now_ms;
        let users = self.users.iter().zip(input.users).zip(&mut *self.memory.points);
        for (index, ((settings, signals), point)) in users.enumerate() {
            point.follow.pass(input.elapsed_ms);
            let before = (point.demand, point.flow);
            let moved = |state: &SignalState, signal: &Signal| state.has_moved(signal.value);
            let (demand_moved, flow_moved) =
                (moved(&before.0, &signals.demand), moved(&before.1, &signals.flow));
            let elapsed_ms = input.elapsed_ms;
            let demand =
                point.demand.take(&settings.demand, Side::Wanted, &signals.demand, elapsed_ms, flow_moved);
            let flow = point.flow.take(&settings.flow, Side::Wanted, &signals.flow, elapsed_ms, demand_moved);
            point.note_signals(&demand, &flow);
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

    /// What is counted before the rest is shared out.
    fn count_first(&self) -> Total {
        let counted = self.memory.points.iter().filter(|point| point.standing() != Standing::Shared);
        counted.fold(0, |sum, point| sum.saturating_add(point.counted))
    }

    /// Shares out among those that take part.
    pub(super) fn share(&mut self, supply: Total) -> Result<(), StationError> {
        let StationMemory { points, users, grants, .. } = &mut self.memory;
        for ((user, settings), point) in users.iter_mut().zip(self.users).zip(points.iter()) {
            *user = settings.user;
            let takes_part =
                point.standing() == Standing::Shared && !point.follow.is_locked_off(&settings.follow);
            user.demand = if takes_part { point.wanted } else { 0 };
            if let Some(rotation) = self.policy.rotation_of(user) {
                user.cumulative_curtailment = point.tally.urgency(rotation);
            }
        }
        allocate(self.policy, users, supply, grants, &mut Summary::default()).map_err(StationError::Allocate)
    }

    /// Counts the turns of rotating steps.
    fn count_turns(&mut self, elapsed_ms: u32) {
        let interval = self.settings.rotation_interval_ms;
        let state = &mut *self.memory.state;
        state.turn_ms = state.turn_ms.saturating_add(elapsed_ms);
        if interval == 0 || state.turn_ms < interval {
            return;
        }
        state.turn_ms = 0;
        for (settings, point) in self.users.iter().zip(&mut *self.memory.points) {
            if let Some(rotation) = self.policy.rotation_of(&settings.user)
                && point.wanted != 0
            {
                point.tally.note(rotation, point.wanted.saturating_sub(point.follow.set_point));
            }
        }
    }

    fn check(&mut self) -> Result<(), StationError> {
        let (users, memory) = (self.users.len(), &self.memory);
        let given = [memory.points.len(), memory.users.len(), memory.grants.len()];
        if given.iter().any(|given| *given != users) {
            return Err(StationError::MemoryCount { users });
        }
        if users > u16::MAX as usize {
            return Err(StationError::Allocate(AllocateError::TooManyUsers { count: users }));
        }
        for (user, settings) in self.memory.users.iter_mut().zip(self.users) {
            *user = settings.user;
        }
        check_users(self.memory.users).map_err(StationError::Allocate)?;
        check_served(self.policy, self.memory.users).map_err(StationError::Allocate)?;
        for (user, settings) in self.users.iter().enumerate() {
            let follow = &settings.follow;
            let is_wrong = !settings.demand.is_consistent()
                || !settings.flow.is_consistent()
                || settings.demand.highest > settings.user.demand as u64
                || (follow.window_ms != 0
                    && !(1..=super::follow::MAX_CHANGES as u32).contains(&follow.most_changes));
            if is_wrong {
                return Err(StationError::UserSettings { user });
            }
        }
        if !self.settings.supply.is_consistent() || self.settings.supply.stuck_ms != 0 {
            return Err(StationError::SupplySettings);
        }
        Ok(())
    }
}

impl UserPoint {
    /// Finds whether the user follows, if its flow is measured. Returns what it does, if that is new.
    fn find_straying(&mut self, settings: &StationUser, flow: &Conditioned, elapsed_ms: u32) -> Option<bool> {
        if !flow.is_measured() || settings.control() == Control::Uncontrolled {
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
            () if settings.control() == Control::Uncontrolled => (Standing::Uncontrolled, flow.value),
            () if self.strays != 0 => (Standing::NotFollowing, flow.value.max(set_point)),
            () if self.manual.until_ms != 0 => (Standing::Manual, self.manual.set_point as u64),
            () if self.follow.is_noticed() => (Standing::Noticed, set_point),
            () => (Standing::Shared, 0),
        };
        (self.standing, self.counted, self.is_proposed) = (standing.code(), counted, 0);
    }
}
