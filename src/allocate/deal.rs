//! Pro rata without a division per user, without scratch memory, in one pass.

use crate::units::{Flow, Total};

/// Deals a supply S among asks d₁, d₂, … that sum to D > S, each as it comes by, in proportion to the ask.
///
/// With q = ⌈S·2⁶⁴ / D⌉, the running product acc = dᵢ·q + frac(acc) hands out its integer part and keeps its
/// fraction for the next user. Then
///
/// * the shares sum to S exactly, because D·q = S·2⁶⁴ + e with 0 ≤ e < D < 2⁶⁴;
/// * no share exceeds its ask, because q ≤ 2⁶⁴ − 2 for S < D ≤ 2⁶³;
/// * every share is within 1 + D/2⁶⁴ of dᵢ·S/D.
pub(super) struct Dealer {
    quotient: u64,
    fraction: u64,
}

impl Dealer {
    /// Deals nothing.
    pub(super) const IDLE: Dealer = Dealer { quotient: 0, fraction: 0 };

    /// Whether it deals nothing.
    pub(super) const fn is_idle(&self) -> bool {
        self.quotient == 0
    }

    /// A dealer of `supply` among asks that sum to `asked`; `supply` < `asked` ≤ 2⁶³.
    pub(super) fn new(supply: Total, asked: Total) -> Dealer {
        debug_assert!(supply < asked && asked <= 1 << 63);
        // Long division, bit by bit: 64 shifts and subtractions cost a microcontroller without a 64-bit
        // divider a tenth of a 128-bit software division, and the step pays it once.
        let mut quotient = 0;
        let mut remainder = supply;
        for _ in 0..64 {
            remainder <<= 1;
            quotient <<= 1;
            if remainder >= asked {
                remainder -= asked;
                quotient |= 1;
            }
        }
        Dealer { quotient: quotient + (remainder != 0) as u64, fraction: 0 }
    }

    /// The share of the next ask.
    #[inline(always)]
    pub(super) fn deal(&mut self, ask: Flow) -> Flow {
        let (share, fraction) =
            if cfg!(target_pointer_width = "64") { self.product(ask) } else { self.product_in_halves(ask) };
        self.fraction = fraction;
        share
    }

    /// The whole and the fractional part of ask × quotient + fraction.
    #[inline(always)]
    fn product(&self, ask: Flow) -> (Flow, u64) {
        let product = ask as u128 * self.quotient as u128 + self.fraction as u128;
        ((product >> 64) as Flow, product as u64)
    }

    /// The same where 64 × 64 bits are not one instruction: two 32 × 32 → 64 bit multiplications. Neither sum
    /// can overflow: (2³² − 1)² + 2 (2³² − 1) = 2⁶⁴ − 1.
    #[inline(always)]
    fn product_in_halves(&self, ask: Flow) -> (Flow, u64) {
        let ask = ask as u64;
        let low = ask * (self.quotient & 0xffff_ffff) + (self.fraction & 0xffff_ffff);
        let high = ask * (self.quotient >> 32) + (self.fraction >> 32) + (low >> 32);
        ((high >> 32) as Flow, high << 32 | (low & 0xffff_ffff))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_make_the_whole_product() {
        let edges = [0, 1, 0x7fff_ffff, 0xffff_ffff, 1 << 32, u64::MAX / 3, u64::MAX - 1, u64::MAX];
        for quotient in edges.into_iter().filter(|quotient| *quotient != u64::MAX) {
            for fraction in edges {
                for ask in [0, 1, 12_345, u32::MAX / 2, u32::MAX] {
                    let dealer = Dealer { quotient, fraction };
                    assert_eq!(dealer.product(ask), dealer.product_in_halves(ask));
                }
            }
        }
    }

    #[test]
    fn the_quotient_is_rounded_up() {
        for (supply, asked) in
            [(0, 1), (1, 2), (1, 3), (2, 3), (7, 11), ((1 << 63) - 1, 1 << 63), (1, 1 << 63)]
        {
            let exact = ((supply as u128) << 64).div_ceil(asked as u128);
            assert_eq!(Dealer::new(supply, asked).quotient as u128, exact, "{supply} / {asked}");
        }
    }
}
