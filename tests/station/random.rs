//! Random stations whose signals fail and whose operators interfere.

use citygate::allocate::Grant;
use citygate::policy::regimes::JILIN_2024;
use citygate::station::{
    AlarmKind, Command, Control, FollowSettings, Mode, Quality, ScanInput, ScanResult, Signal,
    SignalSettings, StationEvent, StationSettings, StationUser, UserSignals, Valve,
};
use citygate::user::{SupplyClass, User};

use crate::support::{Draw, Owned, problems, signals};

/// A random user; a plain one has no minimum, can take any part of what it wants, and nothing puts off a reduction of it.
fn random_user(draw: &mut Draw, is_plain: bool) -> StationUser {
    let class = SupplyClass::ALL[draw.below(6) as usize];
    let demand = 1 + draw.below(1000) as u32;
    let mut user = User::new(class, demand);
    if draw.chance(30) && !is_plain {
        user.minimum = draw.below(demand as u64 + 1) as u32;
    }
    if draw.chance(15) && !is_plain {
        user = user.with_on_off(true);
    }
    let signal = SignalSettings {
        change_per_s: if draw.chance(50) { 1 + draw.below(100) } else { 0 },
        jump_confirm_ms: draw.below(3) as u32 * 3000,
        stuck_ms: draw.below(2) as u32 * 20_000,
        time_to_live_ms: draw.below(2) as u32 * 5000,
        last_good_ms: draw.below(60_000) as u32,
        ..SignalSettings::between(0, demand as u64)
    };
    let follow = FollowSettings {
        dead_band: draw.below(demand as u64 / 10 + 1) as u32,
        ramp_per_s: draw.below(50) as u32,
        restore_hold_ms: draw.below(30_000) as u32,
        minimum_off_ms: draw.below(40_000) as u32,
        minimum_on_ms: draw.below(40_000) as u32,
        notice_ms: if draw.chance(20) && !is_plain { draw.below(20_000) as u32 } else { 0 },
        window_ms: if draw.chance(70) { 100_000 } else { 0 },
        most_changes: 1 + draw.below(8) as u32,
    };
    let follow = match is_plain {
        true => FollowSettings { dead_band: 0, minimum_on_ms: 0, window_ms: 0, ..follow },
        false => follow,
    };
    let mut one = StationUser::new(user).with_follow(follow);
    if draw.chance(15) {
        one = one.with_control(Control::Uncontrolled);
    }
    one.demand = signal;
    one.flow = SignalSettings { highest: demand as u64 * 2, ..signal };
    one.tolerance = demand / 20;
    one.grace_ms = draw.below(10_000) as u32;
    one.follow_again_ms = draw.below(20_000) as u32;
    one.acknowledge_ms = draw.below(2) as u32 * 10_000;
    one
}

fn spoil(draw: &mut Draw, signal: Signal) -> Signal {
    match draw.below(6) {
        0 => Signal::bad(),
        1 => signal.with_quality(Quality::Uncertain),
        2 => signal.aged(20_000),
        3 => Signal::good(draw.below(3000)),
        4 => Signal { is_substituted: 1, ..signal },
        _ => signal,
    }
}

/// What a scan was given and came to.
pub struct Seen<'a> {
    pub station: &'a Owned,
    /// Set-points before the scan, after commands.
    pub before: &'a [u32],
    pub signals: &'a [UserSignals],
    pub result: ScanResult,
    /// What persons had confirmed before the scan.
    pub confirmed: &'a [Option<Grant>],
    /// Whether there is a flood of alarms.
    pub is_flooded: bool,
    /// What happened by commands and in the scan.
    pub events: &'a [StationEvent],
}

/// How many runs each property is tried with.
pub fn runs() -> u64 {
    problems(400)
}

/// What a scan is given.
#[derive(Clone, Debug)]
pub struct Inputs {
    elapsed_ms: u32,
    pub supply: Signal,
    capacity: Signal,
    pub users: Vec<UserSignals>,
}

impl Inputs {
    pub fn input(&self) -> ScanInput<'_> {
        ScanInput { capacity: self.capacity, ..ScanInput::new(self.elapsed_ms, self.supply, &self.users) }
    }
}

/// A random station with the world around it.
pub struct World {
    draw: Draw,
    pub station: Owned,
    wanted: Vec<u32>,
    contracted: u64,
    supply: u64,
    capacity: u64,
    /// For how many scans signals go on to be spoiled.
    trouble: u64,
}

impl World {
    pub fn new(seed: u64, is_plain: bool) -> World {
        let mut draw = Draw(seed);
        let count = 1 + draw.below(8) as usize;
        let users: Vec<StationUser> = (0..count).map(|_| random_user(&mut draw, is_plain)).collect();
        let contracted: u64 = users.iter().map(|user| user.user.demand as u64).sum();
        let supply = SignalSettings {
            change_per_s: draw.below(2) * 50,
            last_good_ms: draw.below(60_000) as u32,
            ..SignalSettings::between(contracted / 4, contracted * 2)
        };
        let capacity = SignalSettings {
            last_good_ms: draw.below(60_000) as u32,
            ..SignalSettings::between(contracted / 3, contracted * 2)
        };
        let mut settings = StationSettings { supply, capacity, ..StationSettings::new(0, 0) };
        for alarm in &mut settings.alarms {
            alarm.on_delay_ms = draw.below(4000) as u32;
            alarm.off_delay_ms = draw.below(8000) as u32;
            alarm.again_ms = draw.below(2) as u32 * 20_000;
            alarm.is_latched = draw.chance(20) as u8;
        }
        let wanted = users.iter().map(|user| user.user.demand).collect();
        let station = Owned::new(&JILIN_2024, settings, users);
        World { draw, station, wanted, contracted, supply: contracted, capacity: contracted * 2, trouble: 0 }
    }

