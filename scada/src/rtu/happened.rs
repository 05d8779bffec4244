//! What happened lately, for people.

use std::collections::VecDeque;

use citygate::station::StationEvent;

use super::event::EventAct;
use super::request::{CommandRequest, CommandResult};
use crate::access::{Role, Who};

/// So much of what happened is kept for those who come later; the journal has all of it.
const KEPT: usize = 2000;

/// Of it so many refused writes: whoever writes what he may not, again and again, does not push out what the station did.
const REFUSED: usize = 1000;

/// The last of many, of which some are refused writes: the oldest go first, and a refused write goes for a refused write.
pub struct Latest<T> {
    kept: VecDeque<(T, bool)>,
    most: usize,
    refused: usize,
    most_refused: usize,
}

impl<T> Latest<T> {
    pub const fn new(most: usize, most_refused: usize) -> Latest<T> {
        Latest { kept: VecDeque::new(), most, refused: 0, most_refused }
    }

    pub fn push(&mut self, item: T, is_refused: bool) {
        let goes = if is_refused && self.refused >= self.most_refused {
            self.kept.iter().position(|(_, is_refused)| *is_refused)
        } else {
            (self.kept.len() >= self.most).then_some(0)
        };
        if let Some((_, was_refused)) = goes.and_then(|place| self.kept.remove(place)) {
            self.refused -= usize::from(was_refused);
        }
        self.kept.push_back((item, is_refused));
        self.refused += usize::from(is_refused);
    }

    /// The oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.kept.iter().map(|(item, _)| item)
    }
}

/// Something that happened, for people.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Counted from 1 since the RTU was started.
    pub number: u64,
    pub unix_ms: u64,
    pub now_ms: u64,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    Station(StationEvent),
    Command {
        who: Who,
        command: CommandRequest,
        result: CommandResult,
    },
    Act {
        who: Who,
        act: EventAct,
        text: String,
    },
    /// A write that was refused: the slot, if it is known, and why.
    Refused {
        who: Who,
        slot: Option<usize>,
        why: String,
    },
}

impl What {
    pub fn is_refused(&self) -> bool {
        matches!(self, What::Refused { .. })
    }
}

/// What happened last.
pub struct Log {
    last: Latest<Happened>,
    count: u64,
}

impl Default for Log {
    fn default() -> Log {
        Log { last: Latest::new(KEPT, REFUSED), count: 0 }
    }
}

impl Log {
    /// Something happened.
    pub fn push(&mut self, what: What, now_ms: u64, unix_ms: u64) {
        self.count += 1;
        let is_refused = what.is_refused();
        self.last.push(Happened { number: self.count, unix_ms, now_ms, what }, is_refused);
    }

    /// From the one with this number on.
    pub fn since(&self, number: u64) -> impl Iterator<Item = &Happened> {
        self.last.iter().filter(move |happened| happened.number >= number)
    }

    /// The last write that was refused: whose, and of which point.
    pub fn last_refused(&self) -> Option<(Role, Option<usize>)> {
        self.last.iter().rev().find_map(|happened| match &happened.what {
            What::Refused { who, slot, .. } => Some((who.role, *slot)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_writes_push_out_nothing_else() {
        let mut latest = Latest::new(10, 3);
        (0..5).for_each(|number| latest.push(number, false));
        (5..1000).for_each(|number| latest.push(number, true));
        assert_eq!(latest.iter().copied().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 997, 998, 999]);
        (1000..1006).for_each(|number| latest.push(number, false));
        let all = [4, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005];
        assert_eq!(latest.iter().copied().collect::<Vec<_>>(), all);
        (1006..1012).for_each(|number| latest.push(number, false));
        latest.push(1012, true);
        let all = [1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012];
        assert_eq!(latest.iter().copied().collect::<Vec<_>>(), all);
    }
}
