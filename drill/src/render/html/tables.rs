//! The tables of the report: who keeps what and why, the steps of the order, the input.

use citygate::policy::Step;
use citygate::user::Attributes;
use maud::{Markup, html};

use crate::quantity::Quantity;
use crate::render::explain::{Explainer, Term, percentage};
use crate::render::figures::{Padding, align, align_columns};
use crate::render::situation::situation;
use crate::result::shares::{StepOutcome, UserOutcome};
use crate::scenario::user::Consumer;

/// Up to so many users, each has a row; of more, those that lose most, and the others in groups.
const MOST_ROWS: usize = 40;
/// So many rows for those that lose most, then.
const ROWS_OF_MANY: usize = 60;

type Row<'a> = (&'a Consumer, &'a UserOutcome);

/// Up to so many of the users that are curtailed, those that lose most first; ties go by position.
pub fn most_curtailed<'a>(explainer: &Explainer<'a>, most: usize) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> =
        explainer.users().filter(|(_, outcome)| outcome.curtailed() != Quantity::ZERO).collect();
    rows.sort_by_key(|(_, outcome)| std::cmp::Reverse(outcome.curtailed()));
    rows.truncate(most);
    rows
}

/// A row of the table: whom it speaks of, its figures, and why.
struct Line {
    is_short: bool,
    name: String,
    class: &'static str,
    /// The terms, then demand, grant and share.
    figures: Vec<String>,
    why: String,
}

/// Every user's grant and its reason.
pub fn who_keeps_what(explainer: &Explainer) -> Markup {
    let (allocation, label) = (explainer.allocation, &explainer.messages.label);
    let all = allocation.users.len();
    let rows =
        if all <= MOST_ROWS { explainer.users().collect() } else { most_curtailed(explainer, ROWS_OF_MANY) };
    let shown = rows.len();
    let terms = explainer.terms();
    let mut lines = lines(explainer, &rows, &terms);
    let grants = terms.len() + 1;
    html! {
        section {
            h2 { (label.who_keeps_what) }
            @if shown < all { p.note { ((label.most_curtailed)(shown, all)) } }
            div.wide { table {
                thead { tr {
                    th { (label.user) }
                    th { (label.class) }
                    @for (heading, _) in &terms { th.number { (heading) } }
                    th.number { (label.demand) }
                    th.number { (label.granted) }
                    th.number { (label.share) }
                    th { (label.why) }
                } }
                @let total = lines.pop();
                tbody { @for line in &lines {
                    tr.short[line.is_short] {
                        td.id { (line.name) }
                        td.class { (line.class) }
                        @for (column, figure) in line.figures.iter().enumerate() {
                            td.number.granted[column == grants] { (figure) }
                        }
                        td { (line.why) }
                    }
                } }
                tfoot { @if let Some(line) = &total { tr {
                    td { (line.name) }
                    td {}
                    @for figure in &line.figures { td.number { (figure) } }
                    td {}
                } } }
            } }
        }
    }
}

/// A line for each of these users, for the others in groups, and for all together.
fn lines(explainer: &Explainer, rows: &[Row], terms: &[Term]) -> Vec<Line> {
    let (allocation, messages) = (explainer.allocation, explainer.messages);
    let figures = |terms: Vec<String>, demand: Quantity, granted: Quantity| {
        let shares = [demand.to_string(), granted.to_string(), percentage(granted, demand)];
        terms.into_iter().chain(shares).collect()
    };
    let of_user = |(user, outcome): &Row| Line {
        is_short: outcome.curtailed() != Quantity::ZERO,
        name: explainer.user(user).to_owned(),
        class: (messages.class)(user.class),
        figures: figures(terms.iter().map(|(_, term)| term(user)).collect(), outcome.demand, outcome.granted),
        why: explainer.why(user, outcome),
    };
    let no_terms = || vec![String::new(); terms.len()];
    let of_group = |group: &Group| Line {
        is_short: group.granted != group.demand,
        name: (messages.label.others)(group.count),
        class: (messages.class)(group.like.0.class),
        figures: figures(no_terms(), group.demand, group.granted),
        why: explainer.why_in_general(group.like.0, group.like.1),
    };
    let total = Line {
        is_short: false,
        name: messages.label.total.to_owned(),
        class: "",
        figures: figures(no_terms(), allocation.demand, allocation.served),
        why: String::new(),
    };
    let groups = if rows.len() < allocation.users.len() { groups(explainer, rows) } else { Vec::new() };
    let mut lines: Vec<Line> =
        rows.iter().map(of_user).chain(groups.iter().map(of_group)).chain([total]).collect();
    for column in 0..terms.len() + 3 {
        align(lines.iter_mut().filter_map(|line| line.figures.get_mut(column)), Padding::Page);
    }
    lines
}

/// Users with the same class and the same reason.
struct Group<'a> {
    like: Row<'a>,
    count: usize,
    demand: Quantity,
    granted: Quantity,
}

/// The users without a row of their own, in groups, in the order of their first members.
fn groups<'a>(explainer: &Explainer<'a>, shown: &[Row]) -> Vec<Group<'a>> {
    let shown: std::collections::HashSet<&str> = shown.iter().map(|(user, _)| user.id.as_str()).collect();
    let mut groups: Vec<Group> = Vec::new();
    for row in explainer.users().filter(|(user, _)| !shown.contains(user.id.as_str())) {
        let kind = |(user, outcome): Row<'a>| {
            (user.class, outcome.reason, outcome.step, outcome.node.as_deref(), &outcome.held_by)
        };
        let sum = |a: Quantity, b: Quantity| a.checked_add(b).unwrap_or(Quantity::MAX);
        match groups.iter_mut().find(|group| kind(group.like) == kind(row)) {
            Some(group) => {
                group.count += 1;
                group.demand = sum(group.demand, row.1.demand);
                group.granted = sum(group.granted, row.1.granted);
            }
            None => groups.push(Group { like: row, count: 1, demand: row.1.demand, granted: row.1.granted }),
        }
    }
    groups
}

