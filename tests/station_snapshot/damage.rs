//! Bytes that are none of a snapshot, or no longer.

use std::sync::LazyLock;

use citygate::policy::regimes::JILIN_2024;
use citygate::station::{
    Mode, Signal, SnapshotError, StationSettings, StationUser, snapshot_bytes, snapshot_number,
};
use citygate::user::{SupplyClass, User};

use crate::random::{run_with, runs};
use crate::support::{Draw, Owned, signals};
use crate::{saved, shown};

/// What a byte makes of CRC-32, bit by bit.
static OF_BYTE: LazyLock<[u32; 256]> = LazyLock::new(|| {
    let step = |crc: u32, _| if crc & 1 != 0 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    std::array::from_fn(|byte| (0..8).fold(byte as u32, step))
});

/// CRC-32, by this test's own means.
pub fn checksum(bytes: &[u8]) -> u32 {
    let of_byte = &*OF_BYTE;
    !bytes.iter().fold(u32::MAX, |crc, byte| crc >> 8 ^ of_byte[(crc as u8 ^ byte) as usize])
}

/// Makes bytes whole again that have been changed.
pub fn seal(bytes: &mut [u8]) {
    let (content, seal) = bytes.split_last_chunk_mut().unwrap();
    *seal = checksum(content).to_le_bytes();
}

/// A station in the middle of a random run, with its snapshot.
pub fn some_station(seed: u64) -> (Owned, Vec<u8>) {
    let mut found = None;
    run_with(
        seed,
        120,
        &mut |scan, station| {
            if scan == 119 {
                let bytes = saved(station, seed);
                let mut same = Owned::new(&JILIN_2024, station.settings, station.users.clone());
                same.station(&JILIN_2024).restore(&bytes, Some(0)).unwrap();
                found = Some((same, bytes));
            }
        },
        &mut |_| {},
    );
    found.unwrap()
}

/// Restores it; if that is refused, nothing may have changed, and if not, the station has to go on.
fn try_restoring(station: &mut Owned, bytes: &[u8]) -> Result<(), SnapshotError> {
    let before = shown(station);
    let result = station.station(&JILIN_2024).restore(bytes, Some(0));
    if result.is_err() {
        assert!(shown(station) == before, "what is refused changes nothing: {result:?}");
        return result;
    }
    let length = bytes.len();
    assert_eq!(saved(station, u64::from_le_bytes(bytes[16..24].try_into().unwrap())), bytes, "{length}");
    for supply in [0, 90, 1000] {
        let wanted: Vec<u32> = station.users.iter().map(|user| user.user.demand).collect();
        let users = signals(&station.points, &wanted);
        station.scan(&JILIN_2024, 1000, Signal::good(supply), &users);
    }
    result
}

#[test]
fn every_change_of_a_byte_is_found_out() {
    let (mut station, bytes) = some_station(7);
    for place in 0..bytes.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= change;
            assert!(snapshot_number(&changed).is_err(), "{place}");
            try_restoring(&mut station, &changed).unwrap_err();
        }
        try_restoring(&mut station, &bytes[..place]).unwrap_err();
    }
    assert_eq!(try_restoring(&mut station, &bytes), Ok(()));
}

/// Bytes with a checksum that is right: nothing that cannot be gets in, and nothing panics.
#[test]
fn forged_snapshots_make_no_impossible_state() {
    let (mut tried, mut taken) = (0u64, 0u64);
    for seed in 0..runs() / 8 {
        let (mut station, bytes) = some_station(seed);
        let mut draw = Draw(seed);
        for _ in 0..2000 {
            let mut forged = bytes.clone();
            for _ in 0..1 + draw.below(3) {
                let place = draw.below(forged.len() as u64) as usize;
                forged[place] = match draw.below(3) {
                    0 => draw.next() as u8,
                    1 => 0xff,
                    _ => forged[place] ^ 1 << draw.below(8),
                };
            }
            seal(&mut forged);
            tried += 1;
            if let Ok(()) = try_restoring(&mut station, &forged) {
                taken += 1;
                station.station(&JILIN_2024).restore(&bytes, Some(0)).unwrap();
            }
            let _ = station.station(&JILIN_2024).adopt(&forged, None);
            station.station(&JILIN_2024).restore(&bytes, Some(0)).unwrap();
        }
    }
    println!("{tried} forged snapshots, {taken} of them of states that can be");
    assert!(taken > tried / 20 && taken < tried * 19 / 20, "{taken} of {tried}");
}

