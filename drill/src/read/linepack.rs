//! Checks the linepack, and computes what it can give.

use std::ops::Range;

use citygate::gas::{
    BaseConditions, CombustionTemperature, Gas, GasError, GasQuality, GasQuantity, MeanPressure, Pipe,
    convert_volume_m3, usable_linepack, whole_dm3,
};
use citygate::units::Total;
use toml::Spanned;

use super::checker::{Checker, Seen};
use super::network::NodeIds;
use super::pipe_network::has_long_forms;
use super::raw::linepack::{RawLinepack, RawPipe, RawPressure};
use super::raw::scenario::RawScenario;
use super::raw::value::{Key, Number};
use super::unit::{self, CubicMetres};
use crate::quantity::Quantity;
use crate::scenario::linepack::{Linepack, LinepackPipe, LinepackPlace, PressureKind};
use crate::scenario::unit::VolumeUnit;

const KINDS: [(&str, PressureKind); 2] =
    [("gauge", PressureKind::Gauge), ("absolute", PressureKind::Absolute)];

/// The air pressure where none is stated, and between which values it may lie.
const AIR_KPA: f64 = 101.325;
const AIR_BOUNDS: (f64, f64) = (50.0, 110.0);

/// What is the same for all pipes.
struct Conditions {
    gas: Gas,
    temperature: f64,
    pressures: PressureKind,
    /// What is added to a stated pressure to have it absolute, in MPa.
    air_mpa: f64,
    unit: CubicMetres,
}

/// Whether the pipes of the linepack are storages of a network of any shape, each by itself.
pub fn is_in_network(raw: &RawScenario) -> bool {
    let pipes = || raw.linepack.iter().flat_map(|linepack| &linepack.get_ref().pipe).map(Spanned::get_ref);
    let has_place =
        |pipe: &RawPipe| pipe.id.is_some() || pipe.node.is_some() || pipe.maximum_pressure_mpa.is_some();
    pipes().any(has_place) || (raw.linepack.is_some() && has_long_forms(raw))
}

/// The linepack of a scenario; `Some(None)` without one.
pub fn check(
    raw: &RawScenario,
    unit: Option<&VolumeUnit>,
    nodes: Option<&NodeIds>,
    checker: &mut Checker,
) -> Option<Option<Linepack>> {
    let Some(value) = &raw.linepack else { return Some(None) };
    let in_horizon = raw.horizon.as_ref().and_then(|horizon| horizon.get_ref().storage.as_ref());
    let in_horizon = in_horizon.map(Spanned::span);
    let in_exercise = raw.exercise.as_ref().and_then(|exercise| exercise.get_ref().storage.as_ref());
    let in_network = is_in_network(raw);
    let beside = in_horizon.filter(|_| !in_network).or(in_exercise.map(Spanned::span));
    if let Some(storage) = beside {
        checker.note(&storage, checker.words().storage_beside_linepack);
    }
    if in_network && raw.horizon.is_none() {
        checker.note(&value.span(), checker.words().storage_without_horizon);
    }
    let (table, raw) = (value.span(), value.get_ref());
    let unit = unit.and_then(|unit| cubic_metres(&table, unit, checker));
    let gas = gas(raw, &table, checker);
    let lowest = GasQuantity::Temperature.limits();
    let temperature = checker
        .required(&raw.temperature_c, &table, "temperature_c", "2.0")
        .and_then(|value| real(value, (lowest.lowest, lowest.highest), checker));
    let pressures = checker.required(&raw.pressures, &table, "pressures", "\"gauge\"");
    let pressures = pressures.and_then(|value| checker.one_of(value, "kind of pressure", &KINDS));
    let air_kpa =
        raw.air_pressure_kpa.as_ref().map_or(Some(AIR_KPA), |value| real(value, AIR_BOUNDS, checker));
    let withdrawal = checker.optional_quantity(&raw.withdrawal);
    if let (Some(withdrawal), true) = (&raw.withdrawal, in_network) {
        checker.note(&withdrawal.span(), checker.words().withdrawal_of_linepack_in_network);
    }
    if raw.pipe.is_empty() {
        checker.note_missing(&table, "pipe", checker.words().linepack_without_pipe);
    }
    let (gas, temperature, pressures, air_kpa, unit) = (gas?, temperature?, pressures?, air_kpa?, unit?);
    let air_mpa = if pressures == PressureKind::Gauge { air_kpa / 1000.0 } else { 0.0 };
    let conditions = Conditions { gas, temperature, pressures, air_mpa, unit };
    let mut pipes = Vec::with_capacity(raw.pipe.len());
    let mut dm3: Total = 0;
    let mut seen = Seen::new();
    for pipe in &raw.pipe {
        let place = if in_network { place(pipe, nodes, &mut seen, checker).map(Some) } else { Some(None) };
        if let (Some((pipe, usable, most)), Some(place)) = (check_pipe(pipe, &conditions, checker), place) {
            let place = place.map(|(id, node)| LinepackPlace { id, node, most });
            pipes.push(LinepackPipe { place, ..pipe });
            dm3 = dm3.saturating_add(usable);
        }
    }
    let usable = conditions.unit.quantity(dm3);
    let withdrawal = withdrawal?;
    let is_whole = pipes.len() == raw.pipe.len() && !pipes.is_empty();
    is_whole.then_some(Some(Linepack { pressures, pipes, usable, withdrawal }))
}

