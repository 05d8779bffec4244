//! What a report was made of: in the page's head for programs that check it, and for people.

use maud::{Markup, html};

use crate::messages::catalogue::Messages;
use crate::render::journal::head;
use crate::result::Outcome;
use crate::scenario::input::NamedDigest;
use crate::text::hex;

/// The same for people: when, and the digest of each file that it was made of.
pub fn rows(outcome: &Outcome, messages: &Messages) -> Markup {
    html! {
        @if let Some(made) = &outcome.provenance {
            dt { (messages.tool.made_at) } dd { (made.made_at) }
            @for input in &made.inputs {
                dt { ((messages.aside)("SHA-256", &input.name)) } dd.hash { (hex(&input.sha256)) }
            }
        }
    }
}

pub fn meta(outcome: &Outcome) -> Markup {
    let named = |file: &NamedDigest| format!("{} {}", hex(&file.sha256), file.name);
    html! {
        @if let Some(made) = &outcome.provenance {
            meta name="citygate-made" content=(made.made_at);
            @for input in &made.inputs { meta name="citygate-input" content=(named(input)); }
            @for file in &made.files { meta name="citygate-file" content=(named(file)); }
        }
        @if let Some(exercise) = &outcome.exercise {
            meta name="citygate-journal-head" content=(head(&exercise.journal.head));
        }
    }
}
