//! Messages about files, in English.

use super::catalogue::{ReadingMessages, alternatives};

pub static MESSAGES: ReadingMessages = ReadingMessages {
    unreadable: |error| format!("the file cannot be read: {error}"),
    line: |line| format!("line {line}"),
    cell: |sheet, row, column| {
        let sheet = sheet.map(|sheet| format!("sheet {sheet:?}, ")).unwrap_or_default();
        let column = column.map(|column| format!(", column {column}")).unwrap_or_default();
        format!("{sheet}row {row}{column}")
    },
    unknown_name: |what, written, close, known| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!("unknown {what} {written:?}{close}; write {}", alternatives(known, ", ", " or "))
    },
    key_of_user: "key of a user",

    volume_unit_missing: |unit, example| {
        format!(
            "the key is missing; what {unit:?} comes to in time is not known: write for example volume_unit = \
             {example:?}, or volume_unit = \"{unit}·h\" for unit × hours"
        )
    },
    volume_unit_unknown: |written, unit, known| {
        format!(
            "how much {written:?} {unit:?} comes to in time is not known; write {}",
            alternatives(known, ", ", " or ")
        )
    },
    stock_implausible: |hours, unit| {
        format!(
            "above the reserve it is what all users want in {hours} h; volumes are in {unit}: is it meant so?"
        )
    },

    no_table_format: |file| {
        format!("{file:?} is no table; write the name of a file that ends in .csv or .xlsx")
    },
    sheet_of_csv: "a CSV file has no sheets; leave the key out",
    too_many_bytes: |most| format!("the file is larger than {most} bytes; save the table of users alone"),
    too_many_cells: |most| format!("the sheet has more than {most} cells; save the table of users alone"),
    unknown_encoding: "the text is neither UTF-8, UTF-16 nor GB18030 (GBK); save the file as \"CSV UTF-8\"",
    taken_for_gb18030: "the text is not UTF-8; it was taken for GB18030 (GBK)",
    no_csv: |error| format!("this is not CSV: {error}"),
    no_workbook: |error| format!("this is no XLSX workbook ({error}); save the table as .xlsx or .csv"),
    no_such_sheet: |written, names, close| {
        let close = close.map(|close| format!(", did you mean {close:?}?")).unwrap_or_default();
        format!(
            "there is no sheet {written:?}{close}; the workbook has {}",
            alternatives(names, ", ", " and ")
        )
    },
    no_headings: |found| {
        let found: Vec<&str> = found.iter().map(String::as_str).take(12).collect();
        format!(
            "no heading says what a column holds; name the columns id, class, demand or 用户, 类别, 需求 (found: {})",
            alternatives(&found, ", ", ", ")
        )
    },
    column_twice: |key, first| format!("column {first} holds {key:?} already; leave one of them out"),
    heading_like: |heading, close| format!("unknown heading {heading:?}, did you mean {close:?}?"),
    column_missing: |key, usual| {
        format!("no column holds {key:?}; add one with the heading {key:?} or {usual:?}")
    },
    column_unread: |heading| format!("the column {heading:?} says nothing about a user; it is not read"),
    heading_not_there: |heading| {
        format!("the table has no heading {heading:?}; write a heading as it stands there")
    },
    table_without_users: "there are no users below the headings; add a row for each",
    users_inline: "with a table of users, further users are [[user]] tables; do not write user = […]",
    cell_holds_error: |error| {
        format!("the cell holds the error {error}; mend its formula, or write the value")
    },
    cell_holds_date: "the cell holds a date or time; format it as a number or text",
    no_number: |text| {
        format!(
            "{text:?} is no number; write digits and a decimal point alone, such as 4000.5, no separators, no unit"
        )
    },
    no_yes_no: |text| format!("{text:?} is neither yes nor no; write 是 or 否, yes or no"),
};
