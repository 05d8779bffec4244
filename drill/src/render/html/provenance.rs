//! What a report was made of, for programs that check it: in the page's head.

use maud::{Markup, html};

use crate::render::journal::head;
use crate::result::Outcome;
use crate::scenario::input::NamedDigest;
use crate::text::hex;

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
