//! The answer of the time-expanded network, told of the network and the periods as they were given.

use super::description::PipeNetwork;
use super::graph::Graph;
use super::held_by::{Held, Shortage, needed};
use super::layout::Kind;
use super::pipe::{PipeFlow, SourceUse};
use super::storage::StorageState;
use crate::allocate::result::{Grant, Reason, Why};
use crate::allocate::targets::Targets;
use crate::horizon::{Outlook, PeriodTotal};
use crate::units::Total;
use crate::user::{CLASS_COUNT, User};

pub(super) struct Report<'r, 'g> {
    pub(super) network: &'r PipeNetwork<'r>,
    pub(super) graph: &'r mut Graph<'g>,
    pub(super) pipes: &'r mut [PipeFlow],
    pub(super) sources: &'r mut [SourceUse],
    pub(super) storages: &'r mut [StorageState],
}

impl Report<'_, '_> {
    /// Tells what everything carries, what holds users back, and which of them are held back by it.
    pub(super) fn write(&mut self, users: &[User], grants: &mut [Grant]) {
        self.write_flows();
        self.write_storages();
        self.graph.leave_none_out();
        self.graph.find_cells();
        for (user, grant) in users.iter().zip(grants.iter_mut()) {
            if !matches!(grant.reason(), Reason::ShortInStep | Reason::MinimumDidNotFit) {
                continue;
            }
            let shortage = self.shortage(user, grant);
            if shortage == Shortage::Pipe && grant.reason() == Reason::ShortInStep {
                grant.set_why(Why::new(Reason::HeldByNetwork, grant.step));
            }
        }
    }

    /// What is in the way of a user that is short. Where not even one unit more can come to its node, that is the same for
    /// all nodes among which gas could go round: it is found once, and marked on the one that names their cell.
    fn shortage(&mut self, user: &User, grant: &Grant) -> Shortage {
        let name = self.graph.cell_of(user.node);
        let shortage = match Shortage::from_mark(self.graph.node(name).shortage) {
            Some(known) => known,
            None => {
                let shortage = self.find_cut(user.node, 1);
                if let Some(slot) = self.graph.nodes.get_mut(name as usize) {
                    slot.shortage = shortage.mark();
                }
                shortage
            }
        };
        let increment = Targets(self.network.policy).increment(user, grant.step);
        match needed(self.network.policy, user, grant, increment) {
            needed if needed > 1 && shortage == Shortage::None => self.find_cut(user.node, needed),
            _ => shortage,
        }
    }

    /// Finds the cut around a node to which so much cannot be brought, and marks all that is part of it.
    fn find_cut(&mut self, node: u32, needed: Total) -> Shortage {
        let shortage = self.graph.find_cut(self.network, node, needed);
        if shortage != Shortage::None {
            self.mark_cut();
        }
        shortage
    }

    /// Marks all that is part of the cut that was found.
    fn mark_cut(&mut self) {
        let Report { graph, pipes, sources, storages, .. } = self;
        let layout = graph.layout;
        graph.each_link_in(|link| match graph.held(link) {
            Some(Held::Pipe { index, period }) => {
                let pipe = pipes.get_mut(period * layout.pipes + index);
                pipe.into_iter().for_each(|pipe| pipe.binding = 1);
            }
            Some(Held::Source { index, period }) => {
                let source = sources.get_mut(period * layout.sources + index);
                source.into_iter().for_each(|source| source.binding = 1);
            }
            Some(Held::Storage { index, period }) => {
                let storage = storages.get_mut(period * layout.storages + index);
                storage.into_iter().for_each(|storage| storage.binding = 1);
            }
            None => {}
        });
    }

    fn write_flows(&mut self) {
        let layout = self.graph.layout;
        for (at, pipe) in self.pipes.iter_mut().enumerate() {
            let link = layout.link(Kind::Pipe, 0, 0) + at;
            let flow = self.graph.links.get(link).map_or(0, |slot| slot.flow());
            *pipe = PipeFlow { flow, ..PipeFlow::default() };
        }
        for (at, source) in self.sources.iter_mut().enumerate() {
            *source = SourceUse { used: self.graph.used(Kind::Source, at, 0), ..SourceUse::default() };
        }
    }

    fn write_storages(&mut self) {
        let layout = self.graph.layout;
        let last = layout.periods - 1;
        for index in 0..layout.storages {
            self.network.untouched(index, |period, _, untouched| {
                let flow = |kind| {
                    let link = self.graph.links.get(layout.link(kind, index, period));
                    link.map_or(0, |slot| slot.flow())
                };
                let withdrawn = flow(Kind::Limits);
                let change = if period == last {
                    let filled = self.graph.node(layout.storage_node(index, last)).granted;
                    filled as i64 - self.graph.used(Kind::Stock, index, 0) as i64
                } else {
                    flow(Kind::Carried)
                };
                if let Some(state) = self.storages.get_mut(period * layout.storages + index) {
                    *state = StorageState {
                        stock: untouched.stock.saturating_add_signed(change),
                        withdrawn: withdrawn.max(0) as Total,
                        filled: withdrawn.min(0).unsigned_abs(),
                        ..StorageState::default()
                    };
                }
            });
        }
    }

    /// Adds up the periods, and finds when each class is touched.
    pub(super) fn add_up(
        &self,
        users: &[User],
        grants: &[Grant],
        periods: &mut [PeriodTotal],
        outlook: &mut [Outlook; CLASS_COUNT],
    ) {
        let layout = self.graph.layout;
        *outlook = Default::default();
        for (period, total) in periods.iter_mut().enumerate() {
            let states = self.storages.get(period * layout.storages..).unwrap_or(&[]);
            let states = states.iter().take(layout.storages);
            *total = PeriodTotal {
                supply: (0..layout.sources).map(|source| self.network.supply(source, period)).sum(),
                withdrawn: states.clone().map(|state| state.withdrawn).sum(),
                stock: states.map(|state| state.stock).sum(),
                ..PeriodTotal::default()
            };
            let first = period * layout.users;
            let present = users.iter().zip(grants).skip(first).take(layout.users);
            for (user, grant) in present {
                total.add(user, grant);
            }
            total.note(period as u32, outlook);
        }
    }
}

impl Shortage {
    fn mark(self) -> u32 {
        match self {
            Shortage::None => 1,
            Shortage::Gas => 2,
            Shortage::Pipe => 3,
        }
    }

    fn from_mark(mark: u32) -> Option<Shortage> {
        [Shortage::None, Shortage::Gas, Shortage::Pipe].into_iter().find(|shortage| shortage.mark() == mark)
    }
}
