//! Linepack (管存): the gas that a pipe holds, and how much of it can be drawn.

use super::error::{GasError, GasQuantity};
use super::sgerg::Gas;
use super::state::{BaseConditions, GasState, convert_volume_m3};
use crate::units::Total;

/// A pipe, as the volume inside it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Pipe {
    volume_m3: f64,
}

impl Pipe {
    /// A pipe of this length and internal diameter, both in m.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::Length`] or [`GasQuantity::InternalDiameter`] (at most 3 m: a
    /// diameter in millimetres is refused).
    ///
    /// ```
    /// use citygate::gas::Pipe;
    /// let pipe = Pipe::from_length_and_diameter(20_000.0, 0.4)?;
    /// assert!((pipe.volume_m3() - 2513.27).abs() < 0.01);
    /// # Ok::<(), citygate::gas::GasError>(())
    /// ```
    pub fn from_length_and_diameter(length_m: f64, internal_diameter_m: f64) -> Result<Pipe, GasError> {
        let length = GasQuantity::Length.check(length_m)?;
        let diameter = GasQuantity::InternalDiameter.check(internal_diameter_m)?;
        Pipe::from_volume(core::f64::consts::FRAC_PI_4 * diameter * diameter * length)
    }

    /// A pipe, or a net of pipes at one pressure, of this geometric volume in m³.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::PipeVolume`].
    pub fn from_volume(volume_m3: f64) -> Result<Pipe, GasError> {
        Ok(Pipe { volume_m3: GasQuantity::PipeVolume.check(volume_m3)? })
    }

    /// The geometric volume, in m³.
    pub const fn volume_m3(&self) -> f64 {
        self.volume_m3
    }
}

/// The mean absolute pressure of the gas in a pipe.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct MeanPressure {
    mpa: f64,
}

impl MeanPressure {
    /// The mean pressure of a pipe in steady flow between these absolute pressures at its ends, in MPa.
    ///
    /// p = ⅔ (p₁ + p₂ − p₁ p₂ / (p₁ + p₂)): the mean over the length of a level pipe at one temperature,
    /// where the square of the pressure falls evenly. While a line is being packed or drawn down fast, the
    /// pressures at the ends do not tell the pressure between them: measure there too, and treat each section
    /// as a pipe. The result is never beyond the two; where they are equal, it is that pressure.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::UpstreamPressure`] or [`GasQuantity::DownstreamPressure`];
    /// [`GasError::Inverted`] when the downstream pressure is the higher one.
    ///
    /// ```
    /// use citygate::gas::MeanPressure;
    /// assert!((MeanPressure::between(6.0, 4.0)?.mpa() - 5.066667).abs() < 1e-6);
    /// # Ok::<(), citygate::gas::GasError>(())
    /// ```
    pub fn between(upstream_mpa: f64, downstream_mpa: f64) -> Result<MeanPressure, GasError> {
        let upstream = GasQuantity::UpstreamPressure.check(upstream_mpa)?;
        let downstream = GasQuantity::DownstreamPressure.check(downstream_mpa)?;
        if downstream > upstream {
            return Err(GasError::Inverted);
        }
        let sum = upstream + downstream;
        let mean = 2.0 / 3.0 * (sum - upstream * (downstream / sum));
        // Rounding may take it beyond the two by the last digit: between equal pressures that is all there is.
        Ok(MeanPressure { mpa: mean.max(downstream).min(upstream) })
    }

    /// A mean pressure that is known, absolute, in MPa.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::MeanPressure`].
    pub fn known(mpa: f64) -> Result<MeanPressure, GasError> {
        Ok(MeanPressure { mpa: GasQuantity::MeanPressure.check(mpa)? })
    }

    /// The pressure, in MPa.
    pub const fn mpa(&self) -> f64 {
        self.mpa
    }
}

/// A volume of gas that can be drawn from linepack, at the Chinese base conditions of 20 °C and 101.325 kPa
/// (GB/T 19205-2008).
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct UsableLinepack {
    /// The volume, in standard m³.
    pub standard_m3: f64,
    /// The same in whole dm³, rounded down: the unit of the allocation, as a stock to plan with.
    pub whole_dm3: Total,
}

