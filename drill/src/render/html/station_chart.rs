//! What the station controller set over the hours: set-points by class on top of each other, the supply, and the flow.

use kuva::plot::line::LineStyle;
use kuva::plot::{LinePlot, StackedAreaPlot};
use kuva::render::plots::Plot;
use kuva::render::render::TextAnchor;

use super::charts::{FONT_SIZE, OUTLINE, columns};
use super::hours::CLASSES;
use super::timeline::{Canvas, hours};
use crate::quantity::Quantity;
use crate::render::narrator::Narrator;
use crate::result::moment::Moment;
use crate::result::station::{StationClassSample, StationSample};

/// The chart's height: what matters happens in its upper part.
const HEIGHT: f64 = 430.0;
/// How long the mark of an order is.
const MARK: f64 = 11.0;
/// Names are light on the first of the classes.
const DARK_CLASSES: usize = 3;

/// A chart of the samples of an exercise; on top a mark for each order.
pub fn chart(narrator: &Narrator, samples: &[StationSample], orders: &[Moment]) -> String {
    let classes = samples.first().map_or(0, |sample| sample.classes.len());
    let edges = edges(narrator, samples);
    let mut area = StackedAreaPlot::new()
        .with_x(edges.iter().flat_map(|(from, to)| [*from, *to]).collect::<Vec<f64>>())
        .with_fill_opacity(1.0)
        .with_stroke_width(0.4);
    for place in 0..classes {
        let set_points =
            samples.iter().flat_map(|sample| [of_class(sample, place, |class| class.set_point); 2]);
        let colour = CLASSES[class_of(samples, place)];
        area = area.with_series(set_points.collect::<Vec<f64>>()).with_color(colour);
    }
    let flow =
        |sample: &StationSample| (0..classes).map(|place| of_class(sample, place, |class| class.flow)).sum();
    let supply = |sample: &StationSample| sample.supply.for_drawing();
    let line = |of: &dyn Fn(&StationSample) -> f64, style, width| {
        let points = edges.iter().zip(samples).flat_map(|((from, to), sample)| {
            let value = of(sample);
            [(*from, value), (*to, value)]
        });
        let points: Vec<(f64, f64)> = points.collect();
        Plot::Line(
            LinePlot::new()
                .with_data(points)
                .with_color(OUTLINE)
                .with_stroke_width(width)
                .with_line_style(style),
        )
    };
    let set_points = |sample: &StationSample| -> f64 {
        (0..classes).map(|place| of_class(sample, place, |class| class.set_point)).sum()
    };
    let most = samples.iter().map(|sample| supply(sample).max(set_points(sample)).max(flow(sample)));
    let bounds = (0.0, most.fold(0.0, f64::max) * 1.08);
    let plots = vec![
        Plot::StackedArea(area),
        line(&flow, LineStyle::Dashed, 1.4),
        line(&supply, LineStyle::Solid, 2.4),
    ];
    let mut canvas = Canvas::new(narrator, plots, HEIGHT, bounds, false);
    for place in 0..classes {
        name(&mut canvas, narrator, samples, &edges, place);
    }
    let top = canvas.places.map_y(bounds.1);
    for order in orders {
        let x = canvas.x(hours(*order));
        canvas.line((x, top), (x, top + MARK), OUTLINE, None);
    }
    canvas.svg()
}

/// From when to when each sample holds.
fn edges(narrator: &Narrator, samples: &[StationSample]) -> Vec<(f64, f64)> {
    let ends = samples.iter().skip(1).map(|sample| sample.at).chain([narrator.exercise.end]);
    samples.iter().zip(ends).map(|(sample, end)| (hours(sample.at), hours(end))).collect()
}

fn class_of(samples: &[StationSample], place: usize) -> usize {
    let class = samples.first().and_then(|sample| sample.classes.get(place));
    class.map_or(0, |class| class.class as usize)
}

fn of_class(sample: &StationSample, place: usize, of: fn(&StationClassSample) -> Quantity) -> f64 {
    sample.classes.get(place).map_or(0.0, |class| of(class).for_drawing())
}

/// Where the name of a class can stand: nothing but its band is there, for as long as the name is. Of several such places
/// the one with most room.
fn room(
    canvas: &Canvas,
    samples: &[StationSample],
    edges: &[(f64, f64)],
    place: usize,
    width: f64,
) -> Option<(f64, f64)> {
    let set_point = |sample: &StationSample, place| of_class(sample, place, |class| class.set_point);
    let band = |sample: &StationSample| -> (f64, f64) {
        let below: f64 = (0..place).map(|place| set_point(sample, place)).sum();
        (below, below + set_point(sample, place))
    };
    let half = f64::from(FONT_SIZE) * 0.75;
    let is_clear = |sample: &StationSample, y: f64| {
        let (low, high) = band(sample);
        let flow: f64 =
            (0..sample.classes.len()).map(|place| of_class(sample, place, |class| class.flow)).sum();
        let lines = [flow, sample.supply.for_drawing()].map(|line| canvas.places.map_y(line));
        canvas.places.map_y(low) - half > y
            && canvas.places.map_y(high) + half < y
            && lines.iter().all(|line| (line - y).abs() > half)
    };
    let mut best: Option<(f64, (f64, f64))> = None;
    for (sample, (from, _)) in samples.iter().zip(edges) {
        let (low, high) = band(sample);
        let (x, y) = (canvas.x(*from), canvas.places.map_y((low + high) / 2.0));
        let beside = || {
            samples.iter().zip(edges).filter(|(_, (begin, end))| {
                canvas.x(*end) > x - width / 2.0 && canvas.x(*begin) < x + width / 2.0
            })
        };
        let is_inside = x - width / 2.0 > canvas.x(0.0) && x + width / 2.0 < canvas.x(canvas.end);
        if is_inside
            && best.is_none_or(|(most, _)| high - low > most)
            && beside().all(|(other, _)| is_clear(other, y))
        {
            best = Some((high - low, (x, y)));
        }
    }
    best.map(|(_, place)| place)
}

/// The name of a class in its band, if there is room.
fn name(
    canvas: &mut Canvas,
    narrator: &Narrator,
    samples: &[StationSample],
    edges: &[(f64, f64)],
    place: usize,
) {
    let Some(class) = samples.first().and_then(|sample| sample.classes.get(place)) else { return };
    let name = (narrator.explainer.messages.class)(class.class);
    if let Some((x, y)) = room(canvas, samples, edges, place, columns([name].into_iter())) {
        let ink = if (class.class as usize) < DARK_CLASSES { "#ffffff" } else { OUTLINE };
        canvas.text(x, y, name, TextAnchor::Middle, ink);
    }
}
