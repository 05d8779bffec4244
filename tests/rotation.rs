//! Taking turns: by gas, turns and hours, with a longest outage and a minimum turn, for a station and over a horizon.
#![cfg(feature = "horizon")]

mod oracle;

use citygate::allocate::{Grant, Outages, RotationTally, Summary, add_interval, allocate, rotate};
use citygate::horizon::{Period, Spread, Storage};
use citygate::policy::{Policy, PolicyError, RotateBy, Rotation, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::random::Draw;
use oracle::time::Ahead;

fn steps(rotation: Rotation) -> [Step; 1] {
    [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating).with_rotation(rotation)]
}

fn users(demands: &[u32]) -> Vec<User> {
    demands.iter().map(|demand| User::new(SupplyClass::IndustrialFuel, *demand)).collect()
}

/// Who is on in each interval, for one station, and what was said of outages.
fn station(rotation: Rotation, demands: &[u32], supplies: &[u64]) -> (Vec<Vec<bool>>, Vec<Outages>) {
    let steps = steps(rotation);
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::NONE).unwrap();
    let mut users = users(demands);
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut tallies = vec![RotationTally::default(); users.len()];
    let one = |supply: &u64| {
        rotate(&policy, &tallies, &mut users).unwrap();
        allocate(&policy, &users, *supply, &mut grants, &mut Summary::default()).unwrap();
        let outages = add_interval(&policy, &users, &grants, &mut tallies).unwrap();
        (grants.iter().map(|grant| !grant.is_curtailed()).collect(), outages)
    };
    supplies.iter().map(one).unzip()
}

/// The same over a horizon without a storage.
fn horizon(rotation: Rotation, demands: &[u32], supplies: &[u64]) -> Vec<Vec<bool>> {
    let steps = steps(rotation);
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::NONE).unwrap();
    let ahead = Ahead {
        nodes: Vec::new(),
        periods: supplies.iter().map(|supply| Period::new(*supply)).collect(),
        storage: Storage::default(),
        spread: Spread::Even,
    };
    let planned = ahead.plan(&policy, &users(demands));
    planned
        .grants
        .chunks(demands.len())
        .map(|grants| grants.iter().map(|grant| !grant.is_curtailed()).collect())
        .collect()
}

/// For how many intervals each user was off, and the longest and the shortest of its outages that ended.
fn outages(on: &[Vec<bool>], user: usize) -> (usize, usize, usize) {
    let states: Vec<bool> = on.iter().map(|interval| interval[user]).collect();
    let runs: Vec<usize> = states.split(|on| *on).map(<[bool]>::len).filter(|run| *run != 0).collect();
    let ended = &runs[..runs.len() - usize::from(states.last() == Some(&false) && !runs.is_empty())];
    let shortest = ended.iter().copied().min().unwrap_or(usize::MAX);
    (runs.iter().sum(), runs.iter().copied().max().unwrap_or(0), shortest)
}

#[test]
fn unequal_blocks_take_as_many_turns() {
    for by in [RotateBy::Turns, RotateBy::Hours] {
        let on = horizon(Rotation::by(by), &[100, 10], &[100; 12]);
        assert_eq!((outages(&on, 0).0, outages(&on, 1).0), (6, 6));
        assert_eq!(station(Rotation::by(by), &[100, 10], &[100; 12]).0, on);
    }
    // By gas the small block stands in for ten periods of the large one's single turn.
    let on = horizon(Rotation::by(RotateBy::Gas), &[100, 10], &[100; 12]);
    assert_eq!((outages(&on, 0).0, outages(&on, 1).0), (1, 11));
}

/// Of five blocks of which two can be served, each is off as often as the others, but for one turn.
#[test]
fn nobody_is_passed_over() {
    for minimum_turn in [0, 2, 3] {
        for by in RotateBy::ALL {
            let rotation = Rotation { by, longest_outage: 0, minimum_turn };
            let on = horizon(rotation, &[10; 5], &[20; 60]);
            let off: Vec<usize> = (0..5).map(|user| outages(&on, user).0).collect();
            let slack = usize::from(minimum_turn.max(1)) * 2;
            assert!(
                off.iter().max().unwrap() - off.iter().min().unwrap() <= slack,
                "{by:?} {minimum_turn}: {off:?}"
            );
        }
    }
}

