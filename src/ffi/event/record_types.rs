//! Structures of reports and records as C sees them.

use super::super::memory::AnyBytes;
use core::ffi::c_char;
use zerocopy::FromBytes;

/// SHA-256 of a text or file that belongs to a record and is stored elsewhere.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateDigest {
    /// The digest; all zero says that there is none.
    pub bytes: [u8; 32],
}

/// A key that makes records impossible to forge for whoever does not have it: from a good source of randomness.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateJournalKey {
    /// The key.
    pub bytes: [u8; 32],
}

/// A record of the journal, to be stored as it is.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateRecord {
    /// The record. The format is stated in the library's documentation of the journal.
    pub bytes: [u8; 120],
}

/// What a record says.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateJournalEntry {
    /// The record's number, from 0 without holes.
    pub sequence: u64,
    /// When it was written, on the station's time line.
    pub ms: u64,
    /// What the wall clock showed then: Unix time in ms, or CITYGATE_WALL_UNKNOWN.
    pub wall_ms: u64,
    /// n0 to n5: see CITYGATE_JOURNAL_ENTRY_KIND_.... A signatory holds its division in the upper and its person in the
    /// lower 32 bits; a digest is four little-endian numbers.
    pub numbers: [u64; 6],
    /// Gaps of the time line before it.
    pub gaps: u32,
    /// One of CITYGATE_JOURNAL_ENTRY_KIND_....
    pub kind: u8,
    /// 1: the journal is kept with a key.
    pub keyed: u8,
    /// 0.
    pub reserved: u16,
    /// c0 to c7: see CITYGATE_JOURNAL_ENTRY_KIND_.... Absent codes are CITYGATE_NONE or CITYGATE_ABSENT.
    pub codes: [u8; 8],
}

/// The first fault in a piece of a journal.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateJournalFault {
    /// The record, counted in the piece from 0.
    pub record: u64,
    /// Where it begins in the piece, in bytes.
    pub offset: u64,
    /// The sequence number that has to come here.
    pub expected: u64,
    /// _SEQUENCE: the sequence number found. _VERSION: the version or kind found. _INCOMPLETE: how many bytes of the
    /// record there are. _TRUNCATED: how many records are missing. Otherwise 0.
    pub found: u64,
}

/// A report: the plan's items in the caller's words, and what the engine knows. Memory set to zero is a valid report
/// in which everything is missing; PERMILLE_UNKNOWN leaves the imbalance out.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CitygateReport {
    /// The texts by CITYGATE_REPORT_ITEM_..., UTF-8, no terminating NUL needed; may be NULL where the length is 0.
    pub texts: [*const c_char; 13],
    /// Their lengths in bytes; 0: missing.
    pub text_lengths: [u32; 13],
    /// The report's number in the event: 1 is the first report, larger ones are follow-ups.
    pub number: u32,
    /// The imbalance in thousandths, or CITYGATE_PERMILLE_UNKNOWN.
    pub imbalance_permille: u16,
    /// The event's grade, CITYGATE_GRADE_..., or CITYGATE_NONE.
    pub grade: u8,
    /// The level of the response in force, CITYGATE_RESPONSE_LEVEL_..., or CITYGATE_NONE.
    pub level: u8,
    /// What makes the event sensitive, as bits CITYGATE_SENSITIVITY_....
    pub sensitivity: u8,
    /// To whom the report goes, as bits CITYGATE_RECIPIENT_....
    pub recipients: u8,
    /// 1: the final report (终报), at the end of the event; otherwise 0.
    pub is_final: u8,
    /// 0.
    pub reserved: u8,
}

// SAFETY: pointers and whole numbers; a pointer is followed only after it is checked.
unsafe impl AnyBytes for CitygateReport {}
