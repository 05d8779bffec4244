//! How quantities are told to the allocation, which works on whole numbers of 32 bits for each user.
//!
//! One scale holds for a whole scenario: the finest of 0.001, 0.01, 0.1 and 1 unit in which every quantity of
//! every user fits. Nothing is ever rounded: a quantity that is not a whole multiple is an error, be it a user's,
//! the supply, or a node's capacity or source.
//!
//! With a horizon the allocation works on volumes: what a flow comes to in a period, in the scenario's unit × hours.
//! Where flows are stated by the day, 24 of these are one of the volumes that people read and write.

use super::horizon::HOUR;
use crate::quantity::Quantity;

/// What one unit of the allocation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// So many thousandths of the scenario's unit, or of unit × hours: 1, 10, 100 or 1000.
    step: u64,
    /// How long a period is, in thousandths of an hour; an hour without a horizon.
    period: u64,
    /// So many units × hours are one unit of volume; one without a horizon.
    hours: u64,
}

impl Scale {
    /// All scales, the finest first.
    pub fn all(period_h: Quantity, hours: u64) -> [Scale; 4] {
        [1, 10, 100, 1000].map(|step| Scale { step, period: period_h.thousandths(), hours: hours.max(1) })
    }

    /// The smallest quantity that the scale can tell.
    pub fn resolution(self) -> Quantity {
        Quantity::from_thousandths(self.step.div_ceil(self.hours))
    }

    /// Whether the scale tells thousandths.
    pub fn is_finest(self) -> bool {
        self.step == 1
    }

    /// A flow, or what it comes to in a period, in units of the allocation; the remainder is dropped. The largest
    /// number when it is beyond that.
    pub fn units(self, flow: Quantity) -> u64 {
        let units = u128::from(flow.thousandths()) * u128::from(self.period) / u128::from(HOUR * self.step);
        u64::try_from(units).unwrap_or(u64::MAX)
    }

    /// The same for one user; `None` when it is too large for the scale.
    pub fn flow(self, flow: Quantity) -> Option<u32> {
        u32::try_from(self.units(flow)).ok()
    }

    /// A volume in units of the allocation; the remainder is dropped.
    pub fn volume(self, volume: Quantity) -> u64 {
        let units = u128::from(volume.thousandths()) * u128::from(self.hours) / u128::from(self.step);
        u64::try_from(units).unwrap_or(u64::MAX)
    }

    /// The quantity that so many units of the allocation stand for; the largest one when it is beyond that. A volume
    /// that is no whole number of thousandths is rounded to the nearest one, half a thousandth up.
    pub fn quantity(self, units: u64) -> Quantity {
        let hours = u128::from(self.hours);
        let thousandths = (u128::from(units) * u128::from(self.step) + hours / 2) / hours;
        Quantity::from_thousandths(u64::try_from(thousandths).unwrap_or(u64::MAX))
    }

    /// The flow that comes to so many units of the allocation in a period, rounded down; the largest quantity when it is
    /// beyond that.
    pub fn flow_of(self, units: u64) -> Quantity {
        let product = u128::from(units) * u128::from(HOUR * self.step);
        let thousandths = product.checked_div(self.period.into()).unwrap_or_default();
        Quantity::from_thousandths(u64::try_from(thousandths).unwrap_or(u64::MAX))
    }

    /// A quantity times so many thousandths, rounded to the nearest whole step, half a step up; `None` when it is too
    /// large to be held.
    pub fn scaled(self, quantity: Quantity, thousandths: Quantity) -> Option<Quantity> {
        let product = u128::from(quantity.thousandths()) * u128::from(thousandths.thousandths());
        let resolution = u128::from(self.resolution().thousandths());
        let step = 1000 * resolution;
        let steps = (product + step / 2) / step;
        let thousandths = steps.checked_mul(resolution)?;
        u64::try_from(thousandths).ok().map(Quantity::from_thousandths)
    }

    /// Whether whole units of the allocation make exactly this flow, or this volume.
    pub fn divides(self, quantity: Quantity, is_volume: bool) -> bool {
        match is_volume {
            true => {
                (u128::from(quantity.thousandths()) * u128::from(self.hours)).is_multiple_of(self.step.into())
            }
            false => self.per_period(quantity).is_multiple_of(u128::from(HOUR * self.step)),
        }
    }

    /// The nearest flow, or volume, that whole units of the allocation make; of two the larger, unless it cannot be held.
    pub fn nearest(self, quantity: Quantity, is_volume: bool) -> Quantity {
        let (factor, step) =
            if is_volume { (self.hours, self.step) } else { (self.period, HOUR * self.step) };
        // Multiples of the grid, and no others, come to whole steps.
        let grid = step / common_divisor(factor, step);
        let below = quantity.thousandths() / grid * grid;
        let above = below
            .checked_add(grid)
            .filter(|above| above - quantity.thousandths() <= quantity.thousandths() - below);
        Quantity::from_thousandths(above.unwrap_or(below))
    }

    /// The largest volume that whole units of the allocation make, and that is no larger.
    #[must_use]
    pub fn below(self, volume: Quantity) -> Quantity {
        let grid = self.step / common_divisor(self.hours, self.step);
        Quantity::from_thousandths(volume.thousandths() / grid * grid)
    }

    /// The volume that a flow comes to in a period, rounded down to what [`Scale::below`] makes.
    pub fn volume_in_period(self, flow: Quantity) -> Quantity {
        let thousandths = self.per_period(flow) / u128::from(HOUR * self.hours);
        self.below(u64::try_from(thousandths).map_or(Quantity::MAX, Quantity::from_thousandths))
    }

    /// What a flow comes to in a period, in millionths.
    pub fn per_period(self, flow: Quantity) -> u128 {
        u128::from(flow.thousandths()) * u128::from(self.period)
    }
}

fn common_divisor(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::quantity::Quantity;

    #[test]
    fn volumes_by_the_day_are_exact_where_they_can_be_and_nearest_elsewhere() {
        let thousandths = Quantity::from_thousandths;
        let [scale, ..] = Scale::all(thousandths(24_000), 24);
        assert_eq!(scale.quantity(scale.units(thousandths(250_280))), thousandths(250_280));
        assert_eq!(scale.quantity(scale.volume(thousandths(181_200))), thousandths(181_200));
        let [scale, ..] = Scale::all(thousandths(1_000), 24);
        assert_eq!(scale.quantity(scale.units(thousandths(50_000))), thousandths(2_083));
        assert_eq!(scale.quantity(12), thousandths(1));
        assert_eq!(scale.quantity(11), thousandths(0));
    }

    #[test]
    fn the_nearest_is_on_a_step_and_none_is_nearer() {
        for period in [100, 250, 1_000, 1_500, 24_000] {
            for hours in [1, 24] {
                for scale in Scale::all(Quantity::from_thousandths(period), hours) {
                    for thousandths in 0..3_000 {
                        let quantity = Quantity::from_thousandths(thousandths);
                        for is_volume in [false, true] {
                            let nearest = scale.nearest(quantity, is_volume);
                            assert!(scale.divides(nearest, is_volume));
                            let distance = nearest.thousandths().abs_diff(thousandths);
                            let nearer = thousandths.saturating_sub(distance) + 1..thousandths + distance;
                            for other in nearer {
                                assert!(!scale.divides(Quantity::from_thousandths(other), is_volume));
                            }
                        }
                    }
                }
            }
        }
    }
}
