//! What the errors of the event rules are as statuses.

use super::super::status::{ErrorStatus, Failure, StatusCode};
use super::refusals::REFUSALS;
use crate::event::{
    Authority, AuthoritySet, EventError, JournalError, JournalFaultKind, NMinus1Error, Refusal,
    ReportingError, RestoreError, WarningRefusal,
};

/// The status of the refusal with this code.
fn refused(code: u8) -> ErrorStatus {
    let status = ErrorStatus::JournalOtherHead as StatusCode - StatusCode::from(code);
    ErrorStatus::from_code(status).unwrap_or(ErrorStatus::EventCode)
}

/// An error with a number that says where.
pub(super) fn at(status: ErrorStatus, error_index: u64) -> Failure {
    Failure::at(status, u32::try_from(error_index).unwrap_or(u32::MAX))
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        let error_index = match refusal {
            Refusal::OtherProposed { proposed } | Refusal::MoreSeriousProposed { proposed } => {
                proposed.code()
            }
            Refusal::NotAuthorized { may } => may.bits(),
            Refusal::EndConditionsUnmet { dealt_with, supply_restored } => {
                u8::from(dealt_with) | u8::from(supply_restored) << 1
            }
            Refusal::JustificationMissing { means_exceeded, justified } => {
                u8::from(means_exceeded) | u8::from(justified) << 1
            }
            _ => return Failure::from(refused(refusal.code())),
        };
        at(refused(refusal.code()), u64::from(error_index))
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Failure {
        match error {
            JournalError::Full { .. } => Failure::from(ErrorStatus::JournalFull),
            JournalError::RingLength { .. } | JournalError::TooManyReleased { .. } => {
                Failure::from(ErrorStatus::TooMany)
            }
            // The ring is kept with the event: another one is not given.
            JournalError::OtherRing { .. } => Failure::from(ErrorStatus::EventContext),
        }
    }
}

impl From<WarningRefusal> for Failure {
    fn from(refusal: WarningRefusal) -> Failure {
        Failure::from(match refusal {
            WarningRefusal::NotIssued => ErrorStatus::WarningNotIssued,
            // A session adjusts a warning that is in force.
            WarningRefusal::SameLevel | WarningRefusal::AlreadyIssued => ErrorStatus::WarningSameLevel,
            WarningRefusal::NotProposed => ErrorStatus::WarningNotProposed,
            WarningRefusal::NoAuthority => ErrorStatus::WarningNoAuthority,
            WarningRefusal::NotTheIssuer { .. } => ErrorStatus::WarningNotTheIssuer,
        })
    }
}

impl From<crate::event::JournalFault> for Failure {
    fn from(fault: crate::event::JournalFault) -> Failure {
        let status = match fault.kind {
            JournalFaultKind::Version { .. } => ErrorStatus::JournalVersion,
            JournalFaultKind::Sequence { .. } => ErrorStatus::JournalSequence,
            JournalFaultKind::KeyNeeded => ErrorStatus::JournalKeyNeeded,
            JournalFaultKind::NotKeyed => ErrorStatus::JournalNotKeyed,
            JournalFaultKind::Tag => ErrorStatus::JournalTag,
            JournalFaultKind::Incomplete { .. } => ErrorStatus::JournalIncomplete,
            JournalFaultKind::Truncated { .. } => ErrorStatus::JournalTruncated,
            JournalFaultKind::OtherHead => ErrorStatus::JournalOtherHead,
        };
        at(status, fault.record)
    }
}

impl From<NMinus1Error> for Failure {
    fn from(error: NMinus1Error) -> Failure {
        Failure::from(match error {
            NMinus1Error::NoDemand => ErrorStatus::NMinus1NoDemand,
            NMinus1Error::TooLarge => ErrorStatus::TooLarge,
            NMinus1Error::LargestMissing | NMinus1Error::LargestTooLarge { .. } => {
                ErrorStatus::NMinus1Largest
            }
        })
    }
}

impl From<EventError> for Failure {
    #[inline(never)]
    fn from(error: EventError) -> Failure {
        match error {
            EventError::JournalFull => Failure::from(ErrorStatus::JournalFull),
            EventError::Journal(error) => Failure::from(error),
            EventError::Refused(refusal) => Failure::from(refusal),
            EventError::Warning(refusal) => Failure::from(refusal),
            EventError::Reporting(ReportingError::NoRecipient) => Failure::from(ErrorStatus::Empty),
            EventError::Reporting(_) | EventError::TrendSettings | EventError::Plan => {
                Failure::from(ErrorStatus::EventSettings)
            }
            EventError::GradeNotAuthorized { may } => Failure::from(Refusal::NotAuthorized { may }),
            EventError::AlreadyNotified => Failure::from(ErrorStatus::EventAlreadyNotified),
            EventError::NoEvent => Failure::from(ErrorStatus::EventNotNotified),
            EventError::NotificationTooOld => Failure::from(ErrorStatus::TooLarge),
            EventError::ResponseNotNormal => Failure::from(ErrorStatus::EventResponseNotNormal),
            EventError::ReportsOwed { to } => at(ErrorStatus::EventReportsOwed, u64::from(to.bits())),
            EventError::NotReportedBy { may } | EventError::NotTheHolder { may } => {
                Failure::from(Refusal::NotAuthorized { may })
            }
            EventError::DoneByReporting => Failure::from(ErrorStatus::DutyDoneByReport),
            EventError::DutyNotDue => Failure::from(ErrorStatus::DutyNotDue),
            EventError::EngineMayNotClose => {
                let may = AuthoritySet::ALL.without(AuthoritySet::of(&[Authority::Engine]));
                Failure::from(Refusal::NotAuthorized { may })
            }
            // Entries that the event makes itself cannot be given from C.
            EventError::OwnEntry => Failure::from(ErrorStatus::EventCode),
        }
    }
}

impl From<RestoreError> for Failure {
    fn from(error: RestoreError) -> Failure {
        match error {
            RestoreError::SavedState => Failure::from(ErrorStatus::EventSaved),
            RestoreError::Stored(fault) => Failure::from(fault),
            RestoreError::Event(error) => Failure::from(error),
        }
    }
}

const _: () = {
    let mut rest: &[Refusal] = &REFUSALS;
    let mut code = 1;
    while let [refusal, tail @ ..] = rest {
        assert!(refusal.code() == code);
        code += 1;
        rest = tail;
    }
    assert!(ErrorStatus::ResponseNothingProposed as i32 == ErrorStatus::JournalOtherHead as i32 - 1);
    assert!(ErrorStatus::ResponseNotLedByProvince as i32 == ErrorStatus::JournalOtherHead as i32 - 13);
};
