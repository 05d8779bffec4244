//! What an RTU remembers of commands and alarms. All of it is on record, and is read from the journal after a restart.

use std::collections::{BTreeMap, VecDeque};

use citygate::event::{JournalEntry, Record, RecordBytes};
use citygate::station::AlarmKind;
use citygate_drill::result::station_note::StationNote;

use super::note::{CommandNote, RtuNote};
use super::request::{CommandResult, Refusal};

/// Of so many who give numbered commands the last one is remembered.
const MOST_ASKERS: usize = 64;

/// Why a command that is repeated after a restart is refused: as it was before.
const REFUSED_BEFORE: &str = "it was refused before the station was restarted";

/// A command, and what became of it.
struct LastCommand {
    asked: CommandNote,
    done: Result<(), Refusal>,
}

/// A command with the number of the last one of who asks.
pub enum Again {
    /// It is that one, and this was answered.
    Same(Result<(), Refusal>),
    Another,
}

pub struct Memory {
    /// Of each who gives commands the last one with a number, the newest last.
    commands: VecDeque<LastCommand>,
    shown: (u16, CommandResult),
    /// Unix time at which each alarm came last.
    came: BTreeMap<(u8, Option<usize>), u64>,
}

impl Memory {
    pub fn of(records: &[RecordBytes]) -> Memory {
        let shown = (0, CommandResult::None);
        let mut memory = Memory { commands: VecDeque::new(), shown, came: BTreeMap::new() };
        for record in records.iter().filter_map(|bytes| Record::read(bytes).ok()) {
            let JournalEntry::Note { code, numbers } = record.entry else { continue };
            if let Some(StationNote::AlarmCame { kind, user }) = StationNote::read(code, numbers) {
                memory.alarm_came(kind, user, record.stamp.wall_ms);
            }
            if let Some(RtuNote::Command(note)) = RtuNote::read(code, numbers)
                && note.kind.roles().contains(&note.role)
            {
                memory.remember(note, answered(note.result));
                memory.shown.1 = note.result;
            }
        }
        memory
    }

    pub fn alarm_came(&mut self, kind: AlarmKind, user: Option<usize>, unix_ms: u64) {
        self.came.insert((kind.code(), user), unix_ms);
    }

    pub fn came(&self, kind: AlarmKind, user: Option<usize>) -> Option<u64> {
        self.came.get(&(kind.code(), user)).copied()
    }

    /// A command was given by somebody who may give it.
    pub fn remember(&mut self, asked: CommandNote, done: Result<(), Refusal>) {
        let result = done.as_ref().map_or_else(Refusal::result, |()| CommandResult::Done);
        self.shown = (asked.number, result);
        if asked.number == 0 {
            return;
        }
        self.commands.retain(|last| !last.asked.is_by_the_same(&asked));
        if self.commands.len() >= MOST_ASKERS {
            self.commands.pop_front();
        }
        self.commands.push_back(LastCommand { asked, done });
    }

    /// What a command is that has the number of the last one of who asks; none if it has another one, or no number.
    pub fn again(&self, asked: &CommandNote) -> Option<Again> {
        let last = self.commands.iter().find(|last| last.asked.is_by_the_same(asked))?;
        if last.asked.number != asked.number {
            return None;
        }
        let is_same = CommandNote { result: asked.result, ..last.asked } == *asked;
        Some(if is_same { Again::Same(last.done.clone()) } else { Again::Another })
    }

    /// The number of the last command of all, and what became of it.
    pub fn shown(&self) -> (u16, CommandResult) {
        self.shown
    }
}

/// What was answered, as far as the journal has it.
fn answered(result: CommandResult) -> Result<(), Refusal> {
    match result {
        CommandResult::Done => Ok(()),
        _ => Err(Refusal::Range(REFUSED_BEFORE)),
    }
}
