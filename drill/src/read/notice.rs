//! Checks who issues curtailment notices.

use toml::Spanned;

use super::checker::Checker;
use super::raw::scenario::RawNotice;
use super::timeline::entries::start;
use crate::scenario::notice::NoticeSettings;

/// Checks the notice table; without one, nothing is known.
pub fn check(raw: Option<&Spanned<RawNotice>>, checker: &mut Checker) -> Option<NoticeSettings> {
    let Some(raw) = raw.map(Spanned::get_ref) else { return Some(NoticeSettings::default()) };
    let issued_by = checker.optional_text(&raw.issued_by);
    let contact = checker.optional_text(&raw.contact);
    let number = match &raw.number {
        Some(value) => checker.label(value).map(Some),
        None => Some(None),
    };
    let mut moment = |value: &super::raw::value::Key<toml::value::Datetime>| match value {
        Some(value) => start(value, checker).map(Some),
        None => Some(None),
    };
    let (from, until) = (moment(&raw.from)?, moment(&raw.until)?);
    if let (Some(from), Some(until), Some(value)) = (from, until, &raw.until)
        && until.timestamp <= from.timestamp
    {
        checker.note(&value.span(), checker.words().notice_ends_early);
        return None;
    }
    Some(NoticeSettings { issued_by: issued_by?, contact: contact?, number: number?, from, until })
}
