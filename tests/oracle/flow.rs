//! Networks of pipes by their definition, as flows: pipes, limits and levels of storages, written out period by period, and
//! ways along which more could come, found one after the other. Slow, literal, exact.

use super::pipes::Given;
use citygate::pipe_network::{PipeCapacity, PipeNetworkAllocation, StorageFlow};
use std::collections::VecDeque;

/// Where all gas comes from and what is stored in the end is.
pub const OUTSIDE: usize = 0;
/// Where what is granted goes.
const USERS: usize = 1;
const UNLIMITED: i128 = 1 << 80;

/// What gas can flow along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Along,
    Back,
    Withdrawal,
    Fill,
    /// What is in a storage when the period ends.
    Level,
    /// What is in a storage at first.
    Stock,
    Delivery,
    Source,
}

/// A way from one place to another in a period, and the least and the most that goes along it.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub what: What,
    pub index: usize,
    pub period: usize,
    pub from: usize,
    pub to: usize,
    pub least: i128,
    pub most: i128,
}

/// All ways of a network.
#[derive(Clone, Debug)]
pub struct Ways {
    pub places: usize,
    pub ways: Vec<Way>,
    nodes: usize,
    storages: usize,
}

impl Ways {
    pub fn of(given: &Given) -> Ways {
        let (nodes, storages, periods) = (given.nodes as usize, given.storages.len(), given.periods as usize);
        let mut all = Ways { places: 2 + periods * (nodes + storages), ways: Vec::new(), nodes, storages };
        for period in 0..periods {
            for (index, pipe) in given.pipes.iter().enumerate() {
                let (from, to) = (all.node(pipe.from, period), all.node(pipe.to, period));
                let PipeCapacity { along, back } = given.capacities[period * given.pipes.len() + index];
                all.add(What::Along, index, period, [from, to], [0, along as i128]);
                all.add(What::Back, index, period, [to, from], [0, back as i128]);
            }
            for (index, source) in given.sources.iter().enumerate() {
                let supply = given.supplies[period * given.sources.len() + index];
                let to = all.node(source.node, period);
                all.add(What::Source, index, period, [OUTSIDE, to], [0, supply as i128]);
            }
        }
        (0..storages).for_each(|index| all.add_storage(given, index));
        all
    }

    /// Some of the ways only.
    pub fn only(&self, is_one: impl Fn(&Way) -> bool) -> Ways {
        Ways { ways: self.ways.iter().copied().filter(is_one).collect(), ..*self }
    }

    fn add_storage(&mut self, given: &Given, index: usize) {
        let (storage, periods) = (&given.storages[index], given.periods as usize);
        let mut untouched = storage.stock;
        let first = self.storage(index, 0);
        self.add(What::Stock, index, 0, [OUTSIDE, first], [storage.stock as i128; 2]);
        for period in 0..periods {
            let StorageFlow { delivery, withdrawal, fill } = given.flows[period * self.storages + index];
            untouched += delivery.min(storage.capacity - untouched);
            // Below its reserve it only fills up.
            let is_open = given.is_open(index, period);
            let least = if is_open { storage.reserve } else { untouched };
            let withdrawal = if is_open { withdrawal } else { 0 };
            let (own, node) = (self.storage(index, period), self.node(storage.node, period));
            let next = if period + 1 < periods { self.storage(index, period + 1) } else { OUTSIDE };
            self.add(What::Delivery, index, period, [OUTSIDE, own], [0, delivery as i128]);
            self.add(What::Withdrawal, index, period, [own, node], [0, withdrawal as i128]);
            self.add(What::Fill, index, period, [node, own], [0, fill as i128]);
            self.add(What::Level, index, period, [own, next], [least as i128, storage.capacity as i128]);
        }
    }

    fn add(&mut self, what: What, index: usize, period: usize, ends: [usize; 2], limits: [i128; 2]) {
        let ([from, to], [least, most]) = (ends, limits);
        self.ways.push(Way { what, index, period, from, to, least, most });
    }

    pub fn node(&self, node: u32, period: usize) -> usize {
        2 + period * (self.nodes + self.storages) + node as usize
    }

    pub fn storage(&self, storage: usize, period: usize) -> usize {
        2 + period * (self.nodes + self.storages) + self.nodes + storage
    }

    /// The place of a user in a period.
    pub fn of_leaf(&self, given: &Given, leaf: usize) -> usize {
        self.node(given.users[leaf % given.users.len()].node, leaf / given.users.len())
    }

    /// What flows along every way, as it is reported.
    pub fn reported(&self, given: &Given, answer: &PipeNetworkAllocation) -> Vec<i128> {
        let state = |index: usize, period: usize| answer.storages[period * self.storages + index];
        let flow = |way: &Way| {
            let (index, period) = (way.index, way.period);
            let pipe = || answer.pipes[period * given.pipes.len() + index].flow as i128;
            match way.what {
                What::Along => pipe().max(0),
                What::Back => (-pipe()).max(0),
                What::Source => answer.sources[period * given.sources.len() + index].used as i128,
                What::Withdrawal => state(index, period).withdrawn as i128,
                What::Fill => state(index, period).filled as i128,
                What::Level => state(index, period).stock as i128,
                What::Stock => given.storages[index].stock as i128,
                What::Delivery => {
                    let before = match period {
                        0 => given.storages[index].stock,
                        _ => state(index, period - 1).stock,
                    };
                    let now = state(index, period);
                    now.stock as i128 + now.withdrawn as i128 - now.filled as i128 - before as i128
                }
            }
        };
        self.ways.iter().map(flow).collect()
    }
}

