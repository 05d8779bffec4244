//! Every word that people read, in English and in Chinese.
//!
//! A [`Words`] has one field for each text, and each language fills them all: one without does not compile.
//! Terms are those of the
//! plan (吉林省天然气供应中断事件应急预案). Messages about faulty input are in English only: they stand beside
//! those of the TOML reader, and programs look for them.

mod chinese;
mod english;
mod event;
mod exercise;
mod horizon;
mod tree;

use citygate::event::{NetworkCondition, Trend};
use citygate::policy::regimes::Notes;
use citygate::policy::{Share, Target};
use citygate::user::SupplyClass;
use clap::ValueEnum;

pub use event::{EventLabels, EventWords};
pub use exercise::{ExerciseLabels, ExerciseWords, Summary};

pub use horizon::HorizonWords;
pub use tree::TreeWords;

/// A language of text and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Chinese (简体中文)
    Zh,
}

impl Language {
    /// The words of the language.
    pub fn words(self) -> &'static Words {
        match self {
            Language::En => &english::WORDS,
            Language::Zh => &chinese::WORDS,
        }
    }
}

/// The words of one language.
pub struct Words {
    /// The language's tag in HTML.
    pub tag: &'static str,
    /// Name of a supply class.
    pub class: fn(SupplyClass) -> &'static str,
    /// Name of a sharing rule.
    pub share: fn(Share) -> &'static str,
    /// Name of a step's target.
    pub target: fn(Target) -> String,
    /// All classes.
    pub every_class: &'static str,
    /// Items in a row.
    pub list: fn(&[&str]) -> String,
    /// Title, document, and limits of a built-in order, and the place in the document of each of its steps.
    pub notes: fn(&'static Notes) -> NoteWords,
    /// Where the imbalance is going.
    pub trend: fn(Trend) -> &'static str,
    /// The state of the network.
    pub network: fn(NetworkCondition) -> &'static str,
    /// Name of an attribute, from its name in files and its Chinese name.
    pub attribute: for<'n> fn(&'n str, Option<&'static str>) -> &'n str,
    /// Stands between a name and its value.
    pub colon: &'static str,
    /// A name and, in parentheses, what else there is to say of it.
    pub aside: fn(name: &str, aside: &str) -> String,
    /// Something of something, in percent.
    pub granted_of: fn(granted: &str, demand: &str, share: &str) -> String,
    /// Only users that have these attributes.
    pub with: fn(&str) -> String,
    /// Only users that have none of these attributes.
    pub without: fn(&str) -> String,
    /// A step: whom it serves, what part, how it is shared.
    pub step: fn(whom: &str, target: &str, share: &str) -> String,
    /// A step by its number, counted from 1.
    pub number: fn(usize) -> String,

    /// The user wants nothing.
    pub wants_nothing: &'static str,
    /// The user gets its whole demand.
    pub satisfied: &'static str,
    /// The step is short and gives the user a part.
    pub step_is_short: fn(step: &str) -> String,
    /// Nothing is left for the step.
    pub step_gets_nothing: fn(step: &str) -> String,
    /// What the user asks for in the step does not fit as a whole.
    pub whole_does_not_fit: fn(step: &str) -> String,
    /// A node is full.
    pub node_is_full: fn(node: &str, step: &str) -> String,
    /// The technical minimum of these users, one by one, does not fit.
    pub minimums_do_not_fit: fn(step: &str) -> String,
    /// The technical minimum does not fit.
    pub minimum_does_not_fit: fn(minimum: &str, step: &str) -> String,
    /// No step asks for the rest.
    pub not_eligible: &'static str,

    /// Everyone is served in full.
    pub all_served: fn(demand: &str, supply: &str) -> String,
    /// Not everyone is: how much, and which classes.
    pub decision: fn(demand: &str, served: &str, share: &str, classes: &str) -> String,
    /// These classes keep everything.
    pub in_full: fn(classes: &str) -> String,
    /// This class keeps a part.
    pub in_part: fn(class: &str, share: &str) -> String,
    /// These classes get nothing.
    pub cut_off: fn(classes: &str) -> String,
    /// Separates full, part and nothing.
    pub semicolon: &'static str,
    /// Gas is left although someone is curtailed.
    pub left_over: fn(unused: &str) -> String,

    /// The words about the event.
    pub event: EventWords,
    /// The words about an exercise.
    pub exercise: ExerciseWords,

    /// Headings and labels.
    pub label: Labels,
    /// About a tree of nodes.
    pub tree: &'static TreeWords,
    /// About the hours ahead.
    pub horizon: &'static HorizonWords,
}

/// The notes on a built-in supply order in one language.
pub struct NoteWords {
    /// Its title.
    pub title: &'static str,
    /// The document that it follows.
    pub source: &'static str,
    /// What it leaves out or adds.
    pub leaves_out: Option<&'static str>,
    /// The place in the document of each step.
    pub steps: &'static [&'static str],
}

