//! Reads a file into its structure. What is not of it is told and left out, so that the rest is checked as well.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use super::checker::Checker;
use super::raw::pipe_network::{RawPipe, RawSource, RawStorage};
use super::raw::scenario::{RawNode, RawScenario, RawUser};
use super::raw::timeline::RawEntry;
use super::source_key::{SOURCES, WRITTEN};
use super::suggest::closest;
use crate::messages::reading::catalogue::ReadingMessages;

/// A scenario. Its long lists are mended element by element: the work grows with the file, not with its faults times
/// the file.
pub fn scenario(checker: &mut Checker) -> Option<RawScenario> {
    let mut value = checker.document.value();
    if let DeValue::Table(table) = value.get_mut() {
        if table.get(WRITTEN).is_some_and(|value| value.get_ref().is_array())
            && let Some((key, list)) = table.remove_entry(WRITTEN)
        {
            table.insert(Spanned::new(key.span(), SOURCES.into()), list);
        }
        for (key, list) in table.iter_mut() {
            match key.get_ref().as_ref() {
                "user" => mend_each::<RawUser>(list, checker),
                "node" => mend_each::<RawNode>(list, checker),
                "pipe" => mend_each::<RawPipe>(list, checker),
                SOURCES => mend_each::<RawSource>(list, checker),
                "storage" => mend_each::<RawStorage>(list, checker),
                "timeline" => mend_each::<RawEntry>(list, checker),
                _ => {}
            }
        }
    }
    mend(&mut value, checker)
}

/// A file of another structure.
pub fn of<T: DeserializeOwned>(checker: &mut Checker) -> Option<T> {
    mend(&mut checker.document.value(), checker)
}

fn mend_each<T: DeserializeOwned>(list: &mut Spanned<DeValue>, checker: &mut Checker) {
    if let DeValue::Array(elements) = list.get_mut() {
        for element in elements.iter_mut().filter(|element| element.get_ref().is_table()) {
            let _: Option<T> = mend(element, checker);
        }
    }
}

/// Reads a value; each key that is unknown or holds another type is told and left out.
fn mend<T: DeserializeOwned>(value: &mut Spanned<DeValue>, checker: &mut Checker) -> Option<T> {
    loop {
        let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        let words = checker.document.words();
        let Some(span) = error.span() else {
            let document = checker.document;
            checker.add(|| document.diagnostic_of_file(told(error.message(), words)));
            return None;
        };
        checker.note_with(&span, || told(error.message(), words));
        let (table, key) = leave_out(value, span.start)?;
        if let Some((field, known)) = unknown_key(error.message())
            && let Some(meant) = closest(field, known)
        {
            checker.leave_out(&table, meant.to_owned());
        }
        checker.leave_out(&table, key);
    }
}

/// Takes out the innermost key at an offset, or whose value is there. Returns its table, and what it is called.
fn leave_out(value: &mut Spanned<DeValue>, offset: usize) -> Option<(Range<usize>, String)> {
    let here = value.span();
    match value.get_mut() {
        DeValue::Array(elements) => elements.iter_mut().find_map(|element| leave_out(element, offset)),
        DeValue::Table(table) => {
            let mut found = None;
            for (key, inner) in table.iter_mut() {
                // A table under a header may lie outside the place that is noted for it: look into all of them.
                if !key.span().contains(&offset) {
                    if let Some(deeper) = leave_out(inner, offset) {
                        return Some(deeper);
                    }
                    if !inner.span().contains(&offset) {
                        continue;
                    }
                }
                found = Some(key.get_ref().to_string());
                break;
            }
            let key = found?;
            table.remove(key.as_str());
            Some((here, key))
        }
        _ => None,
    }
}

/// What the TOML reader says of a structure, in words for whoever wrote the file.
fn told(message: &str, words: &ReadingMessages) -> String {
    if let Some((field, known)) = unknown_key(message) {
        return (words.unknown_key)(field, closest(field, known.iter().copied()), &known);
    }
    let types = message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "));
    match types {
        Some((found, expected)) => (words.wrong_type)(found, expected),
        None => (words.unreadable_value)(&message.trim().replace('\n', "; ")),
    }
}

/// The key that is unknown, and those that are known, where the TOML reader says that.
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let (field, expected) = message.strip_prefix("unknown field `")?.rsplit_once("`, expected ")?;
    // What stands for `[[source]]` is called like the key that says where figures come from.
    let known = expected.split('`').skip(1).step_by(2).filter(|known| *known != SOURCES);
    Some((field, known.collect()))
}
