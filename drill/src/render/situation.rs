use super::explain::Explainer;
use super::hours;

/// What the scenario states beside its users: names and values.
pub fn situation(explainer: &Explainer) -> Vec<(&'static str, String)> {
    let (label, situation) = (&explainer.messages.label, &explainer.scenario.situation);
    let supply = explainer.scenario.supply.filter(|_| explainer.scenario.horizon.is_none());
    let supply = supply.map(|supply| (label.supply, explainer.flow(supply)));
    let normal = situation.normal_supply.map(|supply| (label.normal_supply, explainer.flow(supply)));
    let trend = situation.trend.map(|trend| (explainer.messages.trend)(trend).to_owned());
    let not_stated = explainer.messages.event.not_stated;
    let is_graded = explainer.allocation.event.is_some();
    // What a grade is judged by is told as not stated where it is not.
    let stated = |name, value: Option<String>| match value {
        Some(value) => Some((name, value)),
        None => is_graded.then(|| (name, not_stated.to_owned())),
    };
    let network = situation.network.map(|state| (explainer.messages.network_condition)(state).to_owned());
    let network = stated(label.network, network);
    let hours = situation.interruption_h.map(|hours| (label.hours)(&hours.to_string()));
    let interruption = stated(label.interruption, hours);
    let trend = stated(label.trend, trend);
    let planned = situation.planned.then(|| (explainer.messages.event.label.planned, label.yes.to_owned()));
    let regions = situation.regions.map(|regions| (label.regions, regions.to_string()));
    let event = &explainer.messages.event;
    let area =
        situation.stated_area.map(|area| (event.label.affected_area, (event.affected_area)(area).to_owned()));
    let exceeded = situation.exceeded.map(|of| (event.label.exceeded, (event.government)(of).to_owned()));
    let sensitive: Vec<&str> = situation.sensitivity.iter().map(event.sensitivity).collect();
    let sensitive =
        (!sensitive.is_empty()).then(|| (event.label.sensitivity, (explainer.messages.list)(&sensitive)));
    let rows = [supply, normal, trend, network, interruption, planned, regions, area, exceeded, sensitive];
    rows.into_iter().flatten().chain(hours::storage(explainer)).collect()
}
