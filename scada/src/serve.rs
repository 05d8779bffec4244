//! Serves an RTU on all faces that its configuration names, until the program is told to stop.

use std::path::Path;

use thiserror::Error;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;

use crate::file::RtuFile;
use crate::rtu::service::RtuHandle;

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

/// Returns when the program is told to stop (SIGINT, SIGTERM), or with the first face that fails.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(_file: &RtuFile, _directory: &Path, _rtu: &RtuHandle) -> Result<(), ServeError> {
    let faces: JoinSet<Result<(), ServeError>> = JoinSet::new();
    until_told(faces).await
}

async fn until_told(mut faces: JoinSet<Result<(), ServeError>>) -> Result<(), ServeError> {
    let failed = |error| ServeError::new("signals", error);
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
        Some(ended) = faces.join_next() => ended.map_err(|error| ServeError::new("a face", error))?,
    }
}
