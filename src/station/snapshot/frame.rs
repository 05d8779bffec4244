//! The frame of a snapshot, the same in every version: what says that it is one, and that it is whole.

use super::checksum::checksum;
use super::error::SnapshotError;
use crate::codec::{Reader, Writer};

/// A snapshot begins so.
const MAGIC: [u8; 8] = *b"citygate";
/// Magic, version, length, number.
pub(super) const HEAD_BYTES: usize = MAGIC.len() + 4 + 4 + 8;
/// The checksum.
pub(super) const TAIL_BYTES: usize = 4;
/// The version of what is in the frame.
pub(super) const VERSION: u32 = 1;

/// A snapshot that is whole.
pub(super) struct Frame<'b> {
    pub(super) version: u32,
    pub(super) number: u64,
    pub(super) body: &'b [u8],
}

impl<'b> Frame<'b> {
    /// Opens a snapshot of any version; what follows it does not matter.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Frame<'b>, SnapshotError> {
        let given = bytes.len();
        let head = bytes.get(..HEAD_BYTES).ok_or(SnapshotError::NoSnapshot)?;
        let mut head = Reader::new(head);
        if head.array() != MAGIC {
            return Err(SnapshotError::NoSnapshot);
        }
        let (version, length, number) = (head.u32(), head.u32(), head.u64());
        let whole = bytes.get(..length as usize).ok_or(SnapshotError::Incomplete { length, given })?;
        let (content, sealed) = whole.split_last_chunk().ok_or(SnapshotError::Damaged)?;
        let body = content.get(HEAD_BYTES..).ok_or(SnapshotError::Damaged)?;
        if checksum(content).to_le_bytes() != *sealed {
            return Err(SnapshotError::Damaged);
        }
        Ok(Frame { version, number, body })
    }
}

/// Puts a frame around what `write_body` writes. The bytes are those of the whole snapshot.
pub(super) fn enclose(bytes: &mut [u8], number: u64, write_body: impl FnOnce(&mut Writer<'_>)) {
    let length = bytes.len() as u32;
    let Some((content, seal)) = bytes.split_last_chunk_mut::<TAIL_BYTES>() else { return };
    let mut writer = Writer::new(content);
    writer.bytes(&MAGIC);
    writer.u32(VERSION);
    writer.u32(length);
    writer.u64(number);
    write_body(&mut writer);
    *seal = checksum(content).to_le_bytes();
}

/// The number of a snapshot of any version, if it is whole: whether a slot holds one, and which is the newer of two.
///
/// Complexity: one pass over the bytes. Reentrant.
///
/// # Errors
///
/// [`SnapshotError::NoSnapshot`], [`SnapshotError::Incomplete`], [`SnapshotError::Damaged`].
pub fn snapshot_number(bytes: &[u8]) -> Result<u64, SnapshotError> {
    Frame::open(bytes).map(|frame| frame.number)
}
