//! The nodes of a tree as people read them: each below the node that feeds it, with the users it holds back.

use std::collections::{HashMap, HashSet};

use super::explain::{Explainer, percentage};
use super::hours::hours;
use super::network_picture::{drawn_period, drawn_period_name};
use crate::quantity::Quantity;
use crate::result::horizon::PeriodOutcome;
use crate::result::shares::NodeOutcome;
use crate::scenario::network::Node;

/// A node as stated and as loaded.
pub struct NodeRow<'a> {
    pub node: &'a Node,
    pub outcome: &'a NodeOutcome,
    pub depth: usize,
    /// The users that it holds back, with a horizon in any of the periods.
    pub holds_back: Vec<&'a str>,
    pub binding_h: Option<Quantity>,
    /// Its load in the period that is drawn, with a horizon.
    pub drawn: Option<Quantity>,
}

/// All nodes, each after its parent; none without a tree.
pub fn rows<'a>(explainer: &Explainer<'a>) -> Vec<NodeRow<'a>> {
    let (Some(network), Some(outcomes)) = (&explainer.scenario.network, &explainer.allocation.nodes) else {
        return Vec::new();
    };
    let mut held = held(explainer);
    let (hours, drawn) = (hours(explainer), drawn_period(explainer));
    let mut rows = Vec::with_capacity(network.nodes.len());
    for (position, depth) in network.depth_first() {
        let (node, outcome) = (&network.nodes[position], &outcomes[position]);
        let holds_back = held.remove(node.id.as_str()).unwrap_or_default();
        let binding_h = hours.map(|hours| {
            let binds = |period: &&PeriodOutcome| {
                period.nodes.as_ref().and_then(|nodes| nodes.get(position)).is_some_and(|node| node.binding)
            };
            hours.horizon.hours(hours.periods.iter().filter(binds).count())
        });
        let drawn = hours
            .zip(drawn)
            .and_then(|(hours, t)| Some(hours.periods.get(t)?.nodes.as_ref()?.get(position)?.load));
        rows.push(NodeRow { node, outcome, depth, holds_back, binding_h, drawn });
    }
    rows
}

/// For each node the users that it holds back, each once.
fn held<'a>(explainer: &Explainer<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut held: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut seen = HashSet::new();
    let Explainer { scenario, allocation, .. } = *explainer;
    let now = scenario.users.iter().zip(allocation.users.iter().map(|user| &user.node));
    let ahead = allocation.periods.iter().flatten();
    let ahead =
        ahead.flat_map(|period| scenario.users.iter().zip(period.users.iter().map(|user| &user.node)));
    for (user, node) in now.chain(ahead) {
        if let Some(node) = node.as_deref()
            && seen.insert((node, user.id.as_str()))
        {
            held.entry(node).or_default().push(explainer.user(user));
        }
    }
    held
}

impl NodeRow<'_> {
    /// The share of the capacity that is used; nothing where there is no limit.
    pub fn used(&self) -> String {
        self.outcome.capacity.map(|capacity| percentage(self.outcome.load, capacity)).unwrap_or_default()
    }

    pub fn figures(&self, explainer: &Explainer, columns: Columns) -> Vec<String> {
        let messages = explainer.messages.network;
        let capacity = self.outcome.capacity.map_or(messages.no_limit.to_owned(), |limit| limit.to_string());
        let mut figures = vec![capacity, self.outcome.load.to_string(), self.used()];
        if columns.has_source {
            let source = self.outcome.source_used.zip(self.outcome.source);
            let source = source.map(|(used, source)| (messages.of)(&used.to_string(), &source.to_string()));
            figures.push(source.unwrap_or_default());
        }
        if columns.has_hours {
            figures.push(self.drawn.unwrap_or_default().to_string());
            figures.push(
                self.binding_h.filter(|h| *h != Quantity::ZERO).map(|h| h.to_string()).unwrap_or_default(),
            );
        }
        figures
    }

    /// The users that the node holds back, or that it is full while users below it fall short.
    pub fn held(&self, explainer: &Explainer) -> String {
        let messages = explainer.messages;
        if self.holds_back.is_empty() {
            return if self.outcome.binding { messages.network.full.to_owned() } else { String::new() };
        }
        explainer.some(&self.holds_back)
    }
}

/// Which columns a table of nodes has beside those that it always has.
#[derive(Clone, Copy)]
pub struct Columns {
    pub has_source: bool,
    pub has_hours: bool,
}

pub fn columns(rows: &[NodeRow]) -> Columns {
    Columns {
        has_source: rows.iter().any(|row| row.outcome.source.is_some()),
        has_hours: rows.iter().any(|row| row.binding_h.is_some()),
    }
}

pub fn headings(explainer: &Explainer, columns: Columns) -> Vec<String> {
    let messages = explainer.messages;
    let mut headings = vec![messages.network.capacity, messages.network.load, messages.network.used];
    headings.extend(columns.has_source.then_some(messages.network.source));
    let mut headings: Vec<String> = headings.into_iter().map(str::to_owned).collect();
    if columns.has_hours {
        let worst = drawn_period_name(explainer).unwrap_or_default();
        headings.push((messages.network.picture.worst)(&worst));
        headings.push(messages.horizon.binding_for.to_owned());
    }
    headings
}
