//! Users of one class at one node, together.
//!
//! Where a policy serves whole classes, what a step asks for at a node follows from two sums of its class there, and a
//! short step that shares pro rata divides among nodes as among users: those at a node move together. So the steps go
//! over cells, one for each class at each node, and only the last pass goes over the users. A class leaves this way,
//! alone, when a step is short that needs its users one by one: because of its rule, a base, an on/off user, or a
//! technical minimum that is not granted yet. Both ways give the same answer, to the unit.

use super::cell::{Deal, cell_index};
use super::levels::LevelSlot;
use super::node::{Node, NodeLoad};
use super::paths::Paths;
use crate::allocate::apportion::Apportionment;
use crate::allocate::result::{ClassTotal, Grant, NO_NODE, Why};
use crate::policy::{Entry, Policy};
use crate::units::{Flow, Total};
use crate::user::{CLASS_COUNT, ClassSet, SupplyClass, User};

/// Whether cells are worth their code: on a host. A microcontroller has few users, and serves them one by one.
const BY_NODE: bool = cfg!(target_pointer_width = "64");

/// How far the classes are that are served by node.
pub(super) struct ByNode<'a> {
    entries: &'a [Entry; CLASS_COUNT],
    serves_whole_classes: bool,
    /// Where the cells begin among the level slots.
    first_cell: usize,
    /// The classes whose users have no grants of their own yet.
    classes: ClassSet,
    /// Of these: who has its minimums, and who has been dealt all that it will get.
    has_minimum: ClassSet,
    is_dealt: ClassSet,
    /// Who has users with a technical minimum; with a base or an on/off valve.
    wants_minimum: ClassSet,
    is_special: ClassSet,
    greatest_demand: Flow,
    /// The classes whose users the walk serves.
    walked: ClassSet,
    /// The class whose cells the class shares.
    cell_of: [u8; CLASS_COUNT],
}

