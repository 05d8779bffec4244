//! Which column is what: by its heading, which is a key or what the key is called in Chinese.

use super::cells::{Cell, Row, Sheet, letters};
use crate::messages::reading::catalogue::ReadingMessages;
use crate::read::attachment::CellPlace;
use crate::read::suggest::closest;
use crate::read::user_keys::{USER_KEYS, UserKey};

/// In so many rows a heading is looked for; those above it are titles.
const MOST_TITLES: usize = 20;

/// The keys whose headings may say a unit.
const FLOWS: [&str; 3] = ["demand", "minimum", "base"];

/// The key that takes what stands in several columns.
const JOINED: &str = "contact";

/// What the columns of a sheet hold.
#[derive(Debug)]
pub struct Columns {
    /// The position of the first row below the headings.
    pub body: usize,
    /// Each key that has a column, with its columns.
    pub of_key: Vec<(&'static UserKey, Vec<u32>)>,
    /// Units that headings of flows say, in brackets, with their keys.
    pub units: Vec<(CellPlace, &'static str, String)>,
    /// Headings that say nothing about a user, and where they are.
    pub unread: Vec<(CellPlace, String)>,
}

/// A heading of one's own, and the key that it stands for.
pub type Renamed = (String, &'static UserKey);

/// Something wrong, and where.
pub type Fault = (CellPlace, String);

/// Finds the headings: the first of the rows in which most of them are.
pub fn find(sheet: &Sheet, renamed: &[Renamed], words: &ReadingMessages) -> Result<Columns, Vec<Fault>> {
    let first = CellPlace { row: sheet.rows.first().map_or(1, |row| row.number), column: None };
    let known = |row: &Row| texts(row).filter(|(_, text)| key_of(text, renamed).is_some()).count();
    let counted = sheet.rows.iter().take(MOST_TITLES).enumerate().map(|(at, row)| (known(row), at, row));
    // Of equal ones the first.
    let best = counted.rev().max_by_key(|(count, ..)| *count).filter(|(count, ..)| *count != 0);
    let Some((_, position, header)) = best else {
        let row = sheet.rows.first();
        let found: Vec<String> = row.into_iter().flat_map(texts).map(|(_, text)| text.to_owned()).collect();
        return Err(vec![(first, (words.no_headings)(&found))]);
    };
    let place = |column| CellPlace { row: header.number, column };
    let mut columns =
        Columns { body: position + 1, of_key: Vec::new(), units: Vec::new(), unread: Vec::new() };
    let mut faults = Vec::new();
    for (column, text) in texts(header) {
        let here = place(Some(column));
        match key_of(text, renamed) {
            Some(key) => match columns.of_key.iter_mut().find(|(other, _)| other.key == key.key) {
                Some((_, taken)) if key.key == JOINED => taken.push(column),
                Some((_, taken)) => {
                    let first = taken.first().copied().map(letters).unwrap_or_default();
                    faults.push((here, (words.column_twice)(key.key, &first)));
                }
                None => {
                    columns.of_key.push((key, vec![column]));
                    let is_flow = FLOWS.contains(&key.key);
                    let unit = unit(text).filter(|_| is_flow);
                    columns.units.extend(unit.map(|unit| (here, key.key, unit.to_owned())));
                }
            },
            None => match closest(&plain(text), all_headings()) {
                Some(close) => faults.push((here, (words.heading_like)(text, close))),
                None => columns.unread.push((here, text.to_owned())),
            },
        }
    }
    for key in USER_KEYS.iter().filter(|key| key.is_required) {
        if !columns.of_key.iter().any(|(found, _)| found.key == key.key) {
            let usual = key.headings_zh.first().copied().unwrap_or_default();
            faults.push((place(None), (words.column_missing)(key.key, usual)));
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

/// Whether a heading of one's own is there.
pub fn is_there(heading: &str, sheet: &Sheet) -> bool {
    let rows = sheet.rows.iter().take(MOST_TITLES);
    rows.flat_map(texts).any(|(_, text)| text == heading || plain(text) == plain(heading))
}

fn texts(row: &Row) -> impl DoubleEndedIterator<Item = (u32, &str)> {
    row.cells.iter().filter_map(|(column, cell)| match cell {
        Cell::Text(text) => Some((*column, text.as_str())),
        _ => None,
    })
}

fn key_of(heading: &str, renamed: &[Renamed]) -> Option<&'static UserKey> {
    let own = renamed.iter().find(|(own, _)| own == heading || plain(own) == plain(heading));
    if let Some((_, key)) = own {
        return Some(key);
    }
    let heading = plain(heading);
    USER_KEYS.iter().find(|key| key.key == heading || key.headings_zh.contains(&heading.as_str()))
}

fn all_headings() -> impl Iterator<Item = &'static str> {
    USER_KEYS.iter().flat_map(|key| [key.key].into_iter().chain(key.headings_zh.iter().copied()))
}

/// What stands in brackets behind a heading, where it looks like a unit of flows.
fn unit(heading: &str) -> Option<&str> {
    let (_, rest) = heading.split_once(['(', '（', '[', '【'])?;
    let unit = rest.trim_end_matches([')', '）', ']', '】']).trim();
    unit.contains('/').then_some(unit)
}

/// A heading without its case, a mark that it is required, and what stands in brackets behind it.
fn plain(heading: &str) -> String {
    let name = heading.split(['(', '（', '[', '【']).next().unwrap_or_default();
    let name = name.trim_matches(|character: char| character.is_whitespace() || character == '*');
    let words: Vec<String> = name.split([' ', '-', '\n', '\u{3000}']).map(str::to_lowercase).collect();
    words.join("_")
}
