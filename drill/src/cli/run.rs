//! Runs scenarios: what is written and printed of each.

use std::io;
use std::path::Path;

use citygate::event::JournalKey;

use super::arguments::{Ending, RunArguments};
use super::console::{Console, OutputError};
use super::each::{self, Work};
use super::files::{Draft, FilesError};
use super::provenance;
use crate::journal;
use crate::messages::language::Language;
use crate::render::{html, json, papers, text};
use crate::result::Outcome;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;
use crate::solve::error::SolveError;
use crate::solve::solve_with_key;

/// Runs scenarios.
pub fn run(
    arguments: &RunArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let key = key_file.map(journal::read_key).transpose();
    let wrong = key.as_ref().err().zip(key_file).map(|(error, file)| {
        let message = (console.texts().tool.key_error)(error);
        Diagnostic::of_file(&file.display().to_string(), message)
    });
    let runner = Runner { key: key.unwrap_or_default() };
    each::run(&runner, arguments, wrong.into_iter().collect(), console)
}

struct Runner {
    key: Option<JournalKey>,
}

impl Work for Runner {
    type Result = Outcome;

    fn solve(&self, scenario: &Scenario) -> Result<Outcome, SolveError> {
        let outcome = solve_with_key(scenario, self.key)?;
        Ok(Outcome { provenance: Some(provenance::now(scenario)), ..outcome })
    }

    fn report(&self, file: &Path, language: Language) -> String {
        html::file_name(file, language)
    }

    fn drafts(
        &self,
        scenario: &Scenario,
        outcome: &mut Outcome,
        language: Language,
        file: &Path,
    ) -> Result<Vec<Draft>, FilesError> {
        let mut drafts = Vec::new();
        if let Some(exercise) = &outcome.exercise {
            drafts.push(Draft { name: journal::file_name(file), content: exercise.journal.bytes.clone() });
        }
        let papers = papers::files(scenario, outcome, language, file);
        let papers = papers
            .map_err(|error| FilesError::Io { path: file.to_owned(), error: io::Error::other(error) })?;
        drafts.extend(papers.into_iter().map(|(name, content)| Draft { name, content }));
        if let Some(provenance) = &mut outcome.provenance {
            provenance.files =
                drafts.iter().map(|draft| NamedDigest::of(&draft.name, &draft.content)).collect();
        }
        let page = html::page(scenario, outcome, language, file);
        drafts.push(Draft { name: self.report(file, language), content: page.into_bytes() });
        Ok(drafts)
    }

    fn json(&self, outcome: &Outcome) -> serde_json::Result<String> {
        json::line(outcome)
    }

    fn text(&self, scenario: &Scenario, outcome: &Outcome, language: Language, width: u16) -> String {
        text::page(scenario, outcome, language, width)
    }
}
