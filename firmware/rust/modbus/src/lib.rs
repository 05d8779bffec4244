#![no_std]
//! Answers Modbus requests for an image in C, which holds the registers: 256 of them, holding and input registers alike,
//! and every bit of theirs is a coil and a discrete input.

// The library brings the panic handler.
use citygate as _;
use citygate_modbus::{BitTable, Bits, BitsMut, Exception, Map, RegisterTable, rtu, tcp};

const REGISTERS: usize = 256;
const UNIT: u8 = 17;

struct Registers<'a>(&'a mut [u16; REGISTERS]);

impl Registers<'_> {
    fn range(&mut self, address: u16, count: usize) -> Result<&mut [u16], Exception> {
        let begin = usize::from(address);
        self.0.get_mut(begin..begin + count).ok_or(Exception::IllegalDataAddress)
    }

    /// The registers with these bits in them, and the place of the first bit in them.
    fn bits(&mut self, address: u16, count: usize) -> Result<(&mut [u16], usize), Exception> {
        let place = usize::from(address % 16);
        Ok((self.range(address / 16, (place + count).div_ceil(16))?, place))
    }
}

impl Map for Registers<'_> {
    fn read_bits(&mut self, _: BitTable, address: u16, values: &mut BitsMut<'_>) -> Result<(), Exception> {
        let (registers, place) = self.bits(address, values.len())?;
        for index in 0..values.len() {
            let register = registers.get((place + index) / 16).ok_or(Exception::ServerDeviceFailure)?;
            values.set(index, register >> ((place + index) % 16) & 1 == 1)?;
        }
        Ok(())
    }

    fn read_registers(
        &mut self,
        _: RegisterTable,
        address: u16,
        values: &mut [u16],
    ) -> Result<(), Exception> {
        let registers = self.range(address, values.len())?;
        for (value, register) in values.iter_mut().zip(registers) {
            *value = *register;
        }
        Ok(())
    }

    fn write_coils(&mut self, address: u16, values: Bits<'_>) -> Result<(), Exception> {
        let (registers, first) = self.bits(address, values.len())?;
        for (place, value) in (first..).zip(values.iter()) {
            let register = registers.get_mut(place / 16).ok_or(Exception::ServerDeviceFailure)?;
            *register = *register & !(1 << (place % 16)) | u16::from(value) << (place % 16);
        }
        Ok(())
    }

    fn write_registers(&mut self, address: u16, values: &[u16]) -> Result<(), Exception> {
        for (register, value) in self.range(address, values.len())?.iter_mut().zip(values) {
            *register = *value;
        }
        Ok(())
    }
}

/// What a serial line brought between two silences; the length of the response, 0 for none.
///
/// # Safety
///
/// `bytes` points to `count` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn modbus_serial(
    bytes: *const u8,
    count: usize,
    registers: &mut [u16; REGISTERS],
    reply: &mut [u8; rtu::LONGEST_FRAME],
    completed: &mut usize,
) -> usize {
    // SAFETY: the caller's promise.
    let bytes = unsafe { core::slice::from_raw_parts(bytes, count) };
    let mut receiver = rtu::Receiver::new();
    for byte in bytes {
        receiver.push(*byte);
        *completed += usize::from(receiver.is_complete());
    }
    let Some(frame) = receiver.silence() else { return 0 };
    rtu::answer(frame, UNIT, &mut Registers(registers), reply).unwrap_or(0)
}

/// What a connection brought; the length of the last response, 0 for none.
///
/// # Safety
///
/// `bytes` points to `count` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn modbus_connection(
    bytes: *const u8,
    count: usize,
    registers: &mut [u16; REGISTERS],
    reply: &mut [u8; tcp::LONGEST_FRAME],
) -> usize {
    // SAFETY: the caller's promise.
    let mut bytes = unsafe { core::slice::from_raw_parts(bytes, count) };
    let (mut receiver, mut length) = (tcp::Receiver::new(), 0);
    loop {
        let frame = match receiver.receive(&mut bytes) {
            Ok(Some(frame)) => frame,
            Ok(None) => return length,
            Err(_) => return 0,
        };
        match tcp::answer(frame, UNIT, &mut Registers(registers), reply) {
            Ok(answered) => length = answered,
            Err(_) => return 0,
        }
    }
}
