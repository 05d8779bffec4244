//! Reads how a rotating step takes turns.

use citygate::policy::{RotateBy, Rotation, Share};
use toml::Spanned;

use super::checker::Checker;
use super::raw::policy::RawStep;
use super::raw::value::{Key, Number};

const ROTATE_BY: [(&str, RotateBy); RotateBy::ALL.len()] = {
    let [a, b, c] = RotateBy::ALL;
    [(a.name(), a), (b.name(), b), (c.name(), c)]
};

/// The rotation that a step states, or that of a step that states none.
pub fn read(raw: &RawStep, share: Share, checker: &mut Checker) -> Option<Rotation> {
    let by = match &raw.rotate_by {
        Some(value) => checker.one_of(value, "measure of a rotation", &ROTATE_BY),
        None => Some(RotateBy::Gas),
    };
    let mut periods =
        |value: &Key<Number>| value.as_ref().map_or(Some(0), |value| checker.whole(value, 1..=u16::MAX));
    let (longest_outage, minimum_turn) = (periods(&raw.longest_outage), periods(&raw.minimum_turn));
    let rotation = Rotation { by: by?, longest_outage: longest_outage?, minimum_turn: minimum_turn? };
    let span = |value: &Key<Number>| value.as_ref().map(Spanned::span);
    let stated = raw.rotate_by.as_ref().map(Spanned::span);
    let stated = stated.or(span(&raw.longest_outage)).or(span(&raw.minimum_turn));
    if let Some(place) = stated.filter(|_| share != Share::Rotating) {
        checker.note(&place, checker.words().only_rotating_takes_turns);
        return None;
    }
    if let Some(place) = span(&raw.minimum_turn)
        && rotation.longest_outage != 0
        && rotation.minimum_turn > rotation.longest_outage
    {
        let say = checker.words().turn_beyond_outage;
        checker.note(&place, say(rotation.minimum_turn, rotation.longest_outage));
        return None;
    }
    Some(rotation)
}
