//! Levels: what a set of users that move together takes, over their weights.
//!
//! A level belongs to a set whose members take, together, a whole number of units at it. So the total over the sum
//! of the weights *is* the level, as an exact fraction. Sets that come to the same level are united; each keeps a
//! link to the set that it went into, so that a user finds the level it ended at.

use core::cmp::Ordering;

use crate::allocate::apportion::Apportionment;
use crate::units::{Flow, Total};

/// Working memory for one level, or for the users of one class at one node: a cell.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct LevelSlot {
    /// What the members take together. Once shares are apportioned: the quotient.
    /// Of a cell: what its users demand, or the quotient.
    pub(super) total: Total,
    /// Sum of the members' weights. Once shares are apportioned: the fraction carried from one to the next. Of a cell:
    /// the technical minimums, or the fraction.
    pub(super) weight: Total,
    /// The next higher level of a list. Once shares are apportioned, and of a cell: whole units per weight.
    pub(super) next: u32,
    /// The set that this one went into; itself if none. Of a cell: the node that holds its users back. Of a node of a
    /// chain, which has no users: the next one that has to be looked at on the way to the root; itself if it has to be.
    pub(super) into: u32,
    /// The event that fixed the members at this level; [`NOT_FIXED`] if none did. The first bit says that shares
    /// are apportioned. Of a cell: all ones if minimums are granted, otherwise 0.
    pub(super) fixed_at: u32,
    /// Of the first set of a list that waits to be merged: the list that waits behind it. Of a cell: bases and on/off marks,
    /// or why a user falls short.
    pub(super) reserved: u32,
}

/// More lists than 2 to the power of this have no room in memory, or no number.
const RUNS: usize = if usize::BITS < u64::BITS { 27 } else { 32 };
const _: () = assert!(size_of::<LevelSlot>() == 1 << (32 - 27));

/// Of [`LevelSlot::fixed_at`].
const NOT_FIXED: u32 = APPORTIONED - 1;
const APPORTIONED: u32 = 1 << 31;

/// The end of a list.
pub(super) const END: u32 = u32::MAX;

/// All levels of a problem.
pub(super) struct Levels<'a>(pub(super) &'a mut [LevelSlot]);

/// Where a list of floors and a list of ceilings are cut by a level between.
pub(super) struct Cut {
    /// The level is `units` / `weight`.
    pub(super) units: Total,
    pub(super) weight: Total,
    /// The last floor and the last ceiling below the level, or [`END`].
    pub(super) last_floor: u32,
    pub(super) last_ceiling: u32,
}

