//! Serves an RTU on all faces that its configuration names, until the program is told to stop.

use std::path::Path;
use std::time::Duration;

use thiserror::Error;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::file::RtuFile;
use crate::modbus;
use crate::mqtt;
#[cfg(feature = "opc-ua")]
use crate::opc_ua;
use crate::page;
use crate::rtu::service::RtuHandle;

/// So long faces have to take their leave.
const LEAVE: Duration = Duration::from_secs(1);

/// Why a face cannot serve, or has stopped.
#[derive(Debug, Error)]
#[error("{face}: {why}")]
pub struct ServeError {
    pub face: String,
    pub why: String,
}

impl ServeError {
    pub fn new(face: impl Into<String>, why: impl ToString) -> ServeError {
        ServeError { face: face.into(), why: why.to_string() }
    }
}

/// For faces that have something to do when the program stops.
#[derive(Clone)]
pub struct Stop(watch::Receiver<()>);

impl Stop {
    /// Faces stop when what comes with it is dropped.
    pub fn new() -> (watch::Sender<()>, Stop) {
        let (running, stop) = watch::channel(());
        (running, Stop(stop))
    }

    /// Returns when the program stops.
    pub async fn told(&mut self) {
        while self.0.changed().await.is_ok() {}
    }
}

/// Returns when the program is told to stop (SIGINT, SIGTERM), or with the first face that fails.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(file: &RtuFile, directory: &Path, rtu: &RtuHandle) -> Result<(), ServeError> {
    let mut faces: JoinSet<Result<(), ServeError>> = JoinSet::new();
    let (running, stop) = Stop::new();
    if let Some(config) = file.page.clone() {
        let (rtu_config, directory, rtu) = (file.rtu.clone(), directory.to_owned(), rtu.clone());
        faces.spawn(async move { page::serve(&config, &rtu_config, &directory, rtu).await });
    }
    #[cfg(feature = "opc-ua")]
    if let Some(own) = &file.opc_ua {
        faces.spawn(opc_ua::serve(own.clone(), directory.to_owned(), rtu.clone(), stop.clone()));
    }
    if let Some(own) = &file.mqtt {
        let options = mqtt::options(own, directory, file.rtu.station_number)?;
        faces.spawn(mqtt::publish(options, file.rtu.station_number, rtu.clone(), stop.clone()));
    }
    modbus::begin(&file.modbus, directory, rtu, &mut faces).await?;
    let ended = until_told(&mut faces).await;
    drop(running);
    let _ = timeout(LEAVE, async { while faces.join_next().await.is_some() {} }).await;
    ended
}

async fn until_told(faces: &mut JoinSet<Result<(), ServeError>>) -> Result<(), ServeError> {
    let failed = |error| ServeError::new("signals", error);
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
        Some(ended) = faces.join_next() => ended.map_err(|error| ServeError::new("a face", error))?,
    }
}
