//! What a result was made of, when, and by what: so that it can be checked afterwards.

use serde::Serialize;

use crate::scenario::input::NamedDigest;

/// The tool as results and reports name it.
pub const TOOL: &str = concat!("citygate-drill ", env!("CARGO_PKG_VERSION"));

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Date, time and offset from UTC, as RFC 3339 has it.
    #[serde(rename = "at")]
    pub made_at: String,
    #[serde(rename = "by")]
    pub tool: String,
    /// The scenario first, then the files that it names.
    pub inputs: Vec<NamedDigest>,
    /// What was written beside the report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<NamedDigest>,
}
