//! The master and three RTUs, as they run in a control room: shortage, power failures, a cable that is pulled.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::process::{Master, PATIENCE, program, wait_for};
use super::rtu::{Demands, RealRtu};
use super::sharing::Draw;

const DEMANDS: [Demands; 3] = [[5000, 2000, 3001, 999], [4000, 1500, 2000, 1400], [6000, 2500, 1703, 1]];

/// Homes and heating, in dm³/h.
const PROTECTED: u64 = 21_000_000;
const ALL: u64 = 30_104_000;

/// The cycle is shorter than a scan.
const TIMING: &str = "cycle_ms = 900\ntimeout_ms = 300\nreconnect_ms = 500\nstale_ms = 5000\n";

struct City {
    rtus: Vec<RealRtu>,
    master: Master,
}

/// Everything runs; gates are reached directly, or one of them through a cable that can be pulled.
fn city(cabled: Option<(usize, &Arc<AtomicBool>)>) -> Option<City> {
    program()?;
    let mut rtus: Vec<RealRtu> =
        DEMANDS.iter().enumerate().map(|(number, demands)| RealRtu::new(number, demands)).collect();
    let mut addresses: Vec<SocketAddr> = rtus.iter().map(|rtu| rtu.for_master).collect();
    if let Some((gate, is_pulled)) = cabled {
        addresses[gate] = cable(addresses[gate], is_pulled.clone());
    }
    let gate = |(gate, at): (usize, &SocketAddr)| {
        let (address, port) = (at.ip(), at.port());
        format!("gate = g{gate}\naddress = {address}\nport = {port}\ncapacity_m3_per_h = 20000\n")
    };
    let gates: String = addresses.iter().enumerate().map(gate).collect();
    let mut master = Master::new(TIMING, &gates);
    master.state_supply(ALL);
    rtus.iter_mut().for_each(RealRtu::start);
    master.start();
    let city = City { rtus, master };
    city.await_set_points("at first", ALL);
    Some(city)
}

/// What the library grants the users of each gate, in dm³/h.
fn grants(supply: u64) -> Vec<Vec<u64>> {
    super::rtu::grants(&DEMANDS, &[20_000_000; 3], supply)
}

