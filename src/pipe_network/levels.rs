//! The fairest division that the network allows, before rounding.
//!
//! The exact answer is the lexicographic max-min of the levels (the share of the increment, or the share per weight):
//! no user can be raised but by lowering one that has no more. What can be served on a network is a polymatroid, so
//! this also serves as much gas as can be served at all. (N. Megiddo, "Optimal flows in networks with multiple sources
//! and sinks", Mathematical Programming 7, 1974; S. Fujishige, "Lexicographically optimal base of a polymatroid",
//! Mathematics of Operations Research 5, 1980.)
//!
//! Trials find it. Each tries a level for all members that have none yet, at first one above everything: a flow that
//! brings every member what it takes at that level. Capacities are multiplied by the denominator of the level, so that
//! all is whole. Where the flow does not exist, a minimum cut says inside which nodes more is wanted than can come in, and
//! so the level at which members there take just that; it is lower, and is tried next, with cuts that lie one inside the
//! other. Where it does exist, those inside the innermost cut can have no more. They keep the level, and their nodes,
//! into which everything flows that can, are left out. Then those go on that are inside the next cut around them: with the
//! level at which they take what is left for them. (G. Gallo, M. Grigoriadis, R. Tarjan, "A fast parametric maximum flow
//! algorithm", SIAM Journal on Computing 18, 1989.) So each trial draws a cut or settles what is inside one, and there are
//! fewer than two for each level.

use super::flows::{Flows, PipeLevelSlot};
use super::graph::{NONE, of};
use crate::allocate::level::{Drawn, Level, Search, State, Vessel};
use crate::allocate::queue::Queue;
use crate::allocate::share::Weighing;
use crate::allocate::walk::Walk;
use crate::units::Total;

/// The members inside a cut, and what there is for them.
struct Pool {
    asked: Total,
    supply: Total,
    is_proportional: bool,
}

