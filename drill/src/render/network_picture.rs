//! What a picture of a network shows, whatever its shape: nodes with their users, what joins them, and where gas comes
//! from, at one time. It is drawn by [`html::network_picture`](super::html::network_picture).

use std::collections::{BTreeMap, HashSet};

use citygate::user::SupplyClass;

use super::explain::Explainer;
use super::hours::hours;
use crate::quantity::Quantity;
use crate::result::horizon::PeriodOutcome;
use crate::result::pipe_network::{NetFlow, PipeNetworkOutcome};
use crate::result::shares::NodeOutcome;
use crate::scenario::network::{Network, Node};
use crate::scenario::pipe_network::{PipeNetwork, STORAGE, SUPPLY};

/// A network at one time. All quantities are in one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkPicture {
    pub nodes: Vec<PictureNode>,
    pub links: Vec<PictureLink>,
    pub sources: Vec<PictureSource>,
    pub storages: Vec<PictureStorage>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureNode {
    pub id: String,
    pub name: String,
    /// Its users, those of a class together, in the plan's order.
    pub users: Vec<UserGroup>,
}

/// The users of a class at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserGroup {
    pub class: SupplyClass,
    pub count: usize,
    pub demand: Quantity,
    pub granted: Quantity,
}

/// A pipe, or what feeds a node of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureLink {
    pub id: String,
    pub name: String,
    /// The positions of its nodes.
    pub from: usize,
    pub to: usize,
    pub flow: NetFlow,
    /// How much can flow the way it flows; `None` without limit.
    pub capacity: Option<Quantity>,
    pub is_two_way: bool,
    /// Whether it holds a user back.
    pub is_binding: bool,
    /// What is to be said of it beside, in a few words.
    pub warning: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureSource {
    pub id: String,
    pub name: String,
    /// The position of its node.
    pub node: usize,
    pub used: Quantity,
    pub supply: Quantity,
    pub is_binding: bool,
    /// What is to be said of it beside, in a few words.
    pub warning: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureStorage {
    pub id: String,
    pub name: String,
    /// The position of its node.
    pub node: usize,
    pub withdrawn: Quantity,
    pub filled: Quantity,
    /// At the end of the period.
    pub stock: Quantity,
    pub is_binding: bool,
    /// What is to be said of it beside, in a few words.
    pub warning: Option<String>,
}

impl UserGroup {
    /// How much they lack of what they want.
    pub fn lack(&self) -> Quantity {
        self.demand.less(self.granted)
    }
}

impl PictureNode {
    /// How much its users lack together.
    pub fn lack(&self) -> Quantity {
        sum(self.users.iter().map(UserGroup::lack))
    }
}

impl PictureLink {
    /// Its nodes as the gas flows.
    pub fn way(&self) -> (usize, usize) {
        if self.flow.is_against { (self.to, self.from) } else { (self.from, self.to) }
    }
}

impl PictureStorage {
    /// What flows out of it, or into it.
    pub fn flow(&self) -> NetFlow {
        let outwards = NetFlow { quantity: self.withdrawn, is_against: false };
        outwards.plus(NetFlow { quantity: self.filled, is_against: true })
    }
}

/// Which of the periods is drawn: that in which most is short, the first of several; `None` without a horizon.
pub fn drawn_period(explainer: &Explainer) -> Option<usize> {
    let hours = hours(explainer)?;
    let lack =
        |(t, period): (usize, &PeriodOutcome)| (period.demand.less(period.served), std::cmp::Reverse(t));
    hours.periods.iter().enumerate().map(lack).max().map(|(_, std::cmp::Reverse(t))| t)
}

/// What people call [`drawn_period`].
pub fn drawn_period_name(explainer: &Explainer) -> Option<String> {
    let block = hours(explainer)?.blocks(1).nth(drawn_period(explainer)?)?;
    Some(block.name(explainer))
}

/// The network of an outcome, with a horizon that of [`drawn_period`]; nothing without nodes.
pub fn of(explainer: &Explainer) -> Option<NetworkPicture> {
    let network = explainer.scenario.network.as_ref()?;
    let period = drawn_period(explainer).zip(hours(explainer)).and_then(|(t, hours)| hours.periods.get(t));
    let nodes = nodes(explainer, network, period);
    let outcome = match period {
        Some(period) => period.pipe_network.as_ref(),
        None => explainer.allocation.pipe_network.as_ref(),
    };
    match (&explainer.scenario.pipe_network, outcome) {
        (Some(pipes), Some(outcome)) => Some(of_pipes(explainer, nodes, pipes, outcome)),
        _ => of_tree(explainer, nodes, network, period),
    }
}

fn nodes(explainer: &Explainer, network: &Network, period: Option<&PeriodOutcome>) -> Vec<PictureNode> {
    let users = explainer.scenario.users.iter();
    let figures: Vec<(Quantity, Quantity)> = match period {
        Some(period) => period.users.iter().map(|user| (user.demand, user.granted)).collect(),
        None => explainer.allocation.users.iter().map(|user| (user.demand, user.granted)).collect(),
    };
    let mut groups: BTreeMap<(usize, usize), UserGroup> = BTreeMap::new();
    for (user, (demand, granted)) in users.zip(figures) {
        let nobody =
            UserGroup { class: user.class, count: 0, demand: Quantity::ZERO, granted: Quantity::ZERO };
        let group = groups.entry((user.node, user.class as usize)).or_insert(nobody);
        group.count += 1;
        group.demand = sum([group.demand, demand].into_iter());
        group.granted = sum([group.granted, granted].into_iter());
    }
    let of_node = |(position, node): (usize, &Node)| PictureNode {
        id: node.id.clone(),
        name: explainer.node(node).to_owned(),
        users: groups.range((position, 0)..(position + 1, 0)).map(|(_, group)| *group).collect(),
    };
    network.nodes.iter().enumerate().map(of_node).collect()
}

fn of_pipes(
    explainer: &Explainer,
    nodes: Vec<PictureNode>,
    network: &PipeNetwork,
    outcome: &PipeNetworkOutcome,
) -> NetworkPicture {
    let name = |id: &str| {
        let stated = network.name_of(id);
        stated.map_or(id, |name| explainer.text(name)).to_owned()
    };
    let links = network.pipes.iter().zip(&outcome.pipes).map(|(pipe, carried)| PictureLink {
        id: pipe.id.clone(),
        name: name(&pipe.id),
        from: pipe.from,
        to: pipe.to,
        flow: carried.flow,
        capacity: carried.limit(pipe.is_two_way()),
        is_two_way: pipe.is_two_way(),
        is_binding: carried.binding,
        warning: None,
    });
    let sources = network.sources.iter().zip(&outcome.sources).map(|(source, taken)| PictureSource {
        id: source.id.clone(),
        name: name(&source.id),
        node: source.node,
        used: taken.used,
        supply: taken.supply,
        is_binding: taken.binding,
        warning: None,
    });
    let storages = network.storages.iter().zip(&outcome.storages).map(|(storage, state)| PictureStorage {
        id: storage.id.clone(),
        name: name(&storage.id),
        node: storage.node,
        withdrawn: state.withdrawn,
        filled: state.filled,
        stock: state.stock,
        is_binding: state.binding,
        warning: None,
    });
    NetworkPicture { nodes, links: links.collect(), sources: sources.collect(), storages: storages.collect() }
}

/// The storage of a tree, if there is one.
fn at_root_of_tree(explainer: &Explainer, period: &PeriodOutcome) -> Option<PictureStorage> {
    Some(PictureStorage {
        id: STORAGE.to_owned(),
        name: explainer.messages.network.pipes.storage.to_owned(),
        node: 0,
        withdrawn: period.withdrawn?,
        filled: Quantity::ZERO,
        stock: period.stock?,
        is_binding: false,
        warning: None,
    })
}

/// A tree: each node is fed by its parent, the root by the supply and by the storage.
fn of_tree(
    explainer: &Explainer,
    nodes: Vec<PictureNode>,
    network: &Network,
    period: Option<&PeriodOutcome>,
) -> Option<NetworkPicture> {
    let allocation = explainer.allocation;
    let (outcomes, supply, served) = match period {
        Some(period) => (period.nodes.as_ref()?, period.supply, period.served),
        None => (allocation.nodes.as_ref()?, allocation.supply, allocation.served),
    };
    let of_nodes = |of: fn(&NodeOutcome) -> Option<Quantity>| sum(outcomes.iter().filter_map(of));
    let withdrawn = period.and_then(|period| period.withdrawn);
    let at_root = PictureSource {
        id: SUPPLY.to_owned(),
        name: explainer.messages.label.supply.to_owned(),
        node: 0,
        used: served.less(of_nodes(|node| node.source_used)).less(withdrawn.unwrap_or_default()),
        supply: supply.less(of_nodes(|node| node.source)),
        is_binding: outcomes.first().is_some_and(|root| root.binding),
        warning: None,
    };
    let joined = || network.nodes.iter().zip(outcomes).enumerate();
    let links = joined().filter_map(|(to, (node, outcome))| {
        Some(PictureLink {
            id: node.id.clone(),
            name: explainer.node(node).to_owned(),
            from: node.parent?,
            to,
            flow: NetFlow { quantity: outcome.load, is_against: false },
            capacity: outcome.capacity,
            is_two_way: false,
            is_binding: outcome.binding,
            warning: None,
        })
    });
    let own = joined().filter_map(|(position, (node, outcome))| {
        Some(PictureSource {
            id: node.id.clone(),
            name: explainer.messages.network.picture.own_source.to_owned(),
            node: position,
            used: outcome.source_used?,
            supply: outcome.source?,
            is_binding: false,
            warning: None,
        })
    });
    let storage = period.and_then(|period| at_root_of_tree(explainer, period));
    Some(NetworkPicture {
        nodes,
        links: links.collect(),
        sources: [at_root].into_iter().chain(own).collect(),
        storages: storage.into_iter().collect(),
    })
}

fn sum(mut quantities: impl Iterator<Item = Quantity>) -> Quantity {
    quantities.try_fold(Quantity::ZERO, Quantity::checked_add).unwrap_or(Quantity::MAX)
}

impl NetworkPicture {
    /// The part of it with so many nodes at most: those whose users are short, at pipes that hold users back, and that
    /// carry most, with what brings them their gas.
    #[must_use]
    pub fn most_important(&self, most_nodes: usize) -> NetworkPicture {
        if self.nodes.len() <= most_nodes {
            return self.clone();
        }
        let mut weights = vec![(false, Quantity::ZERO, Quantity::ZERO); self.nodes.len()];
        for (weight, node) in weights.iter_mut().zip(&self.nodes) {
            weight.1 = node.lack();
        }
        for link in &self.links {
            weights[link.to].0 |= link.is_binding;
            let carried = &mut weights[link.way().1].2;
            *carried = sum([*carried, link.flow.quantity].into_iter());
        }
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|node| std::cmp::Reverse(weights[*node]));
        let feeders = self.feeders();
        let mut kept = HashSet::new();
        for node in order {
            let mut path = Vec::new();
            let mut next = Some(node);
            while let Some(node) = next.filter(|node| !kept.contains(node) && !path.contains(node)) {
                path.push(node);
                next = feeders[node];
            }
            if kept.len() + path.len() <= most_nodes {
                kept.extend(path);
            }
        }
        self.part(&kept)
    }

    /// For each node the one that brings it most, if there is any.
    fn feeders(&self) -> Vec<Option<usize>> {
        let mut feeders: Vec<Option<(Quantity, usize)>> = vec![None; self.nodes.len()];
        for link in &self.links {
            let (from, to) = link.way();
            if feeders[to].is_none_or(|(flow, _)| flow < link.flow.quantity) {
                feeders[to] = Some((link.flow.quantity, from));
            }
        }
        feeders.into_iter().map(|feeder| feeder.map(|(_, node)| node)).collect()
    }

    /// These nodes, with what is between them and at them.
    fn part(&self, kept: &HashSet<usize>) -> NetworkPicture {
        let mut positions = vec![None; self.nodes.len()];
        let all = (0..self.nodes.len()).filter(|node| kept.contains(node));
        all.enumerate().for_each(|(place, node)| positions[node] = Some(place));
        let at = |node: usize| positions[node];
        let nodes = self.nodes.iter().enumerate().filter(|(node, _)| kept.contains(node));
        let links = self
            .links
            .iter()
            .filter_map(|link| Some(PictureLink { from: at(link.from)?, to: at(link.to)?, ..link.clone() }));
        let sources = self.sources.iter();
        let storages = self.storages.iter();
        NetworkPicture {
            nodes: nodes.map(|(_, node)| node.clone()).collect(),
            links: links.collect(),
            sources: sources
                .filter_map(|source| Some(PictureSource { node: at(source.node)?, ..source.clone() }))
                .collect(),
            storages: storages
                .filter_map(|storage| Some(PictureStorage { node: at(storage.node)?, ..storage.clone() }))
                .collect(),
        }
    }
}
