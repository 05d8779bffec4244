//! Charts over time as SVG: supply with the bounds of the grades, strips of grade, warning and response, the share
//! that each class keeps, reports due and sent. All have the same time axis, so that they can be read together.

use citygate::event::{EmergencyPlan, Grade, Proposal, Recipient, ResponseStatus, WarningLevel};
use kuva::plot::LinePlot;
use kuva::plot::line::LineStyle;
use kuva::render::color::Color;
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};

use super::charts::{CURTAILED, FONT_SIZE, GRANTED, OUTLINE, WIDTH, columns, svg, tick};
use crate::messages::percent::percent;
use crate::quantity::Quantity;
use crate::render::explain::percentage;
use crate::render::narrator::Narrator;
use crate::render::wrap::wrapped;
use crate::result::exercise::{ObligationState, Snapshot};
use crate::result::moment::Moment;
use crate::result::shares::ClassOutcome;

/// What has no colour of its own.
const PLAIN: &str = "#ffffff";
/// Grades IV to I: the darker, the more serious.
const GRADES: [&str; 4] = ["#b5381d", "#dd7a4a", "#f0b98d", "#fae3d0"];
/// The plan's own colours of warnings, red to blue.
const WARNINGS: [&str; 4] = ["#c9302c", "#f0932b", "#f6d743", "#6fa8dc"];
/// Responses, level 1 to 4.
const LEVELS: [&str; 4] = ["#1f4e79", "#4f81b0", "#93b7d8", "#d4e3f1"];
/// A response in transition.
pub const TRANSITION: &str = "#dfe8d2";
/// No grade, no warning, no response.
pub const NOTHING: &str = "#f4f4f1";
pub const LATE: &str = "#b5381d";
const BELOW: f64 = 46.0;
const ABOVE: f64 = 8.0;
const ROW: f64 = 34.0;
/// The lines of a name stand so far apart, and have so many columns.
const LINE: f64 = 13.0;
const NAME_COLUMNS: usize = 24;

/// The axes of a chart, to draw on.
pub struct Canvas {
    scene: Scene,
    pub places: ComputedLayout,
    pub end: f64,
}

/// A moment on the time axis.
pub fn hours(at: Moment) -> f64 {
    at.0 as f64 / 3_600_000.0
}

/// Steps of the time axis: at most twelve of a length that people count in.
fn step(end: f64) -> f64 {
    [0.25, 0.5, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 168.0, 720.0]
        .into_iter()
        .find(|step| end / step <= 12.0)
        .unwrap_or(2160.0)
}

/// A name beside a row: long ones take two lines, and what goes beyond them is cut.
fn lines(name: &str) -> Vec<String> {
    let mut lines = wrapped(name, NAME_COLUMNS);
    let cut = lines.split_off(lines.len().min(2));
    if let Some(last) = lines.last_mut().filter(|_| !cut.is_empty()) {
        last.push('…');
    }
    lines
}

/// The width of what stands left of the axes.
fn left(narrator: &Narrator) -> f64 {
    let messages = narrator.explainer.messages;
    let classes = narrator.exercise.classes.iter().map(|class| (messages.class)(class.class));
    let recipients = Recipient::ALL.into_iter().map(messages.event.recipient);
    let lines: Vec<String> = classes.chain(recipients).flat_map(lines).collect();
    columns(lines.iter().map(String::as_str)).max(70.0) + 14.0
}

