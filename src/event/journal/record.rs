//! One record: its bytes, and the tag that ties it to the one before.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::entry::JournalEntry;
use crate::codec::{Reader, Writer};
use crate::event::clock::{ClockReading, Instant};

/// Length of a record in bytes.
pub const RECORD_LEN: usize = 120;

/// The bytes of a record.
pub type RecordBytes = [u8; RECORD_LEN];

/// The format written and read here.
pub(super) const VERSION: u8 = 1;

pub(super) const TAG_LEN: usize = 32;
pub(super) const BODY_LEN: usize = RECORD_LEN - TAG_LEN;

pub(super) const KEYED: u8 = 1;

/// A key that makes records impossible to forge for whoever does not have it: 32 bytes from a good source of
/// randomness. It is never shown: not by `Debug`, not in a log (`defmt`), and it cannot be serialized.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(transparent)]
pub struct JournalKey(pub [u8; 32]);

impl fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JournalKey(..)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for JournalKey {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "JournalKey(..)");
    }
}

/// Where a chain stands: how many records there are, and the tag of the last one. Whoever keeps a head can
/// tell whether the records before it are still those that it was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct JournalHead {
    /// The number of records before it, which is the next record's sequence number.
    pub next: u64,
    /// The tag of the last record; zeros when there is none.
    pub tag: [u8; 32],
}

impl JournalHead {
    /// Before the first record.
    pub const START: JournalHead = JournalHead { next: 0, tag: [0; TAG_LEN] };

    /// The head after a stored record, which is not verified here: to go on after a restart.
    ///
    /// # Errors
    ///
    /// [`RecordError::Version`].
    pub fn after(bytes: &RecordBytes) -> Result<JournalHead, RecordError> {
        let fields = Fields::read(bytes)?;
        Ok(JournalHead { next: fields.sequence.wrapping_add(1), tag: fields.tag })
    }
}

/// Why bytes are not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum RecordError {
    /// The record has another version than 1, or its fixed bytes are not what they have to be.
    Version {
        /// The version found.
        found: u8,
    },
    /// The kind of entry, or one of its codes, is not known.
    JournalEntry {
        /// The kind found.
        kind: u8,
    },
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordError::Version { found } => {
                write!(f, "not a record of version {VERSION}: its first byte is {found}")
            }
            RecordError::JournalEntry { kind } => write!(f, "an entry of kind {kind} with unknown codes"),
        }
    }
}

impl core::error::Error for RecordError {}

/// A record, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Record {
    /// Its sequence number, from 0.
    pub sequence: u64,
    /// When it was written.
    pub stamp: ClockReading,
    /// Whether the journal was kept with a key.
    pub keyed: bool,
    /// What it records.
    pub entry: JournalEntry,
}

impl Record {
    /// Reads a record. Its tag is not checked here; see [`super::verify`].
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub fn read(bytes: &RecordBytes) -> Result<Record, RecordError> {
        let fields = Fields::read(bytes)?;
        let entry = JournalEntry::read(fields.kind, fields.codes, fields.numbers)
            .ok_or(RecordError::JournalEntry { kind: fields.kind })?;
        Ok(Record { sequence: fields.sequence, stamp: fields.stamp, keyed: fields.keyed, entry })
    }
}

/// The fields of a record, whatever its entry.
pub(super) struct Fields {
    kind: u8,
    pub(super) keyed: bool,
    pub(super) sequence: u64,
    stamp: ClockReading,
    codes: [u8; 8],
    numbers: [u64; 6],
    pub(super) tag: [u8; TAG_LEN],
}

impl Fields {
    pub(super) fn read(bytes: &RecordBytes) -> Result<Fields, RecordError> {
        let [found, ..] = *bytes;
        Fields::read_known(bytes).ok_or(RecordError::Version { found })
    }

    fn read_known(bytes: &RecordBytes) -> Option<Fields> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8();
        let kind = reader.u8();
        let keyed = reader.u8();
        let reserved = reader.u8();
        if version != VERSION || keyed > KEYED || reserved != 0 {
            return None;
        }
        let gaps = reader.u32();
        let sequence = reader.u64();
        let instant = Instant { ms: reader.u64(), gaps };
        let stamp = ClockReading { instant, wall_ms: reader.u64() };
        let codes = reader.array();
        let mut numbers = [0; 6];
        for number in &mut numbers {
            *number = reader.u64();
        }
        let tag = reader.array();
        Some(Fields { kind, keyed: keyed == KEYED, sequence, stamp, codes, numbers, tag })
    }
}

/// Makes the record that follows a head, and the head after it.
pub(super) fn make(
    head: &JournalHead,
    key: Option<&JournalKey>,
    stamp: ClockReading,
    entry: &JournalEntry,
) -> (RecordBytes, JournalHead) {
    let (codes, numbers) = entry.write();
    let mut bytes = [0; RECORD_LEN];
    let mut writer = Writer::new(&mut bytes);
    writer.u8(VERSION);
    writer.u8(entry.kind().code());
    writer.u8(if key.is_some() { KEYED } else { 0 });
    writer.u8(0);
    writer.u32(stamp.instant.gaps);
    writer.u64(head.next);
    writer.u64(stamp.instant.ms);
    writer.u64(stamp.wall_ms);
    writer.bytes(&codes);
    for number in numbers {
        writer.u64(number);
    }
    let tag = tag_of(&head.tag, &bytes, key);
    if let Some(place) = bytes.last_chunk_mut() {
        *place = tag;
    }
    (bytes, JournalHead { next: head.next.wrapping_add(1), tag })
}

/// The tag that a record has to have after a record with the tag `previous`.
pub(super) fn tag_of(
    previous: &[u8; TAG_LEN],
    bytes: &RecordBytes,
    key: Option<&JournalKey>,
) -> [u8; TAG_LEN] {
    let body: &[u8; BODY_LEN] = bytes.first_chunk().unwrap_or(&[0; BODY_LEN]);
    seal(key, &[previous, body])
}

/// HMAC-SHA-256 with a key, SHA-256 without one, over the parts one after the other.
pub(in crate::event) fn seal(key: Option<&JournalKey>, parts: &[&[u8]]) -> [u8; TAG_LEN] {
    match key {
        Some(JournalKey(key)) => {
            // A key shorter than a block is padded with zeros (FIPS 198-1): the whole block cannot be refused.
            let mut block = [0; 64];
            for (place, byte) in block.iter_mut().zip(key) {
                *place = *byte;
            }
            let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
            for part in parts {
                mac.update(part);
            }
            mac.finalize().into_bytes().into()
        }
        None => {
            let mut hash = Sha256::new();
            for part in parts {
                hash.update(part);
            }
            hash.finalize().into()
        }
    }
}

/// SHA-256 of a text or a file that belongs to a record and is stored elsewhere: a notification, a report
/// sent.
///
/// Linear in the length; reentrant.
pub fn content_digest(content: &[u8]) -> [u8; 32] {
    seal(None, &[content])
}
