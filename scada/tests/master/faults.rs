//! Gates that are silent, strange or slow: the others are served, and no gas is given twice.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use citygate::station::Quality;
use citygate::user::SupplyClass::{IndustrialFuel, Residential};

use super::fake::{Fake, FakeUser, Manner, OnWrite};
use super::process::{Master, here, program, run, wait_for};
use super::sharing::{Draw, TIMING, await_allotments, gates};

fn three() -> [Fake; 3] {
    let users = |homes, works| [FakeUser::new(Residential, homes), FakeUser::new(IndustrialFuel, works)];
    [
        Fake::new(&users(2_000_000, 1_000_000)),
        Fake::new(&users(3_000_000, 1_000_000)),
        Fake::new(&users(4_000_000, 1_000_000)),
    ]
}

/// With three gates, a supply of 12,000 m³/h for 12,000 that are wanted.
fn begun(fakes: &[Fake; 3]) -> Option<Master> {
    program()?;
    let all = [&fakes[0], &fakes[1], &fakes[2]];
    let mut master = Master::new(TIMING, &gates(&all, &[]));
    master.state_supply(12_000_000);
    master.start();
    await_allotments("all that they want", &all, &[3_000_000, 4_000_000, 5_000_000]);
    Some(master)
}

/// Whoever is not in order counts with what it was allotted last, before the others share the rest.
fn counts_with_what_it_had(what: &str, spoil: impl FnOnce(&Fake), mend: impl FnOnce(&Fake)) {
    let fakes = three();
    let Some(mut master) = begun(&fakes) else { return };
    spoil(&fakes[0]);
    wait_for(what, || {
        master.said().contains(&format!("gate g0: {what}; counts with 3000.000 m3/h")).then_some(())
    });
    master.state_supply(10_500_000);
    await_allotments(what, &[&fakes[1], &fakes[2]], &[3_250_000, 4_250_000]);
    // What the works of the first gate have too much is known again when it is.
    mend(&fakes[0]);
    let all = [&fakes[0], &fakes[1], &fakes[2]];
    await_allotments("in order again", &all, &[2_500_000, 3_500_000, 4_500_000]);
    assert!(master.is_running());
}

#[test]
fn a_gate_that_is_silent() {
    counts_with_what_it_had(
        "silent",
        |gate| gate.set_manner(Manner::Silent),
        |gate| gate.set_manner(Manner::Answers),
    );
}

#[test]
fn a_gate_that_hangs_up() {
    let mend = |gate: &Fake| gate.set_manner(Manner::Answers);
    counts_with_what_it_had("silent", |gate| gate.set_manner(Manner::HangsUp), mend);
}

#[test]
fn a_gate_that_babbles() {
    let mend = |gate: &Fake| gate.set_manner(Manner::Answers);
    counts_with_what_it_had("silent", |gate| gate.set_manner(Manner::Babbles), mend);
}

#[test]
fn a_gate_that_answers_with_exceptions() {
    let mend = |gate: &Fake| gate.set_manner(Manner::Answers);
    let what = "refuses what is asked of it";
    counts_with_what_it_had(what, |gate| gate.set_manner(Manner::Exception(4)), mend);
}

#[test]
fn a_gate_whose_writes_are_refused() {
    let mend = |gate: &Fake| gate.set_manner(Manner::Answers);
    let what = "refuses what is asked of it";
    counts_with_what_it_had(what, |gate| gate.set_manner(Manner::RefusesWrites(2)), mend);
}

#[test]
fn a_gate_whose_heartbeat_stands_still() {
    counts_with_what_it_had(
        "stands still",
        |gate| gate.lock().scans = false,
        |gate| gate.lock().scans = true,
    );
}

