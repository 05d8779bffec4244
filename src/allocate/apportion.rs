//! Pro rata without a division per user, without scratch memory, in one pass.

use crate::units::{Flow, Total};

/// Apportions a supply S among increments d₁, d₂, … that sum to D > S, each as it comes by, in proportion to the
/// increment.
///
/// With q = ⌊S·2⁶⁴ / D⌋ and a fraction that is full at first, f = 2⁶⁴ − 1, the running product acc = dᵢ·q + f hands
/// out its integer part and keeps its fraction for the next user. Then
///
/// * the shares sum to S exactly, because D·q = S·2⁶⁴ − e with 0 ≤ e < D < 2⁶⁴;
/// * no share exceeds its increment, because dᵢ·q + f < (dᵢ + 1)·2⁶⁴;
/// * every share is within 1 + D/2⁶⁴ of dᵢ·S/D;
/// * what the first n get together is their exact share rounded up, where that is further than D/2⁶⁴ above a whole
///   number: so of equals the first gets the odd unit.
pub(crate) struct Apportionment {
    pub(crate) quotient: u64,
    pub(crate) fraction: u64,
}

impl Apportionment {
    /// Apportions nothing.
    pub(crate) const IDLE: Apportionment = Apportionment { quotient: 0, fraction: 0 };

    /// Whether it apportions nothing.
    pub(crate) const fn is_idle(&self) -> bool {
        self.quotient == 0
    }

    /// Apportions `supply` among increments that sum to `asked`; `supply` < `asked` ≤ 2⁶³.
    pub(crate) fn new(supply: Total, asked: Total) -> Apportionment {
        debug_assert!(supply < asked && asked <= 1 << 63);
        Apportionment { quotient: fraction(supply, asked), fraction: u64::MAX }
    }

    /// The level supply / weight: whole units per weight, and an apportionment of the rest among the weights;
    /// `weight` ≤ 2⁶³. Without weights there is nothing to apportion.
    #[inline(always)]
    pub(crate) fn level(supply: Total, weight: Total) -> (Total, Apportionment) {
        if weight == 0 {
            return (0, Apportionment::IDLE);
        }
        let (whole, rest) = divide(supply, weight);
        (whole, Apportionment::new(rest, weight))
    }

    /// The share of the next increment.
    #[inline(always)]
    pub(crate) fn next_share(&mut self, increment: Flow) -> Flow {
        let (share, fraction) = if cfg!(target_pointer_width = "64") {
            self.product(increment)
        } else {
            self.product_in_halves(increment)
        };
        self.fraction = fraction;
        share
    }

    /// The whole and the fractional part of increment × quotient + fraction.
    #[inline(always)]
    fn product(&self, increment: Flow) -> (Flow, u64) {
        let product = increment as u128 * self.quotient as u128 + self.fraction as u128;
        ((product >> 64) as Flow, product as u64)
    }

    /// The same where 64 × 64 bits are not one instruction: two 32 × 32 → 64 bit multiplications. Neither sum
    /// can overflow: (2³² − 1)² + 2 (2³² − 1) = 2⁶⁴ − 1.
    #[inline(always)]
    pub(crate) fn product_in_halves(&self, increment: Flow) -> (Flow, u64) {
        let increment = increment as u64;
        let low = increment * (self.quotient & 0xffff_ffff) + (self.fraction & 0xffff_ffff);
        let high = increment * (self.quotient >> 32) + (self.fraction >> 32) + (low >> 32);
        ((high >> 32) as Flow, high << 32 | (low & 0xffff_ffff))
    }
}

/// The first 64 fractional bits of numerator / divisor; numerator < divisor ≤ 2⁶³.
#[inline(always)]
fn fraction(numerator: u64, divisor: u64) -> u64 {
    if cfg!(target_pointer_width = "64") {
        // The divisor is never 0, but the compiler cannot know: a plain division would bring a path to a panic.
        ((numerator as u128) << 64).checked_div(divisor as u128).unwrap_or_default() as u64
    } else {
        divide_fraction(numerator, divisor)
    }
}

