//! Who keeps what, and what carries it.

use citygate::allocate::Reason;
use citygate::user::SupplyClass;
use serde::Serialize;

use crate::quantity::Quantity;

/// What one user gets, and why.
#[derive(Clone, Debug, Serialize)]
pub struct UserOutcome {
    pub id: String,
    pub class: SupplyClass,
    pub demand: Quantity,
    pub granted: Quantity,
    pub reason: Reason,
    /// The step that the reason speaks of, counted from 0; `null` if it speaks of none.
    pub step: Option<u8>,
    /// The node that the reason speaks of; `null` if it speaks of none.
    pub node: Option<String>,
    /// The pipes, sources and storages that hold it back in a network of any shape; with a horizon those of the
    /// period of which the reason is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_h: Option<Quantity>,
    /// Whether it is without gas for more periods in a row, in an exercise turns, than its rotating step allows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub off_too_long: bool,
    /// Whether it wants gas and gets less than its technical minimum, with a horizon in any of the periods.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub minimum_unmet: bool,
    /// What of the demand is withheld by order (停供): it is part of what is curtailed.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

#[derive(Clone, Debug, Serialize)]
pub struct ClassOutcome {
    pub class: SupplyClass,
    pub demand: Quantity,
    pub granted: Quantity,
    /// What of the demand is withheld by order (停供): it is part of what is curtailed.
    #[serde(skip_serializing_if = "Quantity::is_zero")]
    pub by_order: Quantity,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepOutcome {
    pub step: u8,
    /// What it asks for, beyond what earlier steps ask for.
    pub asked: Quantity,
    pub granted: Quantity,
}

#[derive(Clone, Debug, Serialize)]
pub struct NodeOutcome {
    pub id: String,
    /// What can flow into it from above; absent without limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Quantity>,
    pub load: Quantity,
    /// Whether it holds a user back, or is full while a user below it falls short.
    pub binding: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_used: Option<Quantity>,
}

impl UserOutcome {
    pub fn curtailed(&self) -> Quantity {
        self.demand.less(self.granted)
    }
}

impl ClassOutcome {
    /// Whether the other keeps the same share of its demand; who wants nothing is like nobody who wants something.
    pub fn keeps_like(&self, other: &ClassOutcome) -> bool {
        if (self.demand == Quantity::ZERO) != (other.demand == Quantity::ZERO) {
            return false;
        }
        let product = |a: Quantity, b: Quantity| u128::from(a.thousandths()) * u128::from(b.thousandths());
        product(self.granted, other.demand) == product(other.granted, self.demand)
    }

    pub fn curtailed(&self) -> Quantity {
        self.demand.less(self.granted)
    }
}
