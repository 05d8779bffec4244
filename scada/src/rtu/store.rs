//! What survives a restart: two slots with snapshots, the state of the event, and the journal.
//!
//! A slot holds a snapshot and, behind it, the records that go into the journal next: whatever the snapshot knows of is on record
//! even if power fails between the two.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use citygate::event::{JournalHead, RECORD_LEN, Record, RecordBytes, SAVED_LEN};
use citygate::station::{SnapshotSlots, snapshot_number};
use citygate_drill::text::hex;
use crc::{CRC_32_ISO_HDLC, Crc};

/// At the end of a slot, over all that is before it.
const CHECK: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// A directory of an RTU's own. What is written to it is on the disk when a call returns.
pub struct Store {
    directory: PathBuf,
    slots: SnapshotSlots,
    journal: File,
    journal_records: u64,
}

/// What was found in a store.
pub struct Found {
    pub snapshot: Option<Vec<u8>>,
    pub event: Option<[u8; SAVED_LEN]>,
    pub records: Vec<RecordBytes>,
    /// How many of the records were in the snapshot's slot only.
    pub made_good: usize,
}

impl Store {
    /// Opens a directory, which is made if there is none. What a power cut left of a record at the journal's end is cut off, and
    /// records that the newest snapshot came with and the journal has not are appended.
    pub fn open(directory: &Path) -> io::Result<(Store, Found)> {
        fs::create_dir_all(directory)?;
        let slot = |name| read(&directory.join(name)).map(|bytes| bytes.as_deref().and_then(parts));
        let slots = [slot("snapshot-0")?, slot("snapshot-1")?];
        let number = |slot: &Option<Slot>| slot.as_ref().and_then(|(bytes, _)| snapshot_number(bytes).ok());
        let chosen = SnapshotSlots::of([number(&slots[0]), number(&slots[1])]);
        let newest = chosen.newest().and_then(|newest| slots.into_iter().nth(newest)).flatten();
        let (snapshot, pending) = newest.map_or((None, Vec::new()), |(own, records)| (Some(own), records));
        let event = read(&directory.join("event"))?.and_then(|bytes| bytes.try_into().ok());
        let journal = directory.join("station.journal");
        let mut journal =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(journal)?;
        let mut bytes = Vec::new();
        journal.read_to_end(&mut bytes)?;
        let (records, torn) = bytes.as_chunks::<RECORD_LEN>();
        if !torn.is_empty() {
            journal.set_len((records.len() * RECORD_LEN) as u64)?;
        }
        let missing = missing(records.len(), &pending);
        let journal_records = records.len() as u64;
        let mut store = Store { directory: directory.to_owned(), slots: chosen, journal, journal_records };
        store.append(missing)?;
        let records = [records, missing].concat();
        Ok((store, Found { snapshot, event, records, made_good: missing.len() }))
    }

    /// The number of the next snapshot.
    pub fn snapshot_number(&self) -> u64 {
        self.slots.number()
    }

    /// Writes a snapshot over the older of the two, with the records that are appended to the journal next.
    pub fn save_snapshot(&mut self, snapshot: &[u8], pending: &[RecordBytes]) -> io::Result<()> {
        let count = u32::try_from(pending.len()).map_err(io::Error::other)?;
        let mut bytes = [snapshot, pending.as_flattened(), &count.to_le_bytes()].concat();
        bytes.extend(CHECK.checksum(&bytes).to_le_bytes());
        let path = self.directory.join(format!("snapshot-{}", self.slots.next()));
        let is_new = !path.exists();
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.write_all(&bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_data()?;
        if is_new {
            sync_names(&self.directory)?;
        }
        self.slots.written();
        Ok(())
    }

    /// Appends records to the journal.
    pub fn append(&mut self, records: &[RecordBytes]) -> io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let end = self.journal_records * RECORD_LEN as u64;
        // After a write that failed in the middle, the next one goes over what it left.
        self.journal.seek(SeekFrom::Start(end))?;
        self.journal.write_all(records.as_flattened())?;
        self.journal.sync_data()?;
        self.journal_records += records.len() as u64;
        Ok(())
    }

    /// Keeps a text whose digest goes on record.
    pub fn keep_text(&self, digest: &[u8; 32], text: &str) -> io::Result<()> {
        let directory = self.directory.join("texts");
        fs::create_dir_all(&directory)?;
        sync_names(&self.directory)?;
        let mut file = File::create(directory.join(format!("{}.txt", hex(digest))))?;
        file.write_all(text.as_bytes())?;
        file.sync_data()?;
        sync_names(&directory)
    }

    /// Puts the state of the event in the place of the one before.
    pub fn save_event(&mut self, saved: &[u8; SAVED_LEN]) -> io::Result<()> {
        let (new, path) = (self.directory.join("event.new"), self.directory.join("event"));
        let mut file = File::create(&new)?;
        file.write_all(saved)?;
        file.sync_data()?;
        fs::rename(&new, &path)?;
        sync_names(&self.directory)
    }
}

/// A snapshot, and the records behind it.
type Slot = (Vec<u8>, Vec<RecordBytes>);

/// What a slot holds; nothing if it was not written to its end.
fn parts(bytes: &[u8]) -> Option<Slot> {
    let (rest, check) = bytes.split_last_chunk()?;
    if CHECK.checksum(rest) != u32::from_le_bytes(*check) {
        return None;
    }
    let (rest, count) = rest.split_last_chunk()?;
    let length = (u32::from_le_bytes(*count) as usize).checked_mul(RECORD_LEN)?;
    let (snapshot, records) = rest.split_at_checked(rest.len().checked_sub(length)?)?;
    Some((snapshot.to_vec(), records.as_chunks().0.to_vec()))
}

/// Those of the records that a journal of so many has not; none if others are missing before them.
fn missing(stored: usize, pending: &[RecordBytes]) -> &[RecordBytes] {
    let first = pending.first().and_then(|bytes| Record::read(bytes).ok());
    let first = first.and_then(|record| usize::try_from(record.sequence).ok());
    let known = first.and_then(|first| stored.checked_sub(first));
    known.and_then(|known| pending.get(known..)).unwrap_or_default()
}

/// The head of what is stored of a journal.
pub fn head(records: &[RecordBytes]) -> Option<JournalHead> {
    match records.last() {
        None => Some(JournalHead::START),
        Some(last) => JournalHead::after(last).ok(),
    }
}

/// A file that is new is on the disk when its name is.
fn sync_names(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
