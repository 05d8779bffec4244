//! What is wrong with an input file, where, and what would be right.

use std::fmt;

/// A fault in an input file. It prints as `file:line: key: what is wrong; what would be right`, which editors
/// and continuous-integration logs turn into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as it was named on the command line or in the scenario.
    pub file: String,
    /// The line, counted from 1; `None` when the file as a whole is meant.
    pub line: Option<usize>,
    /// The place in a table, in words; a diagnostic of a cell has no line.
    pub cell: Option<String>,
    /// The key, with the tables it is in: `user.demand`. `None` when no key can be told.
    pub key: Option<String>,
    pub message: String,
}

impl Diagnostic {
    pub fn of_file(file: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic { file: file.to_owned(), line: None, cell: None, key: None, message: message.into() }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        if let Some(cell) = &self.cell {
            write!(f, "{cell}:")?;
        }
        if let Some(key) = &self.key {
            write!(f, " {key}:")?;
        }
        write!(f, " {}", self.message)
    }
}

impl std::error::Error for Diagnostic {}