/// Headings of columns, names of figures.
pub struct Labels {
    /// What the report is.
    pub report: &'static str,
    /// The scenario's source.
    pub source: &'static str,
    /// The supply order.
    pub policy: &'static str,
    /// The order's document.
    pub policy_source: &'static str,
    /// What the order leaves out.
    pub policy_leaves_out: &'static str,
    /// The order is stated in the scenario.
    pub policy_stated: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The scenario's file.
    pub file: &'static str,
    /// The tool and its version.
    pub tool: &'static str,
    /// What was decided.
    pub decision: &'static str,
    /// Totals.
    pub totals: &'static str,
    /// Supply.
    pub supply: &'static str,
    /// Supply in normal operation.
    pub normal_supply: &'static str,
    /// Demand.
    pub demand: &'static str,
    /// Served.
    pub served: &'static str,
    /// Curtailed.
    pub curtailed: &'static str,
    /// Unused.
    pub unused: &'static str,
    /// By class.
    pub by_class: &'static str,
    /// By user.
    pub by_user: &'static str,
    /// The user.
    pub user: &'static str,
    /// The class.
    pub class: &'static str,
    /// What is granted.
    pub granted: &'static str,
    /// The share of the demand that is granted.
    pub share: &'static str,
    /// Why.
    pub why: &'static str,
    /// Who keeps what, and why.
    pub who_keeps_what: &'static str,
    /// The steps of the order.
    pub steps: &'static str,
    /// One step.
    pub step: &'static str,
    /// Whom and what a step serves.
    pub serves: &'static str,
    /// Where the step comes from.
    pub citation: &'static str,
    /// The steps that are short.
    pub short_steps: &'static str,
    /// What a step asks for.
    pub asked: &'static str,
    /// The input.
    pub input: &'static str,
    /// Where the imbalance is going.
    pub trend: &'static str,
    /// The state of the network.
    pub network: &'static str,
    /// For how long main users are or may be without gas.
    pub interruption: &'static str,
    /// Hours.
    pub hours: fn(&str) -> String,
    /// How many regions the event reaches.
    pub regions: &'static str,
    /// Technical minimum.
    pub minimum: &'static str,
    /// Stated base.
    pub base: &'static str,
    /// Weight.
    pub weight: &'static str,
    /// Rank.
    pub rank: &'static str,
    /// On/off user.
    pub on_off: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// Gas withheld so far.
    pub withheld: &'static str,
    /// Attributes.
    pub attributes: &'static str,
    /// All users.
    pub total: &'static str,
    /// Users that have a row together.
    pub others: fn(count: usize) -> String,
    /// Which users a table shows.
    pub most_curtailed: fn(shown: usize, all: usize) -> String,
    /// Which users a chart shows, and what the others lose.
    pub charted: fn(shown: usize, all: usize, others_curtailed: &str) -> String,
    /// The scale is not the finest.
    pub resolution: fn(resolution: &str) -> String,
    /// What a computed proposal is.
    pub proposal: &'static str,
    /// Prepared by, checked by, approved by, date.
    pub signatures: [&'static str; 4],
}

/// A permille as a percentage, without needless decimals.
pub(crate) fn percent(permille: u16) -> String {
    match permille % 10 {
        0 => format!("{}%", permille / 10),
        tenths => format!("{}.{tenths}%", permille / 10),
    }
}
