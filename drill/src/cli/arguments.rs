//! What the tool is told, and how it ends.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;

use crate::messages::language::Language;
use crate::starter::table::TableFormat;

/// Runs a gas shortage as a desk-top exercise (桌面推演): reads scenarios, shares out the gas by the supply order
/// they name, and says who keeps how much and why.
///
/// The result goes to standard output, everything else to standard error. Exit code 0: done, also when users
/// are curtailed; 2: bad input (nothing is written then, not even for the files that are right); 1: anything else.
#[derive(Debug, Parser)]
#[command(name = "citygate", version, max_term_width = 100)]
#[command(subcommand_negates_reqs = true, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do instead of running scenarios
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub run: RunArguments,
    #[command(flatten)]
    pub common: CommonArguments,
}

/// Which scenarios to run, and in which form.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// Scenario files (TOML); - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print the result as JSON, one object a line for each file
    #[arg(long)]
    pub json: bool,
    /// Write an HTML report with charts for each file into this directory, and the files that go with it
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// With --out: replace files that this tool did not write, or that somebody changed since
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// What holds for all that the tool does.
#[derive(Debug, Args)]
pub struct CommonArguments {
    /// The language of all that is printed and written: en, or zh for Chinese
    #[arg(long, global = true, default_value_t, hide_default_value = true)]
    pub lang: Language,
    /// The key that journals are kept with is in this file: 64 hexadecimal digits
    #[arg(long, global = true, value_name = "FILE", env = "CITYGATE_JOURNAL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Print no progress and no remarks, only errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What the tool does beside running scenarios.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read scenarios and say what is wrong with them; write nothing. Exit code 0 right, 2 wrong
    Check(CheckArguments),
    /// Write a scenario to start from, with a table of its users; what is there already is left alone
    Init(InitArguments),
    /// Verify that nobody changed a journal: exit code 0 sound, 2 altered, 1 it could not be checked
    Verify(VerifyArguments),
    /// Print a journal for an auditor: every record with its number, local time and meaning
    Journal(JournalArguments),
    /// Compare two results, or the results of two scenarios: who gets more, who gets less
    Compare(CompareArguments),
    /// Take each pipe, source and storage out in turn: what is served then, and who is without gas (N-1)
    Outages(RunArguments),
    /// List the built-in supply orders: their steps, their sources, what they leave out
    Policies(PoliciesArguments),
    /// Print a script that completes this tool's commands and options in a shell
    Completions(CompletionsArguments),
    /// Print the manual page (roff): citygate man | man -l -
    Man,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Scenario files (TOML); - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct InitArguments {
    /// The directory to write into; made if it is not there
    #[arg(default_value = ".", value_name = "DIR")]
    pub directory: PathBuf,
    /// What the table of users is written as
    #[arg(long, value_enum, default_value_t = TableFormat::Xlsx)]
    pub table: TableFormat,
}

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A journal file, such as an exercise writes with --out; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The head of the journal as it was printed or kept elsewhere: count:tag
    #[arg(long, value_name = "HEAD")]
    pub head: Option<String>,
    /// The head of the file before, when a journal is stored in several
    #[arg(long, value_name = "HEAD")]
    pub after: Option<String>,
    /// Check a report or JSON result of the exercise as well: is this the journal that it tells of?
    #[arg(long, value_name = "REPORT")]
    pub report: Option<PathBuf>,
    /// With --report: run this scenario again, and say whether the report is what comes of it
    #[arg(long, value_name = "SCENARIO", requires = "report")]
    pub scenario: Option<PathBuf>,
    /// Show times in this zone, such as Asia/Shanghai or +08:00; this computer's unless stated
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub zone: Option<TimeZone>,
}

#[derive(Debug, Args)]
pub struct JournalArguments {
    /// A journal file, such as an exercise writes with --out; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print comma-separated values for a spreadsheet, with the tag of each record
    #[arg(long)]
    pub csv: bool,
    /// Show times in this zone, such as Asia/Shanghai or +08:00; this computer's unless stated
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub zone: Option<TimeZone>,
}

#[derive(Debug, Args)]
pub struct CompareArguments {
    /// A result as --json prints it, or a scenario
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// Another
    #[arg(value_name = "B")]
    pub second: PathBuf,
}

/// A time zone by its name or its offset.
fn zone(name: &str) -> Result<TimeZone, jiff::Error> {
    DateTimeParser::new().parse_time_zone(name)
}

#[derive(Debug, Args)]
pub struct PoliciesArguments {
    /// Only these; all of them unless stated
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// For which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    /// Something failed that is not in the input.
    Failed,
    /// The input is wrong; nothing was written.
    BadInput,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Done => ExitCode::SUCCESS,
            Ending::Failed => ExitCode::from(1),
            Ending::BadInput => ExitCode::from(2),
        }
    }
}
