//! `citygate outages`: what is served while one pipe, source or storage is out, each in turn (N-1).

use std::path::Path;

use super::arguments::{Ending, RunArguments};
use super::console::{Console, OutputError};
use super::each::{self, Work};
use super::files::{Draft, FilesError};
use super::provenance;
use crate::messages::language::Language;
use crate::render::html::outages as page;
use crate::render::{json, text};
use crate::result::outages::Outages;
use crate::scenario::Scenario;
use crate::solve::error::SolveError;
use crate::solve::outages::outages;

pub fn run(arguments: &RunArguments, console: &mut Console) -> Result<Ending, OutputError> {
    each::run(&TakingOut, arguments, Vec::new(), console)
}

struct TakingOut;

impl Work for TakingOut {
    /// With the scenario on pipes.
    type Result = (Scenario, Outages);

    fn solve(&self, scenario: &Scenario) -> Result<(Scenario, Outages), SolveError> {
        let on_pipes = scenario.on_pipes();
        let found = outages(&on_pipes)?;
        let provenance = Some(provenance::now(scenario));
        Ok((on_pipes, Outages { provenance, ..found }))
    }

    fn report(&self, file: &Path, language: Language) -> String {
        page::file_name(file, language)
    }

    fn drafts(
        &self,
        _: &Scenario,
        (on_pipes, found): &mut (Scenario, Outages),
        language: Language,
        file: &Path,
    ) -> Result<Vec<Draft>, FilesError> {
        let content = page::page(on_pipes, found, language, file).into_bytes();
        Ok(vec![Draft { name: self.report(file, language), content }])
    }

    fn json(&self, (_, found): &(Scenario, Outages)) -> serde_json::Result<String> {
        json::line(found)
    }

    fn text(
        &self,
        _: &Scenario,
        (on_pipes, found): &(Scenario, Outages),
        language: Language,
        width: u16,
    ) -> String {
        text::outages::page(on_pipes, found, language, width)
    }
}
