//! Outages (N-1) as people read them: sentences, and a table of what is lacking.

use std::ops::Range;

use super::explain::Explainer;
use super::order;
use crate::messages::language::Language;
use crate::messages::outages::OutageMessages;
use crate::quantity::Quantity;
use crate::result::outages::{OutageOutcome, Outages, WorstPeriod};
use crate::result::shares::ClassOutcome;
use crate::scenario::Scenario;

/// Outages in one language.
#[derive(Clone, Copy)]
pub struct OutageTeller<'a> {
    /// Of the scenario on pipes, with nothing out.
    pub explainer: Explainer<'a>,
    pub outages: &'a Outages,
}

/// What is lacking with nothing out, then during each outage that changes anything.
pub struct OutageTable {
    pub headings: Vec<&'static str>,
    /// Which columns hold figures.
    pub figures: Range<usize>,
    pub rows: Vec<OutageRow>,
}

pub struct OutageRow {
    /// What is out, perhaps of which kind, figures, then perhaps when most is lacking.
    pub cells: Vec<String>,
    /// Whether those get less whom the first step of the supply order serves.
    pub is_grave: bool,
}

/// Beside so many classes there is room for the kind of each element.
const MOST_CLASSES: usize = 4;

impl<'a> OutageTeller<'a> {
    pub fn new(scenario: &'a Scenario, outages: &'a Outages, language: Language) -> OutageTeller<'a> {
        let explainer = Explainer { scenario, allocation: &outages.whole, messages: language.messages() };
        OutageTeller { explainer, outages }
    }

    pub fn messages(&self) -> &'static OutageMessages {
        self.explainer.messages.outages
    }

    /// The outages that change anything.
    pub fn telling(&self) -> impl Iterator<Item = &'a OutageOutcome> {
        let outages = self.outages;
        outages.outages.iter().filter(|outage| outage.changes(outages))
    }

    /// What people call what is out.
    pub fn element(&self, outage: &'a OutageOutcome) -> &'a str {
        self.explainer.element(&outage.id)
    }

    /// The same, marked if those get less whom the first step of the supply order serves.
    pub fn marked(&self, outage: &'a OutageOutcome) -> String {
        match is_grave(outage) {
            true => format!("{} {}", self.messages().mark, self.element(outage)),
            false => self.element(outage).to_owned(),
        }
    }

    /// What it comes to, then what is to be known of the figures.
    pub fn sentences(&self) -> Vec<String> {
        let (messages, all) = (self.messages(), self.outages.outages.len());
        let mut sentences = Vec::new();
        if self.explainer.scenario.timeline.is_some() {
            sentences.push(messages.time_line.to_owned());
        }
        if all == 0 {
            sentences.push(messages.no_element.to_owned());
            return sentences;
        }
        let grave = self.named(is_grave);
        sentences.push(match grave.len() {
            0 => (messages.touch_nobody_first)(all, &self.first_served()),
            count => {
                let elements = self.explainer.some(&grave);
                (messages.touch_first)(count, all, &self.first_served(), &elements)
            }
        });
        if let Some(gravest) = self.telling().next() {
            let lacking = self.explainer.amount(gravest.curtailed);
            sentences.push((messages.gravest)(self.element(gravest), &lacking, gravest.cut_off.len()));
        }
        let idle = self.named(|outage| !outage.changes(self.outages));
        if !idle.is_empty() {
            sentences.push((messages.change_nothing)(idle.len(), &self.explainer.some(&idle)));
        }
        sentences
    }

    fn named(&self, is_meant: impl Fn(&OutageOutcome) -> bool) -> Vec<&'a str> {
        let meant = self.outages.outages.iter().filter(|outage| is_meant(outage));
        meant.map(|outage| self.element(outage)).collect()
    }

    /// Whom the first step of the supply order serves.
    pub fn first_served(&self) -> String {
        let order = &self.explainer.scenario.order;
        let first = order.policy.steps().first();
        first
            .map(|step| order::whom(step, &order.own_attributes, self.explainer.messages))
            .unwrap_or_default()
    }

    pub fn table(&self) -> OutageTable {
        let (messages, whole) = (self.messages(), &self.outages.whole);
        let wanting = |class: &&ClassOutcome| !class.demand.is_zero();
        let classes = whole.classes.iter().filter(wanting);
        let with_kind = classes.clone().count() <= MOST_CLASSES;
        let mut headings = vec![messages.out];
        headings.extend(with_kind.then_some(messages.kind_of_element));
        let first = headings.len();
        headings.push(messages.lacking);
        headings.extend(classes.map(|class| (self.explainer.messages.class)(class.class)));
        headings.push(messages.cut_off);
        let figures = first..headings.len();
        let is_ahead = self.explainer.scenario.horizon.is_some();
        headings.extend(is_ahead.then_some(messages.worst_period));
        let row = |names: [String; 2], curtailed: Quantity, classes: &[ClassOutcome], users: String| {
            let classes = classes.iter().filter(wanting).map(|class| class.curtailed().to_string());
            let cells =
                names.into_iter().take(first).chain([curtailed.to_string()]).chain(classes).chain([users]);
            cells.collect::<Vec<String>>()
        };
        let nothing = [messages.nothing.to_owned(), String::new()];
        let mut first = row(nothing, whole.curtailed, &whole.classes, String::new());
        first.extend(is_ahead.then(String::new));
        let mut rows = vec![OutageRow { cells: first, is_grave: false }];
        for outage in self.telling() {
            let is_grave = is_grave(outage);
            let names = [self.marked(outage), (messages.kind)(outage.kind).to_owned()];
            let users = outage.cut_off.len().to_string();
            let mut cells = row(names, outage.curtailed, &outage.classes, users);
            cells.extend(is_ahead.then(|| self.period(outage.worst_period)));
            rows.push(OutageRow { cells, is_grave });
        }
        OutageTable { headings, figures, rows }
    }

    /// When a period begins.
    fn period(&self, period: Option<WorstPeriod>) -> String {
        let Some(period) = period else { return String::new() };
        let horizon = self.explainer.scenario.horizon.as_ref();
        let clock = horizon.and_then(|horizon| horizon.clock(period.begins_h));
        clock.unwrap_or_else(|| (self.messages().hour)(&period.begins_h.to_string()))
    }
}

/// Whether those get less whom the first step of the supply order serves.
pub fn is_grave(outage: &OutageOutcome) -> bool {
    !outage.first_served_lose.is_zero()
}
