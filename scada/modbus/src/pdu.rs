//! The protocol data unit: a function code and what belongs to it (V1.1b3 §4.1, §6).

use core::fmt;

use crate::{Bits, BitsMut};

/// The longest protocol data unit, in bytes (§4.1).
pub const LONGEST_PDU: usize = 253;

/// Marks an exception response; requests have function codes below it (§4.1).
const EXCEPTION: u8 = 0x80;

// How many a request may ask for (§6.1 to §6.4, §6.11, §6.12).
const MOST_BITS_READ: u16 = 2000;
const MOST_REGISTERS_READ: u16 = 125;
const MOST_BITS_WRITTEN: u16 = 1968;
const MOST_REGISTERS_WRITTEN: u16 = 123;

/// A table of bits (§4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BitTable {
    /// Read and written (线圈): functions 1, 5 and 15.
    Coils,
    /// Read only (离散量输入): function 2.
    DiscreteInputs,
}

/// A table of registers of 16 bits (§4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterTable {
    /// Read and written (保持寄存器): functions 3, 6 and 16.
    HoldingRegisters,
    /// Read only (输入寄存器): function 4.
    InputRegisters,
}

/// Why a request was not carried out (异常码, §7). The others of §7 are for gateways and programming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exception {
    /// There is no such function here.
    IllegalFunction = 1,
    /// Not all that is asked for is there, or part of it may not be read or written by itself.
    IllegalDataAddress = 2,
    /// A value, a quantity or the length is not allowed.
    IllegalDataValue = 3,
    /// Something failed that the client cannot put right.
    ServerDeviceFailure = 4,
    /// Not now; the client may ask again later.
    ServerDeviceBusy = 6,
}

impl Exception {
    /// The code in the response.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::IllegalFunction => "illegal function",
            Self::IllegalDataAddress => "illegal data address",
            Self::IllegalDataValue => "illegal data value",
            Self::ServerDeviceFailure => "server device failure",
            Self::ServerDeviceBusy => "server device busy",
        })
    }
}

impl core::error::Error for Exception {}

/// What stands behind the addresses: the firmware's.
///
/// A request is one call with everything that it asks for or writes. So a map can refuse half of a value of 32 bits, and take
/// a command and its arguments together. `address` counts from 0, and `address` plus the quantity is at most 65,536. After an
/// error a map is as it was: a client that is told an exception takes nothing as written.
///
/// What is not defined is refused as [`Exception::IllegalFunction`].
pub trait Map {
    /// Told of a request that is refused before anything is read or written: of a function that is not here, malformed, or beyond
    /// the last address. Returns the exception that it is answered with. For maps that put on record who tried to write.
    fn refused(&mut self, pdu: &[u8], exception: Exception) -> Exception {
        let _ = pdu;
        exception
    }

    /// Functions 1 and 2: reads one to 2,000 bits. What is not set is 0.
    fn read_bits(
        &mut self,
        table: BitTable,
        address: u16,
        values: &mut BitsMut<'_>,
    ) -> Result<(), Exception> {
        let _ = (table, address, values);
        Err(Exception::IllegalFunction)
    }

    /// Functions 3 and 4: reads one to 125 registers. What is not set is 0.
    fn read_registers(
        &mut self,
        table: RegisterTable,
        address: u16,
        values: &mut [u16],
    ) -> Result<(), Exception> {
        let _ = (table, address, values);
        Err(Exception::IllegalFunction)
    }

    /// Functions 5 and 15: writes one to 1,968 coils.
    fn write_coils(&mut self, address: u16, values: Bits<'_>) -> Result<(), Exception> {
        let _ = (address, values);
        Err(Exception::IllegalFunction)
    }

    /// Functions 6 and 16: writes one to 123 holding registers.
    fn write_registers(&mut self, address: u16, values: &[u16]) -> Result<(), Exception> {
        let _ = (address, values);
        Err(Exception::IllegalFunction)
    }
}

/// Answers a protocol data unit; returns how many bytes of `reply` are the response.
///
/// Functions 1 to 6, 15 and 16; others are exception 1. Checked in this order, before the map is called: length, quantity, byte
/// count and value (exception 3), then that address and quantity stay within 65,536 (exception 2). Zero, which is no response,
/// where nothing was asked: for a unit without a function code, and for function codes from 128 on, which are those of
/// exception responses.
pub fn answer(pdu: &[u8], map: &mut (impl Map + ?Sized), reply: &mut [u8; LONGEST_PDU]) -> usize {
    let Some((&function, body)) = pdu.split_first() else { return 0 };
    if function >= EXCEPTION {
        return 0;
    }
    let done = match function {
        1 => read_bits(BitTable::Coils, body, map, reply),
        2 => read_bits(BitTable::DiscreteInputs, body, map, reply),
        3 => read_registers(RegisterTable::HoldingRegisters, body, map, reply),
        4 => read_registers(RegisterTable::InputRegisters, body, map, reply),
        5 => write_coil(body, map, reply),
        6 => write_register(body, map, reply),
        15 => write_coils(body, map, reply),
        16 => write_registers(body, map, reply),
        _ => Err(Refusal::Before(Exception::IllegalFunction)),
    };
    let [first, second, ..] = reply;
    match done {
        Ok(count) => {
            *first = function;
            count
        }
        Err(refusal) => {
            let exception = match refusal {
                Refusal::Before(exception) => map.refused(pdu, exception),
                Refusal::Map(exception) => exception,
            };
            (*first, *second) = (function | EXCEPTION, exception.code());
            2
        }
    }
}

/// Who refuses a request: the checks before the map, or the map.
enum Refusal {
    Before(Exception),
    Map(Exception),
}

