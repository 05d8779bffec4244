//! A plan as it is written.

use serde::Deserialize;
use toml::Spanned;

use super::value::{Key, Number, RawText};

/// A file that holds a `[plan]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlanFile {
    pub plan: Spanned<RawPlan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlan {
    pub title: Key<RawText>,
    pub leaves_out: Key<RawText>,
    pub number: Key<Number>,
    pub scope: Key<String>,
    pub needs_widening: Key<bool>,
    pub first_report_min: Key<Number>,
    pub prompt_min: Key<Number>,
    #[serde(default)]
    pub grade: Vec<Spanned<RawGrade>>,
    #[serde(default)]
    pub level: Vec<Spanned<RawLevel>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGrade {
    pub grade: Key<String>,
    pub imbalance_permille: Key<Number>,
    pub imbalance_above_permille: Key<Number>,
    pub network: Key<String>,
    pub interruption_h: Key<Number>,
}

/// Who answers by a response of one level.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLevel {
    pub level: Key<Number>,
    pub leads: Key<String>,
    pub proposer: Key<String>,
    pub starter: Key<String>,
    pub when_exceeded: Key<bool>,
}

/// Totals of the network that the plan is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlanNetwork {
    pub normal_supply: Key<Number>,
    pub demand: Key<Number>,
    pub supply: Key<Number>,
}
