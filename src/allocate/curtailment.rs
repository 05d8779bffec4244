//! The cumulative curtailment of users.

use super::result::{AllocateError, Grant};
use crate::units::Total;
use crate::user::User;

/// Adds what the grants curtail, over so many periods, to each user's cumulative curtailment
/// ([`User::cumulative_curtailment`]), which the rotating rule goes by.
///
/// One pass; reentrant.
///
/// # Errors
///
/// [`AllocateError::GrantCount`] and [`AllocateError::CurtailmentOverflow`]; nothing is changed then.
///
/// ```
/// use citygate::allocate::{AllocateError, Grant, add_curtailment};
/// use citygate::user::{SupplyClass, User};
///
/// let mut users = [User::new(SupplyClass::Chemical, 700).with_cumulative_curtailment(50)];
/// add_curtailment(&mut users, &[Grant::EMPTY], 2)?;
/// assert_eq!(users[0].cumulative_curtailment, 1450);
/// # Ok::<(), AllocateError>(())
/// ```
pub fn add_curtailment(users: &mut [User], grants: &[Grant], periods: u32) -> Result<(), AllocateError> {
    if users.len() != grants.len() {
        return Err(AllocateError::GrantCount { users: users.len(), grants: grants.len() });
    }
    let added = |user: &User, grant: &Grant| {
        // A product of two 32-bit numbers fits 64 bits.
        let curtailed = user.demand.saturating_sub(grant.granted) as Total * periods as Total;
        user.cumulative_curtailment.checked_add(curtailed)
    };
    if let Some(user) = users.iter().zip(grants).position(|(user, grant)| added(user, grant).is_none()) {
        return Err(AllocateError::CurtailmentOverflow { user });
    }
    for (user, grant) in users.iter_mut().zip(grants) {
        user.cumulative_curtailment = added(user, grant).unwrap_or(user.cumulative_curtailment);
    }
    Ok(())
}
