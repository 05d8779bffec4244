//! CSV as spreadsheets write it: separated by commas, semicolons or tabs, in UTF-8, UTF-16 or GB18030 (GBK).

use std::borrow::Cow;

use csv::ReaderBuilder;
use encoding_rs::{Encoding, GB18030};

use super::cells::{Cell, MOST_COLUMNS, Row, Sheet};

/// What is read, and whether the text was taken for GB18030 because it is not UTF-8.
pub struct Read {
    pub sheet: Sheet,
    pub is_gb18030: bool,
}

/// Why a file is no CSV.
pub enum Fault {
    Encoding,
    /// What the reader says, and the line if it can be told.
    Malformed(String, Option<u32>),
}

/// Reads the bytes of a file.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let (text, is_gb18030) = decode(bytes).ok_or(Fault::Encoding)?;
    let (hint, skipped, body) = separator_line(&text);
    let delimiter = hint.unwrap_or_else(|| separator(body));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().and_then(|position| u32::try_from(position.line()).ok());
            Fault::Malformed(error.to_string(), line)
        })?;
        let number = record.position().map_or(0, |position| {
            // A record begins behind the one before it: empty lines between them are counted here.
            let rest = usize::try_from(position.byte()).ok().and_then(|byte| body.as_bytes().get(byte..));
            let ends = rest.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            position.line() + ends.filter(|byte| **byte == b'\n').count() as u64
        });
        let cells: Vec<(u32, Cell)> = (0..MOST_COLUMNS)
            .zip(&record)
            .filter_map(|(column, text)| Cell::of_text(text).map(|cell| (column, cell)))
            .collect();
        if !cells.is_empty() {
            rows.push(Row {
                number: u32::try_from(number).unwrap_or(u32::MAX).saturating_add(skipped),
                cells,
            });
        }
    }
    Ok(Read { sheet: Sheet { name: None, rows }, is_gb18030 })
}

/// The text without a byte order mark, and whether it was GB18030; nothing when it is in no encoding that is known.
fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, bool)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
        return (!has_errors).then_some((text, false));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Some((Cow::Borrowed(text), false));
    }
    let (text, has_errors) = GB18030.decode_without_bom_handling(bytes);
    (!has_errors).then_some((text, true))
}

/// A first line such as `sep=;`, as some spreadsheets write it: what it says, how many lines it takes, and the rest.
fn separator_line(text: &str) -> (Option<u8>, u32, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().to_ascii_lowercase().strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), 1, rest),
        _ => (None, 0, text),
    }
}

/// What most often separates cells in the first lines, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes().take(SAMPLE) {
        is_quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += u32::from(!is_quoted && byte == *separator);
        }
    }
    // Of equally frequent ones the first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// So many bytes tell the separator.
const SAMPLE: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, Vec<(u32, String)>)> {
        let Ok(Read { sheet, .. }) = read(bytes) else { panic!("{bytes:?}") };
        let text = |(column, cell): (u32, Cell)| match cell {
            Cell::Text(text) => (column, text),
            other => panic!("{other:?}"),
        };
        sheet.rows.into_iter().map(|row| (row.number, row.cells.into_iter().map(text).collect())).collect()
    }

    #[test]
    fn encodings_and_separators_are_found_out() {
        let expected = vec![
            (1, vec![(0, "用户".to_owned()), (1, "需求".to_owned())]),
            (3, vec![(0, "钢厂".to_owned()), (1, "1.5".to_owned())]),
        ];
        for separator in [",", ";", "\t"] {
            for end in ["\n", "\r\n"] {
                let text = ["用户", separator, "需求", end, end, " 钢厂 ", separator, "1.5", end].concat();
                let utf16: Vec<u8> =
                    ["\u{feff}", &text].concat().encode_utf16().flat_map(u16::to_le_bytes).collect();
                let gbk = GB18030.encode(&text).0.into_owned();
                let marked = ["\u{feff}", &text].concat().into_bytes();
                for bytes in [text.clone().into_bytes(), marked, utf16, gbk] {
                    assert_eq!(cells(&bytes), expected, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn quotes_hold_separators_and_a_line_may_name_one() {
        let rows = cells(b"sep=;\nid;demand\n\"a;b\";\"2\"\n");
        let row = |number, a: &str, b: &str| (number, vec![(0, a.to_owned()), (1, b.to_owned())]);
        assert_eq!(rows, [row(2, "id", "demand"), row(3, "a;b", "2")]);
    }

    #[test]
    fn bytes_of_no_encoding_are_refused() {
        assert!(matches!(read(b"id,demand\n\xff\xff\xff"), Err(Fault::Encoding)));
        assert!(matches!(read(b"\xff\xfeA"), Err(Fault::Encoding)));
    }
}
