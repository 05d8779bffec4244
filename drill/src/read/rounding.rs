//! Rounds figures to the scenario's steps, where the scenario asks for that.

use crate::quantity::Quantity;
use crate::scenario::horizon::Horizon;
use crate::scenario::network::Network;
use crate::scenario::per_period::PerPeriod;
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;

/// Rounds all that the allocation is told to the nearest step; returns how many figures were not on one.
pub fn round(
    scale: Scale,
    users: &mut [Consumer],
    network: &mut Network,
    pipe_network: &mut PipeNetwork,
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
    for pipe in &mut pipe_network.pipes {
        // What flows back as well is stated once.
        let is_same = pipe.capacity == pipe.capacity_back;
        let capacity = pipe.capacity.iter_mut().flat_map(PerPeriod::stated_mut);
        capacity.for_each(|flow| nearest(flow, false));
        match is_same {
            true => pipe.capacity_back.clone_from(&pipe.capacity),
            false => {
                let back = pipe.capacity_back.iter_mut().flat_map(PerPeriod::stated_mut);
                back.for_each(|flow| nearest(flow, false));
            }
        }
    }
    for source in &mut pipe_network.sources {
        source.supply.stated_mut().iter_mut().for_each(|flow| nearest(flow, false));
    }
    for storage in &mut pipe_network.storages {
        let limits = storage.withdrawal.iter_mut().chain([&mut storage.fill]);
        let volumes = [&mut storage.stock, &mut storage.reserve].into_iter().chain(&mut storage.capacity);
        volumes
            .chain(limits.flat_map(PerPeriod::stated_mut))
            .chain(&mut storage.deliveries)
            .for_each(|volume| nearest(volume, true));
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
