//! The shapes of a picture: wires with arrows and labels, cards.

use std::fmt::Write;

use maud::{Markup, html};

use super::cards::{ARROW, CASING, Cable, Card, Content, Kind, LINE, NARROWEST, PADDING, Row, thickness};
use super::geometry::{Placed, Rect, Route};
use crate::quantity::Quantity;
use crate::render::html::charts::{CURTAILED, OUTLINE};
use crate::render::network_picture::NetworkPicture;

/// What flows: between the dark of letters and the white of paper.
pub const GAS: &str = "#7fa8cf";
const SOURCE: &str = "#e3edf7";
const STORAGE: &str = "#efe9f5";
/// The strokes that mark a row.
const HATCH: &str = "#b9b9b4";
/// How long the head of an arrow is.
pub const HEAD: f64 = 8.0;
const LID: f64 = 4.0;

/// A length without digits that nobody sees.
pub fn number(length: f64) -> String {
    let tenths = (length * 10.0).round();
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 })
}

fn pair((x, y): (f64, f64)) -> String {
    format!("{} {}", number(x), number(y))
}

pub fn wires(content: &Content, placed: &Placed) -> Markup {
    let all = || content.cables.iter().zip(&placed.routes);
    html! {
        @for (cable, route) in all() { (wire(cable, route, content.largest)) }
        @for (cable, route) in all() { (label(cable, route, content.largest)) }
    }
}

fn wire(cable: &Cable, route: &Route, largest: Quantity) -> Markup {
    let width = thickness(cable.flow, largest);
    let path = path(route, cable);
    let drawn = width.max(NARROWEST);
    html! {
        g data-link=[cable.link] fill="none" {
            @if !cable.hint.is_empty() { title { (cable.hint) } }
            @if cable.is_binding {
                path.full d=(path) stroke=(OUTLINE) stroke-width=(number(drawn + 2.0 * CASING)) {}
                path d=(path) stroke="#fff" stroke-width=(number(drawn + 2.0 * CASING - 3.0)) {}
            }
            @if cable.flow.is_zero() {
                path d=(path) stroke=(OUTLINE) stroke-width=(number(NARROWEST)) stroke-dasharray="2 4" {}
            } @else {
                path.flow d=(path) stroke=(if cable.is_binding { CURTAILED } else { GAS }) stroke-width=(number(width)) {}
            }
            (heads(cable, route, drawn))
        }
    }
}

/// A black head as the gas flows; of a pipe that can carry it both ways a hollow one against that. Where nothing flows,
/// hollow ones tell which ways it could.
fn heads(cable: &Cable, route: &Route, drawn: f64) -> Markup {
    let half = ARROW.max(drawn / 2.0 + 2.0);
    let [start, end] = [route.start(), route.end()];
    let onwards = route.onwards();
    html! {
        @if cable.is_two_way {
            path d=(head(start, onwards, half)) fill="#fff" stroke=(OUTLINE) stroke-width="1" {}
        }
        @if cable.flow.is_zero() {
            path d=(head(end, -onwards, half)) fill="#fff" stroke=(OUTLINE) stroke-width="1" {}
        } @else {
            path d=(head(end, -onwards, half)) fill=(OUTLINE) {}
        }
    }
}

/// The head of an arrow with its point at a box, its wire beyond: to the right for 1, to the left for −1.
fn head((x, y): (f64, f64), away: f64, half: f64) -> String {
    let back = x + away * HEAD;
    format!("M{}L{}L{}Z", pair((x, y)), pair((back, y - half)), pair((back, y + half)))
}

/// The middle of a wire: level past boxes and labels, rising and falling between them.
fn path(route: &Route, cable: &Cable) -> String {
    let onwards = route.onwards();
    let (first, last) = (route.start(), route.end());
    let start = if cable.is_two_way { first.0 + onwards * HEAD } else { first.0 };
    let end = last.0 - onwards * HEAD;
    let mut path = format!("M{}", pair((start, first.1)));
    let mut at = (start, first.1);
    for (index, level) in route.levels.iter().enumerate() {
        if index > 0 {
            let middle = (at.0 + level.from) / 2.0;
            let points = [(middle, at.1), (middle, level.y), (level.from, level.y)].map(pair);
            let _ = write!(path, "C{}", points.join(" "));
        }
        let to = if index + 1 == route.levels.len() { end } else { level.to };
        let _ = write!(path, "H{}", number(to));
        at = (to, level.y);
    }
    path
}

fn label(cable: &Cable, route: &Route, largest: Quantity) -> Markup {
    let (x, y) = route.label.middle();
    let half = cable.drawn(largest) / 2.0;
    let bold = cable.is_binding.then_some("bold");
    html! {
        @if !cable.above.is_empty() {
            text x=(number(x)) y=(number(y - half - 3.5)) text-anchor="middle" { (cable.above) }
        }
        @if !cable.below.is_empty() {
            text x=(number(x)) y=(number(y + half + LINE - 3.5)) text-anchor="middle" font-weight=[bold] {
                (cable.below)
            }
        }
    }
}

