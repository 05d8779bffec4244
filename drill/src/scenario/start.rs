//! When something begins, on the wall clock.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::quantity::{MS_PER_THOUSANDTH_H, Quantity};

/// A moment of the wall clock, and the time zone to show it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The moment; after the beginning of 1970.
    pub timestamp: Timestamp,
    pub offset: Offset,
}

impl Start {
    /// What the clock shows so many hours later, to the minute; nothing after the last moment that can be told.
    pub fn clock(self, hours: Quantity) -> Option<String> {
        let ms = i64::try_from(hours.thousandths().checked_mul(MS_PER_THOUSANDTH_H)?).ok()?;
        let timestamp = Timestamp::from_millisecond(self.timestamp.as_millisecond().checked_add(ms)?).ok()?;
        Some(self.offset.to_datetime(timestamp).strftime("%Y-%m-%d %H:%M").to_string())
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp.display_with_offset(self.offset).fmt(f)
    }
}