impl<'a> ByNode<'a> {
    /// No class by node.
    fn none(policy: &'a Policy<'a>, levels: &[LevelSlot]) -> ByNode<'a> {
        ByNode {
            entries: &policy.index().entries,
            serves_whole_classes: policy.index().serves_whole_classes,
            first_cell: levels.len(),
            classes: ClassSet::NONE,
            has_minimum: ClassSet::NONE,
            is_dealt: ClassSet::NONE,
            wants_minimum: ClassSet::NONE,
            is_special: ClassSet::NONE,
            greatest_demand: 0,
            walked: ClassSet::ALL,
            cell_of: [0, 1, 2, 3, 4, 5],
        }
    }

    /// Puts the users into cells, if the policy serves whole classes and there is room for cells: if there are three
    /// users or more for each node. `None` when a user is not valid.
    pub(super) fn survey(
        policy: &'a Policy<'a>,
        nodes: &[Node],
        users: &[User],
        levels: &mut [LevelSlot],
    ) -> Option<ByNode<'a>> {
        let mut by_node = ByNode::none(policy, levels);
        let room = levels.len().checked_sub(nodes.len() * CLASS_COUNT);
        let has_room = |first_cell: &usize| *first_cell >= 2 * nodes.len();
        let is_possible = BY_NODE && by_node.serves_whole_classes;
        let Some(first_cell) = room.filter(has_room).filter(|_| is_possible) else {
            let is_valid = |user: &User| (user.node as usize) < nodes.len() && user.is_valid();
            return users.iter().all(is_valid).then_some(by_node);
        };
        let cells = levels.get_mut(first_cell..)?;
        cells.fill(LevelSlot::EMPTY_CELL);
        by_node.greatest_demand = survey(users, nodes.len(), cells)?;
        for cell in cells.chunks(CLASS_COUNT) {
            for (class, cell) in SupplyClass::ALL.iter().zip(cell) {
                let set = ClassSet::of(&[*class]);
                if cell.minimum() != 0 {
                    by_node.wants_minimum = by_node.wants_minimum.union(set);
                }
                if cell.is_special() {
                    by_node.is_special = by_node.is_special.union(set);
                }
            }
        }
        (by_node.first_cell, by_node.classes, by_node.walked) = (first_cell, ClassSet::ALL, ClassSet::NONE);
        Some(by_node)
    }

    /// The classes of which a step asks something by node.
    pub(super) fn asked(&self, step: u8) -> ClassSet {
        if !BY_NODE {
            return ClassSet::NONE;
        }
        self.of_whom_asked(self.classes.without(self.is_dealt), step)
    }

    /// Whether a step may ask something of users who are served one by one.
    pub(super) fn may_ask(&self, step: u8) -> bool {
        !BY_NODE || !self.serves_whole_classes || !self.of_whom_asked(self.walked, step).is_empty()
    }

    fn of_whom_asked(&self, classes: ClassSet, step: u8) -> ClassSet {
        let wants_minimum = |class: &SupplyClass| self.walked.union(self.wants_minimum).contains(*class);
        let asks = |class: &SupplyClass, entry: &Entry| {
            entry.demand == step || entry.minimum == step && wants_minimum(class)
        };
        let asked = classes.iter().filter(|class| self.entry(*class).is_some_and(|entry| asks(class, entry)));
        asked.fold(ClassSet::NONE, |asked, class| asked.union(ClassSet::of(&[class])))
    }

    fn entry(&self, class: SupplyClass) -> Option<&Entry> {
        self.entries.get(class as usize)
    }

    fn is_minimum(&self, class: SupplyClass, step: u8) -> bool {
        self.entry(class).is_some_and(|entry| entry.minimum == step)
    }

    /// What a step asks at a node for these classes.
    pub(super) fn ask(&self, node: u32, classes: ClassSet, step: u8, levels: &[LevelSlot]) -> Total {
        let mut ask = 0;
        for class in classes.iter() {
            let index = self.first_cell + cell_index(node, class as usize);
            let Some(cell) = levels.get(index) else { continue };
            ask += match self.is_minimum(class, step) {
                true => cell.minimum(),
                false if self.has_minimum.contains(class) => cell.demand() - cell.minimum(),
                false => cell.demand(),
            };
        }
        ask
    }

    /// Adds what a step asks for these classes to the amounts of the nodes. Returns the sum.
    pub(super) fn add_asks(&self, classes: ClassSet, step: u8, paths: &mut Paths) -> Total {
        let mut asked = 0;
        if classes.is_empty() {
            return asked;
        }
        for node in 0..paths.nodes.len() as u32 {
            let ask = self.ask(node, classes, step, paths.levels);
            paths.add_amount(node, ask);
            asked += ask;
        }
        asked
    }

    /// Grants these classes all that a step asks for them.
    pub(super) fn serve_in_full(&mut self, classes: ClassSet, step: u8, paths: &mut Paths) {
        for class in classes.iter() {
            let set = ClassSet::of(&[class]);
            if self.is_minimum(class, step) {
                self.has_minimum = self.has_minimum.union(set);
                continue;
            }
            self.is_dealt = self.is_dealt.union(set);
            for node in 0..paths.nodes.len() as u32 {
                self.deal(node, class, Deal::FULL, paths);
            }
        }
    }

    /// Whether these classes can be shared out by node: whether nobody has to be asked alone, and each share is that
    /// of the users one by one. That is so where demand times what is asked is below 2⁶⁴: no share is then less than
    /// what is due, rounded down.
    pub(super) fn can_divide(&self, classes: ClassSet, step: u8, asked: Total) -> bool {
        if classes.is_empty() {
            return false;
        }
        let bits = Total::BITS - asked.leading_zeros() + Flow::BITS - self.greatest_demand.leading_zeros();
        bits < Total::BITS
            && classes.iter().all(|class| {
                let is_ready = self.has_minimum.contains(class) || !self.wants_minimum.contains(class);
                is_ready && !self.is_special.contains(class) && !self.is_minimum(class, step)
            })
    }

    /// Whether no sum of so many increments reaches 2³²: an apportionment is then exact, and what is proposed always
    /// fits.
    pub(super) fn is_exact(&self, users: usize) -> bool {
        (self.greatest_demand as Total).checked_mul(users as Total).is_some_and(|sum| sum < 1 << 32)
    }

    /// Notes that these classes have shared out a step, in the cells of the first of them. True.
    pub(super) fn share_cells(&mut self, classes: ClassSet) -> bool {
        self.is_dealt = self.is_dealt.union(classes);
        let first = classes.iter().next().map_or(0, |class| class as u8);
        for class in classes.iter() {
            if let Some(cell_of) = self.cell_of.get_mut(class as usize) {
                *cell_of = first;
            }
        }
        true
    }

    pub(super) fn deal(&self, node: u32, class: SupplyClass, deal: Deal, paths: &mut Paths) {
        if let Some(cell) = self.cell(node, class, paths) {
            cell.deal(deal);
        }
    }

    pub(super) fn cell<'p>(
        &self,
        node: u32,
        class: SupplyClass,
        paths: &'p mut Paths,
    ) -> Option<&'p mut LevelSlot> {
        paths.levels.get_mut(self.first_cell + cell_index(node, class as usize))
    }

    /// Whether sets of so many users leave room for the cells.
    pub(super) fn leaves_room(&self, users: usize, paths: &Paths) -> bool {
        2 * (paths.nodes.len() + users) <= self.first_cell
    }

    /// Whether any class is served by node.
    pub(super) fn has_cells(&self) -> bool {
        BY_NODE && !self.classes.is_empty()
    }

    /// Whether all classes are.
    pub(super) fn is_all(&self) -> bool {
        BY_NODE && self.classes == ClassSet::ALL
    }

    /// Who is served one by one.
    pub(super) fn is_walked(&self) -> impl Fn(&User) -> bool + Copy + use<> {
        let walked = self.walked.bits();
        move |user| !BY_NODE || walked >> user.class_code() & 1 != 0
    }

    /// Leaves these classes to the walk, from where they are: served in full so far.
    pub(super) fn leave(&mut self, classes: ClassSet) {
        self.classes = self.classes.without(classes);
        self.walked = self.walked.union(classes);
    }

    /// Lets the cells go: those that are dealt become grants, all other classes are returned.
    pub(super) fn clear(
        &mut self,
        users: &[User],
        grants: &mut [Grant],
        paths: &mut Paths,
        totals: &mut [ClassTotal; CLASS_COUNT],
    ) -> ClassSet {
        let undealt = self.classes.without(self.is_dealt);
        self.classes = self.classes.without(undealt);
        self.write_out(users, grants, paths, totals);
        // They are added up at the end, with all others.
        *totals = Default::default();
        self.classes = ClassSet::NONE;
        undealt
    }

    /// Deals every user of a class its minimum, if minimums are granted, and no more.
    fn deal_minimum(&self, class: SupplyClass, paths: &mut Paths) {
        let has_minimum = self.has_minimum.contains(class);
        for node in 0..paths.nodes.len() as u32 {
            let Some(cell) = self.cell(node, class, paths) else { continue };
            let is_full = has_minimum && cell.minimum() == cell.demand();
            let (apportionment, why, holder) = (Apportionment::IDLE, Why::NOT_ELIGIBLE, NO_NODE);
            let minimum = Deal { whole: 0, apportionment, has_minimum, why, holder };
            cell.deal(if is_full || cell.demand() == 0 { Deal::FULL } else { minimum });
        }
    }

    /// Deals what classes have that no step serves any more.
    pub(super) fn close(&self, paths: &mut Paths) {
        for class in self.classes.without(self.is_dealt).iter() {
            self.deal_minimum(class, paths);
        }
    }

    /// Notes where somebody falls short: in the amount of the node, and the mark of the node that holds back.
    pub(super) fn note_short(&self, paths: &mut Paths, loads: &mut [NodeLoad]) {
        let has_cells = |class: &SupplyClass| self.cell_of.get(*class as usize) == Some(&(*class as u8));
        for class in self.classes.iter().filter(has_cells) {
            for node in 0..paths.nodes.len() as u32 {
                let Some(holder) = self.cell(node, class, paths).and_then(|cell| cell.short()) else {
                    continue;
                };
                paths.add_amount(node, 1);
                if let Some(load) = loads.get_mut(holder as usize) {
                    load.binding = 1;
                }
            }
        }
    }

    /// Grants everybody by node, and adds up the classes.
    pub(super) fn write_out(
        &self,
        users: &[User],
        grants: &mut [Grant],
        paths: &mut Paths,
        totals: &mut [ClassTotal; CLASS_COUNT],
    ) {
        let cells = paths.levels.get_mut(self.first_cell..).unwrap_or(&mut []);
        write_out(users, self.classes, &self.cell_of, cells, grants, totals);
    }

    /// What a user gets that is served by node; `None` if it is not.
    #[inline(always)]
    pub(super) fn next_grant(&self, user: &User, levels: &mut [LevelSlot]) -> Option<Grant> {
        let class = user.class_code() as usize;
        if !BY_NODE || self.classes.bits() >> class & 1 == 0 {
            return None;
        }
        let shared = *self.cell_of.get(class)?;
        let cell = levels.get_mut(self.first_cell + cell_index(user.node, shared as usize))?;
        Some(cell.next_grant(user))
    }
}

