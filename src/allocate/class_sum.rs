//! What the users of each class want, together.

use crate::units::Total;
use crate::user::CLASS_COUNT;

/// The sums, by class.
pub(crate) type Sums = [ClassSum; CLASS_COUNT];

/// What the users of one class want, together.
#[derive(Clone, Copy, Default)]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub(crate) struct ClassSum {
    pub(super) demand: Total,
    pub(super) minimum: Total,
}
