//! Which duties an event has brought, and how they stand.

use super::rule::{DUTY_RULES, Duty, DutyDeadline, DutyRule, DutySet, DutyTrigger};
use crate::event::clock::{Deadline, Instant, Remaining};
use crate::event::grade::Grade;
use crate::event::journal::entry::JournalEntry;
use crate::event::report::recipient::{Recipient, RecipientSet};
use crate::event::report::reporting::FIRST_REPORT_MS;
use crate::event::response::action::Action;
use crate::event::response::state::{Government, Response};
use crate::event::warning::{WarningAction, WarningNotice};

const MS_PER_MIN: u64 = 60_000;
const TRIGGERS: usize = DutyTrigger::ALL.len();

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DutyStatus {
    /// Nothing has brought it.
    NotRaised,
    /// It has no deadline: to be decided, or afterwards.
    Open,
    /// It is due.
    Pending {
        /// In so many milliseconds; 0 is the last moment in time.
        ms: u64,
    },
    /// It is late.
    Overdue {
        /// By so many milliseconds.
        ms: u64,
    },
    /// An unknown while was lost since it was brought: see to it at once.
    TimeLost,
    /// It was done.
    Done,
    /// It was done late.
    DoneLate,
}

/// The duties of one event: a value that is fed with the journal, entry by entry, and so says what the record says. After a
/// restart it is fed with the stored journal again; nothing has to be saved.
///
/// Fixed size; every call takes constant time; not reentrant for one value.
///
/// ```
/// use citygate::event::{Authority, Duties, Duty, DutyStatus, Instant, JournalEntry, Signatory};
///
/// let at = |minutes: u64| Instant { ms: 1_000_000_000 + minutes * 60_000, gaps: 0 };
/// let enterprise = Signatory::from(Authority::Enterprise);
/// let mut duties = Duties::new(30);
/// duties.follow(&JournalEntry::Notified { age_ms: 0, by: enterprise, digest: [0; 32] }, at(0));
/// assert_eq!(duties.status(Duty::EnterpriseFirst, at(10)), DutyStatus::Pending { ms: 20 * 60_000 });
/// duties.follow(&JournalEntry::DutyDone { duty: Duty::EnterpriseFirst, by: enterprise }, at(31));
/// assert_eq!(duties.status(Duty::EnterpriseFirst, at(40)), DutyStatus::DoneLate);
/// assert!(duties.due().contains(Duty::Upward) && !duties.due().contains(Duty::EnterpriseFirst));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duties {
    /// When each trigger came first, in the order of the codes.
    raised: [Option<Instant>; TRIGGERS],
    done: DutySet,
    late: DutySet,
    reported: RecipientSet,
    prompt_min: u16,
    /// The working group is the office's to decide: level 4.
    is_team_optional: bool,
}

impl Duties {
    /// None yet. What is wanted at once is due within so many minutes.
    pub const fn new(prompt_min: u16) -> Duties {
        Duties {
            raised: [None; TRIGGERS],
            done: DutySet::NONE,
            late: DutySet::NONE,
            reported: RecipientSet::NONE,
            prompt_min,
            is_team_optional: false,
        }
    }

    /// Takes what a record says. Word of a next event begins anew; before word of the first one signs, warnings and grades
    /// count already.
    pub fn follow(&mut self, entry: &JournalEntry, at: Instant) {
        match *entry {
            JournalEntry::Notified { age_ms, .. } => {
                if self.raised_at(DutyTrigger::WordReceived).is_some() {
                    *self = Duties::new(self.prompt_min);
                }
                self.raise(DutyTrigger::WordReceived, at.earlier(age_ms).unwrap_or(at));
            }
            JournalEntry::Graded(graded) if matches!(graded.grade, Some(Grade::I | Grade::II)) => {
                self.raise(DutyTrigger::SeriousGrade, at);
            }
            JournalEntry::Warned(WarningNotice { action: WarningAction::Propose, .. }) => {
                self.finish(Duty::WarnProposal, at);
            }
            JournalEntry::Warned(notice) if notice.to.is_some() => {
                self.raise(DutyTrigger::WarningIssued, at);
            }
            JournalEntry::Action { request, after, .. } => {
                if let Some(response) = after.in_force() {
                    self.started(response, at);
                }
                if request.action == Action::DeclareTermination {
                    self.raise(DutyTrigger::EndDeclared, at);
                }
            }
            JournalEntry::Reported { receipt, .. } => {
                self.reported = self.reported.union(receipt.to);
                let first = RecipientSet::of(&[
                    Recipient::LocalGovernment,
                    Recipient::EnergyAuthority,
                    Recipient::ProvincialEnergyAuthority,
                ]);
                if first.without(self.reported).is_empty() {
                    self.finish(Duty::ReportOneHour, at);
                }
                if self.reported.contains(Recipient::HigherGovernment) {
                    self.finish(Duty::Upward, at);
                }
            }
            JournalEntry::DutyDone { duty, .. } => self.finish(duty, at),
            _ => {}
        }
    }

