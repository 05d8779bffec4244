//! Reads the supply order: built in, in a file of its own, or stated in the scenario.

use std::ops::Range;
use std::path::Path;

use citygate::policy::regimes::{self, Regime};
use citygate::policy::{MAX_STEPS, Policy, PolicyError, Share, Step, Target};
use citygate::user::{Attribute, Attributes, ClassSet, SupplyClass};
use toml::Spanned;

use super::checker::{Checker, list};
use super::document::{self, Document};
use super::names;
use super::raw::policy::{RawOrder, RawPermille, RawPolicy, RawPolicyFile, RawStep, RawTarget};
use super::raw::value::NamedOr;
use crate::local_text::LocalText;
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
}

/// Reads the order that a scenario names or states.
pub fn read(value: &Spanned<RawOrder>, directory: &Path, checker: &mut Checker) -> Option<Draft> {
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
            }),
            None => {
                let message = format!(
                    "unknown policy {name:?}; write {}, the name of a file that ends in .toml, or a [policy] table",
                    list(regimes::all().map(Regime::name))
                );
                checker.note(&value.span(), message);
                None
            }
        },
    }
}

/// A policy file holds a `[policy]` table as a scenario does, or the keys of one.
fn draft_of_file(name: &str, text: &str, checker: &mut Checker) -> Option<Draft> {
    let words = checker.document.words();
    let read = || {
        let document = Document::parse(name, text, words)?;
        let has_table = document.table().iter().any(|(key, _)| key.get_ref() == "policy");
        let policy = match has_table {
            true => document.read::<RawPolicyFile>()?.policy,
            false => Spanned::new(document.span(), document.read::<RawPolicy>()?),
        };
        Ok((document, policy))
    };
    match read() {
        Ok((document, policy)) => {
            let mut inner = Checker::new(&document);
            let draft = draft(policy.get_ref(), &policy.span(), &mut inner);
            for diagnostic in inner.into_diagnostics() {
                checker.add(|| diagnostic);
            }
            draft
        }
        Err(diagnostic) => {
            checker.add(|| diagnostic);
            None
        }
    }
}

fn draft(raw: &RawPolicy, table: &Range<usize>, checker: &mut Checker) -> Option<Draft> {
    let name = checker.required(&raw.name, table, "name", "\"our own order\"");
    let name = name.and_then(|value| checker.text(value));
    if raw.step.is_empty() {
        let message = "the policy has no steps; add at least one [[policy.step]]";
        checker.note_missing(table, "step", message);
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
    };
    for step in &raw.step {
        if let Some(checked) = draft.step(step, checker) {
            draft.steps.push(checked);
            draft.places.push(checker.document.diagnostic(&step.span(), ""));
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
                checker.note(&names.span(), "the step names no class; name at least one");
            }
        }
        let classes_are_right = names.is_some_and(|names| names.get_ref().len() == classes.len());
        let all = self.attributes(&raw.attributes_all, checker);
        let none = self.attributes(&raw.attributes_none, checker);
        let target = checker.required(&raw.target, &table, "target", "\"demand\"");
        let target = target.and_then(|value| read_target(value, checker));
        let share = checker.required(&raw.share, &table, "share", "\"pro_rata\"");
        let share = share.and_then(|value| checker.one_of(value, "sharing rule", &SHARES));
        let step = Step::new(ClassSet::of(&classes), target?, share?).with_all(all?).with_none(none?);
        (classes_are_right && !classes.is_empty()).then_some(step)
    }

    /// The attributes of these names. One that is not standard takes a free place, if there is one left.
    fn attributes(&mut self, names: &[Spanned<String>], checker: &mut Checker) -> Option<Attributes> {
        let mut attributes = Some(Attributes::NONE);
        for value in names {
            let name = checker.label(value)?;
            if self.known(&name).is_none() {
                if self.own_attributes.len() == FREE.len() {
                    let own = list(self.own_attributes.iter().map(String::as_str));
                    let message = format!(
                        "a policy may name {} attributes beyond the standard ones, and {own} are named already",
                        FREE.len()
                    );
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
        let found = self.known(value.get_ref());
        if found.is_none() {
            let known = list(attribute_names(&self.own_attributes, Attributes::ALL).map(|(name, _)| name));
            let message = format!("unknown attribute {:?}; write {known}", value.get_ref());
            checker.note(&value.span(), message);
        }
        found
    }

    /// Attributes that the policy asks for, that are not standard, and that no user has: perhaps misspelt.
    pub fn unheard_of(&self, users: &[Consumer]) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        for ((bit, name), place) in FREE.iter().zip(&self.own_attributes).zip(&self.own_places) {
            if !users.iter().any(|user| user.attributes.contains(*bit)) {
                let message = format!("no user has the attribute {name:?}, which is not a standard one");
                remarks.push(Diagnostic { message, ..place.clone() });
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
                        let message = explain(error, users, &self.own_attributes);
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

fn read_target(value: &Spanned<RawTarget>, checker: &mut Checker) -> Option<Target> {
    match value.get_ref() {
        NamedOr::Named(name) => checker.one_of(&Spanned::new(value.span(), name.clone()), "target", &TARGETS),
        NamedOr::Stated(RawPermille { permille_of_base: Some(permille), permille_of_demand: None }) => {
            checker.whole(permille, 1..=u16::MAX).map(Target::PermilleOfBase)
        }
        NamedOr::Stated(RawPermille { permille_of_base: None, permille_of_demand: Some(permille) }) => {
            checker.whole(permille, 1..=1000).map(Target::PermilleOfDemand)
        }
        NamedOr::Stated(_) => {
            checker.note(&value.span(), "write either permille_of_base or permille_of_demand, and one only");
            None
        }
    }
}

/// A policy error in the words of a scenario file.
fn explain(error: PolicyError, users: &[Consumer], own: &[String]) -> String {
    match error {
        PolicyError::TooManySteps { .. } => {
            format!("the step is one too many; a policy has at most {MAX_STEPS} steps")
        }
        PolicyError::ContradictoryAttributes { attributes, .. } => format!(
            "the step wants users to have and not to have {}, so it serves nobody; name it once",
            list(attribute_names(own, attributes).map(|(name, _)| name))
        ),
        PolicyError::NeverAsks { .. } => {
            "the step can never ask for anything, because earlier steps already ask as much of all its users; \
             take it out, or put it before them"
                .to_owned()
        }
        PolicyError::ClassNeverServed { class } => {
            let user = users.iter().find(|user| user.class == class).map_or("", |user| user.id.as_str());
            format!("no step serves class {:?}, of which user {user:?} is; add a step for it", class.name())
        }
        other => other.to_string(),
    }
}
