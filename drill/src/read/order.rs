//! Reads the supply order: built in, in a file of its own, or stated in the scenario.

use std::ops::Range;
use std::path::Path;

use citygate::policy::regimes::{self, Regime};
use citygate::policy::{MAX_STEPS, Policy, PolicyError, Share, Step, Target};
use citygate::user::{Attribute, Attributes, ClassSet, SupplyClass};
use toml::Spanned;

use super::checker::Checker;
use super::document::{self, Document};
use super::raw::policy::{RawOrder, RawPermille, RawPolicy, RawPolicyFile, RawStep, RawTarget};
use super::raw::scenario::RawUser;
use super::raw::value::NamedOr;
use super::suggest::closest;
use super::{names, rotation, structure};
use crate::local_text::LocalText;
use crate::messages::reading::catalogue::ReadingMessages;
use crate::quantity::Quantity;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::input::NamedDigest;
use crate::scenario::order::{FREE, SupplyOrder, attribute_names};
use crate::scenario::user::Consumer;

const SHARES: [(&str, Share); Share::ALL.len()] = {
    let [a, b, c, d, e] = Share::ALL;
    [(a.name(), a), (b.name(), b), (c.name(), c), (d.name(), d), (e.name(), e)]
};

const TARGETS: [(&str, Target); 2] = [("minimum", Target::Minimum), ("demand", Target::Demand)];

/// A supply order whose steps are right each by itself. Whether they serve the users is seen in the end.
///
/// What it refers to may stand in another file than the scenario: the diagnostics that it may yet turn out to
/// have are kept ready, without a message.
pub struct Draft {
    name: LocalText,
    regime: Option<Regime>,
    steps: Vec<Step>,
    own_attributes: Vec<String>,
    /// Where each attribute of its own is first named.
    own_places: Vec<Diagnostic>,
    /// Where each step is.
    places: Vec<Diagnostic>,
    /// Where the order as a whole is.
    place: Diagnostic,
    /// Attributes that the scenario says are known, for the sake of other orders.
    declared: Vec<String>,
}

/// Reads the order that a scenario names or states.
pub fn read(
    value: &Spanned<RawOrder>,
    declared: &[Spanned<String>],
    directory: &Path,
    checker: &mut Checker,
) -> Option<Draft> {
    let declared = declared.iter().filter_map(|name| checker.label(name)).collect();
    let draft = order(value, directory, checker)?;
    Some(Draft { declared, ..draft })
}

fn order(value: &Spanned<RawOrder>, directory: &Path, checker: &mut Checker) -> Option<Draft> {
    match value.get_ref() {
        NamedOr::Stated(policy) => draft(policy, &value.span(), checker),
        NamedOr::Named(name) if name.ends_with(".toml") => {
            let path = directory.join(name);
            let shown = path.to_string_lossy();
            match document::text_of(&path, &shown, checker.document.words()) {
                Ok(text) => {
                    checker.inputs.push(NamedDigest::of(name, text.as_bytes()));
                    draft_of_file(&shown, &text, checker)
                }
                Err(diagnostic) => {
                    checker.note(&value.span(), format!("{shown}: {}", diagnostic.message));
                    None
                }
            }
        }
        NamedOr::Named(name) => match regimes::find(name) {
            Some(regime) => Some(Draft {
                name: LocalText::one(name.clone()),
                regime: Some(regime),
                steps: regime.policy().steps().to_vec(),
                own_attributes: Vec::new(),
                own_places: Vec::new(),
                places: Vec::new(),
                place: checker.document.diagnostic(&value.span(), ""),
                declared: Vec::new(),
            }),
            None => {
                let known: Vec<&str> = regimes::all().map(Regime::name).collect();
                let close = closest(name, known.iter().copied());
                let message = (checker.words().policy_unknown)(name, close, &known);
                checker.note(&value.span(), message);
                None
            }
        },
    }
}

/// A policy file holds a `[policy]` table as a scenario does, or the keys of one.
fn draft_of_file(name: &str, text: &str, checker: &mut Checker) -> Option<Draft> {
    let document = match Document::parse(name, text, checker.document.words()) {
        Ok(document) => document,
        Err(diagnostics) => {
            diagnostics.into_iter().for_each(|diagnostic| checker.add(|| diagnostic));
            return None;
        }
    };
    let mut inner = Checker::new(&document);
    let has_table = document.table().iter().any(|(key, _)| key.get_ref() == "policy");
    let policy = match has_table {
        true => structure::of::<RawPolicyFile>(&mut inner).map(|file| file.policy),
        false => structure::of::<RawPolicy>(&mut inner).map(|policy| Spanned::new(document.span(), policy)),
    };
    let draft = policy.and_then(|policy| draft(policy.get_ref(), &policy.span(), &mut inner));
    for diagnostic in inner.into_diagnostics() {
        checker.add(|| diagnostic);
    }
    draft
}

