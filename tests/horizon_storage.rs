//! Who is served all or nothing from a storage over many periods, against the limits of the storage one by one.
#![cfg(all(feature = "alloc", feature = "horizon"))]

mod oracle;

use citygate::horizon::{Horizon, HorizonScratchBuf, Period, Spread, Storage};
use citygate::network::Network;
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};
use oracle::draw::problems;
use oracle::random::Draw;

/// What is left: of the pipeline's gas and of the withdrawal in every period, and of the storage by the end of each.
struct Left {
    pipeline: Vec<u64>,
    withdrawal: Vec<u64>,
    storage: Vec<u64>,
}

impl Left {
    fn new(periods: &[Period], storage: Storage) -> Left {
        let mut stock = storage.stock;
        let by_the_end_of = |period: &Period| {
            stock += period.delivery;
            stock.saturating_sub(storage.reserve)
        };
        Left {
            pipeline: periods.iter().map(|period| period.supply).collect(),
            withdrawal: vec![storage.withdrawal; periods.len()],
            storage: periods.iter().map(by_the_end_of).collect(),
        }
    }

    /// Brings so much in a period if all of it can be brought.
    fn bring(&mut self, period: usize, amount: u64) -> bool {
        let own = amount.min(self.pipeline[period]);
        let drawn = amount - own;
        let fits = drawn == 0
            || drawn <= self.withdrawal[period] && self.storage[period..].iter().all(|left| drawn <= *left);
        if fits {
            self.pipeline[period] -= own;
            self.withdrawal[period] -= drawn;
            self.storage[period..].iter_mut().for_each(|left| *left -= drawn);
        }
        fits
    }
}

#[test]
fn all_or_nothing_heeds_every_limit_of_the_storage() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::AllOrNothing)];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let mut room = HorizonScratchBuf::new();
    let mut draw = Draw(72);
    let mut refused = 0;
    for _ in 0..problems(2000) {
        let count = 1 + draw.below(7) as usize;
        let users: Vec<User> =
            (0..count).map(|_| User::new(SupplyClass::Heating, 1 + draw.below(40) as u32)).collect();
        let often = [0, 4, 30, 100][draw.below(4) as usize];
        let periods: Vec<Period> = (0..1 + draw.below(90))
            .map(|_| {
                let delivery = if draw.chance(often) { draw.below(200) } else { 0 };
                Period::new(draw.below(60)).with_delivery(delivery)
            })
            .collect();
        let (stock, withdrawal) = (draw.below(600), draw.below(150));
        let storage = Storage { stock, reserve: draw.below(80), withdrawal, ..Storage::default() };
        for spread in [Spread::Even, Spread::Earliest] {
            let mut left = Left::new(&periods, storage);
            let mut expected = vec![0; count * periods.len()];
            for k in 0..expected.len() {
                let (user, period) = match spread {
                    Spread::Even => (k / periods.len(), k % periods.len()),
                    Spread::Earliest => (k % count, k / count),
                };
                let demand = users[user].demand;
                match left.bring(period, u64::from(demand)) {
                    true => expected[period * count + user] = demand,
                    false => refused += 1,
                }
            }
            let network = Network { policy: &policy, nodes: &[], users: &users };
            let horizon = Horizon { network, periods: &periods, storage, spread };
            let answer = horizon.allocate_owned(&mut room).unwrap();
            let granted: Vec<u32> = answer.grants.iter().map(|grant| grant.granted()).collect();
            assert_eq!(granted, expected, "{users:?} {periods:?} {storage:?} {spread}");
        }
    }
    assert!(refused > 100_000, "{refused}");
}
