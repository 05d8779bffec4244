use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::quantity::Quantity;

/// A moment of the exercise, in milliseconds since its beginning, below zero before it; in results hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// So many milliseconds after the beginning.
    pub fn after_start(ms: u64) -> Moment {
        Moment(i64::try_from(ms).unwrap_or(i64::MAX))
    }

    /// The milliseconds since the beginning; 0 for a moment before it.
    pub fn since_start_ms(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    /// The hours since the beginning, rounded down to thousandths; none for a moment before it.
    pub fn hours(self) -> Quantity {
        Quantity::from_thousandths(self.since_start_ms() / 3600)
    }
}

/// Rounded down to thousandths of an hour.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let thousandths = self.0.div_euclid(3600);
        let hours = Quantity::from_thousandths(thousandths.unsigned_abs()).to_number();
        let number = if thousandths < 0 { format!("-{hours}") } else { hours };
        RawValue::from_string(number).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_before_the_beginning_are_negative_hours() {
        for (ms, hours) in
            [(0, "0.0"), (3_600_000, "1.0"), (-3_600_000, "-1.0"), (-1, "-0.001"), (3599, "0.0")]
        {
            assert_eq!(serde_json::to_string(&Moment(ms)).expect("a number"), hours);
        }
    }
}
