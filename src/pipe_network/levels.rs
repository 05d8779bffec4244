//! The fairest division that the network allows, before rounding.
//!
//! The exact answer is the lexicographic max-min of the levels (the share of the increment, or the share per weight):
//! no user can be raised but by lowering one that has no more. What can be served on a network is a polymatroid, so
//! this also serves as much gas as can be served at all. (N. Megiddo, "Optimal flows in networks with multiple sources
//! and sinks", Mathematical Programming 7, 1974; S. Fujishige, "Lexicographically optimal base of a polymatroid",
//! Mathematics of Operations Research 5, 1980.)
//!
//! Rounds find it. Each tries a level for all members that have none yet, at first one above everything: a flow that
//! brings every member what it takes at that level. Capacities are multiplied by the denominator of the level, so that
//! all is whole. Where the flow does not exist, a minimum cut says which nodes want more than can come in, and so
//! the level at which they take just that; it is lower, and is tried next (Newton's method on the cuts; compare
//! G. Gallo, M. Grigoriadis, R. Tarjan, "A fast parametric maximum flow algorithm", SIAM Journal on Computing 18, 1989).
//! At the first level that can be brought, the members beyond the cut can have no more. They keep the level, and their
//! nodes, into which everything flows that can, leave the graph; the others go on.

use super::flows::{Flows, PipeLevelSlot};
use super::graph::NONE;
use crate::allocate::level::{Drawn, Level, Search, State, Vessel};
use crate::allocate::queue::Queue;
use crate::allocate::share::Weighing;
use crate::allocate::walk::Walk;
use crate::units::Total;

/// The members beyond a cut, and what there is for them.
struct Beyond {
    asked: Total,
    supply: Total,
    is_proportional: bool,
}

