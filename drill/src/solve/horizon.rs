//! Sharing out the hours ahead.

use citygate::allocate::{Grant, Reason, Summary};
use citygate::horizon::{Horizon, HorizonOutput, HorizonScratch, Outlook, Period, PeriodTotal, Storage};
use citygate::network::{Network, NetworkScratch, Node, NodeLoad};
use citygate::pipe_network::PipeNetworkAllocation;
use citygate::units::Flow;
use citygate::user::{CLASS_COUNT, SupplyClass, User};

use super::convert::{self, sum};
use super::error::SolveError;
use super::{network, pipe_network};
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::horizon::{ClassOutlook, PeriodOutcome, PeriodUser};
use crate::result::pipe_network::PipeNetworkOutcome;
use crate::result::shares::{ClassOutcome, NodeOutcome, UserOutcome};
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;
use crate::scenario::{Scenario, horizon};

struct Answer {
    grants: Vec<Grant>,
    periods: Vec<PeriodTotal>,
    loads: Vec<NodeLoad>,
    outlook: [Outlook; CLASS_COUNT],
    summary: Summary,
    /// On a network of any shape, what each period comes to there.
    pipe_networks: Vec<PipeNetworkOutcome>,
    /// For each grant what holds the user back there.
    held_by: Vec<Vec<String>>,
}

pub fn allocate(
    scenario: &Scenario,
    horizon: &horizon::Horizon,
    users: &[User],
) -> Result<Allocation, SolveError> {
    let answer = match &scenario.pipe_network {
        Some(network) => on_pipes(scenario, network, horizon, users)?,
        None => answer(scenario, horizon, users)?,
    };
    let periods = period_outcomes(scenario, horizon, &answer);
    let allocation =
        convert::allocation(scenario, &answer.summary, user_outcomes(scenario, horizon, users, &periods));
    Ok(Allocation {
        nodes: node_outcomes(&periods),
        pipe_network: PipeNetworkOutcome::over(answer.pipe_networks.iter()),
        start: horizon.start,
        periods: Some(periods),
        outlook: Some(class_outlooks(horizon, &answer.outlook, &allocation)),
        ..allocation
    })
}

fn answer(scenario: &Scenario, horizon: &horizon::Horizon, users: &[User]) -> Result<Answer, SolveError> {
    let scale = scenario.scale;
    let nodes: Vec<Node> = scenario
        .network
        .iter()
        .flat_map(|network| &network.nodes)
        .map(|node| network::to_library(node, scale))
        .collect();
    let periods: Vec<Period> = (0..horizon.len()).map(|t| period(horizon, t, scale)).collect();
    let storage = horizon.storage.as_ref().map(|storage| Storage {
        stock: scale.volume(storage.stock),
        reserve: scale.volume(storage.reserve),
        withdrawal: scale.volume(storage.withdrawal),
        ..Storage::default()
    });
    let ahead = Horizon {
        network: Network { policy: &scenario.order.policy, nodes: &nodes, users },
        periods: &periods,
        storage: storage.unwrap_or_default(),
        spread: horizon.share,
    };

    let copies = HorizonScratch::nodes(nodes.len(), periods.len());
    let leaves = HorizonScratch::users(users.len(), periods.len());
    let mut scratch = HorizonScratch {
        nodes: &mut vec![Node::below(Node::ROOT); copies],
        loads: &mut vec![NodeLoad::default(); copies],
        users: &mut vec![User::default(); leaves],
        rotation: &mut vec![Default::default(); users.len()],
        network: NetworkScratch {
            nodes: &mut vec![Default::default(); copies],
            users: &mut vec![Default::default(); leaves],
            levels: &mut vec![Default::default(); NetworkScratch::levels(copies, leaves)],
        },
    };
    let mut answer = Answer {
        grants: vec![Grant::EMPTY; leaves],
        periods: vec![PeriodTotal::default(); periods.len()],
        loads: vec![NodeLoad::default(); nodes.len() * periods.len()],
        outlook: Default::default(),
        summary: Summary::default(),
        pipe_networks: Vec::new(),
        held_by: Vec::new(),
    };
    let into = HorizonOutput {
        grants: &mut answer.grants,
        periods: &mut answer.periods,
        loads: &mut answer.loads,
        outlook: &mut answer.outlook,
        summary: &mut answer.summary,
    };
    ahead.allocate(&mut scratch, into).map_err(SolveError::Horizon)?;
    Ok(answer)
}

