//! What can be wrong with a number, and how it is said.

/// A quantity that has limits. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
#[repr(u8)]
pub enum GasQuantity {
    /// Mole fraction of carbon dioxide.
    CarbonDioxide = 0,
    /// Mole fraction of hydrogen.
    Hydrogen = 1,
    /// Relative density, after conversion to 0 °C.
    RelativeDensity = 2,
    /// Superior calorific value, after conversion to combustion at 25 °C and metering at 0 °C.
    SuperiorCalorificValue = 3,
    /// Mole fraction of nitrogen. It is not an input: SGERG-88 computes it from the others. The standard lets
    /// it come out slightly negative, because measured inputs carry errors.
    Nitrogen = 4,
    /// Absolute pressure at which SGERG-88 is asked.
    Pressure = 5,
    /// Temperature at which SGERG-88 is asked.
    Temperature = 6,
    /// Absolute pressure of a state given with its own compressibility factor.
    StatePressure = 7,
    /// Temperature of a state given with its own compressibility factor.
    StateTemperature = 8,
    /// Compressibility factor given from outside.
    Compressibility = 9,
    /// A volume of gas to convert.
    Volume = 10,
    /// A volume of gas to express in whole dm³.
    StandardVolume = 11,
    /// Length of a pipe.
    Length = 12,
    /// Internal diameter of a pipe. The limit catches millimetres given as metres.
    InternalDiameter = 13,
    /// Geometric volume of a pipe.
    PipeVolume = 14,
    /// Absolute pressure at the upstream end of a pipe.
    UpstreamPressure = 15,
    /// Absolute pressure at the downstream end of a pipe.
    DownstreamPressure = 16,
    /// Mean absolute pressure of a pipe.
    MeanPressure = 17,
}

/// Between which values a quantity may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Limits {
    /// The lowest value allowed.
    pub lowest: f64,
    /// The highest value allowed.
    pub highest: f64,
    /// The limits in words, with the unit.
    pub text: &'static str,
}

impl Limits {
    const fn new(lowest: f64, highest: f64, text: &'static str) -> Limits {
        Limits { lowest, highest, text }
    }
}

impl GasQuantity {
    /// Every quantity, in the order of their numbers.
    pub const ALL: [GasQuantity; 18] = [
        GasQuantity::CarbonDioxide,
        GasQuantity::Hydrogen,
        GasQuantity::RelativeDensity,
        GasQuantity::SuperiorCalorificValue,
        GasQuantity::Nitrogen,
        GasQuantity::Pressure,
        GasQuantity::Temperature,
        GasQuantity::StatePressure,
        GasQuantity::StateTemperature,
        GasQuantity::Compressibility,
        GasQuantity::Volume,
        GasQuantity::StandardVolume,
        GasQuantity::Length,
        GasQuantity::InternalDiameter,
        GasQuantity::PipeVolume,
        GasQuantity::UpstreamPressure,
        GasQuantity::DownstreamPressure,
        GasQuantity::MeanPressure,
    ];

    /// What the quantity is called.
    pub const fn name(self) -> &'static str {
        match self {
            GasQuantity::CarbonDioxide => "carbon dioxide content",
            GasQuantity::Hydrogen => "hydrogen content",
            GasQuantity::RelativeDensity => "relative density at 0 °C",
            GasQuantity::SuperiorCalorificValue => "superior calorific value (25 °C / 0 °C)",
            GasQuantity::Nitrogen => "computed nitrogen content",
            GasQuantity::Pressure => "absolute pressure",
            GasQuantity::Temperature => "temperature",
            GasQuantity::StatePressure => "absolute pressure of the state",
            GasQuantity::StateTemperature => "temperature of the state",
            GasQuantity::Compressibility => "compressibility factor",
            GasQuantity::Volume => "volume",
            GasQuantity::StandardVolume => "standard volume",
            GasQuantity::Length => "length of the pipe",
            GasQuantity::InternalDiameter => "internal diameter of the pipe",
            GasQuantity::PipeVolume => "geometric volume of the pipe",
            GasQuantity::UpstreamPressure => "absolute upstream pressure",
            GasQuantity::DownstreamPressure => "absolute downstream pressure",
            GasQuantity::MeanPressure => "absolute mean pressure",
        }
    }

    /// The limits of the quantity. Those of the gas quality are the ranges of ISO 12213 for pipeline quality
    /// gas; pressure and temperature are those of the program in ISO 12213-3; the others only catch slips.
    pub const fn limits(self) -> Limits {
        match self {
            GasQuantity::CarbonDioxide => Limits::new(0.0, 0.20, "0 to 0.20 mol/mol"),
            GasQuantity::Hydrogen => Limits::new(0.0, 0.10, "0 to 0.10 mol/mol"),
            GasQuantity::RelativeDensity => Limits::new(0.55, 0.80, "0.55 to 0.80"),
            GasQuantity::SuperiorCalorificValue => Limits::new(30.0, 45.0, "30 to 45 MJ/m³"),
            GasQuantity::Nitrogen => Limits::new(-0.01, 0.20, "-0.01 to 0.20 mol/mol"),
            GasQuantity::Temperature => Limits::new(-23.0, 65.0, "-23 to 65 °C"),
            GasQuantity::Pressure
            | GasQuantity::UpstreamPressure
            | GasQuantity::DownstreamPressure
            | GasQuantity::MeanPressure => Limits::new(1e-6, 12.0, "1e-6 to 12 MPa"),
            GasQuantity::StatePressure => Limits::new(1e-6, 100.0, "1e-6 to 100 MPa"),
            GasQuantity::StateTemperature => Limits::new(-200.0, 200.0, "-200 to 200 °C"),
            GasQuantity::Compressibility => Limits::new(0.1, 3.0, "0.1 to 3"),
            GasQuantity::Volume => Limits::new(0.0, 1e15, "0 to 1e15 m³"),
            GasQuantity::StandardVolume => Limits::new(0.0, 9e15, "0 to 9e15 m³"),
            GasQuantity::Length => Limits::new(0.1, 1e7, "0.1 to 1e7 m"),
            GasQuantity::InternalDiameter => Limits::new(0.001, 3.0, "0.001 to 3 m"),
            GasQuantity::PipeVolume => Limits::new(1e-9, 1e8, "1e-9 to 1e8 m³"),
        }
    }

    /// Passes the value on if it lies within the limits.
    pub(super) fn check(self, value: f64) -> Result<f64, GasError> {
        let limits = self.limits();
        let fault = if !value.is_finite() {
            GasFault::NotFinite
        } else if value < limits.lowest {
            GasFault::TooLow
        } else if value > limits.highest {
            GasFault::TooHigh
        } else {
            return Ok(value);
        };
        Err(GasError::OutOfRange { quantity: self, fault })
    }
}

