//! The rules of an allocation by their definitions: slow, literal, exact.
//!
//! Nothing here is how the library works. What is indivisible is found by trying every subset; a level
//! is found by trying every assignment of users to "at its floor", "at its ceiling" and "at the level". Exact
//! rationals throughout. Fit for a handful of users.

// Each test program uses its own part.
#![allow(dead_code)]

pub mod cases;
pub mod draw;
pub mod flow;
pub mod lp;
pub mod pipes;
pub mod random;
pub mod steps;
pub mod time;
pub mod tree;

use citygate::allocate::{Grant, Reason, Summary, allocate};
use citygate::policy::{Policy, Share, Step, Target};
use citygate::user::{ClassSet, SupplyClass, User};

/// A fraction; the denominator is positive.
pub type Ratio = (i128, i128);

/// What one user must get, exactly, before rounding.
#[derive(Clone, Copy, Debug)]
struct Due {
    /// Granted by steps that leave no fraction.
    whole: i128,
    /// The share in the last short step.
    share: Ratio,
    /// The same in whole units by the stated rule: what the first in the list get together is rounded up. Known where
    /// the weights are so small that no rounding of the quotient can show.
    stated: Option<i128>,
    /// The first step that gave less than it asked for, and what was available when the minimum was refused.
    short: Option<(u8, Option<i128>)>,
}

/// Up to where a step serves a user, from the definition of a target.
fn cumulative_target(step: &Step, user: &User) -> i128 {
    let (demand, minimum) = (user.demand as i128, user.minimum.min(user.demand) as i128);
    let base = if user.base == 0 { demand } else { user.base as i128 };
    let wanted = match step.target().unwrap() {
        Target::Minimum => minimum,
        Target::Demand => demand,
        Target::PermilleOfDemand(p) => demand * p as i128 / 1000,
        Target::PermilleOfBase(p) => (base * p as i128 / 1000).min(demand),
    };
    match wanted {
        _ if !step.selects(user) => 0,
        w if w == demand => demand,
        w if w < minimum => 0,
        _ if user.is_on_off() => minimum,
        w => w,
    }
}

/// What step k asks for a user beyond all earlier steps.
pub fn increment(policy: &Policy, user: &User, k: usize) -> i128 {
    let earlier = policy.steps()[..k].iter().map(|step| cumulative_target(step, user)).max().unwrap_or(0);
    (cumulative_target(&policy.steps()[k], user) - earlier).max(0)
}

/// First fit in order is the feasible subset that comes first when subsets are compared member by member.
/// `order` lists (who, size) from the first to be served to the last.
fn first_fit(order: &[(usize, i128)], available: i128) -> Vec<usize> {
    let n = order.len() as u32;
    // The member served first is the most significant bit, so the greatest feasible number is the answer.
    let chosen = (0..1u32 << n)
        .rev()
        .find(|subset| {
            let size: i128 =
                (0..n).filter(|i| subset >> (n - 1 - i) & 1 == 1).map(|i| order[i as usize].1).sum();
            size <= available
        })
        .unwrap();
    (0..n).filter(|i| chosen >> (n - 1 - i) & 1 == 1).map(|i| order[i as usize].0).collect()
}

/// The shares clamp(t·w, floor, ceiling) that sum to the pool, by trying every assignment.
fn level(vessels: &[(i128, i128, i128)], pool: i128) -> Vec<Ratio> {
    let n = vessels.len() as u32;
    for assignment in 0..3usize.pow(n) {
        let state = |i: usize| assignment / 3usize.pow(i as u32) % 3;
        let mut fixed = 0;
        let mut weight = 0;
        for (i, (w, floor, ceiling)) in vessels.iter().enumerate() {
            match state(i) {
                0 => fixed += floor,
                1 => fixed += ceiling,
                _ => weight += w,
            }
        }
        if weight == 0 {
            continue;
        }
        // The level is (pool - fixed) / weight: right if it leaves everyone where the assignment has it.
        let fits = vessels.iter().enumerate().all(|(i, (w, floor, ceiling))| {
            let here = (pool - fixed) * w;
            match state(i) {
                0 => here <= floor * weight,
                1 => here >= ceiling * weight,
                _ => here >= floor * weight && here <= ceiling * weight,
            }
        });
        if fits {
            return (0..n as usize)
                .map(|i| match state(i) {
                    0 => (vessels[i].1, 1),
                    1 => (vessels[i].2, 1),
                    _ => ((pool - fixed) * vessels[i].0, weight),
                })
                .collect();
        }
    }
    panic!("no level for {vessels:?} and {pool}");
}