#[test]
fn a_gate_that_shows_what_cannot_be() {
    let what = "shows what cannot be";
    let spoil = |gate: &Fake| gate.lock().set("class", Some(1), 6, Quality::Good);
    let mend = |gate: &Fake| gate.lock().set("class", Some(1), 4, Quality::Good);
    counts_with_what_it_had(what, spoil, mend);
    let spoil = |gate: &Fake| gate.lock().set("user_count", None, 65_535, Quality::Good);
    let mend = |gate: &Fake| gate.lock().set("user_count", None, 2, Quality::Good);
    counts_with_what_it_had(what, spoil, mend);
}

#[test]
fn nothing_is_written_to_another_map() {
    let written = Mutex::new(0);
    let spoil = |gate: &Fake| {
        gate.lock().set("map_version", None, 2, Quality::Good);
        // A write may be on its way.
        std::thread::sleep(Duration::from_millis(1000));
        *written.lock().expect("nobody panicked") = gate.lock().writes;
    };
    let mend = |gate: &Fake| {
        assert_eq!(gate.lock().writes, *written.lock().expect("nobody panicked"));
        gate.lock().set("map_version", None, 1, Quality::Good);
    };
    counts_with_what_it_had("has another register map", spoil, mend);
}

/// The heartbeats of the others come in every cycle.
#[test]
fn a_gate_that_is_slow_holds_nobody_up() {
    let fakes = three();
    let Some(master) = begun(&fakes) else { return };
    for manner in [Manner::Trickles, Manner::Silent, Manner::HangsUp] {
        fakes[1].set_manner(manner);
        let beats = |gate: usize| fakes[gate].lock().heartbeat();
        let (begun, first) = (Instant::now(), [beats(0), beats(2)]);
        wait_for("eight heartbeats", || (beats(0).wrapping_sub(first[0]) >= 8).then_some(()));
        // Eight cycles of 900 ms, and the time of a busy machine.
        assert!(begun.elapsed() < Duration::from_millis(8 * 900 + 4000), "{manner:?}: {:?}", begun.elapsed());
        assert!(beats(2).wrapping_sub(first[1]) >= 7, "{manner:?}");
    }
    drop(master);
}

/// A reduction that is not answered is not given to somebody else.
#[test]
fn what_a_gate_may_still_have_is_not_given_away() {
    let fakes = three();
    let Some(master) = begun(&fakes) else { return };
    fakes[0].set_manner(Manner::ForgetsToAnswerWrites);
    wait_for("silence", || master.said().contains("gate g0: silent").then_some(()));
    // Its demand falls, which nobody can know; the homes of another want more.
    fakes[0].lock().set_user(0, &FakeUser::new(Residential, 1_000));
    fakes[1].lock().set_user(0, &FakeUser::new(Residential, 4_000_000));
    await_allotments("homes from industry", &[&fakes[1], &fakes[2]], &[4_500_000, 4_500_000]);
    assert_eq!(fakes[0].allotment(), Some(3_000_000));
}

/// What was allotted to a gate stands when the master starts anew, until all gates have been read.
#[test]
fn a_restart_of_the_master_is_not_an_event() {
    let fakes = three();
    let Some(mut master) = begun(&fakes) else { return };
    let lowest = Arc::new(AtomicU64::new(u64::MAX));
    for _ in 0..5 {
        master.kill();
        let writes: Vec<u64> = fakes.iter().map(|fake| fake.lock().writes).collect();
        master.start();
        wait_for("two writes to each", || {
            let sum = fakes.iter().filter_map(Fake::allotment).map(u64::from).sum();
            lowest.fetch_min(sum, Ordering::Relaxed);
            fakes.iter().zip(&writes).all(|(fake, before)| fake.lock().writes >= before + 2).then_some(())
        });
    }
    assert_eq!(lowest.load(Ordering::Relaxed), 12_000_000);
    // A gate that is away while it starts counts with its capacity.
    fakes[2].set_manner(Manner::Silent);
    master.kill();
    master.state_supply(25_000_000);
    master.start();
    await_allotments("20,000 m³/h are assumed", &[&fakes[0], &fakes[1]], &[2_000_000, 3_000_000]);
}