fn cubic_metres(table: &Range<usize>, unit: &VolumeUnit, checker: &mut Checker) -> Option<CubicMetres> {
    let cubic_metres = unit::cubic_metres(&unit.label);
    if cubic_metres.is_none() {
        let message = (checker.words().linepack_in_other_unit)(&unit.label);
        checker.note(table, message);
    }
    cubic_metres
}

/// The gas, of which every figure lies in its range.
fn gas(raw: &RawLinepack, table: &Range<usize>, checker: &mut Checker) -> Option<Gas> {
    let combustion =
        reference(&raw.combustion_c, &[0, 15, 20, 25], CombustionTemperature::from_code, checker);
    let metering = reference(&raw.metering_c, &[0, 15, 20], BaseConditions::from_code, checker);
    let combustion = combustion.map(|stated| stated.unwrap_or(CombustionTemperature::Celsius20));
    let metering = metering.map(|stated| stated.unwrap_or(BaseConditions::Celsius20));
    // What a figure of one at these conditions is at those of the method: the ranges are of figures there.
    let one = GasQuality {
        superior_calorific_value_mj_per_m3: 1.0,
        combustion: combustion?,
        relative_density: 1.0,
        metering: metering?,
        carbon_dioxide: 0.0,
        hydrogen: 0.0,
    };
    let there = one.for_sgerg();
    let bounds = |quantity: GasQuantity, factor: f64, digits: f64| {
        let limits = quantity.limits();
        (
            (limits.lowest / factor * digits).ceil() / digits,
            (limits.highest / factor * digits).floor() / digits,
        )
    };
    let calorific_value = "superior_calorific_value_mj_per_m3";
    let calorific_value =
        checker.required(&raw.superior_calorific_value_mj_per_m3, table, calorific_value, "37.88");
    let range = bounds(GasQuantity::SuperiorCalorificValue, there.superior_calorific_value_mj_per_m3, 100.0);
    let calorific_value = calorific_value.and_then(|value| real(value, range, checker));
    let density = checker.required(&raw.relative_density, table, "relative_density", "0.5808");
    let place = density.map_or(table.clone(), Spanned::span);
    let range = bounds(GasQuantity::RelativeDensity, there.relative_density, 10_000.0);
    let density = density.and_then(|value| real(value, range, checker));
    let carbon_dioxide =
        checker.required(&raw.carbon_dioxide_percent, table, "carbon_dioxide_percent", "0.6");
    let range = bounds(GasQuantity::CarbonDioxide, 0.01, 1.0);
    let carbon_dioxide = carbon_dioxide.and_then(|value| real(value, range, checker));
    let range = bounds(GasQuantity::Hydrogen, 0.01, 1.0);
    let hydrogen = raw.hydrogen_percent.as_ref().map_or(Some(0.0), |value| real(value, range, checker));
    let gas = Gas::new(&GasQuality {
        superior_calorific_value_mj_per_m3: calorific_value?,
        relative_density: density?,
        carbon_dioxide: carbon_dioxide? / 100.0,
        hydrogen: hydrogen? / 100.0,
        ..one
    });
    if gas.is_err() {
        checker.note(&place, checker.words().no_such_gas);
    }
    gas.ok()
}