/// Shares in whole units, of which the first ones together are their exact sum, rounded up.
pub fn first_rounded_up(shares: &[Ratio]) -> Vec<i128> {
    let denominator = shares.iter().map(|share| share.1).max().unwrap_or(1);
    let mut exact = 0;
    let mut given = 0;
    let mut next = |(units, weight): &Ratio| {
        exact += if *weight == denominator { *units } else { units * denominator / weight };
        let share = (exact + denominator - 1).div_euclid(denominator) - given;
        given += share;
        share
    };
    shares.iter().map(&mut next).collect()
}

struct Oracle<'a> {
    users: &'a [User],
    due: Vec<Due>,
    k: u8,
    increments: Vec<i128>,
}

impl Oracle<'_> {
    fn minimum(&self, i: usize) -> i128 {
        self.users[i].minimum.min(self.users[i].demand) as i128
    }

    fn unmet(&self, i: usize) -> i128 {
        if self.due[i].whole == 0 { self.minimum(i) } else { 0 }
    }

    fn refuse(&mut self, i: usize, available: Option<i128>) {
        let k = self.k;
        self.due[i].short.get_or_insert((k, available));
    }

    /// Serves the members all or nothing, first fit in the given order. `size` says how much each would take.
    fn serve_all_or_nothing(&mut self, order: &[usize], size: &[i128], available: i128) -> i128 {
        let sized: Vec<_> = order.iter().map(|&i| (i, size[i])).collect();
        let chosen = first_fit(&sized, available);
        let mut left = available;
        for &i in order {
            if chosen.contains(&i) {
                left -= size[i];
                self.due[i].whole += size[i];
            } else {
                let minimum_refused = self.unmet(i) == size[i] && left > 0;
                self.refuse(i, minimum_refused.then_some(left));
            }
        }
        left
    }

    fn share_out(&mut self, members: &[usize], share: Share, available: i128) -> i128 {
        let asked: i128 = members.iter().map(|&i| self.increments[i]).sum();
        if asked <= available {
            members.iter().for_each(|&i| self.due[i].whole += self.increments[i]);
            return available - asked;
        }
        let mut by_rank = members.to_vec();
        by_rank.sort_by_key(|&i| (self.users[i].rank, i));
        let before: Vec<i128> = self.due.iter().map(|due| due.whole).collect();

        let needy: Vec<_> = by_rank.iter().copied().filter(|&i| self.unmet(i) > 0).collect();
        let minimums: Vec<_> = (0..self.users.len()).map(|i| self.minimum(i)).collect();
        let available = self.serve_all_or_nothing(&needy, &minimums, available);

        let floor: Vec<_> = self.due.iter().zip(&before).map(|(due, before)| due.whole - before).collect();
        let runs = |oracle: &Self, i: usize| oracle.unmet(i) == 0;
        let on_off: Vec<_> =
            by_rank.iter().copied().filter(|&i| self.users[i].is_on_off() && runs(self, i)).collect();
        let rest: Vec<_> = (0..self.users.len()).map(|i| self.increments[i] - floor[i]).collect();
        let available = self.serve_all_or_nothing(&on_off, &rest, available);

        let divisible: Vec<_> =
            members.iter().copied().filter(|&i| !self.users[i].is_on_off() && runs(self, i)).collect();
        let vessels: Vec<_> = divisible
            .iter()
            .map(|&i| {
                let weight = match (share, self.users[i].base) {
                    (Share::Equal, _) => self.users[i].weight.max(1) as i128,
                    (_, 0) => self.increments[i],
                    (_, base) => base as i128,
                };
                (weight, floor[i], self.increments[i])
            })
            .collect();
        let pool: i128 = available + vessels.iter().map(|v| v.1).sum::<i128>();
        let asked: i128 = vessels.iter().map(|v| v.2).sum();
        if asked <= pool {
            divisible.iter().for_each(|&i| self.due[i].whole += rest[i]);
            return pool - asked;
        }
        let shares = level(&vessels, pool);
        let is_exact = vessels.iter().map(|v| v.0).sum::<i128>() < 1 << 32;
        for ((&i, share), whole) in divisible.iter().zip(&shares).zip(first_rounded_up(&shares)) {
            self.due[i].whole -= floor[i];
            self.due[i].share = *share;
            self.due[i].stated = is_exact.then_some(whole);
            self.refuse(i, None);
        }
        0
    }
}

