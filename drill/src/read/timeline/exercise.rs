//! Checks what an exercise states of turns and of a storage.

use std::ops::Range;

use toml::Spanned;

use crate::quantity::Quantity;
use crate::read::checker::Checker;
use crate::read::raw::scenario::RawScenario;
use crate::read::raw::timeline::{RawEntry, RawExercise, RawExerciseStorage};
use crate::read::raw::value::{Key, Number};
use crate::scenario::linepack::Linepack;
use crate::scenario::reserve::ExerciseStorage;
use crate::scenario::scale::Scale;
use crate::scenario::timeline::{Hour, LATEST_H};

/// The shortest turn: the clock of an exercise moves by the minute.
const SHORTEST_TURN: Quantity = Quantity::from_thousandths(17);

/// In how many hours users take turns; `Some(None)` where that is not stated.
pub fn rotation(raw: Option<&Spanned<RawExercise>>, checker: &mut Checker) -> Option<Option<Hour>> {
    let Some(value) = raw.and_then(|raw| raw.get_ref().rotation_h.as_ref()) else { return Some(None) };
    let hours = checker.quantity(value)?;
    if !(SHORTEST_TURN..=Quantity::from_thousandths(LATEST_H * 1000)).contains(&hours) {
        let message = checker.document.words().rotation_bounds;
        checker.note(&value.span(), message(&SHORTEST_TURN.to_number(), LATEST_H));
        return None;
    }
    Some(Some(Hour(hours)))
}

/// Whether no entry speaks of a storage, where none is stated.
pub fn is_without_storage(entries: &[Spanned<RawEntry>], checker: &mut Checker) -> bool {
    let named = entries.iter().find_map(|entry| {
        let entry = entry.get_ref();
        entry.delivery.as_ref().or(entry.withdrawal.as_ref())
    });
    if let Some(value) = named {
        checker.note(&value.span(), checker.document.words().no_storage);
    }
    named.is_none()
}

/// The storage at the beginning; `Some(None)` without one.
pub fn storage(
    raw: Option<&Spanned<RawExercise>>,
    scale: Option<Scale>,
    checker: &mut Checker,
) -> Option<Option<ExerciseStorage>> {
    let Some(raw) = raw.and_then(|raw| raw.get_ref().storage.as_ref()) else { return Some(None) };
    let (table, RawExerciseStorage { stock, withdrawal, reserve }) = (raw.span(), raw.get_ref());
    let stock = required(stock, &table, "stock", checker);
    let withdrawal = match checker.required(withdrawal, &table, "withdrawal", "2000.0") {
        Some(value) => self::withdrawal(value, scale, checker),
        None => None,
    };
    let reserve = checker.optional_quantity(reserve)?.unwrap_or_default();
    Some(Some(ExerciseStorage { stock: stock?, reserve, withdrawal: withdrawal? }))
}

/// The linepack as the storage of an exercise.
pub fn linepack(
    raw: &RawScenario,
    linepack: &Linepack,
    scale: Option<Scale>,
    checker: &mut Checker,
) -> Option<ExerciseStorage> {
    let stated = raw.linepack.as_ref().and_then(|raw| raw.get_ref().withdrawal.as_ref());
    let withdrawal = match stated {
        Some(value) => withdrawal(value, scale, checker)?,
        // As much as can be added to any supply.
        None => scale.map_or(Quantity::MAX, |scale| scale.quantity(u32::MAX.into())),
    };
    Some(ExerciseStorage { stock: linepack.usable, reserve: Quantity::ZERO, withdrawal })
}

fn required(value: &Key<Number>, table: &Range<usize>, key: &str, checker: &mut Checker) -> Option<Quantity> {
    let value = checker.required(value, table, key, "8000.0")?;
    checker.quantity(value)
}

/// A flow out of the storage, in whole steps of the scale and small enough to be added to any supply.
pub fn withdrawal(value: &Spanned<Number>, scale: Option<Scale>, checker: &mut Checker) -> Option<Quantity> {
    let flow = checker.quantity(value)?;
    let most = scale.map_or(Quantity::MAX, |scale| scale.quantity(u32::MAX.into()));
    let Some(scale) = scale else { return Some(flow) };
    let fits = scale.quantity(scale.units(flow)) == flow && scale.units(flow) <= u64::from(u32::MAX);
    if !fits {
        let message = checker.document.words().withdrawal_bounds;
        checker.note(&value.span(), message(&scale.resolution().to_number(), &most.to_number()));
        return None;
    }
    Some(flow)
}