fn draft(raw: &RawPolicy, table: &Range<usize>, checker: &mut Checker) -> Option<Draft> {
    let name = checker.required(&raw.name, table, "name", "\"our own order\"");
    let name = name.and_then(|value| checker.text(value));
    if raw.step.is_empty() {
        checker.note_missing(table, "step", checker.words().policy_without_steps);
        return None;
    }
    let mut draft = Draft {
        name: LocalText::one(String::new()),
        regime: None,
        steps: Vec::with_capacity(raw.step.len()),
        own_attributes: Vec::new(),
        own_places: Vec::new(),
        places: Vec::with_capacity(raw.step.len()),
        place: checker.document.missing(table, "step", ""),
        declared: Vec::new(),
    };
    for step in &raw.step {
        if let Some(checked) = draft.step(step, checker) {
            draft.steps.push(checked);
            // Of the steps beyond the most the first is told.
            if draft.places.len() <= MAX_STEPS {
                draft.places.push(checker.document.diagnostic(&step.span(), ""));
            }
        }
    }
    draft.name = name?;
    (draft.steps.len() == raw.step.len()).then_some(draft)
}

impl Draft {
    fn step(&mut self, raw: &Spanned<RawStep>, checker: &mut Checker) -> Option<Step> {
        let (table, raw) = (raw.span(), raw.get_ref());
        let names = checker.required(&raw.classes, &table, "classes", "[\"residential\"]");
        let mut classes = Vec::new();
        if let Some(names) = names {
            classes.extend(names.get_ref().iter().filter_map(|name| names::class(name, checker)));
            if names.get_ref().is_empty() {
                checker.note(&names.span(), checker.words().step_without_class);
            }
        }
        let classes_are_right = names.is_some_and(|names| names.get_ref().len() == classes.len());
        let all = self.attributes(&raw.attributes_all, checker);
        let none = self.attributes(&raw.attributes_none, checker);
        let target = checker.required(&raw.target, &table, "target", "\"demand\"");
        let target = target.and_then(|value| read_target(value, checker));
        let share = checker.required(&raw.share, &table, "share", "\"pro_rata\"");
        let share = share.and_then(|value| checker.one_of(value, "sharing rule", &SHARES));
        let rotation = share.and_then(|share| rotation::read(raw, share, checker));
        let step = Step::new(ClassSet::of(&classes), target?, share?)
            .with_all(all?)
            .with_none(none?)
            .with_rotation(rotation?);
        (classes_are_right && !classes.is_empty()).then_some(step)
    }

    /// The attributes of these names. One that is not standard takes a free place, if there is one left.
    fn attributes(&mut self, names: &[Spanned<String>], checker: &mut Checker) -> Option<Attributes> {
        let mut attributes = Some(Attributes::NONE);
        for value in names {
            let name = checker.label(value)?;
            if self.known(&name).is_none() {
                if self.own_attributes.len() == FREE.len() {
                    let own: Vec<&str> = self.own_attributes.iter().map(String::as_str).collect();
                    let message = (checker.words().too_many_attributes)(FREE.len(), &own);
                    checker.note(&value.span(), message);
                    return None;
                }
                self.own_attributes.push(name.clone());
                self.own_places.push(checker.document.diagnostic(&value.span(), ""));
            }
            attributes = attributes.zip(self.known(&name)).map(|(all, one)| all.union(one));
        }
        attributes
    }

    fn known(&self, name: &str) -> Option<Attributes> {
        let standard =
            Attribute::ALL.into_iter().find(|standard| standard.name() == name || standard.name_zh() == name);
        let own = self.own_attributes.iter().position(|own| own == name);
        standard
            .map(|standard| Attributes::of(&[standard]))
            .or(own.and_then(|position| FREE.get(position).copied()))
    }

    /// The attribute that a user states.
    pub fn attribute(&self, value: &Spanned<String>, checker: &mut Checker) -> Option<Attributes> {
        if self.known(value.get_ref()).is_none() && self.declared.contains(value.get_ref()) {
            // No step of this order can ask for it.
            return Some(Attributes::NONE);
        }
        let found = self.known(value.get_ref());
        if found.is_none() {
            let names = attribute_names(&self.own_attributes, Attributes::ALL).map(|(name, _)| name);
            let known: Vec<&str> = names.chain(self.declared.iter().map(String::as_str)).collect();
            let close = closest(value.get_ref(), known.iter().copied());
            let words = checker.words();
            checker.note_with(&value.span(), || {
                (words.unknown_name)((words.thing)("attribute"), value.get_ref(), close, &known)
            });
        }
        found
    }

