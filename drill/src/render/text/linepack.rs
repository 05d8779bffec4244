//! The linepack at a terminal.

use crate::render::explain::Explainer;
use crate::render::linepack;
use crate::render::narrator::Narrator;

/// What the linepack can give and how long it lasts; in an exercise also at the largest withdrawal.
pub fn rows(explainer: &Explainer, narrator: Option<&Narrator>) -> String {
    let colon = explainer.messages.colon;
    let withdrawn =
        narrator.and_then(linepack::at_most_withdrawn).map(|(name, text)| (name.to_owned(), text));
    let rows = linepack::rows(explainer).into_iter().chain(withdrawn);
    let text: String = rows.map(|(name, sentence)| format!("  {name}{colon}{sentence}\n")).collect();
    if text.is_empty() { text } else { format!("{}\n{text}", explainer.messages.linepack.heading) }
}
