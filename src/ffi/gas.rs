//! Gas properties and linepack.

use super::call::run;
use super::status::{ErrorStatus, Failure, StatusCode};
use core::ffi::{CStr, c_char};
use zerocopy::FromBytes;

use super::memory::{MemoryRange, check_apart, check_optional, output, value};
use crate::gas::{
    self, BaseConditions, CombustionTemperature, Gas, GasError, GasQuality, MeanPressure, Pipe,
    convert_volume_m3, usable_linepack,
};

/// The codes of a temperature of combustion and of the conditions of metering as C gives them: any bytes.
type CombustionTemperatureCode = u8;
type BaseConditionsCode = u8;

/// The quality of a gas, as an analysis or a process gas chromatograph states it. Dry gas above its hydrocarbon dew
/// point.
#[derive(Clone, Copy, FromBytes)]
#[repr(C)]
pub struct CitygateGasQuality {
    /// Superior calorific value, in MJ/m3: 30 to 45 at 25 degC / 0 degC, about 28.0 to 41.9 at 20 degC / 20 degC.
    pub superior_calorific_value_mj_per_m3: f64,
    /// Relative density to air, 0.55 to 0.80.
    pub relative_density: f64,
    /// Mole fraction of carbon dioxide, 0 to 0.20.
    pub carbon_dioxide_mol_per_mol: f64,
    /// Mole fraction of hydrogen, 0 to 0.10, taken to come with carbon monoxide as in coke-oven gas.
    pub hydrogen_mol_per_mol: f64,
    /// The temperature of combustion that the calorific value refers to.
    pub combustion: CombustionTemperatureCode,
    /// The conditions that the cubic metre and the relative density refer to.
    pub metering: BaseConditionsCode,
    /// 0.
    pub reserved: [u8; 6],
}

/// The compressibility factor Z of a gas, by SGERG-88 (ISO 12213-3, GB/T 17747.3). The standard states about 0.1 % for
/// pipeline gas; colder than -10 degC or above 10 MPa it is less exact.
///
/// quality: the gas.
/// pressure_mpa: absolute, 0.000001 to 12.
/// temperature_celsius: -23 to 65.
/// compressibility: receives Z.
/// error_index: on an error that has one, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _UNKNOWN (combustion, metering, or a
/// reserved byte that is not 0), _NOT_FINITE, any CITYGATE_ERROR_GAS_.... On an error nothing is written but the error_index.
///
/// Bounded time: some 60,000 instructions of floating point where it is done in software.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_gas_compressibility(
    quality: *const CitygateGasQuality,
    pressure_mpa: f64,
    temperature_celsius: f64,
    compressibility: *mut f64,
    error_index: *mut u32,
) -> StatusCode {
    let state = |gas: Gas| Ok(gas.state(pressure_mpa, temperature_celsius)?.compressibility());
    // SAFETY: the caller's promises.
    unsafe { of_gas(quality, compressibility, error_index, state) }
}

/// The volume at 20 degC and 101.325 kPa (GB/T 19205-2008) of gas that a meter counts at another pressure and
/// temperature, by SGERG-88.
///
/// quality: the gas.
/// volume_m3: what the meter counts, 0 to 1e15.
/// pressure_mpa: at the meter, absolute, 0.000001 to 12.
/// temperature_celsius: at the meter, -23 to 65.
/// standard_m3: receives the volume at base conditions.
/// error_index: on an error that has one, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
///
/// Bounded time, about twice that of citygate_gas_compressibility.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_gas_standard_volume_m3(
    quality: *const CitygateGasQuality,
    volume_m3: f64,
    pressure_mpa: f64,
    temperature_celsius: f64,
    standard_m3: *mut f64,
    error_index: *mut u32,
) -> StatusCode {
    let convert = |gas: Gas| {
        let at_meter = gas.state(pressure_mpa, temperature_celsius)?;
        convert_volume_m3(volume_m3, &at_meter, &gas.state_at_base(BaseConditions::Celsius20)?)
    };
    // SAFETY: the caller's promises.
    unsafe { of_gas(quality, standard_m3, error_index, convert) }
}

