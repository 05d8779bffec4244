//! Checks the hours ahead.

use citygate::horizon::Spread;
use citygate::user::SupplyClass;
use toml::Spanned;

use super::checker::Checker;
use super::names;
use super::network::NodeIds;
use super::per_period::{self, Lists, quantities};
use super::raw::scenario::{RawRootStorage, RawScenario};
use super::raw::value::{Key, Number};
use super::timeline::entries;
use crate::quantity::Quantity;
use crate::scenario::horizon::{Horizon, Storage};

/// The longest period: a leap year.
const LONGEST_PERIOD: Quantity = Quantity::from_thousandths(366 * 24 * 1000);

const SPREADS: [(&str, Spread); 2] =
    [(Spread::Even.name(), Spread::Even), (Spread::Earliest.name(), Spread::Earliest)];

/// Checks the hours ahead, with so much supply at the top of the scenario, if it is stated there.
pub fn check(
    scenario: &RawScenario,
    supply: Option<Quantity>,
    nodes: Option<&NodeIds>,
    checker: &mut Checker,
) -> Option<Option<Horizon>> {
    let Some(value) = &scenario.horizon else { return Some(None) };
    let (table, raw) = (value.span(), value.get_ref());
    let period_h = checker.required(&raw.period_h, &table, "period_h", "1.0");
    let period_h = period_h.and_then(|value| period_length(value, checker));
    let start = match &raw.start {
        Some(value) => entries::start(value, checker).map(Some),
        None => Some(None),
    };
    let share = match &raw.share {
        Some(value) => checker.one_of(value, "way of spreading a shortage", &SPREADS),
        None => Some(Spread::Even),
    };
    let stated = raw.periods.as_ref().map_or(Some(0), |value| checker.whole(value, 1..=u16::MAX));
    let periods = Lists::of(scenario).length();
    let has_others = !scenario.sources.is_empty() || !scenario.storage.is_empty();
    let supply = match &raw.supply {
        None if has_others && periods.is_none() && raw.periods.is_some() => None,
        None if has_others && periods.is_none() => {
            checker.note_missing(&table, "periods", checker.words().periods_missing);
            None
        }
        None if has_others && periods == Some(0) => {
            checker.note(&table, checker.words().no_period);
            None
        }
        // The supply at the top is a source like the others.
        None if has_others => Some(vec![supply; periods.unwrap_or_default()].into_iter().flatten().collect()),
        value => supply_of(value, &table, periods, checker),
    };
    let mut demand: [Option<Vec<Quantity>>; SupplyClass::ALL.len()] = Default::default();
    let mut factors_are_right = true;
    for (name, factors) in &raw.demand {
        let class = names::class(name, checker);
        let factors = per_period::factors(factors, periods, checker);
        match class.zip(factors) {
            Some((class, factors)) => demand[class as usize] = Some(factors),
            None => factors_are_right = false,
        }
    }
    let storage = match &raw.storage {
        Some(storage) => check_storage(storage, periods, nodes, checker).map(Some),
        None => Some(None),
    };
    stated?;
    let (start, period_h, share, supply, storage) = (start?, period_h?, share?, supply?, storage?);
    let horizon = Horizon { start, period_h, share, periods: periods?, supply, demand, storage };
    if let (Some(value), Some(start)) = (&raw.start, start)
        && start.clock(horizon.hours(horizon.len())).is_none()
    {
        checker.note(&value.span(), (checker.words().ends_too_late)(&entries::latest_start()));
        return None;
    }
    factors_are_right.then_some(Some(horizon))
}

/// What is available at the root in each period.
fn supply_of(
    value: &Key<Vec<Spanned<Number>>>,
    table: &std::ops::Range<usize>,
    periods: Option<usize>,
    checker: &mut Checker,
) -> Option<Vec<Quantity>> {
    let supply = checker.required(value, table, "supply", "[21250.0, 20000.0]")?;
    if supply.get_ref().is_empty() {
        checker.note(&supply.span(), checker.words().no_period);
        return None;
    }
    quantities(supply, periods, checker)
}

fn period_length(value: &Spanned<Number>, checker: &mut Checker) -> Option<Quantity> {
    let length = checker.positive_quantity(value)?;
    if length > LONGEST_PERIOD {
        let message = (checker.words().period_too_long)(&length.to_number(), &LONGEST_PERIOD.to_number());
        checker.note(&value.span(), message);
        return None;
    }
    Some(length)
}

fn check_storage(
    raw: &Spanned<RawRootStorage>,
    periods: Option<usize>,
    nodes: Option<&NodeIds>,
    checker: &mut Checker,
) -> Option<Storage> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let stock = volume(&raw.stock, &table, "stock", checker);
    let withdrawal = volume(&raw.withdrawal, &table, "withdrawal", checker);
    let reserve = checker.optional_quantity(&raw.reserve);
    let deliveries = match &raw.deliveries {
        Some(deliveries) => quantities(deliveries, periods, checker),
        None => Some(vec![Quantity::ZERO; periods.unwrap_or_default()]),
    };
    let node = match (&raw.node, nodes) {
        (Some(value), Some(nodes)) => nodes.find(value, checker),
        _ => Some(0),
    };
    Some(Storage {
        node: node?,
        stock: stock?,
        withdrawal: withdrawal?,
        reserve: reserve?.unwrap_or_default(),
        deliveries: deliveries?,
    })
}

fn volume(
    value: &Key<Number>,
    table: &std::ops::Range<usize>,
    key: &str,
    checker: &mut Checker,
) -> Option<Quantity> {
    let value = checker.required(value, table, key, "8000.0")?;
    checker.quantity(value)
}