/// The same on a network of any shape.
fn on_pipes(
    scenario: &Scenario,
    network: &PipeNetwork,
    horizon: &horizon::Horizon,
    users: &[User],
) -> Result<Answer, SolveError> {
    let demands = demands(scenario, horizon)?;
    let pipe_network::Answer { allocation, held_by } =
        pipe_network::allocate(scenario, network, users, &demands)?;
    let outcome = |t: usize| pipe_network::outcome(network, &allocation, t, scenario.scale);
    let pipe_networks = (0..horizon.len()).map(outcome).collect();
    let PipeNetworkAllocation { grants, periods, outlook, summary, .. } = allocation;
    Ok(Answer { grants, periods, loads: Vec::new(), outlook, summary, pipe_networks, held_by })
}

/// What every user wants in every period, in units of the allocation.
pub fn demands(scenario: &Scenario, horizon: &horizon::Horizon) -> Result<Vec<Flow>, SolveError> {
    let mut demands = Vec::with_capacity(horizon.len() * scenario.users.len());
    for t in 0..horizon.len() {
        for user in &scenario.users {
            let wanted =
                if horizon.is_stopped(user.class, t) { 0 } else { demand(scenario, horizon, user, t) };
            let too_large = |_| SolveError::TooLarge { id: user.id.clone() };
            demands.push(Flow::try_from(wanted).map_err(too_large)?);
        }
    }
    Ok(demands)
}

fn period(horizon: &horizon::Horizon, t: usize, scale: Scale) -> Period {
    let of_period = |values: &[Quantity]| values.get(t).copied().unwrap_or_default();
    let delivery = horizon.storage.as_ref().map(|storage| of_period(&storage.deliveries));
    // Factors beyond 16 bits are refused when a scenario is read.
    let permille = |class| u16::try_from(horizon.factor(class, t)).unwrap_or(u16::MAX);
    Period::new(scale.units(of_period(&horizon.supply)))
        .with_delivery(scale.volume(delivery.unwrap_or_default()))
        .with_demand_permille(SupplyClass::ALL.map(permille))
}

/// What a user wants in a period undisturbed by orders, in units of the allocation: rounded as the library does.
fn demand(scenario: &Scenario, horizon: &horizon::Horizon, user: &Consumer, t: usize) -> u64 {
    horizon::times(scenario.scale.units(user.demand), horizon.undisturbed_factor_on(user, t))
}

/// Demand and supply, as flows, of the period with the largest imbalance, the first of several: the supply at the root
/// and the sources of all nodes, without the storage.
pub fn worst_period(scenario: &Scenario, horizon: &horizon::Horizon) -> (Quantity, Quantity) {
    let nodes = scenario.network.iter().flat_map(|network| &network.nodes);
    let sources = sum(nodes.filter_map(|node| node.source));
    let of_period = |t: usize| {
        let demand = sum(scenario.users.iter().map(|user| horizon.undisturbed_demand_of(user, t)));
        if let Some(network) = &scenario.pipe_network {
            return (demand, network.supply_in(t));
        }
        let at_root = horizon.supply.get(t).copied().unwrap_or_default();
        (demand, sum([at_root, sources].into_iter()))
    };
    let imbalance =
        |(demand, supply): &(Quantity, Quantity)| demand.thousandths().saturating_sub(supply.thousandths());
    let mut worst = (Quantity::ZERO, Quantity::ZERO);
    for (t, period) in (0..horizon.len()).map(of_period).enumerate() {
        if t == 0 || imbalance(&period) > imbalance(&worst) {
            worst = period;
        }
    }
    worst
}

