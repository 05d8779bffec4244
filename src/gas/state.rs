//! States of a gas, base conditions, and volumes carried from one to the other.

use super::error::{GasError, GasQuantity};
use super::virial::GAS_CONSTANT;

/// 0 °C in K.
pub(super) const ZERO_CELSIUS: f64 = 273.15;

/// 101.325 kPa in MPa.
const BASE_PRESSURE: f64 = 0.101_325;

/// The conditions that a cubic metre of gas is counted at, all at 101.325 kPa. The numbers are part of the C
/// ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(u8)]
pub enum BaseConditions {
    /// 0 °C: the normal cubic metre, to which SGERG-88 refers.
    Celsius0 = 0,
    /// 15 °C: ISO 13443.
    Celsius15 = 1,
    /// 20 °C: China, GB/T 19205-2008 (标准参比条件).
    Celsius20 = 2,
}

impl BaseConditions {
    /// The base conditions with this number (0 … 2), or `None`.
    pub const fn from_code(code: u8) -> Option<BaseConditions> {
        Some(match code {
            0 => BaseConditions::Celsius0,
            1 => BaseConditions::Celsius15,
            2 => BaseConditions::Celsius20,
            _ => return None,
        })
    }

    /// The temperature, in °C.
    pub const fn temperature_celsius(self) -> f64 {
        match self {
            BaseConditions::Celsius0 => 0.0,
            BaseConditions::Celsius15 => 15.0,
            BaseConditions::Celsius20 => 20.0,
        }
    }

    /// The absolute pressure, in MPa: 0.101325.
    pub const fn pressure_mpa(self) -> f64 {
        BASE_PRESSURE
    }

    /// The state of an ideal gas at these conditions.
    pub const fn ideal_state(self) -> GasState {
        GasState::known(self.pressure_mpa(), self.temperature_celsius(), 1.0)
    }
}

/// Pressure, temperature and compressibility factor of a gas: all that a volume depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GasState {
    pressure_mpa: f64,
    temperature_celsius: f64,
    compressibility: f64,
}

impl GasState {
    /// A state whose compressibility factor Z comes from elsewhere: a flow computer, a laboratory; 1 for an
    /// ideal gas. [`crate::gas::Gas::state`] computes it instead.
    ///
    /// The pressure is absolute, in MPa.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::StatePressure`], [`GasQuantity::StateTemperature`] or
    /// [`GasQuantity::Compressibility`].
    ///
    /// ```
    /// use citygate::gas::GasState;
    /// let state = GasState::new(6.0, -3.15, 0.840_84)?;
    /// assert!((state.molar_density_mol_per_dm3() - 3.1786).abs() < 1e-4);
    /// # Ok::<(), citygate::gas::GasError>(())
    /// ```
    pub fn new(
        pressure_mpa: f64,
        temperature_celsius: f64,
        compressibility: f64,
    ) -> Result<GasState, GasError> {
        Ok(GasState {
            pressure_mpa: GasQuantity::StatePressure.check(pressure_mpa)?,
            temperature_celsius: GasQuantity::StateTemperature.check(temperature_celsius)?,
            compressibility: GasQuantity::Compressibility.check(compressibility)?,
        })
    }

    /// A state whose figures are known to be right.
    pub(super) const fn known(pressure_mpa: f64, temperature_celsius: f64, compressibility: f64) -> GasState {
        GasState { pressure_mpa, temperature_celsius, compressibility }
    }

    /// The absolute pressure, in MPa.
    pub const fn pressure_mpa(&self) -> f64 {
        self.pressure_mpa
    }

    /// The temperature, in °C.
    pub const fn temperature_celsius(&self) -> f64 {
        self.temperature_celsius
    }

    /// The compressibility factor Z (压缩因子).
    pub const fn compressibility(&self) -> f64 {
        self.compressibility
    }

    /// The molar density, in mol/dm³ (which is kmol/m³).
    pub const fn molar_density_mol_per_dm3(&self) -> f64 {
        self.pressure_mpa / (self.compressibility * GAS_CONSTANT * (self.temperature_celsius + ZERO_CELSIUS))
    }
}

/// The volume, in m³, that gas of `volume_m3` in the state `from` takes in the state `to`.
///
/// V₂ = V₁ · (p₁ / p₂) · (T₂ / T₁) · (Z₂ / Z₁): the amount of gas stays. With one state at base conditions it
/// converts between actual and standard cubic metres; with both, between bases (0 °C, 15 °C, 20 °C). Between
/// 0 °C and 20 °C an ideal gas grows by 1.07322, real natural gases by 1.0737 … 1.0740.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// [`GasError::OutOfRange`] for [`GasQuantity::Volume`], given or resulting.
///
/// ```
/// use citygate::gas::{BaseConditions, GasState, convert_volume_m3};
///
/// let (at_0, at_20) = (BaseConditions::Celsius0.ideal_state(), BaseConditions::Celsius20.ideal_state());
/// let at_20 = convert_volume_m3(1000.0, &at_0, &at_20)?;
/// assert!((at_20 - 1073.22).abs() < 0.01);
///
/// // A turbine meter counts 100 m³ at 4 MPa and 5 °C, where Z is 0.905: in Chinese standard cubic metres,
/// // with Z = 0.998 at the base.
/// let meter = GasState::new(4.0, 5.0, 0.905)?;
/// let base = GasState::new(0.101_325, 20.0, 0.998)?;
/// assert!((convert_volume_m3(100.0, &meter, &base)? - 4588.0).abs() < 1.0);
/// # Ok::<(), citygate::gas::GasError>(())
/// ```
pub fn convert_volume_m3(volume_m3: f64, from: &GasState, to: &GasState) -> Result<f64, GasError> {
    let volume = GasQuantity::Volume.check(volume_m3)?;
    GasQuantity::Volume.check(volume * from.molar_density_mol_per_dm3() / to.molar_density_mol_per_dm3())
}
