//! The time-expanded network: a copy of the network for each period, joined by storages.
//!
//! Nodes are, period by period, those of the network and one for each storage. *Links* join them; a link is one of
//!
//! * a pipe in a period;
//! * the limits of a storage in a period, from the storage to its node: along, what can be withdrawn; against, what can be
//!   filled;
//! * what a storage carries from one period to the next. That is told as the difference to what it would carry if
//!   nobody touched it: along, how much more it has room for; against, how much less it may carry without falling below
//!   its reserve;
//! * a source in a period, from the *origin*, a node behind all others;
//! * a delivery in a period, as far as a storage that nobody touches has no room for it;
//! * what a storage that nobody touches holds above its reserve in the end. Drawing upon it in the last period, or by
//!   carrying less in one before, is what drawing upon the stock is.
//!
//! So the stock counts against the capacity as it should, and gas that is let in later is never used before it came.

use super::description::PipeNetwork;
use super::graph::LinkSlot;
use super::layout::{Kind, Layout};
use super::schedule::{PipeCapacity, StorageFlow};
use super::storage::NetworkStorage;
use crate::units::{Total, Volume};

/// A storage in one period, if nobody touches it.
#[derive(Clone, Copy)]
pub(super) struct Untouched {
    /// What it holds in the end.
    pub(super) stock: Volume,
    /// What of the delivery it has no room for.
    pub(super) excess: Volume,
}

impl Untouched {
    /// What it holds above the reserve.
    fn usable(&self, storage: &NetworkStorage) -> Volume {
        self.stock.saturating_sub(storage.reserve)
    }

    /// Whether it may be drawn upon.
    fn is_open(&self, storage: &NetworkStorage) -> bool {
        self.stock >= storage.reserve
    }
}

impl PipeNetwork<'_> {
    /// What a source can bring in a period.
    pub(super) fn supply(&self, source: usize, period: usize) -> Volume {
        let at = period * self.sources.len() + source;
        let stated = self.schedule.supplies.get(at).copied();
        stated.unwrap_or_else(|| self.sources.get(source).map_or(0, |source| source.supply))
    }

    /// What a pipe can carry in a period.
    pub(super) fn capacity(&self, pipe: usize, period: usize) -> PipeCapacity {
        let stated = self.schedule.capacities.get(period * self.pipes.len() + pipe).copied();
        stated.unwrap_or_else(|| {
            self.pipes.get(pipe).map_or(PipeCapacity { along: 0, back: 0 }, |pipe| PipeCapacity {
                along: pipe.capacity,
                back: pipe.capacity_back,
            })
        })
    }

    /// What a storage receives, gives and takes in a period.
    pub(super) fn storage_flow(&self, index: usize, period: usize) -> StorageFlow {
        let stated = self.schedule.storages.get(period * self.storages.len() + index).copied();
        stated.unwrap_or_else(|| {
            let nothing = StorageFlow { delivery: 0, withdrawal: 0, fill: 0 };
            self.storages.get(index).map_or(nothing, |storage| StorageFlow {
                delivery: 0,
                withdrawal: storage.withdrawal,
                fill: storage.fill,
            })
        })
    }

    /// What a user wants in a period.
    pub(super) fn demand(&self, user: usize, period: usize) -> u32 {
        let stated = self.schedule.demands.get(period * self.users.len() + user).copied();
        stated.unwrap_or_else(|| self.users.get(user).map_or(0, |user| user.demand))
    }

    /// Goes through the periods of a storage that nobody touches.
    pub(super) fn untouched(&self, index: usize, mut see: impl FnMut(usize, &NetworkStorage, Untouched)) {
        let Some(storage) = self.storages.get(index) else { return };
        let mut stock = storage.stock;
        for period in 0..self.schedule.period_count as usize {
            let delivery = self.storage_flow(index, period).delivery;
            let kept = delivery.min(storage.capacity.saturating_sub(stock));
            stock += kept;
            see(period, storage, Untouched { stock, excess: delivery - kept });
        }
    }

    /// Whether a storage may be drawn upon in a period.
    pub(super) fn is_open(&self, index: usize, period: usize) -> bool {
        let mut is_open = false;
        self.untouched(index, |at, storage, untouched| is_open |= at == period && untouched.is_open(storage));
        is_open
    }

    /// Writes all links, none of which carries more than `unlimited`.
    pub(super) fn write_links(&self, layout: Layout, unlimited: Total, links: &mut [LinkSlot]) {
        let mut write = |link: usize, ends: [u32; 2], capacity: [Total; 2]| {
            if let Some(slot) = links.get_mut(link) {
                *slot = LinkSlot::between(ends, capacity.map(|capacity| capacity.min(unlimited)));
            }
        };
        let origin = layout.nodes_in_time() as u32;
        for period in 0..layout.periods {
            for (index, pipe) in self.pipes.iter().enumerate() {
                let ends = [layout.node(pipe.from, period), layout.node(pipe.to, period)];
                let PipeCapacity { along, back } = self.capacity(index, period);
                write(layout.link(Kind::Pipe, index, period), ends, [along, back]);
            }
            for (index, source) in self.sources.iter().enumerate() {
                let ends = [origin, layout.node(source.node, period)];
                write(layout.link(Kind::Source, index, period), ends, [self.supply(index, period), 0]);
            }
        }
        for index in 0..layout.storages {
            self.untouched(index, |period, storage, untouched| {
                let own = layout.storage_node(index, period);
                let usable = untouched.usable(storage);
                let room = storage.capacity.saturating_sub(untouched.stock);
                let limits = self.storage_flow(index, period);
                let withdrawal = if untouched.is_open(storage) { limits.withdrawal } else { 0 };
                let ends = [own, layout.node(storage.node, period)];
                write(layout.link(Kind::Limits, index, period), ends, [withdrawal, limits.fill]);
                write(layout.link(Kind::Delivery, index, period), [origin, own], [untouched.excess, 0]);
                if period + 1 == layout.periods {
                    write(layout.link(Kind::Stock, index, 0), [origin, own], [usable, 0]);
                } else {
                    let ends = [own, layout.storage_node(index, period + 1)];
                    write(layout.link(Kind::Carried, index, period), ends, [room, usable]);
                }
            });
        }
    }

    /// All gas that users can get: what sources bring, and what storages can give. `None` if it is 2⁶³ or more; then,
    /// up to which period.
    pub(super) fn gas(&self) -> Result<Total, usize> {
        let mut gas: Total = 0;
        let periods = self.schedule.period_count as usize;
        for period in 0..periods {
            for source in 0..self.sources.len() {
                gas = add(gas, self.supply(source, period)).ok_or(period)?;
            }
        }
        for storage in self.storages {
            gas = add(gas, storage.stock).ok_or(0usize)?;
        }
        for period in 0..periods {
            for storage in 0..self.storages.len() {
                gas = add(gas, self.storage_flow(storage, period).delivery).ok_or(period)?;
            }
        }
        Ok(gas)
    }

    /// Of that, what storages can give: stocks above their reserves, with all deliveries.
    pub(super) fn usable(&self) -> Total {
        let mut usable = 0;
        for index in 0..self.storages.len() {
            let last = self.schedule.period_count as usize - 1;
            self.untouched(index, |period, storage, untouched| {
                usable += untouched.excess + if period == last { untouched.usable(storage) } else { 0 };
            });
        }
        usable
    }
}

/// A sum that stays below 2⁶³.
fn add(sum: Total, more: Total) -> Option<Total> {
    sum.checked_add(more).filter(|sum| *sum < 1 << 63)
}