impl Canvas {
    /// Axes for values between two bounds, with these lines; `rows` leaves the value axis without figures.
    pub fn new(narrator: &Narrator, plots: Vec<Plot>, height: f64, bounds: (f64, f64), rows: bool) -> Canvas {
        let end = hours(narrator.exercise.end);
        // The layout looks at the data for its bounds even where they are forced.
        let corners = LinePlot::new().with_data([(0.0, bounds.0), (end, bounds.1)]).with_stroke_width(0.0);
        let mut all = vec![Plot::Line(corners)];
        all.extend(plots);
        let label = &narrator.explainer.messages.exercise.label;
        let axis = match narrator.clock(Moment::default()) {
            Some(start) => (narrator.explainer.messages.aside)(label.hours, &format!("0 = {start}")),
            None => label.hours.to_owned(),
        };
        let mut layout = Layout::auto_from_plots(&all)
            .with_width(WIDTH)
            .with_height(height)
            .with_force_margins(left(narrator), 76.0)
            .with_force_margins_y(ABOVE, BELOW)
            .with_x_label(axis)
            .with_tick_size(FONT_SIZE)
            .with_label_size(FONT_SIZE)
            .with_x_axis_min(0.0)
            .with_x_axis_max(end)
            .with_x_tick_step(step(end))
            .with_y_axis_min(bounds.0)
            .with_y_axis_max(bounds.1)
            .with_x_tick_format(TickFormat::Custom(std::sync::Arc::new(tick)));
        layout = match rows {
            true => layout
                .with_show_grid(false)
                .with_y_tick_step(bounds.1 - bounds.0)
                .with_y_tick_format(TickFormat::Custom(std::sync::Arc::new(|_| String::new()))),
            false => layout.with_ticks(5).with_y_tick_format(TickFormat::Custom(std::sync::Arc::new(tick))),
        };
        let places = ComputedLayout::from_layout(&layout);
        let scene = render_multiple(all, layout);
        Canvas { scene, places, end }
    }

    /// Rows of equal height with their names, the first on top.
    fn rows(narrator: &Narrator, names: &[String]) -> Canvas {
        let height = ABOVE + ROW * names.len() as f64 + BELOW;
        let mut canvas = Canvas::new(narrator, Vec::new(), height, (0.0, names.len() as f64), true);
        for (row, name) in names.iter().enumerate() {
            let x = canvas.places.map_x(0.0) - 8.0;
            let (top, bottom) = canvas.row(row);
            let lines = lines(name);
            for (place, line) in lines.iter().enumerate() {
                let below = (place as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE;
                canvas.text(x, (top + bottom) / 2.0 + below, line, TextAnchor::End, OUTLINE);
            }
        }
        canvas
    }

    /// The upper and the lower edge of a row.
    fn row(&self, row: usize) -> (f64, f64) {
        let top = self.places.map_y(self.places.y_range.1) + ROW * row as f64;
        (top + 5.0, top + ROW - 5.0)
    }

    pub fn x(&self, at: f64) -> f64 {
        self.places.map_x(at.min(self.end))
    }

    pub fn text(&mut self, x: f64, middle: f64, content: &str, anchor: TextAnchor, color: &str) {
        self.scene.add(Primitive::Text {
            x,
            y: middle + f64::from(FONT_SIZE) * 0.35,
            content: content.to_owned(),
            size: FONT_SIZE,
            anchor,
            rotate: None,
            bold: false,
            color: Some(Color::from(color)),
        });
    }

    fn rect(&mut self, x: (f64, f64), y: (f64, f64), fill: &str, outline: bool) {
        self.scene.add(Primitive::Rect {
            x: x.0,
            y: y.0,
            width: (x.1 - x.0).max(0.0),
            height: (y.1 - y.0).max(0.0),
            fill: Color::from(fill),
            stroke: outline.then(|| Color::from(OUTLINE)),
            stroke_width: outline.then_some(0.6),
            opacity: None,
        });
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, dashes: Option<&str>) {
        self.scene.add(Primitive::Line {
            x1: from.0,
            y1: from.1,
            x2: to.0,
            y2: to.1,
            stroke: Color::from(color),
            stroke_width: 1.4,
            stroke_dasharray: dashes.map(str::to_owned),
        });
    }

    fn dot(&mut self, at: (f64, f64), fill: &str, outline: &str, width: f64) {
        self.scene.add(Primitive::Circle {
            cx: at.0,
            cy: at.1,
            r: 3.8,
            fill: Color::from(fill),
            fill_opacity: None,
            stroke: Some(Color::from(outline)),
            stroke_width: Some(width),
        });
    }

    pub fn svg(self) -> String {
        svg(self.scene)
    }
}

/// The moments, each with when it gives way to the next.
fn spans<'e>(narrator: &Narrator<'e>) -> impl Iterator<Item = (&'e Snapshot, f64, f64)> {
    let exercise = narrator.exercise;
    let ends = exercise.snapshots.iter().skip(1).map(|next| next.at).chain([exercise.end]);
    exercise.snapshots.iter().zip(ends).map(|(snapshot, end)| (snapshot, hours(snapshot.at), hours(end)))
}

