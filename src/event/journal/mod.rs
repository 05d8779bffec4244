//! The journal: what was received, decided, confirmed and reported, so that it cannot be altered unnoticed.
//!
//! Source: the plan, §4.2 forbids late, false, concealed and incomplete reports, and §4.1 wants every confirmation
//! recorded; so does [`super::EventSession`], which writes here.
//!
//! # How it is kept
//!
//! Records have a fixed length and go into a ring of the caller's memory. The caller stores the oldest ones
//! ([`Journal::pending`], then [`Journal::release`]) wherever they are safe. When the ring is full, new entries
//! are not taken: they are counted, and as soon as there is room the journal itself says how many were lost and
//! between which times ([`JournalEntry::Lost`]).
//!
//! # Record format, version 1
//!
//! [`RECORD_LEN`] bytes, numbers little endian:
//!
//! | offset | bytes | field |
//! |---|---|---|
//! | 0 | 1 | version, 1 |
//! | 1 | 1 | kind of entry, see [`JournalEntryKind`] |
//! | 2 | 1 | 1 when the journal is kept with a key, else 0 |
//! | 3 | 1 | 0 |
//! | 4 | 4 | gaps of the clock ([`super::Instant::gaps`]) |
//! | 8 | 8 | sequence number, from 0, without holes |
//! | 16 | 8 | time in ms ([`super::Instant::ms`]) |
//! | 24 | 8 | wall clock, Unix time in ms, 0 without one |
//! | 32 | 8 | codes of the entry |
//! | 40 | 48 | six numbers of the entry |
//! | 88 | 32 | tag |
//!
//! What the codes and numbers mean for each kind stands with [`JournalEntryKind`].
//!
//! # The chain
//!
//! The tag is SHA-256 (FIPS 180-4) over the tag of the record before it (32 zero bytes for the first) and the
//! record's bytes 0 … 87; with a key it is HMAC-SHA-256 (FIPS 198-1) over the same. The implementations are those
//! of the RustCrypto project: no_std, in wide use, and free of panics in a small build. A small controller builds
//! with `RUSTFLAGS='--cfg sha2_backend_soft="compact"'`: verifying then takes 4.4 KB of a Cortex-M4's flash
//! instead of 11.0 KB.
//!
//! What it gives, and what not:
//!
//! * **Without a key** anybody can compute a chain. Altering, removing, repeating or swapping records is detected
//!   only if the head ([`Journal::head`]: the number of records and the last tag) is kept where whoever alters the
//!   records cannot alter it: printed, read out by telephone, sent with each report.
//! * **With a key** nobody without the key can make a record that verifies. Cutting records off the end is still
//!   invisible unless a head kept elsewhere tells how many there were. Whoever has the key can rewrite everything,
//!   so it belongs to an auditor as well as to the station, and to nobody else.
//! * Neither proves that what was recorded was true.

pub(super) mod entry;
pub(super) mod fields;
pub(super) mod graded;
pub(super) mod kind;
pub(super) mod record;
pub(super) mod ring;
pub(super) mod verify;

pub use entry::{ClockEntry, JournalEntry};
pub use graded::GradedEntry;
pub use kind::JournalEntryKind;
pub use record::{JournalHead, JournalKey, RECORD_LEN, Record, RecordBytes, RecordError, content_digest};
pub use ring::{Journal, JournalError};
pub use verify::{JournalFault, JournalFaultKind, VerifiedJournal, Verifier, verify};
