//! What users cost that state a base or are on/off: the time of an allocation as a function of how many of them there are
//! among 10², 10⁴ and 10⁶ users, as a multiple of the time without any; for a list of users, and for a prepared station.
//! All variants of a size are measured in turn, in one run.

use std::hint::black_box;
use std::time::Instant;

use citygate::allocate::{Grant, PreparedMemory, PreparedStation, Summary, allocate};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::{SupplyClass, User};
use citygate_benches::users;

const ROUNDS: usize = 21;

/// What makes a user special.
#[derive(Clone, Copy)]
enum Need {
    OnOff,
    Base,
}

/// The users of a size, so many of the class that is short being special; spread evenly over the list.
fn station(count: usize, special: usize, need: Need) -> Vec<User> {
    let mut users = users(count);
    let every = count.div_ceil(special.max(1)).max(1);
    for (index, user) in users.iter_mut().enumerate().filter(|_| special != 0) {
        if index % every == every / 2 {
            *user = match need {
                Need::OnOff => user.with_on_off(true),
                Need::Base => user.with_base(user.demand / 2 + index as u32 % 1000 + 1),
            };
            if special == 1 {
                *user = User::new(SupplyClass::PublicService, user.demand)
                    .with_on_off(user.is_on_off())
                    .with_base(user.base);
            }
        }
    }
    users
}

/// A supply that ends in the middle of the remainders of the third class.
fn supply(users: &[User]) -> u64 {
    let sum = |class: SupplyClass, of: &dyn Fn(&User) -> u32| -> u64 {
        users.iter().filter(|user| user.class() == Some(class)).map(|user| u64::from(of(user))).sum()
    };
    let demand = |user: &User| user.demand;
    let before = sum(SupplyClass::Residential, &demand) + sum(SupplyClass::Heating, &demand);
    let minimum = sum(SupplyClass::PublicService, &User::effective_minimum);
    before + minimum + (sum(SupplyClass::PublicService, &demand) - minimum) / 2
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    for count in [100, 10_000, 1_000_000] {
        let mut variants = vec![("none".to_owned(), station(count, 0, Need::OnOff))];
        for (name, need) in [("on/off", Need::OnOff), ("base", Need::Base)] {
            for special in [1, count / 100, count / 10, count].into_iter().filter(|special| *special != 0) {
                variants.push((format!("{special} {name}"), station(count, special, need)));
            }
        }
        let repeated = 200_000 / count + 1;
        let mut times = vec![(Vec::new(), Vec::new()); variants.len()];
        let mut grants = vec![Grant::EMPTY; count];
        let (mut work, mut own) = (vec![User::default(); count], vec![Grant::EMPTY; count]);
        let mut words = vec![0; count * PreparedMemory::WORDS_PER_USER];
        for _ in 0..ROUNDS {
            for ((_, users), (listed, prepared)) in variants.iter().zip(&mut times) {
                let supply = supply(users);
                let mut summary = Summary::default();
                let start = Instant::now();
                for turn in 0..repeated as u64 {
                    allocate(black_box(&JILIN_2024), users, supply - turn, &mut grants, &mut summary)
                        .expect("the problem is valid");
                }
                listed.push(start.elapsed().as_secs_f64() / repeated as f64);
                let memory = PreparedMemory { users: &mut work, grants: &mut own, words: &mut words };
                let mut station =
                    PreparedStation::new(&JILIN_2024, users, memory).expect("the problem is valid");
                let start = Instant::now();
                for turn in 0..repeated as u64 {
                    black_box(station.allocate(black_box(supply - turn)));
                }
                prepared.push(start.elapsed().as_secs_f64() / repeated as f64);
            }
        }
        let medians: Vec<(f64, f64)> =
            times.iter_mut().map(|(listed, prepared)| (median(listed), median(prepared))).collect();
        println!("{count} users, special ones among them      list µs  / none   prepared µs  / none");
        for ((name, _), (listed, prepared)) in variants.iter().zip(&medians) {
            println!(
                "  {name:32} {:12.2} {:7.2} {:13.2} {:7.2}",
                listed * 1e6,
                listed / medians[0].0,
                prepared * 1e6,
                prepared / medians[0].1
            );
        }
    }
}
