//! What is wrong with an input file, where, and what would be right.

use std::fmt;

use crate::text::shown;

/// A fault in an input file. It prints as `file:line: key: what is wrong; what would be right`, which editors
/// and continuous-integration logs turn into a link; control characters of the input are written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as it was named on the command line or in the scenario.
    pub file: String,
    /// The line, counted from 1; `None` when the file as a whole is meant.
    pub line: Option<usize>,
    /// The place in a table, in words; a diagnostic of a cell has no line.
    pub cell: Option<Box<str>>,
    /// The key, with the tables it is in: `user.demand`. `None` when no key can be told.
    pub key: Option<String>,
    pub message: String,
    /// The line of the file and a mark below it, where the file itself cannot be read on.
    pub excerpt: Option<Box<str>>,
}

impl Diagnostic {
    pub fn of_file(file: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            file: file.to_owned(),
            line: None,
            cell: None,
            key: None,
            message: message.into(),
            excerpt: None,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", shown(&self.file))?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        if let Some(cell) = &self.cell {
            write!(f, "{}:", shown(cell))?;
        }
        if let Some(key) = &self.key {
            write!(f, " {}:", shown(key))?;
        }
        write!(f, " {}", shown(&self.message))?;
        match &self.excerpt {
            Some(excerpt) => write!(f, "\n{excerpt}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}
