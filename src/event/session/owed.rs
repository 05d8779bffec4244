//! What people do about reports and duties, how an event is closed, and what is remarked upon.

use super::error::EventError;
use super::graded::Standing;
use super::state::EventSession;
use crate::event::authority::{Authority, Signatory};
use crate::event::duty::rule::Duty;
use crate::event::duty::tracker::Duties;
use crate::event::journal::entry::JournalEntry;
use crate::event::journal::record::RecordBytes;
use crate::event::report::recipient::{Recipient, RecipientSet, reporters};
use crate::event::report::reporting::ReportReceipt;
use crate::event::response::action::Action;
use crate::event::response::remark::{ActionRemark, ActionRemarkSet};
use crate::event::response::state::ResponseState;
use crate::event::response::transition::{ActionRequest, is_taken_over};

impl EventSession {
    /// What would be remarked upon, in the record too, if the action were taken now. It is allowed all the same: an end
    /// that is declared although a grade is met or supply is not restored (the plan, §4.6), a response of level 3 or 4
    /// that the office of the headquarters starts without the headquarters' approval (§2.1.3).
    ///
    /// Constant time.
    pub fn remarks_on(&self, request: &ActionRequest) -> ActionRemarkSet {
        let graded = self.graded.entry();
        let mut remarks = ActionRemarkSet::NONE;
        let mut add = |holds: bool, remark| {
            if holds {
                remarks = remarks.union(ActionRemarkSet::of(&[remark]));
            }
        };
        if request.action == Action::DeclareTermination {
            add(graded.is_some_and(|graded| graded.met.is_some()), ActionRemark::GradeMet);
            let is_short = graded.is_some_and(|graded| {
                graded.available_supply < graded.demand.unwrap_or(graded.normal_supply)
            });
            add(is_short, ActionRemark::SupplyNotRestored);
        }
        let by_office = request.by.authority == Authority::HqOffice;
        let is_taken_over = is_taken_over(&self.plan(), self.response(), request.action);
        add(by_office && is_taken_over && !request.approved, ActionRemark::ApprovalNotStated);
        remarks
    }

    /// Takes note that a report was sent, and records it. `digest` is [`crate::event::content_digest`] of the report.
    ///
    /// # Errors
    ///
    /// [`EventError::NoEvent`], [`EventError::NotReportedBy`], [`EventError::Reporting`], [`EventError::JournalFull`],
    /// [`EventError::Journal`].
    pub fn record_report(
        &mut self,
        ring: &mut [RecordBytes],
        to: RecipientSet,
        by: Signatory,
        digest: [u8; 32],
    ) -> Result<ReportReceipt, EventError> {
        let mut reporting = *self.reporting().ok_or(EventError::NoEvent)?;
        let may = reporters(Recipient::StateCouncil);
        if to.contains(Recipient::StateCouncil) && !may.contains(by.authority) {
            return Err(EventError::NotReportedBy { may });
        }
        let receipt = reporting.sent(to, self.now().instant).map_err(EventError::Reporting)?;
        self.record_decision(ring, &JournalEntry::Reported { receipt, by, digest })?;
        self.reporting = reporting;
        Ok(receipt)
    }

    /// Closes the event: no follow-ups are due any more.
    ///
    /// # Errors
    ///
    /// [`EventError::NoEvent`], [`EventError::EngineMayNotClose`], [`EventError::ResponseNotNormal`],
    /// [`EventError::ReportsOwed`], [`EventError::JournalFull`], [`EventError::Journal`].
    pub fn close(&mut self, ring: &mut [RecordBytes], by: Signatory) -> Result<(), EventError> {
        if !self.is_open() {
            return Err(EventError::NoEvent);
        }
        if by.authority == Authority::Engine {
            return Err(EventError::EngineMayNotClose);
        }
        if self.response() != ResponseState::NORMAL {
            return Err(EventError::ResponseNotNormal);
        }
        let to = self.reporting.first_reports_owed();
        if !to.is_empty() {
            return Err(EventError::ReportsOwed { to });
        }
        // What fell late since the last tick goes on record before the deadline is gone.
        let mut reporting = self.reporting;
        let overdue = reporting.new_alarms(self.now().instant);
        if !overdue.is_empty() {
            self.note_leaving(ring, &JournalEntry::Overdue { recipients: overdue }, 1)?;
        }
        self.record_decision(ring, &JournalEntry::Closed { by })?;
        reporting.close();
        self.reporting = reporting;
        self.graded.standing = Standing::NONE;
        Ok(())
    }

    /// Takes note that a duty was done, and records it. `duties` are those found from this event's journal.
    ///
    /// # Errors
    ///
    /// [`EventError::NotTheHolder`], [`EventError::DoneByReporting`], [`EventError::DutyNotDue`],
    /// [`EventError::JournalFull`], [`EventError::Journal`].
    pub fn record_duty(
        &mut self,
        ring: &mut [RecordBytes],
        duties: &Duties,
        duty: Duty,
        by: Signatory,
    ) -> Result<(), EventError> {
        let may = duty.rule().holder.authorities();
        if !may.contains(by.authority) {
            return Err(EventError::NotTheHolder { may });
        }
        if matches!(duty, Duty::ReportOneHour | Duty::Upward) {
            return Err(EventError::DoneByReporting);
        }
        if !duties.due().contains(duty) {
            return Err(EventError::DutyNotDue);
        }
        self.record_decision(ring, &JournalEntry::DutyDone { duty, by })
    }
}
