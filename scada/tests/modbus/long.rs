//! Hostile clients for as long as it takes: over TCP and on a line at once, while good ones read and write, scans go on, and
//! memory and open files stay as they are.
//!
//! ```sh
//! CITYGATE_TEST_MINUTES=20 cargo test -p citygate-scada --test modbus long -- --ignored --nocapture
//! ```
//!
//! Every round is made from its number alone; `CITYGATE_TEST_SEED=<number>` begins with that one.

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use citygate_scada::access::Role;
use citygate_scada::rtu::config::SignalSource;
use citygate_scada::rtu::station::What;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_serial::SerialStream;

use crate::connections::until_closed;
use crate::hostile::{Random, are_frames, framed};
use crate::serial::{heard, listen, summed};
use crate::served::{Client, Served, UNIT, from};

const PATIENCE: Duration = Duration::from_secs(30);

/// So many hostile clients at a time that only drip bytes.
const DRIPPING: usize = 12;

/// After an answer there is a pause: short, so that there are many in a minute.
const SILENCE: Duration = Duration::from_millis(60);

/// Bytes and numbers at the edges of what is allowed.
const EDGES: [u8; 12] = [0, 1, 2, 123, 124, 125, 126, 127, 128, 246, 248, 255];

fn from_environment(name: &str, standing: u64) -> u64 {
    std::env::var(name).map_or(standing, |text| text.parse().expect("a number"))
}

/// A request as a client would send it; every field can be one that is answered.
fn request(random: &mut Random) -> Vec<u8> {
    let address = [random.below(32), 200 + random.below(420), random.below(65_536)][random.below(3)] as u16;
    let [high, low] = address.to_be_bytes();
    let count = 1 + random.below(8) as u8;
    match random.below(8) {
        0 => vec![6, high, low, 0, random.below(4) as u8],
        1 => [&[15, high, low, 0, count, 1], random.bytes(1).as_slice()].concat(),
        2 => {
            let words = random.bytes(2 * usize::from(count));
            [&[16, high, low, 0, count, 2 * count], words.as_slice()].concat()
        }
        // A command: kind, user, alarm, mode and so on, which stands from 20 on.
        3 => {
            let mut words = [0; 32];
            for place in [1, 3, 5, 7, 23, 27, 29, 31] {
                words[place] = random.below(10) as u8;
            }
            words[31] = u8::from(random.below(8) != 0);
            [&[16, 0, 20, 0, 16, 32], words.as_slice()].concat()
        }
        4 => [&[23, high, low, 0, count, high, low, 0, 1, 2], random.bytes(2).as_slice()].concat(),
        _ => vec![1 + random.below(4) as u8, high, low, 0, random.below(130) as u8],
    }
}

/// The same, damaged in none to three places.
fn mutated(random: &mut Random) -> Vec<u8> {
    let mut pdu = request(random);
    for _ in 0..random.below(4) {
        let place = random.below(pdu.len().max(1));
        match random.below(7) {
            0 => pdu.truncate(place),
            1 => pdu.extend(vec![random.below(256) as u8; random.below(260)]),
            2 => pdu.insert(place.min(pdu.len()), random.below(256) as u8),
            3 => {
                if let Some(byte) = pdu.get_mut(place) {
                    *byte ^= 1 << random.below(8);
                }
            }
            // The function, or a part of a quantity or of a byte count.
            4 => {
                if let Some(byte) = pdu.first_mut() {
                    *byte = random.below(256) as u8;
                }
            }
            _ => {
                if let Some(byte) = pdu.get_mut(3 + random.below(3)) {
                    *byte = EDGES[random.below(EDGES.len())];
                }
            }
        }
    }
    pdu
}

fn tcp_frame(random: &mut Random) -> Vec<u8> {
    if random.below(6) == 0 {
        return random.frame();
    }
    let mut frame = framed(&mutated(random));
    if random.below(12) == 0 {
        let place = random.below(7);
        frame[place] = EDGES[random.below(EDGES.len())];
    }
    frame
}

