//! Runs scenarios: which files, which output, which exit code.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use citygate::event::JournalKey;

use super::arguments::{Ending, RunArguments};
use super::console::{Console, OutputError};
use super::files::{Draft, FilesError, Folder, Written};
use super::progress::Progress;
use super::{provenance, read};
use crate::journal;
use crate::messages::catalogue::Messages;
use crate::messages::language::Language;
use crate::render::{html, json, papers, text};
use crate::result::Outcome;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;
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
    let folder = arguments.out.as_ref().map(|path| Folder::open(path, arguments.force)).transpose();
    let folder = match folder {
        Ok(folder) => folder,
        Err(error) => {
            console.fail(not_written(&error, console.texts()));
            return Ok(Ending::Failed);
        }
    };
    scenarios.iter().flat_map(|scenario| &scenario.remarks).for_each(|remark| console.remark(remark));
    solve_all(arguments, &scenarios, key, folder.as_ref(), console)
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
        let message = (console.texts().tool.key_error)(error);
        diagnostics.push(Diagnostic::of_file(&file.display().to_string(), message));
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
            let message = (language.messages().tool.same_report)(&name, &source::name(first));
            diagnostics.push(Diagnostic::of_file(&source::name(file), message));
        }
    }
    diagnostics
}

/// Solves, writes and prints one scenario after the other. When the result cannot be printed any more, the reports are
/// written all the same, and the run is told as failed.
fn solve_all(
    arguments: &RunArguments,
    scenarios: &[Scenario],
    key: Option<JournalKey>,
    folder: Option<&Folder>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let progress = Progress::start(arguments.files.len(), console.quiet);
    let mut ending = Ending::Done;
    let mut unprinted = None;
    for (file, scenario) in arguments.files.iter().zip(scenarios) {
        progress.at(file);
        let mut outcome = match solve_with_key(scenario, key) {
            Ok(outcome) => outcome,
            Err(error) => {
                console.fail(format_args!("{}: {error}", source::name(file)));
                return Ok(Ending::Failed);
            }
        };
        outcome.provenance = Some(provenance::now(scenario));
        if let Some(folder) = folder {
            let written = write(folder, file, scenario, &mut outcome, console.language);
            progress.aside(|| match written {
                Ok(files) => tell_written(&files, console),
                Err(error) => {
                    console.fail(not_written(&error, console.texts()));
                    ending = Ending::Failed;
                }
            });
        } else if unprinted.is_some() {
            break;
        }
        if unprinted.is_none() {
            let result = match arguments.json {
                true => json::line(&outcome).map_err(|error| console.output_error(error.into()))?,
                false => text::page(scenario, &outcome, console.language, console.width()),
            };
            unprinted = progress.aside(|| console.print(&result)).err();
        }
        progress.step();
    }
    unprinted.map_or(Ok(ending), Err)
}

/// Writes the report on a scenario and what belongs beside it.
fn write(
    folder: &Folder,
    file: &Path,
    scenario: &Scenario,
    outcome: &mut Outcome,
    language: Language,
) -> Result<Vec<(PathBuf, Written)>, FilesError> {
    let mut drafts = Vec::new();
    if let Some(exercise) = &outcome.exercise {
        drafts.push(Draft { name: journal::file_name(file), content: exercise.journal.bytes.clone() });
    }
    let papers = papers::files(scenario, outcome, language, file);
    let papers =
        papers.map_err(|error| FilesError::Io { path: file.to_owned(), error: io::Error::other(error) })?;
    drafts.extend(papers.into_iter().map(|(name, content)| Draft { name, content }));
    if let Some(provenance) = &mut outcome.provenance {
        provenance.files = drafts.iter().map(|draft| NamedDigest::of(&draft.name, &draft.content)).collect();
    }
    let page = html::page(scenario, outcome, language, file);
    drafts.push(Draft { name: html::file_name(file, language), content: page.into_bytes() });
    folder.write(&drafts, &[Language::En, Language::Zh].map(|language| html::file_name(file, language)))
}

pub(super) fn tell_written(files: &[(PathBuf, Written)], console: &mut Console) {
    if console.quiet {
        return;
    }
    let tool = console.texts().tool;
    for (path, written) in files {
        let what = match written {
            Written::New => tool.written,
            Written::Replaced => tool.replaced,
            Written::Unchanged => tool.unchanged,
        };
        console.tell(format_args!("{}: {what}", path.display()));
    }
}

pub(super) fn not_written(error: &FilesError, messages: &Messages) -> String {
    match error {
        FilesError::NoDirectory(path) => format!("{}: {}", path.display(), messages.tool.no_directory),
        FilesError::NotOurs(path) => format!("{}: {}", path.display(), messages.tool.not_ours),
        FilesError::Io { path, error } => format!("{}: {error}", path.display()),
    }
}