fn period_outcomes(scenario: &Scenario, horizon: &horizon::Horizon, answer: &Answer) -> Vec<PeriodOutcome> {
    let (scale, count) = (scenario.scale, scenario.users.len());
    let mut outcomes = Vec::with_capacity(horizon.len());
    for (t, (total, grants)) in answer.periods.iter().zip(answer.grants.chunks(count)).enumerate() {
        let held_by = answer.held_by.iter().skip(t * count).map(Some).chain(std::iter::repeat(None));
        let of_user = |((user, grant), held_by): ((&Consumer, &Grant), Option<&Vec<String>>)| {
            let (wanted, granted) = (demand(scenario, horizon, user, t), grant.granted().into());
            let demand = scale.quantity(wanted);
            let by_order = if horizon.is_stopped(user.class, t) { demand } else { Quantity::ZERO };
            let (reason, step) = convert::reason_of(grant, by_order, &scenario.order.policy, user);
            PeriodUser {
                id: user.id.clone(),
                demand,
                by_order,
                granted: scale.quantity(granted),
                demand_flow: scale.flow_of(wanted),
                granted_flow: scale.flow_of(granted),
                reason,
                step,
                node: convert::node_of(grant, scenario),
                held_by: held_by.cloned().unwrap_or_default(),
            }
        };
        let users: Vec<PeriodUser> = scenario.users.iter().zip(grants).zip(held_by).map(of_user).collect();
        let by_order = sum(users.iter().map(|user| user.by_order));
        let wanted = scale.quantity(total.classes.iter().map(|class| class.demand).sum());
        let tree = scenario.network.as_ref().filter(|_| scenario.pipe_network.is_none());
        let nodes = tree.map(|network| {
            let loads = answer.loads.iter().skip(t * network.nodes.len());
            let outcomes = network.nodes.iter().zip(loads);
            outcomes.map(|(node, load)| network::outcome(node, load, scale)).collect()
        });
        let of_storage = |units| scenario.has_storage().then(|| scale.quantity(units));
        outcomes.push(PeriodOutcome {
            supply: scale.quantity(total.supply),
            withdrawn: of_storage(total.withdrawn),
            stock: of_storage(total.stock),
            demand: sum([wanted, by_order].into_iter()),
            by_order,
            served: scale.quantity(total.classes.iter().map(|class| class.granted).sum()),
            users,
            nodes,
            pipe_network: answer.pipe_networks.get(t).cloned(),
        });
    }
    outcomes
}

/// Over all periods. The reason is that of the period in which the most protected step falls short; of several,
/// that of the first.
fn user_outcomes(
    scenario: &Scenario,
    horizon: &horizon::Horizon,
    users: &[User],
    periods: &[PeriodOutcome],
) -> Vec<UserOutcome> {
    let of_user = |(index, user): (usize, &Consumer)| {
        let parts = || periods.iter().filter_map(|period| period.users.get(index));
        // A reason that speaks of no step ranks behind all that do, an order behind every lack of gas, satisfaction behind all.
        let rank = |part: &&PeriodUser| {
            (part.reason == Reason::Satisfied, !part.by_order.is_zero(), part.step.unwrap_or(u8::MAX))
        };
        let worst = parts().min_by_key(rank);
        let minimum = scenario.scale.quantity(scenario.scale.units(user.minimum));
        let is_unmet = |part: &PeriodUser| convert::is_unmet(minimum, part.demand, part.granted);
        UserOutcome {
            id: user.id.clone(),
            class: user.class,
            demand: sum(parts().map(|part| part.demand)),
            by_order: sum(parts().map(|part| part.by_order)),
            granted: sum(parts().map(|part| part.granted)),
            reason: worst.map_or(Reason::Satisfied, |part| part.reason),
            step: worst.and_then(|part| part.step),
            node: worst.and_then(|part| part.node.clone()),
            held_by: worst.map(|part| part.held_by.clone()).unwrap_or_default(),
            short_h: Some(horizon.hours(parts().filter(|part| part.granted != part.demand).count())),
            off_too_long: is_off_too_long(
                scenario,
                users.get(index),
                parts().map(|part| part.granted != part.demand),
            ),
            minimum_unmet: parts().any(is_unmet),
        }
    };
    scenario.users.iter().enumerate().map(of_user).collect()
}

