//! One station.

use core::fmt;

use heapless::Vec;

use crate::allocate::{AllocateError, Grant, Summary, add_curtailment, allocate};
use crate::policy::Policy;
use crate::units::Total;
use crate::user::User;

/// A city gate station (城市门站) with room for `USERS` users, in static storage or on the stack.
///
/// It holds users, the latest grants and the latest totals; everything else is [`allocate`].
///
/// ```
/// use citygate::gate::Gate;
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// let mut gate: Gate<8> = Gate::new(JILIN_2024);
/// let homes = gate.add(User::new(SupplyClass::Residential, 165_000))?;
/// let works = gate.add(User::new(SupplyClass::IndustrialFuel, 345_000).with_minimum(20_000))?;
///
/// let summary = gate.allocate(300_000)?;
/// assert_eq!(summary.curtailed, 210_000);
/// assert_eq!(gate.granted(homes), Some(165_000));
/// assert_eq!(gate.granted(works), Some(135_000));
///
/// // Supply comes back: the same walk gives it out in the order of service.
/// gate.allocate(510_000)?;
/// assert_eq!(gate.granted(works), Some(345_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gate<'p, const USERS: usize> {
    policy: Policy<'p>,
    users: Vec<User, USERS>,
    grants: Vec<Grant, USERS>,
    summary: Summary,
}

/// The station has no room for another user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct GateFull {
    /// The most users that it has room for.
    pub capacity: usize,
}

impl fmt::Display for GateFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the station has room for {} users and has them", self.capacity)
    }
}

impl core::error::Error for GateFull {}

impl<'p, const USERS: usize> Gate<'p, USERS> {
    /// A station without users that goes by this policy.
    pub fn new(policy: Policy<'p>) -> Self {
        Gate { policy, users: Vec::new(), grants: Vec::new(), summary: Summary::default() }
    }

    /// Adds a user and returns its position.
    ///
    /// # Errors
    ///
    /// [`GateFull`] when there is no room; nothing is changed then.
    pub fn add(&mut self, user: User) -> Result<usize, GateFull> {
        let full = GateFull { capacity: USERS };
        let position = self.users.len();
        // Both lists have the same length and the same room: they are full together.
        self.users.push(user).map_err(|_| full)?;
        self.grants.push(Grant::EMPTY).map_err(|_| full)?;
        Ok(position)
    }

    /// The users, in the order in which they were added.
    pub fn users(&self) -> &[User] {
        &self.users
    }

    /// The users, to write new demands into.
    pub fn users_mut(&mut self) -> &mut [User] {
        &mut self.users
    }

    /// Removes the user at this position and returns it, or `None` if there is no such user. Those behind it move up by
    /// one, since ties go by position.
    ///
    /// The other grants and the totals are those of the last allocation until the next.
    pub fn remove(&mut self, position: usize) -> Option<User> {
        if position >= self.users.len() {
            return None;
        }
        self.grants.remove(position);
        Some(self.users.remove(position))
    }

    /// Removes all users, their grants and the totals. The policy stays.
    pub fn clear(&mut self) {
        self.users.clear();
        self.grants.clear();
        self.summary = Summary::default();
    }

    /// Shares out a supply and returns the totals; see [`allocate`].
    ///
    /// # Errors
    ///
    /// As [`allocate`]; grants and totals are those of the last success then.
    pub fn allocate(&mut self, supply: Total) -> Result<Summary, AllocateError> {
        allocate(&self.policy, &self.users, supply, &mut self.grants, &mut self.summary)?;
        Ok(self.summary)
    }

    /// The latest grants, one per user.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// What the user at this position was granted last, or `None` if there is no such user.
    pub fn granted(&self, position: usize) -> Option<u32> {
        self.grants.get(position).map(Grant::granted)
    }

    /// The latest totals.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Adds what the latest grants curtail, over so many periods, to the cumulative curtailment that rotation goes by.
    ///
    /// # Errors
    ///
    /// As [`add_curtailment`]; nothing is changed then.
    pub fn add_curtailment(&mut self, periods: u32) -> Result<(), AllocateError> {
        add_curtailment(&mut self.users, &self.grants, periods)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::policy::{Share, Step, Target};
    use crate::user::{Attributes, ClassSet, SupplyClass};

    #[test]
    fn a_full_station_refuses_another_user() {
        let mut gate: Gate<1> = Gate::new(crate::policy::regimes::JILIN_2024);
        assert_eq!(gate.add(User::new(SupplyClass::Chemical, 5)), Ok(0));
        assert_eq!(gate.add(User::new(SupplyClass::Chemical, 6)), Err(GateFull { capacity: 1 }));
        assert_eq!((gate.users().len(), gate.grants().len()), (1, 1));
    }

    #[test]
    fn a_removed_user_leaves_its_place_to_the_next() {
        let mut gate: Gate<3> = Gate::new(crate::policy::regimes::JILIN_2024);
        for demand in [5, 6, 7] {
            gate.add(User::new(SupplyClass::Chemical, demand)).unwrap();
        }
        let summary = gate.allocate(18).unwrap();
        assert_eq!(gate.remove(3), None);
        assert_eq!(gate.remove(1).map(|user| user.demand), Some(6));
        assert_eq!([0, 1, 2].map(|position| gate.granted(position)), [Some(5), Some(7), None]);
        assert_eq!(gate.summary(), &summary);
        assert_eq!(gate.add(User::new(SupplyClass::Residential, 9)), Ok(2));
        assert_eq!(gate.granted(2), Some(0));
        assert_eq!(gate.allocate(100).unwrap().demand, 21);

        gate.clear();
        assert!(gate.users().is_empty() && gate.grants().is_empty());
        assert_eq!(gate.summary(), &Summary::default());
        assert_eq!(gate.remove(0), None);
        assert_eq!(gate.allocate(4).unwrap().unused, 4);
    }

    #[test]
    fn rotation_lets_everyone_have_a_turn() {
        let steps = [Step::new(ClassSet::ALL, Target::Demand, Share::Rotating)];
        let policy = Policy::new(&steps, ClassSet::ALL, Attributes::NONE).unwrap();
        let mut gate: Gate<5> = Gate::new(policy);
        for _ in 0..5 {
            gate.add(User::new(SupplyClass::IndustrialFuel, 10)).unwrap();
        }
        let mut turns = [0; 5];
        for _ in 0..50 {
            gate.allocate(20).unwrap();
            for (turns, grant) in turns.iter_mut().zip(gate.grants()) {
                *turns += grant.granted() / 10;
            }
            gate.add_curtailment(1).unwrap();
        }
        assert_eq!(turns, [20; 5]);
    }

    #[test]
    fn an_overflow_changes_no_cumulative_curtailment() {
        let mut gate: Gate<2> = Gate::new(crate::policy::regimes::JILIN_2024);
        gate.add(User::new(SupplyClass::Chemical, 5)).unwrap();
        gate.add(User::new(SupplyClass::Chemical, 5).with_cumulative_curtailment(u64::MAX - 4)).unwrap();
        gate.allocate(0).unwrap();
        assert_eq!(gate.add_curtailment(1), Err(AllocateError::CurtailmentOverflow { user: 1 }));
        assert_eq!(gate.users()[0].cumulative_curtailment, 0);
    }
}
