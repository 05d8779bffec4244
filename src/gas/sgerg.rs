//! SGERG-88: from four figures of a gas to its compressibility factor at any pressure and temperature.

use super::error::{GasError, GasQuantity};
use super::quality::GasQuality;
use super::state::{BaseConditions, GasState, ZERO_CELSIUS};
use super::virial::{GAS_CONSTANT, Mixture, density};

/// How many iterations the characterisation of a gas may take. The most that any gas in the range takes is 6.
pub const CHARACTERISATION_CAP: u32 = 12;

/// How many iterations the molar density of a state may take. The most that any state in the range takes is
/// 8.
pub const DENSITY_CAP: u32 = 16;

// Constants of the standard (ISO 12213-3:2006, annex B).
/// Volume of an ideal gas at 0 °C and 101.325 kPa, dm³/mol.
const IDEAL_MOLAR_VOLUME: f64 = 22.414_097;
/// Density of dry air at 0 °C and 101.325 kPa, kg/m³.
const AIR_DENSITY: f64 = 1.292_923;
/// Molar calorific values at 25 °C, kJ/mol.
const HYDROGEN_CALORIFIC_VALUE: f64 = 285.83;
const CARBON_MONOXIDE_CALORIFIC_VALUE: f64 = 282.98;
/// Molar masses, g/mol.
const NITROGEN_MOLAR_MASS: f64 = 28.0135;
const CARBON_DIOXIDE_MOLAR_MASS: f64 = 44.010;
const HYDROGEN_MOLAR_MASS: f64 = 2.0159;
const CARBON_MONOXIDE_MOLAR_MASS: f64 = 28.010;
/// The equivalent hydrocarbon weighs this much, and so much more per kJ/mol of its calorific value, g/mol.
const HYDROCARBON_MOLAR_MASS: f64 = -2.709_328;
const HYDROCARBON_MOLAR_MASS_PER_CALORIFIC_VALUE: f64 = 0.021_062_199;
/// Carbon monoxide per hydrogen, as in coke-oven gas.
const CARBON_MONOXIDE_PER_HYDROGEN: f64 = 0.0964;
/// Where the iteration for B at 0 °C starts, dm³/mol.
const FIRST_SECOND_VIRIAL: f64 = -0.065;
/// When it ends, dm³/mol: 5·10⁻¹² of the molar volume.
const SECOND_VIRIAL_TOLERANCE: f64 = 1e-10;

/// A gas that SGERG-88 has characterised: made once for each analysis, then asked for any number of states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gas {
    mixture: Mixture,
}

impl Gas {
    /// Characterises a gas: finds the equivalent hydrocarbon and the nitrogen that explain its density and
    /// its calorific value.
    ///
    /// The figures are converted ([`GasQuality::for_sgerg`]), then checked. At most [`CHARACTERISATION_CAP`]
    /// iterations; reentrant. Some 50 000 instructions of soft floating point on a Cortex-M4: not for the
    /// scan path.
    ///
    /// # Errors
    ///
    /// * [`GasError::OutOfRange`] for [`GasQuantity::CarbonDioxide`], [`GasQuantity::Hydrogen`],
    ///   [`GasQuantity::RelativeDensity`], [`GasQuantity::SuperiorCalorificValue`], or for the computed
    ///   [`GasQuantity::Nitrogen`];
    /// * [`GasError::Inconsistent`] where the figures contradict each other;
    /// * [`GasError::DidNotConverge`].
    ///
    /// ```
    /// use citygate::gas::{BaseConditions, CombustionTemperature, GasFault, Gas, GasError, GasQuality, GasQuantity};
    ///
    /// let quality = GasQuality {
    ///     superior_calorific_value_mj_per_m3: 40.66,
    ///     combustion: CombustionTemperature::Celsius25,
    ///     relative_density: 0.581,
    ///     metering: BaseConditions::Celsius0,
    ///     carbon_dioxide: 0.006,
    ///     hydrogen: 0.0,
    /// };
    /// let gas = Gas::new(&quality)?;
    /// assert!((gas.nitrogen() - 0.0025).abs() < 0.0001);
    ///
    /// let wrong = GasQuality { carbon_dioxide: 0.6, ..quality };
    /// let too_high = GasError::OutOfRange { quantity: GasQuantity::CarbonDioxide, fault: GasFault::TooHigh };
    /// assert_eq!(Gas::new(&wrong), Err(too_high));
    /// # Ok::<(), GasError>(())
    /// ```
    pub fn new(quality: &GasQuality) -> Result<Gas, GasError> {
        Gas::characterise(quality, CHARACTERISATION_CAP)
    }

