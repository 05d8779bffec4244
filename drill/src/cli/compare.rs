//! `citygate compare`: who gets more in one result than in another, and who less.

use std::path::Path;

use super::arguments::{CompareArguments, Ending};
use super::console::{Console, OutputError};
use crate::read::scenario::parse;
use crate::render::{comparison, json};
use crate::result::comparison::{Brief, BriefError};
use crate::solve::solve;
use crate::source;

/// Compares two results. A scenario stands for its result.
pub fn run(arguments: &CompareArguments, console: &mut Console) -> Result<Ending, OutputError> {
    let briefs = (brief(&arguments.first, console), brief(&arguments.second, console));
    let (Some(first), Some(second)) = briefs else { return Ok(Ending::BadInput) };
    if first.unit != second.unit {
        console.fail((console.texts().tool.other_unit)(&first.unit, &second.unit));
        return Ok(Ending::BadInput);
    }
    console.print(&comparison::page(&first, &second, console.language, console.width()))?;
    Ok(Ending::Done)
}

/// The result in a file; what is wrong with it is told.
fn brief(path: &Path, console: &mut Console) -> Option<Brief> {
    let (name, tool) = (source::name(path), console.texts().tool);
    let text = match source::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            console.fail(format_args!("{name}: {}", (tool.unreadable)(&error.to_string())));
            return None;
        }
    };
    let result = match text.trim_start().starts_with('{') {
        true => text,
        false => result_of(path, &text, console)?,
    };
    match Brief::read(&result) {
        Ok(brief) => Some(brief),
        Err(BriefError::NoResult(error)) => {
            console.fail(format_args!("{name}: {}", (tool.no_result)(&error.to_string())));
            None
        }
        Err(BriefError::SeveralResults(count)) => {
            console.fail(format_args!("{name}: {}", (tool.several_results)(count)));
            None
        }
    }
}

fn result_of(path: &Path, text: &str, console: &mut Console) -> Option<String> {
    let name = source::name(path);
    match parse(&name, text, path.parent().unwrap_or(Path::new(""))) {
        Ok(scenario) => {
            let result = solve(&scenario).map_err(|error| error.to_string());
            let line = result.and_then(|outcome| json::line(&outcome).map_err(|error| error.to_string()));
            line.map_err(|error| console.fail(format_args!("{name}: {error}"))).ok()
        }
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| console.fail(diagnostic));
            None
        }
    }
}
