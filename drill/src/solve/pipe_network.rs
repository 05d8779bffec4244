//! Sharing out on a network of any shape.

use std::collections::BTreeSet;

use citygate::allocate::{Grant, Reason};
use citygate::horizon::Spread;
use citygate::pipe_network::{
    self as library, Held, NetworkStorage, Pipe, PipeCapacity, PipeNetworkAllocation, PipeNetworkScratchBuf,
    Schedule, Source, StorageFlow,
};
use citygate::policy::Policy;
use citygate::units::Flow;
use citygate::user::User;

use super::error::SolveError;
use crate::quantity::Quantity;
use crate::result::pipe_network::{NetFlow, PipeNetworkOutcome, PipeOutcome, SourceOutcome, StorageOutcome};
use crate::scenario::Scenario;
use crate::scenario::horizon::Horizon;
use crate::scenario::pipe_network::{self, Element, ElementKind, PipeNetwork, UseOrder};
use crate::scenario::scale::Scale;

/// The library's answer.
pub struct Answer {
    pub allocation: PipeNetworkAllocation,
    /// For each grant the ids of what holds the user back: pipes, sources, storages.
    pub held_by: Vec<Vec<String>>,
}

/// Shares out what all sources and storages bring, in one period or in those of the horizon; with one, `demands` is
/// what users want in each period.
pub fn allocate(
    scenario: &Scenario,
    network: &PipeNetwork,
    users: &[User],
    demands: &[Flow],
) -> Result<Answer, SolveError> {
    let figures = Figures::of(scenario, network);
    let spread = scenario.horizon.as_ref().map_or(Spread::Even, |horizon| horizon.share);
    let network = figures.stated(&scenario.order.policy, users, demands, spread);
    let mut scratch = PipeNetworkScratchBuf::new();
    let allocation = network.allocate_owned(&mut scratch).map_err(SolveError::PipeNetwork)?;
    let mut held_by = Vec::with_capacity(allocation.grants.len());
    for (at, grant) in allocation.grants.iter().enumerate() {
        if !is_short(grant) {
            held_by.push(Vec::new());
            continue;
        }
        let (user, period) = (at % users.len().max(1), at / users.len().max(1));
        let held = network.held_by_owned(&allocation, user, period, &mut scratch);
        held_by.push(figures.ids(&held.map_err(SolveError::PipeNetwork)?));
    }
    Ok(Answer { allocation, held_by })
}

/// The same without a word on what holds users back, perhaps with one element out of order over all periods: no gas
/// flows through a pipe either way, a source brings none, a storage neither gives nor takes any.
pub fn allocate_without(
    scenario: &Scenario,
    network: &PipeNetwork,
    users: &[User],
    demands: &[Flow],
    out: Option<Element>,
) -> Result<PipeNetworkAllocation, SolveError> {
    let mut figures = Figures::of(scenario, network);
    out.into_iter().for_each(|element| figures.take_out(element));
    let spread = scenario.horizon.as_ref().map_or(Spread::Even, |horizon| horizon.share);
    let network = figures.stated(&scenario.order.policy, users, demands, spread);
    network.allocate_owned(&mut PipeNetworkScratchBuf::new()).map_err(SolveError::PipeNetwork)
}

/// Whether something holds the user back. Finding out what takes time.
fn is_short(grant: &Grant) -> bool {
    matches!(grant.reason(), Reason::ShortInStep | Reason::HeldByNetwork | Reason::MinimumDidNotFit)
}

/// A network in the library's units.
struct Figures<'a> {
    network: &'a PipeNetwork,
    nodes: u32,
    periods: u32,
    pipes: Vec<Pipe>,
    sources: Vec<Source>,
    storages: Vec<NetworkStorage>,
    capacities: Vec<PipeCapacity>,
    supplies: Vec<u64>,
    flows: Vec<StorageFlow>,
}

/// The library refuses a position beyond all nodes.
fn position(node: usize) -> u32 {
    u32::try_from(node).unwrap_or(u32::MAX)
}

