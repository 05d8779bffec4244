//! Every refusal of the event rules, for their texts.

use core::ffi::CStr;

use crate::event::{Authority, AuthoritySet, Refusal, Response, Signatory, WarningRefusal};

/// Every refusal of the response, in the order of the codes, for their texts.
pub(in crate::ffi) const REFUSALS: [Refusal; 13] = [
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
    Refusal::JustificationMissing { means_exceeded: false, justified: false },
    Refusal::EndConditionsUnmet { dealt_with: false, supply_restored: false },
    Refusal::NotLedByProvince,
];

/// Every refusal of a warning, in the order of their statuses, for their texts.
pub(in crate::ffi) const WARNING_REFUSALS: [WarningRefusal; 4] = [
    WarningRefusal::NotIssued,
    WarningRefusal::SameLevel,
    WarningRefusal::NoAuthority,
    WarningRefusal::NotTheIssuer {
        issuer: Signatory { authority: Authority::Engine, division: 0, person: 0 },
    },
];

/// What a refusal means, in a language, by how many statuses come before its own: those of the response are the
/// first, those of a warning follow.
pub(in crate::ffi) fn text<const CHINESE: bool>(before: usize) -> &'static CStr {
    if let Some(refusal) = REFUSALS.get(before) {
        return if CHINESE { refusal.c_text_zh() } else { refusal.c_text_en() };
    }
    match before.checked_sub(REFUSALS.len()).and_then(|before| WARNING_REFUSALS.get(before)) {
        Some(refusal) if CHINESE => refusal.c_text_zh(),
        Some(refusal) => refusal.c_text_en(),
        None => c"",
    }
}
