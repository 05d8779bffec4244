//! The station controller: its principles as properties over random runs, and known cases.
#![cfg(feature = "station")]

use citygate::allocate::Grant;
use citygate::policy::{Policy, RotateBy, Rotation, Share, Step, Target, regimes::JILIN_2024};
use citygate::station::{
    Command, Control, FollowSettings, OrderState, Quality, ScanInput, ScanResult, Signal, SignalSettings,
    Standing, Station, StationEvent, StationMemory, StationSettings, StationState, StationUser, UserPoint,
    UserSignals,
};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

/// Numbers that are the same on every run.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A station that owns its memory.
struct Owned {
    settings: StationSettings,
    users: Vec<StationUser>,
    state: StationState,
    points: Vec<UserPoint>,
    work: Vec<User>,
    grants: Vec<Grant>,
}

impl Owned {
    fn new(policy: &Policy, settings: StationSettings, users: Vec<StationUser>) -> Owned {
        let count = users.len();
        let mut owned = Owned {
            settings,
            users,
            state: StationState::default(),
            points: vec![UserPoint::default(); count],
            work: vec![User::default(); count],
            grants: vec![Grant::EMPTY; count],
        };
        owned.station(policy).start();
        owned
    }

    fn station<'a>(&'a mut self, policy: &'a Policy<'a>) -> Station<'a> {
        let Owned { settings, users, state, points, work, grants } = self;
        let memory = StationMemory { state, points, users: work, grants };
        Station::new(policy, settings, users, memory).unwrap()
    }

    fn scan(
        &mut self,
        policy: &Policy,
        elapsed_ms: u32,
        supply: Signal,
        users: &[UserSignals],
    ) -> (ScanResult, Vec<StationEvent>) {
        let mut events = Vec::new();
        let input = ScanInput { elapsed_ms, supply, users };
        let result = self.station(policy).scan(&input, &mut |event| events.push(event)).unwrap();
        (result, events)
    }

    fn set_points(&self) -> Vec<u32> {
        self.points.iter().map(UserPoint::set_point).collect()
    }
}

/// What every user wants, drawn as the set-points allow.
fn signals(points: &[UserPoint], wanted: &[u32]) -> Vec<UserSignals> {
    let draws = points.iter().zip(wanted).map(|(point, wanted)| (*wanted).min(point.set_point()));
    wanted
        .iter()
        .zip(draws)
        .map(|(wanted, draws)| UserSignals {
            demand: Signal::good(*wanted as u64),
            flow: Signal::good(draws as u64),
        })
        .collect()
}

const CAREFUL: FollowSettings = FollowSettings {
    dead_band: 20,
    ramp_per_s: 50,
    restore_hold_ms: 300_000,
    minimum_off_ms: 600_000,
    minimum_on_ms: 60_000,
    window_ms: 86_400_000,
    most_changes: 8,
    ..FollowSettings::AT_ONCE
};

fn noisy_day(follow: FollowSettings) -> u32 {
    let works = StationUser::new(User::new(SupplyClass::IndustrialFuel, 1000)).with_follow(follow);
    let homes = StationUser::new(User::new(SupplyClass::Residential, 1000));
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 10_000), vec![homes, works]);
    let mut draw = Draw(7);
    let mut changes = 0;
    for _ in 0..86_400 {
        let supply = 1960 + draw.below(81);
        let users = signals(&station.points, &[1000, 1000]);
        let (_, events) = station.scan(&JILIN_2024, 1000, Signal::good(supply), &users);
        changes += events.iter().filter(|event| matches!(event, StationEvent::Ordered(_))).count() as u32;
    }
    changes
}

#[test]
fn noise_around_a_threshold_changes_a_user_a_few_times_a_day() {
    let (with, without) = (noisy_day(CAREFUL), noisy_day(FollowSettings::AT_ONCE));
    println!("changes in a day: {with}; without dead band and hold: {without}");
    assert!(with <= CAREFUL.most_changes + 2, "{with}");
    assert!(without > 10_000, "{without}");
}

