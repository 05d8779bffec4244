//! Reading single values: each is right, or a diagnostic is noted and reading goes on.

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use rust_decimal::Decimal;
use toml::Spanned;

use super::document::Document;
use super::raw::value::{Key, NamedOr, Number, RawText};
use super::suggest::closest;
use crate::local_text::LocalText;
use crate::messages::reading::catalogue::ReadingMessages;
use crate::quantity::{Quantity, QuantityError};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;
use crate::text::is_disruptive;

/// So many diagnostics of a file are told one by one.
const MOST_DIAGNOSTICS: usize = 100;

/// Labels with the places where they stand.
pub type Seen = HashMap<String, Range<usize>>;

/// Reads the values of one file and collects what is wrong with them.
///
/// A method that returns `None` has noted why.
pub struct Checker<'d> {
    pub document: &'d Document<'d>,
    /// Whether figures with too many decimals are rounded, and how many were.
    pub rounds: bool,
    pub rounded: usize,
    /// The files that were read.
    pub inputs: Vec<NamedDigest>,
    diagnostics: Vec<Diagnostic>,
    /// Keys that were told and left out, each with the beginning of its table: they are not missing.
    left_out: HashMap<usize, HashSet<String>>,
    /// How many diagnostics were found beyond those that are kept.
    more: usize,
}

impl<'d> Checker<'d> {
    pub fn new(document: &'d Document<'d>) -> Checker<'d> {
        Checker {
            document,
            rounds: false,
            rounded: 0,
            inputs: Vec::new(),
            diagnostics: Vec::new(),
            left_out: HashMap::new(),
            more: 0,
        }
    }

    /// The same diagnostics, with another document from now on.
    pub fn of<'e>(self, document: &'e Document<'e>) -> Checker<'e> {
        Checker { document, ..self }
    }

    /// The language of what is said.
    pub fn words(&self) -> &'static ReadingMessages {
        self.document.words()
    }

    pub fn note(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let document = self.document;
        self.add(|| document.diagnostic(span, message));
    }

    /// The same where the message itself takes work.
    pub fn note_with(&mut self, span: &Range<usize>, message: impl FnOnce() -> String) {
        let document = self.document;
        self.add(|| document.diagnostic(span, message()));
    }

    /// Remembers a key that was told and left out of the table at a place.
    pub fn leave_out(&mut self, table: &Range<usize>, key: String) {
        self.left_out.entry(table.start).or_default().insert(key);
    }

    /// Whether a key was left out of the table at a place.
    pub fn has_left_out(&self, table: &Range<usize>) -> bool {
        self.left_out.contains_key(&table.start)
    }

    /// Notes that a key should be in the table at a place.
    pub fn note_missing(&mut self, table: &Range<usize>, key: &str, message: impl Into<String>) {
        if self.left_out.get(&table.start).is_some_and(|keys| keys.contains(key)) {
            return;
        }
        let document = self.document;
        self.add(|| document.missing(table, key, message));
    }

    /// Notes a diagnostic. Finding its line and key takes time, and a program's mistake may repeat in every user:
    /// only the first ones are told, and how many there are.
    pub fn add(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(diagnostic());
        } else {
            self.more += 1;
        }
    }

    pub fn is_content(&self) -> bool {
        self.diagnostics.is_empty()
    }

    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.more != 0 {
            let message = (self.words().more_problems)(self.more);
            self.diagnostics.push(self.document.diagnostic_of_file(message));
        }
        self.diagnostics
    }

    /// A key that must be in the table at this place.
    pub fn required<'v, T>(
        &mut self,
        value: &'v Key<T>,
        table: &Range<usize>,
        key: &str,
        example: &str,
    ) -> Option<&'v Spanned<T>> {
        if value.is_none() {
            let message = (self.document.words().key_missing)(key, example);
            self.note_missing(table, key, message);
        }
        value.as_ref()
    }

    /// A text for people: not empty, on one line.
    pub fn label(&mut self, value: &Spanned<String>) -> Option<String> {
        let text = value.get_ref();
        if text.trim().is_empty() {
            self.note(&value.span(), self.words().text_empty);
            return None;
        }
        if let Some(character) = text.chars().find(|character| is_disruptive(*character)) {
            let message = (self.words().control_character)(character);
            self.note(&value.span(), message);
            return None;
        }
        Some(text.clone())
    }

    /// A text for people in one language or in both.
    pub fn text(&mut self, value: &Spanned<RawText>) -> Option<LocalText> {
        match value.get_ref() {
            NamedOr::Named(text) => self.label(&Spanned::new(value.span(), text.clone())).map(LocalText::one),
            NamedOr::Stated(raw) => {
                let en = self.required(&raw.en, &value.span(), "en", "\"in English\"");
                let en = en.and_then(|value| self.label(value));
                let zh = self.required(&raw.zh, &value.span(), "zh", "\"中文\"");
                let zh = zh.and_then(|value| self.label(value));
                Some(LocalText::both(en?, zh?))
            }
        }
    }

    /// The same where it may be absent: `Some(None)` then.
    pub fn optional_text(&mut self, value: &Key<RawText>) -> Option<Option<LocalText>> {
        match value {
            Some(value) => self.text(value).map(Some),
            None => Some(None),
        }
    }

    /// A label that no other of its kind has. `seen` holds those before, and where they are.
    pub fn unique(&mut self, value: &Spanned<String>, seen: &mut Seen) -> Option<String> {
        let label = self.label(value)?;
        let Some(first) = seen.get(&label) else {
            seen.insert(label.clone(), value.span());
            return Some(label);
        };
        let (first, document) = (first.clone(), self.document);
        self.note_with(&value.span(), || (document.words().id_used)(&label, &document.place(&first)));
        None
    }

    /// One of these names.
    pub fn one_of<T: Copy>(&mut self, value: &Spanned<String>, what: &str, names: &[(&str, T)]) -> Option<T> {
        let found = names.iter().find(|(name, _)| name == value.get_ref()).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let words = self.words();
            self.note_with(&value.span(), || {
                let known: Vec<&str> = names.iter().map(|name| name.0).collect();
                let close = closest(value.get_ref(), known.iter().copied());
                (words.unknown_name)((words.thing)(what), value.get_ref(), close, &known)
            });
        }
        found
    }

    pub fn quantity(&mut self, value: &Spanned<Number>) -> Option<Quantity> {
        let span = value.span();
        let (text, words) = (self.document.text(&span), self.words());
        let diagnostic = match exact(*value.get_ref(), text, self.document.words()) {
            Ok(number) => match Quantity::from_decimal(number) {
                Ok(quantity) => return Some(quantity),
                Err(QuantityError::Negative) => (words.negative)(text),
                Err(QuantityError::TooManyDecimals { rounded }) if self.rounds => {
                    self.rounded += 1;
                    return Quantity::from_decimal(rounded).ok();
                }
                Err(QuantityError::TooManyDecimals { rounded }) => {
                    (words.too_many_decimals)(text, &rounded.to_string())
                }
                Err(QuantityError::TooLarge) => too_large(text, words),
            },
            Err(diagnostic) => diagnostic,
        };
        self.note(&span, diagnostic);
        None
    }

    /// The same where nothing is told.
    pub fn is_quantity(&self, value: &Spanned<Number>) -> Option<Quantity> {
        let number = exact(*value.get_ref(), self.document.text(&value.span()), self.words()).ok()?;
        Quantity::from_decimal(number).ok()
    }

    /// A quantity that may be absent: `Some(None)` then.
    pub fn optional_quantity(&mut self, value: &Key<Number>) -> Option<Option<Quantity>> {
        match value {
            Some(value) => self.quantity(value).map(Some),
            None => Some(None),
        }
    }

    pub fn positive_quantity(&mut self, value: &Spanned<Number>) -> Option<Quantity> {
        let quantity = self.quantity(value)?;
        if quantity == Quantity::ZERO {
            self.note(&value.span(), self.words().zero);
            return None;
        }
        Some(quantity)
    }

    /// A whole number within these bounds.
    pub fn whole(&mut self, value: &Spanned<Number>, bounds: RangeInclusive<u16>) -> Option<u16> {
        let span = value.span();
        let text = self.document.text(&span);
        let whole = exact(*value.get_ref(), text, self.document.words())
            .ok()
            .and_then(|number| Quantity::from_decimal(number).ok())
            .and_then(Quantity::whole)
            .and_then(|number| u16::try_from(number).ok())
            .filter(|number| bounds.contains(number));
        if whole.is_none() {
            let message = (self.words().no_whole)(text, *bounds.start(), *bounds.end());
            self.note(&span, message);
        }
        whole
    }
}

