//! What an outage does to all that takes time.

use citygate::policy::regimes::JILIN_2024;
use citygate::policy::{Policy, RotateBy, Rotation, Share, Step, Target};
use citygate::station::{
    Command, FollowSettings, Rung, ScanInput, Signal, SignalSettings, SnapshotError, StationSettings,
    StationUser, UserSignals,
};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

use crate::saved;
use crate::support::{Owned, signals};

const SECOND: u32 = 1000;
const KNOWN: Option<u64> = Some(30_000);

fn works(follow: FollowSettings) -> StationUser {
    StationUser::new(User::new(SupplyClass::IndustrialFuel, 100)).with_follow(follow)
}

fn station(users: Vec<StationUser>) -> Owned {
    Owned::new(&JILIN_2024, StationSettings::new(0, 1000), users)
}

/// One scan of a second; what the users want they draw as far as they may.
fn scan(station: &mut Owned, supply: u64) -> Vec<u32> {
    let wanted = vec![100; station.users.len()];
    let users = signals(&station.points, &wanted);
    station.scan(&JILIN_2024, SECOND, Signal::good(supply), &users);
    station.set_points()
}

fn restart(station: &mut Owned, outage_ms: Option<u64>) {
    let (bytes, before) = (saved(station, 1), station.set_points());
    station.station(&JILIN_2024).start();
    station.station(&JILIN_2024).restore(&bytes, outage_ms).unwrap();
    assert_eq!(station.set_points(), before, "nothing moves before a scan");
}

/// For how many scans after a restart it goes on as before.
fn lasts(
    station: &mut Owned,
    outage_ms: Option<u64>,
    supply: u64,
    is_over: impl Fn(&Owned) -> bool,
) -> usize {
    restart(station, outage_ms);
    (0..100)
        .find(|_| {
            scan(station, supply);
            is_over(station)
        })
        .unwrap()
}

#[test]
fn overrides_end_when_they_were_to_end() {
    for (outage_ms, expected) in [(Some(0), 39), (KNOWN, 9), (Some(60_000), 0), (None, 39)] {
        let mut station = station(vec![works(FollowSettings::AT_ONCE)]);
        scan(&mut station, 100);
        let by_hand = Command::Override { user: 0, set_point: 7, until_ms: 41_000 };
        station.station(&JILIN_2024).command(1, by_hand, &mut |_| {}).unwrap();
        let over = |station: &Owned| station.points[0].manual().is_none();
        assert_eq!(lasts(&mut station, outage_ms, 100, over), expected, "{outage_ms:?}");
        assert_eq!(station.set_points(), [100]);
    }
}

#[test]
fn notices_and_minimum_off_times_run_through_a_known_outage() {
    for (outage_ms, expected) in [(Some(0), 39), (KNOWN, 9), (Some(u64::MAX), 0), (None, 39)] {
        let mut noticed =
            station(vec![works(FollowSettings { notice_ms: 40_000, ..FollowSettings::AT_ONCE })]);
        scan(&mut noticed, 40);
        let over = |station: &Owned| station.set_points() == [40];
        assert_eq!(lasts(&mut noticed, outage_ms, 40, over), expected, "{outage_ms:?}");

        let mut off =
            station(vec![works(FollowSettings { minimum_off_ms: 40_000, ..FollowSettings::AT_ONCE })]);
        scan(&mut off, 0);
        let over = |station: &Owned| station.set_points() == [100];
        assert_eq!(lasts(&mut off, outage_ms, 100, over), expected, "{outage_ms:?}");
    }
}

#[test]
fn what_has_to_last_before_the_stations_eyes_goes_on_from_where_it_was() {
    for outage_ms in [Some(0), KNOWN, None] {
        let follow = FollowSettings { restore_hold_ms: 40_000, ..FollowSettings::AT_ONCE };
        let mut station = station(vec![works(follow)]);
        scan(&mut station, 40);
        for _ in 0..10 {
            scan(&mut station, 100);
        }
        let over = |station: &Owned| station.set_points() == [100];
        assert_eq!(lasts(&mut station, outage_ms, 100, over), 29, "{outage_ms:?}");
    }
}

