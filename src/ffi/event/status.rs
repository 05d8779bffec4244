//! Status codes of the event rules: -80 to -119, all taken.

use core::ffi::CStr;

use super::super::status::{
    CITYGATE_ERROR_EMPTY, CITYGATE_ERROR_TOO_LARGE, CITYGATE_ERROR_TOO_MANY, Failure,
};
use crate::event::{
    Authority, AuthoritySet, EventError, JournalError, JournalFaultKind, NMinus1Error, Refusal,
    ReportingError, Response, RestoreError, Signatory, WarningRefusal,
};

/// A context was never opened, is zeroed, or damaged.
pub const CITYGATE_ERROR_EVENT_CONTEXT: i32 = -80;
/// A context is not where it was opened: it was copied or moved.
pub const CITYGATE_ERROR_EVENT_MOVED: i32 = -81;
/// A context is in use by another call, for example by the one that an interrupt came in.
pub const CITYGATE_ERROR_EVENT_BUSY: i32 = -82;
/// A context, a ring or a buffer is too small. Where: the size or count needed.
pub const CITYGATE_ERROR_EVENT_TOO_SMALL: i32 = -83;
/// A code, a set of bits or a reserved field is none of those listed. Where: offset of the field in its structure.
pub const CITYGATE_ERROR_EVENT_CODE: i32 = -84;
/// A setting is out of range. Where: offset of the field in its structure.
pub const CITYGATE_ERROR_EVENT_SETTINGS: i32 = -85;
/// No word of an event was received.
pub const CITYGATE_ERROR_EVENT_NOT_NOTIFIED: i32 = -86;
/// Word of the event was received already; close it before the next one.
pub const CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED: i32 = -87;
/// An event is closed when the response is back to normal, with nothing proposed.
pub const CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL: i32 = -88;
/// An event is closed when everybody who is owed a first report has had one. Where: who has not, as bits.
pub const CITYGATE_ERROR_EVENT_REPORTS_OWED: i32 = -89;
/// A saved event is damaged, of another version, or sealed with another key.
pub const CITYGATE_ERROR_EVENT_SAVED: i32 = -90;
/// A text is not UTF-8. Where: the item.
pub const CITYGATE_ERROR_EVENT_NOT_UTF8: i32 = -91;

/// The journal is full, and nothing is decided without a record: store and release records.
pub const CITYGATE_ERROR_JOURNAL_FULL: i32 = -92;
/// A record is not one of version 1, or of no known kind. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_VERSION: i32 = -93;
/// A record has another sequence number than it has to have: removed, repeated or moved. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_SEQUENCE: i32 = -94;
/// The journal was kept with a key, and none is given. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_KEY_NEEDED: i32 = -95;
/// A key is given, and a record was written without one. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_NOT_KEYED: i32 = -96;
/// A record's tag is wrong: it, or one before it, was altered, or the key is another. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_TAG: i32 = -97;
/// The records end within a record. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_INCOMPLETE: i32 = -98;
/// Records are missing at the end: the head expected counts more. Where: the first record missing.
pub const CITYGATE_ERROR_JOURNAL_TRUNCATED: i32 = -99;
/// The chain is sound, but not the one that the head expected was made of. Where: the record.
pub const CITYGATE_ERROR_JOURNAL_OTHER_HEAD: i32 = -100;