/// The loop of the first pass, in a function of its own so that it has the registers to itself: adds up by cell and
/// returns the greatest demand; `None` when a user is not valid.
#[inline(never)]
fn survey(users: &[User], nodes: usize, cells: &mut [LevelSlot]) -> Option<Flow> {
    let (mut greatest, mut on_off) = (0, 0);
    for user in users {
        let class = user.class_code() as usize;
        if user.node as usize >= nodes || class >= CLASS_COUNT {
            return None;
        }
        cells.get_mut(cell_index(user.node, class))?.add_user(user);
        greatest = user.demand.max(greatest);
        on_off |= user.on_off_code();
    }
    (on_off <= 1).then_some(greatest)
}

/// The loop of the last pass: what every user of these classes gets, and what the classes want and get together.
#[inline(never)]
fn write_out(
    users: &[User],
    classes: ClassSet,
    cell_of: &[u8; CLASS_COUNT],
    cells: &mut [LevelSlot],
    grants: &mut [Grant],
    totals: &mut [ClassTotal; CLASS_COUNT],
) {
    for (user, grant) in users.iter().zip(grants) {
        let class = user.class_code() as usize;
        if classes.bits() >> class & 1 == 0 {
            continue;
        }
        let Some(shared) = cell_of.get(class) else { continue };
        let Some(cell) = cells.get_mut(cell_index(user.node, *shared as usize)) else { continue };
        *grant = cell.next_grant(user);
        if let Some(total) = totals.get_mut(class) {
            total.demand += user.demand as Total;
            total.granted += grant.granted as Total;
        }
    }
}