/// Gas under way, and what more could flow.
#[derive(Clone, Debug)]
pub struct Flowing {
    /// For every place, the halves of ways that lead away from it: two for each way, one there and one back.
    away: Vec<Vec<usize>>,
    to: Vec<usize>,
    left: Vec<i128>,
    /// For every place where somebody takes gas, the half that leads to the users; made when first asked for.
    takes: Vec<Option<usize>>,
}

impl Flowing {
    /// What is reported; it may not keep to any limit.
    pub fn told(ways: &Ways, flows: &[i128]) -> Flowing {
        let mut flowing = Flowing::empty(ways.places);
        for (way, flow) in ways.ways.iter().zip(flows) {
            flowing.join(way.from, way.to, [way.most - flow, flow - way.least]);
        }
        flowing
    }

    /// Nobody takes anything; storages hold what they have to.
    pub fn start(ways: &Ways) -> Option<Flowing> {
        let mut flowing = Flowing::empty(ways.places);
        let mut excess = vec![0; ways.places];
        for way in &ways.ways {
            flowing.join(way.from, way.to, [way.most - way.least, 0]);
            excess[way.to] += way.least;
            excess[way.from] -= way.least;
        }
        for place in 0..ways.places {
            while excess[place] > 0 {
                let (end, amount) = flowing.send_to_any(place, excess[place], |end| (-excess[end]).max(0))?;
                excess[place] -= amount;
                excess[end] += amount;
            }
        }
        Some(flowing)
    }

    fn empty(places: usize) -> Flowing {
        Flowing {
            away: vec![Vec::new(); places],
            to: Vec::new(),
            left: Vec::new(),
            takes: vec![None; places],
        }
    }

    fn join(&mut self, from: usize, to: usize, left: [i128; 2]) -> usize {
        let half = self.to.len();
        self.away[from].push(half);
        self.away[to].push(half + 1);
        self.to.extend([to, from]);
        self.left.extend(left);
        half
    }

    /// Lets users at a place take so much more, if it can be brought. Returns how much was.
    pub fn want(&mut self, place: usize, amount: i128) {
        let half = match self.takes[place] {
            Some(half) => half,
            None => self.join(place, USERS, [0, 0]),
        };
        self.takes[place] = Some(half);
        self.left[half] += amount;
    }

    /// Brings what is wanted as far as it goes; earlier gas is never taken away. Returns how much it is.
    pub fn bring(&mut self) -> i128 {
        let mut brought = 0;
        while let Some((_, amount)) =
            self.send_to_any(OUTSIDE, UNLIMITED, |end| if end == USERS { UNLIMITED } else { 0 })
        {
            brought += amount;
        }
        brought
    }

    /// Wants nothing that is not brought.
    pub fn want_no_more(&mut self) {
        self.takes.iter().flatten().for_each(|half| self.left[*half] = 0);
    }

    /// Brings an amount to a place, or nothing.
    pub fn try_bring(&mut self, place: usize, amount: i128) -> bool {
        let before = self.clone();
        self.want(place, amount);
        let is_brought = self.bring() == amount;
        if !is_brought {
            *self = before;
        }
        is_brought
    }

    /// Brings as much of an amount to a place as can be.
    pub fn bring_some(&mut self, place: usize, amount: i128) -> i128 {
        self.want(place, amount);
        let brought = self.bring();
        self.want_no_more();
        brought
    }

    /// Sends what it can along one shortest way to a place that takes something.
    fn send_to_any(
        &mut self,
        from: usize,
        most: i128,
        takes: impl Fn(usize) -> i128,
    ) -> Option<(usize, i128)> {
        let mut came_by = vec![usize::MAX; self.away.len()];
        let mut waiting = VecDeque::from([from]);
        while let Some(place) = waiting.pop_front() {
            if place != from && takes(place) > 0 {
                let mut amount = most.min(takes(place));
                let mut at = place;
                while at != from {
                    amount = amount.min(self.left[came_by[at]]);
                    at = self.to[came_by[at] ^ 1];
                }
                at = place;
                while at != from {
                    self.left[came_by[at]] -= amount;
                    self.left[came_by[at] ^ 1] += amount;
                    at = self.to[came_by[at] ^ 1];
                }
                return Some((place, amount));
            }
            for half in &self.away[place] {
                let head = self.to[*half];
                if self.left[*half] > 0 && head != from && came_by[head] == usize::MAX {
                    came_by[head] = *half;
                    waiting.push_back(head);
                }
            }
        }
        None
    }

    /// The places from which more could come to a place, itself included.
    pub fn could_bring(&self, place: usize) -> Vec<bool> {
        self.search(place, |half| half ^ 1)
    }

    /// The places to which more could go from a place, but not by way of the outside, itself included.
    pub fn could_go(&self, place: usize) -> Vec<bool> {
        self.search(place, |half| half)
    }

    fn search(&self, place: usize, arc: impl Fn(usize) -> usize) -> Vec<bool> {
        let mut seen = vec![false; self.away.len()];
        let mut waiting = vec![place];
        seen[place] = true;
        while let Some(at) = waiting.pop() {
            for half in &self.away[at] {
                let head = self.to[*half];
                if self.left[arc(*half)] > 0 && !seen[head] {
                    seen[head] = true;
                    if head != OUTSIDE && head != USERS {
                        waiting.push(head);
                    }
                }
            }
        }
        seen
    }
}
