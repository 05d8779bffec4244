/// A permille as a percentage, without needless decimals.
pub fn percent(permille: u16) -> String {
    match permille % 10 {
        0 => format!("{}%", permille / 10),
        tenths => format!("{}.{tenths}%", permille / 10),
    }
}

/// The same of a share of which only the permille is told, rounded down: a part that is there is not 0%.
pub fn percent_of_part(permille: u16, is_nothing: bool) -> String {
    if permille == 0 && !is_nothing { "<0.1%".to_owned() } else { percent(permille) }
}
