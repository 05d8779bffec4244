//! Reads a scenario file.

use std::path::Path;

use super::checker::Checker;
use super::document::{self, Document};
use super::order::Draft;
use super::per_period::Lists;
use super::pipe_sums::Sums;
use super::raw::scenario::RawScenario;
use super::sheet::attach::{self, Attached};
use super::station::Surroundings;
use super::timeline::entries;
use super::{
    horizon, linepack, names, network, notice, order, pipe_network, plan, remarks, rounding, scale,
    situation, source_key, station, structure, sums, unit, users,
};
use crate::local_text::LocalText;
use crate::messages::language::Language;
use crate::quantity::Quantity;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::horizon::{Horizon, Storage};
use crate::scenario::input::NamedDigest;
use crate::scenario::joined;
use crate::scenario::linepack::Linepack;
use crate::scenario::network::Network;
use crate::scenario::notice::NoticeSettings;
use crate::scenario::pipe_network::PipeNetwork;
use crate::scenario::scale::Scale;
use crate::scenario::unit::VolumeUnit;
use crate::scenario::user::Consumer;
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
    let (read, told) = (text, source_key::told_apart(text));
    let text = told.as_ref();
    let document = Document::parse(name, text, words)?;
    check_format(&document).map_err(|diagnostic| vec![diagnostic])?;
    let mut checker = Checker::new(&document);
    checker.inputs.push(NamedDigest::of(name, read.as_bytes()));
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
    let Some(raw) = structure::scenario(&mut checker) else { return Err(checker.into_diagnostics()) };
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
        let message = (document.words().format_missing)(FORMAT);
        return Err(document.missing(&document.span(), "format", message));
    };
    if value.get_ref().as_integer().is_some_and(|number| number.to_string() == FORMAT.to_string()) {
        return Ok(());
    }
    let found = document.text(&value.span());
    let message = (document.words().other_format)(FORMAT, found);
    Err(document.diagnostic(&key.span(), message))
}

fn assemble(raw: &RawScenario, directory: &Path, checker: &mut Checker) -> Option<Scenario> {
    let top = checker.document.span();
    let round = names::named(&raw.round, "way of rounding", &[("nearest", true)], checker);
    checker.rounds = round.flatten().unwrap_or(false);
    let title = checker.required(&raw.title, &top, "title", "\"a winter day\"");
    let title = title.and_then(|value| checker.text(value));
    let source = figures_from(raw, checker);
    let unit = checker.required(&raw.unit, &top, "unit", "\"m3/h\"").and_then(|value| checker.label(value));
    let situation = situation::check(raw, checker);
    let notice = notice::check(raw.notice.as_ref(), checker);
    let Some(mut figures) = figures(raw, unit.as_deref(), directory, checker) else {
        // What is wrong with the time line by itself is told all the same.
        entries::check(raw, &[], None, None, checker);
        return None;
    };
    let mut remarks = figures.remarks(raw, checker);
    let order = figures.draft.take().and_then(|draft| draft.finish(&figures.users, checker));
    let plan = plan::check(raw, order.as_ref(), directory, checker);
    remarks.extend(remarks::on_plan(raw, plan.as_ref(), checker.document));
    let scale = figures.scale(raw, checker);
    let timeline = entries::check(raw, &figures.users, scale, figures.linepack.as_ref(), checker);
    let played = timeline.as_ref().and_then(Option::as_ref);
    remarks.extend(remarks::on_turns(raw, played, order.as_ref(), &figures.users, checker.document));
    let around = Surroundings { users: &figures.users, scale, supply: figures.supply, timeline: played };
    let station = station::check(raw, &around, checker);
    let pipe_network = scale.and_then(|scale| figures.join(raw, scale, checker));
    let Figures { users, network, horizon, linepack, supply, volume_unit, .. } = figures;
    let (notice, begins) = (notice?, horizon.as_ref().and_then(|horizon| horizon.start));
    Some(Scenario {
        title: title?,
        source: source?,
        unit: unit?,
        volume_unit,
        rounded: checker.rounded,
        order: order?,
        plan: plan?,
        supply,
        situation: situation?,
        users,
        network: if network.nodes.is_empty() { None } else { Some(network) },
        pipe_network,
        horizon,
        linepack,
        station: station?,
        timeline: timeline?,
        notice: NoticeSettings { from: notice.from.or(begins), ..notice },
        scale: scale?,
        remarks,
        inputs: std::mem::take(&mut checker.inputs),
    })
}

