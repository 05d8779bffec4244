//! Finds the first fault in stored records.

use core::fmt;

use super::entry::JournalEntry;
use super::record::{Fields, JournalHead, JournalKey, RECORD_LEN, Record, RecordBytes, RecordError, tag_of};

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum JournalFaultKind {
    /// It is not a record of this version.
    Version {
        /// The version found.
        found: u8,
    },
    /// Its sequence number is not the next one: larger when records were removed before it, smaller when it is
    /// repeated, either when it was moved.
    Sequence {
        /// The sequence number that has to come here.
        expected: u64,
        /// The one found.
        found: u64,
    },
    /// The journal was kept with a key, and none is given.
    KeyNeeded,
    /// A key is given, and the record was written without one.
    NotKeyed,
    /// Its tag does not follow from its content, the record before it and the key: it, or what comes before it,
    /// was altered; or the key is another.
    Tag,
    /// The stream ends within the record.
    Incomplete {
        /// How many of its bytes there are.
        bytes: usize,
    },
    /// Records are missing at the end: the head given counts more.
    Truncated {
        /// How many are missing.
        missing: u64,
    },
    /// The chain is sound, but not the one that the head given was made of.
    OtherHead,
}

impl From<RecordError> for JournalFaultKind {
    fn from(error: RecordError) -> JournalFaultKind {
        match error {
            RecordError::Version { found } => JournalFaultKind::Version { found },
            RecordError::JournalEntry { kind } => JournalFaultKind::Version { found: kind },
        }
    }
}

/// The first fault in a stream of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct JournalFault {
    /// The record, counted in the stream from 0.
    pub record: u64,
    /// Where it begins in the stream, in bytes.
    pub offset: u64,
    /// What is wrong with it.
    pub kind: JournalFaultKind,
}

impl JournalFault {
    /// The same fault, where so many records come before these.
    #[cfg(feature = "ffi")]
    pub(crate) const fn after(self, records: u64) -> JournalFault {
        let offset = self.offset.saturating_add(records.saturating_mul(RECORD_LEN as u64));
        JournalFault { record: self.record.saturating_add(records), offset, kind: self.kind }
    }
}

impl fmt::Display for JournalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} at byte {}: ", self.record, self.offset)?;
        match self.kind {
            JournalFaultKind::Version { found } => {
                write!(f, "not a record of version 1 (first byte {found})")
            }
            JournalFaultKind::Sequence { expected, found } if found > expected => {
                write!(f, "number {found} instead of {expected}: records were removed or moved")
            }
            JournalFaultKind::Sequence { expected, found } => {
                write!(f, "number {found} instead of {expected}: a record is repeated or moved")
            }
            JournalFaultKind::KeyNeeded => f.write_str("the journal was kept with a key; give the key"),
            JournalFaultKind::NotKeyed => f.write_str("written without a key, though one is given"),
            JournalFaultKind::Tag => f.write_str("the tag is wrong: altered, or another key"),
            JournalFaultKind::Incomplete { bytes } => {
                write!(f, "the stream ends after {bytes} of its {RECORD_LEN} bytes")
            }
            JournalFaultKind::Truncated { missing } => write!(f, "{missing} records are missing at the end"),
            JournalFaultKind::OtherHead => f.write_str("the records are not those of the head given"),
        }
    }
}

impl core::error::Error for JournalFault {}

/// What a sound stream of records holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct VerifiedJournal {
    /// How many records.
    pub records: u64,
    /// How many entries the journal itself says were lost, in the ring or at a restart.
    pub lost: u64,
    /// The head after the last record: keep it, or compare it with one that was kept.
    pub head: JournalHead,
}

/// Verifies a stream of records that comes in pieces of any length. Holds one record; no heap.
#[derive(Clone, Debug)]
pub struct Verifier {
    key: Option<JournalKey>,
    expected: Option<JournalHead>,
    start: u64,
    head: JournalHead,
    partial: RecordBytes,
    filled: usize,
    records: u64,
    lost: u64,
    fault: Option<JournalFault>,
}

