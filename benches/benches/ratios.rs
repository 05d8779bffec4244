//! One million users under the default order with 60 % of the supply, next to two yardsticks measured in the same
//! run: reading the same input and writing the same output once, and the same job in plain C on doubles with a
//! sort. Prints medians and ratios.

use std::hint::black_box;
use std::time::{Duration, Instant};

use citygate::allocate::{Grant, Summary, allocate};
use citygate::policy::regimes::JILIN_2024;
use citygate::user::User;
use citygate_benches::{DoubleUser, double_sort, double_users, supply, users};

const USERS: usize = 1_000_000;
const ROUNDS: usize = 31;

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}

/// Reads every byte of the input once and writes every byte of the output once.
fn read_and_write(input: &[[u64; 4]], output: &mut [[u32; 3]]) {
    for (from, to) in input.iter().zip(output) {
        let all = from[0] ^ from[1] ^ from[2] ^ from[3];
        *to = [all as u32, (all >> 32) as u32, from[1] as u32];
    }
}

fn main() {
    // `cargo test --benches` only asks whether this builds and starts.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    const { assert!(size_of::<User>() == size_of::<[u64; 4]>()) };
    const { assert!(size_of::<Grant>() == size_of::<[u32; 3]>()) };

    let users = users(USERS);
    let supply = supply(&users);
    let mut grants = vec![Grant::EMPTY; USERS];
    let mut summary = Summary::default();
    let input: Vec<[u64; 4]> = (0..USERS as u64).map(|i| [i, i * 3, i * 5, i * 7]).collect();
    let mut output = vec![[0u32; 3]; USERS];
    let double_input = double_users(&users);
    let mut double_work: Vec<DoubleUser> = double_input.clone();
    let mut double_output = vec![0.0; USERS];

    let (mut citygate, mut once, mut plain_c) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        citygate.push(timed(|| {
            allocate(black_box(&JILIN_2024), black_box(&users), supply, &mut grants, &mut summary)
                .expect("the problem is valid");
            black_box(&mut grants);
        }));
        once.push(timed(|| {
            read_and_write(black_box(&input), &mut output);
            black_box(&mut output);
        }));
        double_work.copy_from_slice(&double_input);
        plain_c.push(timed(|| double_sort(&mut double_work, supply as f64, &mut double_output)));
    }
    assert_eq!(summary.served, supply);
    let (citygate, once, plain_c) = (median(citygate), median(once), median(plain_c));
    println!("{USERS} users, default order, supply 60 % of demand, medians of {ROUNDS} rounds:");
    println!("  citygate                          {citygate:9.3} ms");
    println!(
        "  read the input, write the output  {once:9.3} ms   citygate takes {:.2} x that",
        citygate / once
    );
    println!(
        "  plain C, doubles and qsort        {plain_c:9.3} ms   citygate is {:.1} x faster",
        plain_c / citygate
    );
}
