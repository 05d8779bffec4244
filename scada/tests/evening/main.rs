//! An evening of shortage from end to end: three RTUs, the dispatch centre's program in C, and clients that are not ours. mbpoll
//! writes what comes in at the gates; mbpoll, asyncua and mosquitto_sub read the same points; and the journals are verified.

#![cfg(feature = "opc-ua")]

mod faces;
mod once;
#[allow(dead_code, reason = "shared with the tests of the master")]
#[path = "../master/process.rs"]
mod process;
#[allow(dead_code, reason = "shared with the tests of the master")]
#[path = "../master/rtu.rs"]
mod rtu;
#[path = "../tools/mod.rs"]
mod tools;

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};

use citygate::event::{JournalEntry, JournalHead, Record, verify};
use citygate_drill::result::station_note::StationNote;
use citygate_drill::text::hex;

use faces::{Broker, the_faces_agree};
use process::{Master, program, wait_for};
use rtu::{Demands, RealRtu, grants};

const DEMANDS: [Demands; 3] = [[5000, 2000, 3001, 999], [4000, 1500, 2000, 1400], [6000, 2500, 1703, 1]];
/// All that users want, in dm³/h.
const ALL: u64 = 30_104_000;
/// What can come in at a gate while nothing is wrong, in dm³/h.
const ENOUGH: u64 = 20_000_000;

/// A scan takes 2 s: a cycle ends well before the next scan.
const TIMING: &str = "cycle_ms = 600\ntimeout_ms = 200\nreconnect_ms = 500\nstale_ms = 6000\n";

/// Where the RTUs listen for instruments.
const FIELD_PORT: u16 = 1504;

struct City {
    rtus: Vec<RealRtu>,
    master: Master,
}

/// With the supply from the field; the first station has every face.
fn station(number: usize) -> RealRtu {
    RealRtu::edited(number, &DEMANDS[number], |address, configuration| {
        let signals = "signals = \"supply_from_field\"\nspeed = 5";
        let mut text = configuration.replace("speed = 10", signals);
        text += &format!("\n[[modbus]]\ntcp = \"{address}:{FIELD_PORT}\"\nrole = \"field\"\n");
        if number == 0 {
            text += &format!("\n[opc_ua]\nlisten = \"{}\"\n", faces::opc_ua(address));
            text += &format!("\n[mqtt]\nbroker = \"{}\"\n", faces::mqtt(address));
        }
        text
    })
}

/// Everything runs, and everybody has what he wants.
fn city() -> City {
    let mut rtus: Vec<RealRtu> = (0..DEMANDS.len()).map(station).collect();
    let gate = |(gate, rtu): (usize, &RealRtu)| {
        let SocketAddr::V4(at) = rtu.for_master else { panic!("of the loopback interface") };
        format!("gate = g{gate}\naddress = {}\nport = {}\ncapacity_m3_per_h = 20000\n", at.ip(), at.port())
    };
    let gates: String = rtus.iter().enumerate().map(gate).collect();
    let master = Master::new(TIMING, &gates);
    master.state_supply(ALL);
    rtus.iter_mut().for_each(RealRtu::start);
    for rtu in &rtus {
        wait_for("it scans", || rtu.number("scan_count", None));
    }
    let city = City { rtus, master };
    city.feed([ENOUGH; 3]);
    city
}

impl City {
    /// mbpoll writes what can come in at the gates, in dm³/h.
    fn feed(&self, limits: [u64; 3]) {
        for (rtu, limit) in self.rtus.iter().zip(limits) {
            faces::write(rtu, FIELD_PORT, "measured_supply", limit, 0);
        }
    }

    fn scan_counts(&self) -> Vec<u64> {
        self.rtus.iter().map(|rtu| rtu.number("scan_count", None).expect("it answers")).collect()
    }

    /// Waits until every station has scanned once more: the next scan is a good while ahead.
    fn await_scans(&self) {
        let before = self.scan_counts();
        let has_scanned =
            || self.scan_counts().iter().zip(&before).all(|(now, before)| now > before).then_some(());
        wait_for("all scan", has_scanned);
    }

    /// The set-points of a station, all of one scan, and how many scans there were by then.
    fn set_points(&self, gate: usize) -> (u64, Vec<u64>) {
        let rtu = &self.rtus[gate];
        wait_for("a scan is read as a whole", || {
            let before = rtu.number("scan_count", None)?;
            let set_points = rtu.set_points()?;
            (rtu.number("scan_count", None)? == before).then_some((before, set_points))
        })
    }

    /// Waits until all set-points are the grants of the whole, to the unit, and says within how many scans each station had
    /// them. On the way nobody has gas whom somebody who is short is served before.
    fn await_set_points(&self, what: &str, limits: [u64; 3], supply: u64) -> Vec<u64> {
        let before = self.scan_counts();
        let granted = grants(&DEMANDS, &limits, supply);
        let mut taken = vec![None; granted.len()];
        let look = || {
            for gate in 0..granted.len() {
                let (count, set_points) = self.set_points(gate);
                check_order(what, gate, &set_points);
                let is_right = set_points == granted[gate];
                taken[gate] = is_right.then(|| taken[gate].unwrap_or(count - before[gate]));
            }
            taken.iter().copied().collect::<Option<Vec<u64>>>()
        };
        wait_for(&format!("{what}: {granted:?}"), look)
    }

