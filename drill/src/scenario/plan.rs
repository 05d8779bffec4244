//! The plan of a scenario: by which table its event is graded.

use citygate::event::{EmergencyPlan, PlanRules};

use crate::local_text::LocalText;
use crate::quantity::Quantity;

/// The plan by which an event is graded: built in, or in a file of its own. It is not the supply order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What files call it.
    pub name: String,
    pub title: LocalText,
    /// What it leaves out, or takes from another plan.
    pub leaves_out: Option<LocalText>,
    pub rules: PlanRules,
}

impl Plan {
    /// The built-in plan with this name.
    pub fn built_in(name: &str) -> Option<Plan> {
        EmergencyPlan::ALL.iter().find(|plan| plan.name == name).map(Plan::from)
    }

    /// Whether it is the one whose sections are cited.
    pub fn is_cited(&self) -> bool {
        self.name == EmergencyPlan::JILIN_2024.name
    }
}

impl From<&EmergencyPlan> for Plan {
    fn from(plan: &EmergencyPlan) -> Plan {
        let both = |en: &str, zh: &str| LocalText::both(en.to_owned(), zh.to_owned());
        Plan {
            name: plan.name.to_owned(),
            title: both(plan.title, plan.title_zh),
            leaves_out: plan.leaves_out.zip(plan.leaves_out_zh).map(|(en, zh)| both(en, zh)),
            rules: plan.rules,
        }
    }
}

/// Totals of the whole network that the plan is for, where the scenario is not that network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanNetwork {
    /// More than nothing.
    pub normal_supply: Quantity,
    /// What its users want undisturbed.
    pub demand: Quantity,
    pub supply: Quantity,
}

/// What an event is graded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanFigures {
    pub normal_supply: Quantity,
    pub demand: Quantity,
    pub supply: Quantity,
    /// Whether they are totals of the plan's network that the scenario states; otherwise they are its own figures, taken
    /// for the whole network.
    pub are_stated: bool,
}
