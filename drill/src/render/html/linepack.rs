//! The section on the linepack.

use maud::{Markup, html};

use crate::render::explain::Explainer;
use crate::render::linepack;
use crate::render::narrator::Narrator;

/// What the linepack can give and how long it lasts; in an exercise also at the largest withdrawal.
pub fn section(explainer: &Explainer, narrator: Option<&Narrator>) -> Markup {
    let rows = linepack::rows(explainer);
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (explainer.messages.linepack.heading) }
                dl.about {
                    @for (name, sentence) in rows { dt { (name) } dd { (sentence) } }
                    @if let Some((name, sentence)) = narrator.and_then(linepack::at_most_withdrawn) {
                        dt { (name) } dd { (sentence) }
                    }
                }
            }
        }
    }
}
