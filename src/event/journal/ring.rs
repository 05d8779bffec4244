//! The ring of records that waits to be stored.

use core::fmt;

use super::entry::JournalEntry;
use super::record::{JournalHead, JournalKey, RecordBytes, make};
use crate::event::clock::{ClockReading, Instant};

const MOST_RECORDS: u32 = 0x8000_0000;

/// Why the journal did not take a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum JournalError {
    /// The ring holds fewer than two records, or more than 2³¹.
    RingLength {
        /// How many it holds.
        given: usize,
    },
    /// The ring is not the one with which the journal was opened: it has another length.
    OtherRing {
        /// How many records the journal's ring holds.
        expected: usize,
        /// How many this one holds.
        given: usize,
    },
    /// The ring is full. The entry is lost, counted, and the journal will say so.
    Full {
        /// How many entries are lost since the ring has been full.
        lost: u64,
    },
    /// More records are released than the ring holds. Nothing was released.
    TooManyReleased {
        /// How many it holds.
        held: usize,
    },
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::RingLength { given } => {
                write!(f, "a ring of {given} records; give it at least 2 and at most 2147483648")
            }
            JournalError::OtherRing { expected, given } => {
                write!(f, "a ring of {given} records, but the journal was opened with one of {expected}")
            }
            JournalError::Full { lost } => {
                write!(f, "the ring is full and {lost} entries are lost; store and release records")
            }
            JournalError::TooManyReleased { held } => {
                write!(f, "the ring holds {held} records; no more can be released")
            }
        }
    }
}

impl core::error::Error for JournalError {}

/// The entries lost while the ring was full: how many, the first and the last.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
struct Loss {
    count: u64,
    first_ms: u64,
    first_wall_ms: u64,
    last_ms: u64,
    last_wall_ms: u64,
    first_gaps: u32,
    last_gaps: u32,
}

impl Loss {
    fn add(&mut self, at: ClockReading) {
        let ClockReading { instant: Instant { ms, gaps }, wall_ms } = at;
        if self.count == 0 {
            (self.first_ms, self.first_gaps, self.first_wall_ms) = (ms, gaps, wall_ms);
        }
        (self.last_ms, self.last_gaps, self.last_wall_ms) = (ms, gaps, wall_ms);
        self.count = self.count.saturating_add(1);
    }

    fn entry(&self) -> JournalEntry {
        let reading = |ms, gaps, wall_ms| ClockReading { instant: Instant { ms, gaps }, wall_ms };
        JournalEntry::Lost {
            count: self.count,
            first: reading(self.first_ms, self.first_gaps, self.first_wall_ms),
            last: reading(self.last_ms, self.last_gaps, self.last_wall_ms),
        }
    }
}

/// Writes the chain of records into a ring of the caller's memory, which goes with every call so that the
/// journal itself is a plain value.
///
/// Fixed size, no heap. A record costs one hash of 120 bytes: three rounds of SHA-256, with a key six. Not
/// reentrant for one journal.
///
/// ```
/// use citygate::event::{
///     Clock, JournalEntry, JournalHead, Journal, JournalError, RECORD_LEN, VerifiedJournal, verify,
/// };
///
/// let now = Clock::start(0, 0).now();
/// let mut ring = [[0; RECORD_LEN]; 2];
/// let mut journal = Journal::open(&mut ring, JournalHead::START, None, now, 42, 0, 0)?;
/// journal.append(&mut ring, now, &JournalEntry::Note { code: 1, numbers: [0; 5] })?;
/// let overflow = journal.append(&mut ring, now, &JournalEntry::Note { code: 2, numbers: [0; 5] });
/// assert_eq!(overflow, Err(JournalError::Full { lost: 1 }));
///
/// let mut stored = journal.pending(&ring)?.0.as_flattened().to_vec();
/// journal.release(&mut ring, now, 2)?; // now the journal says that an entry was lost
/// stored.extend_from_slice(journal.pending(&ring)?.0.as_flattened());
/// let verified = verify(&stored, None, JournalHead::START, Some(journal.head())).expect("an intact chain");
/// assert_eq!((verified.records, verified.lost), (3, 1));
/// # Ok::<(), JournalError>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Journal {
    head: JournalHead,
    /// Where the records end that were given up.
    released: JournalHead,
    loss: Loss,
    /// Zeros without a key.
    key: JournalKey,
    is_keyed: u8,
    reserved: [u8; 3],
    /// Records that the ring holds.
    capacity: u32,
    /// Index of the oldest record.
    oldest: u32,
    /// Records in the ring.
    count: u32,
}

impl Journal {
    /// Opens a journal on an empty ring and writes [`JournalEntry::Opened`].
    ///
    /// `head` is [`JournalHead::START`] for a new journal; after a restart it is the head of what is stored
    /// ([`JournalHead::after`] the last stored record). `station` is the caller's number for the station.
    /// `undelivered` is the number of records that are known to have been made and were never stored: those
    /// in the ring at a power failure. A caller that saves [`Journal::head`] finds it as the difference of the
    /// saved and the stored [`JournalHead::next`]. `restarts` is how many times the journal was gone on with, this time
    /// included: 0 for a new one.
    ///
    /// # Errors
    ///
    /// [`JournalError::RingLength`].
    pub fn open(
        ring: &mut [RecordBytes],
        head: JournalHead,
        key: Option<JournalKey>,
        now: ClockReading,
        station: u64,
        undelivered: u64,
        restarts: u32,
    ) -> Result<Journal, JournalError> {
        let given = ring.len();
        let capacity = match u32::try_from(given) {
            Ok(capacity @ 2..=MOST_RECORDS) => capacity,
            _ => return Err(JournalError::RingLength { given }),
        };
        let mut journal = Journal { capacity, ..Journal::without_ring(head, key, 0) };
        journal.append(ring, now, &JournalEntry::Opened { station, undelivered, restarts })?;
        Ok(journal)
    }

