use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use crate::render::figures::{Padding, align};
use crate::render::wrap::{words, wrapped};

/// A line below the header, nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Between two columns.
const GAP: usize = 2;
/// A column that is broken into lines is no narrower, where the page leaves any choice.
const NARROWEST: usize = 4;
/// Headings over figures are broken into lines of so many columns where the page is too narrow.
const HEADING: usize = 10;
/// So much room is made for what is broken into lines.
const ROOM: usize = 12;

/// The columns of a table: those with figures stand right, their points below each other, and those that are whole are
/// not broken into lines.
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
    let mut rows: Vec<Vec<String>> = rows.into_iter().collect();
    for column in (0..header.len()).filter(|column| (columns.figures)(*column)) {
        align(rows.iter_mut().filter_map(|row| row.get_mut(column)), Padding::Text);
    }
    let widths = widths(width.into(), &header, &rows, &columns);
    let broken = |(text, width): (&str, &usize)| wrapped(text, *width).join("\n");
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_header(header.iter().copied().zip(&widths).map(broken));
    for row in &rows {
        let cell = |(column, (text, width)): (usize, (&String, &usize))| match (columns.figures)(column) {
            true => text.clone(),
            false => broken((text, width)),
        };
        table.add_row(row.iter().zip(&widths).enumerate().map(cell));
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
    let mut cells = vec![0; header.len()];
    for row in rows {
        for (width, cell) in cells.iter_mut().zip(row) {
            *width = (*width).max(lines(cell));
        }
    }
    let under = |heading: fn(&str) -> usize| -> Vec<usize> {
        cells.iter().zip(header).map(|(cells, text)| heading(text).max(*cells)).collect()
    };
    let gaps = GAP * cells.len();
    let mut widths = under(UnicodeWidthStr::width);
    if widths.iter().sum::<usize>() + gaps > page {
        let broken = under(broken_heading);
        let figures = (0..widths.len()).filter(|column| (columns.figures)(*column));
        figures.for_each(|column| widths[column] = broken[column]);
    }
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

/// The width of a heading in lines of about [`HEADING`] columns, as even as they can be, no word of it broken.
fn broken_heading(heading: &str) -> usize {
    let lines = heading.width().div_ceil(HEADING).max(1);
    let longest_word = words(heading).map(UnicodeWidthStr::width).max().unwrap_or_default();
    let narrowest = heading.width().div_ceil(lines).max(longest_word);
    (narrowest..heading.width())
        .find(|width| wrapped(heading, *width).len() <= lines)
        .unwrap_or(heading.width())
}
