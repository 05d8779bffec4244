//! What of an RTU is on record beside what the exercise records of a controller: who gave which command, and which writes were
//! refused.
//!
//! The journal's format leaves notes to the caller: a code and five numbers. Those of an RTU have the letters `scada` and two
//! zeros in the first seven bytes of their code, and in the eighth what they are of.

use citygate::event::JournalEntry;
use citygate::station::{Order, StationEvent};
use citygate_drill::quantity::Quantity;
use citygate_drill::result::station_note::StationNote;

use super::request::{CommandKind, CommandRequest, CommandResult};
use crate::access::{Role, Who};

const LETTERS: &[u8; 7] = b"scada\0\0";

/// A command, and what became of it. Users are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandNote {
    pub kind: CommandKind,
    pub user: Option<usize>,
    pub person: u32,
    pub role: Role,
    /// What it is about: the set-point, the number of the order, the kind of alarm or the mode.
    pub about: u64,
    pub duration_s: u32,
    /// Of the asker, which tells it from the one before; 0 for none.
    pub number: u16,
    pub result: CommandResult,
}

impl CommandNote {
    /// Of which it is not known yet what becomes of it.
    pub fn new(request: &CommandRequest, who: &Who, number: u16) -> CommandNote {
        let about = match request.kind {
            CommandKind::Override => request.set_point_dm3_per_h.into(),
            CommandKind::AcknowledgeOrder | CommandKind::Confirm => request.order,
            CommandKind::AcknowledgeAlarm | CommandKind::Shelve | CommandKind::Unshelve => {
                request.alarm.code().into()
            }
            CommandKind::SetMode => request.mode.code().into(),
            CommandKind::Hold | CommandKind::Release => 0,
        };
        CommandNote {
            kind: request.kind,
            user: request.user,
            person: who.person,
            role: who.role,
            about,
            duration_s: request.duration_s,
            number,
            result: CommandResult::None,
        }
    }

    pub fn is_by_the_same(&self, other: &CommandNote) -> bool {
        (self.role, self.person) == (other.role, other.person)
    }
}

/// A note of an RTU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RtuNote {
    Command(CommandNote),
    /// Writes that were refused: the first register, and how many were refused since the note before.
    Refused {
        slot: u64,
        role: Role,
        times: u64,
    },
    /// The RTU went on after a restart: how many records its snapshot came with and the journal did not have.
    WentOn {
        records_made_good: u64,
    },
}

impl RtuNote {
    /// As the journal has it. Users are counted from 1 there, and 0 is the station itself.
    pub fn entry(&self) -> JournalEntry {
        let (of, numbers) = match *self {
            RtuNote::Command(CommandNote { kind, user, person, role, about, duration_s, number, result }) => {
                let place = user.map_or(0, |user| user as u64 + 1);
                let what = u64::from(kind.code())
                    | u64::from(result.code()) << 8
                    | (role as u64) << 16
                    | u64::from(number) << 32;
                (1, [what, place, person.into(), about, duration_s.into()])
            }
            RtuNote::Refused { slot, role, times } => (2, [slot, role as u64, times, 0, 0]),
            RtuNote::WentOn { records_made_good } => (3, [records_made_good, 0, 0, 0, 0]),
        };
        let [a, b, c, d, e, f, g] = *LETTERS;
        JournalEntry::Note { code: u64::from_le_bytes([a, b, c, d, e, f, g, of]), numbers }
    }

    /// The note that a record holds, if it is one of an RTU.
    pub fn read(code: u64, [a, b, c, d, e]: [u64; 5]) -> Option<RtuNote> {
        let [letters @ .., of] = code.to_le_bytes();
        if letters != *LETTERS {
            return None;
        }
        let role = |code: u64| Role::ALL.into_iter().find(|role| *role as u64 == code);
        Some(match of {
            1 => RtuNote::Command(CommandNote {
                kind: CommandKind::from_code(a & 0xff)?,
                result: CommandResult::from_code(a >> 8 & 0xff)?,
                role: role(a >> 16 & 0xffff)?,
                number: u16::try_from(a >> 32).ok()?,
                user: usize::try_from(b).ok()?.checked_sub(1),
                person: u32::try_from(c).ok()?,
                about: d,
                duration_s: u32::try_from(e).ok()?,
            }),
            2 => RtuNote::Refused { slot: a, role: role(b)?, times: c },
            3 => RtuNote::WentOn { records_made_good: a },
            _ => return None,
        })
    }
}

/// What of an event goes on record; the rest follows from it.
pub fn station_note(event: &StationEvent) -> Option<StationNote> {
    Some(match *event {
        StationEvent::Ordered(order) => order_note(&order),
        StationEvent::Proposed(order) => StationNote::Proposal {
            number: order.sequence,
            user: order.user.into(),
            from: Quantity::from_thousandths(order.from.into()),
            to: Quantity::from_thousandths(order.to.into()),
        },
        StationEvent::AlarmCame { kind, user } => StationNote::AlarmCame { kind, user },
        StationEvent::AlarmWent { kind, user } => StationNote::AlarmWent { kind, user },
        _ => return None,
    })
}

pub fn order_note(order: &Order) -> StationNote {
    StationNote::Order {
        number: order.sequence,
        user: order.user.into(),
        from: Quantity::from_thousandths(order.from.into()),
        to: Quantity::from_thousandths(order.to.into()),
        cause: order.cause(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_is_read_as_it_was_written() {
        let mut notes = vec![RtuNote::WentOn { records_made_good: 3 }];
        for role in Role::ALL {
            notes.push(RtuNote::Refused { slot: 5, role, times: u64::MAX });
            for kind in CommandKind::ALL {
                for result in CommandResult::ALL {
                    for user in [None, Some(0), Some(65_534)] {
                        notes.push(RtuNote::Command(CommandNote {
                            kind,
                            user,
                            person: 7,
                            role,
                            about: 1 << 40,
                            duration_s: 3600,
                            number: u16::MAX,
                            result,
                        }));
                    }
                }
            }
        }
        for note in notes {
            let JournalEntry::Note { code, numbers } = note.entry() else { panic!("{note:?}") };
            assert_eq!(RtuNote::read(code, numbers), Some(note));
            assert_eq!(RtuNote::read(code ^ 1, numbers), None);
        }
    }
}
