//! A TOML file with the places of all it holds, so that every fault can be shown where it is.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::attachment::Attachment;
use super::source_key::as_written;
use super::syntax;
use crate::messages::reading::catalogue::ReadingMessages;
use crate::scenario::diagnostic::Diagnostic;
use crate::source;

/// The text of a file; `name` is what the file is called in messages.
pub fn text_of(path: &Path, name: &str, words: &ReadingMessages) -> Result<String, Diagnostic> {
    let bytes = source::read(path)
        .map_err(|error| Diagnostic::of_file(name, (words.unreadable)(&error.to_string())))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = line_of(error.as_bytes(), valid);
        Diagnostic { line: Some(line), ..Diagnostic::of_file(name, words.no_utf8) }
    })
}

/// A file that is well-formed TOML.
pub struct Document<'t> {
    name: &'t str,
    text: &'t str,
    /// Where each line begins.
    lines: Vec<usize>,
    table: Spanned<DeTable<'t>>,
    words: &'static ReadingMessages,
    /// A table of users that stands behind the file's own text, and the line with which it begins.
    attached: Option<(usize, &'t Attachment)>,
    /// How often a place was looked up, which takes as long as the file.
    #[cfg(test)]
    pub lookups: std::cell::Cell<usize>,
}

impl<'t> Document<'t> {
    /// Takes a file's text; `name` is what the file is called in messages.
    pub fn parse(
        name: &'t str,
        text: &'t str,
        words: &'static ReadingMessages,
    ) -> Result<Document<'t>, Vec<Diagnostic>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(syntax::faults(name, text, &errors, words));
        }
        let ends = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        Ok(Document {
            name,
            text,
            lines: [0].into_iter().chain(ends).collect(),
            table,
            words,
            attached: None,
            #[cfg(test)]
            lookups: Default::default(),
        })
    }

    /// The same, when a table of users stands behind the text from a line on.
    pub fn with(self, line: usize, attachment: &'t Attachment) -> Document<'t> {
        Document { attached: Some((line, attachment)), ..self }
    }

    /// The language of what is said about the file.
    pub fn words(&self) -> &'static ReadingMessages {
        self.words
    }

    pub fn table(&self) -> &DeTable<'t> {
        self.table.get_ref()
    }

    /// Where the file's outermost table is.
    pub fn span(&self) -> Range<usize> {
        0..0
    }

    /// What the file holds, as a value.
    pub fn value(&self) -> Spanned<DeValue<'t>> {
        Spanned::new(self.table.span(), DeValue::Table(self.table.get_ref().clone()))
    }

    /// A part of what the file holds, where it is right.
    pub fn part<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(Deserializer::from(self.table.clone())).ok()
    }

    pub fn text(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// A place in words: its line, counted from 1, or its cell in a table of users.
    pub fn place(&self, span: &Range<usize>) -> String {
        let Diagnostic { file, line, cell, .. } = self.at(span);
        match (line, cell) {
            (_, Some(cell)) => format!("{file}: {cell}"),
            (line, None) => (self.words.line)(line.unwrap_or(1)),
        }
    }

    pub fn diagnostic(&self, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        let key = self.key_at(span.start);
        let key = if key.is_empty() { None } else { Some(key) };
        Diagnostic { key, message: message.into(), ..self.at(span) }
    }

    /// Where a place is, in the file or in the table of users.
    fn at(&self, span: &Range<usize>) -> Diagnostic {
        #[cfg(test)]
        self.lookups.set(self.lookups.get() + 1);
        let line = self.lines.partition_point(|begin| *begin <= span.start);
        let attached = self.attached.and_then(|(first, attachment)| {
            let place = attachment.places.get(line.checked_sub(first)?)?;
            let cell = Some(attachment.words(*place, self.words).into());
            Some(Diagnostic { cell, ..Diagnostic::of_file(&attachment.file, "") })
        });
        attached.unwrap_or_else(|| Diagnostic { line: Some(line), ..self.diagnostic_of_file("") })
    }

    pub fn diagnostic_of_file(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::of_file(self.name, message)
    }

    /// A key that should be in the table at a place.
    pub fn missing(&self, table: &Range<usize>, key: &str, message: impl Into<String>) -> Diagnostic {
        let path = if *table == self.span() { String::new() } else { self.key_at(table.start) };
        let key = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        Diagnostic { key: Some(key), message: message.into(), ..self.at(table) }
    }

    fn key_at(&self, offset: usize) -> String {
        path_to(self.table(), offset).join(".")
    }
}

/// The keys that lead to what stands at an offset; none if nothing does.
fn path_to<'t>(table: &'t DeTable<'_>, offset: usize) -> Vec<&'t str> {
    for (key, value) in table {
        let mut path = vec![as_written(key.get_ref())];
        if key.span().contains(&offset) {
            return path;
        }
        if let Some(inner) = inside(value, offset) {
            path.extend(inner);
            return path;
        }
    }
    Vec::new()
}

/// The keys from a value on to what stands at an offset; `None` if it does not stand in the value.
fn inside<'t>(value: &'t Spanned<DeValue<'_>>, offset: usize) -> Option<Vec<&'t str>> {
    // A table under a header may lie outside the place that is noted for it: look into all of them.
    let deeper = match value.get_ref() {
        DeValue::Table(table) => Some(path_to(table, offset)).filter(|path| !path.is_empty()),
        DeValue::Array(array) => array.iter().find_map(|element| inside(element, offset)),
        _ => None,
    };
    deeper.or_else(|| value.span().contains(&offset).then(Vec::new))
}

fn line_of(text: &[u8], offset: usize) -> usize {
    text.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
