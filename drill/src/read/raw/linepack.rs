//! Linepack as it is written.

use std::fmt::{self, Formatter};

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::value::{Key, Number, RawText};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLinepack {
    pub superior_calorific_value_mj_per_m3: Key<Number>,
    pub combustion_c: Key<Number>,
    pub metering_c: Key<Number>,
    pub relative_density: Key<Number>,
    pub carbon_dioxide_percent: Key<Number>,
    pub hydrogen_percent: Key<Number>,
    pub temperature_c: Key<Number>,
    pub pressures: Key<String>,
    pub air_pressure_kpa: Key<Number>,
    pub withdrawal: Key<Number>,
    #[serde(default)]
    pub pipe: Vec<Spanned<RawPipe>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPipe {
    pub id: Key<String>,
    pub node: Key<String>,
    pub name: Key<RawText>,
    pub volume_m3: Key<Number>,
    pub length_km: Key<Number>,
    pub internal_diameter_mm: Key<Number>,
    pub pressure_mpa: Key<RawPressure>,
    pub minimum_pressure_mpa: Key<RawPressure>,
    pub maximum_pressure_mpa: Key<RawPressure>,
}

/// A mean pressure, or a list of the pressures upstream and downstream.
pub struct RawPressure(pub Vec<Number>);

impl<'de> Deserialize<'de> for RawPressure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawPressure, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RawPressure;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str("a mean pressure such as 3.7, or [4.0, 3.4] upstream and downstream")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<RawPressure, E> {
                Ok(RawPressure(vec![Number::Whole(number.into())]))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<RawPressure, E> {
                Ok(RawPressure(vec![Number::Point(number)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawPressure, A::Error> {
                let mut numbers = Vec::new();
                while let Some(number) = list.next_element()? {
                    numbers.push(number);
                }
                Ok(RawPressure(numbers))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}
