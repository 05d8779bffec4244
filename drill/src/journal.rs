//! Journal files: the key they are kept with, and what is wrong with one that somebody changed.
//!
//! A journal file is the records of `citygate::event` one after the other, [`RECORD_LEN`] bytes each. The library's
//! verifier says whether a file is sound and where its first fault is; [`examine`] goes on from there and says of
//! every record whether it was altered, removed, repeated or moved.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

use citygate::event::{
    ClockReading, JournalFault, JournalFaultKind, JournalHead, JournalKey, RECORD_LEN, Record, RecordBytes,
    VerifiedJournal, Verifier, verify,
};

/// The key in a file: 64 hexadecimal digits; white space around them does not count.
///
/// # Errors
///
/// What is wrong with the file.
pub fn read_key(path: &Path) -> Result<JournalKey, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("the key cannot be read: {error}"))?;
    let key = parse_hex(text.trim()).map(JournalKey);
    key.ok_or_else(|| "this is no key; write 64 hexadecimal digits, and nothing else".to_owned())
}

/// A head as it is printed: the number of records, a colon, the tag of the last one in hexadecimal digits.
///
/// # Errors
///
/// What is wrong with the text.
pub fn parse_head(text: &str) -> Result<JournalHead, String> {
    let parts = text.split_once(':');
    let head =
        parts.and_then(|(next, tag)| Some(JournalHead { next: next.parse().ok()?, tag: parse_hex(tag)? }));
    head.ok_or_else(|| format!("{text:?} is no head; write it as it was printed, such as 64:3c42…8a92"))
}

fn parse_hex(digits: &str) -> Option<[u8; 32]> {
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
    format!("{}.journal", scenario.file_stem().unwrap_or_default().to_string_lossy())
}

/// What a sound journal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// What the verifier says.
    pub verified: VerifiedJournal,
    /// The times of the first and the last record; `None` in an empty journal.
    pub period: Option<(ClockReading, ClockReading)>,
}

/// Something that is wrong with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which record of the file, counted from 0; `None` for the file as a whole.
    pub place: Option<usize>,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its fixed bytes are not those of a record.
    NoRecord,
    /// It says that it has this number, but the records around it leave another one for it.
    OtherNumber {
        /// The number that belongs here.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// Records with these numbers are missing before it.
    Removed {
        /// The first number.
        first: u64,
        /// The last number.
        last: u64,
    },
    /// It stands later than its number says: somebody moved it, or the records that stand before it.
    Moved {
        /// Its number.
        number: u64,
        /// The number that belongs here.
        expected: u64,
    },
    /// It is the same as an earlier one.
    Repeated {
        /// The place of the earlier one.
        earlier: usize,
    },
    /// It has the number of an earlier one, but says something else.
    Second {
        /// The place of the earlier one.
        earlier: usize,
    },
    /// Its tag does not follow from what it says and the record before it.
    Altered {
        /// Its number.
        number: u64,
        /// Whether the record before it is altered as well.
        after_altered: bool,
    },
    /// The file ends within it.
    Incomplete {
        /// How many of its bytes there are.
        bytes: usize,
    },
    /// There is nothing in the file, though every journal begins with a record.
    Empty,
    /// What the verifier says beside all that.
    Other(JournalFault),
}

