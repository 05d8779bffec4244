//! A time line as it is written: every key with its place in the file, nothing checked but the types.

use std::collections::BTreeMap;
use std::fmt::{self, Formatter};

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

use super::super::raw::{Key, Number};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawExercise {
    pub(crate) start: Key<Datetime>,
    pub(crate) end_h: Key<Number>,
    pub(crate) station: Key<Number>,
    pub(crate) follow_up_min: Key<Number>,
    pub(crate) prompt_min: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEntry {
    pub(crate) at_h: Key<Number>,
    pub(crate) note: Key<String>,
    pub(crate) supply: Key<Number>,
    pub(crate) demand: Option<BTreeMap<Spanned<String>, Spanned<Number>>>,
    pub(crate) trend: Key<String>,
    pub(crate) network: Key<String>,
    pub(crate) interruption_h: Key<Number>,
    pub(crate) extent: Key<String>,
    pub(crate) exceeded: Key<String>,
    pub(crate) sensitivity: Key<Vec<Spanned<String>>>,
    pub(crate) possibility: Key<String>,
    pub(crate) reach: Key<String>,
    pub(crate) word: Key<RawWord>,
    pub(crate) warning: Key<RawWarning>,
    pub(crate) act: Key<RawAct>,
    pub(crate) report: Key<RawReport>,
    pub(crate) close: Key<RawClose>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawWord {
    pub(crate) by: Key<RawBy>,
    pub(crate) text: Key<String>,
    pub(crate) age_min: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawWarning {
    pub(crate) level: Key<String>,
    pub(crate) by: Key<RawBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawAct {
    #[serde(rename = "do")]
    pub(crate) kind: Key<String>,
    pub(crate) response: Key<String>,
    pub(crate) by: Key<RawBy>,
    pub(crate) ground: Key<String>,
    pub(crate) dealt_with: Key<bool>,
    pub(crate) supply_restored: Key<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawReport {
    pub(crate) to: Key<Vec<Spanned<String>>>,
    pub(crate) by: Key<RawBy>,
    #[serde(default)]
    pub(crate) items: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClose {
    pub(crate) by: Key<RawBy>,
}

/// Who acts: an authority by name, or with which one of its kind and the person.
pub(crate) enum RawBy {
    Named(String),
    Stated(RawSigner),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSigner {
    pub(crate) authority: Key<String>,
    pub(crate) division: Key<Number>,
    pub(crate) person: Key<Number>,
    pub(crate) name: Key<String>,
}

impl<'de> Deserialize<'de> for RawBy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawBy, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RawBy;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str(
                    "the name of an authority, or { authority = \"city\", division = 220100, person = 7 }",
                )
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<RawBy, E> {
                Ok(RawBy::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<RawBy, A::Error> {
                RawSigner::deserialize(MapAccessDeserializer::new(table)).map(RawBy::Stated)
            }
        }
        deserializer.deserialize_any(Visit)
    }
}
