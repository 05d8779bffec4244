//! Networks of pipes step by step, for every rule and policy: totals against maximum flows, what is indivisible to the
//! unit, and what is reported of pipes, sources and storages.
#![cfg(all(feature = "horizon", feature = "alloc"))]

mod oracle;

use oracle::cases::{random, random_policy};
use oracle::draw::problems;
use oracle::flow::Ways;
use oracle::random::Draw;
use oracle::steps;

#[test]
fn every_step_serves_what_its_definition_says() {
    let (mut short, mut divisions) = (0, 0);
    for seed in 0..problems(300) {
        let mut draw = Draw(seed + 5_000_000);
        let given = random(&mut draw);
        let steps = random_policy(&mut draw);
        short += steps::check(&given, &Ways::of(&given), &steps, &mut |_| divisions += 1);
    }
    println!("{short} short steps, {divisions} divisions");
}
