//! The table of users to fill in.

use clap::ValueEnum;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::messages::language::Language;
use crate::read::user_keys::{Kind, USER_KEYS};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Xlsx,
    Csv,
}

/// Users as the table shows them: key and value.
type Example = &'static [(&'static str, &'static str)];

const EXAMPLES_EN: [Example; 6] = [
    &[("id", "homes"), ("class", "residential"), ("demand", "24"), ("contact", "gas company, 0432-000001")],
    &[("id", "hospital"), ("class", "residential"), ("demand", "1.2"), ("minimum", "0.6")],
    &[("id", "heating-plant"), ("class", "heating"), ("demand", "12.5"), ("minimum", "4")],
    &[("id", "filling-station"), ("class", "vehicles"), ("demand", "3"), ("on_off", "yes")],
    &[
        ("id", "glass-works"),
        ("class", "industrial_fuel"),
        ("demand", "8"),
        ("minimum", "2.5"),
        ("base", "9"),
    ],
    &[("id", "fertilizer"), ("class", "chemical"), ("demand", "6")],
];

const EXAMPLES_ZH: [Example; 6] = [
    &[("id", "居民"), ("class", "居民生活用气"), ("demand", "24"), ("contact", "燃气公司 0432-000001")],
    &[("id", "医院"), ("class", "居民生活用气"), ("demand", "1.2"), ("minimum", "0.6")],
    &[("id", "热电厂"), ("class", "城市供暖"), ("demand", "12.5"), ("minimum", "4")],
    &[("id", "加气站"), ("class", "汽车用户"), ("demand", "3"), ("on_off", "是")],
    &[("id", "玻璃厂"), ("class", "工业燃料用户"), ("demand", "8"), ("minimum", "2.5"), ("base", "9")],
    &[("id", "化肥厂"), ("class", "天然气化工用户"), ("demand", "6")],
];

/// The keys that have a column; the others are rarely wanted, and their columns can be added.
const COLUMNS: [&str; 8] = ["id", "class", "demand", "minimum", "base", "on_off", "attributes", "contact"];

fn examples(language: Language) -> [Example; 6] {
    match language {
        Language::En => EXAMPLES_EN,
        Language::Zh => EXAMPLES_ZH,
    }
}

/// What a column is called in a language.
fn heading(key: &str, language: Language) -> &str {
    let known = USER_KEYS.iter().find(|known| known.key == key);
    match (language, known.and_then(|known| known.headings_zh.first())) {
        (Language::Zh, Some(heading)) => heading,
        _ => key,
    }
}

fn value(example: Example, key: &str) -> &'static str {
    example.iter().find(|(of, _)| *of == key).map_or("", |(_, value)| value)
}

/// The table as CSV, with a byte order mark: spreadsheets take it for UTF-8 then.
pub fn csv(language: Language) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS.map(|key| heading(key, language)))?;
    for example in examples(language) {
        writer.write_record(COLUMNS.map(|key| value(example, key)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The table as a workbook.
pub fn xlsx(language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(heading("id", language))?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, key) in (0..).zip(COLUMNS) {
        sheet.write_with_format(0, column, heading(key, language), &bold)?;
        sheet.set_column_width(column, 18)?;
        let is_number = USER_KEYS.iter().any(|known| known.key == key && known.kind == Kind::Number);
        for (row, example) in (1..).zip(examples(language)) {
            match value(example, key).parse::<f64>() {
                Ok(number) if is_number => sheet.write(row, column, number)?,
                _ => sheet.write(row, column, value(example, key))?,
            };
        }
    }
    workbook.save_to_buffer()
}