/// A connection with some requests, in one piece or in many; how many there were.
async fn converse(at: SocketAddr, seed: u64) -> u64 {
    let mut random = Random(seed);
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    stream.set_nodelay(true).expect("a setting");
    // Now and then far more than can be answered while nobody reads.
    let frames = if random.below(40) == 0 { 1000 } else { 1 + random.below(8) };
    let sent: Vec<u8> = (0..frames).flat_map(|_| tcp_frame(&mut random)).collect();
    let mut rest = sent.as_slice();
    while !rest.is_empty() {
        let cut = if random.below(3) == 0 { 1 + random.below(9) } else { rest.len() };
        let (piece, behind) = rest.split_at(cut.min(rest.len()));
        rest = behind;
        // The server may have closed it, or wait until answers are read.
        if !timeout(Duration::from_millis(200), stream.write_all(piece)).await.is_ok_and(|sent| sent.is_ok())
        {
            break;
        }
        if random.below(4) == 0 {
            tokio::task::yield_now().await;
        }
    }
    match random.below(4) {
        // Gone with everything that is not read.
        0 => drop(stream),
        _ => {
            let _ = stream.shutdown().await;
            are_frames(&until_closed(&mut stream).await, seed);
        }
    }
    frames as u64
}

/// Many at once, each with half a frame.
async fn crowd(at: SocketAddr, seed: u64) {
    let mut random = Random(seed);
    let mut streams = Vec::new();
    for _ in 0..100 {
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        let frame = tcp_frame(&mut random);
        let _ = stream.write_all(&frame[..random.below(frame.len().max(1))]).await;
        streams.push(stream);
    }
}

/// Something between two silences on the line; what comes back is dropped, but for its checksum.
async fn line(port: &mut SerialStream, seed: u64) {
    let mut random = Random(seed);
    let mut bytes = summed(&[&[UNIT], mutated(&mut random).as_slice()].concat());
    match random.below(6) {
        0 => bytes = random.frame(),
        1 => {
            let place = random.below(bytes.len());
            bytes[place] ^= 1 << random.below(8);
        }
        2 => bytes[0] = EDGES[random.below(EDGES.len())],
        3 => bytes.extend(summed(&[&[UNIT], mutated(&mut random).as_slice()].concat())),
        _ => {}
    }
    port.write_all(&bytes).await.expect("it is sent");
    let heard = heard(port, SILENCE).await;
    assert!(are_answers(&heard), "seed {seed}: {heard:?}");
}

/// Whether these are frames one behind the other.
fn are_answers(heard: &[u8]) -> bool {
    let is_frame = |end: usize| heard[0] == UNIT && summed(&heard[..end - 2]) == heard[..end];
    heard.is_empty() || (5..=heard.len()).any(|end| is_frame(end) && are_answers(&heard[end..]))
}

/// Drips the bytes of good and bad frames until it is cut off; again and again.
async fn drip(at: SocketAddr, seed: u64, goes_on: Arc<AtomicBool>, cut_off: Arc<AtomicUsize>) {
    let mut random = Random(seed);
    while goes_on.load(Ordering::Relaxed) {
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        let begun = Instant::now();
        let mut byte = [0];
        for next in std::iter::repeat_with(|| tcp_frame(&mut random)).flatten() {
            if stream.write_all(&[next]).await.is_err() {
                break;
            }
            let read = timeout(Duration::from_millis(150), stream.read(&mut byte)).await;
            if matches!(read, Ok(Ok(0) | Err(_))) || !goes_on.load(Ordering::Relaxed) {
                break;
            }
            // Who sends whole frames stays; there are no ten of them in a row that are.
            assert!(begun.elapsed() < 20 * PATIENCE, "who drips bytes is never cut off");
        }
        cut_off.fetch_add(1, Ordering::Relaxed);
        sleep(Duration::from_millis(50)).await;
    }
}