impl Verifier {
    /// Begins after `start`: [`JournalHead::START`], or the head of the file before when a journal is stored in
    /// several. `expected` is a head that was kept elsewhere, if there is one: not before `start`; the stream may go
    /// on beyond it. Where it is the very place where the stream begins, it has to be `start`.
    pub fn new(key: Option<JournalKey>, start: JournalHead, expected: Option<JournalHead>) -> Verifier {
        let mut verifier = Verifier {
            key,
            expected,
            start: start.next,
            head: start,
            partial: [0; RECORD_LEN],
            filled: 0,
            records: 0,
            lost: 0,
            fault: None,
        };
        verifier.fault = verifier.compare_head().err().map(|kind| verifier.fault_here(kind));
        verifier
    }

    /// Takes the next piece of the stream. Linear in its length.
    ///
    /// # Errors
    ///
    /// The first [`JournalFault`]; the same again on every later call.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), JournalFault> {
        while self.fault.is_none() {
            let wanted = RECORD_LEN - self.filled;
            let (now, rest) = bytes.split_at_checked(wanted).unwrap_or((bytes, &[]));
            for (place, byte) in self.partial.iter_mut().skip(self.filled).zip(now) {
                *place = *byte;
            }
            self.filled += now.len();
            if self.filled < RECORD_LEN {
                break;
            }
            bytes = rest;
            self.filled = 0;
            match self.check() {
                Ok(()) => self.records += 1,
                Err(kind) => self.fault = Some(self.fault_here(kind)),
            }
        }
        self.fault.map_or(Ok(()), Err)
    }

    /// Ends the stream.
    ///
    /// # Errors
    ///
    /// The first [`JournalFault`], an incomplete last record and records missing at the end included.
    pub fn finish(self) -> Result<VerifiedJournal, JournalFault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if self.filled > 0 {
            return Err(self.fault_here(JournalFaultKind::Incomplete { bytes: self.filled }));
        }
        if let Some(expected) = self.expected {
            if expected.next > self.head.next {
                return Err(
                    self.fault_here(JournalFaultKind::Truncated { missing: expected.next - self.head.next })
                );
            }
            if expected.next < self.start {
                return Err(self.fault_here(JournalFaultKind::OtherHead));
            }
        }
        Ok(VerifiedJournal { records: self.records, lost: self.lost, head: self.head })
    }

    fn check(&mut self) -> Result<(), JournalFaultKind> {
        let fields = Fields::read(&self.partial).map_err(JournalFaultKind::from)?;
        if fields.sequence != self.head.next {
            return Err(JournalFaultKind::Sequence { expected: self.head.next, found: fields.sequence });
        }
        match (&self.key, fields.keyed) {
            (None, true) => return Err(JournalFaultKind::KeyNeeded),
            (Some(_), false) => return Err(JournalFaultKind::NotKeyed),
            _ => {}
        }
        if tag_of(&self.head.tag, &self.partial, self.key.as_ref()) != fields.tag {
            return Err(JournalFaultKind::Tag);
        }
        match Record::read(&self.partial).map(|record| record.entry) {
            Ok(JournalEntry::Lost { count, .. }) => self.lost = self.lost.saturating_add(count),
            Ok(JournalEntry::Opened { undelivered, .. }) => self.lost = self.lost.saturating_add(undelivered),
            // Kinds of a later library are sound records too.
            Ok(_) | Err(_) => {}
        }
        self.head = JournalHead { next: self.head.next.wrapping_add(1), tag: fields.tag };
        self.compare_head()
    }

    /// Where the expected head belongs, the chain has to have its tag.
    fn compare_head(&self) -> Result<(), JournalFaultKind> {
        match self.expected {
            Some(expected) if expected.next == self.head.next && expected.tag != self.head.tag => {
                Err(JournalFaultKind::OtherHead)
            }
            _ => Ok(()),
        }
    }

    fn fault_here(&self, kind: JournalFaultKind) -> JournalFault {
        JournalFault { record: self.records, offset: self.records * RECORD_LEN as u64, kind }
    }
}

/// Verifies records that are all in memory. See [`Verifier`] for the parameters.
///
/// # Errors
///
/// The first [`JournalFault`].
pub fn verify(
    bytes: &[u8],
    key: Option<JournalKey>,
    start: JournalHead,
    expected: Option<JournalHead>,
) -> Result<VerifiedJournal, JournalFault> {
    let mut verifier = Verifier::new(key, start, expected);
    verifier.push(bytes)?;
    verifier.finish()
}
