//! The network as a graph with a flow in it: what can still flow through every link, each way.
//!
//! A link has two *arcs*, one in each direction; the arc against a link is the other one. Behind the nodes there is one
//! more, the *origin*, from which links lead to where gas comes in.

use super::layout::Layout;
use crate::units::Total;

/// The end of a list, and "not reached".
pub(super) const NONE: u32 = u32::MAX;

/// Working memory for one node; there is one more for the origin.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct PipeNodeSlot {
    /// What is still to be brought to the node in the flow under way.
    pub(super) wanted: u128,
    /// What the users at the node have been granted so far.
    pub(super) granted: Total,
    /// While shares are apportioned in the cell of this name: the fraction carried from one to the next.
    pub(super) fraction: u64,
    /// The first arc that leads away.
    pub(super) first: u32,
    /// How many arcs away from the nearest root, on top of [`Graph::base`]; less than that if the last measurement did not
    /// reach the node.
    pub(super) distance: u32,
    /// The next arc to try on the way.
    pub(super) current: u32,
    /// The arc by which the way came here.
    pub(super) came_by: u32,
    /// The node at this place of the order in which nodes were reached. The place is the slot's own index.
    pub(super) reached: u32,
    /// In how many cuts, one inside the other, the node is; [`NONE`] if it is left out: its levels are found, in the step
    /// under way, or nothing that is wanted can be reached from it.
    pub(super) cuts: u32,
    /// The cell that the node is in: another node of it that is nearer to its name, or the name, which is one of them.
    pub(super) cell: u32,
    /// While cells are sought: when the node was met.
    pub(super) met: u32,
    /// While cells are sought: when the first node was met to which a way leads back.
    pub(super) back_to: u32,
    /// The last search backwards that reached the node.
    pub(super) reached_in: u32,
    /// 1 once no unit more can be brought to the node, otherwise 0. Grants never shrink, so it stays.
    pub(super) is_full: u32,
    /// While results are told: what is known of the gas that could still come to the node.
    pub(super) shortage: u32,
}

/// Working memory for one link.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct LinkSlot {
    /// What can still flow, along and against.
    pub(super) residual: [u128; 2],
    /// What could flow when the flow was kept.
    kept: [Total; 2],
    /// What can flow at most.
    capacity: [Total; 2],
    /// Where it begins and ends.
    ends: [u32; 2],
    /// The next arc that leads away from the same node, of the one along and of the one against.
    next: [u32; 2],
}

impl LinkSlot {
    /// A link in which nothing flows.
    pub(super) fn between(ends: [u32; 2], capacity: [Total; 2]) -> LinkSlot {
        LinkSlot { residual: capacity.map(u128::from), kept: capacity, capacity, ends, next: [NONE; 2] }
    }

    /// Sends so much more along an arc, which can carry it, or so much less against it. Returns whether it is full then.
    pub(super) fn send(&mut self, arc: u32, amount: u128) -> bool {
        let [along, against] = &mut self.residual;
        let (ahead, behind) = if arc.is_multiple_of(2) { (along, against) } else { (against, along) };
        *ahead -= amount;
        *behind += amount;
        *ahead == 0
    }

    /// Opens a link from the origin for what does not come by it yet. Returns whether that is anything.
    pub(super) fn reopen(&mut self) -> bool {
        self.residual[0] = (self.capacity[0] as u128).saturating_sub(self.residual[1]);
        self.residual[0] != 0
    }

    /// Lets no more flow than does, either way, until it is opened again.
    pub(super) fn close(&mut self) {
        self.kept = self.residual.map(|residual| residual as Total);
        self.residual = [0, 0];
    }

    /// Opens a link that was closed.
    pub(super) fn open_again(&mut self) {
        self.residual = self.kept.map(u128::from);
    }

    /// What flows along, negative if it flows against.
    pub(super) fn flow(&self) -> i64 {
        (self.capacity[0] as u128).wrapping_sub(self.residual[0]) as i64
    }
}

/// What a link has for an arc: the one along it, or the one against it.
pub(super) fn of<T: Copy>(arc: u32, [along, against]: [T; 2]) -> T {
    if arc.is_multiple_of(2) { along } else { against }
}

