//! What of a station controller is on record: its orders, proposals and alarms, and what operators did.
//!
//! The journal's format leaves notes to the caller: a code and five numbers. Those of the controller have the letters
//! `station` in the first seven bytes of their code, and in the eighth what they are of.

use citygate::event::JournalEntry;
use citygate::station::{AlarmKind, OrderCause};

use super::station::{AlarmOutcome, CommandOutcome, OrderOutcome, ProposalOutcome};
use crate::quantity::Quantity;
use crate::result::moment::Moment;
use crate::result::station::StationOutcome;
use crate::scenario::station::CommandName;

const LETTERS: &[u8; 7] = b"station";

/// A note of a controller. Users are counted from 0, in the order of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationNote {
    Order { number: u64, user: usize, from: Quantity, to: Quantity, cause: OrderCause },
    Proposal { number: u64, user: usize, from: Quantity, to: Quantity },
    AlarmCame { kind: AlarmKind, user: Option<usize> },
    AlarmWent { kind: AlarmKind, user: Option<usize> },
    Command { what: CommandName, user: Option<usize>, set_point: Quantity, until_ms: u64, is_refused: bool },
}

impl StationNote {
    /// As the journal has it. Users are counted from 1 there, and 0 is the station itself.
    pub fn entry(&self) -> JournalEntry {
        let place = |user: Option<usize>| user.map_or(0, |user| user as u64 + 1);
        let (of, numbers) = match *self {
            StationNote::Order { number, user, from, to, cause } => {
                let cause = u64::from(cause.code());
                (1, [number, place(Some(user)), from.thousandths(), to.thousandths(), cause])
            }
            StationNote::Proposal { number, user, from, to } => {
                (2, [number, place(Some(user)), from.thousandths(), to.thousandths(), 0])
            }
            StationNote::AlarmCame { kind, user } => (3, [kind.code().into(), place(user), 0, 0, 0]),
            StationNote::AlarmWent { kind, user } => (4, [kind.code().into(), place(user), 0, 0, 0]),
            StationNote::Command { what, user, set_point, until_ms, is_refused } => (
                5,
                [u64::from(what.code()), place(user), set_point.thousandths(), until_ms, is_refused.into()],
            ),
        };
        JournalEntry::Note { code: code(of), numbers }
    }

    /// The note that a record holds, if it is one of a controller.
    pub fn read(written: u64, [a, b, c, d, e]: [u64; 5]) -> Option<StationNote> {
        let [letters @ .., of] = written.to_le_bytes();
        if letters != *LETTERS {
            return None;
        }
        let user = usize::try_from(b).ok()?.checked_sub(1);
        let (from, to) = (Quantity::from_thousandths(c), Quantity::from_thousandths(d));
        let kind = || AlarmKind::from_code(u8::try_from(a).ok()?);
        Some(match of {
            1 => {
                let cause = OrderCause::from_code(u8::try_from(e).ok()?)?;
                StationNote::Order { number: a, user: user?, from, to, cause }
            }
            2 => StationNote::Proposal { number: a, user: user?, from, to },
            3 => StationNote::AlarmCame { kind: kind()?, user },
            4 => StationNote::AlarmWent { kind: kind()?, user },
            5 => {
                let what = CommandName::from_code(u8::try_from(a).ok()?)?;
                StationNote::Command { what, user, set_point: from, until_ms: d, is_refused: e != 0 }
            }
            _ => return None,
        })
    }

    /// Everything that is on record of an exercise, in the order of time.
    pub fn all(outcome: &StationOutcome) -> Vec<(Moment, StationNote)> {
        let commands = outcome.commands.iter().map(StationNote::of_command);
        let proposals = outcome.proposals.iter().map(StationNote::of_proposal);
        let orders = outcome.orders.iter().map(StationNote::of_order);
        let came = outcome.alarms.iter().map(StationNote::came);
        let went = outcome.alarms.iter().filter_map(StationNote::went);
        let mut all: Vec<_> = commands.chain(proposals).chain(orders).chain(went).chain(came).collect();
        all.sort_by_key(|(at, _)| *at);
        all
    }

    fn of_command(command: &CommandOutcome) -> (Moment, StationNote) {
        let CommandOutcome { what, place, set_point, until, .. } = command;
        let until_ms = until.map_or(0, Moment::since_start_ms);
        let (set_point, is_refused) = (set_point.unwrap_or_default(), command.refused.is_some());
        (command.at, StationNote::Command { what: *what, user: *place, set_point, until_ms, is_refused })
    }

    fn of_proposal(proposal: &ProposalOutcome) -> (Moment, StationNote) {
        let ProposalOutcome { at, number, place, from, to, .. } = *proposal;
        (at, StationNote::Proposal { number, user: place, from, to })
    }

    fn of_order(order: &OrderOutcome) -> (Moment, StationNote) {
        let OrderOutcome { at, number, place, from, to, cause, .. } = *order;
        (at, StationNote::Order { number, user: place, from, to, cause })
    }

    fn came(alarm: &AlarmOutcome) -> (Moment, StationNote) {
        (alarm.came, StationNote::AlarmCame { kind: alarm.kind, user: alarm.place })
    }

    fn went(alarm: &AlarmOutcome) -> Option<(Moment, StationNote)> {
        Some((alarm.went?, StationNote::AlarmWent { kind: alarm.kind, user: alarm.place }))
    }
}

fn code(of: u8) -> u64 {
    let [a, b, c, d, e, f, g] = *LETTERS;
    u64::from_le_bytes([a, b, c, d, e, f, g, of])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_is_read_as_it_was_written() {
        let (from, to) = (Quantity::from_thousandths(4_000_001), Quantity::from_thousandths(7));
        let mut notes = vec![StationNote::Proposal { number: 9, user: 0, from, to }];
        notes.extend(OrderCause::ALL.map(|cause| StationNote::Order { number: 8, user: 3, from, to, cause }));
        for user in [None, Some(0), Some(65_534)] {
            notes.extend(AlarmKind::ALL.map(|kind| StationNote::AlarmCame { kind, user }));
            notes.extend(AlarmKind::ALL.map(|kind| StationNote::AlarmWent { kind, user }));
            for what in (0..=u8::MAX).filter_map(CommandName::from_code) {
                for is_refused in [false, true] {
                    notes.push(StationNote::Command { what, user, set_point: to, until_ms: 77, is_refused });
                }
            }
        }
        for note in notes {
            let JournalEntry::Note { code, numbers } = note.entry() else { panic!("{note:?}") };
            assert_eq!(StationNote::read(code, numbers), Some(note));
            // A note of somebody else is none.
            assert_eq!(StationNote::read(code ^ 1, numbers), None);
            assert_eq!(StationNote::read(code & 0xff, numbers), None);
        }
    }
}