impl<'a> Figures<'a> {
    fn of(scenario: &Scenario, network: &'a PipeNetwork) -> Figures<'a> {
        let scale = scenario.scale;
        let periods = scenario.horizon.as_ref().map_or(1, Horizon::len);
        let orders = orders(network);
        let order = |stated: UseOrder| match orders.binary_search(&stated) {
            Ok(place) if stated != UseOrder::AfterAll => position(place),
            _ => NetworkStorage::AFTER_ALL,
        };
        let nodes = scenario.network.as_ref().map_or(1, |network| network.nodes.len());
        let over_time = |t: usize| {
            let pipes = network.pipes.iter().map(move |pipe| capacity(pipe, t, scale));
            let sources = network.sources.iter().map(move |source| scale.units(source.supply.at(t)));
            let storages = network.storages.iter().map(move |storage| storage_flow(storage, t, scale));
            (pipes.collect::<Vec<_>>(), sources.collect::<Vec<_>>(), storages.collect::<Vec<_>>())
        };
        let mut figures = Figures {
            network,
            nodes: position(nodes),
            periods: position(periods),
            pipes: network
                .pipes
                .iter()
                .map(|pipe| Pipe::one_way(position(pipe.from), position(pipe.to)))
                .collect(),
            sources: network
                .sources
                .iter()
                .map(|source| Source::at(position(source.node), 0).with_order(order(source.order)))
                .collect(),
            storages: network
                .storages
                .iter()
                .map(|storage| NetworkStorage {
                    capacity: storage.capacity.map_or(NetworkStorage::UNLIMITED, |most| scale.volume(most)),
                    reserve: scale.volume(storage.reserve),
                    order: order(storage.order),
                    ..NetworkStorage::at(position(storage.node), scale.volume(storage.stock))
                })
                .collect(),
            capacities: Vec::new(),
            supplies: Vec::new(),
            flows: Vec::new(),
        };
        for (pipes, sources, storages) in (0..periods).map(over_time) {
            figures.capacities.extend(pipes);
            figures.supplies.extend(sources);
            figures.flows.extend(storages);
        }
        figures
    }

    fn take_out(&mut self, Element { kind, index }: Element) {
        fn of_every_period<T: Copy>(list: &mut [T], count: usize, index: usize, nothing: T) {
            list.iter_mut().skip(index).step_by(count).for_each(|value| *value = nothing);
        }
        match kind {
            ElementKind::Pipe => {
                let closed = PipeCapacity { along: 0, back: 0 };
                of_every_period(&mut self.capacities, self.pipes.len(), index, closed);
            }
            ElementKind::Source => of_every_period(&mut self.supplies, self.sources.len(), index, 0),
            ElementKind::Storage => {
                let shut = StorageFlow { delivery: 0, withdrawal: 0, fill: 0 };
                of_every_period(&mut self.flows, self.storages.len(), index, shut);
            }
        }
    }

    fn stated<'f>(
        &'f self,
        policy: &'f Policy<'f>,
        users: &'f [User],
        demands: &'f [Flow],
        spread: Spread,
    ) -> library::PipeNetwork<'f> {
        library::PipeNetwork {
            policy,
            node_count: self.nodes,
            pipes: &self.pipes,
            sources: &self.sources,
            storages: &self.storages,
            users,
            schedule: Schedule {
                spread,
                supplies: &self.supplies,
                capacities: &self.capacities,
                storages: &self.flows,
                demands,
                ..Schedule::periods(self.periods)
            },
        }
    }

    /// What holds a user back, each once, whatever the period: pipes, then sources, then storages.
    fn ids(&self, held: &[Held]) -> Vec<String> {
        let (mut pipes, mut sources, mut storages) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for one in held {
            match *one {
                Held::Pipe { index, .. } => pipes.insert(index),
                Held::Source { index, .. } => sources.insert(index),
                Held::Storage { index, .. } => storages.insert(index),
            };
        }
        let pipes = pipes.iter().filter_map(|index| self.network.pipes.get(*index)).map(|pipe| &pipe.id);
        let sources =
            sources.iter().filter_map(|index| self.network.sources.get(*index)).map(|source| &source.id);
        let storages = storages.iter().filter_map(|index| self.network.storages.get(*index));
        pipes.chain(sources).chain(storages.map(|storage| &storage.id)).cloned().collect()
    }
}

/// Every order of use that there is, lowest first.
fn orders(network: &PipeNetwork) -> Vec<UseOrder> {
    let sources = network.sources.iter().map(|source| source.order);
    let all: BTreeSet<UseOrder> =
        sources.chain(network.storages.iter().map(|storage| storage.order)).collect();
    all.into_iter().collect()
}

fn capacity(pipe: &pipe_network::Pipe, period: usize, scale: Scale) -> PipeCapacity {
    let limit = |capacity: &Option<crate::scenario::per_period::PerPeriod>| {
        capacity.as_ref().map_or(Pipe::UNLIMITED, |capacity| scale.units(capacity.at(period)))
    };
    PipeCapacity { along: limit(&pipe.capacity), back: limit(&pipe.capacity_back) }
}

fn storage_flow(storage: &pipe_network::Storage, period: usize, scale: Scale) -> StorageFlow {
    let delivery = storage.deliveries.get(period).copied().unwrap_or_default();
    let withdrawal = storage.withdrawal.as_ref().map(|withdrawal| scale.volume(withdrawal.at(period)));
    StorageFlow {
        delivery: scale.volume(delivery),
        withdrawal: withdrawal.unwrap_or(NetworkStorage::UNLIMITED),
        fill: scale.volume(storage.fill.at(period)),
    }
}

/// What pipes, sources and storages come to in a period.
pub fn outcome(
    network: &PipeNetwork,
    allocation: &PipeNetworkAllocation,
    period: usize,
    scale: Scale,
) -> PipeNetworkOutcome {
    let PipeNetwork { pipes, sources, storages, .. } = network;
    let flows = allocation.pipes.iter().skip(period * pipes.len());
    let uses = allocation.sources.iter().skip(period * sources.len());
    let states = allocation.storages.iter().skip(period * storages.len());
    // As the allocation was told them.
    let told = |flow: Quantity| scale.quantity(scale.units(flow));
    PipeNetworkOutcome {
        pipes: pipes
            .iter()
            .zip(flows)
            .map(|(pipe, carried)| PipeOutcome {
                id: pipe.id.clone(),
                flow: NetFlow {
                    quantity: scale.quantity(carried.flow.unsigned_abs()),
                    is_against: carried.flow < 0,
                },
                capacity: pipe.capacity.as_ref().map(|capacity| told(capacity.at(period))),
                capacity_back: pipe
                    .capacity_back
                    .as_ref()
                    .filter(|_| pipe.is_two_way())
                    .map(|back| told(back.at(period))),
                binding: carried.binding != 0,
            })
            .collect(),
        sources: sources
            .iter()
            .zip(uses)
            .map(|(source, taken)| SourceOutcome {
                id: source.id.clone(),
                used: scale.quantity(taken.used),
                supply: told(source.supply.at(period)),
                binding: taken.binding != 0,
            })
            .collect(),
        storages: storages
            .iter()
            .zip(states)
            .map(|(storage, state)| StorageOutcome {
                id: storage.id.clone(),
                stock: scale.quantity(state.stock),
                withdrawn: scale.quantity(state.withdrawn),
                filled: scale.quantity(state.filled),
                binding: state.binding != 0,
            })
            .collect(),
    }
}
