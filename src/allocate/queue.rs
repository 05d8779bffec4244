//! Users in order, without scratch memory: a linked list threaded through the grants.

use super::opaque::unknown;
use super::result::{Grant, NO_NODE};
use crate::user::User;

/// A queue of users: indices linked through [`Grant::node`].
#[derive(Clone, Copy)]
pub(crate) struct Queue {
    head: u32,
}

/// By what a queue is put in order. Ties keep the order they had.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// First in the input first.
    Position,
    /// Lowest rank first.
    Rank,
    /// Largest cumulative curtailment first.
    Curtailment,
}

impl Key {
    fn of(self, index: usize, user: &User) -> u64 {
        match self {
            Key::Position => index as u64,
            Key::Rank => user.rank as u64,
            Key::Curtailment => !user.cumulative_curtailment,
        }
    }
}

const RADIX_BITS: u32 = 4;
const BUCKETS: usize = 1 << RADIX_BITS;

impl Queue {
    pub(crate) const EMPTY: Queue = Queue { head: NO_NODE };

    /// Puts a user at the front. To queue in the order of the input, go through it backwards.
    pub(crate) fn push_front(&mut self, index: usize, grant: &mut Grant) {
        grant.node = self.head;
        self.head = index as u32;
    }

    /// Takes the front user off and returns its index.
    pub(crate) fn pop(&mut self, grants: &[Grant]) -> Option<usize> {
        let index = self.head as usize;
        self.head = grants.get(index)?.node;
        Some(index)
    }

    /// Passes over the users at the front that bear a mark.
    #[inline(always)]
    pub(crate) fn skip_marked(&mut self, mark: u8, grants: &[Grant]) {
        while let Some(grant) = grants.get(self.head as usize).filter(|grant| grant.marks() & mark != 0) {
            self.head = grant.node;
        }
    }

    /// Sorts by a key, stably.
    #[inline(never)]
    pub(crate) fn sort(&mut self, key: Key, users: &[User], grants: &mut [Grant]) {
        self.sort_by(|index| users.get(index).map_or(0, |user| key.of(index, user)), grants);
    }

    /// Sorts, stably, in time linear in the length: one pass finds whether the queue is in order already, and
    /// otherwise the digits in which keys differ; then one pass for each of those digits (at most 16) puts the
    /// queue into buckets and joins them again. Returns the least and the greatest key, if the queue is not empty.
    pub(crate) fn sort_by(&mut self, key: impl Fn(usize) -> u64, grants: &mut [Grant]) -> Option<(u64, u64)> {
        let mut rest = *self;
        let first = key(rest.pop(grants)?);
        let (mut least, mut greatest, mut last) = (first, first, first);
        let (mut differing, mut in_order) = (0, true);
        while let Some(index) = rest.pop(grants) {
            let key = key(index);
            differing |= key ^ last;
            in_order &= last <= key;
            (least, greatest, last) = (least.min(key), greatest.max(key), key);
        }
        let mut shift = 0;
        while !in_order && shift < u64::BITS {
            if !((differing >> shift) as usize).is_multiple_of(BUCKETS) {
                self.sort_digit(shift, &key, grants);
            }
            shift += RADIX_BITS;
        }
        Some((least, greatest))
    }

    /// Whether nobody is in the queue.
    #[cfg(feature = "network")]
    pub(crate) fn is_empty(&self, grants: &[Grant]) -> bool {
        self.head as usize >= grants.len()
    }

    /// How many users there are in the queue.
    #[cfg(feature = "network")]
    pub(crate) fn count(mut self, grants: &[Grant]) -> usize {
        let mut count = 0;
        while self.pop(grants).is_some() {
            count += 1;
        }
        count
    }

    /// Whether there is just one user in the queue.
    #[cfg(feature = "network")]
    pub(crate) fn is_single(mut self, grants: &[Grant]) -> bool {
        self.pop(grants).is_some() && self.head as usize >= grants.len()
    }

    /// Takes all users out of the queue that are not like that, into a queue of their own.
    pub(crate) fn take_out(&mut self, grants: &mut [Grant], is_so: impl Fn(usize, &Grant) -> bool) -> Queue {
        let mut rest = *self;
        let mut out = Queue::EMPTY;
        let (mut last, mut last_out) = (None, None);
        self.head = NO_NODE;
        while let Some(index) = rest.pop(grants) {
            let (queue, last) = match grants.get(index) {
                Some(grant) if is_so(index, grant) => (&mut *self, &mut last),
                _ => (&mut out, &mut last_out),
            };
            queue.append(index, *last, grants);
            *last = Some(index);
        }
        out
    }

    /// Merges a queue into this one; both are in the order of the input.
    pub(crate) fn merge(&mut self, mut other: Queue, grants: &mut [Grant]) {
        if other.head == NO_NODE {
            return;
        }
        let mut own = *self;
        let mut last = None;
        self.head = NO_NODE;
        // An empty queue's head is behind every user.
        while let Some(index) = if own.head < other.head { &mut own } else { &mut other }.pop(grants) {
            self.append(index, last, grants);
            last = Some(index);
        }
    }

    /// Puts a user behind the last one.
    fn append(&mut self, index: usize, last: Option<usize>, grants: &mut [Grant]) {
        if let Some(grant) = grants.get_mut(index) {
            grant.node = NO_NODE;
        }
        match last.and_then(|last| grants.get_mut(last)) {
            Some(previous) => previous.node = index as u32,
            None => self.head = index as u32,
        }
    }

    /// Splits off the leading users of equal rank; `None` when the queue is empty.
    #[inline(always)]
    pub(crate) fn split_rank(&mut self, users: &[User], grants: &mut [Grant]) -> Option<Queue> {
        self.split_by(|index| users.get(index).map_or(0, |user| user.rank as usize), grants)
    }

    /// Splits off the leading users of equal key; `None` when the queue is empty.
    #[inline(always)]
    pub(crate) fn split_by(&mut self, key: impl Fn(usize) -> usize, grants: &mut [Grant]) -> Option<Queue> {
        let equals = *self;
        let mut last = self.pop(grants)?;
        let common = key(last);
        while (self.head as usize) < grants.len() && key(self.head as usize) == common {
            last = self.pop(grants)?;
        }
        grants.get_mut(last)?.node = NO_NODE;
        Some(equals)
    }

    fn sort_digit(&mut self, shift: u32, key: &impl Fn(usize) -> u64, grants: &mut [Grant]) {
        // The last user of each bucket; its link goes round to the first.
        let mut buckets = [unknown(NO_NODE); BUCKETS];
        while let Some(index) = self.pop(grants) {
            let digit = (key(index) >> shift) as usize % BUCKETS;
            let Some(last) = buckets.get_mut(digit) else { break };
            let own = index as u32;
            let first = match grants.get_mut(*last as usize) {
                Some(last) => core::mem::replace(&mut last.node, own),
                None => own,
            };
            if let Some(grant) = grants.get_mut(index) {
                grant.node = first;
            }
            *last = own;
        }
        for last in buckets.iter().rev() {
            if let Some(last) = grants.get_mut(*last as usize) {
                (self.head, last.node) = (last.node, self.head);
            }
        }
    }
}
