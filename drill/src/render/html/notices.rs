//! Curtailment notices (压减通知单) as pages: one for each, for A4 paper.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::STYLE;
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
use crate::render::figures::{Padding, align_columns};
use crate::render::notices::{Notice, NoticePeriod};

/// All notices of an outcome; where nobody is cut, a page that says so.
pub fn page(explainer: &Explainer, notices: &[Notice]) -> String {
    let messages = explainer.messages.notice;
    let page = html! {
        (DOCTYPE)
        html lang=(explainer.messages.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (messages.title) (explainer.messages.colon) (explainer.text(&explainer.scenario.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body.notices {
                @if notices.is_empty() { p { (messages.nobody) } }
                @for notice in notices { (sheet(explainer, notice)) }
            }
        }
    };
    page.into_string()
}

/// One notice.
fn sheet(explainer: &Explainer, notice: &Notice) -> Markup {
    let (messages, label) = (explainer.messages.notice, &explainer.messages.label);
    let settings = &explainer.scenario.notice;
    let user = notice.user;
    let name = user.name.as_ref().map_or(user.id.as_str(), explainer.messages.local);
    let issuer = settings.issued_by.as_ref().map_or("", explainer.messages.local);
    html! {
        article.notice {
            p.number { (messages.number) " " (notice.number) }
            h1 { (messages.title) }
            dl.about {
                dt { (messages.to) }
                dd { strong { (name) } @if name != user.id { " (" (user.id) ")" } }
                dt { (messages.contact) } dd { (user.contact.as_deref().unwrap_or("—")) }
                dt { (label.class) } dd { ((explainer.messages.class)(user.class)) }
                dt { (messages.plan) } dd { (explainer.text(&explainer.scenario.title)) }
                @if let Some(ahead) = &notice.ahead { dt { (messages.ahead) } dd { (ahead) } }
            }
            p { (messages.order_text) }
            (table(explainer, notice))
            (reasons(explainer, notice))
            p.note { (messages.rounding) }
            dl.sign {
                div { dt { (messages.issued_by) } dd { (issuer) } }
                div { dt { (messages.signature) } dd {} }
                div { dt { (messages.issued_at) } dd {} }
                @if let Some(contact) = &settings.contact {
                    div { dt { (messages.issuer_contact) } dd { (explainer.text(contact)) } }
                }
            }
            h2 { (messages.receipt) }
            dl.sign {
                div { dt { (messages.received_by) } dd {} }
                div { dt { (messages.received_at) } dd {} }
            }
        }
    }
}

/// What the user may take, period by period. Of several issues each is acknowledged where it begins.
fn table(explainer: &Explainer, notice: &Notice) -> Markup {
    let (messages, label) = (explainer.messages.notice, &explainer.messages.label);
    let has_volumes = notice.periods().any(|period| period.volumes.is_some());
    let is_reissued = notice.issues.len() > 1;
    let is_long = notice.periods().count() > MOST_LOOSE_ROWS;
    let flow = |name: &str| html! { th.number { (name) br; span.unit { (explainer.flow_unit()) } } };
    let volume = |name: &str| html! { th.number { (name) br; span.unit { (explainer.volume_unit()) } } };
    let mut rows = figures(notice);
    let total = rows.pop().unwrap_or_default();
    let mut rows = rows.into_iter();
    html! {
        div.wide { table.dense[is_reissued || is_long].issues[is_reissued] {
            thead { tr {
                @if is_reissued { th { (messages.number) } }
                th { (messages.from) } th { (messages.until) }
                (flow(label.demand)) (flow(messages.permitted)) (flow(messages.cut))
                @if has_volumes { (volume(messages.permitted_volume)) (volume(messages.cut_volume)) }
                @if is_reissued { th.receipt { (messages.received) } }
            } }
            tbody { @for issue in &notice.issues { @for (place, period) in issue.periods.iter().enumerate() { tr {
                @if is_reissued { td.class { @if place == 0 { (issue.number) } } }
                td.time { (period.from) } td.time { (period.until) }
                @for (column, figure) in rows.next().into_iter().flatten().enumerate().filter(|(_, figure)| !figure.is_empty()) {
                    td.number { @if column == PERMITTED { strong { (figure) } } @else { (figure) } }
                }
                @if is_reissued { td {} }
            } } } }
            @if has_volumes && notice.periods().count() > 1 {
                tfoot { tr {
                    @if is_reissued { td {} }
                    td { (messages.total) } td {} td {} td {} td {}
                    @for figure in total.iter().skip(FLOWS) { td.number { (figure) } }
                    @if is_reissued { td {} }
                } }
            }
        } }
    }
}

/// More periods stand closer together.
const MOST_LOOSE_ROWS: usize = 12;

/// So many flows stand before the volumes.
const FLOWS: usize = 3;
/// The place of the permitted flow among them.
const PERMITTED: usize = 1;

/// The flows and volumes of each period, and under them the sums of the volumes; nothing where a volume is not known.
fn figures(notice: &Notice) -> Vec<[String; 5]> {
    let shown = |quantity: Quantity| quantity.to_string();
    let of_period = |period: &NoticePeriod| {
        let [permitted, cut] = period.volumes.map(|volumes| volumes.map(shown)).unwrap_or_default();
        [shown(period.demand), shown(period.permitted), shown(period.cut), permitted, cut]
    };
    let sum = |which: usize| {
        let volumes = notice.periods().filter_map(|period| period.volumes.map(|volumes| volumes[which]));
        shown(volumes.fold(Quantity::ZERO, |a, b| a.checked_add(b).unwrap_or(Quantity::MAX)))
    };
    let total = [String::new(), String::new(), String::new(), sum(0), sum(1)];
    let mut rows: Vec<[String; 5]> = notice.periods().map(of_period).chain([total]).collect();
    align_columns(&mut rows, Padding::Page);
    rows
}

/// Every reason once, with the place in the plan that it follows.
fn reasons(explainer: &Explainer, notice: &Notice) -> Markup {
    let mut reasons: Vec<(&str, &str)> = Vec::new();
    for period in notice.periods() {
        let reason = (period.why.as_str(), period.clause.as_str());
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    html! {
        dl.about.reasons {
            @for (why, clause) in reasons {
                dt { (explainer.messages.label.why) } dd { (why) }
                dt { (explainer.messages.notice.clause) } dd { (clause) }
            }
        }
    }
}
