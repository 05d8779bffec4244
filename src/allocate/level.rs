//! The level of a water-fill, found by bisection on its bits: no sort, no scratch memory.

use crate::units::Flow;

/// One user in a water-fill: at level λ it takes λ·weight, but at least its floor and at most its ceiling.
#[derive(Clone, Copy)]
pub(super) struct Vessel {
    pub(super) weight: Flow,
    pub(super) floor: Flow,
    pub(super) ceiling: Flow,
}

/// A level: units per weight, as a fixed-point number with 32 fractional bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Level(u64);

impl Vessel {
    /// What the user takes at this level, rounded down.
    pub(super) fn at(&self, level: Level) -> Flow {
        let weight = self.weight as u64;
        // The whole part alone may exceed the ceiling by far; the fractional part adds less than one weight.
        let whole = (level.0 >> 32) * weight;
        let raw = whole.saturating_add(((level.0 & 0xffff_ffff) * weight) >> 32);
        (raw.min(self.ceiling as u64) as Flow).max(self.floor)
    }
}

/// Bisects on the bits of the level, from the most significant that can matter to the least.
///
/// At most 64 trials; fewer where ceilings are small or weights are. The last bit is fine enough that one
/// more of it gives no user more than one more unit.
pub(super) struct Bisection {
    level: u64,
    bit: u64,
    last: u64,
}

impl Bisection {
    /// A search among levels for users whose ceilings and weights reach up to these.
    pub(super) fn new(highest_ceiling: Flow, highest_weight: Flow) -> Bisection {
        let fraction_bits = u32::BITS - highest_weight.saturating_sub(1).leading_zeros();
        let whole_bits = u32::BITS - highest_ceiling.leading_zeros();
        Bisection { level: 0, bit: 1 << 31 << whole_bits, last: 1 << (32 - fraction_bits) }
    }

    /// The next level to try, or `None` when the search is over.
    pub(super) fn trial(&self) -> Option<Level> {
        if self.bit < self.last { None } else { Some(Level(self.level | self.bit)) }
    }

    /// Takes the answer to the trial: whether what all users take at that level fits.
    pub(super) fn answer(&mut self, fits: bool) {
        if fits {
            self.level |= self.bit;
        }
        self.bit >>= 1;
    }

    /// The highest level that fits.
    pub(super) fn level(&self) -> Level {
        Level(self.level)
    }

    /// The next level above, which does not fit any more.
    pub(super) fn above(&self) -> Level {
        Level(self.level.saturating_add(self.last))
    }
}
