//! Reading what is checked when it is made: a serialized value is made, and checked, anew.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::linepack::{MeanPressure, Pipe};
use super::state::GasState;

#[derive(Deserialize)]
#[serde(rename = "Pipe", deny_unknown_fields)]
struct PipeForm {
    volume_m3: f64,
}

impl<'de> Deserialize<'de> for Pipe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pipe, D::Error> {
        Pipe::from_volume(PipeForm::deserialize(deserializer)?.volume_m3).map_err(D::Error::custom)
    }
}

#[derive(Deserialize)]
#[serde(rename = "MeanPressure", deny_unknown_fields)]
struct MeanPressureForm {
    mpa: f64,
}

impl<'de> Deserialize<'de> for MeanPressure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MeanPressure, D::Error> {
        MeanPressure::known(MeanPressureForm::deserialize(deserializer)?.mpa).map_err(D::Error::custom)
    }
}

#[derive(Deserialize)]
#[serde(rename = "GasState", deny_unknown_fields)]
struct GasStateForm {
    pressure_mpa: f64,
    temperature_celsius: f64,
    compressibility: f64,
}

impl<'de> Deserialize<'de> for GasState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<GasState, D::Error> {
        let form = GasStateForm::deserialize(deserializer)?;
        GasState::new(form.pressure_mpa, form.temperature_celsius, form.compressibility)
            .map_err(D::Error::custom)
    }
}
