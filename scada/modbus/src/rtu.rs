//! On a serial line (RTU): unit, protocol data unit, CRC-16 (V1.02 §2.3, §2.5.1).
//!
//! A frame ends with a silence of 3.5 characters, which a timer of the firmware finds: of 11 bits each up to 19,200 bit/s,
//! 1,750 µs above (§2.5.1.1). A [`Receiver`] takes the bytes, and [`answer`] makes the response.
//!
//! While it sends, a unit must not listen: it would take its own response for a request.

use core::fmt;

use crc::{CRC_16_MODBUS, Crc};

use crate::pdu::{self, Map};

/// The longest frame, in bytes (§2.3).
pub const LONGEST_FRAME: usize = 256;

/// A unit, a function code and a checksum.
const SHORTEST_FRAME: usize = 4;

/// The unit that is all units (广播, §2.2).
pub const BROADCAST: u8 = 0;

static CRC: Crc<u16> = Crc::<u16>::new(&CRC_16_MODBUS);

/// Why a frame is not answered, whoever it was for: count these, and leave it at that (§2.5.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// It has fewer than 4 bytes, or more than 256.
    Length,
    /// Its checksum is wrong.
    Checksum,
}

impl fmt::Display for FrameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Length => "a frame has 4 to 256 bytes",
            Self::Checksum => "the checksum of the frame is wrong",
        })
    }
}

impl core::error::Error for FrameError {}

/// The unit and the protocol data unit of a frame.
pub fn open(frame: &[u8]) -> Result<(u8, &[u8]), FrameError> {
    if !(SHORTEST_FRAME..=LONGEST_FRAME).contains(&frame.len()) {
        return Err(FrameError::Length);
    }
    let (summed, sum) = frame.split_last_chunk().ok_or(FrameError::Length)?;
    if CRC.checksum(summed) != u16::from_le_bytes(*sum) {
        return Err(FrameError::Checksum);
    }
    let (&unit, pdu) = summed.split_first().ok_or(FrameError::Length)?;
    Ok((unit, pdu))
}

/// How long a request is that begins like this; nothing as long as that cannot be said: it takes two bytes, and seven for
/// functions 15 and 16. Nothing either for functions that [`pdu::answer`] does not have, and for what is longer than a frame.
pub fn request_length(frame: &[u8]) -> Option<usize> {
    let length = match *frame {
        [_, 1..=6, ..] => 8,
        [_, 15 | 16, _, _, _, _, byte_count, ..] => 9 + usize::from(byte_count),
        _ => return None,
    };
    (length <= LONGEST_FRAME).then_some(length)
}

/// Answers a frame as this unit (1 to 247); returns how many bytes of `reply` are the response.
///
/// Zero, which is no response, to what is for another unit, to what [`crate::answer`] does not respond to, and to a broadcast:
/// of that, writes are carried out, and the rest is ignored (§2.1). A frame for this unit that is longer or shorter than its
/// function wants, with the right checksum, is answered with exception 3.
pub fn answer(
    frame: &[u8],
    unit: u8,
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_FRAME],
) -> Result<usize, FrameError> {
    let (to, pdu) = open(frame)?;
    let is_broadcast = to == BROADCAST;
    if !is_broadcast && to != unit || is_broadcast && !pdu::writes(pdu) {
        return Ok(0);
    }
    let [first, response @ .., _, _] = reply;
    let count = pdu::answer(pdu, map, response);
    if is_broadcast || count == 0 {
        return Ok(0);
    }
    *first = unit;
    // At most 254.
    let (summed, rest) = reply.split_at_mut_checked(1 + count).ok_or(FrameError::Length)?;
    let sum = rest.first_chunk_mut().ok_or(FrameError::Length)?;
    *sum = CRC.checksum(summed).to_le_bytes();
    Ok(1 + count + sum.len())
}

/// Collects the bytes of a frame, between two silences.
#[derive(Clone, Debug)]
pub struct Receiver {
    bytes: [u8; LONGEST_FRAME],
    count: usize,
    is_spoiled: bool,
}

impl Default for Receiver {
    fn default() -> Self {
        Self::new()
    }
}

impl Receiver {
    /// One that has heard nothing.
    pub const fn new() -> Self {
        Self { bytes: [0; LONGEST_FRAME], count: 0, is_spoiled: false }
    }

    /// Takes a byte. A frame that is longer than 256 bytes is spoiled.
    pub fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(self.count) {
            Some(place) => {
                *place = byte;
                self.count += 1;
            }
            None => self.is_spoiled = true,
        }
    }

    /// Spoils the frame up to the next silence: for an error of parity, of framing or of the hardware's buffer; and for a
    /// byte after more than 1.5 characters of silence (750 µs above 19,200 bit/s) and fewer than 3.5 (§2.5.1.1).
    pub fn spoil(&mut self) {
        self.is_spoiled = true;
    }

    /// Whether what was taken is a request as long as it has to be, with the right checksum. For firmware without a timer fine
    /// enough; call [`Receiver::silence`] then all the same, and that also after any longer pause.
    pub fn is_complete(&self) -> bool {
        let taken = self.bytes.get(..self.count).unwrap_or_default();
        !self.is_spoiled && request_length(taken) == Some(self.count) && open(taken).is_ok()
    }

    /// The line has been silent for 3.5 characters: the frame that was taken, whoever it is for; nothing if it was spoiled, or is
    /// too short to be one. The next byte begins another.
    pub fn silence(&mut self) -> Option<&[u8]> {
        let (count, is_spoiled) = (self.count, self.is_spoiled);
        (self.count, self.is_spoiled) = (0, false);
        if is_spoiled || count < SHORTEST_FRAME { None } else { self.bytes.get(..count) }
    }
}
