//! The station controller of an exercise as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::value::{Key, Number, RawText};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStation {
    pub seed: Key<Number>,
    pub scan_s: Key<Number>,
    pub lowest_supply: Key<Number>,
    pub highest_supply: Key<Number>,
    pub protected: Key<Vec<Spanned<String>>>,
    pub alarm_on_delay_s: Key<Number>,
    pub alarm_off_delay_s: Key<Number>,
    pub override_warning_min: Key<Number>,
    pub supply: Key<RawMetering>,
    pub all: Key<RawControl>,
    #[serde(default)]
    pub class: BTreeMap<Spanned<String>, Spanned<RawControl>>,
    #[serde(default)]
    pub user: BTreeMap<Spanned<String>, Spanned<RawControl>>,
    #[serde(default)]
    pub failure: Vec<Spanned<RawFailure>>,
    #[serde(default)]
    pub straying: Vec<Spanned<RawStraying>>,
    #[serde(default)]
    pub command: Vec<Spanned<RawCommand>>,
}

/// How a signal is measured, and what the station makes of it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMetering {
    pub noise_percent: Key<Number>,
    pub delay_s: Key<Number>,
    pub change_percent_per_min: Key<Number>,
    pub scheduled_percent: Key<Number>,
    pub jump_confirm_s: Key<Number>,
    pub stuck_min: Key<Number>,
    pub time_to_live_s: Key<Number>,
    pub last_good_min: Key<Number>,
}

/// How users are controlled, and how they behave.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawControl {
    pub controlled: Key<bool>,
    pub contracted_percent: Key<Number>,
    pub dead_band_percent: Key<Number>,
    pub ramp_percent_per_min: Key<Number>,
    pub restore_hold_min: Key<Number>,
    pub minimum_off_h: Key<Number>,
    pub minimum_on_h: Key<Number>,
    pub notice_min: Key<Number>,
    pub window_h: Key<Number>,
    pub most_changes: Key<Number>,
    pub tolerance_percent: Key<Number>,
    pub grace_min: Key<Number>,
    pub follow_again_min: Key<Number>,
    pub acknowledge_min: Key<Number>,
    pub acknowledges_after_min: Key<Number>,
    pub follows_after_s: Key<Number>,
    pub signal: Key<RawMetering>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFailure {
    pub signal: Key<String>,
    pub user: Key<String>,
    pub from_h: Key<Number>,
    pub to_h: Key<Number>,
    pub how: Key<String>,
    pub percent: Key<Number>,
    pub every: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStraying {
    pub user: Key<String>,
    pub from_h: Key<Number>,
    pub to_h: Key<Number>,
    pub percent: Key<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCommand {
    pub at_h: Key<Number>,
    #[serde(rename = "do")]
    pub kind: Key<String>,
    pub user: Key<String>,
    pub set_point: Key<Number>,
    pub until_h: Key<Number>,
    pub alarm: Key<String>,
    pub mode: Key<String>,
    pub by: Key<RawText>,
}
