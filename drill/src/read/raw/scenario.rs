//! A scenario as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;
use toml::value::Datetime;

use super::linepack::RawLinepack;
use super::pipe_network::{RawPipe, RawSource, RawStorage};
use super::plan::RawPlanNetwork;
use super::policy::RawOrder;
use super::station::RawStation;
use super::timeline::{RawEntry, RawExercise};
use super::value::{Key, Nameable, NamedOr, Number, RawPerPeriod, RawText};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawScenario {
    /// Looked at before all else.
    #[serde(rename = "format")]
    _format: IgnoredAny,
    pub title: Key<RawText>,
    /// Where the figures come from, beside a list of sources in the key of this name.
    pub figures_from: Key<RawText>,
    pub source: Key<RawText>,
    pub unit: Key<String>,
    pub volume_unit: Key<String>,
    pub round: Key<String>,
    pub policy: Key<RawOrder>,
    #[serde(default)]
    pub attributes: Vec<Spanned<String>>,
    pub plan: Key<String>,
    pub plan_network: Key<RawPlanNetwork>,
    pub planned: Key<bool>,
    pub supply: Key<Number>,
    pub normal_supply: Key<Number>,
    pub trend: Key<String>,
    pub network: Key<String>,
    pub interruption_h: Key<Number>,
    pub regions: Key<Number>,
    pub extent: Key<String>,
    pub exceeded: Key<String>,
    pub sensitivity: Key<Vec<Spanned<String>>>,
    /// Read before the others.
    #[serde(rename = "users")]
    pub _users: Key<RawUsers>,
    #[serde(default)]
    pub user: Vec<Spanned<RawUser>>,
    #[serde(default)]
    pub node: Vec<Spanned<RawNode>>,
    #[serde(default)]
    pub pipe: Vec<Spanned<RawPipe>>,
    /// Written as `[[source]]`.
    #[serde(default, rename = "\t\t\t\t")]
    pub sources: Vec<Spanned<RawSource>>,
    #[serde(default)]
    pub storage: Vec<Spanned<RawStorage>>,
    pub horizon: Key<RawHorizon>,
    pub linepack: Key<RawLinepack>,
    pub exercise: Key<RawExercise>,
    pub station: Key<RawStation>,
    pub notice: Key<RawNotice>,
    #[serde(default)]
    pub timeline: Vec<Spanned<RawEntry>>,
}

/// A table of users: its file, or which of its sheets and columns.
pub type RawUsers = NamedOr<RawUsersTable>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawUsersTable {
    pub file: Key<String>,
    pub sheet: Key<String>,
    #[serde(default)]
    pub columns: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Nameable for RawUsersTable {
    const EXPECTED: &str =
        "the name of a table such as \"users.xlsx\", or { file = \"users.xlsx\", sheet = \"…\" }";
}

/// Who issues curtailment notices, and when they hold.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNotice {
    pub issued_by: Key<RawText>,
    pub contact: Key<RawText>,
    pub number: Key<String>,
    pub from: Key<Datetime>,
    pub until: Key<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawUser {
    pub id: Key<String>,
    pub name: Key<RawText>,
    pub class: Key<String>,
    pub demand: Key<Number>,
    pub minimum: Key<Number>,
    pub base: Key<Number>,
    pub weight: Key<Number>,
    pub rank: Key<Number>,
    pub on_off: Option<bool>,
    pub main: Option<bool>,
    pub withheld: Key<Number>,
    pub turns_so_far: Key<Number>,
    #[serde(default)]
    pub attributes: Vec<Spanned<String>>,
    pub node: Key<String>,
    pub contact: Key<String>,
    pub notice_h: Key<Number>,
    pub demand_factor: Key<RawPerPeriod>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNode {
    pub id: Key<String>,
    pub name: Key<RawText>,
    pub parent: Key<String>,
    pub capacity: Key<Number>,
    pub source: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHorizon {
    pub start: Key<Datetime>,
    pub period_h: Key<Number>,
    pub share: Key<String>,
    pub supply: Key<Vec<Spanned<Number>>>,
    pub periods: Key<Number>,
    #[serde(default)]
    pub demand: BTreeMap<Spanned<String>, Spanned<Vec<Spanned<Number>>>>,
    pub storage: Key<RawRootStorage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRootStorage {
    pub node: Key<String>,
    pub stock: Key<Number>,
    pub withdrawal: Key<Number>,
    pub reserve: Key<Number>,
    pub deliveries: Key<Vec<Spanned<Number>>>,
}