/// What it needs it takes while it starts, whatever happens later.
#[test]
fn no_memory_is_taken_after_the_start() {
    if program().is_none() {
        return;
    }
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_heap.so");
    let source = here().join("tests/master/no_heap.c");
    run(Command::new("gcc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source));
    let fakes = three();
    let mut master = Master::new(TIMING, &gates(&[&fakes[0], &fakes[1], &fakes[2]], &[]));
    master.preload = Some(library);
    master.state_supply(12_000_000);
    master.start();
    let manners = [Manner::Silent, Manner::HangsUp, Manner::Babbles, Manner::Exception(4), Manner::Answers];
    for manner in manners {
        fakes[1].set_manner(manner);
        let first = fakes[0].lock().heartbeat();
        wait_for("four heartbeats", || {
            assert!(master.is_running(), "{manner:?}: {}", master.said());
            (fakes[0].lock().heartbeat().wrapping_sub(first) >= 4).then_some(())
        });
    }
    std::fs::remove_file(master.directory.path().join("supply")).expect("the supply was stated");
    wait_for("a line about it", || master.said().contains("what was stated last stands").then_some(()));
    assert_eq!(master.stop().code(), Some(0));
}

/// Demands, faults and restarts at random: whenever a gate gets more, all that may be in force is within the supply.
#[test]
fn no_gas_is_given_twice() {
    if program().is_none() {
        return;
    }
    const SUPPLY: u64 = 9_000_000;
    let times: u64 = std::env::var("CITYGATE_TEST_TIMES").map_or(1, |t| t.parse().expect("a number"));
    let in_force = Arc::new(Mutex::new([0u64; 3]));
    let wrong = Arc::new(Mutex::new(Vec::new()));
    let (sums, found) = (in_force.clone(), wrong.clone());
    let on_write: OnWrite = Arc::new(move |gate, before, after| {
        let mut sums = sums.lock().expect("nobody panicked");
        sums[gate] = after.unwrap_or_default().into();
        if after > before && sums.iter().sum::<u64>() > SUPPLY {
            found.lock().expect("nobody panicked").push((gate, before, after, *sums));
        }
    });
    let fake = |gate| {
        let users = [FakeUser::new(Residential, 2_000_000), FakeUser::new(IndustrialFuel, 2_000_000)];
        Fake::watched(&users, gate, on_write.clone())
    };
    let fakes = [fake(0), fake(1), fake(2)];
    let timing = "cycle_ms = 150\ntimeout_ms = 50\nreconnect_ms = 100\nstale_ms = 1000\n";
    let mut master = Master::new(timing, &gates(&[&fakes[0], &fakes[1], &fakes[2]], &[]));
    master.state_supply(SUPPLY);
    master.start();
    let mut draw = Draw(7);
    let manners = [
        Manner::Answers,
        Manner::Answers,
        Manner::Silent,
        Manner::HangsUp,
        Manner::Exception(6),
        Manner::RefusesWrites(3),
        Manner::ForgetsToAnswerWrites,
        Manner::Babbles,
    ];
    for step in 0..100 * times {
        let gate = &fakes[draw.below(3) as usize];
        gate.set_manner(manners[draw.below(8) as usize]);
        gate.lock().set_user(0, &FakeUser::new(Residential, draw.below(5_000_000) as u32));
        if step % 25 == 24 {
            master.kill();
            master.start();
        }
        let next = Instant::now() + Duration::from_millis(draw.below(300));
        wait_for("a moment", || (Instant::now() > next).then_some(()));
        let wrong = wrong.lock().expect("nobody panicked");
        assert!(wrong.is_empty(), "step {step}: {wrong:?}");
    }
    assert!(fakes.iter().map(|fake| fake.lock().writes).sum::<u64>() > 50);
}
