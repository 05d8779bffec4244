//! Connections: how many, how long, and what ends one.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use citygate_modbus::tcp::{LONGEST_FRAME, Receiver, answer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};

use super::AGAIN;
use super::service::{Client, Face};

/// Before the protocol data unit: transaction, protocol and length of two bytes each, and the unit.
const UNIT: usize = 6;

/// Serves connections for ever. One that finds no place is closed at once.
pub async fn serve_tcp(listener: TcpListener, connections: usize, idle: Duration, face: Arc<Face>) {
    let mut open = JoinSet::new();
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            // The system has no connection to give, which passes.
            sleep(AGAIN).await;
            continue;
        };
        while open.try_join_next().is_some() {}
        if open.len() < connections {
            let client = Client { face: Arc::clone(&face), name: format!("Modbus {from}") };
            // Why a connection was closed, its client knows best.
            open.spawn(async move { converse(stream, idle, &client).await });
        }
    }
}

/// Answers a connection, until no whole frame has come, or no answer could be sent, for the idle time, or what has come is no
/// request.
async fn converse(mut stream: TcpStream, idle: Duration, client: &Client) -> io::Result<()> {
    // Answers are short, and are waited for; without it they only come later.
    let _ = stream.set_nodelay(true);
    let mut receiver = Receiver::new();
    let mut closes = Instant::now() + idle;
    let (mut bytes, mut reply) = ([0; LONGEST_FRAME], [0; LONGEST_FRAME]);
    loop {
        let count = timeout_at(closes, stream.read(&mut bytes)).await??;
        let mut rest = bytes.get(..count).unwrap_or_default();
        if rest.is_empty() {
            return Ok(());
        }
        while let Some(frame) = receiver.receive(&mut rest).map_err(no_request)? {
            closes = Instant::now() + idle;
            // The codec would answer units 0 and 255, too; here a request names its unit.
            let unit = client.face.unit;
            if frame.get(UNIT) != Some(&unit) {
                continue;
            }
            let (answered, is_malformed) = client.answer(|map| answer(frame, unit, map, &mut reply)).await;
            let response = reply.get(..answered.map_err(no_request)?).unwrap_or_default();
            if is_malformed || response.is_empty() {
                return Err(no_request("malformed"));
            }
            timeout_at(closes, stream.write_all(response)).await??;
        }
    }
}

fn no_request(why: impl ToString) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why.to_string())
}
