//! The samples of the trends in a file, so that a restart does not lose them: as many places as there can be samples, the oldest
//! written over. A sample that is cut off, or of other points, is none; the others stay.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crc::{CRC_32_ISO_HDLC, Crc};

use super::history::Sample;

const CHECK: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// Two times, whether it is measured, and the checksum.
const BESIDE_NUMBERS: usize = 8 + 8 + 4 + 4;

pub struct Ring {
    file: File,
    /// What the numbers are of; it goes into every checksum.
    names: String,
    count: usize,
    places: usize,
    next: usize,
}

impl Ring {
    /// Opens a ring of so many places for samples of so many numbers, and reads what is in it, the oldest first. Samples from
    /// after `now_ms` are of another state, and are left out.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or read.
    pub fn open(
        path: &Path,
        names: String,
        count: usize,
        places: usize,
        now_ms: u64,
    ) -> io::Result<(Ring, Vec<Sample>)> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut ring = Ring { file: file.try_clone()?, names, count, places: places.max(1), next: 0 };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let read = bytes.chunks_exact(ring.size()).take(ring.places).map(|bytes| ring.sample(bytes));
        let mut found: Vec<(usize, Sample)> =
            read.enumerate().filter_map(|(place, sample)| Some((place, sample?))).collect();
        found.retain(|(_, sample)| sample.now_ms <= now_ms);
        found.sort_by_key(|(_, sample)| sample.now_ms);
        ring.next = found.last().map_or(0, |(place, _)| place + 1) % ring.places;
        Ok((ring, found.into_iter().map(|(_, sample)| sample).collect()))
    }

    /// Writes a sample over the oldest. That it is on the disk at once is not worth the wait: there is one every half a minute.
    ///
    /// # Errors
    ///
    /// It cannot be written; the next one goes to the same place.
    pub fn push(&mut self, sample: &Sample) -> io::Result<()> {
        self.file.seek(SeekFrom::Start((self.next * self.size()) as u64))?;
        self.file.write_all(&self.bytes(sample))?;
        self.next = (self.next + 1) % self.places;
        Ok(())
    }

    fn size(&self) -> usize {
        BESIDE_NUMBERS + 4 * self.count
    }

    fn bytes(&self, sample: &Sample) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.size());
        bytes.extend(sample.now_ms.to_le_bytes());
        bytes.extend(sample.unix_ms.to_le_bytes());
        bytes.extend(u32::from(sample.is_measured).to_le_bytes());
        bytes.extend(sample.numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend(self.checksum(&bytes).to_le_bytes());
        bytes
    }

    fn sample(&self, bytes: &[u8]) -> Option<Sample> {
        let (rest, check) = bytes.split_last_chunk()?;
        if self.checksum(rest) != u32::from_le_bytes(*check) {
            return None;
        }
        let (now_ms, rest) = rest.split_first_chunk()?;
        let (unix_ms, rest) = rest.split_first_chunk()?;
        let (is_measured, rest) = rest.split_first_chunk()?;
        Some(Sample {
            now_ms: u64::from_le_bytes(*now_ms),
            unix_ms: u64::from_le_bytes(*unix_ms),
            is_measured: u32::from_le_bytes(*is_measured) == 1,
            numbers: rest.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect(),
        })
    }

    fn checksum(&self, bytes: &[u8]) -> u32 {
        let mut digest = CHECK.digest();
        digest.update(self.names.as_bytes());
        digest.update(bytes);
        digest.finalize()
    }
}
