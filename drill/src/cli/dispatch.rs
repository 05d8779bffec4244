//! From the command line to the command.

use std::io::Write;

use super::arguments::{Arguments, Command, Ending};
use super::console::Console;
use super::{check, compare, init, manual, outages, policies, records, run, verify};

/// Does what the command line says. Results go to `out`, messages to `messages`; progress shows on the terminal, if
/// there is one.
pub fn dispatch(arguments: &Arguments, out: &mut dyn Write, messages: &mut dyn Write) -> Ending {
    let common = &arguments.common;
    let mut console = Console { out, messages, language: common.lang, quiet: common.quiet };
    let key_file = common.key_file.as_deref();
    let done = match &arguments.command {
        None => run::run(&arguments.run, key_file, &mut console),
        Some(Command::Check(arguments)) => check::run(arguments, &mut console),
        Some(Command::Init(arguments)) => init::run(arguments, &mut console),
        Some(Command::Verify(arguments)) => verify::run(arguments, key_file, &mut console),
        Some(Command::Journal(arguments)) => records::run(arguments, key_file, &mut console),
        Some(Command::Compare(arguments)) => compare::run(arguments, &mut console),
        Some(Command::Outages(arguments)) => outages::run(arguments, &mut console),
        Some(Command::Policies(arguments)) => policies::run(arguments, &mut console),
        Some(Command::Completions(arguments)) => manual::completions(arguments.shell, &mut console),
        Some(Command::Man) => manual::page(&mut console),
    };
    done.unwrap_or_else(|error| {
        console.fail(error);
        Ending::Failed
    })
}
