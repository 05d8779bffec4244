//! A process that scans and saves, killed again and again.
//!
//! The process is this test program by another name: it goes on from what it finds in a directory, scans as fast as it
//! can, keeps two slots as two files, and writes down what it does and which orders it publishes. What it wrote down is
//! what is checked.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use citygate::policy::{Policy, RotateBy, Rotation, Share, Step, Target};
use citygate::station::{
    FollowSettings, Order, Signal, SnapshotSlots, StationEvent, StationSettings, StationUser, snapshot_bytes,
    snapshot_number,
};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

use crate::support::{Draw, Owned, signals};

const KILLS: u64 = 200;
/// How many bytes are written to a slot at a time.
const PIECE: usize = 128;
/// A line that was written to its end.
const END: &str = " .";

const DIRECTORY: &str = "CITYGATE_SNAPSHOT_DIRECTORY";
const SEED: &str = "CITYGATE_SNAPSHOT_SEED";
/// After how many scans the process saves.
const EVERY: &str = "CITYGATE_SNAPSHOT_EVERY";

// --- The process ---------------------------------------------------------------------------------------------------

fn steps() -> [Step; 2] {
    let works = ClassSet::of(&[SupplyClass::IndustrialFuel]);
    let others = ClassSet::ALL.without(works);
    [
        Step::new(others, Target::Demand, Share::ProRata),
        Step::new(works, Target::Demand, Share::Rotating).with_rotation(Rotation::by(RotateBy::Turns)),
    ]
}

fn users() -> Vec<StationUser> {
    let notice = FollowSettings { notice_ms: 3000, ..FollowSettings::AT_ONCE };
    let works = StationUser::new(User::new(SupplyClass::IndustrialFuel, 100).with_on_off(true));
    let mut users = vec![StationUser::new(User::new(SupplyClass::Residential, 200)); 2];
    users.push(StationUser::new(User::new(SupplyClass::Vehicles, 150)).with_follow(notice));
    users.extend([works; 4]);
    users
}

/// A directory with two slots and what the process wrote down.
struct Place(PathBuf);

impl Place {
    fn slot(&self, slot: usize) -> PathBuf {
        self.0.join(format!("slot-{slot}"))
    }

    fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    fn read(&self, slot: usize) -> Vec<u8> {
        fs::read(self.slot(slot)).unwrap_or_default()
    }

    fn slots(&self) -> SnapshotSlots {
        SnapshotSlots::of([0, 1].map(|slot| snapshot_number(&self.read(slot)).ok()))
    }

    /// The number and the checksum of the newest snapshot.
    fn newest(&self) -> Option<(u64, u32)> {
        let bytes = self.read(self.slots().newest()?);
        Some((snapshot_number(&bytes).unwrap(), seal(&bytes)))
    }
}

/// The checksum of a snapshot that fills its bytes.
fn seal(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(*bytes.last_chunk().unwrap())
}

/// What makes an order the same order, wherever it is in its life.
fn content(order: &Order) -> String {
    let Order { user, from, to, issued_ms, effective_ms, grant, .. } = order;
    format!("{user} {from} {to} {issued_ms} {effective_ms} {:?} {grant:?}", order.cause())
}

/// Gas beyond set-points and turns without gas, of all users.
fn tallies(station: &Owned) -> String {
    let excess: u64 = station.points.iter().map(|point| point.excess()).sum();
    let turns: u64 = station.points.iter().map(|point| point.tally().amount).sum();
    format!("{excess} {turns}")
}

/// The process.
struct Keeper {
    place: Place,
    station: Owned,
    slots: SnapshotSlots,
    log: File,
    draw: Draw,
}

impl Keeper {
    /// Goes on from what is there. `is_seldom`: orders were published that no snapshot has.
    fn open(place: Place, policy: &Policy, seed: u64, is_seldom: bool) -> Keeper {
        let settings = StationSettings { rotation_interval_ms: 5000, ..StationSettings::new(0, 5000) };
        let mut station = Owned::new(policy, settings, users());
        let slots = place.slots();
        let mut log = OpenOptions::new().append(true).create(true).open(place.log()).unwrap();
        // The last line may have been cut.
        log.write_all(b"\n").unwrap();
        if let Some(slot) = slots.newest() {
            let mut restored = station.station(policy);
            restored.restore(&place.read(slot), None).unwrap();
            if is_seldom {
                restored.skip_order_numbers();
            }
        }
        Keeper { place, station, slots, log, draw: Draw(seed) }
    }

    fn note(&mut self, line: &str) {
        self.log.write_all(format!("{line}{END}\n").as_bytes()).unwrap();
    }

    fn publish(&mut self, order: &Order) {
        self.note(&format!("order {} {}", order.sequence, content(order)));
    }

    /// Orders that may not have got out before the process was killed.
    fn publish_again(&mut self) {
        let points = self.station.points.iter();
        let orders: Vec<Order> =
            points.flat_map(|point| [point.order(), point.proposal()]).flatten().copied().collect();
        orders.iter().for_each(|order| self.publish(order));
    }

    fn scan(&mut self, policy: &Policy) -> Vec<Order> {
        let draw = &mut self.draw;
        let wanted: Vec<u32> =
            self.station.users.iter().map(|user| draw.below(user.user.demand as u64 + 1) as u32).collect();
        let mut users = signals(&self.station.points, &wanted);
        for user in &mut users {
            if draw.chance(10) {
                user.flow.value += 30;
            }
            if draw.chance(10) {
                user.demand = Signal::bad();
            }
        }
        let supply = Signal::good(200 + draw.below(700));
        let (_, events) = self.station.scan(policy, 1000, supply, &users);
        let given = events.into_iter().filter_map(|event| match event {
            StationEvent::Ordered(order) | StationEvent::Proposed(order) => Some(order),
            _ => None,
        });
        given.collect()
    }