    fn turn(&mut self) {
        let draw = &mut self.draw;
        if draw.chance(5) {
            self.supply = draw.below(self.contracted * 3 / 2 + 1).max(self.contracted / 4);
        }
        for (wanted, user) in self.wanted.iter_mut().zip(&self.station.users) {
            if draw.chance(10) {
                *wanted = draw.below(user.user.demand as u64 + 1) as u32;
            }
        }
        if draw.chance(1) {
            self.capacity = draw.below(self.contracted * 2 + 1).max(self.contracted / 3);
        }
        self.trouble = if draw.chance(2) { draw.below(30) } else { self.trouble.saturating_sub(1) };
    }

    /// Lets the world turn, and measures it.
    pub fn next_inputs(&mut self) -> Inputs {
        self.turn();
        self.measure()
    }

    fn measure(&mut self) -> Inputs {
        let draw = &mut self.draw;
        let mut supply = Signal::good(self.supply);
        let mut capacity = Signal::good(self.capacity);
        let mut users = signals(&self.station.points, &self.wanted);
        for (signals, user) in users.iter_mut().zip(&self.station.users) {
            if user.control() == Control::Uncontrolled || draw.chance(3) {
                signals.flow = Signal::good(signals.demand.value);
            }
        }
        if self.trouble != 0 {
            if draw.chance(40) {
                supply = spoil(draw, supply);
            }
            if draw.chance(20) {
                capacity = spoil(draw, capacity);
            }
            for signals in &mut users {
                if draw.chance(30) {
                    signals.demand = spoil(draw, signals.demand);
                }
                if draw.chance(30) {
                    signals.flow = spoil(draw, signals.flow);
                }
                if draw.chance(5) {
                    *signals = signals.with_valve(Valve::NotAvailable);
                }
            }
        }
        Inputs { elapsed_ms: 100 + draw.below(2000) as u32, supply, capacity, users }
    }

    fn command(&mut self, events: &mut Vec<StationEvent>) {
        let now = self.station.state.now_ms();
        let (draw, station) = (&mut self.draw, &mut self.station);
        let user = draw.below(station.users.len() as u64) as usize;
        let until_ms = now + 1 + draw.below(60_000);
        let kind = AlarmKind::ALL[draw.below(AlarmKind::ALL.len() as u64) as usize];
        let of = draw.chance(80).then_some(user);
        let proposed = station.points.iter().find_map(|point| point.proposal().copied());
        let command = match draw.below(9) {
            _ if proposed.is_some() && draw.chance(50) => {
                let order = proposed.unwrap();
                Command::Confirm { user: order.user as usize, sequence: order.sequence }
            }
            0 => {
                let set_point = draw.below(station.users[user].user.demand as u64 + 1) as u32;
                Command::Override { user, set_point, until_ms }
            }
            1 => Command::Hold { user, until_ms },
            2 => Command::Release { user },
            3 => Command::Confirm { user, sequence: 1 + draw.below(9) },
            4 => Command::AcknowledgeAlarm { kind, user: of },
            6 => Command::Shelve { kind, user: of, until_ms },
            7 => Command::Unshelve { kind, user: of },
            5 => Command::SetMode(if draw.chance(70) {
                Mode::Automatic
            } else {
                Mode::ALL[draw.below(2) as usize]
            }),
            _ => {
                let sequence = station.points[user].order().map_or(0, |order| order.sequence);
                Command::AcknowledgeOrder { user, sequence }
            }
        };
        let before = events.len();
        let is_refused =
            station.station(&JILIN_2024).command(3, command, &mut |event| events.push(event)).is_err();
        assert!(!is_refused || events.len() == before, "what is refused changes nothing");
    }
}

/// A run of a random station; calls `see` after each scan.
pub fn run(seed: u64, scans: u32, see: &mut impl FnMut(&Seen)) {
    run_with(seed, scans, &mut |_, _| {}, see);
}

/// The same; before each scan its place in the run, and the station, are given to `between`.
pub fn run_with(
    seed: u64,
    scans: u32,
    between: &mut impl FnMut(u32, &mut Owned),
    see: &mut impl FnMut(&Seen),
) {
    let mut world = World::new(seed, false);
    for scan in 0..scans {
        between(scan, &mut world.station);
        let inputs = world.next_inputs();
        let mut events = Vec::new();
        let is_asked = world.station.points.iter().any(|point| point.proposal().is_some());
        if world.draw.chance(if is_asked { 15 } else { 3 }) {
            world.command(&mut events);
        }
        let before = world.station.set_points();
        let confirmed: Vec<_> = world.station.points.iter().map(|point| point.confirmed().copied()).collect();
        let (result, scanned) = world.station.scan_input(&JILIN_2024, &inputs.input());
        events.extend(scanned);
        let is_flooded = world.station.station(&JILIN_2024).flood().is_flooded != 0;
        see(&Seen {
            station: &world.station,
            before: &before,
            signals: &inputs.users,
            result,
            confirmed: &confirmed,
            is_flooded,
            events: &events,
        });
    }
}
