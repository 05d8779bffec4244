//! Texts for people, in one language or in English and Chinese.

use serde::Serializer;
use serde::ser::SerializeMap;

/// A text that a scenario states: once for both languages, or in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalText {
    en: String,
    /// The Chinese text where there is another than the first.
    zh: Option<String>,
}

impl LocalText {
    /// One text for readers of both languages.
    pub fn one(text: String) -> LocalText {
        LocalText { en: text, zh: None }
    }

    pub fn both(en: String, zh: String) -> LocalText {
        LocalText { en, zh: Some(zh) }
    }

    pub fn en(&self) -> &str {
        &self.en
    }

    pub fn zh(&self) -> &str {
        self.zh.as_deref().unwrap_or(&self.en)
    }

    /// The text of which the journal keeps the digest: the Chinese one, the language of the plan, if there are two.
    pub fn for_record(&self) -> &str {
        self.zh()
    }

    /// Under one key; the Chinese text, where there is another, under a second one.
    fn under<S: Serializer>(&self, keys: [&str; 2], serializer: S) -> Result<S::Ok, S::Error> {
        let [key, key_zh] = keys;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(key, &self.en)?;
        if let Some(zh) = &self.zh {
            map.serialize_entry(key_zh, zh)?;
        }
        map.end()
    }
}

/// For fields that are flattened into a result: `title`, and `title_zh` where the scenario states both.
pub fn as_title<S: Serializer>(text: &LocalText, serializer: S) -> Result<S::Ok, S::Error> {
    text.under(["title", "title_zh"], serializer)
}

/// `policy` and `policy_zh`.
pub fn as_policy<S: Serializer>(text: &LocalText, serializer: S) -> Result<S::Ok, S::Error> {
    text.under(["policy", "policy_zh"], serializer)
}

/// `text` and `text_zh`.
pub fn as_text<S: Serializer>(text: &LocalText, serializer: S) -> Result<S::Ok, S::Error> {
    text.under(["text", "text_zh"], serializer)
}

/// `name` and `name_zh`, if there is a name.
pub fn as_name<S: Serializer>(text: &Option<LocalText>, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => text.under(["name", "name_zh"], serializer),
        None => serializer.serialize_map(Some(0))?.end(),
    }
}
