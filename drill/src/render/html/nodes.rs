//! The tree of nodes: as a diagram of what flows where, and as a table.
//!
//! Charting libraries draw trees without room for a figure at each node, so the layout is our own: one row for each
//! node, set in below the node that feeds it, with a bar for what it passes on.

use kuva::render::color::Color;
use kuva::render::render::{Primitive, Scene, TextAnchor};
use maud::{Markup, PreEscaped, html};

use super::charts::{FONT_SIZE, GRANTED, OUTLINE, WIDTH, columns, shortened, svg};
use super::parts::{MOST_BARS, key};
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
use crate::render::figures::{Padding, align_columns};
use crate::render::nodes::{self, Columns, NodeRow, headings, rows};

/// Gas from a node's own source: between the colours of the other charts in lightness.
const SOURCE: &str = "#7fa8cf";
/// A node that holds users back, as curtailed gas in the other charts.
const BINDING: &str = super::charts::CURTAILED;
const PITCH: f64 = 26.0;
/// How far a node is set in below its parent, and how often at most.
const INDENT: f64 = 18.0;
const DEEPEST: usize = 8;
const BAR_HEIGHT: f64 = 14.0;

/// The section on the network; nothing without a tree.
pub fn section(explainer: &Explainer) -> Markup {
    let (messages, rows) = (explainer.messages.network, rows(explainer));
    if rows.is_empty() {
        return html! {};
    }
    let drawn = drawn(&rows);
    let columns = nodes::columns(&rows);
    html! {
        section {
            h2 { (messages.heading) }
            figure {
                figcaption {
                    (key(GRANTED, messages.load))
                    @if columns.has_source { (key(SOURCE, messages.from_source)) }
                    (key("#fff", messages.capacity))
                    (key(BINDING, messages.binding))
                    @if drawn.len() < rows.len() { span.note { ((messages.drawn)(drawn.len(), rows.len())) } }
                }
                div role="img" aria-label=(messages.heading) { (PreEscaped(diagram(explainer, &rows, &drawn))) }
            }
            (table(explainer, &rows, columns))
        }
    }
}

fn table(explainer: &Explainer, rows: &[NodeRow], columns: Columns) -> Markup {
    let messages = explainer.messages.network;
    let mut figures: Vec<Vec<String>> = rows.iter().map(|row| row.figures(explainer, columns)).collect();
    align_columns(&mut figures, Padding::Page);
    html! {
        div.wide { table.dense {
            thead { tr {
                th { (messages.node) }
                @for heading in headings(explainer, columns) { th.number { (heading) } }
                th { (messages.holds_back) }
            } }
            tbody {
                @for (row, figures) in rows.iter().zip(&figures) {
                    tr.short[row.outcome.binding] {
                        td.id.node style=(format!("padding-left:{}em", row.depth.min(DEEPEST))) { (explainer.node(row.node)) }
                        @for figure in figures { td.number { (figure) } }
                        td { (row.held(explainer)) }
                    }
                }
            }
        } }
    }
}

/// The rows that the diagram shows: of many, those that hold users back and carry most, with all above them.
fn drawn(rows: &[NodeRow]) -> Vec<usize> {
    let mut wanted: Vec<usize> = (0..rows.len()).collect();
    wanted.sort_by_key(|row| {
        let outcome = rows[*row].outcome;
        std::cmp::Reverse((outcome.binding, outcome.load))
    });
    let mut is_drawn = vec![false; rows.len()];
    let mut count = 0;
    for row in wanted {
        let mut path = vec![row];
        while let Some(parent) = path.last().and_then(|last| rows[*last].parent).filter(|p| !is_drawn[*p]) {
            path.push(parent);
        }
        let missing = path.iter().filter(|row| !is_drawn[**row]).count();
        if count + missing <= MOST_BARS {
            count += missing;
            path.into_iter().for_each(|row| is_drawn[row] = true);
        }
    }
    (0..rows.len()).filter(|row| is_drawn[*row]).collect()
}

