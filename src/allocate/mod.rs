//! Who keeps how much: the walk over a policy's steps.
//!
//! [`allocate`] shares out one station's supply. It takes slices and fills slices, keeps nothing between calls,
//! allocates no memory and does not recurse. One mechanism serves every use: what a step asks for and cannot get is
//! curtailed; as supply comes back, the same walk restores it in the order of service; an increment is the same
//! walk with that much more supply.

#![forbid(unsafe_code)]
// Functions that one station and networks share are `inline(always)` where that keeps a firmware with one station
// small, whatever else is in the archive: `make firmware` holds it to its flash and its stack.

pub(crate) mod apportion;
mod compare;
mod display;
mod fast_path;
pub(crate) mod level;
pub(crate) mod queue;
pub(crate) mod result;
pub(crate) mod share;
mod station;
pub(crate) mod targets;
pub(crate) mod walk;

pub use compare::{GrantChanges, difference};
#[cfg(feature = "ffi")]
pub(crate) use result::ReasonCode;
pub use result::{AllocateError, ClassTotal, Grant, Reason, StepTotal, Summary};

use fast_path::Attempt;
use station::Station;
use targets::Targets;
use walk::Walk;

use crate::policy::{MAX_STEPS, Policy, Share};
use crate::units::{MAX_USERS, Total};
use crate::user::{ClassSet, User};

/// Shares out `supply` among the users of one station and says why each got what it got.
///
/// `grants` receives one grant per user, in the order of `users`; `summary` the totals. Supply and demands are
/// in one unit (dm³/h by intention). The answer is exact to the unit and the same on every machine:
///
/// * served and unused supply add up to the supply; nobody gets more than it demands;
/// * gas is left over only if nobody who may have it can use it;
/// * a step that is short leaves to later steps only what none of its own users can take;
/// * a divisible share is within one unit of the exact fraction; ties go by rank, then by position;
/// * every user gets at least its technical minimum or nothing.
///
/// A supply beyond all demands is not an error: the rest is unused.
///
/// Complexity: two passes over the users for a policy of whole classes whose short step is pro rata; in
/// general a fixed number of passes for each short step (at most 64 trials for a level, 24 for putting users in
/// order). No heap, no recursion; reentrant.
///
/// # Errors
///
/// [`AllocateError`] names the user that is wrong, or says that the slices differ in length. Nothing is written
/// then.
///
/// ```
/// use citygate::allocate::{AllocateError, Grant, Reason, Summary, allocate};
/// use citygate::policy::regimes::JILIN_2024;
/// use citygate::user::{SupplyClass, User};
///
/// // Tengzhou, December 2017, in m³/d: supply falls from 620 000 to 510 000.
/// let users = [
///     User::new(SupplyClass::Residential, 165_000),
///     User::new(SupplyClass::Vehicles, 30_000),
///     User::new(SupplyClass::IndustrialFuel, 345_000),
/// ];
/// let mut grants = [Grant::EMPTY; 3];
/// let mut summary = Summary::default();
/// allocate(&JILIN_2024, &users, 510_000, &mut grants, &mut summary)?;
///
/// assert_eq!(grants.map(|grant| grant.granted()), [165_000, 30_000, 315_000]);
/// assert_eq!(grants[2].reason(), Reason::ShortInStep);
/// assert_eq!(summary.curtailed, 30_000);
/// # Ok::<(), AllocateError>(())
/// ```
pub fn allocate(
    policy: &Policy,
    users: &[User],
    supply: Total,
    grants: &mut [Grant],
    summary: &mut Summary,
) -> Result<(), AllocateError> {
    if users.len() > MAX_USERS {
        return Err(AllocateError::TooManyUsers { count: users.len() });
    }
    if users.len() != grants.len() {
        return Err(AllocateError::GrantCount { users: users.len(), grants: grants.len() });
    }
    allocate_to_each(policy, users, supply, grants, summary)
}

