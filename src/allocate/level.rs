//! The level of a water-fill, exactly, without a sort and without scratch memory.
//!
//! At level λ (units per weight) a user takes λ·weight, but at least its floor and at most its ceiling. What all
//! take together rises with λ in straight lines between *breakpoints*, the levels floor/weight and
//! ceiling/weight of the users. Once the highest breakpoint is known at which everything still fits, who is at
//! the floor, at the ceiling or at the level is known too, and the level itself is one exact fraction.
//!
//! Bisection on the bits of λ brackets that breakpoint: two different breakpoints differ by at least
//! 1 / (highest weight)², so a bracket no wider than that has at most one of them inside.

use crate::units::{Flow, Total};

/// One user in a water-fill.
#[derive(Clone, Copy)]
pub(super) struct Vessel {
    /// At least 1.
    pub(super) weight: Flow,
    pub(super) floor: Flow,
    pub(super) ceiling: Flow,
}

/// A fixed-point number: whole units, and a fraction of 64 bits.
pub(super) type Fixed = (Total, u64);

impl Vessel {
    /// What the user takes at a level, exactly.
    pub(super) fn at(&self, level: Fixed) -> Fixed {
        let raw = self.unbounded(level);
        if raw.0 >= self.ceiling as Total {
            (self.ceiling as Total, 0)
        } else {
            raw.max((self.floor as Total, 0))
        }
    }

    fn unbounded(&self, (whole, fraction): Fixed) -> Fixed {
        let weight = self.weight as u64;
        let low = (fraction & 0xffff_ffff) * weight;
        let high = (fraction >> 32) * weight + (low >> 32);
        (whole * weight + (high >> 32), high << 32 | (low & 0xffff_ffff))
    }

    /// The levels at which the user leaves its floor and, later, reaches its ceiling.
    fn breakpoints(&self) -> [Breakpoint; 2] {
        [self.floor, self.ceiling].map(|units| Breakpoint { units, weight: self.weight })
    }

    /// The highest of the user's breakpoints that lies below the level and, if another breakpoint is given, below
    /// that; level zero if none does.
    pub(super) fn highest_below(&self, level: Fixed, other: Option<Breakpoint>) -> Breakpoint {
        let at_level = self.unbounded(level);
        let mut highest = Breakpoint::ZERO;
        for breakpoint in self.breakpoints() {
            let is_below = (breakpoint.units as Total, 0) < at_level;
            if is_below && other.is_none_or(|other| breakpoint.is_below(other)) {
                highest = breakpoint;
            }
        }
        highest
    }

    /// Where the user is at levels from this breakpoint up to the next.
    pub(super) fn state(&self, from: Breakpoint) -> State {
        let [leaves_floor, reaches_ceiling] = self.breakpoints();
        if !from.is_below(reaches_ceiling) {
            State::Ceiling
        } else if from.is_below(leaves_floor) {
            State::Floor
        } else {
            State::Rising
        }
    }
}

/// Where a user is in a water-fill.
pub(super) enum State {
    Floor,
    Rising,
    Ceiling,
}

/// A level as a fraction: units / weight.
#[derive(Clone, Copy)]
pub(super) struct Breakpoint {
    units: Flow,
    weight: Flow,
}

impl Breakpoint {
    /// Level zero.
    pub(super) const ZERO: Breakpoint = Breakpoint { units: 0, weight: 1 };
    /// A level at which everyone is at the ceiling.
    pub(super) const HIGHEST: Breakpoint = Breakpoint { units: Flow::MAX, weight: 1 };

    pub(super) fn is_below(self, other: Breakpoint) -> bool {
        (self.units as u64) * (other.weight as u64) < (other.units as u64) * (self.weight as u64)
    }
}

/// What all users take at levels from a breakpoint up to the next: `fixed` + level × `weight`.
#[derive(Clone, Copy, Default)]
pub(super) struct Drawn {
    pub(super) fixed: Total,
    pub(super) weight: Total,
}

impl Drawn {
    /// Adds a user.
    pub(super) fn add(&mut self, vessel: &Vessel, from: Breakpoint) {
        match vessel.state(from) {
            State::Floor => self.fixed += vessel.floor as Total,
            State::Ceiling => self.fixed += vessel.ceiling as Total,
            State::Rising => self.weight += vessel.weight as Total,
        }
    }

    /// Whether what is taken at the breakpoint itself fits into the supply.
    pub(super) fn fits(&self, at: Breakpoint, supply: Total) -> bool {
        let taken = self.weight as u128 * at.units as u128;
        supply.checked_sub(self.fixed).is_some_and(|left| taken <= left as u128 * at.weight as u128)
    }
}

/// Bisects on the bits of the level, from the most significant that can matter to the least.
///
/// At most 96 trials; at most 33 where all weights are 1.
pub(super) struct Bisection {
    /// The highest level so far that fits.
    level: Fixed,
    /// The bit on trial.
    bit: Fixed,
    trials: u32,
}

impl Bisection {
    /// A search among levels for users of which none has a ceiling or a weight beyond these bounds.
    pub(super) fn new(highest_ceiling: Flow, lowest_weight: Flow, highest_weight: Flow) -> Bisection {
        let bits = |number: Flow| u32::BITS - number.leading_zeros();
        // No level reaches 2 to the power of this.
        let whole_bits = (bits(highest_ceiling) + 1).saturating_sub(bits(lowest_weight)).min(32);
        let fraction_bits = 2 * bits(highest_weight.saturating_sub(1));
        Bisection { level: (0, 0), bit: (1 << whole_bits, 0), trials: whole_bits + fraction_bits }
    }

    /// The next level to try, or `None` when the search is over.
    pub(super) fn trial(&mut self) -> Option<Fixed> {
        self.trials = self.trials.checked_sub(1)?;
        self.bit = (self.bit.0 >> 1, self.bit.0 << 63 | self.bit.1 >> 1);
        Some(self.above())
    }

    /// Takes the answer to the trial: whether what all users take at that level fits.
    pub(super) fn answer(&mut self, fits: bool) {
        if fits {
            self.level = self.above();
        }
    }

    /// The level with the present bit added. After the last trial it is the end of the bracket: a level that does
    /// not fit any more, with at most one breakpoint between it and the highest level that does.
    #[inline(never)]
    pub(super) fn above(&self) -> Fixed {
        let (fraction, carry) = self.level.1.overflowing_add(self.bit.1);
        (self.level.0 + self.bit.0 + carry as Total, fraction)
    }
}
