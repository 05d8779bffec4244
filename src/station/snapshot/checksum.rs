//! CRC-32 as Ethernet and zip have it (ISO-HDLC): every cut and every single burst of up to 32 bits is found out.

use crc::{CRC_32_ISO_HDLC, Crc, Digest};

static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// The checksum of all of it.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    CRC.checksum(bytes)
}

/// A checksum over several pieces.
pub(super) fn begin() -> Digest<'static, u32> {
    CRC.digest()
}
