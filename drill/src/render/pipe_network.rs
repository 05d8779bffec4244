//! Pipes, sources and storages as people read them: what each carries, brings and holds, and whom it holds back.

use std::collections::{HashMap, HashSet};

use super::explain::{Explainer, percentage};
use super::hours::hours;
use super::network_picture::{drawn_period, drawn_period_name};
use crate::quantity::Quantity;
use crate::result::pipe_network::{NetFlow, PipeNetworkOutcome};
use crate::scenario::pipe_network::PipeNetwork;

/// A table of elements of one kind.
pub struct ElementTable {
    /// What each element is called, then its figures and other texts.
    pub headings: Vec<String>,
    /// Which columns hold figures.
    pub figures: Vec<bool>,
    pub rows: Vec<ElementRow>,
    /// What is to be known of the figures.
    pub notes: Vec<&'static str>,
}

pub struct ElementRow {
    pub cells: Vec<String>,
    pub is_binding: bool,
}

/// Tables of pipes, sources and storages, of those that there are; none without a network of any shape.
pub fn tables(explainer: &Explainer) -> Vec<ElementTable> {
    let Explainer { scenario, allocation, .. } = *explainer;
    let (Some(network), Some(outcome)) = (&scenario.pipe_network, &allocation.pipe_network) else {
        return Vec::new();
    };
    let teller = Teller { explainer, held: held(explainer) };
    let tables =
        [teller.pipes(network, outcome), teller.sources(network, outcome), teller.storages(network, outcome)];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// For each element the users that it holds back, each once.
fn held<'a>(explainer: &Explainer<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut seen = HashSet::new();
    let Explainer { scenario, allocation, .. } = *explainer;
    let now = scenario.users.iter().zip(allocation.users.iter().map(|user| &user.held_by));
    let ahead = allocation.periods.iter().flatten();
    let ahead =
        ahead.flat_map(|period| scenario.users.iter().zip(period.users.iter().map(|user| &user.held_by)));
    for (user, elements) in now.chain(ahead) {
        for element in elements {
            if seen.insert((element.as_str(), user.id.as_str())) {
                held.entry(element).or_default().push(explainer.user(user));
            }
        }
    }
    held
}

struct Teller<'e, 'a> {
    explainer: &'e Explainer<'a>,
    held: HashMap<&'a str, Vec<&'a str>>,
}

impl Teller<'_, '_> {
    fn pipes(&self, network: &PipeNetwork, outcome: &PipeNetworkOutcome) -> ElementTable {
        let messages = self.explainer.messages.network;
        let Columns { headings, figures } = self.columns(
            &[messages.pipes.pipe, messages.pipes.way],
            &[messages.pipes.flow, messages.capacity, messages.used],
        );
        let rows = network.pipes.iter().zip(&outcome.pipes).enumerate().map(|(at, (pipe, carried))| {
            let way = (messages.pipes.from_to)(self.node(pipe.from), self.node(pipe.to));
            let limit = carried.limit(pipe.is_two_way());
            let capacity = limit.map_or(messages.no_limit.to_owned(), |limit| limit.to_string());
            let used = limit.map(|limit| percentage(carried.flow.quantity, limit)).unwrap_or_default();
            let mut cells = vec![way, signed(carried.flow), capacity, used];
            cells.extend(self.drawn(|period| period.pipes.get(at).map(|pipe| signed(pipe.flow))));
            self.row(&pipe.id, cells, carried.binding, |period| {
                period.pipes.iter().any(|other| other.id == pipe.id && other.binding)
            })
        });
        let drawn = hours(self.explainer).zip(drawn_period(self.explainer));
        let drawn = drawn.and_then(|(hours, t)| hours.periods.get(t)?.pipe_network.as_ref());
        let all = [Some(outcome), drawn].into_iter().flatten().flat_map(|outcome| &outcome.pipes);
        let is_against = { all }.any(|pipe| pipe.flow.is_against);
        let notes = [
            is_against.then_some(messages.pipes.against),
            self.explainer.allocation.periods.is_some().then_some(messages.pipes.balance),
        ];
        ElementTable { headings, figures, rows: rows.collect(), notes: notes.into_iter().flatten().collect() }
    }

