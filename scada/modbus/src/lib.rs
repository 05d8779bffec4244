#![no_std]
#![forbid(unsafe_code)]
//! Answers Modbus requests (应答 Modbus 请求) on a microcontroller: bytes in, bytes out. No heap, no recursion, no input
//! or output of its own, and nothing that can panic, whatever arrives.
//!
//! | part | for | source |
//! |---|---|---|
//! | [`answer`], [`Map`] | a protocol data unit: functions 1 to 6, 15 and 16 | *Modbus Application Protocol* V1.1b3 |
//! | [`rtu`] | a serial line | *Modbus over Serial Line* V1.02 |
//! | [`tcp`] | a connection | *Modbus Messaging on TCP/IP* V1.0b |
//!
//! What stands in the registers is the firmware's, behind [`Map`]. Here is a flow of 32 bits in two holding registers, the
//! high half first, of which nobody can write one half:
//!
//! ```
//! use citygate_modbus::{Exception, Map, RegisterTable, rtu};
//!
//! struct Supply {
//!     dm3_per_h: u32,
//! }
//!
//! impl Map for Supply {
//!     fn read_registers(
//!         &mut self,
//!         table: RegisterTable,
//!         address: u16,
//!         values: &mut [u16],
//!     ) -> Result<(), Exception> {
//!         match (table, address, values) {
//!             (RegisterTable::HoldingRegisters, 0, [high, low]) => {
//!                 (*high, *low) = ((self.dm3_per_h >> 16) as u16, self.dm3_per_h as u16);
//!                 Ok(())
//!             }
//!             _ => Err(Exception::IllegalDataAddress),
//!         }
//!     }
//!
//!     fn write_registers(&mut self, address: u16, values: &[u16]) -> Result<(), Exception> {
//!         match (address, values) {
//!             (0, &[high, low]) => {
//!                 self.dm3_per_h = u32::from(high) << 16 | u32::from(low);
//!                 Ok(())
//!             }
//!             _ => Err(Exception::IllegalDataAddress),
//!         }
//!     }
//! }
//!
//! let mut supply = Supply { dm3_per_h: 21_250_000 };
//! let mut receiver = rtu::Receiver::new();
//! let mut reply = [0; rtu::LONGEST_FRAME];
//!
//! // What the line brings: read two holding registers of unit 17, from address 0.
//! for byte in [0x11, 0x03, 0x00, 0x00, 0x00, 0x02, 0xc6, 0x9b] {
//!     receiver.push(byte);
//! }
//! // Then the timer says that it has been silent for 3.5 characters.
//! let frame = receiver.silence().expect("a whole frame");
//! let count = rtu::answer(frame, 17, &mut supply, &mut reply).expect("an undamaged frame");
//! assert_eq!(reply[..count], [0x11, 0x03, 4, 0x01, 0x44, 0x3f, 0xd0, 0xba, 0x77]);
//! ```
//!
//! # Why not a library
//!
//! Of those without a standard library we measured rmodbus 0.13. In the buffer of 256 bytes that it says to use, a write of
//! several with a byte count of 244 to 246 on TCP is a panic, and on the serial line one from 249 on where overflow is checked;
//! a quantity that does not go with the byte count is taken. Behind checks of length, quantity and byte count, an image for a
//! Cortex-M3 that answers with it still does not link without a panic handler, be it RTU or TCP, with its own storage or with
//! the caller's, optimized for size or for speed. An image that answers with this crate links without one, on every processor
//! of `firmware/check panics`.

mod bits;
mod pdu;
pub mod rtu;
pub mod tcp;

pub use bits::{Bits, BitsMut};
pub use pdu::{BitTable, Exception, LONGEST_PDU, Map, RegisterTable, answer};
