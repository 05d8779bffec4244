//! Faults of the TOML itself: where, the line as it stands, and what would likely be right.

use toml::de::Error;
use unicode_width::UnicodeWidthStr;

use crate::messages::reading::catalogue::{ReadingMessages, SyntaxHint};
use crate::scenario::diagnostic::Diagnostic;
use crate::text::shown;

/// So many faults of a file are told; those behind them are often only what follows from them.
const MOST: usize = 20;

/// So many characters of a line are shown.
const SHOWN: usize = 100;

/// What the TOML reader found, one fault for each line.
pub fn faults(name: &str, text: &str, errors: &[Error], words: &ReadingMessages) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for error in errors {
        let diagnostic = fault(name, text, error, words);
        if diagnostics.len() < MOST && diagnostics.iter().all(|other| other.line != diagnostic.line) {
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}

fn fault(name: &str, text: &str, error: &Error, words: &ReadingMessages) -> Diagnostic {
    let message = error.message().trim().replace('\n', "; ");
    let Some(span) = error.span() else {
        return Diagnostic::of_file(name, (words.no_toml)(None, &message, None));
    };
    let before = text.get(..span.start).unwrap_or(text);
    let begin = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(begin..).unwrap_or_default();
    let line = line.lines().next().unwrap_or_default();
    let column = before.get(begin..).unwrap_or_default().chars().count();
    Diagnostic {
        line: Some(before.matches('\n').count() + 1),
        excerpt: Some(excerpt(line, column).into()),
        ..Diagnostic::of_file(name, (words.no_toml)(Some(column + 1), &message, hint(line)))
    }
}

/// The line with a mark below the column, counted from 0.
fn excerpt(line: &str, column: usize) -> String {
    let first = column.saturating_sub(SHOWN / 2);
    let part = |from: usize, to: usize| {
        shown(&line.chars().skip(from).take(to - from).collect::<String>()).into_owned()
    };
    let before = part(first, column);
    format!("    {before}{}\n    {}^", part(column, first + SHOWN), " ".repeat(before.width()))
}

/// What is likely meant by a line that is not TOML.
fn hint(line: &str) -> Option<SyntaxHint> {
    let value = line.split_once(['=', '＝']).map_or(line, |(_, value)| value);
    let is_wide = |character: char| matches!(character, '\u{ff01}'..='\u{ff5e}');
    if line.trim_end_matches('\r').contains('\r') {
        return Some(SyntaxHint::LineEnds);
    }
    let outside = outside_of_quotes(line);
    if outside.contains(['“', '”', '‘', '’', '„', '＂', '＇']) {
        return Some(SyntaxHint::StraightQuotes);
    }
    if outside.contains(is_wide) || outside.contains(['，', '。', '、']) {
        return Some(SyntaxHint::HalfWidth);
    }
    let value = outside_of_quotes(value);
    let value = value.split('#').next().unwrap_or_default().trim();
    let digits = value.trim_start_matches(['+', '-']);
    let number =
        digits.find(|character: char| !character.is_ascii_digit() && !matches!(character, '_' | '.'));
    match number {
        Some(0) | None if digits.starts_with(|character: char| character.is_ascii_digit()) => None,
        Some(0) if line.contains('=') && digits.starts_with(char::is_alphabetic) => Some(SyntaxHint::Quotes),
        Some(0) | None => None,
        Some(end) => match digits.get(end..).unwrap_or_default().trim_start().chars().next() {
            Some(',') => Some(SyntaxHint::NoSeparator),
            Some(next) if next.is_alphabetic() || matches!(next, '%' | '‰' | '/') => {
                Some(SyntaxHint::NoUnit)
            }
            _ => None,
        },
    }
}

/// A line without what stands in straight quotes.
fn outside_of_quotes(line: &str) -> String {
    let mut quote = None;
    let mut outside = String::with_capacity(line.len());
    for character in line.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (None, other) => outside.push(other),
            (Some(open), other) if open == other => quote = None,
            (Some(_), _) => {}
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_likely_meant() {
        for (line, expected) in [
            ("demand = ９００", Some(SyntaxHint::HalfWidth)),
            ("demand ＝ 900", Some(SyntaxHint::HalfWidth)),
            ("supply = [1，2]", Some(SyntaxHint::HalfWidth)),
            ("title = “冬天”", Some(SyntaxHint::StraightQuotes)),
            ("demand = 90000 m3/h", Some(SyntaxHint::NoUnit)),
            ("demand = 4万", Some(SyntaxHint::NoUnit)),
            ("share = 40 %", Some(SyntaxHint::NoUnit)),
            ("demand = 90,000", Some(SyntaxHint::NoSeparator)),
            ("demand = 100,0 #!", Some(SyntaxHint::NoSeparator)),
            ("class = chemical", Some(SyntaxHint::Quotes)),
            ("title = \"９００，“x”\" y", Some(SyntaxHint::Quotes)),
            ("format = 1\rtitle = \"t\"", Some(SyntaxHint::LineEnds)),
            ("demand = 12\r", None),
            ("demand = ", None),
            ("demand = 12", None),
            ("demand = -1.5.2", None),
            ("", None),
        ] {
            assert_eq!(hint(line), expected, "{line}");
        }
    }

    #[test]
    fn the_mark_stands_below_wide_characters_too() {
        assert_eq!(excerpt("居民 = ９", 5), "    居民 = ９\n           ^");
        assert_eq!(excerpt("\u{1b}[31m = x", 2), "    \\u{1b}[31m = x\n           ^");
        assert!(excerpt(&"x".repeat(5000), 3000).len() < 300);
    }
}
