//! What an exercise results in: the format of results, as a structure.
//!
//! The fields stand in the order in which the JSON result has them. Keys that do not apply to a scenario are
//! left out of it. With a horizon all quantities are volumes: at the top over all periods, in a period over that one.

mod horizon;

use citygate::allocate::Reason;
use citygate::user::SupplyClass;
use serde::{Serialize, Serializer};

use crate::event::EventOutcome;
use crate::exercise::Exercise;
use crate::quantity::Quantity;

pub use horizon::{ClassOutlook, PeriodOutcome, PeriodUser};

/// The result of one scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The version of the format.
    pub format: u16,
    /// The scenario's title.
    pub title: String,
    /// The supply order's name.
    pub policy: String,
    /// The unit of all quantities.
    pub unit: String,
    /// What all users want.
    pub demand: Quantity,
    /// What there was to share.
    pub supply: Quantity,
    /// What is granted. With what is unused it makes the supply; with what is curtailed the demand.
    pub served: Quantity,
    /// Demand that is not served.
    pub curtailed: Quantity,
    /// Supply that nobody can use.
    pub unused: Quantity,
    /// The users, in the order of the scenario.
    pub users: Vec<UserOutcome>,
    /// The classes that have users, in the plan's order.
    pub classes: Vec<ClassOutcome>,
    /// The steps of the supply order.
    pub steps: Vec<StepOutcome>,
    /// The nodes of the tree, in the order of the scenario, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeOutcome>>,
    /// The periods of the horizon, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<Vec<PeriodOutcome>>,
    /// When a shortage reaches the classes that have users, in the plan's order, if there is a horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Vec<ClassOutlook>>,
    /// How the plan grades the event; only with a normal supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventOutcome>,
    /// The exercise; only with a time line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercise: Option<Exercise>,
}

/// What one user gets, and why.
#[derive(Clone, Debug, Serialize)]
pub struct UserOutcome {
    /// The user.
    pub id: String,
    /// Its class.
    #[serde(serialize_with = "class_name")]
    pub class: SupplyClass,
    /// What it wants.
    pub demand: Quantity,
    /// What it gets.
    pub granted: Quantity,
    /// Why.
    #[serde(serialize_with = "reason_name")]
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
    #[serde(serialize_with = "class_name")]
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

fn class_name<S: Serializer>(class: &SupplyClass, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(class.name())
}

fn reason_name<S: Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(reason.name())
}
