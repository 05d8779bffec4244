//! What an RTU shows: the value of every point after a scan or a command.

use citygate::station::{AlarmKind, Quality};

use crate::points::layout::{Layout, Slot};

/// The value of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The number; none where there is nothing to tell.
    pub number: Option<u64>,
    pub quality: Quality,
}

impl Value {
    pub const NONE: Value = Value { number: None, quality: Quality::Good };

    pub const fn good(number: u64) -> Value {
        Value { number: Some(number), quality: Quality::Good }
    }
}

/// All values, in the order of the layout's slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// When it was made: the station's time, and Unix time.
    pub now_ms: u64,
    pub unix_ms: u64,
    pub values: Vec<Value>,
    /// Alarms that are not normal, or shelved.
    pub alarms: Vec<ShownAlarm>,
}

/// What a point does not tell of an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownAlarm {
    pub kind: AlarmKind,
    pub user: Option<usize>,
    /// When it came last.
    pub came_unix_ms: Option<u64>,
    pub shelved_until_unix_ms: Option<u64>,
}

impl Image {
    /// The value of a point by its name.
    pub fn value(&self, layout: &Layout, name: &str, user: Option<usize>) -> Option<Value> {
        self.values.get(layout.find(name, user)?).copied()
    }

    /// The number of a slot as registers hold it: where there is none, the largest of its form.
    pub fn in_registers(&self, place: usize, slot: &Slot) -> (u64, u8) {
        let value = self.values.get(place).copied().unwrap_or(Value::NONE);
        let number = value.number.unwrap_or(slot.point.form.largest());
        (number, value.quality.code())
    }
}
