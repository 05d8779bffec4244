//! What a record can say, and how it is written into codes and numbers.

use super::fields::{Codes, Numbers, optional};
use super::graded::GradedEntry;
use super::kind::JournalEntryKind;
use crate::codec::{Reader, Writer};
use crate::event::authority::{Authority, Signatory};
use crate::event::clock::{ClockReading, Downtime, Instant};
use crate::event::duty::rule::Duty;
use crate::event::grade::Grade;
use crate::event::report::recipient::{RecipientSet, SensitivitySet};
use crate::event::report::reporting::ReportReceipt;
use crate::event::response::action::Action;
use crate::event::response::remark::ActionRemarkSet;
use crate::event::response::state::{Justification, ResponseState};
use crate::event::response::transition::ActionRequest;
use crate::event::warning::{WarningAction, WarningLevel, WarningNotice};

/// What a record says. The journal fills in time and sequence number; how each entry is written stands with its
/// [`JournalEntryKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum JournalEntry {
    /// The journal was opened: at the beginning, and after each restart.
    Opened {
        /// The caller's number for the station.
        station: u64,
        /// Records (and entries) made before a restart that never reached the store.
        undelivered: u64,
        /// How many restarts there were so far, this one included; 0 at the beginning.
        restarts: u32,
    },
    /// Entries were lost because the ring was full.
    Lost {
        /// How many.
        count: u64,
        /// When the first one was lost.
        first: ClockReading,
        /// When the last one was lost.
        last: ClockReading,
    },
    /// The clock was bridged or set.
    Clock(ClockEntry),
    /// A notification of the event was received.
    Notified {
        /// How many milliseconds before this record it was received.
        age_ms: u64,
        /// Who entered it.
        by: Signatory,
        /// [`super::content_digest`] of the text.
        digest: [u8; 32],
    },
    /// The event was graded.
    Graded(GradedEntry),
    /// An authority stated the grade.
    GradeStated {
        /// The grade that stands from now on; `None`: none.
        grade: Option<Grade>,
        /// The grade that stood before.
        before: Option<Grade>,
        /// The grade whose conditions the figures met then.
        met: Option<Grade>,
        /// Who stated it.
        by: Signatory,
    },
    /// An action of the response was taken.
    Action {
        /// The request.
        request: ActionRequest,
        /// The state before.
        before: ResponseState,
        /// The state after.
        after: ResponseState,
        /// What was remarked upon.
        remarks: ActionRemarkSet,
    },
    /// An action of the response was refused.
    Refused {
        /// The request.
        request: ActionRequest,
        /// The state, unchanged.
        state: ResponseState,
        /// [`crate::event::Refusal::code`].
        refusal: u8,
    },
    /// A warning was issued, adjusted or lifted.
    Warned(WarningNotice),
    /// A report was sent.
    Reported {
        /// What the deadlines say; [`ReportReceipt::late_by_ms`] is not recorded and reads as 0.
        receipt: ReportReceipt,
        /// Who sent it.
        by: Signatory,
        /// [`super::content_digest`] of the report as sent.
        digest: [u8; 32],
    },
    /// Reports became overdue, or may have.
    Overdue {
        /// Who should have been reported to.
        recipients: RecipientSet,
    },
    /// Whom the event is to be reported to, because of grade or sensitivity.
    ReportTo {
        /// The recipients added.
        added: RecipientSet,
        /// What makes the event sensitive.
        sensitivity: SensitivitySet,
    },
    /// Supply was shared out.
    Allocated {
        /// Sum of demands.
        demand: u64,
        /// What there was to share.
        supply: u64,
        /// Sum of grants.
        served: u64,
        /// Demand not served.
        curtailed: u64,
        /// Which policy was in force, by the caller's number.
        policy: u64,
    },
    /// Policy or entitlements were changed during the event.
    PolicyChanged {
        /// Which policy, by the caller's number.
        policy: u64,
        /// Who changed it.
        by: Signatory,
        /// [`super::content_digest`] of it.
        digest: [u8; 32],
    },
    /// The event was closed.
    Closed {
        /// Who closed it.
        by: Signatory,
    },
    /// A duty was done.
    DutyDone {
        /// The duty.
        duty: Duty,
        /// Who did it, or had it done.
        by: Signatory,
    },
    /// Whatever the caller wants to have on record.
    Note {
        /// The caller's code.
        code: u64,
        /// Numbers.
        numbers: [u64; 5],
    },
}

