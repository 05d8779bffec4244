//! What the shapes of a picture mean, below it: only of those that it has.

use maud::{Markup, html};

use super::cards::{CASING, Cable, Content, WIDEST, Words, width};
use super::geometry::{Rect, Size};
use super::shapes::{GAS, HEAD, hatch, number};
use crate::render::html::charts::{CURTAILED, OUTLINE};

const ROW: f64 = 22.0;
/// The width of a sample, and what is left beside it and after its text.
const SAMPLE: f64 = 34.0;
const GAP: f64 = 6.0;
const AFTER: f64 = 18.0;
const MARGIN: f64 = 8.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sample {
    Width,
    Full,
    NoFlow,
    TwoWay,
    Lack,
}

/// Samples and texts, placed.
pub struct Legend {
    entries: Vec<(Sample, String, f64, f64)>,
    pub height: f64,
}

impl Legend {
    /// Entries one beside the other below a picture of this width and height.
    pub fn of(content: &Content, words: Words, room: f64, top: f64) -> Legend {
        let messages = words.messages.network.picture;
        let any = |of: &dyn Fn(&Cable) -> bool| content.cables.iter().any(of);
        let is_lack = content.cards.iter().flat_map(|card| &card.rows).any(|row| row.right.starts_with('−'));
        let largest = (words.messages.amount)(&content.largest.to_string(), words.unit);
        let all = [
            (!content.largest.is_zero()).then(|| (Sample::Width, (messages.width)(&largest))),
            any(&|cable| cable.is_binding).then(|| (Sample::Full, messages.is_full.to_owned())),
            any(&|cable| cable.flow.is_zero()).then(|| (Sample::NoFlow, messages.no_flow.to_owned())),
            any(&|cable| cable.is_two_way).then(|| (Sample::TwoWay, messages.two_way.to_owned())),
            is_lack.then(|| (Sample::Lack, messages.lack.to_owned())),
        ];
        let (mut x, mut y) = (MARGIN, top + 4.0);
        let mut entries = Vec::new();
        for (sample, text) in all.into_iter().flatten() {
            let needed = SAMPLE + GAP + width(&text);
            if x > MARGIN && x + needed > room - MARGIN {
                (x, y) = (MARGIN, y + ROW);
            }
            entries.push((sample, text, x, y));
            x += needed + AFTER;
        }
        let height = if entries.is_empty() { 0.0 } else { y + ROW + 4.0 - top };
        Legend { entries, height }
    }

    /// Where its texts and samples stand.
    pub fn rects(&self) -> impl Iterator<Item = Rect> {
        self.entries.iter().map(|(_, text, x, y)| Rect {
            x: *x,
            y: *y,
            size: Size { width: SAMPLE + GAP + width(text), height: ROW },
        })
    }

    pub fn drawn(&self) -> Markup {
        html! {
            g.legend {
                @for (sample, text, x, y) in &self.entries {
                    (self::sample(*sample, *x, y + ROW / 2.0))
                    text x=(number(x + SAMPLE + GAP)) y=(number(y + ROW / 2.0 + 4.0)) { (text) }
                }
            }
        }
    }
}

fn sample(sample: Sample, x: f64, y: f64) -> Markup {
    let line = format!("M{} {}H{}", number(x), number(y), number(x + SAMPLE));
    let head = |tip: f64, back: f64| {
        let (tip, back) = (number(tip), number(back));
        format!("M{tip} {}L{back} {}L{back} {}Z", number(y), number(y - 4.5), number(y + 4.5))
    };
    match sample {
        Sample::Width => html! { path d=(line) stroke=(GAS) stroke-width=(number(WIDEST)) {} },
        Sample::Full => html! {
            path d=(line) stroke=(OUTLINE) stroke-width=(number(5.0 + 2.0 * CASING)) {}
            path d=(line) stroke="#fff" stroke-width=(number(5.0 + 2.0 * CASING - 3.0)) {}
            path d=(line) stroke=(CURTAILED) stroke-width="5" {}
        },
        Sample::NoFlow => html! { path d=(line) stroke=(OUTLINE) stroke-dasharray="2 4" {} },
        Sample::TwoWay => html! {
            path d=(line) stroke=(GAS) stroke-width="3" {}
            path d=(head(x, x + HEAD)) fill="#fff" stroke=(OUTLINE) {}
            path d=(head(x + SAMPLE, x + SAMPLE - HEAD)) fill=(OUTLINE) {}
        },
        Sample::Lack => html! {
            path d=(hatch((x, x + SAMPLE), (y - 7.0, y + 7.0))) stroke="#b9b9b4" {}
            text x=(number(x + SAMPLE / 2.0)) y=(number(y + 4.0)) text-anchor="middle" font-weight="bold" stroke="#fff"
                stroke-width="3" paint-order="stroke" { "−…" }
        },
    }
}
