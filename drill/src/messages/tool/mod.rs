//! What the tool says of itself: help, and messages beside results.

pub(super) mod chinese;
pub(super) mod english;

/// The texts of one language.
pub struct ToolMessages {
    pub remark: &'static str,
    pub standard_output: &'static str,
    pub run_beside_command: &'static str,
    /// What a command does; the tool as a whole has the name of its program.
    pub command_help: fn(command: &str) -> &'static str,
    /// What an argument means.
    pub argument_help: fn(command: &str, argument: &str) -> &'static str,
    pub help: HelpMessages,
    pub standard_input_twice: &'static str,
    pub is_there_already: &'static str,
    pub right: &'static str,
    pub unknown_policy: fn(name: &str, known: &str) -> String,
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
