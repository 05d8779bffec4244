//! Tells the unit of volumes from that of flows.

use super::checker::Checker;
use super::raw::scenario::RawScenario;
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
            Some(volume) if volume.hours == 1 || is_gas(&volume.label) => Some(volume),
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

/// Whether this is a volume of gas as it is measured in China: cubic metres, or thousands and so on of them.
fn is_gas(volume: &str) -> bool {
    let volume = plain(volume);
    let multiple =
        ["1e3", "1e4", "1e6", "1e8"].into_iter().find_map(|multiple| volume.strip_prefix(multiple));
    let one = multiple.unwrap_or(&volume);
    let one = one.strip_prefix(['n', 's']).unwrap_or(one);
    one == "m3"
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
    has_storage || over_time && raw.user.iter().any(|user| user.get_ref().withheld.is_some())
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
            assert_eq!(is_gas(&volume.label), known, "{unit}");
        }
        for unit in ["MMcfd", "m3/s", "GWh", "/", ""] {
            assert_eq!(divided(unit), None, "{unit}");
        }
    }
}
