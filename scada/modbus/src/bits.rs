//! Bits as Modbus packs them: eight to a byte, the first in the lowest place (V1.1b3 §6.1).

use core::hint::black_box;

use crate::Exception;

/// Bits that are written: a view of packed bytes.
#[derive(Clone, Copy, Debug)]
pub struct Bits<'a> {
    packed: &'a [u8],
    count: usize,
}

impl<'a> Bits<'a> {
    /// The first `count` bits of these bytes; none if there are more or fewer bytes than they need.
    pub fn new(packed: &'a [u8], count: usize) -> Option<Self> {
        (packed.len() == count.div_ceil(8)).then_some(Self { packed, count })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none, which no request asks for.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The bit at this place, if there is one.
    pub fn get(&self, index: usize) -> Option<bool> {
        let byte = self.packed.get(index / 8).filter(|_| index < self.count)?;
        Some(byte >> (index % 8) & 1 == 1)
    }

    /// All of them, in order.
    pub fn iter(self) -> impl Iterator<Item = bool> + use<'a> {
        (0..self.count).filter_map(move |index| self.get(index))
    }
}

/// Bits that are read: a view of bytes to be packed. They begin as zeros.
#[derive(Debug)]
pub struct BitsMut<'a> {
    packed: &'a mut [u8],
    count: usize,
}

impl<'a> BitsMut<'a> {
    /// So many bits in these bytes, which become zeros; none if there are more or fewer bytes than they need.
    pub fn new(packed: &'a mut [u8], count: usize) -> Option<Self> {
        if packed.len() != count.div_ceil(8) {
            return None;
        }
        for byte in packed.iter_mut() {
            // Byte by byte: what Rust brings to clear memory writes words, and where they are not aligned, a processor that
            // is set to trap that stops.
            *byte = black_box(0);
        }
        Some(Self { packed, count })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none, which no request asks for.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Sets the bit at this place. [`Exception::ServerDeviceFailure`] if there is none: then the map is at fault.
    pub fn set(&mut self, index: usize, value: bool) -> Result<(), Exception> {
        let byte = self.packed.get_mut(index / 8).filter(|_| index < self.count);
        let byte = byte.ok_or(Exception::ServerDeviceFailure)?;
        let place = 1 << (index % 8);
        *byte = if value { *byte | place } else { *byte & !place };
        Ok(())
    }
}
