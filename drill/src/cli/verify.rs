//! `citygate verify`: is a journal what it was when it was written?

use std::io;
use std::path::{Path, PathBuf};

use citygate::event::{ClockReading, JournalHead, WALL_UNKNOWN};
use jiff::Timestamp;
use thiserror::Error;

use super::arguments::{Ending, VerifyArguments};
use super::console::{Console, OutputError};
use crate::journal::{HeadError, KeyError, Sound, examine, parse_head, read_key};
use crate::source;
use crate::text::hex;

/// Verifies a journal. A sound one is told as the result, what is wrong as messages.
pub fn run(
    arguments: &VerifyArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    match check(arguments, key_file, console) {
        Ok(ending) => Ok(ending),
        Err(VerifyError::Output(error)) => Err(error),
        Err(error) => {
            console.fail(error);
            Ok(Ending::Failed)
        }
    }
}

#[derive(Debug, Error)]
enum VerifyError {
    #[error("{}: {error}", file.display())]
    Key { file: PathBuf, error: KeyError },
    #[error("{option}: {error}")]
    Head { option: &'static str, error: HeadError },
    #[error("{}: the journal cannot be read: {error}", source::name(file))]
    Journal { file: PathBuf, error: io::Error },
    #[error(transparent)]
    Output(#[from] OutputError),
}

fn check(
    arguments: &VerifyArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, VerifyError> {
    let VerifyArguments { file, head, after } = arguments;
    let read_key =
        |path: &Path| read_key(path).map_err(|error| VerifyError::Key { file: path.to_owned(), error });
    let parse_head = |text: &Option<String>, option| {
        let head = text.as_deref().map(parse_head).transpose();
        head.map_err(|error| VerifyError::Head { option, error })
    };
    let key = key_file.map(read_key).transpose()?;
    let head = parse_head(head, "--head")?;
    let after = parse_head(after, "--after")?.unwrap_or(JournalHead::START);
    let bytes = source::read(file).map_err(|error| VerifyError::Journal { file: file.clone(), error })?;
    match examine(&bytes, key, after, head) {
        Ok(sound) => {
            let told = told(&sound, key.is_some(), head.is_some());
            console.print(&format!("{}: {told}\n", source::name(file)))?;
            Ok(Ending::Done)
        }
        Err(findings) => {
            for finding in findings {
                console.fail(format_args!("{}: {finding}", source::name(file)));
            }
            Ok(Ending::BadInput)
        }
    }
}

fn told(sound: &Sound, keyed: bool, compared: bool) -> String {
    let verified = sound.verified;
    let mut text = format!("sound: {} records", verified.records);
    if let Some((first, last)) = sound.period {
        text.push_str(&format!(" from {} to {}", time(first), time(last)));
    }
    if verified.lost != 0 {
        text.push_str(&format!("; {} entries were lost, and the journal says so", verified.lost));
    }
    text.push_str(&format!("\nhead {}:{}", verified.head.next, hex(&verified.head.tag)));
    text.push_str(match (keyed, compared) {
        (_, true) => "\nthe head given was compared",
        (true, false) => "\nno head was given: records cut off the end would not be noticed",
        (false, false) => {
            "\nneither key nor head was given: anybody can compute such a chain; compare the head with one kept elsewhere"
        }
    });
    text
}

fn time(stamp: ClockReading) -> String {
    let wall = i64::try_from(stamp.wall_ms).ok().filter(|_| stamp.wall_ms != WALL_UNKNOWN);
    match wall.and_then(|ms| Timestamp::from_millisecond(ms).ok()) {
        Some(timestamp) => timestamp.to_string(),
        None => format!("{} ms of the station's time", stamp.instant.ms),
    }
}
