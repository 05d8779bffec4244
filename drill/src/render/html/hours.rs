//! The hours ahead: what each class gets over time, the stock, and a table of the periods.

use citygate::user::SupplyClass;
use kuva::plot::{LinePlot, StackedAreaPlot};
use kuva::render::plots::Plot;
use maud::{Markup, PreEscaped, html};

use super::axes::{Axes, Name, draw};
use super::charts::{CURTAILED, OUTLINE};
use super::parts::{dash, key};
use super::stocks;
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
use crate::render::figures::{Padding, align_columns};
use crate::render::hours::{Block, Hours, hours, outlook};
use crate::result::horizon::PeriodOutcome;
use crate::result::shares::ClassOutcome;

/// Up to so many rows for the periods.
const MOST_ROWS: usize = 96;

/// The classes from dark to light in the plan's order, of hues that the colour-blind tell apart as well: they can be told
/// apart in black-and-white print too, and each bears its name where there is room.
pub(super) const CLASSES: [&str; 6] = ["#0b1c36", "#8f3a28", "#3a8a67", "#5b9bd5", "#dccdea", "#faf5df"];
/// Names are light on the first of them.
const DARK_CLASSES: usize = 3;
const HEIGHT: f64 = 300.0;

/// The section on the hours ahead; nothing without a horizon.
pub fn section(explainer: &Explainer) -> Markup {
    let (label, messages) = (&explainer.messages.label, explainer.messages.horizon);
    let Some(hours) = hours(explainer) else { return html! {} };
    let classes = &explainer.allocation.classes;
    html! {
        section.chart {
            h2 { (messages.heading) }
            figure {
                figcaption {
                    @for class in classes.iter().filter(|class| class.demand != Quantity::ZERO) {
                        (key(CLASSES[class.class as usize], (explainer.messages.class)(class.class)))
                    }
                    (key(CURTAILED, messages.unmet))
                    @if hours.has_storage() { (dash(messages.without_storage)) }
                }
                div role="img" aria-label=(messages.by_class) { (PreEscaped(supply_chart(explainer, &hours))) }
            }
            div.wide { table {
                thead { tr {
                    th { (messages.outlook) }
                    th { (messages.first_touched) }
                    th { (messages.cut_off) }
                } }
                tbody { @for [class, first_touched, cut_off] in outlook(explainer) {
                    tr.short[first_touched != messages.never] { td.id { (class) } td { (first_touched) } td { (cut_off) } }
                } }
            } }
        }
        (stocks::section(explainer, &hours))
        section {
            h2 { (messages.period_by_period) }
            @let per_row = hours.per_row(MOST_ROWS);
            @let mut rows = rows(&hours, per_row);
            @let total = rows.pop().unwrap_or_default();
            @if per_row != 1 { p.note { ((messages.added_up)(per_row)) } }
            div.wide { table.dense.hours {
                thead { tr {
                    th { (messages.hours) }
                    @for heading in hours.headings(explainer) { th.number { (heading) } }
                } }
                tbody { @for (block, figures) in hours.blocks(per_row).zip(&rows) {
                    tr.short[block.is_short()] {
                        td { (block.name(explainer)) }
                        @for figure in figures { td.number { (figure) } }
                    }
                } }
                tfoot { tr {
                    td { (label.total) }
                    @for figure in &total { td.number { (figure) } }
                } }
            } }
        }
    }
}

/// The figures of each row of the periods, and under them their sums.
fn rows(hours: &Hours, per_row: usize) -> Vec<Vec<String>> {
    let figures = |block: Block| block.figures().iter().map(Quantity::to_string).collect();
    let mut rows: Vec<Vec<String>> = hours.blocks(per_row).map(figures).chain([totals(hours)]).collect();
    align_columns(&mut rows, Padding::Page);
    rows
}

/// The sums under the columns of the periods; a stock has none.
fn totals(hours: &Hours) -> Vec<String> {
    let all = hours.blocks(hours.periods.len()).next().map(|block| block.figures()).unwrap_or_default();
    let has_storage = hours.has_storage();
    let is_stock = |column: usize| has_storage && column == 2;
    all.iter()
        .enumerate()
        .map(|(column, figure)| if is_stock(column) { String::new() } else { figure.to_string() })
        .collect()
}

