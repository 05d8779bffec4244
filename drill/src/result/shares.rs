//! Who keeps what, and what carries it.

use citygate::allocate::Reason;
use citygate::user::SupplyClass;
use serde::Serialize;

use crate::codes::by_name;
use crate::quantity::Quantity;

/// What one user gets, and why.
#[derive(Clone, Debug, Serialize)]
pub struct UserOutcome {
    /// The user.
    pub id: String,
    /// Its class.
    #[serde(serialize_with = "by_name")]
    pub class: SupplyClass,
    /// What it wants.
    pub demand: Quantity,
    /// What it gets.
    pub granted: Quantity,
    /// Why.
    #[serde(serialize_with = "by_name")]
    pub reason: Reason,
    /// The step that the reason speaks of, counted from 0; `null` if it speaks of none.
    pub step: Option<u8>,
    /// The node that the reason speaks of; `null` if it speaks of none.
    pub node: Option<String>,
    /// For how many hours it gets less than it wants, if there is a horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_h: Option<Quantity>,
}

/// What the users of a class want and get together.
#[derive(Clone, Debug, Serialize)]
pub struct ClassOutcome {
    /// The class.
    #[serde(serialize_with = "by_name")]
    pub class: SupplyClass,
    /// What they want.
    pub demand: Quantity,
    /// What they get.
    pub granted: Quantity,
}

/// What a step of the supply order asks for and gets.
#[derive(Clone, Debug, Serialize)]
pub struct StepOutcome {
    /// The step, counted from 0.
    pub step: u8,
    /// What it asks for, beyond what earlier steps ask for.
    pub asked: Quantity,
    /// What it gets.
    pub granted: Quantity,
}

/// What a node of the tree carries.
#[derive(Clone, Debug, Serialize)]
pub struct NodeOutcome {
    /// The node.
    pub id: String,
    /// What can flow into it from above; absent without limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Quantity>,
    /// What flows into it from above.
    pub load: Quantity,
    /// Whether it holds a user back, or is full while a user below it falls short.
    pub binding: bool,
    /// Its own source, if one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Quantity>,
    /// What is used of its own source, if one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_used: Option<Quantity>,
}

impl UserOutcome {
    /// What the user does without.
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

    /// What the class does without.
    pub fn curtailed(&self) -> Quantity {
        self.demand.less(self.granted)
    }
}
