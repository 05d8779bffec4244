//! Where everything of the time-expanded network is: see `expanded.rs` for what it stands for.

use super::description::PipeNetwork;

/// What a link stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Pipe,
    Limits,
    Carried,
    Source,
    Delivery,
    Stock,
}

/// One element of the network in one period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) kind: Kind,
    /// The pipe, source or storage.
    pub(super) index: usize,
    pub(super) period: usize,
}

/// How many there are of everything.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) nodes: usize,
    pub(super) pipes: usize,
    pub(super) sources: usize,
    pub(super) storages: usize,
    pub(super) users: usize,
    pub(super) periods: usize,
}

impl Layout {
    pub(super) fn of(network: &PipeNetwork) -> Layout {
        Layout {
            nodes: network.node_count as usize,
            pipes: network.pipes.len(),
            sources: network.sources.len(),
            storages: network.storages.len(),
            users: network.users.len(),
            periods: network.schedule.period_count as usize,
        }
    }

    /// How many nodes a copy has.
    fn copy_len(&self) -> usize {
        self.nodes.saturating_add(self.storages)
    }

    /// How many nodes there are in time, without the origin.
    pub(super) const fn nodes_in_time(&self) -> usize {
        self.nodes.saturating_add(self.storages).saturating_mul(self.periods)
    }

    /// How many links there are in time.
    pub(super) const fn links_in_time(&self) -> usize {
        let elements =
            self.storages.saturating_mul(3).saturating_add(self.pipes).saturating_add(self.sources);
        elements.saturating_mul(self.periods)
    }

    /// How many users there are in time.
    pub(super) const fn users_in_time(&self) -> usize {
        self.users.saturating_mul(self.periods)
    }

    /// Where the links of a kind begin, how many there are of it in a period, and in how many periods.
    fn range(&self, kind: Kind) -> (usize, usize, usize) {
        let Layout { pipes, sources, storages, periods, .. } = *self;
        let limits = pipes * periods;
        let carried = limits + storages * periods;
        let source = carried + storages * periods.saturating_sub(1);
        let delivery = source + sources * periods;
        match kind {
            Kind::Pipe => (0, pipes, periods),
            Kind::Limits => (limits, storages, periods),
            Kind::Carried => (carried, storages, periods.saturating_sub(1)),
            Kind::Source => (source, sources, periods),
            Kind::Delivery => (delivery, storages, periods),
            Kind::Stock => (delivery + storages * periods, storages, 1),
        }
    }

    /// The link of an element in a period.
    pub(super) fn link(&self, kind: Kind, index: usize, period: usize) -> usize {
        let (begin, count, _) = self.range(kind);
        begin + period * count + index
    }

    /// What a link stands for.
    pub(super) fn place(&self, link: usize) -> Place {
        let kinds = [Kind::Stock, Kind::Delivery, Kind::Source, Kind::Carried, Kind::Limits, Kind::Pipe];
        for kind in kinds {
            let (begin, count, _) = self.range(kind);
            if count != 0 && link >= begin {
                let place = link - begin;
                let period = if kind == Kind::Stock { self.periods.saturating_sub(1) } else { place / count };
                return Place { kind, index: place % count, period };
            }
        }
        Place { kind: Kind::Pipe, index: link, period: 0 }
    }

    /// The first link that leads from the origin.
    pub(super) fn first_source(&self) -> usize {
        self.range(Kind::Source).0
    }

    /// The links that lead from one period to the next: from the first of these to before the second.
    pub(super) fn carried(&self) -> (usize, usize) {
        let (begin, count, periods) = self.range(Kind::Carried);
        (begin, begin + count * periods)
    }

    /// A node of the network in a period.
    pub(super) fn node(&self, node: u32, period: usize) -> u32 {
        // Fits: checked before.
        (period * self.copy_len()) as u32 + node
    }

    /// The node of a storage in a period.
    pub(super) fn storage_node(&self, storage: usize, period: usize) -> u32 {
        (period * self.copy_len() + self.nodes + storage) as u32
    }
}
