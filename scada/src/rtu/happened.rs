//! What happened lately, for people.

use std::collections::VecDeque;

use citygate::station::StationEvent;

use super::event::EventAct;
use super::request::{CommandRequest, CommandResult};
use crate::access::{Role, Who};

/// So much of what happened is kept for those who come later; the journal has all of it.
const KEPT: usize = 2000;

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

/// What happened last, the oldest first.
#[derive(Default)]
pub struct Log {
    last: VecDeque<Happened>,
    count: u64,
}

impl Log {
    /// Something happened.
    pub fn push(&mut self, what: What, now_ms: u64, unix_ms: u64) {
        self.count += 1;
        self.last.push_back(Happened { number: self.count, unix_ms, now_ms, what });
        if self.last.len() > KEPT {
            self.last.pop_front();
        }
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
