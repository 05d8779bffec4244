//! The result for programs.

use serde::Serialize;

/// One line.
pub fn line(result: &impl Serialize) -> serde_json::Result<String> {
    let mut line = serde_json::to_string(result)?;
    line.push('\n');
    Ok(line)
}
