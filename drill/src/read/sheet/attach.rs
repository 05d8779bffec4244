//! Reads the table of users that a scenario names.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::cells::Sheet;
use super::{csv, headings, lines, xlsx};
use crate::messages::reading::catalogue::ReadingMessages;
use crate::read::attachment::{Attachment, CellPlace};
use crate::read::checker::Checker;
use crate::read::raw::scenario::{RawUsers, RawUsersTable};
use crate::read::raw::value::{Key, NamedOr};
use crate::read::suggest::closest;
use crate::read::unit::plain;
use crate::read::user_keys::{self, USER_KEYS};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;

/// The largest table that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// What is looked at before the others.
#[derive(Deserialize)]
struct UsersOnly {
    users: Key<RawUsers>,
    unit: Option<String>,
}

/// What a table gives.
#[derive(Default)]
pub struct Attached {
    /// Its users as TOML; `None` when the scenario names no table, or there is none that can be used.
    pub attachment: Option<Attachment>,
    pub remarks: Vec<Diagnostic>,
}

/// Reads the table of users, if the scenario names one. What is wrong with it is noted.
pub fn read(directory: &Path, checker: &mut Checker) -> Attached {
    // A value of another type is found again, with all others.
    let Some(UsersOnly { users: Some(users), unit }) = checker.document.part::<UsersOnly>() else {
        return Attached::default();
    };
    let (file, table) = match users.get_ref() {
        NamedOr::Named(file) => (Spanned::new(users.span(), file.clone()), None),
        NamedOr::Stated(table) => match checker.required(&table.file, &users.span(), "file", "\"users.csv\"")
        {
            Some(file) => (file.clone(), Some(table)),
            None => return Attached::default(),
        },
    };
    let path = directory.join(file.get_ref());
    let shown = path.to_string_lossy().into_owned();
    let Some((sheet, mut remarks)) = sheet_of(&path, &shown, &file, table, checker) else {
        return Attached::default();
    };
    let words = checker.document.words();
    let Some(renamed) = renamed(table, &sheet, checker) else { return Attached::default() };
    let nowhere = Attachment { file: shown.clone(), sheet: sheet.name.clone(), ..Attachment::default() };
    let diagnostic = |(place, message): (CellPlace, String)| Diagnostic {
        cell: Some(nowhere.words(place, words).into()),
        ..Diagnostic::of_file(&shown, message)
    };
    let columns = match headings::find(&sheet, &renamed, words) {
        Ok(columns) => columns,
        Err(faults) => {
            faults.into_iter().for_each(|fault| checker.add(|| diagnostic(fault)));
            return Attached::default();
        }
    };
    for (place, heading) in &columns.unread {
        remarks.push(diagnostic((*place, (words.column_unread)(heading))));
    }
    for (place, key, heading) in &columns.units {
        if unit.as_ref().is_some_and(|unit| plain(unit) != plain(heading)) {
            remarks.push(diagnostic((
                *place,
                (words.other_unit)(key, heading, unit.as_deref().unwrap_or_default()),
            )));
        }
    }
    let (attachment, faults) = lines::write(&sheet, &columns, &shown, words);
    if attachment.text.is_empty() && faults.is_empty() {
        checker.add(|| Diagnostic::of_file(&shown, words.table_without_users));
    }
    faults.into_iter().for_each(|fault| checker.add(|| diagnostic(fault)));
    Attached { attachment: (!attachment.text.is_empty()).then_some(attachment), remarks }
}

