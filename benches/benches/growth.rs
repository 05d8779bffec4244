//! How the work of an allocation on a network grows with its users: instructions, counted by valgrind's callgrind,
//! for 10³, 10⁴ and 10⁵ users at depth 3, and the exponent of the power of the number of users that fits them best.
//! Instructions are the same on every run and on a busy machine; times are not.

use citygate::network::Node;
use citygate::policy::{Policy, Share, regimes::JILIN_2024};
use citygate::user::User;
use citygate_benches::counted::{exponent, instructions};
use citygate_benches::{Network, network, policy, steps};

const COUNTS: [usize; 3] = [1000, 10_000, 100_000];
/// Work that grows faster than this is a defect: users times the logarithm of their number comes to 1.1.
const GREATEST_EXPONENT: f64 = 1.15;
const DEFAULT: &str = "default";

type Problem = (Vec<Node>, Vec<User>, u64);

/// The one call whose instructions are counted; callgrind knows it by its name.
#[inline(never)]
fn counted_allocation(room: &mut Network, policy: &Policy, problem: &Problem) {
    let (nodes, users, supply) = problem;
    room.allocate(policy, nodes, users, *supply);
}

fn allocate(rule: &str, count: usize) {
    let problem = network(count);
    let mut room = Network::new(problem.0.len(), problem.1.len());
    match Share::ALL.iter().find(|share| share.name() == rule) {
        Some(share) => counted_allocation(&mut room, &policy(&steps(*share)), &problem),
        None => counted_allocation(&mut room, &JILIN_2024, &problem),
    }
    assert!(room.summary.served > 0);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    if let [_, flag, rule, count] = &arguments[..]
        && flag == "--allocate"
    {
        return allocate(rule, count.parse().expect("a number of users"));
    }
    println!("Instructions for one allocation on a network of depth 3, and per user:");
    // The default policy shares pro rata.
    for rule in [DEFAULT, "equal", "ranked", "whole", "rotating"] {
        let points = COUNTS.map(|count| {
            (count as f64, instructions("counted_allocation", &["--allocate", rule, &count.to_string()]))
        });
        let exponent = exponent(&points);
        let counts: Vec<String> = points
            .iter()
            .map(|(users, taken)| format!("{users:>6} users {taken:>12} ({:>5.0})", taken / users))
            .collect();
        println!("  {rule:<8} {}   users ^ {exponent:.3}", counts.join("  "));
        assert!(exponent <= GREATEST_EXPONENT, "the work grows too fast");
    }
}
