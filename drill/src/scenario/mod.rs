//! Scenarios: the file format, checked into types that cannot hold nonsense.
//!
//! `raw` is the format as it is written, `check` reads single values, and one module for each part of a scenario
//! puts them together: `users`, `order` (the policy), `network` (the tree), `horizon`, `situation` (the event),
//! `timeline` (the exercise).
//! Every fault is a [`Problem`] with file, line and key; all faults of a file are reported together as far as
//! they can be told apart.

mod check;
mod document;
mod horizon;
mod network;
mod order;
mod problem;
mod raw;
mod scale;
mod situation;
mod sums;
pub mod timeline;
mod users;

use std::path::Path;

pub use horizon::{Horizon, Storage};
pub use network::{Network, Node};
pub use order::SupplyOrder;
pub use problem::Problem;
pub use scale::Scale;
pub use situation::{MOST_HOURS, Situation};
pub use timeline::Timeline;
pub use users::Consumer;

use check::Checker;
use document::Document;
use raw::RawScenario;

use crate::quantity::Quantity;

/// The version of the format that this tool reads and writes.
pub const FORMAT: u16 = 1;

/// A scenario: who wants how much gas, how much there is, and by which order it is shared out.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What the scenario is called.
    pub title: String,
    /// Where its figures come from.
    pub source: String,
    /// The unit of every quantity: a label for people.
    pub unit: String,
    /// The supply order.
    pub order: SupplyOrder,
    /// What is available at the root. With a horizon it may be left out.
    pub supply: Option<Quantity>,
    /// What grading the event needs to know.
    pub situation: Situation,
    /// The users, in the order of the file.
    pub users: Vec<Consumer>,
    /// The tree of capacities, if there is one.
    pub network: Option<Network>,
    /// The hours ahead, if they are planned.
    pub horizon: Option<Horizon>,
    /// What happens hour by hour, if an exercise is played.
    pub timeline: Option<Timeline>,
    /// How quantities are told to the allocation.
    pub scale: Scale,
    /// What is odd about the scenario without being wrong.
    pub remarks: Vec<Problem>,
}

impl Scenario {
    /// The unit of the quantities in a result: with a horizon they are volumes.
    pub fn result_unit(&self) -> String {
        match (&self.horizon, self.unit.strip_suffix("/h")) {
            (None, _) => self.unit.clone(),
            (Some(_), Some(volume)) => volume.to_owned(),
            (Some(_), None) => format!("{}·h", self.unit),
        }
    }

    /// Reads and checks a scenario file, and the policy file it names, if it names one.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order in which it was found; never empty.
    pub fn open(path: &Path) -> Result<Scenario, Vec<Problem>> {
        let name = path.to_string_lossy();
        let text = document::text_of(path, &name).map_err(|problem| vec![problem])?;
        Scenario::parse(&name, &text, path.parent().unwrap_or(Path::new("")))
    }

    /// Checks a scenario's text. `name` is what the file is called in messages; a policy file is looked for
    /// relative to `directory`.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order in which it was found; never empty.
    pub fn parse(name: &str, text: &str, directory: &Path) -> Result<Scenario, Vec<Problem>> {
        let document = Document::parse(name, text).map_err(|problem| vec![problem])?;
        check_format(&document).map_err(|problem| vec![problem])?;
        let raw: RawScenario = document.read().map_err(|problem| vec![problem])?;
        let mut checker = Checker::new(&document);
        match assemble(&raw, directory, &mut checker) {
            Some(scenario) if checker.is_content() => Ok(scenario),
            _ => Err(checker.into_problems()),
        }
    }
}

/// Refuses a file of another format before its keys are found fault with.
fn check_format(document: &Document) -> Result<(), Problem> {
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
    Err(document.problem(&key.span(), message))
}

fn assemble(raw: &RawScenario, directory: &Path, checker: &mut Checker) -> Option<Scenario> {
    let top = checker.document.span();
    let title = checker.required(&raw.title, &top, "title", "\"a winter day\"");
    let title = title.and_then(|value| checker.label(value));
    let source = checker.required(&raw.source, &top, "source", "\"where the figures come from\"");
    let source = source.and_then(|value| checker.label(value));
    let unit = checker.required(&raw.unit, &top, "unit", "\"m3/h\"").and_then(|value| checker.label(value));
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
    let (draft, users, network) = (draft?, users?, network?);
    let mut remarks = draft.unheard_of(&users);
    remarks.extend(unused_supply(raw, checker.document));
    let order = draft.finish(&users, checker);
    let horizon = horizon?;
    sums::check(raw, &users, &network, supply.flatten(), horizon.as_ref(), checker);
    let scale = scale::choose(raw, &users, &network, supply.flatten(), horizon.as_ref(), checker);
    let timeline = timeline::check(raw, &users, scale, checker);
    Some(Scenario {
        title: title?,
        source: source?,
        unit: unit?,
        order: order?,
        supply: supply?,
        situation: situation?,
        users,
        network: if network.nodes.is_empty() { None } else { Some(network) },
        horizon,
        timeline: timeline?,
        scale: scale?,
        remarks,
    })
}

/// Remarks on a supply that a horizon stands in for.
fn unused_supply(raw: &RawScenario, document: &Document) -> Option<Problem> {
    let (supply, _) = raw.supply.as_ref().zip(raw.horizon.as_ref())?;
    let message = "the supply of the horizon's periods is shared out; this one is not used";
    Some(document.problem(&supply.span(), message))
}
