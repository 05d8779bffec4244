//! Charts as SVG: how much of each demand is granted and how much is curtailed.

use kuva::backend::svg::SvgBackend;
use kuva::plot::BarPlot;
use kuva::render::color::Color;
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::quantity::Quantity;

/// One bar, of parts that each have a colour.
pub struct Bar {
    pub name: String,
    pub parts: Vec<(Quantity, &'static str)>,
    pub figures: String,
}

impl Bar {
    /// Granted, then curtailed.
    pub fn of_demand(name: String, granted: Quantity, curtailed: Quantity, figures: String) -> Bar {
        Bar { name, parts: vec![(granted, GRANTED), (curtailed, CURTAILED)], figures }
    }

    /// Where it ends.
    fn end(&self) -> f64 {
        self.parts.iter().map(|(quantity, _)| quantity.for_drawing()).sum()
    }
}

/// Dark blue against light orange: they differ in lightness as much as in hue, so that they can be told apart
/// in black-and-white print and by people who see colours differently.
pub const GRANTED: &str = "#1f4e79";
/// See [`GRANTED`].
pub const CURTAILED: &str = "#e8a33d";

/// Keeps the light bars apart from white paper.
pub const OUTLINE: &str = "#1a1a1a";

/// The width of a page of A4 between its margins, in CSS pixels.
pub const WIDTH: f64 = 680.0;
pub const FONT_SIZE: u32 = 12;
/// Names longer than this are cut.
const NAME_COLUMNS: usize = 30;
/// Width of a column of text: half of what an ideograph takes, and a little more than a latin letter.
const COLUMN: f64 = 6.6;
/// Between the labels of two marks on the axis.
const TICK_GAP: f64 = 24.0;
const ABOVE: f64 = 6.0;
const BELOW: f64 = 46.0;

/// A chart of horizontal bars, the first one on top. `pitch` is the height for each, in pixels.
pub fn bars(bars: &[Bar], unit: &str, pitch: f64) -> String {
    let names: Vec<String> = bars.iter().map(|bar| shortened(&bar.name)).collect();
    let mut plot = BarPlot::new().with_horizontal(true).with_stacked().with_width(0.72);
    // The library counts rows from the bottom.
    for (bar, name) in bars.iter().zip(&names).rev() {
        let parts = bar.parts.iter().map(|(quantity, colour)| (quantity.for_drawing(), *colour));
        plot = plot.with_group(name.clone(), parts.collect::<Vec<(f64, &str)>>());
    }
    let plots = vec![Plot::Bar(plot)];
    let left = columns(names.iter().map(String::as_str)) + 14.0;
    let right = columns(bars.iter().map(|bar| bar.figures.as_str())) + 12.0;
    let largest = bars.iter().map(Bar::end).fold(0.0, f64::max);
    let label = columns([tick(largest).as_str()].into_iter());
    let marks = ((WIDTH - left - right) / (label + TICK_GAP)) as usize;
    let layout = Layout::auto_from_plots(&plots)
        .with_width(WIDTH)
        .with_height(ABOVE + pitch * bars.len() as f64 + BELOW)
        .with_force_margins(left, right)
        .with_force_margins_y(ABOVE, BELOW)
        .with_x_label(unit)
        .with_tick_size(FONT_SIZE)
        .with_label_size(FONT_SIZE)
        .with_ticks(marks.clamp(1, 4))
        .with_x_tick_format(TickFormat::Custom(std::sync::Arc::new(tick)));
    let places = ComputedLayout::from_layout(&layout);
    let mut scene = render_multiple(plots, layout);
    for (row, bar) in bars.iter().rev().enumerate() {
        scene.add(Primitive::Text {
            x: places.map_x(bar.end()) + 6.0,
            y: places.map_y(row as f64 + 1.0) + f64::from(FONT_SIZE) * 0.35,
            content: bar.figures.clone(),
            size: FONT_SIZE,
            anchor: TextAnchor::Start,
            rotate: None,
            bold: false,
            color: None,
        });
    }
    let colours: Vec<Color> =
        bars.iter().flat_map(|bar| &bar.parts).map(|(_, colour)| Color::from(*colour)).collect();
    for element in &mut scene.elements {
        if let Primitive::Rect { fill, width, stroke, stroke_width, .. } = element
            && *width > 0.0
            && colours.contains(fill)
        {
            (*stroke, *stroke_width) = (Some(Color::from(OUTLINE)), Some(0.6));
        }
    }
    svg(scene)
}

/// Writes a chart so that it grows and shrinks with the page.
pub fn svg(mut scene: Scene) -> String {
    // Nothing leaves the axes, and the library numbers its clipping paths through all charts of a run, so that a report
    // would depend on those before it.
    scene.elements.retain(|element| !matches!(element, Primitive::ClipStart { .. } | Primitive::ClipEnd));
    scene.defs.clear();
    let view = format!("<svg viewBox=\"0 0 {} {}\"", scene.width, scene.height);
    SvgBackend::new().render_scene(&scene).replacen("<svg", &view, 1)
}

pub fn tick(value: f64) -> String {
    Quantity::from_thousandths((value * 1000.0).round() as u64).to_string()
}

/// The width that the widest of these texts needs, in pixels.
pub fn columns<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default() as f64 * COLUMN
}

pub fn shortened(name: &str) -> String {
    cut(name, NAME_COLUMNS)
}

/// A text of at most so many columns.
pub fn cut(name: &str, most: usize) -> String {
    if name.width() <= most {
        return name.to_owned();
    }
    let mut columns = 1;
    let fits = |character: &char| {
        columns += character.width().unwrap_or_default();
        columns <= most
    };
    format!("{}…", name.chars().take_while(fits).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_to_their_columns() {
        assert_eq!(shortened("steel-works"), "steel-works");
        let cut = shortened(&"钢".repeat(40));
        assert_eq!(cut, format!("{}…", "钢".repeat(14)));
        assert!(cut.width() <= NAME_COLUMNS);
    }
}
