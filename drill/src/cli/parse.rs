//! Reads the command line, and tells how it is used in the language that it asks for.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::arguments::{Arguments, RunArguments};
use crate::messages::language::Language;
use crate::messages::tool::ToolMessages;

/// Reads the command line. A request for help is an error here as well, as clap has it.
pub fn read(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let language = language_asked(arguments);
    let mut definition = definition(language);
    let read = Arguments::from_arg_matches(&definition.try_get_matches_from_mut(arguments)?)?;
    let RunArguments { files, json, out, .. } = &read.run;
    // What belongs to a run is not dropped silently beside a command.
    if read.command.is_some() && (*json || out.is_some() || !files.is_empty()) {
        return Err(
            definition.error(ErrorKind::ArgumentConflict, language.messages().tool.run_beside_command)
        );
    }
    Ok(read)
}

/// Tells what is wrong with a command line, or the help that was asked for, in the language that it asks for.
pub fn refuse(arguments: &[OsString], error: &clap::Error, messages: &mut dyn Write) -> ExitCode {
    match language_asked(arguments).messages().tool.usage_error.filter(|_| error.use_stderr()) {
        // Nobody is left to be told of a closed pipe.
        Some(told) => drop(write!(messages, "{}", told(error))),
        None => drop(error.print()),
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The language that help is asked in: options are not read yet then.
fn language_asked(arguments: &[OsString]) -> Language {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let positions = words.iter().enumerate().rev();
    let asked = positions.filter_map(|(position, word)| match word.strip_prefix("--lang")? {
        "" => words.get(position + 1).map(|next| next.to_string()),
        value => value.strip_prefix('=').map(str::to_owned),
    });
    asked.filter_map(|name| name.parse().ok()).next().unwrap_or_default()
}

/// All commands and options, told in a language.
pub fn definition(language: Language) -> Command {
    let definition = Arguments::command();
    match language {
        Language::En => definition,
        Language::Zh => translated(definition, language.messages().tool),
    }
}

fn translated(definition: Command, messages: &'static ToolMessages) -> Command {
    let headings = &messages.help;
    let commands: Vec<String> =
        definition.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let program = definition.get_name().to_owned();
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut definition = told(definition, &program, messages)
        .subcommand_help_heading(headings.commands)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(version.help(headings.version).help_heading(headings.options));
    for name in commands {
        let full_name = format!("{program} {name}");
        definition = definition.mut_subcommand(name, |command| told(command, &full_name, messages));
    }
    definition
}

/// One command: what it does, and what its arguments mean. `full_name` is how it is called.
fn told(command: Command, full_name: &str, messages: &'static ToolMessages) -> Command {
    let (name, headings) = (command.get_name().to_owned(), &messages.help);
    let ids: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let about = (messages.command_help)(&name);
    let usage = command.clone().bin_name(full_name).render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim_start().replace("[OPTIONS]", headings.usage_options);
    let has_more = command.get_long_about().is_some();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::HelpShort);
    let mut command = command
        .about(about)
        .override_usage(usage.replace("<COMMAND>", headings.usage_command))
        .help_template(headings.template)
        .disable_help_flag(true)
        .arg(help.help(headings.help).help_heading(headings.options));
    if has_more {
        command = command.long_about(about);
    }
    for id in ids {
        command = command.mut_arg(&id, |argument| {
            let heading = if argument.is_positional() { headings.arguments } else { headings.options };
            argument.help((messages.argument_help)(&name, &id)).help_heading(heading)
        });
    }
    command
}
