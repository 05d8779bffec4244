//! Rounds figures to the scenario's steps, where the scenario asks for that.

use crate::quantity::Quantity;
use crate::scenario::horizon::Horizon;
use crate::scenario::network::Network;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;

/// Rounds all that the allocation is told to the nearest step; returns how many figures were not on one.
pub fn round(
    scale: Scale,
    users: &mut [Consumer],
    network: &mut Network,
    supply: Option<&mut Quantity>,
    horizon: Option<&mut Horizon>,
) -> usize {
    let mut count = 0;
    let mut nearest = |quantity: &mut Quantity, is_volume: bool| {
        if !scale.divides(*quantity, is_volume) {
            *quantity = scale.nearest(*quantity, is_volume);
            count += 1;
        }
    };
    let over_time = horizon.is_some();
    for user in users {
        [&mut user.demand, &mut user.minimum]
            .into_iter()
            .chain(&mut user.base)
            .for_each(|flow| nearest(flow, false));
        if over_time {
            nearest(&mut user.cumulative_curtailment, true);
        }
    }
    for node in &mut network.nodes {
        node.capacity.iter_mut().chain(&mut node.source).for_each(|flow| nearest(flow, false));
    }
    match horizon {
        None => supply.into_iter().for_each(|supply| nearest(supply, false)),
        Some(horizon) => {
            horizon.supply.iter_mut().for_each(|supply| nearest(supply, false));
            if let Some(storage) = &mut horizon.storage {
                let stated = [&mut storage.stock, &mut storage.withdrawal, &mut storage.reserve];
                stated.into_iter().chain(&mut storage.deliveries).for_each(|volume| nearest(volume, true));
            }
        }
    }
    count
}
