//! What a snapshot belongs to, and what may be changed without losing it.

use citygate::policy::regimes::{JILIN_2024, all};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::station::{
    Command, Control, FollowSettings, Mode, Signal, SignalSettings, SnapshotError, StationSettings,
    StationUser, snapshot_bytes,
};
use citygate::user::{Attribute, Attributes, ClassSet, SupplyClass, User};

use crate::support::{Owned, signals};
use crate::{saved, shown};

fn users() -> Vec<StationUser> {
    let works = User::new(SupplyClass::IndustrialFuel, 100);
    [User::new(SupplyClass::Residential, 50), works, works.with_rank(1)].map(StationUser::new).to_vec()
}

/// A station of these users in the middle of a shortage.
fn station(users: Vec<StationUser>) -> Owned {
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), users);
    let wanted = vec![50; station.users.len()];
    let users = signals(&station.points, &wanted);
    station.scan(&JILIN_2024, 1000, Signal::good(90), &users);
    station
}

/// What becomes of a snapshot when the station is another, and how many of its users go on.
fn into(mut station: Owned, bytes: &[u8]) -> (Result<(), SnapshotError>, usize) {
    let before = shown(&station);
    let result = station.station(&JILIN_2024).restore(bytes, Some(0));
    assert!(result.is_ok() || shown(&station) == before, "what is refused changes nothing");
    let kept = station.station(&JILIN_2024).adopt(bytes, Some(0)).unwrap();
    let saved = self::station(users());
    assert_eq!(station.state.now_ms(), saved.state.now_ms());
    let new = station.points.iter().filter(|point| point.order().is_none() && point.set_point() != 0);
    assert!(new.count() >= station.users.len() - kept);
    (result, kept)
}

#[test]
fn who_a_user_is_may_not_change() {
    type Change = fn(&mut StationUser);
    let changes: [Change; 8] = [
        |one| one.user = User::new(SupplyClass::Chemical, 100),
        |one| one.user.demand = 101,
        |one| one.user.minimum = 1,
        |one| one.user.base = 1,
        |one| one.user.weight = 2,
        |one| one.user.rank = 7,
        |one| one.user = one.user.with_on_off(true),
        |one| *one = one.with_control(Control::Uncontrolled),
    ];
    let bytes = saved(&mut station(users()), 1);
    for (place, change) in changes.into_iter().enumerate() {
        for user in 1..3 {
            let mut users = users();
            change(&mut users[user]);
            assert_eq!(into(station(users), &bytes), (Err(SnapshotError::OtherUser { user }), 2), "{place}");
        }
    }
    let mut swapped = users();
    swapped.swap(1, 2);
    assert_eq!(into(station(swapped), &bytes), (Err(SnapshotError::OtherUser { user: 1 }), 1));
    let fewer = users()[..2].to_vec();
    assert_eq!(into(station(fewer), &bytes), (Err(SnapshotError::OtherUserCount { saved: 3, users: 2 }), 2));
    let more = [users(), users()[..1].to_vec()].concat();
    assert_eq!(into(station(more), &bytes), (Err(SnapshotError::OtherUserCount { saved: 3, users: 4 }), 3));
}

#[test]
fn settings_may_change() {
    type Change = fn(&mut StationUser);
    let changes: [Change; 9] = [
        |one| one.user = one.user.with_attributes(Attributes::of(&[Attribute::Running])),
        |one| one.user = one.user.at_node(3),
        |one| one.demand = SignalSettings { last_good_ms: 7, ..SignalSettings::between(1, 50) },
        |one| one.flow = SignalSettings { stuck_ms: 9000, ..SignalSettings::between(0, 120) },
        |one| one.follow = FollowSettings { ramp_per_s: 2, notice_ms: 5, ..FollowSettings::AT_ONCE },
        |one| one.tolerance = 9,
        |one| one.grace_ms = 9,
        |one| one.follow_again_ms = 9,
        |one| one.acknowledge_ms = 9,
    ];
    let mut before = station(users());
    let bytes = saved(&mut before, 1);
    for change in changes {
        let mut changed = users();
        changed.iter_mut().for_each(change);
        let mut station = Owned::new(&JILIN_2024, StationSettings::new(10, 900), changed);
        assert_eq!(station.station(&JILIN_2024).restore(&bytes, Some(0)), Ok(()));
        assert!(shown(&station) == shown(&before));
        let signals = signals(&station.points, &[50; 3]);
        station.scan(&JILIN_2024, 1000, Signal::good(90), &signals);
    }
}

/// Steps that differ in one thing each, and all supply orders that there are.
#[test]
fn the_supply_order_may_not_change() {
    let works = ClassSet::of(&[SupplyClass::IndustrialFuel]);
    let running = Attributes::of(&[Attribute::Running]);
    let step = Step::new(works, Target::PermilleOfBase(500), Share::ProRata);
    let rest = Step::new(ClassSet::ALL, Target::Demand, Share::ProRata);
    let others = [
        Step::new(ClassSet::ALL, Target::PermilleOfBase(500), Share::ProRata),
        Step::new(works, Target::PermilleOfDemand(500), Share::ProRata),
        Step::new(works, Target::PermilleOfBase(501), Share::ProRata),
        Step::new(works, Target::PermilleOfBase(500), Share::Equal),
        step.with_all(running),
        step.with_none(running),
    ];
    let tables: Vec<[Step; 2]> = others.into_iter().chain([step]).map(|step| [step, rest]).collect();
    let mut policies: Vec<Policy> =
        tables.iter().map(|steps| Policy::new(steps, ClassSet::ALL, Attributes::ALL).unwrap()).collect();
    policies.push(Policy::new(&tables[6], works, Attributes::ALL).unwrap());
    policies.push(Policy::new(&tables[6], ClassSet::ALL, running).unwrap());
    policies.extend(all().map(|regime| regime.policy()));
    let user = vec![StationUser::new(User::new(SupplyClass::IndustrialFuel, 100))];
    for (saved_under, saving) in policies.iter().enumerate() {
        let mut station = Owned::new(saving, StationSettings::new(0, 1000), user.clone());
        let mut bytes = vec![0; snapshot_bytes(1, 1)];
        station.station(saving).save(1, &mut bytes).unwrap();
        for (restored_under, restoring) in policies.iter().enumerate() {
            let expected = if saving == restoring { Ok(()) } else { Err(SnapshotError::OtherPolicy) };
            let result = station.station(restoring).restore(&bytes, None);
            assert_eq!(result, expected, "{saved_under} {restored_under}");
        }
    }
}

/// Order numbers, time and mode go on whatever the snapshot is of.
#[test]
fn numbers_and_mode_go_on_under_another_supply_order() {
    let mut before = station(users());
    before.station(&JILIN_2024).command(1, Command::SetMode(Mode::Manual), &mut |_| {}).unwrap();
    let last = before.points.iter().filter_map(|point| point.order()).map(|order| order.sequence).max();
    let bytes = saved(&mut before, 1);
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let mut after = Owned::new(&policy, StationSettings::new(0, 1000), users());
    assert_eq!(after.station(&policy).adopt(&bytes, Some(5000)), Ok(0));
    assert_eq!((after.state.now_ms(), after.state.mode()), (6000, Mode::Manual));
    after.station(&policy).command(1, Command::SetMode(Mode::Automatic), &mut |_| {}).unwrap();
    let signals = signals(&after.points, &[50; 3]);
    after.scan(&policy, 1000, Signal::good(90), &signals);
    let first = after.points.iter().filter_map(|point| point.order()).map(|order| order.sequence).min();
    assert_eq!(first.unwrap(), last.unwrap() + 1);
}