/// What everyone is due, and how much is left over.
fn due(policy: &Policy, users: &[User], supply: u64) -> (Vec<Due>, i128) {
    let nothing = Due { whole: 0, share: (0, 1), stated: None, short: None };
    let mut oracle = Oracle { users, due: vec![nothing; users.len()], k: 0, increments: Vec::new() };
    let mut available = supply as i128;
    for (k, step) in policy.steps().iter().enumerate() {
        oracle.k = k as u8;
        oracle.increments = users.iter().map(|user| increment(policy, user, k)).collect();
        let asking: Vec<_> = (0..users.len()).filter(|&i| oracle.increments[i] > 0).collect();
        if available == 0 {
            asking.iter().for_each(|&i| oracle.refuse(i, None));
            continue;
        }
        let mut members: Vec<_> =
            asking.into_iter().filter(|&i| oracle.increments[i] >= oracle.unmet(i)).collect();
        let asked: i128 = members.iter().map(|&i| oracle.increments[i]).sum();
        available = match step.share().unwrap() {
            _ if asked <= available => {
                members.iter().for_each(|&i| oracle.due[i].whole += oracle.increments[i]);
                available - asked
            }
            Share::AllOrNothing => {
                members.sort_by_key(|&i| (users[i].rank, i));
                let increments = oracle.increments.clone();
                oracle.serve_all_or_nothing(&members, &increments, available)
            }
            Share::Rotating => {
                members.sort_by_key(|&i| (u64::MAX - users[i].cumulative_curtailment, users[i].rank, i));
                let increments = oracle.increments.clone();
                oracle.serve_all_or_nothing(&members, &increments, available)
            }
            Share::Ranked => {
                let mut ranks: Vec<_> = members.iter().map(|&i| users[i].rank).collect();
                ranks.sort();
                ranks.dedup();
                ranks.into_iter().fold(available, |left, rank| {
                    let equals: Vec<_> = members.iter().copied().filter(|&i| users[i].rank == rank).collect();
                    if left == 0 {
                        equals.iter().for_each(|&i| oracle.refuse(i, None));
                        return 0;
                    }
                    oracle.share_out(&equals, Share::Ranked, left)
                })
            }
            share => oracle.share_out(&members, share, available),
        };
    }
    (oracle.due, available)
}

