//! The level of a water-fill, exactly, without a sort and without scratch memory.
//!
//! At level λ (units per weight) a user takes λ·weight, but at least its floor and at most its ceiling. What all
//! take together rises with λ in straight lines between *breakpoints*, the levels floor/weight and
//! ceiling/weight of the users. Once it is known who is at the floor, who at the ceiling and who rises in between,
//! the level is one exact fraction: what the others leave, over the weights of those that rise.
//!
//! Bisection on the bits of λ brackets the level. Two different breakpoints differ by at least
//! 1 / (highest weight)², so a bracket no wider than that has at most one of them inside; users on it are taken to
//! rise. If that is wrong, the fraction lies beyond the breakpoint, which tells, and is computed once more.

use crate::units::{Flow, Total};

/// One user in a water-fill.
#[derive(Clone, Copy)]
pub(crate) struct Vessel {
    /// At least 1.
    pub(crate) weight: Flow,
    pub(crate) floor: Flow,
    pub(crate) ceiling: Flow,
}

/// A fixed-point number: whole units, and a fraction of 64 bits.
pub(crate) type Fixed = (Total, u64);

/// A level.
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// It lies from the first of these on, and below the second.
    Between(Fixed, Fixed),
    /// It is this fraction. A weight of 0 stands for a level above everything.
    Exact { units: Total, weight: Total },
}

/// Where a user is at a level.
pub(crate) enum State {
    Floor,
    Rising,
    Ceiling,
}

impl Vessel {
    /// What the user takes at a level, exactly.
    pub(crate) fn at(&self, level: Fixed) -> Fixed {
        let raw = self.unbounded(level);
        if raw.0 >= self.ceiling as Total {
            (self.ceiling as Total, 0)
        } else {
            raw.max((self.floor as Total, 0))
        }
    }

    fn unbounded(&self, (whole, fraction): Fixed) -> Fixed {
        let (carry, low) = product(fraction, self.weight);
        // The top half of the fraction's product is whole units.
        (whole * self.weight as u64 + (carry >> 32), (carry << 32) | low as u64)
    }

    /// Where the user is at a level: rising, unless it is at its floor or its ceiling for certain.
    pub(crate) fn state(&self, level: Level) -> State {
        let (is_ceiling, is_floor) = match level {
            Level::Between(from, to) => (
                self.unbounded(from).0 >= self.ceiling as Total,
                self.unbounded(to) <= (self.floor as Total, 0),
            ),
            Level::Exact { units, weight } => {
                let here = product(units, self.weight);
                (here >= product(weight, self.ceiling), here <= product(weight, self.floor))
            }
        };
        if is_ceiling {
            State::Ceiling
        } else if is_floor {
            State::Floor
        } else {
            State::Rising
        }
    }
}

/// A product of 96 bits: all but the last 32, and the last 32.
fn product(a: u64, b: u32) -> (u64, u32) {
    let low = (a & 0xffff_ffff) * b as u64;
    ((a >> 32) * b as u64 + (low >> 32), low as u32)
}

/// What all users take at a level: `fixed` + level × `weight`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Drawn {
    pub(crate) fixed: Total,
    pub(crate) weight: Total,
}

impl Drawn {
    /// Adds a user.
    pub(crate) fn add(&mut self, vessel: &Vessel, level: Level) {
        match vessel.state(level) {
            State::Floor => self.fixed += vessel.floor as Total,
            State::Ceiling => self.fixed += vessel.ceiling as Total,
            State::Rising => self.weight += vessel.weight as Total,
        }
    }
}

/// Bisects on the bits of the level, from the most significant that can matter to the least.
///
/// At most 96 trials; at most 33 where all weights are 1.
pub(crate) struct Bisection {
    /// The highest level so far that fits.
    level: Fixed,
    /// The bit on trial.
    bit: Fixed,
    trials: u32,
}

impl Bisection {
    /// A search among levels for users of which none has a ceiling or a weight beyond these bounds.
    pub(crate) fn new(highest_ceiling: Flow, lowest_weight: Flow, highest_weight: Flow) -> Bisection {
        let bits = |number: Flow| u32::BITS - number.leading_zeros();
        // No level reaches 2 to the power of this.
        let whole_bits = (bits(highest_ceiling) + 1).saturating_sub(bits(lowest_weight)).min(32);
        let fraction_bits = 2 * bits(highest_weight.saturating_sub(1));
        Bisection { level: (0, 0), bit: (1 << whole_bits, 0), trials: whole_bits + fraction_bits }
    }

    /// The next level to try, or `None` when the search is over.
    pub(crate) fn trial(&mut self) -> Option<Fixed> {
        self.trials = self.trials.checked_sub(1)?;
        self.bit = (self.bit.0 >> 1, (self.bit.0 << 63) | (self.bit.1 >> 1));
        Some(self.above())
    }

    /// Takes the answer to the trial: whether what all users take at that level fits.
    pub(crate) fn answer(&mut self, fits: bool) {
        if fits {
            self.level = self.above();
        }
    }

    /// The bracket: a level that fits, and the next above, which does not.
    pub(crate) fn bracket(&self) -> Level {
        Level::Between(self.level, self.above())
    }

    fn above(&self) -> Fixed {
        let (fraction, carry) = self.level.1.overflowing_add(self.bit.1);
        (self.level.0 + self.bit.0 + carry as Total, fraction)
    }
}
