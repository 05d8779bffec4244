//! What single keys hold, each with its place in the file.

use std::fmt::{self, Formatter};
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// A value that may be absent, and where it is.
pub type Key<T> = Option<Spanned<T>>;

/// A number as TOML has it. The exact value of one with a decimal point is in its text.
#[derive(Clone, Copy)]
pub enum Number {
    Whole(i128),
    Point(f64),
}

impl Number {
    pub fn is_zero(self) -> bool {
        match self {
            Number::Whole(whole) => whole == 0,
            Number::Point(point) => point == 0.0,
        }
    }
}

/// A number that holds for all periods, or one for each.
pub enum RawPerPeriod {
    Always(Number),
    Each(Vec<Spanned<Number>>),
}

/// Something that is called by its name, or stated in a table.
pub enum NamedOr<T> {
    Named(String),
    Stated(T),
}

/// A text for people: one for both languages, or `{ en = "…", zh = "…" }`.
pub type RawText = NamedOr<RawTexts>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTexts {
    pub en: Key<String>,
    pub zh: Key<String>,
}

impl Nameable for RawTexts {
    const EXPECTED: &str = "a text, or { en = \"in English\", zh = \"中文\" }";
}

/// A table that a name may stand for.
pub trait Nameable {
    /// Both ways of writing it, for whoever wrote something else.
    const EXPECTED: &str;
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
                Ok(Number::Whole(number.into()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number::Whole(number.into()))
            }

            fn visit_i128<E: Error>(self, number: i128) -> Result<Number, E> {
                Ok(Number::Whole(number))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number::Point(number))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de> Deserialize<'de> for RawPerPeriod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawPerPeriod, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RawPerPeriod;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str("a number for all periods, such as 4000.0, or a list with one for each")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<RawPerPeriod, E> {
                Ok(RawPerPeriod::Always(Number::Whole(number.into())))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<RawPerPeriod, E> {
                Ok(RawPerPeriod::Always(Number::Whole(number.into())))
            }

            fn visit_i128<E: Error>(self, number: i128) -> Result<RawPerPeriod, E> {
                Ok(RawPerPeriod::Always(Number::Whole(number)))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<RawPerPeriod, E> {
                Ok(RawPerPeriod::Always(Number::Point(number)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawPerPeriod, A::Error> {
                let mut numbers = Vec::new();
                while let Some(number) = list.next_element()? {
                    numbers.push(number);
                }
                Ok(RawPerPeriod::Each(numbers))
            }
        }
        deserializer.deserialize_any(Visit)
    }
}

impl<'de, T: Deserialize<'de> + Nameable> Deserialize<'de> for NamedOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NamedOr<T>, D::Error> {
        struct Visit<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Nameable> Visitor<'de> for Visit<T> {
            type Value = NamedOr<T>;

            fn expecting(&self, f: &mut Formatter) -> fmt::Result {
                f.write_str(T::EXPECTED)
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<NamedOr<T>, E> {
                Ok(NamedOr::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<NamedOr<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(table)).map(NamedOr::Stated)
            }
        }
        deserializer.deserialize_any(Visit(PhantomData))
    }
}
