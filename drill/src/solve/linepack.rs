//! How long the linepack lasts.

use super::convert::plus;
use super::exercise::store::Store;
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::horizon::PeriodOutcome;
use crate::result::lasting::Lasting;
use crate::result::linepack::{LinepackOutcome, PipeOutcome, Survival};
use crate::scenario::Scenario;
use crate::scenario::horizon::Horizon;
use crate::scenario::linepack::{Linepack, LinepackPipe};
use crate::scenario::reserve::ExerciseStorage;
use crate::scenario::user::Consumer;

/// How long the linepack lasts if the demand is met in full out of it, and at the granted shares; nothing without one.
///
/// **Interpretation:** capacities of nodes are not looked at where the demand is met in full: what could not come through
/// counts as if it did, so that the linepack never lasts less than is said.
pub fn outcome(scenario: &Scenario, allocation: &Allocation) -> Option<LinepackOutcome> {
    let linepack = scenario.linepack.as_ref()?;
    let (in_full, as_granted) = match (&scenario.horizon, &scenario.timeline) {
        (Some(horizon), _) => {
            (ahead(scenario, horizon, linepack), Some(planned(horizon, allocation.periods.iter().flatten())))
        }
        // Without a storage nothing is granted that the supply does not bring.
        (None, None) => (now(scenario, linepack), Some(Survival { needed: Quantity::ZERO, lasts: None })),
        (None, Some(_)) => (now(scenario, linepack), None),
    };
    let pipe = |pipe: &LinepackPipe| PipeOutcome {
        name: pipe.name.clone(),
        pressure_mpa: pipe.pressure_mpa.clone(),
        minimum_pressure_mpa: pipe.minimum_pressure_mpa.clone(),
        usable: pipe.usable,
    };
    Some(LinepackOutcome {
        usable: linepack.usable,
        pressures: linepack.pressures,
        pipes: linepack.pipes.iter().map(pipe).collect(),
        in_full,
        as_granted,
    })
}

fn store(scenario: &Scenario, linepack: &Linepack) -> Store {
    let all = ExerciseStorage { stock: linepack.usable, reserve: Quantity::ZERO, withdrawal: Quantity::MAX };
    Store::new(&all, scenario.volume_unit.hours)
}

/// At one moment.
fn now(scenario: &Scenario, linepack: &Linepack) -> Survival {
    let needed = lacking(scenario, |user| user.wanted(), scenario.supply.unwrap_or_default());
    let mut store = store(scenario, linepack);
    store.draw(needed);
    Survival { needed, lasts: store.lasts_ms().map(Lasting) }
}

/// Over the periods of a horizon: a surplus of one period does not fill the pipes for another.
fn ahead(scenario: &Scenario, horizon: &Horizon, linepack: &Linepack) -> Survival {
    let mut store = store(scenario, linepack);
    let (mut volume, mut lasts) = (Quantity::ZERO, None);
    let Lasting(period_ms) = Lasting::of_hours(horizon.period_h);
    for (t, supply) in horizon.supply.iter().enumerate() {
        let wanted = |user: &Consumer| horizon.demand_of(user, t);
        let needed = lacking(scenario, wanted, *supply);
        store.draw(needed);
        volume = plus(volume, scenario.scale.volume_in_period(needed));
        if let (None, Some(left)) = (lasts, store.lasts_ms().filter(|left| *left <= period_ms)) {
            let before = period_ms.saturating_mul(t as u64);
            lasts = Some(Lasting(before.saturating_add(left)));
        }
        store.pass(period_ms);
    }
    Survival { needed: volume, lasts }
}

/// As the horizon is planned: until the end of the period that leaves nothing.
fn planned<'a>(horizon: &Horizon, periods: impl Iterator<Item = &'a PeriodOutcome>) -> Survival {
    let (mut needed, mut lasts) = (Quantity::ZERO, None);
    for (t, period) in periods.enumerate() {
        needed = plus(needed, period.withdrawn.unwrap_or_default());
        if needed != Quantity::ZERO && period.stock == Some(Quantity::ZERO) && lasts.is_none() {
            lasts = Some(Lasting::of_hours(horizon.hours(t + 1)));
        }
    }
    Survival { needed, lasts }
}

/// The flow that supply and sources lack if all users get what they want; a source serves its subtree only.
fn lacking(scenario: &Scenario, wanted: impl Fn(&Consumer) -> Quantity, supply: Quantity) -> Quantity {
    let nodes = scenario.network.as_ref().map_or(&[][..], |network| &network.nodes);
    let mut needs = vec![Quantity::ZERO; nodes.len().max(1)];
    for user in &scenario.users {
        if let Some(need) = needs.get_mut(user.node) {
            *need = plus(*need, wanted(user));
        }
    }
    let order = scenario.network.as_ref().map(|network| network.depth_first()).unwrap_or_default();
    for (position, _) in order.into_iter().rev() {
        let Some(node) = nodes.get(position) else { continue };
        let need = needs[position].less(node.source.unwrap_or_default());
        needs[position] = need;
        if let Some(parent) = node.parent {
            needs[parent] = plus(needs[parent], need);
        }
    }
    needs.first().copied().unwrap_or_default().less(supply)
}
