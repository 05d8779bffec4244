//! What persons do, what limits the supply beside itself, and how alarms are kept.

use citygate::policy::regimes::JILIN_2024;
use citygate::station::{
    AlarmKind, AlarmState, Command, Order, OrderCause, OrderState, Quality, ScanInput, ScanResult, Signal,
    StationError, StationEvent, StationSettings, StationUser, UserSignals, Valve,
};
use citygate::user::{SupplyClass, User};

use crate::support::{Owned, signals};

fn user(class: SupplyClass) -> StationUser {
    StationUser::new(User::new(class, 100))
}

/// Two homes' districts on a supply of 200.
fn homes() -> Owned {
    let mut settings = StationSettings::new(60, 1000);
    settings.supply.scheduled = 150;
    let mut station = Owned::new(&JILIN_2024, settings, vec![user(SupplyClass::Residential); 2]);
    scan(&mut station, Signal::good(200));
    station
}

/// A scan in which every user wants 100, and draws what it may.
fn scan(station: &mut Owned, supply: Signal) -> (ScanResult, Vec<StationEvent>) {
    let users = signals(&station.points, &vec![100; station.users.len()]);
    station.scan(&JILIN_2024, 1000, supply, &users)
}

fn proposals(station: &Owned) -> [Option<Order>; 2] {
    [0, 1].map(|user| station.points[user].proposal().copied())
}

/// Uncertain, so that the value itself counts where it is lower than the scheduled one.
fn uncertain(value: u64) -> Signal {
    Signal::good(value).with_quality(Quality::Uncertain)
}

#[test]
fn a_person_confirms_one_proposal_and_only_as_far_as_it_goes() {
    let mut station = homes();
    scan(&mut station, uncertain(150));
    assert_eq!(station.set_points(), [100, 100]);
    let [first, second] = proposals(&station).map(Option::unwrap);
    assert_eq!((first.to, second.to), (75, 75));
    let mut told = Vec::new();
    let mut confirm = |station: &mut Owned, by, user, sequence| {
        let command = Command::Confirm { user, sequence };
        station.station(&JILIN_2024).command(by, command, &mut |event| told.push(event))
    };
    let wrong = confirm(&mut station, 7, 0, second.sequence);
    assert_eq!(wrong, Err(StationError::UnknownOrder { sequence: second.sequence }));
    assert_eq!(confirm(&mut station, 0, 0, first.sequence), Err(StationError::NoPerson));
    confirm(&mut station, 7, 0, first.sequence).unwrap();
    let command = Command::Confirm { user: 0, sequence: first.sequence };
    let [StationEvent::Confirmed(confirmed), commanded] = told[..] else { panic!("{told:?}") };
    assert_eq!(commanded, StationEvent::Commanded { by: 7, command });
    assert_eq!((confirmed.sequence, confirmed.state()), (first.sequence, OrderState::Confirmed));

    // The one that was confirmed goes down by an order of its own, the other stays.
    let (_, events) = scan(&mut station, uncertain(150));
    assert_eq!(station.set_points(), [75, 100]);
    let order = *station.points[0].order().unwrap();
    assert_eq!((order.from, order.to, order.cause()), (100, 75, OrderCause::Confirmation));
    assert!(events.contains(&StationEvent::Ordered(order)) && order.sequence > second.sequence);

    // What goes further is proposed anew.
    scan(&mut station, uncertain(100));
    assert_eq!(station.set_points(), [75, 100]);
    assert_eq!(proposals(&station)[0].map(|order| (order.from, order.to)), Some((75, 50)));

    // Measured, it needs no person, and what was confirmed is over.
    scan(&mut station, Signal::good(100));
    assert_eq!(station.set_points(), [50, 50]);
    assert_eq!((station.points[0].confirmed(), proposals(&station)), (None, [None, None]));
}

#[test]
fn what_the_station_can_pass_limits_what_is_shared_out() {
    let mut station =
        Owned::new(&JILIN_2024, StationSettings::new(0, 1000), vec![user(SupplyClass::IndustrialFuel)]);
    for (capacity, expected, is_unsure) in
        [(Signal::good(70), 70, false), (Signal::good(170), 100, false), (Signal::bad(), 0, true)]
    {
        let users = signals(&station.points, &[100]);
        let input = ScanInput { capacity, ..ScanInput::new(1000, Signal::good(900), &users) };
        let (result, _) = station.scan_input(&JILIN_2024, &input);
        assert_eq!(station.set_points(), [expected], "{capacity:?}");
        assert_eq!((result.is_unsure, result.available), (is_unsure, capacity.value.min(900)));
    }
}