pub fn cards(picture: &NetworkPicture, content: &Content, placed: &Placed) -> Markup {
    html! { @for (card, rect) in content.cards.iter().zip(&placed.boxes) { (self::card(picture, card, rect)) } }
}

fn card(picture: &NetworkPicture, card: &Card, rect: &Rect) -> Markup {
    let (node, source, storage, id) = match card.kind {
        Kind::Node(index) => (Some(index), None, None, picture.nodes.get(index).map(|node| &node.id)),
        Kind::Source(index) => (None, Some(index), None, picture.sources.get(index).map(|source| &source.id)),
        Kind::Storage(index) => {
            (None, None, Some(index), picture.storages.get(index).map(|storage| &storage.id))
        }
    };
    let lines = (card.title.len() + card.rows.len()) as f64;
    let lid = if storage.is_some() { LID } else { 0.0 };
    let mut y = rect.middle().1 + lid - lines * LINE / 2.0;
    let mut next = || {
        y += LINE;
        y - LINE
    };
    let right = rect.right() - PADDING - if source.is_some() { 8.0 } else { 0.0 };
    html! {
        g data-node=[node] data-source=[source] data-storage=[storage] data-id=[id] {
            title { (card.hint) }
            (outline(card, rect))
            @for line in &card.title {
                text x=(number(rect.x + PADDING)) y=(number(next() + 10.5)) { (line) }
            }
            @for row in &card.rows { (self::row(row, rect.x, right, next())) }
        }
    }
}

fn row(row: &Row, left: f64, right: f64, top: f64) -> Markup {
    let bold = row.is_marked.then_some("bold");
    let (x, y) = (left + PADDING, top + 10.5);
    html! {
        @if row.is_marked {
            path d=(hatch((left + 2.0, right + PADDING - 2.0), (top, top + LINE - 1.0))) stroke=(HATCH) stroke-width="1" {}
        }
        @if !row.left.is_empty() { (text(&row.left, (x, y), "start", bold)) }
        @if !row.right.is_empty() { (text(&row.right, (right, y), "end", bold)) }
    }
}

/// A text with a rim of white where it is bold: there it stands on a hatch.
fn text(text: &str, (x, y): (f64, f64), anchor: &str, bold: Option<&str>) -> Markup {
    let rim = bold.map(|_| "#fff");
    html! {
        text x=(number(x)) y=(number(y)) text-anchor=(anchor) font-weight=[bold] stroke=[rim]
            stroke-width=[bold.map(|_| "3")] paint-order=[bold.map(|_| "stroke")] { (text) }
    }
}

/// Slanted strokes in a rectangle.
pub fn hatch((left, right): (f64, f64), (top, bottom): (f64, f64)) -> String {
    let height = bottom - top;
    let mut path = String::new();
    let mut x = left - height + 4.0;
    while x < right {
        // From the lower edge at x to the upper edge at x + height, as far as it is inside.
        let (from, to) = (x.max(left), (x + height).min(right));
        let _ = write!(path, "M{}L{}", pair((from, bottom - (from - x))), pair((to, bottom - (to - x))));
        x += 5.0;
    }
    path
}

/// Nodes are boxes, sources point to the right, storages are tanks.
fn outline(card: &Card, rect: &Rect) -> Markup {
    let (left, right, top, bottom) = (rect.x, rect.right(), rect.y, rect.bottom());
    let middle = rect.middle().1;
    let is_marked = card.rows.iter().any(|row| row.is_marked);
    let width = if is_marked { "2.4" } else { "1" };
    let (n, shoulder) = (number, right - 8.0);
    match card.kind {
        Kind::Node(_) => html! {
            rect x=(n(left)) y=(n(top)) width=(n(rect.size.width)) height=(n(rect.size.height)) rx="3" fill="#fff"
                stroke=(OUTLINE) stroke-width=(width) {}
        },
        Kind::Source(_) => {
            let corners =
                [(left, top), (shoulder, top), (right, middle), (shoulder, bottom), (left, bottom)].map(pair);
            let path = format!("M{}Z", corners.join("L"));
            html! { path d=(path) fill=(SOURCE) stroke=(OUTLINE) stroke-width=(width) {} }
        }
        Kind::Storage(_) => {
            let half = rect.size.width / 2.0;
            let arc = |sweep: u8, x: f64, y: f64| format!("A{} {LID} 0 0 {sweep} {}", n(half), pair((x, y)));
            let (upper, lower) = (top + LID, bottom - LID);
            let body = format!(
                "M{}{}V{}{}Z",
                pair((left, upper)),
                arc(1, right, upper),
                n(lower),
                arc(1, left, lower)
            );
            let lid = format!("M{}{}", pair((left, upper)), arc(0, right, upper));
            html! {
                path d=(body) fill=(STORAGE) stroke=(OUTLINE) stroke-width=(width) {}
                path d=(lid) fill="none" stroke=(OUTLINE) stroke-width="1" {}
            }
        }
    }
}