impl Flows<'_> {
    /// Finds the level of every member of the queue. The flow stays as it was. Returns how many levels there are.
    pub(super) fn settle(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> u32 {
        self.graph.keep();
        for node in &mut *self.graph.nodes {
            node.is_settled = 0;
        }
        let mut members = queue;
        while let Some(member) = walk.next(&mut members) {
            self.set_level(member.index, NONE);
        }
        let mut count = 0;
        while self.is_any_open(walk, queue) && (count as usize) < self.levels.len() {
            let level = self.highest_level(walk, queue, weighing);
            self.close(walk, queue, level, count);
            count += 1;
        }
        self.graph.go_back();
        self.graph.want_nothing();
        count
    }

    fn set_level(&mut self, user: usize, level: u32) {
        if let Some(slot) = self.users.get_mut(user) {
            slot.level = level;
        }
    }

    pub(super) fn level_of(&self, user: usize) -> u32 {
        self.users.get(user).map_or(NONE, |slot| slot.level)
    }

    fn is_any_open(&self, walk: &mut Walk, mut queue: Queue) -> bool {
        while let Some(member) = walk.next(&mut queue) {
            if self.level_of(member.index) == NONE {
                return true;
            }
        }
        false
    }

    /// The highest level up to which all open members can rise together.
    fn highest_level(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> Level {
        let mut level = Level::ABOVE_ALL;
        // Each trial parts fewer nodes from the origin than the one before.
        for _ in 0..self.graph.nodes.len() {
            self.want_at(walk, queue, weighing, level);
            if self.graph.bring() {
                break;
            }
            level = self.level_beyond_cut(walk, queue, weighing);
        }
        level
    }

    /// Empties the graph, scaled by the denominator of a level, and wants what is taken at that level.
    fn want_at(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing, level: Level) {
        let (units, scale) = (level.units as u128, level.weight.max(1) as u128);
        for node in &mut *self.graph.nodes {
            node.wanted = if node.is_settled == 0 { node.granted as u128 * scale } else { 0 };
        }
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            if self.level_of(member.index) != NONE {
                continue;
            }
            let share = match vessel.state(level) {
                State::Floor => vessel.floor as u128 * scale,
                State::Ceiling => vessel.ceiling as u128 * scale,
                State::Rising => vessel.weight as u128 * units,
            };
            // What is granted includes the floor.
            self.graph.want(member.user.node, share - vessel.floor as u128 * scale);
        }
        self.scale_open_part(scale);
    }

    /// Opens the links between nodes that are not settled; what flows from them to settled ones is wanted at them.
    fn scale_open_part(&mut self, scale: u128) {
        for link in 0..self.graph.links.len() {
            let (from, to) = self.graph.ends(link);
            let [along, against] = self.graph.capacity(link).map(|capacity| capacity as u128 * scale);
            let is_open = |node| self.graph.node(node).is_settled == 0;
            let residual = match (is_open(from), is_open(to)) {
                (true, true) => [along, against],
                (true, false) => {
                    if from != self.graph.origin() {
                        self.graph.want(from, along);
                    }
                    [0, 0]
                }
                (false, true) => {
                    self.graph.want(to, against);
                    [0, 0]
                }
                (false, false) => [0, 0],
            };
            if let Some(slot) = self.graph.links.get_mut(link) {
                slot.residual = residual;
            }
        }
    }

    /// The level at which the open members beyond the cut take what can come in there.
    fn level_beyond_cut(&self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> Level {
        let beyond = self.pool(walk, queue, weighing);
        if beyond.is_proportional {
            return Level { units: beyond.supply, weight: beyond.asked };
        }
        let mut search = Search::start();
        loop {
            // All members are shown every time, the settled ones too: what was added up before does not count.
            (search.settled, search.drawn) = Default::default();
            self.each_beyond(walk, queue, weighing, |vessel| {
                if let Some(state) = search.look_at(&vessel) {
                    search.drawn.add(&vessel, state);
                }
            });
            if search.is_trial {
                search.answer(beyond.supply);
            } else if !search.try_next() {
                break;
            }
        }
        let Drawn { fixed, weight } = search.settled;
        Level { units: beyond.supply.saturating_sub(fixed), weight }
    }

    fn each_beyond(
        &self,
        walk: &mut Walk,
        mut queue: Queue,
        weighing: Weighing,
        mut see: impl FnMut(Vessel),
    ) {
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            if self.level_of(member.index) == NONE && self.is_beyond(member.user.node) {
                see(vessel);
            }
        }
    }

    /// Whether the node is open and the cut parts it from the origin.
    fn is_beyond(&self, node: u32) -> bool {
        self.graph.node(node).is_beyond()
    }

    fn pool(&self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> Beyond {
        let mut pool =
            Beyond { asked: 0, supply: self.supply_beyond(), is_proportional: weighing == Weighing::Base };
        self.each_beyond(walk, queue, weighing, |vessel| {
            pool.asked += vessel.ceiling as Total;
            pool.supply += vessel.floor as Total;
            pool.is_proportional &= vessel.floor == 0 && vessel.weight == vessel.ceiling;
        });
        pool
    }

    /// What can come in beyond the cut, less what must flow on to settled nodes and what is granted already.
    fn supply_beyond(&self) -> Total {
        let (mut supply, mut due): (Total, Total) = (0, 0);
        for (index, node) in self.graph.nodes.iter().enumerate() {
            if self.is_beyond(index as u32) {
                due += node.granted;
            }
        }
        for link in 0..self.graph.links.len() {
            let (from, to) = self.graph.ends(link);
            let [along, against] = self.graph.capacity(link);
            let (beyond_from, beyond_to) = (self.is_beyond(from), self.is_beyond(to));
            let is_settled = |node| self.graph.node(node).is_settled != 0;
            match (beyond_from, beyond_to) {
                (false, true) if is_settled(from) => due += against,
                (false, true) => supply += along,
                (true, false) if is_settled(to) => due += along,
                (true, false) => supply += against,
                _ => {}
            }
        }
        supply.saturating_sub(due)
    }

    /// Lets the members beyond the cut keep a level, and settles their nodes; all of them, if the level is above
    /// everything.
    fn close(&mut self, walk: &mut Walk, mut queue: Queue, level: Level, index: u32) {
        self.graph.find_cells();
        let is_top = level.weight == 0;
        while let Some(member) = walk.next(&mut queue) {
            if self.level_of(member.index) == NONE && (is_top || self.is_beyond(member.user.node)) {
                self.set_level(member.index, index);
            }
        }
        for node in 0..self.graph.nodes.len() as u32 {
            if self.is_beyond(node)
                && let Some(slot) = self.graph.nodes.get_mut(node as usize)
            {
                slot.is_settled = 1;
            }
        }
        if let Some(slot) = self.levels.get_mut(index as usize) {
            *slot = PipeLevelSlot { units: level.units, weight: level.weight, ..PipeLevelSlot::default() };
        }
    }
}
