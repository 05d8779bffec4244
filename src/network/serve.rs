//! One step after the other on a network.

use super::by_node::ByNode;
use super::divide::Sharing;
use super::node::NodeLoad;
use super::part::Part;
use super::paths::Paths;
use crate::allocate::queue::Queue;
use crate::allocate::result::{ClassTotal, Grant, NO_NODE, Reason, Why};
use crate::allocate::share::Supply;
use crate::allocate::targets::Targets;
use crate::allocate::walk::Walk;
use crate::policy::{Policy, Share, Step};
use crate::units::Total;
use crate::user::{CLASS_COUNT, ClassSet, User};

/// In what order the members of a short step are served.
pub(crate) trait Order {
    /// Shares out a step among users one by one.
    fn share(&mut self, walk: &mut Walk, queue: Queue, step: &Step, supply: &mut impl Supply);

    /// The turns in which a step is shared out that shares pro rata; `None` if all share at once.
    fn turns(&self) -> Option<Turns>;

    /// How many nodes, from node 0 on, are a chain: each below the one before, without sources and users. Which of them
    /// it is that holds somebody back does not matter.
    fn chain(&self) -> u32;
}

/// Turns, in each of which the users at so many nodes share, in depth-first order.
#[derive(Clone, Copy)]
pub(crate) struct Turns {
    /// The place of the first node.
    pub(crate) first: u32,
    /// How many nodes there are in a turn.
    pub(crate) nodes: u32,
    /// How many turns there are.
    pub(crate) count: u32,
    /// How many users there are in a turn at most.
    pub(crate) users: usize,
}

/// All together, by the step's rule.
pub(super) struct AtOnce;

impl Order for AtOnce {
    fn share(&mut self, walk: &mut Walk, queue: Queue, step: &Step, supply: &mut impl Supply) {
        walk.share(queue, step.share().unwrap_or(Share::ProRata), supply);
    }

    fn turns(&self) -> Option<Turns> {
        None
    }

    fn chain(&self) -> u32 {
        0
    }
}

/// An allocation under way.
pub(super) struct Solver<'a> {
    pub(super) by_node: ByNode<'a>,
    pub(super) paths: Paths<'a>,
    pub(super) classes: &'a mut [ClassTotal; CLASS_COUNT],
}

