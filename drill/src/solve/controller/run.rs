//! One course of the controller through an exercise.

use citygate::station::{Command, Mode, ScanInput, ScanResult, Standing, StationError, UserPoint};
use citygate::user::SupplyClass;

use super::adapter::{Controller, Hysteresis};
use super::follower::{Follower, all_alarms};
use super::plant::Plant;
use crate::quantity::Quantity;
use crate::result::moment::Moment;
use crate::result::station::{StationClassSample, StationSample};
use crate::scenario::Scenario;
use crate::scenario::station::{AlarmPlace, CommandKind, PlannedCommand, StationPlan};
use crate::scenario::timeline::Timeline;
use crate::solve::error::SolveError;

const MS_PER_H: u128 = 3_600_000;

/// So many samples are kept at most; the first and every so many scans one more.
const MOST_SAMPLES: u64 = 480;

/// The number of whoever acknowledges orders at users'.
const BY_USER: u32 = u32::MAX;

/// What came of it.
pub struct Played<'s> {
    pub follower: Follower<'s>,
    pub tallies: Vec<Tally>,
    pub supply_substituted_ms: u64,
    pub cannot_be_met_ms: u64,
    pub samples: Vec<StationSample>,
    pub scans: u64,
}

/// Flow × time in units of the allocation × milliseconds, so that nothing is rounded on the way.
#[derive(Clone, Copy, Default)]
pub struct FlowTime(u128);

impl FlowTime {
    fn add(&mut self, flow: u64, ms: u64) {
        self.0 += u128::from(flow) * u128::from(ms);
    }

    /// The volume, rounded down.
    pub fn quantity(self, scenario: &Scenario) -> Quantity {
        let step = u128::from(scenario.scale.resolution().thousandths());
        let hours = u128::from(scenario.volume_unit.hours.max(1));
        let thousandths = self.0 * step / (MS_PER_H * hours);
        u64::try_from(thousandths).map_or(Quantity::MAX, Quantity::from_thousandths)
    }
}

/// What is added up of a user.
#[derive(Clone, Default)]
pub struct Tally {
    pub substituted_ms: u64,
    pub not_following_ms: u64,
    pub held_back: FlowTime,
    pub excess: FlowTime,
    pub locks_broken: u32,
    pub set_point: Quantity,
    pub lowest_set_point: Quantity,
}

struct Course<'s> {
    scenario: &'s Scenario,
    plan: &'s StationPlan,
    controller: Controller,
    follower: Follower<'s>,
    plant: Plant,
    tallies: Vec<Tally>,
    supply_substituted_ms: u64,
    cannot_be_met_ms: u64,
    /// The commands that are still to come.
    commands: std::slice::Iter<'s, PlannedCommand>,
}

/// Plays the whole time line once.
pub fn play_once<'s>(
    scenario: &'s Scenario,
    plan: &'s StationPlan,
    timeline: &Timeline,
    hysteresis: Hysteresis,
) -> Result<Played<'s>, SolveError> {
    let mut course = Course::open(scenario, plan, timeline, hysteresis)?;
    let scan_ms = u64::from(plan.scan_ms.max(1));
    let last = timeline.end.ms() / scan_ms;
    let every = (last + 1).div_ceil(MOST_SAMPLES).max(1);
    let mut samples = Vec::new();
    for scan in 0..=last {
        let now_ms = scan * scan_ms;
        let elapsed_ms = if scan == 0 { 0 } else { plan.scan_ms };
        // What a scan finds holds until the next.
        let holds_ms = scan_ms.min(timeline.end.ms() - now_ms);
        let result = course.scan(now_ms, elapsed_ms, holds_ms)?;
        if scan.is_multiple_of(every) || scan == last {
            samples.push(course.sample(now_ms, &result));
        }
    }
    course.settle();
    let Course { follower, tallies, supply_substituted_ms, cannot_be_met_ms, .. } = course;
    Ok(Played { follower, tallies, supply_substituted_ms, cannot_be_met_ms, samples, scans: last + 1 })
}

