//! On a connection (TCP): MBAP header, protocol data unit (V1.0b §3.1.3).
//!
//! The header is the number of the transaction, which comes back as it came, the protocol, which is 0, the length of what
//! follows, and the unit. A [`Receiver`] finds the frames in what a connection brings, and [`answer`] makes the response.

use core::fmt;

use crate::pdu::{self, LONGEST_PDU, Map};

/// Transaction, protocol and length, of two bytes each. What follows is counted by the length.
const BEFORE_UNIT: usize = 6;

/// The longest frame, in bytes.
pub const LONGEST_FRAME: usize = BEFORE_UNIT + 1 + LONGEST_PDU;

/// The units that mean whoever is at this end of the connection (V1.0b §4.4).
const WHOEVER: [u8; 2] = [0, 0xff];

/// What arrives is not Modbus, or frames are not where they should be. No frame can be found any more: close the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfStep {
    /// Another protocol than 0.
    Protocol(u16),
    /// A length that is not between 2 and 254, or not that of the frame; 0 for a frame that ends before it.
    Length(u16),
}

impl fmt::Display for OutOfStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol(protocol) => write!(formatter, "protocol {protocol}; Modbus is 0"),
            Self::Length(length) => {
                write!(formatter, "length {length}; it is 2 to 254, and that of what follows")
            }
        }
    }
}

impl core::error::Error for OutOfStep {}

/// How long a frame is that begins like this; nothing as long as there are fewer than six bytes.
pub fn frame_length(frame: &[u8]) -> Result<Option<usize>, OutOfStep> {
    let &[_, _, protocol_high, protocol_low, high, low, ..] = frame else { return Ok(None) };
    let protocol = u16::from_be_bytes([protocol_high, protocol_low]);
    if protocol != 0 {
        return Err(OutOfStep::Protocol(protocol));
    }
    let length = u16::from_be_bytes([high, low]);
    if !(2..=1 + LONGEST_PDU as u16).contains(&length) {
        return Err(OutOfStep::Length(length));
    }
    Ok(Some(BEFORE_UNIT + usize::from(length)))
}

/// Answers a whole frame as this unit; returns how many bytes of `reply` are the response.
///
/// It is also answered if it is for unit 0 or 255: they mean the device that was connected to, and 0 is no broadcast here. The
/// response names the unit that was asked for. Zero, which is no response, to what is for another unit, and to what
/// [`crate::answer`] does not respond to.
pub fn answer(
    frame: &[u8],
    unit: u8,
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_FRAME],
) -> Result<usize, OutOfStep> {
    let length = frame_length(frame)?;
    let &[transaction_high, transaction_low, _, _, high, low, ref counted @ ..] = frame else {
        return Err(OutOfStep::Length(0));
    };
    let (Some((&to, pdu)), true) = (counted.split_first(), length == Some(frame.len())) else {
        return Err(OutOfStep::Length(u16::from_be_bytes([high, low])));
    };
    if to != unit && !WHOEVER.contains(&to) {
        return Ok(0);
    }
    let [t1, t0, p1, p0, l1, l0, first, response @ ..] = reply;
    let count = pdu::answer(pdu, map, response);
    if count == 0 {
        return Ok(0);
    }
    // At most 254.
    let [length_high, length_low] = (1 + count as u16).to_be_bytes();
    (*t1, *t0, *p1, *p0) = (transaction_high, transaction_low, 0, 0);
    (*l1, *l0, *first) = (length_high, length_low, to);
    Ok(BEFORE_UNIT + 1 + count)
}

/// Collects the bytes of a frame from what a connection brings: one for each connection.
#[derive(Clone, Debug)]
pub struct Receiver {
    bytes: [u8; LONGEST_FRAME],
    count: usize,
    is_given_out: bool,
}

impl Default for Receiver {
    fn default() -> Self {
        Self::new()
    }
}

impl Receiver {
    /// One for a new connection.
    pub const fn new() -> Self {
        Self { bytes: [0; LONGEST_FRAME], count: 0, is_given_out: false }
    }

    /// Takes bytes off the front of `received` up to the end of a frame, and gives that out; nothing if they all are taken and
    /// the frame is not whole. After an error every further call is the same error.
    ///
    /// ```
    /// use citygate_modbus::{Map, tcp};
    /// # fn send(_: &[u8]) {}
    ///
    /// /// What arrived on a connection; whether it is to be kept.
    /// fn arrived(mut received: &[u8], receiver: &mut tcp::Receiver, map: &mut impl Map) -> bool {
    ///     let mut reply = [0; tcp::LONGEST_FRAME];
    ///     loop {
    ///         match receiver.receive(&mut received) {
    ///             Ok(Some(frame)) => match tcp::answer(frame, 1, map, &mut reply) {
    ///                 Ok(count) => send(&reply[..count]),
    ///                 Err(_) => return false,
    ///             },
    ///             Ok(None) => return true,
    ///             Err(_) => return false,
    ///         }
    ///     }
    /// }
    /// # struct Nothing;
    /// # impl Map for Nothing {}
    /// # assert!(arrived(&[0, 1, 0, 0, 0], &mut tcp::Receiver::new(), &mut Nothing));
    /// # assert!(!arrived(&[0, 1, 0, 1, 0, 6], &mut tcp::Receiver::new(), &mut Nothing));
    /// ```
    pub fn receive(&mut self, received: &mut &[u8]) -> Result<Option<&[u8]>, OutOfStep> {
        if self.is_given_out {
            (self.count, self.is_given_out) = (0, false);
        }
        let mut wanted = frame_length(self.taken())?;
        while let Some((&byte, rest)) = received.split_first() {
            if let Some(place) = self.bytes.get_mut(self.count) {
                *place = byte;
                self.count += 1;
            }
            *received = rest;
            wanted = match wanted {
                None => frame_length(self.taken())?,
                known => known,
            };
            if wanted == Some(self.count) {
                self.is_given_out = true;
                return Ok(Some(self.taken()));
            }
        }
        Ok(None)
    }

    fn taken(&self) -> &[u8] {
        self.bytes.get(..self.count).unwrap_or_default()
    }
}
