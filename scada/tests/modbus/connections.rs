//! Connections: how many, how long, and that none holds up another.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use citygate_scada::access::Role;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::served::{Client, served};

const SOON: Duration = Duration::from_secs(10);

/// Waits until the server has closed it; what it sent before.
pub async fn until_closed(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A connection that is reset is closed too.
    let _ = timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("it is closed in time");
    bytes
}

async fn is_refused(at: SocketAddr) -> bool {
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    let mut byte = [0];
    matches!(timeout(Duration::from_millis(200), stream.read(&mut byte)).await, Ok(Ok(0) | Err(_)))
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_so_many_and_no_more() {
    let served = served();
    let at = served.listen_with(Role::View, 3, Duration::from_secs(60)).await;
    let mut clients = Vec::new();
    for _ in 0..3 {
        let mut client = Client::connect(at).await;
        client.is_well(&served).await;
        clients.push(client);
    }
    for _ in 0..20 {
        assert!(is_refused(at).await);
    }
    for client in &mut clients {
        client.is_well(&served).await;
    }
    // A place that is given up is there for another.
    drop(clients.pop());
    let begun = Instant::now();
    while is_refused(at).await {
        assert!(begun.elapsed() < SOON, "the place is not given on");
    }
    clients[0].is_well(&served).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_nothing_is_cut_off() {
    let served = served();
    let idle = Duration::from_millis(600);
    let at = served.listen_with(Role::View, 2, idle).await;
    // One that says nothing, and one that goes on for ever with half a frame.
    let mut silent = TcpStream::connect(at).await.expect("a connection");
    let begun = Instant::now();
    let mut slow = TcpStream::connect(at).await.expect("a connection");
    let dripping = async {
        for byte in [0, 1, 0, 0, 0, 250, 1, 16].into_iter().chain(std::iter::repeat(0)) {
            if slow.write_all(&[byte]).await.is_err() {
                break;
            }
            let mut bytes = [0];
            if let Ok(read) = timeout(Duration::from_millis(100), slow.read(&mut bytes)).await {
                assert!(matches!(read, Ok(0) | Err(_)));
                break;
            }
            assert!(begun.elapsed() < SOON, "who drips bytes is never cut off");
        }
    };
    let ((), bytes) = tokio::join!(dripping, until_closed(&mut silent));
    assert!(bytes.is_empty());
    assert!(begun.elapsed() >= idle, "{:?}", begun.elapsed());
    // Who asks now and then stays for longer than that.
    let mut client = Client::connect(at).await;
    let begun = Instant::now();
    while begun.elapsed() < 3 * idle {
        client.is_well(&served).await;
        tokio::time::sleep(idle / 4).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_frame_holds_nobody_up() {
    let served = served();
    let at = served.listen(Role::View).await;
    let mut halves = Vec::new();
    for length in 0..12 {
        let mut stream = TcpStream::connect(at).await.expect("a connection");
        stream.write_all(&[0, 1, 0, 0, 0, 6, 1, 4, 0, 0, 0, 1][..length]).await.expect("it is sent");
        halves.push(stream);
    }
    let mut client = Client::connect(at).await;
    for _ in 0..100 {
        client.is_well(&served).await;
    }
    // The other halves come late, and are answered.
    for (length, stream) in halves.iter_mut().enumerate() {
        stream.write_all(&[0, 1, 0, 0, 0, 6, 1, 4, 0, 0, 0, 1][length..]).await.expect("it is sent");
        let mut answer = [0; 11];
        timeout(SOON, stream.read_exact(&mut answer)).await.expect("in time").expect("an answer");
        assert_eq!(answer, [0, 1, 0, 0, 0, 5, 1, 4, 2, 0, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_may_come_in_one_piece_or_byte_by_byte() {
    let served = served();
    let at = served.listen(Role::View).await;
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    stream.set_nodelay(true).expect("a setting");
    let mut asked = Vec::new();
    for number in 0..100 {
        asked.extend([0, number, 0, 0, 0, 6, 1, 4, 0, 0, 0, 1]);
    }
    stream.write_all(&asked).await.expect("it is sent");
    for byte in &asked[..240] {
        stream.write_all(&[*byte]).await.expect("it is sent");
    }
    for number in (0..100).chain(0..20) {
        let mut answer = [0; 11];
        timeout(SOON, stream.read_exact(&mut answer)).await.expect("in time").expect("an answer");
        assert_eq!(answer, [0, number, 0, 0, 0, 5, 1, 4, 2, 0, 1]);
    }
}

/// Who asks and never reads the answers has its place for the idle time and no longer.
#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_cut_off() {
    let served = served();
    let at = served.listen_with(Role::View, 1, Duration::from_millis(500)).await;
    let mut deaf = TcpStream::connect(at).await.expect("a connection");
    let asked = [0, 1, 0, 0, 0, 6, 1, 4, 0, 0, 0, 125].repeat(1000);
    let mut sent = 0;
    while timeout(SOON, deaf.write_all(&asked)).await.is_ok_and(|sent| sent.is_ok()) {
        sent += 1;
        assert!(sent < 10_000, "it is never cut off");
    }
    let begun = Instant::now();
    while is_refused(at).await {
        assert!(begun.elapsed() < SOON, "its place is not given on");
    }
}
