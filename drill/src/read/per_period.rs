//! Reads figures that may change from period to period.

use toml::Spanned;

use super::checker::Checker;
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number, RawPerPeriod};
use crate::quantity::Quantity;
use crate::scenario::per_period::PerPeriod;

/// The largest factor on demands.
const LARGEST_FACTOR: Quantity = Quantity::from_thousandths(u16::MAX as u64);

/// The most periods that can be stated without a list.
const MOST_PERIODS: usize = u16::MAX as usize;

/// How many values a list must have, one for each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// There are no periods, and so no lists.
    None,
    /// Nobody says how many periods there are, or what says it is itself wrong.
    OfAnyLength,
    OfLength(usize),
}

impl Lists {
    /// As the horizon says, or the first list that there is.
    pub fn of(raw: &RawScenario) -> Lists {
        let Some(horizon) = raw.horizon.as_ref().map(Spanned::get_ref) else { return Lists::None };
        let stated = horizon.periods.as_ref().map(|value| match value.get_ref() {
            Number::Whole(whole) => usize::try_from(*whole).ok(),
            Number::Point(point) => (point.fract() == 0.0).then_some(*point as usize),
        });
        let supply = horizon.supply.as_ref().map(|supply| Some(supply.get_ref().len()));
        let stated = stated.map(|periods| periods.filter(|periods| (1..=MOST_PERIODS).contains(periods)));
        let length = stated.or(supply).unwrap_or_else(|| first_list(raw));
        length.map_or(Lists::OfAnyLength, Lists::OfLength)
    }

    /// How many periods there are, if that is known.
    pub fn length(self) -> Option<usize> {
        match self {
            Lists::OfLength(length) => Some(length),
            Lists::None | Lists::OfAnyLength => None,
        }
    }
}

/// The length of the first list of a scenario that has one value for each period.
fn first_list(raw: &RawScenario) -> Option<usize> {
    let length = |value: &Key<RawPerPeriod>| match value.as_ref()?.get_ref() {
        RawPerPeriod::Each(values) => Some(values.len()),
        RawPerPeriod::Always(_) => None,
    };
    let horizon = raw.horizon.as_ref().map(Spanned::get_ref);
    let of_classes = horizon.into_iter().flat_map(|horizon| &horizon.demand);
    let of_sources = raw.sources.iter().filter_map(|source| length(&source.get_ref().supply));
    let of_pipes = raw.pipe.iter().map(Spanned::get_ref);
    let of_pipes = of_pipes.filter_map(|pipe| length(&pipe.capacity).or(length(&pipe.capacity_back)));
    let of_storages = raw.storage.iter().map(Spanned::get_ref).filter_map(|storage| {
        let deliveries = storage.deliveries.as_ref().map(|deliveries| deliveries.get_ref().len());
        deliveries.or(length(&storage.withdrawal)).or(length(&storage.fill))
    });
    let of_users = raw.user.iter().filter_map(|user| length(&user.get_ref().demand_factor));
    let lists = of_classes.map(|(_, factors)| factors.get_ref().len()).chain(of_sources);
    lists.chain(of_pipes).chain(of_storages).chain(of_users).next()
}

/// A figure that may be absent: `Some(None)` then.
pub fn optional(value: &Key<RawPerPeriod>, lists: Lists, checker: &mut Checker) -> Option<Option<PerPeriod>> {
    match value {
        Some(value) => per_period(value, lists, checker).map(Some),
        None => Some(None),
    }
}

/// A figure for all periods, or one for each.
pub fn per_period(value: &Spanned<RawPerPeriod>, lists: Lists, checker: &mut Checker) -> Option<PerPeriod> {
    match value.get_ref() {
        RawPerPeriod::Always(number) => {
            checker.quantity(&Spanned::new(value.span(), *number)).map(PerPeriod::always)
        }
        RawPerPeriod::Each(_) if lists == Lists::None => {
            checker.note(&value.span(), checker.words().list_without_horizon);
            None
        }
        RawPerPeriod::Each(values) => {
            let values = Spanned::new(value.span(), values.clone());
            quantities(&values, lists.length(), checker).map(PerPeriod::each)
        }
    }
}

/// One quantity for each period; of any number where that of the periods is not known.
pub fn quantities(
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

/// Factors on the demand of a class, one for each period.
pub fn factors(
    values: &Spanned<Vec<Spanned<Number>>>,
    periods: Option<usize>,
    checker: &mut Checker,
) -> Option<Vec<Quantity>> {
    let factors = quantities(values, periods, checker)?;
    let places = values.get_ref().iter().map(Spanned::span);
    are_small(places.zip(&factors), checker).then_some(factors)
}

/// A user's own factors on its demand; `Some(None)` without any.
pub fn factors_of_user(
    value: &Key<RawPerPeriod>,
    lists: Lists,
    checker: &mut Checker,
) -> Option<Option<PerPeriod>> {
    let Some(value) = value else { return Some(None) };
    if lists == Lists::None {
        checker.note(&value.span(), checker.words().factor_without_horizon);
        return None;
    }
    let factors = per_period(value, lists, checker)?;
    are_small(places(value).into_iter().zip(factors.stated()), checker).then_some(Some(factors))
}

fn are_small<'q>(
    factors: impl Iterator<Item = (std::ops::Range<usize>, &'q Quantity)>,
    checker: &mut Checker,
) -> bool {
    let mut are_small = true;
    for (place, factor) in factors.filter(|(_, factor)| **factor > LARGEST_FACTOR) {
        let message = (checker.words().factor_too_large)(&factor.to_number(), &LARGEST_FACTOR.to_number());
        checker.note(&place, message);
        are_small = false;
    }
    are_small
}

/// Where the figures stand.
pub fn places(value: &Spanned<RawPerPeriod>) -> Vec<std::ops::Range<usize>> {
    match value.get_ref() {
        RawPerPeriod::Always(_) => vec![value.span()],
        RawPerPeriod::Each(values) => values.iter().map(Spanned::span).collect(),
    }
}
