//! An outcome in words: the decision as a whole, and the reason of every user.

use std::collections::HashSet;

use citygate::allocate::Reason;
use citygate::policy::{Share, Step, Target};
use citygate::user::{Attributes, SupplyClass};

use super::order;
use crate::local_text::LocalText;
use crate::messages::catalogue::{Messages, NoteMessages};
use crate::quantity::Quantity;
use crate::result::allocation::Allocation;
use crate::result::horizon::{PeriodOutcome, is_short_elsewhere};
use crate::result::shares::UserOutcome;
use crate::scenario::Scenario;
use crate::scenario::network::Node;
use crate::scenario::user::Consumer;

/// Up to so many users are told by name.
const MOST_NAMES: usize = 6;

/// A figure of a user under its heading; nothing of users that have none.
pub type Term = (&'static str, fn(&Consumer) -> String);

/// A scenario and what is shared out, in one language.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    pub scenario: &'a Scenario,
    pub allocation: &'a Allocation,
    pub messages: &'static Messages,
}

impl<'a> Explainer<'a> {
    /// A text of the scenario.
    pub fn text(&self, text: &'a LocalText) -> &'a str {
        (self.messages.local)(text)
    }

    /// What people call a user.
    pub fn user(&self, user: &'a Consumer) -> &'a str {
        user.name.as_ref().map_or(&user.id, |name| self.text(name))
    }

    /// What people call a node.
    pub fn node(&self, node: &'a Node) -> &'a str {
        node.name.as_ref().map_or(&node.id, |name| self.text(name))
    }

    /// What people call the node that a reason speaks of.
    fn node_of(&self, outcome: &UserOutcome) -> &'a str {
        let network = self.scenario.network.as_ref();
        let position = network.zip(outcome.node.as_deref()).and_then(|(network, id)| network.position(id));
        let node = network.zip(position).and_then(|(network, position)| network.nodes.get(position));
        node.map_or("", |node| self.node(node))
    }

    /// What people call a pipe, source or storage.
    pub fn element(&self, id: &'a str) -> &'a str {
        let network = self.scenario.pipe_network.as_ref();
        network.and_then(|network| network.name_of(id)).map_or(id, |name| self.text(name))
    }

    /// What holds a user back in a network of any shape.
    fn held_by(&self, outcome: &'a UserOutcome) -> String {
        let names: Vec<&str> = outcome.held_by.iter().map(|id| self.element(id)).collect();
        self.some(&names)
    }

    /// The unit of the outcome as people write it: with a horizon one of volume.
    pub fn unit(&self) -> String {
        (self.messages.unit)(&self.allocation.unit)
    }

    /// The unit of the scenario as people write it.
    pub fn flow_unit(&self) -> String {
        (self.messages.unit)(&self.scenario.unit)
    }

    /// The unit of volumes as people write it.
    pub fn volume_unit(&self) -> String {
        (self.messages.unit)(&self.scenario.volume_unit.label)
    }

    pub fn amount(&self, quantity: Quantity) -> String {
        (self.messages.amount)(&quantity.to_string(), &self.unit())
    }

    pub fn flow(&self, quantity: Quantity) -> String {
        (self.messages.amount)(&quantity.to_string(), &self.flow_unit())
    }

    /// What is to be known of the figures: up to which quantity shares are exact, where that is not the thousandth, and
    /// whether figures were rounded.
    pub fn notes_on_figures(&self) -> Vec<String> {
        let scale = self.scenario.scale;
        let resolution = (!scale.is_finest()).then(|| self.amount(scale.resolution()));
        let resolution = resolution.map(|resolution| (self.messages.label.resolution)(&resolution));
        let rounded = self.allocation.rounded.map(|count| (self.messages.label.rounded)(count));
        resolution.into_iter().chain(rounded).collect()
    }

    pub fn users(&self) -> impl Iterator<Item = (&'a Consumer, &'a UserOutcome)> {
        self.scenario.users.iter().zip(&self.allocation.users)
    }

    pub fn decision(&self) -> String {
        let Allocation { demand, supply, served, curtailed, unused, .. } = *self.allocation;
        if curtailed == Quantity::ZERO {
            return (self.messages.all_served)(&self.amount(demand), &self.amount(supply));
        }
        let mut full = Vec::new();
        let mut part = Vec::new();
        let mut none = Vec::new();
        for class in self.allocation.classes.iter().filter(|class| class.demand != Quantity::ZERO) {
            let name = (self.messages.class)(class.class);
            match class.granted {
                granted if granted == class.demand => full.push(name),
                Quantity::ZERO => none.push(name),
                granted => part.push((self.messages.in_part)(name, &percentage(granted, class.demand))),
            }
        }
        let mut classes = Vec::new();
        if !full.is_empty() {
            classes.push((self.messages.in_full)(&(self.messages.list)(&full)));
        }
        classes.extend(part);
        if !none.is_empty() {
            classes.push((self.messages.cut_off)(&(self.messages.list)(&none)));
        }
        let mut decision = (self.messages.decision)(
            &self.amount(demand),
            &self.amount(served),
            &percentage(served, demand),
            &classes.join(self.messages.semicolon),
        );
        if !self.allocation.by_order.is_zero() {
            decision.push_str(&(self.messages.of_it_by_order)(&self.amount(self.allocation.by_order)));
        }
        let nodes = self.holding_nodes();
        if !nodes.is_empty() {
            decision.push_str(&(self.messages.network.capacity_is_cause)(&self.some(&nodes)));
        }
        let elements = self.holding_elements();
        if !elements.is_empty() {
            decision.push_str(&(self.messages.network.pipes.are_cause)(&self.some(&elements)));
        }
        decision.push_str(&self.left_over(unused));
        decision
    }

    /// How much is withheld by order.
    pub fn withheld(&self, by_order: Quantity) -> String {
        (self.messages.by_order)(&self.amount(by_order))
    }

    /// What becomes of gas that is left over while users fall short, and why they cannot have it.
    fn left_over(&self, unused: Quantity) -> String {
        let Some(periods) = &self.allocation.periods else {
            let messages = self.messages;
            let left_over = if self.has_tree() { messages.network.left_over } else { messages.left_over };
            return if unused == Quantity::ZERO { String::new() } else { left_over(&self.amount(unused)) };
        };
        let messages = self.messages.horizon;
        let in_storage = self.left_in_storages(periods).min(unused);
        let in_periods = unused.less(in_storage);
        let mut text = String::new();
        if in_periods != Quantity::ZERO {
            text.push_str(&(messages.left_over)(&self.amount(in_periods), is_short_elsewhere(periods)));
        }
        if in_storage != Quantity::ZERO {
            text.push_str(&(messages.left_in_storage)(&self.amount(in_storage)));
        }
        text
    }

    /// What storages hold above their reserves in the end.
    fn left_in_storages(&self, periods: &[PeriodOutcome]) -> Quantity {
        if let Some((network, outcome)) =
            self.scenario.pipe_network.as_ref().zip(self.allocation.pipe_network.as_ref())
        {
            let all = network.storages.iter().zip(&outcome.storages);
            let left = all.map(|(storage, state)| state.stock.less(storage.reserve));
            return left.fold(Quantity::ZERO, |sum, left| sum.checked_add(left).unwrap_or(Quantity::MAX));
        }
        let storage = self.scenario.horizon.as_ref().and_then(|horizon| horizon.storage.as_ref());
        let stock = periods.last().and_then(|period| period.stock).unwrap_or_default();
        storage.map_or(Quantity::ZERO, |storage| stock.less(storage.reserve))
    }

    /// The nodes that hold users back, in the order of the scenario.
    fn holding_nodes(&self) -> Vec<&'a str> {
        let Some(network) = &self.scenario.network else { return Vec::new() };
        let ahead = self.allocation.periods.iter().flatten().flat_map(|period| &period.users);
        let held = self.allocation.users.iter().map(|user| &user.node).chain(ahead.map(|user| &user.node));
        let held: HashSet<&str> = held.flatten().map(String::as_str).collect();
        network
            .nodes
            .iter()
            .filter(|node| held.contains(node.id.as_str()))
            .map(|node| self.node(node))
            .collect()
    }

    /// The pipes, sources and storages that hold back users who do not lack gas itself, in the order of the result.
    fn holding_elements(&self) -> Vec<&'a str> {
        let Some(network) = &self.allocation.pipe_network else { return Vec::new() };
        let ahead = self.allocation.periods.iter().flatten().flat_map(|period| &period.users);
        let ahead = ahead.filter(|user| user.reason == Reason::HeldByNetwork).map(|user| &user.held_by);
        let now = self.allocation.users.iter().filter(|user| user.reason == Reason::HeldByNetwork);
        let held: HashSet<&str> =
            now.map(|user| &user.held_by).chain(ahead).flatten().map(String::as_str).collect();
        let pipes = network.pipes.iter().map(|pipe| pipe.id.as_str());
        let sources = network.sources.iter().map(|source| source.id.as_str());
        let storages = network.storages.iter().map(|storage| storage.id.as_str());
        let all = pipes.chain(sources).chain(storages);
        all.filter(|id| held.contains(id)).map(|id| self.element(id)).collect()
    }

    /// Why a user gets what it gets, after the alarm if its technical minimum is not met.
    pub fn why(&self, user: &Consumer, outcome: &UserOutcome) -> String {
        let why = self.over_time(outcome, self.reason(user, outcome, &self.named(outcome)));
        let why = match outcome.by_order {
            Quantity::ZERO => why,
            by_order if by_order == outcome.curtailed() => why,
            by_order => [why, self.withheld(by_order)].join(self.messages.semicolon),
        };
        // A minimum that did not fit is a reason of its own.
        if !outcome.minimum_unmet || outcome.reason == Reason::MinimumDidNotFit {
            return why;
        }
        [(self.messages.minimum_unmet)(self.minimum_of(user.class)), why].join(self.messages.semicolon)
    }

    /// With a horizon, for how long the user falls short is said before the reason.
    fn over_time(&self, outcome: &UserOutcome, reason: String) -> String {
        let reason =
            if outcome.off_too_long { (self.messages.horizon.off_too_long)(&reason) } else { reason };
        let Some(hours) = outcome.short_h.filter(|hours| *hours != Quantity::ZERO) else { return reason };
        (self.messages.horizon.short_for)(&hours.to_string(), &reason)
    }

    /// Why a user and others like it get what they get.
    pub fn why_in_general(&self, user: &Consumer, outcome: &UserOutcome) -> String {
        match outcome.reason {
            Reason::MinimumDidNotFit if self.has_tree() => {
                let reason = (self.messages.network.minimums_do_not_fit)(&self.named(outcome));
                self.with_limits(outcome, reason)
            }
            Reason::MinimumDidNotFit => (self.messages.minimums_do_not_fit)(&self.named(outcome)),
            _ => self.reason(user, outcome, &self.named(outcome)),
        }
    }

    /// The reason, and in a network of any shape what is used up, or what limits.
    fn reason(&self, user: &Consumer, outcome: &'a UserOutcome, step: &str) -> String {
        let reason = self.reason_in_step(user, outcome, step);
        self.with_limits(outcome, reason)
    }

    fn with_limits(&self, outcome: &'a UserOutcome, reason: String) -> String {
        let messages = self.messages.network.pipes;
        match outcome.reason {
            _ if outcome.held_by.is_empty() => reason,
            Reason::ShortInStep => (messages.used_up)(&reason, &self.held_by(outcome)),
            Reason::MinimumDidNotFit => (messages.limited)(&reason, &self.held_by(outcome)),
            _ => reason,
        }
    }

    fn reason_in_step(&self, user: &Consumer, outcome: &'a UserOutcome, step: &str) -> String {
        let messages = self.messages;
        if !outcome.by_order.is_zero() && outcome.by_order == outcome.curtailed() {
            return messages.stopped.to_owned();
        }
        match outcome.reason {
            Reason::Satisfied if outcome.demand == Quantity::ZERO => messages.wants_nothing.to_owned(),
            Reason::Satisfied => messages.satisfied.to_owned(),
            Reason::ShortInStep if self.had_nothing_left(user, outcome) => (messages.step_gets_nothing)(step),
            Reason::ShortInStep if self.is_all_or_nothing(user, outcome) => {
                (messages.does_not_fit_whole)(step)
            }
            Reason::ShortInStep => (messages.step_is_short)(step),
            Reason::HeldByNode if self.is_all_or_nothing(user, outcome) => {
                (messages.node_brings_too_little)(self.node_of(outcome), step)
            }
            Reason::HeldByNode => (messages.node_is_full)(self.node_of(outcome), step),
            Reason::HeldByNetwork if self.is_all_or_nothing(user, outcome) => {
                (messages.network.pipes.held_whole)(&self.held_by(outcome), step)
            }
            Reason::HeldByNetwork => (messages.network.pipes.held)(&self.held_by(outcome), step),
            Reason::MinimumDidNotFit => {
                let minimum = (messages.of_so_much)(self.minimum_of(user.class), &self.flow(user.minimum));
                if outcome.node.is_some() {
                    return (messages.network.minimum_held_by_node)(&minimum, self.node_of(outcome), step);
                }
                let say = if self.has_tree() {
                    messages.network.minimum_does_not_fit
                } else {
                    messages.minimum_does_not_fit
                };
                say(&minimum, step)
            }
            Reason::NotEligible => messages.not_eligible.to_owned(),
        }
    }

    fn has_tree(&self) -> bool {
        self.scenario.network.is_some()
    }

    /// Whether nothing was left for the step that the user's reason speaks of. Where it got nothing, that is so for a user
    /// that takes any part; one that takes all or nothing may have been passed over, and gas is left behind it.
    fn had_nothing_left(&self, user: &Consumer, outcome: &UserOutcome) -> bool {
        let from_step = outcome.step.and_then(|step| self.allocation.steps.get(usize::from(step)..));
        let Some((step, later)) = from_step.and_then(<[_]>::split_first) else { return false };
        let is_left = self.allocation.unused != Quantity::ZERO
            || later.iter().any(|step| step.granted != Quantity::ZERO);
        step.granted == Quantity::ZERO && !(is_left && self.is_all_or_nothing(user, outcome))
    }

    /// Whether the user takes all that the step of its reason asks for it, or nothing of that.
    fn is_all_or_nothing(&self, user: &Consumer, outcome: &UserOutcome) -> bool {
        let share = self.step_of(outcome).and_then(Step::share);
        user.on_off || matches!(share, Some(Share::AllOrNothing | Share::Rotating))
    }

    fn step_of(&self, outcome: &UserOutcome) -> Option<&'static Step> {
        self.steps().get(usize::from(outcome.step?))
    }

