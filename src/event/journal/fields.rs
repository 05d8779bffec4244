//! The fields of a record that an entry fills: codes and numbers.

pub(crate) type Codes = [u8; 8];
pub(crate) type Numbers = [u64; 6];

/// The outer option is a fault, the inner one an absent value.
pub(super) fn optional<T>(code: u8, absent: u8, from_code: impl Fn(u8) -> Option<T>) -> Option<Option<T>> {
    if code == absent { Some(None) } else { from_code(code).map(Some) }
}