    fn characterise(quality: &GasQuality, cap: u32) -> Result<Gas, GasError> {
        let figures = Figures::checked(quality)?;
        let mixture = figures.mixture(cap)?;
        GasQuantity::Nitrogen.check(mixture.nitrogen)?;
        figures.check_consistency(mixture.nitrogen)?;
        Ok(Gas { mixture })
    }

    /// The mole fraction of nitrogen that SGERG-88 finds in the gas, −0.01 … 0.20.
    pub const fn nitrogen(&self) -> f64 {
        self.mixture.nitrogen
    }

    /// The state of the gas at an absolute pressure in MPa and a temperature in °C.
    ///
    /// At most [`DENSITY_CAP`] iterations; reentrant. Some 10⁵ instructions of soft floating point on a
    /// microcontroller: not for the scan path.
    ///
    /// # Errors
    ///
    /// [`GasError::OutOfRange`] for [`GasQuantity::Pressure`] (1 Pa … 12 MPa) or [`GasQuantity::Temperature`] (−23
    /// … 65 °C); [`GasError::DidNotConverge`].
    ///
    /// ```
    /// # use citygate::gas::{BaseConditions, CombustionTemperature, Gas, GasQuality};
    /// # let gas = Gas::new(&GasQuality {
    /// #     superior_calorific_value_mj_per_m3: 40.66,
    /// #     combustion: CombustionTemperature::Celsius25,
    /// #     relative_density: 0.581,
    /// #     metering: BaseConditions::Celsius0,
    /// #     carbon_dioxide: 0.006,
    /// #     hydrogen: 0.0,
    /// # })?;
    /// let state = gas.state(6.0, -3.15)?;
    /// assert!((state.compressibility() - 0.84084).abs() < 1e-5);
    /// assert!((state.molar_density_mol_per_dm3() - 3.1786).abs() < 1e-5);
    /// # Ok::<(), citygate::gas::GasError>(())
    /// ```
    pub fn state(&self, pressure_mpa: f64, temperature_celsius: f64) -> Result<GasState, GasError> {
        self.state_within(pressure_mpa, temperature_celsius, DENSITY_CAP)
    }

    fn state_within(&self, pressure: f64, celsius: f64, cap: u32) -> Result<GasState, GasError> {
        GasQuantity::Pressure.check(pressure)?;
        let temperature = GasQuantity::Temperature.check(celsius)? + ZERO_CELSIUS;
        let b = self.mixture.second_virial(temperature);
        let c = self.mixture.third_virial(temperature);
        let ideal = pressure / (GAS_CONSTANT * temperature);
        Ok(GasState::known(pressure, celsius, ideal / density(b, c, ideal, cap)?))
    }

    /// The state of the gas at base conditions.
    ///
    /// # Errors
    ///
    /// [`GasError::DidNotConverge`].
    pub fn state_at_base(&self, base: BaseConditions) -> Result<GasState, GasError> {
        self.state(base.pressure_mpa(), base.temperature_celsius())
    }
}

/// The checked figures of a gas, at the conditions of SGERG-88.
struct Figures {
    calorific_value: f64,
    density: f64,
    relative_density: f64,
    carbon_dioxide: f64,
    hydrogen: f64,
    carbon_monoxide: f64,
}

impl Figures {
    fn checked(quality: &GasQuality) -> Result<Figures, GasError> {
        let quality = quality.for_sgerg();
        let hydrogen = GasQuantity::Hydrogen.check(quality.hydrogen)?;
        let relative_density = GasQuantity::RelativeDensity.check(quality.relative_density)?;
        let figures = Figures {
            calorific_value: GasQuantity::SuperiorCalorificValue
                .check(quality.superior_calorific_value_mj_per_m3)?,
            density: relative_density * AIR_DENSITY,
            relative_density,
            carbon_dioxide: GasQuantity::CarbonDioxide.check(quality.carbon_dioxide)?,
            hydrogen,
            carbon_monoxide: CARBON_MONOXIDE_PER_HYDROGEN * hydrogen,
        };
        figures.check_consistency(0.0)?;
        Ok(figures)
    }

    /// The lightest gas with these contents is about as heavy as methane with them.
    fn check_consistency(&self, nitrogen: f64) -> Result<(), GasError> {
        let lightest = 0.55 + 0.4 * nitrogen + 0.97 * self.carbon_dioxide - 0.45 * self.hydrogen;
        if self.relative_density < lightest { Err(GasError::Inconsistent) } else { Ok(()) }
    }

    /// The mixture whose density at 0 °C, calorific value and second virial coefficient there agree.
    fn mixture(&self, cap: u32) -> Result<Mixture, GasError> {
        let mut second_virial = FIRST_SECOND_VIRIAL;
        for _ in 0..cap {
            let mixture = self.mixture_of_molar_volume(IDEAL_MOLAR_VOLUME + second_virial);
            let next = mixture.second_virial(ZERO_CELSIUS);
            if (next - second_virial).abs() <= SECOND_VIRIAL_TOLERANCE {
                return Ok(mixture);
            }
            second_virial = next;
        }
        Err(GasError::DidNotConverge)
    }

