//! Remarks on a storage that is likely stated in another unit than it is read in.

use toml::Spanned;

use super::document::Document;
use super::raw::scenario::RawScenario;
use crate::quantity::Quantity;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::horizon::{HOUR, Horizon};
use crate::scenario::unit::VolumeUnit;
use crate::scenario::user::Consumer;

/// A stock that all users together want in less than half an hour, or in more than 30 days, is a factor of 24 away from
/// one that is of use.
const BRIEF: u128 = HOUR as u128 / 2;
const LONG: u128 = HOUR as u128 * 24 * 30;

/// Remarks on a stock that would be used up at once, or would last for an implausibly long time.
pub fn remark(
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
