//! One field for each message about a file that is read.

/// Messages about files, in one language.
pub struct ReadingMessages {
    pub unreadable: fn(error: &str) -> String,
    pub line: fn(line: usize) -> String,
    /// A place in a table: sheet, row, column.
    pub cell: fn(sheet: Option<&str>, row: u32, column: Option<&str>) -> String,
    pub unknown_name: fn(what: &str, written: &str, close: Option<&str>, known: &[&str]) -> String,
    pub key_of_user: &'static str,

    pub volume_unit_missing: fn(unit: &str, example: &str) -> String,
    pub volume_unit_unknown: fn(written: &str, unit: &str, known: &[&str]) -> String,
    pub stock_implausible: fn(hours: &str, unit: &str) -> String,

    pub no_table_format: fn(file: &str) -> String,
    pub sheet_of_csv: &'static str,
    pub too_many_bytes: fn(most: u64) -> String,
    pub too_many_cells: fn(most: usize) -> String,
    pub unknown_encoding: &'static str,
    pub taken_for_gb18030: &'static str,
    pub no_csv: fn(error: &str) -> String,
    pub no_workbook: fn(error: &str) -> String,
    pub no_such_sheet: fn(written: &str, names: &[&str], close: Option<&str>) -> String,
    pub no_headings: fn(found: &[String]) -> String,
    pub column_twice: fn(key: &str, first: &str) -> String,
    pub heading_like: fn(heading: &str, close: &str) -> String,
    pub column_missing: fn(key: &str, usual: &str) -> String,
    pub column_unread: fn(heading: &str) -> String,
    pub heading_not_there: fn(heading: &str) -> String,
    pub table_without_users: &'static str,
    pub users_inline: &'static str,
    pub cell_holds_error: fn(error: &str) -> String,
    pub cell_holds_date: &'static str,
    pub no_number: fn(text: &str) -> String,
    pub no_yes_no: fn(text: &str) -> String,
}

/// A list in words: `"a", "b" or "c"`.
pub fn alternatives(names: &[&str], comma: &str, or: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{or}{last}", rest.join(comma)),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
