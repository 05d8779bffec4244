//! An outcome in words: the decision as a whole, and the reason of every user.

use citygate::allocate::Reason;
use citygate::policy::{Share, Step, Target};
use citygate::user::{Attributes, ClassSet, SupplyClass};

use super::hours;
use crate::outcome::{Outcome, UserOutcome};
use crate::quantity::Quantity;
use crate::scenario::{Consumer, Scenario};
use crate::words::{NoteWords, Words};

/// A scenario and its outcome, in one language.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its outcome.
    pub outcome: &'a Outcome,
    /// The language's words.
    pub words: &'static Words,
}

impl<'a> Explainer<'a> {
    /// The unit of the outcome as people write it: with a horizon one of volume.
    pub fn unit(&self) -> String {
        self.outcome.unit.replace("m3", "m³")
    }

    /// The unit of the scenario as people write it.
    pub fn flow_unit(&self) -> String {
        self.scenario.unit.replace("m3", "m³")
    }

    /// A quantity of the outcome, with its unit.
    pub fn amount(&self, quantity: Quantity) -> String {
        format!("{quantity} {}", self.unit())
    }

    /// A quantity of the scenario, with its unit.
    pub fn flow(&self, quantity: Quantity) -> String {
        format!("{quantity} {}", self.flow_unit())
    }

    /// Up to which quantity shares are exact, where that is not the thousandth.
    pub fn resolution(&self) -> Option<String> {
        let resolution = self.amount(self.scenario.scale.resolution());
        (!self.scenario.scale.is_finest()).then(|| (self.words.label.resolution)(&resolution))
    }

    /// The users as stated and as served.
    pub fn users(&self) -> impl Iterator<Item = (&'a Consumer, &'a UserOutcome)> {
        self.scenario.users.iter().zip(&self.outcome.users)
    }

    /// Everything in a sentence.
    pub fn decision(&self) -> String {
        let Outcome { demand, supply, served, curtailed, unused, .. } = *self.outcome;
        if curtailed == Quantity::ZERO {
            return (self.words.all_served)(&self.amount(demand), &self.amount(supply));
        }
        let mut full = Vec::new();
        let mut part = Vec::new();
        let mut none = Vec::new();
        for class in self.outcome.classes.iter().filter(|class| class.demand != Quantity::ZERO) {
            let name = (self.words.class)(class.class);
            match class.granted {
                granted if granted == class.demand => full.push(name),
                Quantity::ZERO => none.push(name),
                granted => part.push((self.words.in_part)(name, &percentage(granted, class.demand))),
            }
        }
        let mut classes = Vec::new();
        if !full.is_empty() {
            classes.push((self.words.in_full)(&(self.words.list)(&full)));
        }
        classes.extend(part);
        if !none.is_empty() {
            classes.push((self.words.cut_off)(&(self.words.list)(&none)));
        }
        let mut decision = (self.words.decision)(
            &self.amount(demand),
            &self.amount(served),
            &percentage(served, demand),
            &classes.join(self.words.semicolon),
        );
        if unused != Quantity::ZERO {
            let has_horizon = self.scenario.horizon.is_some();
            let left_over = if has_horizon { self.words.horizon.left_over } else { self.words.left_over };
            decision.push_str(&left_over(&self.amount(unused)));
        }
        decision
    }

    /// Why a user gets what it gets; a step is told by its number and what it serves.
    pub fn why(&self, user: &Consumer, outcome: &UserOutcome) -> String {
        self.over_time(outcome, self.reason(user, outcome, &self.named(outcome)))
    }

    /// The same, for readers who have the steps beside it: a step is told by its number alone.
    pub fn why_in_brief(&self, user: &Consumer, outcome: &UserOutcome) -> String {
        self.over_time(outcome, self.reason(user, outcome, &self.number(outcome)))
    }

    /// With a horizon, for how long the user falls short is said before the reason.
    fn over_time(&self, outcome: &UserOutcome, reason: String) -> String {
        let Some(hours) = outcome.short_h.filter(|hours| *hours != Quantity::ZERO) else { return reason };
        (self.words.horizon.short_for)(&hours.to_string(), &reason)
    }

    /// Why a user and others like it get what they get.
    pub fn why_in_general(&self, user: &Consumer, outcome: &UserOutcome) -> String {
        match outcome.reason {
            Reason::MinimumDidNotFit if self.has_tree() => {
                (self.words.tree.minimums_do_not_fit)(&self.named(outcome))
            }
            Reason::MinimumDidNotFit => (self.words.minimums_do_not_fit)(&self.named(outcome)),
            _ => self.reason(user, outcome, &self.named(outcome)),
        }
    }

    fn reason(&self, user: &Consumer, outcome: &UserOutcome, step: &str) -> String {
        let words = self.words;
        match outcome.reason {
            Reason::Satisfied if outcome.demand == Quantity::ZERO => words.wants_nothing.to_owned(),
            Reason::Satisfied => words.satisfied.to_owned(),
            Reason::ShortInStep if self.gets_nothing(outcome) => (words.step_gets_nothing)(step),
            Reason::ShortInStep if self.takes_whole(user, outcome) => (words.whole_does_not_fit)(step),
            Reason::ShortInStep => (words.step_is_short)(step),
            Reason::HeldByNode => (words.node_is_full)(outcome.node.as_deref().unwrap_or_default(), step),
            Reason::MinimumDidNotFit => {
                let minimum = self.flow(user.minimum);
                let say = if self.has_tree() {
                    words.tree.minimum_does_not_fit
                } else {
                    words.minimum_does_not_fit
                };
                say(&minimum, step)
            }
            Reason::NotEligible => words.not_eligible.to_owned(),
        }
    }

    fn has_tree(&self) -> bool {
        self.scenario.network.is_some()
    }