    /// Why a user's set-point is changed: the reason of a grant at another moment than that of the allocation.
    pub fn reason_of_order(&self, user: &Consumer, reason: Reason, step: Option<u8>) -> String {
        let step = self.named_step(step);
        match reason {
            Reason::Satisfied => self.messages.satisfied.to_owned(),
            Reason::MinimumDidNotFit => {
                let minimum =
                    (self.messages.of_so_much)(self.minimum_of(user.class), &self.flow(user.minimum));
                (self.messages.minimum_does_not_fit)(&minimum, &step)
            }
            Reason::NotEligible => self.messages.not_eligible.to_owned(),
            _ => (self.messages.step_is_short)(&step),
        }
    }

    fn named(&self, outcome: &UserOutcome) -> String {
        self.named_step(outcome.step)
    }

    /// The step that a reason speaks of: its place in the order, whom it serves, and which part of their demand where that
    /// is not all of it.
    fn named_step(&self, step: Option<u8>) -> String {
        let Some((index, step)) =
            step.and_then(|step| Some((usize::from(step), self.steps().get(usize::from(step))?)))
        else {
            return String::new();
        };
        let own = &self.scenario.order.own_attributes;
        let mut parts = vec![order::whom(step, own, self.messages)];
        match step.target() {
            Some(Target::Demand) | None => {}
            Some(target) => parts.push(order::target(step, target, self.messages)),
        }
        (self.messages.aside)(&self.place(index), &parts.join(self.messages.comma))
    }