/// The same for slices that are known to be of one length within the limit.
pub(crate) fn allocate_to_each(
    policy: &Policy,
    users: &[User],
    supply: Total,
    grants: &mut [Grant],
    summary: &mut Summary,
) -> Result<(), AllocateError> {
    check_served(policy, users)?;
    let short = match fast_path::attempt(policy, users, supply, grants, summary) {
        Attempt::Done => None,
        Attempt::Short(short) => Some(short),
        Attempt::NotApplicable => {
            walk::check(users)?;
            Some(find_short(policy, users, supply, &mut summary.steps))
        }
    };
    if let Some(short) = short {
        serve_from(&short, policy, users, grants, summary);
    }
    summary.supply = supply;
    finish(summary);
    Ok(())
}

/// Adds what the grants curtail, over so many periods, to each user's cumulative curtailment
/// ([`User::cumulative_curtailment`]), which the rotating rule goes by.
///
/// One pass; reentrant.
///
/// # Errors
///
/// [`AllocateError::GrantCount`] and [`AllocateError::TallyOverflow`]; nothing is changed then.
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

/// Where the walk first runs short.
struct Short {
    /// The first step that asks for more than is left; the number of steps if none does.
    step: u8,
    /// What it asks for.
    asked: Total,
    /// What is left for it.
    available: Total,
}

impl Short {
    fn start(supply: Total) -> Short {
        Short { step: 0, asked: 0, available: supply }
    }

    /// Goes on to the next step: grants it in full unless it, or one before it, is short.
    fn pass(&mut self, total: &mut StepTotal) {
        if self.asked == 0 {
            match self.available.checked_sub(total.asked) {
                Some(left) => {
                    total.granted = total.asked;
                    self.available = left;
                    self.step += 1;
                }
                None => self.asked = total.asked,
            }
        }
    }
}

/// Adds up what each step asks for, and goes through the steps as long as they can be served in full.
fn find_short(policy: &Policy, users: &[User], supply: Total, steps: &mut [StepTotal; MAX_STEPS]) -> Short {
    let zero = unknown(0);
    *steps = [StepTotal { asked: zero, granted: zero }; MAX_STEPS];
    let targets = Targets(policy);
    for user in users {
        for (k, (_, total)) in policy.steps().iter().zip(steps.iter_mut()).enumerate() {
            total.asked += targets.increment(user, k as u8) as Total;
        }
    }
    let mut short = Short::start(supply);
    for (_, total) in policy.steps().iter().zip(steps) {
        short.pass(total);
    }
    short
}

/// Serves the short step and all after it, one by one, until nothing is left.
fn serve_from(short: &Short, policy: &Policy, users: &[User], grants: &mut [Grant], summary: &mut Summary) {
    let mut walk = Walk::start(Targets(policy), users, grants, short.step);
    let mut station = Station(short.available);
    let mut end = short.step;
    let rest = policy.steps().iter().zip(&mut summary.steps).skip(short.step as usize);
    for (step, total) in rest {
        let available = station.0;
        if available == 0 {
            break;
        }
        let queue = walk.open(end, |_, _, _| {});
        walk.share(queue, step.share().unwrap_or(Share::ProRata), &mut station);
        total.granted = available - station.0;
        end += 1;
    }
    walk.explain(end, &mut summary.classes);
}

/// A number that a 32-bit compiler does not know, to fill a table with. With one that it knows it calls `memset`,
/// which on a microcontroller takes more flash than all the loops here.
#[inline(always)]
fn unknown<T>(number: T) -> T {
    if cfg!(target_pointer_width = "64") { number } else { core::hint::black_box(number) }
}

#[inline(always)]
pub(crate) fn finish(summary: &mut Summary) {
    summary.demand = summary.classes.iter().map(|class| class.demand).sum();
    summary.served = summary.classes.iter().map(|class| class.granted).sum();
    summary.curtailed = summary.demand - summary.served;
    summary.unused = summary.supply - summary.served;
}