/// Random bytes, with and without a frame that is right.
#[test]
fn random_bytes_are_refused() {
    let (mut station, bytes) = (0..20).map(some_station).min_by_key(|(_, bytes)| bytes.len()).unwrap();
    let mut draw = Draw(11);
    let mut noise = vec![0; bytes.len()];
    let rounds = runs() * 2500;
    for round in 0..rounds {
        let from = [0, 8, 24, 41, 200][round as usize % 5];
        noise.copy_from_slice(&bytes);
        let length = 1 + draw.below(32) as usize;
        let place = if round % 2 == 0 { from } else { draw.below(bytes.len() as u64) as usize };
        for byte in noise.iter_mut().skip(place).take(length) {
            *byte = draw.next() as u8;
        }
        if noise != bytes {
            assert!(station.station(&JILIN_2024).restore(&noise, None).is_err());
            assert!(station.station(&JILIN_2024).adopt(&noise, None).is_err());
        }
    }
    println!("{} decodings of random bytes", rounds * 2);
}

#[test]
fn what_is_wrong_is_said() {
    let (mut station, bytes) = some_station(5);
    let length = bytes.len();
    let mut restore = |bytes: &[u8]| station.station(&JILIN_2024).restore(bytes, None);
    assert_eq!(restore(&[]), Err(SnapshotError::NoSnapshot));
    assert_eq!(restore(&vec![0xff; length]), Err(SnapshotError::NoSnapshot));
    assert_eq!(restore(&vec![0; length]), Err(SnapshotError::NoSnapshot));
    assert_eq!(
        restore(&bytes[..length - 1]),
        Err(SnapshotError::Incomplete { length: length as u32, given: length - 1 })
    );
    let with = |place: usize, value: &[u8]| {
        let mut changed = bytes.clone();
        changed[place..place + value.len()].copy_from_slice(value);
        seal(&mut changed);
        changed
    };
    assert_eq!(restore(&with(8, &[2])), Err(SnapshotError::OtherVersion { version: 2 }));
    for stated in [0, 3, 4, 27] {
        assert_eq!(restore(&with(12, &[stated, 0, 0, 0])), Err(SnapshotError::Damaged));
    }
    assert_eq!(restore(&with(40, &[9])), Err(SnapshotError::Impossible { user: None }));
    let mut long = bytes.clone();
    long.extend([0xff; 40]);
    assert_eq!(restore(&long), Ok(()), "what follows does not matter");
    let mut short = vec![0x55; length - 1];
    assert_eq!(
        station.station(&JILIN_2024).save(1, &mut short),
        Err(SnapshotError::BufferTooSmall { needed: length })
    );
    assert_eq!(short, vec![0x55; length - 1]);
    let mut room = vec![0x55; snapshot_bytes(station.users.len(), 32)];
    assert_eq!(station.station(&JILIN_2024).save(5, &mut room), Ok(length));
    assert!(room[length..].iter().all(|byte| *byte == 0xff));
}

/// Of a snapshot of a later version the time and the numbers of orders go on; its mode, if there is such.
#[test]
fn a_later_version_is_not_read_and_not_forgotten() {
    let (mut station, mut bytes) = some_station(5);
    let (now_ms, mode) = (station.state.now_ms(), station.state.mode());
    bytes[8] = 77;
    seal(&mut bytes);
    assert_eq!(snapshot_number(&bytes), Ok(5));
    assert_eq!(station.station(&JILIN_2024).adopt(&bytes, Some(1)), Ok(0));
    assert_eq!((station.state.now_ms(), station.state.mode()), (now_ms + 1, mode));
    bytes[40] = 200;
    seal(&mut bytes);
    assert_eq!(station.station(&JILIN_2024).adopt(&bytes, Some(1)), Ok(0));
    assert_eq!(station.state.mode(), Mode::Off);
}

/// The bytes are the same everywhere and forever: when they change, so does the version.
#[test]
fn the_bytes_of_a_known_station_are_known() {
    let users = vec![
        StationUser::new(User::new(SupplyClass::Residential, 50)),
        StationUser::new(User::new(SupplyClass::IndustrialFuel, 100)),
    ];
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(0, 1000), users);
    let signals = signals(&station.points, &[50, 100]);
    station.scan(&JILIN_2024, 1000, Signal::good(90), &signals);
    let bytes = saved(&mut station, 1);
    println!("{} bytes, {:#010x}", bytes.len(), checksum(&bytes[..bytes.len() - 4]));
    assert_eq!((bytes.len(), u32::from_le_bytes(*bytes.last_chunk().unwrap())), (1502, 0x34de_878b));
}