impl Flows<'_> {
    /// Finds the level of every member of the queue. The flow stays as it was. Returns how many levels there are.
    pub(super) fn settle(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> u32 {
        let is_tried = self.start(walk, queue, weighing);
        let (mut count, mut level, mut is_certain) = (0, Level::ABOVE_ALL, false);
        if is_tried {
            self.graph.cut();
            level = self.level_inside(walk, queue, weighing);
            is_certain = level.weight == 0;
        }
        while (count as usize) < self.levels.len() {
            if is_certain || self.is_possible(walk, queue, weighing, level) {
                let is_last = self.graph.cuts == 0;
                self.close(walk, queue, level, count);
                count += 1;
                if is_last {
                    break;
                }
            } else {
                self.graph.cut();
            }
            level = self.level_inside(walk, queue, weighing);
            // Above everything: those inside get all they ask for, which was brought when the cut around them was drawn.
            is_certain = level.weight == 0;
        }
        self.wanted_in_vain = 0;
        self.graph.go_back();
        self.graph.want_nothing();
        self.graph.leave_none_out();
        count
    }

    /// Keeps the flow, and gives no member a level. Returns whether all that they want has just been tried in vain: then
    /// that flow is still there.
    fn start(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing) -> bool {
        let mut wanted = 0;
        while let Some((member, vessel)) = walk.next_vessel(&mut queue, weighing) {
            wanted += (vessel.ceiling - vessel.floor) as Total;
            self.set_level(member.index, NONE);
        }
        if self.wanted_in_vain == wanted && wanted != 0 {
            return true;
        }
        self.give_up();
        self.graph.keep();
        false
    }

    fn set_level(&mut self, user: usize, level: u32) {
        if let Some(slot) = self.users.get_mut(user) {
            slot.level = level;
        }
    }

    pub(super) fn level_of(&self, user: usize) -> u32 {
        self.users.get(user).map_or(NONE, |slot| slot.level)
    }

    /// Whether all members inside the innermost cut can have a level together.
    fn is_possible(&mut self, walk: &mut Walk, queue: Queue, weighing: Weighing, level: Level) -> bool {
        self.want_at(walk, queue, weighing, level);
        self.graph.bring_from_roots()
    }

    /// Goes back to the flow that was kept, scaled by the denominator of a level, and wants what is taken more at that
    /// level.
    fn want_at(&mut self, walk: &mut Walk, mut queue: Queue, weighing: Weighing, level: Level) {
        let (units, scale) = (level.units as u128, level.weight.max(1) as u128);
        self.graph.want_nothing();
        while let Some((node, vessel)) = self.next_inside(walk, &mut queue, weighing) {
            let share = match vessel.state(level) {
                State::Floor => vessel.floor as u128 * scale,
                State::Ceiling => vessel.ceiling as u128 * scale,
                State::Rising => vessel.weight as u128 * units,
            };
            // What is granted includes the floor.
            self.graph.want(node, share - vessel.floor as u128 * scale);
        }
        self.scale_inside(scale);
    }

    /// Opens the links inside the innermost cut, and those into it for what can still come by them. What nodes that are left
    /// out could still take is wanted where it would come from.
    fn scale_inside(&mut self, scale: u128) {
        self.graph.start_measurement();
        for node in 0..self.graph.origin() {
            let mut arc = if self.graph.is_inside(node) { self.graph.node(node).first } else { NONE };
            while arc != NONE {
                self.scale_arc(node, arc, scale);
                arc = self.graph.next(arc);
            }
        }
    }

    /// The same for an arc away from a node inside, and back: of two inside, from where the link begins.
    fn scale_arc(&mut self, node: u32, arc: u32, scale: u128) {
        let (head, link) = (self.graph.head(arc), arc as usize / 2);
        let kept = self.graph.kept(link).map(|residual| residual as u128 * scale);
        let (out, into) = (of(arc, kept), of(arc ^ 1, kept));
        let residual = if !self.graph.is_inside(head) {
            [0, self.open_cut(node, head, out, into)]
        } else if arc.is_multiple_of(2) {
            [out, into]
        } else {
            return;
        };
        self.graph.set_residual(arc, residual);
    }

    /// Of a link between a node inside the innermost cut and one that is not, which can still carry so much out and in.
    /// Returns how much comes in.
    fn open_cut(&mut self, inside: u32, outside: u32, out: u128, into: u128) -> u128 {
        if self.graph.is_left_out(outside) {
            self.graph.want(inside, out);
            return 0;
        }
        self.graph.reach_root(outside);
        into
    }

    /// The level at which the members inside the innermost cut take what can come in there. Without a cut, it is above
    /// everything.
    fn level_inside(&self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> Level {
        if self.graph.cuts == 0 {
            return Level::ABOVE_ALL;
        }
        let pool = self.pool(walk, queue, weighing);
        if pool.is_proportional {
            return Level { units: pool.supply, weight: pool.asked };
        }
        let mut search = Search::start();
        loop {
            // All members are shown every time, the settled ones too: what was added up before does not count.
            (search.settled, search.drawn) = Default::default();
            self.each_inside(walk, queue, weighing, |vessel| {
                if let Some(state) = search.look_at(&vessel) {
                    search.drawn.add(&vessel, state);
                }
            });
            if search.is_trial {
                search.answer(pool.supply);
            } else if !search.try_next() {
                break;
            }
        }
        let Drawn { fixed, weight } = search.settled;
        Level { units: pool.supply.saturating_sub(fixed), weight }
    }

    /// The next member inside the innermost cut: its node, and what it can take.
    fn next_inside(&self, walk: &mut Walk, queue: &mut Queue, weighing: Weighing) -> Option<(u32, Vessel)> {
        loop {
            let index = queue.pop(walk.grants)?;
            let node = walk.users.get(index).map_or(NONE, |user| user.node);
            if self.graph.is_inside(node) {
                return Some((node, walk.member(index)?.vessel(weighing)));
            }
        }
    }

    fn each_inside(
        &self,
        walk: &mut Walk,
        mut queue: Queue,
        weighing: Weighing,
        mut see: impl FnMut(Vessel),
    ) {
        while let Some((_, vessel)) = self.next_inside(walk, &mut queue, weighing) {
            see(vessel);
        }
    }

    fn pool(&self, walk: &mut Walk, queue: Queue, weighing: Weighing) -> Pool {
        let mut pool =
            Pool { asked: 0, supply: self.supply_inside(), is_proportional: weighing == Weighing::Base };
        self.each_inside(walk, queue, weighing, |vessel| {
            pool.asked += vessel.ceiling as Total;
            pool.supply += vessel.floor as Total;
            pool.is_proportional &= vessel.floor == 0 && vessel.weight == vessel.ceiling;
        });
        pool
    }

    /// What can come inside the innermost cut, less what must flow on to nodes left out and what is granted already.
    fn supply_inside(&self) -> Total {
        let (mut supply, mut due): (Total, Total) = (0, 0);
        for index in 0..self.graph.origin() {
            let node = self.graph.node(index);
            if node.cuts != self.graph.cuts {
                continue;
            }
            due += node.granted;
            let mut arc = node.first;
            while arc != NONE {
                let (head, capacity) = (self.graph.head(arc), self.graph.capacity(arc as usize / 2));
                if self.graph.is_left_out(head) {
                    due += of(arc, capacity);
                } else if !self.graph.is_inside(head) {
                    supply += of(arc ^ 1, capacity);
                }
                arc = self.graph.next(arc);
            }
        }
        supply.saturating_sub(due)
    }

    /// Lets the members inside the innermost cut keep a level, and leaves their nodes out.
    fn close(&mut self, walk: &mut Walk, mut queue: Queue, level: Level, index: u32) {
        if level.weight != 0 {
            self.graph.find_cells();
            self.graph.unite_cells();
        }
        while let Some(member) = walk.next(&mut queue) {
            if self.graph.is_inside(member.user.node) {
                self.set_level(member.index, index);
            }
        }
        self.graph.leave_inside_out();
        if let Some(slot) = self.levels.get_mut(index as usize) {
            *slot = PipeLevelSlot { units: level.units, weight: level.weight, ..PipeLevelSlot::default() };
        }
    }
}
