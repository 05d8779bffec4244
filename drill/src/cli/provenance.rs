//! When a result is made, and of what.

use std::env;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::result::provenance::{Provenance, TOOL};
use crate::scenario::Scenario;

/// A moment in seconds since 1970 that stands for now, as other tools know it: for results that can be made again byte
/// by byte.
const FIXED_TIME: &str = "SOURCE_DATE_EPOCH";

/// Of a scenario, now; nothing is written beside it yet.
pub fn now(scenario: &Scenario) -> Provenance {
    let fixed =
        env::var(FIXED_TIME).ok().and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok());
    let (at, offset) = match fixed {
        Some(fixed) => (fixed, Offset::UTC),
        None => {
            let now = Timestamp::now();
            (now, TimeZone::system().to_offset(now))
        }
    };
    let whole_seconds = Timestamp::from_second(at.as_second()).unwrap_or(at);
    Provenance {
        made_at: whole_seconds.display_with_offset(offset).to_string(),
        tool: TOOL.to_owned(),
        inputs: scenario.inputs.clone(),
        files: Vec::new(),
    }
}
