//! Runs scenarios: which files, which output, which exit code.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use citygate::event::JournalKey;
use thiserror::Error;

use super::arguments::{Ending, RunArguments};
use super::console::{Console, OutputError};
use super::progress::Progress;
use super::read;
use crate::journal;
use crate::messages::language::Language;
use crate::render::{html, json, papers, text};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::solve::solve_with_key;
use crate::source;

/// Runs scenarios. All files are read before anything is written, so that bad input leaves no half of a result behind.
pub fn run(
    arguments: &RunArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let (scenarios, key) = match input(arguments, key_file, console) {
        Ok(read) => read,
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| console.fail(diagnostic));
            return Ok(Ending::BadInput);
        }
    };
    scenarios.iter().flat_map(|scenario| &scenario.remarks).for_each(|remark| console.remark(remark));
    match solve_all(arguments, &scenarios, key, console) {
        Ok(()) => Ok(Ending::Done),
        Err(failure) => {
            console.fail(failure);
            Ok(Ending::Failed)
        }
    }
}

fn input(
    arguments: &RunArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<(Vec<Scenario>, Option<JournalKey>), Vec<Diagnostic>> {
    let scenarios = read::scenarios(&arguments.files, console);
    let mut diagnostics = Vec::new();
    if arguments.out.is_some() {
        diagnostics.extend(shared_reports(arguments, console.language));
    }
    let key = key_file.map(journal::read_key).transpose();
    if let (Some(file), Err(error)) = (key_file, &key) {
        diagnostics.push(Diagnostic::of_file(&file.display().to_string(), error.to_string()));
    }
    match (scenarios, key) {
        (Ok(scenarios), Ok(key)) if diagnostics.is_empty() => Ok((scenarios, key)),
        (scenarios, _) => {
            let of_scenarios = scenarios.err().unwrap_or_default();
            Err(of_scenarios.into_iter().chain(diagnostics).collect())
        }
    }
}

/// Files whose reports would overwrite each other.
fn shared_reports(arguments: &RunArguments, language: Language) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut taken: HashMap<String, &Path> = HashMap::new();
    for file in &arguments.files {
        let name = html::file_name(file, language);
        if let Some(first) = taken.insert(name.clone(), file) {
            let message = format!(
                "the report would be {name:?}, as that of {}; rename one of the files, or write to another \
                 directory",
                source::name(first)
            );
            diagnostics.push(Diagnostic::of_file(&source::name(file), message));
        }
    }
    diagnostics
}

/// What failed, and at which file.
#[derive(Debug, Error)]
enum Failure {
    #[error("{}: {error}", at.display())]
    File { at: PathBuf, error: Box<dyn std::error::Error> },
    #[error(transparent)]
    Output(#[from] OutputError),
}

fn solve_all(
    arguments: &RunArguments,
    scenarios: &[Scenario],
    key: Option<JournalKey>,
    console: &mut Console,
) -> Result<(), Failure> {
    let progress = Progress::start(arguments.files.len(), console.quiet);
    let language = console.language;
    for (file, scenario) in arguments.files.iter().zip(scenarios) {
        progress.at(file);
        let fail = |at: &Path, error| Failure::File { at: at.to_owned(), error };
        let outcome = solve_with_key(scenario, key).map_err(|error| fail(file, error.into()))?;
        if let Some(directory) = &arguments.out {
            let report = directory.join(html::file_name(file, language));
            let page = html::page(scenario, &outcome, language, file);
            write_whole(&report, page.as_bytes()).map_err(|error| fail(&report, error.into()))?;
            let papers = papers::files(scenario, &outcome, language, file);
            for (name, bytes) in papers.map_err(|error| fail(file, error.into()))? {
                let path = directory.join(name);
                write_whole(&path, &bytes).map_err(|error| fail(&path, error.into()))?;
            }
            if let Some(exercise) = &outcome.exercise {
                let journal = directory.join(journal::file_name(file));
                let bytes = &exercise.journal.bytes;
                write_whole(&journal, bytes).map_err(|error| fail(&journal, error.into()))?;
            }
        }
        let result = match arguments.json {
            true => json::line(&outcome).map_err(|error| fail(file, error.into()))?,
            false => text::page(scenario, &outcome, language, console.width()),
        };
        progress.aside(|| console.print(&result))?;
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
