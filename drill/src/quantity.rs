//! Quantities as exact numbers: thousandths of the scenario's unit, never a floating-point number.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

const PER_UNIT: u64 = 1000;

/// Milliseconds in a thousandth of an hour, where a quantity is hours.
pub const MS_PER_THOUSANDTH_H: u64 = 3600;

/// A quantity of zero or more, in thousandths of the unit that the scenario names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(u64);

impl Quantity {
    pub const ZERO: Quantity = Quantity(0);
    /// The largest quantity that can be held.
    pub const MAX: Quantity = Quantity(u64::MAX);

    pub const fn from_thousandths(thousandths: u64) -> Quantity {
        Quantity(thousandths)
    }

    pub const fn thousandths(self) -> u64 {
        self.0
    }

    pub const fn whole(self) -> Option<u64> {
        if self.0.is_multiple_of(PER_UNIT) { Some(self.0 / PER_UNIT) } else { None }
    }

    pub const fn is_zero(&self) -> bool {
        self.0 == 0
    }

    /// This quantity and that; `None` when the sum cannot be held.
    pub fn checked_add(self, other: Quantity) -> Option<Quantity> {
        self.0.checked_add(other.0).map(Quantity)
    }

    /// What is left when that much is taken away; zero when there is not so much.
    #[must_use]
    pub const fn less(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_sub(other.0))
    }

    /// The quantity as charts need it: the nearest number that a chart can draw.
    pub fn for_drawing(self) -> f64 {
        self.0 as f64 / PER_UNIT as f64
    }

    /// The quantity as a number in a result: up to three decimals, at least one.
    pub fn to_number(self) -> String {
        let decimals = format!("{:03}", self.0 % PER_UNIT);
        let decimals = decimals.trim_end_matches('0');
        format!("{}.{}", self.0 / PER_UNIT, if decimals.is_empty() { "0" } else { decimals })
    }

    pub fn from_decimal(number: Decimal) -> Result<Quantity, QuantityError> {
        if number.is_sign_negative() && !number.is_zero() {
            return Err(QuantityError::Negative);
        }
        let rounded = number.round_dp_with_strategy(3, RoundingStrategy::MidpointAwayFromZero);
        if rounded != number {
            return Err(QuantityError::TooManyDecimals { rounded: rounded.normalize() });
        }
        let thousandths = number.checked_mul(Decimal::from(PER_UNIT)).and_then(|n| n.to_u64());
        thousandths.map(Quantity).ok_or(QuantityError::TooLarge)
    }
}

/// Why a number is not a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityError {
    Negative,
    /// The number to three decimals, which would be one.
    TooManyDecimals {
        rounded: Decimal,
    },
    TooLarge,
}

/// For people: thousands set off by commas; whole from 1,000 on, with up to two decimals from 10 on, with up to three
/// below. What is beyond that is left out, never added: so nobody reads a share that is larger than what was granted,
/// nothing that is there is shown as 0, and one quantity looks the same wherever it stands. [`Quantity::to_number`] is
/// exact.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match self.0 / PER_UNIT {
            0..10 => 3,
            10..1000 => 2,
            _ => 0,
        };
        let number = self.to_number();
        let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
        let mut text = String::with_capacity(number.len() + number.len() / 3);
        for (index, digit) in whole.char_indices() {
            if index != 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let fraction = fraction.get(..decimals).unwrap_or(fraction).trim_end_matches('0');
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        f.pad(&text)
    }
}

/// As a number with exactly the digits of the quantity.
impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_number()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// From a number in a result, with exactly its digits.
impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Quantity, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let number = Decimal::from_str_exact(raw.get()).map_err(serde::de::Error::custom)?;
        let no_quantity = || serde::de::Error::custom(format!("{} is no quantity", raw.get()));
        Quantity::from_decimal(number).map_err(|_| no_quantity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_programs_and_for_people() {
        for (thousandths, number, text) in [
            (0, "0.0", "0"),
            (1, "0.001", "0.001"),
            (500, "0.5", "0.5"),
            (999_000, "999.0", "999"),
            (1_000_000, "1000.0", "1,000"),
            (9_999, "9.999", "9.999"),
            (10_009, "10.009", "10"),
            (99_990, "99.99", "99.99"),
            (999_999, "999.999", "999.99"),
            (25_833_333, "25833.333", "25,833"),
            (1_234_567_050, "1234567.05", "1,234,567"),
            (u64::MAX, "18446744073709551.615", "18,446,744,073,709,551"),
        ] {
            let quantity = Quantity::from_thousandths(thousandths);
            assert_eq!(quantity.to_number(), number);
            assert_eq!(quantity.to_string(), text);
            assert_eq!(serde_json::to_string(&quantity).expect("a number"), number);
        }
    }

    #[test]
    fn decimals_are_taken_exactly_or_refused() {
        let read = |text: &str| Quantity::from_decimal(text.parse().expect("a decimal"));
        assert_eq!(read("4503599627370497.001"), Ok(Quantity(4_503_599_627_370_497_001)));
        assert_eq!(read("12.3400"), Ok(Quantity(12_340)));
        assert_eq!(read("-0.0"), Ok(Quantity::ZERO));
        assert_eq!(read("18446744073709551.615"), Ok(Quantity::MAX));
        assert_eq!(read("18446744073709551.616"), Err(QuantityError::TooLarge));
        assert_eq!(read("-0.001"), Err(QuantityError::Negative));
        assert!(matches!(read("0.0001"), Err(QuantityError::TooManyDecimals { .. })));
    }
}
