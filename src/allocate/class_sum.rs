//! What the users of each class want, together.

use crate::units::Total;
use crate::user::CLASS_COUNT;

/// The sums, by class.
pub(super) type Sums = [ClassSum; CLASS_COUNT];

/// What the users of one class want, together.
#[derive(Clone, Copy, Default)]
pub(super) struct ClassSum {
    pub(super) demand: Total,
    pub(super) minimum: Total,
}