/// When the periods begin and end, each time twice: a chart of what holds throughout a period has steps.
fn steps(hours: &Hours) -> Vec<f64> {
    let edge = |t| hours.horizon.hours(t).for_drawing();
    (0..hours.periods.len()).flat_map(|t| [edge(t), edge(t + 1)]).collect()
}

/// What is served to each class, and what is not served on top, as flows.
fn supply_chart(explainer: &Explainer, hours: &Hours) -> String {
    let period_h = hours.horizon.period_h.for_drawing();
    let per_unit = explainer.scenario.volume_unit.hours as f64;
    let twice = |volume: f64| [volume * per_unit / period_h; 2];
    let mut area = StackedAreaPlot::new().with_x(steps(hours)).with_fill_opacity(1.0).with_stroke_width(0.6);
    let mut band = |flows: Vec<f64>, colour: &str| {
        area = std::mem::take(&mut area).with_series(flows).with_color(colour);
    };
    let mut below = vec![0.0; hours.periods.len()];
    let mut names = Vec::new();
    for ClassOutcome { class, .. } in &explainer.allocation.classes {
        let of_class = |period: &PeriodOutcome| {
            let users = explainer.scenario.users.iter().zip(&period.users);
            let of_class = users.filter(|(user, _)| user.class == *class);
            of_class.map(|(_, user)| user.granted.for_drawing() * per_unit / period_h).sum()
        };
        let granted: Vec<f64> = hours.periods.iter().map(of_class).collect();
        names.extend(name_of_band(explainer, hours, *class, &granted, &below));
        below.iter_mut().zip(&granted).for_each(|(below, granted)| *below += granted);
        band(granted.iter().flat_map(|flow| [*flow; 2]).collect(), CLASSES[*class as usize]);
    }
    let unmet = hours.periods.iter().map(|period| period.demand.less(period.served).for_drawing());
    band(unmet.flat_map(twice).collect(), CURTAILED);
    let mut plots = vec![Plot::StackedArea(area)];
    if hours.has_storage() {
        let supply = hours.periods.iter().flat_map(|period| twice(period.supply.for_drawing()));
        let line = steps(hours).into_iter().zip(supply).collect::<Vec<_>>();
        plots.push(Plot::Line(
            LinePlot::new().with_data(line).with_color("#000").with_stroke_width(1.6).with_dashed(),
        ));
    }
    draw(
        plots,
        hours,
        explainer,
        Axes { unit: &explainer.flow_unit(), height: HEIGHT, top: None },
        &[],
        &names,
    )
}

/// Where the band of a class is widest, its name; not at the edges, where it would be cut.
fn name_of_band(
    explainer: &Explainer,
    hours: &Hours,
    class: SupplyClass,
    granted: &[f64],
    below: &[f64],
) -> Option<Name> {
    let (from, to) = (granted.len() / 6, granted.len() - granted.len() / 6);
    // Nor where the line of the supply runs through it.
    let per_hour = explainer.scenario.volume_unit.hours as f64 / hours.horizon.period_h.for_drawing();
    let is_crossed = |t: usize, granted: f64, below: f64| {
        let line = hours.periods.get(t).map_or(0.0, |period| period.supply.for_drawing() * per_hour);
        hours.has_storage() && (below..below + granted).contains(&line)
    };
    let inner = granted.iter().zip(below).enumerate().skip(from).take(to - from);
    let inner = inner.filter(|(t, (granted, below))| !is_crossed(*t, **granted, **below));
    let (t, (granted, below)) = inner.max_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b))?;
    let edge = |t| hours.horizon.hours(t).for_drawing();
    Some(Name {
        at: ((edge(t) + edge(t + 1)) / 2.0, below + granted / 2.0),
        room: granted / 2.0,
        text: (explainer.messages.class)(class),
        ink: if (class as usize) < DARK_CLASSES { "#ffffff" } else { OUTLINE },
    })
}
