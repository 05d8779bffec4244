//! Reads the totals of the network that the plan is for.

use super::checker::Checker;
use super::raw::plan::RawPlanNetwork;
use super::raw::scenario::RawScenario;
use crate::scenario::plan::PlanNetwork;

/// The totals of the network that the plan is for, where a scenario states them: all of them.
pub fn check(raw: &RawScenario, checker: &mut Checker) -> Option<Option<PlanNetwork>> {
    let Some(value) = &raw.plan_network else { return Some(None) };
    let (table, raw): (_, &RawPlanNetwork) = (value.span(), value.get_ref());
    let normal = checker.required(&raw.normal_supply, &table, "normal_supply", "1000.0");
    let normal_supply = normal.and_then(|value| checker.positive_quantity(value));
    let demand = checker.required(&raw.demand, &table, "demand", "1000.0");
    let demand = demand.and_then(|value| checker.quantity(value));
    let supply = checker.required(&raw.supply, &table, "supply", "900.0");
    let supply = supply.and_then(|value| checker.quantity(value));
    Some(Some(PlanNetwork { normal_supply: normal_supply?, demand: demand?, supply: supply? }))
}
