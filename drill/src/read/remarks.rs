//! What is odd about a scenario without being wrong.

use citygate::event::EmergencyPlan;
use citygate::user::User;
use toml::Spanned;

use super::document::Document;
use super::raw::scenario::RawScenario;
use crate::quantity::Quantity;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::horizon::{HOUR, Horizon};
use crate::scenario::order::SupplyOrder;
use crate::scenario::plan::Plan;
use crate::scenario::timeline::Timeline;
use crate::scenario::unit::VolumeUnit;
use crate::scenario::user::Consumer;

/// A stock that all users together want in less than half an hour, or in more than 30 days, is a factor of 24 away from
/// one that is of use.
const BRIEF: u128 = HOUR as u128 / 2;
const LONG: u128 = HOUR as u128 * 24 * 30;

/// Remarks on a stock that would be used up at once, or would last for an implausibly long time.
pub fn on_stock(
    raw: &RawScenario,
    unit: &VolumeUnit,
    users: &[Consumer],
    horizon: &Horizon,
    document: &Document,
) -> Option<Diagnostic> {
    let storage = horizon.storage.as_ref()?;
    let stated = raw.horizon.as_ref()?.get_ref().storage.as_ref()?.get_ref();
    let place = stated.stock.as_ref().map(Spanned::span)?;
    let thousandths = |quantity: Quantity| u128::from(quantity.thousandths());
    let usable = thousandths(storage.stock.less(storage.reserve));
    let demand: u128 = users.iter().map(|user| thousandths(user.demand)).sum();
    let lasts = (usable * u128::from(unit.hours) * u128::from(HOUR)).checked_div(demand)?;
    if usable == 0 || (BRIEF..=LONG).contains(&lasts) {
        return None;
    }
    let lasts = Quantity::from_thousandths(u64::try_from(lasts).ok()?);
    let message = (document.words().stock_implausible)(&lasts.to_string(), &unit.label);
    Some(document.diagnostic(&place, message))
}

/// Remarks on a supply that a horizon stands in for.
pub fn on_supply(raw: &RawScenario, document: &Document) -> Option<Diagnostic> {
    let (supply, horizon) = raw.supply.as_ref().zip(raw.horizon.as_ref())?;
    horizon.get_ref().supply.as_ref()?;
    Some(document.diagnostic(&supply.span(), document.words().supply_beside_horizon))
}

/// Remarks on factors of 0: what is cut by them shows as satisfied.
pub fn on_factors(raw: &RawScenario, document: &Document) -> Vec<Diagnostic> {
    let remark = |class: &Spanned<String>, place| {
        document.diagnostic(&place, (document.words().factor_zero)(class.get_ref()))
    };
    let horizon = raw.horizon.iter().flat_map(|horizon| &horizon.get_ref().demand);
    let of_horizon = horizon.filter_map(|(class, factors)| {
        let zero = factors.get_ref().iter().find(|factor| factor.get_ref().is_zero())?;
        Some(remark(class, zero.span()))
    });
    let entries = raw.timeline.iter().flat_map(|entry| entry.get_ref().demand.iter().flatten());
    let zeros = entries.filter(|(_, factor)| factor.get_ref().is_zero()).take(1);
    of_horizon.chain(zeros.map(|(class, factor)| remark(class, factor.span()))).collect()
}

/// Remarks on users that should take turns in an exercise which states no length of a turn.
pub fn on_turns(
    raw: &RawScenario,
    timeline: Option<&Timeline>,
    order: Option<&SupplyOrder>,
    users: &[Consumer],
    document: &Document,
) -> Option<Diagnostic> {
    let policy = order?.policy;
    timeline.filter(|timeline| timeline.rotation.is_none())?;
    let in_turn = |user: &&Consumer| {
        let user = User::new(user.class, 0).with_attributes(user.attributes);
        policy.rotation_of(&user).is_some()
    };
    users.iter().find(in_turn)?;
    let exercise = raw.exercise.as_ref().map(Spanned::span);
    let place = exercise.or(raw.timeline.first().map(Spanned::span))?;
    Some(document.diagnostic(&place, document.words().turns_without_length))
}

/// Remarks on figures that no plan grades.
pub fn on_plan(raw: &RawScenario, plan: Option<&Option<Plan>>, document: &Document) -> Option<Diagnostic> {
    let normal_supply = raw.normal_supply.as_ref().filter(|_| plan == Some(&None))?;
    let message = (document.words().plan_missing)(EmergencyPlan::JILIN_2024.name);
    Some(document.diagnostic(&normal_supply.span(), message))
}