/// What the clock found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum ClockEntry {
    /// The controller was off, or its counter was set back.
    Downtime(Downtime),
    /// The wall clock was set by so many milliseconds.
    WallStep(i64),
}

impl JournalEntry {
    /// Its kind.
    pub const fn kind(&self) -> JournalEntryKind {
        match self {
            JournalEntry::Opened { .. } => JournalEntryKind::Opened,
            JournalEntry::Lost { .. } => JournalEntryKind::Lost,
            JournalEntry::Clock(_) => JournalEntryKind::Clock,
            JournalEntry::Notified { .. } => JournalEntryKind::Notified,
            JournalEntry::Graded(_) => JournalEntryKind::Graded,
            JournalEntry::GradeStated { .. } => JournalEntryKind::GradeStated,
            JournalEntry::Action { .. } => JournalEntryKind::Action,
            JournalEntry::Refused { .. } => JournalEntryKind::Refused,
            JournalEntry::Warned(_) => JournalEntryKind::Warned,
            JournalEntry::Reported { .. } => JournalEntryKind::Reported,
            JournalEntry::Overdue { .. } => JournalEntryKind::Overdue,
            JournalEntry::ReportTo { .. } => JournalEntryKind::ReportTo,
            JournalEntry::Allocated { .. } => JournalEntryKind::Allocated,
            JournalEntry::PolicyChanged { .. } => JournalEntryKind::PolicyChanged,
            JournalEntry::Closed { .. } => JournalEntryKind::Closed,
            JournalEntry::DutyDone { .. } => JournalEntryKind::DutyDone,
            JournalEntry::Note { .. } => JournalEntryKind::Note,
        }
    }

