//! What a report, HTML or JSON, says of itself.

use citygate::event::JournalHead;
use serde::Deserialize;

use super::provenance::Provenance;
use crate::journal::{parse_head, parse_hex};
use crate::messages::language::Language;
use crate::scenario::input::NamedDigest;

pub struct Claims {
    pub provenance: Provenance,
    pub head: Option<JournalHead>,
    /// The language of a page; `None` for a result in JSON.
    pub language: Option<Language>,
}

#[derive(Deserialize)]
struct JsonClaims {
    made: JsonMade,
    exercise: Option<JsonExercise>,
}

#[derive(Deserialize)]
struct JsonMade {
    at: String,
    by: String,
    inputs: Vec<JsonDigest>,
    #[serde(default)]
    files: Vec<JsonDigest>,
}

#[derive(Deserialize)]
struct JsonDigest {
    name: String,
    sha256: String,
}

#[derive(Deserialize)]
struct JsonExercise {
    journal: JsonJournal,
}

#[derive(Deserialize)]
struct JsonJournal {
    records: u64,
    last_tag: String,
}

impl Claims {
    /// Reads them; nothing where there are none.
    pub fn of(text: &str) -> Option<Claims> {
        if text.trim_start().starts_with('{') { of_json(text) } else { of_page(text) }
    }
}

fn of_json(text: &str) -> Option<Claims> {
    let JsonClaims { made, exercise } = serde_json::from_str(text).ok()?;
    let digests = |digests: Vec<JsonDigest>| {
        let digest = |JsonDigest { name, sha256 }| Some(NamedDigest { name, sha256: parse_hex(&sha256)? });
        digests.into_iter().map(digest).collect::<Option<Vec<NamedDigest>>>()
    };
    let head = exercise.map(|exercise| {
        let JsonJournal { records, last_tag } = exercise.journal;
        Some(JournalHead { next: records, tag: parse_hex(&last_tag)? })
    });
    let (inputs, files) = (digests(made.inputs)?, digests(made.files)?);
    let provenance = Provenance { made_at: made.at, tool: made.by, inputs, files };
    Some(Claims { provenance, head: head.flatten(), language: None })
}

fn of_page(text: &str) -> Option<Claims> {
    let metas = |name: &'static str| {
        let start = format!("<meta name=\"{name}\" content=\"");
        let mut rest = text;
        std::iter::from_fn(move || {
            let (_, from) = rest.split_once(&start)?;
            let (content, after) = from.split_once('"')?;
            rest = after;
            Some(unescaped(content))
        })
    };
    let digests = |name| {
        let digest = |content: String| {
            let (sha256, name) = content.split_once(' ')?;
            Some(NamedDigest { name: name.to_owned(), sha256: parse_hex(sha256)? })
        };
        metas(name).map(digest).collect::<Option<Vec<NamedDigest>>>()
    };
    let provenance = Provenance {
        made_at: metas("citygate-made").next()?,
        tool: metas("generator").next()?,
        inputs: digests("citygate-input")?,
        files: digests("citygate-file")?,
    };
    let head = metas("citygate-journal-head").next().and_then(|head| parse_head(&head).ok());
    let (_, language) = text.split_once("<html lang=\"")?;
    let language = language.split('"').next().and_then(|tag| tag.parse().ok())?;
    Some(Claims { provenance, head, language: Some(language) })
}

/// What an attribute holds.
fn unescaped(content: &str) -> String {
    content.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
