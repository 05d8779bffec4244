//! The hours ahead as people read them: few enough rows, and when a shortage reaches whom.

use super::explain::Explainer;
use crate::quantity::Quantity;
use crate::result::horizon::PeriodOutcome;
use crate::scenario::horizon::Horizon;

/// The horizon of a scenario and what its periods come to.
#[derive(Clone, Copy)]
pub struct Hours<'a> {
    pub horizon: &'a Horizon,
    pub periods: &'a [PeriodOutcome],
}

/// Some periods in a row, added up.
pub struct Block<'a> {
    periods: &'a [PeriodOutcome],
    from: Quantity,
    to: Quantity,
}

pub fn hours<'a>(explainer: &Explainer<'a>) -> Option<Hours<'a>> {
    let (horizon, periods) =
        explainer.scenario.horizon.as_ref().zip(explainer.allocation.periods.as_deref())?;
    Some(Hours { horizon, periods })
}

impl<'a> Hours<'a> {
    /// How many periods go into one of at most so many rows.
    pub fn per_row(&self, most_rows: usize) -> usize {
        self.periods.len().div_ceil(most_rows).max(1)
    }

    /// The periods, so many in each block; fewer in the last one.
    pub fn blocks(&self, per_block: usize) -> impl Iterator<Item = Block<'a>> {
        let horizon = self.horizon;
        self.periods.chunks(per_block).enumerate().map(move |(index, periods)| Block {
            periods,
            from: horizon.hours(index * per_block),
            to: horizon.hours(index * per_block + periods.len()),
        })
    }

    /// Whether gas is stored over the periods.
    pub fn has_storage(&self) -> bool {
        self.periods.iter().any(|period| period.stock.is_some())
    }

    /// The headings of columns that a [`Block`] has cells for.
    pub fn headings(&self, explainer: &Explainer) -> Vec<&'static str> {
        let (label, messages) = (&explainer.messages.label, explainer.messages.horizon);
        let mut headings = vec![messages.supply];
        if self.has_storage() {
            headings.extend([messages.withdrawn, messages.stock_at_last]);
        }
        headings.extend([label.demand, label.served, label.curtailed]);
        headings
    }
}

impl Block<'_> {
    pub fn name(&self, explainer: &Explainer) -> String {
        let horizon = explainer.scenario.horizon.as_ref();
        let clock = |hours| horizon.and_then(|horizon| horizon.clock(hours));
        match clock(self.from).zip(clock(self.to)) {
            Some((from, to)) => format!("{from} – {}", without_same_day(&from, &to)),
            None => (explainer.messages.horizon.from_to)(&self.from.to_string(), &self.to.to_string()),
        }
    }

    pub fn is_short(&self) -> bool {
        self.periods.iter().any(|period| period.served != period.demand)
    }

    /// The figures under [`Hours::headings`].
    pub fn figures(&self) -> Vec<Quantity> {
        let sum = |of: fn(&PeriodOutcome) -> Quantity| {
            let add = |sum: Quantity, period| sum.checked_add(of(period)).unwrap_or(Quantity::MAX);
            self.periods.iter().fold(Quantity::ZERO, add)
        };
        let (demand, served) = (sum(|period| period.demand), sum(|period| period.served));
        let mut figures = vec![sum(|period| period.supply)];
        if let Some(stock) = self.periods.last().and_then(|period| period.stock) {
            figures.extend([sum(|period| period.withdrawn.unwrap_or_default()), stock]);
        }
        figures.extend([demand, served, demand.less(served)]);
        figures
    }
}

/// For each class with users: its name, when it is first curtailed, when it is first without gas. Nothing without a
/// horizon.
pub fn outlook(explainer: &Explainer) -> impl Iterator<Item = [String; 3]> {
    let messages = explainer.messages.horizon;
    let when = |hours: Option<Quantity>| match hours {
        None => messages.never.to_owned(),
        Some(hours) => {
            let text = match hours {
                Quantity::ZERO => messages.at_once.to_owned(),
                _ => (messages.after)(&hours.to_string()),
            };
            let clock = explainer.scenario.horizon.as_ref().and_then(|horizon| horizon.clock(hours));
            clock.map_or(text.clone(), |clock| (explainer.messages.aside)(&text, &clock))
        }
    };
    explainer.allocation.outlook.iter().flatten().map(move |row| {
        [(explainer.messages.class)(row.class).to_owned(), when(row.first_touched_h), when(row.cut_off_h)]
    })
}

/// How many periods there are, and how a shortage is spread over them: names and values.
pub fn about(explainer: &Explainer) -> Vec<(&'static str, String)> {
    let messages = explainer.messages.horizon;
    let Some(hours) = hours(explainer) else { return Vec::new() };
    let (count, horizon) = (hours.periods.len(), hours.horizon);
    let together = horizon.hours(count).to_string();
    let begins = horizon.clock(Quantity::ZERO).map(|clock| (messages.begins, clock));
    let mut about = vec![
        (messages.horizon, (messages.periods)(count, &horizon.period_h.to_string(), &together)),
        (messages.shortage, (messages.spread)(horizon.share).to_owned()),
    ];
    about.extend(begins);
    about
}

/// The end of a period, with its day only where that is another one.
fn without_same_day<'t>(from: &str, to: &'t str) -> &'t str {
    let (Some((day, _)), Some((other, time))) = (from.split_once(' '), to.split_once(' ')) else { return to };
    if day == other { time } else { to }
}

/// What is stated of the storage: names and values.
pub fn storage(explainer: &Explainer) -> Vec<(&'static str, String)> {
    let messages = explainer.messages.horizon;
    let horizon = explainer.scenario.horizon.as_ref();
    let Some(storage) = horizon.and_then(|horizon| horizon.storage.as_ref()) else { return Vec::new() };
    let add = |sum: Quantity, delivery: &Quantity| sum.checked_add(*delivery).unwrap_or(Quantity::MAX);
    let deliveries = storage.deliveries.iter().fold(Quantity::ZERO, add);
    vec![
        (messages.stock_at_first, explainer.amount(storage.stock)),
        (messages.reserve, explainer.amount(storage.reserve)),
        (messages.withdrawal, explainer.amount(storage.withdrawal)),
        (messages.deliveries, explainer.amount(deliveries)),
    ]
}
