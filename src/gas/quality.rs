//! What the analysis says of a gas, and at which conditions it says so.

use super::state::BaseConditions;

/// The temperature at which a calorific value takes the combustion to happen. The numbers are part of the C
/// ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(u8)]
pub enum CombustionTemperature {
    /// 0 °C.
    Celsius0 = 0,
    /// 15 °C: ISO 13443.
    Celsius15 = 1,
    /// 20 °C: China, GB/T 11062.
    Celsius20 = 2,
    /// 25 °C: what SGERG-88 takes.
    Celsius25 = 3,
}

impl CombustionTemperature {
    /// The temperature with this number (0 … 3), or `None`.
    pub const fn from_code(code: u8) -> Option<CombustionTemperature> {
        Some(match code {
            0 => CombustionTemperature::Celsius0,
            1 => CombustionTemperature::Celsius15,
            2 => CombustionTemperature::Celsius20,
            3 => CombustionTemperature::Celsius25,
            _ => return None,
        })
    }

    /// Molar calorific value at 25 °C over that at this temperature, for methane by ISO 6976 (890.63 kJ/mol
    /// over
    /// 892.97, 891.56, 891.09, 890.63). The hydrocarbons of natural gas differ from it by less than 10⁻⁴.
    const fn to_25_celsius(self) -> f64 {
        match self {
            CombustionTemperature::Celsius0 => 0.9974,
            CombustionTemperature::Celsius15 => 0.9990,
            CombustionTemperature::Celsius20 => 0.9995,
            CombustionTemperature::Celsius25 => 1.0,
        }
    }
}

impl BaseConditions {
    /// Gas per m³ at 0 °C over gas per m³ at these conditions, for real natural gas.
    const fn gas_at_0_celsius(self) -> f64 {
        match self {
            BaseConditions::Celsius0 => 1.0,
            BaseConditions::Celsius15 => 1.0554,
            BaseConditions::Celsius20 => 1.0738,
        }
    }

    /// Relative density at 0 °C over that at these conditions: gas and air depart from the ideal gas
    /// differently.
    const fn relative_density_at_0_celsius(self) -> f64 {
        match self {
            BaseConditions::Celsius0 => 1.0,
            BaseConditions::Celsius15 => 1.0002,
            BaseConditions::Celsius20 => 1.0003,
        }
    }
}

/// The quality of a gas, as an analysis or a process gas chromatograph states it, with the conditions that
/// the figures refer to.
///
/// SGERG-88 takes the calorific value for combustion at 25 °C and a cubic metre at 0 °C, the relative density
/// at 0 °C, all at 101.325 kPa. Figures at other conditions are converted by [`GasQuality::for_sgerg`];
/// [`Gas::new`] does so itself. Chinese figures (GB/T 11062, GB/T 19205) are at 20 °C for both; Russian
/// calorific values are often at 25 °C for combustion, 20 °C for the cubic metre.
///
/// The hydrogen is taken to come from coke-oven gas, with 0.0964 times as much carbon monoxide, as the
/// standard does. With pure hydrogen (from electrolysis) the carbon monoxide is not there and the result is
/// less exact.
///
/// [`Gas::new`]: crate::gas::Gas::new
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GasQuality {
    /// Superior calorific value (高位发热量), in MJ/m³. 30 … 45 at 25 °C / 0 °C, about 28.0 … 41.9 at 20 °C / 20
    /// °C.
    pub superior_calorific_value_mj_per_m3: f64,
    /// The temperature of combustion that the calorific value refers to.
    pub combustion: CombustionTemperature,
    /// Relative density to air (相对密度), 0.55 … 0.80.
    pub relative_density: f64,
    /// The conditions that the cubic metre and the relative density refer to.
    pub metering: BaseConditions,
    /// Mole fraction of carbon dioxide, 0 … 0.20.
    pub carbon_dioxide: f64,
    /// Mole fraction of hydrogen, 0 … 0.10.
    pub hydrogen: f64,
}

impl GasQuality {
    /// The same gas with the figures at the conditions of SGERG-88: combustion at 25 °C, metering at 0 °C.
    ///
    /// The factors are those of real natural gas: a cubic metre at 0 °C holds 1.0738 times (15 °C: 1.0554) as
    /// much gas, the relative density is 1.0003 (15 °C: 1.0002) times as large, the calorific value for 25 °C
    /// is 0.9995 of that for 20 °C (15 °C: 0.9990; 0 °C: 0.9974). One natural gas differs from another by
    /// 0.015 %, which moves Z by less than 0.01 % to 6.3 MPa and 0.02 % to 10 MPa. GERG Technical Monograph 5
    /// and ISO 13443 convert the same way.
    ///
    /// Nothing is checked here. Constant time; reentrant.
    ///
    /// ```
    /// use citygate::gas::{BaseConditions, CombustionTemperature, GasQuality};
    ///
    /// let chinese = GasQuality {
    ///     superior_calorific_value_mj_per_m3: 37.88,
    ///     combustion: CombustionTemperature::Celsius20,
    ///     relative_density: 0.5808,
    ///     metering: BaseConditions::Celsius20,
    ///     carbon_dioxide: 0.006,
    ///     hydrogen: 0.0,
    /// };
    /// let converted = chinese.for_sgerg();
    /// assert!((converted.superior_calorific_value_mj_per_m3 - 40.66).abs() < 0.01);
    /// assert!((converted.relative_density - 0.581).abs() < 0.0001);
    /// ```
    #[must_use]
    pub const fn for_sgerg(&self) -> GasQuality {
        GasQuality {
            superior_calorific_value_mj_per_m3: self.superior_calorific_value_mj_per_m3
                * self.combustion.to_25_celsius()
                * self.metering.gas_at_0_celsius(),
            combustion: CombustionTemperature::Celsius25,
            relative_density: self.relative_density * self.metering.relative_density_at_0_celsius(),
            metering: BaseConditions::Celsius0,
            ..*self
        }
    }
}
