//! How quantities are told to the allocation, which works on whole numbers of 32 bits for each user.
//!
//! One scale holds for a whole scenario: the finest of 0.001, 0.01, 0.1 and 1 unit in which every quantity of
//! every user fits. Nothing is ever rounded: a quantity that is not a whole multiple is an error.

use std::ops::Range;

use super::check::Checker;
use super::raw::RawScenario;
use super::users::Consumer;
use crate::quantity::Quantity;

/// How many thousandths of the scenario's unit one unit of the allocation stands for: 1, 10, 100 or 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(u64);

impl Scale {
    /// All scales, the finest first.
    const ALL: [Scale; 4] = [Scale(1), Scale(10), Scale(100), Scale(1000)];

    /// The smallest quantity that the scale can tell.
    pub fn resolution(self) -> Quantity {
        Quantity::from_thousandths(self.0)
    }

    /// Whether the scale tells thousandths.
    pub fn is_finest(self) -> bool {
        self.0 == 1
    }

    /// A quantity in units of the allocation; the remainder is dropped.
    pub fn units(self, quantity: Quantity) -> u64 {
        quantity.thousandths() / self.0
    }

    /// A flow of one user in units of the allocation; `None` when it is too large for the scale.
    pub fn flow(self, quantity: Quantity) -> Option<u32> {
        u32::try_from(self.units(quantity)).ok()
    }

    /// The quantity that so many units of the allocation stand for; the largest one when it is beyond that.
    pub fn quantity(self, units: u64) -> Quantity {
        Quantity::from_thousandths(units.saturating_mul(self.0))
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

    fn divides(self, quantity: Quantity) -> bool {
        quantity.thousandths().is_multiple_of(self.0)
    }
}

/// Chooses the scale of a scenario.
pub(super) fn choose(
    raw: &RawScenario,
    users: &[Consumer],
    supply: Option<Quantity>,
    checker: &mut Checker,
) -> Option<Scale> {
    let stated = stated(raw, users);
    let (place, largest) = stated.iter().max_by_key(|(_, quantity)| *quantity)?;
    let Some(scale) = Scale::ALL.into_iter().find(|scale| scale.flow(*largest).is_some()) else {
        let most = Quantity::from_thousandths(u64::from(u32::MAX) * 1000);
        let message = format!(
            "{} is too large for one user; the most is {}: choose a larger unit",
            largest.to_number(),
            most.to_number()
        );
        checker.note(place, message);
        return None;
    };
    let supply = raw.supply.as_ref().map(|value| value.span()).zip(supply);
    let mut fits = true;
    for (span, quantity) in stated.iter().chain(supply.iter()).filter(|(_, q)| !scale.divides(*q)) {
        let message = format!(
            "{} is not a multiple of {}, the finest step in which the largest quantity of a user, {} in line \
             {}, can be held; round it, or choose a larger unit",
            quantity.to_number(),
            scale.resolution().to_number(),
            largest.to_number(),
            checker.document.line(place)
        );
        checker.note(span, message);
        fits = false;
    }
    fits.then_some(scale)
}

/// The quantities of the users, and where they are stated.
fn stated(raw: &RawScenario, users: &[Consumer]) -> Vec<(Range<usize>, Quantity)> {
    let mut stated = Vec::with_capacity(users.len());
    for (user, raw) in users.iter().zip(&raw.user) {
        let raw = raw.get_ref();
        for (key, quantity) in
            [(&raw.demand, Some(user.demand)), (&raw.minimum, Some(user.minimum)), (&raw.base, user.base)]
        {
            stated.extend(key.as_ref().map(|value| value.span()).zip(quantity));
        }
    }
    stated
}
