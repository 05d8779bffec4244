use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::wrap::wrapped;

/// A line below the header, nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Between two columns.
const GAP: usize = 2;
/// A column that is broken into lines is no narrower, where the page leaves any choice.
const NARROWEST: usize = 4;
/// So much room is made for what is broken into lines.
const ROOM: usize = 12;

/// The columns of a table: those with figures stand right, and those that are whole are not broken into lines.
pub struct Columns<'a> {
    pub figures: &'a dyn Fn(usize) -> bool,
    pub whole: &'a dyn Fn(usize) -> bool,
}

/// Rows under a header, without trailing space.
pub fn table(
    width: u16,
    header: Vec<&str>,
    rows: impl IntoIterator<Item = Vec<String>>,
    columns: Columns,
) -> String {
    let rows: Vec<Vec<String>> = rows.into_iter().collect();
    let widths = widths(width.into(), &header, &rows, &columns);
    let cell = |(text, width): (&str, &usize)| wrapped(text, *width).join("\n");
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_header(header.iter().copied().zip(&widths).map(cell));
    for row in &rows {
        table.add_row(row.iter().map(String::as_str).zip(&widths).map(cell));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP as u16));
        if (columns.figures)(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// How wide each column is: what is in it, but those that may be broken into lines share what the others leave.
fn widths(page: usize, header: &[&str], rows: &[Vec<String>], columns: &Columns) -> Vec<usize> {
    let lines = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    let mut widths: Vec<usize> = header.iter().map(|heading| lines(heading)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(lines(cell));
        }
    }
    let gaps = GAP * widths.len();
    let whole: usize = (0..widths.len()).filter(|column| (columns.whole)(*column)).map(|c| widths[c]).sum();
    // Names in the first column give way where nothing else would have room.
    let is_cramped = whole + gaps + ROOM > page;
    let is_broken = |column: usize| !(columns.whole)(column) || (column == 0 && is_cramped);
    let mut broken: Vec<usize> = (0..widths.len()).filter(|column| is_broken(*column)).collect();
    // The narrower ones are served first: what they do not need is left to the wider.
    broken.sort_by_key(|column| widths[*column]);
    let fixed: usize = (0..widths.len()).filter(|column| !is_broken(*column)).map(|c| widths[c]).sum();
    let mut left = page.saturating_sub(fixed + gaps);
    for (place, column) in broken.iter().enumerate() {
        let share = (left / (broken.len() - place)).max(NARROWEST);
        widths[*column] = widths[*column].min(share);
        left = left.saturating_sub(widths[*column]);
    }
    widths
}
