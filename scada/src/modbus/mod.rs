//! Modbus TCP and RTU: the points as registers, alarms as discrete inputs.

pub mod config;
mod frame;
mod guard;
pub mod map;
pub mod serial;
pub mod service;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_modbus::server::tcp::Server;

use self::config::{Listener, ModbusConfig};
use self::guard::Guarded;
use self::service::{Client, Face};
use crate::rtu::service::RtuHandle;
use crate::serve::ServeError;

/// Before it is tried again to take connections, or to open a port that is gone.
const AGAIN: Duration = Duration::from_millis(500);

/// Begins to listen, as the sections of the configuration say; `faces` serves from then on.
///
/// # Errors
///
/// What is wrong with a section, or why it cannot listen.
pub async fn begin(
    configs: &[ModbusConfig],
    directory: &Path,
    rtu: &RtuHandle,
    faces: &mut JoinSet<Result<(), ServeError>>,
) -> Result<(), ServeError> {
    for config in configs {
        let face = Arc::new(Face { rtu: rtu.clone(), role: config.role, unit: config.unit });
        let listener = config.listener().map_err(|wrong| ServeError::new("[[modbus]]", wrong))?;
        match listener {
            Listener::Tcp { at, connections, idle } => {
                let failed = |error| ServeError::new(format!("Modbus at {at}"), error);
                let listener = TcpListener::bind(at).await.map_err(failed)?;
                faces.spawn(async move {
                    serve_tcp(listener, connections, idle, face).await;
                    Ok(())
                });
            }
            Listener::Serial { port, baud, parity, stop_bits } => {
                let line = serial::Line { port: directory.join(port), baud, parity, stop_bits };
                let failed = |error| ServeError::new(format!("Modbus at {}", line.port.display()), error);
                let open = line.open().map_err(failed)?;
                faces.spawn(async move {
                    line.serve(open, face).await;
                    Ok(())
                });
            }
        }
    }
    Ok(())
}

/// Serves connections for ever. One that finds no place is closed at once.
pub async fn serve_tcp(listener: TcpListener, connections: usize, idle: Duration, face: Arc<Face>) {
    let places = Arc::new(Semaphore::new(connections));
    let connected = |stream: TcpStream, from: std::net::SocketAddr| {
        let (place, face) = (Arc::clone(&places).try_acquire_owned(), Arc::clone(&face));
        async move {
            let Ok(place) = place else { return Ok(None) };
            // Answers are short, and are waited for; without it they only come later.
            let _ = stream.set_nodelay(true);
            let client = Client { face, name: format!("Modbus {from}") };
            Ok(Some((client, Guarded::new(stream, idle, place))))
        }
    };
    let server = Server::new(listener);
    loop {
        // It ends when the system has no connection to give, which passes. Why a connection was closed, its client knows best.
        let _ = server.serve(&connected, |_| {}).await;
        tokio::time::sleep(AGAIN).await;
    }
}
