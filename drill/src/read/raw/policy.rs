//! A supply order as it is written.

use serde::Deserialize;
use toml::Spanned;

use super::value::{Key, Nameable, NamedOr, Number, RawText};

pub type RawOrder = NamedOr<RawPolicy>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPolicy {
    pub name: Key<RawText>,
    #[serde(default)]
    pub step: Vec<Spanned<RawStep>>,
}

/// A policy file that holds a `[policy]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPolicyFile {
    pub policy: Spanned<RawPolicy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStep {
    pub classes: Key<Vec<Spanned<String>>>,
    #[serde(default)]
    pub attributes_all: Vec<Spanned<String>>,
    #[serde(default)]
    pub attributes_none: Vec<Spanned<String>>,
    pub target: Key<RawTarget>,
    pub share: Key<String>,
    pub rotate_by: Key<String>,
    pub longest_outage: Key<Number>,
    pub minimum_turn: Key<Number>,
}

/// How much of a user's demand a step serves.
pub type RawTarget = NamedOr<RawPermille>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPermille {
    pub permille_of_base: Key<Number>,
    pub permille_of_demand: Key<Number>,
}

impl Nameable for RawPolicy {
    const EXPECTED: &str = "the name of a policy, the name of a file that ends in .toml, or a [policy] table";
}

impl Nameable for RawPermille {
    const EXPECTED: &str =
        "\"minimum\", \"demand\", { permille_of_base = 400 } or { permille_of_demand = 400 }";
}
