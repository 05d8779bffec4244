use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};

/// A line below the header, nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// The columns of a table: those with figures stand right, and those that are not wide are not broken into lines.
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
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(header);
    for row in rows {
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if (columns.whole)(index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if (columns.figures)(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}