/// Nothing is proposed that could be confirmed or rejected.
pub const CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED: i32 = -101;
/// The confirmation names another response than the one proposed. Where: the response proposed.
pub const CITYGATE_ERROR_RESPONSE_OTHER_PROPOSED: i32 = -102;
/// What is proposed is in force already, or proposed already.
pub const CITYGATE_ERROR_RESPONSE_ALREADY_PROPOSED: i32 = -103;
/// A proposal at least as serious is pending; confirm or reject it first. Where: the response proposed.
pub const CITYGATE_ERROR_RESPONSE_MORE_SERIOUS_PROPOSED: i32 = -104;
/// The end is proposed; declare or reject it first.
pub const CITYGATE_ERROR_RESPONSE_TERMINATION_PENDING: i32 = -105;
/// A change or a new start is proposed; confirm or reject it first.
pub const CITYGATE_ERROR_RESPONSE_CHANGE_PENDING: i32 = -106;
/// No response is in force.
pub const CITYGATE_ERROR_RESPONSE_NOT_STARTED: i32 = -107;
/// The end has not been proposed; propose it first.
pub const CITYGATE_ERROR_RESPONSE_TERMINATION_NOT_PROPOSED: i32 = -108;
/// There is no transition to close.
pub const CITYGATE_ERROR_RESPONSE_NO_TRANSITION: i32 = -109;
/// The authority may not do this. Where: who may; bit n stands for authority n.
pub const CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED: i32 = -110;
/// The office of the headquarters starts level 3 or 4 on a stated ground only.
pub const CITYGATE_ERROR_RESPONSE_JUSTIFICATION_MISSING: i32 = -111;
/// The end is declared when the event is dealt with and supply is restored. Where: bit 0 dealt with, bit 1 restored.
pub const CITYGATE_ERROR_RESPONSE_END_CONDITIONS_UNMET: i32 = -112;
/// The State Council is asked for support only in a response that the province leads.
pub const CITYGATE_ERROR_RESPONSE_NOT_LED_BY_PROVINCE: i32 = -113;

/// No warning is in force.
pub const CITYGATE_ERROR_WARNING_NOT_ISSUED: i32 = -114;
/// The warning has this level already.
pub const CITYGATE_ERROR_WARNING_SAME_LEVEL: i32 = -115;
/// The engine and the enterprise issue no warnings; an authority does.
pub const CITYGATE_ERROR_WARNING_NO_AUTHORITY: i32 = -116;
/// Only who issued the warning adjusts and lifts it (谁发布、谁解除).
pub const CITYGATE_ERROR_WARNING_NOT_THE_ISSUER: i32 = -117;

/// The peak demand is zero, so the fraction has no value.
pub const CITYGATE_ERROR_N_MINUS_1_NO_DEMAND: i32 = -118;
/// The largest infrastructure is zero though there is capacity, or exceeds every group of capacities.
pub const CITYGATE_ERROR_N_MINUS_1_LARGEST: i32 = -119;

/// Every refusal of the response, in the order of the codes, for their texts.
pub(super) const REFUSALS: [Refusal; 13] = [
    Refusal::NothingProposed,
    Refusal::OtherProposed { proposed: Response::Level1 },
    Refusal::AlreadyProposed,
    Refusal::MoreSeriousProposed { proposed: Response::Level1 },
    Refusal::TerminationPending,
    Refusal::ChangePending,
    Refusal::NotStarted,
    Refusal::TerminationNotProposed,
    Refusal::NoTransition,
    Refusal::NotAuthorized { may: AuthoritySet::NONE },
    Refusal::JustificationMissing,
    Refusal::EndConditionsUnmet { dealt_with: false, supply_restored: false },
    Refusal::NotLedByProvince,
];

/// Every refusal of a warning, in the order of their statuses, for their texts.
pub(super) const WARNING_REFUSALS: [WarningRefusal; 4] = [
    WarningRefusal::NotIssued,
    WarningRefusal::SameLevel,
    WarningRefusal::NoAuthority,
    WarningRefusal::NotTheIssuer {
        issuer: Signatory { authority: Authority::Engine, division: 0, person: 0 },
    },
];

