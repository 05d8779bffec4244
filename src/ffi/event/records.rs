//! Records of the journal that are stored already: verifying and reading them needs no event.

use super::super::call::run;
use super::super::status::{ErrorStatus, Failure, StatusCode};
use core::ffi::c_void;

use super::super::memory::{MemoryRange, array, check_apart, check_optional, output, value};
use super::record_types::{
    CitygateDigest, CitygateJournalEntry, CitygateJournalFault, CitygateJournalKey, CitygateRecord,
};
use crate::event::{
    JournalFault, JournalFaultKind, JournalHead, JournalKey, Record, VerifiedJournal, content_digest, verify,
};

/// SHA-256 (FIPS 180-4) of a text or file that belongs to a record and is stored elsewhere: a notification, a report,
/// the policy in force.
///
/// content: the bytes.
/// content_length: how many, 1 or more.
/// digest: receives the digest.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _OVERLAP, _EMPTY, _TOO_MANY; digest is as it was then. Time grows
/// with the length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_content_digest(
    content: *const c_void,
    content_length: u32,
    digest: *mut CitygateDigest,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let content = content.cast::<u8>();
            check_apart(&[MemoryRange::of_array(content, content_length)?], &[MemoryRange::of(digest)])?;
            let digest = output(digest)?;
            let content = array(content, content_length)?;
            if content.is_empty() {
                return Err(Failure::from(ErrorStatus::Empty));
            }
            digest.bytes = content_digest(content);
            Ok(())
        })
    }
}

/// Verifies stored records: finds the first one that was altered, removed, repeated, moved or forged. A long journal
/// is verified in pieces of whole records: give the head that one piece ends in as the start of the next.
///
/// Without a key anybody can compute a chain: keep heads where whoever could alter the records cannot alter them.
/// With a key, records cut off the end are still only found out by a head kept elsewhere.
///
/// records: one record after the other; may be NULL if record_bytes is 0.
/// record_bytes: the bytes of all of them.
/// key: the journal's key; NULL if it is kept without one.
/// start: the head that the first record follows on; NULL: the start of the journal.
/// expected: a head that was kept elsewhere and is not before start; the records may go on beyond it. NULL: none.
/// verified: receives what the records hold.
/// fault: on a CITYGATE_ERROR_JOURNAL_... receives the first fault; may be NULL.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _JOURNAL_VERSION,
/// _JOURNAL_SEQUENCE, _JOURNAL_KEY_NEEDED, _JOURNAL_NOT_KEYED, _JOURNAL_TAG, _JOURNAL_INCOMPLETE, _JOURNAL_TRUNCATED,
/// _JOURNAL_OTHER_HEAD; verified is as it was then. Time grows with the number of records (one digest each).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_journal_verify(
    records: *const c_void,
    record_bytes: u32,
    key: *const CitygateJournalKey,
    start: *const JournalHead,
    expected: *const JournalHead,
    verified: *mut VerifiedJournal,
    fault: *mut CitygateJournalFault,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            let records = records.cast::<u8>();
            check_optional(fault)?;
            let inputs = [
                MemoryRange::of_array(records, record_bytes)?,
                MemoryRange::of(key),
                MemoryRange::of(start),
                MemoryRange::of(expected),
            ];
            check_apart(&inputs, &[MemoryRange::of(verified), MemoryRange::of(fault)])?;
            let bytes = if record_bytes == 0 { &[] } else { array(records, record_bytes)? };
            let verified = output(verified)?;
            let key = if key.is_null() { None } else { Some(JournalKey(value(key)?.bytes)) };
            let start = if start.is_null() { JournalHead::START } else { *value(start)? };
            let expected = if expected.is_null() { None } else { Some(*value(expected)?) };
            match verify(bytes, key, start, expected) {
                Ok(found) => {
                    *verified = found;
                    Ok(())
                }
                Err(found) => {
                    if !fault.is_null() {
                        *output(fault)? = fault_of(&found, start.next);
                    }
                    Err(Failure::from(found))
                }
            }
        })
    }
}

fn fault_of(fault: &JournalFault, first: u64) -> CitygateJournalFault {
    let found = match fault.kind {
        JournalFaultKind::Version { found } => u64::from(found),
        JournalFaultKind::Sequence { found, .. } => found,
        JournalFaultKind::Incomplete { bytes } => bytes as u64,
        JournalFaultKind::Truncated { missing } => missing,
        JournalFaultKind::KeyNeeded
        | JournalFaultKind::NotKeyed
        | JournalFaultKind::Tag
        | JournalFaultKind::OtherHead => 0,
    };
    let expected = first.wrapping_add(fault.record);
    CitygateJournalFault { record: fault.record, offset: fault.offset, expected, found }
}

/// Reads a record. Its tag is not checked here: citygate_journal_verify does that.
///
/// record: the record.
/// entry: receives what it says.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION (not a record of version 1,
/// or of a kind or with codes that this library does not know); entry is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_journal_read(
    record: *const CitygateRecord,
    entry: *mut CitygateJournalEntry,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(record)], &[MemoryRange::of(entry)])?;
            let (record, entry) = (value(record)?, output(entry)?);
            let read = Record::read(&record.bytes).map_err(|_| ErrorStatus::JournalVersion)?;
            let (codes, numbers) = read.entry.write();
            *entry = CitygateJournalEntry {
                sequence: read.sequence,
                ms: read.stamp.instant.ms,
                wall_ms: read.stamp.wall_ms,
                numbers,
                gaps: read.stamp.instant.gaps,
                kind: read.entry.kind().code(),
                keyed: u8::from(read.keyed),
                reserved: 0,
                codes,
            };
            Ok(())
        })
    }
}

/// The head after a stored record, which is not verified here: what citygate_event_restore takes as stored.
///
/// record: the last record stored.
/// head: receives the head.
///
/// Returns CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _JOURNAL_VERSION; head is as it was then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_journal_head_after(
    record: *const CitygateRecord,
    head: *mut JournalHead,
) -> StatusCode {
    // SAFETY: the caller's promises are those of the pieces called.
    unsafe {
        run(core::ptr::null_mut(), || {
            check_apart(&[MemoryRange::of(record)], &[MemoryRange::of(head)])?;
            let (record, head) = (value(record)?, output(head)?);
            *head = JournalHead::after(&record.bytes).map_err(|_| ErrorStatus::JournalVersion)?;
            Ok(())
        })
    }
}