    /// Whether the step that the user's reason speaks of gets nothing at all.
    fn gets_nothing(&self, outcome: &UserOutcome) -> bool {
        let step = outcome.step.and_then(|step| self.outcome.steps.get(usize::from(step)));
        step.is_some_and(|step| step.granted == Quantity::ZERO)
    }

    /// Whether the user takes all that the step of its reason asks for it, or nothing of that.
    fn takes_whole(&self, user: &Consumer, outcome: &UserOutcome) -> bool {
        let share = self.step_of(outcome).and_then(Step::share);
        user.on_off || matches!(share, Some(Share::AllOrNothing | Share::Rotating))
    }

    /// The step that the user's reason speaks of.
    fn step_of(&self, outcome: &UserOutcome) -> Option<&'static Step> {
        self.steps().get(usize::from(outcome.step?))
    }

    /// The number of that step.
    fn number(&self, outcome: &UserOutcome) -> String {
        outcome.step.map(|step| (self.words.number)(usize::from(step) + 1)).unwrap_or_default()
    }

    /// The number of that step and what it serves.
    fn named(&self, outcome: &UserOutcome) -> String {
        let step = self.step_of(outcome).map(|step| self.step(step)).unwrap_or_default();
        (self.words.aside)(&self.number(outcome), &step)
    }

    /// The steps of the supply order.
    pub fn steps(&self) -> &'static [Step] {
        self.scenario.order.policy.steps()
    }

    /// Whom a step serves, what part of their demand, and how a shortage is shared.
    pub fn step(&self, step: &Step) -> String {
        let words = self.words;
        let mut whom = self.classes(step.classes());
        if step.attributes_all() != Attributes::NONE {
            whom.push_str(&(words.with)(&self.attributes(step.attributes_all())));
        }
        if step.attributes_none() != Attributes::NONE {
            whom.push_str(&(words.without)(&self.attributes(step.attributes_none())));
        }
        let target = (words.target)(step.target().unwrap_or(Target::Demand));
        (words.step)(&whom, &target, (words.share)(step.share().unwrap_or(Share::ProRata)))
    }

    /// The notes on the supply order, if it is a built-in one.
    pub fn notes(&self) -> Option<NoteWords> {
        self.scenario.order.regime.map(|regime| (self.words.notes)(regime.notes()))
    }

    /// What the scenario states beside its users: names and values.
    pub fn situation(&self) -> Vec<(&'static str, String)> {
        let (label, situation) = (&self.words.label, &self.scenario.situation);
        let supply = self.scenario.supply.filter(|_| self.scenario.horizon.is_none());
        let supply = supply.map(|supply| (label.supply, self.flow(supply)));
        let normal = situation.normal_supply.map(|supply| (label.normal_supply, self.flow(supply)));
        let trend = situation.trend.map(|trend| (label.trend, (self.words.trend)(trend).to_owned()));
        let network = situation.network.map(|state| (label.network, (self.words.network)(state).to_owned()));
        let interruption =
            situation.interruption_h.map(|hours| (label.interruption, (label.hours)(&hours.to_string())));
        let regions = situation.regions.map(|regions| (label.regions, regions.to_string()));
        let event = &self.words.event;
        let extent = situation.extent.map(|extent| (event.label.extent, (event.extent)(extent).to_owned()));
        let exceeded = situation.exceeded.map(|of| (event.label.exceeded, (event.government)(of).to_owned()));
        let sensitive: Vec<&str> = situation.sensitivity.iter().map(event.sensitivity).collect();
        let sensitive =
            (!sensitive.is_empty()).then(|| (event.label.sensitivity, (self.words.list)(&sensitive)));
        let rows = [supply, normal, trend, network, interruption, regions, extent, exceeded, sensitive];
        rows.into_iter().flatten().chain(hours::storage(self)).collect()
    }

    /// The place in its source that a step of a built-in order follows.
    pub fn citation(&self, index: usize) -> Option<&'static str> {
        self.notes()?.steps.get(index).copied()
    }

    /// The names of attributes.
    pub fn attributes(&self, set: Attributes) -> String {
        let names = self.scenario.order.attribute_names(set);
        let names: Vec<&str> = names.map(|(name, zh)| (self.words.attribute)(name, zh)).collect();
        (self.words.list)(&names)
    }

    fn classes(&self, set: ClassSet) -> String {
        if set == ClassSet::ALL {
            return self.words.every_class.to_owned();
        }
        let classes = SupplyClass::ALL.into_iter().filter(|class| set.contains(*class));
        (self.words.list)(&classes.map(self.words.class).collect::<Vec<_>>())
    }
}

/// A part in percent, rounded down to one decimal, so that only all of it is 100%.
pub fn percentage(part: Quantity, whole: Quantity) -> String {
    let (part, whole) = (u128::from(part.thousandths()), u128::from(whole.thousandths()));
    match (part * 1000).checked_div(whole) {
        None => "–".to_owned(),
        Some(0) if part != 0 => "<0.1%".to_owned(),
        Some(permille) if permille % 10 == 0 => format!("{}%", permille / 10),
        Some(permille) => format!("{}.{}%", permille / 10, permille % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_round_down_and_never_hide_a_curtailment() {
        let of =
            |part, whole| percentage(Quantity::from_thousandths(part), Quantity::from_thousandths(whole));
        assert_eq!(of(0, 0), "–");
        assert_eq!(of(0, 5), "0%");
        assert_eq!(of(1, 1_000_000), "<0.1%");
        assert_eq!(of(999_999, 1_000_000), "99.9%");
        assert_eq!(of(1, 3), "33.3%");
        assert_eq!(of(315, 345), "91.3%");
        assert_eq!(of(u64::MAX, u64::MAX), "100%");
    }
}
