//! What charts of the hours ahead have in common: an axis of time, so that they can be read together.

use kuva::render::annotations::ReferenceLine;
use kuva::render::color::Color;
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, TextAnchor, render_multiple};

use super::charts::{self, FONT_SIZE, WIDTH, columns};
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
use crate::render::hours::Hours;

/// The vertical axis, from 0 up.
#[derive(Clone, Copy)]
pub struct Axes<'a> {
    pub unit: &'a str,
    pub height: f64,
    /// Where it ends, if not where the plots do.
    pub top: Option<f64>,
}

/// A name within a chart: where its middle is, and how much room there is above and below it.
pub struct Name {
    pub at: (f64, f64),
    pub room: f64,
    pub text: &'static str,
    pub ink: &'static str,
}

/// Draws plots over time, with level lines and names on top.
pub fn draw(
    plots: Vec<Plot>,
    hours: &Hours,
    explainer: &Explainer,
    axes: Axes,
    lines: &[ReferenceLine],
    names: &[Name],
) -> String {
    let end = hours.horizon.hours(hours.periods.len()).for_drawing();
    let mut layout = Layout::auto_from_plots(&plots);
    let top = axes.top.unwrap_or(layout.y_range.1);
    let labels = charts::tick(top);
    let name = explainer.messages.horizon.hours;
    let begins = hours.horizon.clock(Quantity::ZERO);
    let axis = begins.map_or(name.to_owned(), |begins| (explainer.messages.aside)(name, &begins));
    layout = layout
        .with_width(WIDTH)
        .with_height(axes.height)
        .with_force_margins(columns([labels.as_str()].into_iter()) + 34.0, 12.0)
        .with_force_margins_y(10.0, 46.0)
        .with_x_axis_min(0.0)
        .with_x_axis_max(end)
        .with_x_tick_step(time_step(end))
        .with_y_axis_min(0.0)
        .with_ticks(5)
        .with_x_label(&axis)
        .with_y_label(axes.unit)
        .with_tick_size(FONT_SIZE)
        .with_label_size(FONT_SIZE)
        .with_x_tick_format(TickFormat::Custom(std::sync::Arc::new(charts::tick)))
        .with_y_tick_format(TickFormat::Custom(std::sync::Arc::new(charts::tick)));
    if let Some(top) = axes.top {
        layout = layout.with_y_axis_max(top);
    }
    for line in lines {
        layout = layout.with_reference_line(line.clone());
    }
    let places = ComputedLayout::from_layout(&layout);
    let mut scene = render_multiple(plots, layout);
    for Name { at: (x, y), room, text, ink } in names {
        // A name takes a line and a little more.
        if places.map_y(*y) - places.map_y(y + room) >= f64::from(FONT_SIZE) * 0.9 {
            scene.add(Primitive::Text {
                x: places.map_x(*x),
                y: places.map_y(*y) + f64::from(FONT_SIZE) * 0.35,
                content: (*text).to_owned(),
                size: FONT_SIZE,
                anchor: TextAnchor::Middle,
                rotate: None,
                bold: false,
                color: Some(Color::from(*ink)),
            });
        }
    }
    charts::svg(scene)
}

/// The hours from one mark of the axis to the next: up to a dozen marks, at times that people use.
fn time_step(end: f64) -> f64 {
    let steps = [0.25, 0.5, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 168.0, 720.0, 8760.0];
    steps.into_iter().find(|step| end / step <= 12.0).unwrap_or(end / 10.0)
}