impl Levels<'_> {
    fn get(&self, index: u32) -> LevelSlot {
        self.0.get(index as usize).copied().unwrap_or_default()
    }

    fn slot(&mut self, index: u32) -> Option<&mut LevelSlot> {
        self.0.get_mut(index as usize)
    }

    /// Lets a set have no members.
    pub(super) fn clear(&mut self, set: u32) {
        if let Some(slot) = self.slot(set) {
            slot.weight = 0;
        }
    }

    /// Adds a member to a set that has some already, and says whether it has.
    pub(super) fn join_set(&mut self, set: u32, total: Total, weight: Total) -> bool {
        match self.slot(set) {
            Some(slot) if slot.weight != 0 => {
                slot.total += total;
                slot.weight += weight;
                true
            }
            _ => false,
        }
    }

    /// Starts a set with its first member, as a list in front of those that wait to be merged, and returns them all.
    pub(super) fn start(&mut self, set: u32, total: Total, weight: Total, waiting: u32) -> u32 {
        if let Some(slot) = self.slot(set) {
            let (next, into, fixed_at) = (END, set, NOT_FIXED);
            *slot = LevelSlot { total, weight, next, into, fixed_at, reserved: waiting };
        }
        set
    }

    /// Lets a list wait to be merged, in front of others, and returns them all.
    pub(super) fn wait(&mut self, list: u32, waiting: u32) -> u32 {
        match self.slot(list) {
            Some(slot) => {
                slot.reserved = waiting;
                list
            }
            None => waiting,
        }
    }

    /// Compares two levels.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let (a, b) = (self.get(a), self.get(b));
        fraction_order((a.total, a.weight), (b.total, b.weight))
    }

    /// Merges all lists that wait into one: from the bottom up, with bins that hold the lists of 1, 2, 4, … that waited.
    pub(super) fn merge_waiting(&mut self, mut waiting: u32) -> u32 {
        if waiting == END || self.get(waiting).reserved == END {
            return waiting;
        }
        let mut bins = [END; RUNS];
        while waiting != END {
            let mut run = waiting;
            waiting = self.get(waiting).reserved;
            for bin in &mut bins {
                let full = core::mem::replace(bin, END);
                if full == END {
                    *bin = run;
                    break;
                }
                run = self.merge(full, run);
            }
        }
        bins.into_iter().fold(END, |list, bin| self.merge(bin, list))
    }

    /// Merges two lists in ascending order into one; sets of the same level become one.
    fn merge(&mut self, mut a: u32, mut b: u32) -> u32 {
        let (mut head, mut last) = (END, END);
        while a != END && b != END {
            let order = self.compare(a, b);
            if order == Ordering::Equal {
                let rest = self.get(b).next;
                self.unite(b, a);
                b = rest;
                continue;
            }
            let next = if order == Ordering::Greater { &mut b } else { &mut a };
            let taken = core::mem::replace(next, self.get(*next).next);
            self.append(&mut head, &mut last, taken);
        }
        let rest = if a == END { b } else { a };
        self.append(&mut head, &mut last, rest);
        head
    }

    fn append(&mut self, head: &mut u32, last: &mut u32, list: u32) {
        if *last == END {
            *head = list;
        } else {
            self.link(*last, list);
        }
        *last = list;
    }

    fn link(&mut self, index: u32, next: u32) {
        if let Some(slot) = self.slot(index) {
            slot.next = next;
        }
    }

    /// Lets a set go into another.
    fn unite(&mut self, from: u32, into: u32) {
        let gone = self.get(from);
        self.join_set(into, gone.total, gone.weight);
        if let Some(slot) = self.slot(from) {
            slot.into = into;
        }
    }

    /// Finds the level at which what is taken between floors and ceilings comes to the target, which must be less
    /// than what is taken at the ceilings. Both lists are in ascending order.
    pub(super) fn cut(&self, mut floors: u32, mut ceilings: u32, target: Total) -> Cut {
        let mut cut = Cut { units: target, weight: 0, last_floor: END, last_ceiling: END };
        while floors != END || ceilings != END {
            let floor_next =
                ceilings == END || (floors != END && self.compare(floors, ceilings) != Ordering::Greater);
            let next = if floor_next { floors } else { ceilings };
            let slot = self.get(next);
            let is_reached = (slot.total, slot.weight);
            if cut.weight != 0 && fraction_order((cut.units, cut.weight), is_reached) != Ordering::Greater {
                break;
            }
            if floor_next {
                cut.units += slot.total;
                cut.weight += slot.weight;
                (cut.last_floor, floors) = (next, slot.next);
            } else {
                cut.units -= slot.total;
                cut.weight -= slot.weight;
                (cut.last_ceiling, ceilings) = (next, slot.next);
            }
        }
        cut
    }

    /// Fixes the sets of a list, from one on, where they are. Returns what they take.
    pub(super) fn fix(&mut self, mut list: u32, event: u32) -> Total {
        let mut total = 0;
        while let Some(slot) = self.slot(list) {
            slot.fixed_at = event;
            total += slot.total;
            list = slot.next;
        }
        total
    }

    /// Unites the sets of a list in one at another level, and returns that one.
    pub(super) fn move_to(&mut self, list: u32, cut: &Cut, next: u32) -> u32 {
        let mut rest = self.get(list).next;
        while let Some(slot) = self.slot(rest) {
            slot.into = list;
            rest = slot.next;
        }
        if let Some(slot) = self.slot(list) {
            (slot.total, slot.weight) = (cut.units, cut.weight);
            slot.next = next;
        }
        list
    }

    /// Cuts a list behind a set and returns the two parts; behind nothing, the first part is empty.
    pub(super) fn split(&mut self, list: u32, last: u32) -> (u32, u32) {
        if last == END {
            return (END, list);
        }
        let rest = self.get(last).next;
        self.link(last, END);
        (list, rest)
    }

    /// Puts one list behind the last set of another.
    pub(super) fn join(&mut self, list: u32, last: u32, rest: u32) -> u32 {
        if last == END {
            return rest;
        }
        self.link(last, rest);
        list
    }

    /// The set in which a member ended: that of its ceiling or of its floor, whichever was fixed first.
    pub(super) fn fixed(&mut self, floor: u32, ceiling: u32) -> u32 {
        let (floor, ceiling) = (self.find(floor), self.find(ceiling));
        let fixed_at = |set| self.get(set).fixed_at & !APPORTIONED;
        if fixed_at(floor) < fixed_at(ceiling) { floor } else { ceiling }
    }

    /// The set that a set went into at last; shortens the way there.
    fn find(&mut self, mut index: u32) -> u32 {
        loop {
            let into = self.get(index).into;
            if into == index || into as usize >= self.0.len() {
                return index;
            }
            let further = self.get(into).into;
            if let Some(slot) = self.slot(index) {
                slot.into = further;
            }
            index = further;
        }
    }

    /// A set whose level is made ready to be shared out.
    fn apportioned(&mut self, index: u32) -> Option<&mut LevelSlot> {
        let slot = self.slot(index)?;
        if slot.fixed_at & APPORTIONED == 0 {
            let (whole, apportionment) = Apportionment::level(slot.total, slot.weight);
            slot.next = whole as u32;
            (slot.total, slot.weight) = (apportionment.quotient, apportionment.fraction);
            slot.fixed_at |= APPORTIONED;
        }
        Some(slot)
    }

    /// Gives the next members of a set their shares, together: how many whole units per weight, how the rest is
    /// apportioned among them, and the sum.
    pub(super) fn next_block(&mut self, index: u32, weight: Total) -> (Total, Apportionment, Total) {
        let Some(slot) = self.apportioned(index) else { return (0, Apportionment::IDLE, 0) };
        let start = Apportionment { quotient: slot.total, fraction: slot.weight };
        let shared = weight as u128 * slot.total as u128 + slot.weight as u128;
        slot.weight = shared as u64;
        (slot.next as Total, start, slot.next as Total * weight + (shared >> 64) as Total)
    }

    /// Gives the next member of a set its share: what it gets in any case, and whether one unit more is proposed, or
    /// at least possible.
    pub(super) fn next_share(&mut self, index: u32, weight: Flow) -> (Flow, Extra) {
        let Some(slot) = self.apportioned(index) else { return (0, Extra::None) };
        let mut apportionment = Apportionment { quotient: slot.total, fraction: slot.weight };
        // What the member is due, rounded down, and the fraction that it leaves: more than the exact one by at most
        // 2⁻⁶⁴ per unit of the weight, which is what rounding the quotient down takes away.
        let rounding = Apportionment { fraction: weight as u64, ..apportionment };
        let (certain, rest) = rounding.product_in_halves(weight);
        let shared = apportionment.next_share(weight);
        slot.weight = apportionment.fraction;
        let extra = if shared > certain {
            Extra::Proposed
        } else if rest > weight as u64 {
            Extra::Possible
        } else {
            Extra::None
        };
        (slot.next * weight + certain, extra)
    }
}

/// Whether a share that was rounded down may be rounded up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extra {
    None,
    Possible,
    Proposed,
}

/// Compares two fractions exactly.
fn fraction_order(a: (Total, Total), b: (Total, Total)) -> Ordering {
    (a.0 as u128 * b.1 as u128).cmp(&(b.0 as u128 * a.1 as u128))
}