/// The supply order, step by step, with what each asked for and got.
pub fn steps(explainer: &Explainer) -> Markup {
    let label = &explainer.messages.label;
    // A step for which nobody asks has nothing to tell.
    let steps = explainer.steps().iter().zip(&explainer.allocation.steps).enumerate();
    let steps: Vec<_> = steps.filter(|(_, (_, outcome))| outcome.asked != Quantity::ZERO).collect();
    let cited = explainer.citation(0).is_some();
    let of_step = |(_, (_, step)): &(usize, (&Step, &StepOutcome))| {
        [step.asked, step.granted].map(|figure| figure.to_string())
    };
    let mut figures: Vec<[String; 2]> = steps.iter().map(of_step).collect();
    align_columns(&mut figures, Padding::Page);
    html! {
        section {
            h2 { (label.steps) }
            div.wide { table {
                thead { tr {
                    th { (label.step) }
                    th { (label.serves) }
                    @if cited { th { (label.citation) } }
                    th.number { (label.asked) }
                    th.number { (label.granted) }
                } }
                tbody {
                    @for ((index, (step, outcome)), [asked, granted]) in steps.into_iter().zip(&figures) {
                        tr.short[outcome.granted != outcome.asked] {
                            td.class { (explainer.place(index)) }
                            td { (explainer.step(step)) }
                            @if let Some(citation) = explainer.citation(index) { td.aside { (citation) } }
                            td.number { (asked) }
                            td.number.granted { (granted) }
                        }
                    }
                }
            } }
        }
    }
}

/// One column of the input: its heading, whether it is a number, and the cell of a user.
type Column<'a> = (&'static str, bool, Box<dyn Fn(&Row) -> Option<String> + 'a>);

/// All that the scenario states. Columns that no user has anything in are left out.
pub fn input(explainer: &Explainer, heading: &str) -> Markup {
    let (scenario, label) = (explainer.scenario, &explainer.messages.label);
    let columns = input_columns(explainer);
    let cells = |(_, is_figure, cell): &Column| {
        let mut cells: Vec<String> = explainer.users().map(|row| cell(&row).unwrap_or_default()).collect();
        if *is_figure {
            align(cells.iter_mut(), Padding::Page);
        }
        cells
    };
    let cells: Vec<Vec<String>> = columns.iter().map(cells).collect();
    html! {
        section {
            h2 { (heading) }
            dl.about {
                @for (name, value) in situation(explainer) { dt { (name) } dd { (value) } }
            }
            @if scenario.horizon.is_some() { p.note { ((explainer.messages.horizon.flows)(&explainer.flow_unit())) } }
            div.wide { table.dense {
                thead { tr {
                    th { (label.user) }
                    th { (label.class) }
                    @for (heading, is_figure, _) in &columns { th.number[*is_figure] { (heading) } }
                } }
                tbody {
                    @for (place, (user, _)) in explainer.users().enumerate() {
                        tr {
                            td.id { (explainer.user(user)) }
                            td.class { ((explainer.messages.class)(user.class)) }
                            @for ((_, is_figure, _), cells) in columns.iter().zip(&cells) {
                                td.number[*is_figure] { @if let Some(cell) = cells.get(place) { (cell) } }
                            }
                        }
                    }
                }
            } }
        }
    }
}

/// The columns that any user has something in.
fn input_columns<'a>(explainer: &'a Explainer) -> Vec<Column<'a>> {
    let (scenario, label) = (explainer.scenario, &explainer.messages.label);
    let stated = |quantity: Quantity| (quantity != Quantity::ZERO).then(|| quantity.to_string());
    let node = |(user, _): &Row| {
        scenario.network.as_ref()?.nodes.get(user.node).map(|node| explainer.node(node).to_owned())
    };
    let columns: Vec<Column> = vec![
        (label.demand, true, Box::new(|(user, _)| Some(user.demand.to_string()))),
        (explainer.messages.network.pipes.demand_factor, true, Box::new(|(user, _)| factors(user))),
        (explainer.messages.network.node, false, Box::new(node)),
        (label.minimum, true, Box::new(move |(user, _)| stated(user.minimum))),
        (label.base, true, Box::new(|(user, _)| user.base.map(|base| base.to_string()))),
        (label.weight, true, Box::new(|(user, _)| (user.weight != 1).then(|| user.weight.to_string()))),
        (label.rank, true, Box::new(|(user, _)| (user.rank != 0).then(|| user.rank.to_string()))),
        (label.on_off, false, Box::new(|(user, _)| user.on_off.then(|| label.yes.to_owned()))),
        (label.cumulative_curtailment, true, Box::new(move |(user, _)| stated(user.cumulative_curtailment))),
        (
            label.attributes,
            false,
            Box::new(|(user, _)| {
                (user.attributes != Attributes::NONE).then(|| explainer.attributes(user.attributes))
            }),
        ),
    ];
    let is_used = |(_, _, cell): &Column| explainer.users().any(|row| cell(&row).is_some());
    columns.into_iter().filter(is_used).collect()
}

/// A user's own factors: the one, or the smallest and the largest.
fn factors(user: &Consumer) -> Option<String> {
    let factors = user.demand_factor.as_ref()?.stated();
    let (least, most) = factors.iter().min().zip(factors.iter().max())?;
    Some(if least == most { least.to_string() } else { format!("{least} – {most}") })
}