/// What a status of the event rules means.
pub(in crate::ffi) fn status_text(status: i32) -> Option<&'static CStr> {
    fn after<T: Copy, const N: usize>(first: i32, status: i32, refusals: &[T; N]) -> Option<T> {
        usize::try_from(first.wrapping_sub(status)).ok().and_then(|at| refusals.get(at)).copied()
    }
    if let Some(refusal) = after(CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED, status, &REFUSALS) {
        return Some(refusal.c_text_en());
    }
    if let Some(refusal) = after(CITYGATE_ERROR_WARNING_NOT_ISSUED, status, &WARNING_REFUSALS) {
        return Some(refusal.c_text_en());
    }
    Some(match status {
        CITYGATE_ERROR_EVENT_CONTEXT => c"a context was never opened or is damaged",
        CITYGATE_ERROR_EVENT_MOVED => c"a context is not where it was opened",
        CITYGATE_ERROR_EVENT_BUSY => c"a context is in use by another call",
        CITYGATE_ERROR_EVENT_TOO_SMALL => c"a context, ring or buffer is too small",
        CITYGATE_ERROR_EVENT_CODE => c"a code, a set of bits or a reserved field is not valid",
        CITYGATE_ERROR_EVENT_SETTINGS => c"a setting is out of range",
        CITYGATE_ERROR_EVENT_NOT_NOTIFIED => c"no word of an event was received",
        CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED => c"word of the event was received already",
        CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL => c"the response is not back to normal",
        CITYGATE_ERROR_EVENT_REPORTS_OWED => c"first reports are owed",
        CITYGATE_ERROR_EVENT_SAVED => c"the saved event is damaged, of another version or key",
        CITYGATE_ERROR_EVENT_NOT_UTF8 => c"a text is not UTF-8",
        CITYGATE_ERROR_JOURNAL_FULL => c"the journal is full; store and release records",
        CITYGATE_ERROR_JOURNAL_VERSION => c"not a record of version 1, or of no known kind",
        CITYGATE_ERROR_JOURNAL_SEQUENCE => c"records were removed, repeated or moved",
        CITYGATE_ERROR_JOURNAL_KEY_NEEDED => c"the journal was kept with a key; give the key",
        CITYGATE_ERROR_JOURNAL_NOT_KEYED => c"a record was written without a key, though one is given",
        CITYGATE_ERROR_JOURNAL_TAG => c"a record was altered, or the key is another",
        CITYGATE_ERROR_JOURNAL_INCOMPLETE => c"the records end within a record",
        CITYGATE_ERROR_JOURNAL_TRUNCATED => c"records are missing at the end",
        CITYGATE_ERROR_JOURNAL_OTHER_HEAD => c"the records are not those of the head expected",
        CITYGATE_ERROR_N_MINUS_1_NO_DEMAND => c"the peak demand is zero",
        CITYGATE_ERROR_N_MINUS_1_LARGEST => c"the largest infrastructure is missing or too large",
        _ => return None,
    })
}

/// An error with a number that says where.
pub(super) fn at(status: i32, error_index: u64) -> Failure {
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
            _ => return Failure::from(CITYGATE_ERROR_JOURNAL_OTHER_HEAD - i32::from(refusal.code())),
        };
        at(CITYGATE_ERROR_JOURNAL_OTHER_HEAD - i32::from(refusal.code()), u64::from(error_index))
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Failure {
        match error {
            JournalError::Full { .. } => Failure::from(CITYGATE_ERROR_JOURNAL_FULL),
            JournalError::RingLength { .. } | JournalError::TooManyReleased { .. } => {
                Failure::from(CITYGATE_ERROR_TOO_MANY)
            }
            // The ring is kept with the event: another one is not given.
            JournalError::OtherRing { .. } => Failure::from(CITYGATE_ERROR_EVENT_CONTEXT),
        }
    }
}

impl From<WarningRefusal> for Failure {
    fn from(refusal: WarningRefusal) -> Failure {
        Failure::from(match refusal {
            WarningRefusal::NotIssued => CITYGATE_ERROR_WARNING_NOT_ISSUED,
            // The desk adjusts a warning that is in force.
            WarningRefusal::SameLevel | WarningRefusal::AlreadyIssued => CITYGATE_ERROR_WARNING_SAME_LEVEL,
            WarningRefusal::NoAuthority => CITYGATE_ERROR_WARNING_NO_AUTHORITY,
            WarningRefusal::NotTheIssuer { .. } => CITYGATE_ERROR_WARNING_NOT_THE_ISSUER,
        })
    }
}

