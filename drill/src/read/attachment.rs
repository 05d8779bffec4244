//! A table of users, written as the TOML that says the same, so that one reader checks both.

use super::sheet::cells::letters;
use crate::messages::reading::catalogue::ReadingMessages;

/// TOML made of a table, with the cell from which each of its lines comes.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// The table's file, as messages call it.
    pub file: String,
    pub sheet: Option<String>,
    pub text: String,
    /// One for each line of the text.
    pub places: Vec<CellPlace>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// Counted from 1.
    pub row: u32,
    /// Counted from 0; `None` when the whole row is meant.
    pub column: Option<u32>,
}

impl Attachment {
    pub fn push(&mut self, place: CellPlace, line: &str) {
        self.places.push(place);
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A place in words.
    pub fn words(&self, place: CellPlace, words: &ReadingMessages) -> String {
        (words.cell)(self.sheet.as_deref(), place.row, place.column.map(letters).as_deref())
    }
}
