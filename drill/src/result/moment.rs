use serde::{Serialize, Serializer};

use crate::quantity::Quantity;

/// A moment of the exercise, in milliseconds since its beginning; in results hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// The hours since the beginning, rounded down to thousandths.
    pub fn hours(self) -> Quantity {
        Quantity::from_thousandths(self.0 / 3600)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.hours().serialize(serializer)
    }
}