    /// The place of a step in the order.
    pub fn place(&self, index: usize) -> String {
        order::place(self.steps(), index, self.messages)
    }

    fn minimum_of(&self, class: SupplyClass) -> &'static str {
        order::minimum_of(class, self.messages)
    }

    /// Up to so many names, and how many more there are.
    pub fn some(&self, names: &[&str]) -> String {
        match names.split_at_checked(MOST_NAMES) {
            Some((named, more)) if !more.is_empty() => (self.messages.and_more)(named, more.len()),
            _ => (self.messages.list)(names),
        }
    }

    /// An alarm for each kind of technical minimum that is not met, with the users that lack it.
    pub fn alarms(&self) -> Vec<String> {
        let names = [self.messages.furnace_minimum, self.messages.minimum_of_users];
        let alarm = |name: &'static str| {
            let lacking: Vec<&str> = self
                .users()
                .filter(|(user, outcome)| self.minimum_of(user.class) == name && outcome.minimum_unmet)
                .map(|(user, _)| self.user(user))
                .collect();
            (!lacking.is_empty()).then(|| (self.messages.alarm)(name, &self.some(&lacking)))
        };
        names.into_iter().filter_map(alarm).collect()
    }

    pub fn steps(&self) -> &'static [Step] {
        self.scenario.order.policy.steps()
    }

    /// What shares go by beside demand: the technical minimum and the stated base, where any user has one. With a horizon
    /// they are flows among volumes, and stand with the input.
    pub fn terms(&self) -> Vec<Term> {
        let (label, users) = (&self.messages.label, &self.scenario.users);
        let mut terms: Vec<Term> = Vec::new();
        if self.scenario.horizon.is_some() {
            return terms;
        }
        if users.iter().any(|user| user.minimum != Quantity::ZERO) {
            terms.push((label.minimum, |user| match user.minimum {
                Quantity::ZERO => String::new(),
                minimum => minimum.to_string(),
            }));
        }
        if users.iter().any(|user| user.base.is_some()) {
            terms.push((label.base, |user| user.base.map(|base| base.to_string()).unwrap_or_default()));
        }
        terms
    }

    /// Whom a step serves, what part of their demand, and how a shortage is shared.
    pub fn step(&self, step: &Step) -> String {
        order::step(step, &self.scenario.order.own_attributes, self.messages)
    }

    pub fn notes(&self) -> Option<NoteMessages> {
        self.scenario.order.regime.map(|regime| (self.messages.notes)(regime.notes()))
    }

    /// The place in its source that a step of a built-in order follows.
    pub fn citation(&self, index: usize) -> Option<&'static str> {
        self.notes()?.steps.get(index).copied()
    }

    pub fn attributes(&self, set: Attributes) -> String {
        order::attributes(set, &self.scenario.order.own_attributes, self.messages)
    }
}

