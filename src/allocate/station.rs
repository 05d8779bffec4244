//! One station: a fast path for the common case, the general walk for all others.

use super::check::{check_served, check_users};
use super::fast_path::{self, Attempt};
use super::opaque::unknown;
use super::result::{AllocateError, Grant, StepTotal, Summary};
use super::short::Short;
use super::station_supply::Station;
use super::targets::Targets;
use super::walk::Walk;
use crate::policy::{MAX_STEPS, Policy, Share};
use crate::units::{MAX_USERS, Total};
use crate::user::User;

/// Shares out `supply` among the users of one station and says why each got what it got.
///
/// `grants` receives one grant per user, in the order of `users`; `summary` the totals. Supply and demands are
/// in one unit (dm³/h by intention). The answer is exact to the unit and the same on every machine:
///
/// * served and unused supply add up to the supply; nobody gets more than it demands;
/// * gas is left over only if nobody who may have it can use it;
/// * a step that is short leaves to later steps only what none of its own users can take;
/// * a share of what is divided is within one unit of the exact fraction, and what the first so many of those who share
///   get together is their exact share, rounded up: of equals at the head of the list, the first gets the odd unit
///   (where demands, or weights, that sum to D ≥ 2³² are shared, all of this to within D/2⁶⁴ of a unit);
/// * what is served one after the other goes by rank, then by position;
/// * every user gets at least its technical minimum or nothing.
///
/// A supply beyond all demands is not an error: the rest is unused.
///
/// Complexity: two passes over the users for a policy of whole classes whose short step is pro rata; in
/// general a few passes for each short step, at most 24 to put users in order, and where bases, weights or minimums call
/// for it the search for a level: for n users about 1.2 × log₂ 2n trials, whose work halves from one to the next on
/// average, and never more than 2n. No heap, no recursion; reentrant.
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
            check_users(users)?;
            Some(find_short(policy, users, supply, &mut summary.steps))
        }
    };
    if let Some(short) = short {
        serve_from(&short, policy, users, grants, summary);
    }
    summary.supply = supply;
    summary.add_up();
    Ok(())
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
    while station.0 != 0
        && let Some((step, total)) = policy.steps().get(end as usize).zip(summary.steps.get_mut(end as usize))
    {
        walk.serve(end, step.share().unwrap_or(Share::ProRata), total, &mut station);
        end += 1;
    }
    walk.explain(end, &mut summary.classes);
}
