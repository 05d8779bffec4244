//! Which duties an event has brought, and how they stand.

use super::rule::{DUTY_RULES, Duty, DutyDeadline, DutyRule, DutySet, DutyTrigger};
use crate::event::clock::{Deadline, Instant, Remaining};
use crate::event::grade::Grade;
use crate::event::journal::entry::JournalEntry;
use crate::event::journal::record::{RECORD_LEN, Record, RecordBytes};
use crate::event::journal::verify::{JournalFault, JournalFaultKind};
use crate::event::plan::PlanRules;
use crate::event::report::recipient::{Recipient, RecipientSet};
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

/// The duties of one event: a value that is fed with the journal, record by record, and so says what the record says.
///
/// It knows which record comes next, so that it can be handed what waits in the ring whenever convenient, and after a
/// restart the stored journal: what it has taken is passed over. It can be saved as well ([`Duties::save`]).
///
/// Fixed size; every call takes constant time for each record; not reentrant for one value.
///
/// ```
/// use citygate::event::{Authority, Duties, Duty, DutyStatus, Instant, JournalEntry, PlanRules, Signatory};
///
/// let at = |minutes: u64| Instant { ms: 1_000_000_000 + minutes * 60_000, gaps: 0 };
/// let enterprise = Signatory::from(Authority::Enterprise);
/// let mut duties = Duties::new(&PlanRules { prompt_min: 30, ..PlanRules::JILIN_2024 });
/// duties.follow(&JournalEntry::Notified { age_ms: 0, by: enterprise, digest: [0; 32] }, at(0));
/// assert_eq!(duties.status(Duty::EnterpriseFirst, at(10)), DutyStatus::Pending { ms: 20 * 60_000 });
/// duties.follow(&JournalEntry::DutyDone { duty: Duty::EnterpriseFirst, by: enterprise }, at(31));
/// assert_eq!(duties.status(Duty::EnterpriseFirst, at(40)), DutyStatus::DoneLate);
/// assert!(duties.due().contains(Duty::Upward) && !duties.due().contains(Duty::EnterpriseFirst));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Duties {
    /// The sequence number of the record that comes next.
    pub(super) next: u64,
    /// When each trigger came first, in the order of the codes: an [`Instant`]; zeros where it has not come.
    raised_ms: [u64; TRIGGERS],
    raised_gaps: [u32; TRIGGERS],
    pub(super) done: DutySet,
    pub(super) late: DutySet,
    /// How many restarts the journal has told of.
    pub(super) restarts: u32,
    first_report_min: u16,
    prompt_min: u16,
    /// Which triggers have come: bit n stands for the one with code n.
    pub(super) raised: u8,
    pub(super) reported: RecipientSet,
    /// 1: the working group is the office's to decide, at level 4.
    pub(super) is_team_optional: u8,
    reserved: [u8; 5],
}

impl Duties {
    /// None yet. Deadlines are those of the plan: of the first report, and of what is wanted at once.
    pub const fn new(plan: &PlanRules) -> Duties {
        Duties {
            next: 0,
            raised_ms: [0; TRIGGERS],
            raised_gaps: [0; TRIGGERS],
            done: DutySet::NONE,
            late: DutySet::NONE,
            restarts: 0,
            first_report_min: plan.first_report_min,
            prompt_min: plan.prompt_min,
            raised: 0,
            reported: RecipientSet::NONE,
            is_team_optional: 0,
            reserved: [0; 5],
        }
    }

