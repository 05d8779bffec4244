//! Supply orders in words.

use citygate::policy::{Rotation, Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass};

use crate::messages::catalogue::Messages;
use crate::scenario::order::attribute_names;

/// Whom a step serves, what part of their demand, and how a shortage is shared. `own` are the names of the order's own
/// attributes.
pub fn step(step: &Step, own: &[String], messages: &Messages) -> String {
    let part = target(step, step.target().unwrap_or(Target::Demand), messages);
    let share = (messages.share)(step.share().unwrap_or(Share::ProRata));
    let share = match step.rotation().filter(|rotation| *rotation != Rotation::default()) {
        Some(rotation) => (messages.rotation)(share, rotation),
        None => share.to_owned(),
    };
    (messages.step)(&whom(step, own, messages), &part, &share)
}

pub fn whom(step: &Step, own: &[String], messages: &Messages) -> String {
    let mut whom = classes(step.classes(), messages);
    if step.attributes_all() != Attributes::NONE {
        whom.push_str(&(messages.with)(&attributes(step.attributes_all(), own, messages)));
    }
    if step.attributes_none() != Attributes::NONE {
        whom.push_str(&(messages.without)(&attributes(step.attributes_none(), own, messages)));
    }
    whom
}

/// Which part of its users' demand a step serves.
pub fn target(step: &Step, target: Target, messages: &Messages) -> String {
    let only = SupplyClass::ALL.into_iter().find(|class| step.classes() == ClassSet::of(&[*class]));
    match (target, only) {
        (Target::Minimum, Some(class)) => minimum_of(class, messages).to_owned(),
        _ => (messages.target)(target),
    }
}

/// The place of a step in the order: steps that serve the same users share one.
pub fn place(steps: &[Step], index: usize, messages: &Messages) -> String {
    let whom = |step: &Step| (step.classes(), step.attributes_all(), step.attributes_none());
    let mut places = Vec::new();
    for step in steps.iter().take(index + 1) {
        if !places.contains(&whom(step)) {
            places.push(whom(step));
        }
    }
    let last = steps.get(index).map(whom);
    let place = places.iter().position(|place| Some(*place) == last).unwrap_or_default();
    (messages.place)(place + 1)
}

/// What a technical minimum is called: of a furnace it keeps the fire (保炉用气). **Interpretation:** furnaces are what
/// burns gas as industrial fuel.
pub fn minimum_of(class: SupplyClass, messages: &Messages) -> &'static str {
    match class {
        SupplyClass::IndustrialFuel => messages.furnace_minimum,
        _ => messages.minimum_of_users,
    }
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
