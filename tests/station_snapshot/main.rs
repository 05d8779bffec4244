//! Snapshots of stations: power cuts at every byte, killed processes, damaged bytes, other configurations.
#![cfg(feature = "station")]

mod belonging;
mod damage;
mod format;
mod going_on;
mod kills;
mod outage;
mod power;
#[allow(dead_code, reason = "shared with the tests of the station")]
#[path = "../station/random.rs"]
mod random;
mod slots;
#[allow(dead_code, reason = "shared with the tests of the station")]
#[path = "../station/support.rs"]
mod support;

use citygate::policy::regimes::JILIN_2024;
use citygate::station::snapshot_bytes;

use support::Owned;

/// A snapshot of a station under the order of Jilin.
fn saved(station: &mut Owned, number: u64) -> Vec<u8> {
    let mut bytes = vec![0; snapshot_bytes(station.users.len(), 1)];
    assert_eq!(station.station(&JILIN_2024).save(number, &mut bytes), Ok(bytes.len()));
    bytes
}

/// All that a station shows.
fn shown(station: &Owned) -> impl PartialEq + std::fmt::Debug + use<> {
    (station.state, station.points.clone())
}
