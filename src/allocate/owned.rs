//! Results that own themselves, for hosts.

use alloc::vec;
use alloc::vec::Vec;

use super::result::{AllocateError, Grant, Summary};
use super::station::allocate;
use crate::policy::Policy;
use crate::units::Total;
use crate::user::User;

/// What an allocation for one station comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Allocation {
    /// What every user gets, in the order of the users.
    pub grants: Vec<Grant>,
    /// The totals.
    pub summary: Summary,
}

/// As [`allocate`], with a result on the heap.
///
/// # Errors
///
/// As [`allocate`].
///
/// ```
/// use citygate::allocate::{AllocateError, allocate_owned};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// let users = [User::new(SupplyClass::Residential, 165_000), User::new(SupplyClass::Vehicles, 30_000)];
/// let allocation = allocate_owned(&JILIN_2024, &users, 180_000)?;
/// for (user, grant) in users.iter().zip(&allocation.grants) {
///     println!("{grant} of {}", user.demand);
/// }
/// assert_eq!(allocation.summary.curtailed, 15_000);
/// # Ok::<(), AllocateError>(())
/// ```
pub fn allocate_owned(policy: &Policy, users: &[User], supply: Total) -> Result<Allocation, AllocateError> {
    let mut allocation = Allocation { grants: vec![Grant::EMPTY; users.len()], summary: Summary::default() };
    allocate(policy, users, supply, &mut allocation.grants, &mut allocation.summary)?;
    Ok(allocation)
}
