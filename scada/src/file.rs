//! The configuration file of an RTU: the station, and the faces that it has to the outside.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::modbus::config::ModbusConfig;
use crate::mqtt::config::MqttConfig;
#[cfg(feature = "opc-ua")]
use crate::opc_ua::config::OpcUaConfig;
use crate::page::config::PageConfig;
use crate::rtu::config::{ConfigError, RtuConfig};

/// A configuration file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RtuFile {
    pub rtu: RtuConfig,
    #[serde(default)]
    pub modbus: Vec<ModbusConfig>,
    #[cfg(feature = "opc-ua")]
    pub opc_ua: Option<OpcUaConfig>,
    pub mqtt: Option<MqttConfig>,
    /// The operator page, if it is served.
    pub page: Option<PageConfig>,
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

/// Reads a password: a file of one line, which nobody but the program should be able to read.
///
/// # Errors
///
/// That it cannot be read, or that there is no password in it.
pub fn password(path: &Path) -> Result<String, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(ConfigError::Wrong(format!("{}: write a password on its first line", path.display()))),
        password => Ok(password.to_owned()),
    }
}
