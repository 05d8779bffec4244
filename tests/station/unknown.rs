//! Principle 1, exhaustively on small stations.

use citygate::policy::regimes::JILIN_2024;
use citygate::station::{Signal, StationSettings, StationUser, UserSignals};
use citygate::user::{SupplyClass, User};

use crate::support::Owned;

/// What a station of three users does in its first scan.
fn first_scan(users: &[StationUser; 3], supply: Signal, wanted: [Signal; 3]) -> Vec<u32> {
    let mut station = Owned::new(&JILIN_2024, StationSettings::new(1, 9), users.to_vec());
    let signals = wanted.map(|demand| UserSignals::new(demand, Signal::good(0)));
    station.scan(&JILIN_2024, 1000, supply, &signals);
    station.set_points()
}

/// All stations of three users that want up to three each, all supplies, every signal bad in turn, and all that it could
/// have said.
#[test]
fn what_is_unknown_protects_the_protected() {
    let classes =
        [SupplyClass::Residential, SupplyClass::Vehicles, SupplyClass::IndustrialFuel, SupplyClass::Chemical];
    let mut cases = 0;
    for (a, b, c) in (0..64).map(|code| (code % 4, code / 4 % 4, code / 16)) {
        let of = [classes[a], classes[b], classes[c]];
        let users = of.map(|class| StationUser::new(User::new(class, 3)));
        for code in 0..64 {
            let wanted = [code % 4, code / 4 % 4, code / 16];
            for supply in 1..=9 {
                let good = wanted.map(Signal::good);
                for unknown in 0..3 {
                    let mut hidden = good;
                    hidden[unknown] = Signal::bad();
                    let with_substitute = first_scan(&users, Signal::good(supply), hidden);
                    for reading in 0..=3 {
                        let mut told = good;
                        told[unknown] = Signal::good(reading);
                        let with_reading = first_scan(&users, Signal::good(supply), told);
                        for user in (0..3).filter(|user| of[*user] > of[unknown]) {
                            assert!(
                                with_substitute[user] <= with_reading[user],
                                "{of:?} {wanted:?} {supply} {unknown} {reading}"
                            );
                            cases += 1;
                        }
                    }
                }
                let hidden = first_scan(&users, Signal::bad(), good);
                for reading in 1..=9 {
                    let with_reading = first_scan(&users, Signal::good(reading), good);
                    for user in (0..3).filter(|user| !StationSettings::PROTECTED.contains(of[*user])) {
                        assert!(hidden[user] <= with_reading[user], "{of:?} {wanted:?} {reading}");
                        cases += 1;
                    }
                }
            }
        }
    }
    println!("{cases} comparisons");
}
