//! `drill verify`: is a journal what it was when it was written?

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use citygate::event::{ClockReading, JournalHead, WALL_UNKNOWN};
use clap::Args;
use jiff::Timestamp;

use crate::cli::Ending;
use crate::exercise::hex;
use crate::journal::{Sound, examine, parse_head, read_key};

/// What `drill verify` is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A journal file, such as an exercise writes with --out
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A file with the key that the journal was kept with: 64 hexadecimal digits
    #[arg(long, value_name = "FILE", env = "CITYGATE_JOURNAL_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// The head of the journal as it was printed or kept elsewhere: count:tag
    #[arg(long, value_name = "HEAD")]
    pub head: Option<String>,
    /// The head of the file before, when a journal is stored in several
    #[arg(long, value_name = "HEAD")]
    pub after: Option<String>,
}

/// Verifies a journal. A sound one is told on `out`, what is wrong on `messages`.
pub fn run(arguments: &Arguments, out: &mut dyn Write, messages: &mut dyn Write) -> Ending {
    match check(arguments, out, messages) {
        Ok(ending) => ending,
        Err(message) => {
            // Where even messages cannot be written, the exit code alone must do.
            let _ = writeln!(messages, "{message}");
            Ending::Failed
        }
    }
}

fn check(arguments: &Arguments, out: &mut dyn Write, messages: &mut dyn Write) -> Result<Ending, String> {
    let name = arguments.file.display();
    let key = match &arguments.key_file {
        Some(path) => Some(read_key(path).map_err(|problem| format!("{}: {problem}", path.display()))?),
        None => None,
    };
    let head = arguments
        .head
        .as_deref()
        .map(parse_head)
        .transpose()
        .map_err(|problem| format!("--head: {problem}"))?;
    let after = arguments
        .after
        .as_deref()
        .map(parse_head)
        .transpose()
        .map_err(|problem| format!("--after: {problem}"))?;
    let bytes =
        fs::read(&arguments.file).map_err(|error| format!("{name}: the journal cannot be read: {error}"))?;
    match examine(&bytes, key, after.unwrap_or(JournalHead::START), head) {
        Ok(sound) => {
            let text = told(&sound, key.is_some(), head.is_some());
            writeln!(out, "{name}: {text}")
                .and_then(|()| out.flush())
                .map_err(|error: io::Error| error.to_string())?;
            Ok(Ending::Solved)
        }
        Err(findings) => {
            for finding in findings {
                let _ = writeln!(messages, "{name}: {finding}");
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
