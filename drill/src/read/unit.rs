//! Tells the unit of volumes from that of flows.

use citygate::gas::BaseConditions;

use super::checker::Checker;
use super::raw::scenario::RawScenario;
use crate::quantity::Quantity;
use crate::scenario::unit::VolumeUnit;

/// What may be written for another.
const ALIKE: [(&str, &str); 15] = [
    ("10^", "1e"),
    ("³", "3"),
    ("^3", "3"),
    ("立方米", "m3"),
    ("百万", "1e6"),
    ("万", "1e4"),
    ("亿", "1e8"),
    ("千", "1e3"),
    ("*", "·"),
    ("×", "·"),
    ("小时", "h"),
    ("hour", "h"),
    ("日", "d"),
    ("天", "d"),
    ("day", "d"),
];

/// The unit of volumes: stated, or known from the unit of flows. One that is neither is an error where the scenario
/// has volumes; elsewhere it is unit × hours.
pub fn volume_unit(raw: &RawScenario, unit: &str, checker: &mut Checker) -> Option<VolumeUnit> {
    let per_hour = VolumeUnit { label: format!("{unit}·h"), hours: 1 };
    let per_day = VolumeUnit { label: format!("{unit}·d"), hours: 24 };
    let divided = divided(unit);
    let Some(stated) = &raw.volume_unit else {
        return match divided {
            Some(volume) if volume.hours == 1 || cubic_metres(&volume.label).is_some() => Some(volume),
            _ if has_volumes(raw) => {
                let example = divided.map_or(format!("{unit}·d"), |volume| volume.label);
                let top = checker.document.span();
                let message = (checker.document.words().volume_unit_missing)(unit, &example);
                checker.note_missing(&top, "volume_unit", message);
                None
            }
            _ => Some(per_hour),
        };
    };
    let known: Vec<VolumeUnit> = divided.into_iter().chain([per_hour, per_day]).collect();
    let found = known.iter().find(|known| plain(&known.label) == plain(stated.get_ref()));
    if found.is_none() {
        let labels: Vec<&str> = known.iter().map(|known| known.label.as_str()).collect();
        let message = (checker.document.words().volume_unit_unknown)(stated.get_ref(), unit, &labels);
        checker.note(&stated.span(), message);
    }
    found.cloned()
}

/// A unit that is a volume by the hour or by the day.
fn divided(unit: &str) -> Option<VolumeUnit> {
    let (volume, time) = unit.rsplit_once('/')?;
    let time = plain(time);
    let hours = match time.as_str() {
        "h" => 1,
        "d" => 24,
        _ => return None,
    };
    Some(VolumeUnit { label: volume.trim().to_owned(), hours })
}

/// Cubic metres, or thousands and so on of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CubicMetres {
    /// So many are one unit.
    multiple: u64,
    /// **Interpretation:** Nm³ are at 0 °C, Sm³ at 15 °C, all others at 20 °C (GB/T 19205).
    pub base: BaseConditions,
}

impl CubicMetres {
    /// So many dm³ in the unit, rounded down.
    pub fn quantity(self, dm3: u64) -> Quantity {
        Quantity::from_thousandths(dm3 / self.multiple)
    }
}

/// A volume of gas as it is measured in China; `None` for any other unit.
pub fn cubic_metres(volume: &str) -> Option<CubicMetres> {
    let volume = plain(volume);
    let multiples = [("1e3", 1_000), ("1e4", 10_000), ("1e6", 1_000_000), ("1e8", 100_000_000)];
    let found = multiples.iter().find_map(|(name, multiple)| Some((volume.strip_prefix(name)?, *multiple)));
    let (one, multiple) = found.unwrap_or((&volume, 1));
    let base = match one {
        "m3" => BaseConditions::Celsius20,
        "nm3" => BaseConditions::Celsius0,
        "sm3" => BaseConditions::Celsius15,
        _ => return None,
    };
    Some(CubicMetres { multiple, base })
}

/// The same for all ways of writing a unit.
pub fn plain(unit: &str) -> String {
    let unit: String = unit.chars().filter(|character| !character.is_whitespace()).collect();
    ALIKE.iter().fold(unit.to_lowercase(), |unit, (written, plain)| unit.replace(written, plain))
}

/// Whether the scenario states volumes beside flows.
fn has_volumes(raw: &RawScenario) -> bool {
    let over_time = raw.horizon.is_some() || !raw.timeline.is_empty();
    let has_storage = raw.horizon.as_ref().is_some_and(|horizon| horizon.get_ref().storage.is_some());
    has_storage
        || !raw.storage.is_empty()
        || raw.linepack.is_some()
        || over_time && raw.user.iter().any(|user| user.get_ref().withheld.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cubic_metres_are_known_however_they_are_written() {
        for (unit, label, hours, known) in [
            ("m3/h", "m3", 1, true),
            ("m³/d", "m³", 24, true),
            ("1e4 m3/d", "1e4 m3", 24, true),
            ("万m3/d", "万m3", 24, true),
            ("万 m³/日", "万 m³", 24, true),
            ("万立方米/天", "万立方米", 24, true),
            ("10^4 Nm^3 / d", "10^4 Nm^3", 24, true),
            ("百万m³/d", "百万m³", 24, true),
            ("10^3 m3/day", "10^3 m3", 24, true),
            ("kWh/d", "kWh", 24, false),
            ("MMcf/h", "MMcf", 1, false),
        ] {
            let volume = divided(unit).expect(unit);
            assert_eq!((volume.label.as_str(), volume.hours), (label, hours));
            assert_eq!(cubic_metres(&volume.label).is_some(), known, "{unit}");
        }
        for unit in ["MMcfd", "m3/s", "GWh", "/", ""] {
            assert_eq!(divided(unit), None, "{unit}");
        }
    }
}
