//! How the work of an allocation on a ring of pipes grows with its nodes: instructions, counted by valgrind's callgrind, for
//! 10, 100 and 1,000 nodes with ten users each, and the exponent of the power of the number of nodes that fits them best.
//! Then times over hours: 50 nodes in a ring with holders, 300 users.

use std::time::Instant;

use citygate::pipe_network::{PipeNetwork, PipeNetworkAllocation, PipeNetworkScratchBuf};
use citygate::policy::regimes::JILIN_2024;
use citygate_benches::counted::{exponent, instructions};
use citygate_benches::pipes::{ring, ring_in_time};

const NODES: [u32; 3] = [10, 100, 1000];
const PERIODS: [u32; 4] = [1, 6, 24, 72];
/// Work that grows faster than this is a defect: with n nodes, n users are short, and each is looked at with what is
/// around it.
const GREATEST_EXPONENT: f64 = 1.5;

/// The one call whose instructions are counted; callgrind knows it by its name.
#[inline(never)]
fn counted_allocation(network: &PipeNetwork, scratch: &mut PipeNetworkScratchBuf) -> PipeNetworkAllocation {
    network.allocate_owned(scratch).expect("the problem is valid")
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let mut scratch = PipeNetworkScratchBuf::new();
    if let [_, flag, nodes] = &arguments[..]
        && flag == "--allocate"
    {
        let pipes = ring(nodes.parse().expect("a number of nodes"));
        assert!(counted_allocation(&pipes.problem(&JILIN_2024), &mut scratch).summary.served > 0);
        return;
    }
    println!("Instructions for one allocation on a ring with ten users at each node:");
    let points = NODES.map(|nodes| {
        let taken = instructions("counted_allocation", &["--allocate", &nodes.to_string()]);
        println!("  {nodes:>5} nodes {taken:>14}");
        (f64::from(nodes), taken)
    });
    let exponent = exponent(&points);
    println!("  nodes ^ {exponent:.3}");
    assert!(exponent <= GREATEST_EXPONENT, "the work grows too fast");

    println!("Times for 50 nodes in a ring with holders and 300 users, the least of three:");
    for periods in PERIODS {
        let pipes = ring_in_time(50, 300, periods);
        let least = (0..3).map(|_| {
            let start = Instant::now();
            counted_allocation(&pipes.problem(&JILIN_2024), &mut scratch);
            start.elapsed()
        });
        println!("  {periods:>3} periods {:>12.3?}", least.min().unwrap_or_default());
    }
}
