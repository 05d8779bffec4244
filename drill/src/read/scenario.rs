//! Reads a scenario file.

use std::path::Path;

use super::checker::Checker;
use super::document::{self, Document};
use super::raw::scenario::RawScenario;
use super::sheet::attach::{self, Attached};
use super::timeline::entries;
use super::{horizon, names, network, notice, order, rounding, scale, situation, storage, sums, unit, users};
use crate::messages::language::Language;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;
use crate::scenario::{FORMAT, Scenario};
use crate::source;

/// Reads and checks a scenario file, or standard input, and the files it names: a policy, a table of users.
/// An error has all that is wrong, in the order in which it was found; never nothing.
pub fn open(path: &Path) -> Result<Scenario, Vec<Diagnostic>> {
    open_in(path, Language::En)
}

/// The same; what is wrong is said in this language.
pub fn open_in(path: &Path, language: Language) -> Result<Scenario, Vec<Diagnostic>> {
    let name = source::name(path);
    let text =
        document::text_of(path, &name, language.messages().reading).map_err(|diagnostic| vec![diagnostic])?;
    parse_in(&name, &text, path.parent().unwrap_or(Path::new("")), language)
}

/// Checks a scenario's text. `name` is what the file is called in messages; files that it names are looked for
/// relative to `directory`.
/// An error has all that is wrong, in the order in which it was found; never nothing.
pub fn parse(name: &str, text: &str, directory: &Path) -> Result<Scenario, Vec<Diagnostic>> {
    parse_in(name, text, directory, Language::En)
}

/// The same; what is wrong is said in this language.
pub fn parse_in(
    name: &str,
    text: &str,
    directory: &Path,
    language: Language,
) -> Result<Scenario, Vec<Diagnostic>> {
    let words = language.messages().reading;
    let document = Document::parse(name, text, words).map_err(|diagnostic| vec![diagnostic])?;
    check_format(&document).map_err(|diagnostic| vec![diagnostic])?;
    let mut checker = Checker::new(&document);
    checker.inputs.push(NamedDigest::of(name, text.as_bytes()));
    let Attached { attachment, remarks } = attach::read(directory, &mut checker);
    let Some(attachment) = attachment else {
        // Without its table of users, what is said of them elsewhere cannot be checked.
        return if checker.is_content() {
            check(checker, directory, remarks)
        } else {
            Err(checker.into_diagnostics())
        };
    };
    let both = format!("{text}\n{}", attachment.text);
    let first = text.matches('\n').count() + 2;
    match Document::parse(name, &both, words) {
        Ok(document) => {
            let document = document.with(first, &attachment);
            check(checker.of(&document), directory, remarks)
        }
        Err(_) => {
            let key = document.table().iter().find(|(key, _)| key.get_ref() == "users");
            checker.note(&key.map_or(document.span(), |(key, _)| key.span()), words.users_inline);
            Err(checker.into_diagnostics())
        }
    }
}

fn check(
    mut checker: Checker,
    directory: &Path,
    remarks: Vec<Diagnostic>,
) -> Result<Scenario, Vec<Diagnostic>> {
    let raw: RawScenario = match checker.document.read() {
        Ok(raw) => raw,
        Err(diagnostic) => {
            checker.add(|| diagnostic);
            return Err(checker.into_diagnostics());
        }
    };
    match assemble(&raw, directory, &mut checker) {
        Some(mut scenario) if checker.is_content() => {
            scenario.remarks.splice(0..0, remarks);
            Ok(scenario)
        }
        _ => Err(checker.into_diagnostics()),
    }
}

/// Refuses a file of another format before its keys are found fault with.
fn check_format(document: &Document) -> Result<(), Diagnostic> {
    let table = document.table();
    let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == "format") else {
        let message = format!("the key is missing; write format = {FORMAT} at the top");
        return Err(document.missing(&document.span(), "format", message));
    };
    if value.get_ref().as_integer().is_some_and(|number| number.to_string() == FORMAT.to_string()) {
        return Ok(());
    }
    let found = document.text(&value.span());
    let message = format!("this tool reads format {FORMAT}, not {found}; write format = {FORMAT}");
    Err(document.diagnostic(&key.span(), message))
}

fn assemble(raw: &RawScenario, directory: &Path, checker: &mut Checker) -> Option<Scenario> {
    let top = checker.document.span();
    let round = names::named(&raw.round, "way of rounding", &[("nearest", true)], checker);
    checker.rounds = round.flatten().unwrap_or(false);
    let title = checker.required(&raw.title, &top, "title", "\"a winter day\"");
    let title = title.and_then(|value| checker.text(value));
    let source = checker.required(&raw.source, &top, "source", "\"where the figures come from\"");
    let source = source.and_then(|value| checker.text(value));
    let unit = checker.required(&raw.unit, &top, "unit", "\"m3/h\"").and_then(|value| checker.label(value));
    let volume_unit = unit.as_ref().and_then(|unit| unit::volume_unit(raw, unit, checker));
    let supply = match (&raw.supply, &raw.horizon) {
        (None, Some(_)) => Some(None),
        (supply, _) => {
            let supply = checker.required(supply, &top, "supply", "21250.0");
            supply.and_then(|value| checker.quantity(value)).map(Some)
        }
    };
    let situation = situation::check(raw, checker);
    let network = network::check(&raw.node, checker);
    let horizon = match &raw.horizon {
        Some(horizon) => horizon::check(horizon, checker).map(Some),
        None => Some(None),
    };
    let order = checker.required(&raw.policy, &top, "policy", "\"jilin-2024\"");
    let draft = order.and_then(|value| order::read(value, directory, checker));
    let users = users::check(&raw.user, draft.as_ref(), network.as_ref(), checker);
    let (draft, mut users, mut network) = (draft?, users?, network?);
    let mut remarks = draft.unheard_of(&users);
    remarks.extend(unused_supply(raw, checker.document));
    let order = draft.finish(&users, checker);
    let (mut horizon, mut supply, volume_unit) = (horizon?, supply?, volume_unit?);
    let hours = volume_unit.hours;
    remarks.extend(
        horizon
            .as_ref()
            .and_then(|horizon| storage::remark(raw, &volume_unit, &users, horizon, checker.document)),
    );
    sums::check(raw, &users, &network, supply, horizon.as_ref(), hours, checker);
    let scale = scale::choose(raw, &users, &network, supply, horizon.as_ref(), hours, checker);
    if let Some(scale) = scale.filter(|_| checker.rounds) {
        let rounded = rounding::round(scale, &mut users, &mut network, supply.as_mut(), horizon.as_mut());
        checker.rounded += rounded;
    }
    let timeline = entries::check(raw, &users, scale, checker);
    let notice = notice::check(raw.notice.as_ref(), checker);
    Some(Scenario {
        title: title?,
        source: source?,
        unit: unit?,
        volume_unit,
        rounded: checker.rounded,
        order: order?,
        supply,
        situation: situation?,
        users,
        network: if network.nodes.is_empty() { None } else { Some(network) },
        horizon,
        timeline: timeline?,
        notice: notice?,
        scale: scale?,
        remarks,
        inputs: std::mem::take(&mut checker.inputs),
    })
}

/// Remarks on a supply that a horizon stands in for.
fn unused_supply(raw: &RawScenario, document: &Document) -> Option<Diagnostic> {
    let (supply, _) = raw.supply.as_ref().zip(raw.horizon.as_ref())?;
    let message = "the supply of the horizon's periods is shared out; this one is not used";
    Some(document.diagnostic(&supply.span(), message))
}