    /// Attributes that the policy asks for, that are not standard, and that no user has: perhaps misspelt.
    pub fn unheard_of(&self, users: &[Consumer], words: &ReadingMessages) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        for ((bit, name), place) in FREE.iter().zip(&self.own_attributes).zip(&self.own_places) {
            if !users.iter().any(|user| user.attributes.contains(*bit)) {
                let message = (words.attribute_unheard_of)(name);
                remarks.push(Diagnostic { message, ..place.clone() });
            }
        }
        remarks
    }

    /// Attributes of users that are known for the sake of other orders: one remark on all of them, where the first is.
    pub fn unasked(&self, users: &[Spanned<RawUser>], document: &Document) -> Option<Diagnostic> {
        let mut names: Vec<&Spanned<String>> = Vec::new();
        for name in users.iter().flat_map(|user| &user.get_ref().attributes) {
            // Standard attributes are facts that any order may ask for, or not. There are few others that are known.
            let is_known = self.known(name.get_ref()).is_some();
            if !is_known && !names.iter().any(|other| other.get_ref() == name.get_ref()) {
                names.push(name);
            }
        }
        let place = names.first()?.span();
        let names: Vec<&str> = names.iter().map(|name| name.get_ref().as_str()).collect();
        Some(document.diagnostic(&place, (document.words().attribute_unasked)(&names)))
    }

    /// Steps that ask for less than the technical minimum of a user, and so for nothing.
    pub fn below_minimums(&self, users: &[Consumer], words: &ReadingMessages) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        for (position, step) in self.steps.iter().enumerate() {
            let earlier = self.steps.get(..position).unwrap_or_default();
            let asks_nothing = |user: &&Consumer| {
                let target = amount(step, user).filter(|target| *target != 0);
                let before = earlier.iter().filter_map(|step| amount(step, user)).max().unwrap_or_default();
                let minimum = u128::from(user.minimum.thousandths());
                target.is_some_and(|target| target < minimum) && before < minimum
            };
            let mut found = users.iter().filter(asks_nothing);
            if let Some(first) = found.next() {
                let message = (words.target_below_minimum)(&first.id, found.count());
                let place = self.places.get(position).unwrap_or(&self.place).clone();
                remarks.push(Diagnostic { message, ..place });
            }
        }
        remarks
    }

    /// Makes a policy of the draft, or notes why it is none.
    pub fn finish(self, users: &[Consumer], checker: &mut Checker) -> Option<SupplyOrder> {
        let policy = match self.regime {
            Some(regime) => regime.policy(),
            None => {
                let classes: Vec<SupplyClass> = users.iter().map(|user| user.class).collect();
                let own = FREE.iter().take(self.own_attributes.len());
                let attributes = own.fold(Attributes::STANDARD, |all, bit| all.union(*bit));
                match Policy::new(self.steps.leak(), ClassSet::of(&classes), attributes) {
                    Ok(policy) => policy,
                    Err(error) => {
                        let place = error.step().and_then(|step| self.places.get(usize::from(step)));
                        let message = explain(error, users, &self.own_attributes, checker.words());
                        let place = place.unwrap_or(&self.place).clone();
                        checker.add(|| Diagnostic { message, ..place });
                        return None;
                    }
                }
            }
        };
        let Draft { name, regime, own_attributes, .. } = self;
        Some(SupplyOrder { name, regime, policy, own_attributes })
    }
}

/// Up to how much of a user's demand a step goes, in thousandths; nothing if it does not serve the user.
fn amount(step: &Step, user: &Consumer) -> Option<u128> {
    let serves = step.classes().contains(user.class)
        && user.attributes.contains(step.attributes_all())
        && !user.attributes.intersects(step.attributes_none());
    let of =
        |quantity: Quantity, permille: u16| u128::from(quantity.thousandths()) * u128::from(permille) / 1000;
    let amount = match step.target()? {
        Target::Minimum => u128::from(user.minimum.thousandths()),
        Target::Demand => u128::from(user.demand.thousandths()),
        Target::PermilleOfDemand(permille) => of(user.demand, permille),
        Target::PermilleOfBase(permille) => of(user.base.unwrap_or(user.demand), permille),
    };
    serves.then_some(amount.min(user.demand.thousandths().into()))
}

fn read_target(value: &Spanned<RawTarget>, checker: &mut Checker) -> Option<Target> {
    match value.get_ref() {
        NamedOr::Named(name) => checker.one_of(&Spanned::new(value.span(), name.clone()), "target", &TARGETS),
        NamedOr::Stated(RawPermille { permille_of_base: Some(permille), permille_of_demand: None }) => {
            checker.whole(permille, 1..=u16::MAX).map(Target::PermilleOfBase)
        }
        NamedOr::Stated(RawPermille { permille_of_base: None, permille_of_demand: Some(permille) }) => {
            checker.whole(permille, 1..=1000).map(Target::PermilleOfDemand)
        }
        // What was meant may have been told and left out.
        NamedOr::Stated(_) if checker.has_left_out(&value.span()) => None,
        NamedOr::Stated(_) => {
            checker.note(&value.span(), checker.words().either_permille);
            None
        }
    }
}

/// A policy error in the words of a scenario file.
fn explain(error: PolicyError, users: &[Consumer], own: &[String], words: &ReadingMessages) -> String {
    match error {
        PolicyError::TooManySteps { .. } => (words.too_many_steps)(MAX_STEPS),
        PolicyError::ContradictoryAttributes { attributes, .. } => {
            let names: Vec<&str> = attribute_names(own, attributes).map(|(name, _)| name).collect();
            (words.step_contradicts)(&names)
        }
        PolicyError::NeverAsks { .. } => words.step_never_asks.to_owned(),
        PolicyError::ClassNeverServed { class } => {
            let user = users.iter().find(|user| user.class == class).map_or("", |user| user.id.as_str());
            (words.class_never_served)(class.name(), user)
        }
        other => other.to_string(),
    }
}
