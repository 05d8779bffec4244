//! Runs the tool: which files, which output, which exit code.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use citygate::event::JournalKey;
use thiserror::Error;

use super::arguments::{Arguments, Command, Ending};
use super::progress::Progress;
use super::verify;
use crate::journal;
use crate::read::scenario::open;
use crate::render::{html, json, text};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::solve::solve_with_key;

/// Runs the tool. Results go to `out`, messages to `messages`; progress shows on the terminal, if there is one.
pub fn run(arguments: &Arguments, out: &mut dyn Write, messages: &mut dyn Write) -> Ending {
    if let Some(Command::Verify(arguments)) = &arguments.command {
        return verify::run(arguments, out, messages);
    }
    let (scenarios, key) = match read(arguments) {
        Ok(read) => read,
        Err(diagnostics) => {
            for diagnostic in diagnostics {
                // Where even messages cannot be written, the exit code alone must do.
                let _ = writeln!(messages, "{diagnostic}");
            }
            return Ending::BadInput;
        }
    };
    if !arguments.quiet {
        for remark in scenarios.iter().flat_map(|scenario| &scenario.remarks) {
            let _ = writeln!(messages, "remark: {remark}");
        }
    }
    match solve_all(arguments, &scenarios, key, out) {
        Ok(()) => Ending::Solved,
        // Whoever read the output has seen enough of it.
        Err(failure) if failure.is_broken_pipe() => Ending::Solved,
        Err(failure) => {
            let _ = writeln!(messages, "{failure}");
            Ending::Failed
        }
    }
}

/// Reads all files before anything is written, so that bad input leaves no half of a result behind.
fn read(arguments: &Arguments) -> Result<(Vec<Scenario>, Option<JournalKey>), Vec<Diagnostic>> {
    let mut scenarios = Vec::with_capacity(arguments.files.len());
    let mut diagnostics = Vec::new();
    let progress = Progress::start(arguments.files.len(), arguments.quiet);
    for file in &arguments.files {
        progress.at(file);
        match open(file) {
            Ok(scenario) => scenarios.push(scenario),
            Err(found) => diagnostics.extend(found),
        }
        progress.step();
    }
    if arguments.out.is_some() {
        diagnostics.extend(shared_reports(arguments));
    }
    let mut key = None;
    if let Some(path) = &arguments.key_file {
        match journal::read_key(path) {
            Ok(read) => key = Some(read),
            Err(error) => {
                diagnostics.push(Diagnostic::of_file(&path.display().to_string(), error.to_string()))
            }
        }
    }
    if diagnostics.is_empty() { Ok((scenarios, key)) } else { Err(diagnostics) }
}

/// Files whose reports would overwrite each other.
fn shared_reports(arguments: &Arguments) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut taken: HashMap<String, &Path> = HashMap::new();
    for file in &arguments.files {
        let name = html::file_name(file, arguments.lang);
        if let Some(first) = taken.insert(name.clone(), file) {
            let message = format!(
                "the report would be {name:?}, as that of {}; rename one of the files, or write to another \
                 directory",
                first.display()
            );
            diagnostics.push(Diagnostic { file: file.display().to_string(), line: None, key: None, message });
        }
    }
    diagnostics
}

/// What failed, and at which file.
#[derive(Debug, Error)]
#[error("{}: {error}", at.display())]
struct Failure {
    at: PathBuf,
    error: Box<dyn std::error::Error>,
}

fn solve_all(
    arguments: &Arguments,
    scenarios: &[Scenario],
    key: Option<JournalKey>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let progress = Progress::start(arguments.files.len(), arguments.quiet);
    for (file, scenario) in arguments.files.iter().zip(scenarios) {
        progress.at(file);
        let fail = |at: &Path, error| Failure { at: at.to_owned(), error };
        let outcome = solve_with_key(scenario, key).map_err(|error| fail(file, error.into()))?;
        if let Some(directory) = &arguments.out {
            let report = directory.join(html::file_name(file, arguments.lang));
            let page = html::page(scenario, &outcome, arguments.lang, file);
            write_whole(&report, page.as_bytes()).map_err(|error| fail(&report, error.into()))?;
            if let Some(exercise) = &outcome.exercise {
                let journal = directory.join(journal::file_name(file));
                let bytes = &exercise.journal.bytes;
                write_whole(&journal, bytes).map_err(|error| fail(&journal, error.into()))?;
            }
        }
        let result = match arguments.json {
            true => json::line(&outcome).map_err(|error| fail(file, error.into()))?,
            false => text::page(scenario, &outcome, arguments.lang, width()),
        };
        progress
            .aside(|| out.write_all(result.as_bytes()).and_then(|()| out.flush()))
            .map_err(|error| fail(file, error.into()))?;
        progress.step();
    }
    Ok(())
}

/// Writes a file so that it is there as a whole or not at all.
fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    fs::write(&unfinished, content)?;
    fs::rename(&unfinished, path)
}

impl Failure {
    fn is_broken_pipe(&self) -> bool {
        let error = self.error.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// How wide text may be: as the terminal, or 100 columns in a file.
fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(terminal_size::Width(width), _)| width)
}