/// A line that goes in steps.
fn steps(narrator: &Narrator, of: fn(&Snapshot) -> Quantity) -> Vec<(f64, f64)> {
    spans(narrator)
        .flat_map(|(snapshot, from, to)| [from, to].map(|at| (at, of(snapshot).for_drawing())))
        .collect()
}

/// Supply and demand against the normal supply, with the bounds of the grades.
pub fn supply(narrator: &Narrator) -> String {
    let normal = narrator.explainer.scenario.situation.normal_supply.unwrap_or_default().for_drawing();
    let supply = steps(narrator, |snapshot| snapshot.supply);
    let demand = steps(narrator, |snapshot| snapshot.demand);
    let all = || supply.iter().chain(&demand).map(|(_, value)| *value).chain([normal]);
    let most = all().fold(0.0, f64::max);
    // From 0, so that a bar's length is what it says; a little room above.
    let bounds = (0.0, most * 1.04);
    let line = |data: Vec<(f64, f64)>, color: &str, width: f64, style: LineStyle| {
        Plot::Line(
            LinePlot::new().with_data(data).with_color(color).with_stroke_width(width).with_line_style(style),
        )
    };
    let plots =
        vec![line(demand, CURTAILED, 2.0, LineStyle::Solid), line(supply, GRANTED, 2.6, LineStyle::Solid)];
    let mut canvas = Canvas::new(narrator, plots, 400.0, bounds, false);
    let right = canvas.x(canvas.end);
    let start = canvas.x(0.0);
    let y = canvas.places.map_y(normal);
    canvas.line((start, y), (right, y), OUTLINE, None);
    let mut below = canvas.places.map_y(bounds.0);
    for (rule, color) in EmergencyPlan::JILIN_2024.rules.grades.iter().zip(GRADES) {
        let Some(imbalance) = rule.imbalance else { continue };
        let bound = normal * f64::from(1000 - imbalance.permille()) / 1000.0;
        let y = canvas.places.map_y(bound);
        canvas.line((start, y), (right, y), OUTLINE, Some("2 3"));
        canvas.rect((right + 2.0, right + 8.0), (y, below.max(y)), color, true);
        let name = format!(
            "{} ≥{}",
            (narrator.explainer.messages.exercise.grade_in_brief)(rule.grade),
            percent(imbalance.permille())
        );
        canvas.text(right + 12.0, (y + below.max(y)) / 2.0, &name, TextAnchor::Start, OUTLINE);
        below = y;
    }
    canvas.svg()
}

/// One cell of a strip.
struct Cell {
    fill: &'static str,
    ink: &'static str,
    name: String,
    /// What is written where the name does not fit.
    short: &'static str,
}

/// Grade, warning in force and response over time, and where a proposal waits.
pub fn strips(narrator: &Narrator) -> String {
    let messages = narrator.explainer.messages;
    let label = &messages.exercise.label;
    let names = [messages.event.label.grade, label.warning, messages.event.label.response, label.proposed];
    let mut canvas = Canvas::rows(narrator, &names.map(str::to_owned));
    let rows: [fn(&Narrator, &Snapshot) -> Option<Cell>; 3] = [grade_cell, warning_cell, response_cell];
    for (row, cell) in rows.iter().enumerate() {
        strip(&mut canvas, narrator, row, *cell);
    }
    let (top, bottom) = canvas.row(rows.len());
    let middle = (top + bottom) / 2.0;
    let mut before = Proposal::None;
    for (snapshot, from, to) in spans(narrator) {
        let proposal = snapshot.response.proposal();
        if proposal != Proposal::None {
            // However short it is, a proposal is a dot from which a line runs until it is decided.
            let x = (canvas.x(from), canvas.x(to));
            canvas.line((x.0, middle), (x.1, middle), OUTLINE, None);
            if proposal != before {
                canvas.dot((x.0, middle), CURTAILED, OUTLINE, 0.8);
            }
        }
        before = proposal;
    }
    canvas.svg()
}

