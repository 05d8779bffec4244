//! A restart is not an event.

use citygate::allocate::Grant;
use citygate::policy::regimes::JILIN_2024;
use citygate::station::{OrderState, StationState, UserPoint};

use crate::random::{run, run_with, runs};
use crate::support::{Draw, Owned};
use crate::{saved, shown};

const SCANS: u32 = 500;

/// Takes a snapshot, forgets everything, and goes on from the snapshot.
fn restart(station: &mut Owned, number: u64) {
    let before = shown(station);
    let bytes = saved(station, number);
    station.state = StationState::default();
    station.points.fill(UserPoint::default());
    station.grants.fill(Grant::EMPTY);
    station.work.fill(Default::default());
    station.station(&JILIN_2024).restore(&bytes, Some(0)).unwrap();
    assert!(shown(station) == before);
    assert_eq!(saved(station, number), bytes, "the same state has the same bytes");
}

/// Principle 7: a run that is interrupted goes on exactly as the one that is not.
#[test]
fn a_run_that_is_interrupted_goes_on_as_if_it_were_not() {
    let (mut restarts, mut orders) = (0, 0);
    for seed in 0..runs() {
        let mut untouched = Vec::new();
        run(seed, SCANS, &mut |seen| {
            untouched.push((seen.result, seen.events.to_vec(), shown(seen.station)));
        });
        let mut draw = Draw(seed ^ 0x5eed);
        let mut untouched = untouched.into_iter();
        let mut between = |scan: u32, station: &mut Owned| {
            if draw.chance(2) {
                restart(station, scan.into());
                restarts += 1;
                orders += station.points.iter().filter(|point| point.order().is_some()).count();
            }
        };
        run_with(seed, SCANS, &mut between, &mut |seen| {
            let (result, events, shows) = untouched.next().unwrap();
            assert_eq!((seen.result, seen.events), (result, &events[..]), "seed {seed}");
            assert!(shown(seen.station) == shows, "seed {seed}");
        });
    }
    println!("{} runs, {restarts} restarts, with {orders} orders", runs());
    assert!(restarts > runs() && orders > 1000, "{restarts} {orders}");
}

/// Numbers of orders that a caller gave out after its last snapshot are not used again.
#[test]
fn numbers_that_may_have_been_given_out_are_skipped() {
    let mut skipped = 0;
    for seed in 0..runs().min(50) {
        let mut first = Vec::new();
        run_with(
            seed,
            100,
            &mut |scan, station| {
                if scan == 50 {
                    first = saved(station, 1);
                }
            },
            &mut |_| {},
        );
        let mut last = 0;
        run_with(
            seed,
            100,
            &mut |scan, station| {
                if scan == 50 {
                    let mut station = station.station(&JILIN_2024);
                    station.restore(&first, None).unwrap();
                    station.skip_order_numbers();
                }
            },
            &mut |seen| {
                let orders = seen.station.points.iter().filter_map(|point| point.order());
                for order in orders.filter(|order| order.state() != OrderState::Superseded) {
                    last = last.max(order.sequence);
                }
            },
        );
        assert!(last < 500 || (1_000_001..1_000_500).contains(&last), "{last}");
        skipped += (last > 1_000_000) as u32;
    }
    assert!(skipped > 10, "{skipped}");
}
