//! Checks of the users, before anything is written.

use super::result::AllocateError;
use crate::policy::Policy;
use crate::user::{ClassSet, User};

/// Checks every user.
pub(crate) fn check_users(users: &[User]) -> Result<(), AllocateError> {
    for (index, user) in users.iter().enumerate() {
        if user.class().is_none() {
            return Err(AllocateError::UnknownClass { user: index });
        }
        if user.on_off_code() > 1 {
            return Err(AllocateError::UnknownOnOff { user: index });
        }
    }
    Ok(())
}

pub(crate) fn check_served(policy: &Policy, users: &[User]) -> Result<(), AllocateError> {
    if policy.serves() == ClassSet::ALL {
        return Ok(());
    }
    for (index, user) in users.iter().enumerate() {
        if let Some(class) = user.class().filter(|class| !policy.serves().contains(*class)) {
            return Err(AllocateError::ClassNotServed { user: index, class });
        }
    }
    Ok(())
}
