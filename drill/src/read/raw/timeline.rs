//! A time line as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::value::{Key, Nameable, NamedOr, Number, RawText};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExercise {
    pub start: Key<Datetime>,
    pub end_h: Key<Number>,
    pub station: Key<Number>,
    pub follow_up_min: Key<Number>,
    pub prompt_min: Key<Number>,
    pub rotation_h: Key<Number>,
    pub storage: Key<RawExerciseStorage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExerciseStorage {
    pub stock: Key<Number>,
    pub withdrawal: Key<Number>,
    pub reserve: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    pub at_h: Key<Number>,
    pub note: Key<RawText>,
    pub supply: Key<Number>,
    pub demand: Option<BTreeMap<Spanned<String>, Spanned<Number>>>,
    pub delivery: Key<Number>,
    pub withdrawal: Key<Number>,
    pub trend: Key<String>,
    pub network: Key<String>,
    pub interruption_h: Key<Number>,
    pub extent: Key<String>,
    pub exceeded: Key<String>,
    pub sensitivity: Key<Vec<Spanned<String>>>,
    pub possibility: Key<String>,
    pub reach: Key<String>,
    pub planned: Key<bool>,
    pub plan_network: Key<RawPlanNetworkChange>,
    pub word: Key<RawNotification>,
    pub state_grade: Key<RawStateGrade>,
    pub warning: Key<RawWarning>,
    pub act: Key<RawAct>,
    pub report: Key<RawReport>,
    pub close: Key<RawClose>,
    pub done: Key<RawDone>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNotification {
    pub by: Key<RawBy>,
    pub text: Key<RawText>,
    pub age_min: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlanNetworkChange {
    pub demand: Key<Number>,
    pub supply: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStateGrade {
    pub grade: Key<String>,
    pub by: Key<RawBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWarning {
    pub level: Key<String>,
    pub by: Key<RawBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAct {
    #[serde(rename = "do")]
    pub kind: Key<String>,
    pub response: Key<String>,
    pub by: Key<RawBy>,
    pub ground: Key<String>,
    pub dealt_with: Key<bool>,
    pub supply_restored: Key<bool>,
    pub means_exceeded: Key<bool>,
    pub approved: Key<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawReport {
    pub to: Key<Vec<Spanned<String>>>,
    pub by: Key<RawBy>,
    #[serde(default)]
    pub items: BTreeMap<Spanned<String>, Spanned<RawText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawClose {
    pub by: Key<RawBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDone {
    pub duty: Key<String>,
    pub by: Key<RawBy>,
}

/// Who acts: an authority by name, or with which one of its kind and the person.
pub type RawBy = NamedOr<RawSigner>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSigner {
    pub authority: Key<String>,
    pub division: Key<Number>,
    pub person: Key<Number>,
    pub name: Key<RawText>,
}

impl Nameable for RawSigner {
    const EXPECTED: &str =
        "the name of an authority, or { authority = \"city\", division = 220100, person = 7 }";
}