    fn started(&mut self, response: Response, at: Instant) {
        if response.government() != Government::Province {
            return;
        }
        self.raise(DutyTrigger::ProvincialResponse, at);
        if matches!(response, Response::Level3Province | Response::Level4Province) {
            // Level 3 after level 4: what was left to a decision is a duty from then on.
            let is_first = self.raised_at(DutyTrigger::OfficeResponse).is_none();
            self.is_team_optional =
                response == Response::Level4Province && (is_first || self.is_team_optional);
            self.raise(DutyTrigger::OfficeResponse, at);
        }
    }

    /// Takes note that a trigger came of which no record tells: signs are seen, or the calendar calls for a drill.
    pub fn raise(&mut self, trigger: DutyTrigger, at: Instant) {
        if let Some(raised) = self.raised.get_mut(usize::from(trigger.code())) {
            *raised = raised.or(Some(at));
        }
    }

    fn finish(&mut self, duty: Duty, at: Instant) {
        match self.status(duty, at) {
            DutyStatus::NotRaised | DutyStatus::Done | DutyStatus::DoneLate => return,
            DutyStatus::Overdue { .. } => self.late = self.late.union(DutySet::of(&[duty])),
            DutyStatus::Open | DutyStatus::Pending { .. } | DutyStatus::TimeLost => {}
        }
        self.done = self.done.union(DutySet::of(&[duty]));
    }

    /// When a trigger came first.
    pub fn raised_at(&self, trigger: DutyTrigger) -> Option<Instant> {
        self.raised.get(usize::from(trigger.code())).copied().flatten()
    }

    /// By when a duty is to be done; `None` when nothing has brought it, or it has no deadline.
    pub fn deadline(&self, duty: Duty) -> Option<Deadline> {
        let DutyRule { trigger, deadline, .. } = *duty.rule();
        let raised = self.raised_at(trigger)?;
        let within = match deadline {
            DutyDeadline::AtOnce if duty == Duty::OfficeTeam && self.is_team_optional => return None,
            DutyDeadline::AtOnce => u64::from(self.prompt_min) * MS_PER_MIN,
            DutyDeadline::FirstReport => FIRST_REPORT_MS,
            DutyDeadline::ToBeDecided | DutyDeadline::Afterwards | DutyDeadline::EveryThreeYears => {
                return None;
            }
        };
        Some(Deadline::after(raised, within))
    }

    /// How a duty stands.
    pub fn status(&self, duty: Duty, now: Instant) -> DutyStatus {
        if self.late.contains(duty) {
            return DutyStatus::DoneLate;
        }
        if self.done.contains(duty) {
            return DutyStatus::Done;
        }
        if self.raised_at(duty.rule().trigger).is_none() {
            return DutyStatus::NotRaised;
        }
        match self.deadline(duty).map(|deadline| deadline.remaining(now)) {
            None => DutyStatus::Open,
            Some(Remaining::Pending { ms }) => DutyStatus::Pending { ms },
            Some(Remaining::Overdue { ms }) => DutyStatus::Overdue { ms },
            Some(Remaining::TimeLost) => DutyStatus::TimeLost,
        }
    }

    /// What is to be done now: brought, and not done.
    pub fn due(&self) -> DutySet {
        let raised = DUTY_RULES.iter().filter(|rule| self.raised_at(rule.trigger).is_some());
        raised.fold(DutySet::NONE, |set, rule| set.union(DutySet::of(&[rule.duty]))).without(self.done)
    }
}
