//! Values that a file calls by a name.

use citygate::user::SupplyClass;
use toml::Spanned;

use super::checker::Checker;
use super::raw::value::Key;

/// One of these names, if there is a value: `Some(None)` without one.
pub fn named<T: Copy>(
    value: &Key<String>,
    what: &str,
    names: &[(&str, T)],
    checker: &mut Checker,
) -> Option<Option<T>> {
    match value {
        Some(value) => checker.one_of(value, what, names).map(Some),
        None => Some(None),
    }
}

/// A class, by its key or by what the plan calls it. Advice is given in the script in which it is written.
pub fn class(value: &Spanned<String>, checker: &mut Checker) -> Option<SupplyClass> {
    let name = if value.get_ref().is_ascii() { SupplyClass::name } else { SupplyClass::name_zh };
    let names = SupplyClass::ALL.map(|class| (name(class), class));
    checker.one_of(value, "class", &names)
}
