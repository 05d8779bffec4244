//! Modbus TCP and RTU: the points as registers, alarms as discrete inputs.

pub mod config;
pub mod map;
pub mod serial;
pub mod service;
mod tcp;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

use self::config::{Listener, ModbusConfig};
use self::service::Face;
pub use self::tcp::serve_tcp;
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