/// A graph under way.
pub(super) struct Graph<'a> {
    pub(super) layout: Layout,
    pub(super) nodes: &'a mut [PipeNodeSlot],
    pub(super) links: &'a mut [LinkSlot],
    /// The distance of the roots in the last measurement: nodes from which gas comes, the first that are reached.
    base: u32,
    roots: usize,
    /// How many cuts there are, one inside the other.
    pub(super) cuts: u32,
    /// At how many nodes something is wanted.
    pub(super) wanting: usize,
    /// The number of the last search backwards.
    pub(super) search: u32,
    /// How many nodes the last measurement, or search backwards, reached.
    pub(super) reached: usize,
}

impl<'a> Graph<'a> {
    /// Joins the nodes by links that are written and checked. `nodes` has one slot more than there are nodes.
    pub(super) fn new(layout: Layout, nodes: &'a mut [PipeNodeSlot], links: &'a mut [LinkSlot]) -> Graph<'a> {
        nodes.fill(PipeNodeSlot { first: NONE, ..PipeNodeSlot::default() });
        for (index, link) in links.iter_mut().enumerate().rev() {
            let mut arc = 2 * index as u32 + 2;
            for (tail, next) in link.ends.iter().zip(&mut link.next).rev() {
                arc -= 1;
                if let Some(node) = nodes.get_mut(*tail as usize) {
                    *next = core::mem::replace(&mut node.first, arc);
                }
            }
        }
        let mut graph =
            Graph { layout, nodes, links, base: 1, roots: 0, cuts: 0, wanting: 0, search: 0, reached: 0 };
        graph.leave_none_out();
        graph
    }

    /// The node from which the links lead by which gas comes in.
    pub(super) fn origin(&self) -> u32 {
        (self.nodes.len() as u32).wrapping_sub(1)
    }

    /// The two ends of a link.
    pub(super) fn ends(&self, link: usize) -> (u32, u32) {
        self.links.get(link).map_or((NONE, NONE), |slot| (slot.ends[0], slot.ends[1]))
    }

    /// What can flow through a link at most, along and against.
    pub(super) fn capacity(&self, link: usize) -> [Total; 2] {
        self.links.get(link).map_or([0, 0], |slot| slot.capacity)
    }

    /// What could still flow through a link when the flow was kept, along and against.
    pub(super) fn kept(&self, link: usize) -> [Total; 2] {
        self.links.get(link).map_or([0, 0], |slot| slot.kept)
    }

    pub(super) fn tail(&self, arc: u32) -> u32 {
        let (from, to) = self.ends(arc as usize / 2);
        if arc.is_multiple_of(2) { from } else { to }
    }

    pub(super) fn head(&self, arc: u32) -> u32 {
        self.tail(arc ^ 1)
    }

    pub(super) fn residual(&self, arc: u32) -> u128 {
        let slot = self.links.get(arc as usize / 2);
        slot.map_or(0, |slot| of(arc, slot.residual))
    }

    /// Says what can still flow along an arc, and against it.
    pub(super) fn set_residual(&mut self, arc: u32, [along, against]: [u128; 2]) {
        if let Some(slot) = self.links.get_mut(arc as usize / 2) {
            slot.residual = if arc.is_multiple_of(2) { [along, against] } else { [against, along] };
        }
    }

    pub(super) fn next(&self, arc: u32) -> u32 {
        let slot = self.links.get(arc as usize / 2);
        slot.map_or(NONE, |slot| of(arc, slot.next))
    }

    /// Whether a link carries as much as it can, one way or the other, and anything at all.
    pub(super) fn is_full(&self, link: usize) -> bool {
        let capacity = self.capacity(link);
        let residual = self.links.get(link).map_or([0, 0], |slot| slot.residual);
        (capacity[0] != 0 && residual[0] == 0) || (capacity[1] != 0 && residual[1] == 0)
    }

    pub(super) fn node(&self, node: u32) -> PipeNodeSlot {
        self.nodes.get(node as usize).copied().unwrap_or_default()
    }

    /// Lets nothing flow.
    pub(super) fn empty(&mut self) {
        for slot in &mut *self.links {
            slot.residual = slot.capacity.map(u128::from);
        }
    }

    /// Keeps the flow, which is in whole units.
    pub(super) fn keep(&mut self) {
        for slot in &mut *self.links {
            slot.kept = slot.residual.map(|residual| residual as Total);
        }
    }

    /// Goes back to the flow that was kept.
    pub(super) fn go_back(&mut self) {
        for slot in &mut *self.links {
            slot.residual = slot.kept.map(u128::from);
        }
    }

    /// Wants nothing anywhere.
    pub(super) fn want_nothing(&mut self) {
        self.want_everywhere(|_| 0);
    }

    /// Wants so much at every node, and nothing else.
    pub(super) fn want_everywhere(&mut self, wanted: impl Fn(&PipeNodeSlot) -> u128) {
        self.wanting = 0;
        for node in &mut *self.nodes {
            node.wanted = wanted(node);
            self.wanting += usize::from(node.wanted != 0);
        }
    }

    /// Wants more at a node.
    pub(super) fn want(&mut self, node: u32, amount: u128) {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            self.wanting += usize::from(node.wanted == 0 && amount != 0);
            node.wanted += amount;
        }
    }

    /// Brings what is wanted, as far as it goes: a maximum flow, by Dinic's blocking flows along shortest paths.
    /// Returns whether all was brought. If not, the nodes that the last measurement reached are one side of a minimum cut,
    /// the smallest.
    ///
    /// At most as many rounds as there are nodes; each at most as many ways as there are arcs.
    pub(super) fn bring(&mut self) -> bool {
        self.start_measurement();
        self.reach_root(self.origin());
        self.bring_from_roots()
    }

    /// The same from other roots than the origin, that are reached already.
    pub(super) fn bring_from_roots(&mut self) -> bool {
        self.roots = self.reached;
        while self.wanting != 0 && self.measure() {
            self.block();
        }
        self.wanting == 0
    }

    /// Whether the last measurement reached a node.
    pub(super) fn is_reached(&self, node: u32) -> bool {
        self.node(node).distance >= self.base
    }

    /// Whether a node is inside the innermost cut, and not left out.
    pub(super) fn is_inside(&self, node: u32) -> bool {
        self.node(node).cuts == self.cuts
    }

    /// Whether a node is left out. The origin never is.
    pub(super) fn is_left_out(&self, node: u32) -> bool {
        self.node(node).cuts == NONE && node != self.origin()
    }

    /// Starts a measurement, which has reached no node.
    pub(super) fn start_measurement(&mut self) {
        self.base = self.base.checked_add(self.nodes.len() as u32).unwrap_or_else(|| {
            self.nodes.iter_mut().for_each(|node| node.distance = 0);
            1
        });
        self.reached = 0;
    }

    /// Makes a node a root of the measurement, if it is none.
    pub(super) fn reach_root(&mut self, node: u32) {
        if !self.is_reached(node) {
            self.reach(node, self.base);
        }
    }

    /// Finds how far every node inside the innermost cut is from the roots. Returns whether one is reached that wants gas.
    fn measure(&mut self) -> bool {
        self.start_measurement();
        for place in 0..self.roots {
            self.reach(self.nodes.get(place).map_or(NONE, |slot| slot.reached), self.base);
        }
        let (mut next, mut is_wanted) = (0, false);
        while next < self.reached {
            let node = self.nodes.get(next).map_or(NONE, |slot| slot.reached);
            next += 1;
            let slot = self.node(node);
            is_wanted |= slot.wanted != 0;
            let mut arc = slot.first;
            while arc != NONE {
                let head = self.head(arc);
                if self.residual(arc) != 0 && self.is_inside(head) && !self.is_reached(head) {
                    self.reach(head, slot.distance + 1);
                }
                arc = self.next(arc);
            }
        }
        is_wanted
    }

    fn reach(&mut self, node: u32, distance: u32) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            (slot.distance, slot.current) = (distance, slot.first);
        }
        if let Some(slot) = self.nodes.get_mut(self.reached) {
            slot.reached = node;
        }
        self.reached += 1;
    }

    /// Leaves the nodes out that the last measurement reached.
    pub(super) fn leave_reached_out(&mut self) {
        for place in 0..self.reached {
            let node = self.nodes.get(place).map_or(NONE, |slot| slot.reached);
            if let Some(slot) = self.nodes.get_mut(node as usize) {
                slot.cuts = NONE;
            }
        }
    }

    /// Leaves no node out, and forgets the cuts. Nothing leads back into the origin.
    pub(super) fn leave_none_out(&mut self) {
        self.cuts = 0;
        self.nodes.iter_mut().for_each(|node| node.cuts = 0);
        if let Some(origin) = self.nodes.last_mut() {
            origin.cuts = NONE;
        }
    }

    /// Draws one cut more: inside are the nodes that the last measurement could have reached and did not.
    pub(super) fn cut(&mut self) {
        for node in &mut *self.nodes {
            if node.cuts == self.cuts && node.distance < self.base {
                node.cuts += 1;
            }
        }
        self.cuts += 1;
    }

    /// Leaves the nodes out that are inside the innermost cut, and forgets that.
    pub(super) fn leave_inside_out(&mut self) {
        for node in &mut *self.nodes {
            if node.cuts == self.cuts {
                node.cuts = NONE;
            }
        }
        self.cuts = self.cuts.saturating_sub(1);
    }

    /// Sends gas along ways on which every arc leads further from the roots, until none is left.
    fn block(&mut self) {
        for place in 0..self.roots {
            self.block_from(self.nodes.get(place).map_or(NONE, |slot| slot.reached));
        }
    }

    fn block_from(&mut self, root: u32) {
        let mut node = root;
        loop {
            if self.node(node).wanted != 0 {
                node = self.deliver(node, root);
                continue;
            }
            match self.advance(node) {
                Some(head) => node = head,
                None if node == root => return,
                None => node = self.retreat(node),
            }
        }
    }

    /// One arc further.
    fn advance(&mut self, node: u32) -> Option<u32> {
        let further = self.node(node).distance.wrapping_add(1);
        let mut arc = self.node(node).current;
        while arc != NONE {
            let head = self.head(arc);
            if self.residual(arc) != 0 && self.node(head).distance == further {
                break;
            }
            arc = self.next(arc);
        }
        self.nodes.get_mut(node as usize)?.current = arc;
        if arc == NONE {
            return None;
        }
        let head = self.head(arc);
        self.nodes.get_mut(head as usize)?.came_by = arc;
        Some(head)
    }

    /// Back from a node from which no way leads on, not to be tried again.
    fn retreat(&mut self, node: u32) -> u32 {
        let arc = self.node(node).came_by;
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.distance = 0;
        }
        self.tail(arc)
    }

    /// Brings to the node what the way there from a root can carry. Returns the last node of the way up to which it can carry more.
    fn deliver(&mut self, node: u32, root: u32) -> u32 {
        let mut amount = self.node(node).wanted;
        let mut at = node;
        while at != root {
            let arc = self.node(at).came_by;
            amount = amount.min(self.residual(arc));
            at = self.tail(arc);
        }
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            slot.wanted -= amount;
            self.wanting -= usize::from(slot.wanted == 0);
        }
        let (mut last, mut at) = (node, node);
        while at != root {
            let arc = self.node(at).came_by;
            at = self.tail(arc);
            if self.links.get_mut(arc as usize / 2).is_some_and(|slot| slot.send(arc, amount)) {
                last = at;
            }
        }
        last
    }

    /// Visits the nodes of one period after the other, depth first along the links, in the order of the lists, and shows
    /// each to `see`.
    pub(super) fn visit(&mut self, mut see: impl FnMut(u32)) {
        self.start_measurement();
        for root in 0..self.origin() {
            if self.is_reached(root) {
                continue;
            }
            self.enter(root, NONE, &mut see);
            let mut node = root;
            while node != NONE {
                match self.next_unvisited(node) {
                    Some(head) => {
                        self.enter(head, node, &mut see);
                        node = head;
                    }
                    None => node = self.node(node).came_by,
                }
            }
        }
    }

    fn enter(&mut self, node: u32, from: u32, see: &mut impl FnMut(u32)) {
        if let Some(slot) = self.nodes.get_mut(node as usize) {
            (slot.distance, slot.current, slot.came_by) = (self.base, slot.first, from);
        }
        see(node);
    }

    fn next_unvisited(&mut self, node: u32) -> Option<u32> {
        let origin = self.origin();
        let (carried, after) = self.layout.carried();
        let mut arc = self.node(node).current;
        while arc != NONE {
            let head = self.head(arc);
            let link = arc as usize / 2;
            let can_flow = of(arc, self.capacity(link)) != 0 && !(carried..after).contains(&link);
            if head != origin && can_flow && !self.is_reached(head) {
                break;
            }
            arc = self.next(arc);
        }
        self.nodes.get_mut(node as usize)?.current = arc;
        (arc != NONE).then(|| self.head(arc))
    }
}