/// What a good client finds, over TCP and on the line: it is served as ever, and what it writes is there.
async fn all_is_well(served: &Served, good: &mut Client, port: &mut SerialStream, number: u16, seed: u64) {
    good.is_well(served).await;
    let beat = served.slot("master_heartbeat", None).register;
    assert_eq!(good.write_one(beat, number).await, Ok(()), "seed {seed}");
    assert_eq!(good.holding(beat, 1).await, Ok(vec![number]), "seed {seed}");
    let [high, low] = (number ^ 0x5555).to_be_bytes();
    let [at_high, at_low] = beat.to_be_bytes();
    for (asked, answer) in [
        (vec![UNIT, 6, at_high, at_low, high, low], vec![UNIT, 6, at_high, at_low, high, low]),
        (vec![UNIT, 3, at_high, at_low, 0, 1], vec![UNIT, 3, 2, high, low]),
    ] {
        let (asked, answer) = (summed(&asked), summed(&answer));
        port.write_all(&asked).await.expect("it is sent");
        let mut heard = vec![0; answer.len()];
        let read = timeout(PATIENCE, port.read_exact(&mut heard)).await;
        read.unwrap_or_else(|_| panic!("seed {seed}: no answer on the line")).expect("it is open");
        assert_eq!(heard, answer, "seed {seed}");
    }
    let scans = served.number("scan_count", None);
    let begun = Instant::now();
    while served.number("scan_count", None) == scans {
        assert!(begun.elapsed() < PATIENCE, "seed {seed}: the scans have stopped at {scans:?}");
        sleep(Duration::from_millis(5)).await;
    }
}

/// In kB, as the system has it.
fn resident_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a size");
    line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
}

fn open_files() -> usize {
    fs::read_dir("/proc/self/fd").expect("a list").count()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes"]
async fn hostile_clients_for_a_long_time() {
    let served = from(SignalSource::SupplyFromField, 100);
    served.after_a_scan().await;
    let idle = Duration::from_secs(2);
    let mut hostile = Vec::new();
    for role in [Role::View, Role::Operate, Role::Engineer, Role::Field] {
        hostile.push(served.listen_with(role, 32, idle).await);
    }
    let mut good = served.client(Role::Master).await;
    let mut port = listen(&served, Role::Master);
    let (goes_on, cut_off) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let files = open_files();
    let dripping = served.listen_with(Role::Field, DRIPPING, idle).await;
    let drips: Vec<_> = (0..DRIPPING as u64)
        .map(|seed| tokio::spawn(drip(dripping, 1_000_000 + seed, goes_on.clone(), cut_off.clone())))
        .collect();
    let minutes = from_environment("CITYGATE_TEST_MINUTES", 1);
    let begun = Instant::now();
    let (mut seed, mut frames, mut next) = (from_environment("CITYGATE_TEST_SEED", 1), 0, 0);
    let mut sizes = Vec::new();
    while begun.elapsed() < Duration::from_secs(60 * minutes) {
        for _ in 0..20 {
            seed += 1;
            frames += converse(hostile[seed as usize % hostile.len()], seed).await;
        }
        crowd(hostile[seed as usize / 20 % hostile.len()], seed).await;
        for _ in 0..4 {
            seed += 1;
            frames += 1;
            line(&mut port, seed).await;
        }
        all_is_well(&served, &mut good, &mut port, seed as u16, seed).await;
        if begun.elapsed().as_secs() >= next {
            sizes.push(resident_kb());
            let scans = served.number("scan_count", None).unwrap_or_default();
            println!(
                "{:>5} s: seed {seed}, {frames} frames, {scans} scans, {} kB, {} open files",
                begun.elapsed().as_secs(),
                sizes.last().expect("one"),
                open_files()
            );
            next += 30;
        }
    }
    goes_on.store(false, Ordering::Relaxed);
    for drip in drips {
        drip.await.expect("it was cut off");
    }
    // The listener for those who drip is the one that has come.
    let end = Instant::now();
    while open_files() > files + 1 {
        assert!(end.elapsed() < PATIENCE, "{} files are open, {files} were", open_files());
        sleep(Duration::from_millis(100)).await;
    }
    println!("{frames} frames; {} who dripped were cut off", cut_off.load(Ordering::Relaxed));
    let happened = served.happened().await;
    let commands = happened.iter().filter(|happened| matches!(happened.what, What::Command { .. })).count();
    assert!(commands > 0 && served.refused().await > 0, "nothing of it came as far as the station");
    let (first, last) = (sizes[1], *sizes.last().expect("some"));
    assert!(last < first + 8 * 1024, "from {first} kB to {last} kB");
}