/// The gas that a pipe holds, in standard m³ at 20 °C and 101.325 kPa.
///
/// The compressibility factor is that of the mean pressure. Summed over the length of the pipe the gas would
/// be a little more, at 5 °C: less than 0.1 % where the pressure falls by a fifth along the pipe, 0.3 % by a
/// third, 0.9 % by half.
///
/// One [`Gas::state`] and one [`Gas::state_at_base`]; reentrant.
///
/// # Errors
///
/// [`GasError::OutOfRange`] for [`GasQuantity::Temperature`]; [`GasError::DidNotConverge`].
pub fn linepack_m3(
    pipe: &Pipe,
    gas: &Gas,
    temperature_celsius: f64,
    pressure: MeanPressure,
) -> Result<f64, GasError> {
    let base = gas.state_at_base(BaseConditions::Celsius20)?;
    held(pipe, &gas.state(pressure.mpa, temperature_celsius)?, &base)
}

/// The gas that can be drawn from a pipe while its mean pressure falls from `from` to `to`, at one
/// temperature (that of the ground, for a buried pipe).
///
/// `to` is the lowest mean pressure at which the pipe may run. Equal pressures give nothing; a `from` below
/// `to` is an error, because "nothing" would hide that the pipe is already below its limit.
///
/// Two [`Gas::state`] and one [`Gas::state_at_base`]: some 140 000 instructions of soft floating point on a
/// Cortex-M4. Reentrant.
///
/// # Errors
///
/// [`GasError::Inverted`] when `from` is below `to`; [`GasError::OutOfRange`] for [`GasQuantity::Temperature`];
/// [`GasError::DidNotConverge`].
///
/// ```
/// use citygate::gas::{
///     BaseConditions, CombustionTemperature, Gas, GasQuality, MeanPressure, Pipe, usable_linepack,
/// };
///
/// let gas = Gas::new(&GasQuality {
///     superior_calorific_value_mj_per_m3: 37.88,
///     combustion: CombustionTemperature::Celsius20,
///     relative_density: 0.5808,
///     metering: BaseConditions::Celsius20,
///     carbon_dioxide: 0.006,
///     hydrogen: 0.0,
/// })?;
/// // 20 km of DN 400; now 4.0 MPa upstream and 3.4 MPa downstream, at the least 2.5 and 1.6.
/// let pipe = Pipe::from_length_and_diameter(20_000.0, 0.4)?;
/// let now = MeanPressure::between(4.0, 3.4)?;
/// let least = MeanPressure::between(2.5, 1.6)?;
/// let usable = usable_linepack(&pipe, &gas, 2.0, now, least)?;
/// assert_eq!(usable.whole_dm3 / 1_000_000, 49);
/// # Ok::<(), citygate::gas::GasError>(())
/// ```
pub fn usable_linepack(
    pipe: &Pipe,
    gas: &Gas,
    temperature_celsius: f64,
    from: MeanPressure,
    to: MeanPressure,
) -> Result<UsableLinepack, GasError> {
    if from < to {
        return Err(GasError::Inverted);
    }
    let base = gas.state_at_base(BaseConditions::Celsius20)?;
    let before = held(pipe, &gas.state(from.mpa, temperature_celsius)?, &base)?;
    let after = held(pipe, &gas.state(to.mpa, temperature_celsius)?, &base)?;
    // Between two all but equal pressures the rounding of the two volumes may exceed their difference.
    let standard_m3 = (before - after).max(0.0);
    Ok(UsableLinepack { standard_m3, whole_dm3: whole_dm3(standard_m3)? })
}

fn held(pipe: &Pipe, state: &GasState, base: &GasState) -> Result<f64, GasError> {
    convert_volume_m3(pipe.volume_m3, state, base)
}

/// A standard volume in m³ as whole dm³, rounded down.
///
/// Constant time; reentrant.
///
/// # Errors
///
/// [`GasError::OutOfRange`] for [`GasQuantity::StandardVolume`].
///
/// ```
/// use citygate::gas::{GasFault, GasError, GasQuantity, whole_dm3};
/// assert_eq!(whole_dm3(48.000_9), Ok(48_000));
/// let negative = GasError::OutOfRange { quantity: GasQuantity::StandardVolume, fault: GasFault::TooLow };
/// assert_eq!(whole_dm3(-1.0), Err(negative));
/// ```
pub fn whole_dm3(standard_m3: f64) -> Result<Total, GasError> {
    // At most 9e18: the cast only drops the fraction, and sums of totals keep below 2⁶⁴.
    Ok((GasQuantity::StandardVolume.check(standard_m3)? * 1000.0) as Total)
}
