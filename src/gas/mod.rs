//! Gas properties and linepack: how much gas a line holds and can give.
//!
//! The compressibility factor Z comes from SGERG-88 (ISO 12213-3:2006, GB/T 17747.3; M. Jaeschke and A. E.
//! Humphreys, GERG Technical Monograph 5, 1991): from carbon dioxide and hydrogen content, relative density
//! and superior calorific value, which a station has, where AGA8 DETAIL and GERG-2008 ask for the whole
//! composition.
//!
//! ```text
//! GasQuality ──Gas::new──▶ Gas ──state(p, T)──▶ GasState ──convert_volume_m3──▶ m³
//!                           └──usable_linepack(pipe, T, from, to)──▶ stock in whole dm³
//! ```
//!
//! **Floating point.** This is the one module, besides the conversions in [`crate::units`], that computes with
//! floating point. It is `f64` throughout, which most microcontrollers do in software. Nothing here belongs
//! into the scan path and nothing here decides: characterise a gas when a new analysis arrives, compute
//! linepack every few minutes outside the scan, and hand the allocation the whole dm³.
//!
//! **Pressures are absolute**, in MPa: add the air pressure to what a gauge shows. Temperatures are in °C.
//!
//! # Range and accuracy
//!
//! The range is enforced, see [`GasQuantity::limits`]:
//!
//! | quantity | range |
//! |---|---|
//! | absolute pressure | 1 Pa … 12 MPa |
//! | temperature | −23 … 65 °C |
//! | superior calorific value (combustion at 25 °C, metering at 0 °C) | 30 … 45 MJ/m³ |
//! | relative density (0 °C) | 0.55 … 0.80 |
//! | carbon dioxide, nitrogen, hydrogen | 0.20, 0.20, 0.10 mol/mol |
//!
//! Pressure and temperature are those of the program in ISO 12213-3, the others those of pipeline quality gas
//! (管输气) in ISO 12213. Lean gas with hydrogen added is lighter than 0.55 and is refused. The gas has to be
//! dry and above its hydrocarbon dew point, which is not checked here.
//!
//! The standard states about ±0.1 % for Z of pipeline gas, from 263 K. The example gases of ISO 12213,
//! against AGA8 DETAIL, differ by at most so many per cent:
//!
//! | temperature | to 4 MPa | to 7 MPa | to 10 MPa | to 12 MPa |
//! |---|---|---|---|---|
//! | −5 … 65 °C | 0.07 | 0.11 | 0.16 | 0.33 |
//! | −10 … −5 °C | 0.10 | 0.15 | 0.28 | 0.51 |
//! | −23 … −10 °C | 0.35 | 0.65 | 1.1 | 1.5 |
//!
//! So at the pressures of a city gate and the temperatures of the ground the standard keeps what it states;
//! at 10 MPa in the cold it does not. A gas with much more or much less propane and butane than usual for its
//! ethane differs by more.
//!
//! The equations are solved to 12 digits, where the program in the standard stops at about 6: the results
//! agree with it to 10⁻⁵, the last digit of its tables, and linepack rises evenly with pressure.

mod error;
mod linepack;
mod quality;
#[cfg(feature = "serde")]
mod serialized;
mod sgerg;
mod state;
mod virial;

pub use error::{GasError, GasFault, GasQuantity, Limits};
pub use linepack::{MeanPressure, Pipe, UsableLinepack, linepack_m3, usable_linepack, whole_dm3};
pub use quality::{CombustionTemperature, GasQuality};
pub use sgerg::{CHARACTERISATION_CAP, DENSITY_CAP, Gas};
pub use state::{BaseConditions, GasState, convert_volume_m3};
