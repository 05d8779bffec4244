//! What an RTU is told: which station it runs, where its signals come from, where it keeps its state, and whom it serves.

use std::path::{Path, PathBuf};

use citygate_drill::read::scenario;
use citygate_drill::scenario::Scenario;
use serde::Deserialize;
use thiserror::Error;

/// The configuration of an RTU, a file in TOML. Paths in it are relative to the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RtuConfig {
    /// The station: a scenario of the exercise with a `[station]`, in m³/h.
    pub scenario: PathBuf,
    /// Its number, in the journal and in the control room.
    pub station_number: u32,
    /// Where signals come from.
    #[serde(default)]
    pub signals: SignalSource,
    /// So many seconds of the station pass in one second. Other than 1 only with simulated signals.
    #[serde(default = "one")]
    pub speed: u32,
    /// The directory with its journal and snapshots.
    pub state: PathBuf,
    /// The dispatch centre, if one allots to the station what it may pass.
    pub allotment: Option<AllotmentConfig>,
    /// A storage beside the station.
    pub storage: Option<StorageConfig>,
}

/// Where signals come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalSource {
    /// From the scenario's time line, with its noise and failures.
    #[default]
    Simulated,
    /// From the supply of whoever has the role `field`, users as in the scenario: for trials.
    SupplyFromField,
    /// All from whoever has the role `field`.
    Field,
}

/// What the dispatch centre allots.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllotmentConfig {
    /// What counts when nothing has been heard for long: what dispatch guarantees, in m³/h.
    pub lowest_m3_per_h: u32,
    /// So long after the last heartbeat the allotment is no longer believed.
    pub time_to_live_s: u32,
    /// So long after that the last one still counts, less what it can have changed by.
    pub last_good_s: u32,
    /// By how much it can change in a second, in m³/h.
    pub change_m3_per_h_per_s: u32,
}

/// A storage, as it is when the RTU starts; whoever has the role `field` says how it is from then on.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageConfig {
    pub content_m3: u32,
}

fn one() -> u32 {
    1
}

/// Why an RTU cannot be started with a configuration.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    #[error("{0}: {1}")]
    Syntax(PathBuf, Box<toml::de::Error>),
    #[error("{0}")]
    Scenario(String),
    #[error("{0}")]
    Wrong(String),
}

impl RtuConfig {
    /// Checks what the file alone does not show.
    ///
    /// # Errors
    ///
    /// What is wrong, and what would be right.
    pub fn check(&self) -> Result<(), ConfigError> {
        let wrong = |text: &str| Err(ConfigError::Wrong(text.to_owned()));
        if self.speed == 0 || self.speed > 3600 {
            return wrong("speed: write 1 to 3600");
        }
        if self.speed != 1 && self.signals == SignalSource::Field {
            return wrong("speed: signals from the field come at their own speed; write 1");
        }
        Ok(())
    }

    /// Unix time at which the simulation begins: the scenario's, where it states one. Nothing where the clock is the real one.
    ///
    /// # Errors
    ///
    /// As [`RtuConfig::scenario`].
    pub fn simulated_from_ms(&self, directory: &Path) -> Result<Option<u64>, ConfigError> {
        if self.speed == 1 {
            return Ok(None);
        }
        let scenario = self.scenario(directory)?;
        let start = scenario.timeline.and_then(|timeline| timeline.start);
        Ok(start.and_then(|start| u64::try_from(start.timestamp.as_millisecond()).ok()))
    }

    /// Reads the scenario and checks that it is one of a station.
    ///
    /// # Errors
    ///
    /// What is wrong with it, each fault on a line.
    pub fn scenario(&self, directory: &Path) -> Result<Scenario, ConfigError> {
        let path = directory.join(&self.scenario);
        let scenario = scenario::open(&path).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            ConfigError::Scenario(faults.join("\n"))
        })?;
        let wrong = |text: &str| Err(ConfigError::Scenario(format!("{}: {text}", path.display())));
        if scenario.station.is_none() {
            return wrong("an RTU runs a station; add [station]");
        }
        if scenario.unit != "m3/h" || !scenario.scale.is_finest() || scenario.horizon.is_some() {
            return wrong(
                "an RTU counts in dm³/h; state flows in m3/h, with sums up to 4,294,967 m3/h, and no horizon",
            );
        }
        Ok(scenario)
    }
}