/// Draws a row: neighbours that are alike make one cell.
fn strip(
    canvas: &mut Canvas,
    narrator: &Narrator,
    row: usize,
    cell: impl Fn(&Narrator, &Snapshot) -> Option<Cell>,
) {
    let mut runs: Vec<(Option<Cell>, f64, f64)> = Vec::new();
    for (snapshot, from, to) in spans(narrator) {
        let cell = cell(narrator, snapshot);
        let name = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.name.clone());
        match runs.last_mut() {
            Some((last, _, end)) if name(last) == name(&cell) => *end = to,
            _ => runs.push((cell, from, to)),
        }
    }
    let y = canvas.row(row);
    let none = narrator.explainer.messages.exercise.label.none;
    let cells: Vec<(Cell, (f64, f64))> = runs
        .into_iter()
        .map(|(cell, from, to)| {
            let nothing = || Cell { fill: NOTHING, ink: OUTLINE, name: none.to_owned(), short: "" };
            (cell.unwrap_or_else(nothing), (canvas.x(from), canvas.x(to)))
        })
        .collect();
    let fits = |name: &str, x: (f64, f64)| columns([name].into_iter()) + 4.0 <= x.1 - x.0;
    // One kind of name throughout a row: the short one wherever a long one would not fit.
    let all_fit = cells.iter().all(|(cell, x)| cell.short.is_empty() || fits(&cell.name, *x));
    for (cell, x) in cells {
        canvas.rect(x, y, cell.fill, true);
        let name = if all_fit || cell.short.is_empty() { cell.name.as_str() } else { cell.short };
        if fits(name, x) {
            canvas.text((x.0 + x.1) / 2.0, (y.0 + y.1) / 2.0, name, TextAnchor::Middle, cell.ink);
        }
    }
}

/// Dark letters on light colours, light ones on the dark.
fn coloured(
    colors: &[&'static str; 4],
    level: u8,
    name: String,
    short: &'static str,
    dark: &[u8],
) -> Option<Cell> {
    let fill = colors.get(usize::from(level).checked_sub(1)?).copied().unwrap_or(PLAIN);
    Some(Cell { fill, ink: if dark.contains(&level) { PLAIN } else { OUTLINE }, name, short })
}

fn grade_cell(narrator: &Narrator, snapshot: &Snapshot) -> Option<Cell> {
    let grade: Grade = snapshot.grade?;
    let name = (narrator.explainer.messages.exercise.grade_in_brief)(grade);
    coloured(&GRADES, grade.code(), name.to_owned(), "", &[1])
}

fn warning_cell(narrator: &Narrator, snapshot: &Snapshot) -> Option<Cell> {
    let level: WarningLevel = snapshot.warning?;
    let name = (narrator.explainer.messages.exercise.warning_in_brief)(level);
    coloured(&WARNINGS, level.code(), name.to_owned(), "", &[1])
}

fn response_cell(narrator: &Narrator, snapshot: &Snapshot) -> Option<Cell> {
    let messages = narrator.explainer.messages;
    match snapshot.response.status() {
        ResponseStatus::Normal => None,
        ResponseStatus::Started(response) => {
            let name = (messages.exercise.response_in_brief)(response);
            coloured(&LEVELS, response.level().code(), name, response.level().name(), &[1, 2])
        }
        ResponseStatus::Transition(_) => {
            let name = (messages.event.phase)(citygate::event::Phase::Transition).to_owned();
            Some(Cell { fill: TRANSITION, ink: OUTLINE, name, short: "" })
        }
    }
}

/// What a class gets over time; neighbours that are alike are one, so that no seam shows between them.
fn class_runs<'e>(narrator: &Narrator<'e>, row: usize) -> Vec<(&'e ClassOutcome, f64, f64)> {
    let mut runs: Vec<(&ClassOutcome, f64, f64)> = Vec::new();
    for (snapshot, from, to) in spans(narrator) {
        let Some(class) = snapshot.classes.get(row) else { continue };
        match runs.last_mut() {
            Some((last, _, end)) if last.keeps_like(class) => *end = to,
            _ => runs.push((class, from, to)),
        }
    }
    runs
}

