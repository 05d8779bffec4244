//! `citygate outages`: what is served while one pipe, source or storage is out, each in turn (N-1).

use std::path::Path;

use super::arguments::{Ending, OutageArguments};
use super::console::{Console, OutputError};
use super::files::{Draft, Folder};
use super::progress::Progress;
use super::run::{not_written, tell_written};
use super::{provenance, read};
use crate::messages::language::Language;
use crate::render::html::outages as page;
use crate::render::{json, text};
use crate::result::outages::Outages;
use crate::scenario::Scenario;
use crate::solve::outages::outages;
use crate::source;

/// Solves, writes and prints one scenario after the other.
pub fn run(arguments: &OutageArguments, console: &mut Console) -> Result<Ending, OutputError> {
    let scenarios = match read::scenarios(&arguments.files, console) {
        Ok(scenarios) => scenarios,
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
    let progress = Progress::start(arguments.files.len(), console.quiet);
    let mut ending = Ending::Done;
    for (file, scenario) in arguments.files.iter().zip(&scenarios) {
        progress.at(file);
        let scenario = scenario.on_pipes();
        let mut found = match outages(&scenario) {
            Ok(found) => found,
            Err(error) => {
                console.fail(format_args!("{}: {error}", source::name(file)));
                return Ok(Ending::Failed);
            }
        };
        found.provenance = Some(provenance::now(&scenario));
        if let Some(folder) = &folder {
            let drafts = [draft(&scenario, &found, console.language, file)];
            let names = [Language::En, Language::Zh].map(|language| page::file_name(file, language));
            let written = folder.write(&drafts, &names);
            progress.aside(|| match written {
                Ok(files) => tell_written(&files, console),
                Err(error) => {
                    console.fail(not_written(&error, console.texts()));
                    ending = Ending::Failed;
                }
            });
        }
        let result = match arguments.json {
            true => json::line(&found).map_err(|error| console.output_error(error.into()))?,
            false => text::outages::page(&scenario, &found, console.language, console.width()),
        };
        progress.aside(|| console.print(&result))?;
        progress.step();
    }
    Ok(ending)
}

fn draft(scenario: &Scenario, found: &Outages, language: Language, file: &Path) -> Draft {
    let content = page::page(scenario, found, language, file);
    Draft { name: page::file_name(file, language), content: content.into_bytes() }
}