/// Where the figures come from. In a file with a list of sources the key that says so has another name.
fn figures_from(raw: &RawScenario, checker: &mut Checker) -> Option<LocalText> {
    let top = checker.document.span();
    if let (Some(value), Some(_)) = (&raw.figures_from, &raw.source) {
        checker.note(&value.span(), checker.words().figures_from_twice);
    }
    let example = "\"where the figures come from\"";
    let value = match (&raw.source, &raw.figures_from) {
        (None, None) if !raw.sources.is_empty() => {
            checker.required(&raw.figures_from, &top, "figures_from", example)
        }
        (None, Some(value)) => Some(value),
        (source, _) => checker.required(source, &top, "source", example),
    };
    value.and_then(|value| checker.text(value))
}

/// What is shared out, among whom and by which order, each right by itself.
struct Figures {
    /// Taken when it becomes the order.
    draft: Option<Draft>,
    users: Vec<Consumer>,
    network: Network,
    /// What is stated beside the tree.
    pipe_network: PipeNetwork,
    horizon: Option<Horizon>,
    linepack: Option<Linepack>,
    supply: Option<Quantity>,
    volume_unit: VolumeUnit,
}

fn figures(
    raw: &RawScenario,
    unit: Option<&str>,
    directory: &Path,
    checker: &mut Checker,
) -> Option<Figures> {
    let top = checker.document.span();
    let volume_unit = unit.and_then(|unit| unit::volume_unit(raw, unit, checker));
    let supply = match (&raw.supply, &raw.horizon) {
        (None, Some(_)) => Some(None),
        (None, None) if pipe_network::has_long_forms(raw) => Some(None),
        (supply, _) => {
            let supply = checker.required(supply, &top, "supply", "21250.0");
            supply.and_then(|value| checker.quantity(value)).map(Some)
        }
    };
    let nodes = network::ids(&raw.node, checker);
    let is_tree = !pipe_network::has_long_forms(raw);
    let network = network::check(&raw.node, nodes.as_ref(), is_tree, checker);
    let lists = Lists::of(raw);
    let stated = pipe_network::check(raw, nodes.as_ref(), lists, checker);
    let horizon = horizon::check(raw, supply.flatten(), nodes.as_ref(), checker);
    let linepack = linepack::check(raw, volume_unit.as_ref(), nodes.as_ref(), checker);
    let order = checker.required(&raw.policy, &top, "policy", "\"jilin-2024\"");
    let draft = order.and_then(|value| order::read(value, &raw.attributes, directory, checker));
    let users = users::check(&raw.user, draft.as_ref(), nodes.as_ref(), lists, checker);
    Some(Figures {
        draft: Some(draft?),
        users: users?,
        network: network?,
        pipe_network: stated?,
        horizon: horizon?,
        linepack: linepack?,
        supply: supply?,
        volume_unit: volume_unit?,
    })
}

impl Figures {
    fn remarks(&self, raw: &RawScenario, checker: &Checker) -> Vec<Diagnostic> {
        let (document, words) = (checker.document, checker.words());
        let mut remarks = Vec::new();
        remarks.extend(self.draft.iter().flat_map(|draft| draft.unheard_of(&self.users, words)));
        remarks.extend(remarks::on_supply(raw, document));
        remarks.extend(remarks::on_factors(raw, document));
        remarks.extend(self.draft.iter().filter_map(|draft| draft.unasked(&raw.user, document)));
        remarks.extend(self.draft.iter().flat_map(|draft| draft.below_minimums(&self.users, words)));
        let horizon = self.horizon.as_ref();
        let of_stock = |horizon| remarks::on_stock(raw, &self.volume_unit, &self.users, horizon, document);
        remarks.extend(horizon.and_then(of_stock));
        remarks
    }

