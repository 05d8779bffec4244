//! Frames that are none. After each of them a good client is answered.

use std::time::Duration;

use citygate_scada::access::Role;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::connections::until_closed;
use crate::served::{Client, Served, UNIT, served, times};

/// A frame with the right header.
pub fn framed(pdu: &[u8]) -> Vec<u8> {
    let [high, low] = (pdu.len() as u16 + 1).to_be_bytes();
    [&[0, 1, 0, 0, high, low, UNIT], pdu].concat()
}

/// A write of several registers from 0 on with these in its header.
fn write(quantity: u16, byte_count: u8, bytes: usize) -> Vec<u8> {
    let [high, low] = quantity.to_be_bytes();
    framed(&[&[16, 0, 0, high, low, byte_count], vec![0; bytes].as_slice()].concat())
}

fn coils(quantity: u16, byte_count: u8, bytes: usize) -> Vec<u8> {
    let mut frame = write(quantity, byte_count, bytes);
    frame[7] = 15;
    frame
}

fn read_write(quantity: u16, byte_count: u8, bytes: usize) -> Vec<u8> {
    let [high, low] = quantity.to_be_bytes();
    framed(&[&[23, 0, 0, 0, 1, 0, 0, high, low, byte_count], vec![0; bytes].as_slice()].concat())
}

/// What the server must close the connection upon.
fn out_of_step() -> Vec<(&'static str, Vec<u8>)> {
    let good = framed(&[4, 0, 0, 0, 1]);
    let with = |place: usize, byte: u8| {
        let mut frame = good.clone();
        frame[place] = byte;
        frame
    };
    vec![
        ("protocol 1", with(3, 1)),
        ("protocol 256", with(2, 1)),
        ("length 0", with(5, 0)),
        ("length 1", with(5, 1)),
        ("length 255", with(5, 255)),
        ("length 256 and more", with(4, 1)),
        ("length 65535", [&[0, 1, 0, 0, 255, 255], vec![0; 300].as_slice()].concat()),
        ("a request that is too short", framed(&[4, 0, 0, 0])),
        ("a function alone", framed(&[4])),
        ("a request that is too long", framed(&[4, 0, 0, 0, 1, 0])),
        ("a write of one that is too short", framed(&[6, 0, 0, 0])),
        ("a coil that is neither on nor off", framed(&[5, 0, 0, 0, 1])),
        ("function 128", framed(&[128, 0, 0, 0, 1])),
        ("function 255", framed(&[255])),
        ("124 registers", write(124, 248, 247)),
        ("no registers", write(0, 0, 0)),
        ("fewer bytes than registers", write(3, 4, 4)),
        ("more bytes than registers", write(1, 4, 4)),
        ("an odd byte count", write(1, 3, 3)),
        ("fewer bytes than the byte count", write(2, 4, 3)),
        ("more bytes than the byte count", write(2, 4, 5)),
        ("a byte count of 246 that is not there", write(123, 246, 2)),
        ("a quantity whose double overflows", write(32_768, 0, 0)),
        ("a quantity whose double overflows to that", write(32_769, 2, 2)),
        ("the largest quantity", write(65_535, 254, 246)),
        ("a write without a header", framed(&[16, 0, 0])),
        ("more coils than bytes", coils(65_535, 1, 1)),
        ("one coil more than bits", coils(9, 1, 1)),
        ("coils without bytes", coils(8, 0, 0)),
        ("no coils", coils(0, 0, 0)),
        ("more bytes than coils", coils(8, 2, 2)),
        ("reads and writes with an overflow", read_write(32_768, 0, 0)),
        ("reads and writes with another byte count", read_write(1, 4, 4)),
        ("reads and writes, cut", framed(&[23, 0, 0, 0, 1, 0, 0])),
        ("device identification of nothing", framed(&[43, 14, 9, 0])),
        ("device identification, cut", framed(&[43])),
        ("260 bytes of 255", vec![255; 260]),
        ("260 bytes of 1", vec![1; 260]),
        ("a page", b"GET / HTTP/1.1\r\nHost: gate\r\n\r\n".to_vec()),
        ("TLS", vec![22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]),
        ("RTU on a connection", vec![1, 4, 0, 0, 0, 1, 0x31, 0xca]),
    ]
}