/// The sheet that is named, with remarks on how it was read.
fn sheet_of(
    path: &Path,
    shown: &str,
    file: &Spanned<String>,
    table: Option<&RawUsersTable>,
    checker: &mut Checker,
) -> Option<(Sheet, Vec<Diagnostic>)> {
    let words = checker.document.words();
    let wanted = table.and_then(|table| table.sheet.as_ref());
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let is_workbook = match extension.as_deref() {
        Some("csv" | "tsv" | "txt") => false,
        Some("xlsx" | "xlsm") => true,
        _ => {
            checker.note(&file.span(), (words.no_table_format)(file.get_ref()));
            return None;
        }
    };
    if let (false, Some(sheet)) = (is_workbook, wanted) {
        checker.note(&sheet.span(), words.sheet_of_csv);
        return None;
    }
    let bytes = match bytes_of(path, words) {
        Ok(bytes) => bytes,
        Err(message) => {
            checker.note(&file.span(), format!("{shown}: {message}"));
            return None;
        }
    };
    checker.inputs.push(NamedDigest::of(shown, &bytes));
    if is_workbook {
        return workbook(&bytes, shown, wanted, checker).map(|sheet| (sheet, Vec::new()));
    }
    match csv::read(&bytes) {
        Ok(csv::Read { sheet, is_gb18030 }) => {
            let remark = is_gb18030.then(|| Diagnostic::of_file(shown, words.taken_for_gb18030));
            Some((sheet, remark.into_iter().collect()))
        }
        Err(csv::Fault::Encoding) => {
            checker.add(|| Diagnostic::of_file(shown, words.unknown_encoding));
            None
        }
        Err(csv::Fault::Malformed(error, line)) => {
            let line = line.and_then(|line| usize::try_from(line).ok());
            checker.add(|| Diagnostic { line, ..Diagnostic::of_file(shown, (words.no_csv)(&error)) });
            None
        }
    }
}

fn workbook(
    bytes: &[u8],
    shown: &str,
    wanted: Option<&Spanned<String>>,
    checker: &mut Checker,
) -> Option<Sheet> {
    let words = checker.document.words();
    let name = wanted.map(|name| name.get_ref().as_str());
    match xlsx::read(bytes, name) {
        Ok(sheet) => Some(sheet),
        Err(xlsx::Fault::Malformed(error)) => {
            checker.add(|| Diagnostic::of_file(shown, (words.no_workbook)(&error)));
            None
        }
        Err(xlsx::Fault::TooManyCells(most)) => {
            checker.add(|| Diagnostic::of_file(shown, (words.too_many_cells)(most)));
            None
        }
        Err(xlsx::Fault::TooLarge(most)) => {
            checker.add(|| Diagnostic::of_file(shown, (words.too_many_bytes)(most)));
            None
        }
        Err(xlsx::Fault::NoSuchSheet(names)) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let close = name.and_then(|name| closest(name, names.iter().copied()));
            let message = (words.no_such_sheet)(name.unwrap_or_default(), &names, close);
            match wanted {
                Some(wanted) => checker.note(&wanted.span(), message),
                None => checker.add(|| Diagnostic::of_file(shown, message)),
            }
            None
        }
    }
}

fn bytes_of(path: &Path, words: &ReadingMessages) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| (words.unreadable)(&error.to_string());
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err((words.too_many_bytes)(LARGEST));
    }
    fs::read(path).map_err(unreadable)
}

/// The headings of one's own that the scenario states.
fn renamed(
    table: Option<&RawUsersTable>,
    sheet: &Sheet,
    checker: &mut Checker,
) -> Option<Vec<headings::Renamed>> {
    let words = checker.document.words();
    let mut renamed = Vec::new();
    let mut are_right = true;
    for (heading, key) in table.into_iter().flat_map(|table| &table.columns) {
        let known = USER_KEYS.iter().map(|known| known.key);
        let Some(found) = user_keys::find(key.get_ref()) else {
            let close = closest(key.get_ref(), known.clone());
            checker.note(
                &key.span(),
                (words.unknown_name)(words.key_of_user, key.get_ref(), close, &known.collect::<Vec<_>>()),
            );
            are_right = false;
            continue;
        };
        if !headings::is_there(heading.get_ref(), sheet) {
            checker.note(&heading.span(), (words.heading_not_there)(heading.get_ref()));
            are_right = false;
        }
        renamed.push((heading.get_ref().clone(), found));
    }
    are_right.then_some(renamed)
}