impl City {
    /// Waits until the set-points of all RTUs are the grants of the whole, to the unit.
    #[track_caller]
    fn await_set_points(&self, what: &str, supply: u64) {
        let granted: Vec<_> = grants(supply).into_iter().map(Some).collect();
        let mut seen = Vec::new();
        let begun = Instant::now();
        while seen != granted {
            assert!(begun.elapsed() < PATIENCE, "{what}, {supply}: {granted:?}, but {seen:?}");
            seen = self.rtus.iter().map(RealRtu::set_points).collect();
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Homes and heating have what they want wherever an RTU answers.
    #[track_caller]
    fn check_protected(&self, gates: &[usize]) {
        for gate in gates {
            let Some(set_points) = self.rtus[*gate].set_points() else { continue };
            let wanted = DEMANDS[*gate].map(|demand| u64::from(demand) * 1000);
            assert!(set_points[..2] >= wanted[..2], "gate {gate}: {set_points:?}");
        }
    }

    fn scan_counts(&self) -> Vec<u64> {
        self.rtus.iter().map(|rtu| rtu.number("scan_count", None).expect("it answers")).collect()
    }
}

#[test]
fn a_shortage_reaches_the_set_points_of_all_stations() {
    let Some(mut city) = city(None) else { return };
    for supply in [25_000_000, 21_500_001, 12_345_678, 28_000_000, ALL] {
        let before = city.scan_counts();
        city.master.state_supply(supply);
        let sums: Vec<u64> = grants(supply).iter().map(|own| own.iter().sum()).collect();
        let allotted = |gate: usize| city.rtus[gate].number("stated_allotment", None);
        wait_for("allotments", || (0..3).all(|gate| allotted(gate) == Some(sums[gate])).then_some(()));
        for (before, now) in before.iter().zip(city.scan_counts()) {
            assert!(now <= before + 2, "{supply}: allotted after {} scans", now - before);
        }
        city.await_set_points("shared out", supply);
    }
    assert_eq!(city.master.stop().code(), Some(0));
}

/// Who has to keep its gas while one loses power: all, if it is the master. What a gate had that is down is counted before
/// the protected of the others, so that those may be short of it when the supply falls meanwhile.
fn safe_gates(who: usize, before: u64, supply: u64) -> Vec<usize> {
    if who == MASTER {
        return vec![0, 1, 2];
    }
    let sum = |supply| grants(supply)[who].iter().sum::<u64>();
    let others = (0..3).filter(|gate| *gate != who);
    let needed: u64 = others.map(|gate| u64::from(DEMANDS[gate][0] + DEMANDS[gate][1]) * 1000).sum();
    if supply >= needed + sum(before).max(sum(supply)) { vec![0, 1, 2] } else { vec![who] }
}

const MASTER: usize = 3;

/// Master and RTUs lose power at random. Whoever is protected keeps its gas, and afterwards all is as it has to be.
#[test]
fn power_failures_are_no_events() {
    let Some(mut city) = city(None) else { return };
    let times: usize = std::env::var("CITYGATE_TEST_TIMES").map_or(1, |t| t.parse().expect("a number"));
    let mut draw = Draw(11);
    let (mut killed, mut watched, mut before) = ([0; 4], 0, ALL);
    for round in 0..20 * times {
        let supply = PROTECTED + draw.below(ALL - PROTECTED);
        let who = draw.below(4) as usize;
        let safe = safe_gates(who, before, supply);
        killed[who] += 1;
        watched += safe.len();
        if draw.below(2) == 0 {
            city.master.state_supply(supply);
        }
        match who {
            MASTER => city.master.kill(),
            gate => city.rtus[gate].kill(),
        }
        city.check_protected(&safe);
        city.master.state_supply(supply);
        match who {
            MASTER => city.master.start(),
            gate => city.rtus[gate].start(),
        }
        let granted = grants(supply);
        wait_for(&format!("round {round}, {who} was killed, {supply}: {granted:?}"), || {
            city.check_protected(&safe);
            let so = |(rtu, own): (&RealRtu, &Vec<u64>)| rtu.set_points().as_ref() == Some(own);
            city.rtus.iter().zip(&granted).all(so).then_some(())
        });
        before = supply;
    }
    assert!(killed.iter().all(|times| *times > 0), "{killed:?}");
    assert!(watched > 20 * times, "{watched}");
    println!("killed: {killed:?}, protected looked at: {watched}");
}

/// Between the master and a gate: nothing gets through while the cable is pulled, and no connection ends.
fn cable(to: SocketAddr, is_pulled: Arc<AtomicBool>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let forward = |mut from: TcpStream, mut to: TcpStream, is_pulled: Arc<AtomicBool>| {
        thread::spawn(move || {
            let mut bytes = [0; 512];
            while let Ok(length @ 1..) = from.read(&mut bytes) {
                if !is_pulled.load(Ordering::Relaxed) && to.write_all(&bytes[..length]).is_err() {
                    return;
                }
            }
        })
    };
    thread::spawn(move || {
        for near in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(to) else { continue };
            let both = near.try_clone().and_then(|near| Ok((near, far.try_clone()?)));
            let Ok((near_again, far_again)) = both else { continue };
            forward(near, far, is_pulled.clone());
            forward(far_again, near_again, is_pulled.clone());
        }
    });
    address
}

/// At each gate, in a city of its own: all of it is waiting, so that they wait at the same time.
#[test]
fn a_cable_that_is_pulled_takes_no_gas_from_the_protected() {
    thread::scope(|scope| {
        for gate in 0..DEMANDS.len() {
            scope.spawn(move || pull_the_cable_of(gate));
        }
    });
}

fn pull_the_cable_of(gate: usize) {
    let is_pulled = Arc::new(AtomicBool::new(false));
    let Some(city) = city(Some((gate, &is_pulled))) else { return };
    let number = |city: &City, name| city.rtus[gate].number(name, None);
    let supply = 26_000_000;
    city.master.state_supply(supply);
    city.await_set_points("a shortage", supply);
    let alarm = |city: &City| number(city, "alarm_supply_substituted").unwrap_or_default() != 0;
    assert!(!alarm(&city));
    let allotted = number(&city, "stated_allotment").expect("an allotment");

    is_pulled.store(true, Ordering::Relaxed);
    let silent = format!("gate g{gate}: silent");
    wait_for("the master knows", || city.master.said().contains(&silent).then_some(()));
    let lower = supply - 1_000_000;
    city.master.state_supply(lower);
    let of_others = |city: &City| -> Option<u64> {
        let others = (0..DEMANDS.len()).filter(|other| *other != gate);
        others.map(|other| city.rtus[other].number("stated_allotment", None)).sum()
    };
    let rest = lower - allotted;
    wait_for("the others share the rest", || (of_others(&city) == Some(rest)).then_some(()));
    wait_for("an alarm at the gate", || {
        city.check_protected(&[0, 1, 2]);
        alarm(&city).then_some(())
    });
    // Until the allotment counts with the lowest value that it can have, and for a while after that.
    let until = city.scan_counts()[gate] + 25;
    wait_for("the last good value has run out", || {
        city.check_protected(&[0, 1, 2]);
        (number(&city, "scan_count")? >= until).then_some(())
    });
    assert_eq!(number(&city, "available"), Some(0));
    assert!(alarm(&city));

    is_pulled.store(false, Ordering::Relaxed);
    city.await_set_points("plugged in again", lower);
    wait_for("the condition is over", || {
        let state = number(&city, "alarm_supply_substituted")?;
        // Returned, and not acknowledged by anybody.
        (state == 3).then_some(())
    });
}