/// After an unknown outage no last good value counts.
#[test]
fn last_good_values_are_older_by_the_outage() {
    let measured =
        SignalSettings { change_per_s: 1, last_good_ms: 60_000, ..SignalSettings::between(0, 100) };
    for (outage_ms, expected) in [
        (Some(0), (42, Rung::LastGood)),
        (KNOWN, (72, Rung::LastGood)),
        (Some(59_000), (100, Rung::Conservative)),
        (None, (100, Rung::Conservative)),
    ] {
        let mut user = works(FollowSettings::AT_ONCE);
        user.demand = measured;
        let mut station = station(vec![user]);
        let tell = |demand, station: &mut Owned| {
            let users = [UserSignals::new(demand, Signal::good(0))];
            station.scan(&JILIN_2024, SECOND, Signal::good(1000), &users);
        };
        tell(Signal::good(40), &mut station);
        tell(Signal::bad(), &mut station);
        assert_eq!(station.points[0].demand().value, 41);
        restart(&mut station, outage_ms);
        assert_eq!(station.points[0].demand().value, 41, "what is shown stays as it was");
        tell(Signal::bad(), &mut station);
        let demand = station.points[0].demand();
        assert_eq!((demand.value, demand.rung), expected, "{outage_ms:?}");
    }
}

#[test]
fn a_turn_that_ended_in_an_outage_is_counted_once() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating)
        .with_rotation(Rotation::by(RotateBy::Turns))];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let block = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100).with_on_off(true));
    for (outage_ms, turns) in [(Some(0), 0), (KNOWN, 0), (Some(58_000), 1), (Some(600_000), 1), (None, 0)] {
        let settings = StationSettings { rotation_interval_ms: 60_000, ..StationSettings::new(0, 1000) };
        let mut station = Owned::new(&policy, settings, vec![block; 2]);
        let scan = |station: &mut Owned| {
            let users = signals(&station.points, &[100; 2]);
            station.scan(&policy, SECOND, Signal::good(100), &users);
        };
        scan(&mut station);
        let mut bytes = vec![0; citygate::station::snapshot_bytes(2, 1)];
        station.station(&policy).save(1, &mut bytes).unwrap();
        station.station(&policy).restore(&bytes, outage_ms).unwrap();
        scan(&mut station);
        let counted: u64 = station.points.iter().map(|point| point.tally().amount).sum();
        assert_eq!(counted, turns, "{outage_ms:?}");
    }
}

#[test]
fn who_is_without_gas_is_so_through_a_known_outage() {
    for (outage_ms, expected) in [(Some(0), 4000), (KNOWN, 34_000), (Some(u64::MAX), u32::MAX), (None, 4000)]
    {
        let mut station = station(vec![works(FollowSettings::AT_ONCE)]);
        for _ in 0..4 {
            scan(&mut station, 0);
        }
        restart(&mut station, outage_ms);
        scan(&mut station, 0);
        assert_eq!(station.points[0].without_ms(), expected, "{outage_ms:?}");
    }
    let mut station = station(vec![works(FollowSettings::AT_ONCE)]);
    scan(&mut station, 100);
    restart(&mut station, KNOWN);
    scan(&mut station, 100);
    assert_eq!(station.points[0].without_ms(), 0, "who had gas had it");
}

/// A round is saved when it is complete.
#[test]
fn an_open_round_is_not_saved() {
    let mut station = station(vec![works(FollowSettings::AT_ONCE); 3]);
    let before = saved(&mut station, 1);
    let users = signals(&station.points, &[100; 3]);
    let mut opened = station.station(&JILIN_2024);
    opened.begin(&ScanInput::new(SECOND, Signal::good(150), &users), &mut |_| {}).unwrap();
    let mut bytes = vec![7; before.len()];
    while opened.is_round_open() {
        assert_eq!(opened.save(2, &mut bytes), Err(SnapshotError::RoundOpen));
        assert!(bytes.iter().all(|byte| *byte == 7));
        opened.advance(1, &mut |_| {}).unwrap();
    }
    opened.save(2, &mut bytes).unwrap();
    assert_ne!(bytes, before);
    // Going on from a snapshot ends a round that is open.
    opened.begin(&ScanInput::new(SECOND, Signal::good(150), &users), &mut |_| {}).unwrap();
    opened.restore(&before, Some(0)).unwrap();
    assert_eq!(saved(&mut station, 1), before);
}
