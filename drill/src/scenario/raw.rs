//! The format as it is written: every key, each with its place in the file, nothing checked but the types.
//!
//! Keys that must be there are optional here as well, so that their absence is reported with the others.

use std::collections::BTreeMap;
use std::fmt::{self, Formatter};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::timeline::raw::{RawEntry, RawExercise};

/// A value that may be absent, and where it is.
pub(crate) type Key<T> = Option<Spanned<T>>;

/// A number as TOML has it. The exact value of one with a decimal point is in its text.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    AllOrNothing(i128),
    Point(f64),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawScenario {
    /// Looked at before all else.
    #[serde(rename = "format")]
    _format: IgnoredAny,
    pub(crate) title: Key<String>,
    pub(crate) source: Key<String>,
    pub(crate) unit: Key<String>,
    pub(crate) policy: Key<RawOrder>,
    pub(crate) supply: Key<Number>,
    pub(crate) normal_supply: Key<Number>,
    pub(crate) trend: Key<String>,
    pub(crate) network: Key<String>,
    pub(crate) interruption_h: Key<Number>,
    pub(crate) regions: Key<Number>,
    pub(crate) extent: Key<String>,
    pub(crate) exceeded: Key<String>,
    pub(crate) sensitivity: Key<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) user: Vec<Spanned<RawUser>>,
    #[serde(default)]
    pub(crate) node: Vec<Spanned<RawNode>>,
    pub(crate) horizon: Key<RawHorizon>,
    pub(crate) exercise: Key<RawExercise>,
    #[serde(default)]
    pub(crate) timeline: Vec<Spanned<RawEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUser {
    pub(crate) id: Key<String>,
    pub(crate) class: Key<String>,
    pub(crate) demand: Key<Number>,
    pub(crate) minimum: Key<Number>,
    pub(crate) base: Key<Number>,
    pub(crate) weight: Key<Number>,
    pub(crate) rank: Key<Number>,
    pub(crate) on_off: Option<bool>,
    pub(crate) withheld: Key<Number>,
    #[serde(default)]
    pub(crate) attributes: Vec<Spanned<String>>,
    pub(crate) node: Key<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNode {
    pub(crate) id: Key<String>,
    pub(crate) parent: Key<String>,
    pub(crate) capacity: Key<Number>,
    pub(crate) source: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawHorizon {
    pub(crate) period_h: Key<Number>,
    pub(crate) share: Key<String>,
    pub(crate) supply: Key<Vec<Spanned<Number>>>,
    #[serde(default)]
    pub(crate) demand: BTreeMap<Spanned<String>, Spanned<Vec<Spanned<Number>>>>,
    pub(crate) storage: Key<RawStorage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStorage {
    pub(crate) stock: Key<Number>,
    pub(crate) withdrawal: Key<Number>,
    pub(crate) reserve: Key<Number>,
    pub(crate) deliveries: Key<Vec<Spanned<Number>>>,
}

/// A supply order: by name, or stated here.
pub(crate) enum RawOrder {
    Named(String),
    Stated(RawPolicy),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPolicy {
    pub(crate) name: Key<String>,
    #[serde(default)]
    pub(crate) step: Vec<Spanned<RawStep>>,
}

/// A policy file that holds a `[policy]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPolicyFile {
    pub(crate) policy: Spanned<RawPolicy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStep {
    pub(crate) classes: Key<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) attributes_all: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) attributes_none: Vec<Spanned<String>>,
    pub(crate) target: Key<RawTarget>,
    pub(crate) share: Key<String>,
}

/// How much of a user's demand a step serves: by name, or a number of permille.
pub(crate) enum RawTarget {
    Named(String),
    Permille(RawPermille),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPermille {
    pub(crate) permille_of_base: Key<Number>,
    pub(crate) permille_of_demand: Key<Number>,
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = Number;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str("a number, such as 4000.0")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                Ok(Number::AllOrNothing(number.into()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number::AllOrNothing(number.into()))
            }

            fn visit_i128<E: Error>(self, number: i128) -> Result<Number, E> {
                Ok(Number::AllOrNothing(number))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number::Point(number))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for RawOrder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawOrder, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RawOrder;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str(
                    "the name of a policy, the name of a file that ends in .toml, or a [policy] table",
                )
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<RawOrder, E> {
                Ok(RawOrder::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<RawOrder, A::Error> {
                RawPolicy::deserialize(MapAccessDeserializer::new(table)).map(RawOrder::Stated)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for RawTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawTarget, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RawTarget;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str(
                    "\"minimum\", \"demand\", { permille_of_base = 400 } or { permille_of_demand = 400 }",
                )
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<RawTarget, E> {
                Ok(RawTarget::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<RawTarget, A::Error> {
                RawPermille::deserialize(MapAccessDeserializer::new(table)).map(RawTarget::Permille)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}
