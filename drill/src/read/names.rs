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

const CLASSES: [(&str, SupplyClass); SupplyClass::ALL.len()] = {
    let [a, b, c, d, e, f] = SupplyClass::ALL;
    [(a.name(), a), (b.name(), b), (c.name(), c), (d.name(), d), (e.name(), e), (f.name(), f)]
};

/// A class, by its key or by what the plan calls it.
pub fn class(value: &Spanned<String>, checker: &mut Checker) -> Option<SupplyClass> {
    let in_chinese = SupplyClass::ALL.into_iter().find(|class| class.name_zh() == value.get_ref());
    if in_chinese.is_some() {
        return in_chinese;
    }
    checker.one_of(value, "class", &CLASSES)
}
