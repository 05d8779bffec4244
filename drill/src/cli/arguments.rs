//! What the tool is told, and how it ends.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::messages::language::Language;

/// Runs a gas shortage as a desk-top exercise (桌面推演): reads scenarios, shares out the gas by the supply order
/// they name, and says who keeps how much and why.
///
/// The result goes to standard output, everything else to standard error. Exit code 0: solved, also when users
/// are curtailed; 2: bad input (nothing is written then, not even for the files that are right); 1: anything else.
#[derive(Debug, Parser)]
#[command(name = "drill", version, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    /// What to do instead of running scenarios
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Scenario files (TOML)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print the result as JSON, one object a line for each file
    #[arg(long)]
    pub json: bool,
    /// Write an HTML report with charts for each file into this directory, and the journal of an exercise
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The language of the text and the report
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
    /// Keep the journals of exercises with the key in this file: 64 hexadecimal digits
    #[arg(long, value_name = "FILE", env = "CITYGATE_JOURNAL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Print no progress and no remarks, only errors
    #[arg(long)]
    pub quiet: bool,
}

/// What the tool does beside running scenarios.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Verify that nobody changed a journal: exit code 0 sound, 2 altered, 1 it could not be checked
    Verify(VerifyArguments),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Solved,
    /// Something failed that is not in the input.
    Failed,
    /// The input is wrong; nothing was written.
    BadInput,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Solved => ExitCode::SUCCESS,
            Ending::Failed => ExitCode::from(1),
            Ending::BadInput => ExitCode::from(2),
        }
    }
}

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A journal file, such as an exercise writes with --out
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A file with the key that the journal was kept with: 64 hexadecimal digits
    #[arg(long, value_name = "FILE", env = "CITYGATE_JOURNAL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// The head of the journal as it was printed or kept elsewhere: count:tag
    #[arg(long, value_name = "HEAD")]
    pub head: Option<String>,
    /// The head of the file before, when a journal is stored in several
    #[arg(long, value_name = "HEAD")]
    pub after: Option<String>,
}