    /// Saves in the next slot, piece by piece.
    fn save(&mut self, policy: &Policy) {
        let mut bytes = vec![0; snapshot_bytes(self.station.users.len(), 1)];
        let number = self.slots.number();
        self.station.station(policy).save(number, &mut bytes).unwrap();
        let tallies = tallies(&self.station);
        self.note(&format!("saves {number} {} {tallies}", seal(&bytes)));
        let mut slot = File::create(self.place.slot(self.slots.next())).unwrap();
        bytes.chunks(PIECE).for_each(|piece| slot.write_all(piece).unwrap());
        self.slots.written();
        self.note(&format!("saved {number}"));
    }
}

/// The process that is killed: it never ends by itself. Without a directory there is nothing to keep.
#[test]
#[ignore = "the process that other tests kill"]
fn keeps_a_station() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let number = |name| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let (seed, every) = (number(SEED), number(EVERY));
    let steps = steps();
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let mut keeper = Keeper::open(Place(directory.into()), &policy, seed, every > 1);
    let restored = tallies(&keeper.station);
    keeper.note(&format!("opened {restored}"));
    if every > 1 {
        keeper.save(&policy);
    }
    keeper.publish_again();
    for scan in 1u64.. {
        let orders = keeper.scan(&policy);
        if scan % every == 0 {
            keeper.save(&policy);
        }
        // Where every scan is saved, what it gave out is published only now.
        orders.iter().for_each(|order| keeper.publish(order));
    }
}

// --- What is checked -----------------------------------------------------------------------------------------------

/// What has been written down so far.
#[derive(Default)]
struct Book {
    read: usize,
    /// Of each number the last snapshot that was taken with it: its checksum, and the tallies in it.
    taken: HashMap<u64, (u32, String)>,
    last_taken: u64,
    last_saved: u64,
    orders: HashMap<u64, String>,
    published: u64,
    torn: u64,
}

impl Book {
    /// Reads on. Returns how often the process came to work since.
    fn read(&mut self, place: &Place, found: Option<(u64, u32)>) -> u64 {
        let log = fs::read_to_string(place.log()).unwrap_or_default();
        let mut opened = 0;
        for line in log[self.read..].lines().filter_map(|line| line.strip_suffix(END)) {
            let (word, rest) = line.split_once(' ').unwrap();
            let (first, others) = rest.split_once(' ').unwrap_or((rest, ""));
            let number = || first.parse::<u64>().unwrap();
            match word {
                "opened" => {
                    opened += 1;
                    if let Some((number, seal)) = found {
                        let (taken, tallies) = &self.taken[&number];
                        assert_eq!(
                            (*taken, &tallies[..]),
                            (seal, rest),
                            "it goes on from the state that was found"
                        );
                    }
                }
                "saves" => {
                    let (seal, tallies) = others.split_once(' ').unwrap();
                    self.taken.insert(number(), (seal.parse().unwrap(), tallies.to_owned()));
                    self.last_taken = number();
                }
                "saved" => self.last_saved = number(),
                "order" => {
                    self.published += 1;
                    let content = self.orders.entry(number()).or_insert_with(|| others.to_owned());
                    assert_eq!(content, others, "order {first} has one content");
                }
                _ => panic!("{line}"),
            }
        }
        self.read = log.len();
        opened
    }

    /// Compares what is found after a kill with what was written down.
    fn compare(&mut self, place: &Place) -> Option<(u64, u32)> {
        let found = place.newest();
        let Some((number, seal)) = found else {
            assert_eq!(self.last_saved, 0, "nothing is lost that was saved");
            return None;
        };
        assert_eq!(self.taken[&number].0, seal, "what is found was taken");
        assert!(number >= self.last_saved, "{number}: {} was saved", self.last_saved);
        assert!(number + 1 >= self.last_taken, "{number}: {} was taken", self.last_taken);
        self.torn += (number < self.last_taken) as u64;
        // A number that did not get to a slot is taken again.
        (self.last_taken, self.last_saved) = (number, number);
        found
    }
}

fn kill_again_and_again(name: &str, every: u64) {
    let place = Place(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
    let _ = fs::remove_dir_all(&place.0);
    fs::create_dir_all(&place.0).unwrap();
    let mut book = Book::default();
    let mut draw = Draw(every);
    let (mut found, mut worked) = (None, 0);
    for seed in 0..KILLS {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kills::keeps_a_station", "--ignored", "--test-threads=1"])
            .env(DIRECTORY, &place.0)
            .env(SEED, seed.to_string())
            .env(EVERY, every.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(2000 + draw.below(40_000)));
        process.kill().unwrap();
        assert!(!process.wait().unwrap().success(), "it goes on until it is killed");
        worked += book.read(&place, found);
        found = book.compare(&place);
    }
    let Book { taken, published, orders, torn, .. } = book;
    println!(
        "saving every {every}: {KILLS} kills, {worked} in the midst of work, {torn} while a slot was written; \
         {} snapshots, {published} orders published, {} of them for the first time",
        taken.len(),
        orders.len()
    );
    assert!(worked > KILLS / 2 && torn > 5 && orders.len() > 1000, "{worked} {torn} {}", orders.len());
    fs::remove_dir_all(&place.0).unwrap();
}

/// What a scan gave out is published after it is saved: nothing is lost.
#[test]
fn a_process_that_saves_every_scan_may_be_killed_at_any_time() {
    kill_again_and_again("snapshot-every-scan", 1);
}

/// What was given out since the last snapshot is lost, but its numbers are not used again.
#[test]
fn a_process_that_saves_seldom_may_be_killed_at_any_time() {
    kill_again_and_again("snapshot-seldom", 10);
}
