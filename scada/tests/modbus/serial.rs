//! A serial line, which here is a pseudo-terminal.

use std::path::PathBuf;
use std::time::Duration;

use citygate_scada::access::Role;
use citygate_scada::modbus::config::Parity;
use citygate_scada::modbus::serial::Line;
use crc::{CRC_16_MODBUS, Crc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_modbus::client::{Reader, Writer, rtu};
use tokio_modbus::{ExceptionCode, Slave};
use tokio_serial::SerialStream;

use crate::served::{Served, UNIT, served};

pub fn listen(served: &Served, role: Role) -> SerialStream {
    let (ours, theirs) = SerialStream::pair().expect("a pair of ends");
    let line = Line { port: PathBuf::from("a pair"), baud: 19_200, parity: Parity::Even, stop_bits: 1 };
    let face = served.face(role);
    tokio::spawn(async move { line.serve(theirs, face).await });
    ours
}

/// Longer than any that an answer is waited for.
const SILENCE: Duration = Duration::from_millis(150);

pub fn summed(bytes: &[u8]) -> Vec<u8> {
    let sum = Crc::<u16>::new(&CRC_16_MODBUS).checksum(bytes);
    [bytes, &sum.to_le_bytes()].concat()
}

/// What comes back, up to so long a silence.
pub async fn heard(port: &mut SerialStream, silence: Duration) -> Vec<u8> {
    let mut heard = Vec::new();
    let mut bytes = [0; 300];
    while let Ok(read) = timeout(silence, port.read(&mut bytes)).await {
        heard.extend_from_slice(&bytes[..read.expect("it is open")]);
    }
    heard
}

async fn says(port: &mut SerialStream, bytes: &[u8]) -> Vec<u8> {
    port.write_all(bytes).await.expect("it is sent");
    heard(port, SILENCE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_of_another_make() {
    let served = served();
    let mut client = rtu::attach_slave(listen(&served, Role::Field), Slave(UNIT));
    let words = client.read_input_registers(0, 3).await.expect("an answer").expect("registers");
    assert_eq!(words[..2], [served.layout.list.map_version, 7]);
    assert_eq!(
        client.read_input_registers(0, 125).await.expect("an answer").map(|words| words.len()),
        Ok(125)
    );
    assert_eq!(client.read_discrete_inputs(60, 17).await.expect("an answer").map(|bits| bits.len()), Ok(17));
    client.write_multiple_registers(3, &[0, 77, 0]).await.expect("an answer").expect("it is written");
    assert_eq!(served.number("measured_storage", None), Some(77));
    assert_eq!(client.read_holding_registers(3, 3).await.expect("an answer"), Ok(vec![0, 77, 0]));
    let valve = served.slot("measured_valve", Some(0)).register;
    client.write_single_register(valve, 1).await.expect("an answer").expect("it is written");
    let half = client.write_single_register(3, 1).await.expect("an answer");
    assert_eq!(half, Err(ExceptionCode::IllegalDataAddress));
    let coils = client.read_coils(0, 1).await.expect("an answer");
    assert_eq!(coils, Err(ExceptionCode::IllegalFunction));
}

/// After each of these the next request is answered, and nothing is written.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_is_dropped() {
    let served = served();
    let mut port = listen(&served, Role::Field);
    let good = summed(&[UNIT, 4, 0, 0, 0, 1]);
    let answer = summed(&[UNIT, 4, 2, 0, served.layout.list.map_version as u8]);
    let write = summed(&[UNIT, 16, 0, 3, 0, 3, 6, 0, 0, 0, 77, 0, 0]);
    let mut damaged = write.clone();
    damaged[9] ^= 1;
    let mut silent = vec![
        damaged,
        vec![0; 1],
        vec![255; 256],
        vec![1; 700],
        summed(&[UNIT]),
        summed(&[2, 16, 0, 3, 0, 3, 6, 0, 0, 0, 77, 0, 0]),
        summed(&[0, 16, 0, 3, 0, 3, 6, 0, 0, 0, 77, 0, 0]),
        summed(&[UNIT, 0x84, 2]),
        // What another unit is asked, and what it answers.
        [summed(&[2, 4, 0, 0, 0, 2]), summed(&[2, 4, 4, 0, 0, 0, 1])].concat(),
    ];
    silent.extend((1..write.len()).map(|length| write[..length].to_vec()));
    for bytes in silent {
        assert_eq!(says(&mut port, &bytes).await, Vec::<u8>::new(), "{bytes:?}");
        assert_eq!(says(&mut port, &good).await, answer, "after {bytes:?}");
        assert_eq!(served.number("measured_storage", None), None);
    }
    assert_eq!(says(&mut port, &write).await, summed(&[UNIT, 16, 0, 3, 0, 3]));
    assert_eq!(served.number("measured_storage", None), Some(77));
}

/// With the right checksum it is the client that is wrong, and it is told so.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_wrong_is_answered() {
    let served = served();
    let mut port = listen(&served, Role::Field);
    for pdu in [
        &[4, 0, 0, 0][..],
        &[4],
        &[4, 0, 0, 0, 1, 0],
        &[16, 0, 3, 0x80, 0, 0],
        &[16, 0, 3, 0, 3, 4, 0, 0, 0, 77],
        &[16, 0, 3, 0, 3, 6, 0, 0, 0, 77],
        &[15, 0, 0, 0xff, 0xff, 1, 0],
        &[23, 0, 0, 0, 1, 0, 0, 0x80, 0, 0],
        &[5, 0, 0, 0, 1],
    ] {
        let answer = summed(&[UNIT, pdu[0] | 0x80, 3]);
        assert_eq!(says(&mut port, &summed(&[&[UNIT], pdu].concat())).await, answer, "{pdu:?}");
    }
    assert_eq!(says(&mut port, &summed(&[UNIT, 7])).await, summed(&[UNIT, 0x87, 1]));
    assert_eq!(served.number("measured_storage", None), None);
}

/// Adapters hand over a frame in pieces.
#[tokio::test(flavor = "multi_thread")]
async fn a_frame_may_come_in_pieces() {
    let served = served();
    let mut port = listen(&served, Role::View);
    let good = summed(&[UNIT, 4, 0, 0, 0, 1]);
    for piece in 1..good.len() {
        for part in good.chunks(piece) {
            port.write_all(part).await.expect("it is sent");
            port.flush().await.expect("it is sent");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        assert_eq!(heard(&mut port, SILENCE).await.len(), 7, "in pieces of {piece}");
    }
}
