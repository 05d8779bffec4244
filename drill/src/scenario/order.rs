//! The supply order of a scenario.

use citygate::policy::Policy;
use citygate::policy::regimes::Regime;
use citygate::user::{Attribute, Attributes};

use crate::local_text::LocalText;

/// The order in which a scenario's users are served.
#[derive(Clone, Debug)]
pub struct SupplyOrder {
    pub name: LocalText,
    /// The built-in order that it is, if it is one; otherwise the scenario or a file of its own states it.
    pub regime: Option<Regime>,
    /// The steps. Those of a stated order live as long as the program.
    pub policy: Policy<'static>,
    /// What the order calls its own attributes, in the order of [`FREE`].
    pub own_attributes: Vec<String>,
}

impl SupplyOrder {
    /// Every attribute of the set: its name, and its Chinese name if it has one.
    pub fn attribute_names(&self, set: Attributes) -> impl Iterator<Item = (&str, Option<&'static str>)> {
        attribute_names(&self.own_attributes, set)
    }
}

/// Every attribute of the set where an order calls its own ones so.
pub fn attribute_names(
    own: &[String],
    set: Attributes,
) -> impl Iterator<Item = (&str, Option<&'static str>)> {
    let standard = Attribute::ALL.map(|one| (Attributes::of(&[one]), one.name(), Some(one.name_zh())));
    let own = FREE.iter().zip(own).map(|(bit, name)| (*bit, name.as_str(), None));
    standard
        .into_iter()
        .chain(own)
        .filter(move |(bit, ..)| set.contains(*bit))
        .map(|(_, name, zh)| (name, zh))
}

/// The attributes that a stated policy may name as it likes.
pub const FREE: [Attributes; 3] =
    [Attributes::from_bits(1 << 13), Attributes::from_bits(1 << 14), Attributes::from_bits(1 << 15)];