/// The volume inside a pipe.
///
/// length_m: 0.1 to 1e7.
/// internal_diameter_m: 0.001 to 3; millimetres given as metres are refused.
/// volume_m3: receives the volume.
/// error_index: on an error that has one, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
/// _GAS_TOO_HIGH. On an error nothing is written but the error_index.
///
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_pipe_volume_m3(
    length_m: f64,
    internal_diameter_m: f64,
    volume_m3: *mut f64,
    error_index: *mut u32,
) -> StatusCode {
    let volume = || Ok(Pipe::from_length_and_diameter(length_m, internal_diameter_m)?.volume_m3());
    // SAFETY: the caller's promises.
    unsafe { give(&[], volume_m3, error_index, volume) }
}

/// The mean pressure of a level pipe in steady flow between the pressures at its ends.
///
/// upstream_mpa, downstream_mpa: absolute, 0.000001 to 12; the downstream one is not the higher one.
/// mean_mpa: receives the mean pressure.
/// error_index: on an error that has one, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
///
/// Returns CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _NOT_FINITE, _GAS_TOO_LOW,
/// _GAS_TOO_HIGH, _GAS_INVERTED. On an error nothing is written but the error_index.
///
/// Constant time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_pipe_mean_pressure_mpa(
    upstream_mpa: f64,
    downstream_mpa: f64,
    mean_mpa: *mut f64,
    error_index: *mut u32,
) -> StatusCode {
    let mean = || Ok(MeanPressure::between(upstream_mpa, downstream_mpa)?.mpa());
    // SAFETY: the caller's promises.
    unsafe { give(&[], mean_mpa, error_index, mean) }
}

/// The gas that can be drawn from a pipe (linepack) while its mean pressure falls, at one temperature: a stock for
/// citygate_horizon_allocate.
///
/// quality: the gas.
/// pipe_volume_m3: inside the pipe, 1e-9 to 1e8; citygate_pipe_volume_m3 computes it.
/// temperature_celsius: of the gas (that of the ground, for a buried pipe), -23 to 65.
/// from_mpa: the mean pressure now, absolute, 0.000001 to 12; citygate_pipe_mean_pressure_mpa computes it.
/// to_mpa: the lowest mean pressure at which the pipe may run; a pressure above the first is an error, because
/// "nothing" would hide that the pipe is below its limit already.
/// usable_dm3: receives the volume at 20 degC and 101.325 kPa in whole dm3, rounded down.
/// error_index: on an error that has one, receives the quantity that is wrong, for citygate_gas_quantity_text; may be NULL.
///
/// Returns CITYGATE_OK, or an error as citygate_gas_compressibility. On an error nothing is written but the error_index.
///
/// Bounded time: some 140,000 instructions of floating point where it is done in software.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn citygate_linepack_usable_dm3(
    quality: *const CitygateGasQuality,
    pipe_volume_m3: f64,
    temperature_celsius: f64,
    from_mpa: f64,
    to_mpa: f64,
    usable_dm3: *mut u64,
    error_index: *mut u32,
) -> StatusCode {
    let usable = |gas: Gas| {
        let pipe = Pipe::from_volume(pipe_volume_m3)?;
        let (from, to) = (MeanPressure::known(from_mpa)?, MeanPressure::known(to_mpa)?);
        Ok(usable_linepack(&pipe, &gas, temperature_celsius, from, to)?.whole_dm3)
    };
    // SAFETY: the caller's promises.
    unsafe { of_gas(quality, usable_dm3, error_index, usable) }
}

/// A quantity of a gas or a pipe that was refused, and what would be right, in English.
///
/// quantity: the error_index that a function of gas properties reported.
///
/// Returns a constant NUL-terminated text, never NULL: a number that is no quantity gives "unknown quantity". Constant time.
#[unsafe(no_mangle)]
pub extern "C" fn citygate_gas_quantity_text(quantity: u32) -> *const c_char {
    let text = QUANTITIES.get(quantity as usize).copied();
    text.unwrap_or(text!("unknown quantity")).as_ptr()
}

