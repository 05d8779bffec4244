//! Tables for spreadsheets, as CSV and as XLSX.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use thiserror::Error;
use unicode_width::UnicodeWidthStr;

use crate::quantity::Quantity;

/// Excel reads no more rows in a sheet, the headings among them.
const MOST_ROWS: usize = 1_048_576;

/// Excel holds no more digits of a number: 15, of which three are decimals.
const MOST_THOUSANDTHS: u64 = 1_000_000_000_000_000;

pub enum Cell {
    Text(String),
    Figure(Quantity),
    Nothing,
}

/// Rows under headings; every row has a cell for each heading.
pub struct Sheet {
    pub name: &'static str,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Error)]
pub enum SheetError {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
}

impl Sheet {
    /// In UTF-8, with a mark by which spreadsheet programs know that.
    pub fn csv(&self) -> Result<Vec<u8>, SheetError> {
        let text = "\u{feff}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(text);
        writer.write_record(self.headings.iter().map(|heading| harmless(heading)))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| match cell {
                Cell::Text(text) => harmless(text),
                Cell::Figure(figure) => figure.to_number(),
                Cell::Nothing => String::new(),
            }))?;
        }
        writer.into_inner().map_err(|error| SheetError::Csv(error.into_error().into()))
    }

    /// The same as a workbook with one sheet, laid out for A4 paper; `None` where Excel could not read it all.
    pub fn xlsx(&self) -> Result<Option<Vec<u8>>, SheetError> {
        if self.rows.len() >= MOST_ROWS {
            return Ok(None);
        }
        let mut workbook = Workbook::new();
        // The same result makes the same file.
        let made = ExcelDateTime::from_ymd(2024, 4, 7)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (bold, figure) =
            (Format::new().set_bold().set_text_wrap(), Format::new().set_num_format("#,##0.###"));
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            sheet.set_column_width(column, self.width(usize::from(column)))?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    Cell::Figure(number) if number.thousandths() < MOST_THOUSANDTHS => {
                        sheet.write_number_with_format(row, column, number.for_drawing(), &figure)?
                    }
                    Cell::Figure(number) => sheet.write_string(row, column, number.to_number())?,
                    Cell::Nothing => sheet,
                };
            }
        }
        Ok(Some(workbook.save_to_buffer()?))
    }

    /// How wide a column is, in characters.
    fn width(&self, column: usize) -> f64 {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| match cell {
            Cell::Text(text) => text.width(),
            Cell::Figure(figure) => figure.to_string().width(),
            Cell::Nothing => 0,
        });
        let heading = self.headings.get(column).map_or(0, |heading| heading.width().min(16));
        widths.max().unwrap_or_default().max(heading).clamp(6, 60) as f64 + 2.0
    }
}

/// A text that no spreadsheet program takes for a formula: one that begins like one gets an apostrophe before it.
fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula() {
        for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            let text = |text: &str| Cell::Text(text.to_owned());
            let sheet =
                Sheet { name: "t", headings: vec![hostile.to_owned()], rows: vec![vec![text(hostile)]] };
            let csv = String::from_utf8(sheet.csv().expect("CSV")).expect("text");
            assert_eq!(csv.matches(&format!("'{hostile}")).count(), 2, "{csv}");
            assert!(sheet.xlsx().expect("XLSX").is_some());
        }
        assert_eq!(harmless("steel works, -1"), "steel works, -1");
    }

    #[test]
    fn figures_are_exact_and_texts_are_quoted() {
        let row = vec![
            Cell::Text("a, \"b\"".to_owned()),
            Cell::Figure(Quantity::from_thousandths(1_234_567_050)),
            Cell::Nothing,
        ];
        let sheet =
            Sheet { name: "t", headings: ["x", "y", "z"].map(str::to_owned).to_vec(), rows: vec![row] };
        let csv = String::from_utf8(sheet.csv().expect("CSV")).expect("text");
        assert_eq!(csv, "\u{feff}x,y,z\r\n\"a, \"\"b\"\"\",1234567.05,\r\n");
    }
}
