//! A short step that shares pro rata, divided among nodes: those at a node move together, so that each is one set of
//! the fill, and what it gets follows from the sum of what its users want.

use super::by_node::ByNode;
use super::cell::Deal;
use super::levels::{END, Levels};
use super::part::Part;
use super::paths::Paths;
use crate::allocate::result::{NO_NODE, Reason, Why};
use crate::units::{Flow, Total};
use crate::user::{ClassSet, SupplyClass};

/// The users of some classes, in a step, by node.
#[derive(Clone, Copy)]
pub(super) struct Sharing<'a> {
    pub(super) by_node: &'a ByNode<'a>,
    pub(super) classes: ClassSet,
    pub(super) step: u8,
}

impl Sharing<'_> {
    /// Divides what can be brought to the nodes of a part. Says whether the shares, in whole units, fit; if not,
    /// nothing is brought. They do where every sum is exact ([`ByNode::is_exact`]), or where nodes have no sources.
    pub(super) fn divide(&self, part: Part, paths: &mut Paths) -> bool {
        if paths.is_empty() {
            self.deal_nothing(part, paths);
            self.name_holders(part, paths);
            return true;
        }
        let is_asked = self.start_lists(part, paths);
        if is_asked {
            paths.rise(part);
        }
        let mut run = part;
        while let Some(node) = paths.next_forwards(&mut run) {
            self.share_at(node, paths);
        }
        if !is_asked {
            return true;
        }
        if !paths.add_up(part) {
            paths.clear_amounts();
            return false;
        }
        paths.bring(part);
        self.name_holders(part, paths);
        true
    }

    /// Gives every node one set of users. Says whether there are any.
    fn start_lists(&self, mut part: Part, paths: &mut Paths) -> bool {
        let nodes = paths.nodes.len() as u32;
        let mut asked = 0;
        while let Some((node, _)) = paths.next_node(&mut part) {
            let ask = self.ask(node, paths);
            let Some(slot) = paths.slots.get_mut(node as usize) else { continue };
            (slot.first, slot.second, slot.amount) = (END, END, ask);
            if ask != 0 {
                let mut levels = Levels(paths.levels);
                slot.first = levels.start(node, 0, ask, END);
                slot.second = levels.start(nodes + node, ask, ask, END);
            }
            asked += ask;
        }
        asked != 0
    }

    fn ask(&self, node: u32, paths: &Paths) -> Total {
        self.by_node.ask(node, self.classes, self.step, paths.levels)
    }

    /// The class that lends its cells.
    fn class(&self) -> SupplyClass {
        self.classes.iter().next().unwrap_or(SupplyClass::Residential)
    }

    /// Deals the users of a part nothing more.
    fn deal_nothing(&self, mut part: Part, paths: &mut Paths) {
        while let Some(node) = paths.next_forwards(&mut part) {
            let is_asked = self.ask(node, paths) != 0;
            let nothing = Deal { whole: 0, has_minimum: true, ..Deal::FULL };
            self.by_node.deal(node, self.class(), if is_asked { nothing } else { Deal::FULL }, paths);
        }
    }

    /// Deals the users at a node their shares, and notes what they come to.
    fn share_at(&self, node: u32, paths: &mut Paths) {
        let ask = self.ask(node, paths);
        if ask == 0 {
            return self.by_node.deal(node, self.class(), Deal::FULL, paths);
        }
        let mut levels = Levels(paths.levels);
        let set = levels.fixed(node, paths.nodes.len() as u32 + node);
        let (whole, apportionment, share) = levels.next_block(set, ask);
        let deal = match share == ask {
            true => Deal::FULL,
            false => Deal { whole: whole as Flow, apportionment, has_minimum: true, ..Deal::FULL },
        };
        self.by_node.deal(node, self.class(), deal, paths);
        paths.add_amount(node, share);
    }

    /// Notes for every node which one holds back its users, if it is not the supply: the nearest above that is full, if
    /// no source below that one can bring more. First above, then below.
    fn name_holders(&self, mut part: Part, paths: &mut Paths) {
        let above = part.above();
        let outer = paths.holder(above, 1);
        while let Some(node) = paths.next_forwards(&mut part) {
            let parent = paths.nodes.get(node as usize).map_or(NO_NODE, |node| node.parent);
            let from_above = if parent == above {
                outer
            } else {
                paths.slots.get(parent as usize).map_or(NO_NODE, |slot| slot.first)
            };
            let holder = paths.holder_below(node, from_above);
            if let Some(slot) = paths.slots.get_mut(node as usize) {
                slot.first = holder;
            }
            if let Some(cell) = self.by_node.cell(node, self.class(), paths) {
                let reason = if holder == NO_NODE { Reason::ShortInStep } else { Reason::HeldByNode };
                cell.set_holder(Why::new(reason, self.step), holder);
            }
        }
    }
}
