//! Reads scenarios for a command.

use std::path::PathBuf;

use super::console::Console;
use super::progress::Progress;
use crate::read::scenario::open_in;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::source;

/// Reads all files. An error has all that is wrong with any of them.
pub fn scenarios(files: &[PathBuf], console: &mut Console) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
    let mut scenarios = Vec::with_capacity(files.len());
    let mut diagnostics = Vec::new();
    let progress = Progress::start(files.len(), console.quiet);
    if let Some(again) = files.iter().filter(|file| source::is_standard_input(file)).nth(1) {
        let message = console.texts().tool.standard_input_twice;
        diagnostics.push(Diagnostic::of_file(&source::name(again), message));
        return Err(diagnostics);
    }
    for file in files {
        progress.at(file);
        match open_in(file, console.language) {
            Ok(scenario) => scenarios.push(scenario),
            Err(found) => diagnostics.extend(found),
        }
        progress.step();
    }
    if diagnostics.is_empty() { Ok(scenarios) } else { Err(diagnostics) }
}
