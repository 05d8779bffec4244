//! Pipes, sources and storages as they are written.

use serde::Deserialize;
use toml::Spanned;

use super::value::{Key, Number, RawPerPeriod, RawText};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPipe {
    pub id: Key<String>,
    pub name: Key<RawText>,
    pub from: Key<String>,
    pub to: Key<String>,
    pub capacity: Key<RawPerPeriod>,
    pub capacity_back: Key<RawPerPeriod>,
    pub both_ways: Key<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    pub id: Key<String>,
    pub name: Key<RawText>,
    pub node: Key<String>,
    pub supply: Key<RawPerPeriod>,
    pub order: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStorage {
    pub id: Key<String>,
    pub name: Key<RawText>,
    pub node: Key<String>,
    pub capacity: Key<Number>,
    pub stock: Key<Number>,
    pub reserve: Key<Number>,
    pub withdrawal: Key<RawPerPeriod>,
    pub fill: Key<RawPerPeriod>,
    pub deliveries: Key<Vec<Spanned<Number>>>,
    pub order: Key<Number>,
}
