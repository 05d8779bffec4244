use super::explain::Explainer;
use super::hours;

/// What the scenario states beside its users: names and values.
pub fn situation(explainer: &Explainer) -> Vec<(&'static str, String)> {
    let (label, situation) = (&explainer.messages.label, &explainer.scenario.situation);
    let supply = explainer.scenario.supply.filter(|_| explainer.scenario.horizon.is_none());
    let supply = supply.map(|supply| (label.supply, explainer.flow(supply)));
    let normal = situation.normal_supply.map(|supply| (label.normal_supply, explainer.flow(supply)));
    let trend = situation.trend.map(|trend| (label.trend, (explainer.messages.trend)(trend).to_owned()));
    let network = situation
        .network
        .map(|state| (label.network, (explainer.messages.network_condition)(state).to_owned()));
    let interruption =
        situation.interruption_h.map(|hours| (label.interruption, (label.hours)(&hours.to_string())));
    let regions = situation.regions.map(|regions| (label.regions, regions.to_string()));
    let event = &explainer.messages.event;
    let area =
        situation.stated_area.map(|area| (event.label.affected_area, (event.affected_area)(area).to_owned()));
    let exceeded = situation.exceeded.map(|of| (event.label.exceeded, (event.government)(of).to_owned()));
    let sensitive: Vec<&str> = situation.sensitivity.iter().map(event.sensitivity).collect();
    let sensitive =
        (!sensitive.is_empty()).then(|| (event.label.sensitivity, (explainer.messages.list)(&sensitive)));
    let rows = [supply, normal, trend, network, interruption, regions, area, exceeded, sensitive];
    rows.into_iter().flatten().chain(hours::storage(explainer)).collect()
}
