//! Checks a report against the journal that it tells of, and against the scenario that it was made of.
//!
//! The journal is the one whose head the report carries. The scenario is run again: the same version of the tool makes
//! the same report of it, byte by byte, so that every other figure or word in it was put there by somebody.

use std::path::{Path, PathBuf};

use citygate::event::{JournalHead, JournalKey};

use crate::messages::language::Language;
use crate::messages::tool::AuditMessages;
use crate::read::scenario::parse_in;
use crate::render::{html, journal, json};
use crate::result::Outcome;
use crate::result::claims::Claims;
use crate::result::provenance::TOOL;
use crate::scenario::input::NamedDigest;
use crate::solve::solve_with_key;
use crate::source;

/// What a report is held against.
pub struct Audit<'a> {
    pub head: JournalHead,
    pub scenario: Option<&'a Path>,
    pub key: Option<JournalKey>,
    pub language: Language,
}

/// Where two texts part, so many bytes are shown of either.
const EXCERPT: usize = 60;

impl Audit<'_> {
    /// All that is wrong with a report; nothing if it is what it says. An error is a file that cannot be read.
    pub fn faults(&self, report: &Path) -> Result<Vec<String>, String> {
        let tool = self.language.messages().tool;
        let read = |path: &Path| {
            let bytes = source::read(path);
            let bytes = bytes.map_err(|error| {
                format!("{}: {}", source::name(path), (tool.unreadable)(&error.to_string()))
            });
            bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        };
        let text = read(report)?;
        let words = &tool.audit;
        let Some(claims) = Claims::of(&text) else {
            return Err(format!("{}: {}", source::name(report), words.no_report));
        };
        let mut faults = Vec::new();
        match claims.head {
            None => faults.push(words.no_head.to_owned()),
            Some(head) if head != self.head => {
                faults.push((words.other_head)(&journal::head(&head), &journal::head(&self.head)));
            }
            Some(_) => {}
        }
        if let Some(path) = self.scenario {
            faults.extend(self.differences(&claims, &text, path, &read(path)?, words)?);
        }
        Ok(faults)
    }

    fn differences(
        &self,
        claims: &Claims,
        report: &str,
        path: &Path,
        text: &str,
        words: &AuditMessages,
    ) -> Result<Vec<String>, String> {
        let directory = path.parent().unwrap_or(Path::new(""));
        let scenario =
            parse_in(&source::name(path), text, directory, self.language).map_err(|diagnostics| {
                diagnostics.iter().map(ToString::to_string).collect::<Vec<String>>().join("\n")
            })?;
        let digests =
            |inputs: &[NamedDigest]| inputs.iter().map(|input| input.sha256).collect::<Vec<[u8; 32]>>();
        if digests(&claims.provenance.inputs) != digests(&scenario.inputs) {
            return Ok(vec![(words.other_scenario)(&source::name(path))]);
        }
        if claims.provenance.tool != TOOL {
            return Ok(vec![(words.other_version)(&claims.provenance.tool, TOOL)]);
        }
        let outcome = solve_with_key(&scenario, self.key).map_err(|error| error.to_string())?;
        let outcome = Outcome { provenance: Some(claims.provenance.clone()), ..outcome };
        let again = match claims.language {
            Some(language) => html::page(&scenario, &outcome, language, &named_file(claims)),
            None => json::line(&outcome).map_err(|error| error.to_string())?,
        };
        Ok(difference(report.trim_end(), again.trim_end(), words).into_iter().collect())
    }
}

/// The file as the report names it.
fn named_file(claims: &Claims) -> PathBuf {
    let name = claims.provenance.inputs.first().map_or("", |input| input.name.as_str());
    if name == source::name(Path::new("-")) { "-".into() } else { name.into() }
}

/// Where a report parts from what it should be.
fn difference(report: &str, again: &str, words: &AuditMessages) -> Option<String> {
    if report == again {
        return None;
    }
    let alike = report.bytes().zip(again.bytes()).take_while(|(a, b)| a == b).count();
    let line = report.as_bytes().iter().take(alike).filter(|byte| **byte == b'\n').count() + 1;
    let excerpt = |text: &str| {
        let from = alike.saturating_sub(EXCERPT / 2);
        let bytes = text.as_bytes().get(from..(from + EXCERPT).min(text.len())).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim_matches('\u{fffd}').to_owned()
    };
    Some((words.differs)(line, &excerpt(report), &excerpt(again)))
}
