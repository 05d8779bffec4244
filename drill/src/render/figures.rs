//! Columns of figures whose decimal points stand below each other.

/// What stands in the place of decimals that a figure does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// At a terminal every character is as wide as another.
    Text,
    /// On a page there are spaces as wide as a point and as a digit.
    Page,
}

/// Pads the figures of a column on their right; what is no figure is left alone.
pub fn align<'c>(column: impl Iterator<Item = &'c mut String>, padding: Padding) {
    let cells: Vec<&mut String> = column.collect();
    let most = cells.iter().filter_map(|cell| decimals(cell)).max().unwrap_or_default();
    for cell in cells {
        let Some(own) = decimals(cell) else { continue };
        let (point, digit) = match padding {
            Padding::Text => (' ', ' '),
            Padding::Page => ('\u{2008}', '\u{2007}'),
        };
        cell.extend((own == 0 && most != 0).then_some(point));
        cell.extend(std::iter::repeat_n(digit, most - own));
    }
}

/// Aligns every column of some rows.
pub fn align_columns<R: AsMut<[String]>>(rows: &mut [R], padding: Padding) {
    let columns = rows.iter_mut().map(|row| row.as_mut().len()).max().unwrap_or_default();
    for column in 0..columns {
        align(rows.iter_mut().filter_map(|row| row.as_mut().get_mut(column)), padding);
    }
}

/// How many decimals a figure has; nothing of what is no figure.
fn decimals(cell: &str) -> Option<usize> {
    let is_figure = |character: char| character.is_ascii_digit() || ",.+-−".contains(character);
    let figure =
        !cell.is_empty() && cell.chars().all(is_figure) && cell.contains(|c: char| c.is_ascii_digit());
    figure.then(|| cell.split_once('.').map_or(0, |(_, decimals)| decimals.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_below_each_other() {
        let mut column = ["1,234", "5.67", "−0.125", "–", "", "55.6%"].map(str::to_owned);
        align(column.iter_mut(), Padding::Text);
        assert_eq!(column, ["1,234    ", "5.67 ", "−0.125", "–", "", "55.6%"]);
        let mut rows = [["7".to_owned(), "8".to_owned()], ["1.5".to_owned(), "9".to_owned()]];
        align_columns(&mut rows, Padding::Page);
        assert_eq!(rows, [["7\u{2008}\u{2007}", "8"], ["1.5", "9"]]);
    }
}
