//! Where a command prints: results on one side, messages on the other.

use std::fmt::Display;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use thiserror::Error;

use crate::messages::catalogue::Messages;
use crate::messages::language::Language;
use crate::scenario::diagnostic::Diagnostic;

const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Both outputs take colours; whoever opens them takes the colours away where nobody can see them.
pub struct Console<'c> {
    pub out: &'c mut dyn Write,
    pub messages: &'c mut dyn Write,
    pub language: Language,
    pub quiet: bool,
}

/// The result could not be printed.
#[derive(Debug, Error)]
#[error("{name}: {error}")]
pub struct OutputError {
    name: &'static str,
    error: io::Error,
}

impl Console<'_> {
    pub fn texts(&self) -> &'static Messages {
        self.language.messages()
    }

    /// Prints a part of the result.
    pub fn print(&mut self, text: &str) -> Result<(), OutputError> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|error| self.output_error(error))
    }

    pub fn output_error(&self, error: io::Error) -> OutputError {
        OutputError { name: self.texts().tool.standard_output, error }
    }

    /// Tells something beside the result. Where even messages cannot be written, the exit code alone must do.
    pub fn tell(&mut self, message: impl Display) {
        let _ = writeln!(self.messages, "{message}");
    }

    /// Tells what failed, or what is wrong.
    pub fn fail(&mut self, fault: impl Display) {
        let fault = fault.to_string();
        match fault.split_once(": ") {
            Some((place, rest)) => self.tell(format_args!("{ERROR}{place}:{ERROR:#} {rest}")),
            None => self.tell(fault),
        }
    }

    /// Tells what is odd, unless only errors are asked for.
    pub fn remark(&mut self, remark: &Diagnostic) {
        if !self.quiet {
            let label = self.texts().tool.remark;
            self.tell(format_args!("{WARNING}{label}{WARNING:#}{remark}"));
        }
    }

    /// How wide text may be: as the terminal, or 100 columns in a file.
    pub fn width(&self) -> u16 {
        terminal_size::terminal_size().map_or(100, |(terminal_size::Width(width), _)| width)
    }
}
