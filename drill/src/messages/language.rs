//! The languages of text and reports.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::catalogue::Messages;
use super::{chinese, english};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Chinese (简体中文)
    Zh,
}

impl Language {
    pub fn messages(self) -> &'static Messages {
        match self {
            Language::En => &english::MESSAGES,
            Language::Zh => &chinese::MESSAGES,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("write en, or zh for Chinese (中文)")]
pub struct UnknownLanguage;

/// A language by its code, also as environments and web pages write it: `zh`, `ZH`, `zh_CN.UTF-8`, `zh-Hans`.
impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(name: &str) -> Result<Language, UnknownLanguage> {
        let code = name.split(['_', '-', '.']).next().unwrap_or_default();
        match code.to_ascii_lowercase().as_str() {
            "en" => Ok(Language::En),
            "zh" => Ok(Language::Zh),
            _ => Err(UnknownLanguage),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::En => "en",
            Language::Zh => "zh",
        })
    }
}
