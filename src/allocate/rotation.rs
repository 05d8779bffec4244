//! Taking turns: who is next in a rotating step, from interval to interval.

use super::result::{AllocateError, Grant};
use crate::policy::{Policy, RotateBy, Rotation};
use crate::units::{Flow, Volume};
use crate::user::User;

/// How a user has fared in the rotation so far. A tally that is all zero is that of a user who has never gone without.
///
/// An *interval* is the time from one allocation to the next, of equal length throughout: a period of a horizon. For one
/// station users are put in order before an allocation and the interval is added after it; a horizon does both by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct RotationTally {
    /// What its step counts ([`RotateBy`]): gas withheld (dm³ with intervals of an hour), turns, or intervals without gas.
    pub amount: u64,
    /// For how many intervals it has been on, or off; 0 if that is not known.
    pub intervals_in_state: u32,
    /// 1 if it has been without gas, otherwise 0.
    pub is_off: u32,
}

/// How long those without gas have been without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "ffi", derive(zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable))]
#[repr(C)]
pub struct Outages {
    /// How many users of rotating steps are without gas.
    pub users_off: u32,
    /// How many of them for longer than the longest outage of their step: the gas did not suffice for all who were due.
    pub users_off_too_long: u32,
}

/// Of an urgency: the two highest bits.
const DUE: u64 = 3 << CLASS_SHIFT;
const STAYS_ON: u64 = 2 << CLASS_SHIFT;
const IN_TURN: u64 = 1 << CLASS_SHIFT;
const STAYS_OFF: u64 = 0;
const CLASS_SHIFT: u32 = 62;

impl RotationTally {
    /// How soon the user is to be served: the highest first.
    pub(crate) fn urgency(&self, rotation: Rotation) -> u64 {
        let (is_off, lasted) = (self.is_off != 0, self.intervals_in_state);
        if rotation.longest_outage == 0 && rotation.minimum_turn <= 1 {
            return self.amount;
        }
        let amount = self.amount.min(IN_TURN - 1);
        if is_off && rotation.longest_outage != 0 && lasted >= rotation.longest_outage as u32 {
            return DUE | lasted as u64;
        }
        let is_turn_over = lasted == 0 || lasted >= rotation.minimum_turn as u32;
        match (is_turn_over, is_off) {
            (true, _) => IN_TURN | amount,
            (false, true) => STAYS_OFF | amount,
            (false, false) => STAYS_ON | amount,
        }
    }

    /// Notes an interval in which so much was withheld.
    pub(crate) fn note(&mut self, rotation: Rotation, withheld: Flow) {
        let is_off = withheld != 0;
        if is_off != (self.is_off != 0) {
            (self.is_off, self.intervals_in_state) = (is_off as u32, 0);
        }
        let begins_turn = self.intervals_in_state.is_multiple_of((rotation.minimum_turn as u32).max(1));
        self.intervals_in_state = self.intervals_in_state.saturating_add(1);
        self.amount = self.amount.saturating_add(match rotation.by {
            RotateBy::Gas => withheld as Volume,
            RotateBy::Turns => (is_off && begins_turn) as Volume,
            RotateBy::Hours => is_off as Volume,
        });
    }
}

/// Puts users in the order of the rotation for the next allocation: writes how soon each is to be served into
/// [`User::cumulative_curtailment`], by which rotating steps go. Users that no rotating step serves stay as they are.
///
/// One pass; reentrant.
///
/// # Errors
///
/// [`AllocateError::GrantCount`]: there is not exactly one tally for each user. [`AllocateError::UnknownOnOff`]: a tally is
/// marked neither on nor off. Nothing is changed then.
///
/// ```
/// use citygate::allocate::{AllocateError, Grant, RotationTally, Summary, add_interval, allocate, rotate};
/// use citygate::policy::{Policy, PolicyError, RotateBy, Rotation, Share, Step, Target};
/// use citygate::user::{Attributes, ClassSet, SupplyClass, User};
///
/// // Two blocks, of which one can be served: each is off every other hour, whatever its size.
/// let rotation = Rotation::by(RotateBy::Turns);
/// let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating).with_rotation(rotation)];
/// let policy = Policy::new(&steps, ClassSet::ALL, Attributes::NONE)?;
/// let mut users = [User::new(SupplyClass::Chemical, 100), User::new(SupplyClass::Chemical, 10)];
/// let (mut grants, mut tallies) = ([Grant::EMPTY; 2], [RotationTally::default(); 2]);
/// for _ in 0..12 {
///     rotate(&policy, &tallies, &mut users)?;
///     allocate(&policy, &users, 100, &mut grants, &mut Summary::default())?;
///     let outages = add_interval(&policy, &users, &grants, &mut tallies)?;
///     assert_eq!(outages.users_off, 1);
/// }
/// assert_eq!(tallies.map(|tally| tally.amount), [6, 6]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rotate(policy: &Policy, tallies: &[RotationTally], users: &mut [User]) -> Result<(), AllocateError> {
    if users.len() != tallies.len() {
        return Err(AllocateError::GrantCount { users: users.len(), grants: tallies.len() });
    }
    check_marks(tallies)?;
    for (user, tally) in users.iter_mut().zip(tallies) {
        if let Some(rotation) = policy.rotation_of(user) {
            user.cumulative_curtailment = tally.urgency(rotation);
        }
    }
    Ok(())
}

/// Refuses tallies that are marked neither on nor off.
fn check_marks(tallies: &[RotationTally]) -> Result<(), AllocateError> {
    match tallies.iter().position(|tally| tally.is_off > 1) {
        Some(user) => Err(AllocateError::UnknownOnOff { user }),
        None => Ok(()),
    }
}

/// Counts an interval for which the grants were in force. A user that wants nothing is not counted.
///
/// One pass; reentrant.
///
/// # Errors
///
/// [`AllocateError::GrantCount`]: there is not exactly one grant and one tally for each user.
/// [`AllocateError::UnknownOnOff`]: a tally is marked neither on nor off. Nothing is changed then.
pub fn add_interval(
    policy: &Policy,
    users: &[User],
    grants: &[Grant],
    tallies: &mut [RotationTally],
) -> Result<Outages, AllocateError> {
    for count in [grants.len(), tallies.len()] {
        if count != users.len() {
            return Err(AllocateError::GrantCount { users: users.len(), grants: count });
        }
    }
    check_marks(tallies)?;
    let mut outages = Outages::default();
    for ((user, grant), tally) in users.iter().zip(grants).zip(tallies) {
        let Some(rotation) = policy.rotation_of(user).filter(|_| user.demand != 0) else { continue };
        tally.note(rotation, user.demand.saturating_sub(grant.granted));
        let is_too_long =
            rotation.longest_outage != 0 && tally.intervals_in_state > rotation.longest_outage as u32;
        outages.users_off += tally.is_off;
        outages.users_off_too_long += tally.is_off & is_too_long as u32;
    }
    Ok(outages)
}
