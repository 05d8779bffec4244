//! `citygate verify`: is a journal what it was when it was written?

use std::path::Path;

use citygate::event::{JournalHead, JournalKey};
use jiff::tz::TimeZone;

use super::arguments::{Ending, VerifyArguments};
use super::audit::Audit;
use super::console::{Console, OutputError};
use crate::journal::{Finding, Sound, examine, is_journal, parse_head, read_key};
use crate::messages::catalogue::Messages;
use crate::render::clock::local_time;
use crate::render::journal;
use crate::source;

/// So many faults are told one by one: who needs more has another journal.
const MOST_FAULTS: usize = 20;

/// Verifies a journal. A sound one is told as the result, what is wrong as messages.
pub fn run(
    arguments: &VerifyArguments,
    key_file: Option<&Path>,
    console: &mut Console,
) -> Result<Ending, OutputError> {
    let against = match against(arguments, key_file, console.texts()) {
        Ok(against) => against,
        Err(error) => {
            console.fail(error);
            return Ok(Ending::Failed);
        }
    };
    let (name, tool) = (source::name(&arguments.file), console.texts().tool);
    let bytes = match source::read(&arguments.file) {
        Ok(bytes) if bytes.is_empty() || is_journal(&bytes) => bytes,
        Ok(_) => {
            console.fail(format_args!("{name}: {}", tool.no_journal));
            return Ok(Ending::Failed);
        }
        Err(error) => {
            console.fail(format_args!("{name}: {}", (tool.unreadable)(&error.to_string())));
            return Ok(Ending::Failed);
        }
    };
    match examine(&bytes, against.key, against.after, against.head) {
        Ok(sound) => {
            let zone = arguments.zone.clone().unwrap_or_else(TimeZone::system);
            let told = told(&sound, &against, &zone, console.texts());
            console.print(&format!("{name}: {told}"))?;
            let audit = Audit {
                head: sound.verified.head,
                scenario: arguments.scenario.as_deref(),
                key: against.key,
                language: console.language,
            };
            arguments.report.as_ref().map_or(Ok(Ending::Done), |report| check_report(report, &audit, console))
        }
        Err(findings) => {
            tell(&name, &findings, console);
            Ok(Ending::BadInput)
        }
    }
}

fn check_report(report: &Path, audit: &Audit, console: &mut Console) -> Result<Ending, OutputError> {
    let (name, words) = (source::name(report), &console.texts().tool.audit);
    match audit.faults(report) {
        Ok(faults) if faults.is_empty() => {
            let sound =
                if audit.scenario.is_some() { words.made_of_scenario } else { words.tells_of_journal };
            console.print(&format!("{name}: {sound}\n"))?;
            Ok(Ending::Done)
        }
        Ok(faults) => {
            faults.iter().for_each(|fault| console.fail(format_args!("{name}: {fault}")));
            Ok(Ending::BadInput)
        }
        Err(error) => {
            console.fail(error);
            Ok(Ending::Failed)
        }
    }
}

/// What a journal is held against.
struct Against {
    key: Option<JournalKey>,
    after: JournalHead,
    head: Option<JournalHead>,
}

fn against(
    arguments: &VerifyArguments,
    key_file: Option<&Path>,
    messages: &Messages,
) -> Result<Against, String> {
    let tool = messages.tool;
    let read_key = |path: &Path| {
        read_key(path).map_err(|error| format!("{}: {}", path.display(), (tool.key_error)(&error)))
    };
    let parse_head = |text: &Option<String>, option| {
        let head = text.as_deref().map(parse_head).transpose();
        head.map_err(|error| format!("{option}: {}", (tool.head_error)(&error)))
    };
    Ok(Against {
        key: key_file.map(read_key).transpose()?,
        after: parse_head(&arguments.after, "--after")?.unwrap_or(JournalHead::START),
        head: parse_head(&arguments.head, "--head")?,
    })
}

fn tell(name: &str, findings: &[Finding], console: &mut Console) {
    let tool = console.texts().tool;
    for finding in findings.iter().take(MOST_FAULTS) {
        console.fail(format_args!("{name}: {}", (tool.finding)(finding)));
    }
    let more = findings.len().saturating_sub(MOST_FAULTS);
    if more != 0 {
        console.fail(format_args!("{name}: {}", (tool.more_findings)(more)));
    }
}

fn told(sound: &Sound, against: &Against, zone: &TimeZone, messages: &Messages) -> String {
    let (verified, tool) = (sound.verified, messages.tool);
    let time = |reading| local_time(reading, zone, messages);
    let period = sound.period.map(|(first, last)| (time(first), time(last)));
    let mut text = (tool.sound)(verified.records, period.as_ref().map(|(a, b)| (a.as_str(), b.as_str())));
    if verified.lost != 0 {
        text.push_str(messages.semicolon);
        text.push_str(&(tool.lost)(verified.lost));
    }
    let head = journal::head(&verified.head);
    let caution = match (against.key, against.head) {
        (_, Some(_)) => tool.head_compared,
        (Some(_), None) => tool.no_head,
        (None, None) => tool.neither_key_nor_head,
    };
    format!("{text}\n{}{}{head}\n{caution}\n", tool.head, messages.colon)
}