    /// Takes records of the event's journal, in order. Those that were taken before are passed over; after a restart those
    /// that never reached the store are gone from the journal, and what they said stays.
    ///
    /// # Errors
    ///
    /// [`JournalFault`], counted from the first of these records: one of another version, or a later one than comes next
    /// ([`JournalFaultKind::Sequence`]): those between were released before they were taken, and have to come from the
    /// store. Nothing is changed then. Whether records were altered it does not ask: see [`crate::event::verify`].
    pub fn follow_records(&mut self, records: &[RecordBytes]) -> Result<(), JournalFault> {
        let mut duties = *self;
        for (place, bytes) in records.iter().enumerate() {
            let nth = place as u64;
            let fault =
                |kind| JournalFault { record: nth, offset: nth.saturating_mul(RECORD_LEN as u64), kind };
            let record = Record::read(bytes).map_err(|error| fault(JournalFaultKind::from(error)))?;
            if let JournalEntry::Opened { restarts, .. } = record.entry
                && restarts > duties.restarts
            {
                // Its number may be that of a record that never reached the store.
                duties.restarts = restarts;
            } else if record.sequence < duties.next {
                continue;
            } else if record.sequence > duties.next {
                let (expected, found) = (duties.next, record.sequence);
                return Err(fault(JournalFaultKind::Sequence { expected, found }));
            }
            duties.next = record.sequence.saturating_add(1);
            duties.follow(&record.entry, record.stamp.instant);
        }
        *self = duties;
        Ok(())
    }

    /// Takes what a record says. Word of a next event begins anew; before word of the first one signs, warnings and grades
    /// count already.
    pub fn follow(&mut self, entry: &JournalEntry, at: Instant) {
        match *entry {
            JournalEntry::Notified { age_ms, .. } => {
                if self.raised_at(DutyTrigger::WordReceived).is_some() {
                    self.forget();
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
            let is_optional = is_first || self.is_team_optional != 0;
            self.is_team_optional = u8::from(response == Response::Level4Province && is_optional);
            self.raise(DutyTrigger::OfficeResponse, at);
        }
    }

    /// Takes note that a trigger came of which no record tells: signs are seen, or the calendar calls for a drill.
    pub fn raise(&mut self, trigger: DutyTrigger, at: Instant) {
        let place = usize::from(trigger.code());
        if self.raised_at(trigger).is_some() {
            return;
        }
        if let (Some(ms), Some(gaps)) = (self.raised_ms.get_mut(place), self.raised_gaps.get_mut(place)) {
            (*ms, *gaps) = (at.ms, at.gaps);
            self.raised |= 1 << trigger.code();
        }
    }

    /// Begins anew, for a next event.
    fn forget(&mut self) {
        let Duties { next, restarts, first_report_min, prompt_min, .. } = *self;
        let none = Duties::new(&PlanRules::JILIN_2024);
        *self = Duties { next, restarts, first_report_min, prompt_min, ..none };
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
        let place = usize::from(trigger.code());
        let at = Instant { ms: *self.raised_ms.get(place)?, gaps: *self.raised_gaps.get(place)? };
        (self.raised & 1 << trigger.code() != 0).then_some(at)
    }

    /// By when a duty is to be done; `None` when nothing has brought it, or it has no deadline.
    pub fn deadline(&self, duty: Duty) -> Option<Deadline> {
        let DutyRule { trigger, deadline, .. } = *duty.rule();
        let raised = self.raised_at(trigger)?;
        let within = match deadline {
            DutyDeadline::AtOnce if duty == Duty::OfficeTeam && self.is_team_optional != 0 => return None,
            DutyDeadline::AtOnce => u64::from(self.prompt_min) * MS_PER_MIN,
            DutyDeadline::FirstReport => u64::from(self.first_report_min) * MS_PER_MIN,
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

    /// What is late: brought, not done, and past its deadline or perhaps so, since time was lost.
    pub fn overdue(&self, now: Instant) -> DutySet {
        let is_late = |duty: &Duty| {
            matches!(self.status(*duty, now), DutyStatus::Overdue { .. } | DutyStatus::TimeLost)
        };
        self.due().iter().filter(is_late).fold(DutySet::NONE, |set, duty| set.union(DutySet::of(&[duty])))
    }

    /// What was done, in time or late.
    pub const fn done(&self) -> DutySet {
        self.done
    }

    /// What of it was done late.
    pub const fn done_late(&self) -> DutySet {
        self.late
    }

    /// What is to be done now: brought, and not done.
    pub fn due(&self) -> DutySet {
        let raised = DUTY_RULES.iter().filter(|rule| self.raised_at(rule.trigger).is_some());
        raised.fold(DutySet::NONE, |set, rule| set.union(DutySet::of(&[rule.duty]))).without(self.done)
    }
}