/// Whether a user of a rotating step is without gas for more periods in a row than the step allows.
fn is_off_too_long(scenario: &Scenario, user: Option<&User>, is_short: impl Iterator<Item = bool>) -> bool {
    let rotation = user.and_then(|user| scenario.order.policy.rotation_of(user));
    let longest = rotation.map_or(0, |rotation| usize::from(rotation.longest_outage));
    let mut lasted = 0;
    let mut runs = is_short.map(|is_short| {
        lasted = if is_short { lasted + 1 } else { 0 };
        lasted
    });
    longest != 0 && runs.any(|lasted| lasted > longest)
}

/// Over all periods. A node binds if it does in any of them.
fn node_outcomes(periods: &[PeriodOutcome]) -> Option<Vec<NodeOutcome>> {
    let first = periods.first()?.nodes.as_ref()?;
    let over_all = |(index, node): (usize, &NodeOutcome)| {
        let parts = || periods.iter().filter_map(|period| period.nodes.as_ref()?.get(index));
        NodeOutcome {
            id: node.id.clone(),
            capacity: node.capacity.map(|_| sum(parts().filter_map(|part| part.capacity))),
            load: sum(parts().map(|part| part.load)),
            binding: parts().any(|part| part.binding),
            source: node.source.map(|_| sum(parts().filter_map(|part| part.source))),
            source_used: node.source_used.map(|_| sum(parts().filter_map(|part| part.source_used))),
        }
    };
    Some(first.iter().enumerate().map(over_all).collect())
}

fn class_outlooks(
    horizon: &horizon::Horizon,
    outlooks: &[Outlook; CLASS_COUNT],
    allocation: &Allocation,
) -> Vec<ClassOutlook> {
    let hours = |period| (period != Outlook::NEVER).then(|| horizon.hours(period as usize));
    let of_class = |class: &ClassOutcome| {
        let outlook = outlooks.get(class.class as usize).copied().unwrap_or_default();
        // Whoever is stopped by order gets nothing then.
        let stopped = (0u32..).zip(0..horizon.len()).find(|(_, t)| horizon.is_stopped(class.class, *t));
        let stopped = stopped.filter(|_| !class.by_order.is_zero()).map_or(Outlook::NEVER, |(t, _)| t);
        ClassOutlook {
            class: class.class,
            first_touched_h: hours(outlook.first_touched_period.min(stopped)),
            cut_off_h: hours(outlook.cut_off_period.min(stopped)),
        }
    };
    allocation.classes.iter().map(of_class).collect()
}

/// For how long main users are without gas, and whether one of them still is at the end; nothing where no user is a main one.
/// **Interpretation:** as in an exercise, the longest time on end for which one of them wants gas and gets none.
pub fn interruption(
    scenario: &Scenario,
    horizon: &horizon::Horizon,
    periods: &[PeriodOutcome],
) -> Option<(Quantity, bool)> {
    let main = scenario.users.iter().enumerate().filter(|(_, user)| user.is_main);
    let outage = |(index, _): (usize, &Consumer)| {
        let (mut lasted, mut longest) = (0, 0);
        for part in periods.iter().filter_map(|period| period.users.get(index)) {
            let is_out = !part.demand.is_zero() && part.granted.is_zero();
            lasted = if is_out { lasted + 1 } else { 0 };
            longest = longest.max(lasted);
        }
        (longest, lasted != 0)
    };
    let outages: Vec<(usize, bool)> = main.map(outage).collect();
    let (longest, _) = outages.iter().max()?;
    Some((horizon.hours(*longest), outages.iter().any(|(_, is_out)| *is_out)))
}
