//! The stock of every storage over time: a chart for each, with the same axis of time.

use kuva::plot::LinePlot;
use kuva::render::annotations::ReferenceLine;
use kuva::render::plots::Plot;
use maud::{Markup, PreEscaped, html};

use super::axes::{Axes, draw};
use super::charts::OUTLINE;
use super::parts::{dash, key};
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
use crate::render::hours::Hours;
use crate::render::stocks::{Stock, stocks};

/// Of more storages those whose stock moves most have a chart.
const MOST_CHARTS: usize = 8;
const STOCK: &str = "#1f4e79";
/// The height of a chart by itself, and of one among several.
const HEIGHT: f64 = 300.0;
const LOW: f64 = 190.0;
/// A little room above the highest line.
const ROOM: f64 = 1.05;

/// Charts of all storages; nothing without any.
pub fn section(explainer: &Explainer, hours: &Hours) -> Markup {
    let all = stocks(explainer, hours);
    if all.is_empty() {
        return html! {};
    }
    let (messages, network) = (explainer.messages.horizon, explainer.messages.network);
    let shown = moving_most(&all);
    let height = if shown.len() == 1 { HEIGHT } else { LOW };
    html! {
        section.chart {
            h2 { (messages.stock) }
            @for stock in &shown {
                figure.stock {
                    figcaption {
                        @if let Some(name) = stock.name { strong.entry { (name) } " " }
                        (key(STOCK, messages.stock))
                        (dash(messages.reserve))
                        @if stock.capacity.is_some() { (limit(network.pipes.holds)) }
                    }
                    div role="img" aria-label=(stock.name.unwrap_or(messages.stock)) {
                        (PreEscaped(chart(explainer, hours, stock, height)))
                    }
                }
            }
            @if shown.len() < all.len() { p.note { ((network.picture.stocks)(shown.len(), all.len())) } }
        }
    }
}

/// What the dotted line of a chart stands for.
fn limit(meaning: &str) -> Markup {
    html! { span.entry { span.dash.limit {} (meaning) } " " }
}

/// Those whose stock moves most, in the order of the scenario.
fn moving_most<'s, 'a>(all: &'s [Stock<'a>]) -> Vec<&'s Stock<'a>> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(all[*index].swing()));
    order.truncate(MOST_CHARTS);
    order.sort_unstable();
    order.into_iter().map(|index| &all[index]).collect()
}

fn chart(explainer: &Explainer, hours: &Hours, stock: &Stock, height: f64) -> String {
    let edge = |t| hours.horizon.hours(t).for_drawing();
    let over_time = stock
        .periods
        .iter()
        .enumerate()
        .flat_map(|(t, (begin, end))| [(edge(t), begin.for_drawing()), (edge(t + 1), end.for_drawing())]);
    let line = LinePlot::new()
        .with_data(over_time.collect::<Vec<_>>())
        .with_color(STOCK)
        .with_stroke_width(2.2)
        .with_fill()
        .with_fill_opacity(0.18);
    let level =
        |at: Quantity| ReferenceLine::horizontal(at.for_drawing()).with_color(OUTLINE).with_stroke_width(1.6);
    let capacity = stock.capacity.map(|most| level(most).with_dasharray("2 3"));
    let lines: Vec<ReferenceLine> = [level(stock.reserve)].into_iter().chain(capacity).collect();
    let most = stock.most().max(stock.reserve).max(stock.capacity.unwrap_or_default());
    let top = (!most.is_zero()).then(|| most.for_drawing() * ROOM);
    let unit = explainer.unit();
    draw(vec![Plot::Line(line)], hours, explainer, Axes { unit: &unit, height, top }, &lines, &[])
}
