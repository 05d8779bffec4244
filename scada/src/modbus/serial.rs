//! A serial line: frames end with a silence, and every one has a checksum (Modbus over Serial Line V1.02 §2.5.1).

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use citygate_modbus::rtu::{LONGEST_FRAME, answer, open, request_length};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_serial::{DataBits, SerialStream, StopBits};

use super::AGAIN;
use super::config::Parity;
use super::service::{Client, Face};

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
        let mut frame = Vec::with_capacity(LONGEST_FRAME);
        let mut bytes = [0; LONGEST_FRAME];
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
                let room = (LONGEST_FRAME + 1).saturating_sub(frame.len()).min(count);
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

/// Whether a frame has come to its end before there is a silence: then it need not be waited for. Of the requests for this unit
/// the length is known; what is for others ends where the checksum is right.
fn is_complete(frame: &[u8], unit: u8) -> bool {
    open(frame).is_ok_and(|(to, _)| to != unit || request_length(frame) == Some(frame.len()))
}

/// The response to a frame; none to what is damaged, or for others.
async fn reply(frame: &[u8], client: &Client) -> Option<Vec<u8>> {
    let unit = client.face.unit;
    // The codec would carry out what is written to all units, too; here a request names its unit.
    open(frame).ok().filter(|(to, _)| *to == unit)?;
    let mut reply = [0; LONGEST_FRAME];
    let (answered, _) = client.answer(|map| answer(frame, unit, map, &mut reply)).await;
    Some(reply.get(..answered.ok()?)?.to_vec())
}