/// What is wrong with a value. The numbers are part of the C ABI and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[repr(u8)]
pub enum GasFault {
    /// Not a number, or infinite.
    NotFinite = 0,
    /// Below the limits.
    TooLow = 1,
    /// Above the limits.
    TooHigh = 2,
}

/// Why a gas, a state or a linepack could not be computed. Nothing was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum GasError {
    /// The value of a quantity is unusable; [`GasQuantity::limits`] says what would be right.
    OutOfRange {
        /// Which quantity.
        quantity: GasQuantity,
        /// What is wrong with its value.
        fault: GasFault,
    },
    /// The figures of the gas contradict each other: no gas with this carbon dioxide, hydrogen and calorific
    /// value is so light. The relative density d at 0 °C has to be at least
    /// 0.55 + 0.97 CO₂ − 0.45 H₂ (checked first), and with the computed nitrogen at least
    /// 0.55 + 0.4 N₂ + 0.97 CO₂ − 0.45 H₂.
    Inconsistent,
    /// An iteration reached its cap ([`crate::gas::CHARACTERISATION_CAP`], [`crate::gas::DENSITY_CAP`]), or
    /// the equation has more than one answer. Nothing tried within the range leads here.
    DidNotConverge,
    /// Two pressures are in the wrong order: a downstream one above its upstream one, or a linepack asked for
    /// from a lower to a higher mean pressure.
    Inverted,
}

impl core::fmt::Display for GasError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (quantity, fault) = match self {
            GasError::OutOfRange { quantity, fault } => (quantity, fault),
            GasError::Inconsistent => {
                return f.write_str("the relative density is too low for the other figures of the gas");
            }
            GasError::DidNotConverge => return f.write_str("the iteration did not converge"),
            GasError::Inverted => {
                return f.write_str("the second pressure is above the first; it has to be equal or below");
            }
        };
        let fault = match fault {
            GasFault::NotFinite => " is not a finite number; right is ",
            GasFault::TooLow => " is too low; right is ",
            GasFault::TooHigh => " is too high; right is ",
        };
        f.write_str("the ")?;
        f.write_str(quantity.name())?;
        f.write_str(fault)?;
        f.write_str(quantity.limits().text)
    }
}

impl core::error::Error for GasError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_names_and_limits_hang_together() {
        for (index, quantity) in GasQuantity::ALL.into_iter().enumerate() {
            assert_eq!(quantity as usize, index);
            let Limits { lowest, highest, text } = quantity.limits();
            assert!(lowest < highest, "{text}");
            let mut words = text.split(' ');
            assert_eq!(words.next().unwrap().parse(), Ok(lowest), "{text}");
            assert_eq!(words.next(), Some("to"), "{text}");
            assert_eq!(words.next().unwrap().parse(), Ok(highest), "{text}");
        }
    }

    #[test]
    fn the_edges_of_every_quantity() {
        for quantity in GasQuantity::ALL {
            let limits = quantity.limits();
            let refused = |fault| Err(GasError::OutOfRange { quantity, fault });
            assert_eq!(quantity.check(limits.highest), Ok(limits.highest));
            assert_eq!(quantity.check(limits.highest.next_up()), refused(GasFault::TooHigh));
            assert_eq!(quantity.check(limits.lowest), Ok(limits.lowest));
            assert_eq!(quantity.check(limits.lowest.next_down()), refused(GasFault::TooLow));
            assert_eq!(quantity.check(-1e300), refused(GasFault::TooLow));
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                assert_eq!(quantity.check(value), refused(GasFault::NotFinite));
            }
        }
    }
}
