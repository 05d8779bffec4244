//! The result for programs.

use crate::result::Outcome;

pub fn line(outcome: &Outcome) -> serde_json::Result<String> {
    let mut line = serde_json::to_string(outcome)?;
    line.push('\n');
    Ok(line)
}
