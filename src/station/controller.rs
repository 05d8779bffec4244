//! The station, scan after scan.

use super::alarm::{AlarmKind, AlarmPoint};
use super::conditioning::{Conditioned, SignalSettings, SignalState};
use super::error::StationError;
use super::flood::AlarmFlood;
use super::follow::{FollowState, MAX_CHANGES};
use super::point::{Standing, UserPoint};
use super::round::Round;
use super::settings::{StationSettings, StationUser};
use super::signal::{Signal, UserSignals};
use super::snapshot::form::{Zero, saved};
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
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct StationState {
    /// The station's time, in ms: it goes on from scan to scan, and after a restart from where it was.
    pub(super) now_ms: u64,
    /// The number of the last order.
    pub(super) sequence: u64,
    pub(super) supply: SignalState,
    pub(super) capacity: SignalState,
    pub(super) alarms: [AlarmPoint; STATION_ALARMS.len()],
    pub(super) flood: AlarmFlood,
    pub(super) round: Round,
    /// How long the present turn of rotating steps has lasted.
    pub(super) turn_ms: u32,
    /// A code of [`Mode`].
    pub(super) mode: u8,
    pub(super) reserved: [u8; 3],
}

saved!(codes of Mode);
// The first three stay where they are in every version of a snapshot.
saved!(StationState {
    now_ms: u64,
    sequence: u64,
    mode: Mode,
    turn_ms: u32,
    supply: SignalState,
    capacity: SignalState,
    alarms: [AlarmPoint; STATION_ALARMS.len()],
    flood: AlarmFlood,
    round: Zero<Round>,
    reserved: Zero<[u8; 3]>,
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
            capacity: SignalState::default(),
            alarms: Default::default(),
            flood: AlarmFlood::default(),
            round: Round::default(),
            turn_ms: 0,
            mode: Mode::Automatic as u8,
            reserved: [0; 3],
        }
    }
}

/// What a scan is given.
#[derive(Clone, Copy, Debug)]
pub struct ScanInput<'a> {
    /// How long it is since the scan before, in ms.
    pub elapsed_ms: u32,
    /// The supply.
    pub supply: Signal,
    /// What the station can pass: what inlet pressure, regulators and heaters allow.
    pub capacity: Signal,
    /// The signals of every user.
    pub users: &'a [UserSignals],
}

impl<'a> ScanInput<'a> {
    /// What a station is given that can pass all of the supply.
    pub const fn new(elapsed_ms: u32, supply: Signal, users: &'a [UserSignals]) -> ScanInput<'a> {
        ScanInput { elapsed_ms, supply, capacity: Signal::good(u64::MAX), users }
    }
}

/// What a scan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ScanResult {
    /// The supply, and where its value comes from.
    pub supply: Conditioned,
    /// What the station can pass, and where that value comes from.
    pub capacity: Conditioned,
    /// What was shared out: the supply, as far as the station can pass it.
    pub available: Total,
    /// What all users want, undisturbed by any curtailment.
    pub wanted: Total,
    /// What was counted before the rest was shared out.
    pub counted: Total,
    /// The set-points of all that take part in the sharing, together.
    pub shared: Total,
    /// For how long one of the main users has wanted gas and had none: the longest that it is, in ms; `None` if no user
    /// is a main one.
    pub interruption_ms: Option<u32>,
    /// Whether any value that counted was not measured.
    pub is_unsure: bool,
    /// Whether what is not to be reduced now takes more than there is: users that cannot be controlled or do not follow, set by
    /// hand or under notice, and protected ones that are kept.
    pub cannot_be_met: bool,
}

/// A set-point for a valve. Only a [`Station`] makes them: who moves valves takes these, so that what is only rehearsed
/// cannot reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetPoint(Flow);

impl SetPoint {
    /// The flow that the user may take.
    pub const fn flow(self) -> Flow {
        self.0
    }
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
    /// To work in: one for each user.
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
            (point.follow, point.out) = (FollowState::at(user.user.demand), user.user.demand);
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

    /// The set-points that are out, user by user: those of the last complete round, or what persons set since.
    pub fn set_points(&self) -> impl Iterator<Item = SetPoint> {
        self.memory.points.iter().map(|point| SetPoint(point.out))
    }

    /// How alarms come: floods, and the first one.
    pub fn flood(&self) -> &AlarmFlood {
        &self.memory.state.flood
    }

    /// Whether a round is open.
    pub fn is_round_open(&self) -> bool {
        self.memory.state.round.is_open()
    }

    /// The set-points of the users that take part in the sharing, together.
    pub(super) fn taken(&self) -> Total {
        let shared = self.memory.points.iter().filter(|point| point.standing() == Standing::Shared);
        shared.map(|point| point.follow.set_point as Total).sum()
    }

    /// What those take that are not to be reduced now.
    pub(super) fn kept(&self) -> Total {
        let of_each = self.memory.points.iter().map(|point| match point.standing() {
            Standing::Shared => 0,
            Standing::Kept | Standing::Noticed => point.follow.set_point.min(point.wanted) as Total,
            Standing::Uncontrolled | Standing::Manual | Standing::NotFollowing => point.counted,
        });
        of_each.fold(0, Total::saturating_add)
    }

    /// Shares out among those that take part.
    pub(super) fn divide(&mut self, supply: Total) -> Result<(), StationError> {
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
        allocate(self.policy, users, supply, grants, &mut Summary::default())
            .map_err(StationError::Allocate)?;
        for (point, grant) in points.iter_mut().zip(grants.iter()) {
            match point.standing() {
                Standing::Shared => point.grant = *grant,
                Standing::Kept => {}
                Standing::Noticed if !point.follow.is_noticed() => {}
                _ => point.grant = Grant::EMPTY,
            }
        }
        Ok(())
    }

    /// Counts the turns of rotating steps.
    pub(super) fn count_turns(&mut self) {
        let interval = self.settings.rotation_interval_ms;
        let state = &mut *self.memory.state;
        state.turn_ms = state.turn_ms.saturating_add(state.round.elapsed_ms);
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
        if let Some(user) = self.users.iter().position(|settings| !settings.is_consistent()) {
            return Err(StationError::UserSettings { user });
        }
        let has_no_partner = |signal: &SignalSettings| signal.is_consistent() && signal.stuck_ms == 0;
        if !has_no_partner(&self.settings.supply) || !has_no_partner(&self.settings.capacity) {
            return Err(StationError::SupplySettings);
        }
        Ok(())
    }
}

impl StationUser {
    /// Whether its settings go together.
    fn is_consistent(&self) -> bool {
        let follow = &self.follow;
        self.demand.is_consistent()
            && self.flow.is_consistent()
            && self.demand.highest <= self.user.demand as u64
            && (follow.window_ms == 0 || (1..=MAX_CHANGES as u32).contains(&follow.most_changes))
    }
}