    /// The name of the kind in files and JSON.
    pub const fn name(&self) -> &'static str {
        self.kind().name()
    }

    /// The codes and the numbers of the entry, as a record holds them.
    pub(crate) fn write(&self) -> (Codes, Numbers) {
        let mut codes = [0; 8];
        let mut numbers = [0; 6];
        let [c0, c1, c2, c3, c4, ..] = &mut codes;
        let [n0, n1, n2, n3, n4, n5] = &mut numbers;
        match self {
            JournalEntry::Opened { station, undelivered, restarts } => {
                (*n0, *n1, *n2) = (*station, *undelivered, u64::from(*restarts));
            }
            JournalEntry::Lost { count, first, last } => {
                (*n0, *n1, *n2) = (*count, first.instant.ms, first.wall_ms);
                (*n3, *n4, *n5) =
                    (last.instant.ms, last.wall_ms, halves(first.instant.gaps, last.instant.gaps));
            }
            JournalEntry::Clock(ClockEntry::Downtime(Downtime::Accounted { ms })) => (*c0, *n0) = (1, *ms),
            JournalEntry::Clock(ClockEntry::Downtime(Downtime::Unaccounted)) => *c0 = 2,
            JournalEntry::Clock(ClockEntry::WallStep(ms)) => (*c0, *n1) = (3, ms.cast_unsigned()),
            JournalEntry::Notified { age_ms, by, digest } => {
                *n0 = *age_ms;
                sign(by, c0, n1);
                write_digest(digest, [n2, n3, n4, n5]);
            }
            JournalEntry::Graded(graded) => return graded.write(),
            JournalEntry::GradeStated { grade, before, met, by } => {
                let code = |grade: &Option<Grade>| grade.map_or(0, Grade::code);
                (*c0, *c2, *c3) = (code(grade), code(before), code(met));
                sign(by, c1, n0);
            }
            JournalEntry::Action { request, before, after, remarks } => {
                return write_action(request, *before, after.code(), *remarks);
            }
            JournalEntry::Refused { request, state, refusal } => {
                return write_action(request, *state, *refusal, ActionRemarkSet::NONE);
            }
            JournalEntry::Warned(WarningNotice { action, from, to, by, called_for }) => {
                *c4 = called_for.map_or(0, WarningLevel::code);
                *c0 = action.code();
                sign(by, c1, n0);
                *c2 = from.map_or(0, WarningLevel::code);
                *c3 = to.map_or(0, WarningLevel::code);
            }
            JournalEntry::Reported {
                receipt: ReportReceipt { number, to, late, time_lost, .. },
                by,
                digest,
            } => {
                (*c0, *c1, *c2) = (to.bits(), late.bits(), time_lost.bits());
                *n0 = u64::from(*number);
                sign(by, c3, n1);
                write_digest(digest, [n2, n3, n4, n5]);
            }
            JournalEntry::Overdue { recipients } => *c0 = recipients.bits(),
            JournalEntry::ReportTo { added, sensitivity } => (*c0, *c1) = (added.bits(), sensitivity.bits()),
            JournalEntry::Allocated { demand, supply, served, curtailed, policy } => {
                (*n0, *n1, *n2, *n3, *n4) = (*demand, *supply, *served, *curtailed, *policy);
            }
            JournalEntry::PolicyChanged { policy, by, digest } => {
                sign(by, c0, n0);
                *n1 = *policy;
                write_digest(digest, [n2, n3, n4, n5]);
            }
            JournalEntry::Closed { by } => sign(by, c0, n0),
            JournalEntry::DutyDone { duty, by } => {
                *c0 = duty.code();
                sign(by, c1, n0);
            }
            JournalEntry::Note { code, numbers: [a, b, c, d, e] } => {
                (*n0, *n1, *n2, *n3, *n4, *n5) = (*code, *a, *b, *c, *d, *e);
            }
        }
        (codes, numbers)
    }

    pub(super) fn read(kind: u8, codes: Codes, numbers: Numbers) -> Option<JournalEntry> {
        let [c0, c1, c2, c3, c4, c5, c6, ..] = codes;
        let [n0, n1, n2, n3, n4, n5] = numbers;
        let digest = digest_of([n2, n3, n4, n5]);
        Some(match JournalEntryKind::from_code(kind)? {
            JournalEntryKind::Opened => {
                JournalEntry::Opened { station: n0, undelivered: n1, restarts: u32::try_from(n2).ok()? }
            }
            JournalEntryKind::Lost => {
                let reading = |ms, gaps, wall_ms| ClockReading { instant: Instant { ms, gaps }, wall_ms };
                let (first, last) = from_halves(n5);
                JournalEntry::Lost { count: n0, first: reading(n1, first, n2), last: reading(n3, last, n4) }
            }
            JournalEntryKind::Clock => JournalEntry::Clock(match c0 {
                1 => ClockEntry::Downtime(Downtime::Accounted { ms: n0 }),
                2 => ClockEntry::Downtime(Downtime::Unaccounted),
                3 => ClockEntry::WallStep(n1.cast_signed()),
                _ => return None,
            }),
            JournalEntryKind::Notified => {
                JournalEntry::Notified { age_ms: n0, by: signatory(c0, n1)?, digest }
            }
            JournalEntryKind::Graded => JournalEntry::Graded(GradedEntry::read(codes, numbers)?),
            JournalEntryKind::GradeStated => JournalEntry::GradeStated {
                grade: optional(c0, 0, Grade::from_code)?,
                before: optional(c2, 0, Grade::from_code)?,
                met: optional(c3, 0, Grade::from_code)?,
                by: signatory(c1, n0)?,
            },
            JournalEntryKind::Action => JournalEntry::Action {
                request: request(codes, n0)?,
                before: ResponseState::from_code(c4)?,
                after: ResponseState::from_code(c5)?,
                remarks: ActionRemarkSet::from_bits(c6)?,
            },
            JournalEntryKind::Refused => JournalEntry::Refused {
                request: request(codes, n0)?,
                state: ResponseState::from_code(c4)?,
                refusal: c5,
            },
            JournalEntryKind::Warned => JournalEntry::Warned(WarningNotice {
                action: WarningAction::from_code(c0)?,
                from: optional(c2, 0, WarningLevel::from_code)?,
                to: optional(c3, 0, WarningLevel::from_code)?,
                by: signatory(c1, n0)?,
                called_for: optional(c4, 0, WarningLevel::from_code)?,
            }),
            JournalEntryKind::Reported => JournalEntry::Reported {
                receipt: ReportReceipt {
                    number: u32::try_from(n0).ok()?,
                    to: RecipientSet::from_bits(c0)?,
                    late: RecipientSet::from_bits(c1)?,
                    time_lost: RecipientSet::from_bits(c2)?,
                    late_by_ms: 0,
                },
                by: signatory(c3, n1)?,
                digest,
            },
            JournalEntryKind::Overdue => JournalEntry::Overdue { recipients: RecipientSet::from_bits(c0)? },
            JournalEntryKind::ReportTo => JournalEntry::ReportTo {
                added: RecipientSet::from_bits(c0)?,
                sensitivity: SensitivitySet::from_bits(c1)?,
            },
            JournalEntryKind::Allocated => {
                JournalEntry::Allocated { demand: n0, supply: n1, served: n2, curtailed: n3, policy: n4 }
            }
            JournalEntryKind::PolicyChanged => {
                JournalEntry::PolicyChanged { policy: n1, by: signatory(c0, n0)?, digest }
            }
            JournalEntryKind::Closed => JournalEntry::Closed { by: signatory(c0, n0)? },
            JournalEntryKind::DutyDone => {
                JournalEntry::DutyDone { duty: Duty::from_code(c0)?, by: signatory(c1, n0)? }
            }
            JournalEntryKind::Note => JournalEntry::Note { code: n0, numbers: [n1, n2, n3, n4, n5] },
        })
    }
}

