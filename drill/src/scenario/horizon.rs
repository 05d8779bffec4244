//! The hours ahead: supply and demand period by period, and a storage.

use citygate::horizon::Spread;
use citygate::user::SupplyClass;

use super::start::Start;
use super::user::Consumer;
use crate::quantity::Quantity;

/// Equal periods that lie ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// What the wall clock shows when the first period begins, if that is stated.
    pub start: Option<Start>,
    /// How long a period is, in thousandths of an hour; more than nothing.
    pub period_h: Quantity,
    pub share: Spread,
    /// What is available at the root in each period; at least one.
    pub supply: Vec<Quantity>,
    /// By class, factors on the users' demand, one for each period; `None` leaves the demand as it is.
    pub demand: [Option<Vec<Quantity>>; SupplyClass::ALL.len()],
    pub storage: Option<Storage>,
}

impl Horizon {
    pub fn len(&self) -> usize {
        self.supply.len()
    }

    /// Whether there is no period; never so in a horizon that was read from a file.
    pub fn is_empty(&self) -> bool {
        self.supply.is_empty()
    }

    /// The factor on the demand of a class in a period, in thousandths.
    pub fn factor(&self, class: SupplyClass, period: usize) -> u64 {
        let factors = self.demand[class as usize].as_ref();
        factors.and_then(|factors| factors.get(period)).map_or(FACTOR_OF_ONE, |factor| factor.thousandths())
    }

    /// Whether a class is stopped by order in a period: its factor is 0.
    pub fn is_stopped(&self, class: SupplyClass, period: usize) -> bool {
        self.factor(class, period) == 0
    }

    /// The factor on the demand of a class in a period undisturbed by orders, in thousandths.
    pub fn undisturbed_factor(&self, class: SupplyClass, period: usize) -> u64 {
        match self.factor(class, period) {
            0 => FACTOR_OF_ONE,
            factor => factor,
        }
    }

    /// The largest of them.
    pub fn largest_factor(&self, class: SupplyClass) -> u64 {
        (0..self.len()).map(|period| self.undisturbed_factor(class, period)).max().unwrap_or(FACTOR_OF_ONE)
    }

    /// What a user may ask for in a period, as a flow; halves of a thousandth are rounded up.
    pub fn demand_of(&self, user: &Consumer, period: usize) -> Quantity {
        times(user.demand, self.factor(user.class, period))
    }

    /// What a user wants in a period undisturbed by orders, as a flow.
    pub fn undisturbed_demand_of(&self, user: &Consumer, period: usize) -> Quantity {
        times(user.demand, self.undisturbed_factor(user.class, period))
    }

    /// What the clock shows so many hours after the beginning, if it is known.
    pub fn clock(&self, hours: Quantity) -> Option<String> {
        self.start?.clock(hours)
    }

    /// How many hours so many periods take.
    pub fn hours(&self, periods: usize) -> Quantity {
        Quantity::from_thousandths(self.period_h.thousandths().saturating_mul(periods as u64))
    }
}

/// A demand times so many thousandths. A product that cannot be held is refused when a scenario is read.
fn times(demand: Quantity, factor: u64) -> Quantity {
    let product = (u128::from(demand.thousandths()) * u128::from(factor) + 500) / 1000;
    u64::try_from(product).map_or(Quantity::MAX, Quantity::from_thousandths)
}

/// An hour, in thousandths.
pub const HOUR: u64 = 1000;

/// A factor of one, in thousandths.
pub const FACTOR_OF_ONE: u64 = 1000;

/// Gas in store. Volumes are in the scenario's unit of volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    pub stock: Quantity,
    /// The volume that can be taken out in one period at most.
    pub withdrawal: Quantity,
    /// The volume below which the stock never falls.
    pub reserve: Quantity,
    /// The volume that arrives in each period and can be used from then on.
    pub deliveries: Vec<Quantity>,
}
