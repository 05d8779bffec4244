//! How values of allocation are saved that a station keeps.

use super::form::{Flag, Zero, saved};
use crate::allocate::{Grant, Reason, RotationTally};

saved!(codes of Reason);
saved!(Grant {
    granted: u32,
    node: u32,
    step: u8,
    reason: Reason,
    reserved: Zero<u16>,
});
saved!(RotationTally {
    amount: u64,
    intervals_in_state: u32,
    is_off: Flag<u32>,
});
