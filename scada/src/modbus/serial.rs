//! A serial line: frames end with a silence, and every one has a checksum (Modbus over Serial Line V1.02 §2.5.1).
//!
//! The server that tokio-modbus brings for this knows no silence: after half a frame it waits for the other half and takes the
//! next requests for it, and it ends with the first frame that it cannot decode. So only its requests and responses are used.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crc::{CRC_16_MODBUS, Crc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_modbus::bytes::Bytes;
use tokio_modbus::{ExceptionCode, Request, Response};
use tokio_serial::{DataBits, SerialStream, StopBits};

use super::AGAIN;
use super::config::Parity;
use super::frame::is_sound;
use super::service::{Client, Face};

const CRC: Crc<u16> = Crc::<u16>::new(&CRC_16_MODBUS);

/// The longest frame (§2.3).
const LONGEST: usize = 256;

/// A unit, a function and a checksum.
const SHORTEST: usize = 4;

/// What adapters and the operating system put between two bytes of one frame at most; USB adapters wait for 16 ms.
const HELD_UP: Duration = Duration::from_millis(20);

/// A serial port and its settings.
pub struct Line {
    pub port: PathBuf,
    pub baud: u32,
    pub parity: Parity,
    pub stop_bits: u8,
}

impl Line {
    /// # Errors
    ///
    /// What the system says of the port.
    pub fn open(&self) -> io::Result<SerialStream> {
        let parity = match self.parity {
            Parity::None => tokio_serial::Parity::None,
            Parity::Even => tokio_serial::Parity::Even,
            Parity::Odd => tokio_serial::Parity::Odd,
        };
        let stop_bits = if self.stop_bits == 2 { StopBits::Two } else { StopBits::One };
        let settings = tokio_serial::new(self.port.to_string_lossy(), self.baud)
            .data_bits(DataBits::Eight)
            .parity(parity)
            .stop_bits(stop_bits);
        Ok(SerialStream::open(&settings)?)
    }

    /// Answers for ever; a port that is gone is opened again when it is back.
    pub async fn serve(&self, open: SerialStream, face: Arc<Face>) {
        let client = Client { face, name: format!("Modbus {}", self.port.display()) };
        let mut open = Some(open);
        loop {
            if let Some(port) = open.take() {
                let _ = self.answer(port, &client).await;
            }
            tokio::time::sleep(AGAIN).await;
            open = self.open().ok();
        }
    }

    /// The silence after which another frame begins: that of 3.5 characters of 11 bits, and what adapters add.
    fn silence(&self) -> Duration {
        HELD_UP + Duration::from_secs_f64(3.5 * 11.0 / f64::from(self.baud.max(1)))
    }

    async fn answer(&self, mut port: SerialStream, client: &Client) -> io::Result<()> {
        let mut frame = Vec::with_capacity(LONGEST);
        let mut bytes = [0; LONGEST];
        loop {
            let read = if frame.is_empty() {
                Ok(port.read(&mut bytes).await)
            } else {
                timeout(self.silence(), port.read(&mut bytes)).await
            };
            let is_silent = read.is_err();
            if let Ok(count) = read {
                let count = count?;
                if count == 0 {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                // What is longer than a frame is kept a byte too long, so that it is none.
                let room = (LONGEST + 1).saturating_sub(frame.len()).min(count);
                frame.extend_from_slice(bytes.get(..room).unwrap_or_default());
            }
            if is_silent || is_complete(&frame, client.face.unit) {
                if let Some(reply) = reply(&frame, client).await {
                    port.write_all(&reply).await?;
                    port.flush().await?;
                }
                frame.clear();
            }
        }
    }
}

/// The unit and the request of a frame whose checksum is right.
fn opened(frame: &[u8]) -> Option<(u8, &[u8])> {
    if !(SHORTEST..=LONGEST).contains(&frame.len()) {
        return None;
    }
    let (summed, sum) = frame.split_last_chunk()?;
    let (&unit, pdu) = summed.split_first()?;
    (CRC.checksum(summed) == u16::from_le_bytes(*sum)).then_some((unit, pdu))
}

/// Whether a frame has come to its end before there is a silence: then it need not be waited for. Of the requests for this unit
/// the length is known; what is for others ends where the checksum is right.
fn is_complete(frame: &[u8], unit: u8) -> bool {
    let Some((to, pdu)) = opened(frame) else { return false };
    to != unit
        || match *pdu {
            [1..=6, ..] => pdu.len() == 5,
            [15 | 16, _, _, _, _, byte_count, ..] => pdu.len() == 6 + usize::from(byte_count),
            _ => false,
        }
}

async fn reply(frame: &[u8], client: &Client) -> Option<Vec<u8>> {
    let (unit, pdu) = opened(frame).filter(|(unit, _)| *unit == client.face.unit)?;
    let function = *pdu.first().filter(|function| **function < 0x80)?;
    // The checksum is right, so this is what the client has sent.
    let request = Some(pdu).filter(|pdu| is_sound(pdu)).map(Bytes::copy_from_slice);
    let answer = match request.map(Request::try_from) {
        Some(Ok(request)) => client.answer(request).await,
        _ => Err(ExceptionCode::IllegalDataValue),
    };
    let mut reply = vec![unit];
    match answer.and_then(|response| encoded(&response).ok_or(ExceptionCode::ServerDeviceFailure)) {
        Ok(pdu) => reply.extend(pdu),
        Err(exception) => reply.extend([function | 0x80, exception.into()]),
    }
    reply.extend(CRC.checksum(&reply).to_le_bytes());
    Some(reply)
}

/// A response of those that [`Client::answer`] gives (Modbus Application Protocol V1.1b3 §6).
fn encoded(response: &Response) -> Option<Vec<u8>> {
    let mut pdu = vec![response.function_code().value()];
    match response {
        Response::ReadDiscreteInputs(bits) => {
            let packed = bits.chunks(8).map(|eight| {
                eight.iter().enumerate().fold(0, |byte, (place, bit)| byte | u8::from(*bit) << place)
            });
            pdu.push(u8::try_from(packed.len()).ok()?);
            pdu.extend(packed);
        }
        Response::ReadHoldingRegisters(words) | Response::ReadInputRegisters(words) => {
            pdu.push(u8::try_from(2 * words.len()).ok()?);
            pdu.extend(words.iter().flat_map(|word| word.to_be_bytes()));
        }
        Response::WriteSingleRegister(address, number)
        | Response::WriteMultipleRegisters(address, number) => {
            pdu.extend(address.to_be_bytes().into_iter().chain(number.to_be_bytes()));
        }
        _ => return None,
    }
    Some(pdu)
}
