//! Connections: how many, and for how long.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// So many connections at a time. Those beyond wait until one is free.
const CONNECTIONS: usize = 256;

/// How long a request's header may take, and how long a connection may be idle.
const HEADER: Duration = Duration::from_secs(10);

/// How long a connection may last; a page that is live then connects again by itself.
const LONGEST: Duration = Duration::from_secs(2 * 3600);

/// Who connected.
#[derive(Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Returns with what went wrong.
pub async fn serve(listener: TcpListener, router: Router) -> io::Error {
    match accept(listener, router).await {
        Err(error) => error,
        Ok(never) => match never {},
    }
}

async fn accept(listener: TcpListener, router: Router) -> io::Result<Infallible> {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let permit = free.clone().acquire_owned().await.map_err(io::Error::other)?;
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            // One that went again before it was taken, or no descriptor is left for now.
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let router = router.clone().layer(Extension(Peer(peer)));
        tokio::spawn(async move {
            let _permit = permit;
            // What a client does wrong ends its connection, and nothing else.
            let _ = tokio::time::timeout(LONGEST, connection(stream, router)).await;
        });
    }
}

async fn connection(stream: TcpStream, router: Router) -> Result<(), hyper::Error> {
    // Small messages are not to wait for the next.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await
}
