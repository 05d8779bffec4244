//! The journal of an exercise: its head, and what each record says.

use citygate::event::{JournalEntry, JournalHead, WarningAction};

use super::explain::percentage;
use super::narrator::Narrator;
use super::teller::Teller;
use crate::messages::percent::percent;
use crate::quantity::Quantity;
use crate::result::log::named_response;
use crate::result::station_note::StationNote;
use crate::text::hex;

/// A head as people keep it: the number of records, and the tag of the last one.
pub fn head(head: &JournalHead) -> String {
    format!("{}:{}", head.next, hex(&head.tag))
}

impl Narrator<'_> {
    /// The head of the journal, as `citygate verify --head` takes it.
    pub fn head(&self) -> String {
        head(&self.exercise.journal.head)
    }
}

impl Teller {
    /// What a record says beside its kind.
    pub fn entry(&self, entry: &JournalEntry) -> String {
        let messages = self.messages;
        let none = messages.exercise.label.none;
        let amount = |thousandths| Quantity::from_thousandths(thousandths).to_string();
        let digest = |digest: &[u8; 32]| format!("SHA-256 {}…", hex(digest).get(..8).unwrap_or_default());
        let parts: Vec<String> = match entry {
            JournalEntry::Opened { station, .. } => vec![station.to_string()],
            JournalEntry::Notified { by, digest: of, .. } => vec![self.signatory(*by), digest(of)],
            JournalEntry::Graded(graded) => {
                vec![
                    graded.grade.map_or(none, messages.event.grade).to_owned(),
                    percent(graded.imbalance_permille),
                ]
            }
            JournalEntry::GradeStated { grade, by, .. } => {
                vec![grade.map_or(none, messages.event.grade).to_owned(), self.signatory(*by)]
            }
            JournalEntry::Action { request, after, remarks, .. } => {
                let told = [
                    self.action(request.action.kind(), named_response(request.action)),
                    self.signatory(request.by),
                    self.state(*after),
                ];
                let remarks = remarks.iter().map(messages.exercise.action_remark).map(str::to_owned);
                told.into_iter().chain(remarks).collect()
            }
            JournalEntry::Refused { request, .. } => {
                vec![
                    self.action(request.action.kind(), named_response(request.action)),
                    self.signatory(request.by),
                ]
            }
            JournalEntry::Warned(notice) => {
                let called_for = notice.called_for.filter(|_| notice.is_contradicted());
                let what = match (called_for, notice.action) {
                    (Some(level), _) => {
                        (messages.exercise.lifts_what_is_called_for)((messages.event.warning)(level))
                    }
                    (None, WarningAction::Propose) => {
                        let level = notice.to.map_or(none, messages.event.warning);
                        (messages.exercise.proposes_warning)(level)
                    }
                    (None, WarningAction::Withdraw) => messages.exercise.withdraws_warning.to_owned(),
                    _ => notice.to.map_or(none, messages.event.warning).to_owned(),
                };
                vec![what, self.signatory(notice.by)]
            }
            JournalEntry::Reported { receipt, by, digest: of } => vec![
                (messages.exercise.reports)(receipt.number, &self.recipients(receipt.to), None),
                self.signatory(*by),
                digest(of),
            ],
            JournalEntry::Overdue { recipients } | JournalEntry::ReportTo { added: recipients, .. } => {
                vec![self.recipients(*recipients)]
            }
            JournalEntry::Allocated { demand, served, .. } => {
                vec![(messages.granted_of)(
                    &amount(*served),
                    &amount(*demand),
                    &percentage(Quantity::from_thousandths(*served), Quantity::from_thousandths(*demand)),
                )]
            }
            JournalEntry::DutyDone { duty, by } => {
                vec![(messages.exercise.duty)(*duty).to_owned(), self.signatory(*by)]
            }
            JournalEntry::Closed { by } | JournalEntry::PolicyChanged { by, .. } => vec![self.signatory(*by)],
            JournalEntry::Lost { count, .. } => vec![count.to_string()],
            JournalEntry::Note { code, numbers } => {
                StationNote::read(*code, *numbers).map(|note| self.station_note(&note)).unwrap_or_default()
            }
            JournalEntry::Clock(_) => Vec::new(),
        };
        parts.join(messages.semicolon)
    }

    /// What the station controller has on record. The journal knows users by their place in the scenario, from 1 on.
    fn station_note(&self, note: &StationNote) -> Vec<String> {
        let messages = self.messages.station;
        let user = |user: &Option<usize>| {
            user.map_or(messages.station.to_owned(), |user| (messages.noted_user)(user + 1))
        };
        match note {
            StationNote::Order { number, user, from, to, cause } => vec![
                (messages.noted_order)(*number, user + 1, &from.to_string(), &to.to_string()),
                (messages.order_cause)(*cause).to_owned(),
            ],
            StationNote::Proposal { number, user, from, to } => {
                vec![(messages.noted_proposal)(*number, user + 1, &from.to_string(), &to.to_string())]
            }
            StationNote::AlarmCame { kind, user: of } => {
                vec![(messages.alarm_kind)(*kind).to_owned(), user(of)]
            }
            StationNote::AlarmWent { kind, user: of } => {
                vec![(messages.noted_alarm_went)((messages.alarm_kind)(*kind)), user(of)]
            }
            StationNote::Command { what, user: of, is_refused, .. } => {
                let refused = is_refused.then(|| messages.refused.to_owned());
                let told = [(messages.command)(*what).to_owned(), user(of)];
                told.into_iter().chain(refused).collect()
            }
        }
    }
}
