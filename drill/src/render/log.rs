//! The log of an exercise as rows.

use citygate::event::RecipientSet;

use super::explain::percentage;
use super::narrator::Narrator;
use crate::quantity::Quantity;
use crate::result::log::{DemandFactor, LogEntry, LogEvent};
use crate::result::moment::Moment;

pub struct Row {
    pub at: Moment,
    pub kind: RowKind,
    pub what: String,
    pub who: String,
    pub refused: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// What the scenario says.
    Given,
    /// What the event session found.
    Found,
    Late,
    /// What people did.
    Done,
}

impl Narrator<'_> {
    pub fn rows(&self) -> Vec<Row> {
        let mut before = None;
        let row = |entry: &LogEntry| match &entry.event {
            LogEvent::Report { number: Some(number), recipients: Some(to), late, .. } => {
                let again = before.replace(*to) == Some(*to);
                let what = again.then(|| {
                    (self.explainer.messages.exercise.reports_again)(*number, self.late(*late).as_deref())
                });
                let row = self.row(entry);
                Row { what: what.unwrap_or(row.what), ..row }
            }
            _ => self.row(entry),
        };
        self.exercise.log.iter().map(row).collect()
    }

    /// To whom a report was late; nothing where it was in time.
    fn late(&self, late: RecipientSet) -> Option<String> {
        (!late.is_empty()).then(|| self.recipients(late))
    }

    fn row(&self, entry: &LogEntry) -> Row {
        let by = match &entry.event {
            LogEvent::Notified { by, .. }
            | LogEvent::Warning { by, .. }
            | LogEvent::WarningProposed { by, .. }
            | LogEvent::WarningWithdrawn { by }
            | LogEvent::GradeStated { by, .. }
            | LogEvent::Response { by, .. }
            | LogEvent::Report { by, .. }
            | LogEvent::Duty { by, .. }
            | LogEvent::Close { by } => Some(by),
            _ => None,
        };
        let kind = match &entry.event {
            LogEvent::Note { .. } | LogEvent::Changed { .. } | LogEvent::Delivery { .. } => RowKind::Given,
            LogEvent::Graded { .. }
            | LogEvent::ReportTo { .. }
            | LogEvent::StorageAtReserve
            | LogEvent::Turn => RowKind::Found,
            LogEvent::Overdue { .. } => RowKind::Late,
            _ => RowKind::Done,
        };
        Row {
            at: entry.at,
            kind,
            what: self.what(&entry.event),
            who: by.map(|by| self.signer(by)).unwrap_or_default(),
            refused: entry.refused.as_ref().map(self.explainer.messages.exercise.refusal),
        }
    }

    pub fn what(&self, event: &LogEvent) -> String {
        let (messages, names) = (&self.explainer.messages.exercise, &self.explainer.messages.event);
        match event {
            LogEvent::Note { text } => self.explainer.text(text).to_owned(),
            LogEvent::Changed { supply, demand, withdrawal } => self.changed(*supply, demand, *withdrawal),
            LogEvent::Delivery { volume } => (messages.delivered)(&self.volume(*volume)),
            LogEvent::StorageAtReserve => messages.storage_at_reserve.to_owned(),
            LogEvent::Turn => messages.turn.to_owned(),
            LogEvent::Notified { text, age_min: 0, .. } => (messages.notification)(self.explainer.text(text)),
            LogEvent::Notified { text, age_min, .. } => {
                (messages.notification)(self.explainer.text(text)) + &(messages.received_before)(*age_min)
            }
            LogEvent::Warning { warning: Some(level), .. } => (messages.warns)((names.warning)(*level)),
            LogEvent::Warning { warning: None, called_for: None, .. } => messages.lifts.to_owned(),
            LogEvent::Warning { warning: None, called_for: Some(level), .. } => {
                (messages.lifts_what_is_called_for)((names.warning)(*level))
            }
            LogEvent::WarningProposed { warning, .. } => {
                (messages.proposes_warning)((names.warning)(*warning))
            }
            LogEvent::WarningWithdrawn { .. } => messages.withdraws_warning.to_owned(),
            LogEvent::Response { act, response, justification, .. } => {
                let justification = justification.map(names.justification).map(messages.justified_by);
                self.action(*act, *response) + &justification.unwrap_or_default()
            }
            LogEvent::Report { number: None, .. } => messages.reports_nothing.to_owned(),
            LogEvent::Report { number: Some(number), recipients, late, .. } => {
                let late = self.late(*late);
                let to = recipients.map(|recipients| self.recipients(recipients)).unwrap_or_default();
                (messages.reports)(*number, &to, late.as_deref())
            }
            LogEvent::Duty { duty, .. } => (messages.does)((messages.duty)(*duty)),
            LogEvent::Close { .. } => messages.closes.to_owned(),
            LogEvent::Graded {
                grade: Some(grade),
                met,
                criterion: Some(criterion),
                response: Some(response),
            } if *met == Some(*grade) => (messages.graded)(
                (names.grade)(*grade),
                (names.criterion)(*criterion),
                (names.response)(*response),
            ),
            LogEvent::Graded { grade: Some(grade), met, .. } => {
                (messages.stands)((names.grade)(*grade), met.map(names.grade))
            }
            LogEvent::Graded { .. } => messages.not_graded.to_owned(),
            LogEvent::GradeStated { stated, .. } => (messages.grade_stated)(stated.map(names.grade)),
            LogEvent::ReportTo { recipients } => (messages.report_to)(&self.recipients(*recipients)),
            LogEvent::Overdue { recipients } => (messages.overdue)(&self.recipients(*recipients)),
        }
    }

    fn changed(
        &self,
        supply: Option<Quantity>,
        demand: &[DemandFactor],
        withdrawal: Option<Quantity>,
    ) -> String {
        let messages = self.explainer.messages;
        let supply = supply.map(|supply| (messages.exercise.supply)(&self.explainer.amount(supply)));
        let demand = demand.iter().map(|DemandFactor { class, factor }| {
            if factor.is_zero() {
                return (messages.exercise.stops)((messages.class)(*class));
            }
            let share = percentage(*factor, Quantity::from_thousandths(1000));
            (messages.exercise.demand)((messages.class)(*class), &share)
        });
        let withdrawal = withdrawal.map(|flow| (messages.exercise.withdrawal)(&self.explainer.amount(flow)));
        supply.into_iter().chain(demand).chain(withdrawal).collect::<Vec<_>>().join(messages.semicolon)
    }
}