fn diagram(explainer: &Explainer, rows: &[NodeRow], drawn: &[usize]) -> String {
    let names: Vec<String> = drawn.iter().map(|row| shortened(explainer.node(rows[*row].node))).collect();
    let figures: Vec<String> = drawn.iter().map(|row| figures(explainer, &rows[*row])).collect();
    let indent = |row: usize| INDENT * rows[row].depth.min(DEEPEST) as f64;
    let name_ends =
        drawn.iter().zip(&names).map(|(row, name)| indent(*row) + columns([name.as_str()].into_iter()));
    let bars_start = name_ends.fold(0.0, f64::max) + 26.0;
    let room = (WIDTH - bars_start - columns(figures.iter().map(String::as_str)) - 14.0).max(60.0);
    let largest = drawn.iter().map(|row| reach(&rows[*row])).fold(0.0, f64::max);
    let scale = if largest > 0.0 { room / largest } else { 0.0 };

    let mut scene = Scene::new(WIDTH, PITCH * drawn.len() as f64 + 8.0);
    let middle = |place: usize| PITCH * (place as f64 + 0.5) + 4.0;
    for (place, (row, (name, figures))) in drawn.iter().zip(names.iter().zip(&figures)).enumerate() {
        let (x, y) = (indent(*row) + 6.0, middle(place));
        if let Some(parent) = rows[*row].parent.and_then(|parent| drawn.binary_search(&parent).ok()) {
            let from = indent(drawn[parent]) + 6.0;
            scene.add(line(from, middle(parent) + 5.0, from, y));
            scene.add(line(from, y, x - 5.0, y));
        }
        let outcome = rows[*row].outcome;
        scene.add(rect(x - 5.0, y - 5.0, 10.0, 10.0, if outcome.binding { BINDING } else { GRANTED }, true));
        scene.add(text(x + 11.0, y, name, outcome.binding));

        let (top, capacity) = (y - BAR_HEIGHT / 2.0, outcome.capacity.map(|c| c.for_drawing() * scale));
        let load = outcome.load.for_drawing() * scale;
        let source = outcome.source_used.map_or(0.0, |used| used.for_drawing() * scale);
        if let Some(capacity) = capacity {
            scene.add(rect(
                bars_start,
                top,
                capacity,
                BAR_HEIGHT,
                if outcome.binding { BINDING } else { "#fff" },
                true,
            ));
        }
        scene.add(rect(bars_start, top + 3.0, load, BAR_HEIGHT - 6.0, GRANTED, false));
        scene.add(rect(bars_start + load, top + 3.0, source, BAR_HEIGHT - 6.0, SOURCE, true));
        let end = bars_start + capacity.unwrap_or_default().max(load + source);
        scene.add(text(end + 6.0, y, figures, outcome.binding));
    }
    svg(scene)
}

/// How far a node's bar reaches.
fn reach(row: &NodeRow) -> f64 {
    let through = row.outcome.load.for_drawing() + row.outcome.source_used.unwrap_or_default().for_drawing();
    through.max(row.outcome.capacity.unwrap_or_default().for_drawing())
}

/// What flows in, and how much of the capacity that is; then what comes from the node's own source.
fn figures(explainer: &Explainer, row: &NodeRow) -> String {
    let load = row.outcome.load.to_string();
    let mut figures = match row.outcome.capacity {
        Some(_) => (explainer.messages.aside)(&load, &row.used()),
        None => load,
    };
    if let Some(used) = row.outcome.source_used.filter(|used| *used != Quantity::ZERO) {
        figures.push_str(&format!(" + {used}"));
    }
    figures
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Primitive {
    Primitive::Line { x1, y1, x2, y2, stroke: Color::from("#888"), stroke_width: 1.2, stroke_dasharray: None }
}

fn rect(x: f64, y: f64, width: f64, height: f64, fill: &str, outlined: bool) -> Primitive {
    Primitive::Rect {
        x,
        y,
        width,
        height,
        fill: Color::from(fill),
        stroke: (outlined && width > 0.0).then(|| Color::from(OUTLINE)),
        stroke_width: (outlined && width > 0.0).then_some(0.8),
        opacity: None,
    }
}

fn text(x: f64, middle: f64, content: &str, bold: bool) -> Primitive {
    Primitive::Text {
        x,
        y: middle + f64::from(FONT_SIZE) * 0.35,
        content: content.to_owned(),
        size: FONT_SIZE,
        anchor: TextAnchor::Start,
        rotate: None,
        bold,
        color: None,
    }
}