/// A reference temperature: one of these, of which the place is its code.
fn reference<T>(
    value: &Key<Number>,
    known: &[u16],
    of: impl Fn(u8) -> Option<T>,
    checker: &mut Checker,
) -> Option<Option<T>> {
    let Some(value) = value else { return Some(None) };
    let whole = match *value.get_ref() {
        Number::Whole(whole) => u16::try_from(whole).ok(),
        Number::Point(point) => known.iter().copied().find(|known| f64::from(*known) == point),
    };
    let code = whole.and_then(|whole| known.iter().position(|known| *known == whole));
    let found = code.and_then(|code| of(u8::try_from(code).ok()?));
    if found.is_none() {
        let names: Vec<String> = known.iter().map(u16::to_string).collect();
        let message = (checker.words().no_reference_temperature)(
            checker.document.text(&value.span()),
            &names.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        checker.note(&value.span(), message);
    }
    found.map(Some)
}

/// The id and the node of a pipe that is a storage of a network.
fn place(
    raw: &Spanned<RawPipe>,
    nodes: Option<&NodeIds>,
    seen: &mut Seen,
    checker: &mut Checker,
) -> Option<(String, usize)> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let id = checker.required(&raw.id, &table, "id", "\"trunk-1\"");
    let id = id.and_then(|value| checker.unique(value, seen));
    let node = checker.required(&raw.node, &table, "node", "\"north\"");
    let node = node.and_then(|value| nodes?.find(value, checker));
    Some((id?, node?))
}

/// A pipe, the volume that it can give, and what it could from its maximum pressure on, if that is stated.
fn check_pipe(
    raw: &Spanned<RawPipe>,
    conditions: &Conditions,
    checker: &mut Checker,
) -> Option<(LinepackPipe, Total, Option<Quantity>)> {
    let (table, raw) = (raw.span(), raw.get_ref());
    let name = checker.optional_text(&raw.name);
    let pipe = geometry(raw, &table, checker);
    let now = checker.required(&raw.pressure_mpa, &table, "pressure_mpa", "[4.0, 3.4]");
    let now = now.and_then(|value| pressure(value, conditions, checker));
    let least_key = checker.required(&raw.minimum_pressure_mpa, &table, "minimum_pressure_mpa", "2.5");
    let least = least_key.and_then(|value| pressure(value, conditions, checker));
    let most_key = raw.maximum_pressure_mpa.as_ref();
    let most =
        most_key.map(|value| pressure(value, conditions, checker)).map_or(Some(None), |most| most.map(Some));
    let ((now, stated), (least, stated_least), pipe) = (now?, least?, pipe?);
    let place = least_key.map_or(table, Spanned::span);
    let unit = &conditions.unit;
    let words = checker.words();
    let mut given = |from, to, place, inverted| {
        let told = match usable_dm3(&pipe, conditions, from, to) {
            Ok(usable) => return Some(usable),
            Err(GasError::Inverted) => inverted,
            Err(_) => words.no_such_gas,
        };
        checker.note(place, told);
        None
    };
    let usable = given(now, least, &place, words.linepack_below_minimum)?;
    let most = match most?.zip(most_key.map(Spanned::span)) {
        Some(((most, _), place)) => {
            given(most, now, &place, words.linepack_above_maximum)?;
            Some(unit.quantity(given(most, least, &place, words.linepack_above_maximum)?))
        }
        None => None,
    };
    let pipe = LinepackPipe {
        name: name?,
        pressure_mpa: stated,
        minimum_pressure_mpa: stated_least,
        usable: unit.quantity(usable),
        place: None,
    };
    Some((pipe, usable, most))
}

