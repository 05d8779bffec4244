//! Checks what grading the event needs to know.

use citygate::event::{AffectedArea, Government, NetworkCondition, Sensitivity, SensitivitySet, Trend};
use toml::Spanned;

use super::checker::Checker;
use super::names::named;
use super::plan_network;
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number};
use crate::quantity::Quantity;
use crate::scenario::situation::{MOST_HOURS, Situation};

/// Checks what the top of a scenario says about the event.
pub fn check(raw: &RawScenario, checker: &mut Checker) -> Option<Situation> {
    let normal_supply = match &raw.normal_supply {
        Some(value) => checker.positive_quantity(value).map(Some),
        None => Some(None),
    };
    let trend = named(&raw.trend, "trend", &Trend::ALL.map(|trend| (trend.name(), trend)), checker);
    let network = network(&raw.network, checker);
    let plan_network = plan_network::check(raw, checker);
    let interruption_h = interruption(&raw.interruption_h, checker);
    let regions = match &raw.regions {
        Some(value) => checker.whole(value, 1..=u16::MAX).map(Some),
        None => Some(None),
    };
    let area = affected_area(&raw.extent, checker);
    if let (Some(value), Some(Some(area)), Some(Some(regions))) = (&raw.extent, area, regions)
        && (area == AffectedArea::OneCounty) != (regions == 1)
    {
        let message = (checker.words().extent_against_regions)(area.name(), regions);
        checker.note(&value.span(), message);
    }
    let governments = Government::ALL.map(|government| (government.name(), government));
    let exceeded = named(&raw.exceeded, "government", &governments, checker);
    let sensitivity = match &raw.sensitivity {
        Some(value) => sensitivity(value, checker),
        None => Some(SensitivitySet::NONE),
    };
    Some(Situation {
        normal_supply: normal_supply?,
        trend: trend?,
        network: network?,
        interruption_h: interruption_h?,
        interruption_is_computed: false,
        regions: regions?,
        stated_area: area?,
        exceeded: exceeded?,
        sensitivity: sensitivity?,
        planned: raw.planned.as_ref().is_some_and(|planned| *planned.get_ref()),
        plan_network: plan_network?,
    })
}

pub fn network(value: &Key<String>, checker: &mut Checker) -> Option<Option<NetworkCondition>> {
    named(value, "state of the network", &NetworkCondition::ALL.map(|state| (state.name(), state)), checker)
}

pub fn affected_area(value: &Key<String>, checker: &mut Checker) -> Option<Option<AffectedArea>> {
    named(value, "extent", &AffectedArea::ALL.map(|area| (area.name(), area)), checker)
}

pub fn sensitivity(values: &Spanned<Vec<Spanned<String>>>, checker: &mut Checker) -> Option<SensitivitySet> {
    let mut names = Sensitivity::ALL.map(|sensitivity| (sensitivity.name(), sensitivity)).to_vec();
    names.push(("likely_grade_i_or_ii", Sensitivity::LikelyGradeI));
    let mut set = Some(SensitivitySet::NONE);
    for value in values.get_ref() {
        let found = checker.one_of(value, "sensitivity", &names);
        set = set.zip(found).map(|(set, found)| set.union(SensitivitySet::of(&[found])));
    }
    set
}

pub fn interruption(value: &Key<Number>, checker: &mut Checker) -> Option<Option<Quantity>> {
    let hours = checker.optional_quantity(value)?;
    if let (Some(value), Some(hours)) = (value, hours)
        && hours > Quantity::from_thousandths(MOST_HOURS * 1000)
    {
        checker.note(&value.span(), (checker.words().too_many_hours)(MOST_HOURS));
        return None;
    }
    Some(hours)
}
