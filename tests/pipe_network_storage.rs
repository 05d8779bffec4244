//! Every small storage at a source and a user, over three periods, against all that can be done with it: what is
//! withdrawn and filled in each period is tried out.
#![cfg(all(feature = "horizon", feature = "alloc"))]

use citygate::horizon::Spread;
use citygate::pipe_network::{
    NetworkStorage, PipeNetwork, PipeNetworkScratchBuf, Schedule, Source, StorageFlow,
};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass, User};

const PERIODS: usize = 3;
type ByPeriod = [i64; PERIODS];

#[derive(Clone, Copy, Debug)]
struct Case {
    capacity: i64,
    stock: i64,
    reserve: i64,
    withdrawal: i64,
    fill: i64,
    deliveries: ByPeriod,
    supplies: ByPeriod,
    demands: ByPeriod,
}

impl Case {
    /// What the user can have in each period if so much is withdrawn, or filled where it is negative; `None` if that
    /// cannot be done.
    fn offers(&self, withdrawn: ByPeriod) -> Option<ByPeriod> {
        let (mut level, mut untouched) = (self.stock, self.stock);
        let mut offers = [0; PERIODS];
        for period in 0..PERIODS {
            let (taken, delivery) = (withdrawn[period], self.deliveries[period]);
            untouched = (untouched + delivery).min(self.capacity);
            let is_open = untouched >= self.reserve;
            // What is filled finds room, whatever is turned away.
            let is_possible = taken <= if is_open { self.withdrawal } else { 0 }
                && -taken <= self.fill.min(self.supplies[period])
                && level - taken <= self.capacity;
            level = (level + delivery - taken).min(self.capacity);
            if !is_possible || level < if is_open { self.reserve } else { 0 } {
                return None;
            }
            offers[period] = self.demands[period].min(self.supplies[period] + taken);
        }
        Some(offers)
    }

    /// All that can be offered.
    fn all_offers(&self) -> Vec<ByPeriod> {
        let range = || -self.fill..=self.withdrawal;
        let all = range().flat_map(|a| range().flat_map(move |b| range().map(move |c| [a, b, c])));
        all.filter_map(|withdrawn| self.offers(withdrawn)).collect()
    }

    fn allocate(&self, spread: Spread, policy: &Policy, scratch: &mut PipeNetworkScratchBuf) -> ByPeriod {
        let flows = self.deliveries.map(|delivery| StorageFlow {
            delivery: delivery as u64,
            withdrawal: self.withdrawal as u64,
            fill: self.fill as u64,
        });
        let storage = NetworkStorage::at(0, self.stock as u64)
            .with_capacity(self.capacity as u64)
            .with_reserve(self.reserve as u64);
        let network = PipeNetwork {
            policy,
            node_count: 1,
            pipes: &[],
            sources: &[Source::at(0, 0)],
            storages: &[storage],
            users: &[User::new(SupplyClass::Residential, 0)],
            schedule: Schedule {
                spread,
                supplies: &self.supplies.map(|supply| supply as u64),
                storages: &flows,
                demands: &self.demands.map(|demand| demand as u32),
                ..Schedule::periods(PERIODS as u32)
            },
        };
        let answer = network.allocate_owned(scratch).unwrap();
        core::array::from_fn(|period| answer.grants[period].granted() as i64)
    }

    /// The levels of the fairest division, as fractions: again and again the periods that can have the least together.
    fn fairest(&self, offers: &[ByPeriod]) -> [(i64, i64); PERIODS] {
        let in_set = |set: u32| (0..PERIODS).filter(move |period| set >> period & 1 != 0);
        let most = |set: u32| {
            offers.iter().map(|offer| in_set(set).map(|period| offer[period]).sum::<i64>()).max().unwrap()
        };
        let asked = |set: u32| in_set(set).map(|period| self.demands[period]).sum::<i64>();
        let (mut settled, mut levels) = (0u32, [(0, 1); PERIODS]);
        while settled != (1 << PERIODS) - 1 {
            let level = |set: u32| (most(set | settled) - most(settled), asked(set));
            let open = (1..1u32 << PERIODS).filter(|set| set & settled == 0);
            let lowest = open.min_by(|a, b| {
                let ((part, of), (other, of_other)) = (level(*a), level(*b));
                (part * of_other).cmp(&(other * of)).then(b.count_ones().cmp(&a.count_ones()))
            });
            let set = lowest.unwrap();
            in_set(set).for_each(|period| levels[period] = level(set));
            settled |= set;
        }
        levels
    }

    fn check(&self, policy: &Policy, scratch: &mut PipeNetworkScratchBuf) {
        let offers = self.all_offers();
        // Spread over the periods: the total and, within a unit, the fairest levels.
        let even = self.allocate(Spread::Even, policy, scratch);
        let most = offers.iter().map(|offer| offer.iter().sum::<i64>()).max().unwrap();
        assert_eq!(even.iter().sum::<i64>(), most, "{self:?} {even:?}");
        let is_possible = offers.iter().any(|offer| offer.iter().zip(even).all(|(offer, got)| *offer >= got));
        assert!(is_possible, "{self:?} {even:?}");
        for (period, (part, of)) in self.fairest(&offers).into_iter().enumerate() {
            let difference = (even[period] * of - part * self.demands[period]).abs();
            assert!(difference < of, "{self:?} {even:?}: {part}/{of} in period {period}");
        }
        // Nearest first: as much as can be had now, then as much as can be had in the next.
        let earliest = self.allocate(Spread::Earliest, policy, scratch);
        assert_eq!(earliest, offers.into_iter().max().unwrap(), "{self:?}");
    }
}

fn each(choices: &[i64], mut see: impl FnMut(ByPeriod)) {
    for a in choices {
        for b in choices {
            choices.iter().for_each(|c| see([*a, *b, *c]));
        }
    }
}

/// Capacity, stock and reserve.
const TANKS: [[i64; 3]; 14] = [
    [0, 0, 0],
    [2, 0, 0],
    [2, 1, 0],
    [2, 2, 1],
    [2, 0, 1],
    [2, 1, 2],
    [3, 0, 3],
    [3, 2, 3],
    [4, 1, 0],
    [4, 3, 1],
    [4, 1, 3],
    [4, 4, 2],
    [5, 5, 0],
    [5, 1, 2],
];

#[test]
fn every_small_storage_gives_what_can_be_had_of_it() {
    let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::ProRata)];
    let policy = Policy::new(&steps, ClassSet::ALL, Attributes::ALL).unwrap();
    let mut scratch = PipeNetworkScratchBuf::new();
    let mut count = 0;
    for [capacity, stock, reserve] in TANKS {
        for [withdrawal, fill] in [[0, 3], [1, 1], [3, 0], [3, 1], [1, 3], [3, 3]] {
            each(&[0, 1, 3], |deliveries| {
                each(&[0, 1, 4], |supplies| {
                    for demands in [[2, 2, 2], [1, 3, 2], [3, 1, 4]] {
                        let tank = Case {
                            capacity,
                            stock,
                            reserve,
                            withdrawal,
                            fill,
                            deliveries,
                            supplies,
                            demands,
                        };
                        tank.check(&policy, &mut scratch);
                        count += 1;
                    }
                });
            });
        }
    }
    println!("{count} storages");
}
