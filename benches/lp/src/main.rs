//! citygate next to a sequence of linear programs on the same network, of depth 3 with 10⁴ and 10⁵ users, measured in
//! the same run. Prints times and ratios.
//!
//! Two sequences: one program for each class, which brings it as much gas as can be but leaves to the solver who
//! gets it; and the lexicographic max-min, which is what citygate computes. The latter takes minutes for 10⁵ users
//! and is solved for 10⁵ only when asked: `-- --all`.

mod sequence;

use std::time::{Duration, Instant};

use citygate::policy::regimes::JILIN_2024;
use citygate::user::User;
use citygate_benches::{Network, network};
use sequence::Answer;

const ROUNDS: usize = 101;
/// What citygate has to be faster by.
const TARGET: f64 = 200.0;

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

fn compare(count: usize, with_fairest: bool) {
    let (nodes, users, supply) = network(count);
    let users: Vec<User> = users.into_iter().map(|user| user.with_minimum(0)).collect();
    let mut room = Network::new(nodes.len(), users.len());
    let mut times: Vec<Duration> =
        (0..ROUNDS).map(|_| timed(|| room.allocate(&JILIN_2024, &nodes, &users, supply)).0).collect();
    times.sort();
    let citygate = times[ROUNDS / 2].as_secs_f64();
    println!("{count} users, {} nodes:", nodes.len());
    println!("  citygate, median of {ROUNDS} {:10.3} ms", citygate * 1e3);

    let report = |name: &str, time: Duration, answer: &Answer| -> f64 {
        let ratio = time.as_secs_f64() / citygate;
        let programs = format!("{} programs", answer.programs);
        println!("  {name:<22} {:10.3} ms   {programs:>13}   {ratio:7.0} x", time.as_secs_f64() * 1e3);
        ratio
    };
    let (time, most) = timed(|| sequence::most(&nodes, &users, supply));
    report("most for each class", time, &most);
    println!(
        "    total served: citygate {}, programs {:.0}",
        room.summary.served,
        most.amounts.iter().sum::<f64>()
    );
    if with_fairest {
        let (time, fairest) = timed(|| sequence::fairest(&nodes, &users, supply));
        let ratio = report("lexicographic max-min", time, &fairest);
        let granted = room.grants.iter().map(|grant| grant.granted() as f64);
        let apart: Vec<f64> = granted.zip(&fairest.amounts).map(|(a, b)| (a - b).abs()).collect();
        println!(
            "    against citygate's answer: furthest apart {:.0} units, in all {:.1} millionths of the gas",
            apart.iter().copied().fold(0.0, f64::max),
            apart.iter().sum::<f64>() / room.summary.served as f64 * 1e6
        );
        println!("    target {TARGET} x: {}", if ratio >= TARGET { "reached" } else { "MISSED" });
    }
}

fn main() {
    let all = std::env::args().any(|argument| argument == "--all");
    compare(10_000, true);
    compare(100_000, all);
}
