//! How quantities are told to the allocation, which works on whole numbers of 32 bits for each user.
//!
//! One scale holds for a whole scenario: the finest of 0.001, 0.01, 0.1 and 1 unit in which every quantity of
//! every user fits. Nothing is ever rounded: a quantity that is not a whole multiple is an error, be it a user's,
//! the supply, or a node's capacity or source.
//!
//! With a horizon the allocation works on volumes: what a flow comes to in a period, in the scenario's unit × hours.

use super::horizon::HOUR;
use crate::quantity::Quantity;

/// What one unit of the allocation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// So many thousandths of the scenario's unit, or of unit × hours: 1, 10, 100 or 1000.
    step: u64,
    /// How long a period is, in thousandths of an hour; an hour without a horizon.
    period: u64,
}

impl Scale {
    /// All scales, the finest first.
    pub fn all(period_h: Quantity) -> [Scale; 4] {
        [1, 10, 100, 1000].map(|step| Scale { step, period: period_h.thousandths() })
    }

    /// The smallest quantity that the scale can tell.
    pub fn resolution(self) -> Quantity {
        Quantity::from_thousandths(self.step)
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
        volume.thousandths() / self.step
    }

    /// The quantity that so many units of the allocation stand for; the largest one when it is beyond that.
    pub fn quantity(self, units: u64) -> Quantity {
        Quantity::from_thousandths(units.saturating_mul(self.step))
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
            true => quantity.thousandths().is_multiple_of(self.step),
            false => self.per_period(quantity).is_multiple_of(u128::from(HOUR * self.step)),
        }
    }

    /// What a flow comes to in a period, in millionths.
    pub fn per_period(self, flow: Quantity) -> u128 {
        u128::from(flow.thousandths()) * u128::from(self.period)
    }
}
