//! What survives a restart: two slots with snapshots, the state of the event, and the journal.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use citygate::event::{JournalHead, RECORD_LEN, RecordBytes, SAVED_LEN};
use citygate::station::{SnapshotSlots, snapshot_number};
use citygate_drill::text::hex;

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
}

impl Store {
    /// Opens a directory, which is made if there is none. What a power cut left of a record at the journal's end is cut off.
    pub fn open(directory: &Path) -> io::Result<(Store, Found)> {
        fs::create_dir_all(directory)?;
        let slots = [read(&directory.join("snapshot-0"))?, read(&directory.join("snapshot-1"))?];
        let number = |slot: &Option<Vec<u8>>| slot.as_deref().and_then(|bytes| snapshot_number(bytes).ok());
        let chosen = SnapshotSlots::of([number(&slots[0]), number(&slots[1])]);
        let snapshot = chosen.newest().and_then(|newest| slots.into_iter().nth(newest)).flatten();
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
        journal.seek(SeekFrom::End(0))?;
        let found = Found { snapshot, event, records: records.to_vec() };
        let journal_records = found.records.len() as u64;
        Ok((Store { directory: directory.to_owned(), slots: chosen, journal, journal_records }, found))
    }

    /// The number of the next snapshot.
    pub fn snapshot_number(&self) -> u64 {
        self.slots.number()
    }

    /// Writes a snapshot over the older of the two.
    pub fn save_snapshot(&mut self, bytes: &[u8]) -> io::Result<()> {
        let path = self.directory.join(format!("snapshot-{}", self.slots.next()));
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_data()?;
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
        let mut file = File::create(directory.join(format!("{}.txt", hex(digest))))?;
        file.write_all(text.as_bytes())?;
        file.sync_data()
    }

    /// Puts the state of the event in the place of the one before.
    pub fn save_event(&mut self, saved: &[u8; SAVED_LEN]) -> io::Result<()> {
        let (new, path) = (self.directory.join("event.new"), self.directory.join("event"));
        let mut file = File::create(&new)?;
        file.write_all(saved)?;
        file.sync_data()?;
        fs::rename(&new, &path)?;
        File::open(&self.directory)?.sync_all()
    }
}

/// The head of what is stored of a journal.
pub fn head(records: &[RecordBytes]) -> Option<JournalHead> {
    match records.last() {
        None => Some(JournalHead::START),
        Some(last) => JournalHead::after(last).ok(),
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