#[test]
fn a_wavering_supply_stops_a_user_once() {
    let follow = FollowSettings { restore_hold_ms: 60_000, ..FollowSettings::AT_ONCE };
    let user = User::new(SupplyClass::IndustrialFuel, 950).with_on_off(true);
    let mut station = Owned::new(
        &JILIN_2024,
        StationSettings::new(0, 10_000),
        vec![StationUser::new(user).with_follow(follow)],
    );
    let mut stops = 0;
    for second in 0..240 {
        let supply = if second / 20 % 2 == 0 { 949 } else { 952 };
        let users = signals(&station.points, &[950]);
        let before = station.set_points()[0];
        station.scan(&JILIN_2024, 1000, Signal::good(supply), &users);
        stops += (before != 0 && station.set_points()[0] == 0) as u32;
    }
    assert_eq!(stops, 1);
}

#[test]
fn a_furnace_that_goes_out_stays_out_for_three_hours() {
    let follow = FollowSettings { minimum_off_ms: 3 * 3_600_000, ..FollowSettings::AT_ONCE };
    let furnace =
        StationUser::new(User::new(SupplyClass::IndustrialFuel, 40).with_on_off(true)).with_follow(follow);
    let homes = StationUser::new(User::new(SupplyClass::Residential, 50));
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), vec![homes, furnace]);
    let mut seen = Vec::new();
    for supply in [90, 80, 90, 90, 90] {
        for _ in 0..60 {
            let users = signals(&station.points, &[50, 40]);
            station.scan(&JILIN_2024, 60_000, Signal::good(supply), &users);
        }
        seen.push(station.set_points()[1]);
    }
    assert_eq!(seen, [40, 0, 0, 0, 40]);
}

#[test]
fn four_blocks_take_turns_of_two_hours() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating)
        .with_rotation(Rotation::by(RotateBy::Turns))];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let block = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100).with_on_off(true));
    let settings = StationSettings { rotation_interval_ms: 7_200_000, ..StationSettings::new(0, 1000) };
    let mut station = Owned::new(&policy, settings, vec![block; 4]);
    let mut off = Vec::new();
    for _ in 0..16 {
        for _ in 0..120 {
            let users = signals(&station.points, &[100; 4]);
            station.scan(&policy, 60_000, Signal::good(300), &users);
        }
        off.push(station.set_points().iter().position(|set_point| *set_point == 0).unwrap());
    }
    for turns in off.chunks(4) {
        let mut turns = turns.to_vec();
        turns.sort();
        assert_eq!(turns, [0, 1, 2, 3], "{off:?}");
    }
}

