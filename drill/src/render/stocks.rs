//! The stock of every storage over time.

use super::explain::Explainer;
use super::hours::Hours;
use crate::quantity::Quantity;
use crate::scenario::pipe_network::{PipeNetwork, Storage};

/// A storage over the periods of a horizon.
pub struct Stock<'a> {
    /// What people call it; nothing of the one storage of a horizon.
    pub name: Option<&'a str>,
    pub reserve: Quantity,
    /// `None` without limit.
    pub capacity: Option<Quantity>,
    /// For each period its stock when it begins, with what is delivered then, and when it ends.
    pub periods: Vec<(Quantity, Quantity)>,
}

/// All storages, in the order of the scenario.
pub fn stocks<'a>(explainer: &Explainer<'a>, hours: &Hours<'a>) -> Vec<Stock<'a>> {
    match &explainer.scenario.pipe_network {
        Some(network) => of_network(explainer, hours, network),
        None => of_horizon(hours).into_iter().collect(),
    }
}

fn of_network<'a>(explainer: &Explainer<'a>, hours: &Hours<'a>, network: &'a PipeNetwork) -> Vec<Stock<'a>> {
    let of_storage = |(index, storage): (usize, &'a Storage)| {
        let states = hours.periods.iter().filter_map(|period| period.pipe_network.as_ref());
        let ends = states.filter_map(|outcome| outcome.storages.get(index)).map(|state| state.stock);
        Stock {
            name: Some(explainer.element(&storage.id)),
            reserve: storage.reserve,
            capacity: storage.capacity,
            periods: over_time(storage.stock, &storage.deliveries, ends),
        }
    };
    network.storages.iter().enumerate().map(of_storage).collect()
}

fn of_horizon<'a>(hours: &Hours) -> Option<Stock<'a>> {
    let storage = hours.horizon.storage.as_ref()?;
    let ends = hours.periods.iter().filter_map(|period| period.stock);
    Some(Stock {
        name: None,
        reserve: storage.reserve,
        capacity: None,
        periods: over_time(storage.stock, &storage.deliveries, ends),
    })
}

/// A delivery comes at once, what is withdrawn or filled throughout the period.
fn over_time(
    first: Quantity,
    deliveries: &[Quantity],
    ends: impl Iterator<Item = Quantity>,
) -> Vec<(Quantity, Quantity)> {
    let mut stock = first;
    let deliveries = deliveries.iter().copied().chain(std::iter::repeat(Quantity::ZERO));
    let periods = ends.zip(deliveries).map(|(end, delivery)| {
        let begin = stock.checked_add(delivery).unwrap_or(Quantity::MAX);
        stock = end;
        (begin, end)
    });
    periods.collect()
}

impl Stock<'_> {
    /// The largest stock that it has at any time.
    pub fn most(&self) -> Quantity {
        self.periods.iter().map(|(begin, end)| *begin.max(end)).max().unwrap_or_default()
    }

    /// How much its stock moves.
    pub fn swing(&self) -> Quantity {
        let least = self.periods.iter().map(|(begin, end)| *begin.min(end)).min();
        self.most().less(least.unwrap_or_default())
    }
}