impl From<crate::event::JournalFault> for Failure {
    fn from(fault: crate::event::JournalFault) -> Failure {
        let status = match fault.kind {
            JournalFaultKind::Version { .. } => CITYGATE_ERROR_JOURNAL_VERSION,
            JournalFaultKind::Sequence { .. } => CITYGATE_ERROR_JOURNAL_SEQUENCE,
            JournalFaultKind::KeyNeeded => CITYGATE_ERROR_JOURNAL_KEY_NEEDED,
            JournalFaultKind::NotKeyed => CITYGATE_ERROR_JOURNAL_NOT_KEYED,
            JournalFaultKind::Tag => CITYGATE_ERROR_JOURNAL_TAG,
            JournalFaultKind::Incomplete { .. } => CITYGATE_ERROR_JOURNAL_INCOMPLETE,
            JournalFaultKind::Truncated { .. } => CITYGATE_ERROR_JOURNAL_TRUNCATED,
            JournalFaultKind::OtherHead => CITYGATE_ERROR_JOURNAL_OTHER_HEAD,
        };
        at(status, fault.record)
    }
}

impl From<NMinus1Error> for Failure {
    fn from(error: NMinus1Error) -> Failure {
        Failure::from(match error {
            NMinus1Error::NoDemand => CITYGATE_ERROR_N_MINUS_1_NO_DEMAND,
            NMinus1Error::TooLarge => CITYGATE_ERROR_TOO_LARGE,
            NMinus1Error::LargestMissing | NMinus1Error::LargestTooLarge { .. } => {
                CITYGATE_ERROR_N_MINUS_1_LARGEST
            }
        })
    }
}

impl From<EventError> for Failure {
    #[inline(never)]
    fn from(error: EventError) -> Failure {
        match error {
            EventError::JournalFull => Failure::from(CITYGATE_ERROR_JOURNAL_FULL),
            EventError::Journal(error) => Failure::from(error),
            EventError::Refused(refusal) => Failure::from(refusal),
            EventError::Warning(refusal) => Failure::from(refusal),
            EventError::Reporting(ReportingError::NoRecipient) => Failure::from(CITYGATE_ERROR_EMPTY),
            EventError::Reporting(_) | EventError::TrendSettings => {
                Failure::from(CITYGATE_ERROR_EVENT_SETTINGS)
            }
            EventError::AlreadyNotified => Failure::from(CITYGATE_ERROR_EVENT_ALREADY_NOTIFIED),
            EventError::NoEvent => Failure::from(CITYGATE_ERROR_EVENT_NOT_NOTIFIED),
            EventError::NotificationTooOld => Failure::from(CITYGATE_ERROR_TOO_LARGE),
            EventError::ResponseNotNormal => Failure::from(CITYGATE_ERROR_EVENT_RESPONSE_NOT_NORMAL),
            EventError::ReportsOwed { to } => at(CITYGATE_ERROR_EVENT_REPORTS_OWED, u64::from(to.bits())),
            EventError::EngineMayNotClose => {
                let may = AuthoritySet::ALL.without(AuthoritySet::of(&[Authority::Engine]));
                Failure::from(Refusal::NotAuthorized { may })
            }
            // Entries that the event makes itself cannot be given from C.
            EventError::OwnEntry => Failure::from(CITYGATE_ERROR_EVENT_CODE),
        }
    }
}

impl From<RestoreError> for Failure {
    fn from(error: RestoreError) -> Failure {
        match error {
            RestoreError::SavedState => Failure::from(CITYGATE_ERROR_EVENT_SAVED),
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
    assert!(CITYGATE_ERROR_RESPONSE_NOTHING_PROPOSED == CITYGATE_ERROR_JOURNAL_OTHER_HEAD - 1);
    assert!(CITYGATE_ERROR_RESPONSE_NOT_LED_BY_PROVINCE == CITYGATE_ERROR_JOURNAL_OTHER_HEAD - 13);
};
