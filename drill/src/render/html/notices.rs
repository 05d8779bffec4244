//! Curtailment notices (压减通知单) as pages: one for each, for A4 paper.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::STYLE;
use crate::quantity::Quantity;
use crate::render::explain::Explainer;
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

fn table(explainer: &Explainer, notice: &Notice) -> Markup {
    let (messages, label) = (explainer.messages.notice, &explainer.messages.label);
    let has_volumes = notice.periods.iter().any(|period| period.volumes.is_some());
    let flow = |name: &str| html! { th.number { (name) br; span.unit { (explainer.flow_unit()) } } };
    let volume = |name: &str| html! { th.number { (name) br; span.unit { (explainer.volume_unit()) } } };
    html! {
        div.wide { table {
            thead { tr {
                th { (messages.from) } th { (messages.until) }
                (flow(label.demand)) (flow(messages.permitted)) (flow(messages.cut))
                @if has_volumes { (volume(messages.permitted_volume)) (volume(messages.cut_volume)) }
            } }
            tbody { @for period in &notice.periods { tr {
                td.time { (period.from) } td.time { (period.until) }
                td.number { (period.demand) }
                td.number { strong { (period.permitted) } }
                td.number { (period.cut) }
                @for volume in period.volumes.iter().flatten() { td.number { (volume) } }
            } } }
            @if has_volumes && notice.periods.len() > 1 { (total(messages.total, &notice.periods)) }
        } }
    }
}

fn total(name: &str, periods: &[NoticePeriod]) -> Markup {
    let sum = |which: usize| {
        let volumes = periods.iter().filter_map(|period| period.volumes.map(|volumes| volumes[which]));
        volumes.fold(Quantity::ZERO, |a, b| a.checked_add(b).unwrap_or(Quantity::MAX))
    };
    html! {
        tfoot { tr {
            td { (name) } td {} td {} td {} td {}
            td.number { (sum(0)) } td.number { (sum(1)) }
        } }
    }
}

/// Every reason once, with the place in the plan that it follows.
fn reasons(explainer: &Explainer, notice: &Notice) -> Markup {
    let mut reasons: Vec<(&str, &str)> = Vec::new();
    for period in &notice.periods {
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
