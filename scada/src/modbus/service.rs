//! Answers requests: reads from the image, and hands writes to the RTU.

use std::sync::Arc;

use citygate_modbus::{BitTable, Bits, BitsMut, Exception, Map, RegisterTable};

use super::map::{self, Asked};
use crate::access::{Role, Who};
use crate::rtu::request::Refusal;
use crate::rtu::service::RtuHandle;

/// What a listener's clients have in common.
#[derive(Clone)]
pub struct Face {
    pub rtu: RtuHandle,
    pub role: Role,
    pub unit: u8,
}

/// A client of a listener.
#[derive(Clone)]
pub struct Client {
    pub face: Arc<Face>,
    /// Where it asks from, for the journal.
    pub name: String,
}

impl Client {
    /// Has a request for this unit answered by `answer`, and says what that returned, and whether the request is malformed.
    ///
    /// The codec does not wait, and the RTU does something only between two scans. So a write is answered twice: first to find
    /// out what it asks of the RTU, then with what became of it.
    pub async fn answer<T>(&self, mut answer: impl FnMut(&mut Registers<'_>) -> T) -> (T, bool) {
        let mut registers = Registers { client: self, asks: None, became: None, is_malformed: false };
        let first = answer(&mut registers);
        let Some(Asked { request, person }) = registers.asks.take() else {
            return (first, registers.is_malformed);
        };
        // What the RTU refuses it puts on record itself.
        let became = self.face.rtu.request(self.who(person), request).await;
        registers.became = Some(became.map_err(|refusal| exception(&refusal)));
        (answer(&mut registers), false)
    }

    fn refuse(&self, slot: Option<usize>, why: String) {
        self.face.rtu.refuse(self.who(0), slot, why);
    }

    fn who(&self, person: u32) -> Who {
        Who { role: self.face.role, person, name: self.name.clone() }
    }
}

/// The registers as one request finds them.
pub struct Registers<'a> {
    client: &'a Client,
    /// What a write asks of the RTU, and what became of it.
    asks: Option<Asked>,
    became: Option<Result<(), Exception>>,
    is_malformed: bool,
}

impl Map for Registers<'_> {
    fn read_bits(
        &mut self,
        table: BitTable,
        address: u16,
        values: &mut BitsMut<'_>,
    ) -> Result<(), Exception> {
        let rtu = &self.client.face.rtu;
        match table {
            BitTable::DiscreteInputs => map::alarms(rtu.layout(), &rtu.image(), address, values),
            BitTable::Coils => Err(Exception::IllegalFunction),
        }
    }

    fn read_registers(
        &mut self,
        table: RegisterTable,
        address: u16,
        values: &mut [u16],
    ) -> Result<(), Exception> {
        let rtu = &self.client.face.rtu;
        let is_written = table == RegisterTable::HoldingRegisters;
        map::registers(rtu.layout(), &rtu.image(), is_written, address, values)
    }

    fn write_registers(&mut self, address: u16, values: &[u16]) -> Result<(), Exception> {
        if let Some(became) = self.became {
            return became;
        }
        let asked = map::written(self.client.face.rtu.layout(), address, values).map_err(|wrong| {
            self.client.refuse(wrong.slot, wrong.why);
            wrong.exception
        })?;
        self.asks = Some(asked);
        // Nobody is told this: it is answered again.
        Err(Exception::ServerDeviceBusy)
    }

    fn write_coils(&mut self, _: u16, _: Bits<'_>) -> Result<(), Exception> {
        self.client
            .refuse(None, "there are no coils; holding registers are written with 6 and 16".to_owned());
        Err(Exception::IllegalFunction)
    }

    /// Who tries to write what is not there is on record.
    fn refused(&mut self, pdu: &[u8], exception: Exception) -> Exception {
        match (exception, pdu) {
            (Exception::IllegalDataAddress, [15 | 16, ..]) => {
                self.client.refuse(None, "the last register is 65535".to_owned());
            }
            (Exception::IllegalFunction, _) if !is_sound(pdu) => {
                self.is_malformed = true;
                return Exception::IllegalDataValue;
            }
            (Exception::IllegalFunction, [function @ (22 | 23), ..]) => {
                let why = format!("function {function} is not there; write with 6 and 16");
                self.client.refuse(None, why);
            }
            // None or too many to be read; what else is a wrong value before anything is read or written is the form.
            (Exception::IllegalDataValue, [1..=4, _, _, _, _]) => {}
            (Exception::IllegalDataValue, _) => self.is_malformed = true,
            _ => {}
        }
        exception
    }
}

/// Whether a request for a function that is not here has the form that the standard gives it (V1.1b3 §6.17, §6.21): a client
/// that gets that wrong is out of step, whatever it wants.
fn is_sound(pdu: &[u8]) -> bool {
    match *pdu {
        [23, _, _, _, _, _, _, high, low, byte_count, ref data @ ..] => {
            let bytes = 2 * usize::from(u16::from_be_bytes([high, low]));
            bytes != 0 && bytes == usize::from(byte_count) && data.len() == bytes
        }
        [43, 14, code, _] => (1..=4).contains(&code),
        [23, ..] | [43] | [43, 14, ..] => false,
        _ => true,
    }
}

fn exception(refusal: &Refusal) -> Exception {
    match refusal {
        Refusal::NotAllowed { .. } => Exception::IllegalDataAddress,
        Refusal::Range(_) | Refusal::Station(_) | Refusal::Event(_) => Exception::IllegalDataValue,
        Refusal::NotSaved(_) | Refusal::Gone => Exception::ServerDeviceFailure,
        Refusal::Busy => Exception::ServerDeviceBusy,
    }
}