/// Verifies a journal and says everything that is wrong with it. `after` is where it begins, `head` a head that was
/// kept elsewhere.
///
/// # Errors
///
/// All findings; never empty.
pub fn examine(
    bytes: &[u8],
    key: Option<JournalKey>,
    after: JournalHead,
    head: Option<JournalHead>,
) -> Result<Sound, Vec<Finding>> {
    if bytes.is_empty() && after == JournalHead::START {
        return Err(vec![Finding { place: None, what: Wrong::Empty }]);
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
    let whole = Finding { place: None, what: Wrong::Other(fault) };
    match fault.kind {
        JournalFaultKind::KeyNeeded | JournalFaultKind::NotKeyed => return Err(vec![whole]),
        _ => {}
    }
    let (records, rest): (&[RecordBytes], &[u8]) = bytes.as_chunks();
    let mut findings = misplaced(records, after);
    findings.extend(altered(records, key, after));
    if !rest.is_empty() {
        findings.push(Finding { place: Some(records.len()), what: Wrong::Incomplete { bytes: rest.len() } });
    }
    if findings.is_empty()
        || matches!(fault.kind, JournalFaultKind::Truncated { .. } | JournalFaultKind::OtherHead)
    {
        findings.push(whole);
    }
    findings.sort_by_key(|finding| finding.place.unwrap_or(usize::MAX));
    Err(findings)
}

/// The number of a record; `None` where its bytes are not those of a record.
fn number(bytes: &RecordBytes) -> Option<u64> {
    JournalHead::after(bytes).ok().map(|head| head.next.wrapping_sub(1))
}

/// Records that are missing, repeated, moved, or none.
fn misplaced(records: &[RecordBytes], after: JournalHead) -> Vec<Finding> {
    let numbers: Vec<Option<u64>> = records.iter().map(number).collect();
    let places = numbers.iter().enumerate();
    let last_place: HashMap<u64, usize> =
        places.filter_map(|(place, number)| number.map(|number| (number, place))).collect();
    let mut findings = Vec::new();
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut expected = after.next;
    for (place, (bytes, number)) in records.iter().zip(&numbers).enumerate() {
        let mut find = |what| findings.push(Finding { place: Some(place), what });
        let Some(number) = *number else {
            find(Wrong::NoRecord);
            expected += 1;
            continue;
        };
        let next = numbers.get(place + 1).copied().flatten();
        if number == expected {
            expected += 1;
        } else if next == Some(expected + 1) {
            // All goes on after it as if it had the right number.
            find(Wrong::OtherNumber { expected, found: number });
            expected += 1;
            continue;
        } else if number > expected {
            let removed: Vec<u64> = (expected..number)
                .take(records.len() + 1)
                .filter(|missing| last_place.get(missing).is_none_or(|last| *last < place))
                .collect();
            if let (Some(first), Some(last)) = (removed.first(), removed.last()) {
                // The list of very many is cut short; its end is the number found.
                let last = if removed.len() > records.len() { number - 1 } else { *last };
                find(Wrong::Removed { first: *first, last });
            }
            expected = number.saturating_add(1);
        } else {
            find(match seen.get(&number) {
                Some(&earlier) if records.get(earlier) == Some(bytes) => Wrong::Repeated { earlier },
                Some(&earlier) => Wrong::Second { earlier },
                None => Wrong::Moved { number, expected },
            });
        }
        seen.entry(number).or_insert(place);
    }
    findings
}

/// Records whose tag does not follow from the record with the number before theirs, wherever that stands.
fn altered(records: &[RecordBytes], key: Option<JournalKey>, after: JournalHead) -> Vec<Finding> {
    let mut places: HashMap<u64, usize> = HashMap::new();
    for (place, bytes) in records.iter().enumerate() {
        if let Some(number) = number(bytes) {
            places.entry(number).or_insert(place);
        }
    }
    let mut findings = Vec::new();
    let mut wrong: Vec<u64> = Vec::new();
    for (place, bytes) in records.iter().enumerate() {
        let Some(number) = number(bytes).filter(|number| places.get(number) == Some(&place)) else {
            continue;
        };
        let before = match number.checked_sub(1) {
            _ if number == after.next => Some(after),
            Some(before) => places
                .get(&before)
                .and_then(|place| records.get(*place))
                .and_then(|b| JournalHead::after(b).ok()),
            None => None,
        };
        // Where the record before it is missing, nobody can tell.
        let Some(before) = before else { continue };
        let mut verifier = Verifier::new(key, before, None);
        if verifier.push(bytes).is_err() {
            let after_altered = number.checked_sub(1).is_some_and(|before| wrong.contains(&before));
            wrong.push(number);
            findings.push(Finding { place: Some(place), what: Wrong::Altered { number, after_altered } });
        }
    }
    findings
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "record {place} (byte {}): ", place * RECORD_LEN)?;
        }
        match self.what {
            Wrong::NoRecord => f.write_str("this is not a record of version 1; its first bytes were altered"),
            Wrong::OtherNumber { expected, found } => write!(
                f,
                "it says that it is number {found}, but stands where number {expected} belongs: its number was altered, \
                 or another record was put in its place"
            ),
            Wrong::Removed { first, last } if first == last => {
                write!(f, "number {first} is missing before it: a record was removed")
            }
            Wrong::Removed { first, last } => {
                write!(f, "numbers {first} to {last} are missing before it: records were removed")
            }
            Wrong::Moved { number, expected } => write!(
                f,
                "number {number} stands where number {expected} belongs: records were moved or swapped"
            ),
            Wrong::Repeated { earlier } => {
                write!(f, "it is the same as record {earlier}: a record was repeated")
            }
            Wrong::Second { earlier } => {
                write!(
                    f,
                    "it has the number of record {earlier} and says something else: a record was put in"
                )
            }
            Wrong::Altered { number, after_altered: false } => write!(
                f,
                "number {number} was altered: its tag does not follow from what it says and the record before it (or \
                 the key is another)"
            ),
            Wrong::Altered { number, after_altered: true } => {
                write!(f, "number {number} does not follow from the record before it, which was altered")
            }
            Wrong::Incomplete { bytes } => {
                write!(f, "the file ends after {bytes} of its {RECORD_LEN} bytes: the end was cut off")
            }
            Wrong::Empty => {
                f.write_str("the file is empty, but a journal begins with a record: all were removed")
            }
            Wrong::Other(fault) => fault.fmt(f),
        }
    }
}
