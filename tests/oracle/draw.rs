//! Random numbers for tests.

use std::ops::Mul;

/// How many random problems a test draws: so many, times what `CITYGATE_TEST_TIMES` says.
pub fn problems<N: TryFrom<u64> + Mul<Output = N>>(standing: N) -> N {
    let times =
        std::env::var("CITYGATE_TEST_TIMES").map_or(1, |times| times.parse().expect("a number of times"));
    standing * N::try_from(times).ok().expect("so many times")
}

/// Numbers that are the same on every run.
pub struct Draw(pub u64);

impl Draw {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}