impl From<Exception> for Refusal {
    fn from(exception: Exception) -> Self {
        Self::Before(exception)
    }
}

/// Whether this is a request to write, which is what may be broadcast.
pub(crate) fn writes(pdu: &[u8]) -> bool {
    matches!(pdu.first(), Some(5 | 6 | 15 | 16))
}

// Each of these returns the length of the response, and leaves its first byte to the caller.

fn read_bits(
    table: BitTable,
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let (address, quantity) = what_is_read(body, MOST_BITS_READ)?;
    let [_, byte_count, data @ ..] = reply;
    // At most 250.
    let bytes = quantity.div_ceil(8);
    let packed = data.get_mut(..bytes).ok_or(Exception::ServerDeviceFailure)?;
    let mut values = BitsMut::new(packed, quantity).ok_or(Exception::ServerDeviceFailure)?;
    map.read_bits(table, address, &mut values).map_err(Refusal::Map)?;
    *byte_count = bytes as u8;
    Ok(2 + bytes)
}

fn read_registers(
    table: RegisterTable,
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let (address, quantity) = what_is_read(body, MOST_REGISTERS_READ)?;
    let mut values = [0; MOST_REGISTERS_READ as usize];
    let values = values.get_mut(..quantity).ok_or(Exception::ServerDeviceFailure)?;
    map.read_registers(table, address, values).map_err(Refusal::Map)?;
    let [_, byte_count, data @ ..] = reply;
    for (bytes, value) in data.as_chunks_mut().0.iter_mut().zip(values) {
        *bytes = value.to_be_bytes();
    }
    // At most 250.
    let bytes = 2 * quantity;
    *byte_count = bytes as u8;
    Ok(2 + bytes)
}

fn write_coil(
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let &[address_high, address_low, high, low] = body else {
        return Err(Exception::IllegalDataValue.into());
    };
    let packed = match [high, low] {
        [0xff, 0x00] => [1],
        [0x00, 0x00] => [0],
        _ => return Err(Exception::IllegalDataValue.into()),
    };
    let value = Bits::new(&packed, 1).ok_or(Exception::ServerDeviceFailure)?;
    map.write_coils(u16::from_be_bytes([address_high, address_low]), value).map_err(Refusal::Map)?;
    Ok(echo(body, reply))
}

fn write_register(
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let &[address_high, address_low, high, low] = body else {
        return Err(Exception::IllegalDataValue.into());
    };
    map.write_registers(u16::from_be_bytes([address_high, address_low]), &[u16::from_be_bytes([high, low])])
        .map_err(Refusal::Map)?;
    Ok(echo(body, reply))
}

fn write_coils(
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let (address, quantity, data) = what_is_written(body, MOST_BITS_WRITTEN)?;
    let values = Bits::new(data, quantity).ok_or(Exception::IllegalDataValue)?;
    within_the_table(address, quantity)?;
    map.write_coils(address, values).map_err(Refusal::Map)?;
    Ok(echo(body, reply))
}

fn write_registers(
    body: &[u8],
    map: &mut (impl Map + ?Sized),
    reply: &mut [u8; LONGEST_PDU],
) -> Result<usize, Refusal> {
    let (address, quantity, data) = what_is_written(body, MOST_REGISTERS_WRITTEN)?;
    let mut values = [0; MOST_REGISTERS_WRITTEN as usize];
    let values = values.get_mut(..quantity).ok_or(Exception::ServerDeviceFailure)?;
    let (pairs, odd) = data.as_chunks();
    if pairs.len() != quantity || !odd.is_empty() {
        return Err(Exception::IllegalDataValue.into());
    }
    for (value, bytes) in values.iter_mut().zip(pairs) {
        *value = u16::from_be_bytes(*bytes);
    }
    within_the_table(address, quantity)?;
    map.write_registers(address, values).map_err(Refusal::Map)?;
    Ok(echo(body, reply))
}

/// Address and quantity of a request to read.
fn what_is_read(body: &[u8], most: u16) -> Result<(u16, usize), Exception> {
    let &[address_high, address_low, high, low] = body else { return Err(Exception::IllegalDataValue) };
    let address = u16::from_be_bytes([address_high, address_low]);
    let quantity = allowed(u16::from_be_bytes([high, low]), most)?;
    within_the_table(address, quantity)?;
    Ok((address, quantity))
}

/// Address, quantity and data of a request to write several; there is as much data as the byte count says.
fn what_is_written(body: &[u8], most: u16) -> Result<(u16, usize, &[u8]), Exception> {
    let &[address_high, address_low, high, low, byte_count, ref data @ ..] = body else {
        return Err(Exception::IllegalDataValue);
    };
    let quantity = allowed(u16::from_be_bytes([high, low]), most)?;
    if data.len() != usize::from(byte_count) {
        return Err(Exception::IllegalDataValue);
    }
    Ok((u16::from_be_bytes([address_high, address_low]), quantity, data))
}

fn allowed(quantity: u16, most: u16) -> Result<usize, Exception> {
    if (1..=most).contains(&quantity) { Ok(quantity.into()) } else { Err(Exception::IllegalDataValue) }
}

/// The last address of a table is 65,535.
fn within_the_table(address: u16, quantity: usize) -> Result<(), Exception> {
    if usize::from(address) + quantity <= 0x1_0000 { Ok(()) } else { Err(Exception::IllegalDataAddress) }
}

/// The response to a write: address, and value or quantity, as they came.
fn echo(body: &[u8], reply: &mut [u8; LONGEST_PDU]) -> usize {
    let [_, rest @ ..] = reply;
    for (to, from) in rest.iter_mut().zip(body.iter().take(4)) {
        *to = *from;
    }
    5
}
