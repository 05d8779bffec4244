//! Rounds in slices, drill mode, and what a random signal hides.

use citygate::policy::regimes::JILIN_2024;
use citygate::station::{
    Command, Mode, Quality, Rehearsal, Signal, StationError, StationMemory, StationSettings, StationUser,
};
use citygate::user::{SupplyClass, User};

use crate::random::{World, runs};
use crate::support::{Draw, Owned};

/// Principle 8: however a round is cut into slices, it comes to the same as a scan in one piece; outputs change when it is
/// complete, commands are refused until then, and the number of slices is bounded.
#[test]
fn slices_come_to_the_same_as_a_scan_in_one_piece() {
    let (mut slices, mut most) = (0u64, 0);
    let runs = runs() / 4;
    for seed in 0..runs {
        let mut world = World::new(seed, false);
        let mut draw = Draw(seed + 1);
        let mut sliced = world.station.clone();
        for _ in 0..500 {
            let inputs = world.next_inputs();
            let whole = world.station.scan_input(&JILIN_2024, &inputs.input());
            let budget = 1 + draw.below(20) as u32;
            let before = sliced.set_points();
            let (mut events, mut result, mut count) = (Vec::new(), None, 0);
            let mut station = sliced.station(&JILIN_2024);
            station.begin(&inputs.input(), &mut |event| events.push(event)).unwrap();
            while result.is_none() {
                let out: Vec<u32> = station.set_points().map(|set_point| set_point.flow()).collect();
                assert_eq!(out, before, "seed {seed}: nothing is out before the round is complete");
                let refused = station.command(1, Command::SetMode(Mode::Manual), &mut |_| {});
                assert_eq!(refused, Err(StationError::RoundOpen));
                assert_eq!(station.begin(&inputs.input(), &mut |_| {}), Err(StationError::RoundOpen));
                result = station.advance(budget, &mut |event| events.push(event)).unwrap();
                count += 1;
            }
            assert_eq!(station.advance(1, &mut |_| {}), Err(StationError::NoRound));
            // Nine passes and four allocations, each of which may begin a slice of its own.
            let users = sliced.users.len() as u32;
            assert!(
                count <= 9 * users.div_ceil(budget) + 13 + 4,
                "seed {seed}: {count} slices, {users} users"
            );
            assert_eq!((result.unwrap(), events), whole, "seed {seed}");
            assert_eq!((&sliced.state, &sliced.points), (&world.station.state, &world.station.points));
            (slices, most) = (slices + count as u64, most.max(count));
        }
    }
    println!("{runs} runs, {slices} slices, {most} at most in a round");
    assert!(most > 20, "{most}");
}

/// Drill mode: the same as the station would do, and the station is where it was.
#[test]
fn a_rehearsal_shows_what_would_be_and_moves_nothing() {
    for seed in 0..runs() / 40 {
        let mut world = World::new(seed, false);
        for _ in 0..50 {
            let inputs = world.next_inputs();
            world.station.scan_input(&JILIN_2024, &inputs.input());
        }
        let before = world.station.clone();
        let mut drilled = Owned::new(&JILIN_2024, before.settings, before.users.clone());
        let Owned { settings, users, state, points, work, grants } = &mut drilled;
        let memory = StationMemory { state, points, users: work, grants };
        let mut rehearsal = Rehearsal::new(&JILIN_2024, settings, users, memory).unwrap();
        rehearsal.go_on_from(&world.station.station(&JILIN_2024)).unwrap();
        assert_eq!(*rehearsal.points().shown(), world.station.points);
        for _ in 0..50 {
            let inputs = world.next_inputs();
            let mut would = Vec::new();
            let result = rehearsal.scan(&inputs.input(), &mut |event| would.push(*event.shown())).unwrap();
            assert_eq!(world.station.points, before.points, "seed {seed}: nothing has moved");
            let (really, events) = world.station.scan_input(&JILIN_2024, &inputs.input());
            assert_eq!((*result.shown(), &would), (really, &events), "seed {seed}");
            assert_eq!(*rehearsal.points().shown(), world.station.points, "seed {seed}");
            // Both go on from the same again.
            world.station = before.clone();
            rehearsal.go_on_from(&world.station.station(&JILIN_2024)).unwrap();
        }
        let lone = StationUser::new(User::new(SupplyClass::Chemical, 1));
        let mut other = Owned::new(&JILIN_2024, before.settings, vec![lone; 9]);
        assert_eq!(
            rehearsal.go_on_from(&other.station(&JILIN_2024)),
            Err(StationError::MemoryCount { users: before.users.len() })
        );
    }
}

/// Principle 1 over random runs: whatever a signal that is bad in this scan really said, nobody who is less protected than
/// its user, and not of a protected class, gets more than with it.
#[test]
fn what_is_unknown_protects_the_protected_in_random_runs() {
    let (mut compared, mut less) = (0, 0);
    for seed in 0..runs() {
        let mut world = World::new(seed, true);
        let mut draw = Draw(seed + 2);
        for _ in 0..500 {
            let inputs = world.next_inputs();
            if draw.chance(10) {
                let user = draw.below(world.station.users.len() as u64) as usize;
                let mut hidden = inputs.clone();
                let of_supply = draw.chance(40);
                match of_supply {
                    true => hidden.supply = worse(&mut draw, hidden.supply),
                    false => hidden.users[user].demand = worse(&mut draw, hidden.users[user].demand),
                }
                let (mut known, mut unknown) = (world.station.clone(), world.station.clone());
                let (with_reading, _) = known.scan_input(&JILIN_2024, &inputs.input());
                let (substituted, _) = unknown.scan_input(&JILIN_2024, &hidden.input());
                // The ladder's assumption: the true value keeps to its range and rate.
                let is_credible = match of_supply {
                    true => substituted.supply.value <= with_reading.supply.value,
                    false => unknown.points[user].demand().value >= known.points[user].demand().value,
                };
                let of = known.users[user].user.class().unwrap();
                for other in 0..known.users.len() {
                    let class = known.users[other].user.class().unwrap();
                    // Protected users are not cut on what is hidden (principle 2): those below bear it.
                    let is_less = !StationSettings::PROTECTED.contains(class) && (of_supply || class > of);
                    if is_credible && is_less {
                        // What it gets of what it wants.
                        let wanted = known.points[other].demand().value;
                        let of_it = |station: &Owned| (station.points[other].set_point() as u64).min(wanted);
                        let (got, gets) = (of_it(&known), of_it(&unknown));
                        // Of those who share, another may be the one that gets the odd unit.
                        assert!(
                            gets <= got + 1,
                            "seed {seed}, user {other}: {gets} for {got}, {inputs:?} {hidden:?}"
                        );
                        compared += 1;
                        less += (gets < got) as u32;
                    }
                }
            }
            world.station.scan_input(&JILIN_2024, &inputs.input());
        }
    }
    println!("{} runs, {compared} comparisons, less in {less}", runs());
    assert!(compared > 1000 && less > 100, "{compared} {less}");
}

fn worse(draw: &mut Draw, signal: Signal) -> Signal {
    match draw.below(3) {
        0 => Signal::bad(),
        1 => Signal { is_substituted: 1, ..Signal::good(signal.value) },
        _ => Signal::good(signal.value).with_quality(Quality::Uncertain),
    }
}
