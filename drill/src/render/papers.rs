//! What is written beside the report: notices and tables for spreadsheets.

use std::path::Path;

use super::explain::{Explainer, percentage};
use super::html;
use super::notices;
use super::sheet::{Cell, Sheet, SheetError};
use crate::messages::language::Language;
use crate::quantity::Quantity;
use crate::result::Outcome;
use crate::scenario::Scenario;

/// The files on an outcome, each with its name: `winter.notices.html`, `winter.notices.csv` and `winter.notices.xlsx`
/// (压减通知单); `winter.users.csv` and `winter.users.xlsx`, who keeps what and why; `winter.network.svg`, the network drawn. In Chinese `winter.notices.zh-CN.html`.
pub fn files(
    scenario: &Scenario,
    outcome: &Outcome,
    language: Language,
    file: &Path,
) -> Result<Vec<(String, Vec<u8>)>, SheetError> {
    let explainer = Explainer { scenario, allocation: &outcome.allocation, messages: language.messages() };
    let notices = notices::notices(explainer, outcome);
    let name = |kind: &str, extension: &str| html::file_name_of(file, language, kind, extension);
    let mut files = vec![(name(".notices", "html"), html::notices::page(&explainer, &notices).into_bytes())];
    for (kind, sheet) in [(".notices", notices::sheet(&explainer, &notices)), (".users", users(&explainer))] {
        files.push((name(kind, "csv"), sheet.csv()?));
        files.extend(sheet.xlsx()?.map(|workbook| (name(kind, "xlsx"), workbook)));
    }
    let network = html::network_picture::alone(&explainer);
    files.extend(network.map(|svg| (name(".network", "svg"), svg.into_bytes())));
    Ok(files)
}

/// Who keeps what, and why.
fn users(explainer: &Explainer) -> Sheet {
    let (messages, label) = (explainer.messages, &explainer.messages.label);
    let unit = explainer.unit();
    let with_unit = |name: &str| (messages.notice.with_unit)(name, &unit);
    let flow_unit = explainer.flow_unit();
    let headings = vec![
        messages.notice.id.to_owned(),
        label.user.to_owned(),
        label.class.to_owned(),
        messages.network.node.to_owned(),
        (messages.notice.with_unit)(label.minimum, &flow_unit),
        (messages.notice.with_unit)(label.base, &flow_unit),
        with_unit(label.demand),
        with_unit(label.granted),
        with_unit(label.curtailed),
        with_unit(label.by_order),
        label.share.to_owned(),
        label.why.to_owned(),
    ];
    let stated = |quantity: Option<Quantity>| quantity.map_or(Cell::Nothing, Cell::Figure);
    let network = explainer.scenario.network.as_ref();
    let rows = explainer.users().map(|(user, outcome)| {
        let node = network.and_then(|network| network.nodes.get(user.node));
        vec![
            Cell::Text(user.id.clone()),
            Cell::Text(explainer.user(user).to_owned()),
            Cell::Text((messages.class)(user.class).to_owned()),
            node.map_or(Cell::Nothing, |node| Cell::Text(explainer.node(node).to_owned())),
            stated(Some(user.minimum).filter(|minimum| *minimum != Quantity::ZERO)),
            stated(user.base),
            Cell::Figure(outcome.demand),
            Cell::Figure(outcome.granted),
            Cell::Figure(outcome.curtailed()),
            stated(Some(outcome.by_order).filter(|by_order| !by_order.is_zero())),
            Cell::Text(percentage(outcome.granted, outcome.demand)),
            Cell::Text(explainer.why(user, outcome)),
        ]
    });
    Sheet { name: messages.notice.users, headings, rows: rows.collect() }
}
