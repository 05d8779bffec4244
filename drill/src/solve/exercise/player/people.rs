//! What people do in an exercise.

use citygate::event::{ActionRequest, Government, RecipientSet, ReportItem, WarningNotice, content_digest};

use super::{MINUTE_MS, Player};
use crate::local_text::LocalText;
use crate::result::exercise::SentReport;
use crate::result::log::{LogEvent, named_response};
use crate::result::moment::Moment;
use crate::result::remark::Remark;
use crate::scenario::timeline::{Notification, PlayerAction, Signer};
use crate::solve::exercise::report;

impl Player<'_> {
    pub(super) fn notify(&mut self, Notification { by, text, age_min }: &Notification) {
        let age_ms = u64::from(*age_min) * MINUTE_MS;
        let digest = content_digest(text.for_record().as_bytes());
        let done = self.session.notify(&mut self.ring, age_ms, by.signatory(), digest);
        let received = Moment(self.now.0.saturating_sub_unsigned(age_ms));
        self.obligations.follow(&self.session, self.now, received, RecipientSet::NONE);
        let event = LogEvent::Notified { text: text.clone(), by: by.clone(), age_min: *age_min };
        self.log_attempt(event, done.err());
    }

    pub(super) fn act(&mut self, action: &PlayerAction) {
        let signs = self.warning_called_for();
        let (ring, session) = (&mut self.ring, &mut self.session);
        let (event, done) = match action {
            PlayerAction::Warn { level, by } => {
                let done = match level {
                    Some(level) => session.issue_warning(ring, *level, by.signatory()),
                    None => session.lift_warning(ring, by.signatory(), signs),
                };
                let called_for = done.ok().filter(WarningNotice::is_contradicted).and(signs);
                (LogEvent::Warning { warning: *level, called_for, by: by.clone() }, done.map(drop))
            }
            PlayerAction::ProposeWarning { level, by } => {
                let done = session.propose_warning(ring, *level, by.signatory()).map(drop);
                (LogEvent::WarningProposed { warning: *level, by: by.clone() }, done)
            }
            PlayerAction::WithdrawWarning { by } => {
                let done = session.withdraw_warning(ring, by.signatory()).map(drop);
                (LogEvent::WarningWithdrawn { by: by.clone() }, done)
            }
            PlayerAction::StateGrade { grade, by } => {
                let done = session.state_grade(ring, *grade, by.signatory());
                (LogEvent::GradeStated { stated: *grade, by: by.clone() }, done)
            }
            PlayerAction::Respond { request, by } => {
                // What the situation says of a government's means counts where the act says nothing.
                let is_exceeded = self.present.situation.exceeded >= Some(Government::City);
                let means_exceeded = request.means_exceeded || is_exceeded;
                let request = &ActionRequest { means_exceeded, ..*request };
                let remarks = session.remarks_on(request);
                let event = LogEvent::Response {
                    act: request.action.kind(),
                    response: named_response(request.action),
                    justification: request.justification,
                    by: by.clone(),
                };
                let done = session.act(ring, request).map(drop);
                if done.is_ok() {
                    self.remarks.extend(remarks.iter().map(|remark| Remark::of_action(self.now, remark)));
                }
                (event, done)
            }
            PlayerAction::Close { by } => {
                let done = session.close(ring, by.signatory());
                if done.is_ok() {
                    self.last_before_closing.extend(self.reports.len().checked_sub(1));
                }
                (LogEvent::Close { by: by.clone() }, done)
            }
            PlayerAction::Do { duty, by } => {
                let done = session.record_duty(ring, &self.duties.now, *duty, by.signatory());
                (LogEvent::Duty { duty: *duty, by: by.clone() }, done)
            }
            PlayerAction::Report { to, by, items } => {
                return self.report(*to, by, items);
            }
        };
        self.follow_obligations(RecipientSet::NONE);
        self.log_attempt(event, done.err());
    }

    /// Sends a report: what is new in it, beside what earlier reports said and what the session knows.
    fn report(&mut self, to: Option<RecipientSet>, by: &Signer, items: &[(ReportItem, LocalText)]) {
        let mut known = self.items.clone();
        for (item, text) in items {
            if let Some(known) = known.get_mut(usize::from(item.code())) {
                *known = Some(text.clone());
            }
        }
        let is_final = self.final_reports.contains(&self.reports.len());
        let report = report::next(&self.session, &self.present.situation, self.now, to, by, is_final, &known);
        match self.session.record_report(&mut self.ring, report.to, by.signatory(), report.digest) {
            Ok(receipt) => {
                self.items = known;
                self.follow_obligations(report.to);
                let (number, recipients, late) = (Some(receipt.number), Some(receipt.to), receipt.late);
                self.log(LogEvent::Report { number, recipients, by: by.clone(), late });
                let sent = SentReport { number: receipt.number, to: receipt.to, late, ..report };
                self.reports.push(sent);
            }
            Err(error) => {
                let (number, late) = (None, RecipientSet::NONE);
                self.log_attempt(
                    LogEvent::Report { number, recipients: to, by: by.clone(), late },
                    Some(error),
                );
            }
        }
    }
}
