//! What a network of pipes comes to in all: the allocation takes so many nodes, pipes and users, and so much gas.

use std::ops::Range;

use citygate::network::MAX_NODES;
use citygate::units::MAX_USERS;
use toml::Spanned;

use super::checker::Checker;
use super::raw::scenario::RawScenario;
use crate::quantity::Quantity;
use crate::scenario::horizon::Horizon;
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::scale::Scale;
use crate::scenario::user::Consumer;

/// All gas together, in units of the allocation, is less.
const MOST_GAS: u128 = 1 << 63;

/// Gas times links times what is asked for, in units of the allocation, is less.
const MOST_SCALED: u128 = 1 << 127;

/// A network whose short and long forms are joined, and its users.
pub struct Sums<'a> {
    pub nodes: usize,
    pub joined: &'a PipeNetwork,
    pub users: &'a [Consumer],
    pub horizon: Option<&'a Horizon>,
    pub scale: Scale,
}

impl Sums<'_> {
    /// Refuses what the allocation cannot share out, or a result cannot hold.
    pub fn check(&self, raw: &RawScenario, checker: &mut Checker) {
        let place = place(raw);
        if !self.counts_fit(&place, checker) {
            return;
        }
        let gas = self.gas() + self.later(raw, checker);
        if gas >= MOST_GAS {
            let most = Quantity::from_thousandths(u64::MAX >> 1).to_number();
            checker.note(&place, (checker.words().gas_too_much_in_network)(&most));
            return;
        }
        let (asked, weights) = self.asked();
        let most = (gas + 1).checked_mul(self.links() as u128 + 1).and_then(|most| most.checked_add(asked));
        let scaled = most.and_then(|most| most.checked_mul(weights + 1));
        if scaled.is_none_or(|scaled| scaled >= MOST_SCALED) {
            checker.note(&place, checker.words().network_too_large);
        }
        self.check_capacities(raw, checker);
    }

    fn periods(&self) -> usize {
        self.horizon.map_or(1, Horizon::len)
    }

    fn counts_fit(&self, place: &Range<usize>, checker: &mut Checker) -> bool {
        let (periods, words) = (self.periods(), checker.words());
        let limits = [
            (self.users.len(), MAX_USERS, words.too_many_users),
            (
                self.nodes.max(1).saturating_add(self.joined.storages.len()),
                MAX_NODES - 1,
                words.too_many_nodes,
            ),
            (self.elements(), MAX_NODES - 1, words.too_many_pipes),
        ];
        let beyond = limits.iter().find(|(count, most, _)| periods.saturating_mul(*count) > *most);
        if let Some((count, most, told)) = beyond {
            checker.note(place, told(periods, *count, *most));
        }
        beyond.is_none()
    }

    fn elements(&self) -> usize {
        let PipeNetwork { pipes, sources, storages, .. } = self.joined;
        pipes.len().saturating_add(sources.len()).saturating_add(storages.len().saturating_mul(3))
    }

    fn links(&self) -> usize {
        self.elements().saturating_mul(self.periods())
    }

    fn gas(&self) -> u128 {
        let scale = self.scale;
        let stored = self.joined.storages.iter().map(|storage| {
            let deliveries = storage.deliveries.iter().map(|delivery| u128::from(scale.volume(*delivery)));
            u128::from(scale.volume(storage.stock)) + deliveries.sum::<u128>()
        });
        let in_period = |t: usize| -> u128 {
            self.joined.sources.iter().map(|source| u128::from(scale.units(source.supply.at(t)))).sum()
        };
        stored.sum::<u128>() + (0..self.periods()).map(in_period).sum::<u128>()
    }

    /// What a time line adds to the supply at the most.
    fn later(&self, raw: &RawScenario, checker: &Checker) -> u128 {
        let supplies = raw.timeline.iter().filter_map(|entry| entry.get_ref().supply.as_ref());
        // What is no quantity is told where the entry is read.
        let most = supplies.filter_map(|value| checker.is_quantity(value)).max();
        most.map_or(0, |most| self.scale.units(most).into())
    }

    /// What all users ask for, and by what it is weighted at most.
    fn asked(&self) -> (u128, u128) {
        let units = |quantity| u128::from(self.scale.units(quantity));
        let mut sums = (0, 0);
        for user in self.users {
            let factor = self.horizon.map_or(1000, |horizon| horizon.largest_factor_on(user));
            let demand = (units(user.demand) * u128::from(factor)).div_ceil(1000);
            let base = user.base.map_or(0, units).max(user.weight.into());
            sums.0 += demand * self.periods() as u128;
            sums.1 += demand.max(base) * self.periods() as u128;
        }
        sums
    }

    /// What a pipe can carry over all periods is told in one figure.
    fn check_capacities(&self, raw: &RawScenario, checker: &mut Checker) {
        let total = |pipe: &crate::scenario::pipe_network::Pipe| {
            let at = |t: usize| {
                let along = pipe.capacity.as_ref().map_or(0, |capacity| self.scale.units(capacity.at(t)));
                let back = pipe.capacity_back.as_ref().map_or(0, |back| self.scale.units(back.at(t)));
                u128::from(along.max(back))
            };
            (0..self.periods()).map(at).sum::<u128>()
        };
        for (pipe, raw) in self.joined.pipes.iter().zip(&raw.pipe) {
            if total(pipe) >= MOST_GAS {
                checker.note(&raw.span(), (checker.words().pipe_too_large)(&pipe.id));
            }
        }
    }
}

/// Where the network begins in the file.
fn place(raw: &RawScenario) -> Range<usize> {
    let pipes = raw.pipe.first().map(Spanned::span);
    let sources = raw.sources.first().map(Spanned::span);
    let storages = raw.storage.first().map(Spanned::span);
    let horizon = raw.horizon.as_ref().map(Spanned::span);
    pipes.or(sources).or(storages).or(horizon).unwrap_or(0..0)
}