/// The quantities with their limits, in the order of their numbers.
const QUANTITIES: [&CStr; gas::GasQuantity::ALL.len()] = [
    text!("carbon dioxide content: 0 to 0.20 mol/mol"),
    text!("hydrogen content: 0 to 0.10 mol/mol"),
    text!("relative density at 0 degC: 0.55 to 0.80"),
    text!("superior calorific value (25 degC / 0 degC): 30 to 45 MJ/m3"),
    text!("computed nitrogen content: -0.01 to 0.20 mol/mol"),
    text!("absolute pressure: 1e-6 to 12 MPa"),
    text!("temperature: -23 to 65 degC"),
    text!("absolute pressure of the state: 1e-6 to 100 MPa"),
    text!("temperature of the state: -200 to 200 degC"),
    text!("compressibility factor: 0.1 to 3"),
    text!("volume: 0 to 1e15 m3"),
    text!("standard volume: 0 to 9e15 m3"),
    text!("length of the pipe: 0.1 to 1e7 m"),
    text!("internal diameter of the pipe: 0.001 to 3 m"),
    text!("geometric volume of the pipe: 1e-9 to 1e8 m3"),
    text!("absolute upstream pressure: 1e-6 to 12 MPa"),
    text!("absolute downstream pressure: 1e-6 to 12 MPa"),
    text!("absolute mean pressure: 1e-6 to 12 MPa"),
];

/// Computes something of a gas and writes it.
///
/// # Safety
///
/// Every pointer is NULL, misaligned, or points to memory for a value that nobody else writes, or uses if it is an
/// output.
unsafe fn of_gas<T: FromBytes>(
    quality: *const CitygateGasQuality,
    result: *mut T,
    error_index: *mut u32,
    compute: impl FnOnce(Gas) -> Result<T, GasError>,
) -> StatusCode {
    // SAFETY: as promised.
    let quality_read = match unsafe { value(quality) } {
        Ok(mirror) => mirror,
        Err(error) => return Failure::from(error).status(),
    };
    let of_this = || compute(Gas::new(&read(quality_read)?)?).map_err(Refusal::Gas);
    // SAFETY: as promised.
    unsafe { give(&[MemoryRange::of(quality)], result, error_index, of_this) }
}

/// Why nothing was computed.
enum Refusal {
    Unknown,
    Gas(GasError),
}

impl From<GasError> for Refusal {
    fn from(error: GasError) -> Refusal {
        Refusal::Gas(error)
    }
}

/// Computes something and writes it.
///
/// # Safety
///
/// As [`of_gas`].
unsafe fn give<T: FromBytes>(
    inputs: &[MemoryRange],
    result: *mut T,
    error_index: *mut u32,
    compute: impl FnOnce() -> Result<T, Refusal>,
) -> StatusCode {
    // SAFETY: as promised.
    unsafe {
        run(error_index, || {
            check_optional(error_index)?;
            check_apart(inputs, &[MemoryRange::of(result), MemoryRange::of(error_index)])?;
            *output(result)? = compute().map_err(failure)?;
            Ok(())
        })
    }
}

fn read(mirror: &CitygateGasQuality) -> Result<GasQuality, Refusal> {
    let combustion = CombustionTemperature::from_code(mirror.combustion).ok_or(Refusal::Unknown)?;
    let metering = BaseConditions::from_code(mirror.metering).ok_or(Refusal::Unknown)?;
    if mirror.reserved != [0; 6] {
        return Err(Refusal::Unknown);
    }
    Ok(GasQuality {
        superior_calorific_value_mj_per_m3: mirror.superior_calorific_value_mj_per_m3,
        combustion,
        relative_density: mirror.relative_density,
        metering,
        carbon_dioxide: mirror.carbon_dioxide_mol_per_mol,
        hydrogen: mirror.hydrogen_mol_per_mol,
    })
}

fn failure(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Unknown => ErrorStatus::Unknown.into(),
        Refusal::Gas(GasError::Inverted) => ErrorStatus::GasInverted.into(),
        Refusal::Gas(GasError::Inconsistent | GasError::DidNotConverge) => {
            ErrorStatus::GasInconsistent.into()
        }
        Refusal::Gas(GasError::OutOfRange { quantity, fault }) => {
            let status = match fault {
                gas::GasFault::NotFinite => ErrorStatus::NotFinite,
                gas::GasFault::TooLow => ErrorStatus::GasTooLow,
                gas::GasFault::TooHigh => ErrorStatus::GasTooHigh,
            };
            Failure::at(status, quantity as u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_called_in_c_as_in_rust() {
        for (quantity, text) in gas::GasQuantity::ALL.into_iter().zip(QUANTITIES) {
            let (name, limits) = text.to_str().unwrap().split_once(": ").unwrap();
            let in_ascii = |text: &str| text.replace('°', "deg").replace("deg C", "degC").replace('³', "3");
            assert_eq!(in_ascii(quantity.name()), name);
            assert_eq!(in_ascii(quantity.limits().text), limits);
        }
    }
}
