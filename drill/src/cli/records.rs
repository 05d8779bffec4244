//! `citygate journal`: a journal for whoever audits it.

use std::path::Path;

use citygate::event::JournalHead;
use jiff::tz::TimeZone;

use super::arguments::{Ending, JournalArguments};
use super::console::{Console, OutputError};
use crate::journal::{examine, is_journal, read_key};
use crate::render::records::Records;
use crate::source;

/// Prints a journal, also one that is not sound; then that is told.
pub fn run(
    arguments: &JournalArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let (name, tool) = (source::name(&arguments.file), console.texts().tool);
    let bytes = match source::read(&arguments.file) {
        Ok(bytes) if is_journal(&bytes) => bytes,
        Ok(_) => {
            console.fail(format_args!("{name}: {}", tool.no_journal));
            return Ok(Ending::Failed);
        }
        Err(error) => {
            console.fail(format_args!("{name}: {}", (tool.unreadable)(&error.to_string())));
            return Ok(Ending::Failed);
        }
    };
    let key = match key_file.map(read_key).transpose() {
        Ok(key) => key,
        Err(error) => {
            console.fail((tool.key_error)(&error));
            return Ok(Ending::Failed);
        }
    };
    let (records, _) = bytes.as_chunks();
    let zone = arguments.zone.clone().unwrap_or_else(TimeZone::system);
    let told = Records { records, zone: &zone, messages: console.texts() };
    let text = match arguments.csv {
        true => told.csv().map_err(|error| console.output_error(error.into()))?,
        false => told.text(console.width()),
    };
    console.print(&text)?;
    match examine(&bytes, key, JournalHead::START, None) {
        Ok(_) => Ok(Ending::Done),
        Err(_) => {
            console.fail(format_args!("{name}: {}", tool.not_sound));
            Ok(Ending::BadInput)
        }
    }
}