#[test]
fn a_user_whose_valve_is_not_available_is_counted_first() {
    let users = vec![user(SupplyClass::Residential), user(SupplyClass::Chemical)];
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), users);
    let mut given = signals(&station.points, &[100, 100]);
    given[0].flow = Signal::good(50);
    given[1] = given[1].with_valve(Valve::NotAvailable);
    for round in 0..5 {
        station.scan(&JILIN_2024, 1000, Signal::good(150), &given);
        // The works draw their 100 whatever is said; the homes are what is left to control.
        assert_eq!(station.set_points()[0], 50, "round {round}");
    }
    let alarm = station.points[1].alarm(AlarmKind::ValveNotAvailable).unwrap();
    assert_eq!(alarm.state(), AlarmState::Unacknowledged);
    given[1] = given[1].with_valve(Valve::Available);
    station.scan(&JILIN_2024, 1000, Signal::good(150), &given);
    assert_eq!(station.set_points(), [100, 50]);
}

#[test]
fn the_longest_interruption_of_a_main_user_is_told() {
    let main = user(SupplyClass::Chemical).with_main(true);
    let users = vec![user(SupplyClass::Residential), main, user(SupplyClass::Chemical)];
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), users);
    let mut seen = Vec::new();
    for supply in [300, 100, 100, 100, 300, 100, 100] {
        let given = signals(&station.points, &[100; 3]);
        let (result, _) = station.scan(&JILIN_2024, 60_000, Signal::good(supply), &given);
        seen.push(result.interruption_ms.unwrap() / 60_000);
        assert_eq!((result.wanted, result.available), (300, supply));
    }
    assert_eq!(seen, [0, 0, 1, 2, 3, 0, 1]);
}

/// A station whose supply is not measured from the fourth scan on, and no demand from the sixth.
fn dead_power_supply() -> (Owned, Vec<StationEvent>, Vec<UserSignals>) {
    let users = vec![user(SupplyClass::IndustrialFuel); 12];
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(5000, 5000), users);
    let mut given = signals(&station.points, &[100; 12]);
    let mut events = Vec::new();
    for scan in 0..20 {
        if scan == 5 {
            given.iter_mut().for_each(|signals| signals.demand = Signal::bad());
        }
        let supply = if scan < 3 { Signal::good(5000) } else { Signal::bad() };
        events.extend(station.scan(&JILIN_2024, 1000, supply, &given).1);
    }
    (station, events, given)
}

#[test]
fn a_flood_of_alarms_is_told_and_its_first_one_is_kept() {
    let (mut station, events, _) = dead_power_supply();
    let flood = *station.station(&JILIN_2024).flood();
    assert_eq!((flood.is_flooded, flood.floods, flood.total), (1, 1, 13));
    assert!(events.contains(&StationEvent::FloodBegan));
    let first = flood.first_out().unwrap();
    assert_eq!((first.kind, first.user), (AlarmKind::SupplySubstituted, None));
}

#[test]
fn a_shelved_alarm_is_not_shown_and_shows_itself_again() {
    let (mut station, _, given) = dead_power_supply();
    let (kind, user) = (AlarmKind::UserSubstituted, Some(3));
    let is_shown = |station: &Owned| station.points[3].alarm(kind).unwrap().is_shown();
    assert!(is_shown(&station));
    let until_ms = station.state.now_ms() + 2000;
    let command =
        |station: &mut Owned, command| station.station(&JILIN_2024).command(1, command, &mut |_| {});
    assert_eq!(command(&mut station, Command::Unshelve { kind, user }), Err(StationError::NothingToDo));
    let past = Command::Shelve { kind, user, until_ms: 1 };
    assert_eq!(command(&mut station, past), Err(StationError::WrongShelving));
    command(&mut station, Command::Shelve { kind, user, until_ms }).unwrap();
    assert!(!is_shown(&station));
    let mut events = Vec::new();
    for _ in 0..2 {
        events.extend(station.scan(&JILIN_2024, 1000, Signal::bad(), &given).1);
    }
    assert!(events.contains(&StationEvent::AlarmUnshelved { kind, user }), "{events:?}");
    assert!(is_shown(&station));
}