    /// Writes an entry and returns its sequence number.
    ///
    /// # Errors
    ///
    /// [`JournalError::Full`]: the entry is lost and counted; [`JournalError::OtherRing`]: nothing was done.
    pub fn append(
        &mut self,
        ring: &mut [RecordBytes],
        now: ClockReading,
        entry: &JournalEntry,
    ) -> Result<u64, JournalError> {
        self.append_leaving(ring, now, entry, 0)
    }

    /// Writes an entry only if at least `reserve` places stay free after it, for entries that matter more;
    /// otherwise it is lost and counted like one for which the ring is full.
    ///
    /// # Errors
    ///
    /// As [`Journal::append`].
    pub fn append_leaving(
        &mut self,
        ring: &mut [RecordBytes],
        now: ClockReading,
        entry: &JournalEntry,
        reserve: usize,
    ) -> Result<u64, JournalError> {
        self.check(ring)?;
        if self.room() <= reserve {
            self.loss.add(now);
            return Err(JournalError::Full { lost: self.loss.count });
        }
        let sequence = self.head.next;
        let (bytes, head) = make(&self.head, self.key(), now, entry);
        if let Some(place) = ring.get_mut(self.index(self.count)) {
            *place = bytes;
        }
        self.count += 1;
        self.head = head;
        Ok(sequence)
    }

    /// How many records the ring holds in all.
    pub const fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// How many more entries fit.
    pub const fn room(&self) -> usize {
        self.capacity.saturating_sub(self.count) as usize
    }

    /// How many entries are lost and not yet recorded as lost.
    pub const fn lost(&self) -> u64 {
        self.loss.count
    }

    /// Where the chain stands, records still in the ring included.
    pub const fn head(&self) -> JournalHead {
        self.head
    }

    /// Where the records end that were given up, as stored: those from [`JournalHead::next`] on wait in the ring.
    pub const fn released(&self) -> JournalHead {
        self.released
    }

    /// The records that wait to be stored, the oldest first: those of the first slice, then those of the second.
    ///
    /// # Errors
    ///
    /// [`JournalError::OtherRing`].
    pub fn pending<'r>(
        &self,
        ring: &'r [RecordBytes],
    ) -> Result<(&'r [RecordBytes], &'r [RecordBytes]), JournalError> {
        self.check(ring)?;
        let oldest = self.oldest as usize;
        let to_end = self.room_to_end().min(self.count) as usize;
        let wrapped = self.count as usize - to_end;
        let first = ring.get(oldest..oldest + to_end).unwrap_or(&[]);
        let second = ring.get(..wrapped).unwrap_or(&[]);
        Ok((first, second))
    }

    /// Gives up the oldest records, which the caller has stored. If entries were lost, the journal writes that
    /// down now ([`JournalEntry::Lost`]), at the time `now`.
    ///
    /// # Errors
    ///
    /// [`JournalError::TooManyReleased`], [`JournalError::OtherRing`]; nothing was done.
    pub fn release(
        &mut self,
        ring: &mut [RecordBytes],
        now: ClockReading,
        records: usize,
    ) -> Result<(), JournalError> {
        self.check(ring)?;
        let held = self.count as usize;
        let Some(released) = u32::try_from(records).ok().filter(|released| *released <= self.count) else {
            return Err(JournalError::TooManyReleased { held });
        };
        if let Some(last) = released.checked_sub(1).and_then(|last| ring.get(self.index(last))) {
            // What the journal itself wrote into the ring is a record.
            self.released = JournalHead::after(last).unwrap_or(self.released);
        }
        self.oldest = self.index(released) as u32;
        self.count -= released;
        if self.loss.count > 0 && released > 0 {
            let lost = self.loss.entry();
            self.loss = Loss::default();
            self.append(ring, now, &lost)?;
        }
        Ok(())
    }

    /// A journal without a ring, which has so far come to this head, all of it given up, and has lost so many entries.
    pub(crate) fn without_ring(head: JournalHead, key: Option<JournalKey>, lost: u64) -> Journal {
        Journal {
            head,
            released: head,
            loss: Loss { count: lost, ..Loss::default() },
            key: key.unwrap_or(JournalKey([0; 32])),
            is_keyed: u8::from(key.is_some()),
            reserved: [0; 3],
            capacity: 0,
            oldest: 0,
            count: 0,
        }
    }

    /// The key, if the journal is kept with one.
    pub(crate) const fn key(&self) -> Option<&JournalKey> {
        if self.is_keyed == 0 { None } else { Some(&self.key) }
    }

    /// Whether the fields are what one of the functions here leaves.
    pub(crate) fn is_sound(&self) -> bool {
        self.is_keyed <= 1 && self.reserved == [0; 3] && self.is_ring()
    }

    /// The place of the record so many after the oldest one.
    const fn index(&self, offset: u32) -> usize {
        let to_end = self.room_to_end();
        (if offset < to_end { self.oldest + offset } else { offset - to_end }) as usize
    }

    const fn room_to_end(&self) -> u32 {
        self.capacity - self.oldest
    }

    /// Whether the oldest record and those after it are in the ring; they always are, unless memory is damaged.
    const fn is_ring(&self) -> bool {
        matches!(self.capacity, 2..=MOST_RECORDS)
            && self.oldest < self.capacity
            && self.count <= self.capacity
    }

    pub(in crate::event) fn check(&self, ring: &[RecordBytes]) -> Result<(), JournalError> {
        let expected = self.capacity as usize;
        if ring.len() == expected && self.is_ring() {
            Ok(())
        } else {
            Err(JournalError::OtherRing { expected, given: ring.len() })
        }
    }
}
