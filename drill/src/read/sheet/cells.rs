//! A sheet as it is written: rows of cells, whatever file they come from.

/// The most columns that are looked at.
pub const MOST_COLUMNS: u32 = 1024;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is called, where a file has several.
    pub name: Option<String>,
    /// The rows that are not empty.
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Counted from 1, as spreadsheets and editors do.
    pub number: u32,
    /// The cells that are not empty, each with its column, counted from 0.
    pub cells: Vec<(u32, Cell)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// The shortest decimal number that is the one in the cell.
    Number(String),
    YesNo(bool),
    Date,
    /// What a formula that failed shows, such as `#N/A`.
    Error(String),
}

impl Row {
    pub fn at(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    }
}

impl Cell {
    /// What text holds; nothing when it is blank.
    pub fn of_text(text: &str) -> Option<Cell> {
        let text = text.trim();
        (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
    }
}

/// What spreadsheets call a column: A … Z, AA …
pub fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_spreadsheets_do() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }
}