fn random_user(draw: &mut Draw) -> StationUser {
    let class = SupplyClass::ALL[draw.below(6) as usize];
    let demand = 1 + draw.below(1000) as u32;
    let mut user = User::new(class, demand);
    if draw.chance(30) {
        user.minimum = draw.below(demand as u64 + 1) as u32;
    }
    if draw.chance(15) {
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
        notice_ms: if draw.chance(20) { draw.below(20_000) as u32 } else { 0 },
        window_ms: if draw.chance(70) { 100_000 } else { 0 },
        most_changes: 1 + draw.below(8) as u32,
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

/// A run of a random station; calls `see` before and after each scan.
fn run(seed: u64, scans: u32, see: &mut impl FnMut(&Owned, &[u32], ScanResult, &[StationEvent])) {
    let mut draw = Draw(seed);
    let count = 1 + draw.below(8) as usize;
    let users: Vec<StationUser> = (0..count).map(|_| random_user(&mut draw)).collect();
    let contracted: u64 = users.iter().map(|user| user.user.demand as u64).sum();
    let settings = StationSettings {
        supply: SignalSettings {
            change_per_s: draw.below(2) * 50,
            last_good_ms: draw.below(60_000) as u32,
            ..SignalSettings::between(contracted / 4, contracted * 2)
        },
        ..StationSettings::new(0, 0)
    };
    let mut station = Owned::new(&JILIN_2024, settings, users);
    let mut wanted: Vec<u32> = station.users.iter().map(|user| user.user.demand).collect();
    let mut supply = contracted;
    let mut trouble = 0;
    for _ in 0..scans {
        if draw.chance(5) {
            supply = draw.below(contracted * 3 / 2 + 1).max(contracted / 4);
        }
        for (wanted, user) in wanted.iter_mut().zip(&station.users) {
            if draw.chance(10) {
                *wanted = draw.below(user.user.demand as u64 + 1) as u32;
            }
        }
        if draw.chance(2) {
            trouble = draw.below(30);
        }
        let mut supply_signal = Signal::good(supply);
        let mut users = signals(&station.points, &wanted);
        for (signals, user) in users.iter_mut().zip(&station.users) {
            if user.control() == Control::Uncontrolled || draw.chance(3) {
                signals.flow = Signal::good(signals.demand.value);
            }
        }
        if trouble != 0 {
            trouble -= 1;
            if draw.chance(40) {
                supply_signal = spoil(&mut draw, supply_signal);
            }
            for signals in &mut users {
                if draw.chance(30) {
                    signals.demand = spoil(&mut draw, signals.demand);
                }
                if draw.chance(30) {
                    signals.flow = spoil(&mut draw, signals.flow);
                }
            }
        }
        if draw.chance(3) {
            let now = station.state_now(&JILIN_2024);
            let user = draw.below(count as u64) as usize;
            let command = match draw.below(5) {
                0 => Command::Override {
                    user,
                    set_point: draw.below(station.users[user].user.demand as u64 + 1) as u32,
                    owner: 3,
                    until_ms: now + 1 + draw.below(60_000),
                },
                1 => Command::Hold { user, owner: 4, until_ms: now + 1 + draw.below(60_000) },
                2 => Command::Release { user },
                3 => Command::Confirm,
                _ => Command::AcknowledgeOrder {
                    user,
                    sequence: station.points[user].order().map_or(0, |order| order.sequence),
                },
            };
            let _ = station.station(&JILIN_2024).command(command, &mut |_| {});
        }
        let before = station.set_points();
        let elapsed_ms = 100 + draw.below(2000) as u32;
        let (result, events) = station.scan(&JILIN_2024, elapsed_ms, supply_signal, &users);
        see(&station, &before, result, &events);
    }
}

impl Owned {
    fn state_now(&mut self, policy: &Policy) -> u64 {
        self.station(policy).now_ms()
    }
}

const RUNS: u64 = 400;

#[test]
fn what_is_counted_and_shared_is_within_the_supply_in_every_scan() {
    let mut scans = 0;
    for seed in 0..RUNS {
        run(seed, 500, &mut |_, _, result, _| {
            scans += 1;
            let room = result.supply.value.saturating_sub(result.counted);
            assert!(result.shared <= room, "seed {seed}: {result:?}");
        });
    }
    println!("{RUNS} runs, {scans} scans");
}

#[test]
fn no_protected_user_is_reduced_on_values_that_are_not_measured() {
    let mut proposals = 0;
    for seed in 0..RUNS {
        let mut is_confirmed = false;
        run(seed, 500, &mut |station, before, result, events| {
            proposals += events.iter().filter(|event| matches!(event, StationEvent::Proposed(_))).count();
            is_confirmed |= events.iter().any(|event| matches!(event, StationEvent::Withdrawn(_)));
            for ((point, user), before) in station.points.iter().zip(&station.users).zip(before) {
                let is_protected = StationSettings::PROTECTED.contains(user.user.class().unwrap());
                if result.is_unsure && is_protected && point.standing() == Standing::Kept {
                    assert_eq!(point.set_point(), *before, "seed {seed}");
                }
            }
        });
    }
    assert!(proposals > 100, "{proposals}");
}

#[test]
fn a_user_is_changed_no_more_often_than_stated() {
    let mut most = 0;
    for seed in 0..RUNS {
        let mut changes: Vec<Vec<u64>> = vec![Vec::new(); 8];
        let mut now = 0;
        run(seed, 500, &mut |station, _, _, events| {
            for event in events {
                if let StationEvent::Ordered(order) = event {
                    now = order.issued_ms;
                    if order.cause() != citygate::station::OrderCause::Override {
                        changes[order.user as usize].push(order.issued_ms);
                    }
                }
            }
            for (user, changes) in station.users.iter().zip(&changes) {
                if user.follow.window_ms == 0 || user.follow.notice_ms != 0 || user.follow.ramp_per_s != 0 {
                    continue;
                }
                let in_window = changes.iter().filter(|at| now - **at < user.follow.window_ms as u64).count();
                most = most.max(in_window);
                assert!(
                    in_window <= user.follow.most_changes as usize + 2,
                    "seed {seed}: {in_window} {:?}",
                    user.follow
                );
            }
        });
    }
    println!("at most {most} changes in a window");
}

#[test]
fn no_order_is_given_twice_with_another_content() {
    for seed in 0..RUNS {
        let mut last = 0;
        run(seed, 500, &mut |_, _, _, events| {
            for event in events {
                let order = match event {
                    StationEvent::Ordered(order) | StationEvent::Proposed(order) => order,
                    _ => continue,
                };
                // Commands are not seen here; their numbers are between.
                assert!(order.sequence > last, "seed {seed}");
                last = order.sequence;
                assert_ne!(order.state(), OrderState::None);
            }
        });
    }
}

/// What a station of three users does in its first scan.
fn first_scan(users: &[StationUser; 3], supply: Signal, wanted: [Signal; 3]) -> Vec<u32> {
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(1, 9), users.to_vec());
    let signals = wanted.map(|demand| UserSignals { demand, flow: Signal::good(0) });
    station.scan(&JILIN_2024, 1000, supply, &signals);
    station.set_points()
}

/// All stations of three users that want up to three each, all supplies, every signal bad in turn, and all that it could
/// have said.
#[test]
fn what_is_unknown_protects_the_protected() {
    let classes =
        [SupplyClass::Residential, SupplyClass::Vehicles, SupplyClass::IndustrialFuel, SupplyClass::Chemical];
    let mut cases = 0;
    for (a, b, c) in (0..64).map(|code| (code % 4, code / 4 % 4, code / 16)) {
        let of = [classes[a], classes[b], classes[c]];
        let users = of.map(|class| StationUser::new(User::new(class, 3)));
        for code in 0..64 {
            let wanted = [code % 4, code / 4 % 4, code / 16];
            for supply in 1..=9 {
                let good = wanted.map(Signal::good);
                for unknown in 0..3 {
                    let mut hidden = good;
                    hidden[unknown] = Signal::bad();
                    let with_substitute = first_scan(&users, Signal::good(supply), hidden);
                    for reading in 0..=3 {
                        let mut told = good;
                        told[unknown] = Signal::good(reading);
                        let with_reading = first_scan(&users, Signal::good(supply), told);
                        for user in (0..3).filter(|user| of[*user] > of[unknown]) {
                            assert!(
                                with_substitute[user] <= with_reading[user],
                                "{of:?} {wanted:?} {supply} {unknown} {reading}"
                            );
                            cases += 1;
                        }
                    }
                }
                let hidden = first_scan(&users, Signal::bad(), good);
                for reading in 1..=9 {
                    let with_reading = first_scan(&users, Signal::good(reading), good);
                    for user in (0..3).filter(|user| !StationSettings::PROTECTED.contains(of[*user])) {
                        assert!(hidden[user] <= with_reading[user], "{of:?} {wanted:?} {reading}");
                        cases += 1;
                    }
                }
            }
        }
    }
    println!("{cases} comparisons");
}
