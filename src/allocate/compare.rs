//! What changes from one allocation to the next: what a dispatcher is told, and a valve is moved by.

use super::result::{AllocateError, Grant};
use crate::units::Total;

/// How much two allocations differ, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct GrantChanges {
    /// Sum of what is granted in addition, to those who get more.
    pub increased: Total,
    /// Sum of what is no longer granted, to those who get less. Reduce first, increase then: the supply is never
    /// exceeded on the way.
    pub reduced: Total,
    /// How many get more.
    pub users_increased: u32,
    /// How many get less.
    pub users_reduced: u32,
}

/// What each user gets more (or less: negative) in `after` than in `before`, and the totals. The grants are of the same
/// users, in the same order.
///
/// Time grows with the number of users. No heap, no recursion; reentrant.
///
/// # Errors
///
/// [`AllocateError::GrantCount`]: the slices are not of one length. Nothing is written then.
///
/// ```
/// use citygate::allocate::{Grant, GrantChanges, Summary, allocate, difference};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// let users = [User::new(SupplyClass::Residential, 50), User::new(SupplyClass::Chemical, 100)];
/// let (mut before, mut after) = ([Grant::EMPTY; 2], [Grant::EMPTY; 2]);
/// let mut summary = Summary::default();
/// allocate(&JILIN_2024, &users, 140, &mut before, &mut summary)?;
/// allocate(&JILIN_2024, &users, 60, &mut after, &mut summary)?;
///
/// let mut changes = [0; 2];
/// let totals = difference(&before, &after, &mut changes)?;
/// assert_eq!(changes, [0, -80]);
/// assert_eq!(totals, GrantChanges { reduced: 80, users_reduced: 1, ..GrantChanges::default() });
/// # Ok::<(), citygate::allocate::AllocateError>(())
/// ```
pub fn difference(
    before: &[Grant],
    after: &[Grant],
    changes: &mut [i64],
) -> Result<GrantChanges, AllocateError> {
    for grants in [after.len(), changes.len()] {
        if grants != before.len() {
            return Err(AllocateError::GrantCount { users: before.len(), grants });
        }
    }
    let mut totals = GrantChanges::default();
    for ((before, after), change) in before.iter().zip(after).zip(changes) {
        *change = i64::from(after.granted()) - i64::from(before.granted());
        match *change {
            0 => {}
            1.. => {
                totals.increased += change.unsigned_abs();
                totals.users_increased += 1;
            }
            _ => {
                totals.reduced += change.unsigned_abs();
                totals.users_reduced += 1;
            }
        }
    }
    Ok(totals)
}
