//! The configuration file of an RTU: the station, and the faces that it has to the outside.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::rtu::config::{ConfigError, RtuConfig};

/// A configuration file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RtuFile {
    pub rtu: RtuConfig,
}

/// Reads a file in TOML.
///
/// # Errors
///
/// That it cannot be read, or what is wrong in it, and where.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
    toml::from_str(&text).map_err(|error| ConfigError::Syntax(path.to_owned(), Box::new(error)))
}
