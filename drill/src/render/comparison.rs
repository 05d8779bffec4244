//! Two results beside each other, for people.

use std::fmt::Write;

use super::explain::percentage;
use super::text::table::{Columns, table};
use crate::messages::catalogue::Messages;
use crate::messages::language::Language;
use crate::quantity::Quantity;
use crate::result::comparison::{Brief, Comparison, Difference, Share};

/// What each of the two grants together, then every user who gets or wants something else.
pub fn page(first: &Brief, second: &Brief, language: Language, width: u16) -> String {
    let messages = language.messages();
    let label = &messages.label;
    let comparison = Comparison::of(first, second);
    let unit = first.unit.replace("m3", "m³");
    let mut text = String::new();
    for (name, brief) in [("A", first), ("B", second)] {
        let (granted, demand) = (brief.granted.to_string(), format!("{} {unit}", brief.demand));
        let share = percentage(brief.granted, brief.demand);
        let granted = (messages.granted_of)(&granted, &demand, &share);
        let title = brief.title_zh.as_ref().filter(|_| language == Language::Zh).unwrap_or(&brief.title);
        let _ = writeln!(text, "{name}{}{title}{}{granted}", messages.colon, messages.semicolon);
    }
    if !comparison.differences.is_empty() {
        let rows: Vec<Vec<String>> =
            comparison.differences.iter().map(|difference| row(difference, messages)).collect();
        let header = vec![label.user, label.class, "A", "B", messages.tool.change];
        let columns = Columns { figures: &|column| column == 4, whole: &|column| column != 0 };
        let _ = write!(text, "\n{}\n", table(width, header, rows, columns));
    }
    let _ = writeln!(text, "\n{}", (messages.tool.same_in_both)(comparison.same));
    let _ = writeln!(text, "{}{}{}", label.figures, messages.colon, label.rounding);
    text
}

fn row(difference: &Difference, messages: &Messages) -> Vec<String> {
    let either = difference.second.or(difference.first);
    let share = |share: Option<&Share>| match share {
        Some(Share { granted, demand, .. }) => {
            (messages.granted_of)(&granted.to_string(), &demand.to_string(), &percentage(*granted, *demand))
        }
        None => messages.tool.absent.to_owned(),
    };
    let change = difference.change();
    let amount = Quantity::from_thousandths(u64::try_from(change.unsigned_abs()).unwrap_or(u64::MAX));
    let sign = match change {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    vec![
        either.map(|share| share.id.clone()).unwrap_or_default(),
        either.map(|share| (messages.class)(share.class).to_owned()).unwrap_or_default(),
        share(difference.first),
        share(difference.second),
        format!("{sign}{amount}"),
    ]
}