impl Solver<'_> {
    /// The walk over those users that are not served by node: at first either all or none.
    pub(super) fn start<'w>(
        &mut self,
        policy: &'w Policy<'w>,
        users: &'w [User],
        grants: &'w mut [Grant],
    ) -> Walk<'w> {
        if self.by_node.has_cells() {
            return Walk::start_empty(Targets(policy), users, grants);
        }
        self.paths.clear_holders();
        Walk::start(Targets(policy), users, grants, 0)
    }

    /// Serves one step; returns what it asks for.
    pub(super) fn serve(&mut self, walk: &mut Walk, index: u8, step: &Step, order: &mut impl Order) -> Total {
        let all = self.paths.all();
        let together = self.by_node.asked(index);
        let mut asked = self.by_node.add_asks(together, index, &mut self.paths);
        let queue = self.open(walk, index, &mut asked);
        if asked == 0 {
            return 0;
        }
        if self.paths.add_up(all) {
            self.paths.bring(all);
            self.by_node.serve_in_full(together, index, &mut self.paths);
            grant_all(walk, queue);
            return asked;
        }
        self.paths.clear_amounts();
        let is_by_node = queue.is_empty(walk.grants)
            && step.share() == Some(Share::ProRata)
            && self.by_node.can_divide(together, index, asked);
        if is_by_node && self.divide(together, index, order.turns()) {
            return asked;
        }
        let queue = self.leave(together, walk, index, queue);
        order.share(walk, queue, step, &mut self.paths);
        asked
    }

    /// Queues those who are served one by one and adds up what the step asks for them.
    fn open(&mut self, walk: &mut Walk, index: u8, asked: &mut Total) -> Queue {
        if !self.by_node.may_ask(index) {
            return Queue::EMPTY;
        }
        let is_walked = self.by_node.is_walked();
        let paths = &mut self.paths;
        walk.open_some(
            is_walked,
            |_| false,
            index,
            |user, increment, is_usable| {
                *asked += increment as Total;
                if is_usable {
                    paths.add_amount(user.node, increment as Total);
                }
            },
        )
    }

    /// Divides a step among nodes. If it cannot be, says so, and nothing is granted.
    fn divide(&mut self, classes: ClassSet, step: u8, turns: Option<Turns>) -> bool {
        let sharing = Sharing { by_node: &self.by_node, classes, step };
        let Some(turns) = turns else {
            let all = self.paths.all();
            return sharing.divide(all, &mut self.paths) && self.by_node.share_cells(classes);
        };
        if !self.by_node.is_exact(turns.users) {
            return false;
        }
        for turn in 0..turns.count {
            let first = turns.first + turn * turns.nodes;
            let part = Part::between(first, first + turns.nodes - 1, self.paths.nodes, self.paths.slots);
            let fits = sharing.divide(part, &mut self.paths);
            debug_assert!(fits, "exact sums fit");
        }
        self.by_node.share_cells(classes)
    }

    /// Lets the walk serve these classes from here on, and queues all that it serves now. Where the cells would be in
    /// the way of its sets, they go, and the walk serves everybody.
    fn leave(&mut self, classes: ClassSet, walk: &mut Walk, index: u8, mut queue: Queue) -> Queue {
        let Solver { by_node, paths, classes: totals } = self;
        if by_node.is_all() {
            paths.clear_holders();
        }
        if !classes.is_empty() {
            by_node.leave(classes);
            queue = walk.open_some(by_node.is_walked(), is_one_of(classes), index, |_, _, _| {});
        }
        if by_node.has_cells() && !by_node.leaves_room(queue.count(walk.grants), paths) {
            let others = by_node.clear(walk.users, walk.grants, paths, totals);
            by_node.leave(others);
            queue = walk.open_some(by_node.is_walked(), is_one_of(others), index, |_, _, _| {});
        }
        queue
    }

    /// Grants all that is not granted yet, explains all grants and tells what the nodes carry.
    pub(super) fn finish(&mut self, walk: Walk, end: u8, loads: &mut [NodeLoad]) {
        let Solver { by_node, paths, classes: totals } = self;
        if by_node.has_cells() {
            by_node.close(paths);
        }
        if by_node.is_all() {
            by_node.note_short(paths, loads);
            by_node.write_out(walk.users, walk.grants, paths, totals);
        } else {
            Solver::explain(by_node, paths, walk, end, totals, loads);
        }
        paths.report(loads);
    }

    /// Where some are served one by one: grants what is not granted yet, and explains all grants.
    fn explain(
        by_node: &ByNode,
        paths: &mut Paths,
        walk: Walk,
        end: u8,
        totals: &mut [ClassTotal; CLASS_COUNT],
        loads: &mut [NodeLoad],
    ) {
        let is_walked = by_node.is_walked();
        let Paths { levels, users: user_slots, slots, .. } = paths;
        let settle = |user: &User, grant: &mut Grant| match by_node.next_grant(user, levels) {
            Some(dealt) => {
                *grant = dealt;
                true
            }
            // Of those that are not walked, cells that are gone have granted all.
            None => !is_walked(user),
        };
        walk.explain_some(end, totals, settle, |index, user, grant| {
            if is_walked(user) {
                hold(grant, user_slots.get(index).map_or(NO_NODE, |slot| slot.holder));
            }
            if grant.reason() == Reason::Satisfied {
                return;
            }
            if let Some(slot) = slots.get_mut(user.node as usize) {
                slot.amount += 1;
            }
            if let Some(load) = loads.get_mut(grant.node as usize) {
                load.binding = 1;
            }
        });
    }
}

/// Whether a user is of one of these classes.
fn is_one_of(classes: ClassSet) -> impl Fn(&User) -> bool + Copy {
    move |user| classes.bits() >> user.class_code() & 1 != 0
}

/// Grants all members of a queue what the step asks for them.
fn grant_all(walk: &mut Walk, mut queue: Queue) {
    while let Some(mut member) = walk.next(&mut queue) {
        let increment = member.increment;
        member.grant(increment);
    }
}

/// Says which node holds the user back, if one does.
fn hold(grant: &mut Grant, holder: u32) {
    match grant.reason() {
        _ if holder == NO_NODE => {}
        Reason::ShortInStep => {
            grant.set_why(Why::new(Reason::HeldByNode, grant.step));
            grant.node = holder;
        }
        Reason::MinimumDidNotFit => grant.node = holder,
        _ => {}
    }
}