/// A part in percent with one decimal, rounded half up; but only all of it is 100%, and only nothing 0%.
pub fn percentage(part: Quantity, whole: Quantity) -> String {
    let (part, whole) = (u128::from(part.thousandths()), u128::from(whole.thousandths()));
    let Some(permille) = (part * 2000 + whole).checked_div(2 * whole) else { return "–".to_owned() };
    match permille {
        0 if part != 0 => "<0.1%".to_owned(),
        1000 if part < whole => ">99.9%".to_owned(),
        _ => format!("{}.{}%", permille / 10, permille % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_half_up_and_never_hide_a_curtailment() {
        let of =
            |part, whole| percentage(Quantity::from_thousandths(part), Quantity::from_thousandths(whole));
        for (part, whole, text) in [
            (0, 0, "–"),
            (0, 5, "0.0%"),
            (1, 1_000_000, "<0.1%"),
            (999_999, 1_000_000, ">99.9%"),
            (1, 3, "33.3%"),
            (2, 3, "66.7%"),
            (1, 2000, "0.1%"),
            (5, 9, "55.6%"),
            (315, 345, "91.3%"),
            (u64::MAX, u64::MAX, "100.0%"),
        ] {
            assert_eq!(of(part, whole), text, "{part} of {whole}");
        }
    }
}
