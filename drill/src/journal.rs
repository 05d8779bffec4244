//! Journal files: the key they are kept with, and what is wrong with one that somebody changed.
//!
//! A journal file is the records of `citygate::event` one after the other, [`RECORD_LEN`] bytes each. The library's
//! verifier says whether a file is sound and where its first fault is; [`examine`] goes on from there and says of
//! every record whether it was altered, removed, repeated or moved.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use citygate::event::{
    ClockReading, JournalFault, JournalFaultKind, JournalHead, JournalKey, RECORD_LEN, Record, RecordBytes,
    VerifiedJournal, Verifier, verify,
};
use thiserror::Error;

use crate::source;

/// The key in a file: 64 hexadecimal digits; white space around them does not count.
pub fn read_key(path: &Path) -> Result<JournalKey, KeyError> {
    let text = fs::read_to_string(path)?;
    parse_hex(text.trim()).map(JournalKey).ok_or(KeyError::NoKey)
}

#[derive(Debug, Error)]
pub enum KeyError {
    #[error("the key cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error("this is no key; write 64 hexadecimal digits, and nothing else")]
    NoKey,
}

/// A head as it is printed: the number of records, a colon, the tag of the last one in hexadecimal digits. It may be
/// copied with its label, from a line that was broken, or typed with a wide colon.
pub fn parse_head(text: &str) -> Result<JournalHead, HeadError> {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let joined = joined.replace('：', ":");
    // Behind a label there is a colon of its own.
    let mut parts = joined.rsplit(':');
    let (tag, next) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let next = next.trim_start_matches(|c: char| c.is_alphabetic());
    let head = parse_hex(tag).zip(next.parse().ok()).map(|(tag, next)| JournalHead { next, tag });
    head.ok_or_else(|| HeadError(text.to_owned()))
}

#[derive(Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no head; write it as it was printed, such as 64:3c42…8a92")]
pub struct HeadError(pub String);

/// 32 bytes in hexadecimal digits.
pub fn parse_hex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The name of the journal of a scenario file: `three-day-shortage.journal`.
pub fn file_name(scenario: &Path) -> String {
    format!("{}.journal", source::stem(scenario))
}

/// What a sound journal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    pub verified: VerifiedJournal,
    /// The times of the first and the last record; `None` in an empty journal.
    pub period: Option<(ClockReading, ClockReading)>,
}

/// Whether bytes are a journal at all, be it a damaged one: some record of it begins as records do.
pub fn is_journal(bytes: &[u8]) -> bool {
    let (records, rest): (&[RecordBytes], &[u8]) = bytes.as_chunks();
    let mut cut = [0; RECORD_LEN];
    for (to, from) in cut.iter_mut().zip(rest) {
        *to = *from;
    }
    records.iter().any(|record| number(record).is_some()) || number(&cut).is_some()
}

/// Something that is wrong with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which record of the file, counted from 0; `None` for the file as a whole.
    pub record: Option<usize>,
    pub flaw: Flaw,
}

/// What is wrong with a record. Earlier records are told by their position in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    #[error("this is not a record of version 1; its first bytes were altered")]
    NoRecord,
    #[error(
        "it says that it is number {found}, but stands where number {expected} belongs: its number was altered, or \
         another record was put in its place"
    )]
    OtherNumber { expected: u64, found: u64 },
    #[error("{}", removed(*first, *last))]
    Removed { first: u64, last: u64 },
    #[error("number {number} stands where number {expected} belongs: records were moved or swapped")]
    Moved { number: u64, expected: u64 },
    #[error("it is the same as record {earlier}: a record was repeated")]
    Repeated { earlier: usize },
    #[error("it has the number of record {earlier} and says something else: a record was put in")]
    Second { earlier: usize },
    #[error(
        "number {number} was altered: its tag does not follow from what it says and the record before it (or the key \
         is another)"
    )]
    Altered { number: u64 },
    #[error("number {number} does not follow from the record before it, which was altered")]
    AfterAltered { number: u64 },
    #[error("the file ends after {bytes} of its {RECORD_LEN} bytes: the end was cut off")]
    Incomplete { bytes: usize },
    #[error("the file is empty, but a journal begins with a record: all were removed")]
    Empty,
    /// What the verifier says beside all that.
    #[error(transparent)]
    Other(JournalFault),
}

fn removed(first: u64, last: u64) -> String {
    match first == last {
        true => format!("number {first} is missing before it: a record was removed"),
        false => format!("numbers {first} to {last} are missing before it: records were removed"),
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = self.record {
            write!(f, "record {record} (byte {}): ", record * RECORD_LEN)?;
        }
        self.flaw.fmt(f)
    }
}

