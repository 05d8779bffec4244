//! Figures that may change from period to period.

use crate::quantity::Quantity;

/// A figure that is the same in all periods, or another in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerPeriod(Vec<Quantity>);

impl PerPeriod {
    /// The same in all periods.
    pub fn always(quantity: Quantity) -> PerPeriod {
        PerPeriod(vec![quantity])
    }

    /// One for each period.
    pub fn each(quantities: Vec<Quantity>) -> PerPeriod {
        PerPeriod(quantities)
    }

    /// What it is in a period, counted from 0.
    pub fn at(&self, period: usize) -> Quantity {
        match self.0.as_slice() {
            [always] => *always,
            each => each.get(period).copied().unwrap_or_default(),
        }
    }

    /// The figures as stated: one, or one for each period.
    pub fn stated(&self) -> &[Quantity] {
        &self.0
    }

    /// The same, to be changed.
    pub fn stated_mut(&mut self) -> &mut [Quantity] {
        &mut self.0
    }

    /// Whether it is nothing in all periods.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|quantity| quantity.is_zero())
    }
}
