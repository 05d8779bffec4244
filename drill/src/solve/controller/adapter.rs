//! The library's station controller, with the memory that it works in: nothing else here calls it.

use citygate::allocate::Grant;
use citygate::policy::Policy;
use citygate::station::{
    AlarmFlood, AlarmKind, AlarmPoint, Command, Control, FollowSettings, ScanInput, ScanResult,
    SignalSettings, Station, StationError, StationEvent, StationMemory, StationSettings, StationState,
    StationUser, UserPoint, snapshot_bytes,
};
use citygate::user::User;

use super::instrument::part;
use crate::quantity::MS_PER_THOUSANDTH_H;
use crate::scenario::Scenario;
use crate::scenario::station::{ControlledUser, Metering, StationPlan};
use crate::solve::convert;
use crate::solve::error::SolveError;

/// Whether the controller waits before it changes a set-point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hysteresis {
    AsSet,
    /// No dead band, no restore hold, no ramp, no bound on changes.
    Off,
}

/// A controller that owns its memory.
pub struct Controller {
    policy: Policy<'static>,
    settings: StationSettings,
    users: Vec<StationUser>,
    state: StationState,
    points: Vec<UserPoint>,
    work: Vec<User>,
    grants: Vec<Grant>,
}

impl Controller {
    pub fn open(
        scenario: &Scenario,
        plan: &StationPlan,
        hysteresis: Hysteresis,
    ) -> Result<Controller, SolveError> {
        let (scale, count) = (scenario.scale, scenario.users.len());
        let users = scenario.users.iter().zip(&plan.users);
        let users = users.map(|(user, controlled)| {
            let contracted = scale.flow(controlled.contracted);
            let contracted = contracted.ok_or_else(|| SolveError::TooLarge { id: user.id.clone() })?;
            let mut user = convert::user(user, scenario)?;
            user.demand = contracted;
            Ok(station_user(user, controlled, hysteresis))
        });
        let mut controller = Controller {
            policy: scenario.order.policy,
            settings: settings(plan, scenario),
            users: users.collect::<Result<Vec<StationUser>, SolveError>>()?,
            state: StationState::default(),
            points: vec![UserPoint::default(); count],
            work: vec![User::default(); count],
            grants: vec![Grant::EMPTY; count],
        };
        controller.with(|station| {
            station.start();
            Ok(())
        })?;
        Ok(controller)
    }

    fn with<T>(
        &mut self,
        act: impl FnOnce(&mut Station) -> Result<T, StationError>,
    ) -> Result<T, SolveError> {
        let Controller { policy, settings, users, state, points, work, grants } = self;
        let memory = StationMemory { state, points, users: work, grants };
        let station = Station::new(policy, settings, users, memory);
        station.and_then(|mut station| act(&mut station)).map_err(SolveError::Controller)
    }