    /// The scale in which all of them can be held; figures are rounded to it where the scenario asks for that.
    fn scale(&mut self, raw: &RawScenario, checker: &mut Checker) -> Option<Scale> {
        let Figures { users, network, pipe_network, horizon, linepack, supply, .. } = self;
        let hours = self.volume_unit.hours;
        let in_network = linepack.take_if(|linepack| linepack.is_in_network());
        if let (Some(horizon), Some(linepack)) = (&mut *horizon, &*linepack) {
            horizon.storage = Some(storage_of(linepack, horizon.len(), None));
        }
        sums::check(raw, users, network, *supply, horizon.as_ref(), hours, checker);
        let mut others = scale::flows_of_nodes(raw, network);
        others.extend(scale::of_pipe_network(raw, pipe_network));
        let scale = scale::choose(raw, users, *supply, horizon.as_ref(), &others, hours, checker);
        if let (Some(horizon), Some(linepack), Some(scale)) = (&mut *horizon, linepack, scale) {
            linepack.usable = scale.below(linepack.usable);
            horizon.storage = Some(storage_of(linepack, horizon.len(), Some(scale)));
        }
        if let Some(scale) = scale.filter(|_| checker.rounds) {
            let horizon = horizon.as_mut();
            checker.rounded += rounding::round(scale, users, network, pipe_network, supply.as_mut(), horizon);
        }
        if let (Some(linepack), Some(scale)) = (in_network, scale) {
            pipe_network.storages.extend(linepack.storages(scale));
        }
        scale
    }

    /// The network of any shape that the long and short forms come to together, where a tree does not do.
    fn join(&mut self, raw: &RawScenario, scale: Scale, checker: &mut Checker) -> Option<PipeNetwork> {
        let horizon = self.horizon.as_ref();
        if !pipe_network::is_general(raw, horizon, linepack::is_in_network(raw)) {
            return None;
        }
        let stated = std::mem::take(&mut self.pipe_network);
        let joined = joined::join(stated, &mut self.network, self.supply, horizon);
        let (nodes, users) = (self.network.nodes.len(), self.users.as_slice());
        Sums { nodes, joined: &joined, users, horizon, scale }.check(raw, checker);
        Some(joined)
    }
}

/// The linepack as the storage of a horizon with so many periods. Without a scale its withdrawal is not known yet.
fn storage_of(linepack: &Linepack, periods: usize, scale: Option<Scale>) -> Storage {
    let withdrawal = linepack.withdrawal.zip(scale).map(|(flow, scale)| scale.volume_in_period(flow));
    Storage {
        node: 0,
        stock: linepack.usable,
        withdrawal: withdrawal.unwrap_or(linepack.usable),
        reserve: Quantity::ZERO,
        deliveries: vec![Quantity::ZERO; periods],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: &str = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n";

    /// How often places are looked up while a file is found fault with.
    fn lookups(text: &str) -> usize {
        let words = Language::En.messages().reading;
        let document = Document::parse("s.toml", text, words).unwrap_or_else(|faults| panic!("{faults:?}"));
        let found = check(Checker::new(&document), Path::new(""), Vec::new()).expect_err("a fault");
        assert!(found.len() > 100, "{}", found.len());
        document.lookups.get()
    }

    /// A fault in every user is told a hundred times, and looked up no more often however many users there are.
    #[test]
    fn the_work_on_bad_input_grows_with_the_file_and_not_faster() {
        let user =
            |index: usize, more: &str| format!("[[user]]\nid = \"u{index}\"\nclass = \"chemical\"\n{more}\n");
        let nodes = "[[node]]\nid = \"gate\"\n";
        let kinds: [(&str, &dyn Fn(usize) -> String); 10] = [
            ("ids used twice", &|index| user(index / 2, "demand = 1.0") + &user(index, "demand = 1.0")),
            ("off the step", &|index| {
                user(index, if index == 0 { "demand = 4294967295.0" } else { "demand = 1.001" })
            }),
            ("unknown key", &|index| user(index, "demand = 1.0\ndemnad = 2.0")),
            ("wrong type", &|index| user(index, "demand = \"1\"")),
            ("missing key", &|index| user(index, "")),
            ("unknown node", &|index| user(index, "demand = 1.0\nnode = \"gat\"")),
            ("unknown attribute", &|index| user(index, "demand = 1.0\nattributes = [\"x\"]")),
            ("unknown parent", &|index| {
                user(index, "demand = 1.0") + &format!("[[node]]\nid = \"n{index}\"\nparent = \"x\"\n")
            }),
            ("nodes twice", &|index| {
                user(index, "demand = 1.0") + "[[node]]\nid = \"gate\"\nparent = \"gate\"\n"
            }),
            ("empty entries", &|index| user(index, "demand = 1.0") + "[[timeline]]\nat_h = 1.0\n"),
        ];
        for (kind, make) in kinds {
            let file = |count: usize| format!("{TOP}{nodes}{}", (0..count).map(make).collect::<String>());
            let (some, more) = (lookups(&file(400)), lookups(&file(1600)));
            assert!(more <= some + 10, "{kind}: {some} look-ups, {more} in a file four times as long");
        }
    }
}