    /// The mixture of the given density and calorific value if one mole takes `molar_volume` at 0 °C.
    ///
    /// Mass and energy of one mole are known then, and so is the energy of its hydrocarbon. The mass of the
    /// hydrocarbon is linear in its mole fraction and its energy, nitrogen is the rest: the mole fraction
    /// follows at once. (The program in the standard comes to the same mixture by a second, inner iteration.)
    fn mixture_of_molar_volume(&self, molar_volume: f64) -> Mixture {
        let energy = self.calorific_value * molar_volume
            - self.hydrogen * HYDROGEN_CALORIFIC_VALUE
            - self.carbon_monoxide * CARBON_MONOXIDE_CALORIFIC_VALUE;
        let mass = self.density * molar_volume
            - self.carbon_dioxide * CARBON_DIOXIDE_MOLAR_MASS
            - self.hydrogen * HYDROGEN_MOLAR_MASS
            - self.carbon_monoxide * CARBON_MONOXIDE_MOLAR_MASS;
        let fraction = 1.0 - self.carbon_dioxide - self.hydrogen - self.carbon_monoxide;
        let hydrocarbon =
            (mass - energy * HYDROCARBON_MOLAR_MASS_PER_CALORIFIC_VALUE - fraction * NITROGEN_MOLAR_MASS)
                / (HYDROCARBON_MOLAR_MASS - NITROGEN_MOLAR_MASS);
        Mixture {
            hydrocarbon,
            hydrocarbon_calorific_value: energy / hydrocarbon,
            nitrogen: fraction - hydrocarbon,
            carbon_dioxide: self.carbon_dioxide,
            hydrogen: self.hydrogen,
            carbon_monoxide: self.carbon_monoxide,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::CombustionTemperature;

    /// The most iterations that any gas and any state of the range takes.
    const WORST_CHARACTERISATION: u32 = 6;
    const WORST_DENSITY: u32 = 8;

    fn quality(
        calorific_value: f64,
        relative_density: f64,
        carbon_dioxide: f64,
        hydrogen: f64,
    ) -> GasQuality {
        GasQuality {
            superior_calorific_value_mj_per_m3: calorific_value,
            combustion: CombustionTemperature::Celsius25,
            relative_density,
            metering: BaseConditions::Celsius0,
            carbon_dioxide,
            hydrogen,
        }
    }

    /// A grid over the whole range, edges included.
    fn qualities() -> impl Iterator<Item = GasQuality> {
        (30..=45).flat_map(|calorific_value| {
            (55..=80).flat_map(move |density| {
                (0..=10).flat_map(move |carbon_dioxide| {
                    (0..=2).map(move |hydrogen| {
                        quality(
                            f64::from(calorific_value),
                            f64::from(density) / 100.0,
                            f64::from(carbon_dioxide) / 50.0,
                            f64::from(hydrogen) / 20.0,
                        )
                    })
                })
            })
        })
    }

    #[test]
    fn the_caps_are_twice_the_worst_case() {
        let mut gases = 0;
        let mut tight_gas = false;
        let mut tight_state = false;
        for quality in qualities() {
            let gas = Gas::characterise(&quality, WORST_CHARACTERISATION);
            assert_ne!(gas, Err(GasError::DidNotConverge), "{quality:?}");
            let Ok(gas) = gas else { continue };
            gases += 1;
            tight_gas |= Gas::characterise(&quality, WORST_CHARACTERISATION - 1).is_err();
            for temperature in [-23.0, -10.0, 65.0] {
                for pressure in 1..=12 {
                    let pressure = f64::from(pressure);
                    let state = gas.state_within(pressure, temperature, WORST_DENSITY);
                    assert!(state.is_ok(), "{quality:?} {pressure} {temperature}");
                    tight_state |= gas.state_within(pressure, temperature, WORST_DENSITY - 1).is_err();
                }
            }
        }
        assert!(gases > 4000, "{gases}");
        assert!(tight_gas && tight_state, "the worst case is overstated");
        assert_eq!(CHARACTERISATION_CAP, 2 * WORST_CHARACTERISATION);
        assert_eq!(DENSITY_CAP, 2 * WORST_DENSITY);
    }

    #[test]
    fn a_cap_that_is_reached_is_an_error() {
        let quality = quality(40.66, 0.581, 0.006, 0.0);
        assert_eq!(Gas::characterise(&quality, 1), Err(GasError::DidNotConverge));
        let gas = Gas::new(&quality).unwrap();
        assert_eq!(gas.state_within(6.0, -3.15, 1), Err(GasError::DidNotConverge));
    }
}