/// Nothing has been written, and a good client is answered.
async fn all_is_well(served: &Served, good: &mut Client, storage: Option<u64>) {
    good.is_well(served).await;
    assert_eq!(served.number("measured_storage", None), storage);
    assert_eq!(served.number("measured_supply", None), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_ends_its_own_connection_only() {
    let served = served();
    let at = served.listen(Role::Field).await;
    let mut good = Client::connect(at).await;
    for (what, frame) in out_of_step() {
        if what == "RTU on a connection" {
            // Its length is 49,610.
            assert_ne!(frame[4..6], [0, 6]);
        }
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        // What comes behind it is not answered any more.
        let _ = stream.write_all(&[frame, framed(&[6, 0, 3, 0, 1])].concat()).await;
        assert_eq!(until_closed(&mut stream).await, Vec::<u8>::new(), "{what}");
        all_is_well(&served, &mut good, None).await;
        // Alone, too.
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        let _ = stream.write_all(&out_of_step().iter().find(|own| own.0 == what).expect("it").1).await;
        assert_eq!(until_closed(&mut stream).await, Vec::<u8>::new(), "{what}");
        all_is_well(&served, &mut good, None).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_cut_off_at_any_byte_is_dropped() {
    let served = served();
    let at = served.listen(Role::Field).await;
    let mut good = Client::connect(at).await;
    let frame = framed(&[16, 0, 3, 0, 3, 6, 0, 0, 0, 77, 0, 0]);
    for length in 0..frame.len() {
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        stream.write_all(&frame[..length]).await.expect("it is sent");
        stream.shutdown().await.expect("it ends");
        assert_eq!(until_closed(&mut stream).await, Vec::<u8>::new());
        all_is_well(&served, &mut good, None).await;
    }
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    stream.write_all(&frame).await.expect("it is sent");
    stream.shutdown().await.expect("it ends");
    let answer = framed(&[16, 0, 3, 0, 3]);
    assert_eq!(until_closed(&mut stream).await, answer, "whole it is answered");
    all_is_well(&served, &mut good, Some(77)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_of_123_registers_is_looked_at_and_one_of_124_is_no_frame() {
    let served = served();
    let at = served.listen(Role::Field).await;
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    stream.write_all(&write(123, 246, 246)).await.expect("it is sent");
    let mut answer = [0; 9];
    timeout(Duration::from_secs(10), stream.read_exact(&mut answer))
        .await
        .expect("in time")
        .expect("an answer");
    assert_eq!(answer, [0, 1, 0, 0, 0, 3, 1, 0x90, 2], "not all of them are points");
    stream.write_all(&write(124, 248, 248)).await.expect("it is sent");
    assert_eq!(until_closed(&mut stream).await, Vec::<u8>::new());
    assert_eq!(served.refused().await, 1);
}

/// A small generator (xorshift64*): the same bytes for the same seed.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.below(256) as u8).collect()
    }

    /// Bytes that look like a frame more or less.
    pub fn frame(&mut self) -> Vec<u8> {
        let mut frame = match self.below(4) {
            0 => {
                let length = self.below(300);
                self.bytes(length)
            }
            1 => write(self.below(130) as u16, self.below(256) as u8, self.below(250)),
            2 => {
                let length = 1 + self.below(252);
                framed(&self.bytes(length))
            }
            _ => framed(&[1 + self.below(24) as u8, 0, self.below(256) as u8, 0, self.below(130) as u8]),
        };
        for _ in 0..self.below(3) {
            let place = self.below(frame.len().max(1));
            if let Some(byte) = frame.get_mut(place) {
                *byte = self.below(256) as u8;
            }
        }
        if self.below(4) == 0 {
            frame.truncate(self.below(frame.len() + 1));
        }
        frame
    }
}

pub fn are_frames(answers: &[u8], seed: u64) {
    let mut rest = answers;
    while !rest.is_empty() {
        assert!(rest.len() > 8 && rest[2..4] == [0, 0] && rest[6] == UNIT, "seed {seed}: {answers:?}");
        let length = 6 + usize::from(rest[4]) * 256 + usize::from(rest[5]);
        assert!((8..=260).contains(&length) && rest.len() >= length, "seed {seed}: {answers:?}");
        rest = &rest[length..];
    }
}

/// Answers are frames, whatever was asked, and the RTU is well after it.
#[tokio::test(flavor = "multi_thread")]
async fn random_frames() {
    let served = served();
    let at = served.listen(Role::View).await;
    let mut good = Client::connect(at).await;
    for seed in 1..=300 * times() as u64 {
        let mut random = Random(seed);
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        for _ in 0..1 + random.below(8) {
            if stream.write_all(&random.frame()).await.is_err() {
                break;
            }
        }
        let _ = stream.shutdown().await;
        are_frames(&until_closed(&mut stream).await, seed);
        if seed % 10 == 0 {
            all_is_well(&served, &mut good, None).await;
        }
    }
}