/// Verifies a journal and says everything that is wrong with it. `after` is where it begins, `head` a head that was
/// kept elsewhere. An error holds all findings; never none.
pub fn examine(
    bytes: &[u8],
    key: Option<JournalKey>,
    after: JournalHead,
    head: Option<JournalHead>,
) -> Result<Sound, Vec<Finding>> {
    if bytes.is_empty() && after == JournalHead::START {
        return Err(vec![Finding { record: None, flaw: Flaw::Empty }]);
    }
    let fault = match verify(bytes, key, after, head) {
        Ok(verified) => {
            let (records, _) = bytes.as_chunks();
            let stamp =
                |record: Option<&RecordBytes>| record.and_then(|r| Record::read(r).ok()).map(|r| r.stamp);
            return Ok(Sound { verified, period: stamp(records.first()).zip(stamp(records.last())) });
        }
        Err(fault) => fault,
    };
    let whole = Finding { record: None, flaw: Flaw::Other(fault) };
    match fault.kind {
        JournalFaultKind::KeyNeeded | JournalFaultKind::NotKeyed => return Err(vec![whole]),
        _ => {}
    }
    let (records, rest): (&[RecordBytes], &[u8]) = bytes.as_chunks();
    let mut findings = misplaced(records, after);
    findings.extend(altered(records, key, after));
    if !rest.is_empty() {
        findings.push(Finding { record: Some(records.len()), flaw: Flaw::Incomplete { bytes: rest.len() } });
    }
    if findings.is_empty()
        || matches!(fault.kind, JournalFaultKind::Truncated { .. } | JournalFaultKind::OtherHead)
    {
        findings.push(whole);
    }
    findings.sort_by_key(|finding| finding.record.unwrap_or(usize::MAX));
    Err(findings)
}

/// The number of a record; `None` where its bytes are not those of a record.
fn number(bytes: &RecordBytes) -> Option<u64> {
    JournalHead::after(bytes).ok().map(|head| head.next.wrapping_sub(1))
}

/// Records that are missing, repeated, moved, or none.
fn misplaced(records: &[RecordBytes], after: JournalHead) -> Vec<Finding> {
    let numbers: Vec<Option<u64>> = records.iter().map(number).collect();
    let positions = numbers.iter().enumerate();
    let last_index: HashMap<u64, usize> =
        positions.filter_map(|(position, number)| number.map(|number| (number, position))).collect();
    let mut findings = Vec::new();
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut expected = after.next;
    for (position, (bytes, number)) in records.iter().zip(&numbers).enumerate() {
        let mut find = |flaw| findings.push(Finding { record: Some(position), flaw });
        let Some(number) = *number else {
            find(Flaw::NoRecord);
            expected = expected.saturating_add(1);
            continue;
        };
        let next = numbers.get(position + 1).copied().flatten();
        if number == expected {
            expected = expected.saturating_add(1);
        } else if next.is_some() && next == expected.checked_add(1) {
            // All goes on after it as if it had the right number.
            find(Flaw::OtherNumber { expected, found: number });
            expected = expected.saturating_add(1);
            continue;
        } else if number > expected {
            // Ranges of missing numbers do not overlap, so each record is met once at most from either end.
            let comes_later = |missing| last_index.get(&missing).is_some_and(|last| *last > position);
            let mut first = expected;
            while first < number && comes_later(first) {
                first += 1;
            }
            if first < number {
                let mut last = number - 1;
                while comes_later(last) {
                    last -= 1;
                }
                find(Flaw::Removed { first, last });
            }
            expected = number.saturating_add(1);
        } else {
            find(match seen.get(&number) {
                Some(&earlier) if records.get(earlier) == Some(bytes) => Flaw::Repeated { earlier },
                Some(&earlier) => Flaw::Second { earlier },
                None => Flaw::Moved { number, expected },
            });
        }
        seen.entry(number).or_insert(position);
    }
    findings
}

/// Records whose tag does not follow from the record with the number before theirs, wherever that stands.
fn altered(records: &[RecordBytes], key: Option<JournalKey>, after: JournalHead) -> Vec<Finding> {
    let mut positions: HashMap<u64, usize> = HashMap::new();
    for (position, bytes) in records.iter().enumerate() {
        if let Some(number) = number(bytes) {
            positions.entry(number).or_insert(position);
        }
    }
    let mut findings = Vec::new();
    let mut wrong: HashSet<u64> = HashSet::new();
    for (position, bytes) in records.iter().enumerate() {
        let Some(number) = number(bytes).filter(|number| positions.get(number) == Some(&position)) else {
            continue;
        };
        let before = match number.checked_sub(1) {
            _ if number == after.next => Some(after),
            Some(before) => positions
                .get(&before)
                .and_then(|position| records.get(*position))
                .and_then(|b| JournalHead::after(b).ok()),
            None => None,
        };
        // Where the record before it is missing, nobody can tell.
        let Some(before) = before else { continue };
        let mut verifier = Verifier::new(key, before, None);
        if verifier.push(bytes).is_err() {
            let after_altered = number.checked_sub(1).is_some_and(|before| wrong.contains(&before));
            wrong.insert(number);
            let flaw = if after_altered { Flaw::AfterAltered { number } } else { Flaw::Altered { number } };
            findings.push(Finding { record: Some(position), flaw });
        }
    }
    findings
}