impl<'s> Course<'s> {
    fn open(
        scenario: &'s Scenario,
        plan: &'s StationPlan,
        timeline: &Timeline,
        hysteresis: Hysteresis,
    ) -> Result<Course<'s>, SolveError> {
        let controller = Controller::open(scenario, plan, hysteresis)?;
        let tally = |point: &UserPoint| Tally {
            lowest_set_point: scenario.scale.quantity(point.set_point().into()),
            ..Tally::default()
        };
        Ok(Course {
            scenario,
            plan,
            follower: Follower::new(scenario),
            plant: Plant::new(scenario, plan, timeline, controller.set_points()),
            tallies: controller.points().iter().map(tally).collect(),
            supply_substituted_ms: 0,
            cannot_be_met_ms: 0,
            commands: plan.commands.iter(),
            controller,
        })
    }

    fn scan(&mut self, now_ms: u64, elapsed_ms: u32, holds_ms: u64) -> Result<ScanResult, SolveError> {
        let now = Moment::after_start(now_ms);
        while let Some(command) = self.commands.as_slice().first().filter(|command| command.at_ms <= now_ms) {
            self.commands.next();
            self.command(command, now);
        }
        self.acknowledge_orders(now_ms);
        let Course { controller, follower, plant, .. } = self;
        plant.draw(now_ms, controller.set_points());
        let (supply, signals) = plant.read(now_ms);
        let input = ScanInput::new(elapsed_ms, supply, &signals);
        let result = controller.scan(&input, &mut |event| follower.see(event, now))?;
        self.tally(&result, holds_ms);
        Ok(result)
    }

    fn command(&mut self, planned: &PlannedCommand, now: Moment) {
        let place = self.plan.commands.iter().position(|command| command == planned);
        // Who gives a command has the number of its place in the list, from 1 on; users have the last number.
        let by = place.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(BY_USER);
        let refused = match planned.what {
            CommandKind::AcknowledgeAlarms(None) => {
                for alarm in all_alarms(self.plan.users.len()) {
                    // Those that are not there to be acknowledged are passed over.
                    let _ = self.acknowledge_alarm(alarm, by, now);
                }
                None
            }
            CommandKind::AcknowledgeAlarms(Some(alarm)) => self.acknowledge_alarm(alarm, by, now).err(),
            CommandKind::AcknowledgeOrder { user } => {
                let order = self.controller.points().get(user).and_then(UserPoint::order);
                let number = order.map_or(0, |order| order.sequence);
                self.acknowledge_order(user, number, by, now).err()
            }
            CommandKind::Confirm { user } => self.confirm(user, by, now).err(),
            CommandKind::Override { user, set_point, until_ms } => {
                let set_point = self.scenario.scale.flow(set_point).unwrap_or(u32::MAX);
                self.order(by, Command::Override { user, set_point, until_ms }, now).err()
            }
            CommandKind::Hold { user, until_ms } => {
                self.order(by, Command::Hold { user, until_ms }, now).err()
            }
            CommandKind::Release { user } => self.order(by, Command::Release { user }, now).err(),
            CommandKind::Shelve { alarm: AlarmPlace { kind, user }, until_ms } => {
                self.order(by, Command::Shelve { kind, user, until_ms }, now).err()
            }
            CommandKind::SetMode(mode) => self.order(by, Command::SetMode(mode), now).err(),
        };
        self.follower.commanded(planned, refused, now);
    }

    /// Hands a command on to the controller.
    fn order(&mut self, by: u32, command: Command, now: Moment) -> Result<(), StationError> {
        let Course { controller, follower, .. } = self;
        controller.command(by, command, &mut |event| follower.see(event, now))
    }

    /// Confirms what is proposed to a user, or all that is proposed.
    fn confirm(&mut self, user: Option<usize>, by: u32, now: Moment) -> Result<(), StationError> {
        let proposed = self.controller.points().iter().enumerate();
        let proposed = proposed.filter(|(place, _)| user.is_none_or(|user| user == *place));
        let proposed: Vec<(usize, u64)> =
            proposed.filter_map(|(place, point)| Some((place, point.proposal()?.sequence))).collect();
        if proposed.is_empty() {
            return Err(StationError::NothingToDo);
        }
        for (user, sequence) in proposed {
            self.order(by, Command::Confirm { user, sequence }, now)?;
        }
        Ok(())
    }

    fn acknowledge_alarm(&mut self, alarm: AlarmPlace, by: u32, now: Moment) -> Result<(), StationError> {
        self.order(by, Command::AcknowledgeAlarm { kind: alarm.kind, user: alarm.user }, now)?;
        self.follower.alarm_acknowledged(alarm, now);
        Ok(())
    }

    fn acknowledge_order(
        &mut self,
        user: usize,
        sequence: u64,
        by: u32,
        now: Moment,
    ) -> Result<(), StationError> {
        self.order(by, Command::AcknowledgeOrder { user, sequence }, now)?;
        self.follower.order_acknowledged(sequence, now);
        Ok(())
    }

    /// Users acknowledge their orders, each when it is used to.
    fn acknowledge_orders(&mut self, now_ms: u64) {
        let now = Moment::after_start(now_ms);
        for user in 0..self.plan.users.len() {
            let after_ms = self.plan.users.get(user).map_or(0, |user| u64::from(user.acknowledges_after_ms));
            let order = self.controller.points().get(user).and_then(UserPoint::order);
            let due = order.filter(|order| {
                order.acknowledge_by_ms != 0 && order.issued_ms.saturating_add(after_ms) <= now_ms
            });
            if let Some(number) = due.map(|order| order.sequence) {
                // It is its own order, so that nothing is refused.
                let _ = self.acknowledge_order(user, number, BY_USER, now);
            }
        }
    }

    fn tally(&mut self, result: &ScanResult, holds_ms: u64) {
        let is_automatic = self.controller.state().mode() == Mode::Automatic;
        self.supply_substituted_ms += if result.supply.is_measured() { 0 } else { holds_ms };
        self.cannot_be_met_ms += if result.cannot_be_met { holds_ms } else { 0 };
        for (tally, point) in self.tallies.iter_mut().zip(self.controller.points()) {
            let set_point = self.scenario.scale.quantity(point.set_point().into());
            (tally.set_point, tally.lowest_set_point) = (set_point, tally.lowest_set_point.min(set_point));
            tally.locks_broken = point.broken_locks();
            let is_measured = point.demand().is_measured() && point.flow().is_measured();
            tally.substituted_ms += if is_measured { 0 } else { holds_ms };
            match point.standing() {
                Standing::Shared if is_automatic => tally.held_back.add(missing(point), holds_ms),
                Standing::NotFollowing => {
                    tally.not_following_ms += holds_ms;
                    let beyond = point.flow().value.saturating_sub(point.set_point().into());
                    tally.excess.add(beyond, holds_ms);
                }
                _ => {}
            }
        }
    }

    fn sample(&self, now_ms: u64, result: &ScanResult) -> StationSample {
        let scale = self.scenario.scale;
        let users = || self.scenario.users.iter().zip(self.controller.points()).zip(self.plant.draws());
        let has_users = |class: &SupplyClass| self.scenario.users.iter().any(|user| user.class == *class);
        let classes = SupplyClass::ALL.into_iter().filter(has_users).map(|class| {
            let own = || users().filter(move |((user, _), _)| user.class == class);
            StationClassSample {
                class,
                set_point: scale.quantity(own().map(|((_, point), _)| u64::from(point.set_point())).sum()),
                flow: scale.quantity(own().map(|(_, draws)| *draws).sum()),
            }
        });
        let supply = self.plant.supply();
        StationSample {
            at: Moment::after_start(now_ms),
            supply: scale.quantity(supply),
            supply_used: scale.quantity(result.supply.value),
            counted: scale.quantity(result.counted),
            shared: scale.quantity(result.shared),
            classes: classes.collect(),
        }
    }

    /// How orders and alarms stand in the end.
    fn settle(&mut self) {
        for point in self.controller.points() {
            if let Some(order) = point.order() {
                self.follower.settle_order(order);
            }
        }
        self.follower.settle_alarms();
    }
}

/// What there is for a user, and it is not given yet.
fn missing(point: &UserPoint) -> u64 {
    point.grant().granted().saturating_sub(point.set_point()).into()
}
