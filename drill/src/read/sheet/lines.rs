//! Rows of a table as the TOML that says the same.

use super::cells::{Cell, Row, Sheet};
use super::headings::{Columns, Fault};
use crate::messages::reading::catalogue::ReadingMessages;
use crate::read::attachment::{Attachment, CellPlace};
use crate::read::user_keys::{Kind, UserKey};

/// Writes every row below the headings as a `[[user]]`. A row with a cell that cannot be one is left out, and told.
pub fn write(
    sheet: &Sheet,
    columns: &Columns,
    file: &str,
    words: &ReadingMessages,
) -> (Attachment, Vec<Fault>) {
    let mut attachment =
        Attachment { file: file.to_owned(), sheet: sheet.name.clone(), ..Attachment::default() };
    let mut faults = Vec::new();
    for row in sheet.rows.iter().skip(columns.body) {
        let (lines, wrong) = of_row(row, columns, words);
        if wrong.is_empty() && !lines.is_empty() {
            attachment.push(CellPlace { row: row.number, column: None }, "[[user]]");
            for (column, line) in lines {
                attachment.push(CellPlace { row: row.number, column: Some(column) }, &line);
            }
        }
        faults.extend(wrong);
    }
    (attachment, faults)
}

/// The lines of a row, each with its column.
fn of_row(row: &Row, columns: &Columns, words: &ReadingMessages) -> (Vec<(u32, String)>, Vec<Fault>) {
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for (key, places) in &columns.of_key {
        let cells = places.iter().filter_map(|column| row.at(*column).map(|cell| (*column, cell)));
        let mut parts = Vec::new();
        let mut first = None;
        for (column, cell) in cells {
            match value(key, cell, words) {
                Ok(part) => {
                    first = first.or(Some(column));
                    parts.push(part);
                }
                Err(message) => {
                    let place = CellPlace { row: row.number, column: Some(column) };
                    faults.push((place, format!("{}: {message}", key.key)));
                }
            }
        }
        if let Some(column) = first {
            let joined = parts.join(" ");
            let value = if key.kind == Kind::Text { quoted(&joined) } else { joined };
            lines.push((column, format!("{} = {value}", key.key)));
        }
    }
    (lines, faults)
}

/// What a cell says, as TOML; text without its quotes.
fn value(key: &UserKey, cell: &Cell, words: &ReadingMessages) -> Result<String, String> {
    let text = match cell {
        Cell::Error(error) => return Err((words.cell_holds_error)(error)),
        Cell::Date => return Err(words.cell_holds_date.to_owned()),
        Cell::YesNo(flag) if key.kind == Kind::YesNo => return Ok(flag.to_string()),
        Cell::YesNo(flag) => flag.to_string(),
        Cell::Text(text) | Cell::Number(text) => text.clone(),
    };
    match key.kind {
        Kind::Text => Ok(text),
        Kind::Number => number(&text).ok_or_else(|| (words.no_number)(&text)),
        Kind::YesNo => yes_no(&text).map(|flag| flag.to_string()).ok_or_else(|| (words.no_yes_no)(&text)),
        Kind::Names => {
            let names: Vec<String> = parts(&text).map(quoted).collect();
            Ok(format!("[{}]", names.join(", ")))
        }
        Kind::Numbers => {
            let number = |part: &str| number(part).ok_or_else(|| (words.no_number)(part));
            let numbers = parts(&text).map(number).collect::<Result<Vec<String>, String>>()?;
            match numbers.as_slice() {
                [always] => Ok(always.clone()),
                each => Ok(format!("[{}]", each.join(", "))),
            }
        }
    }
}

/// What stands between separators.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty())
}

/// A number as TOML writes one with a decimal point; digits of full width are digits.
fn number(text: &str) -> Option<String> {
    let text: String = text.chars().map(narrow).collect();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_is_right =
        exponent.is_none_or(|text| are_digits(text.strip_prefix(['+', '-']).unwrap_or(text)));
    if !(are_digits(whole) && are_digits(decimals) && exponent_is_right) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let exponent = exponent.map(|exponent| format!("e{exponent}")).unwrap_or_default();
    Some(format!("{sign}{whole}.{decimals}{exponent}"))
}

/// A character of full width as the one that it stands for.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "yes" | "y" | "true" | "1" | "√" | "✓" => Some(true),
        "否" | "no" | "n" | "false" | "0" | "×" => Some(false),
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_they_are_written_or_refused() {
        for (text, toml) in [
            ("4000", "4000.0"),
            ("0040.50", "40.50"),
            ("-1", "-1.0"),
            ("+2.5", "2.5"),
            ("１２．５", "12.5"),
            ("1.5E3", "1.5e3"),
            ("0.30000000000000004", "0.30000000000000004"),
        ] {
            assert_eq!(number(text).as_deref(), Some(toml), "{text}");
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "1,000",
            "1，000",
            "90000 m3/h",
            "4万",
            "1e",
            "1e+",
            "--1",
            "NaN",
            "inf",
            "0x1f",
            "1_0",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