/// What a pipe can give from one mean pressure down to another, in the unit's conditions.
fn usable_dm3(
    pipe: &Pipe,
    Conditions { gas, temperature, unit, .. }: &Conditions,
    from: MeanPressure,
    to: MeanPressure,
) -> Result<Total, GasError> {
    let usable = usable_linepack(pipe, gas, *temperature, from, to)?;
    let at = |base| gas.state_at_base(base);
    let volume = match unit.base {
        BaseConditions::Celsius20 => usable.standard_m3,
        base => convert_volume_m3(usable.standard_m3, &at(BaseConditions::Celsius20)?, &at(base)?)?,
    };
    whole_dm3(volume)
}

/// The volume inside a pipe: stated, or by its length and diameter.
fn geometry(raw: &RawPipe, table: &Range<usize>, checker: &mut Checker) -> Option<Pipe> {
    let (length, diameter) = (&raw.length_km, &raw.internal_diameter_mm);
    let bounds = |quantity: GasQuantity, per: f64| {
        let limits = quantity.limits();
        (limits.lowest * per, limits.highest * per)
    };
    if let Some(volume) = &raw.volume_m3 {
        if let Some(place) = length.as_ref().or(diameter.as_ref()).map(Spanned::span) {
            checker.note(&place, checker.words().volume_beside_length);
            return None;
        }
        let volume = real(volume, bounds(GasQuantity::PipeVolume, 1.0), checker)?;
        return Pipe::from_volume(volume).ok();
    }
    if length.is_none() && diameter.is_none() {
        checker.note_missing(table, "volume_m3", checker.words().pipe_without_volume);
        return None;
    }
    let length = checker.required(length, table, "length_km", "20.0");
    let length = length.and_then(|value| real(value, bounds(GasQuantity::Length, 0.001), checker));
    let diameter = checker.required(diameter, table, "internal_diameter_mm", "400.0");
    let diameter =
        diameter.and_then(|value| real(value, bounds(GasQuantity::InternalDiameter, 1000.0), checker));
    Pipe::from_length_and_diameter(length? * 1000.0, diameter? / 1000.0).ok()
}

/// A mean pressure, and the pressures as stated.
fn pressure(
    value: &Spanned<RawPressure>,
    conditions: &Conditions,
    checker: &mut Checker,
) -> Option<(MeanPressure, Vec<f64>)> {
    let limits = GasQuantity::MeanPressure.limits();
    let least = match conditions.pressures {
        PressureKind::Gauge => 0.0,
        PressureKind::Absolute => limits.lowest,
    };
    // Rounded inwards: what is said to be right is right.
    let most = ((limits.highest - conditions.air_mpa) * 1e6).floor() / 1e6;
    let numbers = &value.get_ref().0;
    let mut stated = Vec::with_capacity(numbers.len());
    for number in numbers {
        stated.push(real(&Spanned::new(value.span(), *number), (least, most), checker)?);
    }
    let absolute = |mpa: f64| mpa + conditions.air_mpa;
    let mean = match stated.as_slice() {
        [mean] => MeanPressure::known(absolute(*mean)),
        [upstream, downstream] => MeanPressure::between(absolute(*upstream), absolute(*downstream)),
        _ => {
            let message = (checker.words().one_or_two_pressures)(stated.len());
            checker.note(&value.span(), message);
            return None;
        }
    };
    if mean.is_err() {
        checker.note(&value.span(), checker.words().downstream_above_upstream);
    }
    Some((mean.ok()?, stated))
}

/// A number of a measurement, within these bounds.
fn real(value: &Spanned<Number>, bounds: (f64, f64), checker: &mut Checker) -> Option<f64> {
    let number = match *value.get_ref() {
        Number::Whole(whole) => whole as f64,
        Number::Point(point) => point,
    };
    if !(bounds.0..=bounds.1).contains(&number) {
        let written = checker.document.text(&value.span());
        let message = (checker.words().beyond_bounds)(written, bounds.0, bounds.1);
        checker.note(&value.span(), message);
        return None;
    }
    Some(number)
}
