//! The tables of the report: who keeps what and why, the steps of the order, the input.

use citygate::user::Attributes;
use maud::{Markup, html};

use crate::quantity::Quantity;
use crate::render::explain::{Explainer, percentage};
use crate::render::situation::situation;
use crate::result::shares::UserOutcome;
use crate::scenario::user::Consumer;

/// Up to so many users, each has a row; of more, those that lose most, and the others in groups.
const MOST_ROWS: usize = 200;
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

/// Every user's grant and its reason.
pub fn who_keeps_what(explainer: &Explainer) -> Markup {
    let (allocation, label) = (explainer.allocation, &explainer.messages.label);
    let all = allocation.users.len();
    let (rows, others) = match all <= MOST_ROWS {
        true => (explainer.users().collect(), Vec::new()),
        false => {
            let rows = most_curtailed(explainer, ROWS_OF_MANY);
            let others = groups(explainer, &rows);
            (rows, others)
        }
    };
    let terms = terms(explainer);
    html! {
        section {
            h2 { (label.who_keeps_what) }
            @if rows.len() < all { p.note { ((label.most_curtailed)(rows.len(), all)) } }
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
                tbody {
                    @for (user, outcome) in rows {
                        tr.short[outcome.curtailed() != Quantity::ZERO] {
                            td.id { (explainer.user(user)) }
                            td.class { ((explainer.messages.class)(user.class)) }
                            @for (_, term) in &terms { td.number { (term(user)) } }
                            (amounts(outcome.demand, outcome.granted))
                            td { (explainer.why(user, outcome)) }
                        }
                    }
                    @for group in others {
                        tr.short[group.granted != group.demand] {
                            td.id { ((label.others)(group.count)) }
                            td.class { ((explainer.messages.class)(group.like.0.class)) }
                            @for _ in &terms { td {} }
                            (amounts(group.demand, group.granted))
                            td { (explainer.why_in_general(group.like.0, group.like.1)) }
                        }
                    }
                }
                tfoot { tr {
                    td { (label.total) }
                    td {}
                    @for _ in &terms { td {} }
                    (amounts(allocation.demand, allocation.served))
                    td {}
                } }
            } }
        }
    }
}

/// What a user's share goes by beside its demand.
type Term<'a> = (&'a str, fn(&Consumer) -> String);

/// The technical minimum and the stated base, where any user has one; with a horizon they are flows among volumes, and
/// stand with the input.
fn terms<'a>(explainer: &Explainer<'a>) -> Vec<Term<'a>> {
    let (label, users) = (&explainer.messages.label, &explainer.scenario.users);
    let mut terms: Vec<Term> = Vec::new();
    if explainer.scenario.horizon.is_some() {
        return terms;
    }
    if users.iter().any(|user| user.minimum != Quantity::ZERO) {
        terms.push((label.minimum, |user| match user.minimum {
            Quantity::ZERO => String::new(),
            minimum => minimum.to_string(),
        }));
    }
    if users.iter().any(|user| user.base.is_some()) {
        terms.push((label.base, |user| user.base.map(|base| base.to_string()).unwrap_or_default()));
    }
    terms
}

fn amounts(demand: Quantity, granted: Quantity) -> Markup {
    html! {
        td.number { (demand) }
        td.number.granted { (granted) }
        td.number { (percentage(granted, demand)) }
    }
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
        let kind =
            |(user, outcome): Row<'a>| (user.class, outcome.reason, outcome.step, outcome.node.as_deref());
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
    let steps: Vec<_> = explainer.steps().iter().zip(&explainer.allocation.steps).enumerate().collect();
    let cited = explainer.citation(0).is_some();
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
                    @for (index, (step, outcome)) in steps {
                        tr.short[outcome.granted != outcome.asked] {
                            td.class { (explainer.place(index)) }
                            td { (explainer.step(step)) }
                            @if let Some(citation) = explainer.citation(index) { td.aside { (citation) } }
                            td.number { (outcome.asked) }
                            td.number.granted { (outcome.granted) }
                        }
                    }
                }
            } }
        }
    }
}

/// One column of the input: its heading, whether it is a number, and the cell of a user.
type Column<'a> = (&'static str, bool, Box<dyn Fn(&Consumer) -> Option<String> + 'a>);

/// All that the scenario states. Columns that no user has anything in are left out.
pub fn input(explainer: &Explainer, heading: &str) -> Markup {
    let (scenario, label) = (explainer.scenario, &explainer.messages.label);
    let stated = |quantity: Quantity| (quantity != Quantity::ZERO).then(|| quantity.to_string());
    let node = |user: &Consumer| {
        scenario.network.as_ref()?.nodes.get(user.node).map(|node| explainer.node(node).to_owned())
    };
    let columns: Vec<Column> = vec![
        (explainer.messages.network.node, false, Box::new(node)),
        (label.minimum, true, Box::new(move |user| stated(user.minimum))),
        (label.base, true, Box::new(|user| user.base.map(|base| base.to_string()))),
        (label.weight, true, Box::new(|user| (user.weight != 1).then(|| user.weight.to_string()))),
        (label.rank, true, Box::new(|user| (user.rank != 0).then(|| user.rank.to_string()))),
        (label.on_off, false, Box::new(|user| user.on_off.then(|| label.yes.to_owned()))),
        (label.cumulative_curtailment, true, Box::new(move |user| stated(user.cumulative_curtailment))),
        (
            label.attributes,
            false,
            Box::new(|user| {
                (user.attributes != Attributes::NONE).then(|| explainer.attributes(user.attributes))
            }),
        ),
    ];
    let used = |(_, _, cell): &Column| scenario.users.iter().any(|user| cell(user).is_some());
    let columns: Vec<Column> = columns.into_iter().filter(used).collect();
    html! {
        section {
            h2 { (heading) }
            dl.about {
                @for (name, value) in situation(explainer) { dt { (name) } dd { (value) } }
            }
            @if scenario.horizon.is_some() { p.note { ((explainer.messages.horizon.flows)(&explainer.flow_unit())) } }
            div.wide { table {
                thead { tr {
                    th { (label.user) }
                    th { (label.class) }
                    th.number { (label.demand) }
                    @for (heading, number, _) in &columns { th.number[*number] { (heading) } }
                    th.number { (label.granted) }
                } }
                tbody {
                    @for (user, outcome) in explainer.users() {
                        tr {
                            td.id { (explainer.user(user)) }
                            td.class { ((explainer.messages.class)(user.class)) }
                            td.number { (user.demand) }
                            @for (_, number, cell) in &columns {
                                td.number[*number] { (cell(user).unwrap_or_default()) }
                            }
                            td.number { (outcome.granted) }
                        }
                    }
                }
            } }
        }
    }
}
