//! The languages of text and reports.

use clap::ValueEnum;

use super::catalogue::Messages;
use super::{chinese, english};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
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
