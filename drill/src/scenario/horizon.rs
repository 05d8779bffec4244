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
    /// How many periods there are; at least one.
    pub periods: usize,
    /// What is available at the root in each period; empty where sources bring all there is.
    pub supply: Vec<Quantity>,
    /// By class, factors on the users' demand, one for each period; `None` leaves the demand as it is.
    pub demand: [Option<Vec<Quantity>>; SupplyClass::ALL.len()],
    pub storage: Option<Storage>,
}

impl Horizon {
    pub fn len(&self) -> usize {
        self.periods
    }

    /// Whether there is no period; never so in a horizon that was read from a file.
    pub fn is_empty(&self) -> bool {
        self.periods == 0
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

    /// The factor on the demand of a user in a period undisturbed by orders, in millionths: its class's times its own.
    pub fn undisturbed_factor_on(&self, user: &Consumer, period: usize) -> u128 {
        let own = user.demand_factor.as_ref().map_or(FACTOR_OF_ONE, |own| own.at(period).thousandths());
        u128::from(self.undisturbed_factor(user.class, period)) * u128::from(own)
    }

    /// The largest of them, in thousandths, rounded up.
    pub fn largest_factor_on(&self, user: &Consumer) -> u64 {
        let largest = (0..self.len()).map(|period| self.undisturbed_factor_on(user, period)).max();
        let largest = largest.map_or(FACTOR_OF_ONE.into(), |millionths| millionths.div_ceil(1000));
        u64::try_from(largest).unwrap_or(u64::MAX)
    }

    /// What a user may ask for in a period, as a flow; halves of a thousandth are rounded up.
    pub fn demand_of(&self, user: &Consumer, period: usize) -> Quantity {
        match self.is_stopped(user.class, period) {
            true => Quantity::ZERO,
            false => self.undisturbed_demand_of(user, period),
        }
    }

    /// What a user wants in a period undisturbed by orders, as a flow.
    pub fn undisturbed_demand_of(&self, user: &Consumer, period: usize) -> Quantity {
        let demand = times(user.demand.thousandths(), self.undisturbed_factor_on(user, period));
        Quantity::from_thousandths(demand)
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

/// A demand times so many millionths, rounded to the nearest, halves up. A product that cannot be held is refused
/// when a scenario is read.
pub fn times(demand: u64, millionths: u128) -> u64 {
    let product = (u128::from(demand) * millionths + MILLION / 2) / MILLION;
    u64::try_from(product).unwrap_or(u64::MAX)
}

const MILLION: u128 = 1_000_000;

/// An hour, in thousandths.
pub const HOUR: u64 = 1000;

/// A factor of one, in thousandths.
pub const FACTOR_OF_ONE: u64 = 1000;

/// Gas in store. Volumes are in the scenario's unit of volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    /// The position of its node: the root, or one of a network of any shape.
    pub node: usize,
    pub stock: Quantity,
    /// The volume that can be taken out in one period at most.
    pub withdrawal: Quantity,
    /// The volume below which the stock never falls.
    pub reserve: Quantity,
    /// The volume that arrives in each period and can be used from then on.
    pub deliveries: Vec<Quantity>,
}