    pub fn scan(
        &mut self,
        input: &ScanInput,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<ScanResult, SolveError> {
        self.with(|station| station.scan(input, see))
    }

    /// What an operator or a user does; an error is the controller's refusal.
    pub fn command(
        &mut self,
        by: u32,
        command: Command,
        see: &mut impl FnMut(StationEvent),
    ) -> Result<(), StationError> {
        match self.with(|station| station.command(by, command, see)) {
            Err(SolveError::Controller(refusal)) => Err(refusal),
            _ => Ok(()),
        }
    }

    /// A snapshot of it, with a number by which the newest is known.
    pub fn save(&mut self, number: u64) -> Result<Vec<u8>, SolveError> {
        let mut bytes = vec![0; snapshot_bytes(self.points.len(), 1)];
        self.with(|station| Ok(station.save(number, &mut bytes)))?.map_err(SolveError::Snapshot)?;
        Ok(bytes)
    }

    /// Goes on from a snapshot, after an outage of so long if that is known.
    pub fn restore(&mut self, bytes: &[u8], outage_ms: Option<u64>) -> Result<(), SolveError> {
        self.with(|station| Ok(station.restore(bytes, outage_ms)))?.map_err(SolveError::Snapshot)
    }

    /// The same as far as it fits, after users or the supply order were changed. Returns how many users go on.
    pub fn adopt(&mut self, bytes: &[u8], outage_ms: Option<u64>) -> Result<usize, SolveError> {
        self.with(|station| Ok(station.adopt(bytes, outage_ms)))?.map_err(SolveError::Snapshot)
    }

    /// Limits what the station can pass by a signal of its own.
    pub fn limit(&mut self, capacity: SignalSettings) -> Result<(), SolveError> {
        let before = std::mem::replace(&mut self.settings.capacity, capacity);
        let checked = self.with(|_| Ok(()));
        if checked.is_err() {
            self.settings.capacity = before;
        }
        checked
    }

    /// The alarms of the station itself.
    pub fn station_alarms(&mut self) -> Vec<(AlarmKind, AlarmPoint)> {
        let own = |station: &mut Station| {
            let alarm = |kind| Some((kind, *station.alarm(kind)?));
            Ok(AlarmKind::ALL.into_iter().filter_map(alarm).collect())
        };
        self.with(own).unwrap_or_default()
    }

    pub fn flood(&mut self) -> AlarmFlood {
        self.with(|station| Ok(*station.flood())).unwrap_or_default()
    }

    pub fn users(&self) -> &[StationUser] {
        &self.users
    }

    pub fn settings(&self) -> &StationSettings {
        &self.settings
    }

    /// What each user may take, in the order of the users.
    pub fn set_points(&self) -> impl Iterator<Item = u32> {
        self.points.iter().map(UserPoint::set_point)
    }

    pub fn state(&self) -> &StationState {
        &self.state
    }

    pub fn points(&self) -> &[UserPoint] {
        &self.points
    }
}

fn settings(plan: &StationPlan, scenario: &Scenario) -> StationSettings {
    let scale = scenario.scale;
    let (lowest, highest) = (scale.units(plan.lowest_supply), scale.units(plan.highest_supply));
    let rotation = scenario.timeline.as_ref().and_then(|timeline| timeline.rotation);
    let rotation_ms = rotation.map_or(0, |turn| turn.hours().thousandths() * MS_PER_THOUSANDTH_H);
    let mut settings = StationSettings {
        supply: signal(&plan.supply, lowest, highest),
        rotation_interval_ms: u32::try_from(rotation_ms).unwrap_or(u32::MAX),

        override_warning_ms: plan.override_warning_ms,
        protected_classes: plan.protected,
        ..StationSettings::new(lowest, highest)
    };
    for alarm in &mut settings.alarms {
        (alarm.on_delay_ms, alarm.off_delay_ms) = (plan.alarm_on_delay_ms, plan.alarm_off_delay_ms);
    }
    settings
}

fn station_user(user: User, controlled: &ControlledUser, hysteresis: Hysteresis) -> StationUser {
    let contracted = u64::from(user.demand);
    let control = if controlled.is_controlled { Control::Controlled } else { Control::Uncontrolled };
    // A part of a flow of 32 bits; what is above 100% of it is at once.
    let flow = |part: u64| u32::try_from(part).unwrap_or(u32::MAX);
    let stated = FollowSettings {
        dead_band: flow(part(contracted, controlled.dead_band)),
        // Less than a unit in a second is a unit in a second.
        ramp_per_s: flow(part(contracted, controlled.ramp).div_ceil(60)),
        restore_hold_ms: controlled.restore_hold_ms,
        minimum_off_ms: controlled.minimum_off_ms,
        minimum_on_ms: controlled.minimum_on_ms,
        notice_ms: controlled.notice_ms,
        window_ms: controlled.window_ms,
        most_changes: controlled.most_changes,
    };
    let follow = match hysteresis {
        Hysteresis::AsSet => stated,
        Hysteresis::Off => {
            FollowSettings { dead_band: 0, ramp_per_s: 0, restore_hold_ms: 0, window_ms: 0, ..stated }
        }
    };
    let mut station_user = StationUser::new(user).with_control(control).with_follow(follow);
    station_user.demand = signal(&controlled.metering, 0, contracted);
    station_user.flow = signal(&controlled.metering, 0, contracted * 2);
    station_user.tolerance = flow(part(contracted, controlled.tolerance));
    station_user.grace_ms = controlled.grace_ms;
    station_user.follow_again_ms = controlled.follow_again_ms;
    station_user.acknowledge_ms = controlled.acknowledge_ms;
    station_user
}

fn signal(metering: &Metering, lowest: u64, highest: u64) -> SignalSettings {
    SignalSettings {
        // Less than a unit in a second is a unit in a second; nothing at all is any change.
        change_per_s: part(highest, metering.change_per_min).div_ceil(60),
        scheduled: match metering.scheduled {
            Some(percent) => part(highest, percent).max(lowest),
            None => SignalSettings::NO_SCHEDULE,
        },
        jump_confirm_ms: metering.jump_confirm_ms,
        stuck_ms: metering.stuck_ms,
        time_to_live_ms: metering.time_to_live_ms,
        last_good_ms: metering.last_good_ms,
        ..SignalSettings::between(lowest, highest)
    }
}