    fn sources(&self, network: &PipeNetwork, outcome: &PipeNetworkOutcome) -> ElementTable {
        let messages = self.explainer.messages.network;
        let Columns { headings, figures } = self.columns(
            &[messages.pipes.source, messages.node],
            &[messages.pipes.taken, self.explainer.messages.horizon.supply, messages.used],
        );
        let rows = network.sources.iter().zip(&outcome.sources).enumerate().map(|(at, (source, taken))| {
            let mut cells = vec![
                self.node(source.node).to_owned(),
                taken.used.to_string(),
                taken.supply.to_string(),
                percentage(taken.used, taken.supply),
            ];
            cells.extend(self.drawn(|period| period.sources.get(at).map(|source| source.used.to_string())));
            self.row(&source.id, cells, taken.binding, |period| {
                period.sources.iter().any(|other| other.id == source.id && other.binding)
            })
        });
        ElementTable { headings, figures, rows: rows.collect(), notes: Vec::new() }
    }

    fn storages(&self, network: &PipeNetwork, outcome: &PipeNetworkOutcome) -> ElementTable {
        let (messages, ahead) = (self.explainer.messages.network, self.explainer.messages.horizon);
        let Columns { headings, figures } = self.columns(
            &[messages.pipes.storage, messages.node],
            &[
                ahead.stock_at_first,
                ahead.withdrawn,
                messages.pipes.filled,
                ahead.stock_at_last,
                ahead.reserve,
                messages.pipes.holds,
            ],
        );
        let rows =
            network.storages.iter().zip(&outcome.storages).enumerate().map(|(at, (storage, state))| {
                let capacity = storage.capacity.map_or(messages.no_limit.to_owned(), |most| most.to_string());
                let figures = [storage.stock, state.withdrawn, state.filled, state.stock, storage.reserve];
                let mut cells = vec![self.node(storage.node).to_owned()];
                cells.extend(figures.iter().map(Quantity::to_string));
                cells.push(capacity);
                cells.extend(
                    self.drawn(|period| period.storages.get(at).map(|storage| storage.stock.to_string())),
                );
                self.row(&storage.id, cells, state.binding, |period| {
                    period.storages.iter().any(|other| other.id == storage.id && other.binding)
                })
            });
        ElementTable { headings, figures, rows: rows.collect(), notes: Vec::new() }
    }

    /// The headings of a table: texts, figures, where there are periods the one that is drawn and the hours held, then
    /// whom it holds back.
    fn columns(&self, texts: &[&'static str], figures: &[&'static str]) -> Columns {
        let messages = self.explainer.messages;
        let hours = self.explainer.allocation.periods.as_ref().map(|_| messages.horizon.binding_for);
        let drawn = drawn_period_name(self.explainer).map(|name| (messages.network.picture.worst)(&name));
        let stated = [texts, figures].concat().into_iter().map(str::to_owned);
        let headings: Vec<String> = stated.chain(drawn).chain(hours.map(str::to_owned)).collect();
        let are_figures = (0..headings.len()).map(|column| column >= texts.len()).chain([false]).collect();
        let headings = headings.into_iter().chain([messages.network.holds_back.to_owned()]).collect();
        Columns { headings, figures: are_figures }
    }

    /// The row of an element; `binds` says whether it holds anybody back in a period.
    fn row(
        &self,
        id: &str,
        cells: Vec<String>,
        is_binding: bool,
        binds: impl Fn(&PipeNetworkOutcome) -> bool,
    ) -> ElementRow {
        let explainer = self.explainer;
        let held_h = hours(explainer).map(|hours| {
            let periods = hours.periods.iter().filter_map(|period| period.pipe_network.as_ref());
            let held = hours.horizon.hours(periods.filter(|period| binds(period)).count());
            if held.is_zero() { String::new() } else { held.to_string() }
        });
        let users = self.held.get(id).map(|users| explainer.some(users)).unwrap_or_default();
        let name = [explainer.element(id).to_owned()].into_iter();
        ElementRow { cells: name.chain(cells).chain(held_h).chain([users]).collect(), is_binding }
    }

    /// A figure of the period that is drawn, if there are periods.
    fn drawn(&self, of: impl Fn(&PipeNetworkOutcome) -> Option<String>) -> Option<String> {
        let period = hours(self.explainer)?.periods.get(drawn_period(self.explainer)?)?;
        Some(period.pipe_network.as_ref().and_then(of).unwrap_or_default())
    }

    fn node(&self, position: usize) -> &str {
        let network = self.explainer.scenario.network.as_ref();
        let node = network.and_then(|network| network.nodes.get(position));
        node.map_or("", |node| self.explainer.node(node))
    }
}

struct Columns {
    headings: Vec<String>,
    figures: Vec<bool>,
}

/// A flow as people read it, with a minus against the pipe.
fn signed(flow: NetFlow) -> String {
    let figure = flow.quantity.to_string();
    if flow.is_against { format!("−{figure}") } else { figure }
}
