//! Checks the hours ahead.

use citygate::horizon::Spread;
use citygate::user::SupplyClass;
use toml::Spanned;

use super::checker::Checker;
use super::names;
use super::raw::scenario::{RawHorizon, RawStorage};
use super::raw::value::{Key, Number};
use super::timeline::entries;
use crate::quantity::Quantity;
use crate::scenario::horizon::{Horizon, Storage};

/// The longest period: a leap year.
const LONGEST_PERIOD: Quantity = Quantity::from_thousandths(366 * 24 * 1000);

/// The largest factor on demands.
const LARGEST_FACTOR: Quantity = Quantity::from_thousandths(u16::MAX as u64);

const SPREADS: [(&str, Spread); 2] =
    [(Spread::Even.name(), Spread::Even), (Spread::Earliest.name(), Spread::Earliest)];

pub fn check(raw: &Spanned<RawHorizon>, checker: &mut Checker) -> Option<Horizon> {
    let (table, raw) = (raw.span(), raw.get_ref());
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
    let supply = checker.required(&raw.supply, &table, "supply", "[21250.0, 20000.0]");
    // Without periods, lists may be of any length.
    let periods = supply.map(|supply| supply.get_ref().len());
    if let (Some(0), Some(supply)) = (periods, supply) {
        checker.note(&supply.span(), checker.words().no_period);
        return None;
    }
    let supply = supply.and_then(|supply| quantities(supply, periods, checker));
    let mut demand: [Option<Vec<Quantity>>; SupplyClass::ALL.len()] = Default::default();
    let mut factors_are_right = true;
    for (name, factors) in &raw.demand {
        let class = names::class(name, checker);
        let factors = self::factors(factors, periods, checker);
        match class.zip(factors) {
            Some((class, factors)) => demand[class as usize] = Some(factors),
            None => factors_are_right = false,
        }
    }
    let storage = match &raw.storage {
        Some(storage) => check_storage(storage, periods, checker).map(Some),
        None => Some(None),
    };
    let (start, period_h, share, supply, storage) = (start?, period_h?, share?, supply?, storage?);
    let horizon = Horizon { start, period_h, share, supply, demand, storage };
    if let (Some(value), Some(start)) = (&raw.start, start)
        && start.clock(horizon.hours(horizon.len())).is_none()
    {
        checker.note(&value.span(), (checker.words().ends_too_late)(&entries::latest_start()));
        return None;
    }
    factors_are_right.then_some(horizon)
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

fn factors(
    values: &Spanned<Vec<Spanned<Number>>>,
    periods: Option<usize>,
    checker: &mut Checker,
) -> Option<Vec<Quantity>> {
    let factors = quantities(values, periods, checker)?;
    let mut all_fit = true;
    for (value, factor) in values.get_ref().iter().zip(&factors).filter(|(_, f)| **f > LARGEST_FACTOR) {
        let message = (checker.words().factor_too_large)(&factor.to_number(), &LARGEST_FACTOR.to_number());
        checker.note(&value.span(), message);
        all_fit = false;
    }
    all_fit.then_some(factors)
}

fn check_storage(
    raw: &Spanned<RawStorage>,
    periods: Option<usize>,
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
    Some(Storage {
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

fn quantities(
    values: &Spanned<Vec<Spanned<Number>>>,
    periods: Option<usize>,
    checker: &mut Checker,
) -> Option<Vec<Quantity>> {
    let count = values.get_ref().len();
    if let Some(periods) = periods.filter(|periods| *periods != count) {
        let message = (checker.words().other_count)(periods, count);
        checker.note(&values.span(), message);
        return None;
    }
    let mut quantities = Vec::with_capacity(count);
    for value in values.get_ref() {
        quantities.extend(checker.quantity(value));
    }
    (quantities.len() == count).then_some(quantities)
}