/// Allocates and holds the answer against the definitions. Returns the grants for further questions.
pub fn check(policy: &Policy, users: &[User], supply: u64) -> (Vec<u32>, Summary) {
    let mut grants = vec![Grant::EMPTY; users.len()];
    let mut summary = Summary::default();
    allocate(policy, users, supply, &mut grants, &mut summary).unwrap();
    let (due, left) = due(policy, users, supply);
    let context = || format!("{users:#?}\n{:#?}\nsupply {supply}\n{grants:#?}\n{due:#?}", policy.steps());

    for (i, ((user, grant), due)) in users.iter().zip(&grants).zip(&due).enumerate() {
        let granted = grant.granted() as i128;
        let (numerator, denominator) = due.share;
        let difference = (granted - due.whole) * denominator - numerator;
        assert!(difference.abs() < denominator, "user {i} is not within one unit\n{}", context());
        if let Some(stated) = due.stated {
            assert_eq!(granted, due.whole + stated, "user {i}: the odd unit\n{}", context());
        }
        assert!(granted <= user.demand as i128, "user {i} gets more than it demands\n{}", context());
        assert!(
            granted == 0 || granted >= user.minimum.min(user.demand) as i128,
            "user {i} runs below its minimum\n{}",
            context()
        );
        if user.is_on_off() {
            assert!(
                [0, user.minimum, user.demand].contains(&grant.granted()),
                "user {i} is on/off\n{}",
                context()
            );
        }
        let expected = match due.short {
            _ if grant.granted() == user.demand => (Reason::Satisfied, None),
            Some((k, Some(_))) => (Reason::MinimumDidNotFit, Some(k)),
            Some((k, None)) => (Reason::ShortInStep, Some(k)),
            None => (Reason::NotEligible, None),
        };
        // A share rounded up to the whole increment leaves the user short only later, if at all.
        let rounded_up = due.short.is_some_and(|(k, _)| {
            (0..=k as usize).map(|k| increment(policy, user, k)).sum::<i128>() == granted
        });
        let explained = (grant.reason(), grant.step());
        if rounded_up && granted < user.demand as i128 {
            let k = due.short.unwrap().0 as usize;
            let later = (k + 1..policy.steps().len()).find(|&k| increment(policy, user, k) > 0);
            let expected = match later {
                Some(k) => (Reason::ShortInStep, Some(k as u8)),
                None => (Reason::NotEligible, None),
            };
            assert_eq!(explained, expected, "user {i}\n{}", context());
        } else {
            assert_eq!(explained, expected, "user {i}\n{}", context());
        }
    }

    let served: u64 = grants.iter().map(|grant| grant.granted() as u64).sum();
    assert_eq!(served as i128, supply as i128 - left, "served\n{}", context());
    check_totals(policy, users, supply, &grants, &summary);
    (grants.iter().map(|grant| grant.granted()).collect(), summary)
}

/// Holds the summary against the grants.
pub fn check_totals(policy: &Policy, users: &[User], supply: u64, grants: &[Grant], summary: &Summary) {
    let served: u64 = grants.iter().map(|grant| grant.granted() as u64).sum();
    let demand: u64 = users.iter().map(|user| user.demand as u64).sum();
    assert_eq!(summary.supply, supply);
    assert_eq!(summary.served, served);
    assert_eq!(summary.unused, supply - served);
    assert_eq!(summary.demand, demand);
    assert_eq!(summary.curtailed, demand - served);
    assert_eq!(summary.steps.iter().map(|step| step.granted).sum::<u64>(), served);
    for (k, step) in summary.steps.iter().enumerate() {
        let asked: i128 = if k < policy.steps().len() {
            users.iter().map(|user| increment(policy, user, k)).sum()
        } else {
            0
        };
        assert_eq!(step.asked as i128, asked, "what step {k} asks for");
        assert!(step.granted <= step.asked);
    }
    for (class, total) in SupplyClass::ALL.iter().zip(&summary.classes) {
        let of_class = || users.iter().zip(grants).filter(|(user, _)| user.class() == Some(*class));
        assert_eq!(total.demand, of_class().map(|(user, _)| user.demand as u64).sum::<u64>());
        assert_eq!(total.granted, of_class().map(|(_, grant)| grant.granted() as u64).sum::<u64>());
    }
}

/// One class after the other, each in one step.
pub fn class_order(share: Share) -> Vec<Step> {
    SupplyClass::ALL.iter().map(|class| Step::new(ClassSet::of(&[*class]), Target::Demand, share)).collect()
}