fn write_action(
    request: &ActionRequest,
    state: ResponseState,
    last: u8,
    remarks: ActionRemarkSet,
) -> (Codes, Numbers) {
    let ActionRequest { action, by, justification, dealt_with, supply_restored, means_exceeded, approved } =
        *request;
    let stated = [dealt_with, supply_restored, means_exceeded, approved];
    let stated = stated.iter().rev().fold(0, |bits, stated| bits << 1 | u8::from(*stated));
    let justification = justification.map_or(0, Justification::code);
    (
        [action.code(), by.authority.code(), justification, stated, state.code(), last, remarks.bits(), 0],
        [signed(by), 0, 0, 0, 0, 0],
    )
}

fn request([action, by, justification, stated, ..]: Codes, signed: u64) -> Option<ActionRequest> {
    if stated > 0b1111 {
        return None;
    }
    Some(ActionRequest {
        action: Action::from_code(action)?,
        by: signatory(by, signed)?,
        justification: optional(justification, 0, Justification::from_code)?,
        dealt_with: stated & 1 != 0,
        supply_restored: stated & 2 != 0,
        means_exceeded: stated & 4 != 0,
        approved: stated & 8 != 0,
    })
}

fn halves(upper: u32, lower: u32) -> u64 {
    u64::from(upper) << 32 | u64::from(lower)
}

fn from_halves(number: u64) -> (u32, u32) {
    // The casts take the upper and the lower half.
    ((number >> 32) as u32, number as u32)
}

fn signed(by: Signatory) -> u64 {
    halves(by.division, by.person)
}

fn sign(by: &Signatory, code: &mut u8, number: &mut u64) {
    (*code, *number) = (by.authority.code(), signed(*by));
}

fn signatory(authority: u8, number: u64) -> Option<Signatory> {
    let (division, person) = from_halves(number);
    Some(Signatory { authority: Authority::from_code(authority)?, division, person })
}

fn write_digest(digest: &[u8; 32], numbers: [&mut u64; 4]) {
    let mut reader = Reader::new(digest);
    for number in numbers {
        *number = reader.u64();
    }
}

fn digest_of(numbers: [u64; 4]) -> [u8; 32] {
    let mut digest = [0; 32];
    let mut writer = Writer::new(&mut digest);
    for number in numbers {
        writer.u64(number);
    }
    digest
}