/// The same where such a division is not one instruction.
///
/// Long division in digits of 8 bits: on a microcontroller eight 32-bit divisions, where a 128-bit division in
/// software takes thousands of instructions. A step pays it once.
fn divide_fraction(numerator: u64, divisor: u64) -> u64 {
    // The divisor's first 24 bits estimate each digit: never too low, and too high by at most one, which shows
    // as a negative remainder.
    let shift = divisor.leading_zeros().saturating_sub(1);
    let divisor = divisor << shift;
    let first_bits = ((divisor >> 39) as u32).max(1);
    let (mut remainder, mut quotient) = (numerator << shift, 0);
    for _ in 0..8 {
        let mut digit = ((remainder >> 31) as u32 / first_bits) as u64;
        remainder = (remainder << 8).wrapping_sub(digit.wrapping_mul(divisor));
        if (remainder as i64) < 0 {
            remainder = remainder.wrapping_add(divisor);
            digit -= 1;
        }
        quotient = quotient << 8 | digit;
    }
    quotient
}

/// Quotient and remainder.
#[inline(always)]
fn divide(numerator: u64, divisor: u64) -> (u64, u64) {
    if cfg!(target_pointer_width = "64") {
        (numerator / divisor, numerator % divisor)
    } else {
        divide_bit_by_bit(numerator, divisor)
    }
}

/// The same, bit by bit: smaller than the 64-bit division that a microcontroller would have to
/// bring along, and only needed where a level is searched anyway.
fn divide_bit_by_bit(numerator: u64, divisor: u64) -> (u64, u64) {
    let (mut remainder, mut quotient) = (0, numerator);
    for _ in 0..u64::BITS {
        remainder = remainder << 1 | quotient >> 63;
        quotient <<= 1;
        if remainder >= divisor {
            remainder -= divisor;
            quotient |= 1;
        }
    }
    (quotient, remainder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_make_the_whole_product() {
        let edges = [0, 1, 0x7fff_ffff, 0xffff_ffff, 1 << 32, u64::MAX / 3, u64::MAX - 1, u64::MAX];
        for quotient in edges {
            for fraction in edges {
                for increment in [0, 1, 12_345, u32::MAX / 2, u32::MAX] {
                    let apportionment = Apportionment { quotient, fraction };
                    assert_eq!(apportionment.product(increment), apportionment.product_in_halves(increment));
                }
            }
        }
    }

    #[test]
    fn the_quotient_is_rounded_down() {
        for (supply, asked) in
            [(0, 1), (1, 2), (1, 3), (2, 3), (7, 11), ((1 << 63) - 1, 1 << 63), (1, 1 << 63)]
        {
            let exact = ((supply as u128) << 64) / asked as u128;
            assert_eq!(Apportionment::new(supply, asked).quotient as u128, exact, "{supply} / {asked}");
        }
    }

    #[test]
    fn divisions_are_divisions() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Numbers of every length, with runs of ones and zeros.
            let mask = (state >> 7) >> (state % 64);
            (state.rotate_left(31) & mask) | (mask & (mask << (state % 13)))
        };
        let check = |numerator: u64, divisor: u64| {
            assert_eq!(divide_bit_by_bit(numerator, divisor), (numerator / divisor, numerator % divisor));
            let rest = numerator % divisor;
            let whole = (rest as u128) << 64;
            let exact = (whole / divisor as u128) as u64;
            assert_eq!(divide_fraction(rest, divisor), exact, "{rest} / {divisor}");
            assert_eq!(fraction(rest, divisor), exact, "{rest} / {divisor}");
        };
        for _ in 0..2_000_000 {
            let divisor = (next() >> 1).max(1);
            check(next(), divisor);
            check(divisor - 1, divisor);
        }
        for divisor in [1, 2, 3, (1 << 39) - 1, 1 << 39, (1 << 62) - 1, 1 << 62, (1 << 63) - 1, 1 << 63] {
            for numerator in [0, 1, divisor / 2, divisor - 1, u64::MAX] {
                check(numerator, divisor);
            }
        }
    }
}