/// The exact value of a number, or what is wrong with it.
fn exact(number: Number, text: &str, words: &ReadingMessages) -> Result<Decimal, String> {
    let point = match number {
        Number::Whole(whole) => {
            return Decimal::try_from_i128_with_scale(whole, 0).map_err(|_| too_large(text, words));
        }
        Number::Point(point) => point,
    };
    if !point.is_finite() {
        return Err((words.not_finite)(text));
    }
    plain(&text.replace('_', "")).and_then(|digits| Decimal::from_str_exact(&digits).ok()).ok_or_else(|| {
        if point.abs() < 1e15 { (words.too_many_digits)(text) } else { too_large(text, words) }
    })
}

/// A number without its exponent: the same digits, with the point where it belongs. Nothing when that takes more digits
/// than any number that can be held.
fn plain(text: &str) -> Option<String> {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else { return Some(text.to_owned()) };
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (-64..=64).contains(exponent))?;
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let (sign, whole) = whole.split_at(whole.len() - whole.trim_start_matches(['+', '-']).len());
    let places = usize::try_from(exponent.unsigned_abs()).ok()?;
    let zeros = "0".repeat(places);
    // Digits and zeros are all ASCII: they can be cut anywhere.
    let (left, right) = if exponent < 0 {
        let left = zeros + whole;
        let (left, moved) = left.split_at(left.len() - places);
        (left.to_owned(), format!("{moved}{decimals}"))
    } else {
        let right = format!("{decimals}{zeros}");
        let (moved, right) = right.split_at(places);
        (format!("{whole}{moved}"), right.to_owned())
    };
    let right = right.trim_end_matches('0');
    Some(format!("{sign}{left}.{right}0"))
}

fn too_large(text: &str, words: &ReadingMessages) -> String {
    (words.too_large)(text, &Quantity::MAX.to_number())
}
