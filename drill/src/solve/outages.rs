//! What is served while one pipe, source or storage is out, each in turn (N-1).

use citygate::allocate::{ClassTotal, Grant};
use citygate::pipe_network::PipeNetworkAllocation;
use citygate::user::{SupplyClass, User};

use super::convert;
use super::error::SolveError;
use super::{allocation, horizon, pipe_network};
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::outages::{OutageOutcome, Outages, WorstPeriod};
use crate::result::shares::ClassOutcome;
use crate::scenario::Scenario;
use crate::scenario::horizon::Horizon;
use crate::scenario::pipe_network::ElementKind;
use crate::scenario::scale::Scale;

/// Takes each element out in turn, over all periods, and shares out what is left. Time lines are not played. The gravest
/// outage comes first: the one in which the first step of the supply order is granted least, of equal ones the second
/// step, and so on; then pipes before sources before storages, in the order of the scenario.
///
/// The scenario is one [on pipes](Scenario::on_pipes).
pub fn outages(scenario: &Scenario) -> Result<Outages, SolveError> {
    let whole = allocation::allocate(scenario)?;
    let users: Vec<User> =
        scenario.users.iter().map(|user| convert::user(user, scenario)).collect::<Result<_, _>>()?;
    let demands = match &scenario.horizon {
        Some(horizon) => horizon::demands(scenario, horizon)?,
        None => Vec::new(),
    };
    let mut ranked = Vec::new();
    if let Some(network) = &scenario.pipe_network {
        let without = |out| pipe_network::allocate_without(scenario, network, &users, &demands, out);
        let nothing_out = Answer { scenario, whole: &whole, users: &users, answer: &without(None)? };
        for (element, id) in network.elements() {
            let answer = without(Some(element))?;
            let outcome = nothing_out.compared(id, element.kind, &answer);
            ranked.push((answer.summary.steps.map(|step| step.granted), outcome));
        }
    }
    ranked.sort_by_key(|(granted, _)| *granted);
    let outages = ranked.into_iter().map(|(_, outage)| outage).collect();
    Ok(Outages { whole, outages, provenance: None })
}

/// What comes of a scenario with nothing out.
struct Answer<'a> {
    scenario: &'a Scenario,
    whole: &'a Allocation,
    users: &'a [User],
    answer: &'a PipeNetworkAllocation,
}

impl Answer<'_> {
    fn compared(&self, id: &str, kind: ElementKind, answer: &PipeNetworkAllocation) -> OutageOutcome {
        let Answer { scenario, whole, .. } = *self;
        let (scale, classes) = (scenario.scale, &answer.summary.classes);
        let granted = |class: SupplyClass| classes[class as usize].granted;
        let of_class = |class: &ClassOutcome| ClassOutcome {
            granted: scale.quantity(granted(class.class)),
            ..class.clone()
        };
        let loses =
            |class: &SupplyClass| granted(*class) < self.answer.summary.classes[*class as usize].granted;
        let served = scale.quantity(answer.summary.served);
        let mut outcome = OutageOutcome {
            id: id.to_owned(),
            kind,
            served,
            curtailed: whole.demand.less(served),
            classes: whole.classes.iter().map(of_class).collect(),
            touched: whole.classes.iter().map(|class| class.class).filter(loses).collect(),
            first_served_lose: Quantity::ZERO,
            cut_off: Vec::new(),
            worst_period: scenario.horizon.as_ref().and_then(|horizon| worst_period(horizon, scale, answer)),
        };
        let mut lost = 0;
        for (index, user) in self.users.iter().enumerate() {
            let total = |grants: &[Grant]| -> u64 {
                let own = grants.iter().skip(index).step_by(self.users.len());
                own.map(|grant| u64::from(grant.granted())).sum()
            };
            let (before, now) = (total(&self.answer.grants), total(&answer.grants));
            if scenario.order.policy.steps().first().is_some_and(|step| step.selects(user)) {
                lost += before.saturating_sub(now);
            }
            if before != 0 && now == 0 {
                outcome.cut_off.extend(scenario.users.get(index).map(|user| user.id.clone()));
            }
        }
        OutageOutcome { first_served_lose: scale.quantity(lost), ..outcome }
    }
}

/// The period in which most is lacking of what may be asked for.
fn worst_period(horizon: &Horizon, scale: Scale, answer: &PipeNetworkAllocation) -> Option<WorstPeriod> {
    let mut worst: Option<WorstPeriod> = None;
    for (t, period) in answer.periods.iter().enumerate() {
        let total = |figure: fn(&ClassTotal) -> u64| scale.quantity(period.classes.iter().map(figure).sum());
        let demand = total(|class| class.demand);
        let lacking = demand.less(total(|class| class.granted));
        if lacking > worst.map_or(Quantity::ZERO, |worst| worst.lacking) {
            worst = Some(WorstPeriod { begins_h: horizon.hours(t), demand, lacking });
        }
    }
    worst
}
