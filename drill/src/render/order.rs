//! Supply orders in words.

use citygate::policy::{Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass};

use crate::messages::catalogue::Messages;
use crate::scenario::order::attribute_names;

/// Whom a step serves, what part of their demand, and how a shortage is shared. `own` are the names of the order's own
/// attributes.
pub fn step(step: &Step, own: &[String], messages: &Messages) -> String {
    let mut whom = classes(step.classes(), messages);
    if step.attributes_all() != Attributes::NONE {
        whom.push_str(&(messages.with)(&attributes(step.attributes_all(), own, messages)));
    }
    if step.attributes_none() != Attributes::NONE {
        whom.push_str(&(messages.without)(&attributes(step.attributes_none(), own, messages)));
    }
    let target = (messages.target)(step.target().unwrap_or(Target::Demand));
    (messages.step)(&whom, &target, (messages.share)(step.share().unwrap_or(Share::ProRata)))
}

pub fn attributes(set: Attributes, own: &[String], messages: &Messages) -> String {
    let names = attribute_names(own, set);
    let names: Vec<&str> = names.map(|(name, zh)| (messages.attribute)(name, zh)).collect();
    (messages.list)(&names)
}

fn classes(set: ClassSet, messages: &Messages) -> String {
    if set == ClassSet::ALL {
        return messages.every_class.to_owned();
    }
    let classes = SupplyClass::ALL.into_iter().filter(|class| set.contains(*class));
    (messages.list)(&classes.map(messages.class).collect::<Vec<_>>())
}
