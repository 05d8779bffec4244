//! XLSX: cells one after the other, so that a cell far out takes no room for those before it.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::cells::{Cell, MOST_COLUMNS, Row, Sheet};

/// The most cells that are read.
const MOST_CELLS: usize = 4_000_000;

/// The most bytes that a workbook may have unpacked: a small file may hold very many.
const MOST_UNPACKED: u64 = 512 << 20;

/// Why a file is no workbook that can be used.
pub enum Fault {
    /// What the reader says.
    Malformed(String),
    /// It has no sheet of that name, but these.
    NoSuchSheet(Vec<String>),
    TooManyCells(usize),
    /// Unpacked it has more bytes than this.
    TooLarge(u64),
}

/// Reads a sheet by its name, or the first one.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Sheet, Fault> {
    let malformed = |error: calamine::XlsxError| Fault::Malformed(error.to_string());
    if unpacked(bytes).is_none_or(|size| size > MOST_UNPACKED) {
        return Err(Fault::TooLarge(MOST_UNPACKED));
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(malformed)?;
    let names = workbook.sheet_names();
    let name = match sheet {
        Some(sheet) => names.iter().find(|name| *name == sheet),
        None => names.first(),
    };
    let Some(name) = name else { return Err(Fault::NoSuchSheet(names)) };
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(malformed)?;
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(malformed)? {
        let (row, column) = cell.get_position();
        let Some(content) = content(cell.get_value()).filter(|_| column < MOST_COLUMNS) else { continue };
        count += 1;
        if count > MOST_CELLS {
            return Err(Fault::TooManyCells(MOST_CELLS));
        }
        let number = row.saturating_add(1);
        match rows.last_mut().filter(|row| row.number == number) {
            Some(row) => row.cells.push((column, content)),
            None => rows.push(Row { number, cells: vec![(column, content)] }),
        }
    }
    let is_named = sheet.is_some() || names.len() > 1;
    Ok(Sheet { name: is_named.then(|| name.clone()), rows })
}

/// How many bytes a workbook says that it has unpacked; nothing when that cannot be counted. What is no archive has none.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Some(0) };
    (0..archive.len()).try_fold(0_u64, |sum, index| sum.checked_add(archive.by_index_raw(index).ok()?.size()))
}

fn content(value: &DataRef) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        // Display gives the shortest digits that are this number, without an exponent.
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::String(text) => return Cell::of_text(text),
        DataRef::SharedString(text) => return Cell::of_text(text),
        DataRef::Bool(flag) => Cell::YesNo(*flag),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Cell::Date,
        DataRef::Error(error) => Cell::Error(error.to_string()),
    })
}
