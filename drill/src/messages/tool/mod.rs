//! What the tool says of itself: help, and messages beside results.

pub(super) mod chinese;
pub(super) mod english;
mod usage;

use crate::journal::{Finding, HeadError, KeyError};

/// The texts of one language.
pub struct ToolMessages {
    pub remark: &'static str,
    pub standard_output: &'static str,
    pub run_beside_command: &'static str,
    /// What is wrong with a command line; nothing where clap's own words do.
    pub usage_error: Option<fn(&clap::Error) -> String>,
    /// What a command does; the tool as a whole has the name of its program.
    pub command_help: fn(command: &str) -> &'static str,
    /// What an argument means.
    pub argument_help: fn(command: &str, argument: &str) -> &'static str,
    pub help: HelpMessages,
    pub standard_input_twice: &'static str,
    pub is_there_already: &'static str,
    pub right: &'static str,
    pub made_at: &'static str,
    pub written: &'static str,
    pub replaced: &'static str,
    pub unchanged: &'static str,
    pub no_directory: &'static str,
    pub not_ours: &'static str,
    pub same_report: fn(report: &str, first: &str) -> String,
    pub unreadable: fn(error: &str) -> String,
    pub no_journal: &'static str,
    pub not_sound: &'static str,
    pub key_error: fn(&KeyError) -> String,
    pub head_error: fn(&HeadError) -> String,
    pub finding: fn(&Finding) -> String,
    pub more_findings: fn(count: usize) -> String,
    /// How many records, from when to when.
    pub sound: fn(records: u64, period: Option<(&str, &str)>) -> String,
    pub lost: fn(entries: u64) -> String,
    pub head: &'static str,
    pub head_compared: &'static str,
    pub no_head: &'static str,
    pub neither_key_nor_head: &'static str,
    pub audit: AuditMessages,
    pub no_result: fn(error: &str) -> String,
    pub several_results: fn(count: usize) -> String,
    pub other_unit: fn(first: &str, second: &str) -> String,
    pub station_clock: fn(ms: u64) -> String,
    pub station_ms: &'static str,
    pub tag: &'static str,
    pub change: &'static str,
    pub absent: &'static str,
    pub same_in_both: fn(users: usize) -> String,
    pub unknown_policy: fn(name: &str, known: &str) -> String,
}

/// About reports that are held against journal and scenario.
pub struct AuditMessages {
    pub tells_of_journal: &'static str,
    pub made_of_scenario: &'static str,
    pub no_report: &'static str,
    pub no_head: &'static str,
    pub other_head: fn(report: &str, journal: &str) -> String,
    pub other_scenario: fn(scenario: &str) -> String,
    pub other_version: fn(report: &str, tool: &str) -> String,
    pub differs: fn(line: usize, report: &str, again: &str) -> String,
}

/// What stands around the help on single commands and options.
pub struct HelpMessages {
    pub template: &'static str,
    pub commands: &'static str,
    pub usage_command: &'static str,
    pub usage_options: &'static str,
    pub arguments: &'static str,
    pub options: &'static str,
    pub help: &'static str,
    pub version: &'static str,
}