    /// A step of the evening.
    fn step(&self, what: &str, limits: [u64; 3], supply: u64) -> Vec<Vec<u64>> {
        self.await_scans();
        self.master.state_supply(supply);
        self.feed(limits);
        let scans = self.await_set_points(what, limits, supply);
        assert!(scans.iter().all(|scans| *scans <= 2), "{what}: after {scans:?} scans");
        println!("{what}: after {scans:?} scans");
        grants(&DEMANDS, &limits, supply)
    }
}

/// Chemicals are cut first, then industry, then heating, and homes last.
#[track_caller]
fn check_order(what: &str, gate: usize, set_points: &[u64]) {
    let wanted = DEMANDS[gate].map(|demand| u64::from(demand) * 1000);
    let short = wanted.iter().zip(set_points).position(|(wanted, has)| has < wanted);
    let behind = set_points.iter().skip(short.map_or(wanted.len(), |short| short + 1));
    assert!(behind.copied().all(|has| has == 0), "{what}, gate {gate}: {set_points:?}");
}

#[test]
fn a_drop_reaches_all_stations_and_every_client_sees_the_same() {
    let tools = [("mbpoll", "mbpoll"), ("mosquitto", "mosquitto"), ("mosquitto_sub", "mosquitto-clients")];
    let is_missing = |(name, package)| tools::program(name, package).is_none();
    if program().is_none() || tools.into_iter().any(is_missing) || tools::python_modules("asyncua").is_none()
    {
        return;
    }
    let mut city = city();
    let _broker = Broker::begin(&city.rtus[0]);
    city.master.start();
    city.await_set_points("at first", [ENOUGH; 3], ALL);

    let full = grants(&DEMANDS, &[ENOUGH; 3], ALL);
    let short = city.step("transmission brings less", [ENOUGH; 3], 26_000_000);
    assert!(short.iter().all(|gate| gate[3] == 0), "no gate has gas for chemicals: {short:?}");
    // What cannot come in at one gate any more is there for the industry of the others.
    let drop = city.step("less comes in at one gate", [8_500_000, ENOUGH, ENOUGH], 26_000_000);
    assert!(drop[0][2] < short[0][2] && drop[1][2] > short[1][2] && drop[2][2] > short[2][2], "{drop:?}");
    let worse = [5_600_000, 5_000_001, 7_000_000];
    let heating = city.step("less at all: industry has none", worse, 26_000_000);
    assert!(heating.iter().all(|gate| gate[1] > 0 && gate[2] == 0), "{heating:?}");
    let homes = city.step("homes last", [4_999_999, 5_000_001, 2_000_000], 26_000_000);
    assert!(homes[0][0] < full[0][0] && homes[1][0] == full[1][0] && homes[2][1] == 0, "{homes:?}");
    assert_eq!(city.step("it comes in again", [ENOUGH; 3], 26_000_000), short);
    assert_eq!(city.step("restored", [ENOUGH; 3], ALL), full);

    // Nothing is written any more, so that from one scan to the next nothing changes; some of it is not good.
    assert_eq!(city.master.stop().code(), Some(0));
    faces::write(&city.rtus[0], FIELD_PORT, "measured_supply", ENOUGH, 1);
    the_faces_agree(&city.rtus[0]);
    for rtu in &mut city.rtus {
        verify_journal(rtu);
    }
}

/// Power fails, and the journal is sound as far as it was seen: by the library, and by the verifier in Python.
fn verify_journal(rtu: &mut RealRtu) {
    let seen = |name| rtu.number(name, None).expect("it answers");
    let (records, tag, again) = (seen("journal_records"), seen("journal_tag"), seen("journal_records"));
    rtu.kill();
    assert_eq!(records, again, "nothing happens any more");
    let file = rtu.directory.path().join("state/station.journal");
    let bytes = fs::read(&file).expect("a journal");
    let verified = verify(&bytes, None, JournalHead::START, None).expect("the journal verifies");
    assert!(verified.head.next >= records);
    let (stored, _) = bytes.as_chunks();
    let head = JournalHead::after(&stored[records as usize - 1]).expect("a record");
    assert_eq!(head.tag[..8], tag.to_be_bytes(), "what was shown is what is stored");
    let orders = stored.iter().filter_map(|bytes| match Record::read(bytes).ok()?.entry {
        JournalEntry::Note { code, numbers } => StationNote::read(code, numbers),
        _ => None,
    });
    let orders = orders.filter(|note| matches!(note, StationNote::Order { .. })).count();
    assert!(orders >= DEMANDS.len() * 2, "every station cut and restored: {orders} orders");

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/python/verify_journal.py");
    let head = format!("{records}:{}", hex(&head.tag));
    let python = |file: &Path| -> Output {
        let mut command = Command::new("python3");
        command.arg(&script).arg(file).args(["--head", &head]).output().expect("Python runs")
    };
    let output = python(&file);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains(&format!("sound: {}", stored.len())), "{said}{failed}");
    // It would have found a changed one.
    let (changed, middle) = (rtu.directory.path().join("changed.journal"), bytes.len() / 2);
    let mut bytes = bytes;
    bytes[middle] ^= 1;
    fs::write(&changed, bytes).expect("it is written");
    assert_eq!(python(&changed).status.code(), Some(1));
}
