//! Known cases: noise, a wavering supply, a furnace, blocks in turn, and what a station refuses.

use citygate::allocate::Grant;
use citygate::policy::{Policy, RotateBy, Rotation, Share, Step, Target, regimes::JILIN_2024};
use citygate::station::{
    Command, FollowSettings, Mode, OrderState, Signal, SignalSettings, Station, StationError, StationEvent,
    StationMemory, StationSettings, StationState, StationUser, UserPoint,
};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

use crate::support::{Draw, Owned, signals};

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

#[test]
fn an_order_given_with_notice_is_withdrawn_when_there_is_no_need_for_it_any_more() {
    let follow = FollowSettings { notice_ms: 3000, ..FollowSettings::AT_ONCE };
    let works = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100)).with_follow(follow);
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), vec![works]);
    let mut seen = Vec::new();
    for supply in [40, 100, 100, 100, 40, 40, 40, 40] {
        let users = signals(&station.points, &[100]);
        let (_, events) = station.scan(&JILIN_2024, 1000, Signal::good(supply), &users);
        let is_superseded = events.iter().any(|event| matches!(event, StationEvent::Superseded(_)));
        seen.push((station.set_points()[0], is_superseded));
    }
    let set_points: Vec<u32> = seen.iter().map(|seen| seen.0).collect();
    assert_eq!(set_points, [100, 100, 100, 100, 100, 100, 100, 40], "the second cut is told anew");
    assert!(seen[3].1, "{seen:?}");
}

#[test]
fn an_order_that_is_not_followed_says_so() {
    let works = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100));
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), vec![works]);
    let mut seen = Vec::new();
    for draws in [100, 100, 100, 40, 40] {
        let mut users = signals(&station.points, &[100]);
        users[0].flow = Signal::good(draws);
        station.scan(&JILIN_2024, 1000, Signal::good(40), &users);
        seen.push(station.points[0].order().unwrap().state());
    }
    let (followed, not) = (OrderState::InForce, OrderState::NotFollowed);
    assert_eq!(seen, [followed, not, not, followed, followed]);
    assert_eq!(station.points[0].excess(), 2 * 60 * 1000);
}

#[test]
fn nothing_moves_a_station_that_is_off() {
    let works = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100));
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), vec![works]);
    let mut commanded = station.station(&JILIN_2024);
    commanded.command(1, Command::SetMode(Mode::Off), &mut |_| {}).unwrap();
    let by_hand = Command::Override { user: 0, set_point: 7, until_ms: 9000 };
    assert_eq!(commanded.command(1, by_hand, &mut |_| panic!("it is refused")), Err(StationError::IsOff));
    let users = signals(&station.points, &[100]);
    station.scan(&JILIN_2024, 1000, Signal::good(40), &users);
    assert_eq!(station.set_points(), [100]);
    station.station(&JILIN_2024).command(1, Command::SetMode(Mode::Manual), &mut |_| {}).unwrap();
    station.station(&JILIN_2024).command(1, by_hand, &mut |_| {}).unwrap();
    station.scan(&JILIN_2024, 1000, Signal::good(40), &users);
    assert_eq!(station.set_points(), [7]);
}

fn measured(mut user: StationUser, demand: SignalSettings, flow: SignalSettings) -> StationUser {
    (user.demand, user.flow) = (demand, flow);
    user
}

fn opened(settings: StationSettings, user: StationUser) -> Result<(), StationError> {
    let memory = StationMemory {
        state: &mut StationState::default(),
        points: &mut [UserPoint::default()],
        users: &mut [User::default()],
        grants: &mut [Grant::EMPTY],
    };
    Station::new(&JILIN_2024, &settings, &[user], memory).map(|_| ())
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let user = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100));
    let supply = StationSettings::new(5, 10);
    assert_eq!(opened(supply, user), Ok(()));
    let wrong_signals = [
        SignalSettings::between(2, 1),
        SignalSettings { scheduled: 101, ..SignalSettings::between(0, 100) },
        SignalSettings { scheduled: 4, ..SignalSettings::between(5, 10) },
    ];
    for wrong in wrong_signals {
        assert_eq!(
            opened(supply, measured(user, wrong, user.flow)),
            Err(StationError::UserSettings { user: 0 })
        );
        assert_eq!(
            opened(supply, measured(user, user.demand, wrong)),
            Err(StationError::UserSettings { user: 0 })
        );
        assert_eq!(
            opened(StationSettings { supply: wrong, ..supply }, user),
            Err(StationError::SupplySettings)
        );
    }
    let too_high = measured(user, SignalSettings::between(0, 101), user.flow);
    assert_eq!(opened(supply, too_high), Err(StationError::UserSettings { user: 0 }));
    for most_changes in [0, 9] {
        let follow = FollowSettings { window_ms: 1, most_changes, ..FollowSettings::AT_ONCE };
        assert_eq!(opened(supply, user.with_follow(follow)), Err(StationError::UserSettings { user: 0 }));
    }
    let stuck = SignalSettings { stuck_ms: 1, ..supply.supply };
    assert_eq!(opened(StationSettings { supply: stuck, ..supply }, user), Err(StationError::SupplySettings));
}