/// The station, interval by interval, is the horizon.
#[test]
fn a_horizon_rotates_as_a_station_does() {
    let mut draw = Draw(14);
    for _ in 0..2000 {
        let demands: Vec<u32> = (0..1 + draw.below(5)).map(|_| 1 + draw.below(20) as u32).collect();
        let most: u64 = demands.iter().map(|demand| u64::from(*demand)).sum();
        // Short in the first period at least: a step that is never short asks for no order.
        let supplies: Vec<u64> = (0..12).map(|t| draw.below(if t == 0 { most } else { most + 2 })).collect();
        let minimum_turn = draw.below(4) as u16;
        let longest_outage = if draw.chance(50) { 0 } else { minimum_turn + draw.below(3) as u16 };
        let by = RotateBy::ALL[draw.below(3) as usize];
        let rotation = Rotation { by, longest_outage, minimum_turn };
        assert_eq!(
            station(rotation, &demands, &supplies).0,
            horizon(rotation, &demands, &supplies),
            "{rotation:?}"
        );
    }
}

/// A large and a small block, one off at a time, by gas: the small one would be off for most of the time, but not for more
/// than two in a row with that as the longest outage.
#[test]
fn the_longest_outage_is_kept_where_gas_suffices_and_told_where_not() {
    let unlimited = station(Rotation::by(RotateBy::Gas), &[100, 10], &[100; 30]).0;
    assert_eq!(outages(&unlimited, 1).1, 10);
    let rotation = Rotation { by: RotateBy::Gas, longest_outage: 2, minimum_turn: 0 };
    let (on, told) = station(rotation, &[100, 10], &[100; 30]);
    assert!((0..2).all(|user| outages(&on, user).1 <= 2), "{on:?}");
    assert!(told.iter().all(|outages| *outages == Outages { users_off: 1, users_off_too_long: 0 }));

    // With gas for none, the limit cannot be kept, and that is said from the third interval on.
    let (_, told) = station(rotation, &[100, 10, 10], &[0; 4]);
    let too_long: Vec<u32> = told.iter().map(|outages| outages.users_off_too_long).collect();
    assert_eq!(too_long, [0, 0, 3, 3]);
    assert_eq!(told[3].users_off, 3);
}

/// A turn that has begun lasts, while others can take the place; one turn is counted for each that it lasts.
#[test]
fn a_turn_lasts_as_long_as_it_has_to() {
    let rotation = Rotation { by: RotateBy::Turns, longest_outage: 0, minimum_turn: 3 };
    let (on, _) = station(rotation, &[10, 10], &[10; 18]);
    for user in 0..2 {
        let (off, longest, shortest) = outages(&on, user);
        assert_eq!((off, longest, shortest), (9, 3, 3), "{on:?}");
    }
    // Gas that suffices for all is not withheld for a turn's sake.
    assert_eq!(station(rotation, &[10, 10], &[10, 20]).0, [[true, false], [true, true]]);
}

#[test]
fn a_rotation_that_cannot_be_is_refused() {
    let refused = |step: Step| Policy::new(&[step], ClassSet::ALL, Attributes::NONE).unwrap_err();
    let long_turns = Rotation { by: RotateBy::Gas, longest_outage: 2, minimum_turn: 3 };
    assert_eq!(refused(steps(long_turns)[0]), PolicyError::UnknownRotation { step: 0 });
    for share in Share::ALL.into_iter().filter(|share| *share != Share::Rotating) {
        let step =
            Step::new(ClassSet::ALL, Target::Demand, share).with_rotation(Rotation::by(RotateBy::Turns));
        assert_eq!(refused(step), PolicyError::UnknownRotation { step: 0 });
        assert!(refused(step).to_string().contains("step 0"));
    }
    let text = "residential, heating, public service, vehicles, industrial fuel, chemical: demand, rotating by turns, \
                off at most 4, turns of at least 2";
    let rotation = Rotation { by: RotateBy::Turns, longest_outage: 4, minimum_turn: 2 };
    assert_eq!(steps(rotation)[0].to_string(), text);
}
