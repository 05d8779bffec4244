//! A network of any shape: pipes, sources and storages, as a scenario states them or as its short forms come to.

use serde::Serialize;

use crate::local_text::LocalText;
use crate::quantity::Quantity;

use super::per_period::PerPeriod;

/// The id of the supply at the top of a scenario, or of its horizon, as a source.
pub const SUPPLY: &str = "supply";
/// The id of a horizon's storage.
pub const STORAGE: &str = "storage";

/// What joins the nodes of a [`Network`](super::network::Network), and where gas comes from. No two of all these
/// elements have the same id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PipeNetwork {
    /// Those of the file, then one for each node that has a parent.
    pub pipes: Vec<Pipe>,
    /// Those of the file, then the sources of nodes, then the supply.
    pub sources: Vec<Source>,
    /// Those of the file, then that of the horizon.
    pub storages: Vec<Storage>,
    /// Which of the sources is the supply at the top of the scenario, if there is one.
    pub supply: Option<usize>,
}

/// A pipe from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipe {
    pub id: String,
    pub name: Option<LocalText>,
    /// The positions of its nodes.
    pub from: usize,
    pub to: usize,
    /// How much can flow from `from` to `to`; `None` without limit.
    pub capacity: Option<PerPeriod>,
    /// How much can flow the other way: nothing through a one-way pipe; `None` without limit.
    pub capacity_back: Option<PerPeriod>,
}

/// A place where gas enters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    pub name: Option<LocalText>,
    /// The position of its node.
    pub node: usize,
    pub supply: PerPeriod,
    pub order: UseOrder,
}

/// A store of gas. Volumes are in the scenario's unit of volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    pub id: String,
    pub name: Option<LocalText>,
    /// The position of its node.
    pub node: usize,
    /// The most that it holds at the end of a period; `None` without limit.
    pub capacity: Option<Quantity>,
    pub stock: Quantity,
    pub reserve: Quantity,
    /// The volume that can be taken out in a period at most; `None` without limit.
    pub withdrawal: Option<PerPeriod>,
    /// The volume that can be taken in from the node in a period at most.
    pub fill: PerPeriod,
    /// The volume that arrives from outside in each period; none at all if it is empty.
    pub deliveries: Vec<Quantity>,
    pub order: UseOrder,
}

/// When a source or a storage is used: lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseOrder {
    /// A node's own source, before gas from above: the deepest first, which has this many nodes above it.
    Below(std::cmp::Reverse<usize>),
    Stated(u32),
    /// A storage without an order of its own.
    AfterAll,
}

/// One of the elements of a network, by its position among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    pub kind: ElementKind,
    pub index: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementKind {
    Pipe,
    Source,
    Storage,
}

impl Pipe {
    /// Whether gas can flow through it both ways.
    pub fn is_two_way(&self) -> bool {
        self.capacity_back.as_ref().is_none_or(|back| !back.is_zero())
    }
}

impl PipeNetwork {
    /// States another supply at the top of the scenario.
    pub fn set_supply(&mut self, supply: Quantity) {
        if let Some(source) = self.supply.and_then(|index| self.sources.get_mut(index)) {
            source.supply = PerPeriod::always(supply);
        }
    }

    /// What all sources bring in a period, as a flow.
    pub fn supply_in(&self, period: usize) -> Quantity {
        let add = |sum: Quantity, source: &Source| sum.checked_add(source.supply.at(period));
        self.sources.iter().try_fold(Quantity::ZERO, add).unwrap_or(Quantity::MAX)
    }

    /// All pipes, then all sources, then all storages, each with its id.
    pub fn elements(&self) -> impl Iterator<Item = (Element, &str)> {
        let of = |kind| move |(index, id)| (Element { kind, index }, id);
        let pipes = self.pipes.iter().map(|pipe| pipe.id.as_str()).enumerate();
        let sources = self.sources.iter().map(|source| source.id.as_str()).enumerate();
        let storages = self.storages.iter().map(|storage| storage.id.as_str()).enumerate();
        let (pipe, source) = (of(ElementKind::Pipe), of(ElementKind::Source));
        pipes.map(pipe).chain(sources.map(source)).chain(storages.map(of(ElementKind::Storage)))
    }

    /// What people call an element with this id; the id itself of one that has no name.
    pub fn name_of(&self, id: &str) -> Option<&LocalText> {
        let pipes = self.pipes.iter().map(|pipe| (&pipe.id, &pipe.name));
        let sources = self.sources.iter().map(|source| (&source.id, &source.name));
        let storages = self.storages.iter().map(|storage| (&storage.id, &storage.name));
        let mut all = pipes.chain(sources).chain(storages);
        all.find(|(other, _)| other.as_str() == id).and_then(|(_, name)| name.as_ref())
    }
}