/// For each class how much of its demand it keeps, as filled steps.
pub fn classes(narrator: &Narrator) -> String {
    let messages = narrator.explainer.messages;
    let classes = &narrator.exercise.classes;
    let names: Vec<String> = classes.iter().map(|class| (messages.class)(class.class).to_owned()).collect();
    let mut canvas = Canvas::rows(narrator, &names);
    for (row, kept) in classes.iter().enumerate() {
        let (top, bottom) = canvas.row(row);
        for (class, from, to) in class_runs(narrator, row) {
            let x = (canvas.x(from), canvas.x(to));
            let share = match class.demand {
                Quantity::ZERO => 1.0,
                demand => class.granted.for_drawing() / demand.for_drawing(),
            };
            let edge = bottom - (bottom - top) * share;
            canvas.rect(x, (top, edge), CURTAILED, false);
            canvas.rect(x, (edge, bottom), GRANTED, false);
        }
        let x = (canvas.x(0.0), canvas.x(canvas.end));
        for y in [top, bottom] {
            canvas.line((x.0, y), (x.1, y), OUTLINE, None);
        }
        let share = percentage(kept.granted, kept.demand);
        canvas.text(x.1 + 8.0, (top + bottom) / 2.0, &share, TextAnchor::Start, OUTLINE);
    }
    canvas.svg()
}

/// For each recipient, from when a report was owed to when it was due, and when it was sent.
pub fn reports(narrator: &Narrator) -> String {
    let messages = narrator.explainer.messages;
    let is_owed =
        |recipient: &Recipient| narrator.exercise.obligations.iter().any(|owed| owed.recipient == *recipient);
    let recipients: Vec<Recipient> = Recipient::ALL.into_iter().filter(is_owed).collect();
    let names: Vec<String> =
        recipients.iter().map(|recipient| (messages.event.recipient)(*recipient).to_owned()).collect();
    let mut canvas = Canvas::rows(narrator, &names);
    for (row, recipient) in recipients.iter().enumerate() {
        let (top, bottom) = canvas.row(row);
        let middle = (top + bottom) / 2.0;
        for owed in narrator.exercise.obligations.iter().filter(|owed| owed.recipient == *recipient) {
            // What was owed before the beginning is drawn from there on.
            let [since, end] = [owed.since, owed.due].map(|at| canvas.x(hours(at).max(0.0)));
            let until = canvas.x(hours(owed.until));
            canvas.line((since, middle), (until.min(end), middle), GRANTED, None);
            if (0.0..=canvas.end).contains(&hours(owed.due)) && owed.state != ObligationState::Ended {
                canvas.line((end, middle - 7.0), (end, middle + 7.0), OUTLINE, None);
            }
            if matches!(owed.state, ObligationState::Late | ObligationState::Overdue) {
                canvas.rect((end, until), (middle - 4.0, middle + 4.0), LATE, true);
            }
            if owed.sent.is_some() {
                let late = owed.state == ObligationState::Late;
                let (fill, outline, width) = if late { (PLAIN, LATE, 2.0) } else { (GRANTED, OUTLINE, 0.8) };
                canvas.dot((until, middle), fill, outline, width);
            }
        }
    }
    canvas.svg()
}
