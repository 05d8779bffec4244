//! What commands have in common that make a result of every scenario: reading, writing, printing, exit codes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::arguments::{Ending, RunArguments};
use super::console::{Console, OutputError};
use super::files::{Draft, FilesError, Folder, Written};
use super::progress::Progress;
use super::read;
use crate::messages::catalogue::Messages;
use crate::messages::language::Language;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::solve::error::SolveError;
use crate::source;

/// What a command makes of a scenario.
pub trait Work {
    type Result;

    fn solve(&self, scenario: &Scenario) -> Result<Self::Result, SolveError>;

    /// The name of the report on a scenario file.
    fn report(&self, file: &Path, language: Language) -> String;

    /// The report on a result, and what belongs beside it.
    fn drafts(
        &self,
        scenario: &Scenario,
        result: &mut Self::Result,
        language: Language,
        file: &Path,
    ) -> Result<Vec<Draft>, FilesError>;

    fn json(&self, result: &Self::Result) -> serde_json::Result<String>;

    fn text(&self, scenario: &Scenario, result: &Self::Result, language: Language, width: u16) -> String;
}

/// Does the work for all scenarios. All files are read before anything is written, so that bad input leaves no half of a
/// result behind; `others` is what else is wrong.
pub fn run<W: Work>(
    work: &W,
    arguments: &RunArguments,
    others: Vec<Diagnostic>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let scenarios = read::scenarios(&arguments.files, console);
    let shared = arguments.out.iter().flat_map(|_| shared_reports(work, arguments, console.language));
    let wrong: Vec<Diagnostic> = shared.chain(others).collect();
    let scenarios = match scenarios {
        Ok(scenarios) if wrong.is_empty() => scenarios,
        scenarios => {
            let of_scenarios = scenarios.err().unwrap_or_default();
            of_scenarios.iter().chain(&wrong).for_each(|diagnostic| console.fail(diagnostic));
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
    solve_all(work, arguments, &scenarios, folder.as_ref(), console)
}

/// Files whose reports would overwrite each other.
fn shared_reports<W: Work>(work: &W, arguments: &RunArguments, language: Language) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut taken: HashMap<String, &Path> = HashMap::new();
    for file in &arguments.files {
        let name = work.report(file, language);
        if let Some(first) = taken.insert(name.clone(), file) {
            let message = (language.messages().tool.same_report)(&name, &source::name(first));
            diagnostics.push(Diagnostic::of_file(&source::name(file), message));
        }
    }
    diagnostics
}

/// Solves, writes and prints one scenario after the other. When the result cannot be printed any more, the reports are
/// written all the same, and the run is told as failed.
fn solve_all<W: Work>(
    work: &W,
    arguments: &RunArguments,
    scenarios: &[Scenario],
    folder: Option<&Folder>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let progress = Progress::start(arguments.files.len(), console.quiet);
    let mut ending = Ending::Done;
    let mut unprinted = None;
    for (file, scenario) in arguments.files.iter().zip(scenarios) {
        progress.at(file);
        let mut result = match work.solve(scenario) {
            Ok(result) => result,
            Err(error) => {
                console.fail(format_args!("{}: {error}", source::name(file)));
                return Ok(Ending::Failed);
            }
        };
        if let Some(folder) = folder {
            let reports = [Language::En, Language::Zh].map(|language| work.report(file, language));
            let drafts = work.drafts(scenario, &mut result, console.language, file);
            let written = drafts.and_then(|drafts| folder.write(&drafts, &reports));
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
            let text = match arguments.json {
                true => work.json(&result).map_err(|error| console.output_error(error.into()))?,
                false => work.text(scenario, &result, console.language, console.width()),
            };
            unprinted = progress.aside(|| console.print(&text)).err();
        }
        progress.step();
    }
    unprinted.map_or(Ok(ending), Err)
}

fn tell_written(files: &[(PathBuf, Written)], console: &mut Console) {
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

fn not_written(error: &FilesError, messages: &Messages) -> String {
    match error {
        FilesError::NoDirectory(path) => format!("{}: {}", path.display(), messages.tool.no_directory),
        FilesError::NotOurs(path) => format!("{}: {}", path.display(), messages.tool.not_ours),
        FilesError::Io { path, error } => format!("{}: {error}", path.display()),
    }
}
