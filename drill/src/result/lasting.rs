use serde::{Serialize, Serializer};

use crate::quantity::{MS_PER_THOUSANDTH_H, Quantity};

/// How long something lasts, in milliseconds, rounded down; in results hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lasting(pub u64);

const MS_PER_MINUTE: u64 = 60_000;

impl Lasting {
    /// So many hours; the longest time that can be held if they are more.
    pub fn of_hours(hours: Quantity) -> Lasting {
        Lasting(hours.thousandths().saturating_mul(MS_PER_THOUSANDTH_H))
    }

    /// The hours, rounded down to thousandths.
    pub fn hours(self) -> Quantity {
        Quantity::from_thousandths(self.0 / MS_PER_THOUSANDTH_H)
    }

    /// Whole hours, and minutes beyond them, rounded down.
    pub fn hours_and_minutes(self) -> (u64, u64) {
        let minutes = self.0 / MS_PER_MINUTE;
        (minutes / 60, minutes % 60)
    }
}

impl Serialize for Lasting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.hours().serialize(serializer)
    }
}
